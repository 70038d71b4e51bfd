"""Story S1: a weekday night for R01 under the Matsue profile, its happy line and its silent one."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sandbox.forms import NoSuchThing
from sandbox.resident import labels_of, text_of
from sandbox.town import Town
from storage import queries
from storage.ledger import Ledger
from tests.town.asking import S1_FORM, asks, declines, fills_in
from tests.town.conftest import ALWAYS

ANSWERS = ["受入れ可能", "条件付きで可能", "受入れ困難", "確認中"]
TEN_MINUTES = timedelta(minutes=10)


async def test_the_preview_shows_the_exact_offices_and_card_and_sends_nothing(town: Town) -> None:
    counselor = town.person("C1")

    await fills_in(town)

    shown = text_of(counselor.view.blocks)
    assert counselor.view.title == "送信前の確認"
    assert "見本短期入所 かりのやど" in shown
    assert "試験支援施設 やまびこ荘" in shown
    assert "30代・男性・知的障がい・区分5" in shown
    assert town.cards("P01") == []


async def test_each_prepared_office_gets_one_card_in_its_own_channel(town: Town) -> None:
    await asks(town)

    assert len(town.cards("P01")) == len(town.cards("P03")) == 1
    assert town.cards("P07") == []  # holds a copy, is not asked yet
    card = town.card("P01")
    assert card.text == (
        "【緊急】受入れのお願い（短期入所・今夜から3泊）22:06までにご回答をお願いいたします"
    )
    assert "必要な支援：発作時の対応／服薬 朝・夕／医療的ケアなし" in text_of(card.blocks)
    assert labels_of(card) == [*ANSWERS, "どなたか確認する"]


async def test_the_sender_is_told_in_a_message_that_stays(town: Town) -> None:
    await asks(town)

    assert town.person("C1").letters[0] == (
        "2026-0001 として受け付けました。"
        "経過は、ご所属の事業所のチャンネルのカードでご覧いただけます。"
    )


async def test_an_acceptance_is_an_offer_and_is_answered_at_once(town: Town) -> None:
    await asks(town)
    await town.push(timedelta(minutes=25))

    await town.person("P01-1").presses("受入れ可能", at="P01")

    assert town.thread("P01")[-1] == (
        "受入れ可能のご回答を承りました。ありがとうございます。まだ決定ではございません。"
        "22:21までに結果をご連絡いたします。"
    )
    assert "現在の状況：受入れ可能" in text_of(town.card("P01").blocks)
    assert "この事業所に依頼" in labels_of(town.card("P12"))
    assert labels_of(town.card("P01")) == [  # the answer may still be changed
        "条件付きで可能",
        "受入れ困難",
        "どなたか確認する",
    ]


async def test_the_counsellor_decides_and_the_others_are_released(town: Town) -> None:
    await asks(town)
    await town.person("P01-1").presses("受入れ可能", at="P01")

    await town.person("C1").presses("この事業所に依頼", at="P12")

    assert labels_of(town.card("P01")) == ["登録情報を見る", "到着", "辞退する"]
    assert "貴事業所に受入れをお願いすることとなりました。" in town.thread("P01")[-1]
    assert town.thread("P03")[-1] == (
        "今回は他の事業所にお願いすることとなりました。"
        "夜分にご検討いただき、ありがとうございました。"
    )
    assert labels_of(town.card("P03")) == []
    assert "決定（到着待ち）" in text_of(town.card("P12").blocks)


@ALWAYS
async def test_the_decided_office_opens_the_sheet_and_records_the_arrival(town: Town) -> None:
    night = town.person("P01-1")
    await asks(town)
    await night.presses("受入れ可能", at="P01")
    await town.person("C1").presses("この事業所に依頼", at="P12")

    await night.presses("登録情報を見る", at="P01")
    sheet = text_of(night.view.blocks)
    on_record = await audited(town)
    await night.presses("到着", at="P01")

    assert "見本 一郎" in sheet
    assert on_record[-1] == ("open_sheet", "done")
    assert S1_FORM["situation"] in sheet
    assert "利用中" in text_of(town.card("P12").blocks)
    assert town.thread("P12")[-1].endswith("2026-0001：21:46に到着されました。")


async def test_nobody_else_opens_the_sheet(town: Town) -> None:
    await asks(town)
    await town.person("P01-1").presses("受入れ可能", at="P01")
    await town.person("C1").presses("この事業所に依頼", at="P12")
    stranger, night = town.person("P04-1"), town.person("P01-1")
    town.workspace.invite(night.user, town.channel("P01"), stranger.user, town.now())

    await stranger.presses("登録情報を見る", at="P01")

    assert stranger.view.title == "操作できません"
    assert "見本 一郎" not in text_of(stranger.view.blocks)
    assert (await audited(town))[-1] == ("open_sheet", "refused")


async def test_silence_is_reminded_at_ten_minutes_and_only_where_it_is_silent(town: Town) -> None:
    await asks(town)
    await declines(town, by="P03-1", at="P03")

    await town.push(TEN_MINUTES)

    assert "22:06までに、上のカードのボタンでお知らせいただけますか。" in town.thread("P01")[-1]
    assert not any("お知らせいただけますか" in line for line in town.thread("P03"))
    assert town.cards("K01") == []


async def test_the_core_centre_is_called_in_at_twenty_minutes(town: Town) -> None:
    await asks(town)

    await town.push(2 * TEN_MINUTES)

    assert town.card("K01").text == (
        "【緊急】2026-0001 受入先が決まっていません。調整に入っていただけますか。"
    )
    assert f"<@{town.user('K1')}>" in town.thread("K01")[0]
    assert "調整に入る" in labels_of(town.card("K01"))
    assert town.person("K1").letters[-1].startswith("【緊急】2026-0001")
    assert "000-0000-0201" in town.thread("P12")[-1]


async def test_the_core_centre_comes_in_and_everybody_sees_it(town: Town) -> None:
    await asks(town)
    await town.push(2 * TEN_MINUTES)

    await town.person("K1").presses("調整に入る", at="K01")

    assert town.thread("P12")[-1] == "基幹「みなも」(見本)の仮称きずなさんが調整に入りました。"
    assert "仮称きずなさんが22:06から調整中" in text_of(town.card("P12").blocks)
    assert "調整に入る" not in labels_of(town.card("K01"))


@ALWAYS
async def test_an_unclaimed_call_is_repeated_and_the_owner_told_whom_to_telephone(
    town: Town,
) -> None:
    await asks(town)

    await town.push(timedelta(minutes=46))

    calls = [line for line in town.thread("K01") if "調整に入っていただけますか" in line]
    assert len(calls) == 4  # 22:06, then the next on the rota, the city, and everybody
    assert f"<@{town.user('K01-2')}>" in calls[1]
    assert any("000-0000-0301" in line for line in town.thread("P12"))  # the city has no Slack
    assert "お電話をお願いいたします：000-0000-0201" in town.thread("P12")[-1]
    assert "次にお電話をお願いしたい事業所：見本短期入所 かりのやど" in town.thread("P12")[-1]


async def test_all_declined_calls_the_core_centre_at_once(town: Town) -> None:
    await asks(town)

    await declines(town, by="P01-1", at="P01")
    await declines(town, by="P03-1", at="P03")

    assert len(town.cards("K01")) == 1


async def test_an_offer_left_undecided_is_watched(town: Town) -> None:
    await asks(town)
    await town.person("P01-1").presses("受入れ可能", at="P01")

    await town.push(TEN_MINUTES)
    reminded = town.thread("P12")[-1]
    await town.push(TEN_MINUTES)

    assert "ご判断をお待ちです" in reminded
    assert len(town.cards("K01")) == 1


async def test_a_missing_arrival_is_asked_for(town: Town) -> None:
    await asks(town)
    await town.person("P01-1").presses("受入れ可能", at="P01")
    await town.person("C1").presses("この事業所に依頼", at="P12")

    await town.push(timedelta(minutes=104))  # 23:30, half an hour after the expected arrival

    assert "ご到着の記録がまだです" in town.thread("P01")[-1]
    assert "ご到着の記録がまだです" in town.thread("P12")[-1]


@pytest.mark.parametrize(
    ("text", "state"),
    [
        pytest.param("受け入れ可能です。", "受入れ可能", id="a clear yes"),
        pytest.param("受入れ困難です", "受入れ困難", id="a clear no"),
    ],
)
async def test_the_clearest_typed_words_count_like_the_button(
    town: Town, text: str, state: str
) -> None:
    await asks(town)

    await town.person("P01-1").types(text, at="P01", under=town.card("P01"))

    assert f"現在の状況：{state}" in text_of(town.card("P01").blocks)


async def test_an_unclear_reply_is_answered_with_the_buttons_and_counts_for_nothing(
    town: Town,
) -> None:
    await asks(town)

    await town.person("P01-1").types("大丈夫です", at="P01", under=town.card("P01"))

    prompt = town.workspace.thread(town.channel("P01"), town.card("P01").ts)[-1]
    assert prompt.text == (
        "ありがとうございます。行き違いを防ぐため、下のボタンでお選びいただけますか。"
    )
    assert labels_of(prompt) == ANSWERS
    assert "未回答" in text_of(town.card("P12").blocks)


@ALWAYS
async def test_a_late_yes_is_thanked_and_kept_as_the_next_candidate(town: Town) -> None:
    await asks(town)
    old = town.card("P03")
    await town.person("P01-1").presses("受入れ可能", at="P01")
    await town.person("C1").presses("この事業所に依頼", at="P12")

    await town.person("P03-1").presses("受入れ可能", at="P03", card=old)

    assert "次の候補として記録いたしました" in town.thread("P03")[-1]
    assert "決定（到着待ち）" in text_of(town.card("P12").blocks)
    assert "やまびこ荘：次の候補" in text_of(town.card("P12").blocks)


async def test_only_the_counsellor_and_the_core_centre_decide(town: Town) -> None:
    await asks(town)
    await town.person("P01-1").presses("受入れ可能", at="P01")

    await town.person("C2").presses("この事業所に依頼", at="P12")

    assert "決められた方だけが行えます" in town.person("C2").whispers[-1]
    assert "依頼中" in text_of(town.card("P12").blocks)


async def test_the_wish_is_asked_for_at_the_decision_where_it_is_not_on_record(town: Town) -> None:
    counselor = town.person("C1")
    await asks(town, wish="unconfirmed")
    await town.person("P01-1").presses("受入れ可能", at="P01")

    await counselor.presses("この事業所に依頼", at="P12")
    undecided = text_of(town.card("P12").blocks)
    await counselor.fills({"wish": "presumed", "wish_note": "以前の体験利用での様子から"})

    assert "依頼中" in undecided
    assert "決定（到着待ち）" in text_of(town.card("P12").blocks)
    assert counselor.view.title == "拠点"


async def test_a_second_send_of_the_same_form_opens_nothing(town: Town) -> None:
    counselor = town.person("C1")
    await fills_in(town)
    await counselor.fills({})

    with pytest.raises(NoSuchThing):
        await counselor.fills({})

    assert len(town.cards("P01")) == 1


async def test_a_restart_forgets_nothing_and_repeats_nothing(town: Town) -> None:
    await asks(town)
    await town.push(TEN_MINUTES)

    await town.restart_bot()
    await town.push(TEN_MINUTES)

    assert len(town.cards("P01")) == 1
    assert len([line for line in town.thread("P01") if "お待ちしています" in line]) == 1
    assert len(town.cards("K01")) == 1


async def audited(town: Town) -> list[tuple[str, str]]:
    """Return every (act, outcome) on record, in order."""

    def unit(ledger: Ledger) -> list[tuple[str, str]]:
        chain = queries.audit_chain(town.grounds.network.network.id)
        return [(row["act"], row["outcome"]) for row in ledger.rows(chain)]

    return await town.bot.desk.read(unit)
