"""An arrival that was recorded by mistake is taken back: the person is awaited again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.decide import arriving
from bot.effects import Shown
from bot.moves import AskStatus, NeedStatus, NextStep
from bot.vocabulary import ArrivalMistake
from tests.decide.builders import (
    a_case,
    a_need,
    after,
    an_ask,
    changed_need,
    facts_of,
    lines,
    next_of,
    outcomes,
    redrawn,
    said,
    somebody,
    without_channel,
)

OWNER, CORE = somebody("C1"), somebody("K1")
ARRIVED = a_need(NeedStatus.ARRIVED, arrived_at=after(64), missed=2)
THERE = facts_of(an_ask(AskStatus.DECIDED), need=ARRIVED)
STAGES = [each for each in NeedStatus if each is not NeedStatus.ARRIVED]


def test_the_arrival_is_watched_for_anew_and_from_the_beginning() -> None:
    decision = arriving.take_back(THERE, reason=ArrivalMistake.NOT_YET, by=OWNER, at=after(70))

    need = changed_need(decision)
    assert (need.status, need.arrived_at, need.missed) == (NeedStatus.DECIDED, None, 0)
    assert next_of(decision) == (NextStep.ARRIVAL_CHECK, after(100))
    assert redrawn(decision) == {("ask-P01", "P01"), ("case-1", "P12")}
    assert outcomes(decision) == [("take_back_arrival", "done")]
    assert decision.notes[0].detail == {"reason": "not_yet"}


def test_the_office_and_whoever_leads_the_case_and_did_not_press_hear_of_it() -> None:
    own = arriving.take_back(THERE, reason=ArrivalMistake.PRESSED, by=OWNER, at=after(70))
    core = arriving.take_back(THERE, reason=ArrivalMistake.PRESSED, by=CORE, at=after(70))

    assert lines(own)["your_arrival_taken_back"].mention == ("P01-1", "P01-2")
    assert lines(own)["arrival_taken_back"].mention == ()
    assert lines(core)["arrival_taken_back"].mention == ("C1",)
    assert lines(core)["arrival_taken_back"].sentence.args["reason"] == "pressed"


def test_whoever_came_in_of_the_core_centre_hears_of_it_too() -> None:
    facts = replace(THERE, case=a_case(claimed_by="K1", claimed_at=after(22)))

    decision = arriving.take_back(facts, reason=ArrivalMistake.PRESSED, by=OWNER, at=after(70))

    assert lines(decision)["arrival_taken_back"].mention == ("K1",)


def test_an_office_without_slack_is_asked_by_telephone() -> None:
    facts = without_channel(THERE, "P01")

    decision = arriving.take_back(facts, reason=ArrivalMistake.PRESSED, by=OWNER, at=after(70))

    assert lines(decision)["please_ask_arrival"].card.office == "P12"
    assert "your_arrival_taken_back" not in lines(decision)


def test_the_arrival_recorded_the_second_time_is_told_the_second_time() -> None:
    awaited = a_need(NeedStatus.DECIDED)
    again = replace(awaited, revision=awaited.revision + 2)
    keys = {
        lines(
            arriving.arrive(facts_of(an_ask(AskStatus.DECIDED), need=need), by=OWNER, at=after(64))
        )["person_arrived"].key
        for need in (awaited, again)
    }

    assert len(keys) == 2


def test_the_form_is_shown_while_the_stay_goes_on() -> None:
    assert isinstance(arriving.open_form(THERE, by=OWNER, at=after(70)).reply, Shown)


@pytest.mark.parametrize("status", STAGES, ids=str)
def test_before_the_arrival_and_after_the_stay_there_is_nothing_to_take_back(
    status: NeedStatus,
) -> None:
    facts = facts_of(an_ask(AskStatus.DECIDED), need=a_need(status))

    opened = arriving.open_form(facts, by=OWNER, at=after(70))
    done = arriving.take_back(facts, reason=ArrivalMistake.PRESSED, by=OWNER, at=after(70))

    assert said(opened) == said(done) == "not_now"
    assert not done.changes
