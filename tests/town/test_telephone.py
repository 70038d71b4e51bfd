"""A night by telephone: whom to call, what came of it, and answers entered for an office."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from sandbox.forms import NoSuchThing
from sandbox.resident import Resident, labels_of, text_of
from sandbox.town import Town
from storage import queries
from storage.ledger import Ledger
from tests.town.asking import asks
from tests.town.conftest import BOTH
from tests.town.test_privacy import everything_in

pytestmark = pytest.mark.soak

A_WHILE = timedelta(minutes=2)
KOMOREBI = "仮設ショートステイ こもれび"
OUTCOMES = ["不在", "電話がつながった", "折り返し待ち", "可", "条件付き", "不可"]


async def audited(town: Town, act: str) -> list[tuple[str, dict[str, Any]]]:
    """Return who did an act and what is on record of it, in order."""

    def unit(ledger: Ledger) -> list[tuple[str, dict[str, Any]]]:
        chain = queries.audit_chain(town.grounds.network.network.id)
        return [(row["actor"], row["detail"]) for row in ledger.rows(chain) if row["act"] == act]

    return await town.bot.desk.read(unit)


async def by_telephone(town: Town) -> Resident:
    """R07's night: かりのやど is asked in Slack, こもれび by telephone; C1 opens the call list."""
    await asks(town, person="R07")
    counselor = town.person("C1")
    await counselor.presses("電話で確認する", at="P12")
    return counselor


def listed(person: Resident) -> str:
    """Return what the open page says."""
    return text_of(person.view.blocks)


def place(person: Resident, office: str) -> int:
    """Return where an office stands on the open list, the first at 0."""
    blocks = [each for each in person.view.blocks if each["block_id"].startswith("office_")]
    return next(n for n, each in enumerate(blocks) if office in each["text"]["text"])


async def hears(person: Resident, outcome: str, *, of: str) -> None:
    """Tap what came of the call to an office."""
    await person.taps(outcome, nth=place(person, of))


@BOTH
async def test_a_night_in_which_the_place_is_found_by_telephone(town: Town) -> None:
    counselor = await by_telephone(town)
    first = listed(counselor)
    await hears(counselor, "不在", of=KOMOREBI)
    unheard = text_of(town.card("P12").blocks)
    await town.push(A_WHILE)
    await hears(counselor, "可", of=KOMOREBI)
    await counselor.fills({"answerer": "見本よるこ"})
    offered = text_of(town.card("P12").blocks)
    await counselor.presses("この事業所に依頼", at="P12")
    decided, heard = text_of(town.card("P12").blocks), counselor.whispers[-1]
    await counselor.presses("到着", at="P12")

    assert f"1. {KOMOREBI} 000-0000-0113" in first
    assert "☎ お電話でのご依頼" in first
    assert f"{KOMOREBI}：未回答（期限22:06） ☎ お電話でのご依頼 不在 21:46" in unheard
    assert f"{KOMOREBI}：受入れ可能（21:48） お電話でのご回答（入力：検証まなぶ）" in offered
    assert "次にお電話を" not in offered  # the offer waits for the decision
    assert "決定（到着待ち）" in decided
    assert "Slackではお知らせが届きません" in heard
    assert any(
        f"お願いすることになった旨を、お電話でお伝えいただけますか：{KOMOREBI} 000-0000-0113"
        in each
        for each in town.thread("P12")
    )
    assert "利用中" in text_of(town.card("P12").blocks)
    assert [each for each, _ in await audited(town, "call")] == ["C1", "C1"]
    assert await audited(town, "offered") == [("C1", {"verified": "yes", "by": "telephone"})]


async def test_by_night_the_owner_gets_the_numbers_of_all_asked_offices(town: Town) -> None:
    await asks(town)

    counselor = town.person("C1")
    await counselor.presses("電話で確認する")

    assert counselor.letters[-1] == (
        "2026-0001：夜間のため、依頼先の事業所にお電話でもご確認をお願いいたします。"
        "結果は［電話で確認する］で記録できます。\n"
        "・見本短期入所 かりのやど 000-0000-0101\n"
        "・試験支援施設 やまびこ荘 000-0000-0103"
    )
    assert counselor.view.title == "電話での確認"


async def test_an_office_without_slack_is_asked_by_telephone_and_waits(town: Town) -> None:
    await asks(town, person="R07")

    card = text_of(town.card("P12").blocks)
    assert f"次にお電話を：{KOMOREBI} 000-0000-0113／見本短期入所 かりのやど" in card
    assert f"{KOMOREBI}：未回答（期限22:06） ☎ お電話でのご依頼" in card
    assert not any("届けられ" in line for line in town.thread("P12"))


async def test_an_outcome_is_one_tap_and_stays_on_the_list(town: Town) -> None:
    counselor = await by_telephone(town)

    await hears(counselor, "電話がつながった", of=KOMOREBI)

    assert "最後のお電話：電話がつながった 21:46（検証まなぶ）" in listed(counselor)
    assert place(counselor, KOMOREBI) == 0  # a second tap meets nobody else
    await counselor.presses("電話で確認する", at="P12")
    assert place(counselor, KOMOREBI) == 1  # its answer comes; かりのやど is next


async def test_an_outcome_pressed_twice_counts_once(town: Town) -> None:
    counselor = await by_telephone(town)

    await hears(counselor, "不在", of=KOMOREBI)
    await hears(counselor, "不在", of=KOMOREBI)
    once = len(await audited(town, "call"))
    await town.push(A_WHILE)
    await hears(counselor, "不在", of=KOMOREBI)

    assert (once, len(await audited(town, "call"))) == (1, 2)


async def test_an_office_with_a_channel_sees_what_was_noted_on_its_behalf(town: Town) -> None:
    counselor = await by_telephone(town)

    await hears(counselor, "可", of="かりのやど")
    await counselor.fills({"answerer": "見本よるこ"})

    assert town.thread("P01")[-1] == (
        "お電話でのご回答（受入れ可能）を承りました。ありがとうございます。"
        "まだ決定ではございません。21:56までに結果をご連絡いたします。"
        "内容が異なるときは、カードのボタンでお知らせください。"
    )
    card = town.card("P01")
    assert "現在の状況：受入れ可能* （21:46 お電話でのご回答）" in text_of(card.blocks)
    assert "見本よるこ" not in text_of(card.blocks) + "".join(town.thread("P01"))


async def test_the_office_may_say_otherwise_with_its_own_button(town: Town) -> None:
    counselor = await by_telephone(town)
    await hears(counselor, "可", of="かりのやど")
    await counselor.fills({})

    await town.person("P01-1").presses("受入れ困難", at="P01")
    await town.person("P01-1").fills({"reason": "full"})

    assert "かりのやど：受入れ困難" in text_of(town.card("P12").blocks)


async def test_conditions_said_at_the_telephone_are_filled_in_the_same_form(town: Town) -> None:
    counselor = await by_telephone(town)

    await hears(counselor, "条件付き", of=KOMOREBI)
    asked = listed(counselor)
    await counselor.fills(
        {"needs": ["staff"], "remark": "夜勤が一人のため", "answerer": "見本よるこ"}
    )

    card = text_of(town.card("P12").blocks)
    assert f"{KOMOREBI}からお電話で伺った内容を記録します" in asked
    assert "お電話でのご回答（入力：検証まなぶ） 職員の応援が必要" in card
    assert "夜勤が一人のため" not in card
    assert counselor.view.title == "電話での確認"


async def test_a_no_at_the_telephone_needs_its_reason_and_no_name(town: Town) -> None:
    counselor = await by_telephone(town)

    await hears(counselor, "不可", of=KOMOREBI)
    await counselor.fills({"reason": "full", "answerer": ""})

    assert f"{KOMOREBI}：受入れ困難" in text_of(town.card("P12").blocks)
    assert "次にお電話を：見本短期入所 かりのやど" in text_of(town.card("P12").blocks)


async def test_a_no_that_might_be_a_yes_goes_on_to_the_conditions(town: Town) -> None:
    counselor = await by_telephone(town)

    await hears(counselor, "不可", of=KOMOREBI)
    await counselor.fills({"reason": "full", "if_conditions": "yes", "answerer": "見本よるこ"})
    await counselor.fills({"part": "nights_only"})

    assert f"{KOMOREBI}：条件付きで可能" in text_of(town.card("P12").blocks)


async def test_who_said_it_is_read_by_those_who_lead_the_case_alone(town: Town) -> None:
    counselor = await by_telephone(town)
    await hears(counselor, "可", of=KOMOREBI)
    await counselor.fills({"answerer": "見本よるこ"})

    await counselor.presses("全文を見る", at="P12")

    assert f"21:46 {KOMOREBI} 見本よるこ （お電話でのご回答）" in listed(counselor)


async def test_all_declined_at_the_telephone_calls_the_core_centre_at_once(town: Town) -> None:
    counselor = await by_telephone(town)

    for office in (KOMOREBI, "かりのやど"):
        await hears(counselor, "不可", of=office)
        await counselor.fills({"reason": "night_staff"})

    assert len(town.cards("K01")) == 1


async def test_after_the_decision_nobody_is_called_and_a_late_yes_stands_by(town: Town) -> None:
    counselor = await by_telephone(town)
    await hears(counselor, "可", of=KOMOREBI)
    await town.person("P01-1").presses("受入れ可能", at="P01")
    old = town.card("P12")
    await counselor.presses("この事業所に依頼", at="P12")
    await counselor.fills({"answerer": "見本よるこ"})
    late = listed(counselor)

    await counselor.presses("電話で確認する", at="P12", card=old)

    assert late == (
        "この件の受入先は、ほかの事業所に決まっています。お電話でのご回答は、次の候補として記録しました。"
    )
    assert f"{KOMOREBI}：次の候補" in text_of(town.card("P12").blocks)
    assert "お電話が必要な段階ではありません" in listed(counselor)
    assert "電話で確認する" not in labels_of(town.card("P12"))


async def test_only_those_who_lead_the_case_telephone(town: Town) -> None:
    await asks(town, person="R07")

    await town.person("C2").presses("電話で確認する", at="P12")

    assert town.person("C2").view.title == "操作できません"


async def test_the_core_centre_telephones_too_and_is_named(town: Town) -> None:
    await asks(town, person="R07")
    await town.push(timedelta(minutes=20))
    core = town.person("K1")
    await core.presses("電話で確認する", at="K01")

    await hears(core, "可", of=KOMOREBI)
    await core.fills({"answerer": "見本よるこ"})

    assert "お電話でのご回答（入力：仮称きずな）" in text_of(town.card("P12").blocks)
    assert f"<@{town.user('C1')}>" in town.thread("P12")[-1]  # the owner hears of it


async def test_a_decided_office_steps_back_by_telephone(town: Town) -> None:
    counselor = await by_telephone(town)
    await hears(counselor, "可", of=KOMOREBI)
    await counselor.fills({})
    await counselor.presses("この事業所に依頼", at="P12")

    await counselor.presses("その他の操作", at="P12")
    await counselor.taps("辞退の連絡を受けた")
    await counselor.fills({"reason": "infection", "answerer": "見本よるこ"})

    assert "依頼中" in text_of(town.card("P12").blocks)
    assert [detail for _, detail in await audited(town, "withdraw")] == [
        {"reason": "infection", "by": "telephone"}
    ]


async def test_calls_of_the_round_before_do_not_show_in_the_new_one(town: Town) -> None:
    counselor = await by_telephone(town)
    await hears(counselor, "不在", of=KOMOREBI)
    await town.person("P01-1").presses("受入れ可能", at="P01")
    await counselor.presses("この事業所に依頼", at="P12")

    await town.person("P01-1").presses("辞退する", at="P01")
    await town.person("P01-1").fills({"reason": "infection"})
    await counselor.presses("電話で確認する", at="P12")

    assert "不在 21:46" not in text_of(town.card("P12").blocks)
    assert "お電話の記録はまだありません" in listed(counselor)
    assert "前の依頼でのお電話：不在 21:46" in listed(counselor)
    assert sum("お電話でもご確認をお願い" in each for each in counselor.letters) == 2


async def test_the_menu_offers_no_withdrawal_while_nobody_is_decided_for(town: Town) -> None:
    await asks(town, person="R07")
    await town.person("C1").presses("その他の操作", at="P12")

    with pytest.raises(NoSuchThing):
        await town.person("C1").taps("辞退の連絡を受けた")


async def test_the_list_says_what_may_be_tapped_for_each_office(town: Town) -> None:
    counselor = await by_telephone(town)

    rows = [each for each in counselor.view.blocks if each["type"] == "actions"]
    labels = [[each["text"]["text"] for each in row["elements"]] for row in rows]

    assert labels == [OUTCOMES, OUTCOMES]


async def test_who_said_it_lies_readable_in_no_message_and_in_no_file(
    town: Town, tmp_path: Path
) -> None:
    counselor = await by_telephone(town)
    await hears(counselor, "可", of="かりのやど")
    await counselor.fills({"answerer": "見本よるこ"})

    sent = "\n".join(f"{one.args}" for one in town.workspace.recorder.to_people_channels())
    assert "見本よるこ" not in sent
    assert "見本よるこ".encode() not in everything_in(tmp_path)
