"""What is to be shown → Slack: drawn from what is true at that moment, sent once, settled always.

An outcome is done, not applied, or unknown; unknown is settled by reading the history for our
key, never by posting blindly. One parcel's failure never stops the next.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections import deque
from datetime import datetime
from typing import Final

from bot.decide import undelivered
from bot.effects import CardKind, Decision, Direct, Line, Show, Whisper
from bot.errors import CardLost, LaneBroken, OutcomeUnknown, SlackFault, Throttled
from bot.facts import Facts
from bot.model import Member, StaffId
from handlers import ringing
from handlers.desk import Desk
from handlers.draw import Drawn, direct_place, drawn, network_of
from storage.gather import Gather
from storage.ledger import Ledger
from storage.outbox import Card, Parcel

log = logging.getLogger(__name__)

AT_ONCE: Final = 20
SETTLE_SECONDS: Final = 5.0  # a message may land late: only then is the history believed
BROKEN_SECONDS: Final = 30.0
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
        self._not_before: dict[str, float] = {}
        self._seen: set[str] = set()
        self._waiting: dict[str, deque[Parcel]] = {}
        self._working: set[asyncio.Task[None]] = set()

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
                parcels = await self._claim()
                tried += len(parcels)
                for parcel in parcels:
                    self._hand_out(parcel)
                if parcels:
                    continue
                if not self._working:
                    return tried
                await self._either()

    async def _either(self) -> None:
        """Wait until a place is done or somebody rings. Raises: what ended a place's work."""
        bell = asyncio.create_task(self._bell.wait())
        await asyncio.wait({bell, *self._working}, return_when=asyncio.FIRST_COMPLETED)
        bell.cancel()
        for ended in [each for each in self._working if each.done()]:
            self._working.remove(ended)
            ended.result()

    async def close(self) -> None:
        """Break off what is being sent; it is settled after the next start."""
        for work in self._working:
            work.cancel()
        await asyncio.gather(*self._working, return_exceptions=True)
        self._working.clear()

    def _hand_out(self, parcel: Parcel) -> None:
        place = _place(parcel)
        if place in self._waiting:
            self._waiting[place].append(parcel)
            return
        self._waiting[place] = deque([parcel])
        self._working.add(asyncio.create_task(self._serve(place), name=f"kyoten-place-{place}"))

    async def _serve(self, place: str) -> None:
        """Send what waits for one place, in order, until nothing does."""
        try:
            while self._waiting[place]:
                await self._deliver(self._waiting[place].popleft())
        finally:
            del self._waiting[place]

    def _idle(self) -> float:
        now = self._desk.clock.mono()
        waits = [moment - now for moment in self._not_before.values()]
        return min([IDLE_SECONDS, *(max(wait, 0.05) for wait in waits)])

    async def _claim(self) -> tuple[Parcel, ...]:
        now, lease = self._desk.clock.mono(), secrets.token_hex(8)
        self._not_before = {id_: at for id_, at in self._not_before.items() if at > now}
        resting = frozenset(self._not_before)

        def unit(ledger: Ledger) -> tuple[Parcel, ...]:
            at = self._desk.clock.wall()
            return ledger.outbox.claim(at=at, limit=AT_ONCE, lease=lease, resting=resting)

        return await self._desk.write(unit)

    async def _deliver(self, parcel: Parcel) -> None:
        if not await self._still_ours(parcel):
            return
        try:
            await self._send(parcel)
        except Throttled as fault:
            self._rest(parcel, fault.retry_after)
            await self._desk.write(lambda ledger: ledger.outbox.not_applied(parcel))
        except LaneBroken as fault:
            extra = {"code": fault.code, "parcel": parcel.id}
            log.critical("slack takes nothing from us now: the work is kept", extra=extra)
            self._rest(parcel, BROKEN_SECONDS)
            await self._desk.write(lambda ledger: ledger.outbox.not_applied(parcel))
        except OutcomeUnknown as fault:
            await self._unknown(parcel, fault.code)
        except CardLost:
            await self._desk.write(lambda ledger: _succeed(ledger, parcel))
        except SlackFault as fault:
            await self._refused(parcel, fault.code)
        except Exception:
            reference = secrets.token_hex(4)
            log.exception("a parcel failed", extra={"reference": reference, "parcel": parcel.id})
            await self._unknown(parcel, reference)

    async def _still_ours(self, parcel: Parcel) -> bool:
        """Renew the lease before sending; what an earlier process may have sent settles first."""
        if parcel.attempted and parcel.id not in self._seen:
            self._seen.add(parcel.id)
            self._rest(parcel, SETTLE_SECONDS)
            await self._desk.write(lambda ledger: ledger.outbox.put_back(parcel))
            return False
        at = self._desk.clock.wall()
        return await self._desk.write(lambda ledger: ledger.outbox.renew(parcel, at=at))

    async def _unknown(self, parcel: Parcel, fault: str) -> None:
        """Let a parcel settle and be searched for; one that fails for ever is put aside."""
        if parcel.attempts >= TRIES or isinstance(parcel.effect, Whisper):
            await self._refused(parcel, fault)
            return
        self._seen.add(parcel.id)
        self._rest(parcel, SETTLE_SECONDS)
        await self._desk.write(lambda ledger: ledger.outbox.unknown(parcel, fault=fault))

    def _rest(self, parcel: Parcel, seconds: float) -> None:
        self._not_before[parcel.id] = self._desk.clock.mono() + seconds

    # -------------------------------------------------------------- sending

    async def _send(self, parcel: Parcel) -> None:
        ready = await self._drawn(parcel)
        ts = await self._shown(parcel, ready)

        def settle(ledger: Ledger) -> None:
            ledger.outbox.sent(parcel, channel=ready.channel, ts=ts, drawn=ready.wanted)

        await self._desk.write(settle)
        if ringing.rings(parcel, ready):
            self._desk.later(ringing.ring(self._desk, parcel))

    async def _shown(self, parcel: Parcel, ready: Drawn) -> str | None:
        """Make Slack show it: whispered, redrawn, found again, or posted. Returns its ts."""
        api, message = self._desk.api, ready.message
        if isinstance(parcel.effect, Whisper):
            user = parcel.effect.to.user
            await api.whisper(ready.channel, user, message, thread=ready.thread)
            return None
        if ready.ts is not None:
            await api.update(ready.channel, ready.ts, message)
            return ready.ts
        key = parcel.card.id if _is_card(parcel) and parcel.card else parcel.id
        found = await self._found(parcel, ready, key)
        return found or await api.post(ready.channel, message, key=key, thread=ready.thread)

    async def _found(self, parcel: Parcel, ready: Drawn, key: str) -> str | None:
        """Return the message of an earlier attempt whose answer never came, or None."""
        if not parcel.attempted:
            return None
        since = parcel.first_attempt_at
        return await self._desk.api.find(ready.channel, key, since=since, thread=ready.thread)

    async def _drawn(self, parcel: Parcel) -> Drawn:
        to = parcel.effect.to if isinstance(parcel.effect, Direct) else None
        direct = await self._direct_channel(to) if to else None
        at = self._desk.clock.wall()
        return await self._desk.read(lambda ledger: drawn(ledger, parcel, at=at, direct=direct))

    async def _direct_channel(self, to: StaffId | Member) -> str | None:
        """Return where somebody's direct messages go; opened once for staff, and remembered."""
        channel, user = await self._desk.read(lambda ledger: direct_place(ledger, to))
        if channel is not None or user is None:
            return channel
        opened = await self._desk.api.direct_channel(user)
        if not isinstance(to, Member):
            await self._desk.write(lambda ledger: ledger.roster.put_dm_channel(to, opened))
        return opened

    # -------------------------------------------------------------- refusals

    async def _refused(self, parcel: Parcel, code: str) -> None:
        """Park what Slack will never take; whom it was for is told another way."""
        extra = {"code": code, "parcel": parcel.id, "kind": type(parcel.effect).__name__}
        log.warning("slack refused a parcel for good", extra=extra)

        def unit(ledger: Ledger) -> None:
            if ledger.outbox.parked(parcel, fault=code):
                self._told_otherwise(ledger, parcel, code)

        await self._desk.write(unit)
        self._desk.nudge()

    def _told_otherwise(self, ledger: Ledger, parcel: Parcel, code: str) -> None:
        """Record what could not be delivered as a fact; whom it concerns hears another way."""
        at = self._desk.clock.wall()
        ledger.lock(parcel.network)
        gather = Gather(ledger, network_of(ledger, parcel), at=at)
        decision = _otherwise(gather, parcel, code, at=at)
        cause = f"parcel:{parcel.id}"
        ledger.record(decision, network=parcel.network, at=at, actor="clock", cause=cause)


def _otherwise(gather: Gather, parcel: Parcel, code: str, *, at: datetime) -> Decision:
    """Return what becomes of a parcel that Slack never takes; a whisper was best effort."""
    match parcel.effect:
        case Direct(to=to) as letter if not isinstance(to, Member):
            return undelivered.unread(gather.nothing(), letter, to)
        case Show() | Line() if parcel.card is not None:
            return _of_card(gather.card(parcel.card.ref), parcel, parcel.card, code, at=at)
        case _:
            return Decision()


def _of_card(facts: Facts, parcel: Parcel, card: Card, code: str, *, at: datetime) -> Decision:
    if facts.case is None:
        return Decision()
    asked = card.ref.kind is CardKind.ASK and isinstance(parcel.effect, Show)
    if asked and card.ts is None:
        return undelivered.unreachable(facts, because=code, at=at)
    return undelivered.unheard(facts, office=card.ref.office, key=parcel.id)


def _succeed(ledger: Ledger, parcel: Parcel) -> None:
    """Let a successor be posted for a card whose message is gone."""
    if parcel.card is not None:
        ledger.outbox.lost(parcel.card)
    ledger.outbox.not_applied(parcel)


def _is_card(parcel: Parcel) -> bool:
    return isinstance(parcel.effect, Show)


def _place(parcel: Parcel) -> str:
    """Return where a parcel goes: what is one place gets its parcels one after another."""
    match parcel.effect:
        case Show() | Line():
            return parcel.card.ref.office if parcel.card else parcel.id
        case Direct(to=to):
            return to.user if isinstance(to, Member) else to
        case Whisper(channel=channel):
            return channel
