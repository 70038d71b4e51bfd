"""Opening a case: the prepared offices at once, in the registrant's order, and nobody else."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from bot.decide import candidates, memo, opening
from bot.decide.reaching import Reach
from bot.effects import Decision, DueKind, FieldErrors, Refused, Shown
from bot.facts import Facts
from bot.model import Ask, Case, Draft, Need, OfficeId, Outline, age_band
from bot.moves import AskStatus, NeedStatus, NextStep
from bot.request import Request
from bot.vocabulary import Ground, Handbook, ServiceType
from tests.decide.builders import (
    TONIGHT,
    a_draft,
    a_request,
    after,
    asks_of,
    before_opening,
    changed_case,
    changed_need,
    directs,
    in_japan,
    judged,
    lines,
    numbered,
    outcomes,
    page_two,
    redrawn,
    registrant,
    said,
    somebody,
)
from tests.memos import memo_of

COUNSELOR = somebody("C1")


def opened(person: str = "R01", *, by: str = "C1", **asked: Any) -> Any:
    """Return what the last tap comes to."""
    draft = a_draft(a_request(person, **asked), by=by)
    facts = before_opening(person, draft=draft)
    return opening.open_case(facts, by=somebody(by), at=after(0), new_id=numbered())


# ------------------------------------------------------------------ the last tap


def test_the_prepared_offices_are_asked_all_at_once_each_in_its_own_window() -> None:
    decision = opened()

    asks = asks_of(decision)
    assert [(ask.office, ask.window, ask.tier) for ask in asks] == [
        ("P01", "win-P01", 1),
        ("P03", "win-P03", 1),
    ]
    assert {ask.status for ask in asks} == {AskStatus.WAITING}
    assert {ask.reply_due for ask in asks} == {after(20)}
    assert [ask.trial_done for ask in asks] == [True, False]
    assert {office for _, office in redrawn(decision)} == {"P01", "P03", "P12"}


def test_a_holder_of_a_copy_that_is_not_prepared_hears_nothing_yet() -> None:
    decision = opened()

    assert "P07" not in {ask.office for ask in asks_of(decision)}
    assert "P07" not in {office for _, office in redrawn(decision)}


def test_the_registrants_order_stands_whatever_order_the_copies_were_given_in() -> None:
    line = registrant("R01").registration
    turned = replace(line, shares=tuple(reversed(line.shares)))
    facts = before_opening(registration=turned)

    found = candidates.prepared(facts, turned, ServiceType.SHORT_STAY_WELFARE)

    assert [share.office for share in found] == ["P01", "P03"]


@pytest.mark.parametrize(
    ("person", "service", "offices"),
    [
        pytest.param("R01", ServiceType.DAYTIME_CARE, ["P03"], id="only whoever gives the service"),
        pytest.param("R02", ServiceType.SHORT_STAY_MEDICAL, ["P02"], id="the medical ward"),
        pytest.param("R01", ServiceType.HOME_HELP, [], id="nobody gives it"),
        pytest.param("R10", ServiceType.SHORT_STAY_WELFARE, [], id="nobody is prepared"),
        pytest.param("R15", ServiceType.GROUP_HOME, ["Q02"], id="in Tsuruoka a group home"),
    ],
)
def test_prepared_offices_are_asked_for_what_they_do(
    person: str, service: ServiceType, offices: list[str]
) -> None:
    facts = before_opening(person)
    assert facts.registration is not None

    found = candidates.prepared(facts, facts.registration, service)

    assert [share.office for share in found] == offices


def test_an_office_known_for_trials_only_is_never_asked() -> None:
    facts = before_opening()
    assert facts.registration is not None
    trial = replace(facts.registration.shares[0], office=OfficeId("P04"))
    registration = replace(facts.registration, shares=(trial,))

    assert candidates.prepared(facts, registration, ServiceType.GROUP_HOME) == ()


def test_the_need_waits_for_the_first_reminder() -> None:
    decision = opened()

    need = changed_need(decision)
    assert (need.status, need.next_step, need.next_step_at) == (
        NeedStatus.ASKING,
        NextStep.REMIND,
        after(10),
    )
    assert [(due.subject, due.at) for due in decision.due] == [(need.id, after(10))]


def test_with_nobody_prepared_the_core_centre_is_called_at_once() -> None:
    decision = opened(ground=Ground.CARER_UNAVAILABLE, service=ServiceType.HOME_HELP)

    assert asks_of(decision) == ()
    assert decision.due[0].at == after(0)
    assert changed_need(decision).next_step is NextStep.CALL_CORE
    assert lines(decision)["case_opened"].sentence.args == {"offices": 0}


def test_whoever_sent_it_is_told_by_a_message_that_stays() -> None:
    decision = opened()

    letter = directs(decision)[0]
    assert (letter.to, letter.sentence.key) == ("C1", "opened")


def test_whoever_sent_it_sees_who_is_asked_and_by_when_it_arrives() -> None:
    reply = opened().reply

    assert isinstance(reply, Shown)
    reach = reply.value
    assert isinstance(reach, Reach)
    assert (reach.number, reach.until) == ("2025-0001", after(1))
    assert [row.arrived for row in reach.rows] == [False, False]
    assert not reach.settled


def test_with_nobody_to_ask_in_slack_there_is_nothing_to_wait_for() -> None:
    decision = opened(ground=Ground.CARER_UNAVAILABLE, service=ServiceType.HOME_HELP)

    assert decision.reply == Shown("opened", "2025-0001")


def test_a_case_belongs_to_the_counsellor_whoever_opens_it() -> None:
    decision = opened(by="K1")

    case = changed_case(decision)
    assert (case.owner, case.owner_office) == ("C1", "P12")
    assert lines(decision)["case_opened"].mention == ("C1",)
    assert [(each.to, each.sentence.key) for each in directs(decision)] == [
        ("K1", "opened"),
        ("C1", "please_call"),
        ("C1", "please_take_case"),
    ]


def test_a_case_without_a_counsellor_belongs_to_the_core_centres_duty() -> None:
    decision = opened("R11", by="K1")

    case = changed_case(decision)
    assert (case.owner, case.owner_office) == ("K1", "K01")


def test_the_draft_is_spent_with_the_opening() -> None:
    spent = [each for each in opened().changes if isinstance(each, Draft)]

    assert [draft.spent for draft in spent] == [True]


@pytest.mark.parametrize(
    "facts",
    [
        pytest.param(before_opening(), id="it was sent before"),
        pytest.param(
            before_opening(draft=replace(a_draft(a_request()), spent=True)), id="it is spent"
        ),
    ],
)
def test_a_form_is_sent_once(facts: Facts) -> None:
    decision = opening.open_case(facts, by=COUNSELOR, at=after(0), new_id=numbered())

    assert said(decision) == "already_sent"
    assert not decision.changes


def test_a_form_is_sent_by_whoever_filled_it_alone_and_another_try_is_on_record() -> None:
    facts = before_opening(draft=a_draft(a_request(), by="C2"))

    decision = opening.open_case(facts, by=COUNSELOR, at=after(0), new_id=numbered())

    assert isinstance(decision.reply, Refused)
    assert [(each.key, each.args["telephone"]) for each in decision.reply.reasons] == [
        ("not_permitted", "000-0000-0201")
    ]
    assert (decision.changes, decision.effects, decision.due) == ((), (), ())
    assert outcomes(decision) == [("open_case", "refused")]


def test_every_id_is_new() -> None:
    decision = opened()

    ids = [each.id for each in decision.changes if isinstance(each, (Case, Need, Ask))]
    assert len(set(ids)) == len(ids) == 4


# ------------------------------------------------------------------ the preview


def test_the_preview_shows_the_very_case_and_sends_nothing() -> None:
    decision = judged(before_opening(), a_request(), by=COUNSELOR, at=after(0))

    assert isinstance(decision.reply, Shown)
    value: Any = decision.reply.value
    draft_id, plan = value
    assert [ask.office for ask in plan.asks] == ["P01", "P03"]
    assert [each.id for each in decision.changes if isinstance(each, Draft)] == [draft_id]
    assert not decision.effects
    assert [due.kind for due in decision.due] == [DueKind.MEMO]
    assert outcomes(decision) == [("preview_case", "done")]


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        pytest.param("starts_on", TONIGHT - timedelta(days=2), id="it began two days ago"),
        pytest.param("starts_on", TONIGHT + timedelta(days=3), id="it begins in three days"),
        pytest.param("nights", -1, id="fewer nights than none"),
        pytest.param("nights", 15, id="more than fourteen nights"),
        pytest.param("nights", None, id="no nights"),
        pytest.param("service", None, id="no service"),
        pytest.param("medical", None, id="the medical question unanswered"),
        pytest.param("abuse", None, id="the question of abuse unanswered"),
        pytest.param("arrival_at", after(-61), id="the arrival is long past"),
    ],
)
def test_what_cannot_be_is_asked_for_again_at_its_field_and_kept_as_it_is(
    field: str, wrong: Any
) -> None:
    decision = judged(before_opening(), a_request(**{field: wrong}), by=COUNSELOR, at=after(0))

    assert isinstance(decision.reply, FieldErrors)
    assert set(decision.reply.errors) == {field}
    assert getattr(kept(decision).memo, field) == wrong


def kept(decision: Decision) -> Draft:
    """Return the call sheet as it is kept."""
    return next(each for each in decision.changes if isinstance(each, Draft))


@pytest.mark.parametrize(
    ("field", "right"),
    [
        pytest.param("starts_on", TONIGHT - timedelta(days=1), id="last night"),
        pytest.param("starts_on", TONIGHT + timedelta(days=2), id="the day after tomorrow"),
        pytest.param("nights", 0, id="a visit"),
        pytest.param("nights", 14, id="fourteen nights"),
        pytest.param("arrival_at", None, id="no arrival named"),
        pytest.param("arrival_at", after(-60), id="an arrival within the hour"),
    ],
)
def test_what_may_be_passes(field: str, right: Any) -> None:
    assert mistakes(a_request(**{field: right}), at=after(0)) == {}


def mistakes(request: Request, *, at: datetime) -> Any:
    return memo.mistakes(memo_of(request), given=page_two(request), at=at)


def test_today_is_today_in_japan_even_after_midnight() -> None:
    request = a_request(starts_on=date(2026, 1, 23), arrival_at=None)

    assert mistakes(request, at=in_japan(2026, 1, 21, 0, 5)) == {}
    assert "starts_on" in mistakes(request, at=in_japan(2026, 1, 20, 23, 55))


# ------------------------------------------------------------------ the outline


def test_an_outline_holds_bands_and_closed_words_only() -> None:
    line = registrant("R01")

    found = opening.outline(line.person, line.registration, at=TONIGHT)

    assert found == Outline(
        age_band=30,
        sex=line.person.sex,
        handbooks=(Handbook.INTELLECTUAL,),
        support_category=5,
        supports=line.person.supports,
        approaches=line.person.approaches,
        confirmed_on=date(2025, 12, 10),
    )
    assert not {"name", "kana", "address", "birth_date"} & {each.name for each in fields(Outline)}


def test_a_certificate_of_illness_is_no_part_of_an_outline() -> None:
    line = registrant("R01")
    certificates = tuple(replace(line.person.certificates[0], kind=kind) for kind in Handbook)
    person = replace(line.person, certificates=certificates)

    found = opening.outline(person, line.registration, at=TONIGHT)

    assert set(found.handbooks) == {Handbook.PHYSICAL, Handbook.INTELLECTUAL, Handbook.MENTAL}


@pytest.mark.parametrize(
    ("born", "at", "band"),
    [
        pytest.param(date(1994, 6, 11), TONIGHT, 30, id="thirty-one is in the thirties"),
        pytest.param(date(2008, 1, 20), TONIGHT, 10, id="eighteen today"),
        pytest.param(date(2008, 1, 21), TONIGHT, None, id="eighteen tomorrow is a child"),
        pytest.param(date(1996, 1, 20), TONIGHT, 30, id="thirty today"),
        pytest.param(date(1996, 1, 21), TONIGHT, 20, id="thirty tomorrow"),
        pytest.param(date(2008, 2, 29), date(2026, 2, 28), None, id="born on a leap day, before"),
        pytest.param(date(2008, 2, 29), date(2026, 3, 1), 10, id="born on a leap day, after"),
    ],
)
def test_an_age_is_given_by_its_decade(born: date, at: date, band: int | None) -> None:
    assert age_band(born, at=at) == band


# ------------------------------------------------------------------ the list


def test_the_names_that_are_shown_are_on_record_as_seen() -> None:
    people = [registrant(key) for key in ("R03", "R11", "R01")]
    facts = before_opening(
        registrations={each.person.id: each.registration for each in people},
        names={each.person.id: each.person.name for each in people},
    )

    decision = memo.begin(facts, by=COUNSELOR, at=after(0), new_id=numbered())

    assert isinstance(decision.reply, Shown)
    sheet: Any = decision.reply.value
    assert [(person, number) for person, number, _ in sheet.people] == [
        ("R01", "0001"),
        ("R03", "0003"),
        ("R11", None),
    ]
    assert decision.notes[0].detail == {"persons": "R01 R03 R11"}
    assert "見本 一郎" not in repr(decision.notes)


@pytest.mark.parametrize("at", [after(0), in_japan(2026, 1, 21, 0, 30)])
def test_a_registration_without_counsellor_or_core_centre_cannot_be_opened_silently(
    at: datetime,
) -> None:
    facts = before_opening("R11")
    nobody = replace(facts.town, on_call={}, staff={})

    with pytest.raises(LookupError):
        opening.planned(
            replace(facts, town=nobody),
            a_request("R11"),
            by=somebody("K1"),
            at=at,
            new_id=numbered(),
        )
