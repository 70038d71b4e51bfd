"""How far something came: a moment under a name, kept over every restart."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from storage import queries


class Marks:
    """One unit's view of the marks."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def at(self, name: str) -> datetime | None:
        """Return the moment kept under a name, or None."""
        query = select(queries.MARK.c.at).where(queries.MARK.c.name == name)
        found: datetime | None = self._connection.execute(query).scalar()
        return found

    def put(self, name: str, at: datetime) -> None:
        """Keep a moment under a name; the one before is gone."""
        changed = update(queries.MARK).where(queries.MARK.c.name == name).values(at=at)
        if self._connection.execute(changed).rowcount == 0:
            self._connection.execute(insert(queries.MARK).values(name=name, at=at))

    def named(self, prefix: str) -> dict[str, datetime]:
        """Return what is kept under names that begin so, by the rest of the name."""
        mine = queries.MARK.c.name.startswith(prefix, autoescape=True)
        rows = self._connection.execute(select(queries.MARK).where(mine))
        return {row.name.removeprefix(prefix): row.at for row in rows}

    def drop(self, name: str) -> None:
        """Forget a name."""
        self._connection.execute(delete(queries.MARK).where(queries.MARK.c.name == name))
