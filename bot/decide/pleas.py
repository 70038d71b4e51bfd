"""例外の判断: who may not set the rule of the daily carer aside asks those who may.

The first who answers decides. The reason stays with the call sheet, sealed; no letter has it.
Plan: 松江市（案）9(2)「原則、利用ができません」
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from bot.decide.drafts import kept_with, own
from bot.effects import (
    Decision,
    Direct,
    FieldErrors,
    Note,
    Said,
    Sentence,
    Shown,
    Way,
    joined,
    sentence,
)
from bot.facts import Actor, Facts
from bot.model import Draft, Office, Plea, StaffId
from bot.vocabulary import Abuse


@dataclass(frozen=True, slots=True, kw_only=True)
class ToDecide:
    """What a plea's form shows: the call sheet as it stands."""

    draft: Draft
    turn: int


def ways_for(ways: tuple[Way, ...], *, theirs: bool) -> tuple[Way, ...]:
    """Return the ways on: who may not make an exception may ask for one."""
    asking = {} if theirs else {Way.OVERRIDE: Way.ASK_EXCEPTION}
    return tuple(asking.get(way, way) for way in ways)


# ------------------------------------------------------------------ asked for


def ask(facts: Facts, *, by: Actor, at: datetime) -> Decision:
    """Write to everybody who may decide and can be written to; the call sheet waits, kept."""
    draft, no = own(facts, by)
    if draft is None or by.staff is None:
        return no
    if draft.plea is not None:
        return Decision(reply=Said(_known(facts, draft.plea)))
    offices = _deciding(facts)
    asked = tuple(dict.fromkeys(one for each in offices for one in facts.town.ringing(each.id)))
    plea = Plea(turn=draft.saved + 1, at=at, asked=asked) if asked else None
    kept = replace(draft, refused=False, plea=plea)  # whoever waits and closes has not given up
    outcome = "done" if asked else "unreached"
    note = Note(act="ask_exception", subject=draft.id, outcome=outcome)
    key = "exception_asked" if asked else "exception_by_telephone"
    reply = Said(sentence(key, rows=_numbers(facts, offices)))
    letters = _letters(facts, kept, plea, by=by) if plea else ()
    return joined(kept_with(facts, kept, reply, note, at=at), Decision(effects=letters))


def _deciding(facts: Facts) -> tuple[Office, ...]:
    kinds = facts.profile.daily_carer_override_by
    return tuple(office for kind in kinds for office in facts.town.of_kind(kind))


def _numbers(facts: Facts, offices: tuple[Office, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((each.name, facts.town.telephone(each.id) or "") for each in offices)


def _letters(facts: Facts, draft: Draft, plea: Plea, *, by: Actor) -> tuple[Direct, ...]:
    office = facts.town.offices.get(by.staff.office) if by.staff else None
    name, of = by.staff.name if by.staff else "", office.name if office else ""
    words = sentence("exception_please", name=name, office=of)
    subject = f"{draft.id}:{plea.turn}"
    key = f"exception:{subject}"
    return tuple(
        Direct(to=one, sentence=words, key=f"{key}:{one}", subject=subject) for one in plea.asked
    )


def _known(facts: Facts, plea: Plea) -> Sentence:
    """Return how a plea stands that was made before."""
    if plea.decided_by is not None:
        return _decided(facts, plea, "exception_allowed" if plea.allowed else "exception_refused")
    return sentence("exception_asked_already", at=plea.at, rows=_numbers(facts, _deciding(facts)))


# ------------------------------------------------------------------ decided


def show(facts: Facts, *, turn: int, by: Actor, at: datetime) -> Decision:
    """Show the call sheet to whoever may decide; that they saw it is on record first."""
    draft, over = _to_decide(facts, turn)
    if draft is None:
        return over
    note = Note(act="open_exception", subject=draft.memo.person, detail={"draft": draft.id})
    return Decision(reply=Shown("exception", ToDecide(draft=draft, turn=turn)), notes=(note,))


def decide(
    facts: Facts, *, turn: int, allow: bool, reason: str, by: Actor, at: datetime
) -> Decision:
    """Allow the exception or not, with the reason on record; the writer hears which."""
    draft, over = _to_decide(facts, turn)
    if draft is None or by.staff is None:
        return over
    if not reason:
        return Decision(reply=FieldErrors({"exception_reason": sentence("field_required")}))
    decide_as = allowed if allow else _refused
    decided = replace(decide_as(draft, reason=reason, by=by.staff.id), asked=0)
    outcome = "done" if allow else "refused"
    detail = {"rule": "gate_no_carer", "decision": "allowed" if allow else "not_allowed"}
    note = Note(act="override_rule", subject=draft.memo.person, outcome=outcome, detail=detail)
    reply = Said(sentence("exception_recorded", allowed=allow))
    told = Decision(effects=(*_writer_hears(facts, decided), *others_hear(facts, decided)))
    return joined(told, kept_with(facts, decided, reply, note, at=at))


def _to_decide(facts: Facts, turn: int) -> tuple[Draft | None, Decision]:
    """Return the call sheet whose plea of that turn is open, or what is said instead."""
    draft = facts.draft
    if draft is None:
        return None, Decision(reply=Said(sentence("already_sent")))
    plea, apart = draft.plea, draft.memo.abuse not in {None, Abuse.NONE}
    if plea is None or plea.turn != turn or apart:
        return None, Decision(reply=Said(sentence("exception_changed")))
    if plea.decided_by is not None:
        return None, Decision(reply=Said(_decided(facts, plea, "exception_decided")))
    return draft, Decision()


def allowed(draft: Draft, *, reason: str, by: StaffId) -> Draft:
    """Return the call sheet with the rule set aside; what was asked for is decided with it."""
    plea = draft.plea and replace(draft.plea, decided_by=by, allowed=True, reason=reason)
    memo = replace(draft.memo, override_by=by, override_reason=reason)
    return replace(draft, memo=memo, plea=plea, refused=False)


def _refused(draft: Draft, *, reason: str, by: StaffId) -> Draft:
    plea = draft.plea and replace(draft.plea, decided_by=by, allowed=False, reason=reason)
    return replace(draft, plea=plea)


def _writer_hears(facts: Facts, draft: Draft) -> tuple[Direct, ...]:
    plea = draft.plea
    if plea is None or plea.decided_by is None or plea.decided_by == draft.staff:
        return ()
    words = _decided(facts, plea, "exception_allowed" if plea.allowed else "exception_refused")
    key = f"exception_heard:{draft.id}:{plea.turn}"
    return (Direct(to=draft.staff, sentence=words, key=key, subject=draft.id),)


def others_hear(facts: Facts, draft: Draft) -> tuple[Direct, ...]:
    """Return the letters to whoever else was asked: who decided, and nothing to be done."""
    plea = draft.plea
    if plea is None or plea.decided_by is None:
        return ()
    words = _decided(facts, plea, "exception_decided")
    key = f"exception_over:{draft.id}:{plea.turn}"
    others = (one for one in plea.asked if one not in {plea.decided_by, draft.staff})
    return tuple(Direct(to=one, sentence=words, key=f"{key}:{one}") for one in others)


def _decided(facts: Facts, plea: Plea, key: str) -> Sentence:
    """Return who decided; who did not allow it is the one to telephone."""
    staff = facts.town.staff.get(plea.decided_by) if plea.decided_by else None
    office = facts.town.offices.get(staff.office) if staff else None
    args = {"name": staff.name if staff else "", "office": office.name if office else ""}
    if key == "exception_refused":
        reached = facts.town.telephone(office.id) if office else None
        return Sentence(key, {**args, "telephone": reached or facts.town.core_telephone})
    return Sentence(key, args)
