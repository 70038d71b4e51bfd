"""Whether a posted card can wake anybody: asked once it is up, never a reason to wait for it."""

from __future__ import annotations

import logging
from datetime import datetime

from bot.decide import ringing
from bot.effects import CardKind, CardRef, Show
from bot.errors import SlackFault
from bot.model import OfficeId
from handlers.desk import Desk
from handlers.draw import Drawn, network_of
from storage.gather import Gather
from storage.ledger import Ledger
from storage.sending import Parcel

log = logging.getLogger(__name__)


def rings(parcel: Parcel, ready: Drawn) -> bool:
    """True for the first post of an office's card: what is redrawn makes no sound."""
    show = isinstance(parcel.effect, Show) and parcel.effect.card.kind is CardKind.ASK
    return show and ready.ts is None


async def ring(desk: Desk, parcel: Parcel) -> None:
    """Tell the owner whom to telephone where everybody on duty has paused notifications.

    Without an answer from Slack, or with scopes that forbid the question, nothing is said.
    """
    at, card = desk.clock.wall(), parcel.card
    if card is None:
        return
    users = await desk.read(lambda ledger: _called(ledger, parcel, card.ref.office, at))
    if not users:
        return
    try:
        quiet = await desk.api.quiet(users, at=at)
    except SlackFault as fault:
        log.warning("whether notifications are paused is not known", extra={"code": fault.code})
        return
    if quiet.issuperset(users):
        await desk.write(lambda ledger: _record(ledger, parcel, card.ref, at))
        desk.nudge()


def _called(ledger: Ledger, parcel: Parcel, office: OfficeId, at: datetime) -> tuple[str, ...]:
    """Return the users whom a card calls by name."""
    town = ledger.roster.town(network_of(ledger, parcel), at=at)
    members = (town.staff[each].member for each in town.ringing(office))
    return tuple(member.user for member in members if member is not None)


def _record(ledger: Ledger, parcel: Parcel, ref: CardRef, at: datetime) -> None:
    ledger.lock(parcel.network)
    facts = Gather(ledger, network_of(ledger, parcel), at=at).card(ref)
    if facts.case is None:
        return
    decision = ringing.nobody_hears(facts, at=at)
    cause = f"parcel:{parcel.id}"
    ledger.record(decision, network=parcel.network, at=at, actor="clock", cause=cause)
