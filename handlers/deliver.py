"""What is to be shown → Slack: drawn from what is true at that moment, sent once, settled always.

An outcome is done, not applied, or unknown; unknown is settled by reading the history for our
key, never by posting blindly. One parcel's failure never stops the next.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from bot.decide import escalation
from bot.effects import CardKind, Direct, Line, Show, Whisper
from bot.errors import CardLost, OutcomeUnknown, SlackFault, Throttled
from bot.model import StaffId
from handlers.desk import Desk
from handlers.draw import Drawn, direct_place, drawn, network_of
from storage.gather import Gather
from storage.ledger import Ledger
from storage.outbox import Card, Parcel

log = logging.getLogger(__name__)

AT_ONCE: Final = 20
SETTLE_SECONDS: Final = 5.0  # before the history is believed: reliability, unknown outcomes
IDLE_SECONDS: Final = 5.0


class Deliver:
    """Sends what the outbox holds. Effects are drawn here and nowhere else."""

    def __init__(self, desk: Desk, bell: asyncio.Event) -> None:
        self._desk = desk
        self._bell = bell
        self._one_at_a_time = asyncio.Lock()
        self._not_before: dict[str, float] = {}

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
            self._bell.clear()
            while parcels := await self._claim():
                tried += len(parcels)
                await asyncio.gather(*(self._in_order(each) for each in _by_place(parcels)))
        return tried

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

    async def _in_order(self, parcels: Sequence[Parcel]) -> None:
        for parcel in parcels:
            await self._deliver(parcel)

    async def _deliver(self, parcel: Parcel) -> None:
        try:
            await self._send(parcel)
        except Throttled as fault:
            self._rest(parcel, fault.retry_after)
            await self._desk.write(lambda ledger: ledger.outbox.not_applied(parcel))
        except OutcomeUnknown as fault:
            code = fault.code
            self._rest(parcel, SETTLE_SECONDS)
            await self._desk.write(lambda ledger: ledger.outbox.unknown(parcel, fault=code))
        except CardLost:
            await self._desk.write(lambda ledger: _succeed(ledger, parcel))
        except SlackFault as fault:
            await self._refused(parcel, fault)
        except Exception:
            reference = secrets.token_hex(4)
            log.exception("a parcel failed", extra={"reference": reference, "parcel": parcel.id})
            self._rest(parcel, SETTLE_SECONDS)
            await self._desk.write(lambda ledger: ledger.outbox.unknown(parcel, fault=reference))

    def _rest(self, parcel: Parcel, seconds: float) -> None:
        self._not_before[parcel.id] = self._desk.clock.mono() + seconds

    # -------------------------------------------------------------- sending

    async def _send(self, parcel: Parcel) -> None:
        ready = await self._drawn(parcel)
        ts = await self._shown(parcel, ready)

        def settle(ledger: Ledger) -> None:
            ledger.outbox.sent(parcel, channel=ready.channel, ts=ts, drawn=ready.wanted)

        await self._desk.write(settle)

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
        if isinstance(parcel.effect, Direct):
            await self._open_direct(parcel.effect.to)
        at = self._desk.clock.wall()
        return await self._desk.read(lambda ledger: drawn(ledger, parcel, at=at))

    async def _open_direct(self, to: StaffId) -> None:
        """Open somebody's direct messages once, and remember where they are."""
        channel, user = await self._desk.read(lambda ledger: direct_place(ledger, to))
        if channel is None and user is not None:
            opened = await self._desk.api.direct_channel(user)
            await self._desk.write(lambda ledger: ledger.roster.put_dm_channel(to, opened))

    # -------------------------------------------------------------- refusals

    async def _refused(self, parcel: Parcel, fault: SlackFault) -> None:
        """Park what Slack will never take; a card that cannot arrive is a fact of its case."""
        extra = {"code": fault.code, "parcel": parcel.id, "kind": type(parcel.effect).__name__}
        log.warning("slack refused a parcel for good", extra=extra)

        def unit(ledger: Ledger) -> None:
            ledger.outbox.parked(parcel, fault=fault.code)
            if parcel.card is None or not _is_card(parcel):
                return
            if parcel.card.ref.kind is CardKind.ASK and parcel.card.ts is None:
                self._unreachable(ledger, parcel, parcel.card, fault)

        await self._desk.write(unit)
        self._desk.nudge()

    def _unreachable(self, ledger: Ledger, parcel: Parcel, card: Card, fault: SlackFault) -> None:
        at = self._desk.clock.wall()
        facts = Gather(ledger, network_of(ledger, parcel), at=at).ask(card.ref.subject)
        decision = escalation.unreachable(facts, because=fault.code, at=at)
        ledger.record(
            decision, network=parcel.network, at=at, actor="clock", cause=f"parcel:{parcel.id}"
        )


def _succeed(ledger: Ledger, parcel: Parcel) -> None:
    """Let a successor be posted for a card whose message is gone."""
    if parcel.card is not None:
        ledger.outbox.lost(parcel.card)
    ledger.outbox.not_applied(parcel)


def _is_card(parcel: Parcel) -> bool:
    return isinstance(parcel.effect, Show)


def _by_place(parcels: Iterable[Parcel]) -> list[list[Parcel]]:
    """Return parcels grouped so that one place gets them one after another."""
    places: dict[str, list[Parcel]] = defaultdict(list)
    for parcel in parcels:
        match parcel.effect:
            case Show() | Line():
                place = parcel.card.ref.office if parcel.card else parcel.id
            case Direct(to=to):
                place = to
            case Whisper(channel=channel):
                place = channel
        places[place].append(parcel)
    return list(places.values())
