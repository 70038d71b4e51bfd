"""Contacts with doctors and ambulances in a case: append-only, read by those who lead it.

Plan: 松江市（案）別紙2-1 医療機関へのつなぎ
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.decide.ids import NewId
from bot.effects import Decision, Note, Said, Show, Shown, sentence
from bot.facts import Actor, Facts, case_cards, case_of
from bot.model import Case, MedicalContact, MedicalContactId, StaffId
from bot.vocabulary import Medical, MedicalBody


@dataclass(frozen=True, slots=True, kw_only=True)
class Contacted:
    """With whom it was, of which kind, and what came of it."""

    body: MedicalBody
    whom: str = ""
    result: str = ""


def called_ambulance(case: Case, *, by: StaffId, new_id: NewId) -> tuple[MedicalContact, ...]:
    """Return the first entry, where the ambulance was called before the case was opened."""
    if case.medical is not Medical.AMBULANCE_CALLED:
        return ()
    id_ = MedicalContactId(new_id())
    at, body = case.called_at, MedicalBody.AMBULANCE
    return (MedicalContact(id=id_, network=case.network, case=case.id, by=by, at=at, body=body),)


def open_form(facts: Facts, *, by: Actor, at: datetime) -> Decision:
    """Show what is on record already, and the form for one contact more."""
    case, need = case_of(facts)
    if need.next_step is None:
        return Decision(reply=Said(sentence("not_now")))
    note = Note(act="read_medical", subject=case.id)
    return Decision(reply=Shown("medical", facts.medical_contacts), notes=(note,))


def record(
    facts: Facts, *, contacted: Contacted, by: Actor, at: datetime, new_id: NewId
) -> Decision:
    """Keep one contact more; the case card shows that there was one, and when."""
    case, _ = case_of(facts)
    if by.staff is None:
        return Decision(reply=Said(sentence("not_now")))
    contact = MedicalContact(
        id=MedicalContactId(new_id()),
        network=case.network,
        case=case.id,
        by=by.staff.id,
        at=at,
        body=contacted.body,
        whom=contacted.whom,
        result=contacted.result,
    )
    cards = tuple(Show(card=card) for card in case_cards(facts, case))
    note = Note(act="record_medical", subject=case.id, detail={"body": contacted.body.value})
    reply = Shown("recorded", case.number)
    return Decision(changes=(contact,), effects=cards, notes=(note,), reply=reply)
