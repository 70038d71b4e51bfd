"""What tests of several rooms share: databases of both kinds and a browser, when asked for."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import hypothesis
import pytest
from playwright.async_api import Browser

from storage import migrations
from tests.browser import chromium
from tests.postgres import Server, emptied, serving

hypothesis.settings.register_profile("test", deadline=None, derandomize=True)
hypothesis.settings.register_profile("soak", deadline=None, max_examples=2000)
hypothesis.settings.load_profile("test")


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    with serving() as server:
        yield server


@pytest.fixture(scope="session")
def lent_postgres_url(postgres: Server) -> Iterator[str]:
    with postgres.database() as url:
        yield url


@pytest.fixture
def postgres_url(lent_postgres_url: str) -> str:
    """The URL of a migrated database that is empty and this test's own as long as it runs."""
    return emptied(lent_postgres_url)


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file, to be copied."""
    file = tmp_path_factory.mktemp("sqlite") / "template.sqlite3"
    migrations.upgrade(f"sqlite:///{file}")
    return file


@pytest.fixture
def sqlite_file(tmp_path: Path, migrated_file: Path) -> Path:
    file = tmp_path / "kyoten.sqlite3"
    shutil.copyfile(migrated_file, file)
    return file


@pytest.fixture
def sqlite_url(sqlite_file: Path) -> str:
    """The URL of an empty, migrated SQLite file."""
    return f"sqlite:///{sqlite_file}"


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str:
    """The URL of an empty, migrated database of each kind in turn."""
    name = {"sqlite": "sqlite_url", "postgresql": "postgres_url"}[request.param]
    found: str = request.getfixturevalue(name)
    return found


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    """A headless browser; each test opens a page of its own and closes it."""
    async with chromium() as found:
        yield found
