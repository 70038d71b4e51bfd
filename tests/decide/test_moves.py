"""The three tables of legal steps: total, with ends that are ends, and no island among them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from itertools import product
from typing import Any, Final

import pytest

from bot.decide import answers, arriving, choosing, core_centre, undelivered
from bot.effects import Decision
from bot.moves import (
    ANSWERABLE,
    ASK_MOVES,
    CASE_MOVES,
    NEED_MOVES,
    OPEN_NEEDS,
    AskMove,
    AskStatus,
    CaseMove,
    CaseStatus,
    NeedMove,
    NeedStatus,
)
from tests.decide.builders import (
    a_need,
    after,
    an_ask,
    changed_asks,
    conditioned,
    declined,
    facts_of,
    somebody,
    stepped,
    withdrawn,
)

Moves = Mapping[tuple[Any, Any], Any]

TABLES: Final = [
    pytest.param(ASK_MOVES, AskStatus, AskMove, id="of an ask"),
    pytest.param(NEED_MOVES, NeedStatus, NeedMove, id="of a need"),
    pytest.param(CASE_MOVES, CaseStatus, CaseMove, id="of a case"),
]


def ways_out(moves: Moves, status: StrEnum) -> set[StrEnum]:
    """Return where a status can go in one step."""
    return {result for (since, _), result in moves.items() if since is status}


def reachable(moves: Moves, start: StrEnum) -> set[StrEnum]:
    """Return every status that can come of `start`."""
    found, look = {start}, [start]
    while look:
        look = [each for status in look for each in ways_out(moves, status) - found]
        found |= set(look)
    return found


@pytest.mark.parametrize(("moves", "statuses", "names"), TABLES)
def test_a_table_speaks_of_its_own_statuses_and_moves_only(
    moves: Moves, statuses: Iterable[StrEnum], names: Iterable[StrEnum]
) -> None:
    known = set(product(statuses, names))

    assert set(moves) <= known
    assert set(moves.values()) <= set(statuses)


@pytest.mark.parametrize(("moves", "statuses", "names"), TABLES)
def test_every_move_there_is_is_legal_somewhere(
    moves: Moves, statuses: Iterable[StrEnum], names: Iterable[StrEnum]
) -> None:
    assert {move for _, move in moves} == set(names)


@pytest.mark.parametrize(
    ("moves", "start", "statuses"),
    [
        pytest.param(ASK_MOVES, AskStatus.PLANNED, AskStatus, id="an ask begins as planned"),
        pytest.param(NEED_MOVES, NeedStatus.ASKING, NeedStatus, id="a need begins by asking"),
        pytest.param(CASE_MOVES, CaseStatus.OPEN, CaseStatus, id="a case begins open"),
    ],
)
def test_every_status_can_come_of_the_first(
    moves: Moves, start: StrEnum, statuses: Iterable[StrEnum]
) -> None:
    assert reachable(moves, start) == set(statuses)


@pytest.mark.parametrize(
    ("moves", "ends"),
    [
        pytest.param(
            ASK_MOVES,
            {AskStatus.WITHDRAWN},
            id="an office that stepped back is asked anew in a new round or not",
        ),
        pytest.param(
            NEED_MOVES,
            {NeedStatus.RETURNED, NeedStatus.CANCELLED, NeedStatus.ENDED_OTHERWISE},
            id="a need ends at home, withdrawn or otherwise",
        ),
        pytest.param(CASE_MOVES, {CaseStatus.CLOSED}, id="a closed case stays closed"),
    ],
)
def test_an_end_has_no_way_out_and_everything_else_has_one(
    moves: Moves, ends: set[StrEnum]
) -> None:
    statuses = type(next(iter(ends)))

    assert {status for status in statuses if not ways_out(moves, status)} == ends


def test_a_need_is_open_as_long_as_anything_can_still_become_of_it() -> None:
    assert {status for status in NeedStatus if ways_out(NEED_MOVES, status)} == OPEN_NEEDS


def test_from_everywhere_an_ask_can_come_to_an_end() -> None:
    ends = {status for status in AskStatus if not ways_out(ASK_MOVES, status)}

    for status in AskStatus:
        settled = ends | {AskStatus.DECLINED, AskStatus.UNDELIVERABLE}
        assert reachable(ASK_MOVES, status) & settled


def test_only_an_office_that_said_yes_can_be_chosen() -> None:
    chosen_from = {status for status, move in ASK_MOVES if move is AskMove.CHOOSE}

    assert chosen_from == {AskStatus.OFFERED, AskStatus.CONDITIONAL, AskStatus.STANDBY}


def test_until_the_decision_an_office_may_take_back_what_it_said() -> None:
    for status in ANSWERABLE:
        assert ASK_MOVES[status, AskMove.ACCEPT] is AskStatus.OFFERED
        assert ASK_MOVES[status, AskMove.DECLINE] is AskStatus.DECLINED
        assert ASK_MOVES[status, AskMove.CONDITION] is AskStatus.CONDITIONAL


# ------------------------------------------------------------------ the rules keep the tables

EVERYWHERE: Final = [
    pytest.param(ask, need, id=f"an ask {ask} while the need is {need}")
    for ask, need in product(AskStatus, NeedStatus)
]


def _everything_done(ask: AskStatus, need: NeedStatus) -> Iterable[tuple[AskMove, Decision]]:
    """Yield what each rule says where the ask and the need stand like this."""
    facts = facts_of(an_ask(ask), an_ask(office="P03"), need=a_need(need))
    office, counselor, at = somebody("P01-1"), somebody("C1"), after(12)
    yield AskMove.ACCEPT, answers.accept(facts, by=office, at=at)
    yield AskMove.DECLINE, declined(facts, by=office, at=at)
    yield AskMove.CONDITION, conditioned(facts, by=office, at=at)
    yield AskMove.HOLD, answers.hold(facts, by=office, at=at)
    yield AskMove.CHOOSE, choosing.choose(facts, by=counselor, at=at)
    yield AskMove.FAIL, undelivered.unreachable(facts, because="is_archived", at=at)


@pytest.mark.parametrize(("ask", "need"), EVERYWHERE)
def test_every_act_everywhere_is_legal_or_refused_and_never_raises(
    ask: AskStatus, need: NeedStatus
) -> None:
    for move, decision in _everything_done(ask, need):
        late = (ask, AskMove.LATE_YES) if move is AskMove.ACCEPT else (ask, move)
        legal = {ASK_MOVES.get((ask, move)), ASK_MOVES.get(late)}
        became = changed_asks(decision).get("P01")
        assert became in {None, *legal}
        assert became is not None or not decision.changes
        kept = became is AskStatus.STANDBY and need is NeedStatus.DECIDED
        if need is not NeedStatus.ASKING:
            assert kept or not decision.changes


@pytest.mark.parametrize(("ask", "need"), EVERYWHERE)
def test_a_decision_is_withdrawn_from_where_the_tables_say_and_nowhere_else(
    ask: AskStatus, need: NeedStatus
) -> None:
    facts = facts_of(an_ask(ask), an_ask(office="P03"), need=a_need(need))

    decision = withdrawn(facts, by=somebody("P01-1"), at=after(12))

    legal = (ask, AskMove.WITHDRAW) in ASK_MOVES and (need, NeedMove.REOPEN) in NEED_MOVES
    assert bool(decision.changes) is legal
    assert bool(decision.due) is legal


@pytest.mark.parametrize(("ask", "need"), EVERYWHERE)
def test_time_and_the_core_centre_may_come_at_any_moment(ask: AskStatus, need: NeedStatus) -> None:
    facts = facts_of(an_ask(ask), need=a_need(need))
    core, counselor, at = somebody("K1"), somebody("C1"), after(120)

    step = stepped(facts, at=at)
    claim = core_centre.claim(facts, by=core, at=at)
    arrival = arriving.arrive(facts, by=counselor, at=at)

    assert bool(step.due) is (need in OPEN_NEEDS)
    assert bool(claim.changes) is (need is NeedStatus.ASKING)
    assert bool(arrival.changes) is (need is NeedStatus.DECIDED)
