"""A file's tables as the network's values, and the network as a file's tables again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import groupby

from bot.clock import JST
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
    WindowId,
)
from bot.network_file.entries import NetworkEntry, OfficeEntry, StaffEntry, WindowEntry
from bot.network_file.reading import NetworkFile
from bot.network_file.rota import Stretch, stretches
from bot.standing import JOINED, Standing
from bot.vocabulary import Hours, OfficeKind


class Identities:
    """What the file's keys are in the database, where several networks may use the same keys.

    An office or a member of staff that stands there under the bare key keeps it.
    """

    def __init__(self, network: NetworkId, now: Standing | None) -> None:
        """Know the ids that are there."""
        self._network = network
        self._offices = now.offices if now else {}
        self._staff = now.staff if now else {}

    def office(self, key: str) -> OfficeId:
        """Return an office's id."""
        bare = OfficeId(key)
        return bare if bare in self._offices else OfficeId(f"{self._network}.{key}")

    def staff(self, key: str) -> StaffId:
        """Return the id of a member of staff."""
        bare = StaffId(key)
        return bare if bare in self._staff else StaffId(f"{self._network}.{key}")


def key_of(id_: str, network: NetworkId) -> str:
    """Return the file's key of an id."""
    return id_.removeprefix(f"{network}.")


def wanted(file: NetworkFile, now: Standing | None, *, at: datetime) -> Standing:
    """Return the network as a file without mistakes wants it. `at` is where its duty begins."""
    if file.network is None:
        raise LookupError("this file names no network")
    network = _network(file.network, file)
    ids = Identities(network.id, now)
    offices = [_office(each.entry, network.id, ids) for each in file.offices]
    windows = [
        _window(each.entry, window, now, ids)
        for each in file.offices
        for window in each.entry.reached
    ]
    staff = [_staff(each.entry, network, ids) for each in file.staff if not each.entry.left]
    staff += _joined(file, now, ids, named=staff)
    return Standing(
        network=network,
        offices={each.id: each for each in offices},
        windows={(each.office, each.hours): each for each in windows},
        staff={each.id: each for each in staff},
        shifts=frozenset(_shifts(file, ids, at)),
    )


def _joined(
    file: NetworkFile, now: Standing | None, ids: Identities, *, named: Iterable[Staff]
) -> list[Staff]:
    """Return who joined in Slack and stays: the file names neither them nor their account.

    So that applying a file again locks out nobody whom a manager approved since it was written.
    """
    told = {ids.staff(each.entry.key) for each in file.staff}
    offices = {ids.office(each.entry.key) for each in file.offices}
    accounts = {one.member for one in named}
    known = now.staff.values() if now else ()
    return [
        one
        for one in known
        if one.active
        and one.id.startswith(JOINED)
        and one.id not in told
        and one.office in offices
        and one.member not in accounts
    ]


def _network(entry: NetworkEntry, file: NetworkFile) -> Network:
    return Network(
        id=NetworkId(entry.id),
        name=entry.name,
        profile=entry.profile,
        team=entry.team,
        lang=entry.language,
        settings=json.loads(json.dumps(file.settings)),
    )


def _office(entry: OfficeEntry, network: NetworkId, ids: Identities) -> Office:
    usual = entry.kind is OfficeKind.PROVIDER
    return Office(
        id=ids.office(entry.key),
        network=network,
        name=entry.name,
        kind=entry.kind,
        services=tuple(dict.fromkeys(entry.services)),
        abilities=frozenset(entry.abilities),
        telephone=entry.telephone,
        emergency=usual if entry.emergency is None else entry.emergency,
        notified_on=entry.notified_on,
        alternate=ids.office(entry.alternate) if entry.alternate else None,
    )


def _window(
    entry: OfficeEntry, window: WindowEntry, now: Standing | None, ids: Identities
) -> Window:
    """Return an office's window: the one it has while its channel stays, else one more."""
    office, channel, hours = ids.office(entry.key), window.channel, window.hours
    present = now.windows.get((office, hours)) if now else None
    if present is not None and present.channel == channel:
        id_ = present.id
    else:
        when = "" if hours is Hours.ALWAYS else f"{hours}."
        id_ = WindowId(f"{office}.{when}{channel or 'telephone'}")
    telephone = window.telephone or entry.telephone
    return Window(id=id_, office=office, channel=channel, telephone=telephone, hours=hours)


def _staff(entry: StaffEntry, network: Network, ids: Identities) -> Staff:
    team = entry.team or network.team
    return Staff(
        id=ids.staff(entry.key),
        network=network.id,
        office=ids.office(entry.office),
        member=Member(team=team, user=entry.user) if entry.user else None,
        name=entry.name,
        counselor=entry.counselor,
        manager=entry.manager,
        shared=entry.shared,
        lang=entry.language,
    )


def _shifts(file: NetworkFile, ids: Identities, at: datetime) -> Iterator[DutyShift]:
    for office in (each.entry.key for each in file.offices):
        for stretch in stretches(file, office, at=at):
            for order, key in enumerate(stretch.staff, start=stretch.order):
                yield _shift(ids.office(office), ids.staff(key), stretch, order)


def _shift(office: OfficeId, staff: StaffId, stretch: Stretch, order: int) -> DutyShift:
    """Return a shift whose id says all it is, so that planning it twice makes one."""
    told = f"{office} {staff} {stretch.since.isoformat()} {stretch.until.isoformat()} {order}"
    return DutyShift(
        id=f"duty-{hashlib.sha256(told.encode()).hexdigest()[:24]}",
        office=office,
        staff=staff,
        since=stretch.since,
        until=stretch.until,
        order=order,
    )


# ------------------------------------------------------------------ and back


def tables(standing: Standing) -> dict[str, object]:
    """Return the present network as the tables of a file; its duty is told shift by shift."""
    network = standing.network
    return {
        "network": {
            "id": network.id,
            "name": network.name,
            "profile": network.profile,
            "team": network.team,
            "language": network.lang.value,
        },
        "settings": dict(network.settings),
        "offices": [
            _office_table(office, standing)
            for office in sorted(standing.offices.values(), key=lambda each: each.id)
            if office.active
        ],
        "staff": [
            _staff_table(one, network)
            for one in sorted(standing.staff.values(), key=lambda each: each.id)
            if one.active
        ],
        "shifts": list(_shift_tables(standing)),
    }


def _office_table(office: Office, standing: Standing) -> dict[str, object]:
    network = standing.network.id
    alternate = key_of(office.alternate, network) if office.alternate else None
    return _said(
        key=key_of(office.id, network),
        name=office.name,
        kind=office.kind.value,
        services=[each.value for each in office.services],
        abilities=sorted(each.value for each in office.abilities),
        telephone=office.telephone,
        alternate=alternate,
        emergency=office.emergency,
        notified_on=office.notified_on.isoformat() if office.notified_on else None,
        **_window_tables(office, standing),
    )


def _window_tables(office: Office, standing: Standing) -> dict[str, object]:
    """Return `window` for one that always serves, `windows` for those by day and by night."""
    found = standing.windows_of(office.id)
    several = [_window_table(office, each, standing) for each in found]
    if [each.hours for each in found] == [Hours.ALWAYS]:
        return {"window": several[0] or None}
    return {"windows": several or None}


def _window_table(office: Office, window: Window, standing: Standing) -> dict[str, object]:
    same = (each.office for each in standing.windows.values() if each.channel == window.channel)
    return _said(
        hours=None if window.hours is Hours.ALWAYS else window.hours.value,
        channel=window.channel,
        telephone=window.telephone if window.telephone != office.telephone else None,
        shared=True if window.channel and set(same) != {office.id} else None,
    )


def _staff_table(staff: Staff, network: Network) -> dict[str, object]:
    member = staff.member
    return _said(
        key=key_of(staff.id, network.id),
        office=key_of(staff.office, network.id),
        name=staff.name,
        user=member.user if member else None,
        team=member.team if member and member.team != network.team else None,
        counselor=staff.counselor,
        manager=staff.manager,
        shared=staff.shared,
        language=staff.lang.value if staff.lang else None,
    )


def _shift_tables(standing: Standing) -> Iterator[dict[str, object]]:
    """Yield one table for those who are on call together, one after the other."""
    found = sorted(standing.shifts, key=lambda each: (*_span(each), each.order, each.id))
    for (office, since, until), together in groupby(found, key=_span):
        ranked = enumerate(together)
        for _, run in groupby(ranked, key=lambda each: each[1].order - each[0]):
            shifts = [shift for _, shift in run]
            yield _said(
                office=key_of(office, standing.network.id),
                staff=[key_of(each.staff, standing.network.id) for each in shifts],
                order=shifts[0].order or None,
                **{"from": _japanese(since), "until": _japanese(until)},
            )


def _span(shift: DutyShift) -> tuple[OfficeId, datetime, datetime]:
    return shift.office, shift.since, shift.until


def _japanese(moment: datetime) -> str:
    return moment.astimezone(JST).replace(tzinfo=None).isoformat()


def _said(**values: object) -> dict[str, object]:
    """Return what is known, without a word about what is not."""
    return {name: value for name, value in values.items() if value is not None}
