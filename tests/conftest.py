"""What tests of several rooms share: a PostgreSQL server, started when first asked for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.postgres import Server, serving


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    with serving() as server:
        yield server


@pytest.fixture
def postgres_url(postgres: Server) -> Iterator[str]:
    """The URL of an empty, migrated database of this test's own."""
    with postgres.database() as url:
        yield url
