"""What the scheduler needs of the desk: a clock, our workspace, units of work."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

from bot.clock import Clock
from storage.ledger import Ledger

T = TypeVar("T")


class Desk(Protocol):
    """The part of the desk that tick and auditor work with."""

    clock: Clock
    team: str

    async def write(self, unit: Callable[[Ledger], T]) -> T:
        """Run a unit of work."""
        ...

    async def read(self, unit: Callable[[Ledger], T]) -> T:
        """Run a unit that changes nothing."""
        ...
