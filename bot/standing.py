"""The network's standing facts as one value, and what would change between two of them.

Nothing is ever deleted: what is no longer wanted is retired. Only duty that lies ahead is a plan
and may be taken back.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Final, TypeVar

from bot.model import (
    DutyShift,
    Network,
    Office,
    OfficeId,
    Staff,
    StaffId,
    Window,
)
from bot.vocabulary import Hours


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Who and where, whole. Retired offices and staff are in it; windows and duty are present."""

    network: Network
    offices: Mapping[OfficeId, Office]
    windows: Mapping[tuple[OfficeId, Hours], Window]
    staff: Mapping[StaffId, Staff]
    shifts: frozenset[DutyShift]  # running or to come

    def windows_of(self, office: OfficeId) -> tuple[Window, ...]:
        """Return where an office is reached: always, or by day and by night."""
        found = (self.windows.get((office, hours)) for hours in Hours)
        return tuple(window for window in found if window is not None)


JOINED: Final = "joined-"
"""How the id begins of whoever joined in Slack, 職員登録: a network file need not know them."""


class How(StrEnum):
    """What happens to a part of the network."""

    ADDED = "added"
    CHANGED = "changed"
    RETIRED = "retired"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rota:
    """An office's duty, as far as it becomes another."""

    office: OfficeId
    added: tuple[DutyShift, ...]
    removed: tuple[DutyShift, ...]


Part = Network | Office | Window | Staff | Rota
K = TypeVar("K")
P = TypeVar("P", Office, Window, Staff)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One part as it is to be, and which of its fields become others."""

    how: How
    part: Part
    fields: tuple[str, ...] = ()


def difference(now: Standing | None, wanted: Standing) -> tuple[Change, ...]:
    """Return what must change for `wanted` to be true, in an order in which it can be written."""
    return tuple(
        change
        for found in (
            _changed(now.network if now else None, wanted.network),
            _gone(now, wanted),
            _present(now.offices if now else {}, wanted.offices),
            _present(now.windows if now else {}, wanted.windows),
            _present(now.staff if now else {}, wanted.staff),
            _rotas(now.shifts if now else frozenset(), wanted.shifts),
        )
        for change in found
    )


def _gone(now: Standing | None, wanted: Standing) -> Iterator[Change]:
    """Yield what is to be retired, as it will be then."""
    if now is None:
        return
    for place, window in now.windows.items():
        if place not in wanted.windows:
            yield Change(how=How.RETIRED, part=window)
    for one in now.staff.values():
        if one.active and one.id not in wanted.staff:
            yield Change(how=How.RETIRED, part=replace(one, active=False))
    for office in now.offices.values():
        if office.active and office.id not in wanted.offices:
            # nor asked in an emergency, whoever still thinks of it
            yield Change(how=How.RETIRED, part=replace(office, active=False, emergency=False))


def _present(now: Mapping[K, P], wanted: Mapping[K, P]) -> Iterator[Change]:
    for key, part in wanted.items():
        yield from _changed(now.get(key), part)


def _changed(before: Part | None, after: Part) -> Iterator[Change]:
    if before is None:
        yield Change(how=How.ADDED, part=after)
    elif before != after:
        names = (each.name for each in fields(after))
        other = tuple(name for name in names if getattr(before, name) != getattr(after, name))
        yield Change(how=How.CHANGED, part=after, fields=other)


def _rotas(now: frozenset[DutyShift], wanted: frozenset[DutyShift]) -> Iterator[Change]:
    for office in sorted({shift.office for shift in now ^ wanted}):
        rota = Rota(
            office=office,
            added=_of(wanted - now, office),
            removed=_of(now - wanted, office),
        )
        yield Change(how=How.CHANGED, part=rota, fields=("shifts",))


def _of(shifts: frozenset[DutyShift], office: OfficeId) -> tuple[DutyShift, ...]:
    mine = (shift for shift in shifts if shift.office == office)
    return tuple(sorted(mine, key=lambda shift: (shift.since, shift.order, shift.id)))
