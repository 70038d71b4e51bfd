"""その他の操作: what else somebody may do about a case now, beside the buttons of its card."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.decide.may import Act, Verdict, may
from bot.effects import Decision, Note, Shown
from bot.facts import Actor, Facts, case_of
from bot.moves import NEED_MOVES, NeedMove


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One row of the menu: the act, and whether it would mean something now."""

    act: Act
    means_something: Callable[[Facts], bool]


def _can_cancel(facts: Facts) -> bool:
    _, need = case_of(facts)
    return (need.status, NeedMove.CANCEL) in NEED_MOVES


ENTRIES: Final = (Entry(act=Act.CANCEL, means_something=_can_cancel),)
"""Every row there is, in the order in which they stand."""


def open_menu(facts: Facts, *, by: Actor, at: datetime) -> Decision:
    """Show the rows that this person may use now."""
    case, _ = case_of(facts)
    usable = tuple(
        entry.act
        for entry in ENTRIES
        if may(by, entry.act, facts, at=at) is Verdict.ALLOWED and entry.means_something(facts)
    )
    note = Note(act="open_menu", subject=case.id)
    return Decision(reply=Shown("menu", usable), notes=(note,))
