"""Beside the bot's work: whether it is being done. One loop, its own look, its own questions."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final, Protocol

from scheduler.auditor import Auditor
from scheduler.loops import pause

LOOK_SECONDS: Final = 3.0


class Reaching(Protocol):
    """Whether requests arrived, and whom to telephone when nothing else can be read."""

    async def look(self) -> int:
        """Say what is missing or has come after all; return how much there was to say."""
        ...

    async def remember(self) -> None:
        """Keep in memory whom to telephone."""
        ...


class Watchman:
    """Looks whether requests arrived, each minute whether all is well, and pings while it is."""

    def __init__(
        self,
        auditor: Auditor,
        reaching: Reaching,
        *,
        beat: Callable[[], Awaitable[None]],
        nudge: Callable[[], None],
    ) -> None:
        self._auditor, self._reaching = auditor, reaching
        self._beat, self._nudge = beat, nudge
        self._one_at_a_time = asyncio.Lock()

    async def run(self) -> None:
        """Look every few seconds until cancelled."""
        while True:
            await self.look()
            await pause(LOOK_SECONDS)

    async def look(self) -> int:
        """Look once; return how much there was to say. A database that fails is no clean round."""
        async with self._one_at_a_time:
            return await self._reaching.look() + await self._audited()

    async def _audited(self) -> int:
        """Let the auditor make its round, when it is time for one."""
        if not self._auditor.due():
            return 0
        await self._reaching.remember()
        if await self._auditor.round():
            await self._beat()
            return 0
        self._nudge()
        return len(self._auditor.findings)
