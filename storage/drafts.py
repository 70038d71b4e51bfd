"""Call sheets that were not sent yet, sealed with a key of their own and gone once sent."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import TypeAdapter
from sqlalchemy import Connection, delete, insert, update

from bot.model import Draft, DraftId, NetworkId, Plea, StaffId
from bot.request import Memo
from storage import queries
from storage.cipher import Cipher


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What is sealed of a draft: everything but whose it is and since when."""

    memo: Memo
    saved: int
    asked: int
    core_told: bool
    refused: bool
    former: tuple[StaffId, ...] = ()  # not in what was sealed before call sheets went over
    plea: Plea | None = None


CONTENT: TypeAdapter[Content] = TypeAdapter(Content)


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
        content = CONTENT.validate_json(plain)
        return Draft(
            id=DraftId(row["id"]),
            network=NetworkId(row["network"]),
            staff=StaffId(row["staff"]),
            made_at=row["made_at"],
            memo=content.memo,
            saved=content.saved,
            asked=content.asked,
            core_told=content.core_told,
            refused=content.refused,
            former=content.former,
            plea=content.plea,
        )

    def save(self, draft: Draft) -> None:
        """Keep a draft as it is filled now, whosever it is now; a spent one is deleted."""
        mine = queries.DRAFT.c.id == draft.id
        if draft.spent:
            self._connection.execute(delete(queries.DRAFT).where(mine))
            return
        sealed = self._sealed(draft)
        changed = update(queries.DRAFT).where(mine).values(content=sealed, staff=draft.staff)
        if self._connection.execute(changed).rowcount == 1:
            return
        values = {
            "id": draft.id,
            "network": draft.network,
            "kind": "emergency",
            "staff": draft.staff,
            "content": sealed,
            "made_at": draft.made_at,
        }
        self._connection.execute(insert(queries.DRAFT).values(values))

    def _sealed(self, draft: Draft) -> bytes:
        content = Content(
            memo=draft.memo,
            saved=draft.saved,
            asked=draft.asked,
            core_told=draft.core_told,
            refused=draft.refused,
            former=draft.former,
            plea=draft.plea,
        )
        return self._seal.seal(CONTENT.dump_json(content), place=f"draft|{draft.id}|content")
