"""A person's sheet: opened on record, for tonight's care, without those who did not consent."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.decide.may import Act, Verdict, may
from bot.decide.remarks import read_remarks
from bot.decide.sheets import Sheet, open_copy, open_sheet
from bot.effects import Decision, Shown
from bot.facts import Facts
from bot.model import Registration
from bot.moves import ANSWERABLE, AskStatus, NeedStatus
from bot.vocabulary import Lang, RegistrationState
from bot.words import pages, words_in
from tests.decide.builders import (
    a_case,
    a_need,
    after,
    an_ask,
    facts_of,
    outcomes,
    registrant,
    said,
    somebody,
)

NURSE = somebody("P01-1")


def deciding_for(person: str, **changes: Any) -> Facts:
    """Return the facts after P01 was decided for that person."""
    line = registrant(person)
    facts = facts_of(
        an_ask(AskStatus.DECIDED),
        need=a_need(NeedStatus.DECIDED),
        case=a_case(person),
        registration=line.registration,
        person=line.person,
    )
    return replace(facts, **changes)


def sheet_of(decision: Decision) -> Sheet:
    """Return the sheet that was opened."""
    assert isinstance(decision.reply, Shown)
    assert isinstance(decision.reply.value, Sheet)
    return decision.reply.value


def test_the_sheet_is_opened_with_its_opening_on_record() -> None:
    decision = open_sheet(deciding_for("R01"), by=NURSE, at=after(27))

    assert sheet_of(decision).person.id == "R01"
    assert outcomes(decision) == [("open_sheet", "done")]
    assert decision.notes[0].detail == {"person": "R01"}


def test_the_record_of_an_opening_holds_ids_and_no_values() -> None:
    decision = open_sheet(deciding_for("R01"), by=NURSE, at=after(27))

    person = registrant("R01").person
    assert not any(value in repr(decision.notes) for value in (person.name, person.address))


def test_a_contact_who_did_not_consent_is_left_out() -> None:
    person = registrant("R07").person
    left_out = [each for each in person.contacts if each.consented_on is None]
    assert left_out

    sheet = sheet_of(open_sheet(deciding_for("R07"), by=NURSE, at=after(27)))

    assert not set(left_out) & set(sheet.contacts)
    assert len(sheet.contacts) == len(person.contacts) - len(left_out)


@pytest.mark.parametrize("lang", Lang)
def test_nor_is_such_a_contact_drawn_anywhere_on_the_page(lang: Lang) -> None:
    facts = deciding_for("R07")
    left_out = next(each for each in registrant("R07").person.contacts if not each.consented_on)

    sheet = sheet_of(open_sheet(facts, by=NURSE, at=after(27)))
    drawn = repr(pages.sheet(words_in(lang, facts.profile.ui_terms), sheet))

    assert left_out.name not in drawn
    assert left_out.telephone not in drawn


def consent_gone(registration: Registration) -> list[Registration]:
    """Return the registration in every way its consent can be gone."""
    assert registration.consent is not None
    withdrawn = replace(registration.consent, withdrawn_on=date(2026, 1, 20))
    ended = (RegistrationState.WITHDRAWN, RegistrationState.ENDED, RegistrationState.DECLINED)
    return [
        replace(registration, consent=withdrawn),
        replace(registration, consent=None),
        *(replace(registration, state=state) for state in ended),
    ]


@pytest.mark.parametrize("registration", consent_gone(registrant("R01").registration))
def test_a_sheet_is_closed_the_moment_the_consent_is_gone(registration: Registration) -> None:
    facts = deciding_for("R01", registration=registration)

    assert may(NURSE, Act.OPEN_SHEET, facts, at=after(27)) is Verdict.NO_CONSENT


@pytest.mark.parametrize("missing", ["case", "need", "person", "registration"])
def test_where_something_is_not_there_nothing_is_shown(missing: str) -> None:
    facts: Facts = replace(deciding_for("R01"), **{missing: None})  # type: ignore[arg-type]

    decision = open_sheet(facts, by=NURSE, at=after(27))

    assert said(decision) == "sheet_unavailable"


# ------------------------------------------------------------------ the copy, before the answer


def asking_for(person: str, status: AskStatus = AskStatus.WAITING, **changes: Any) -> Facts:
    """Return the facts while P01, holding a copy, is asked for that person."""
    asking = a_need(NeedStatus.ASKING)
    return replace(deciding_for(person, need=asking), **changes, ask=an_ask(status))


@pytest.mark.parametrize("status", AskStatus, ids=str)
def test_a_copy_is_open_while_its_holder_may_answer_and_only_then(status: AskStatus) -> None:
    decision = open_copy(asking_for("R01", status), by=NURSE, at=after(6))

    open_ = status in {*ANSWERABLE} - {AskStatus.DECLINED}
    assert isinstance(decision.reply, Shown) is open_
    assert outcomes(decision) == [("open_copy", "done" if open_ else "refused")]
    if not open_:
        assert said(decision) == "not_now"


@pytest.mark.parametrize("status", AskStatus, ids=str)
def test_a_copy_of_an_earlier_round_stays_closed(status: AskStatus) -> None:
    facts = asking_for("R01", status)
    later = replace(facts, need=a_need(NeedStatus.ASKING, round=2))

    decision = open_copy(later, by=NURSE, at=after(6))

    assert said(decision) == "not_now"
    assert outcomes(decision) == [("open_copy", "refused")]


@pytest.mark.parametrize("lang", Lang)
def test_the_copy_holds_the_person_without_this_cases_own_words(lang: Lang) -> None:
    free = {"whereabouts": "架空の居場所", "situation": "架空の状況", "wish_note": "架空の希望"}
    facts = asking_for("R01", case=a_case("R01", **free))
    words = words_in(lang, facts.profile.ui_terms)

    copy = repr(pages.sheet(words, sheet_of(open_copy(facts, by=NURSE, at=after(6)))))
    whole = repr(pages.sheet(words, sheet_of(open_sheet(facts, by=NURSE, at=after(6)))))

    assert registrant("R01").person.name in copy
    assert not [each for each in free.values() if each in copy]
    assert free["situation"] in whole


def test_a_contact_who_did_not_consent_is_left_out_of_the_copy_too() -> None:
    left_out = [each for each in registrant("R07").person.contacts if each.consented_on is None]

    sheet = sheet_of(open_copy(asking_for("R07"), by=NURSE, at=after(6)))

    assert not set(left_out) & set(sheet.contacts)


@pytest.mark.parametrize("registration", consent_gone(registrant("R01").registration))
def test_a_copy_is_closed_the_moment_the_consent_is_gone(registration: Registration) -> None:
    facts = asking_for("R01", registration=registration)

    found = may(NURSE, Act.OPEN_COPY, facts, at=after(6))
    assert found is Verdict.NO_CONSENT


@pytest.mark.parametrize("missing", ["case", "need", "person", "registration"])
def test_where_something_is_not_there_no_copy_is_shown(missing: str) -> None:
    facts: Facts = replace(asking_for("R01"), **{missing: None})  # type: ignore[arg-type]

    assert said(open_copy(facts, by=NURSE, at=after(6))) == "sheet_unavailable"


# ------------------------------------------------------------------ what offices wrote


def test_reading_what_offices_wrote_is_on_record_with_ids_alone() -> None:
    decision = read_remarks(facts_of(), by=somebody("C1"), at=after(9))

    assert decision.reply == Shown("remarks", "case-1")
    assert outcomes(decision) == [("read_remarks", "done")]
    assert (decision.changes, decision.effects, decision.due) == ((), (), ())
