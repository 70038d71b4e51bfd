"""Late twins: what was sent in doubt is looked for twice more in the history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import RowMapping, update

from bot.model import NetworkId
from storage import queries
from storage.sending import Sending


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """A message that may have a twin: its key, where it is, and since when to look (Slack's time).

    `times` is how many sweeps are left.
    """

    id: str
    key: str
    network: NetworkId
    channel: str
    ts: str
    thread: str | None
    card: bool
    since: datetime
    times: int


class Sweeps(Sending):
    """One unit's view of the sweeps that are owed."""

    def owed(self) -> tuple[Owed, ...]:
        """Return what is still to be looked for, first sent first."""
        rows = self._connection.execute(queries.unswept()).mappings()
        return tuple(_owed(row) for row in rows)

    def swept(self, owed: Owed, *, keeper: str) -> None:
        """Count one sweep as done and keep the message that is to stay; a card is drawn again.

        A call that was cut off may have drawn an older card over a newer one, late.
        """
        of = queries.OUTBOX
        still = (of.c.id == owed.id) & (of.c.sweeps == owed.times) & (of.c.ts == owed.ts)
        done = update(of).where(still).values(sweeps=owed.times - 1, ts=keeper)
        if not self._connection.execute(done).rowcount or not owed.card:
            return
        mine = (queries.CARD.c.id == owed.key) & (queries.CARD.c.ts == owed.ts)
        self._connection.execute(update(queries.CARD).where(mine).values(ts=keeper))
        self._again(owed.key)

    def not_swept(self, owed: Owed) -> None:
        """Let go of a sweep that cannot be done: the place is closed, its message gone."""
        self._set(owed.id, sweeps=0)


def _owed(row: RowMapping) -> Owed:
    card = row["kind"] == "show"
    return Owed(
        id=row["id"],
        key=row["card"] if card else row["id"],
        network=NetworkId(row["network"]),
        channel=row["channel"],
        ts=row["ts"],
        thread=row["card_ts"] if row["kind"] == "line" else None,
        card=card,
        since=row["first_attempt_at"],
        times=row["sweeps"],
    )
