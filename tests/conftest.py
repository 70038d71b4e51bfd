"""What tests of several rooms share: a PostgreSQL server, started when first asked for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.postgres import Server, emptied, serving


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
