"""How a case ends its acute part: the person is home again, or the request is taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.effects import Decision, Line, Note, Said, Show, Shown, sentence
from bot.facts import Actor, Facts, ask_card, case_cards, case_of
from bot.model import Ask
from bot.moves import ASK_MOVES, CASE_MOVES, NEED_MOVES, AskMove, CaseMove, NeedMove


def record_return(facts: Facts, *, by: Actor, at: datetime) -> Decision:
    """Record that the person is home; the sheet closes 72 hours later.

    Plan: 松江市（案）7②(2) 緊急時支援後からの復帰
    """
    return _ended(facts, NeedMove.RETURN, words="person_returned", reason="", at=at)


def open_form(facts: Facts, *, by: Actor, at: datetime) -> Decision:
    """Show the form that asks why a request is taken back."""
    _, need = case_of(facts)
    if (need.status, NeedMove.CANCEL) not in NEED_MOVES:
        return Decision(reply=Said(sentence("not_now")))
    return Decision(reply=Shown("cancel", need.id))


def cancel(facts: Facts, *, reason: str, by: Actor, at: datetime) -> Decision:
    """Take the request back, with its reason; every asked office is thanked and released."""
    return _ended(facts, NeedMove.CANCEL, words="request_cancelled", reason=reason, at=at)


def _ended(facts: Facts, move: NeedMove, *, words: str, reason: str, at: datetime) -> Decision:
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
        replace(ask, status=ASK_MOVES[ask.status, AskMove.RELEASE])
        for ask in facts.asks
        if (ask.status, AskMove.RELEASE) in ASK_MOVES
    )
    cards = (*(ask_card(ask) for ask in facts.asked), *case_cards(facts, case))
    told = sentence(words, number=case.number)
    case_line = Line(card=case_cards(facts, case)[-1], sentence=told, key=f"{move}:{need.id}")
    note = Note(act=move, subject=case.id, detail={"reason": reason} if reason else {})
    return Decision(
        changes=(replace(case, status=settled) if over else case, ended, *freed),
        effects=(
            *(Show(card=card) for card in cards),
            *(_thanked(ask) for ask in freed if ask.asked),
            case_line,
        ),
        notes=(note,),
        reply=Shown("ended", case.number),
    )


def _thanked(ask: Ask) -> Line:
    words = sentence("no_longer_needed")
    return Line(card=ask_card(ask), sentence=words, key=f"unneeded:{ask.id}")
