"""Who and where: remembered while the audit says nothing changed, by each process for itself."""

from __future__ import annotations

import pytest

from bot.effects import Note
from bot.facts import Town
from storage.engine import Database
from storage.ledger import Ledger, Means
from tests.storage.builders import (
    NETWORK,
    NOW,
    OFFICE,
    Books,
    a_cipher,
    a_network,
    an_office,
    put_network,
)


def town(ledger: Ledger) -> Town:
    return ledger.roster.town(a_network(), at=NOW)


def renamed(ledger: Ledger) -> None:
    """Give the office another name, on record."""
    ledger.roster.put_office(an_office(name="架空あらた"))
    note = Note(act="set_up_office", subject=OFFICE)
    ledger.note(note, network=NETWORK, at=NOW, actor="city", cause="network file")


async def settled(books: Books) -> None:
    """Found a network with a first line in its audit."""
    await books.write(put_network)
    await books.write(renamed)
    await books.write(lambda ledger: ledger.roster.put_office(an_office()))


async def test_what_another_process_changed_is_seen_at_once(
    books: Books, database: Database
) -> None:
    await settled(books)
    other = Books(database, Means(cipher=a_cipher()))
    before = await books.read(town)

    await other.write(renamed)

    assert (await books.read(town)).offices[OFFICE].name == "架空あらた"
    assert before.offices[OFFICE] == an_office()


async def test_nothing_is_read_again_that_did_not_change(books: Books) -> None:
    await settled(books)

    first, second = await books.read(town), await books.read(town)

    assert first.offices is second.offices


async def test_what_was_undone_is_not_remembered(books: Books) -> None:
    await settled(books)
    before = await books.read(town)

    def half(ledger: Ledger) -> None:
        renamed(ledger)
        assert town(ledger).offices[OFFICE].name == "架空あらた"
        raise ArithmeticError

    with pytest.raises(ArithmeticError):
        await books.write(half)

    assert (await books.read(town)).offices == before.offices
