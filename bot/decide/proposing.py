"""Whom to ask next: the core centre's proposal, and asking other offices at any time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.decide import calling, matching, rivals, steps
from bot.decide.candidates import posted, second_tier
from bot.decide.ids import NewId
from bot.decide.matching import Match
from bot.effects import (
    Decision,
    Due,
    DueKind,
    FieldErrors,
    Line,
    Note,
    Said,
    Show,
    Shown,
    sentence,
)
from bot.facts import Actor, Facts, ask_card, case_cards, case_of, owner_card
from bot.model import Ask, Need, OfficeId
from bot.moves import ASK_MOVES, AskMove, AskStatus, NeedStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """The need with the moment its proposal is posted by itself, the asks planned for it."""

    need: Need
    asks: tuple[Ask, ...] = ()
    due: tuple[Due, ...] = ()


def proposed(facts: Facts, need: Need, *, at: datetime, new_id: NewId) -> Proposal:
    """Return the able offices as planned asks; without any, the need as it is.

    Whom somebody let go is not proposed again in this round.
    """
    known = {ask.office for ask in facts.asks if ask.round == need.round}
    found = matching.matches(facts)
    able = [match for match in found if match.able and match.office.id not in known]
    if not able:
        return Proposal(need=need)
    until = at + timedelta(minutes=facts.profile.proposal_minutes)
    asks = tuple(
        _planned(facts, need, match, position=n, new_id=new_id) for n, match in enumerate(able)
    )
    due = Due(
        kind=DueKind.PROPOSAL, subject=need.id, step=f"{need.round}.{at.isoformat()}", at=until
    )
    return Proposal(need=replace(need, propose_at=until), asks=asks, due=(due,))


def _planned(facts: Facts, need: Need, match: Match, *, position: int, new_id: NewId) -> Ask:
    known = next((ask for ask in facts.asks if ask.office == match.office.id), None)
    if known is not None and known.round == need.round:
        return replace(known, status=ASK_MOVES[known.status, AskMove.PLAN])
    return second_tier(facts, need, match, position=position, new_id=new_id)


def proposal_due(facts: Facts, *, step: str, at: datetime) -> Decision:
    """Post the proposal that nobody confirmed; while an office offers or a pause lasts, it waits.

    It is looked at again after the same minutes: the offer may be taken back, or lapse.
    """
    case, need = case_of(facts)
    planned = _planned_asks(facts)
    offered = any(ask.status is AskStatus.OFFERED for ask in facts.asks)
    if need.status is not NeedStatus.ASKING or not planned or need.propose_at is None:
        return Decision()
    if case.paused_until is not None and steps.paused(case, at=at):
        return _put_off(need, step=f"{step}+", until=case.paused_until)
    if offered:
        until = at + timedelta(minutes=facts.profile.proposal_minutes)
        return _put_off(need, step=f"{need.round}.{at.isoformat()}", until=until)
    return _sent(facts, planned, at=at)


def _put_off(need: Need, *, step: str, until: datetime) -> Decision:
    due = Due(kind=DueKind.PROPOSAL, subject=need.id, step=step, at=until)
    return Decision(changes=(replace(need, propose_at=until),), due=(due,))


def asked_by_itself(facts: Facts, *, at: datetime) -> datetime | None:
    """Return when the proposed offices are asked unless somebody says otherwise, if they are."""
    case, need = case_of(facts)
    offered = any(ask.status is AskStatus.OFFERED for ask in facts.asks)
    moment = need.propose_at
    if need.status is not NeedStatus.ASKING or offered or not _planned_asks(facts):
        return None
    if moment is not None and case.paused_until is not None and steps.paused(case, at=at):
        return max(moment, case.paused_until)
    return moment


def send(facts: Facts, *, by: Actor, at: datetime) -> Decision:
    """Ask the proposed offices now."""
    _, need = case_of(facts)
    planned = _planned_asks(facts)
    if need.status is not NeedStatus.ASKING or not planned:
        return Decision(reply=Said(sentence("not_now")))
    return replace(_sent(facts, planned, at=at), reply=Said(sentence("asked_others")))


def open_form(facts: Facts, *, by: Actor, at: datetime) -> Decision:
    """Show every office that could still be asked, with what speaks for and against it."""
    _, need = case_of(facts)
    if need.status is not NeedStatus.ASKING:
        return Decision(reply=Said(sentence("not_now")))
    found = matching.matches(facts)
    if not found:
        return Decision(reply=Said(sentence("nobody_to_propose")))
    return Decision(reply=Shown("proposal", found))


def ask_these(
    facts: Facts, *, offices: tuple[str, ...], by: Actor, at: datetime, new_id: NewId
) -> Decision:
    """Ask exactly these offices now; proposed ones that were left out are let go."""
    _, need = case_of(facts)
    if need.status is not NeedStatus.ASKING:
        return Decision(reply=Said(sentence("not_now")))
    chosen = [match for match in matching.matches(facts) if match.office.id in offices]
    if not chosen:
        return Decision(reply=FieldErrors({"offices": sentence("field_required")}))
    planned = {ask.office: ask for ask in _planned_asks(facts)}
    asks = tuple(
        planned.get(match.office.id) or _planned(facts, need, match, position=n, new_id=new_id)
        for n, match in enumerate(chosen)
    )
    left = (ask for ask in planned.values() if ask.office not in {each.office for each in asks})
    return _sent(facts, asks, at=at, left=tuple(left))


def _planned_asks(facts: Facts) -> tuple[Ask, ...]:
    return tuple(ask for ask in facts.asks if ask.status is AskStatus.PLANNED)


def _sent(
    facts: Facts, asks: tuple[Ask, ...], *, at: datetime, left: tuple[Ask, ...] = ()
) -> Decision:
    """Put the need to these offices; the ladder goes on, each card with a deadline of its own."""
    case, need = case_of(facts)
    sent = tuple(posted(facts, ask, at=at) for ask in asks)
    dropped = tuple(replace(ask, status=ASK_MOVES[ask.status, AskMove.RELEASE]) for ask in left)
    every = _merged(facts.asks, (*sent, *dropped))
    asking = replace(need, propose_at=None)
    later, due = steps.replanned(asking, every, case=case, profile=facts.profile, at=at)
    names = tuple((facts.town.offices[ask.office].name,) for ask in sent)
    words = sentence("others_asked", rows=names, number=case.number)
    line = Line(card=owner_card(case), sentence=words, key=f"asked:{need.id}:{due.step}")
    cards = (*(ask_card(ask) for ask in sent), *case_cards(facts, case))
    numbers = calling.letters(replace(facts, asks=sent, others=()), at=at)
    note = Note(act="ask_others", subject=need.id, detail={"asks": str(len(sent))})
    return Decision(
        changes=(later, *sent, *dropped),
        effects=(
            *(Show(card=card) for card in cards),
            *rivals.shown(facts, need, sent),
            line,
            *numbers,
        ),
        due=(due,),
        notes=(note,),
    )


def _merged(asks: Iterable[Ask], changed: Iterable[Ask]) -> tuple[Ask, ...]:
    """Return the asks of the round with these in place of their earlier selves, new ones last."""
    found: dict[OfficeId, Ask] = {ask.office: ask for ask in asks}
    found.update({ask.office: ask for ask in changed})
    return tuple(found.values())
