"""The hot queries go by their indexes: history never slows the present."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Connection, Engine
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.expression import ClauseElement, Executable

from bot.effects import DueKind
from storage import queries
from storage.engine import make_engine
from tests.storage.builders import NEED, NETWORK, NOW, OFFICE, PERSON, STAFF, TODAY

HOT = [
    pytest.param(queries.due_now(NOW, limit=100), "due_next", id="due_now"),
    pytest.param(queries.next_due(), "due_next", id="next_due"),
    pytest.param(
        queries.open_due(DueKind.NEED_STEP.value, [NEED, "other"]), "due_one_open", id="open_due"
    ),
    pytest.param(
        queries.sendable(limit=20, resting=frozenset(), busy=frozenset()),
        "outbox_unsent",
        id="sendable",
    ),
    pytest.param(
        queries.sendable(limit=20, resting=frozenset({"a", "b"}), busy=frozenset({OFFICE})),
        "outbox_unsent",
        id="sendable while some rest",
    ),
    pytest.param(queries.unswept(), "outbox_unswept", id="unswept"),
    pytest.param(queries.card_at("C1", "1.0"), "card_message", id="card_at"),
    pytest.param(queries.open_case_of(PERSON), "case_one_open", id="open_case_of"),
    pytest.param(queries.monitoring_open(NETWORK, TODAY), "monitoring_open", id="monitoring"),
    pytest.param(queries.on_call(NETWORK, NOW), "duty_shift_when", id="on_call"),
]
BY_KEY = [
    pytest.param(queries.asks_of(NEED, 1), "(need=? AND round=?)", id="asks_of"),
    pytest.param(
        queries.staff_of_member(NETWORK, "T1", STAFF),
        "(network=? AND member_team=? AND member_user=?)",
        id="staff_of_member",
    ),
    pytest.param(
        queries.card_of("ask", "a", OFFICE), "(kind=? AND subject=? AND office=?)", id="card_of"
    ),
    pytest.param(queries.registration_of(PERSON), "(person=?)", id="registration_of"),
    pytest.param(queries.open_asks_at(NETWORK, "C1"), "card_message (channel=?", id="open_asks_at"),
    pytest.param(queries.audit_chain(NETWORK), "(network=?)", id="audit_chain"),
    pytest.param(queries.last_case_number(NETWORK, 2026), "(network=?", id="last_case_number"),
]


class Explained(Executable, ClauseElement):
    """A query that is explained instead of answered, with the very parameters it has."""

    inherit_cache = False

    def __init__(self, query: queries.Rows) -> None:
        self.query = query


@compiles(Explained, "sqlite")
def _sqlite(explained: Explained, compiler: Any, **options: Any) -> str:
    return f"EXPLAIN QUERY PLAN {compiler.process(explained.query, **options)}"


@compiles(Explained, "postgresql")
def _postgresql(explained: Explained, compiler: Any, **options: Any) -> str:
    return f"EXPLAIN {compiler.process(explained.query, **options)}"


def plan(connection: Connection, query: queries.Rows) -> str:
    """How the database would go about it, one step a line."""
    steps = connection.execute(Explained(query)).cursor
    assert steps is not None
    return "\n".join(str(row[-1]) for row in steps.fetchall())


@pytest.fixture
def sqlite(sqlite_url: str) -> Iterator[Connection]:
    yield from _connected(make_engine(sqlite_url))


@pytest.fixture
def postgresql(postgres_url: str) -> Iterator[Connection]:
    """A server that reads a whole table only where it has no other way, as with a full one."""
    for connection in _connected(make_engine(postgres_url)):
        connection.exec_driver_sql("SET enable_seqscan = off")
        yield connection


def _connected(engine: Engine) -> Iterator[Connection]:
    with engine.connect() as connection:
        yield connection
    engine.dispose()


@pytest.mark.parametrize(("query", "index"), HOT)
def test_a_hot_query_goes_by_its_own_index(
    sqlite: Connection, query: queries.Rows, index: str
) -> None:
    steps = plan(sqlite, query)

    assert f"INDEX {index}" in steps


@pytest.mark.parametrize(("query", "index"), HOT)
def test_a_hot_query_may_go_by_its_own_index_on_a_server_too(
    postgresql: Connection, query: queries.Rows, index: str
) -> None:
    assert index in plan(postgresql, query)


@pytest.mark.parametrize(("query", "key"), BY_KEY)
def test_what_has_a_key_is_found_by_it(sqlite: Connection, query: queries.Rows, key: str) -> None:
    steps = plan(sqlite, query)

    assert key in steps
    assert "SCAN" not in steps


def test_parcels_come_in_the_order_of_their_index(sqlite: Connection) -> None:
    steps = plan(sqlite, queries.sendable(limit=20, resting=frozenset(), busy=frozenset()))

    assert "ORDER BY" not in steps  # nothing is sorted, however much waits
