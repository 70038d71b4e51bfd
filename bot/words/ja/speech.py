"""How Japanese sentences are built: days and times, the city's terms, the marks between words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from bot.cities.profile import Terms
from bot.clock import JST
from bot.words.ja import glossary

WEEKDAYS = "月火水木金土日"
MARKS = "①②③④⑤⑥⑦⑧⑨"


def day(value: date) -> str:
    """Return a day as 1/20（火）."""
    return f"{value.month}/{value.day}（{WEEKDAYS[value.weekday()]}）"


def full_day(value: date) -> str:
    """Return a day with its year."""
    return f"{value.year}/{value.month}/{value.day}"


def clock(moment: datetime) -> str:
    """Return the time of day in Japan."""
    return f"{moment.astimezone(JST):%H:%M}"


def when(moment: datetime, *, today: date) -> str:
    """Return a moment, its day left to 本日 where it is today."""
    local = moment.astimezone(JST)
    return (
        f"本日{clock(moment)}" if local.date() == today else f"{day(local.date())}{clock(moment)}"
    )


@dataclass(frozen=True, slots=True)
class Speech:
    """What every sentence of the language has at hand."""

    terms: Terms
    glossary = glossary
    colon = "："
    comma = "／"
    dot = "・"
    bar = "｜"
    bullet = "・"
