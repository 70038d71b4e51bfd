"""What should never be so, asked by questions of its own.

None of these selects is one the product decides with: what is wrong there must be seen here.
A suspect is only that; how long it may stay one before it is a finding, the auditor knows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Select, and_, exists, func, or_, select

from bot.effects import CardKind, CardRef
from bot.model import NetworkId, OfficeId
from bot.vocabulary import Finding
from storage.queries import ASK, AUDIT, CARD, CASE, DUE, INBOX, NEED, NETWORK, OUTBOX, WINDOW

MOST: Final = 200
"""So many of a kind are looked at in a round; the others have their turn in a later one."""
LINKS_READ: Final = 20_000
"""So far back the audit is searched for a notice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspect:
    """Something that may be wrong. `mark` changes with its progress: then it is a new one."""

    finding: Finding
    network: NetworkId | None
    subject: str
    mark: str = ""
    case: str | None = None
    card: CardRef | None = None
    lane: int = 0


def suspects(connection: Connection, *, at: datetime) -> tuple[Suspect, ...]:
    """Return everything that looks wrong at a moment, in every network."""
    return tuple(
        each
        for question in (
            _steps_missing,
            _steps_late,
            _not_one_decided,
            _cards_missing,
            _cards_behind,
            _cards_refused,
            _parcels_old,
            _accepts_forgotten,
            _deliveries_failed,
            _unheard,
        )
        for each in question(connection, at)
    )


# ------------------------------------------------------------------ what waits


def _steps_missing(connection: Connection, _at: datetime) -> Iterator[Suspect]:
    """A need that is open has something it waits for."""
    waits = exists().where(DUE.c.open, DUE.c.kind == "need_step", DUE.c.subject == NEED.c.id)
    going_on = NEED.c.status.in_(("asking", "decided", "arrived"))
    for row in _rows(connection, select(NEED).where(going_on, ~waits)):
        yield _of_need(Finding.STEP_MISSING, row)


def _steps_late(connection: Connection, at: datetime) -> Iterator[Suspect]:
    """What is due is done; what failed is tried again, and somebody hears of it."""
    late = select(DUE, NEED.c.case.label("case")).join(
        NEED, NEED.c.id == DUE.c.subject, isouter=True
    )
    wrong = or_(DUE.c.at <= at, DUE.c.fault.is_not(None))
    for row in _rows(connection, late.where(DUE.c.open, wrong)):
        failed = row["fault"] is not None
        yield Suspect(
            finding=Finding.STEP_FAILED if failed else Finding.STEP_LATE,
            network=NetworkId(row["network"]),
            subject=row["id"],
            case=row["case"],
        )


# ------------------------------------------------------------------ who was decided for


def _not_one_decided(connection: Connection, _at: datetime) -> Iterator[Suspect]:
    """A decided need has one decided office, a need that still asks has none."""
    chosen = (
        select(func.count())
        .select_from(ASK)
        .where(ASK.c.need == NEED.c.id, ASK.c.round == NEED.c.round, ASK.c.status == "decided")
        .scalar_subquery()
    )
    decided = NEED.c.status.in_(("decided", "arrived"))
    wrong = or_(and_(decided, chosen != 1), and_(NEED.c.status == "asking", chosen != 0))
    for row in _rows(connection, select(NEED).where(wrong)):
        yield _of_need(Finding.NOT_ONE_DECIDED, row)


def _accepts_forgotten(connection: Connection, _at: datetime) -> Iterator[Suspect]:
    """A yes waits for a decision, or has won, stands by, came late or was let go."""
    offered = ASK.c.status.in_(("offered", "conditional"))
    over = or_(NEED.c.status != "asking", ASK.c.round != NEED.c.round)
    for row in _asks(connection, offered, over):
        yield _of_ask(Finding.ACCEPT_FORGOTTEN, row)


# ------------------------------------------------------------------ what Slack shows


WAITING = ASK.c.status.in_(("waiting", "holding")) & ASK.c.asked_at.is_not(None)
ASKING = (NEED.c.status == "asking") & (ASK.c.round == NEED.c.round)
OWN_CARD = (CARD.c.kind == "ask") & (CARD.c.subject == ASK.c.id)


def _cards_missing(connection: Connection, _at: datetime) -> Iterator[Suspect]:
    """An office that was asked in its channel has a card."""
    card = exists().where(OWN_CARD)
    channel = exists().where(WINDOW.c.id == ASK.c.window, WINDOW.c.channel.is_not(None))
    for row in _asks(connection, WAITING, ASKING, channel, ~card):
        yield _of_ask(Finding.CARD_MISSING, row)


def _cards_behind(connection: Connection, _at: datetime) -> Iterator[Suspect]:
    """A card that Slack takes shows the truth; one it refuses is the next question's."""
    refused = exists().where(OUTBOX.c.card == CARD.c.id, OUTBOX.c.kind == "show", _PARKED)
    behind = select(CARD).where(CARD.c.shown < CARD.c.wanted, CARD.c.kind != "standing", ~refused)
    for row in _rows(connection, behind):
        yield _of_card(Finding.CARD_BEHIND, row, mark=str(row["shown"]))


def _cards_refused(connection: Connection, _at: datetime) -> Iterator[Suspect]:
    """An office whose card Slack refused is not waited for."""
    parked = exists().where(
        OUTBOX.c.card == CARD.c.id, OUTBOX.c.kind == "show", _PARKED, CARD.c.ts.is_(None), OWN_CARD
    )
    for row in _asks(connection, WAITING, ASKING, parked):
        yield _of_ask(Finding.CARD_REFUSED, row)


_PARKED = OUTBOX.c.state == "parked"


def _parcels_old(connection: Connection, _at: datetime) -> Iterator[Suspect]:
    """What is to be sent is sent."""
    waiting = OUTBOX.c.state.in_(("pending", "unknown"))
    query = select(OUTBOX, CARD.c.shown).join(CARD, CARD.c.id == OUTBOX.c.card, isouter=True)
    for row in _rows(connection, query.where(waiting)):
        yield Suspect(
            finding=Finding.PARCEL_OLD,
            network=NetworkId(row["network"]),
            subject=row["id"],
            mark=str(row["shown"]) if row["kind"] == "show" else "",
            lane=row["lane"],
        )


def _unheard(connection: Connection, _at: datetime) -> Iterator[Suspect]:
    """What Slack refused of an open case was told to somebody in another way."""
    query = (
        select(OUTBOX, CARD.c.subject.label("case"))
        .join(CARD, CARD.c.id == OUTBOX.c.card)
        .join(CASE, CASE.c.id == CARD.c.subject)
        .where(_PARKED, OUTBOX.c.kind.in_(("show", "line")), CASE.c.status == "open")
    )
    for row in _rows(connection, query):
        if not _on_record(connection, row["network"], f"parcel:{row['id']}"):
            yield Suspect(
                finding=Finding.UNHEARD,
                network=NetworkId(row["network"]),
                subject=row["id"],
                case=row["case"],
            )


def _on_record(connection: Connection, network: str, cause: str) -> bool:
    """True where the audit names a cause, or is too long to be searched to its beginning."""
    head = select(NETWORK.c.audit_seq).where(NETWORK.c.id == network)
    oldest = (connection.execute(head).scalar() or 0) - LINKS_READ
    mine = (AUDIT.c.network == network) & (AUDIT.c.seq > oldest) & (AUDIT.c.cause == cause)
    return connection.execute(select(AUDIT.c.seq).where(mine).limit(1)).first() is not None


# ------------------------------------------------------------------ what Slack brought


def _deliveries_failed(connection: Connection, _at: datetime) -> Iterator[Suspect]:
    """What somebody did is recorded; whose network it is of is not known before."""
    for row in _rows(connection, select(INBOX).where(INBOX.c.state == "failed")):
        yield Suspect(finding=Finding.DELIVERY_FAILED, network=None, subject=row["key"])


# ------------------------------------------------------------------ inside


def _rows(connection: Connection, query: Select[Any]) -> Iterator[Any]:
    return iter(connection.execute(query.limit(MOST)).mappings().all())


def _asks(connection: Connection, *where: Any) -> Iterator[Any]:
    """Yield the asks of open cases for which all of this holds; suspected abuse asks nobody."""
    query = (
        select(ASK, NEED.c.case.label("case"))
        .join(NEED, NEED.c.id == ASK.c.need)
        .join(CASE, CASE.c.id == NEED.c.case)
        .where(CASE.c.status == "open", CASE.c.restricted.is_(False), *where)
    )
    return _rows(connection, query)


def _of_need(finding: Finding, row: Any) -> Suspect:
    network = NetworkId(row["network"])
    return Suspect(finding=finding, network=network, subject=row["id"], case=row["case"])


def _of_ask(finding: Finding, row: Any) -> Suspect:
    office = OfficeId(row["office"])
    return Suspect(
        finding=finding,
        network=NetworkId(row["network"]),
        subject=row["id"],
        case=row["case"],
        card=CardRef(kind=CardKind.ASK, subject=row["id"], office=office),
    )


def _of_card(finding: Finding, row: Any, *, mark: str) -> Suspect:
    office = OfficeId(row["office"])
    return Suspect(
        finding=finding,
        network=NetworkId(row["network"]),
        subject=row["id"],
        mark=mark,
        card=CardRef(kind=CardKind(row["kind"]), subject=row["subject"], office=office),
    )
