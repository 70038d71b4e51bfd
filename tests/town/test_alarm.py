"""緊急の連絡を取り次ぐ: anybody raises it, a counsellor calls back, and no person is named."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sandbox.forms import NoSuchThing
from sandbox.resident import text_of
from sandbox.town import Town
from tests.town.conftest import BOTH
from tests.town.records import alarms, audited

FIVE_MINUTES = timedelta(minutes=5)
NUMBER = "000-0000-9017"
PLEASE = (
    "【緊急】見本短期入所 かりのやどから21:46に連絡の取り次ぎがありました。"
    "折り返しのお電話をお願いいたします。"
)


async def raises(town: Town, number: str = NUMBER) -> None:
    """Raise the alarm as the night carer of P01."""
    night = town.person("P01-1")
    await night.commands("取り次ぎ", at="P01")
    await night.fills({"callback": number})


@BOTH
async def test_the_counsellor_on_duty_is_paged_and_takes_the_call(town: Town) -> None:
    counselor, night = town.person("C1"), town.person("P01-1")

    await raises(town)
    said = text_of(night.view.blocks)
    await counselor.presses("電話を引き受ける")
    await town.push(timedelta(hours=1))

    assert "21:51までにどなたも引き受けないときは、次の方にお知らせします。" in said
    assert counselor.letters == [PLEASE]
    assert f"21:46 見本短期入所 かりのやどから\n{NUMBER}" in text_of(counselor.view.blocks)
    assert night.letters[0] in said
    assert night.letters[1:] == [
        "取り次いでいただいた緊急の連絡は、相談支援みちしるべ(見本)の検証まなぶさんが"
        "折り返しお電話します。"
    ]
    assert town.person("C2").letters == []
    assert ("take_alarm", "done") in await audited(town)


async def test_who_would_rather_telephone_reads_the_core_centres_number_first(town: Town) -> None:
    night = town.person("P01-1")

    await night.commands("取り次ぎ", at="P01")

    assert "お電話で進める場合は 基幹 000-0000-0201" in text_of(night.view.blocks)


async def test_silence_pages_the_next_and_then_the_core_centre_again_and_again(town: Town) -> None:
    await raises(town)

    await town.push(FIVE_MINUTES)
    assert town.person("C2").letters == [PLEASE]
    assert town.person("K1").letters == []
    await town.push(3 * FIVE_MINUTES)

    assert town.person("K1").letters == [PLEASE] * 3
    assert town.person("K01-2").letters == [PLEASE] * 3
    assert town.person("C1").letters == [PLEASE]


async def test_once_taken_whoever_was_paged_is_told_and_nobody_else_is_paged(town: Town) -> None:
    await raises(town)
    await town.push(FIVE_MINUTES)

    await town.person("C2").presses("電話を引き受ける")
    await town.push(timedelta(hours=1))

    taken = "緊急の連絡は、例題かおりさんが引き受けました。ありがとうございます。"
    assert town.person("C1").letters == [PLEASE, taken]
    assert town.person("K1").letters == []


async def test_two_never_call_back(town: Town) -> None:
    first, second = town.person("C1"), town.person("C2")
    await raises(town)
    await town.push(FIVE_MINUTES)
    await first.presses("電話を引き受ける")

    channel = town.workspace.dm_of(second.user).id
    old = next(each for each in town.workspace.messages(channel) if each.text == PLEASE)
    await second.presses("電話を引き受ける", card=old)

    assert "検証まなぶさんが引き受けました" in text_of(second.view.blocks)
    assert NUMBER not in text_of(second.view.blocks)


async def test_the_number_is_in_no_channel_and_no_letter(town: Town) -> None:
    await raises(town)
    await town.push(timedelta(minutes=30))
    await town.person("K1").presses("電話を引き受ける")

    sent = "\n".join(each.args for each in town.workspace.recorder.to_people_channels())
    assert NUMBER not in sent


async def test_somebody_unregistered_raises_it_in_an_offices_channel_and_hears_who_calls(
    town: Town,
) -> None:
    stranger = town.person("P04-1")
    await forgets(town, "P04-1")

    await stranger.commands("alarm", at="P04")
    await stranger.fills({"callback": "０００ー００００ー９０１７"})
    await town.person("C1").presses("電話を引き受ける")

    (alarm,) = await alarms(town)
    assert (alarm.office, alarm.callback) == ("P04", NUMBER)
    assert "検証まなぶさんが折り返しお電話します" in stranger.whispers[-1]


async def test_where_slack_reaches_nobody_the_raiser_is_told_whom_to_telephone(town: Town) -> None:
    night = town.person("P01-1")
    for key in ("C1", "C2", "K1", "K01-2"):
        await forgets(town, key)

    await raises(town)

    said = text_of(night.view.blocks)
    assert "お知らせできる当番の方がいません" in said
    assert "お知らせしました" not in said
    assert "000-0000-0201" in said


async def forgets(town: Town, key: str) -> None:
    """Let the network not know somebody who sits in an office's channel."""
    from dataclasses import replace

    staff = next(one for one in town.grounds.network.staff if one.id == key)
    retired = replace(staff, active=False)
    await town.bot.desk.write(lambda ledger: ledger.roster.put_staff(retired))


@pytest.mark.parametrize(
    "typed", ["見本 一郎です", "12", "<!channel>", "=1+1", "1" * 29, "\u202e000-0000"]
)
async def test_only_a_telephone_number_is_taken(town: Town, typed: str) -> None:
    night = town.person("P01-1")

    await raises(town, typed)

    if typed.startswith("\u202e"):
        assert night.view.title == "拠点"  # the mark is left out, the number is one
        return
    assert "数字とハイフン" in night.view.errors["callback"]
    assert await alarms(town) == []


async def test_home_offers_it_to_everybody(town: Town) -> None:
    night = town.person("P01-1")
    home = await night.opens_home()
    assert home is not None

    town.workspace.press_in_view(night.user, home.id, "alarm_relay", town.now())
    await town.settles()
    await night.fills({"callback": NUMBER})

    assert town.person("C1").letters == [PLEASE]


async def test_a_provider_does_not_take_what_is_a_counsellors(town: Town) -> None:
    await raises(town)

    with pytest.raises(NoSuchThing):
        await town.person("P03-1").presses("電話を引き受ける")


async def test_whoever_takes_the_call_goes_on_to_the_call_sheet(town: Town) -> None:
    counselor = town.person("C1")
    await raises(town)
    await counselor.presses("電話を引き受ける")

    await counselor.taps("緊急の依頼")

    assert counselor.view.title == "受電メモ（1/2）"
