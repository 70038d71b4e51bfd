"""緊急の連絡を取り次ぐ: somebody needs a counsellor, and there is no case yet; 電話を引き受ける.

No person is named; the number to call back never reaches a channel. A call sheet that goes with
a call becomes its taker's.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from bot.decide import drafts, paging
from bot.decide.ids import NewId
from bot.effects import (
    Decision,
    Direct,
    Effect,
    FieldErrors,
    Note,
    Said,
    Sentence,
    Shown,
    Whisper,
    joined,
    sentence,
)
from bot.facts import Actor, Facts
from bot.model import Alarm, AlarmId, StaffId
from bot.vocabulary import AlarmPurpose, OfficeKind

NUMBER: Final = re.compile(r"\+?[0-9(][0-9() -]{3,22}[0-9]")
"""A telephone number as people write it, an extension or 189-like short number is too short."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallBack:
    """What whoever takes a call needs: the number, who asked, and the call sheet that is theirs.

    `callback` is empty where no number is known, `name` where a call was passed on.
    """

    callback: str
    raised_at: datetime
    name: str = ""
    office: str = ""
    draft: str = ""


# ------------------------------------------------------------------ a call is passed on


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
    begun = paging.begun(facts, alarm, act="relay_alarm", at=at)
    first = paging.at_turn(facts, alarm.purpose, 0)
    said = _said(facts, first, until=begun.due[0].at)
    to = by.staff.id if by.staff else by.member
    kept = Direct(to=to, sentence=said, key=f"alarm_raised:{alarm.id}")  # the form is closed soon
    return replace(begun, effects=(*begun.effects, kept), reply=Said(said))


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


# ------------------------------------------------------------------ a call is taken


def take(facts: Facts, *, by: Actor, at: datetime) -> Decision:
    """Take the telephone: the number is shown, the paging stops, the raiser hears who calls.

    A call sheet that goes with the call is the taker's from now on.
    """
    alarm = facts.alarm
    if alarm is None or by.staff is None:
        return Decision(reply=Said(sentence("not_now")))
    if alarm.taken_at is not None and alarm.taken_by != by.staff.id:
        return Decision(reply=Said(_too_late(facts, alarm)))
    own = Decision(notes=(Note(act="take_alarm", subject=alarm.id),))
    if alarm.taken_by is not None:
        mine = facts.draft is not None and drafts.wrote(facts.draft, by)
        return replace(own, reply=Shown("alarm_number", _call_back(facts, alarm, with_draft=mine)))
    if alarm.draft is not None and facts.draft is None:  # it was sent meanwhile
        over = paging.needless(facts, alarm, at=at)
        return joined(own, over, Decision(reply=Said(paging.not_needed(facts, alarm))))
    taken = replace(alarm, taken_by=by.staff.id, taken_at=at)
    given = drafts.handed_over(facts, key=alarm.id, by=by, at=at)
    mine = facts.draft is not None and drafts.may_go_over(facts, facts.draft)
    alone = by.member == alarm.raised_by  # the duty's own sheet, left lying
    hears = () if given.effects or alone else _raiser_hears(facts, taken, by=by)
    effects = (*hears, *_others_hear(facts, taken, by=by))
    shown = Shown("alarm_number", _call_back(facts, alarm, with_draft=mine))
    return joined(own, given, Decision(changes=(taken,), effects=effects, reply=shown))


def _too_late(facts: Facts, alarm: Alarm) -> Sentence:
    if alarm.taken_by is None:
        return paging.not_needed(facts, alarm)
    taker = facts.town.staff.get(alarm.taken_by)
    return sentence("alarm_is_taken", name=taker.name if taker else "")


def _call_back(facts: Facts, alarm: Alarm, *, with_draft: bool) -> CallBack:
    relayed = alarm.purpose is AlarmPurpose.RELAY  # whoever passed it on is not who is called
    staff = None if relayed else paging.raiser(facts, alarm)
    office = facts.town.offices.get(alarm.office)
    return CallBack(
        callback=alarm.callback,
        raised_at=alarm.raised_at,
        name=staff.name if staff else "",
        office=office.name if office else "",
        draft=facts.draft.id if facts.draft and with_draft else "",
    )


def _raiser_hears(facts: Facts, alarm: Alarm, *, by: Actor) -> tuple[Effect, ...]:
    """Return who calls back, said to the raiser: in a letter, else in their office's channel."""
    office = facts.town.offices.get(by.staff.office) if by.staff else None
    words = sentence(
        "alarm_taken" if alarm.purpose is AlarmPurpose.RELAY else "core_calls_back",
        name=by.staff.name if by.staff else "",
        office=office.name if office else "",
    )
    key = f"alarm_taken:{alarm.id}"
    raiser = paging.raiser(facts, alarm)
    if raiser is not None:
        return (Direct(to=raiser.id, sentence=words, key=key),)
    channel = facts.town.channel_of(alarm.office)
    if channel is None:
        return ()
    return (Whisper(to=alarm.raised_by, channel=channel, thread=None, sentence=words, key=key),)


def _others_hear(facts: Facts, alarm: Alarm, *, by: Actor) -> tuple[Direct, ...]:
    """Return the letters to whoever was paged before: nobody calls a second time."""
    name = by.staff.name if by.staff else ""
    words = sentence("alarm_is_taken", name=name)
    key = f"alarm_over:{alarm.id}"
    others = (one for one in paging.paged(facts, alarm) if by.staff is None or one != by.staff.id)
    return tuple(Direct(to=one, sentence=words, key=f"{key}:{one}") for one in others)
