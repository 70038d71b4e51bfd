"""Working days and opening hours in Japan. Days are days there; moments are aware UTC."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from bot.clock import JST

NEW_YEAR = frozenset({(12, 29), (12, 30), (12, 31), (1, 1), (1, 2), (1, 3)})
"""年末年始, when offices of every city are closed."""


def is_working_day(day: date, *, holidays: frozenset[date]) -> bool:
    """True on Monday to Friday, public holidays and 年末年始 apart."""
    return day.weekday() < 5 and day not in holidays and (day.month, day.day) not in NEW_YEAR


def last_working_day(month: date, *, holidays: frozenset[date]) -> date:
    """Return the last working day of the month that `month` lies in."""
    following = (month.replace(day=1) + timedelta(days=32)).replace(day=1)
    days = (following - timedelta(days=back) for back in range(1, 32))
    return next(day for day in days if is_working_day(day, holidays=holidays))


def working_days_after(day: date, *, holidays: frozenset[date]) -> Iterator[date]:
    """Yield the working days after `day`, soonest first, without end."""
    while True:
        day += timedelta(days=1)
        if is_working_day(day, holidays=holidays):
            yield day


def moment(day: date, clock: str) -> datetime:
    """Return that day at "HH:MM" in Japan."""
    return datetime.combine(day, time.fromisoformat(clock), JST)


def next_at(at: datetime, clock: str) -> datetime:
    """Return when a clock in Japan next shows "HH:MM" after a moment."""
    today = at.astimezone(JST).date()
    days = (today, today + timedelta(days=1))
    return next(when for day in days if (when := moment(day, clock)) > at)


def next_opening(at: datetime, *, hours: tuple[str, str], holidays: frozenset[date]) -> datetime:
    """Return when offices next open after a moment."""
    yesterday = at.astimezone(JST).date() - timedelta(days=1)
    days = working_days_after(yesterday, holidays=holidays)
    return next(when for day in days if (when := moment(day, hours[0])) > at)
