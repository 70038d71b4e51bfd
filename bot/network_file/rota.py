"""Duty written as a pattern becomes stretches of time; every hour and day is Japan's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from bot.clock import JST
from bot.network_file.entries import DAY, ExceptionEntry, RotaEntry
from bot.network_file.mistakes import Path
from bot.network_file.reading import NetworkFile, Placed

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Stretch:
    """These people are on call from one moment to another, in this order."""

    since: datetime
    until: datetime
    staff: tuple[str, ...]
    order: int


@dataclass(frozen=True, slots=True)
class Exceptional:
    """What one exception puts in the place of the weekly pattern."""

    place: Path
    stretches: tuple[Stretch, ...]


def horizon(at: datetime) -> date:
    """Return the first day that is not planned: so that a month's repeating changes nothing."""
    today = at.astimezone(JST).date()
    months = today.year * 12 + today.month + 12
    return date(months // 12, months % 12 + 1, 1)


def stretches(file: NetworkFile, office: str, *, at: datetime) -> Iterator[Stretch]:
    """Yield an office's duty that runs at a moment or comes later, for the next twelve months."""
    found = [*_planned(file, office, at=at), *_plain(file, office)]
    yield from (each for each in found if each.until > at)


def exceptional(file: NetworkFile, office: str) -> list[Exceptional]:
    """Return what the office's exceptions put where, in the file's order."""
    patterns = patterns_of(file, office)
    mine = (each for each in file.exceptions if each.entry.office == office)
    return [Exceptional(each.place, _put(each, patterns)) for each in mine]


def patterns_of(file: NetworkFile, office: str) -> list[RotaEntry]:
    """Return an office's weekly patterns."""
    return [each.entry for each in file.rota if each.entry.office == office]


def _planned(file: NetworkFile, office: str, *, at: datetime) -> Iterator[Stretch]:
    patterns, day = patterns_of(file, office), at.astimezone(JST).date() - ONE_DAY
    others = [
        each
        for exception in exceptional(file, office)
        for each in exception.stretches
        if each.since < _moment(horizon(at), 0)
    ]
    while day < horizon(at):
        for stretch in _weekly(patterns, day):
            yield from _without(stretch, others)
        day += ONE_DAY
    yield from (each for each in others if each.staff)


def _plain(file: NetworkFile, office: str) -> Iterator[Stretch]:
    for placed in file.shifts:
        entry = placed.entry
        if entry.office == office:
            since, until = entry.since.astimezone(UTC), entry.until.astimezone(UTC)
            yield Stretch(since, until, entry.staff, entry.order)


def _weekly(patterns: Iterable[RotaEntry], day: date) -> Iterator[Stretch]:
    """Yield the weekly stretches that begin on a day."""
    for each in patterns:
        if day.weekday() in each.weekdays:
            yield _stretch(day, each.since, each.until, each)


def _put(placed: Placed[ExceptionEntry], patterns: Iterable[RotaEntry]) -> tuple[Stretch, ...]:
    entry = placed.entry
    if entry.since is not None and entry.until is not None:
        return (_stretch(entry.date, entry.since, entry.until, entry),)
    same = _weekly(patterns, entry.date)
    return tuple(replace(each, staff=entry.staff, order=entry.order) for each in same)


def _stretch(day: date, since: int, until: int, entry: RotaEntry | ExceptionEntry) -> Stretch:
    end = until if until > since else until + DAY
    return Stretch(_moment(day, since), _moment(day, end), entry.staff, entry.order)


def _moment(day: date, minutes: int) -> datetime:
    midnight = datetime.combine(day, time(), tzinfo=JST)
    return (midnight + timedelta(minutes=minutes)).astimezone(UTC)


def _without(stretch: Stretch, holes: Iterable[Stretch]) -> Iterator[Stretch]:
    """Yield what is left of a stretch beside the holes."""
    left = [stretch]
    for hole in holes:
        left = [
            piece
            for each in left
            for piece in (
                replace(each, until=min(each.until, hole.since)),
                replace(each, since=max(each.since, hole.until)),
            )
            if piece.since < piece.until
        ]
    yield from left
