"""Optimistic writing: a value is changed at exactly the revision that was read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Table, insert, update

from bot.errors import MovedOn


def store(connection: Connection, of: Table, columns: Mapping[str, Any], *, revision: int) -> None:
    """Insert at revision 0, else update exactly that revision. Raises: MovedOn."""
    if revision == 0:
        connection.execute(insert(of).values(dict(columns)))
        return
    current = (of.c.id == columns["id"]) & (of.c.revision == revision)
    if connection.execute(update(of).where(current).values(dict(columns))).rowcount != 1:
        raise MovedOn(f"{of.name} {columns['id']}")
