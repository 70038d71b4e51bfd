"""What an open need waits for: the ladder's rungs, counted from the asking or the call."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from bot.cities import PROFILES
from bot.cities.profile import LadderStep, Rung
from bot.decide import steps
from bot.model import Ask
from bot.moves import AskStatus, NextStep
from bot.vocabulary import PauseReason
from tests.decide.builders import a_case, a_need, after, an_ask, in_japan

MATSUE = PROFILES["matsue"]
QUIET = a_case()
CALLED = a_case(core_called_at=after(20))


HEARD = (an_ask(AskStatus.CONDITIONAL), an_ask(AskStatus.DECLINED, office="P03"))


@pytest.mark.parametrize(
    ("ask", "at", "step", "when"),
    [
        pytest.param(an_ask(), after(0), NextStep.REMIND, after(10), id="a silent office first"),
        pytest.param(
            an_ask(reminded_at=after(10)), after(10), NextStep.CALL_CORE, after(20), id="once"
        ),
        pytest.param(
            an_ask(asked_at=after(25)), after(25), NextStep.CALL_CORE, after(25), id="each its own"
        ),
        pytest.param(an_ask(), after(33), NextStep.REMIND, after(33), id="late is done now"),
        pytest.param(
            an_ask(AskStatus.CONDITIONAL), after(1), NextStep.CALL_CORE, after(20), id="not silent"
        ),
    ],
)
def test_before_the_call_reminders_count_from_the_card_and_rungs_from_the_asking(
    ask: Ask, at: datetime, step: NextStep, when: datetime
) -> None:
    need, due = steps.climbing(a_need(), (ask,), case=QUIET, profile=MATSUE, at=at)

    assert (need.next_step, need.next_step_at) == (step, when)
    assert (due.subject, due.at) == (need.id, when)


@pytest.mark.parametrize(
    ("called", "rung", "at", "step", "when"),
    [
        pytest.param(after(20), 1, after(20), NextStep.NEXT_ON_ROTA, after(25), id="in time"),
        pytest.param(after(3), 1, after(3), NextStep.NEXT_ON_ROTA, after(8), id="an early one"),
        pytest.param(after(3), 0, after(3), NextStep.NEXT_ON_ROTA, after(8), id="left out before"),
        pytest.param(after(20), 2, after(25), NextStep.CALL_CITY, after(30), id="then the city"),
        pytest.param(after(20), 3, after(30), NextStep.CALL_AGAIN, after(40), id="then again"),
        pytest.param(after(20), 4, after(95), NextStep.CALL_AGAIN, after(105), id="without end"),
    ],
)
def test_after_the_call_rungs_count_from_it(
    called: datetime, rung: int, at: datetime, step: NextStep, when: datetime
) -> None:
    case = a_case(core_called_at=called)

    need, _ = steps.climbing(a_need(rung=rung), HEARD, case=case, profile=MATSUE, at=at)

    assert (need.next_step, need.next_step_at) == (step, when)


def test_once_somebody_came_in_nobody_else_is_called() -> None:
    case = a_case(core_called_at=after(20), claimed_by="K1", claimed_at=after(22))

    need, _ = steps.climbing(a_need(rung=1), HEARD, case=case, profile=MATSUE, at=after(22))

    assert (need.next_step, need.next_step_at) == (NextStep.CALL_AGAIN, after(40))


def test_an_answer_does_not_put_the_next_call_off() -> None:
    need = a_need(rung=4, next_step=NextStep.CALL_AGAIN, next_step_at=after(50))

    later, _ = steps.climbing(need, HEARD, case=CALLED, profile=MATSUE, at=after(47))

    assert later.next_step_at == after(50)


def test_by_day_the_ladder_of_the_day_is_climbed() -> None:
    profile = replace(MATSUE, ladder=(Rung(after_minutes=45, step=LadderStep.CALL_CORE),))
    noon = in_japan(2026, 1, 20, 12)

    by_day, _ = steps.climbing(a_need(asked_at=noon), HEARD, case=QUIET, profile=profile, at=noon)
    by_night, _ = steps.climbing(a_need(), HEARD, case=QUIET, profile=profile, at=after(0))

    assert by_day.next_step_at == noon + timedelta(minutes=45)
    assert by_night.next_step_at == after(20)


@pytest.mark.parametrize("city", PROFILES)
def test_in_no_city_does_a_ladder_end_in_silence(city: str) -> None:
    profile, at = PROFILES[city], after(0)
    need, case = a_need(rung=0), QUIET
    seen = []

    for _ in range(6):
        need, due = steps.climbing(need, HEARD, case=case, profile=profile, at=at)
        seen.append(need.next_step)
        at = due.at
        step = next(each for each, next_ in steps.LADDER_STEPS.items() if next_ is need.next_step)
        need = steps.climbed(need, step, profile=profile, at=at)
        if step is LadderStep.CALL_CORE:
            case = replace(case, core_called_at=at)

    ladder = [NextStep.CALL_CORE, NextStep.NEXT_ON_ROTA, NextStep.CALL_CITY]
    assert seen[:3] == ladder
    assert set(seen[3:]) == {NextStep.CALL_AGAIN}


def test_while_the_case_is_paused_only_the_end_of_the_pause_is_waited_for() -> None:
    case = a_case(paused_until=after(15), pause_reason=PauseReason.BY_TELEPHONE)

    held, _ = steps.replanned(a_need(), (an_ask(),), case=case, profile=MATSUE, at=after(4))
    offered = (an_ask(AskStatus.OFFERED),)
    watched, _ = steps.replanned(a_need(), offered, case=case, profile=MATSUE, at=after(4))

    assert (held.next_step, held.next_step_at) == (NextStep.RESUME, after(15))
    assert watched.next_step is NextStep.OFFER_WATCH


def test_rungs_are_only_climbed_upwards() -> None:
    climbed = steps.climbed(a_need(rung=3), LadderStep.CALL_CORE, profile=MATSUE, at=after(20))

    assert climbed.rung == 3


def test_a_ladder_without_that_step_leaves_the_need_on_its_rung() -> None:
    only_reminding = replace(MATSUE, night_ladder=MATSUE.ladder[:1])

    climbed = steps.climbed(
        a_need(rung=1), LadderStep.CALL_CORE, profile=only_reminding, at=after(20)
    )

    assert climbed.rung == 1


@pytest.mark.parametrize(
    ("other", "step", "when"),
    [
        pytest.param(AskStatus.PLANNED, NextStep.CALL_CORE, 4, id="one not asked is no hope"),
        pytest.param(AskStatus.WAITING, NextStep.REMIND, 10, id="a silent one is hoped for"),
        pytest.param(AskStatus.HOLDING, NextStep.REMIND, 10, id="one looking into it is hoped for"),
        pytest.param(AskStatus.CONDITIONAL, NextStep.CALL_CORE, 20, id="a condition is hoped for"),
        pytest.param(AskStatus.STANDBY, NextStep.CALL_CORE, 20, id="a candidate is hoped for"),
        pytest.param(AskStatus.DECLINED, NextStep.CALL_CORE, 4, id="a no is no hope"),
        pytest.param(AskStatus.UNDELIVERABLE, NextStep.CALL_CORE, 4, id="a card lost is no hope"),
        pytest.param(AskStatus.RELEASED, NextStep.CALL_CORE, 4, id="one let go is no hope"),
        pytest.param(AskStatus.LAPSED, NextStep.CALL_CORE, 4, id="one that lapsed is no hope"),
        pytest.param(AskStatus.OFFERED, NextStep.OFFER_WATCH, 14, id="an offer is watched"),
    ],
)
def test_the_core_centre_is_called_at_once_when_nobody_is_left_who_could_say_yes(
    other: AskStatus, step: NextStep, when: int
) -> None:
    asks = (an_ask(AskStatus.DECLINED), an_ask(other, office="P03"))

    need, _ = steps.replanned(a_need(), asks, case=QUIET, profile=MATSUE, at=after(4))

    assert (need.next_step, need.next_step_at) == (step, after(when))


def test_with_nobody_to_ask_the_core_centre_is_called_at_once() -> None:
    need, due = steps.replanned(a_need(), (), case=QUIET, profile=MATSUE, at=after(0))

    assert (need.next_step, due.at) == (NextStep.CALL_CORE, after(0))


def test_when_the_next_wave_says_no_too_the_ladder_moves_on_at_once() -> None:
    asks = (an_ask(AskStatus.DECLINED),)

    need, _ = steps.replanned(a_need(rung=1), asks, case=CALLED, profile=MATSUE, at=after(22))

    assert (need.next_step, need.next_step_at) == (NextStep.NEXT_ON_ROTA, after(22))


def test_one_card_that_cannot_be_delivered_brings_the_core_centre_in_at_once() -> None:
    asks = (an_ask(), an_ask(AskStatus.UNDELIVERABLE, office="P03"))

    need, due = steps.replanned(a_need(), asks, case=QUIET, profile=MATSUE, at=after(1))

    assert (need.next_step, due.at) == (NextStep.CALL_CORE, after(1))


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
            3,
            in_japan(2026, 1, 30, 0, 5),
            in_japan(2026, 1, 30, 10),
            id="past midnight, that morning",
        ),
    ],
)
def test_the_return_is_asked_for_at_ten_in_the_morning(
    nights: int, at: datetime, when: datetime
) -> None:
    assert steps.return_expected(a_need(nights=nights), at=at) == when


def test_a_need_added_after_the_call_has_reminder_and_call_of_its_own() -> None:
    added = a_need(asked_at=after(120))
    silent = an_ask(asked_at=after(120))

    first, _ = steps.replanned(added, (silent,), case=CALLED, profile=MATSUE, at=after(120))
    second, _ = steps.climbing(
        added,
        (replace(silent, reminded_at=after(130)),),
        case=CALLED,
        profile=MATSUE,
        at=after(130),
    )

    assert (first.next_step, first.next_step_at) == (NextStep.REMIND, after(130))
    assert (second.next_step, second.next_step_at) == (NextStep.CALL_CORE, after(140))


@pytest.mark.parametrize(
    ("starts_on", "arrival_at", "expected"),
    [
        pytest.param(date(2026, 1, 20), None, after(35), id="tonight: soon"),
        pytest.param(date(2026, 1, 20), after(60), after(90), id="at an hour: then"),
        pytest.param(
            date(2026, 1, 22), None, in_japan(2026, 1, 22, 20, 30), id="another day: that evening"
        ),
    ],
)
def test_the_arrival_is_expected_on_the_day_the_stay_begins(
    starts_on: date, arrival_at: datetime | None, expected: datetime
) -> None:
    need = a_need(starts_on=starts_on, arrival_at=arrival_at)

    assert steps.arrival_expected(need, None, profile=MATSUE, at=after(5)) == expected
