"""Suspected abuse: a case without any card, whose next step is that the city is told.

Whoever heard of it leads it, and nobody else in Slack hears of it but the city's own people.
Plan: 障害者虐待防止法 通報; the core centre only where the city commissioned it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from bot.clock import JST
from bot.decide import steps
from bot.decide.calendar import next_at
from bot.decide.ids import NewId
from bot.effects import (
    Decision,
    Direct,
    FieldErrors,
    Note,
    Said,
    Sentence,
    Shown,
    sentence,
)
from bot.facts import Actor, Facts, case_of
from bot.model import Case, Need, OfficeId, StaffId
from bot.moves import CASE_MOVES, NEED_MOVES, CaseMove, NeedMove, NextStep
from bot.vocabulary import OfficeKind, RestrictedEnd, ToldWhom


def opened(facts: Facts, case: Case, need: Need, *, by: Actor, at: datetime) -> Decision:
    """Open the case apart: no office is asked, its leader is told to telephone the city."""
    if by.staff is None:
        raise LookupError("a case is opened by a member of staff")
    apart = replace(case, restricted=True, owner=by.staff.id, owner_office=by.staff.office)
    later = at + timedelta(minutes=facts.profile.repeat_minutes)
    waiting, due = steps.waits_for(need, NextStep.TELL_CITY, at=later)
    return Decision(
        changes=(apart, waiting),
        effects=(
            _letter(apart, _call(facts, apart, "city_first"), key=f"city_first:{case.id}"),
            *_concerned(facts, apart),
        ),
        due=(due,),
        notes=(Note(act="open_case", subject=case.id, detail={"restricted": "yes"}),),
        reply=Shown("opened", case.number),
    )


def tell_city(facts: Facts, *, at: datetime, new_id: NewId) -> Decision:
    """Ask again until it is recorded that the city was told; then each morning how it stands."""
    case, need = case_of(facts)
    told = case.city_told_at is not None
    words = _standing(case) if told else _call(facts, case, "city_still")
    again = at + timedelta(minutes=facts.profile.repeat_minutes)
    later = next_at(at, steps.MORNING) if told else again
    waiting, due = steps.waits_for(need, NextStep.TELL_CITY, at=later)
    letter = _letter(case, words, key=f"tell_city:{need.id}:{due.step}")
    note = Note(act="ask_for_report", subject=case.id)
    return Decision(changes=(waiting,), effects=(letter,), due=(due,), notes=(note,))


def ask_whom(facts: Facts, *, by: Actor, at: datetime) -> Decision:
    """Show the form that records to whom suspected abuse was reported."""
    case, need = case_of(facts)
    if not case.restricted or need.next_step is None:
        return Decision(reply=Said(_over(facts, case)))
    return Decision(reply=Shown("tell_city", case.id))


def record_told(facts: Facts, *, whom: ToldWhom, by: Actor, at: datetime) -> Decision:
    """Record that it was reported, to whom by role; from now on it is asked each morning."""
    case, need = case_of(facts)
    if not case.restricted or need.next_step is None:
        return Decision(reply=Said(_over(facts, case)))
    known = replace(case, city_told_at=case.city_told_at or at)
    waiting, due = steps.waits_for(need, NextStep.TELL_CITY, at=next_at(at, steps.MORNING))
    words = sentence(
        "city_was_told",
        number=case.number,
        at=at,
        whom=whom.value,
        until=due.at,
        today=at.astimezone(JST).date(),
    )
    note = Note(act="tell_city", subject=case.id, detail={"to": whom.value})
    return Decision(
        changes=(known, waiting),
        effects=(_letter(case, words, key=f"city_told:{need.id}:{due.step}"),),
        due=(due,),
        notes=(note,),
        reply=Shown("told", case.number),
    )


def ask_why(facts: Facts, *, by: Actor, at: datetime) -> Decision:
    """Show the form that asks why the case is over for the network."""
    case, need = case_of(facts)
    if not case.restricted or need.next_step is None:
        return Decision(reply=Said(_over(facts, case)))
    return Decision(reply=Shown("end", case.id))


def end(facts: Facts, *, reason: RestrictedEnd, by: Actor, at: datetime) -> Decision:
    """End the case with its reason; before the city was told it can only have been a mistake."""
    case, need = case_of(facts)
    status = NEED_MOVES.get((need.status, NeedMove.END))
    settled = CASE_MOVES.get((case.status, CaseMove.SETTLE))
    if not case.restricted or status is None or settled is None:
        return Decision(reply=Said(_over(facts, case)))
    if case.city_told_at is None and reason is not RestrictedEnd.MISTAKE:
        return Decision(reply=FieldErrors({"end_reason": sentence("field_tell_first")}))
    over = replace(need, status=status, ended_at=at, next_step=None, next_step_at=None)
    words = sentence("restricted_ended", number=case.number)
    note = Note(act="end", subject=case.id, detail={"reason": reason.value})
    return Decision(
        changes=(replace(case, status=settled), over),
        effects=(_letter(case, words, key=f"restricted_end:{need.id}"),),
        notes=(note,),
        reply=Shown("ended", case.number),
    )


# ------------------------------------------------------------------ who is told


def _concerned(facts: Facts, case: Case) -> tuple[Direct, ...]:
    """Return the letters to the city's people on duty, and to a commissioned core centre's."""
    core = facts.town.core if facts.profile.core_is_abuse_center else None
    offices = (*facts.town.of_kind(OfficeKind.CITY), *((core,) if core else ()))
    owner = facts.town.staff[case.owner]
    office = facts.town.offices[case.owner_office]
    words = sentence(
        "abuse_heard_of",
        number=case.number,
        name=owner.name,
        office=office.name,
        telephone=facts.town.telephone(office.id),
    )
    reached = (one for each in offices for one in _first_with_slack(facts, each.id))
    return tuple(
        Direct(to=one, sentence=words, key=f"abuse:{case.id}:{one}", subject=case.id)
        for one in reached
        if one != case.owner
    )


def _first_with_slack(facts: Facts, office: OfficeId) -> tuple[StaffId, ...]:
    duty = (one for one in facts.town.duty(office) if facts.town.staff[one].member is not None)
    return tuple(duty)[:1]


def _letter(case: Case, words: Sentence, *, key: str) -> Direct:
    return Direct(to=case.owner, sentence=words, key=key, subject=case.id)


def _call(facts: Facts, case: Case, key: str) -> Sentence:
    """Return who is to be telephoned: the city, for somebody under 18 the child centre as well."""
    whom = {"number": case.number, **_city(facts), "child": case.outline.age_band is None}
    return Sentence(key, whom)


def _over(facts: Facts, case: Case) -> Sentence:
    """Say that the case is over; no card shows how it stands, so the city's number is named."""
    if not case.restricted:
        return sentence("not_now")
    return Sentence("restricted_over", {"number": case.number, **_city(facts)})


def _city(facts: Facts) -> dict[str, str | None]:
    city = facts.town.city
    telephone = facts.town.telephone(city.id) if city else None
    return {"office": city.name if city else None, "telephone": telephone}


def _standing(case: Case) -> Sentence:
    return sentence("restricted_morning", number=case.number)
