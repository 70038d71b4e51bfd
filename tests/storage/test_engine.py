"""Units of work: whole or not at all, answered when they are on disk, one process a file."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import threading
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, func, insert, select
from sqlalchemy.exc import DBAPIError, IntegrityError

from bot.errors import MovedOn, SetupError
from storage import queries
from storage.engine import (
    BUSY,
    GROUP,
    TRIES,
    Database,
    PostgresDatabase,
    SqliteDatabase,
    Unit,
    make_engine,
    open_database,
)

ANOTHER_PROCESS = """
import sys
from bot.errors import SetupError
from storage.engine import open_database
try:
    open_database(sys.argv[1]).close()
except SetupError as refused:
    sys.exit(str(refused))
"""


class Fell(Exception):
    """A unit that went wrong."""


def put_card(connection: Connection, id_: str) -> str:
    values = {"id": id_, "network": "n", "kind": "case", "subject": id_, "office": "o"}
    connection.execute(insert(queries.CARD).values(values))
    return id_


def putting(id_: str) -> Unit[str]:
    return lambda connection: put_card(connection, id_)


def falling(id_: str) -> Unit[str]:
    def unit(connection: Connection) -> str:
        put_card(connection, id_)
        raise Fell(id_)

    return unit


def put_twice(connection: Connection) -> None:
    put_card(connection, "twice")
    put_card(connection, "twice")


def cards(connection: Connection) -> set[str]:
    return set(connection.execute(select(queries.CARD.c.id)).scalars())


def seen(engine: Engine) -> set[str]:
    """What somebody else sees in the database."""
    with engine.connect() as connection:
        return cards(connection)


class Gate:
    """Holds the writer inside a unit until it is opened, so that others queue up behind it."""

    def __init__(self) -> None:
        self.reached = threading.Event()
        self.opened = threading.Event()

    def __call__(self, _connection: Connection) -> None:
        self.reached.set()
        assert self.opened.wait(20)


async def queued(database: Database, gate: Gate, *units: Unit[str]) -> list[asyncio.Task[str]]:
    """Queue the units behind a gate that the writer has reached."""
    asyncio.create_task(database.write(gate))  # noqa: RUF006 - it ends with the gate
    await asyncio.to_thread(gate.reached.wait, 20)
    tasks = [asyncio.create_task(database.write(unit)) for unit in units]
    await database.read(lambda _: None)  # lets every task reach its queue
    return tasks


# ------------------------------------------------------------------ both databases


async def test_what_a_unit_wrote_is_seen_by_everybody_when_it_is_answered(
    database: Database, engine: Engine
) -> None:
    answer = await database.write(putting("card"))

    assert answer == "card"
    assert seen(engine) == {"card"}


async def test_a_unit_that_raises_leaves_nothing_behind(database: Database, engine: Engine) -> None:
    with pytest.raises(Fell):
        await database.write(falling("card"))

    assert seen(engine) == set()


async def test_units_that_raise_among_many_take_no_other_with_them(
    database: Database, engine: Engine
) -> None:
    units = [falling(f"bad-{n}") if n % 3 == 0 else putting(f"good-{n}") for n in range(150)]

    answers = await asyncio.gather(*map(database.write, units), return_exceptions=True)

    fallen = [n for n, answer in enumerate(answers) if isinstance(answer, Fell)]
    assert fallen == list(range(0, 150, 3))
    assert seen(engine) == {f"good-{n}" for n in range(150) if n % 3}


async def test_a_unit_whose_facts_moved_on_runs_again(database: Database, engine: Engine) -> None:
    runs: list[int] = []

    def unit(connection: Connection) -> str:
        runs.append(len(runs))
        put_card(connection, f"try-{len(runs)}")
        if len(runs) < TRIES:
            raise MovedOn("need")
        return "done"

    assert await database.write(unit) == "done"

    assert len(runs) == TRIES
    assert seen(engine) == {f"try-{TRIES}"}


@pytest.mark.parametrize("fault", [MovedOn, IntegrityError])
async def test_a_unit_in_vain_is_given_up_after_five_runs(
    database: Database, engine: Engine, fault: type[Exception]
) -> None:
    runs: list[int] = []

    def unit(connection: Connection) -> None:
        runs.append(len(runs))
        if fault is MovedOn:
            put_card(connection, "card")
            raise MovedOn("need")
        put_twice(connection)

    with pytest.raises(fault):
        await database.write(unit)

    assert len(runs) == 5
    assert seen(engine) == set()


async def test_a_reader_cannot_change_anything(database: Database, engine: Engine) -> None:
    with pytest.raises(DBAPIError):
        await database.read(putting("card"))

    assert seen(engine) == set()
    assert await database.write(putting("later")) == "later"


async def test_a_reader_sees_what_was_answered_and_nothing_half_done(database: Database) -> None:
    await database.write(putting("before"))
    halfway = Gate()

    def unit(connection: Connection) -> None:
        put_card(connection, "half")
        halfway(connection)

    writing = asyncio.create_task(database.write(unit))
    await asyncio.to_thread(halfway.reached.wait, 20)
    try:
        assert await database.read(cards) == {"before"}
    finally:
        halfway.opened.set()
    await writing

    assert await database.read(cards) == {"before", "half"}


async def test_a_caller_that_went_away_disturbs_nobody(database: Database, engine: Engine) -> None:
    gate = Gate()
    leaving, staying = await queued(database, gate, putting("left"), putting("stayed"))

    leaving.cancel()
    gate.opened.set()

    assert await staying == "stayed"
    assert "stayed" in seen(engine)


async def test_foreign_keys_are_kept(database: Database) -> None:
    values = {"id": "o", "network": "nowhere", "name": "", "kind": "provider"}

    with pytest.raises(IntegrityError):
        await database.write(lambda c: c.execute(insert(queries.OFFICE).values(values)))


async def test_closing_finishes_what_is_queued(url: str, engine: Engine) -> None:
    database, gate = open_database(url), Gate()
    tasks = await queued(database, gate, *(putting(f"card-{n}") for n in range(100)))

    gate.opened.set()
    database.close()

    assert len(await asyncio.gather(*tasks)) == 100
    assert len(seen(engine)) == 100


async def test_a_closed_database_says_so_and_may_be_closed_again(url: str) -> None:
    database = open_database(url)
    database.close()

    database.close()

    with pytest.raises(RuntimeError):
        await asyncio.wait_for(database.write(putting("card")), 5)


@pytest.mark.parametrize(
    ("url", "named"),
    [
        pytest.param("mysql://host/name", "mysql", id="another kind"),
        pytest.param("sqlite://", "sqlite:///", id="no file"),
        pytest.param("sqlite:///:memory:", "sqlite:///", id="memory"),
    ],
)
def test_a_url_that_cannot_be_used_is_refused_with_the_remedy(url: str, named: str) -> None:
    with pytest.raises(SetupError) as refused:
        open_database(url)

    assert "KYOTEN_DATABASE_URL" in str(refused.value)
    assert named in str(refused.value)


# ------------------------------------------------------------------ SQLite alone


@pytest.fixture
async def sqlite(sqlite_url: str) -> AsyncIterator[SqliteDatabase]:
    database = SqliteDatabase(sqlite_url)
    yield database
    database.close()


async def test_the_sqlite_in_use_is_current_and_careful(sqlite: SqliteDatabase) -> None:
    def settings(connection: Connection) -> list[object]:
        names = ("journal_mode", "synchronous", "foreign_keys")
        return [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in names]

    version = await sqlite.read(lambda c: c.exec_driver_sql("SELECT sqlite_version()").scalar())

    if sys.platform == "linux":
        assert tuple(map(int, str(version).split("."))) >= (3, 51, 3)
    assert await sqlite.write(settings) == ["wal", 2, 1]
    assert await sqlite.read(settings) == ["wal", 2, 1]


async def test_a_group_is_one_commit_and_nobody_is_answered_before_it(
    sqlite: SqliteDatabase, sqlite_url: str
) -> None:
    other, gate, last = make_engine(sqlite_url), Gate(), Gate()

    def final(connection: Connection) -> str:
        put_card(connection, "last")
        last(connection)
        return "last"

    units = [putting(f"card-{n}") for n in range(GROUP - 1)]
    tasks = await queued(sqlite, gate, *units, final)

    gate.opened.set()
    await asyncio.to_thread(last.reached.wait, 20)
    before, answered = seen(other), [task for task in tasks if task.done()]
    last.opened.set()
    await asyncio.gather(*tasks)
    after = seen(other)
    other.dispose()

    assert before == set()
    assert answered == []
    assert len(after) == GROUP


async def test_a_unit_that_raises_in_a_group_is_undone_alone(
    sqlite: SqliteDatabase, sqlite_url: str
) -> None:
    other, gate = make_engine(sqlite_url), Gate()
    units = [putting("first"), falling("second"), put_twice, putting("fourth")]
    tasks = await queued(sqlite, gate, *units)  # type: ignore[arg-type]

    gate.opened.set()
    answers = await asyncio.gather(*tasks, return_exceptions=True)

    assert [type(answer) for answer in answers] == [str, Fell, IntegrityError, str]
    assert seen(other) == {"first", "fourth"}
    other.dispose()


async def test_a_commit_that_fails_fails_everybody_in_its_group(
    sqlite: SqliteDatabase, sqlite_url: str
) -> None:
    def owing(connection: Connection) -> str:
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")  # until the commit
        values = {"id": "o", "network": "nowhere", "name": "", "kind": "provider"}
        connection.execute(insert(queries.OFFICE).values(values))
        return "owing"

    other, gate = make_engine(sqlite_url), Gate()
    tasks = await queued(sqlite, gate, putting("first"), owing, putting("third"))

    gate.opened.set()
    answers = await asyncio.gather(*tasks, return_exceptions=True)
    await sqlite.write(putting("after"))

    assert [type(answer) for answer in answers] == [IntegrityError] * 3
    assert seen(other) == {"after"}
    other.dispose()


async def test_f46_a_full_disk_fails_the_units_it_hits_and_the_writer_lives_on(
    sqlite: SqliteDatabase, sqlite_url: str
) -> None:
    def pages(limit: int) -> Unit[object]:
        return lambda c: c.exec_driver_sql(f"PRAGMA max_page_count={limit}").scalar()

    def filling(id_: str) -> Unit[str]:
        return lambda connection: put_card(connection, id_ + "x" * 1_000_000)

    other = make_engine(sqlite_url)
    await sqlite.write(pages(1))  # as small as the file is

    units = [filling(str(n)) for n in range(3)]
    answers = await asyncio.gather(*map(sqlite.write, units), return_exceptions=True)
    await sqlite.write(pages(1_000_000))
    await sqlite.write(putting("after"))

    assert all(isinstance(answer, DBAPIError) for answer in answers)
    assert seen(other) == {"after"}
    other.dispose()


async def test_a_second_process_is_refused_with_the_remedy(sqlite_url: str) -> None:
    database = SqliteDatabase(sqlite_url)

    refused = _another_process(sqlite_url)
    database.close()
    welcome = _another_process(sqlite_url)

    assert refused.returncode == 1
    for word in ("KYOTEN_DATABASE_URL", "in use by another process", "stop it", "PostgreSQL"):
        assert word in refused.stderr
    assert (welcome.returncode, welcome.stderr) == (0, "")


def test_the_lock_is_held_within_one_process_too(sqlite_url: str) -> None:
    database = SqliteDatabase(sqlite_url)

    with pytest.raises(SetupError):
        SqliteDatabase(sqlite_url)

    database.close()


def _another_process(url: str) -> subprocess.CompletedProcess[str]:
    root = Path(__file__).parents[2]
    command = [sys.executable, "-c", ANOTHER_PROCESS, url]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)


async def test_f45_a_file_held_by_another_fails_within_slacks_patience_and_then_works(
    sqlite: SqliteDatabase, sqlite_url: str
) -> None:
    other = make_engine(sqlite_url)
    with other.connect() as holder:
        holder.exec_driver_sql("BEGIN IMMEDIATE")
        with pytest.raises(DBAPIError, match="locked"):
            await sqlite.write(putting("in vain"))
        holder.exec_driver_sql("ROLLBACK")

    await sqlite.write(putting("after"))

    assert BUSY * 2 < 3000
    assert seen(other) == {"after"}
    other.dispose()


async def test_f46_a_file_that_became_read_only_fails_loudly_and_leaves_nothing(
    sqlite: SqliteDatabase, sqlite_url: str
) -> None:
    other = make_engine(sqlite_url)
    await sqlite.write(lambda c: c.exec_driver_sql("PRAGMA query_only=1"))

    units = [putting(str(n)) for n in range(3)]
    answers = await asyncio.gather(*map(sqlite.write, units), return_exceptions=True)

    assert all(isinstance(answer, DBAPIError) for answer in answers)
    assert seen(other) == set()
    other.dispose()


# ------------------------------------------------------------------ PostgreSQL alone


async def test_units_that_lock_each_other_out_both_come_through(postgres_url: str) -> None:
    database, both = PostgresDatabase(postgres_url), threading.Barrier(2)
    await database.write(lambda c: [put_card(c, "one"), put_card(c, "two")])
    runs: list[str] = []

    def locking(first: str, second: str) -> Unit[None]:
        def unit(connection: Connection) -> None:
            runs.append(first)
            for card in (first, second):
                row = select(queries.CARD).where(queries.CARD.c.id == card).with_for_update()
                connection.execute(row).one()
                if len(runs) <= 2 and card == first:
                    both.wait(20)

        return unit

    await asyncio.gather(
        database.write(locking("one", "two")), database.write(locking("two", "one"))
    )
    count = await database.read(
        lambda c: c.execute(select(func.count()).select_from(queries.CARD)).scalar()
    )
    database.close()

    assert count == 2
    assert len(runs) >= 3  # whoever was put back may be in the way once more


async def cut_off(database: PostgresDatabase, url: str, *, when: str) -> tuple[str, list[int]]:
    """Write a card while the server ends the connection: in the midst, or right before commit."""
    other, runs = make_engine(url), []

    def ending(connection: Connection) -> None:
        pid = connection.exec_driver_sql("SELECT pg_backend_pid()").scalar_one()
        with other.begin() as beside:
            beside.exec_driver_sql(f"SELECT pg_terminate_backend({pid}, 5000)")

    def unit(connection: Connection) -> str:
        runs.append(1)
        if when == "midst" and len(runs) == 1:
            ending(connection)
        known = connection.execute(select(queries.CARD).where(queries.CARD.c.id == "one")).first()
        made = put_card(connection, "one") if known is None else "one"
        if when == "commit" and len(runs) == 1:
            ending(connection)
        return made

    value = await database.write(unit)
    other.dispose()
    return value, runs


@pytest.mark.parametrize("when", ["midst", "commit"])
async def test_f47_a_connection_the_server_ends_is_no_loss_and_no_double(
    postgres_url: str, when: str
) -> None:
    database, other = PostgresDatabase(postgres_url), make_engine(postgres_url)

    value, runs = await cut_off(database, postgres_url, when=when)
    database.close()

    assert (value, len(runs)) == ("one", 2)
    assert seen(other) == {"one"}
    other.dispose()


def test_a_new_file_is_its_owners_alone(tmp_path: Path) -> None:
    file = tmp_path / "new.sqlite3"
    engine = make_engine(f"sqlite:///{file}")

    with engine.connect() as connection:
        connection.exec_driver_sql("CREATE TABLE page (line)")
    engine.dispose()

    assert file.stat().st_mode & 0o777 == 0o600
