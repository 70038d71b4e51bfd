"""What an open need waits for: the ladder's rungs, counted from the asking or the call."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from bot.cities import PROFILES
from bot.cities.profile import LadderStep
from bot.decide import steps
from bot.moves import AskStatus, NextStep
from tests.decide.builders import a_case, a_need, after, an_ask, in_japan

MATSUE = PROFILES["matsue"]
QUIET = a_case()
CALLED = a_case(core_called_at=after(20))


@pytest.mark.parametrize(
    ("rung", "at", "step", "when"),
    [
        pytest.param(0, after(0), NextStep.REMIND, after(10), id="first the silent are reminded"),
        pytest.param(1, after(10), NextStep.CALL_CORE, after(20), id="then the core centre comes"),
        pytest.param(0, after(33), NextStep.REMIND, after(33), id="what is late is done now"),
        pytest.param(1, after(33), NextStep.CALL_CORE, after(33), id="and so is the call"),
    ],
)
def test_before_the_call_rungs_count_from_the_asking(
    rung: int, at: datetime, step: NextStep, when: datetime
) -> None:
    need, due = steps.climbing(a_need(rung=rung), case=QUIET, profile=MATSUE, at=at)

    assert (need.next_step, need.next_step_at) == (step, when)
    assert (due.subject, due.at) == (need.id, when)


@pytest.mark.parametrize(
    ("called", "rung", "at", "when"),
    [
        pytest.param(after(20), 2, after(20), after(25), id="five minutes after a call in time"),
        pytest.param(after(3), 2, after(3), after(8), id="five minutes after an early call"),
        pytest.param(after(3), 0, after(3), after(8), id="however many rungs were left out"),
        pytest.param(after(20), 3, after(25), after(35), id="then every ten minutes"),
        pytest.param(after(20), 3, after(95), after(105), id="without end"),
    ],
)
def test_after_the_call_rungs_count_from_it(
    called: datetime, rung: int, at: datetime, when: datetime
) -> None:
    case = a_case(core_called_at=called)

    need, _ = steps.climbing(a_need(rung=rung), case=case, profile=MATSUE, at=at)

    assert (need.next_step, need.next_step_at) == (NextStep.CALL_AGAIN, when)


@pytest.mark.parametrize("city", PROFILES)
def test_in_no_city_does_a_ladder_end_in_silence(city: str) -> None:
    profile, at = PROFILES[city], after(0)
    need, case = a_need(rung=0), QUIET
    seen = []

    for _ in range(6):
        need, due = steps.climbing(need, case=case, profile=profile, at=at)
        seen.append(need.next_step)
        at = due.at
        step = next(each for each, next_ in steps.LADDER_STEPS.items() if next_ is need.next_step)
        need = steps.climbed(need, step, profile=profile)
        if step is LadderStep.CALL_CORE:
            case = replace(case, core_called_at=at)

    assert seen[:3] == [NextStep.REMIND, NextStep.CALL_CORE, NextStep.CALL_AGAIN]
    assert set(seen[3:]) == {NextStep.CALL_AGAIN}


def test_rungs_are_only_climbed_upwards() -> None:
    climbed = steps.climbed(a_need(rung=3), LadderStep.REMIND, profile=MATSUE)

    assert climbed.rung == 3


def test_a_ladder_without_that_step_leaves_the_need_on_its_rung() -> None:
    only_reminding = replace(MATSUE, ladder=MATSUE.ladder[:1])

    climbed = steps.climbed(a_need(rung=1), LadderStep.CALL_CORE, profile=only_reminding)

    assert climbed.rung == 1


@pytest.mark.parametrize(
    ("other", "step"),
    [
        pytest.param(AskStatus.PLANNED, NextStep.REMIND, id="one not asked yet is hoped for"),
        pytest.param(AskStatus.WAITING, NextStep.REMIND, id="a silent one is hoped for"),
        pytest.param(AskStatus.HOLDING, NextStep.REMIND, id="one looking into it is hoped for"),
        pytest.param(AskStatus.CONDITIONAL, NextStep.REMIND, id="a condition is hoped for"),
        pytest.param(AskStatus.STANDBY, NextStep.REMIND, id="a next candidate is hoped for"),
        pytest.param(AskStatus.DECLINED, NextStep.CALL_CORE, id="a no is no hope"),
        pytest.param(AskStatus.UNDELIVERABLE, NextStep.CALL_CORE, id="a card lost is no hope"),
        pytest.param(AskStatus.RELEASED, NextStep.CALL_CORE, id="one let go is no hope"),
        pytest.param(AskStatus.OFFERED, NextStep.OFFER_WATCH, id="an offer is watched"),
    ],
)
def test_the_core_centre_is_called_at_once_when_nobody_is_left_who_could_say_yes(
    other: AskStatus, step: NextStep
) -> None:
    asks = (an_ask(AskStatus.DECLINED), an_ask(other, office="P03"))

    need, _ = steps.replanned(a_need(), asks, case=QUIET, profile=MATSUE, at=after(4))

    assert need.next_step is step


def test_with_nobody_to_ask_the_core_centre_is_called_at_once() -> None:
    need, due = steps.replanned(a_need(), (), case=QUIET, profile=MATSUE, at=after(0))

    assert (need.next_step, due.at) == (NextStep.CALL_CORE, after(0))


def test_a_core_centre_that_was_called_is_not_called_in_a_second_time() -> None:
    asks = (an_ask(AskStatus.DECLINED),)

    need, _ = steps.replanned(a_need(rung=2), asks, case=CALLED, profile=MATSUE, at=after(22))

    assert (need.next_step, need.next_step_at) == (NextStep.CALL_AGAIN, after(25))


def test_what_was_due_is_replaced_under_a_key_never_used_before() -> None:
    need = a_need(revision=4, round=2)

    later, due = steps.waits_for(need, NextStep.REMIND, at=after(10))

    assert due.step == "2.5"
    assert (later.next_step, later.next_step_at) == (NextStep.REMIND, after(10))


@pytest.mark.parametrize(
    ("nights", "at", "when"),
    [
        pytest.param(3, after(60), in_japan(2026, 1, 23, 10), id="on the last morning"),
        pytest.param(0, after(60), in_japan(2026, 1, 21, 10), id="next morning after a visit"),
        pytest.param(3, in_japan(2026, 1, 23, 10), in_japan(2026, 1, 24, 10), id="and each after"),
        pytest.param(
            3, in_japan(2026, 1, 30, 0, 5), in_japan(2026, 1, 31, 10), id="long after, by that day"
        ),
    ],
)
def test_the_return_is_asked_for_at_ten_in_the_morning(
    nights: int, at: datetime, when: datetime
) -> None:
    assert steps.return_expected(a_need(nights=nights), at=at) == when
