"""The network's standing facts: offices, windows, people, duty. Read whole, written one by one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Connection, RowMapping, Table, delete, insert, update

from bot.cities import PROFILES
from bot.cities.adjusting import adjusted
from bot.clock import is_night
from bot.facts import Town
from bot.model import (
    DutyShift,
    Member,
    Network,
    NetworkId,
    Office,
    OfficeId,
    Staff,
    StaffId,
    Window,
)
from bot.standing import Standing
from bot.vocabulary import Hours
from storage import queries, shapes


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """Who and where in a network, whatever the hour."""

    offices: Mapping[OfficeId, Office]
    windows: tuple[Window, ...]
    staff: Mapping[StaffId, Staff]


Known = dict[tuple[NetworkId, str], Parts]
"""What a process remembers of its networks, by the audit's head.

None of it changes without a line in the audit: as long as the head is the same, so are they.
"""
MOST_KNOWN: Final = 16


class Roster:
    """Reads and writes who and where; what the audit says is unchanged is not read again."""

    def __init__(self, connection: Connection, *, holidays: frozenset[date], known: Known) -> None:
        self._connection = connection
        self._holidays = holidays
        self._known = known
        self._written = False

    def town(self, network: Network, *, at: datetime) -> Town:
        """Return the network as it stands at a moment."""
        parts = self._parts(network.id)
        profile = adjusted(PROFILES[network.profile], network.settings)
        night = is_night(at, profile.night_hours)
        return Town(
            network=network,
            profile=profile,
            offices=parts.offices,
            windows={each.office: each for each in parts.windows if each.serves(night=night)},
            staff=parts.staff,
            on_call=self._on_call(network.id, at),
            holidays=self._holidays,
            resting=tuple(each for each in parts.windows if not each.serves(night=night)),
        )

    def standing(self, network: Network, *, at: datetime) -> Standing:
        """Return all that stands of a network at a moment, its retired parts and later duty too."""
        town = self.town(network, at=at)
        shifts = self._select(queries.duty_from(network.id, at))
        return Standing(
            network=network,
            offices=town.offices,
            windows={(each.office, each.hours): each for each in self._parts(network.id).windows},
            staff=town.staff,
            shifts=frozenset(shapes.DUTY_SHIFT.value(row) for row in shifts),
        )

    def networks(self) -> tuple[Network, ...]:
        """Return every network of this database."""
        found = self._select(queries.NETWORK.select().order_by(queries.NETWORK.c.id))
        return tuple(shapes.NETWORK.value(row) for row in found)

    def staff_value(self, row: RowMapping) -> Staff:
        """Return the staff member a row holds."""
        team, user = row["member_team"], row["member_user"]
        member = Member(team=team, user=user) if team and user else None
        return shapes.STAFF.value(row, member=member)

    def dm_channel(self, staff: StaffId) -> str | None:
        """Return the direct-message channel of a staff member, once it was opened."""
        row = self._connection.execute(queries.by_id(queries.STAFF, staff)).mappings().first()
        return str(row["dm_channel"]) if row and row["dm_channel"] else None

    # -------------------------------------------------------------- writing

    def put_network(self, network: Network) -> None:
        """Make a network known, or change it."""
        self._put(queries.NETWORK, shapes.NETWORK.columns(network))

    def put_office(self, office: Office) -> None:
        """Make an office known, or change it, with its services and abilities."""
        self._put(queries.OFFICE, shapes.OFFICE.columns(office))
        services = ({"service": s.value, "position": n} for n, s in enumerate(office.services))
        abilities = ({"ability": ability.value} for ability in sorted(office.abilities))
        self._replace(queries.SERVICE, office, services)
        self._replace(queries.ABILITY, office, abilities)

    def put_window(self, window: Window, *, network: NetworkId) -> None:
        """Make this the window of its office at its hours; one in its place is kept, not active.

        A window for always takes the place of all, one by day or by night that of always.
        """
        columns, of = shapes.WINDOW.columns(window), queries.WINDOW
        others = (of.c.office == window.office) & (of.c.id != window.id)
        if window.hours is not Hours.ALWAYS:
            others &= of.c.hours.in_((window.hours.value, Hours.ALWAYS.value))
        self._connection.execute(update(of).where(others).values(active=False))
        self._put(queries.WINDOW, {**columns, "network": network, "active": True})

    def put_staff(self, staff: Staff) -> None:
        """Make a person known as an office's staff, or change them."""
        member = staff.member
        columns = {
            **shapes.STAFF.columns(staff),
            "member_team": member.team if member else None,
            "member_user": member.user if member else None,
        }
        self._put(queries.STAFF, columns)

    def put_shift(self, shift: DutyShift, *, network: NetworkId) -> None:
        """Put a duty shift on the rota, or change it."""
        self._put(queries.SHIFT, {**shapes.DUTY_SHIFT.columns(shift), "network": network})

    def put_dm_channel(self, staff: StaffId, channel: str | None) -> None:
        """Remember where a staff member's direct messages go; None: it is to be opened anew."""
        mine = queries.STAFF.c.id == staff
        self._connection.execute(update(queries.STAFF).where(mine).values(dm_channel=channel))

    # -------------------------------------------------------------- inside

    def _parts(self, network: NetworkId) -> Parts:
        head = self._connection.execute(queries.audit_head(network)).scalar_one_or_none()
        found = self._known.get((network, head)) if head else None
        if found is None:
            staff = [self.staff_value(row) for row in self._rows(queries.STAFF, network)]
            found = Parts(
                offices=self._offices(network),
                windows=tuple(self._windows(network)),
                staff={each.id: each for each in staff},
            )
            self._remember(network, head, found)
        return found

    def _remember(self, network: NetworkId, head: str | None, parts: Parts) -> None:
        """Remember what was read, unless it is this unit's own and may yet be undone."""
        if len(self._known) >= MOST_KNOWN:
            self._known.clear()
        if head and not self._written:
            self._known[network, head] = parts

    def _offices(self, network: NetworkId) -> dict[OfficeId, Office]:
        services: dict[str, list[str]] = defaultdict(list)
        for row in self._select(queries.services(network)):
            services[row["office"]].append(row["service"])
        abilities: dict[str, list[str]] = defaultdict(list)
        for row in self._rows(queries.ABILITY, network):
            abilities[row["office"]].append(row["ability"])
        found = self._rows(queries.OFFICE, network)
        return {
            OfficeId(row["id"]): shapes.OFFICE.value(
                row, services=services[row["id"]], abilities=abilities[row["id"]]
            )
            for row in found
        }

    def _windows(self, network: NetworkId) -> list[Window]:
        rows = self._select(queries.active_windows(network))
        return [shapes.WINDOW.value(row) for row in rows]

    def _on_call(self, network: NetworkId, at: datetime) -> dict[OfficeId, tuple[StaffId, ...]]:
        found: dict[OfficeId, list[StaffId]] = defaultdict(list)
        for row in self._select(queries.on_call(network, at)):
            found[OfficeId(row["office"])].append(StaffId(row["staff"]))
        return {office: tuple(staff) for office, staff in found.items()}

    def _rows(self, of: Table, network: NetworkId) -> Sequence[RowMapping]:
        return self._select(queries.of_network(of, network))

    def _select(self, query: queries.Rows) -> Sequence[RowMapping]:
        return self._connection.execute(query).mappings().all()

    def _put(self, of: Table, columns: Mapping[str, Any]) -> None:
        self._known.clear()
        self._written = True
        mine = of.c.id == columns["id"]
        changed = self._connection.execute(update(of).where(mine).values(dict(columns)))
        if changed.rowcount == 0:
            self._connection.execute(insert(of).values(dict(columns)))

    def _replace(self, of: Table, office: Office, rows: Iterable[Mapping[str, Any]]) -> None:
        self._connection.execute(delete(of).where(of.c.office == office.id))
        common = {"office": office.id, "network": office.network}
        values = [{**common, **row} for row in rows]
        if values:
            self._connection.execute(insert(of), values)
