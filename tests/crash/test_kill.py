"""The bot is killed by SIGKILL again and again through the night of S1, which ends as always."""

from __future__ import annotations

from pathlib import Path

import pytest

from sandbox.town import Grounds
from tests.crash.killable import KillableTown
from tests.crash.night import Picture, lived

STEP = 25
"""So many calls of the Web API a process lives; a start alone takes twenty."""
A_LONG_NIGHT = 20 * STEP
LEAST = 5


async def a_night(folder: Path, url: str, *kills: int, after: bool = False) -> tuple[Picture, int]:
    """Live through S1, the bot killed at these calls; return what stands there, and how often."""
    folder.mkdir()
    async with KillableTown(Grounds(folder=folder, database=url)) as town:
        town.kill_at(*kills, after=after)
        return await lived(town), town.kills


@pytest.mark.soak
@pytest.mark.parametrize("after", [False, True], ids=["before the effect", "after the effect"])
@pytest.mark.parametrize("first", [5, 11, 17, 23])
async def test_a_night_of_kills_ends_like_any_other(
    tmp_path: Path, sqlite_url: str, first: int, after: bool
) -> None:
    usual, _ = await a_night(tmp_path / "usual", f"sqlite:///{tmp_path / 'usual.sqlite3'}")

    calls = range(first, A_LONG_NIGHT, STEP)
    seen, kills = await a_night(tmp_path / "killed", sqlite_url, *calls, after=after)

    assert seen == usual
    assert kills >= LEAST
