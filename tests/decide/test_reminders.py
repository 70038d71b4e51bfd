"""Monitoring is remembered before and after its day, on working days, until somebody acts."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cities import PROFILES
from bot.decide import reminders
from bot.decide.calendar import is_working_day
from bot.decide.reminders import MonitoringDone
from bot.effects import Direct, FieldErrors, Lane, Shown
from bot.facts import Facts
from bot.model import Monitoring, MonitoringId, Registration, StaffId
from sandbox.town_data import MIZUUMI
from tests.decide.builders import (
    HOLIDAYS,
    a_town,
    directs,
    in_japan,
    outcomes,
    registrant,
    said,
    somebody,
)

MATSUE = PROFILES["matsue"]
COUNSELOR = somebody("C1")


def a_month(person: str = "R01", **changes: Any) -> Monitoring:
    """Return R01's monitoring of February 2026, nothing booked: due on Friday the 27th."""
    month = Monitoring(
        id=MonitoringId(f"mon-{person}"),
        network=MIZUUMI.network.id,
        person=registrant(person).person.id,
        month=date(2026, 2, 1),
        counselor=StaffId("C1"),
        revision=1,
    )
    return replace(month, **changes)


def looking_at(*months: Monitoring) -> Facts:
    """Return what the round of the day looks at."""
    lines = [registrant(each.person) for each in months]
    return Facts(
        town=a_town(),
        monitoring=months,
        registrations={each.person.id: each.registration for each in lines},
        names={each.person.id: each.person.name for each in lines},
    )


def on(day: date, *months: Monitoring, since: date | None = None) -> list[Direct]:
    """Return what counsellors hear in a day's round; the round before was yesterday's."""
    return [each for each in sent_on(day, *months, since=since) if each.to != "K1"]


def sent_on(day: date, *months: Monitoring, since: date | None = None) -> list[Direct]:
    """Return everything that goes out in the round of a day."""
    step = (since or day - timedelta(days=1)).isoformat()
    at = in_japan(day.year, day.month, day.day, 8, 30)
    return directs(reminders.monitoring_round(looking_at(*months), step=step, at=at))


@pytest.mark.parametrize(
    ("day", "heard"),
    [
        pytest.param(date(2026, 3, 6), 0, id="a week after it is the counsellor's alone"),
        pytest.param(date(2026, 3, 13), 1, id="from two weeks on the core centre hears too"),
        pytest.param(date(2026, 3, 27), 1, id="and weekly with the counsellor"),
    ],
)
def test_the_core_centre_hears_of_what_stays_overdue(day: date, heard: int) -> None:
    core = [each for each in sent_on(day, a_month()) if each.to == "K1"]

    assert [each.sentence.key for each in core] == ["monitoring_overdue_core"] * heard


def test_nobody_is_reminded_of_a_registration_that_ended() -> None:
    assert sent_on(date(2026, 2, 27), a_month("R10")) == []


@pytest.mark.parametrize(
    ("day", "key"),
    [
        pytest.param(date(2026, 2, 12), None, id="a day too early nothing is said"),
        pytest.param(date(2026, 2, 13), "monitoring_coming", id="fourteen days before"),
        pytest.param(date(2026, 2, 16), None, id="between the reminders nothing is said"),
        pytest.param(date(2026, 2, 24), "monitoring_coming", id="three days before"),
        pytest.param(date(2026, 2, 27), "monitoring_coming", id="on the day itself"),
        pytest.param(date(2026, 3, 5), None, id="six days after nothing is said"),
        pytest.param(date(2026, 3, 6), "monitoring_overdue", id="a week after"),
        pytest.param(date(2026, 3, 13), "monitoring_overdue", id="two weeks after"),
        pytest.param(date(2026, 6, 5), "monitoring_overdue", id="and weekly, however long"),
    ],
)
def test_a_counsellor_is_reminded_before_and_after_the_day(day: date, key: str | None) -> None:
    sent = on(day, a_month())

    told = [(each.sentence.key, each.to, each.lane) for each in sent]
    assert told == ([(key, "C1", Lane.REMINDER)] if key else [])


def test_a_booked_visit_is_the_day_that_counts() -> None:
    booked = a_month(visit_on=date(2026, 2, 10))

    assert [each.sentence.key for each in on(date(2026, 2, 10), booked)] == ["monitoring_coming"]
    assert on(date(2026, 2, 27), booked) == []


def test_what_was_done_is_not_reminded_of() -> None:
    assert on(date(2026, 2, 27), a_month(done_on=date(2026, 2, 25))) == []


def test_what_fell_due_over_the_weekend_is_said_on_monday() -> None:
    booked = a_month(visit_on=date(2026, 2, 10))  # three days before is Saturday, 7 February

    sent = on(date(2026, 2, 9), booked, since=date(2026, 2, 6))

    assert [each.sentence.key for each in sent] == ["monitoring_coming"]


def test_after_weeks_of_standing_still_each_counsellor_hears_once() -> None:
    sent = on(date(2026, 3, 31), a_month(), a_month("R03"), since=date(2026, 2, 1))

    assert [each.sentence.key for each in sent] == ["monitoring_overdue"]
    rows: Any = sent[0].sentence.args["rows"]
    assert [row[0] for row in rows] == ["0001", "0003"]


def test_each_counsellor_hears_of_their_own_people_together() -> None:
    months = (a_month(), a_month("R03"), a_month("R02", counselor=StaffId("C2")))

    sent = on(date(2026, 2, 27), *months)

    assert {each.to: each.sentence.args["people"] for each in sent} == {"C1": 2, "C2": 1}
    assert len({each.key for each in sent}) == 2


def test_coming_and_overdue_people_are_two_messages() -> None:
    late = a_month("R03", month=date(2026, 1, 1), visit_on=date(2026, 2, 20))

    sent = on(date(2026, 2, 27), a_month(), late)

    assert [each.sentence.key for each in sent] == ["monitoring_coming", "monitoring_overdue"]


def test_how_many_have_no_visit_booked_is_said() -> None:
    booked = a_month("R03", visit_on=date(2026, 2, 27))

    args = on(date(2026, 2, 27), a_month(), booked)[0].sentence.args

    assert args == {"people": 2, "until": date(2026, 2, 27), "unbooked": 1}


def test_overdue_people_are_named_by_ledger_number_with_the_age_of_their_information() -> None:
    sent = on(date(2026, 3, 6), a_month())[0]

    assert sent.sentence.args["rows"] == (("0001", date(2026, 2, 27), 7, date(2025, 12, 10), 86),)
    assert sent.sentence.args["core_from"] == date(2026, 3, 13)
    assert "見本 一郎" not in repr(sent)


@given(
    visit=st.none() | st.dates(date(2026, 2, 1), date(2026, 2, 28)),
    rounds=st.lists(st.integers(1, 20), min_size=1, max_size=12),
)
def test_however_the_rounds_fall_no_reminder_is_lost_or_said_twice(
    visit: date | None, rounds: list[int]
) -> None:
    month = a_month(visit_on=visit)
    start = date(2026, 1, 15)
    days = [start]
    for step in rounds:
        days.append(days[-1] + timedelta(days=step))

    sent, since = [], start
    for day in days[1:]:
        sent += on(day, month, since=since)
        since = day if is_working_day(day, holidays=HOLIDAYS) else since

    anchor = reminders.anchor(month, holidays=HOLIDAYS)
    due = set(reminders.reminder_days(anchor, profile=MATSUE, until=days[-1]))
    worked = [start, *(day for day in days[1:] if is_working_day(day, holidays=HOLIDAYS))]
    spans = {
        day for since, day in itertools.pairwise(worked) if any(since < each <= day for each in due)
    }
    assert len(sent) == len(spans)
    assert len({each.key for each in sent}) == len(sent)


@pytest.mark.parametrize(
    ("today", "following"),
    [
        pytest.param(date(2026, 1, 20), date(2026, 1, 21), id="from Tuesday to Wednesday"),
        pytest.param(date(2026, 1, 9), date(2026, 1, 13), id="over a long weekend"),
        pytest.param(date(2025, 12, 26), date(2026, 1, 5), id="over the year's end"),
    ],
)
def test_the_next_round_is_when_the_offices_open_on_the_next_working_day(
    today: date, following: date
) -> None:
    at = in_japan(today.year, today.month, today.day, 8, 30)

    decision = reminders.monitoring_round(looking_at(), step="2026-01-01", at=at)

    (due,) = decision.due
    assert due.at == in_japan(following.year, following.month, following.day, 8, 30)
    assert due.step == today.isoformat()
    assert due.subject == "MZ"
    assert is_working_day(following, holidays=HOLIDAYS)


OPENINGS = [
    pytest.param((2026, 2, 27, 17, 15), (2026, 3, 2), id="as the offices close on Friday"),
    pytest.param((2026, 2, 28, 9, 0), (2026, 3, 2), id="on a Saturday"),
    pytest.param((2026, 3, 2, 8, 29), (2026, 3, 2), id="a minute before they open"),
    pytest.param((2026, 3, 20, 10, 0), (2026, 3, 23), id="on a public holiday"),
    pytest.param((2025, 12, 31, 10, 0), (2026, 1, 5), id="over the year's end"),
]


@pytest.mark.parametrize(("late", "opening"), OPENINGS)
def test_a_late_round_waits_for_the_offices_to_open_and_forgets_nothing(
    late: tuple[int, int, int, int, int], opening: tuple[int, int, int]
) -> None:
    facts = looking_at(a_month())

    decision = reminders.monitoring_round(facts, step="2025-12-26", at=in_japan(*late))

    (due,) = decision.due
    assert (decision.effects, decision.changes) == ((), ())
    assert due.at == in_japan(*opening, 8, 30)
    assert due.step.startswith("2025-12-26 ")
    again = reminders.monitoring_round(facts, step=due.step, at=due.at)
    straight = reminders.monitoring_round(facts, step="2025-12-26", at=due.at)
    assert again == straight


def test_a_round_that_waited_says_what_fell_due_while_it_did() -> None:
    facts = looking_at(a_month())
    night = reminders.monitoring_round(facts, step="2026-02-26", at=in_japan(2026, 2, 28, 3))

    morning = reminders.monitoring_round(facts, step=night.due[0].step, at=night.due[0].at)

    assert [(each.to, each.sentence.key) for each in directs(morning)] == [
        ("C1", "monitoring_overdue")
    ]


# ------------------------------------------------------------------ the list and the record


def test_a_counsellor_sees_their_own_people_who_are_due_and_that_is_on_record() -> None:
    months = (
        a_month("R03", month=date(2025, 12, 1)),
        a_month(),
        a_month("R02", counselor=StaffId("C2")),
        a_month("R05", month=date(2026, 5, 1)),
        a_month("R07", done_on=date(2026, 2, 3)),
    )

    decision = reminders.list_monitoring(
        looking_at(*months), by=COUNSELOR, at=in_japan(2026, 2, 20, 9)
    )

    assert isinstance(decision.reply, Shown)
    listed: Any = decision.reply.value
    assert [(each.number, each.due_on) for each in listed] == [
        ("0003", date(2025, 12, 26)),
        ("0001", date(2026, 2, 27)),
    ]
    assert decision.notes[0].detail == {"persons": "R03 R01"}


def record(month: Monitoring, **changes: Any) -> Any:
    """Return what recording the visit of 25 February comes to, on the 26th."""
    done = MonitoringDone(monitoring=month.id, done_on=date(2026, 2, 25), changed=False)
    facts, by = looking_at(month), changes.pop("by", COUNSELOR)
    at = in_japan(2026, 2, 26, 9)
    return reminders.record_monitoring(facts, done=replace(done, **changes), by=by, at=at)


def confirmed_by(decision: Any) -> list[date | None]:
    """Return the new confirmation of the registration, where there is one."""
    return [each.confirmed_on for each in decision.changes if isinstance(each, Registration)]


def test_unchanged_information_counts_as_confirmed_that_day() -> None:
    decision = record(a_month())

    assert [each.done_on for each in decision.changes if isinstance(each, Monitoring)] == [
        date(2026, 2, 25)
    ]
    assert confirmed_by(decision) == [date(2026, 2, 25)]
    assert said(decision) == "monitoring_recorded"
    assert outcomes(decision) == [("record_monitoring", "done")]


def test_changed_information_is_not_confirmed_until_it_is_updated() -> None:
    decision = record(a_month(), changed=True)

    assert confirmed_by(decision) == []
    assert said(decision) == "monitoring_recorded"


def test_a_visit_recorded_late_makes_nothing_older_that_was_confirmed_since() -> None:
    decision = record(a_month(), done_on=date(2025, 12, 5))

    assert confirmed_by(decision) == [date(2025, 12, 10)]


@pytest.mark.parametrize(
    ("done_on", "counts"),
    [
        pytest.param(date(2025, 12, 1), True, id="two months before its month"),
        pytest.param(date(2025, 11, 30), False, id="longer before than that"),
        pytest.param(date(2026, 2, 26), True, id="today"),
    ],
)
def test_a_visit_counts_for_a_month_it_is_near_to(done_on: date, counts: bool) -> None:
    decision = record(a_month(), done_on=done_on)

    assert bool(decision.changes) is counts
    if not counts:
        assert isinstance(decision.reply, FieldErrors)
        assert decision.reply.errors["done_on"].key == "field_too_early"


def test_a_visit_to_come_cannot_be_recorded() -> None:
    decision = record(a_month(), done_on=date(2026, 2, 27))

    assert isinstance(decision.reply, FieldErrors)
    assert decision.reply.errors["done_on"].key == "field_not_future"
    assert not decision.changes


@pytest.mark.parametrize(
    ("month", "changes"),
    [
        pytest.param(a_month(), {"by": somebody("C2")}, id="of somebody else's person"),
        pytest.param(a_month(), {"monitoring": "mon-gone"}, id="of a month that is not there"),
        pytest.param(a_month(done_on=date(2026, 2, 20)), {}, id="a second time"),
    ],
)
def test_a_visit_is_not_recorded(month: Monitoring, changes: dict[str, Any]) -> None:
    decision = record(month, **changes)

    assert said(decision) == "monitoring_unknown"
    assert not decision.changes
