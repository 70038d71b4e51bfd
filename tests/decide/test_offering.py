"""An offer reaches who decides as a letter with the button; nobody's own words stand in it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.decide import answers, entering
from bot.decide.given import Given
from bot.facts import Facts
from bot.model import Condition, StaffId
from bot.vocabulary import CallOutcome, Lang, Part, Requirement
from bot.words import actions, letters, say, words_in
from tests.decide.builders import (
    A_CONDITION,
    a_case,
    after,
    conditioned,
    declined,
    directs,
    facts_of,
    fresh,
    lines,
    somebody,
    typed,
)

NIGHT_CARER = somebody("P01-1")
CLAIMED = a_case(core_called_at=after(20), claimed_by="K1", claimed_at=after(22))


def test_the_owner_gets_the_offer_with_its_button_and_the_line_all_the_same() -> None:
    decision = answers.accept(facts_of(), by=NIGHT_CARER, at=after(7))

    (letter,) = directs(decision)
    assert (letter.to, letter.subject) == ("C1", "ask-P01")
    assert letter.sentence.key == "offer_to_choose"
    assert lines(decision)["offer_arrived"].mention == ("C1",)


def test_whoever_came_in_gets_it_too() -> None:
    decision = answers.accept(facts_of(case=CLAIMED), by=NIGHT_CARER, at=after(23))

    assert [each.to for each in directs(decision)] == ["C1", "K1"]


def test_a_case_led_by_whoever_came_in_is_one_letter() -> None:
    case = replace(CLAIMED, owner=StaffId("K1"))

    decision = answers.accept(facts_of(case=case), by=NIGHT_CARER, at=after(23))

    assert [each.to for each in directs(decision)] == ["K1"]


def test_whoever_entered_it_from_the_telephone_gets_none() -> None:
    decision = entering.enter(
        facts_of(case=CLAIMED),
        outcome=CallOutcome.YES,
        given=Given(),
        by=somebody("C1"),
        at=after(23),
        new_id=fresh,
    )

    assert [each.to for each in directs(decision)] == ["K1"]


def test_whoever_has_no_slack_gets_no_letter() -> None:
    facts = facts_of()
    unreached = replace(facts.town.staff[StaffId("C1")], member=None)
    town = replace(facts.town, staff={**facts.town.staff, unreached.id: unreached})

    decision = answers.accept(replace(facts, town=town), by=NIGHT_CARER, at=after(7))

    assert not directs(decision)


@pytest.mark.parametrize("decide", [declined, answers.hold])
def test_a_no_and_somebody_looking_into_it_are_no_letter(decide: object) -> None:
    assert callable(decide)
    assert not directs(decide(facts_of(), by=NIGHT_CARER, at=after(7)))


@pytest.mark.parametrize("lang", Lang)
def test_conditions_are_said_as_structure_and_words_have_their_button(lang: Lang) -> None:
    condition = Condition(
        since=after(75), part=Part.NIGHTS_ONLY, needs=(Requirement.STAFF, Requirement.MEDICINE)
    )
    given = Given(condition=condition, remark="夜勤が一人のため")

    (letter,) = directs(conditioned(facts_of(), by=NIGHT_CARER, at=after(7), given=given))

    words = words_in(lang, facts_of().profile.ui_terms)
    text = say(words, letter.sentence)
    assert words.glossary.PARTS[Part.NIGHTS_ONLY] in text
    assert words.glossary.REQUIREMENTS[Requirement.MEDICINE] in text
    assert "23:01" in text
    assert "夜勤が一人" not in repr(letter)
    assert pressed(letter_of(facts_of(), lang, letter.sentence, letter.subject)) == [
        actions.CHOOSE,
        actions.REMARKS,
    ]


def test_without_words_there_is_nothing_to_read() -> None:
    (letter,) = directs(conditioned(facts_of(), by=NIGHT_CARER, at=after(7), given=A_CONDITION))

    assert pressed(letter_of(facts_of(), Lang.JA, letter.sentence, letter.subject)) == [
        actions.CHOOSE
    ]


def test_a_typed_yes_is_a_letter_with_its_words_behind_a_button() -> None:
    (letter,) = directs(typed(facts_of(), "受入れ可能です", by=NIGHT_CARER, at=after(7)))

    assert letter.sentence.args["remarked"] is True
    assert "受入れ可能です" not in repr(letter.sentence.args)


def letter_of(facts: Facts, lang: Lang, sentence: object, subject: str) -> list[dict[str, object]]:
    words = words_in(lang, facts.profile.ui_terms)
    message = letters.letter(words, sentence, mentions="", subject=subject, key="k")  # type: ignore[arg-type]
    return list(message.blocks)


def pressed(blocks: list[dict[str, object]]) -> list[object]:
    rows = (block["elements"] for block in blocks if block["type"] == "actions")
    return [each["action_id"] for row in rows for each in row]  # type: ignore[attr-defined]
