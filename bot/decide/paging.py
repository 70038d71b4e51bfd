"""Who is called to the telephone, one after another, until somebody takes the call.

A call passed on goes to the counsellors on duty first; what is asked of the core centre goes to
its own duty, from the first to the last and from the first again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from bot.decide.ids import NewId
from bot.effects import Decision, Direct, Due, DueKind, Note, Sentence, sentence
from bot.facts import Facts
from bot.model import Alarm, AlarmId, Draft, Member, OfficeId, Staff, StaffId
from bot.vocabulary import AlarmPurpose, OfficeKind

ASKS: Final[Mapping[AlarmPurpose, str]] = {
    AlarmPurpose.CONSULT: "core_please_call",
    AlarmPurpose.TYPE_IN: "core_please_type",
    AlarmPurpose.MEMO_LEFT: "memo_left_lying",
}
"""What the core centre reads; a call passed on has its own sentence, which names nobody."""


def for_core(
    facts: Facts,
    staff: Staff,
    *,
    purpose: AlarmPurpose,
    draft: Draft | None,
    at: datetime,
    new_id: NewId,
) -> Alarm:
    """Return a call of the core centre, the number of the asker's office to be called back."""
    return Alarm(
        id=AlarmId(new_id()),
        network=facts.town.network.id,
        office=staff.office,
        raised_by=staff.member or Member(team=facts.town.network.team, user=staff.id),
        raised_at=at,
        callback=facts.town.telephone(staff.office) or "",
        purpose=purpose,
        draft=draft.id if draft else None,
    )


def begun(facts: Facts, alarm: Alarm, *, act: str, at: datetime) -> Decision:
    """Page whoever is first, and plan the next; the due row says until when."""
    paged, due = _paged(facts, alarm, at=at)
    note = Note(act=act, subject=alarm.id)
    changed = replace(alarm, step=alarm.step + 1)
    return Decision(changes=(changed,), effects=paged, due=(due,), notes=(note,))


def page_next(facts: Facts, *, at: datetime) -> Decision:
    """Page whoever is next, again and again; a call sheet that was sent calls nobody any more."""
    alarm = facts.alarm
    if alarm is None or alarm.taken_at is not None:
        return Decision()
    if alarm.draft is not None and facts.draft is None:
        return needless(facts, alarm, at=at)
    paged, due = _paged(facts, alarm, at=at)
    note = Note(act="page_next", subject=alarm.id, detail={"step": str(alarm.step)})
    changed = replace(alarm, step=alarm.step + 1)
    notes = (note,) if paged else ()  # asked again all the same: somebody may come on duty
    return Decision(changes=(changed,), effects=paged, due=(due,), notes=notes)


def needless(facts: Facts, alarm: Alarm, *, at: datetime) -> Decision:
    """End a call whose call sheet is gone, and tell whoever was paged."""
    key = f"alarm_over:{alarm.id}"
    words = not_needed(facts, alarm)
    letters = (Direct(to=one, sentence=words, key=f"{key}:{one}") for one in paged(facts, alarm))
    note = Note(act="end_alarm", subject=alarm.id)
    return Decision(changes=(replace(alarm, taken_at=at),), effects=tuple(letters), notes=(note,))


def not_needed(facts: Facts, alarm: Alarm) -> Sentence:
    """Say that nobody has to call back, because the call sheet is gone."""
    staff, office = raiser(facts, alarm), facts.town.offices.get(alarm.office)
    name, of = staff.name if staff else "", office.name if office else ""
    return sentence("alarm_not_needed", name=name, office=of)


def raiser(facts: Facts, alarm: Alarm) -> Staff | None:
    """Return who raised it as staff, also somebody who has left Slack since."""
    who, everybody = alarm.raised_by, facts.town.staff
    found = (one for one in everybody.values() if one.member == who)
    return next(found, None) or everybody.get(StaffId(who.user))


def paged(facts: Facts, alarm: Alarm) -> tuple[StaffId, ...]:
    """Return whoever was paged so far, each once, as duty stands now."""
    every = (one for turn in range(alarm.step) for one in at_turn(facts, alarm.purpose, turn))
    return tuple(dict.fromkeys(every))


def at_turn(facts: Facts, purpose: AlarmPurpose, turn: int) -> tuple[StaffId, ...]:
    """Return who is paged at a turn, counted from 0; nobody where Slack reaches nobody."""
    if purpose is AlarmPurpose.RELAY:
        return _relayed(facts, turn)
    core = facts.town.core
    able = facts.town.ringing(core.id) if core else ()
    return (able[turn % len(able)],) if able else ()


def _paged(facts: Facts, alarm: Alarm, *, at: datetime) -> tuple[tuple[Direct, ...], Due]:
    """Return the letters of the turn that comes now, and the moment of the next."""
    later = at + timedelta(minutes=facts.profile.alarm_minutes)
    words = _please(facts, alarm)
    letters = tuple(
        Direct(to=one, sentence=words, key=f"alarm:{alarm.id}:{alarm.step}:{one}", subject=alarm.id)
        for one in at_turn(facts, alarm.purpose, alarm.step)
    )
    step = str(alarm.step + 1)
    return letters, Due(kind=DueKind.ALARM, subject=alarm.id, step=step, at=later)


def _please(facts: Facts, alarm: Alarm) -> Sentence:
    """Return what is asked: a call passed on says where from, the others who asks."""
    office = facts.town.offices.get(alarm.office)
    of = office.name if office else ""
    if alarm.purpose is AlarmPurpose.RELAY:
        return sentence("alarm_please", office=of, at=alarm.raised_at)
    staff = raiser(facts, alarm)
    args = {"name": staff.name if staff else "", "office": of}
    return Sentence(ASKS[alarm.purpose], {**args, "telephone": alarm.callback or None})


def _relayed(facts: Facts, turn: int) -> tuple[StaffId, ...]:
    """Return each consultation office's next counsellor; after the last, the core centre."""
    offices = facts.town.of_kind(OfficeKind.CONSULTATION)
    turns = (_counselors(facts, office.id)[turn : turn + 1] for office in offices)
    found = tuple(one for each in turns for one in each)
    core = facts.town.core
    return found or (_reachable(facts, core.id) if core else ())


def _counselors(facts: Facts, office: OfficeId) -> tuple[StaffId, ...]:
    reachable = _reachable(facts, office)
    return tuple(one for one in reachable if facts.town.staff[one].counselor)


def _reachable(facts: Facts, office: OfficeId) -> tuple[StaffId, ...]:
    duty = facts.town.duty(office)
    return tuple(one for one in duty if facts.town.staff[one].member is not None)
