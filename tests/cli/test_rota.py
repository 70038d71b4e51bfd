"""Duty written as a pattern: who is on call when, in Japan's hours."""

from __future__ import annotations

import tomllib
from datetime import UTC, date, datetime

import pytest

from bot.clock import JST
from bot.network_file.checks import check
from bot.network_file.reading import NetworkFile, read
from bot.network_file.rota import horizon, stretches
from tests.cli.networks import SMALL

AT = datetime(2026, 1, 20, 12, 46, tzinfo=UTC)  # Tuesday 21:46 in Japan
PEOPLE = SMALL.split("[[rota]]")[0]
NIGHTS = '[[rota]]\noffice = "core"\ndays = ["daily"]\nfrom = "17:15"\nuntil = "08:30"\n'
K1, K2 = 'staff = ["k1"]\n', 'staff = ["k2"]\n'


def a_file(text: str) -> NetworkFile:
    file = read(tomllib.loads(PEOPLE + text))
    assert check(file) == []
    return file


def duty(text: str, *, day: int, days: int = 1) -> list[str]:
    """Return January's duty that begins on some days, such as `20 17:15-21 08:30 k1`."""
    found = sorted(stretches(a_file(text), "core", at=AT), key=lambda each: each.since)
    local = [(each.since.astimezone(JST), each.until.astimezone(JST), each.staff) for each in found]
    return [
        f"{since:%d %H:%M}-{until:%d %H:%M} {' '.join(staff)}"
        for since, until, staff in local
        if (since.year, since.month) == (2026, 1) and day <= since.day < day + days
    ]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        pytest.param("", ["22 17:15-23 08:30 k1"], id="the weekly pattern"),
        pytest.param(
            '[[exceptions]]\noffice = "core"\ndate = 2026-01-22\n' + K2,
            ["22 17:15-23 08:30 k2"],
            id="somebody else in the same hours",
        ),
        pytest.param(
            '[[exceptions]]\noffice = "core"\ndate = 2026-01-22\nstaff = []\n',
            [],
            id="nobody that night",
        ),
        pytest.param(
            '[[exceptions]]\noffice = "core"\ndate = 2026-01-22\n'
            'from = "20:00"\nuntil = "23:00"\n' + K2,
            ["22 17:15-22 20:00 k1", "22 20:00-22 23:00 k2", "22 23:00-23 08:30 k1"],
            id="somebody else for some hours",
        ),
        pytest.param(
            '[[exceptions]]\noffice = "core"\ndate = 2026-01-22\n'
            'from = "08:00"\nuntil = "24:00"\n' + K2,
            ["22 08:00-23 00:00 k2"],
            id="the whole day, and the night before gives way",
        ),
        pytest.param(
            '[[shifts]]\noffice = "core"\nfrom = 2026-01-22T09:00:00\n'
            "until = 2026-01-22T12:00:00\n" + K2,
            ["22 09:00-22 12:00 k2", "22 17:15-23 08:30 k1"],
            id="one stretch more",
        ),
        pytest.param(
            '[[shifts]]\noffice = "core"\nfrom = 2026-01-22T00:00:00Z\n'
            "until = 2026-01-22T03:00:00Z\n" + K2,
            ["22 09:00-22 12:00 k2", "22 17:15-23 08:30 k1"],
            id="a moment with its own zone",
        ),
    ],
)
def test_who_is_on_call_on_one_day(more: str, expected: list[str]) -> None:
    assert duty(NIGHTS + K1 + more, day=22) == expected


def test_an_exception_takes_its_hours_from_the_night_before_too() -> None:
    whole_day = '[[exceptions]]\noffice = "core"\ndate = 2026-01-22\nfrom = "00:00"\n'

    found = duty(NIGHTS + K1 + whole_day + 'until = "24:00"\n' + K2, day=21, days=3)

    assert found == [
        "21 17:15-22 00:00 k1",
        "22 00:00-23 00:00 k2",
        "23 00:00-23 08:30 k1",
        "23 17:15-24 08:30 k1",
    ]


def test_weekdays_and_weekend_are_a_week() -> None:
    week = NIGHTS.replace("daily", "weekdays") + K1 + NIGHTS.replace("daily", "weekend") + K2

    found = duty(week, day=22, days=7)

    assert [line[-2:] for line in found] == ["k1", "k1", "k2", "k2", "k1", "k1", "k1"]


def test_the_same_hour_twice_is_a_day_and_a_night() -> None:
    assert duty(NIGHTS.replace("17:15", "08:30") + K1, day=22) == ["22 08:30-23 08:30 k1"]


def test_the_night_that_is_running_is_planned_and_the_one_that_ended_is_not() -> None:
    early = datetime(2026, 1, 20, 22, tzinfo=UTC)  # 7:00 on the 21st
    found = list(stretches(a_file(NIGHTS + K1), "core", at=early))

    first = min(each.since for each in found).astimezone(JST)

    assert (first.day, first.hour) == (20, 17)


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        pytest.param(datetime(2026, 1, 1, tzinfo=UTC), date(2027, 2, 1), id="January"),
        pytest.param(datetime(2026, 1, 31, 14, 59, tzinfo=UTC), date(2027, 2, 1), id="its end"),
        pytest.param(
            datetime(2026, 1, 31, 15, tzinfo=UTC), date(2027, 3, 1), id="Japan's February"
        ),
        pytest.param(datetime(2026, 12, 5, tzinfo=UTC), date(2028, 1, 1), id="December"),
    ],
)
def test_duty_is_planned_for_twelve_months_to_the_end_of_one(at: datetime, expected: date) -> None:
    assert horizon(at) == expected
