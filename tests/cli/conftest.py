"""Commands run on both databases; a network file is written where a test wants it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection

from bot.settings import Storage
from storage.cipher import Cipher, create_keyring, load_keyring
from storage.engine import make_engine
from storage.ledger import Ledger, Means
from tests.cli.networks import SMALL

Filed = Callable[..., Path]
Asked = Callable[[Callable[[Ledger], Any]], Any]


@pytest.fixture
def storage(url: str, tmp_path: Path) -> Storage:
    """An empty, migrated database of each kind in turn, and its key."""
    keys = tmp_path / "keys.json"
    create_keyring(keys)
    return Storage(kyoten_database_url=url, kyoten_key_file=keys)


@pytest.fixture
def filed(tmp_path: Path) -> Filed:
    """Write a network file down."""

    def write(text: str = SMALL) -> Path:
        file = tmp_path / "network.toml"
        file.write_text(text, encoding="utf-8")
        return file

    return write


@pytest.fixture
def ledgered(storage: Storage) -> Iterator[Asked]:
    """Run a unit beside the commands and commit it."""
    engine = make_engine(storage.kyoten_database_url)
    means = Means(cipher=Cipher(load_keyring(storage.kyoten_key_file)))

    def unit(connection: Connection, ask: Callable[[Ledger], Any]) -> Any:
        ledger = Ledger(connection, means)
        value = ask(ledger)
        ledger.finish()
        return value

    def run(ask: Callable[[Ledger], Any]) -> Any:
        with engine.begin() as connection:
            return unit(connection, ask)

    yield run
    engine.dispose()
