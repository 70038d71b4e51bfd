"""When nobody answers: remind, call the core centre, call again, and never fall silent."""

from __future__ import annotations

import pytest

from bot.decide import escalation
from bot.effects import Decision
from bot.model import OfficeId
from bot.moves import AskStatus, NeedStatus, NextStep
from tests.decide.builders import (
    a_case,
    a_need,
    a_town,
    after,
    an_ask,
    changed_case,
    changed_need,
    directs,
    facts_of,
    in_japan,
    lines,
    mentioning,
    outcomes,
    redrawn,
    said,
    sentences,
    somebody,
    without_core,
)

CORE = somebody("K1")
CALLED = a_case(core_called_at=after(20))
CLAIMED = a_case(core_called_at=after(20), claimed_by="K1", claimed_at=after(22))


def next_of(decision: Decision) -> tuple[NextStep | None, object]:
    """Return what is waited for after the decision, and until when."""
    need = changed_need(decision)
    assert decision.due[0].at == need.next_step_at
    return need.next_step, need.next_step_at


# ------------------------------------------------------------------ remind


def test_only_silent_offices_are_reminded_each_by_mention_in_its_own_thread() -> None:
    facts = facts_of(an_ask(), an_ask(AskStatus.DECLINED, office="P03"))

    decision = escalation.step_due(facts, at=after(10))

    reminded = mentioning(decision)
    assert [each.card.office for each in reminded] == ["P01"]
    assert reminded[0].mention == ("P01-1", "P01-2")
    assert next_of(decision) == (NextStep.CALL_CORE, after(20))


def test_a_reminder_names_the_hour_and_the_telephone() -> None:
    decision = escalation.step_due(facts_of(), at=after(10))

    told = lines(decision)["please_answer"].sentence.args
    assert told == {"until": after(20), "telephone": "000-0000-0112"}


# ------------------------------------------------------------------ the core centre


def test_after_twenty_minutes_the_core_centre_is_called_in_and_the_owner_told() -> None:
    need = a_need(next_step=NextStep.CALL_CORE, rung=1)

    decision = escalation.step_due(facts_of(need=need), at=after(20))

    assert changed_case(decision).core_called_at == after(20)
    assert [each.to for each in directs(decision)] == ["K1"]
    assert lines(decision)["core_needed"].card.office == "K01"
    assert lines(decision)["core_was_called"].mention == ("C1",)
    assert lines(decision)["core_was_called"].sentence.args["telephone"] == "000-0000-0201"
    assert ("case-1", "K01") in redrawn(decision)
    assert next_of(decision) == (NextStep.CALL_AGAIN, after(25))


def test_unclaimed_the_core_centre_is_called_again_and_the_owner_told_to_telephone() -> None:
    need = a_need(next_step=NextStep.CALL_AGAIN, rung=2)

    decision = escalation.step_due(facts_of(need=need, case=CALLED), at=after(25))

    assert [each.to for each in directs(decision)] == ["K01-2"]
    assert lines(decision)["core_is_silent"].sentence.args["telephone"] == "000-0000-0201"
    assert lines(decision)["core_is_silent"].mention == ("C1",)
    assert next_of(decision) == (NextStep.CALL_AGAIN, after(35))


@pytest.mark.parametrize(
    ("minute", "called"),
    [
        pytest.param(20, "K1", id="at the call the first on duty"),
        pytest.param(24, "K1", id="who has five minutes"),
        pytest.param(25, "K01-2", id="then the second"),
        pytest.param(30, "K1", id="then the first again"),
        pytest.param(35, "K01-2", id="and round again"),
    ],
)
def test_the_core_centres_duty_is_called_in_turn(minute: int, called: str) -> None:
    need = a_need(next_step=NextStep.CALL_AGAIN, rung=2)

    decision = escalation.step_due(facts_of(need=need, case=CALLED), at=after(minute))

    assert [each.to for each in directs(decision)] == [called]
    assert lines(decision)["core_needed"].mention == (called,)


def test_whoever_took_it_up_is_reminded_instead_of_the_rota() -> None:
    need = a_need(next_step=NextStep.CALL_AGAIN, rung=3)

    decision = escalation.step_due(facts_of(need=need, case=CLAIMED), at=after(35))

    assert not directs(decision)
    assert set(lines(decision)) == {"still_undecided"}
    assert lines(decision)["still_undecided"].mention == ("K1", "C1")
    assert next_of(decision) == (NextStep.CALL_AGAIN, after(45))


@pytest.mark.parametrize("step", [NextStep.CALL_CORE, NextStep.CALL_AGAIN, NextStep.OFFER_CORE])
def test_a_network_without_a_core_centre_yet_still_calls_its_counsellor(step: NextStep) -> None:
    facts = facts_of(need=a_need(next_step=step), town=without_core(a_town()))

    decision = escalation.step_due(facts, at=after(20))

    mentioned = {each.mention for each in lines(decision).values()}
    assert mentioned == {("C1",)}
    assert decision.due


def test_a_case_the_core_centre_owns_calls_its_duty_directly() -> None:
    need = a_need(next_step=NextStep.CALL_CORE, rung=1)
    owned = a_case(owner="K1", owner_office="K01")

    decision = escalation.step_due(facts_of(need=need, case=owned), at=after(20))

    assert [each.to for each in directs(decision)] == ["K1"]
    assert {each.card.office for each in lines(decision).values()} == {"K01"}


# ------------------------------------------------------------------ an offer undecided


def test_an_undecided_offer_is_put_to_the_owner_first() -> None:
    need = a_need(next_step=NextStep.OFFER_WATCH)
    facts = facts_of(an_ask(AskStatus.OFFERED), need=need)

    decision = escalation.step_due(facts, at=after(17))

    assert lines(decision)["please_decide"].mention == ("C1",)
    assert lines(decision)["result_later"].card.office == "P01"
    assert lines(decision)["result_later"].sentence.args == {"until": after(27)}
    assert not directs(decision)
    assert next_of(decision) == (NextStep.OFFER_CORE, after(27))


def test_then_to_the_core_centre_and_again_every_ten_minutes() -> None:
    need = a_need(next_step=NextStep.OFFER_CORE)
    facts = facts_of(an_ask(AskStatus.OFFERED), need=need)

    decision = escalation.step_due(facts, at=after(27))

    assert changed_case(decision).core_called_at == after(27)
    assert [(each.to, each.sentence.key) for each in directs(decision)] == [("K1", "offer_waits")]
    assert next_of(decision) == (NextStep.OFFER_CORE, after(37))


def test_a_core_centre_that_came_in_is_not_said_to_be_silent_over_an_offer() -> None:
    need = a_need(next_step=NextStep.OFFER_CORE)
    facts = facts_of(an_ask(AskStatus.OFFERED), need=need, case=CLAIMED)

    decision = escalation.step_due(facts, at=after(37))

    assert [each.key for each in sentences(decision.effects)] == [
        "still_undecided",
        "result_later",
    ]
    assert lines(decision)["still_undecided"].mention == ("K1", "C1")
    assert next_of(decision) == (NextStep.OFFER_CORE, after(47))


# ------------------------------------------------------------------ arrival and return


def test_a_missing_arrival_is_asked_of_the_office_and_the_owner_until_it_is_recorded() -> None:
    facts = facts_of(an_ask(AskStatus.DECIDED), need=a_need(NeedStatus.DECIDED))

    decision = escalation.step_due(facts, at=after(90))

    asked = mentioning(decision)
    assert {(each.card.office, each.mention) for each in asked} == {
        ("P12", ("C1",)),
        ("P01", ("P01-1", "P01-2")),
    }
    assert len({each.key for each in asked}) == 2
    assert next_of(decision) == (NextStep.ARRIVAL_CHECK, after(100))


def test_the_return_is_asked_for_each_morning() -> None:
    facts = facts_of(an_ask(AskStatus.DECIDED), need=a_need(NeedStatus.ARRIVED))

    decision = escalation.step_due(facts, at=in_japan(2026, 1, 23, 10))

    assert lines(decision)["please_plan_return"].mention == ("C1",)
    assert next_of(decision) == (NextStep.RETURN_CHECK, in_japan(2026, 1, 24, 10))


@pytest.mark.parametrize(
    "status", [NeedStatus.RETURNED, NeedStatus.CANCELLED, NeedStatus.ENDED_OTHERWISE], ids=str
)
def test_a_need_that_ended_waits_for_nothing(status: NeedStatus) -> None:
    assert escalation.step_due(facts_of(need=a_need(status)), at=after(90)) == Decision()


def test_every_next_step_there_is_has_its_ruling() -> None:
    assert set(escalation.STEPS) == set(NextStep)


# ------------------------------------------------------------------ coming in


def test_the_core_centre_comes_in_by_name_and_the_owner_is_told() -> None:
    need = a_need(next_step=NextStep.CALL_AGAIN, next_step_at=after(25), rung=2)

    decision = escalation.claim(facts_of(need=need, case=CALLED), by=CORE, at=after(22))

    case = changed_case(decision)
    assert (case.claimed_by, case.claimed_at, case.owner) == ("K1", after(22), "C1")
    assert lines(decision)["core_came_in"].sentence.args["name"] == "仮称きずな"
    assert lines(decision)["core_came_in"].card.office == "P12"
    assert next_of(decision) == (NextStep.CALL_AGAIN, after(32))


def test_coming_in_before_the_call_leaves_silent_offices_their_reminder() -> None:
    decision = escalation.claim(facts_of(), by=CORE, at=after(3))

    assert changed_case(decision).claimed_by == "K1"
    assert changed_case(decision).core_called_at is None
    assert not decision.due
    assert [type(each).__name__ for each in decision.changes] == ["Case"]


def test_coming_in_again_in_a_new_round_is_told_anew() -> None:
    first = escalation.claim(facts_of(case=CALLED), by=CORE, at=after(22))
    again = escalation.claim(facts_of(case=CALLED, need=a_need(round=2)), by=CORE, at=after(80))

    assert lines(first)["core_came_in"].key != lines(again)["core_came_in"].key


@pytest.mark.parametrize("step", [NextStep.OFFER_WATCH, NextStep.OFFER_CORE])
def test_coming_in_leaves_the_watch_over_an_offer_where_it_is(step: NextStep) -> None:
    facts = facts_of(an_ask(AskStatus.OFFERED), need=a_need(next_step=step), case=CALLED)

    decision = escalation.claim(facts, by=CORE, at=after(22))

    assert changed_case(decision).claimed_by == "K1"
    assert not decision.due


def test_the_second_of_the_core_centre_is_told_who_came_in() -> None:
    other = somebody("K01-2")

    decision = escalation.claim(facts_of(case=CLAIMED), by=other, at=after(23))

    assert said(decision) == "already_claimed"
    assert not decision.changes


@pytest.mark.parametrize(
    "status", [each for each in NeedStatus if each is not NeedStatus.ASKING], ids=str
)
def test_once_a_place_is_found_there_is_nothing_to_come_in_for(status: NeedStatus) -> None:
    decision = escalation.claim(facts_of(need=a_need(status), case=CALLED), by=CORE, at=after(40))

    assert said(decision) == "nothing_to_claim"
    assert not decision.changes


# ------------------------------------------------------------------ unreachable


def test_an_office_that_cannot_be_reached_is_a_fact_with_its_telephone() -> None:
    facts = facts_of(an_ask(), an_ask(office="P03"))

    decision = escalation.unreachable(facts, because="is_archived", at=after(1))

    told = lines(decision)["office_unreachable"]
    assert told.sentence.args["telephone"] == "000-0000-0101"
    assert told.mention == ("C1",)
    assert outcomes(decision) == [("deliver", "undeliverable")]
    assert next_of(decision) == (NextStep.REMIND, after(10))


def test_with_nobody_reachable_the_core_centre_is_called_at_once() -> None:
    facts = facts_of(an_ask(), an_ask(AskStatus.UNDELIVERABLE, office="P03"))

    decision = escalation.unreachable(facts, because="is_archived", at=after(1))

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

    assert escalation.unreachable(facts, because="is_archived", at=after(40)) == Decision()


# ------------------------------------------------------------------ a window that closed


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

    decision = escalation.unheard(facts, office=OfficeId(office), key="k-1")

    (letter,) = directs(decision)
    assert (letter.to, letter.subject, letter.sentence.key) == (to, "case-1", "window_closed")
    assert letter.sentence.args["telephone"] == telephone
    assert (decision.changes, decision.due) == ((), ())
    assert outcomes(decision) == [("deliver", "unheard")]


def test_a_window_that_stays_closed_is_told_of_once() -> None:
    facts = facts_of(case=CALLED)
    first, again = (
        escalation.unheard(facts, office=OfficeId("P12"), key=key) for key in ("k-1", "k-2")
    )

    assert [each.key for each in directs(first)] == [each.key for each in directs(again)]
