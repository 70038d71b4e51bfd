"""The core centre comes in beside the counsellor."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from bot.decide import core_centre, steps
from bot.effects import Due, DueKind, Shown
from bot.facts import Asking
from bot.model import AskId, Case, Need, NeedId, StaffId
from bot.moves import AskStatus, NeedStatus, NextStep
from bot.vocabulary import Lang
from bot.words import situation, words_in
from sandbox.blockkit import check_view
from tests.decide.builders import (
    a_case,
    a_need,
    after,
    an_ask,
    changed_case,
    facts_of,
    lines,
    next_of,
    outcomes,
    said,
    somebody,
)

CORE = somebody("K1")
CALLED = a_case(core_called_at=after(20))
CLAIMED = a_case(core_called_at=after(20), claimed_by="K1", claimed_at=after(22))


def test_the_core_centre_comes_in_by_name_and_the_owner_is_told() -> None:
    need = a_need(next_step=NextStep.CALL_AGAIN, next_step_at=after(25), rung=2)

    decision = core_centre.claim(facts_of(need=need, case=CALLED), by=CORE, at=after(22))

    case = changed_case(decision)
    assert (case.claimed_by, case.claimed_at, case.owner) == ("K1", after(22), "C1")
    assert lines(decision)["core_came_in"].sentence.args["name"] == "仮称きずな"
    assert lines(decision)["core_came_in"].card.office == "P12"
    assert next_of(decision) == (NextStep.REMIND, after(22))


def test_coming_in_before_the_call_leaves_silent_offices_their_reminder() -> None:
    decision = core_centre.claim(facts_of(), by=CORE, at=after(3))

    assert changed_case(decision).claimed_by == "K1"
    assert changed_case(decision).core_called_at is None
    assert not decision.due
    assert [type(each).__name__ for each in decision.changes] == ["Case"]


def test_coming_in_again_in_a_new_round_is_told_anew() -> None:
    first = core_centre.claim(facts_of(case=CALLED), by=CORE, at=after(22))
    reopened = replace(CALLED, revision=CALLED.revision + 1)
    again = core_centre.claim(facts_of(case=reopened, need=a_need(round=2)), by=CORE, at=after(80))

    assert lines(first)["core_came_in"].key != lines(again)["core_came_in"].key


@pytest.mark.parametrize("step", [NextStep.OFFER_WATCH, NextStep.OFFER_CORE])
def test_coming_in_leaves_the_watch_over_an_offer_where_it_is(step: NextStep) -> None:
    facts = facts_of(an_ask(AskStatus.OFFERED), need=a_need(next_step=step), case=CALLED)

    decision = core_centre.claim(facts, by=CORE, at=after(22))

    assert changed_case(decision).claimed_by == "K1"
    assert not decision.due


def test_the_second_of_the_core_centre_is_told_who_came_in() -> None:
    other = somebody("K01-2")

    decision = core_centre.claim(facts_of(case=CLAIMED), by=other, at=after(23))

    assert said(decision) == "already_claimed"
    assert not decision.changes


@pytest.mark.parametrize(
    "status", [each for each in NeedStatus if each is not NeedStatus.ASKING], ids=str
)
def test_once_a_place_is_found_there_is_nothing_to_come_in_for(status: NeedStatus) -> None:
    decision = core_centre.claim(facts_of(need=a_need(status), case=CALLED), by=CORE, at=after(40))

    assert said(decision) == "nothing_to_claim"
    assert not decision.changes


def test_the_core_centre_comes_in_for_whichever_need_still_asks() -> None:
    still = Asking(need=a_need(id=NeedId("need-2"), round=2), asks=(an_ask(id=AskId("ask-2")),))
    case = a_case(core_called_at=after(120))
    decided = a_need(NeedStatus.DECIDED, next_step=NextStep.ARRIVAL_CHECK)

    decision = core_centre.claim(
        facts_of(an_ask(AskStatus.DECIDED), need=decided, case=case, others=(still,)),
        by=CORE,
        at=after(121),
    )

    assert changed_case(decision).claimed_by == "K1"
    assert [each.subject for each in decision.due] == ["need-2"]


# ------------------------------------------------------------------ at the telephone


UNCLAIMED = a_need(next_step=NextStep.NEXT_ON_ROTA, next_step_at=after(25), rung=1)
REMINDED = (an_ask(reminded_at=after(10)), an_ask(office="P03", reminded_at=after(10)))


def test_answering_the_call_is_on_record_and_told_the_owner_by_name_and_is_no_claim() -> None:
    decision = core_centre.acknowledge(
        facts_of(*REMINDED, need=UNCLAIMED, case=CALLED), by=CORE, at=after(21)
    )

    case = changed_case(decision)
    assert (case.claimed_by, case.answered_by, case.answered_at) == (None, "K1", after(21))
    assert steps.telephoning(case)
    assert lines(decision)["core_telephones"].sentence.args["name"] == "仮称きずな"
    assert lines(decision)["core_telephones"].mention == ("C1",)
    assert outcomes(decision) == [("acknowledge", "done")]
    assert next_of(decision) == (NextStep.NEXT_ON_ROTA, after(30))


def test_the_next_call_is_put_off_once() -> None:
    answered = replace(CALLED, answered_by=StaffId("K1"), answered_at=after(21))
    facts = facts_of(*REMINDED, need=UNCLAIMED, case=answered)

    again = core_centre.acknowledge(facts, by=somebody("K01-2"), at=after(24))

    assert said(again) == "already_telephoning"
    assert not again.changes


def test_what_is_planned_anew_after_an_answer_keeps_the_put_off_call() -> None:
    answered = replace(CALLED, answered_by=StaffId("K1"), answered_at=after(21))
    need = replace(UNCLAIMED, next_step=NextStep.REMIND, next_step_at=after(22))
    profile = facts_of().profile

    later, _ = steps.replanned(need, REMINDED, case=answered, profile=profile, at=after(23))

    assert (later.next_step, later.next_step_at) == (NextStep.NEXT_ON_ROTA, after(30))


def test_a_later_call_may_be_answered_anew() -> None:
    called_again = replace(
        CALLED, answered_by=StaffId("K1"), answered_at=after(21), core_called_at=after(60)
    )

    decision = core_centre.acknowledge(
        facts_of(*REMINDED, need=UNCLAIMED, case=called_again), by=CORE, at=after(61)
    )

    assert changed_case(decision).answered_at == after(61)


@pytest.mark.parametrize("step", [NextStep.CALL_AGAIN, NextStep.OFFER_CORE])
def test_a_repeated_call_waits_for_the_profiles_time_at_least(step: NextStep) -> None:
    need = a_need(next_step=step, next_step_at=after(62), rung=4)
    ask = an_ask(AskStatus.OFFERED) if step is NextStep.OFFER_CORE else REMINDED[0]

    decision = core_centre.acknowledge(facts_of(ask, need=need, case=CALLED), by=CORE, at=after(60))

    assert next_of(decision) == (step, after(65))


def test_a_watch_that_is_no_call_stays_where_it_is() -> None:
    need = a_need(next_step=NextStep.OFFER_WATCH, next_step_at=after(31))
    facts = facts_of(an_ask(AskStatus.OFFERED), need=need, case=CALLED)

    decision = core_centre.acknowledge(facts, by=CORE, at=after(22))

    assert next_of(decision) == (NextStep.OFFER_WATCH, after(31))


@pytest.mark.parametrize(
    ("case", "need", "heard"),
    [
        pytest.param(CLAIMED, UNCLAIMED, "already_claimed", id="somebody came in"),
        pytest.param(a_case(), UNCLAIMED, "nothing_to_claim", id="nobody was called"),
        pytest.param(CALLED, a_need(NeedStatus.DECIDED), "nothing_to_claim", id="a place is found"),
    ],
)
def test_where_an_answer_changes_nothing_it_is_said(case: Case, need: Need, heard: str) -> None:
    decision = core_centre.acknowledge(facts_of(need=need, case=case), by=CORE, at=after(24))

    assert said(decision) == heard
    assert not decision.changes


def test_coming_in_after_the_telephone_is_a_claim_by_name() -> None:
    answered = replace(CALLED, answered_by=StaffId("K1"), answered_at=after(21))

    decision = core_centre.claim(
        facts_of(*REMINDED, need=UNCLAIMED, case=answered), by=CORE, at=after(23)
    )

    assert changed_case(decision).claimed_by == "K1"
    assert said(decision) == "you_came_in"


def test_the_situation_is_shown_once_its_opening_is_on_record() -> None:
    decision = core_centre.open_situation(facts_of(case=CALLED), by=CORE, at=after(21))

    assert decision.reply == Shown("situation", "case-1")
    assert outcomes(decision) == [("open_situation", "done")]


@pytest.mark.parametrize("lang", Lang)
def test_the_call_carries_no_words_of_the_counsellors_and_the_situation_all(lang: Lang) -> None:
    facts = facts_of(case=CALLED)
    due = Due(kind=DueKind.NEED_STEP, subject="need-1", step="1.2", at=after(25))
    words = words_in(lang, facts.profile.ui_terms)

    called = core_centre.core_hears(facts, CALLED, due, mention=(), at=after(20))
    page = situation.situation(words, facts, at=after(21))

    shown = json.dumps(page, ensure_ascii=False)
    for told in (CALLED.whereabouts, CALLED.caller, CALLED.situation):
        assert told not in repr(called)
        assert told in shown
    assert check_view(page, ("modal",)) == []
