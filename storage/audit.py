"""The audit: append-only, each link bound by its hash to everything before it.

One chain a network; its head is locked last in a unit, so units wait for each other only there.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, insert, update

from bot.effects import Note
from bot.model import NetworkId
from storage import queries


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Who did something, when, and which delivery or alarm caused it."""

    at: datetime
    actor: str
    cause: str
    note: Note


def append(connection: Connection, network: NetworkId, entries: Iterable[Entry]) -> None:
    """Chain these entries behind what is there."""
    head = queries.by_id(queries.NETWORK, network).with_for_update()
    row = connection.execute(head).mappings().one()
    seq, prev = int(row["audit_seq"]), str(row["audit_head"])
    for entry in entries:
        seq += 1
        link = _link(network, seq, entry, prev)
        connection.execute(insert(queries.AUDIT).values(link))
        prev = link["hash"]
    changed = update(queries.NETWORK).where(queries.NETWORK.c.id == network)
    connection.execute(changed.values(audit_seq=seq, audit_head=prev))


def _link(network: NetworkId, seq: int, entry: Entry, prev: str) -> dict[str, Any]:
    note = entry.note
    link: dict[str, Any] = {
        "network": network,
        "seq": seq,
        "at": entry.at,
        "actor": entry.actor,
        "act": str(note.act),
        "subject": note.subject,
        "outcome": note.outcome,
        "detail": {key: str(value) for key, value in note.detail.items()},
        "cause": entry.cause,
        "prev": prev,
    }
    return {**link, "hash": audit_hash(link)}


def audit_hash(link: Mapping[Any, Any]) -> str:
    """Return the hash that binds a link to everything before it."""
    names = ("network", "seq", "actor", "act", "subject", "outcome", "detail", "cause", "prev")
    at = link["at"].astimezone(UTC).isoformat()  # as it is read back
    content = {name: link[name] for name in names} | {"at": at}
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def broken_link(connection: Connection, network: NetworkId) -> int | None:
    """Return the sequence number where a network's audit chain breaks, or None when it holds."""
    prev, seq = "", 0
    for row in connection.execute(queries.audit_chain(network)).mappings():
        seq += 1
        if row["seq"] != seq or row["prev"] != prev or row["hash"] != audit_hash(row):
            return seq
        prev = row["hash"]
    head = connection.execute(queries.by_id(queries.NETWORK, network)).mappings().one()
    return None if (head["audit_seq"], head["audit_head"]) == (seq, prev) else seq
