"""An event loop whose time is the town's: nobody waits, the clock is pushed instead."""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Coroutine
from datetime import timedelta
from typing import Any, TypeVar

from sandbox.clock import TownClock

T = TypeVar("T")


class Stuck(RuntimeError):
    """Everybody waits for something that can never come."""


class _Pushing(selectors.SelectSelector):
    """Instead of waiting for sockets, of which there are none, it pushes the clock."""

    def __init__(self, clock: TownClock) -> None:
        super().__init__()
        self._clock = clock

    def select(self, timeout: float | None = None) -> list[Any]:
        """Return nothing; what time the loop wanted to wait has passed."""
        if timeout is None:
            raise Stuck("nothing can happen any more")
        if timeout > 0:
            self._clock.push(timedelta(seconds=max(timeout, 1e-6)))
        return []


class TownLoop(asyncio.SelectorEventLoop):
    """A loop by the town's clock."""

    def __init__(self, clock: TownClock) -> None:
        self._clock = clock
        super().__init__(_Pushing(clock))
        self._clock_resolution = 1e-6

    def time(self) -> float:
        """Return the town's monotonic seconds."""
        return self._clock.mono()


def by_the_towns_clock(clock: TownClock, work: Coroutine[Any, Any, T]) -> T:
    """Run the work to its end without any real waiting."""
    loop = TownLoop(clock)
    try:
        return loop.run_until_complete(work)
    finally:
        loop.close()
