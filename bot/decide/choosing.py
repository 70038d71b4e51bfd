"""The decision: one office takes the person, the others are released, arrival is watched."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from bot.clock import is_night
from bot.decide import calling, rivals, siblings, steps, telling, wishes
from bot.effects import (
    Decision,
    FieldErrors,
    Note,
    Said,
    Sentence,
    Show,
    Shown,
    joined,
    sentence,
)
from bot.facts import Actor, Facts, ask_card, ask_of, case_cards, case_of
from bot.model import Ask
from bot.moves import ASK_MOVES, NEED_MOVES, AskMove, AskStatus, NeedMove, NextStep
from bot.vocabulary import Wish


@dataclass(frozen=True, slots=True, kw_only=True)
class WishGiven:
    """What the form says of the person's wish at the decision."""

    wish: Wish
    note: str = ""
    parting: Wish = Wish.UNCONFIRMED  # of going to another house than others of the same event


def choose(facts: Facts, *, by: Actor, at: datetime) -> Decision:
    """Decide for this office; asks for the person's wish first where it is not on record.

    Plan: 松江市（案）9(1) 適切な意思決定支援
    """
    case, _ = case_of(facts)
    taken = _not_choosable(facts)
    if taken is not None:
        return taken
    if case.wish is Wish.UNCONFIRMED or siblings.parted(facts, ask_of(facts)):
        return Decision(reply=Shown("wish", ask_of(facts).id))
    return decided(facts, by=by, at=at)


def choose_with_wish(facts: Facts, *, given: WishGiven, by: Actor, at: datetime) -> Decision:
    """Record the wish and decide. Without a confirmed wish there is no decision."""
    taken = _not_choosable(facts)
    if taken is not None:
        return taken
    parted = siblings.parted(facts, ask_of(facts))
    asked = {"wish": given.wish, **({"parting": given.parting} if parted else {})}
    missing = [name for name, wish in asked.items() if wish is Wish.UNCONFIRMED]
    wrong = {name: sentence("wish_needed") for name in missing}
    wrong |= wishes.unfounded(given.wish, given.note)
    if wrong:
        return Decision(reply=FieldErrors(wrong))
    case, _ = case_of(facts)
    wished = replace(facts, case=replace(case, wish=given.wish, wish_note=given.note))
    decision = decided(wished, by=by, at=at)
    together = Note(act="part", subject=case.id, detail={"wish": given.parting})
    return replace(decision, notes=(*decision.notes, together)) if parted else decision


def _not_choosable(facts: Facts) -> Decision | None:
    case, need = case_of(facts)
    ask = ask_of(facts)
    if (need.status, NeedMove.DECIDE) not in NEED_MOVES:
        taken = facts.decided
        office = facts.office_of(taken).name if taken else ""
        words = sentence("already_decided", office=office)
    elif (ask.status, AskMove.CHOOSE) not in ASK_MOVES or ask.round != need.round:
        words = sentence("office_not_offering", office=facts.office_of(ask).name)
    elif ask.confirm_by is not None:
        words = sentence("office_must_confirm", office=facts.office_of(ask).name)
    else:
        return None
    return Decision(reply=Said(words), effects=tuple(Show(card=c) for c in case_cards(facts, case)))


def decided(facts: Facts, *, by: Actor, at: datetime) -> Decision:
    """Decide for the ask at hand: one office takes the person, the others are let go."""
    case, need = case_of(facts)
    chosen = replace(ask_of(facts), status=AskStatus.DECIDED)
    others = tuple(ask for ask in facts.asks if ask.id != chosen.id)
    freed = tuple(moved for ask in others if (moved := _freed(ask)) is not None)
    status = NEED_MOVES[need.status, NeedMove.DECIDE]
    settled = replace(need, status=status, decided_at=at, propose_at=None, rung=0)
    until = steps.arrival_expected(need, chosen, profile=facts.profile, at=at)
    later, due = steps.waits_for(settled, NextStep.ARRIVAL_CHECK, at=until)
    cards = (*(ask_card(ask) for ask in facts.asked), *case_cards(facts, case))
    night = is_night(at, facts.profile.night_hours)
    released = (telling.let_go(facts, ask, night=night) for ask in freed if ask.asked)
    taken = rivals.taken(facts, chosen, at=at)
    heard = (line for line in released if line is not None)
    words = sentence("office_decided", office=facts.office_of(chosen).name)
    lines = (
        telling.chosen(facts, chosen),
        *heard,
        *telling.leaders(facts, words, f"decided:{chosen.id}", by=by),
    )
    note = Note(act="choose", subject=chosen.id, detail={"wish": case.wish})
    own = Decision(
        changes=(case, later, chosen, *freed),
        effects=(*(Show(card=card) for card in cards), *siblings.shown(facts), *lines),
        due=(due,),
        notes=(note,),
        reply=Said(_you_decided(facts, chosen)),
    )
    return joined(own, taken)


def _freed(ask: Ask) -> Ask | None:
    """Return a losing ask as standby or released; one that said no stays as it is."""
    for move in (AskMove.KEEP, AskMove.RELEASE):
        status = ASK_MOVES.get((ask.status, move))
        if status is not None:
            return replace(ask, status=status, confirm_by=None)
    return None


def _you_decided(facts: Facts, ask: Ask) -> Sentence:
    """Say that the office is told, or that it has to be told by telephone."""
    office = facts.office_of(ask).name
    if not calling.asked_by_telephone(facts, ask):
        return sentence("you_decided", office=office)
    telephone = facts.town.telephone(ask.office)
    return sentence("you_decided_please_call", office=office, telephone=telephone)
