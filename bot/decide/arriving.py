"""The arrival: recorded, and taken back where it was recorded by mistake."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.decide import steps, telling
from bot.effects import Decision, Line, Note, Said, Show, Shown, sentence
from bot.facts import Actor, Facts, ask_card, case_cards, case_of, owner_card
from bot.model import StaffId
from bot.moves import NEED_MOVES, NeedMove, NextStep
from bot.vocabulary import ArrivalMistake


def arrive(facts: Facts, *, by: Actor, at: datetime) -> Decision:
    """Record that the person has arrived; from now on the return is what is waited for."""
    case, need = case_of(facts)
    status = NEED_MOVES.get((need.status, NeedMove.ARRIVE))
    if status is None:
        return Decision(reply=Said(sentence("arrival_known")))
    arrived = replace(need, status=status, arrived_at=at)
    later, due = steps.waits_for(
        arrived, NextStep.RETURN_CHECK, at=steps.return_expected(need, at=at)
    )
    line = Line(
        card=owner_card(case),
        sentence=sentence("person_arrived", number=case.number, at=at),
        key=f"arrived:{need.id}:{need.revision}",
        mention=(case.owner,),
    )
    note = Note(act="arrive", subject=need.id)
    return Decision(
        changes=(later,),
        effects=(*_shown(facts), line),
        due=(due,),
        notes=(note,),
        reply=Said(sentence("arrival_recorded")),
    )


def open_form(facts: Facts, *, by: Actor, at: datetime) -> Decision:
    """Show the form that asks why a recorded arrival is taken back."""
    _, need = case_of(facts)
    if (need.status, NeedMove.TAKE_BACK) not in NEED_MOVES:
        return Decision(reply=Said(sentence("not_now")))
    return Decision(reply=Shown("arrival_back", need.id))


def take_back(facts: Facts, *, reason: ArrivalMistake, by: Actor, at: datetime) -> Decision:
    """Take a recorded arrival back while the stay goes on: the arrival is watched for anew."""
    case, need = case_of(facts)
    status = NEED_MOVES.get((need.status, NeedMove.TAKE_BACK))
    if status is None:
        return Decision(reply=Said(sentence("not_now")))
    awaited = replace(need, status=status, arrived_at=None, missed=0)
    until = steps.arrival_expected(need, facts.decided, profile=facts.profile, at=at)
    later, due = steps.waits_for(awaited, NextStep.ARRIVAL_CHECK, at=until)
    key = f"arrival_back:{need.id}:{need.revision}"
    words = sentence("arrival_taken_back", number=case.number, reason=reason.value, at=at)
    owner = Line(card=owner_card(case), sentence=words, key=key, mention=_others(facts, by))
    there = (telling.arrival_back(facts, each, key=key) for each in (facts.decided,) if each)
    note = Note(act="take_back_arrival", subject=need.id, detail={"reason": reason.value})
    return Decision(
        changes=(later,),
        effects=(*_shown(facts), owner, *there),
        due=(due,),
        notes=(note,),
        reply=Shown("arrival_back", need.id),
    )


def _others(facts: Facts, by: Actor) -> tuple[StaffId, ...]:
    """Return who leads the case and did not press."""
    case, _ = case_of(facts)
    pressed = by.staff is not None and by.staff.id == case.owner
    return (*(() if pressed else (case.owner,)), *telling.claimed_by_another(case, by=by))


def _shown(facts: Facts) -> tuple[Show, ...]:
    """Return every card that says where the person is."""
    case, _ = case_of(facts)
    cards = (*(ask_card(ask) for ask in facts.asked), *case_cards(facts, case))
    return tuple(Show(card=card) for card in cards)
