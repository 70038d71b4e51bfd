"""Who sees a person, and how much: the opening is on record before anything is shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.effects import Decision, Note, Said, Shown, sentence
from bot.facts import Actor, Facts, is_open
from bot.model import Case, Contact, Need, Person, Registration


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What the decided office needs to care for the person tonight.

    Emergency contacts without their own consent are left out (F-19).
    """

    person: Person
    registration: Registration
    case: Case
    need: Need
    contacts: tuple[Contact, ...]


def open_sheet(facts: Facts, *, by: Actor, at: datetime) -> Decision:
    """Open the person's sheet for this case, the opening recorded with it.

    Plan: 松江市（案）9(3) 緊急時等におけるサービス提供を行うための関係機関による情報共有
    """
    case, need, person, registration = facts.case, facts.need, facts.person, facts.registration
    if case is None or need is None or person is None or registration is None:
        return Decision(reply=Said(sentence("sheet_unavailable")))
    if not is_open(need) or not registration.usable:
        note = Note(act="open_sheet", subject=case.id, outcome="refused")
        return Decision(reply=Said(sentence("sheet_closed")), notes=(note,))
    contacts = tuple(one for one in person.contacts if one.consented_on is not None)
    sheet = Sheet(person=person, registration=registration, case=case, need=need, contacts=contacts)
    note = Note(act="open_sheet", subject=case.id, detail={"person": person.id})
    return Decision(reply=Shown("sheet", sheet), notes=(note,))
