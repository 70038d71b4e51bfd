"""Every answer an office can give, by button, form and word; and who reads what was written."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.clock import JST
from sandbox.model import Message
from sandbox.resident import buttons_of, labels_of, text_of
from sandbox.town import Town
from tests.town.asking import asks, declines

TOMORROW_NINE = int(datetime(2026, 1, 21, 9, tzinfo=JST).timestamp())
TONIGHT = int(datetime(2026, 1, 20, 22, tzinfo=JST).timestamp())


def question_of(message: Message, label: str) -> str:
    """Return what a button asks back before it counts, or nothing."""
    (button,) = [each for each in buttons_of(message) if each["text"]["text"] == label]
    return str(button.get("confirm", {}).get("text", {}).get("text", ""))


async def test_a_conditional_offer_says_from_when_which_part_and_what_is_needed(
    town: Town,
) -> None:
    day = town.person("P03-1")
    await asks(town)

    await day.presses("条件付きで可能", at="P03")
    await day.fills({"since": TOMORROW_NINE, "part": "nights_only", "needs": ["medicine"]})

    shown = text_of(town.card("P12").blocks)
    assert "条件付きで可能（21:46） 1/21（水）09:00から・夜間のみ・お薬とお薬手帳が必要" in shown
    assert "結果は、決まりしだいこのスレッドでご連絡いたします" in town.thread("P03")[-1]
    assert day.views == []


async def test_a_conditional_offer_does_not_stop_the_asking(town: Town) -> None:
    await asks(town)
    await town.person("P03-1").presses("条件付きで可能", at="P03")
    await town.person("P03-1").fills({"since": TOMORROW_NINE})

    await town.push(timedelta(minutes=20))

    assert len(town.cards("K01")) == 1


async def test_a_conditional_offer_can_be_decided_for(town: Town) -> None:
    await asks(town)
    await town.person("P03-1").presses("条件付きで可能", at="P03")
    await town.person("P03-1").fills({"part": "nights_only"})

    await town.person("C1").presses("この事業所に依頼", at="P12")

    assert labels_of(town.card("P03")) == ["登録情報を見る", "到着", "辞退する"]


async def test_the_condition_is_named_before_the_decision_and_stays_on_every_card(
    town: Town,
) -> None:
    await asks(town)
    await town.person("P03-1").presses("条件付きで可能", at="P03")
    await town.person("P03-1").fills({"since": TOMORROW_NINE, "needs": ["medicine"]})
    asked_back = question_of(town.card("P12"), "この事業所に依頼")
    letters = town.workspace.messages(town.workspace.dm_of(town.user("C1")).id)
    letter_asks_back = question_of(letters[-1], "この事業所に依頼")

    await town.person("C1").presses("この事業所に依頼", at="P12")

    condition = "条件：1/21（水）09:00から・お薬とお薬手帳が必要"
    assert condition in asked_back
    assert "上の条件で" in letter_asks_back
    assert condition in text_of(town.card("P12").blocks)
    assert condition in text_of(town.card("P03").blocks)


async def test_nobody_is_asked_for_an_arrival_before_the_hour_of_the_condition(
    town: Town,
) -> None:
    await asks(town)
    await town.person("P03-1").presses("条件付きで可能", at="P03")
    await town.person("P03-1").fills({"since": TOMORROW_NINE})
    await town.person("C1").presses("この事業所に依頼", at="P12")

    await town.push(timedelta(hours=8))
    early = town.thread("P03")
    await town.push(timedelta(hours=6))

    assert not any("ご到着の記録がまだです" in line for line in early)
    assert any("ご到着の記録がまだです" in line for line in town.thread("P03"))


async def test_an_arrival_taken_back_is_expected_from_the_hour_of_the_condition_again(
    town: Town,
) -> None:
    await asks(town)
    await town.person("P03-1").presses("条件付きで可能", at="P03")
    await town.person("P03-1").fills({"since": TOMORROW_NINE})
    await town.person("C1").presses("この事業所に依頼", at="P12")
    await town.person("P03-1").presses("到着", at="P03")

    await town.person("C1").presses("その他の操作", at="P12")
    await town.person("C1").taps("到着の記録を取り消す")
    await town.person("C1").fills({"mistake": "pressed"})

    assert "次の予定：1/21（水）09:30 ご到着を確認します" in text_of(town.card("P12").blocks)


async def test_a_condition_that_was_only_written_is_to_be_read_before_the_decision(
    town: Town,
) -> None:
    await asks(town)
    await town.person("P03-1").types(
        "付き添いの方がいらっしゃれば可能です", at="P03", under=town.card("P03")
    )
    asked_back = question_of(town.card("P12"), "この事業所に依頼")

    await town.person("C1").presses("この事業所に依頼", at="P12")

    assert "ご返信を［全文を見る］でご確認ください" in asked_back
    assert "条件：［全文を見る］でご確認ください" in text_of(town.card("P12").blocks)


async def test_a_plain_offer_is_decided_for_with_one_press(town: Town) -> None:
    await asks(town)
    await town.person("P03-1").presses("受入れ可能", at="P03")

    assert question_of(town.card("P12"), "この事業所に依頼") == ""


async def test_an_end_before_the_beginning_is_said_at_its_field(town: Town) -> None:
    day = town.person("P03-1")
    await asks(town)
    await day.presses("条件付きで可能", at="P03")

    await day.fills({"since": TOMORROW_NINE, "until": TONIGHT})

    assert day.view.errors == {
        "until": "終わりが始まりより前になっています。始まりより後の日時をお選びください。"
    }


async def test_a_no_gives_its_reason_and_the_owner_sees_it(town: Town) -> None:
    await asks(town)

    await declines(town, by="P03-1", at="P03", reason="night_staff")

    assert "受入れ困難（21:46） 夜間の職員体制" in text_of(town.card("P12").blocks)
    assert "ご検討いただき、ありがとうございます" in town.thread("P03")[-1]


async def test_a_no_that_would_be_a_yes_under_conditions_goes_on_to_the_conditions(
    town: Town,
) -> None:
    day = town.person("P03-1")
    await asks(town)
    await day.presses("受入れ困難", at="P03")

    await day.fills({"reason": "night_staff", "if_conditions": "yes"})
    title = day.view.title
    await day.fills({"needs": ["staff"]})

    assert title == "条件付きで受入れ可能"
    assert "条件付きで可能（21:46） 職員の応援が必要" in text_of(town.card("P12").blocks)


async def test_what_a_no_said_goes_on_with_it_to_the_conditions(town: Town) -> None:
    day, counselor = town.person("P03-1"), town.person("C1")
    await asks(town)
    await day.presses("受入れ困難", at="P03")

    await day.fills(
        {
            "reason": "night_staff",
            "if_conditions": "yes",
            "elsewhere": "架空の宿 ゆらり",
            "answerer": " 見本\u3000あさこ ",
        }
    )
    name = day.view.state["answerer"]["answerer"]["value"]
    await day.fills({"needs": ["staff"]})
    await counselor.presses("全文を見る", at="P12")

    read = text_of(counselor.view.blocks)
    assert name.strip() == "見本\u3000あさこ"
    assert "架空の宿 ゆらり" in read
    assert "主な理由：" in read


async def test_conditions_are_not_filled_in_for_a_request_decided_meanwhile(town: Town) -> None:
    day = town.person("P03-1")
    await asks(town)
    await day.presses("受入れ困難", at="P03")
    await town.person("P01-1").presses("受入れ可能", at="P01")
    await town.person("C1").presses("この事業所に依頼", at="P12")

    await day.fills({"reason": "full", "if_conditions": "yes"})

    assert day.view.title != "条件付きで受入れ可能"
    assert "条件付きで可能" not in text_of(town.card("P12").blocks)


async def test_checking_extends_the_offices_time_once_and_the_ladder_goes_on(town: Town) -> None:
    await asks(town)

    await town.person("P01-1").presses("確認中", at="P01")

    assert "22:16までにご回答をお願いいたします" in "".join(town.thread("P01"))
    assert "確認中" not in labels_of(town.card("P01"))
    await town.push(timedelta(minutes=20))
    assert len(town.cards("K01")) == 1


async def test_a_copy_holder_sees_who_it_is_before_answering_and_nothing_of_the_case(
    town: Town,
) -> None:
    night = town.person("P01-1")
    await asks(town)

    await night.presses("どなたか確認する", at="P01")

    sheet = text_of(night.view.blocks)
    assert "見本 一郎" in sheet
    assert "お母さまが転倒し" not in sheet


async def test_a_copy_is_shown_to_no_one_whose_office_was_not_asked(town: Town) -> None:
    other, night = town.person("P07-1"), town.person("P01-1")
    await asks(town)
    town.workspace.invite(night.user, town.channel("P01"), other.user, town.now())

    await other.presses("どなたか確認する", at="P01")

    assert other.view.title == "操作できません"


async def test_a_typed_condition_is_shown_to_the_owner_in_full_and_repeated_nowhere(
    town: Town,
) -> None:
    typed = "今夜は夜勤1名のため難しいです。明朝9時からなら可能です"
    counselor = town.person("C1")
    await asks(town)

    await town.person("P03-1").types(typed, at="P03", under=town.card("P03"))
    await counselor.presses("全文を見る", at="P12")

    assert "条件付きで可能" in text_of(town.card("P12").blocks)
    assert typed in text_of(counselor.view.blocks)
    assert not any(typed in line for line in town.thread("P12"))


async def test_a_question_reaches_the_owner_and_is_no_answer(town: Town) -> None:
    counselor = town.person("C1")
    await asks(town)

    await town.person("P03-1").types(
        "アレルギーと食事形態を教えてください", at="P03", under=town.card("P03")
    )
    await counselor.presses("全文を見る", at="P12")

    assert "アレルギーと食事形態を教えてください" in text_of(counselor.view.blocks)
    assert "ご質問を担当の相談支援専門員に伝えました" in town.thread("P03")[-1]
    assert "試験支援施設 やまびこ荘：未回答" in text_of(town.card("P12").blocks)


async def test_a_name_written_in_the_thread_is_asked_to_be_deleted(town: Town) -> None:
    night = town.person("P01-1")
    await asks(town)

    await night.types("見本一郎さんですね、確認します", at="P01", under=town.card("P01"))

    assert "お名前が書かれているようです" in night.whispers[-1]
    assert not any("見本" in line for line in town.thread("P12"))


async def test_only_those_who_lead_the_case_read_what_was_written(town: Town) -> None:
    await asks(town)
    await town.person("P01-1").types("確認して折り返します", at="P01", under=town.card("P01"))
    await town.person("P03-1").types("アレルギーを教えてください", at="P03", under=town.card("P03"))
    other = town.person("C2")

    await other.presses("全文を見る", at="P12")

    assert other.view.title == "操作できません"


async def test_a_long_reply_is_read_to_its_last_word(town: Town) -> None:
    await asks(town)
    long = "夜間の体制について確認しております。" * 400 + "以上、架空の返信でした。"
    await town.person("P01-1").types(long, at="P01", under=town.card("P01"))

    await town.person("C1").presses("全文を見る", at="P12")

    read = text_of(town.person("C1").view.blocks)
    assert "以上、架空の返信でした。" in read
    assert "…" not in read
