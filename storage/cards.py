"""Cards and the messages they are: known by the key Slack carries back to us."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, update

from bot.effects import CardKind, CardRef
from bot.model import NetworkId, OfficeId
from storage import queries


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A card and the message it is, once posted. `id` is the key Slack carries back to us.

    `lost_at` is when its message was last found gone.
    """

    id: str
    ref: CardRef
    network: NetworkId
    channel: str | None
    ts: str | None
    wanted: int
    shown: int
    lost_at: datetime | None = None


class Cards:
    """One unit's view of the cards there are."""

    def __init__(self, connection: Connection, *, new_id: Callable[[], str]) -> None:
        self._connection = connection
        self._new_id = new_id

    def card(self, id_: str) -> Card | None:
        """Return a card by its key."""
        return self._card(queries.by_id(queries.CARD, id_))

    def card_of(self, ref: CardRef) -> Card | None:
        """Return the card that shows this subject to that office."""
        return self._card(queries.card_of(ref.kind.value, ref.subject, ref.office))

    def card_at(self, channel: str, ts: str) -> Card | None:
        """Return the card a message is."""
        return self._card(queries.card_at(channel, ts))

    def adopt(self, key: str, *, channel: str, ts: str) -> None:
        """Take a message that somebody pressed for what we sent under its key, if none is known.

        What was posted and never confirmed need not be searched for any more; a twin may still
        come, so the history is read again later.
        """
        card, outbox = queries.CARD.c, queries.OUTBOX.c
        unknown = (card.id == key) & card.ts.is_(None)
        found = update(queries.CARD).where(unknown).values(channel=channel, ts=ts)
        if self._connection.execute(found).rowcount:
            owing = update(queries.OUTBOX).where(outbox.key == f"show:{key}")
            self._connection.execute(owing.values(sweeps=queries.SWEEPS))
            return
        loose = (outbox.id == key) & (outbox.state == "unknown") & outbox.lease.is_(None)
        values = {"state": "sent", "channel": channel, "ts": ts, "sweeps": queries.SWEEPS}
        self._connection.execute(update(queries.OUTBOX).where(loose).values(values))

    def lost(self, card: Card, *, at: datetime) -> None:
        """Forget the message of a card that is gone, so that a successor is posted."""
        values = {"ts": None, "channel": None, "lost_at": at}
        mine = queries.CARD.c.id == card.id
        self._connection.execute(update(queries.CARD).where(mine).values(values))

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
            lost_at=row["lost_at"],
        )
