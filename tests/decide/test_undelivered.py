"""What Slack refuses for good is a fact, and whom it was for hears it another way."""

from __future__ import annotations

import pytest

from bot.decide import undelivered
from bot.effects import Decision, Direct, sentence
from bot.facts import Facts, Town
from bot.model import OfficeId, StaffId
from bot.moves import AskStatus, NeedStatus, NextStep
from tests.decide.builders import (
    a_case,
    a_need,
    a_town,
    after,
    an_ask,
    directs,
    facts_of,
    lines,
    next_of,
    outcomes,
    somebody,
    without_core,
)

CORE = somebody("K1")
CALLED = a_case(core_called_at=after(20))
CLAIMED = a_case(core_called_at=after(20), claimed_by="K1", claimed_at=after(22))


def test_an_office_that_cannot_be_reached_is_a_fact_with_its_telephone() -> None:
    facts = facts_of(an_ask(), an_ask(office="P03"))

    decision = undelivered.unreachable(facts, because="is_archived", at=after(1))

    told = lines(decision)["office_unreachable"]
    assert told.sentence.args["telephone"] == "000-0000-0101"
    assert told.sentence.args["number"] == a_case().number
    assert told.mention == ("C1",)
    assert outcomes(decision) == [("deliver", "undeliverable")]
    assert next_of(decision) == (NextStep.CALL_CORE, after(1))


def test_with_nobody_reachable_the_core_centre_is_called_at_once() -> None:
    facts = facts_of(an_ask(), an_ask(AskStatus.UNDELIVERABLE, office="P03"))

    decision = undelivered.unreachable(facts, because="is_archived", at=after(1))

    assert next_of(decision) == (NextStep.CALL_CORE, after(1))


@pytest.mark.parametrize(
    ("ask", "need"),
    [
        pytest.param(AskStatus.OFFERED, NeedStatus.ASKING, id="it has answered by telephone"),
        pytest.param(AskStatus.DECLINED, NeedStatus.ASKING, id="it has said no"),
        pytest.param(AskStatus.RELEASED, NeedStatus.DECIDED, id="it was let go"),
        pytest.param(AskStatus.WAITING, NeedStatus.CANCELLED, id="nobody is asked any more"),
        pytest.param(AskStatus.WAITING, NeedStatus.DECIDED, id="the arrival is what counts now"),
    ],
)
def test_a_card_that_fails_too_late_to_matter_changes_nothing(
    ask: AskStatus, need: NeedStatus
) -> None:
    facts = facts_of(an_ask(ask), need=a_need(need))

    assert undelivered.unreachable(facts, because="is_archived", at=after(40)) == Decision()


@pytest.mark.parametrize(
    ("office", "to", "telephone"),
    [
        pytest.param("P12", "C1", "000-0000-0112", id="the owner's: the owner"),
        pytest.param("K01", "K1", "000-0000-0201", id="the core centre's: its duty"),
        pytest.param("P01", "C1", "000-0000-0101", id="an asked office's: the owner"),
        pytest.param("P99", "C1", None, id="one that is not there any more: the owner"),
    ],
)
def test_what_no_window_takes_is_told_directly_to_whom_it_concerns(
    office: str, to: str, telephone: str | None
) -> None:
    facts = facts_of(case=CALLED)

    decision = undelivered.unheard(facts, office=OfficeId(office), key="k-1")

    (letter,) = directs(decision)
    assert (letter.to, letter.subject, letter.sentence.key) == (to, "case-1", "window_closed")
    assert letter.sentence.args["telephone"] == telephone
    assert (decision.changes, decision.due) == ((), ())
    assert outcomes(decision) == [("deliver", "unheard")]


def test_a_window_that_stays_closed_is_told_of_once() -> None:
    facts = facts_of(case=CALLED)
    first, again = (
        undelivered.unheard(facts, office=OfficeId("P12"), key=key) for key in ("k-1", "k-2")
    )

    assert [each.key for each in directs(first)] == [each.key for each in directs(again)]


def unread(to: str, *, town: Town | None = None, key: str = "please_take_case") -> Decision:
    letter = Direct(to=StaffId(to), sentence=sentence(key), key="k-1", subject="case-1")
    return undelivered.unread(Facts(town=town or a_town()), letter, StaffId(to))


@pytest.mark.parametrize(
    ("to", "hears"),
    [
        pytest.param("C1", "K1", id="a counsellor's: the core centre's first on duty"),
        pytest.param("K1", "K01-2", id="theirs: the next one there"),
    ],
)
def test_whoever_no_letter_reaches_is_telephoned(to: str, hears: str) -> None:
    decision = unread(to)

    (letter,) = directs(decision)
    assert (letter.to, letter.sentence.key, letter.subject) == (hears, "letter_unread", "")
    assert letter.sentence.args["name"] == a_town().staff[StaffId(to)].name
    assert outcomes(decision) == [("deliver", "unread")]


@pytest.mark.parametrize(
    ("town", "key"),
    [
        pytest.param(without_core(a_town()), "please_take_case", id="there is no core centre"),
        pytest.param(a_town(), "letter_unread", id="it was about a letter itself"),
    ],
)
def test_a_letter_that_cannot_be_told_otherwise_ends_there(town: Town, key: str) -> None:
    assert unread("C1", town=town, key=key) == Decision()
