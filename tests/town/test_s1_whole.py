"""S1 told once from the first call to the return home, minute by minute, each ✗ asserted."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.clock import JST
from sandbox.resident import labels_of, text_of
from sandbox.town import Town
from sandbox.town_data import sentinels
from tests.town.asking import asks
from tests.town.conftest import ALWAYS
from tests.town.test_s1 import audited

pytestmark = ALWAYS


async def at(town: Town, clock: str) -> None:
    """Push the town's time to that time of Tuesday night in Japan."""
    hour, minute = map(int, clock.split(":"))
    until = datetime(2026, 1, 20, hour, minute, tzinfo=JST)
    await town.push(until - town.now())


def in_channels(town: Town) -> str:
    """Return everything that stands in any channel."""
    channels = town.addresses.channels.values()
    return "\n".join(
        f"{message.text}\n{text_of(message.blocks)}"
        for channel in channels
        for message in town.messages_of(channel)
    )


async def test_a_weekday_night_in_which_all_works_in_the_end(town: Town) -> None:
    counselor, night, yamabiko = (town.person(each) for each in ("C1", "P01-1", "P03-1"))
    core = town.person("K1")

    # 21:46 one card each in the offices' own channels, no name, P07 is told nothing yet
    await asks(town)
    assert "ご回答期限：本日22:06" in text_of(town.card("P01").blocks)
    assert "30代・男性・知的障がい・区分5" in text_of(town.card("P03").blocks)
    assert [len(town.cards(each)) for each in ("P01", "P03", "P07")] == [1, 1, 0]
    assert town.channel("P01") != town.channel("P03")  # ✗ one common channel for all
    assert not [each for each in sentinels(town.grounds.network) if each in in_channels(town)]

    # 21:52 「大丈夫です」 is no acceptance
    await at(town, "21:52")
    await night.types("大丈夫です", at="P01", under=town.card("P01"))
    assert "行き違いを防ぐため" in town.thread("P01")[-1]
    assert "かりのやど：未回答" in text_of(town.card("P12").blocks)

    # 21:55 a condition, shown to the counsellor; the ladder goes on
    await at(town, "21:55")
    await yamabiko.types(
        "今夜は夜勤1名のため難しいです。明朝9時からなら可能です", at="P03", under=town.card("P03")
    )
    assert "やまびこ荘：条件付きで可能" in text_of(town.card("P12").blocks)

    # 21:56 only the silent office is reminded
    await at(town, "21:56")
    assert "お知らせいただけますか" in town.thread("P01")[-1]
    assert not [line for line in town.thread("P03") if "お知らせいただけますか" in line]

    # 22:06 the core centre comes in beside the counsellor; P07 is proposed, not P02, not P04
    await at(town, "22:06")
    await core.presses("調整に入る", at="K01")
    proposal = text_of(town.card("K01").blocks)
    assert "例示デイ ぽっかぽか" in proposal
    assert "000-0000-0107" in proposal
    assert "そらまめ病棟" not in proposal
    assert "ひだまり館" not in proposal
    assert "条件付きで可能1" in town.thread("K01")[0]

    # 22:11 an offer; ✗ no automatic decision by the first accept
    await at(town, "22:10")
    await night.presses("受入れ可能", at="P01")
    assert "まだ決定ではございません。22:20までに" in town.thread("P01")[-1]
    assert "依頼中" in text_of(town.card("P12").blocks)

    # 22:12 a person decides; the others are released; ✗ two decided offices
    await at(town, "22:12")
    await counselor.presses("この事業所に依頼", at="P12")
    shown = text_of(town.card("P12").blocks)
    assert shown.count("：受入先に決定（") == 1
    assert "今回は他の事業所にお願いすることとなりました。夜分に" in town.thread("P03")[-1]
    assert "かりのやど" in town.thread("K01")[-1]
    assert "調整に入る" not in labels_of(town.card("K01"))
    assert town.cards("P07") == []  # an offer held the proposal

    # 22:13 the sheet opens for P01's staff only, each view on record
    await at(town, "22:13")
    old = town.card("P01")
    await night.presses("登録情報を見る", at="P01")
    assert "見本 一郎" in text_of(night.view.blocks)
    assert (await audited(town))[-1] == ("open_sheet", "done")
    other = town.person("P04-1")
    town.workspace.invite(night.user, town.channel("P01"), other.user, town.now())
    await other.presses("登録情報を見る", at="P01", card=old)
    assert "見本 一郎" not in text_of(other.view.blocks)
    assert (await audited(town))[-1] == ("open_sheet", "refused")

    # 22:50 arrival; four days later home again; nothing personal ever stood in a channel
    await at(town, "22:50")
    await night.presses("到着", at="P01")
    assert town.thread("P12")[-1].endswith("2026-0001：22:50に到着されました。")
    await town.push(timedelta(days=4))
    await counselor.presses("ご帰宅を記録", at="P12")
    assert "ご帰宅" in text_of(town.card("P12").blocks)
    assert not [each for each in sentinels(town.grounds.network) if each in in_channels(town)]
