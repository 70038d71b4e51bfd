"""An answer after the decision: thanked, on record; a yes is kept while it may be needed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.decide.given import NOTHING_MORE, below, on_behalf, said_by, said_by_staff, unverified
from bot.effects import Decision, Line, Note, Said, Show, sentence
from bot.facts import Actor, Facts, ask_card, ask_of, case_cards, case_of, owner_card
from bot.moves import ASK_MOVES, AskMove, AskStatus, NeedStatus


def late(facts: Facts, move: AskMove, *, by: Actor, at: datetime) -> Decision:
    """An answer after the decision is thanked and stays on record; a yes is kept on standby."""
    if move is AskMove.ACCEPT and may_stand_by(facts):
        return _on_standby(facts, by=by, at=at)
    ask = ask_of(facts)
    note = Note(act=move, subject=ask.id, outcome="late", detail={"status": ask.status})
    withdrawing = move is not AskMove.ACCEPT and withdrawable(facts)
    words = sentence("please_withdraw" if withdrawing else "no_longer_waiting")
    heard = words
    if on_behalf(ask, by):
        note = replace(note, detail={**note.detail, "by": "telephone"})
        heard = sentence("please_record_withdrawal" if withdrawing else "entered_too_late")
    thanks = below(ask, words, f"late:{ask.id}:{by.member.user}:{at.isoformat()}")
    return Decision(effects=(Show(card=ask_card(ask)), thanks), notes=(note,), reply=Said(heard))


def may_stand_by(facts: Facts) -> bool:
    """True while the person has not arrived anywhere and this office could still be needed."""
    _, need = case_of(facts)
    ask = ask_of(facts)
    waiting = need.status is NeedStatus.DECIDED and ask.round == need.round
    return waiting and (ask.status, AskMove.LATE_YES) in ASK_MOVES


def _on_standby(facts: Facts, *, by: Actor, at: datetime) -> Decision:
    case, _ = case_of(facts)
    ask = ask_of(facts)
    if said_by_staff(ask, by):
        return unverified(ask, AskMove.ACCEPT)
    status = ASK_MOVES[ask.status, AskMove.LATE_YES]
    spoken = on_behalf(ask, by)
    kept = replace(ask, status=status, answer=said_by(ask, NOTHING_MORE, by=by, at=at))
    key = f"late:{ask.id}:{ask.revision + 1}"
    thanks = below(ask, sentence("late_yes_kept"), key)
    told = sentence("late_yes_arrived", office=facts.office_of(ask).name, number=case.number)
    owner = Line(card=owner_card(case), sentence=told, key=f"{key}:owner")
    shown = tuple(Show(card=card) for card in (ask_card(ask), *case_cards(facts, case)))
    how = {"by": "telephone"} if spoken else {}
    note = Note(
        act=AskMove.ACCEPT, subject=ask.id, outcome="late", detail={"status": status, **how}
    )
    return Decision(
        changes=(kept,),
        effects=(*shown, thanks, owner),
        notes=(note,),
        reply=Said(sentence("entered_as_standby")) if spoken else None,
    )


def withdrawable(facts: Facts) -> bool:
    """True while the decided office's card has its 辞退する: until the person has arrived."""
    _, need = case_of(facts)
    return need.status is NeedStatus.DECIDED and ask_of(facts).status is AskStatus.DECIDED
