"""基幹に相談, 代行入力: the core centre is called, and nothing of any person is said.

Who asked for the call sheet to be filled in is asked after it no more: the core centre is called.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.decide import drafts, paging
from bot.decide.ids import NewId
from bot.effects import Decision, Direct, Note, Said, Sentence, joined, sentence
from bot.facts import Actor, Facts, Raised
from bot.model import Draft
from bot.request import Given
from bot.vocabulary import AlarmPurpose


def consult(facts: Facts, *, by: Actor, at: datetime, new_id: NewId) -> Decision:
    """Call the core centre's duty for this person."""
    return _called(facts, AlarmPurpose.CONSULT, None, by=by, at=at, new_id=new_id)


def type_for(
    facts: Facts, *, draft: str, given: Given | None, by: Actor, at: datetime, new_id: NewId
) -> Decision:
    """Call the core centre's duty to fill the call sheet in; what was typed so far goes with it.

    `given` is what the open page holds; None where the button stood under a letter.
    """
    if facts.draft is not None and not drafts.wrote(facts.draft, by):
        return drafts.not_theirs(facts, facts.draft, by=by)
    if facts.draft is None and given is None:
        return Decision(reply=Said(sentence("already_sent")))
    kept = facts.draft or drafts.new(facts, draft, by=by, at=at)
    kept = drafts.filled(kept, given or {})
    return _called(facts, AlarmPurpose.TYPE_IN, kept, by=by, at=at, new_id=new_id)


def _called(
    facts: Facts,
    purpose: AlarmPurpose,
    draft: Draft | None,
    *,
    by: Actor,
    at: datetime,
    new_id: NewId,
) -> Decision:
    """Return the call, or where it is open already, until when; what was typed is kept."""
    open_ = _open(facts, purpose, draft)
    if by.staff is None or not paging.at_turn(facts, purpose, 0):
        reply = Said(_by_telephone(facts))
        note = Note(act=purpose.value, subject=facts.town.network.id, outcome="unreached")
        return joined(_kept(facts, draft, at=at), Decision(notes=(note,), reply=reply))
    waiting = _kept(facts, draft and replace(draft, core_told=True), at=at)
    if open_ is not None:
        until = open_.until
        return joined(waiting, Decision(reply=Said(_asked(facts, "core_asked_already", until))))
    alarm = paging.for_core(facts, by.staff, purpose=purpose, draft=draft, at=at, new_id=new_id)
    begun = paging.begun(facts, alarm, act=ACTS[purpose], at=at)
    reply = Said(_asked(facts, "core_was_asked", begun.due[0].at))
    kept = Decision(effects=_way_back(facts, draft, key=alarm.id))
    return joined(waiting, begun, replace(kept, reply=reply))


def _way_back(facts: Facts, draft: Draft | None, *, key: str) -> tuple[Direct, ...]:
    """Return the letter by which the writer finds the call sheet again, once the form is shut."""
    if draft is None:
        return ()
    core = facts.town.core
    words = sentence(
        "core_types", office=core.name if core else None, telephone=facts.town.core_telephone
    )
    return (Direct(to=draft.staff, sentence=words, key=f"type_in:{key}", subject=draft.id),)


ACTS = {AlarmPurpose.CONSULT: "consult_core", AlarmPurpose.TYPE_IN: "ask_core_to_type"}
"""What stands on record of each."""


def _open(facts: Facts, purpose: AlarmPurpose, draft: Draft | None) -> Raised | None:
    """Return the actor's open call for the same thing, a call sheet's by whichever way."""
    if draft is not None:
        same = (each for each in facts.raised if each.alarm.draft == draft.id)
    else:
        same = (each for each in facts.raised if each.alarm.purpose is purpose)
    return next(same, None)


def _kept(facts: Facts, draft: Draft | None, *, at: datetime) -> Decision:
    return drafts.later(facts, draft, at=at) if draft is not None else Decision()


def _asked(facts: Facts, key: str, until: datetime) -> Sentence:
    core, telephone = facts.town.core, facts.town.core_telephone
    office = core.name if core else None
    return sentence(key, office=office, until=until, telephone=telephone)


def _by_telephone(facts: Facts) -> Sentence:
    core, telephone = facts.town.core, facts.town.core_telephone
    return sentence("core_by_telephone", office=core.name if core else None, telephone=telephone)
