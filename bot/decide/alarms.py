"""緊急の連絡を取り次ぐ: somebody needs a counsellor, and there is no case yet.

The counsellors on duty are paged one round after another, then the core centre, until one of
them takes the telephone. No person is named; the number to call back never reaches a channel.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from bot.decide.ids import NewId
from bot.effects import (
    Decision,
    Direct,
    Due,
    DueKind,
    Effect,
    FieldErrors,
    Note,
    Said,
    Sentence,
    Shown,
    Whisper,
    sentence,
)
from bot.facts import Actor, Facts
from bot.model import Alarm, AlarmId, OfficeId, StaffId
from bot.vocabulary import OfficeKind

NUMBER: Final = re.compile(r"\+?[0-9(][0-9() -]{3,22}[0-9]")
"""A telephone number as people write it, an extension or 189-like short number is too short."""


def ask_number(facts: Facts, *, by: Actor, at: datetime) -> Decision:
    """Show the form that asks for the number to call back, and for nothing else."""
    return Decision(reply=Shown("alarm", at))


def raise_alarm(facts: Facts, *, callback: str, by: Actor, at: datetime, new_id: NewId) -> Decision:
    """Page the first counsellor on duty of every consultation office."""
    number = plain_number(callback)
    office = by.staff.office if by.staff else min(by.channel_offices, default=None)
    if number is None or office is None:
        return Decision(reply=FieldErrors({"callback": sentence("field_telephone")}))
    alarm = Alarm(
        id=AlarmId(new_id()),
        network=facts.town.network.id,
        office=office,
        raised_by=by.member,
        raised_at=at,
        callback=number,
    )
    paged, due = _paged(facts, alarm, at=at)
    return Decision(
        changes=(replace(alarm, step=1),),
        effects=paged,
        due=(due,),
        notes=(Note(act="relay_alarm", subject=alarm.id),),
        reply=Said(_said(facts, _round(facts, alarm.step), until=due.at)),
    )


def _said(facts: Facts, paged: tuple[StaffId, ...], *, until: datetime) -> Sentence:
    """Return who was told; where Slack reaches nobody, only whom to telephone."""
    core = facts.town.core
    if not paged:
        offices = (*facts.town.of_kind(OfficeKind.CONSULTATION), *((core,) if core else ()))
        known = ((each.name, facts.town.telephone(each.id)) for each in offices)
        return sentence("alarm_by_telephone", rows=tuple((name, tel or "") for name, tel in known))
    counselors = any(facts.town.staff[each].counselor for each in paged)
    telephone = facts.town.core_telephone
    return sentence("alarm_raised", until=until, telephone=telephone, counselors=counselors)


def plain_number(text: str) -> str | None:
    """Return a telephone number in ordinary digits, or None for what is none."""
    plain = unicodedata.normalize("NFKC", text).strip()
    plain = re.sub(r"[‐‑‒–—―−ー]", "-", plain)
    return plain if NUMBER.fullmatch(plain) else None


def page_next(facts: Facts, *, at: datetime) -> Decision:
    """Page whoever is next; after the counsellors the core centre, again and again."""
    alarm = facts.alarm
    if alarm is None or alarm.taken_at is not None:
        return Decision()
    paged, due = _paged(facts, alarm, at=at)
    note = Note(act="page_next", subject=alarm.id, detail={"step": str(alarm.step)})
    changed = replace(alarm, step=alarm.step + 1)
    notes = (note,) if paged else ()  # asked again all the same: somebody may come on duty
    return Decision(changes=(changed,), effects=paged, due=(due,), notes=notes)


def _paged(facts: Facts, alarm: Alarm, *, at: datetime) -> tuple[tuple[Direct, ...], Due]:
    """Return the letters of the round that comes now, and the moment of the next."""
    office = facts.town.offices.get(alarm.office)
    later = at + timedelta(minutes=facts.profile.alarm_minutes)
    words = sentence("alarm_please", office=office.name if office else "", at=alarm.raised_at)
    letters = tuple(
        Direct(to=one, sentence=words, key=f"alarm:{alarm.id}:{alarm.step}:{one}", subject=alarm.id)
        for one in _round(facts, alarm.step)
    )
    step = str(alarm.step + 1)
    return letters, Due(kind=DueKind.ALARM, subject=alarm.id, step=step, at=later)


def _round(facts: Facts, turn: int) -> tuple[StaffId, ...]:
    """Return who is paged at a turn: each consultation office's next counsellor, else the core."""
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


def take(facts: Facts, *, by: Actor, at: datetime) -> Decision:
    """Take the telephone: the number is shown, the paging stops, the raiser hears who calls."""
    alarm = facts.alarm
    if alarm is None or by.staff is None:
        return Decision(reply=Said(sentence("not_now")))
    if alarm.taken_by is not None and alarm.taken_by != by.staff.id:
        taker = facts.town.staff.get(alarm.taken_by)
        return Decision(reply=Said(sentence("alarm_is_taken", name=taker.name if taker else "")))
    note = Note(act="take_alarm", subject=alarm.id)
    shown = Shown("alarm_number", alarm.callback)
    if alarm.taken_by is not None:
        return Decision(notes=(note,), reply=shown)
    taken = replace(alarm, taken_by=by.staff.id, taken_at=at)
    effects = (*_raiser_hears(facts, taken, by=by), *_others_hear(facts, taken, by=by))
    return Decision(changes=(taken,), effects=effects, notes=(note,), reply=shown)


def _raiser_hears(facts: Facts, alarm: Alarm, *, by: Actor) -> tuple[Effect, ...]:
    """Return who calls back, said to the raiser: in a letter, else in their office's channel."""
    office = facts.town.offices.get(by.staff.office) if by.staff else None
    words = sentence(
        "alarm_taken",
        name=by.staff.name if by.staff else "",
        office=office.name if office else "",
    )
    key = f"alarm_taken:{alarm.id}"
    raiser = next((one for one in facts.town.staff.values() if one.member == alarm.raised_by), None)
    if raiser is not None:
        return (Direct(to=raiser.id, sentence=words, key=key),)
    channel = facts.town.channel_of(alarm.office)
    if channel is None:
        return ()
    return (Whisper(to=alarm.raised_by, channel=channel, thread=None, sentence=words, key=key),)


def _others_hear(facts: Facts, alarm: Alarm, *, by: Actor) -> tuple[Direct, ...]:
    """Return the letters to whoever was paged before: nobody calls a second time."""
    paged = dict.fromkeys(one for turn in range(alarm.step) for one in _round(facts, turn))
    name = by.staff.name if by.staff else ""
    words = sentence("alarm_is_taken", name=name)
    key = f"alarm_over:{alarm.id}"
    others = (one for one in paged if by.staff is None or one != by.staff.id)
    return tuple(Direct(to=one, sentence=words, key=f"{key}:{one}") for one in others)
