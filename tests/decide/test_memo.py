"""The call sheet, ruled on: whose it is, what it forgets, whom it tells in the end."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from bot.decide import drafts, gates, memo, owners, restricted
from bot.effects import Decision, DueKind, FieldErrors, Refused, Said, Show, Shown, Way
from bot.facts import Facts, ask_card
from bot.model import Alarm, AskId, Draft, StaffId
from bot.moves import AskStatus, NextStep
from bot.request import Memo
from bot.vocabulary import Abuse, AlarmPurpose, Ground, ServiceType, ToldWhom
from sandbox.town_data import SORAIRO
from tests.decide.builders import (
    a_case,
    a_draft,
    a_need,
    a_request,
    a_town,
    after,
    an_ask,
    before_opening,
    changed_case,
    changed_need,
    directs,
    facts_of,
    in_japan,
    judged,
    lines,
    numbered,
    outcomes,
    redrawn,
    somebody,
    told,
    without_core,
)
from tests.memos import memo_of

COUNSELOR = somebody("C1")


def kept(decision: Decision) -> Draft:
    """Return the call sheet as it is kept."""
    return next(each for each in decision.changes if isinstance(each, Draft))


def first(facts: Facts, **given: Any) -> Decision:
    """Return what the first page comes to."""
    page = {"person": "R01", "called_at": after(-6), "ground": Ground.CARER_UNAVAILABLE, **given}
    return memo.first_page(facts, draft="draft-1", given=page, by=COUNSELOR, at=after(0))


def ways_of(decision: Decision) -> tuple[Way, ...]:
    """Return the ways on that a no offers."""
    assert isinstance(decision.reply, Refused)
    return decision.reply.ways


def shown(decision: Decision) -> Any:
    """Return what is drawn."""
    assert isinstance(decision.reply, Shown)
    return decision.reply.value


def test_somebody_elses_memo_is_neither_shown_nor_changed() -> None:
    facts = before_opening(draft=a_draft(a_request(), by="C2"))

    for decision in (
        first(facts),
        memo.go_on(facts, by=COUNSELOR, at=after(0)),
        drafts.drop(facts, by=COUNSELOR, at=after(0)),
        memo.way_on(facts, way=Way.HELPERS, by=COUNSELOR, at=after(0)),
        memo.join_case(facts, by=COUNSELOR, at=after(0)),
    ):
        assert isinstance(decision.reply, Refused)
        assert not decision.changes
        assert outcomes(decision) == [("open_case", "refused")]


@pytest.mark.parametrize("field", ["person", "called_at", "ground"])
def test_the_first_page_asks_for_what_it_cannot_do_without_and_keeps_the_rest(field: str) -> None:
    empty = "" if field == "person" else None

    decision = first(before_opening(), **{field: empty}, caller="叔母")

    assert isinstance(decision.reply, FieldErrors)
    assert set(decision.reply.errors) == {field}
    assert kept(decision).memo.caller == "叔母"


def test_another_persons_exception_is_none() -> None:
    overridden = replace(memo_of(a_request("R04")), override_by="K1", override_reason="理由")
    draft = replace(a_draft(a_request("R04")), memo=overridden)

    decision = first(before_opening(draft=draft), person="R01")

    assert (kept(decision).memo.override_by, kept(decision).memo.override_reason) == (None, "")


def test_a_later_ground_not_asked_on_the_page_is_forgotten() -> None:
    request = a_request(
        ground=Ground.OTHER, later_ground=Ground.CARER_UNAVAILABLE, later_at=after(-5)
    )

    decision = judged(before_opening(), request, by=COUNSELOR, at=after(0))

    assert kept(decision).memo.later_ground is None


def test_an_empty_memo_is_no_request() -> None:
    assert Memo().request() is None


# ------------------------------------------------------------------ left lying


@pytest.mark.parametrize("asked", range(3))
def test_the_writer_is_asked_three_times(asked: int) -> None:
    draft = replace(a_draft(a_request()), asked=asked)

    decision = drafts.left_lying(before_opening(draft=draft), at=after(3), new_id=numbered())

    assert [each.to for each in directs(decision)] == ["C1"]
    assert [due.at for due in decision.due] == [after(6)]
    assert kept(decision).asked == asked + 1


def test_then_the_core_centre_hears_of_it_and_nobody_is_asked_any_more() -> None:
    draft = replace(a_draft(a_request()), asked=3)

    decision = drafts.left_lying(before_opening(draft=draft), at=after(3), new_id=numbered())

    (alarm,) = [each for each in decision.changes if isinstance(each, Alarm)]
    assert [each.to for each in directs(decision)] == ["K1"]
    assert (alarm.purpose, alarm.draft) == (AlarmPurpose.MEMO_LEFT, "draft-1")
    assert [due.kind for due in decision.due] == [DueKind.ALARM]
    again = drafts.left_lying(before_opening(draft=kept(decision)), at=after(6), new_id=numbered())
    assert again == Decision()


def test_a_memo_that_is_gone_asks_nobody() -> None:
    assert drafts.left_lying(before_opening(), at=after(3), new_id=numbered()) == Decision()


def test_where_the_core_centre_cannot_be_called_the_writer_is_asked_on() -> None:
    draft = replace(a_draft(a_request()), asked=3)
    facts = before_opening(draft=draft, town=without_core(a_town()))

    decision = drafts.left_lying(facts, at=after(3), new_id=numbered())

    assert [each.to for each in directs(decision)] == ["C1"]
    assert [due.at for due in decision.due] == [after(6)]


def test_a_form_closed_after_a_no_is_kept_while_somebody_was_asked_about_it() -> None:
    refused = replace(a_draft(a_request()), refused=True)
    told = before_opening(draft=replace(refused, core_told=True))
    alone = before_opening(draft=refused)

    assert drafts.closed(told, by=COUNSELOR, at=after(3)) == Decision()
    assert kept(drafts.closed(alone, by=COUNSELOR, at=after(3))).spent


# ------------------------------------------------------------------ an open case


def test_an_open_request_is_joined_by_its_number_and_the_memo_is_given_up() -> None:
    facts = before_opening(open_case=a_case(), draft=a_draft(a_request()))

    decision = memo.join_case(facts, by=COUNSELOR, at=after(0))

    assert isinstance(decision.reply, Said)
    assert decision.reply.sentence.args["number"] == "2025-0001"
    assert kept(decision).spent


def test_a_case_of_suspected_abuse_is_not_joined_and_its_number_not_said() -> None:
    facts = before_opening(open_case=a_case(restricted=True))

    decision = judged(facts, a_request(), by=COUNSELOR, at=after(0))

    assert Way.JOIN_CASE not in ways_of(decision)
    assert "2025-0001" not in told(decision)


# ------------------------------------------------------------------ exceptions


@pytest.mark.parametrize(("by", "offered"), [("C2", False), ("K1", True)])
def test_only_who_decides_on_exceptions_is_offered_one(by: str, offered: bool) -> None:
    decision = judged(before_opening("R04"), a_request("R04"), by=somebody(by), at=after(0))

    assert (Way.OVERRIDE in ways_of(decision)) is offered


def test_a_city_that_names_nobody_never_offers_an_exception() -> None:
    town = a_town()
    nobody = replace(town, profile=replace(town.profile, daily_carer_override_by=()))

    decision = judged(
        before_opening("R04", town=nobody), a_request("R04"), by=somebody("K1"), at=after(0)
    )

    assert Way.OVERRIDE not in ways_of(decision)


@pytest.mark.parametrize(
    ("by", "reason", "opens"),
    [
        pytest.param("K1", "理由", True, id="the core centre with a reason"),
        pytest.param("G01-1", "理由", True, id="the city with a reason"),
        pytest.param("K1", "", False, id="no reason"),
        pytest.param("C1", "理由", False, id="a counsellor"),
        pytest.param(None, "理由", False, id="nobody"),
    ],
)
def test_a_rule_is_set_aside_by_the_right_people_with_a_reason(
    by: str | None, reason: str, opens: bool
) -> None:
    request = a_request("R04", override_by=by, override_reason=reason)

    facts, whoever = before_opening("R04"), somebody("C1")
    assert (gates.refusal(facts, request, by=whoever, at=after(0)) is None) is opens


# ------------------------------------------------------------------ what a ground rests on


@pytest.mark.parametrize(
    ("ground", "missing"),
    [
        pytest.param(Ground.CARER_UNAVAILABLE, {"alone_at"}, id="from when alone"),
        pytest.param(Ground.LIFELINE_OUTAGE, {"lines", "cannot_stay"}, id="what is cut, and why"),
    ],
)
def test_the_city_asks_what_its_ground_rests_on(ground: Ground, missing: set[str]) -> None:
    request = a_request("R12", ground=ground)
    given = {"rests_on": request.rests_on}

    assert set(memo.mistakes(memo_of(request), given=given, at=after(0))) == missing


@pytest.mark.parametrize(("person", "asks"), [("R01", False), ("R12", True)])
def test_only_where_the_city_says_so_is_it_asked(person: str, asks: bool) -> None:
    assert shown(first(before_opening(person), person=person)).examined is asks


@pytest.mark.parametrize(
    ("ground", "service"),
    [
        (Ground.CARER_UNAVAILABLE, ServiceType.SHORT_STAY_MEDICAL),
        (Ground.DISABILITY_TRAIT_CRISIS, None),
    ],
)
def test_no_service_is_chosen_that_the_rules_do_not_allow(
    ground: Ground, service: ServiceType | None
) -> None:
    page = shown(first(before_opening("R02"), person="R02", ground=ground))

    assert page.memo.service is service


# ------------------------------------------------------------------ suspected abuse


@pytest.mark.parametrize(("person", "by", "child"), [("R14", "D1", True), ("R01", "C1", False)])
def test_for_a_child_the_child_centre_is_named_too(person: str, by: str, child: bool) -> None:
    actor = somebody(by, town=a_town(SORAIRO) if by == "D1" else None)

    decision = judged(
        before_opening(person), a_request(person, abuse=Abuse.CARER), by=actor, at=after(0)
    )

    assert shown(decision).child is child


@pytest.mark.parametrize("commissioned", [True, False, None])
def test_the_core_centre_hears_only_where_it_is_commissioned(commissioned: bool | None) -> None:
    town = a_town()
    profile = replace(town.profile, core_is_abuse_center=commissioned)
    facts = before_opening(town=replace(town, profile=profile))

    decision = restricted.opened(facts, a_case(), a_need(), by=COUNSELOR, at=after(0))

    assert [each.to for each in directs(decision)] == ["C1", *(["K1"] if commissioned else [])]
    assert not lines(decision)
    assert not redrawn(decision)


def test_the_citys_people_with_slack_hear_of_it() -> None:
    town = a_town()
    city = replace(town.staff[StaffId("G01-1")], member=COUNSELOR.member)
    known = replace(town, staff={**town.staff, city.id: city})

    decision = restricted.opened(
        before_opening(town=known), a_case(), a_need(), by=COUNSELOR, at=after(0)
    )

    assert [each.to for each in directs(decision)] == ["C1", "G01-1"]


@pytest.mark.parametrize(
    ("at", "asked"),
    [
        pytest.param(in_japan(2026, 1, 20, 22, 0), in_japan(2026, 1, 21, 10), id="in the evening"),
        pytest.param(in_japan(2026, 1, 21, 1, 0), in_japan(2026, 1, 21, 10), id="at night"),
        pytest.param(in_japan(2026, 1, 21, 10, 0), in_japan(2026, 1, 22, 10), id="at ten"),
    ],
)
def test_once_the_city_was_told_it_is_asked_each_morning_at_ten(
    at: datetime, asked: datetime
) -> None:
    facts = facts_of(case=a_case(restricted=True), need=a_need(next_step=NextStep.TELL_CITY))

    decision = restricted.record_told(facts, whom=ToldWhom.CITY_DIVISION, by=COUNSELOR, at=at)

    assert changed_case(decision).city_told_at == at
    assert changed_need(decision).next_step_at == asked
    assert directs(decision)[0].sentence.args["until"] == asked
    assert decision.notes[0].detail == {"to": "city_division"}


def test_of_an_ordinary_case_no_report_is_recorded() -> None:
    decision = restricted.record_told(facts_of(), whom=ToldWhom.POLICE, by=COUNSELOR, at=after(0))

    assert isinstance(decision.reply, Said)
    assert not decision.changes


# ------------------------------------------------------------------ whose case it is


def test_a_case_taken_in_time_is_not_taken_away() -> None:
    facts = facts_of(case=a_case(confirm_owner_by=None))

    assert owners.not_confirmed(facts, at=after(10)) == Decision()


def test_whoever_was_ever_asked_reads_whom_to_ask_once_the_case_is_the_core_centres() -> None:
    gone = replace(an_ask(AskStatus.RELEASED), id=AskId("ask-past"))
    asked = an_ask(AskStatus.WAITING, office="P03")
    facts = replace(facts_of(asked, case=a_case(confirm_owner_by=after(10))), past=(gone,))

    decision = owners.not_confirmed(facts, at=after(10))

    drawn = {each.card for each in decision.effects if isinstance(each, Show)}
    assert {ask_card(gone), ask_card(asked)} <= drawn


def test_without_a_core_centre_the_case_stays_where_it_is() -> None:
    facts = facts_of(case=a_case(confirm_owner_by=after(10)), town=without_core(a_town()))

    assert owners.not_confirmed(facts, at=after(10)) == Decision()


@pytest.mark.parametrize(
    ("wished", "nights"),
    [
        pytest.param(ServiceType.DAYTIME_CARE, 3, id="a day site's beds"),
        pytest.param(ServiceType.CONTINUED_WORK_B, 3, id="another day site's beds"),
        pytest.param(ServiceType.HOME_HELP, 0, id="a helper goes home"),
    ],
)
def test_nights_stay_where_the_other_service_has_somewhere_to_sleep(
    wished: ServiceType, nights: int
) -> None:
    facts = before_opening(draft=a_draft(a_request(nights=3)))
    assert facts.person is not None
    facts = replace(facts, person=replace(facts.person, wanted_services=(wished,)))

    decision = memo.way_on(facts, way=Way.HELPERS, by=COUNSELOR, at=after(0))

    assert (kept(decision).memo.service, kept(decision).memo.nights) == (wished, nights)
