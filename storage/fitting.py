"""Whether keys and database belong together: a wrong key shows only when something is opened."""

from __future__ import annotations

from cryptography.exceptions import InvalidTag
from sqlalchemy import Connection, select
from sqlalchemy.exc import DBAPIError

from bot.errors import SetupError
from storage import queries
from storage.cipher import Cipher, Keyring
from storage.engine import make_engine


def check_keys(url: str, keyring: Keyring) -> None:
    """Pass when the keys open what the database holds, or it holds nothing sealed.

    Raises: SetupError when they do not; DBAPIError when the database cannot be read.
    """
    cipher = Cipher(keyring)
    engine = make_engine(url)
    try:
        with engine.connect() as connection:
            _open_people(connection, cipher)
            _open_last_delivery(connection, cipher)
    except InvalidTag as sealed:
        raise SetupError(
            "KYOTEN_KEY_FILE: these keys do not open what the database holds: put back the copy "
            "of the keys it was made with"
        ) from sealed
    finally:
        engine.dispose()


def holds_a_network(url: str) -> bool:
    """Say whether a database was in use before, and so has keys of its own somewhere."""
    engine = make_engine(url)
    try:
        with engine.connect() as connection:
            return connection.execute(select(queries.NETWORK.c.id).limit(1)).first() is not None
    except DBAPIError:
        return False  # no such table: it is empty
    finally:
        engine.dispose()


def _open_people(connection: Connection, cipher: Cipher) -> None:
    """Open one person's data key for each key it was wrapped by."""
    people = queries.PERSON
    wrapped = {
        row.data_key.partition(b"|")[0]: row
        for row in connection.execute(select(people.c.id, people.c.data_key))
        if row.data_key
    }
    for row in wrapped.values():
        cipher.person(row.data_key, row.id)


def _open_last_delivery(connection: Connection, cipher: Cipher) -> None:
    """Open the newest answer to a delivery, which every bot that ran has."""
    inbox = queries.INBOX
    newest = (
        select(inbox.c.key, inbox.c.response)
        .where(inbox.c.response.is_not(None))
        .order_by(inbox.c.received_at.desc())
        .limit(1)
    )
    for row in connection.execute(newest):
        cipher.purpose("inbox").open(row.response, place=f"inbox|{row.key}|response")
