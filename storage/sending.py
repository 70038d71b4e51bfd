"""What waits to be sent: looked at, claimed by one, settled by whoever holds the lease.

A row is `unknown` from the commit before its first attempt on. No wait is judged here: a lease is
a token that its observer times by its own clock.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import RowMapping, func, select, update

from bot.effects import Direct, Effect, Lane, Show, Whisper
from bot.model import Member, NetworkId
from storage import packing, queries
from storage.cards import Card, Cards

LEASE: Final = timedelta(seconds=15)


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A row that waits, as one looks at it. `place` is where it goes, one after another there.

    `channel` is known once its card is posted. `tried`: an earlier try may have arrived. `held`
    changes whenever the holder of its lease shows that it lives; None when nobody sends it.
    """

    id: str
    lane: Lane
    place: str
    kind: str
    channel: str | None
    posted: bool
    tried: bool
    lease: str | None
    held: tuple[str, datetime | None] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """One row claimed for sending. `attempted` tells that an earlier try may have arrived.

    `first_attempt_at` is in Slack's time.
    """

    id: str
    lease: str
    network: NetworkId
    lane: Lane
    effect: Effect
    card: Card | None
    attempted: bool
    attempts: int
    first_attempt_at: datetime


class Sending(Cards):
    """One unit's view of what is being sent."""

    def waiting(
        self, *, limit: int, resting: frozenset[str], busy: frozenset[str] = frozenset()
    ) -> tuple[Waiting, ...]:
        """Return what waits, most urgent first, beside what rests and what goes to busy offices."""
        query = queries.sendable(limit=limit, resting=resting, busy=busy)
        return tuple(_waiting(row) for row in self._connection.execute(query).mappings())

    def claim(
        self, those: Mapping[str, str | None], *, at: datetime, slack: datetime, lease: str
    ) -> tuple[Parcel, ...]:
        """Take rows for sending (id → the lease it was seen with); who was quicker has the rest.

        Each is `unknown` from this commit on. `slack` is now in Slack's time.
        """
        wanted = queries.of_outbox(tuple(those)).with_for_update(skip_locked=True)
        rows = self._connection.execute(wanted).mappings().all()
        free = [row for row in rows if row["lease"] == those[row["id"]]]
        return tuple(self._claimed(row, at=at, slack=slack, lease=lease) for row in free)

    def _claimed(self, row: RowMapping, *, at: datetime, slack: datetime, lease: str) -> Parcel:
        attempted = row["state"] == "unknown"
        first = row["first_attempt_at"] if attempted or row["sweeps"] else None
        values = {
            "state": "unknown",
            "attempts": row["attempts"] + 1,
            "first_attempt_at": first or slack,
            "lease": lease,
            "leased_until": at + LEASE,
        }
        self._set(row["id"], **values)
        return Parcel(
            id=row["id"],
            lease=lease,
            network=NetworkId(row["network"]),
            lane=Lane(row["lane"]),
            effect=packing.unpacked(row["kind"], row["body"]),
            card=self.card(row["card"]) if row["card"] else None,
            attempted=attempted,
            attempts=row["attempts"] + 1,
            first_attempt_at=first or slack,
        )

    def renew(self, parcel: Parcel, *, at: datetime) -> bool:
        """Keep a lease for the sending that begins now; False: somebody else took it over."""
        mine = (queries.OUTBOX.c.id == parcel.id) & (queries.OUTBOX.c.lease == parcel.lease)
        kept = update(queries.OUTBOX).where(mine).values(leased_until=at + LEASE)
        return self._connection.execute(kept).rowcount == 1

    def release_leases(self) -> None:
        """Free what an earlier process of ours held; only a lone process may do this."""
        self._connection.execute(update(queries.OUTBOX).values(lease=None, leased_until=None))

    # -------------------------------------------------------------- settling

    def sent(self, parcel: Parcel, *, channel: str, ts: str | None, drawn: int = 0) -> bool:
        """Mark a parcel sent; a card that changed meanwhile waits to be drawn again.

        `drawn` is the card's `wanted` at the drawing. What was tried before owes two sweeps.
        False: somebody else took the lease over, and sees to it that one message is left.
        """
        owed = {"sweeps": queries.SWEEPS} if parcel.attempted and ts is not None else {}
        if not self._settle(parcel, state="sent", channel=channel, ts=ts, attempts=0, **owed):
            self._overtaken(parcel)
            return False
        if parcel.card is not None and isinstance(parcel.effect, Show):
            self._posted(parcel, parcel.card, channel=channel, ts=ts, drawn=drawn)
            self._redrawn_later(parcel, parcel.card)
        return True

    def _posted(
        self, parcel: Parcel, card: Card, *, channel: str, ts: str | None, drawn: int
    ) -> None:
        """Note where the card is; of two messages known by now the first is the card."""
        known = self.card(card.id)
        if known and ts and known.ts and known.channel == channel and known.ts != ts:
            ts, drawn = min(known.ts, ts), drawn - 1
            self._set(parcel.id, ts=ts, sweeps=queries.SWEEPS)
        values = {"channel": channel, "ts": ts, "shown": drawn}
        mine = queries.CARD.c.id == card.id
        self._connection.execute(update(queries.CARD).where(mine).values(values))

    def _redrawn_later(self, parcel: Parcel, shown: Card) -> None:
        """Let a card wait again that changed meanwhile; read after its row was locked."""
        card = self.card(shown.id)
        if card is not None and card.wanted > card.shown:
            self._set(parcel.id, state="pending")

    def _overtaken(self, parcel: Parcel) -> None:
        """Have what we sent without the lease looked for, and a card drawn over what we drew."""
        if isinstance(parcel.effect, Whisper):
            return
        self._set(parcel.id, sweeps=queries.SWEEPS)
        if parcel.card is not None and isinstance(parcel.effect, Show):
            self._again(parcel.card.id)

    def _again(self, card: str) -> None:
        """Want a card drawn once more; what is being sent now will see it."""
        of, outbox = queries.CARD, queries.OUTBOX
        raised = update(of).where(of.c.id == card).values(wanted=of.c.wanted + 1)
        self._connection.execute(raised)
        done = (outbox.c.key == f"show:{card}") & (outbox.c.state == "sent")
        self._connection.execute(update(outbox).where(done).values(state="pending", attempts=0))

    def not_applied(self, parcel: Parcel) -> bool:
        """Give a parcel back whose try certainly did not arrive; the try is not counted.

        It may be sent as if never tried, unless an earlier post of it may have arrived. Redrawing
        a card is harmless and needs no such memory.
        """
        redrawn = isinstance(parcel.effect, Show) and parcel.card and parcel.card.ts
        state = "unknown" if parcel.attempted and not redrawn else "pending"
        return self._settle(parcel, state=state, attempts=parcel.attempts - 1)

    def unknown(self, parcel: Parcel, *, fault: str) -> bool:
        """Give a parcel back whose arrival is not known; the history must be read first."""
        if self._settle(parcel, state="unknown", fault=fault):
            return True
        self._overtaken(parcel)
        return False

    def parked(self, parcel: Parcel, *, fault: str) -> bool:
        """Put a parcel aside that can never be sent; a card raised meanwhile is tried again."""
        if not self._settle(parcel, state="parked", fault=fault):
            return False
        card = self.card(parcel.card.id) if parcel.card else None
        if card and parcel.card and card.wanted > parcel.card.wanted:
            self._set(parcel.id, state="pending")
        return True

    def unsent(self) -> int:
        """Return how many parcels are not settled."""
        waiting = queries.OUTBOX.c.state.in_(queries.UNSENT)
        query = select(func.count()).select_from(queries.OUTBOX).where(waiting)
        return int(self._connection.execute(query).scalar_one())

    def _settle(self, parcel: Parcel, **values: Any) -> bool:
        mine = (queries.OUTBOX.c.id == parcel.id) & (queries.OUTBOX.c.lease == parcel.lease)
        freed = update(queries.OUTBOX).where(mine).values(lease=None, leased_until=None, **values)
        return self._connection.execute(freed).rowcount == 1

    def _set(self, id_: str, **values: Any) -> None:
        mine = queries.OUTBOX.c.id == id_
        self._connection.execute(update(queries.OUTBOX).where(mine).values(values))


def _waiting(row: RowMapping) -> Waiting:
    lease = row["lease"]
    return Waiting(
        id=row["id"],
        lane=Lane(row["lane"]),
        place=row["office"] or _addressee(packing.unpacked(row["kind"], row["body"])),
        kind=row["kind"],
        channel=row["card_channel"],
        posted=row["card_ts"] is not None,
        tried=row["state"] == "unknown",
        lease=lease,
        held=(lease, row["leased_until"]) if lease else None,
    )


def place_of(parcel: Parcel) -> str:
    """Return where a parcel goes: what is one place gets its parcels one after another."""
    return parcel.card.ref.office if parcel.card else _addressee(parcel.effect)


def _addressee(effect: Effect) -> str:
    match effect:
        case Direct(to=Member(user=user)):
            return user
        case Direct(to=to):
            return str(to)
        case Whisper(channel=channel):
            return channel
        case _:
            raise LookupError("a card's effect without its card")
