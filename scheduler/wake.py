"""Sleeps until the next due moment, never longer than five seconds. APScheduler only rings.

It reads its own clock and may drop a run; nothing depends on it but the bell. Its one job sets an
event and works nothing: https://apscheduler.readthedocs.io/en/3.x/userguide.html
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Final

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.clock import Clock
from scheduler.tick import Tick

LONGEST_SLEEP: Final = 5.0


class Wake:
    """The loop that looks. `bell` may be rung from anywhere in the event loop."""

    def __init__(
        self, tick: Tick, clock: Clock, bell: asyncio.Event, *, nudge: Callable[[], None]
    ) -> None:
        self._tick, self._clock, self._nudge = tick, clock, nudge
        self._bell = bell

    async def run(self) -> None:
        """Look, tell delivery, sleep; until cancelled."""
        calendar = AsyncIOScheduler(timezone="UTC")
        calendar.add_job(
            self._ring,
            "interval",
            seconds=LONGEST_SLEEP,
            coalesce=True,
            max_instances=1,
            misfire_grace_time=None,
        )
        calendar.start()
        try:
            while True:
                self._bell.clear()
                await self._tick.plan()
                if await self._tick.look():
                    self._nudge()
                await self._sleep()
        finally:
            calendar.shutdown(wait=False)

    async def _ring(self) -> None:
        """Ring from the event loop: a plain function would run in another thread."""
        self._bell.set()

    async def _sleep(self) -> None:
        """Sleep until something is due, the bell rings, or five seconds are over."""
        due = await self._tick.next_due()
        seconds = LONGEST_SLEEP
        if due is not None:
            seconds = min(seconds, max(0.0, (due - self._clock.wall()).total_seconds()))
        try:
            async with asyncio.timeout(seconds):
                await self._bell.wait()
        except TimeoutError:
            return
