"""What people wrote in cards' threads while the bot did not listen is read back, and counts.

Only texts: a button that could not be delivered was shown as failed to whoever pressed it. What
was taken in already is known by its channel and ts, so that reading twice, or a late live
delivery, is harmless. A thread that cannot be read is a fact: its card is drawn again, and what
Slack says to that tells whoever has to know.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from slack_bolt.async_app import AsyncApp

from bot.effects import Decision, Note, Show
from bot.errors import (
    CardLost,
    ChannelClosed,
    LaneBroken,
    OutcomeUnknown,
    Rejected,
    SlackFault,
    Throttled,
)
from handlers import read
from handlers.again import handed_in
from handlers.desk import Desk
from storage import queries
from storage.cards import Card
from storage.inbox import Inbox
from storage.ledger import Ledger
from storage.marks import Marks

log = logging.getLogger(__name__)

LISTENED: Final = "listened"
"""The mark before which everything that was written has been read."""

MARGIN: Final = timedelta(minutes=10)
"""Clocks differ, and Slack tries an event for six minutes before it gives up."""

MARK_EVERY: Final = 60.0
SWEEP_EVERY: Final = 3600.0
BETWEEN_SWEEPS: Final = 60.0
LATER: Final = 5.0
TRIES: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """A card's thread that is still to be read, from a moment on."""

    card: Card
    since: datetime
    tries: int = 0


class CatchUp:
    """Reads back what was missed: after a start, after each reconnect, and once an hour.

    `listening` tells whether a connection stands; only then the mark moves on.
    """

    def __init__(self, desk: Desk, app: AsyncApp, *, listening: Callable[[], bool]) -> None:
        self._desk, self._app, self._listening = desk, app, listening
        self._owed = True
        self._threads: deque[Thread] = deque()
        self._not_before = self._swept = float("-inf")
        self._marked = float("-inf")

    def missed(self) -> None:
        """Say that there may have been a gap."""
        self._owed = True

    async def look(self) -> int:
        """Read what is owed and can be read now; return how many messages were handed in."""
        if not self._listening():
            return 0
        if self._is_time():
            await self._line_up()
        found = 0
        while self._threads and self._desk.clock.mono() >= self._not_before:
            found += await self._read(self._threads.popleft())
        await self._move_mark()
        return found

    def _is_time(self) -> bool:
        since = self._desk.clock.mono() - self._swept
        return not self._threads and since >= (BETWEEN_SWEEPS if self._owed else SWEEP_EVERY)

    async def _line_up(self) -> None:
        """Put the thread of every ask of an open case in line; nothing was missed before a mark."""
        since, cards = await self._desk.read(_threads)
        self._owed, self._swept = False, self._desk.clock.mono()
        if since is None:
            return
        self._threads.extend(Thread(card=card, since=since - MARGIN) for card in cards)
        log.info("reading back what was missed", extra={"threads": len(cards)})

    async def _read(self, thread: Thread) -> int:
        """Hand in what is new in one thread; one that cannot be read now waits its turn."""
        try:
            written = await self._desk.api.replies(_place(thread.card), since=thread.since)
        except (Throttled, OutcomeUnknown, LaneBroken) as fault:
            self._put_off(thread, fault)
            return 0
        except (CardLost, ChannelClosed, Rejected) as fault:
            await self._unreadable(thread.card, fault.code)
            return 0
        new = await self._desk.read(lambda ledger: self._new(ledger, thread.card, written))
        for each in new:
            await handed_in(self._app, self._as_event(thread.card, each))
        return len(new)

    def _put_off(self, thread: Thread, fault: SlackFault) -> None:
        """Try again in a few seconds, for some minutes; the next sweep reads from the mark anew."""
        self._not_before = self._desk.clock.mono() + max(fault.retry_after, LATER)
        if thread.tries < TRIES:
            self._threads.append(
                Thread(card=thread.card, since=thread.since, tries=thread.tries + 1)
            )
        else:
            self._owed = True
            log.warning("a thread could not be read", extra={"code": fault.code})

    async def _unreadable(self, card: Card, code: str) -> None:
        """Keep on record that a thread is closed to us, and let its card find out why."""
        log.info("a thread is closed to the bot", extra={"code": code})
        note = Note(
            act="catch_up", subject=card.ref.subject, outcome="closed", detail={"code": code}
        )
        decision = Decision(effects=(Show(card=card.ref),), notes=(note,))
        at = self._desk.clock.wall()

        def unit(ledger: Ledger) -> None:
            ledger.lock(card.network)
            ledger.record(decision, network=card.network, at=at, actor="clock", cause="catch_up")

        await self._desk.write(unit)
        self._desk.nudge()

    def _new(
        self, ledger: Ledger, card: Card, written: list[dict[str, Any]]
    ) -> list[dict[str, Any]]:
        """Return what was never taken in, of people only, the oldest first."""
        channel, _ = _place(card)
        keys = {read.message_key(channel, each["ts"]): each for each in written}
        known = Inbox(ledger.connection, self._desk.means.cipher).known(keys)
        return [each for key, each in keys.items() if key not in known and _of_a_person(each)]

    def _as_event(self, card: Card, message: dict[str, Any]) -> dict[str, Any]:
        """Return a message as the event that brings it when it is new."""
        channel, _ = _place(card)
        ts = message["ts"]
        event = {**message, "type": "message", "channel": channel, "event_ts": ts}
        return {
            "type": "event_callback",
            "team_id": self._desk.team,
            "event_id": f"read:{channel}:{ts}",
            "event": event,
        }

    async def _move_mark(self) -> None:
        """Everything up to now is read: at most once a minute, and never past what is owed."""
        now = self._desk.clock.mono()
        if self._owed or self._threads or now - self._marked < MARK_EVERY:
            return
        at = self._desk.clock.wall()
        await self._desk.write(lambda ledger: Marks(ledger.connection).put(LISTENED, at))
        self._marked = now


def _threads(ledger: Ledger) -> tuple[datetime | None, list[Card]]:
    """Return the mark, and the cards under which words count."""
    rows = ledger.rows(queries.open_threads())
    cards = [ledger.outbox.card(row["id"]) for row in rows]
    return Marks(ledger.connection).at(LISTENED), [each for each in cards if each is not None]


def _place(card: Card) -> tuple[str, str]:
    if card.channel is None or card.ts is None:
        raise LookupError("a card that stands nowhere has no thread")
    return card.channel, card.ts


def _of_a_person(message: dict[str, Any]) -> bool:
    return bool(message.get("user")) and "bot_id" not in message
