"""Every storage test runs on both databases unless it says which one it is about."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from storage import migrations
from storage.engine import Database, make_engine, open_database
from storage.ledger import Means
from tests.storage.builders import Books, a_cipher


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


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    """A second way to the same database, beside the one under test."""
    engine = make_engine(url)
    yield engine
    engine.dispose()


@pytest.fixture
async def database(url: str) -> AsyncIterator[Database]:
    database = open_database(url)
    yield database
    database.close()


@pytest.fixture
def books(database: Database) -> Books:
    return Books(database, Means(cipher=a_cipher()))
