"""Who sees a person, and how much: the opening is on record before anything is shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.decide import remarks
from bot.decide.given import nameless
from bot.decide.ids import NewId
from bot.effects import Decision, Note, Said, Shown, joined, sentence
from bot.facts import Actor, Facts
from bot.model import Case, Contact, MedicalContact, Need, Person, Registration
from bot.moves import ANSWERABLE, AskStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What the decided office needs to care for the person tonight.

    Emergency contacts without their own consent are left out (F-19).
    """

    person: Person
    registration: Registration
    case: Case
    need: Need
    with_case: bool  # this case's facts too, not only the shared copy
    contacts: tuple[Contact, ...]
    medical: tuple[MedicalContact, ...] = ()  # of this case, oldest first


def open_sheet(facts: Facts, *, by: Actor, at: datetime) -> Decision:
    """Open the person's sheet with this case's facts, the opening recorded with it.

    Whom and until when `may` says: until 72 hours after the end, while the consent stands.

    Plan: 松江市（案）9(3) 緊急時等におけるサービス提供を行うための関係機関による情報共有
    """
    return _asks_name(facts) if by.shared else _opened(facts, act="open_sheet")


def open_sheet_named(
    facts: Facts, *, answerer: str, by: Actor, at: datetime, new_id: NewId
) -> Decision:
    """Open the sheet at a shared login, for somebody who gave their name."""
    return _named(facts, "open_sheet", answerer=answerer, by=by, at=at, new_id=new_id)


def open_copy(facts: Facts, *, by: Actor, at: datetime) -> Decision:
    """Open the shared copy for an asked office that holds one, before it answers.

    Plan: 松江市（案）7② 登録届等の写しを受け取り、情報を得ます
    """
    if not _still_asked(facts):
        note = Note(act="open_copy", subject=facts.ask.id if facts.ask else "", outcome="refused")
        return Decision(reply=Said(sentence("not_now")), notes=(note,))
    return _asks_name(facts) if by.shared else _opened(facts, act="open_copy")


def _still_asked(facts: Facts) -> bool:
    """True while the office may still say yes in the present round; after its no it needs nothing.

    Whoever was freed because others were chosen is asked no more either.
    """
    ask, need = facts.ask, facts.need
    if ask is None or ask.status not in ANSWERABLE or ask.status is AskStatus.DECLINED:
        return False
    return need is None or ask.round == need.round


def open_copy_named(
    facts: Facts, *, answerer: str, by: Actor, at: datetime, new_id: NewId
) -> Decision:
    """Open the shared copy at a shared login, for somebody who gave their name."""
    unnamed = open_copy(facts, by=by, at=at)
    if not isinstance(unnamed.reply, Shown):
        return unnamed
    return _named(facts, "open_copy", answerer=answerer, by=by, at=at, new_id=new_id)


def _asks_name(facts: Facts) -> Decision:
    """Return the question for 回答者名; nothing of the person is shown before it is answered."""
    about = facts.ask or facts.case
    return Decision(reply=Shown("answerer", about.id if about else ""))


def _named(
    facts: Facts, act: str, *, answerer: str, by: Actor, at: datetime, new_id: NewId
) -> Decision:
    if not answerer:
        return nameless()
    opened = _opened(facts, act=act)
    if facts.case is None:
        return opened
    kept = remarks.kept(facts, text="", answerer=answerer, by=by, at=at, new_id=new_id)
    return joined(opened, kept)


def _opened(facts: Facts, *, act: str) -> Decision:
    case, need, person, registration = facts.case, facts.need, facts.person, facts.registration
    if case is None or need is None or person is None or registration is None:
        return Decision(reply=Said(sentence("sheet_unavailable")))
    sheet = Sheet(
        person=person,
        registration=registration,
        case=case,
        need=need,
        with_case=act == "open_sheet",
        contacts=tuple(one for one in person.contacts if one.consented_on is not None),
        medical=facts.medical_contacts if act == "open_sheet" else (),
    )
    note = Note(act=act, subject=case.id, detail={"person": person.id})
    return Decision(reply=Shown("sheet", sheet), notes=(note,))
