"""A town for each story, on each database; at its end nothing may be left wrong."""

from __future__ import annotations

import logging
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from sandbox.town import Grounds, Town

ALWAYS = pytest.mark.parametrize("database", ["sqlite", "postgresql"], indirect=True)
"""For the stories that every change tells on each database: S1 and the races."""
BOTH = pytest.mark.parametrize(
    "database",
    ["sqlite", pytest.param("postgresql", marks=pytest.mark.soak)],
    indirect=True,
)
"""For stories that `make soak` tells on PostgreSQL too; the others are told on SQLite."""


FILE = "kyoten.sqlite3"


@pytest.fixture
def database(request: pytest.FixtureRequest) -> str:
    """The URL of a fresh database: SQLite, or what the story asks for."""
    postgres = getattr(request, "param", "sqlite") == "postgresql"
    url: str = request.getfixturevalue("postgres_url" if postgres else "sqlite_url")
    return url


@pytest.fixture(scope="session")
async def moved_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a town whose bot has never run: its keys, its SQLite file."""
    folder = tmp_path_factory.mktemp("moved-in")
    town = Town(Grounds(folder=folder, database=f"sqlite:///{folder / FILE}"))
    await town.moves_in()
    await town.leaves()
    return folder


@pytest.fixture
async def town(
    tmp_path: Path, database: str, moved_in: Path, caplog: pytest.LogCaptureFixture
) -> AsyncIterator[Town]:
    """Build the Matsue-like town on Tuesday 20 January 2026, 21:46, its time standing still."""
    if database.startswith("sqlite"):  # moved in once, for all of them
        shutil.copytree(moved_in, tmp_path, dirs_exist_ok=True)
    async with living(Grounds(folder=tmp_path, database=database), caplog) as town:
        yield town


@asynccontextmanager
async def living(grounds: Grounds, caplog: pytest.LogCaptureFixture) -> AsyncIterator[Town]:
    """Build a town; at its end nothing may have gone wrong in it that nobody looked at."""
    caplog.set_level(logging.INFO)
    async with Town(grounds) as town:
        yield town
        await town.settles()
        assert town.workspace.faults == []
        assert town.workspace.lost == []
    told = (*caplog.get_records("setup"), *caplog.get_records("call"))
    assert [record for record in told if record.levelno >= logging.ERROR] == []
