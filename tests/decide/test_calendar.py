"""Working days and nights in Japan, the public holidays held against a second source."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import islice

import holidays as second_source
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.clock import is_night
from bot.decide.calendar import (
    NEW_YEAR,
    is_working_day,
    last_working_day,
    moment,
    working_days_after,
)
from bot.holidays import public_holidays
from tests.decide.builders import HOLIDAYS, in_japan

YEARS = range(2024, 2031)
DAYS = st.dates(date(2024, 1, 1), date(2030, 11, 30))


@pytest.mark.parametrize("year", YEARS)
def test_two_sources_know_the_same_public_holidays(year: int) -> None:
    expected = set(second_source.country_holidays("JP", years=year))

    assert public_holidays(since=year, until=year) == expected


def test_both_years_named_are_within() -> None:
    found = public_holidays(since=2025, until=2026)

    assert {day.year for day in found} == {2025, 2026}
    assert date(2025, 1, 1) in found
    assert date(2026, 11, 23) in found


@pytest.mark.parametrize(
    ("day", "working"),
    [
        pytest.param(date(2026, 1, 20), True, id="an ordinary Tuesday"),
        pytest.param(date(2026, 1, 24), False, id="a Saturday"),
        pytest.param(date(2026, 1, 25), False, id="a Sunday"),
        pytest.param(date(2026, 1, 12), False, id="coming-of-age day"),
        pytest.param(date(2026, 5, 6), False, id="the substitute for a Sunday in May"),
        pytest.param(date(2026, 9, 22), False, id="the day between two holidays"),
        pytest.param(date(2025, 12, 29), False, id="the first day of the year's end"),
        pytest.param(date(2026, 1, 2), False, id="a Friday of the new year"),
        pytest.param(date(2025, 12, 26), True, id="the last working day of the year"),
        pytest.param(date(2026, 1, 5), True, id="the first working day of the year"),
        pytest.param(date(2024, 12, 28), False, id="28 December on a Saturday"),
    ],
)
def test_offices_are_open_on_working_days_only(day: date, working: bool) -> None:
    assert is_working_day(day, holidays=HOLIDAYS) is working


@pytest.mark.parametrize(
    ("month", "last"),
    [
        pytest.param(date(2026, 2, 1), date(2026, 2, 27), id="a Friday before a Saturday"),
        pytest.param(date(2025, 12, 1), date(2025, 12, 26), id="before the year's end"),
        pytest.param(date(2024, 12, 15), date(2024, 12, 27), id="asked in mid-month"),
        pytest.param(date(2028, 2, 1), date(2028, 2, 29), id="in a leap year"),
        pytest.param(date(2026, 1, 31), date(2026, 1, 30), id="asked on its last day"),
        pytest.param(date(2029, 4, 1), date(2029, 4, 27), id="before a holiday Monday"),
    ],
)
def test_a_month_ends_with_its_last_working_day(month: date, last: date) -> None:
    assert last_working_day(month, holidays=HOLIDAYS) == last


@given(DAYS)
def test_after_a_months_last_working_day_comes_none_in_that_month(day: date) -> None:
    last = last_working_day(day, holidays=HOLIDAYS)

    following = next(working_days_after(last, holidays=HOLIDAYS))
    assert (last.year, last.month) == (day.year, day.month)
    assert is_working_day(last, holidays=HOLIDAYS)
    assert (following.year, following.month) != (day.year, day.month)


@given(DAYS)
def test_working_days_follow_in_order_and_leave_none_out(day: date) -> None:
    found = list(islice(working_days_after(day, holidays=HOLIDAYS), 8))

    between = (day + timedelta(days=n) for n in range(1, (found[-1] - day).days + 1))
    assert found == [each for each in between if is_working_day(each, holidays=HOLIDAYS)]


@given(DAYS)
def test_no_office_is_closed_for_more_than_ten_days(day: date) -> None:
    assert next(working_days_after(day, holidays=HOLIDAYS)) - day <= timedelta(days=11)


def test_the_years_end_is_the_same_in_every_year() -> None:
    assert len(NEW_YEAR) == 6


def test_a_moment_is_the_clock_on_the_wall_in_japan() -> None:
    assert moment(date(2026, 1, 20), "08:30") == in_japan(2026, 1, 20, 8, 30)
    assert moment(date(2026, 1, 20), "08:30").utcoffset() == timedelta(hours=9)


@pytest.mark.parametrize(
    ("hour", "minute", "night"),
    [
        pytest.param(17, 59, False, id="a minute before it begins"),
        pytest.param(18, 0, True, id="as it begins"),
        pytest.param(0, 0, True, id="at midnight"),
        pytest.param(8, 29, True, id="in its last minute"),
        pytest.param(8, 30, False, id="when the offices open"),
        pytest.param(12, 0, False, id="at noon"),
    ],
)
def test_night_lies_on_both_sides_of_midnight(hour: int, minute: int, night: bool) -> None:
    assert is_night(in_japan(2026, 1, 20, hour, minute), ("18:00", "08:30")) is night


@pytest.mark.parametrize(
    ("hour", "night"), [pytest.param(3, True, id="within"), pytest.param(6, False, id="at its end")]
)
def test_a_night_may_also_lie_on_one_side_of_midnight(hour: int, night: bool) -> None:
    assert is_night(in_japan(2026, 1, 20, hour), ("01:00", "06:00")) is night
