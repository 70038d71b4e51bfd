"""Every storage test runs on both databases unless it says which one it is about."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import pytest
from sqlalchemy import Engine

from storage.engine import Database, make_engine, open_database
from storage.ledger import Means
from tests.storage.builders import Books, a_cipher


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
