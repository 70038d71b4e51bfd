"""A database from a URL: one unit of work is one synchronous function, run in its threads.

SQLite: one writer thread with group commit, readers apart on read-only connections, one process.
PostgreSQL: a small pool of threads. Nobody can await Slack inside a transaction, and a unit that
met a busy or serialization error simply runs again, so units must be repeatable.
"""

from __future__ import annotations

import asyncio
import fcntl
import os
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from types import ModuleType
from typing import Any, Final, Protocol, TextIO, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import DBAPIError, IntegrityError, SQLAlchemyError

from bot.errors import MovedOn, SetupError

T = TypeVar("T")
Unit = Callable[[Connection], T]

TRIES: Final = 5
GROUP: Final = 64
READERS: Final = 2
BUSY: Final = 1200
"""Milliseconds to wait for a file somebody else holds. A deed and the word that it failed both wait
so long, and Slack waits three seconds for the two: https://docs.slack.dev/interactivity"""
PG_THREADS: Final = 10
AGAIN: Final = frozenset({"40001", "40P01"})  # serialization failure, deadlock


class Database(Protocol):
    """Where units of work run. Both kinds keep the same promises."""

    async def write(self, unit: Unit[T]) -> T:
        """Run the unit in a transaction; what it returns is committed when this returns.

        Raises: whatever the unit raises, after undoing it; MovedOn after five vain tries.
        """
        ...

    async def read(self, unit: Unit[T]) -> T:
        """Run the unit without the right to change anything."""
        ...

    def close(self) -> None:
        """Finish what is under way and let go of the database."""
        ...


def open_database(url: str) -> Database:
    """Return the database a URL names. Raises: SetupError with the remedy."""
    backend = make_url(url).get_backend_name()
    if backend == "sqlite":
        return SqliteDatabase(url)
    if backend == "postgresql":
        return PostgresDatabase(url)
    raise SetupError(f"KYOTEN_DATABASE_URL: {backend!r} is not known: use sqlite or postgresql")


def sqlite_module() -> ModuleType:
    """Return a current SQLite: the one with us on Linux, where the system's may be old.

    https://sqlite.org/wal.html#walresetbug: a file could be corrupted before 3.51.3.
    """
    try:
        from pysqlite3 import dbapi2  # absent outside Linux
    except ImportError:
        import sqlite3 as dbapi2
    return dbapi2  # type: ignore[no-any-return]


def make_engine(url: str) -> Engine:
    """Return an engine as both the daemon and the migrations use it; its errors hold no values."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        _for_its_owner(parsed.database or "")
        engine = create_engine(
            parsed,
            module=sqlite_module(),
            isolation_level="AUTOCOMMIT",
            hide_parameters=True,
        )
        event.listen(engine, "connect", _configure_sqlite)
        return engine
    if parsed.drivername == "postgresql":
        parsed = parsed.set(drivername="postgresql+psycopg")
    return create_engine(
        parsed, pool_size=PG_THREADS, max_overflow=0, pool_pre_ping=True, hide_parameters=True
    )


def _for_its_owner(path: str) -> None:
    """Begin a file that is missing as one its owner alone may read; SQLite would let all."""
    in_file = path not in ("", ":memory:") and not path.startswith("file:")
    if in_file and Path(path).parent.is_dir() and not Path(path).exists():
        with suppress(OSError):  # SQLite says it when it opens the file
            Path(path).touch(mode=0o600)


def _configure_sqlite(connection: Any, _record: object) -> None:
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        f"busy_timeout={BUSY}",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


# ------------------------------------------------------------------ SQLite


class _Job:
    """A unit waiting for the writer, and the future its caller awaits."""

    def __init__(self, unit: Unit[Any]) -> None:
        self.unit = unit
        self.future: Future[Any] = Future()
        self.value: Any = None
        self.fault: BaseException | None = None

    def run(self, connection: Connection) -> None:
        """Run the unit inside a savepoint; one that raises is undone alone."""
        for _ in range(TRIES):
            connection.exec_driver_sql("SAVEPOINT unit")
            self._attempt(connection)
            if self.fault is not None:
                connection.exec_driver_sql("ROLLBACK TO unit")
            connection.exec_driver_sql("RELEASE unit")
            if not isinstance(self.fault, MovedOn | IntegrityError):
                return

    def _attempt(self, connection: Connection) -> None:
        try:
            self.value, self.fault = self.unit(connection), None
        except Exception as raised:  # noqa: BLE001 - handed to the caller, who awaits it
            self.fault = raised

    def answer(self) -> None:
        """Tell the caller; called only after the commit."""
        if not self.future.set_running_or_notify_cancel():
            return
        if self.fault is not None:
            self.future.set_exception(self.fault)
        else:
            self.future.set_result(self.value)


class SqliteDatabase:
    """One file, one process, one writer. Commits are grouped: up to 64 units, one fsync."""

    def __init__(self, url: str) -> None:
        path = make_url(url).database
        if not path or path == ":memory:":
            raise SetupError("KYOTEN_DATABASE_URL: SQLite needs a file: sqlite:///kyoten.sqlite3")
        self._lock = _lock(Path(f"{path}.lock"))
        self._engine = make_engine(url)
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._closed = False
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="kyoten-read")
        self._writer = threading.Thread(target=self._work, name="kyoten-write", daemon=True)
        self._writer.start()

    async def write(self, unit: Unit[T]) -> T:
        """Queue the unit for the writer; the answer comes after its commit."""
        if self._closed:
            raise RuntimeError("the database is closed: nobody would run this unit")
        job = _Job(unit)
        self._jobs.put(job)
        value: T = await asyncio.wrap_future(job.future)
        return value

    async def read(self, unit: Unit[T]) -> T:
        """Run the unit on a read-only connection beside the writer."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._readers, self._read, unit)

    def close(self) -> None:
        """Finish every queued unit, then let go of file and lock."""
        self._closed = True
        self._jobs.put(None)
        self._writer.join()
        self._readers.shutdown()
        self._engine.dispose()
        self._lock.close()

    def _read(self, unit: Unit[T]) -> T:
        with self._engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA query_only=1")
            connection.exec_driver_sql("BEGIN")
            try:
                return unit(connection)
            finally:
                connection.exec_driver_sql("ROLLBACK")
                connection.exec_driver_sql("PRAGMA query_only=0")

    def _work(self) -> None:
        ended = False
        while not ended:
            with self._engine.connect() as connection:
                ended = self._serve(connection)

    def _serve(self, connection: Connection) -> bool:
        """Do what comes in, until the end (True) or until this connection is of no use (False)."""
        while (job := self._jobs.get()) is not None:
            group, last = self._group(job)
            sound = self._commit(connection, group)
            if last or not sound:
                return last
        return True

    def _group(self, first: _Job) -> tuple[list[_Job], bool]:
        """Return the jobs waiting now, and whether the end was asked for among them."""
        group = [first]
        while len(group) < GROUP:
            try:
                job = self._jobs.get_nowait()
            except queue.Empty:
                break
            if job is None:
                return group, True
            group.append(job)
        return group, False

    def _commit(self, connection: Connection, group: list[_Job]) -> bool:
        """Run the group in one transaction; nobody is answered before it is on disk.

        False: the connection could not even undo it, and must be opened anew.
        """
        sound = True
        try:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            for job in group:
                job.run(connection)
            connection.exec_driver_sql("COMMIT")
        except SQLAlchemyError as fault:
            sound = _rolled_back(connection)
            for job in group:
                job.fault = job.fault or fault
        for job in group:
            job.answer()
        return sound


def _rolled_back(connection: Connection) -> bool:
    """Undo what is under way; a connection that cannot is thrown away, and False returned."""
    try:
        if connection.connection.dbapi_connection and connection.connection.in_transaction:
            connection.exec_driver_sql("ROLLBACK")
    except SQLAlchemyError:
        connection.invalidate()
        return False
    return True


def _lock(path: Path) -> TextIO:
    """Return the held lock file of a database. Raises: SetupError when another process has it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    file = path.open("w")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as held:
        file.close()
        raise SetupError(
            f"KYOTEN_DATABASE_URL: {path.with_suffix('')} is in use by another process: stop it, "
            "or use PostgreSQL for more than one"
        ) from held
    file.write(str(os.getpid()))
    file.flush()
    return file


# ------------------------------------------------------------------ PostgreSQL


class PostgresDatabase:
    """A pool of threads on a server; any number of processes share it."""

    def __init__(self, url: str) -> None:
        self._engine = make_engine(url)
        self._threads = ThreadPoolExecutor(PG_THREADS, thread_name_prefix="kyoten-db")

    async def write(self, unit: Unit[T]) -> T:
        """Run the unit in a transaction of its own."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, self._write, unit)

    async def read(self, unit: Unit[T]) -> T:
        """Run the unit in a read-only transaction."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, self._read, unit)

    def close(self) -> None:
        """Finish what runs and close the pool."""
        self._threads.shutdown()
        self._engine.dispose()

    def _write(self, unit: Unit[T]) -> T:
        for _ in range(TRIES - 1):
            try:
                return self._once(unit)
            except (MovedOn, IntegrityError):
                continue
            except DBAPIError as fault:
                if not _again(fault):
                    raise
        return self._once(unit)

    def _once(self, unit: Unit[T]) -> T:
        with self._engine.begin() as connection:
            return unit(connection)

    def _read(self, unit: Unit[T]) -> T:
        try:
            return self._once_read(unit)
        except DBAPIError as fault:
            if not _again(fault):
                raise
        return self._once_read(unit)

    def _once_read(self, unit: Unit[T]) -> T:
        with self._engine.connect() as connection, connection.begin() as transaction:
            connection.exec_driver_sql("SET TRANSACTION READ ONLY")
            value = unit(connection)
            transaction.rollback()
            return value


def _again(fault: DBAPIError) -> bool:
    """True for what passes by itself: units in each other's way, a server that cut us off.

    A commit that was cut off may have been made. The unit finds what it did then: a delivery its
    answer, a due row closed, a parcel another's; that is why units must be repeatable.
    """
    return fault.connection_invalidated or getattr(fault.orig, "sqlstate", None) in AGAIN
