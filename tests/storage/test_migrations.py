"""The schema that migrations make is the one the code speaks of, and its age is known."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import SQLModel

from bot.errors import SetupError
from storage import migrations
from storage.engine import make_engine
from tests.postgres import Server

EXPECTED = set(SQLModel.metadata.tables) | {"alembic_version"}


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database of each kind in which nothing is yet."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.sqlite3'}"
        return
    server: Server = request.getfixturevalue("postgres")
    with server.database(migrated=False) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> Iterator[str]:
    """A migrated database of each kind whose schema may be changed."""
    if request.param == "sqlite":
        yield request.getfixturevalue("sqlite_url")
        return
    server: Server = request.getfixturevalue("postgres")
    with server.database() as url:
        yield url


def with_engine(url: str, look: Callable[[Engine], Any]) -> Any:
    engine = make_engine(url)
    try:
        return look(engine)
    finally:
        engine.dispose()


def tables(url: str) -> set[str]:
    found: set[str] = with_engine(url, lambda engine: set(inspect(engine).get_table_names()))
    return found


def walls(engine: Engine) -> dict[str, object]:
    """What autogenerate does not compare: checks, and what partial indexes are for."""
    inspector = inspect(engine)
    found: dict[str, object] = {}
    for table in inspector.get_table_names():
        if table != "alembic_version":
            checks = inspector.get_check_constraints(table)
            found[table] = (
                sorted((str(each["name"]), each["sqltext"]) for each in checks),
                sorted(map(_index, inspector.get_indexes(table))),
                sorted(map(_key, inspector.get_foreign_keys(table))),
            )
    return found


def _index(each: Any) -> tuple[str, ...]:
    where = each.get("dialect_options", {})
    condition = where.get("sqlite_where", where.get("postgresql_where", ""))
    return (each["name"], str(each["column_names"]), str(each["unique"]), str(condition))


def _key(each: Any) -> tuple[str, ...]:
    return (str(each["constrained_columns"]), each["referred_table"], str(each["options"]))


def test_the_migrated_schema_is_the_one_the_code_speaks_of(url: str) -> None:
    def differences(engine: Engine) -> object:
        with engine.connect() as connection:
            options = {"compare_type": True, "compare_server_default": True}
            context = MigrationContext.configure(connection, opts=options)
            return compare_metadata(context, SQLModel.metadata)

    assert with_engine(url, differences) == []


def test_checks_and_partial_indexes_are_migrated_too(empty_url: str) -> None:
    migrations.upgrade(empty_url)
    migrated = with_engine(empty_url, walls)

    command.downgrade(migrations.configuration(empty_url), "base")
    with_engine(empty_url, SQLModel.metadata.create_all)
    made = with_engine(empty_url, walls)

    assert migrated == made
    assert "need_open_has_next_step" in str(made["need"])
    assert "decided" in str(made["ask"])


def test_the_schema_can_be_taken_back_and_made_again(url: str) -> None:
    assert tables(url) == EXPECTED

    command.downgrade(migrations.configuration(url), "base")
    gone = tables(url)
    migrations.upgrade(url)

    assert gone == {"alembic_version"}
    assert tables(url) == EXPECTED
    migrations.check_schema(url)


def columns(engine: Engine) -> dict[str, list[tuple[str, str, bool]]]:
    inspector = inspect(engine)
    return {
        table: [
            (each["name"], str(each["type"]), bool(each["nullable"]))
            for each in inspector.get_columns(table)
        ]
        for table in inspector.get_table_names()
    }


def test_migrating_twice_changes_nothing(empty_url: str) -> None:
    migrations.upgrade(empty_url)
    before = (with_engine(empty_url, columns), with_engine(empty_url, walls))

    migrations.upgrade(empty_url)

    assert (with_engine(empty_url, columns), with_engine(empty_url, walls)) == before
    assert before[0].keys() == EXPECTED
    assert migrations.schema_version(empty_url) == migrations.HEAD


def test_a_migration_that_fails_halfway_leaves_nothing_behind(empty_url: str) -> None:
    def obstacle(engine: Engine) -> None:
        with engine.connect() as connection:
            connection.execute(text("CREATE TABLE need (id integer)"))
            connection.commit()

    with_engine(empty_url, obstacle)

    with pytest.raises(DBAPIError):
        migrations.upgrade(empty_url)

    assert tables(empty_url) <= {"need", "alembic_version"}
    assert migrations.schema_version(empty_url) is None


def test_the_release_knows_its_newest_migration(url: str) -> None:
    assert migrations.schema_version(url) == migrations.HEAD


def test_an_empty_database_says_to_migrate(empty_url: str) -> None:
    with pytest.raises(SetupError, match=r"KYOTEN_DATABASE_URL.*empty.*kyoten migrate"):
        migrations.check_schema(empty_url)


def test_an_older_schema_is_named_and_says_to_make_a_copy_first(url: str) -> None:
    def age(engine: Engine) -> None:
        with engine.connect() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = '0000'"))
            connection.commit()

    with_engine(url, age)

    with pytest.raises(SetupError) as refused:
        migrations.check_schema(url)

    for word in ("0000", migrations.HEAD, "stop every process", "copy", "kyoten migrate"):
        assert word in str(refused.value)


@pytest.mark.parametrize(
    "place", ["sqlite:////nowhere/at/all.sqlite3", "postgresql:///nowhere?host=/nowhere"]
)
def test_a_database_that_cannot_be_opened_says_what_to_check(place: str) -> None:
    with pytest.raises(SetupError, match=r"KYOTEN_DATABASE_URL.*cannot be opened.*check"):
        migrations.check_schema(place)
