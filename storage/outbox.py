"""What Slack must show: keyed rows, so that nothing is lost and a repeat is harmless.

A card has one row, raised again whenever the truth changed; lines and letters have one row each
and are sent once. A row is `unknown` from the commit before its first attempt on.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import IntEnum, StrEnum
from typing import Any, Final

from pydantic import TypeAdapter
from sqlalchemy import Connection, RowMapping, func, insert, select, update

from bot.effects import (
    CardKind,
    CardRef,
    Direct,
    Effect,
    Line,
    Show,
    Whisper,
)
from bot.model import NetworkId, OfficeId
from storage import queries

LEASE: Final = timedelta(seconds=15)
AT, ON = "$at", "$on"
EFFECTS: Mapping[str, TypeAdapter[Any]] = {
    "show": TypeAdapter(Show),
    "line": TypeAdapter(Line),
    "direct": TypeAdapter(Direct),
    "whisper": TypeAdapter(Whisper),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A card and the message it is, once posted. `id` is the key Slack carries back to us."""

    id: str
    ref: CardRef
    network: NetworkId
    channel: str | None
    ts: str | None
    wanted: int
    shown: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """One row claimed for sending. `attempted` tells that an earlier try may have arrived."""

    id: str
    lease: str
    network: NetworkId
    effect: Effect
    card: Card | None
    attempted: bool
    attempts: int
    first_attempt_at: datetime


class Outbox:
    """One unit's view of what is to be sent."""

    def __init__(self, connection: Connection, *, new_id: Callable[[], str]) -> None:
        self._connection = connection
        self._new_id = new_id

    # -------------------------------------------------------------- filling

    def put(self, effect: Effect, *, network: NetworkId) -> None:
        """Take in an effect; a card already waiting is only raised, a key already known stays.

        Nothing is kept for a card whose office is reached by telephone alone.
        """
        match effect:
            case Show(card=ref) | Line(card=ref) if not self._has_a_place(ref):
                self._without_a_card(effect, network)
            case Show(card=ref):
                card = self._wanted(ref, network)
                self._raise(f"show:{card}", effect, network, card)
            case Line(card=ref, key=key):
                self._once(key, effect, network, self._card_id(ref, network))
            case Direct(key=key) | Whisper(key=key):
                self._once(key, effect, network, None)

    def _has_a_place(self, ref: CardRef) -> bool:
        """True where a card stands already, or its window is a channel."""
        card = self.card_of(ref)
        if card is not None and card.ts is not None:
            return True
        own = self._rows(queries.window_of_ask(ref.subject)) if ref.kind is CardKind.ASK else ()
        windows = own or self._rows(queries.windows_of(ref.office))
        return any(window["channel"] for window in windows)

    def _without_a_card(self, effect: Show | Line, network: NetworkId) -> None:
        """Write to those a case's line would have called: they may have Slack, unlike their office.

        A call that also goes to them directly has this very key, so that it comes once.
        """
        if isinstance(effect, Show) or effect.card.kind is CardKind.ASK:
            return
        words, lane, subject = effect.sentence, effect.lane, effect.card.subject
        for to in effect.mention:
            key = f"{effect.key}:{to}"
            letter = Direct(to=to, sentence=words, key=key, subject=subject, lane=lane)
            self._once(key, letter, network, None)

    def _rows(self, query: queries.Rows) -> Sequence[RowMapping]:
        return self._connection.execute(query).mappings().all()

    def _card_id(self, ref: CardRef, network: NetworkId) -> str:
        found = self.card_of(ref)
        if found is not None:
            return found.id
        values = {
            "id": self._new_id(),
            "network": network,
            "kind": ref.kind.value,
            "subject": ref.subject,
            "office": ref.office,
            "wanted": 0,
            "shown": 0,
        }
        self._connection.execute(insert(queries.CARD).values(values))
        return str(values["id"])

    def _wanted(self, ref: CardRef, network: NetworkId) -> str:
        id_ = self._card_id(ref, network)
        raised = update(queries.CARD).where(queries.CARD.c.id == id_)
        self._connection.execute(raised.values(wanted=queries.CARD.c.wanted + 1))
        return id_

    def _raise(self, key: str, effect: Effect, network: NetworkId, card: str) -> None:
        """Make the card's one row pending again; one whose outcome is unknown stays unknown.

        What was settled takes the new lane; what still waits only a more urgent one.
        """
        of, lane = queries.OUTBOX, int(effect.lane)
        settled = of.c.state.in_(("sent", "parked"))
        again = {"state": "pending", "attempts": 0, "fault": None, "lane": lane}
        self._connection.execute(update(of).where(of.c.key == key, settled).values(again))
        slower = (of.c.key == key) & (of.c.lane > lane)
        self._connection.execute(update(of).where(slower).values(lane=lane))
        self._once(key, effect, network, card)

    def _once(self, key: str, effect: Effect, network: NetworkId, card: str | None) -> None:
        known = select(queries.OUTBOX.c.id).where(queries.OUTBOX.c.key == key)
        if self._connection.execute(known).first() is not None:
            return
        kind = type(effect).__name__.lower()
        last = self._connection.execute(select(func.max(queries.OUTBOX.c.seq))).scalar() or 0
        values = {
            "id": self._new_id(),
            "seq": last + 1,
            "network": network,
            "key": key,
            "kind": kind,
            "card": card,
            "body": _packed(EFFECTS[kind].dump_python(effect)),
            "lane": int(effect.lane),
            "state": "pending",
        }
        self._connection.execute(insert(queries.OUTBOX).values(values))

    # -------------------------------------------------------------- sending

    def claim(
        self, *, at: datetime, limit: int, lease: str, resting: frozenset[str]
    ) -> tuple[Parcel, ...]:
        """Take parcels for sending, most urgent first; each is `unknown` from this commit on.

        `resting` are those that wait after a failed try.
        """
        of = queries.OUTBOX
        wanted = queries.sendable(at, limit=limit, resting=resting).with_for_update(
            skip_locked=True, of=of
        )
        rows = self._connection.execute(wanted).mappings().all()
        return tuple(self._claimed(row, at=at, lease=lease) for row in rows)

    def _claimed(self, row: RowMapping, *, at: datetime, lease: str) -> Parcel:
        first = row["first_attempt_at"] if row["state"] == "unknown" else None
        values = {
            "state": "unknown",
            "attempts": row["attempts"] + 1,
            "first_attempt_at": first or at,
            "lease": lease,
            "leased_until": at + LEASE,
        }
        mine = queries.OUTBOX.c.id == row["id"]
        self._connection.execute(update(queries.OUTBOX).where(mine).values(values))
        return Parcel(
            id=row["id"],
            lease=lease,
            network=NetworkId(row["network"]),
            effect=EFFECTS[row["kind"]].validate_python(_unpacked(row["body"])),
            card=self.card(row["card"]) if row["card"] else None,
            attempted=row["state"] == "unknown",
            attempts=values["attempts"],
            first_attempt_at=first or at,
        )

    def sent(self, parcel: Parcel, *, channel: str, ts: str | None, drawn: int = 0) -> bool:
        """Mark a parcel sent; a card that changed meanwhile waits to be drawn again.

        `drawn` is the card's `wanted` at the drawing. False: somebody else took the lease over.
        """
        if not self._settle(parcel, state="sent", channel=channel, ts=ts, attempts=0):
            return False
        if parcel.card is not None and isinstance(parcel.effect, Show):
            self._posted(parcel.card, channel=channel, ts=ts, drawn=drawn)
            self._redrawn_later(parcel, parcel.card)
        return True

    def _posted(self, card: Card, *, channel: str, ts: str | None, drawn: int) -> None:
        values = {"channel": channel, "ts": ts, "shown": drawn}
        mine = queries.CARD.c.id == card.id
        self._connection.execute(update(queries.CARD).where(mine).values(values))

    def _redrawn_later(self, parcel: Parcel, shown: Card) -> None:
        """Let a card wait again that changed meanwhile; read after its row was locked."""
        card = self.card(shown.id)
        if card is not None and card.wanted > card.shown:
            mine = queries.OUTBOX.c.id == parcel.id
            self._connection.execute(update(queries.OUTBOX).where(mine).values(state="pending"))

    def not_applied(self, parcel: Parcel) -> bool:
        """Give a parcel back whose try certainly did not arrive.

        It may be sent as if never tried, unless an earlier post of it may have arrived. Redrawing
        a card is harmless and needs no such memory.
        """
        redrawn = isinstance(parcel.effect, Show) and parcel.card and parcel.card.ts
        state = "unknown" if parcel.attempted and not redrawn else "pending"
        return self._settle(parcel, state=state)

    def renew(self, parcel: Parcel, *, at: datetime) -> bool:
        """Keep a lease for the sending that begins now; False: somebody else took it over."""
        mine = (queries.OUTBOX.c.id == parcel.id) & (queries.OUTBOX.c.lease == parcel.lease)
        kept = update(queries.OUTBOX).where(mine).values(leased_until=at + LEASE)
        return self._connection.execute(kept).rowcount == 1

    def put_back(self, parcel: Parcel) -> bool:
        """Give a claimed parcel back as it was, untried."""
        state = "unknown" if parcel.attempted else "pending"
        return self._settle(parcel, state=state, attempts=parcel.attempts - 1)

    def unknown(self, parcel: Parcel, *, fault: str) -> bool:
        """Give a parcel back whose arrival is not known; the history must be read first."""
        return self._settle(parcel, state="unknown", fault=fault)

    def parked(self, parcel: Parcel, *, fault: str) -> bool:
        """Put a parcel aside that can never be sent; a card raised meanwhile is tried again."""
        if not self._settle(parcel, state="parked", fault=fault):
            return False
        card = self.card(parcel.card.id) if parcel.card else None
        if card and parcel.card and card.wanted > parcel.card.wanted:
            mine = queries.OUTBOX.c.id == parcel.id
            self._connection.execute(update(queries.OUTBOX).where(mine).values(state="pending"))
        return True

    def lost(self, card: Card) -> None:
        """Forget the message of a card that is gone, so that a successor is posted."""
        mine = queries.CARD.c.id == card.id
        self._connection.execute(update(queries.CARD).where(mine).values(ts=None, channel=None))

    def release_leases(self) -> None:
        """Free what an earlier process of ours held; only a lone process may do this."""
        self._connection.execute(update(queries.OUTBOX).values(lease=None, leased_until=None))

    def _settle(self, parcel: Parcel, **values: Any) -> bool:
        mine = (queries.OUTBOX.c.id == parcel.id) & (queries.OUTBOX.c.lease == parcel.lease)
        freed = update(queries.OUTBOX).where(mine).values(lease=None, leased_until=None, **values)
        return self._connection.execute(freed).rowcount == 1

    # -------------------------------------------------------------- reading

    def card(self, id_: str) -> Card | None:
        """Return a card by its key."""
        return self._card(queries.by_id(queries.CARD, id_))

    def card_of(self, ref: CardRef) -> Card | None:
        """Return the card that shows this subject to that office."""
        return self._card(queries.card_of(ref.kind.value, ref.subject, ref.office))

    def card_at(self, channel: str, ts: str) -> Card | None:
        """Return the card a message is."""
        return self._card(queries.card_at(channel, ts))

    def unsent(self) -> int:
        """Return how many parcels are not settled."""
        waiting = queries.OUTBOX.c.state.in_(queries.UNSENT)
        query = select(func.count()).select_from(queries.OUTBOX).where(waiting)
        return int(self._connection.execute(query).scalar_one())

    def _card(self, query: queries.Rows) -> Card | None:
        row = self._connection.execute(query).mappings().first()
        if row is None:
            return None
        ref = CardRef(
            kind=CardKind(row["kind"]), subject=row["subject"], office=OfficeId(row["office"])
        )
        return Card(
            id=row["id"],
            ref=ref,
            network=NetworkId(row["network"]),
            channel=row["channel"],
            ts=row["ts"],
            wanted=row["wanted"],
            shown=row["shown"],
        )


def _packed(value: Any) -> Any:
    """Return a value as JSON that keeps moments apart from days, and both apart from words."""
    match value:
        case datetime():
            return {AT: value.isoformat()}
        case date():
            return {ON: value.isoformat()}
        case StrEnum() | IntEnum():
            return value.value
        case Mapping():
            return {name: _packed(each) for name, each in value.items()}
        case list() | tuple():
            return [_packed(each) for each in value]
        case _:
            return value


def _unpacked(value: Any) -> Any:
    """Return what was packed."""
    match value:
        case {"$at": str(moment)}:
            return datetime.fromisoformat(moment)
        case {"$on": str(day)}:
            return date.fromisoformat(day)
        case dict():
            return {name: _unpacked(each) for name, each in value.items()}
        case list():
            return [_unpacked(each) for each in value]
        case _:
            return value
