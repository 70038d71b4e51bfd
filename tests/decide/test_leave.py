"""Leave for the sheet: for whom, until when, and what stands against it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any, Final

import pytest

from bot.decide import leave
from bot.decide.may import Act, Verdict, may
from bot.decide.menu import open_menu
from bot.effects import Decision, FieldErrors, Shown
from bot.facts import Facts
from bot.model import Answer, Grant
from bot.moves import AskStatus, NeedStatus
from tests.decide.builders import (
    a_need,
    a_stranger,
    after,
    an_ask,
    facts_of,
    fresh,
    in_japan,
    lines,
    outcomes,
    said,
    somebody,
)

UNKNOWN: Final = a_stranger("P01")
LATER: Final = after(30)
BY_UNKNOWN: Final = Answer(by=UNKNOWN.member, staff=None, at=after(5), verified=False)


def decided_for(answer: Answer | None = BY_UNKNOWN, **changes: Any) -> Facts:
    """Return R01's case, decided for かりのやど, for which somebody unknown answered."""
    asks = (an_ask(AskStatus.DECIDED, answer=answer), an_ask(AskStatus.RELEASED, office="P03"))
    return facts_of(*asks, **{"need": a_need(NeedStatus.DECIDED), **changes})


def granted(facts: Facts, *, at: datetime = LATER, called: bool = True) -> Decision:
    return leave.grant(facts, called=called, by=somebody("C1"), at=at, new_id=fresh)


def the_grant(decision: Decision) -> Grant:
    return next(each for each in decision.changes if isinstance(each, Grant))


@pytest.mark.parametrize(
    ("at", "until"),
    [
        pytest.param(in_japan(2026, 1, 20, 22), in_japan(2026, 1, 21, 9), id="this night"),
        pytest.param(in_japan(2026, 1, 21, 3), in_japan(2026, 1, 21, 9), id="after midnight"),
        pytest.param(in_japan(2026, 1, 21, 9), in_japan(2026, 1, 22, 9), id="at nine sharp"),
        pytest.param(in_japan(2026, 1, 21, 14), in_japan(2026, 1, 22, 9), id="by day"),
    ],
)
def test_leave_ends_the_next_time_the_clock_shows_nine(at: datetime, until: datetime) -> None:
    given = the_grant(granted(decided_for(), at=at))

    assert (given.at, given.until, given.member) == (at, until, UNKNOWN.member)


def test_whoever_answered_may_open_from_then_until_then_and_nobody_else() -> None:
    facts = decided_for()
    given = the_grant(granted(facts))
    known = replace(facts, grants=(given,))
    other = replace(UNKNOWN, member=replace(UNKNOWN.member, user="U-OTHER"))

    def verdict(at: datetime, who: object = UNKNOWN) -> Verdict:
        return may(who, Act.OPEN_SHEET, known, at=at)  # type: ignore[arg-type]

    assert verdict(after(29)) is Verdict.NOT_YOU
    assert verdict(after(30)) is Verdict.ALLOWED
    assert verdict(given.until) is Verdict.NOT_YOU
    assert verdict(after(30), other) is Verdict.NOT_YOU


def test_the_office_is_told_by_name_and_the_owner_reads_it() -> None:
    decision = granted(decided_for())

    assert lines(decision)["leave_given"].mention == (UNKNOWN.member,)
    assert lines(decision)["leave_given"].card.office == "P01"
    assert lines(decision)["leave_noted"].card.office == "P12"
    assert outcomes(decision) == [("grant_sheet", "done")]


def test_without_a_telephone_call_there_is_no_leave() -> None:
    decision = granted(decided_for(), called=False)

    assert isinstance(decision.reply, FieldErrors)
    assert list(decision.reply.errors) == ["called"]
    assert decision.changes == ()


def test_leave_that_stands_is_told_and_not_given_again() -> None:
    facts = decided_for()
    known = replace(facts, grants=(the_grant(granted(facts)),))

    for decision in (
        granted(known, at=after(40)),
        leave.open_form(known, by=somebody("C1"), at=after(40)),
    ):
        assert (said(decision), decision.changes) == ("leave_stands", ())


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(None, id="nobody answered"),
        pytest.param(replace(BY_UNKNOWN, verified=True), id="staff answered"),
        pytest.param(replace(BY_UNKNOWN, by=None), id="the telephone answered"),
    ],
)
def test_there_is_nobody_to_let_in(answer: Answer | None) -> None:
    facts = decided_for(answer)

    for decision in (
        granted(facts),
        leave.open_form(facts, by=somebody("C1"), at=after(30)),
        leave.record_told(facts, by=somebody("C1"), at=after(30)),
    ):
        assert (said(decision), decision.changes) == ("leave_for_nobody", ())


def test_before_the_decision_there_is_nobody_to_let_in() -> None:
    facts = facts_of(an_ask(AskStatus.OFFERED, answer=BY_UNKNOWN))

    assert said(granted(facts)) == "leave_for_nobody"


def test_what_was_told_is_a_line_and_a_note_and_opens_nothing() -> None:
    decision = leave.record_told(decided_for(), by=somebody("C1"), at=after(30))

    assert decision.changes == ()
    assert lines(decision)["told_by_telephone"].card.office == "P12"
    assert outcomes(decision) == [("tell_by_telephone", "done")]


@pytest.mark.parametrize(
    ("who", "both"), [("C1", True), ("K1", True), ("C2", False), ("P01-1", False)]
)
def test_only_those_who_lead_have_the_two_rows(who: str, both: bool) -> None:
    shown = open_menu(decided_for(), by=somebody(who), at=after(30)).reply

    assert isinstance(shown, Shown)
    acts = {each.act for each in shown.value}  # type: ignore[attr-defined]
    assert ({Act.GRANT_SHEET, Act.TELL_BY_TELEPHONE} <= acts) is both


def test_staff_of_the_decided_office_answering_leaves_no_rows() -> None:
    shown = open_menu(
        decided_for(replace(BY_UNKNOWN, verified=True)), by=somebody("C1"), at=after(30)
    ).reply

    assert isinstance(shown, Shown)
    assert Act.GRANT_SHEET not in {each.act for each in shown.value}  # type: ignore[attr-defined]
