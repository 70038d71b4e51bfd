"""Beside the bot's work: whether it is being done. One loop, its own look, its own questions."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Callable
from typing import Final

from sqlalchemy.exc import DBAPIError

from bot.decide.reaching import whom_to_call
from bot.log import where
from handlers.desk import Desk
from handlers.heartbeat import Heartbeat
from handlers.reaching import Reaching
from scheduler.auditor import Auditor
from storage.gather import Gather
from storage.ledger import Ledger

log = logging.getLogger(__name__)

LOOK_SECONDS: Final = 3.0
PAUSE_SECONDS: Final = 2.0


class Watchman:
    """Looks whether requests arrived, each minute whether all is well, and pings while it is."""

    def __init__(
        self, desk: Desk, *, auditor: Auditor, reaching: Reaching, heartbeat: Heartbeat
    ) -> None:
        self._desk = desk
        self._auditor, self._reaching, self._heartbeat = auditor, reaching, heartbeat
        self._one_at_a_time = asyncio.Lock()
        self._never = asyncio.Event()

    async def run(self) -> None:
        """Look every few seconds until cancelled."""
        while True:
            await self.look()
            await pause(LOOK_SECONDS)

    async def look(self) -> int:
        """Look once; return how much there was to say. A database that fails is no clean round."""
        async with self._one_at_a_time:
            said = await self._reaching.look()
            if self._auditor.due():
                await self.remember()
                clean = await self._auditor.round()
                said += 0 if clean else len(self._auditor.findings)
                if clean:
                    await self._heartbeat.beat()
                else:
                    self._desk.nudge()
            return said

    async def remember(self) -> None:
        """Keep in memory whom to telephone: it is needed when nothing else can be read."""

        def unit(ledger: Ledger) -> tuple[tuple[str, str | None], ...]:
            network = ledger.network_of(self._desk.team)
            if network is None:
                return ()
            return whom_to_call(Gather(ledger, network, at=self._desk.clock.wall()).town)

        self._desk.telephones = await self._desk.read(unit)


async def pause(seconds: float) -> None:
    """Wait in real seconds; a cancelled wait ends at once."""
    try:
        async with asyncio.timeout(seconds):
            await asyncio.Event().wait()
    except TimeoutError:
        return


async def lasting(work: Callable[[], Awaitable[None]], name: str) -> None:
    """Do a loop's work again when the database failed it: busy, full or restarted, it comes back.

    Everything else ends the loop, and with it the process: a supervisor starts it anew.
    """
    while True:
        try:
            await work()
        except DBAPIError as fault:
            extra = {"task": name, "fault": where(fault), "reference": secrets.token_hex(4)}
            log.error("the database did not take it: trying again", extra=extra)  # noqa: TRY400
        await pause(PAUSE_SECONDS)
