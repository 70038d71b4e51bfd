"""Whose case it is when somebody else opened it: the counsellor confirms, or the core leads.

Plan: つるおか安心ネット ⑥; 松江市（案）7① 基幹による調整
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from bot.effects import (
    Decision,
    Direct,
    Due,
    DueKind,
    Line,
    Note,
    Said,
    Show,
    sentence,
)
from bot.facts import Actor, Facts, ask_card, case_cards, case_of, each_need, owner_card
from bot.model import Case, StaffId


def to_confirm(facts: Facts, case: Case, *, by: StaffId, at: datetime) -> tuple[Case, Decision]:
    """Return the case and how its owner is asked; who opens their own case is asked nothing."""
    if case.owner == by:
        return case, Decision()
    until = at + timedelta(minutes=facts.profile.owner_handover_minutes)
    opener = facts.town.staff[by]
    office = facts.town.offices.get(opener.office)
    words = sentence(
        "please_take_case",
        number=case.number,
        name=opener.name,
        office=office.name if office else "",
        until=until,
    )
    key = f"owner_confirm:{case.id}"
    letter = Direct(to=case.owner, sentence=words, key=key, subject=case.id)
    due = Due(kind=DueKind.OWNER_CONFIRM, subject=case.id, step="1", at=until)
    return replace(case, confirm_owner_by=until), Decision(effects=(letter,), due=(due,))


def confirm(facts: Facts, *, by: Actor, at: datetime) -> Decision:
    """The counsellor takes the case that somebody else opened for them."""
    case, _ = case_of(facts)
    if by.staff is None or by.staff.id != case.owner:
        name = facts.town.staff[case.owner].name
        return Decision(reply=Said(sentence("owner_is_another", number=case.number, name=name)))
    said = Said(sentence("owner_confirmed", number=case.number))
    if case.confirm_owner_by is None:
        return Decision(reply=said)
    words = sentence("owner_took_case", number=case.number, name=by.staff.name)
    line = Line(card=owner_card(case), sentence=words, key=f"owner_took:{case.id}")
    kept = replace(case, confirm_owner_by=None)
    note = Note(act="confirm_owner", subject=case.id)
    cards = tuple(Show(card=card) for card in case_cards(facts, kept))
    return Decision(changes=(kept,), effects=(*cards, line), notes=(note,), reply=said)


def not_confirmed(facts: Facts, *, at: datetime) -> Decision:
    """Make the core centre's first on duty the owner of a case nobody took; all are told."""
    if facts.case is None or facts.need is None or facts.need.next_step is None:
        return Decision()
    case, core = facts.case, facts.town.core
    duty = facts.town.duty(core.id) if core else ()
    if case.confirm_owner_by is None or core is None or not duty:
        return Decision()
    taken = replace(case, owner=duty[0], owner_office=core.id, confirm_owner_by=None)
    words = sentence(
        "owner_is_core", number=case.number, office=core.name, name=facts.town.staff[duty[0]].name
    )
    key = f"owner_core:{case.id}"
    cards = case_cards(facts, taken)
    lines = tuple(
        Line(
            card=card,
            sentence=words,
            key=f"{key}:{card.office}",
            mention=_rung(facts, taken, card.office),
        )
        for card in cards
    )
    asks = (ask for each in each_need(facts) for ask in each.ever_asked)
    asked = tuple(Show(card=card) for card in (*cards, *(ask_card(ask) for ask in asks)))
    letters = tuple(
        Direct(to=one, sentence=words, key=f"{key}:{one}", subject=case.id)
        for one in dict.fromkeys((duty[0], case.owner))
    )
    note = Note(act="owner_is_core", subject=case.id, detail={"from": case.owner, "to": duty[0]})
    return Decision(changes=(taken,), effects=(*asked, *lines, *letters), notes=(note,))


def _rung(facts: Facts, case: Case, office: str) -> tuple[StaffId, ...]:
    return (case.owner,) if office == case.owner_office else ()
