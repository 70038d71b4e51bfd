"""The core centre comes in beside the counsellor."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.decide import core_centre
from bot.facts import Asking
from bot.model import AskId, NeedId
from bot.moves import AskStatus, NeedStatus, NextStep
from tests.decide.builders import (
    a_case,
    a_need,
    after,
    an_ask,
    changed_case,
    facts_of,
    lines,
    next_of,
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
