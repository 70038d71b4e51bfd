"""Copies of one message: the first is kept, the others are taken away, at once or by a sweep.

"First" is the smallest ts, a total order: two cleaners who see different copies never take each
other's away. Waits are judged by our own monotonic seconds since this process first saw the row.
"""

from __future__ import annotations

import logging
from datetime import datetime
from typing import Final

from bot.cities import PROFILES
from bot.effects import Lane
from bot.errors import (
    CardLost,
    ChannelClosed,
    OutcomeUnknown,
    Rejected,
    SlackFault,
    Throttled,
)
from bot.model import NetworkId
from bot.words import words_in
from bot.words.blocks import Message, note
from handlers.desk import Desk
from handlers.lanes import Lanes
from storage import queries, shapes
from storage.ledger import Ledger
from storage.sweeps import Owed

log = logging.getLogger(__name__)

WAITS: Final = {2: 60.0, 1: 840.0}
"""Seconds before a sweep, by how many are owed: a minute after the post, then to a quarter hour."""
AGAIN: Final = 30.0


class Twins:
    """Looks for copies and takes them away."""

    def __init__(self, desk: Desk, lanes: Lanes) -> None:
        self._desk = desk
        self._lanes = lanes
        self._due: dict[tuple[str, int], float] = {}

    async def find(
        self, channel: str, key: str, *, since: datetime, thread: str | None, lane: Lane
    ) -> tuple[str, ...]:
        """Return every message of ours with that key, the one to keep first."""
        method = "conversations.replies" if thread else "conversations.history"
        api = self._desk.api
        return await self._lanes.call(
            method,
            channel,
            lambda: api.find(channel, key, since=since, thread=thread),
            lane=lane,
        )

    async def remove(self, channel: str, copies: tuple[str, ...], *, network: NetworkId) -> bool:
        """Take copies away; one that may not be deleted says what it is and has no buttons.

        False: not all could be done now; the sweep comes again.
        """
        done = True
        for ts in copies:
            try:
                await self._gone(channel, ts, network)
            except SlackFault as fault:
                log.warning("a twin is still there", extra={"code": fault.code})
                done = done and not isinstance(fault, OutcomeUnknown | Throttled)
        return done

    async def _gone(self, channel: str, ts: str, network: NetworkId) -> None:
        api = self._desk.api
        try:
            await self._lanes.call(
                "chat.delete", channel, lambda: api.delete(channel, ts), lane=Lane.NORMAL
            )
        except (ChannelClosed, Rejected):
            said = await self._desk.read(lambda ledger: _duplicate(ledger, network))
            await self._lanes.call(
                "chat.update",
                channel,
                lambda: api.update(channel, ts, said, forget=True),
                lane=Lane.NORMAL,
            )

    # -------------------------------------------------------------- sweeps

    async def sweep(self) -> int:
        """Read the history again wherever it is time; return how many messages were looked for."""
        now = self._desk.clock.mono()
        owed = await self._desk.read(lambda ledger: ledger.outbox.owed())
        self._due = {
            (each.id, each.times): self._due.get((each.id, each.times), now + WAITS[each.times])
            for each in owed
        }
        ready = [each for each in owed if self._due[each.id, each.times] <= now]
        for each in ready:
            await self._sweep(each)
        return len(ready)

    def next_at(self) -> float | None:
        """Return when the next sweep is due, in our monotonic seconds."""
        return min(self._due.values(), default=None)

    async def _sweep(self, owed: Owed) -> None:
        try:
            found = await self.find(
                owed.channel, owed.key, since=owed.since, thread=owed.thread, lane=Lane.NORMAL
            )
        except (ChannelClosed, CardLost):
            await self._settled(owed, None)
            return
        except SlackFault as fault:
            self._later(owed, fault)
            return
        keeper, *copies = sorted({owed.ts, *found})
        if copies and not await self.remove(owed.channel, tuple(copies), network=owed.network):
            self._later(owed, None)
            return
        await self._settled(owed, keeper)

    async def _settled(self, owed: Owed, keeper: str | None) -> None:
        def unit(ledger: Ledger) -> None:
            if keeper is None:
                ledger.outbox.not_swept(owed)
            else:
                ledger.outbox.swept(owed, keeper=keeper)

        await self._desk.write(unit)
        self._due.pop((owed.id, owed.times), None)
        if keeper is not None and owed.times - 1 in WAITS:
            self._due[owed.id, owed.times - 1] = self._desk.clock.mono() + WAITS[owed.times - 1]

    def _later(self, owed: Owed, fault: SlackFault | None) -> None:
        seconds = max(fault.retry_after if fault else 0.0, AGAIN)
        self._due[owed.id, owed.times] = self._desk.clock.mono() + seconds


def _duplicate(ledger: Ledger, network: NetworkId) -> Message:
    row = ledger.row(queries.by_id(queries.NETWORK, network))
    if row is None:
        raise LookupError(f"no network {network}")
    value = shapes.NETWORK.value(row)
    return note(words_in(value.lang, PROFILES[value.profile].ui_terms).duplicate_note())
