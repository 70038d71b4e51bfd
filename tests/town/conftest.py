"""A town for each story, on each database; at its end nothing may be left wrong."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from sandbox.town import Grounds, Town


@pytest.fixture
def database(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'kyoten.sqlite3'}"


@pytest.fixture
async def town(
    tmp_path: Path, database: str, caplog: pytest.LogCaptureFixture
) -> AsyncIterator[Town]:
    """Build the Matsue-like town on Tuesday 20 January 2026, 21:46, its time standing still."""
    caplog.set_level(logging.INFO)
    async with Town(Grounds(folder=tmp_path, database=database)) as town:
        yield town
        await town.settles()
        assert town.workspace.faults == []
        assert town.workspace.lost == []
    assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []
