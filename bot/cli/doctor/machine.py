"""The machine: zone data, key file, who may read what, the database and what stands in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import make_url
from sqlalchemy.exc import DBAPIError

from bot.cities import PROFILES
from bot.cli.doctor.findings import Check, Finding, failed, ok, refused, warning
from bot.errors import SetupError
from bot.model import Network
from bot.settings import Storage
from bot.standing import Standing
from handlers.binding import foreign, replaced
from storage.cipher import load_keyring
from storage.engine import make_engine, sqlite_module
from storage.fitting import check_keys
from storage.marks import Marks
from storage.migrations import HEAD, check_schema, schema_version
from storage.roster import Roster

URL: Final = "KYOTEN_DATABASE_URL"
ZONE: Final = "Asia/Tokyo"
NINE_HOURS: Final = timedelta(hours=9)
MENDED_SQLITE: Final = ((3, 44, 6), (3, 50, 7), (3, 51, 3))
"""The oldest of each line that cannot corrupt a file: https://sqlite.org/wal.html#walresetbug"""
OTHERS: Final = 0o077
"""The bits of a mode that let group and others in."""


def zone_data(name: str = ZONE) -> Iterator[Finding]:
    """Say whether the machine knows Japan's zone, by which its own logs and timers are read."""
    try:
        offset = datetime(2026, 1, 1, tzinfo=ZoneInfo(name)).utcoffset()
    except (ZoneInfoNotFoundError, ValueError):
        offset = None
    if offset == NINE_HOURS:
        yield ok(Check.ZONE, name)
    else:
        remedy = "the machine has no right zone data for it: install the system's package tzdata"
        yield failed(Check.ZONE, name, remedy)


def key_file(storage: Storage) -> Iterator[Finding]:
    """Say whether the keys can be read, by nobody else, and lie apart from the database."""
    path, database = storage.kyoten_key_file, sqlite_file(storage)
    try:
        load_keyring(path)
    except SetupError as wrong:
        yield from refused(Check.KEY_FILE, wrong)
        return
    yield ok(Check.KEY_FILE, str(path))
    if database is not None and path.resolve().is_relative_to(database.resolve().parent):
        remedy = "it lies with the database: a backup of both opens everything: move it elsewhere"
        yield warning(Check.KEY_FILE, str(path), remedy)


def permissions(storage: Storage, folder: Path) -> Iterator[Finding]:
    """Say which files group or others may read: the database, and `.env` in this folder.

    The key file's own check says it of the key file.
    """
    database = sqlite_file(storage)
    beside = [Path(f"{database}{end}") for end in ("", "-wal", "-shm")] if database else []
    for path in (*beside, folder / ".env"):
        if path.exists():
            if path.stat().st_mode & OTHERS:
                remedy = f"others on this machine may read it: chmod 600 {path}"
                yield failed(Check.PERMISSIONS, str(path), remedy)
            else:
                yield ok(Check.PERMISSIONS, str(path))


def sqlite_library(version: tuple[int, ...]) -> Iterator[Finding]:
    """Say whether this SQLite is one that cannot corrupt a file."""
    shown, newest = (".".join(map(str, each)) for each in (version, MENDED_SQLITE[-1]))
    same_line = [each for each in MENDED_SQLITE if each[:2] == version[:2]]
    if version >= (same_line or MENDED_SQLITE[-1:])[0]:
        yield ok(Check.SQLITE, shown)
    else:
        remedy = f"it can corrupt a file: use a Python whose SQLite is {newest} or later"
        yield failed(Check.SQLITE, shown, remedy)


def database(storage: Storage) -> Iterator[Finding]:
    """Say whether the database answers, and whether its schema is this release's.

    Nothing is made: a file that is missing stays missing.
    """
    url = storage.kyoten_database_url
    if make_url(url).get_backend_name() == "sqlite":
        yield from sqlite_library(tuple(sqlite_module().sqlite_version_info))
        file = sqlite_file(storage)
        if file is None or not file.exists():
            yield failed(Check.DATABASE, URL, f"there is no file {file}: run kyoten init")
            return
    try:
        schema_version(url)
    except SetupError as wrong:
        yield from refused(Check.DATABASE, wrong)
        return
    yield ok(Check.DATABASE, URL)
    yield from schema(storage)


def schema(storage: Storage) -> Iterator[Finding]:
    """Say whether a database that answers has the schema of this release, and opens."""
    try:
        check_schema(storage.kyoten_database_url)
    except SetupError as wrong:
        yield from refused(Check.SCHEMA, wrong)
        return
    yield ok(Check.SCHEMA, HEAD)
    with suppress(DBAPIError):  # said of its tables by `networks`
        yield from keys(storage)


def keys(storage: Storage) -> Iterator[Finding]:
    """Say whether the keys are those of the database; of a bad key file its own check tells."""
    try:
        keyring = load_keyring(storage.kyoten_key_file)
    except SetupError:
        return
    try:
        check_keys(storage.kyoten_database_url, keyring)
    except SetupError as wrong:
        yield from refused(Check.KEYS, wrong)
    else:
        yield ok(Check.KEYS, "they open the database")


def sqlite_file(storage: Storage) -> Path | None:
    """Return the file a database is in; None where it is in none."""
    url = make_url(storage.kyoten_database_url)
    in_file = url.get_backend_name() == "sqlite" and url.database not in (None, "", ":memory:")
    return Path(str(url.database)) if in_file else None


def networks(storage: Storage, *, at: datetime) -> tuple[list[Finding], list[Standing]]:
    """Return what is found of the networks of a database whose schema is right, and those read."""
    engine = make_engine(storage.kyoten_database_url)
    try:
        with engine.connect() as connection:
            roster = Roster(connection, holidays=frozenset(), known={})
            known = roster.networks()
            read = [roster.standing(each, at=at) for each in known if each.profile in PROFILES]
    except DBAPIError:
        remedy = "its tables cannot be read: let the user of this address read them"
        return [failed(Check.NETWORK, URL, remedy)], []
    finally:
        engine.dispose()
    return [*of_networks(known)], read


def belongs(storage: Storage, me: Mapping[str, Any], known: Sequence[Network]) -> Iterator[Finding]:
    """Say whether the database belongs to the workspace and app of a bot token (auth.test)."""
    engine = make_engine(storage.kyoten_database_url)
    try:
        with engine.connect() as connection:
            wrong = foreign(me, known) or replaced(me, Marks(connection))
    finally:
        engine.dispose()
    if wrong is not None:
        yield from refused(Check.WORKSPACE, wrong)
    else:
        yield ok(Check.WORKSPACE, str(me.get("team_id")))


def of_networks(known: Sequence[Network]) -> Iterator[Finding]:
    """Say which networks there are; without one nobody can be asked for anything."""
    if not known:
        remedy = "there is no network yet: kyoten network apply FILE.toml"
        yield failed(Check.NETWORK, URL, remedy)
    for network in known:
        if network.profile in PROFILES:
            yield ok(Check.NETWORK, network.id)
        else:
            remedy = f"this release has no profile {network.profile}: name another in its file"
            yield failed(Check.NETWORK, network.id, remedy)
