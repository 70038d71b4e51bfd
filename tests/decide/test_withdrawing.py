"""The decided office steps back: a new round at once, and nobody of the old one is mistaken."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.decide import answers, choosing, withdrawing
from bot.decide.given import Given
from bot.effects import Shown
from bot.model import Ask, OfficeId, WindowId
from bot.moves import AskStatus, NeedStatus, NextStep
from bot.vocabulary import DeclineReason, PauseReason
from tests.decide.builders import (
    Books,
    a_case,
    a_need,
    a_town,
    after,
    an_ask,
    asks_of,
    changed_case,
    changed_need,
    directs,
    facts_of,
    lines,
    next_of,
    numbered,
    outcomes,
    redrawn,
    said,
    somebody,
    withdrawn,
)

NURSE = somebody("P01-1")
DECIDED = an_ask(AskStatus.DECIDED)
ON_THE_WAY = a_need(NeedStatus.DECIDED, rung=2)
TAKEN_UP = a_case(core_called_at=after(20), claimed_by="K1", claimed_at=after(22))


def new_round(*asks: Ask) -> tuple[Ask, ...]:
    """Return the asks of the new round, after P01 stepped back and those asks were the others."""
    facts = facts_of(DECIDED, *asks, need=ON_THE_WAY)
    found = asks_of(withdrawn(facts, by=NURSE, at=after(40)))
    return tuple(ask for ask in found if ask.round == 2 and ask.asked)


def test_the_need_asks_again_in_a_new_round_and_climbs_from_the_first_rung() -> None:
    facts = facts_of(DECIDED, an_ask(AskStatus.STANDBY, office="P03"), need=ON_THE_WAY)

    decision = withdrawn(facts, by=NURSE, at=after(40))

    need = changed_need(decision)
    assert (need.status, need.round, need.rung) == (NeedStatus.ASKING, 2, 0)
    assert (need.asked_at, need.decided_at) == (after(40), None)
    assert (need.next_step, need.next_step_at) == (NextStep.NEXT_ON_ROTA, after(45))
    assert {(due.subject, due.at) for due in decision.due} == {(need.id, after(45))}
    assert outcomes(decision) == [("withdraw", "done")]


@pytest.mark.parametrize("reason", DeclineReason)
def test_the_office_is_out_with_its_reason_and_who_said_so(reason: DeclineReason) -> None:
    facts = facts_of(DECIDED, need=ON_THE_WAY)

    gone, *_ = asks_of(withdrawn(facts, by=NURSE, at=after(40), given=Given(reason=reason)))

    assert (gone.id, gone.status, gone.round) == (DECIDED.id, AskStatus.WITHDRAWN, 1)
    assert gone.answer is not None
    assert (gone.answer.reason, gone.answer.staff, gone.answer.at) == (reason, "P01-1", after(40))


@pytest.mark.parametrize(
    ("status", "again"),
    [
        pytest.param(AskStatus.STANDBY, True, id="another yes"),
        pytest.param(AskStatus.RELEASED, True, id="one nobody let answer"),
        pytest.param(AskStatus.DECLINED, False, id="not a no"),
        pytest.param(AskStatus.UNDELIVERABLE, False, id="not one that cannot be reached"),
        pytest.param(AskStatus.LAPSED, False, id="not one whose offer lapsed"),
    ],
)
def test_who_said_yes_or_was_let_go_is_asked_again(status: AskStatus, again: bool) -> None:
    assert [ask.office for ask in new_round(an_ask(status, office="P03"))] == ["P03"] * again


def test_a_new_ask_knows_nothing_of_the_old_answer_and_has_its_full_time() -> None:
    (ask,) = new_round(an_ask(AskStatus.STANDBY, office="P03"))

    assert (ask.status, ask.answer, ask.revision) == (AskStatus.WAITING, None, 0)
    assert ask.reply_due == after(60)
    assert ask.id not in {"ask-P01", "ask-P03"}
    assert (ask.position, ask.prepared, ask.tier) == (1, True, 1)


def test_the_core_centre_is_called_at_once_even_where_somebody_had_taken_it_up() -> None:
    facts = facts_of(DECIDED, need=ON_THE_WAY, case=TAKEN_UP)

    decision = withdrawn(facts, by=NURSE, at=after(40))

    case = changed_case(decision)
    assert (case.core_called_at, case.claimed_by, case.claimed_at) == (after(40), None, None)
    assert [each.to for each in directs(decision)] == ["K1"]
    assert lines(decision)["core_needed"].card.office == "K01"
    assert lines(decision)["office_withdrew"].mention == ("C1",)
    assert lines(decision)["office_withdrew"].card.office == "P12"


def test_every_card_of_both_rounds_and_of_the_case_is_drawn_anew() -> None:
    facts = facts_of(DECIDED, an_ask(AskStatus.STANDBY, office="P03"), need=ON_THE_WAY)

    decision = withdrawn(facts, by=NURSE, at=after(40), new_id=numbered())

    assert redrawn(decision) == {
        ("ask-P01", "P01"),
        ("ask-P03", "P03"),
        ("id-1", "P03"),
        ("case-1", "P12"),
        ("case-1", "K01"),
    }


def test_with_nobody_left_to_ask_the_need_still_waits_for_its_next_step() -> None:
    facts = facts_of(DECIDED, an_ask(AskStatus.DECLINED, office="P03"), need=ON_THE_WAY)

    need = changed_need(withdrawn(facts, by=NURSE, at=after(40)))

    assert (need.next_step, need.next_step_at) == (NextStep.NEXT_ON_ROTA, after(45))


def test_who_else_could_be_asked_is_proposed_but_never_who_stepped_back() -> None:
    facts = facts_of(DECIDED, an_ask(AskStatus.STANDBY, office="P03"), need=ON_THE_WAY)

    decision = withdrawn(facts, by=NURSE, at=after(40))

    planned = [ask for ask in asks_of(decision) if ask.status is AskStatus.PLANNED]
    assert [(ask.office, ask.tier, ask.round) for ask in planned] == [("P07", 2, 2)]
    assert changed_need(decision).propose_at == after(45)


@pytest.mark.parametrize("need", NeedStatus, ids=str)
@pytest.mark.parametrize("status", AskStatus, ids=str)
def test_only_the_decided_office_steps_back_and_only_until_the_arrival(
    status: AskStatus, need: NeedStatus
) -> None:
    facts = facts_of(an_ask(status), an_ask(office="P03"), need=a_need(need))

    form = withdrawing.open_form(facts, by=NURSE, at=after(40))
    decision = withdrawn(facts, by=NURSE, at=after(40))

    if (status, need) == (AskStatus.DECIDED, NeedStatus.DECIDED):
        assert form.reply == Shown("withdraw", False)  # said by the office itself
        assert changed_need(decision).round == 2
    else:
        assert said(form) == said(decision) == "nothing_to_withdraw"
        assert (decision.changes, decision.effects, decision.due) == ((), (), ())


def test_stepping_back_twice_is_stepping_back_once() -> None:
    books = Books(facts_of(DECIDED, an_ask(AskStatus.STANDBY, office="P03"), need=ON_THE_WAY))
    books.record(withdrawn(books.facts("P01"), by=NURSE, at=after(40)))
    (old,) = (ask for ask in books.past if ask.office == "P01")

    again = withdrawn(books.seen_from(old), by=NURSE, at=after(41))

    assert said(again) == "nothing_to_withdraw"
    assert not again.changes


def test_an_answer_or_a_choice_upon_an_old_card_counts_for_nothing_in_the_new_round() -> None:
    books = Books(facts_of(DECIDED, an_ask(AskStatus.STANDBY, office="P03"), need=ON_THE_WAY))
    books.record(withdrawn(books.facts("P01"), by=NURSE, at=after(40)))

    for old in books.past:
        seen = books.seen_from(old)
        by = somebody(f"{old.office}-1")
        assert said(answers.accept(seen, by=by, at=after(41))) == "no_longer_waiting"
        assert said(choosing.choose(seen, by=somebody("C1"), at=after(41))) == "office_not_offering"


def test_the_new_round_is_decided_and_withdrawn_like_the_first() -> None:
    books = Books(facts_of(DECIDED, an_ask(AskStatus.STANDBY, office="P03"), need=ON_THE_WAY))
    other, counselor = somebody("P03-1"), somebody("C1")
    books.record(withdrawn(books.facts("P01"), by=NURSE, at=after(40)))
    books.record(answers.accept(books.facts("P03"), by=other, at=after(43)))
    books.record(choosing.choose(books.facts("P03"), by=counselor, at=after(44)))

    books.record(withdrawn(books.facts("P03"), by=other, at=after(50)))

    assert (books.need.round, books.need.status) == (3, NeedStatus.ASKING)
    assert {ask.status for ask in books.asks.values()} == {AskStatus.PLANNED}
    assert set(books.asks) == {"P07"}
    assert books.need.next_step is NextStep.NEXT_ON_ROTA


def test_a_pause_of_the_round_before_does_not_hold_the_new_one() -> None:
    paused = a_case(paused_until=after(90), pause_reason=PauseReason.BY_TELEPHONE)
    facts = facts_of(DECIDED, an_ask(AskStatus.STANDBY, office="P03"), need=ON_THE_WAY, case=paused)

    decision = withdrawn(facts, by=NURSE, at=after(40))

    assert changed_case(decision).paused_until is None
    assert next_of(decision)[0] is not NextStep.RESUME


def test_the_new_round_goes_where_the_office_is_reached_at_this_hour() -> None:
    town = a_town()
    now = replace(town.windows[OfficeId("P03")], id=WindowId("P03-day"))
    by_day = replace(town, windows={**town.windows, OfficeId("P03"): now})
    facts = facts_of(DECIDED, an_ask(AskStatus.STANDBY, office="P03"), need=ON_THE_WAY, town=by_day)

    decision = withdrawn(facts, by=NURSE, at=after(40))

    anew = {ask.office: ask.window for ask in asks_of(decision) if ask.round == 2}
    assert anew[OfficeId("P03")] == "P03-day"
