"""The lane behind: what failed and what was missed is done here, and holds up nobody."""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import Final

from handlers.again import Again
from handlers.catching_up import CatchUp

IDLE_SECONDS: Final = 5.0


class Behind:
    """One loop for both; the scheduler's look and delivery never wait for it."""

    def __init__(self, again: Again, catch_up: CatchUp, bell: asyncio.Event) -> None:
        self._again, self._catch_up, self._bell = again, catch_up, bell
        self._one_at_a_time = asyncio.Lock()

    async def run(self) -> None:
        """Look, then sleep until the bell rings or five seconds are over; until cancelled."""
        while True:
            self._bell.clear()
            await self.look()
            try:
                async with asyncio.timeout(IDLE_SECONDS):
                    await self._bell.wait()
            except TimeoutError:
                continue

    def missed(self) -> None:
        """Say that there may have been a gap, and look at once."""
        self._catch_up.missed()
        self._bell.set()

    async def look(self) -> int:
        """Do what is owed now; return how many deliveries that were."""
        async with self._one_at_a_time:
            return await self._again.look() + await self._catch_up.look()

    async def next_due(self) -> datetime | None:
        """Return when something failed is to be tried again (aware UTC), or None."""
        return await self._again.next_due()
