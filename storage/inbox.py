"""What Slack sent: done with its answer, or failed and kept sealed. Only `done` is a duplicate."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, update

from storage import queries
from storage.cipher import Cipher


class Inbox:
    """One unit's view of what was taken in. `key` is unique to a delivery."""

    def __init__(self, connection: Connection, cipher: Cipher) -> None:
        self._connection = connection
        self._seal = cipher.purpose("inbox")

    def answer_to(self, key: str) -> dict[str, Any] | None:
        """Return the stored answer of a delivery that was done, else None."""
        query = queries.INBOX.select().where(queries.INBOX.c.key == key)
        row = self._connection.execute(query).mappings().first()
        if row is None or row["state"] != "done":
            return None
        plain = self._seal.open(row["response"], place=f"inbox|{key}|response")
        answer: dict[str, Any] = json.loads(plain)
        return answer

    def done(self, key: str, *, kind: str, answer: dict[str, Any], at: datetime) -> None:
        """Mark a delivery done, in the same transaction as what it caused; its payload goes.

        If a copy of it was done meanwhile, the unit runs again and finds that answer.
        """
        sealed = self._seal.seal(json.dumps(answer).encode(), place=f"inbox|{key}|response")
        self._put(key, kind=kind, state="done", received_at=at, response=sealed, payload=None)

    def failed(
        self, key: str, *, kind: str, payload: dict[str, Any], fault: str, at: datetime
    ) -> None:
        """Keep a delivery whose rule raised, sealed, to be tried again; what is done stays done."""
        if self.answer_to(key) is not None:
            return
        sealed = self._seal.seal(json.dumps(payload).encode(), place=f"inbox|{key}|payload")
        self._put(key, kind=kind, state="failed", received_at=at, payload=sealed, fault=fault)

    def _put(self, key: str, **columns: Any) -> None:
        """Write the row unless it is done: then the insert meets its key, and the unit reruns."""
        mine = (queries.INBOX.c.key == key) & (queries.INBOX.c.state != "done")
        changed = self._connection.execute(update(queries.INBOX).where(mine).values(columns))
        if changed.rowcount == 0:
            self._connection.execute(insert(queries.INBOX).values(key=key, **columns))
