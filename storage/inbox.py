"""What Slack sent: done with its answer, failed and kept sealed, or parked for good.

Only `done` is a duplicate. What failed is tried again at set distances from its first failure,
then parked: its payload goes, its reference stays.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from cryptography.exceptions import InvalidTag
from sqlalchemy import Connection, RowMapping, insert, select, update

from storage import queries
from storage.cipher import Cipher

TRIES: Final = (
    timedelta(seconds=10),
    timedelta(minutes=1, seconds=10),
    timedelta(minutes=6, seconds=10),
    timedelta(minutes=36, seconds=10),
)
"""When a failed delivery is tried again, counted from its first failure."""

LAST: Final = TRIES[-1] + timedelta(minutes=1)
"""When it is parked although nobody came back from the last try: the process died in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """A delivery that failed: `reference` was told to whoever waited; `at` is its first failure.

    `attempts` counts the tries before this one. `body` is what Slack sent, or None where it cannot
    be opened any more.
    """

    key: str
    body: Mapping[str, Any] | None
    reference: str
    attempts: int
    at: datetime

    @property
    def spent(self) -> bool:
        """True when it had been tried as often as it is."""
        return self.attempts >= len(TRIES)

    @property
    def is_last(self) -> bool:
        """True when the try that begins now is the last."""
        return self.attempts + 1 >= len(TRIES)


class Inbox:
    """One unit's view of what was taken in. `key` is unique to a delivery."""

    def __init__(self, connection: Connection, cipher: Cipher) -> None:
        self._connection = connection
        self._seal = cipher.purpose("inbox")

    def answer_to(self, key: str) -> dict[str, Any] | None:
        """Return the stored answer of a delivery that was done, else None."""
        row = self._row(key)
        if row is None or row["state"] != "done":
            return None
        plain = self._seal.open(row["response"], place=f"inbox|{key}|response")
        answer: dict[str, Any] = json.loads(plain)
        return answer

    def known(self, keys: Iterable[str]) -> frozenset[str]:
        """Return which of these were taken in already, whatever came of them."""
        query = select(queries.INBOX.c.key).where(queries.INBOX.c.key.in_(list(keys)))
        return frozenset(self._connection.execute(query).scalars())

    def done(self, key: str, *, kind: str, answer: dict[str, Any], at: datetime) -> None:
        """Mark a delivery done, in the same transaction as what it caused; its payload goes.

        If a copy of it was done meanwhile, the unit runs again and finds that answer.
        """
        sealed = self._seal.seal(json.dumps(answer).encode(), place=f"inbox|{key}|response")
        self._put(key, kind=kind, state="done", received_at=at, response=sealed, payload=None)

    def failed(
        self, key: str, *, kind: str, payload: dict[str, Any], fault: str, at: datetime
    ) -> None:
        """Keep a delivery whose rule raised, sealed, to be tried again; what is done stays done.

        One that failed before keeps its place in the row of tries, one that is parked stays so.
        """
        row = self._row(key)
        if row is not None and row["state"] != "failed":
            return
        sealed = self._seal.seal(json.dumps(payload).encode(), place=f"inbox|{key}|payload")
        first = row["received_at"] if row is not None else at
        self._put(key, kind=kind, state="failed", received_at=first, payload=sealed, fault=fault)

    # -------------------------------------------------------------- trying again

    def to_try(self, at: datetime, *, limit: int) -> tuple[str, ...]:
        """Return the keys whose next try has come, the oldest first."""
        query = queries.failed_deliveries().limit(limit)
        rows = self._connection.execute(query).mappings().all()
        return tuple(row["key"] for row in rows if _next_try(row) <= at)

    def next_try(self) -> datetime | None:
        """Return when the next failed delivery is to be tried again, or None."""
        rows = self._connection.execute(queries.failed_deliveries()).mappings()
        return min((_next_try(row) for row in rows), default=None)

    def claim(self, key: str) -> Failed | None:
        """Count a try and return the delivery; None where it was done or claimed meanwhile.

        It is counted before it is made: what ends the process with it does not do so for ever.
        """
        row = self._row(key)
        if row is None or row["state"] != "failed":
            return None
        mine = (queries.INBOX.c.key == key) & (queries.INBOX.c.attempts == row["attempts"])
        counted = update(queries.INBOX).where(mine, queries.INBOX.c.state == "failed")
        values = {"attempts": row["attempts"] + 1}
        if self._connection.execute(counted.values(values)).rowcount != 1:
            return None
        return Failed(
            key=key,
            body=self._opened(row),
            reference=str(row["fault"] or "").rpartition(" ")[2],
            attempts=row["attempts"],
            at=row["received_at"],
        )

    def settled(self, key: str, *, at: datetime) -> None:
        """Mark a delivery done that asked for nothing to be recorded."""
        if self.answer_to(key) is None:
            self.done(key, kind=key.partition(":")[0], answer={}, at=at)

    def parked(self, key: str) -> bool:
        """Give a delivery up for good, its payload with it; False when it was done meanwhile."""
        mine = (queries.INBOX.c.key == key) & (queries.INBOX.c.state == "failed")
        given_up = update(queries.INBOX).where(mine).values(state="parked", payload=None)
        return self._connection.execute(given_up).rowcount == 1

    # -------------------------------------------------------------- inside

    def _opened(self, row: RowMapping) -> Mapping[str, Any] | None:
        try:
            plain = self._seal.open(row["payload"], place=f"inbox|{row['key']}|payload")
            body: Mapping[str, Any] = json.loads(plain)
        except (InvalidTag, LookupError, ValueError, TypeError):  # another key, or not ours
            return None
        return body

    def _row(self, key: str) -> RowMapping | None:
        query = queries.INBOX.select().where(queries.INBOX.c.key == key)
        return self._connection.execute(query).mappings().first()

    def _put(self, key: str, **columns: Any) -> None:
        """Write the row unless it is done: then the insert meets its key, and the unit reruns."""
        mine = (queries.INBOX.c.key == key) & (queries.INBOX.c.state != "done")
        changed = self._connection.execute(update(queries.INBOX).where(mine).values(columns))
        if changed.rowcount == 0:
            self._connection.execute(insert(queries.INBOX).values(key=key, **columns))


def _next_try(row: RowMapping) -> datetime:
    first: datetime = row["received_at"]
    distances = (*TRIES, LAST)
    return first + distances[min(row["attempts"], len(TRIES))]
