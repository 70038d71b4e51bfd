"""The core centre is asked to telephone: nothing of any person is said, only who asks and where."""

from __future__ import annotations

from datetime import datetime

from bot.decide.core_centre import everybody_on_duty
from bot.effects import Decision, Direct, Note, Said, Sentence, sentence
from bot.facts import Actor, Facts
from bot.model import Staff, StaffId


def consult(facts: Facts, *, key: str, by: Actor, at: datetime) -> Decision:
    """Ask the core centre's duty to call this person back."""
    words = _from(facts, by.staff, "core_please_call")
    return _asked(facts, words, key=f"consult:{key}", act="consult_core")


def type_for(facts: Facts, *, key: str, by: Actor, at: datetime) -> Decision:
    """Ask the core centre's duty to call back and fill the call sheet in for this person."""
    words = _from(facts, by.staff, "core_please_type")
    return _asked(facts, words, key=f"type_for:{key}", act="ask_core_to_type")


def memo_left(facts: Facts, writer: StaffId, *, key: str) -> Decision:
    """Tell the core centre's duty that somebody's call sheet was left lying."""
    words = _from(facts, facts.town.staff.get(writer), "memo_left_lying")
    return _asked(facts, words, key=key, act="memo_left_lying")


def _asked(facts: Facts, words: Sentence, *, key: str, act: str) -> Decision:
    """Return the letters to everybody on duty, or only the number where nobody has Slack."""
    core, town = facts.town.core, facts.town
    duty = [one for one in everybody_on_duty(facts) if town.staff[one].member is not None]
    letters = tuple(Direct(to=one, sentence=words, key=f"{key}:{one}") for one in duty)
    office, telephone = core.name if core else None, town.core_telephone
    said = sentence(
        "core_was_asked" if duty else "core_by_telephone", office=office, telephone=telephone
    )
    note = Note(act=act, subject=core.id if core else town.network.id)
    return Decision(effects=letters, notes=(note,), reply=Said(said))


def _from(facts: Facts, staff: Staff | None, key: str) -> Sentence:
    """Return the sentence with who asks, of which office, under which number."""
    office = facts.town.offices.get(staff.office) if staff else None
    return Sentence(
        key,
        {
            "name": staff.name if staff else "",
            "office": office.name if office else "",
            "telephone": facts.town.telephone(office.id) if office else None,
        },
    )
