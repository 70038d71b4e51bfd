"""F45, F46: while nothing can be recorded, whoever acts is told so, and whom to telephone."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import Connection

from sandbox.town import Town
from storage.engine import make_engine
from tests.town.asking import asks

SAID = "うまく記録できませんでした。もう一度お試しください。"


async def told(town: Town, by: str, text: str, *, at: str) -> str:
    """Type a command while nothing is recorded; return the answer. The town does not settle."""
    person = town.person(by)
    before = len(person.whispers)
    town.workspace.slash(person.user, town.channel(at), "/kyoten", text, town.now())
    while len(person.whispers) == before:  # noqa: ASYNC110 - no event tells of an answer
        await asyncio.sleep(0)
    return person.whispers[-1]


async def pragma(town: Town, setting: str) -> None:
    """Set something of the connection that writes."""

    def unit(connection: Connection) -> None:
        connection.exec_driver_sql(f"PRAGMA {setting}")

    await town.bot.desk.database.write(unit)


async def test_f46_a_read_only_disk_is_said_with_the_numbers_and_nothing_is_half_done(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    await pragma(town, "query_only=1")

    said = await told(town, "C1", "help", at="P12")
    await town.restart_bot()  # whoever mended the disk starts it again
    await asks(town)

    assert said.startswith(SAID)
    assert "・基幹「みなも」(見本) 000-0000-0201" in said
    assert len(town.cards("P01")) == 1
    caplog.clear()


async def test_f45_a_database_held_by_another_is_said_and_works_again(
    town: Town, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    other = make_engine(town.grounds.database)
    with other.connect() as holder:
        holder.exec_driver_sql("BEGIN IMMEDIATE")
        said = await told(town, "C1", "help", at="P12")
        holder.exec_driver_sql("ROLLBACK")
    other.dispose()

    await asks(town)

    assert said.startswith(SAID)
    assert len(town.cards("P01")) == 1
    caplog.clear()
