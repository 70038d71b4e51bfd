"""What goes next: the most urgent whose place is free, whose wait is over, at Slack's pace."""

from __future__ import annotations

import secrets
from typing import Final

from handlers.desk import Desk
from handlers.lanes import Lanes
from storage.ledger import Ledger
from storage.sending import LEASE, Parcel, Waiting, place_of

AT_ONCE: Final = 40
PAGE: Final = 100
SETTLE_SECONDS: Final = 5.0  # a message may land late: only then is the history believed


class Queue:
    """Chooses and claims. Knows what rests, what is under way, and where a place's channel is."""

    def __init__(self, desk: Desk, lanes: Lanes) -> None:
        self._desk = desk
        self._lanes = lanes
        self._rests: dict[str, float] = {}
        self._seen: set[str] = set()
        self._leases: dict[str, tuple[object, float]] = {}
        self._under_way: dict[str, str] = {}
        self._channels: dict[str, str] = {}
        self._look_at: float | None = None

    async def claim(self) -> tuple[Parcel, ...]:
        """Take what goes now, one parcel a place; while nothing is taken, one try in all."""
        now = self._desk.clock.mono()
        self._rests = {id_: at for id_, at in self._rests.items() if at > now}
        self._look_at = None
        chosen = await self._chosen(1 if self._lanes.shut else AT_ONCE)
        if not chosen:
            return ()
        those = {row.id: row.lease for row in chosen}
        lease, slack = secrets.token_hex(8), self._desk.api.slack_now()

        def unit(ledger: Ledger) -> tuple[Parcel, ...]:
            at = self._desk.clock.wall()
            return ledger.outbox.claim(those, at=at, slack=slack, lease=lease)

        parcels = await self._desk.write(unit)
        self._under_way |= {place_of(parcel): parcel.id for parcel in parcels}
        return parcels

    async def _chosen(self, most: int) -> list[Waiting]:
        """Return what may go now, the most urgent first, at most one for each place."""
        chosen: dict[str, Waiting] = {}
        passed = {*self._rests, *self._under_way.values()}
        while len(chosen) + len(self._under_way) < most:
            busy = frozenset({*self._under_way, *chosen})
            rows = await self._page(frozenset(passed), busy)
            for row in rows:
                passed.add(row.id)
                free = row.place not in chosen and row.place not in self._under_way
                if free and len(chosen) < most and self._may_go(row):
                    chosen[row.place] = row
            if len(rows) < PAGE:
                break
        return list(chosen.values())

    async def _page(self, passed: frozenset[str], busy: frozenset[str]) -> tuple[Waiting, ...]:
        return await self._desk.read(
            lambda ledger: ledger.outbox.waiting(limit=PAGE, resting=passed, busy=busy)
        )

    def _may_go(self, row: Waiting) -> bool:
        """True when neither a lease, nor a settling, nor the pace holds it back."""
        wait = self._held(row) or self._settling(row) or self._paced(row)
        if wait > 0:
            at = self._desk.clock.mono() + wait
            self._look_at = at if self._look_at is None else min(self._look_at, at)
        return wait <= 0

    def _held(self, row: Waiting) -> float:
        """Return how long somebody else's lease still counts, since we first saw it like this."""
        now = self._desk.clock.mono()
        if row.held is None:
            self._leases.pop(row.id, None)
            return 0.0
        held, since = self._leases.get(row.id, (None, now))
        if held != row.held:
            since = now
        self._leases[row.id] = (row.held, since)
        self._seen.add(row.id)  # this wait is longer than settling takes
        return max(0.0, since + LEASE.total_seconds() - now)

    def _settling(self, row: Waiting) -> float:
        """Return how long what an earlier process may have sent must settle before the search."""
        if not row.tried or row.id in self._seen:
            return 0.0
        self._seen.add(row.id)
        self._rests[row.id] = self._desk.clock.mono() + SETTLE_SECONDS
        return SETTLE_SECONDS

    def _paced(self, row: Waiting) -> float:
        channel = row.channel or self._channels.get(row.place, row.place)
        return self._lanes.wait(_method(row), channel, lane=row.lane)

    # -------------------------------------------------------------- what came of it

    def rest(self, parcel: Parcel, seconds: float) -> None:
        """Leave a parcel alone for a while; what is tried again is known to us then."""
        self._seen.add(parcel.id)
        self._rests[parcel.id] = self._desk.clock.mono() + seconds

    def sent(self, parcel: Parcel, channel: str) -> None:
        """Remember where a place's messages go."""
        self._channels[place_of(parcel)] = channel
        self._seen.discard(parcel.id)

    def free(self, parcel: Parcel) -> None:
        """Let the next parcel go to that place."""
        self._under_way.pop(place_of(parcel), None)

    def next_at(self) -> float | None:
        """Return when the next wait is over, in our monotonic seconds."""
        waits = [*self._rests.values(), *([self._look_at] if self._look_at is not None else ())]
        return min(waits, default=None)


def _method(row: Waiting) -> str:
    """Return the call this row will most likely be."""
    if row.kind == "whisper":
        return "chat.postEphemeral"
    return "chat.update" if row.kind == "show" and row.posted else "chat.postMessage"
