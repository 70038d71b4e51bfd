"""How a case ends its acute part: the person is home again, or the request is taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.decide import rivals, telling
from bot.effects import Decision, Note, Said, Sentence, Show, Shown, sentence
from bot.facts import Actor, Facts, ask_card, case_cards, case_of
from bot.moves import ASK_MOVES, CASE_MOVES, NEED_MOVES, AskMove, CaseMove, NeedMove


def record_return(facts: Facts, *, by: Actor, at: datetime) -> Decision:
    """Record that the person is home; the sheet closes 72 hours later.

    Plan: 松江市（案）7②(2) 緊急時支援後からの復帰
    """
    return _ended(facts, NeedMove.RETURN, words="person_returned", reason="", by=by, at=at)


def open_form(facts: Facts, *, by: Actor, at: datetime) -> Decision:
    """Show the form that asks why a request is taken back."""
    _, need = case_of(facts)
    if (need.status, NeedMove.CANCEL) not in NEED_MOVES:
        return Decision(reply=Said(sentence("not_now")))
    return Decision(reply=Shown("cancel", need.id))


def cancel(facts: Facts, *, reason: str, by: Actor, at: datetime) -> Decision:
    """Take the request back, with its reason; every asked office is thanked and released."""
    return _ended(facts, NeedMove.CANCEL, words="request_cancelled", reason=reason, by=by, at=at)


def _ended(
    facts: Facts, move: NeedMove, *, words: str, reason: str, by: Actor, at: datetime
) -> Decision:
    """End the need at hand; the case settles when none of its needs is open any more."""
    case, need = case_of(facts)
    status = NEED_MOVES.get((need.status, move))
    settled = CASE_MOVES.get((case.status, CaseMove.SETTLE))
    if status is None or settled is None:
        return Decision(reply=Said(sentence("not_now")))
    ended = replace(
        need, status=status, ended_at=at, propose_at=None, next_step=None, next_step_at=None
    )
    over = all(each.need.ended_at is not None for each in facts.others)
    freed = tuple(
        replace(ask, status=ASK_MOVES[ask.status, AskMove.RELEASE], confirm_by=None)
        for ask in facts.asks
        if (ask.status, AskMove.RELEASE) in ASK_MOVES
    )
    cards = (*(ask_card(ask) for ask in facts.asked), *case_cards(facts, case))
    expecting = facts.decided if move is NeedMove.CANCEL else None
    host = facts.decided if move is NeedMove.RETURN else None
    thanked = (*(ask for ask in freed if ask.asked), *((expecting,) if expecting else ()))
    said = Sentence(words, {"number": case.number, "at": at})
    lines = telling.leaders(facts, said, f"{move}:{need.id}", by=by)
    note = Note(act=move, subject=case.id, detail={"reason": reason} if reason else {})
    return Decision(
        changes=(replace(case, status=settled) if over else case, ended, *freed),
        effects=(
            *(Show(card=card) for card in cards),
            *rivals.shown(facts, need, facts.asked),
            *(line for ask in thanked if (line := telling.not_needed(facts, ask)) is not None),
            *telling.stay_over(facts, host),
            *lines,
        ),
        notes=(note,),
        reply=Shown("ended", case.number),
    )
