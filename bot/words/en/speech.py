"""How English sentences are built: days and times, the city's terms, the marks between words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from bot.cities.profile import Terms
from bot.clock import JST
from bot.words.en import glossary

MARKS = "①②③④⑤⑥⑦⑧⑨"
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day(value: date) -> str:
    """Return a day as Tue 20 Jan."""
    return f"{WEEKDAYS[value.weekday()]} {value.day} {MONTHS[value.month - 1]}"


def full_day(value: date) -> str:
    """Return a day with its year."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def clock(moment: datetime) -> str:
    """Return the time of day in Japan."""
    return f"{moment.astimezone(JST):%H:%M}"


def when(moment: datetime, *, today: date) -> str:
    """Return a moment, its day left to "today" where it is today."""
    local = moment.astimezone(JST)
    return f"{'today' if local.date() == today else day(local.date())} {clock(moment)}"


def counted(number: int, noun: str) -> str:
    """Return so many of a thing: 1 night, 3 nights."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


@dataclass(frozen=True, slots=True)
class Speech:
    """What every sentence of the language has at hand."""

    terms: Terms
    glossary = glossary
    colon = ": "
    comma = " / "
    dot = " · "
    bar = " | "
    bullet = "• "

    def _core(self) -> str:
        """Return the core centre with the name by which colleagues know it."""
        return f"the core consultation centre ({self.terms.core_center})"
