"""One look: what is due now → decide → record, each in one unit of work; emergencies first."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, Final, Protocol

from sqlalchemy import update

from bot.clock import JST
from bot.decide import (
    drafts,
    escalation,
    owners,
    paging,
    proposing,
    reminders,
    watching,
)
from bot.decide.calendar import next_opening
from bot.decide.ids import NewId
from bot.effects import CardRef, Decision, Due, DueKind, Lane, Show
from bot.facts import Facts, standing_card
from bot.model import Network, NetworkId, OfficeId
from scheduler.desk import Desk
from storage import queries, shapes
from storage.gather import Gather, Gathering
from storage.ledger import Ledger

log = logging.getLogger(__name__)

Place = tuple[NetworkId, CardRef]
AT_ONCE: Final = 100
AFTER_A_FAULT: Final = timedelta(minutes=1)


class Ruling(Protocol):
    """What comes of a due row: `step` is its key, `new_id` gives ids for what begins with it."""

    def __call__(self, facts: Facts, *, step: str, at: datetime, new_id: NewId) -> Decision:
        """Return what becomes true."""
        ...


def _need_step(facts: Facts, *, step: str, at: datetime, new_id: NewId) -> Decision:
    """Rule on a need; its own next step says which, so the row's `step` is only its key."""
    return escalation.step_due(facts, at=at, new_id=new_id) if facts.need else Decision()


def _proposal(facts: Facts, *, step: str, at: datetime, new_id: NewId) -> Decision:
    return proposing.proposal_due(facts, step=step, at=at) if facts.need else Decision()


def _offer(facts: Facts, *, step: str, at: datetime, new_id: NewId) -> Decision:
    return watching.offer_lapsed(facts, at=at) if facts.need else Decision()


def _memo(facts: Facts, *, step: str, at: datetime, new_id: NewId) -> Decision:
    return drafts.left_lying(facts, at=at, new_id=new_id)


def _owner(facts: Facts, *, step: str, at: datetime, new_id: NewId) -> Decision:
    return owners.not_confirmed(facts, at=at)


def _alarm(facts: Facts, *, step: str, at: datetime, new_id: NewId) -> Decision:
    return paging.page_next(facts, at=at)


def _monitoring(facts: Facts, *, step: str, at: datetime, new_id: NewId) -> Decision:
    return reminders.monitoring_round(facts, step=step, at=at)


RULINGS: Mapping[DueKind, tuple[Gathering, Ruling]] = {
    DueKind.NEED_STEP: (Gather.need, _need_step),
    DueKind.PROPOSAL: (Gather.need, _proposal),
    DueKind.OFFER_LAPSE: (Gather.ask, _offer),
    DueKind.MEMO: (Gather.bare_draft, _memo),
    DueKind.OWNER_CONFIRM: (Gather.case, _owner),
    DueKind.ALARM: (Gather.alarm, _alarm),
    DueKind.MONITORING_ROUND: (Gather.monitoring, _monitoring),
}
"""What may fall due: which facts it looks at, and its ruling."""


class Tick:
    """Looks for what is due. Deciding a row and closing it share one transaction."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._one_at_a_time = asyncio.Lock()

    async def look(self) -> int:
        """Decide everything that is due now; return how many rows were."""
        done = 0
        async with self._one_at_a_time:
            while rows := await self._due():
                for row in rows:
                    await self._decide(row)
                done += len(rows)
        return done

    async def next_due(self) -> datetime | None:
        """Return the earliest moment anything is due (aware UTC), or None."""
        return await self._desk.read(
            lambda ledger: ledger.connection.execute(queries.next_due()).scalar()
        )

    async def plan(self) -> None:
        """Make sure of each network's monitoring round and of a standing card in each channel.

        Networks and channels may come while the bot runs; planning is a row itself.
        """
        if await self._desk.read(_unplanned):
            await self._desk.write(self._planned)
        if await self._desk.read(_without_card):
            await self._desk.write(lambda ledger: self._stand(ledger, _without_card))

    async def redraw(self) -> None:
        """Raise every standing card: words may be newer, a channel open that was closed."""
        await self._desk.write(lambda ledger: self._stand(ledger, _standing))

    def _planned(self, ledger: Ledger) -> None:
        at = self._desk.clock.wall()
        for network in _unplanned(ledger):
            decision = Decision(due=(first_round(ledger, network, at=at),))
            ledger.record(decision, network=network.id, at=at, actor="clock", cause="plan")

    def _stand(self, ledger: Ledger, which: Callable[[Ledger], list[Place]]) -> None:
        for network in dict.fromkeys(network for network, _ in which(ledger)):
            ledger.lock(network)
            cards = [card for own, card in which(ledger) if own == network]
            shown = tuple(Show(card=card, lane=Lane.REMINDER) for card in cards)
            decision = Decision(effects=shown)
            at = self._desk.clock.wall()
            ledger.record(decision, network=network, at=at, actor="clock", cause="plan")

    async def _due(self) -> list[Mapping[Any, Any]]:
        now = self._desk.clock.wall()
        return await self._desk.read(
            lambda ledger: list(ledger.rows(queries.due_now(now, limit=AT_ONCE)))
        )

    async def _decide(self, row: Mapping[Any, Any]) -> None:
        """Decide one row. A fault is logged by number, the row waits a minute, others go on."""
        try:
            await self._desk.write(lambda ledger: self._unit(ledger, row))
        except Exception:
            reference = secrets.token_hex(4)
            log.exception("a due row failed", extra={"reference": reference, "due": row["id"]})
            await self._desk.write(lambda ledger: self._later(ledger, row, reference))

    def _unit(self, ledger: Ledger, row: Mapping[Any, Any]) -> None:
        ledger.lock(NetworkId(row["network"]))
        mine = (queries.DUE.c.id == row["id"]) & queries.DUE.c.open
        claimed = ledger.connection.execute(update(queries.DUE).where(mine).values(open=False))
        if claimed.rowcount != 1:
            return
        at = self._desk.clock.wall()
        network = ledger.row(queries.by_id(queries.NETWORK, row["network"]))
        if network is None:
            raise LookupError(f"no network {row['network']}")
        gather, ruling = RULINGS[DueKind(row["kind"])]
        facts = gather(Gather(ledger, shapes.NETWORK.value(network), at=at), row["subject"])
        ledger.record(
            ruling(facts, step=row["step"], at=at, new_id=ledger.new_id),
            network=facts.town.network.id,
            at=at,
            actor="clock",
            cause=f"due:{row['id']}",
        )

    def _later(self, ledger: Ledger, row: Mapping[Any, Any], reference: str) -> None:
        again = self._desk.clock.wall() + AFTER_A_FAULT
        changed = update(queries.DUE).where(queries.DUE.c.id == row["id"])
        values = {"at": again, "attempts": row["attempts"] + 1, "fault": reference}
        ledger.connection.execute(changed.values(values))


def _unplanned(ledger: Ledger) -> list[Network]:
    """Return the networks without a monitoring round; new ones appear while the bot runs."""
    networks = ledger.roster.networks()
    rounds = queries.open_due(DueKind.MONITORING_ROUND.value, [each.id for each in networks])
    known = {row["subject"] for row in ledger.rows(rounds)}
    return [each for each in networks if each.id not in known]


def _standing(ledger: Ledger) -> list[Place]:
    """Return the standing card of every channel that is a window."""
    return [_place(row) for row in ledger.rows(queries.standing_places())]


def _without_card(ledger: Ledger) -> list[Place]:
    """Return those that were never raised."""
    rows = ledger.rows(queries.standing_places())
    return [_place(row) for row in rows if row["card"] is None]


def _place(row: Mapping[Any, Any]) -> Place:
    return NetworkId(row["network"]), standing_card(row["channel"], OfficeId(row["office"]))


def first_round(ledger: Ledger, network: Network, *, at: datetime) -> Due:
    """Return the first monitoring round: when the offices next open, looking back to yesterday."""
    town = ledger.roster.town(network, at=at)
    yesterday = at.astimezone(JST).date() - timedelta(days=1)
    hours = town.profile.working_hours
    opening = next_opening(at, hours=hours, holidays=town.holidays)
    return Due(
        kind=DueKind.MONITORING_ROUND,
        subject=network.id,
        step=yesterday.isoformat(),
        at=opening,
    )
