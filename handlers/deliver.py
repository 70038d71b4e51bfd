"""What is to be shown → Slack: the most urgent first, sent once, settled always.

An outcome is done, not applied, or unknown; unknown is settled by reading the history for our
key, never by posting blindly. One parcel's failure never stops the next. Every wait here is
judged by our own monotonic seconds since this process first saw the row: a restart waits again.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections import Counter
from typing import Final

from bot.effects import Lane, Whisper
from bot.errors import (
    CardLost,
    LaneBroken,
    OutcomeUnknown,
    SlackFault,
    Throttled,
    Unheard,
)
from handlers import refusals, ringing
from handlers.desk import Desk
from handlers.lanes import BROKEN_SECONDS, Lanes
from handlers.queue import SETTLE_SECONDS, Queue
from handlers.sending import Sender, TakenOver
from storage.ledger import Ledger
from storage.sending import Parcel

log = logging.getLogger(__name__)

PATIENT_SECONDS: Final = 30.0  # what stays in doubt is looked for ever less often, up to this
URGENT_SECONDS: Final = 15.0  # an emergency is never left alone for longer
IDLE_SECONDS: Final = 5.0
TRIES: Final = 20


class Deliver:
    """Sends what the outbox holds. Effects are drawn here and nowhere else.

    One place (a window, a person) gets its parcels one after another; places do not wait for
    each other, so that one slow channel holds up nobody else.
    """

    def __init__(self, desk: Desk, bell: asyncio.Event) -> None:
        self._desk = desk
        self._bell = bell
        self._one_at_a_time = asyncio.Lock()
        self._lanes = Lanes(desk.clock)
        self._queue = Queue(desk, self._lanes)
        self._sender = Sender(desk, self._lanes)
        self._doubts: Counter[str] = Counter()
        self._stumbles: Counter[str] = Counter()
        self._working: set[asyncio.Task[None]] = set()
        self._sweeping: asyncio.Task[None] | None = None
        self._sweep_at = desk.clock.mono()

    async def run(self) -> None:
        """Deliver until cancelled; woken by the nudge, and looking by itself every few seconds."""
        while True:
            await self.drain()
            try:
                async with asyncio.timeout(self._idle()):
                    await self._bell.wait()
            except TimeoutError:
                continue

    async def drain(self) -> int:
        """Send everything that can be sent now; return how many parcels were tried."""
        tried = 0
        async with self._one_at_a_time:
            while True:
                self._bell.clear()
                parcels = await self._queue.claim()
                tried += len(parcels)
                for parcel in parcels:
                    self._begin(parcel)
                self._begin_sweep()
                if parcels:
                    continue
                if not self._working:
                    return tried
                await self._either()

    async def close(self) -> None:
        """Break off what is being sent; it is settled after the next start."""
        for work in self._working:
            work.cancel()
        await asyncio.gather(*self._working, return_exceptions=True)
        self._working.clear()

    def next_at(self) -> float | None:
        """Return when something goes on by itself, in the clock's monotonic seconds, or None."""
        waits = (self._queue.next_at(), self._sender.twins.next_at())
        return min((each for each in waits if each is not None), default=None)

    def _begin(self, parcel: Parcel) -> None:
        work = self._delivered(parcel)
        self._working.add(asyncio.create_task(work, name=f"kyoten-parcel-{parcel.id}"))

    def _begin_sweep(self) -> None:
        """Look for twins where it is time, beside the sending."""
        now = self._desk.clock.mono()
        due = self._sender.twins.next_at()
        running = self._sweeping is not None and not self._sweeping.done()
        if running or now < min(self._sweep_at, due if due is not None else self._sweep_at):
            return
        self._sweep_at = now + IDLE_SECONDS
        self._sweeping = asyncio.create_task(self._swept(), name="kyoten-sweep")
        self._working.add(self._sweeping)

    async def _swept(self) -> None:
        if await self._sender.twins.sweep():
            self._bell.set()  # cards are drawn again where a twin was

    async def _either(self) -> None:
        """Wait until a parcel is done, one may go, or somebody rings.

        Raises: what ended a parcel's work.
        """
        bell = asyncio.create_task(self._bell.wait())
        waited_for, soon = {bell, *self._working}, self._idle()
        try:
            await asyncio.wait(waited_for, timeout=soon, return_when=asyncio.FIRST_COMPLETED)
        finally:
            bell.cancel()
        for ended in [each for each in self._working if each.done()]:
            self._working.remove(ended)
            ended.result()

    def _idle(self) -> float:
        due = self.next_at()
        wait = IDLE_SECONDS if due is None else due - self._desk.clock.mono()
        return min(IDLE_SECONDS, max(wait, 0.05))

    # -------------------------------------------------------------- one parcel

    async def _delivered(self, parcel: Parcel) -> None:
        """Deliver one parcel and note what came of it; its place is free then."""
        try:
            await self._deliver(parcel)
        finally:
            self._queue.free(parcel)

    async def _deliver(self, parcel: Parcel) -> None:
        try:
            await self._send(parcel)
        except TakenOver:
            log.warning("somebody else is sending a parcel", extra={"parcel": parcel.id})
        except Unheard as fault:
            await self._stumbled(parcel, fault.code, BROKEN_SECONDS)
        except LaneBroken:
            await self._not_applied(parcel, BROKEN_SECONDS)
        except Throttled as fault:
            await self._not_applied(parcel, fault.retry_after)
        except OutcomeUnknown as fault:
            await self._unknown(parcel, fault.code, self._patience(parcel))
        except CardLost as fault:
            await self._lost(parcel, fault.code)
        except SlackFault as fault:
            await self._refused(parcel, fault.code)
        except Exception:
            reference = secrets.token_hex(4)
            log.exception("a parcel failed", extra={"reference": reference, "parcel": parcel.id})
            await self._stumbled(parcel, reference, SETTLE_SECONDS)

    async def _send(self, parcel: Parcel) -> None:
        ready = await self._sender.send(parcel)
        self._queue.sent(parcel, ready.channel)
        self._doubts.pop(parcel.id, None)
        self._stumbles.pop(parcel.id, None)
        if parcel.attempted:
            self._sweep_at = self._desk.clock.mono()  # a sweep is owed: its wait begins now
        if ringing.rings(parcel, ready):
            self._desk.later(ringing.ring(self._desk, parcel))

    async def _not_applied(self, parcel: Parcel, seconds: float) -> None:
        self._queue.rest(parcel, seconds)
        await self._desk.write(lambda ledger: ledger.outbox.not_applied(parcel))

    async def _unknown(self, parcel: Parcel, fault: str, seconds: float) -> None:
        """Let a parcel settle and be searched for; a whisper cannot be found again."""
        if isinstance(parcel.effect, Whisper):
            await self._refused(parcel, fault)
            return
        self._queue.rest(parcel, seconds)
        await self._desk.write(lambda ledger: ledger.outbox.unknown(parcel, fault=fault))

    def _patience(self, parcel: Parcel) -> float:
        """Return how long to let a parcel settle: longer each time, an emergency not so long."""
        self._doubts[parcel.id] += 1
        longest = URGENT_SECONDS if parcel.lane is Lane.EMERGENCY else PATIENT_SECONDS
        return min(SETTLE_SECONDS * self._doubts[parcel.id], longest)

    async def _stumbled(self, parcel: Parcel, fault: str, seconds: float) -> None:
        """Try what nobody understands again, and put it aside when it fails for ever."""
        self._stumbles[parcel.id] += 1
        if self._stumbles[parcel.id] >= TRIES:
            await self._refused(parcel, fault)
        else:
            await self._unknown(parcel, fault, seconds)

    async def _lost(self, parcel: Parcel, code: str) -> None:
        at = self._desk.clock.wall()

        def unit(ledger: Ledger) -> float:
            return refusals.lost(ledger, parcel, because=code, at=at)

        self._queue.rest(parcel, await self._desk.write(unit))

    async def _refused(self, parcel: Parcel, code: str) -> None:
        """Put aside what Slack will never take; whom it was for is told another way."""
        extra = {"code": code, "parcel": parcel.id, "kind": type(parcel.effect).__name__}
        log.warning("slack refused a parcel for good", extra=extra)
        at = self._desk.clock.wall()

        def unit(ledger: Ledger) -> None:
            refusals.refused(ledger, parcel, because=code, at=at)

        await self._desk.write(unit)
        self._desk.nudge()
