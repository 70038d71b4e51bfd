"""Forms between two of their pages, sealed with a key of their own and gone once sent."""

from __future__ import annotations

from pydantic import TypeAdapter
from sqlalchemy import Connection, delete, insert

from bot.model import Draft, DraftId, NetworkId, StaffId
from bot.request import Request
from storage import queries
from storage.cipher import Cipher

REQUEST: TypeAdapter[Request] = TypeAdapter(Request)


class Drafts:
    """One unit's view of what is being filled in."""

    def __init__(self, connection: Connection, cipher: Cipher) -> None:
        self._connection = connection
        self._seal = cipher.purpose("draft")

    def draft(self, id_: str) -> Draft | None:
        """Return a draft, or None when it was sent or never was."""
        query = queries.by_id(queries.DRAFT, id_)
        row = self._connection.execute(query).mappings().first()
        if row is None:
            return None
        plain = self._seal.open(row["content"], place=f"draft|{id_}|content")
        return Draft(
            id=DraftId(row["id"]),
            network=NetworkId(row["network"]),
            staff=StaffId(row["staff"]),
            made_at=row["made_at"],
            request=REQUEST.validate_json(plain),
        )

    def save(self, draft: Draft) -> None:
        """Keep a new draft; a spent one is deleted."""
        if draft.spent:
            gone = delete(queries.DRAFT).where(queries.DRAFT.c.id == draft.id)
            self._connection.execute(gone)
            return
        sealed = self._seal.seal(
            REQUEST.dump_json(draft.request), place=f"draft|{draft.id}|content"
        )
        values = {
            "id": draft.id,
            "network": draft.network,
            "kind": "emergency",
            "staff": draft.staff,
            "content": sealed,
            "made_at": draft.made_at,
        }
        self._connection.execute(insert(queries.DRAFT).values(values))
