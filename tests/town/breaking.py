"""A database that breaks on demand, as a mistake in a rule or a full disk would show."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event

from sandbox.town import Town


@contextmanager
def breaks(
    town: Town, statement: str, *, about: str = "", times: int | None = 1
) -> Iterator[list[str]]:
    """Raise at the first so many statements that begin so and are about something; None for all.

    Yields the statements that failed.
    """
    failed: list[str] = []

    def broken(_connection: Any, _cursor: Any, text: str, parameters: Any, *_more: Any) -> None:
        mine = text.startswith(statement) and about in str(parameters)
        if mine and (times is None or len(failed) < times):
            failed.append(text)
            raise ArithmeticError

    engine = town.bot.desk.database._engine  # type: ignore[attr-defined]
    event.listen(engine, "before_cursor_execute", broken)
    try:
        yield failed
    finally:
        event.remove(engine, "before_cursor_execute", broken)
