"""Whom to ask next: planned by the call, posted by somebody or by itself, held by an offer."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.decide import proposing
from bot.effects import DueKind, FieldErrors
from bot.facts import Facts, Rival
from bot.model import AskId, CaseId, NeedId, OfficeId, WindowId
from bot.moves import AskStatus, NeedStatus, NextStep
from bot.vocabulary import PauseReason
from tests.decide.builders import (
    TONIGHT,
    a_case,
    a_need,
    after,
    an_ask,
    asks_of,
    changed_asks,
    changed_need,
    facts_of,
    fresh,
    lines,
    redrawn,
    said,
    somebody,
    stepped,
)

COUNSELOR = somebody("C1")
CALLED = a_case(core_called_at=after(20))
PLANNED = an_ask(AskStatus.PLANNED, office="P07", tier=2, reply_due=None)
PROPOSING = a_need(rung=1, propose_at=after(25))


def proposing_facts(*asks: AskStatus) -> Facts:
    """Return the facts after the call: P07 is proposed beside P01 and P03."""
    first, second = asks or (AskStatus.WAITING, AskStatus.DECLINED)
    return facts_of(
        an_ask(first), an_ask(second, office="P03"), PLANNED, need=PROPOSING, case=CALLED
    )


def test_the_call_plans_the_able_offices_and_the_moment_they_are_asked() -> None:
    decision = stepped(facts_of(need=a_need(next_step=NextStep.CALL_CORE)), at=after(20))

    (planned,) = asks_of(decision)
    assert (planned.office, planned.status, planned.tier) == ("P07", AskStatus.PLANNED, 2)
    assert changed_need(decision).propose_at == after(25)
    assert [due.at for due in decision.due if due.kind is DueKind.PROPOSAL] == [after(25)]
    assert (planned.id, "P07") not in redrawn(decision)


def test_nobody_confirming_it_the_offices_are_asked_with_a_deadline_of_their_own() -> None:
    decision = proposing.proposal_due(proposing_facts(), step="s", at=after(25))

    (asked,) = asks_of(decision)
    assert (asked.status, asked.asked_at, asked.reply_due) == (
        AskStatus.WAITING,
        after(25),
        after(45),
    )
    assert (asked.id, "P07") in redrawn(decision)
    assert changed_need(decision).propose_at is None
    assert lines(decision)["others_asked"].card.office == "P12"


def test_an_offer_and_a_pause_put_the_proposal_off() -> None:
    offered = proposing.proposal_due(
        proposing_facts(AskStatus.OFFERED, AskStatus.DECLINED), step="s", at=after(25)
    )
    pausing = a_case(
        core_called_at=after(20), paused_until=after(40), pause_reason=PauseReason.BY_TELEPHONE
    )
    paused = proposing.proposal_due(
        replace(proposing_facts(), case=pausing), step="s", at=after(25)
    )

    assert not asks_of(offered)
    assert changed_need(offered).propose_at == after(30)
    assert [(due.kind, due.at) for due in offered.due] == [(DueKind.PROPOSAL, after(30))]
    assert not asks_of(paused)
    assert [due.at for due in paused.due] == [after(40)]


@pytest.mark.parametrize("gone", [AskStatus.DECLINED, AskStatus.LAPSED], ids=str)
def test_once_the_offer_is_gone_the_offices_are_asked_by_itself_after_all(gone: AskStatus) -> None:
    held = proposing.proposal_due(
        proposing_facts(AskStatus.OFFERED, AskStatus.DECLINED), step="s", at=after(25)
    )
    (due,) = held.due
    facts = replace(proposing_facts(gone, AskStatus.DECLINED), need=changed_need(held))

    decision = proposing.proposal_due(facts, step=due.step, at=due.at)

    assert changed_asks(decision) == {"P07": AskStatus.WAITING}


def test_held_again_and_again_each_row_has_a_step_of_its_own() -> None:
    facts, at, steps = proposing_facts(AskStatus.OFFERED, AskStatus.DECLINED), after(25), []
    for _ in range(3):
        held = proposing.proposal_due(facts, step="s", at=at)
        facts, at = replace(facts, need=changed_need(held)), held.due[0].at
        steps.append(held.due[0].step)

    assert len(set(steps)) == 3


def test_who_is_left_out_is_let_go_without_a_word() -> None:
    facts = proposing_facts()

    decision = proposing.ask_these(
        facts, offices=("P08",), by=COUNSELOR, at=after(22), new_id=fresh
    )

    assert changed_asks(decision) == {"P08": AskStatus.WAITING, "P07": AskStatus.RELEASED}
    assert not [each for each in lines(decision).values() if each.card.office == "P07"]


def test_an_office_let_go_may_be_asked_after_all() -> None:
    let_go = replace(PLANNED, status=AskStatus.RELEASED)
    facts = facts_of(an_ask(), an_ask(office="P03"), let_go, need=PROPOSING, case=CALLED)

    decision = proposing.ask_these(
        facts, offices=("P07",), by=COUNSELOR, at=after(22), new_id=fresh
    )

    (asked,) = asks_of(decision)
    assert (asked.id, asked.status) == (let_go.id, AskStatus.WAITING)


@pytest.mark.parametrize("offices", [(), ("P01",), ("P04",), ("nobody",)])
def test_nobody_to_ask_is_said_at_the_field(offices: tuple[str, ...]) -> None:
    decision = proposing.ask_these(
        proposing_facts(), offices=offices, by=COUNSELOR, at=after(22), new_id=fresh
    )

    assert isinstance(decision.reply, FieldErrors)
    assert not decision.changes


@pytest.mark.parametrize("status", [NeedStatus.DECIDED, NeedStatus.ARRIVED, NeedStatus.CANCELLED])
def test_once_a_place_is_found_nobody_else_is_asked(status: NeedStatus) -> None:
    facts = replace(proposing_facts(), need=a_need(status, propose_at=after(25)))

    sent = proposing.send(facts, by=COUNSELOR, at=after(26))
    opened = proposing.open_form(facts, by=COUNSELOR, at=after(26))
    due = proposing.proposal_due(facts, step="s", at=after(26))
    chosen = proposing.ask_these(facts, offices=("P07",), by=COUNSELOR, at=after(26), new_id=fresh)

    assert [said(each) for each in (sent, opened, chosen)] == ["not_now"] * 3
    assert not any(each.changes for each in (sent, opened, due, chosen))


def test_an_office_proposed_by_day_and_asked_at_night_is_asked_where_it_is_at_night() -> None:
    facts = proposing_facts()
    night = replace(facts.town.windows[OfficeId("P07")], id=WindowId("P07-night"))
    at_night = replace(facts.town, windows={**facts.town.windows, night.office: night})

    (asked,) = asks_of(proposing.send(replace(facts, town=at_night), by=COUNSELOR, at=after(22)))

    assert PLANNED.window != "P07-night"
    assert asked.window == "P07-night"


@pytest.mark.parametrize(("days_later", "redrawn_too"), [(2, True), (3, False)])
def test_another_case_that_asks_the_same_office_for_these_nights_shows_it(
    days_later: int, *, redrawn_too: bool
) -> None:
    starts_on = TONIGHT + timedelta(days=days_later)
    ask = an_ask(office="P07", id=AskId("ask-rival"), need=NeedId("need-2"))
    need = a_need(id=NeedId("need-2"), case=CaseId("case-2"), starts_on=starts_on)
    rival = Rival(
        case=a_case("R06", id=CaseId("case-2"), number="2025-0002"), need=need, ask=ask, asks=(ask,)
    )

    decision = proposing.send(
        replace(proposing_facts(), rivals=(rival,)), by=COUNSELOR, at=after(9)
    )

    assert (("ask-rival", "P07") in redrawn(decision)) is redrawn_too
