"""The audit is a chain: whoever touches a link is found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, delete, insert, update

from bot.clock import JST
from bot.effects import Decision, Note
from bot.model import NetworkId
from storage import audit, queries
from storage.ledger import Ledger
from tests.storage.builders import NETWORK, NOW, Books, a_network, put_network

OTHER = NetworkId("net-2")
LINKS = 12
AUDIT = queries.AUDIT

Harm = Callable[[Connection], None]


class Undone(Exception):
    """Carries what a unit found, and undoes the unit."""

    def __init__(self, found: int | None) -> None:
        super().__init__()
        self.found = found


def at_link(seq: int) -> Any:
    return (AUDIT.c.network == NETWORK) & (AUDIT.c.seq == seq)


@dataclass(frozen=True, slots=True)
class Alter:
    """One column of one link says something else."""

    seq: int
    column: str

    def __call__(self, connection: Connection) -> None:
        row = connection.execute(AUDIT.select().where(at_link(self.seq))).mappings().one()
        other = _other(row[self.column])
        connection.execute(update(AUDIT).where(at_link(self.seq)).values({self.column: other}))


def _other(value: Any) -> Any:
    match value:
        case datetime():
            return value + timedelta(microseconds=1)
        case dict():
            return {**value, "more": "x"}
        case int():
            return value + 1000
        case _:
            return f"{value}x"


@dataclass(frozen=True, slots=True)
class Forge:
    """One link is altered and its own hash made to fit."""

    seq: int

    def __call__(self, connection: Connection) -> None:
        row = connection.execute(AUDIT.select().where(at_link(self.seq))).mappings().one()
        forged = {**row, "outcome": "refused"}
        forged["hash"] = audit.audit_hash(forged)
        connection.execute(update(AUDIT).where(at_link(self.seq)).values(forged))


@dataclass(frozen=True, slots=True)
class Remove:
    """One link is gone; the later ones close up, or not."""

    seq: int
    closing_up: bool

    def __call__(self, connection: Connection) -> None:
        connection.execute(delete(AUDIT).where(at_link(self.seq)))
        if self.closing_up:
            for seq in range(self.seq + 1, LINKS + 1):
                connection.execute(update(AUDIT).where(at_link(seq)).values(seq=seq - 1))


@dataclass(frozen=True, slots=True)
class Swap:
    """Two links change places."""

    seqs: frozenset[int]

    def __call__(self, connection: Connection) -> None:
        one, two = self.seqs
        for old, new in ((one, 0), (two, one), (0, two)):
            connection.execute(update(AUDIT).where(at_link(old)).values(seq=new))


@dataclass(frozen=True, slots=True)
class Truncate:
    """The end of the chain is gone; 0 keeps nothing at all."""

    kept: int

    def __call__(self, connection: Connection) -> None:
        gone = (AUDIT.c.network == NETWORK) & (AUDIT.c.seq > self.kept)
        connection.execute(delete(AUDIT).where(gone))


@dataclass(frozen=True, slots=True)
class Append:
    """A link that nobody wrote follows the last."""

    copy_of: int

    def __call__(self, connection: Connection) -> None:
        last = connection.execute(AUDIT.select().where(at_link(LINKS))).mappings().one()
        row = connection.execute(AUDIT.select().where(at_link(self.copy_of))).mappings().one()
        forged = {**row, "seq": LINKS + 1, "prev": last["hash"]}
        connection.execute(insert(AUDIT).values({**forged, "hash": audit.audit_hash(forged)}))


def _replaced(connection: Connection) -> None:
    """The head is set back to an earlier link, whose followers stay."""
    row = connection.execute(AUDIT.select().where(at_link(LINKS - 1))).mappings().one()
    head = {"audit_seq": row["seq"], "audit_head": row["hash"]}
    mine = queries.NETWORK.c.id == NETWORK
    connection.execute(update(queries.NETWORK).where(mine).values(head))


SEQ = st.integers(1, LINKS)
COLUMN = st.sampled_from([each.name for each in AUDIT.c if each.name != "network"])
HARM: st.SearchStrategy[Harm] = st.one_of(
    st.builds(Alter, SEQ, COLUMN),
    st.builds(Forge, SEQ),
    st.builds(Remove, SEQ, st.booleans()),
    st.builds(Swap, st.frozensets(SEQ, min_size=2, max_size=2)),
    st.builds(Truncate, st.integers(0, LINKS - 1)),
    st.builds(Append, SEQ),
    st.just(_replaced),
)


async def write_chain(books: Books) -> None:
    await books.write(put_network)
    await books.write(lambda ledger: ledger.roster.put_network(a_network(id=OTHER, team="T2")))
    for n in range(LINKS):
        note = Note(act="answer", subject=f"ask-{n}", detail={"status": "offered", "n": str(n)})
        await books.record(Decision(notes=(note,)), at=NOW + timedelta(seconds=n))


async def broken(books: Books, network: NetworkId = NETWORK) -> int | None:
    return await books.read(lambda ledger: audit.broken_link(ledger.connection, network))


async def test_a_chain_that_nobody_touched_holds(books: Books) -> None:
    await write_chain(books)

    assert await broken(books) is None
    assert await broken(books, OTHER) is None


@pytest.fixture
async def chain(books: Books) -> Books:
    await write_chain(books)
    return books


@given(harm=HARM)
@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_whatever_is_done_to_a_chain_is_found(chain: Books, harm: Harm) -> None:
    def unit(connection: Connection) -> None:
        harm(connection)
        raise Undone(audit.broken_link(connection, NETWORK))

    with pytest.raises(Undone) as undone:
        await chain.database.write(unit)

    assert undone.value.found is not None


@pytest.mark.parametrize("seq", [1, 5, LINKS])
async def test_the_first_link_that_does_not_fit_is_named(chain: Books, seq: int) -> None:
    await chain.database.write(Alter(seq, "actor"))

    assert await broken(chain) == seq


async def test_an_empty_audit_that_once_had_links_does_not_hold(chain: Books) -> None:
    await chain.database.write(Truncate(0))

    assert await broken(chain) is not None


async def test_two_networks_have_chains_of_their_own(chain: Books) -> None:
    note = Note(act="answer", subject="theirs")

    def unit(ledger: Ledger) -> None:
        ledger.note(note, network=OTHER, at=NOW, actor="clock", cause="due:1")

    await chain.write(unit)
    await chain.database.write(Alter(3, "act"))

    theirs = await chain.read(lambda ledger: ledger.rows(queries.audit_chain(OTHER)))
    assert [(row["seq"], row["prev"]) for row in theirs] == [(1, "")]
    assert await broken(chain, OTHER) is None
    assert await broken(chain) == 3


async def test_a_link_of_one_network_does_not_fit_into_anothers_chain(chain: Books) -> None:
    theirs = AUDIT.select().where(at_link(1))

    def unit(connection: Connection) -> None:
        row = connection.execute(theirs).mappings().one()
        connection.execute(insert(AUDIT).values({**row, "network": OTHER}))
        head = {"audit_seq": 1, "audit_head": row["hash"]}
        mine = queries.NETWORK.c.id == OTHER
        connection.execute(update(queries.NETWORK).where(mine).values(head))

    await chain.database.write(unit)

    assert await broken(chain, OTHER) == 1


async def test_a_chain_holds_whatever_zone_its_moments_were_told_in(books: Books) -> None:
    await books.write(put_network)

    await books.record(Decision(notes=(Note(act="answer", subject="a"),)), at=NOW.astimezone(JST))

    assert await broken(books) is None


async def test_changing_the_networks_own_facts_leaves_its_chain_alone(chain: Books) -> None:
    await chain.write(lambda ledger: ledger.roster.put_network(a_network(name="新しい名")))

    assert await broken(chain) is None
