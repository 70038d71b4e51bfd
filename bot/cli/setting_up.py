"""`kyoten init` and `kyoten migrate`: the key file and the database, before the first run."""

from __future__ import annotations

import typer

from bot.errors import SetupError
from bot.settings import Storage, read_settings
from storage.cipher import create_keyring, load_keyring
from storage.fitting import holds_a_network
from storage.migrations import HEAD, schema_version, upgrade


def init() -> None:
    """Make the key file and the database; what is there already is checked and left alone.

    Raises: SetupError when a database in use has lost its keys, for which none can be made.
    """
    storage = read_settings(Storage)
    if storage.kyoten_key_file.exists():
        load_keyring(storage.kyoten_key_file)
        typer.echo(f"key file: {storage.kyoten_key_file} (kept)")
    else:
        _make_keys(storage)
        typer.echo(f"key file: {storage.kyoten_key_file} (made: keep a copy in a safe place)")
    migrate()
    typer.echo("next: tokens and network, as docs/connect.md says; then kyoten doctor, kyoten run")


def _make_keys(storage: Storage) -> None:
    if holds_a_network(storage.kyoten_database_url):
        raise SetupError(
            f"KYOTEN_KEY_FILE: {storage.kyoten_key_file} does not exist, and the database is in "
            "use: put the copy of its keys there; new ones would open nothing of it"
        )
    try:
        create_keyring(storage.kyoten_key_file)
    except OSError as refused:
        raise SetupError(
            f"KYOTEN_KEY_FILE: {storage.kyoten_key_file} cannot be written: name a file in a "
            "folder of yours"
        ) from refused


def migrate() -> None:
    """Bring the database to the schema of this release. Stop every bot on it first."""
    storage = read_settings(Storage)
    before = schema_version(storage.kyoten_database_url)
    upgrade(storage.kyoten_database_url)
    state = "up to date" if before == HEAD else f"brought from {before or 'empty'}"
    typer.echo(f"database: schema {HEAD} ({state})")
