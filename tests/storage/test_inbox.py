"""What Slack sent: only what was done is a repeat, and nothing readable is kept of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import pytest
from cryptography.exceptions import InvalidTag
from sqlalchemy import RowMapping

from storage import queries
from storage.cipher import Cipher
from storage.inbox import TRIES, Failed, Inbox
from storage.ledger import Ledger
from tests.storage.builders import NOW, Books, a_cipher

PAYLOAD = {"type": "event", "text": "架空 花子の母です"}


def inbox(ledger: Ledger) -> Inbox:
    return Inbox(ledger.connection, ledger.means.cipher)


async def done(books: Books, key: str = "Ev1", answer: dict[str, Any] | None = None) -> None:
    await books.write(
        lambda ledger: inbox(ledger).done(key, kind="event", answer=answer or {}, at=NOW)
    )


async def failed(books: Books, key: str = "Ev1", *, fault: str = "KeyError 1a2b") -> None:
    await books.write(
        lambda ledger: inbox(ledger).failed(
            key, kind="failed", payload=PAYLOAD, fault=fault, at=NOW
        )
    )


async def answer_to(books: Books, key: str = "Ev1") -> Mapping[str, Any] | None:
    return await books.read(lambda ledger: inbox(ledger).answer_to(key))


async def row(books: Books, key: str = "Ev1") -> RowMapping:
    query = queries.INBOX.select().where(queries.INBOX.c.key == key)
    (found,) = await books.read(lambda ledger: ledger.rows(query))
    return found


def opened(cipher: Cipher, sealed: bytes, key: str, column: str) -> bytes:
    return cipher.purpose("inbox").open(sealed, place=f"inbox|{key}|{column}")


async def test_a_delivery_never_seen_is_no_repeat(books: Books) -> None:
    await done(books, "Ev1")

    assert await answer_to(books, "Ev2") is None


@pytest.mark.parametrize(
    "answer", [{}, {"response_action": "errors", "errors": {"name": "お名前を"}}, {"a": [1, None]}]
)
async def test_a_delivery_that_was_done_is_answered_as_it_was_then(
    books: Books, answer: dict[str, Any]
) -> None:
    await done(books, answer=answer)

    assert await answer_to(books) == answer


async def test_a_delivery_that_failed_is_no_repeat_and_is_kept_sealed(books: Books) -> None:
    await failed(books)

    kept = await row(books)
    assert await answer_to(books) is None
    assert (kept["state"], kept["fault"], kept["received_at"]) == ("failed", "KeyError 1a2b", NOW)
    assert "花子".encode() not in kept["payload"]
    assert "花子" in opened(books.means.cipher, kept["payload"], "Ev1", "payload").decode(
        "unicode-escape"
    )


async def test_a_delivery_that_fails_again_is_kept_once_with_its_last_fault(books: Books) -> None:
    await failed(books, fault="first")
    await failed(books, fault="second")

    assert (await row(books))["fault"] == "second"


async def test_doing_what_had_failed_erases_what_was_sent(books: Books) -> None:
    await failed(books)

    await done(books, answer={"text": "済"})

    kept = await row(books)
    assert (kept["state"], kept["payload"]) == ("done", None)
    assert await answer_to(books) == {"text": "済"}


async def test_a_delivery_that_was_done_stays_done_whatever_fails_afterwards(books: Books) -> None:
    await done(books, answer={"text": "済"})

    await failed(books)

    kept = await row(books)
    assert (kept["state"], kept["payload"], kept["fault"]) == ("done", None, None)
    assert await answer_to(books) == {"text": "済"}


async def test_an_answer_is_sealed_for_its_own_delivery(books: Books) -> None:
    await done(books, answer={"text": "架空 花子"})

    sealed = (await row(books))["response"]
    assert b"text" not in sealed
    assert b"text" in opened(books.means.cipher, sealed, "Ev1", "response")
    for cipher, key in ((a_cipher(), "Ev1"), (books.means.cipher, "Ev2")):
        with pytest.raises(InvalidTag):
            opened(cipher, sealed, key, "response")


async def to_try(books: Books, at: datetime) -> tuple[str, ...]:
    return await books.read(lambda ledger: inbox(ledger).to_try(at, limit=10))


async def claimed(books: Books, key: str = "Ev1") -> Failed | None:
    return await books.write(lambda ledger: inbox(ledger).claim(key))


async def test_what_failed_is_tried_again_at_growing_distances_from_its_first_failure(
    books: Books,
) -> None:
    await failed(books)
    due = []

    for distance in TRIES:
        early, late = NOW + distance - timedelta(seconds=1), NOW + distance
        due.append((await to_try(books, early), await to_try(books, late)))
        assert await books.read(lambda ledger: inbox(ledger).next_try()) == late
        await claimed(books)
        await failed(books, fault="again 1a2b")

    assert due == [((), ("Ev1",))] * len(TRIES)
    assert (await row(books))["received_at"] == NOW


async def test_a_try_is_counted_before_it_is_made_and_handed_to_one_only(books: Books) -> None:
    await failed(books)

    first = await claimed(books)

    assert first is not None
    assert (first.body, first.reference, first.attempts) == (PAYLOAD, "1a2b", 0)
    assert (await row(books))["attempts"] == 1
    assert await to_try(books, NOW + TRIES[0]) == ()


async def test_what_was_done_meanwhile_is_not_tried_again(books: Books) -> None:
    await failed(books)
    await done(books)

    assert await claimed(books) is None
    assert await to_try(books, NOW + timedelta(days=1)) == ()


async def test_what_is_given_up_keeps_nothing_of_what_was_sent_and_stays_so(books: Books) -> None:
    await failed(books)

    parked = await books.write(lambda ledger: inbox(ledger).parked("Ev1"))
    await failed(books, fault="later 3c4d")

    kept = await row(books)
    assert parked
    assert (kept["state"], kept["payload"], kept["fault"]) == ("parked", None, "KeyError 1a2b")
    assert await to_try(books, NOW + timedelta(days=1)) == ()


async def test_what_cannot_be_opened_any_more_is_still_a_row_to_look_at(books: Books) -> None:
    await failed(books)
    other = a_cipher()

    found = await books.write(lambda ledger: Inbox(ledger.connection, other).claim("Ev1"))

    assert found is not None
    assert found.body is None
