"""その他の操作: what else somebody may do about a case now, beside the buttons of its card."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.decide.adding import possible_grounds
from bot.decide.leave import told_by_telephone, unknown_answerer
from bot.decide.may import Act, Verdict, may
from bot.effects import Decision, Note, Shown
from bot.facts import Actor, Facts, case_of, each_need
from bot.model import AskId, Need
from bot.moves import NEED_MOVES, NeedMove, NeedStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One row of the menu: the act, whether it would mean something now, and about what.

    `per_need` rows stand once for each need for which they mean something.
    """

    act: Act
    means_something: Callable[[Facts], bool]
    per_need: bool = False
    of_decided: bool = False  # about the office decided for


@dataclass(frozen=True, slots=True, kw_only=True)
class Usable:
    """A row somebody may use now; `need` is the one it is about, if it is about one."""

    act: Act
    need: Need | None = None
    ask: AskId | None = None


def _can_withdraw(facts: Facts) -> bool:
    """True while an office is decided for that may still say at the telephone that it cannot."""
    _, need = case_of(facts)
    return need.status is NeedStatus.DECIDED and facts.decided is not None


def _can_cancel(facts: Facts) -> bool:
    _, need = case_of(facts)
    return (need.status, NeedMove.CANCEL) in NEED_MOVES


def _asking(facts: Facts) -> bool:
    _, need = case_of(facts)
    return need.status is NeedStatus.ASKING


def _unknown_answerer(facts: Facts) -> bool:
    return unknown_answerer(facts.decided) is not None


def _arrived(facts: Facts) -> bool:
    _, need = case_of(facts)
    return (need.status, NeedMove.TAKE_BACK) in NEED_MOVES


def _open(facts: Facts) -> bool:
    _, need = case_of(facts)
    return need.next_step is not None


def _ground_missing(facts: Facts) -> bool:
    return _open(facts) and bool(possible_grounds(facts))


ENTRIES: Final = (
    Entry(act=Act.PROPOSE, means_something=_asking, per_need=True),
    Entry(act=Act.ADD_NEED, means_something=_open),
    Entry(act=Act.OPEN_CASE, means_something=_open),
    Entry(act=Act.ADD_GROUND, means_something=_ground_missing),
    Entry(act=Act.PAUSE, means_something=_asking),
    Entry(act=Act.WITHDRAW, means_something=_can_withdraw, per_need=True, of_decided=True),
    Entry(act=Act.GRANT_SHEET, means_something=_unknown_answerer, per_need=True),
    Entry(act=Act.TELL_BY_TELEPHONE, means_something=told_by_telephone, per_need=True),
    Entry(act=Act.ARRIVE, means_something=_arrived, per_need=True),
    Entry(act=Act.RECORD_MEDICAL, means_something=_open),
    Entry(act=Act.CANCEL, means_something=_can_cancel, per_need=True),
)
"""Every row there is, in the order in which they stand."""


def open_menu(facts: Facts, *, by: Actor, at: datetime) -> Decision:
    """Show the rows that this person may use now."""
    case, _ = case_of(facts)
    usable = tuple(row for entry in ENTRIES for row in _rows(entry, facts, by=by, at=at))
    note = Note(act="open_menu", subject=case.id)
    return Decision(reply=Shown("menu", usable), notes=(note,))


def _rows(entry: Entry, facts: Facts, *, by: Actor, at: datetime) -> Iterator[Usable]:
    """Yield the entry once, or once for each need it is about, where it may be used."""
    for each in each_need(facts):
        allowed = may(by, entry.act, each, at=at) is Verdict.ALLOWED
        if allowed and entry.means_something(each):
            need = each.need if entry.per_need else None
            decided = each.decided if entry.of_decided else None
            yield Usable(act=entry.act, need=need, ask=decided.id if decided else None)
            if not entry.per_need:
                return
