"""What a telephone call came to: noted with one tap, or an answer entered for the office."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from bot.decide import answers, calling
from bot.decide.given import Given
from bot.decide.ids import NewId
from bot.effects import Decision, FieldErrors, Note, Reply, Said, Show, Shown, joined, sentence
from bot.facts import Actor, Facts, ask_of, case_cards, case_of, still_asked
from bot.model import Ask, Call, CallId, Need, StaffId
from bot.vocabulary import CallOutcome

SAME_CALL: Final = timedelta(minutes=1)
"""Within this time the same outcome by the same person is one call, pressed twice."""


def open_list(facts: Facts, *, by: Actor, at: datetime) -> Decision:
    """Show whom to telephone, next one first; when nobody is sought any more, it says so."""
    case, _ = case_of(facts)
    note = Note(act="call_offices", subject=case.id)
    return Decision(reply=_listed(facts, at=at), notes=(note,))


def _listed(facts: Facts, *, at: datetime) -> Reply:
    found = calling.call_list(facts, at=at)
    return Shown("calls", found) if found else Said(sentence("nobody_to_call"))


def record_call(
    facts: Facts, *, outcome: CallOutcome, by: Actor, at: datetime, new_id: NewId
) -> Decision:
    """Note what a call came to; the list goes on with it. Pressed twice, it counts once."""
    if not still_asked(facts) or _pressed_twice(facts, outcome, by=by, at=at):
        return Decision(reply=_listed(facts, at=at))
    called = _called(facts, outcome, by=by, at=at, new_id=new_id)
    calls = tuple(each for each in called.changes if isinstance(each, Call))
    after = replace(facts, calls=(*facts.calls, *calls))
    return replace(called, reply=_listed(after, at=at))


def _pressed_twice(facts: Facts, outcome: CallOutcome, *, by: Actor, at: datetime) -> bool:
    mine = [each for each in facts.calls if each.ask == ask_of(facts).id and each.by == _who(by)]
    return bool(mine) and mine[-1].outcome is outcome and at - mine[-1].at < SAME_CALL


def _who(by: Actor) -> StaffId:
    if by.staff is None:
        raise LookupError("only staff telephone on a case's behalf")
    return by.staff.id


def _called(
    facts: Facts, outcome: CallOutcome, *, by: Actor, at: datetime, new_id: NewId
) -> Decision:
    """Return the call on record and on the cards, for those who lead the case."""
    case, _ = case_of(facts)
    call = Call(
        id=CallId(new_id()),
        network=case.network,
        case=case.id,
        ask=ask_of(facts).id,
        by=_who(by),
        at=at,
        outcome=outcome,
    )
    shown = tuple(Show(card=card) for card in case_cards(facts, case))
    note = Note(act="call", subject=call.ask, detail={"outcome": outcome})
    return Decision(changes=(call,), effects=shown, notes=(note,))


def open_answer(facts: Facts, *, outcome: CallOutcome, by: Actor, at: datetime) -> Decision:
    """Show the form for what the office said, unless nobody is sought any more."""
    if not still_asked(facts):
        return Decision(reply=_listed(facts, at=at))
    return Decision(reply=Shown("answer", outcome))


def enter(
    facts: Facts, *, outcome: CallOutcome, given: Given, by: Actor, at: datetime, new_id: NewId
) -> Decision:
    """Record what an office said at the telephone as its answer, and the call with it.

    Everything follows as if it had pressed; after the decision it is late in the same way.
    Domain: M-63 電話での回答の代行入力
    """
    answer = {
        CallOutcome.YES: answers.accept_for,
        CallOutcome.CONDITION: answers.accept_with_conditions,
        CallOutcome.NO: answers.decline,
    }[outcome]
    decision = answer(facts, given=given, by=by, at=at, new_id=new_id)
    if isinstance(decision.reply, FieldErrors) or not decision.notes:
        return decision  # what was typed cannot be, or it is known already
    called = _called(facts, outcome, by=by, at=at, new_id=new_id)
    both = joined(decision, called)
    return both if both.reply else replace(both, reply=_after(facts, both, at=at))


def _after(facts: Facts, decision: Decision, *, at: datetime) -> Reply:
    """Return the list as it stands with the answer just given."""
    changed = {each.id: each for each in decision.changes if isinstance(each, Ask)}
    calls = tuple(each for each in decision.changes if isinstance(each, Call))
    asks = tuple(changed.get(ask.id, ask) for ask in facts.asks)
    need = next((each for each in decision.changes if isinstance(each, Need)), facts.need)
    after = replace(facts, need=need, asks=asks, calls=(*facts.calls, *calls))
    return _listed(after, at=at)
