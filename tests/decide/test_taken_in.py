"""What could not be recorded at once: who hears what of it, and with which number."""

from __future__ import annotations

import pytest

from bot.decide.taken_in import Late, given_up, said_late, told_late
from bot.effects import sentence
from bot.model import Member
from tests.decide.builders import a_stranger, after, directs, facts_of, outcomes, somebody
from tests.decide.builders import without_core as coreless

NURSE = somebody("P01-1")


@pytest.mark.parametrize(
    ("came", "key"),
    [
        (Late.RECORDED, "recorded_late"),
        (Late.NOT_SHOWN, "not_shown_late"),
        (Late.OVERTAKEN, "overtaken"),
    ],
)
def test_whoever_acted_is_told_what_became_of_it(came: Late, key: str) -> None:
    decision = told_late(came, reference="1a2b", by=NURSE, at=after(1))

    (letter,) = directs(decision)
    assert (letter.to, letter.sentence.key, letter.key) == ("P01-1", key, "late:1a2b")
    assert outcomes(decision) == [("retry", came.value)]


def test_what_cannot_be_read_is_said_in_its_own_words() -> None:
    decision = said_late(sentence("old_button"), reference="1a2b", by=NURSE)

    assert [each.sentence.key for each in directs(decision)] == ["old_button"]


def test_what_is_given_up_is_told_to_the_core_centre_and_to_who_did_it() -> None:
    decision = given_up(facts_of(), reference="1a2b", by=NURSE, done_at=after(1))

    core, own = directs(decision)
    assert core.sentence.key == "deed_parked"
    assert core.sentence.args["reference"] == own.sentence.args["reference"] == "1a2b"
    assert (own.to, own.sentence.key) == ("P01-1", "own_deed_parked")
    assert outcomes(decision) == [("retry", "parked")]


def test_somebody_unknown_is_written_to_as_the_member_they_are() -> None:
    by = a_stranger("P01")

    core, own = directs(given_up(facts_of(), reference="1a2b", by=by, done_at=after(1)))

    assert core.sentence.args["name"] == ""
    assert isinstance(own.to, Member)


def test_what_nobody_can_be_named_for_is_told_to_the_core_centre_alone() -> None:
    decision = given_up(facts_of(), reference="1a2b", by=None, done_at=after(1))

    assert [each.sentence.key for each in directs(decision)] == ["deed_parked"]


def test_without_a_core_centre_whoever_acted_still_hears_of_it() -> None:
    facts = facts_of()
    lonely = facts_of(town=coreless(facts.town))

    decision = given_up(lonely, reference="1a2b", by=NURSE, done_at=after(1))

    assert [each.sentence.key for each in directs(decision)] == ["own_deed_parked"]
