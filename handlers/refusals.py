"""What Slack will never take, or took away: a fact of its case, and whom it concerns is told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from bot.decide import undelivered
from bot.effects import CardKind, Decision, Direct, Line, Show
from bot.facts import Facts
from bot.model import Member
from bot.moves import AskStatus
from handlers.draw import network_of
from storage.cards import Card
from storage.gather import Gather
from storage.ledger import Ledger
from storage.sending import Parcel

LOST_AGAIN: Final = timedelta(minutes=10)
"""What is taken away again so soon is not posted anew at once."""
LINE_SECONDS: Final = 5.0  # a line whose card is gone waits for its successor


def refused(ledger: Ledger, parcel: Parcel, *, because: str, at: datetime) -> None:
    """Park what Slack will never take; whom it was for is told another way. `because`: its code."""
    if ledger.outbox.parked(parcel, fault=because):
        _record(ledger, parcel, lambda gather: _otherwise(gather, parcel, because, at=at), at=at)


def lost(ledger: Ledger, parcel: Parcel, *, because: str, at: datetime) -> float:
    """Have a successor posted for a message that is gone, while it matters; on record.

    Returns the seconds this parcel has to wait.
    """
    card = ledger.outbox.card(parcel.card.id) if parcel.card else None
    if card is None or not _matters(ledger, parcel, card, at=at):
        ledger.outbox.parked(parcel, fault=because)
        return 0.0
    ledger.outbox.not_applied(parcel)
    if not isinstance(parcel.effect, Show):
        ledger.outbox.put(Show(card=card.ref, lane=parcel.lane), network=parcel.network)
        return LINE_SECONDS
    wait = _wait(card, at=at)
    if not wait:
        ledger.outbox.lost(card, at=at)
        _record(ledger, parcel, lambda _: undelivered.lost(card.ref, because=because), at=at)
    return wait


def _matters(ledger: Ledger, parcel: Parcel, card: Card, *, at: datetime) -> bool:
    facts = Gather(ledger, network_of(ledger, parcel), at=at).card(card.ref)
    return undelivered.matters(facts, card.ref)


def _wait(card: Card, *, at: datetime) -> float:
    since = at - card.lost_at if card.lost_at else LOST_AGAIN
    recent = timedelta() <= since < LOST_AGAIN
    return (LOST_AGAIN - since).total_seconds() if recent else 0.0


def _record(
    ledger: Ledger, parcel: Parcel, rule: Callable[[Gather], Decision], *, at: datetime
) -> None:
    ledger.lock(parcel.network)
    decision = rule(Gather(ledger, network_of(ledger, parcel), at=at))
    cause = f"parcel:{parcel.id}"
    ledger.record(decision, network=parcel.network, at=at, actor="clock", cause=cause)


def _otherwise(gather: Gather, parcel: Parcel, code: str, *, at: datetime) -> Decision:
    """Return what becomes of a parcel that Slack never takes; a whisper was best effort."""
    match parcel.effect:
        case Direct(to=to) as letter if not isinstance(to, Member):
            return undelivered.unread(gather.nothing(), letter, to)
        case Show() | Line() if parcel.card is not None:
            return _of_card(gather.card(parcel.card.ref), parcel, parcel.card, code, at=at)
        case _:
            return Decision()


def _of_card(facts: Facts, parcel: Parcel, card: Card, code: str, *, at: datetime) -> Decision:
    """An office that did not answer and is reached no more is nobody to wait for."""
    if facts.case is None:
        return Decision()
    asked = card.ref.kind is CardKind.ASK and isinstance(parcel.effect, Show)
    silent = facts.ask is not None and facts.ask.status is AskStatus.WAITING
    if asked and (card.ts is None or silent):
        return undelivered.unreachable(facts, because=code, at=at)
    return undelivered.unheard(facts, office=card.ref.office, key=parcel.id)
