"""The decided office cannot take the person after all: the need reopens and escalates at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.decide import calling, proposing, steps
from bot.decide.core_centre import core_hears, first_on_duty
from bot.decide.given import Given, name_missing, nameless, on_behalf, remarked, said_by
from bot.decide.ids import NewId
from bot.effects import (
    Decision,
    Effect,
    Line,
    Note,
    Said,
    Show,
    Shown,
    joined,
    sentence,
)
from bot.facts import Actor, Facts, ask_card, ask_of, case_of, owner_card
from bot.model import Ask, AskId, Case, Need
from bot.moves import ASK_MOVES, NEED_MOVES, AskMove, AskStatus, NeedMove

ASKED_AGAIN = frozenset({AskStatus.STANDBY, AskStatus.RELEASED})
"""Who is asked in the new round: those who said yes and those nobody let answer."""


def open_form(facts: Facts, *, by: Actor, at: datetime) -> Decision:
    """Show the form for the decided office's reason, given by itself or said at the telephone.

    At a login several people use it asks for the name too.
    """
    if _not_decided(facts):
        return Decision(reply=Said(sentence("nothing_to_withdraw")))
    spoken = on_behalf(ask_of(facts), by)
    page = "withdraw_named" if by.shared and not spoken else "withdraw"
    return Decision(reply=Shown(page, spoken))


def withdraw(facts: Facts, *, given: Given, by: Actor, at: datetime, new_id: NewId) -> Decision:
    """Take the decision back: a new round begins, the core centre is called in now.

    Whoever leads the case may write it down for the office that said so at the telephone.
    """
    if _not_decided(facts):
        return Decision(reply=Said(sentence("nothing_to_withdraw")))
    if name_missing(facts, given, by):
        return nameless()
    case, need = case_of(facts)
    ask = ask_of(facts)
    spoken = on_behalf(ask, by)
    answer = said_by(ask, given, by=by, at=at)
    gone = replace(ask, status=ASK_MOVES[ask.status, AskMove.WITHDRAW], answer=answer)
    called = replace(
        case,
        core_called_at=at,
        claimed_by=None,
        claimed_at=None,
        answered_by=None,
        answered_at=None,
        paused_until=None,  # a pause was for the round that is over
        pause_reason=None,
    )
    asking, asks = _new_round(facts, need, at=at, new_id=new_id)
    later, due = steps.climbing(asking, asks, case=called, profile=facts.profile, at=at)
    anew = replace(facts, asks=asks, past=(*facts.past, *facts.asks, gone))
    proposal = proposing.proposed(anew, later, at=at, new_id=new_id)
    heard = core_hears(facts, called, due, mention=first_on_duty(facts), at=at)
    numbers = calling.letters(replace(anew, case=called, need=later, others=()), at=at)
    noted = (_noted(ask),) if spoken else ()
    how = {"by": "telephone"} if spoken else {}
    note = Note(act="withdraw", subject=ask.id, detail={"reason": given.reason or "", **how})
    decision = Decision(
        changes=(called, proposal.need, gone, *asks, *proposal.asks),
        effects=(*_shown(facts, asks), _told(facts, called, ask), *noted, *heard, *numbers),
        due=(due, *proposal.due),
        notes=(note,),
    )
    return joined(decision, remarked(facts, given, by=by, at=at, new_id=new_id))


def _not_decided(facts: Facts) -> bool:
    """True unless this office is decided for and the person has not arrived yet."""
    _, need = case_of(facts)
    ask = ask_of(facts)
    open_now = (need.status, NeedMove.REOPEN) in NEED_MOVES
    return not open_now or (ask.status, AskMove.WITHDRAW) not in ASK_MOVES


def _new_round(
    facts: Facts, need: Need, *, at: datetime, new_id: NewId
) -> tuple[Need, tuple[Ask, ...]]:
    """Return the need asking again, and the asks of its new round."""
    asking = replace(
        need,
        status=NEED_MOVES[need.status, NeedMove.REOPEN],
        round=need.round + 1,
        asked_at=at,
        decided_at=None,
        propose_at=None,
        rung=0,
    )
    again = (ask for ask in facts.asked if ask.status in ASKED_AGAIN)
    asks = tuple(
        replace(
            ask,
            id=AskId(new_id()),
            round=asking.round,
            window=facts.town.window_now(ask),
            status=AskStatus.WAITING,
            asked_at=at,
            reminded_at=None,
            confirm_by=None,
            reply_due=at + facts.profile.reply_deadline,
            answer=None,
            revision=0,
        )
        for ask in again
    )
    return asking, asks


def _shown(facts: Facts, asks: tuple[Ask, ...]) -> tuple[Effect, ...]:
    """Return the old round's cards, now over, and the new round's."""
    return tuple(Show(card=ask_card(each)) for each in (*facts.asked, *asks))


def _told(facts: Facts, case: Case, ask: Ask) -> Line:
    office = facts.office_of(ask)
    telephone = facts.town.telephone(office.id)
    words = sentence("office_withdrew", office=office.name, number=case.number, telephone=telephone)
    key = f"withdrew:{ask.id}"
    return Line(card=owner_card(case), sentence=words, key=key, mention=(case.owner,))


def _noted(ask: Ask) -> Line:
    """Show the office what was written down on its behalf."""
    words = sentence("withdrawal_noted")
    return Line(card=ask_card(ask), sentence=words, key=f"withdrawal-noted:{ask.id}")
