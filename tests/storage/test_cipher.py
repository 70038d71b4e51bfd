"""Nothing that describes a person can be read without the key, and the key is kept well."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidTag
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, insert, select
from sqlalchemy.exc import IntegrityError
from sqlmodel import SQLModel

from bot.effects import Decision
from bot.errors import SetupError
from bot.model import Draft, DraftId, Person
from bot.request import Request, RestsOn
from bot.vocabulary import Ground, ServiceType, Transport, Wish
from sandbox.moving_in import Addresses, into_ledger
from sandbox.town_data import TOWN, TownNetwork, sentinels
from storage import queries
from storage.cipher import KEY_BYTES, Cipher, Keyring, Seal, create_keyring, load_keyring
from storage.engine import make_engine
from storage.inbox import Inbox
from storage.ledger import Ledger, Means
from tests.memos import memo_of
from tests.storage.builders import NOW, TODAY, Books, a_case, a_cipher, a_closed_need, put_network

NOWHERE = Addresses(users={}, channels={})


def a_key() -> bytes:
    return os.urandom(KEY_BYTES)


# ------------------------------------------------------------------ sealing


@given(plain=st.binary(), place=st.text())
def test_what_is_sealed_opens_at_its_place(plain: bytes, place: str) -> None:
    seal = Seal(a_key())

    sealed = seal.seal(plain, place=place)

    assert seal.open(sealed, place=place) == plain
    assert seal.seal(plain, place=place) != sealed  # a fresh nonce each time


@given(plain=st.binary(min_size=1), spot=st.integers(min_value=0), bit=st.integers(0, 7))
def test_a_single_changed_bit_does_not_open(plain: bytes, spot: int, bit: int) -> None:
    seal = Seal(a_key())
    sealed = bytearray(seal.seal(plain, place="person|1|name"))
    sealed[spot % len(sealed)] ^= 1 << bit

    with pytest.raises(InvalidTag):
        seal.open(bytes(sealed), place="person|1|name")


@pytest.mark.parametrize(
    "place", ["person|2|name", "person|1|kana", "contact|1|name", "", "person|1|name "]
)
def test_what_was_moved_elsewhere_does_not_open(place: str) -> None:
    seal = Seal(a_key())
    sealed = seal.seal(b"x", place="person|1|name")

    with pytest.raises(InvalidTag):
        seal.open(sealed, place=place)


def test_another_key_does_not_open() -> None:
    sealed = Seal(a_key()).seal(b"x", place="p")

    with pytest.raises(InvalidTag):
        Seal(a_key()).open(sealed, place="p")


def test_everybody_has_a_key_of_their_own_that_opens_for_nobody_else() -> None:
    cipher = a_cipher()
    one, two = cipher.new_person_key("1"), cipher.new_person_key("2")

    assert cipher.person(one, "1") != cipher.person(two, "2")
    with pytest.raises(InvalidTag):
        cipher.person(one, "2")


def test_each_purpose_has_a_key_of_its_own() -> None:
    cipher = a_cipher()
    sealed = cipher.purpose("draft").seal(b"x", place="p")

    assert cipher.purpose("draft").open(sealed, place="p") == b"x"
    with pytest.raises(InvalidTag):
        cipher.purpose("inbox").open(sealed, place="p")


# ------------------------------------------------------------------ rotation


def test_during_a_rotation_the_old_key_still_opens_persons_and_the_new_one_seals() -> None:
    old, new = a_key(), a_key()
    before, during = Cipher(Keyring({"k1": old})), Cipher(Keyring({"k1": old, "k2": new}))
    wrapped = before.new_person_key("1")

    assert during.person(wrapped, "1") == before.person(wrapped, "1")
    assert during.new_person_key("2").startswith(b"k2|")


def test_during_a_rotation_the_old_key_still_opens_what_was_sealed_for_a_purpose() -> None:
    old, new = a_key(), a_key()
    before, during = Cipher(Keyring({"k1": old})), Cipher(Keyring({"k1": old, "k2": new}))
    sealed = before.purpose("inbox").seal(b"answer", place="p")

    assert during.purpose("inbox").open(sealed, place="p") == b"answer"
    fresh = during.purpose("inbox").seal(b"answer", place="p")
    assert Cipher(Keyring({"k2": new})).purpose("inbox").open(fresh, place="p") == b"answer"


def test_a_key_that_is_not_in_the_ring_is_named_with_the_remedy() -> None:
    wrapped = Cipher(Keyring({"k1": a_key()})).new_person_key("1")

    with pytest.raises(SetupError, match=r"k1.*put its copy back"):
        Cipher(Keyring({"k2": a_key()})).person(wrapped, "1")


async def test_after_a_new_key_came_everything_written_before_is_read_as_before(
    books: Books,
) -> None:
    ring = {"k1": a_key()}
    before = Books(books.database, Means(cipher=Cipher(Keyring(ring))))
    after = Books(books.database, Means(cipher=Cipher(Keyring({**ring, "k2": a_key()}))))
    person, registration = TOWN[0].registrants[0].person, TOWN[0].registrants[0].registration
    await before.write(lambda ledger: move_in(ledger, TOWN[0]))
    await before.write(lambda ledger: done(ledger, before))

    assert await after.read(lambda ledger: ledger.registry.person(person.id)) == replace(
        person, revision=1
    )
    assert await after.read(lambda ledger: ledger.registry.registration_of(person.id)) == replace(
        registration, revision=1
    )
    assert await after.read(
        lambda ledger: Inbox(ledger.connection, after.means.cipher).answer_to("Ev1")
    ) == {"text": "済"}


def done(ledger: Ledger, books: Books) -> None:
    Inbox(ledger.connection, books.means.cipher).done(
        "Ev1", kind="event", answer={"text": "済"}, at=NOW
    )


# ------------------------------------------------------------------ the key file


def test_a_new_key_file_is_for_its_owner_alone_and_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "new" / "keys.json"

    create_keyring(path)

    ring = load_keyring(path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert [len(key) for key in ring.keys.values()] == [KEY_BYTES]
    assert ring.current == "k1"


def test_a_key_file_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    create_keyring(path)
    before = path.read_bytes()

    with pytest.raises(FileExistsError):
        create_keyring(path)

    assert path.read_bytes() == before


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o644, 0o660, 0o601])
def test_a_key_file_that_others_may_open_is_refused_with_the_remedy(
    tmp_path: Path, mode: int
) -> None:
    path = tmp_path / "keys.json"
    create_keyring(path)
    path.chmod(mode)

    with pytest.raises(SetupError, match="chmod 600"):
        load_keyring(path)


def test_a_missing_key_file_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="kyoten init"):
        load_keyring(tmp_path / "keys.json")


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"{", id="cut short"),
        pytest.param(b"\xff\xfe\x00", id="not text"),
        pytest.param(b"[]", id="a list"),
        pytest.param(b'"k1"', id="a word"),
        pytest.param(b"{}", id="no key"),
        pytest.param(b'{"k1": 5}', id="a number for a key"),
        pytest.param(b'{"k1": null}', id="nothing for a key"),
        pytest.param(b'{"k1": "\xe9\x8d\xb5"}', id="not base64"),
        pytest.param(b'{"k1": "AAAA"}', id="too short"),
    ],
)
def test_a_spoilt_key_file_says_to_put_the_copy_back(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "keys.json"
    path.write_bytes(content)
    path.chmod(0o600)

    with pytest.raises(SetupError, match="put its copy back") as refused:
        load_keyring(path)

    assert str(path) in str(refused.value)


# ------------------------------------------------------------------ nothing readable is stored


def move_in(ledger: Ledger, town: TownNetwork) -> None:
    into_ledger(ledger, town, NOWHERE, team=f"T-{town.network.id}", at=NOW)


def an_emergency(ledger: Ledger, town: TownNetwork, books: Books) -> None:
    """Open a case, a draft and a failed delivery whose free text says everything of somebody."""
    person = town.registrants[0].person
    telling = "\n".join(_telling(person))
    owner = town.staff[0]
    case = a_case(
        network=town.network.id,
        person=person.id,
        owner=owner.id,
        owner_office=owner.office,
        caller=telling,
        whereabouts=telling,
        situation=telling,
        wish_note=telling,
        override_reason=telling,
        rests_on=RestsOn(cannot_stay=telling),
    )
    request = Request(
        person=person.id,
        called_at=NOW,
        caller=telling,
        whereabouts=telling,
        ground=Ground.OTHER,
        service=ServiceType.HOME_HELP,
        starts_on=TODAY,
        nights=0,
        arrival_at=None,
        transport=Transport.TAXI,
        wish=Wish.OWN,
        wish_note=telling,
        situation=telling,
    )
    draft = Draft(
        id=DraftId("d1"),
        network=town.network.id,
        staff=owner.id,
        made_at=NOW,
        memo=memo_of(request),
    )
    decision = Decision(changes=(case, a_closed_need(network=town.network.id), draft))
    ledger.record(decision, network=town.network.id, at=NOW, actor=owner.id, cause="test")
    inbox = Inbox(ledger.connection, books.means.cipher)
    inbox.failed("Ev1", kind="failed", payload={"text": telling}, fault="KeyError 1", at=NOW)
    inbox.done("Ev2", kind="event", answer={"text": telling}, at=NOW)


def _telling(person: Person) -> Iterator[str]:
    yield from (person.name, person.kana, person.address, person.phone_home)


def spellings(words: Iterable[str]) -> dict[bytes, str]:
    """The bytes each word may be stored as: plain, and as JSON escapes it."""
    found = {word.encode(): word for word in words if word}
    return found | {json.dumps(word).strip('"').encode(): word for word in words if word}


def found_in(raw: bytes, words: Iterable[str]) -> set[str]:
    return {word for spelt, word in spellings(words).items() if spelt in raw}


async def test_no_word_of_anybody_is_readable_in_the_database(
    books: Books, engine: Engine, url: str
) -> None:
    for town in TOWN:
        await books.write(partial(move_in, town=town))
    await books.write(lambda ledger: an_emergency(ledger, TOWN[0], books))

    raw = stored_bytes(engine, url)

    offices = {office.name for town in TOWN for office in town.offices}
    assert found_in(raw, offices) == offices  # what may be read is found this way
    for town in TOWN:
        assert len(sentinels(town)) > 50
        assert found_in(raw, sentinels(town)) == set()


def stored_bytes(engine: Engine, url: str) -> bytes:
    """Every byte of the database: the files while they are open, or all that any row holds."""
    if engine.dialect.name == "sqlite":
        file = Path(url.removeprefix("sqlite:///"))
        log = file.with_name(f"{file.name}-wal")
        assert log.stat().st_size > 0
        return b"\0".join(path.read_bytes() for path in sorted(file.parent.glob(f"{file.name}*")))
    with engine.connect() as connection:
        rows = [
            connection.execute(select(table)).all() for table in SQLModel.metadata.sorted_tables
        ]
    cells = (cell for table in rows for row in table for cell in row)
    return b"\0".join(cell if isinstance(cell, bytes) else _text(cell) for cell in cells)


def _text(cell: object) -> bytes:
    return (json.dumps(cell) if isinstance(cell, dict | list) else str(cell)).encode()


async def test_an_error_of_the_database_repeats_no_value(books: Books) -> None:
    await books.write(put_network)
    values = {"id": "x", "network": "nowhere", "name": "架空 花子", "kind": "provider"}

    with pytest.raises(IntegrityError) as raised:
        await books.database.write(lambda c: c.execute(insert(queries.OFFICE).values(values)))

    assert "架空 花子" not in str(raised.value)


def test_no_engine_shows_its_password(postgres_url: str) -> None:
    engine = make_engine(postgres_url.replace("postgres:@", "postgres:secret@"))

    assert "secret" not in repr(engine)
    engine.dispose()
