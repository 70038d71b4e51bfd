"""A network's standing facts changed part by part, each change with its line in the audit."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import assert_never

from sqlalchemy import delete, insert, update

from bot.effects import Note
from bot.model import DutyShift, Network, NetworkId, Office, OfficeId, Staff, StaffId, Window
from bot.standing import Change, How, Rota
from storage import queries, shapes
from storage.ledger import Ledger


def rewrite(
    ledger: Ledger, changes: Iterable[Change], *, network: NetworkId, at: datetime, actor: str
) -> None:
    """Make these changes true, in their order; each is noted."""
    found = tuple(changes)
    _release_members(ledger, (each.part.id for each in found if isinstance(each.part, Staff)))
    for change in found:
        _write(ledger, change, network, at)
        ledger.note(_note(change), network=network, at=at, actor=actor, cause="network file")


def open_work(ledger: Ledger, office: OfficeId) -> tuple[str, ...]:
    """Return the numbers of the open cases an office owns or is asked in."""
    return tuple(str(row["number"]) for row in ledger.rows(queries.open_work(office)))


def left_behind(ledger: Ledger, staff: Staff) -> tuple[str, ...]:
    """Return what somebody who goes leaves without anybody: registrants in care, open cases."""
    care = ledger.rows(queries.registrations_of_counselor(staff.network, staff.id))
    present = [row for row in care if row["state"] not in {"ended", "declined", "withdrawn"}]
    cases = ledger.rows(queries.open_cases_of_owner(staff.id))
    counselled = [f"{len(present)} in care"] if present else []
    return (*counselled, *(f"case {row['number']}" for row in cases))


def _release_members(ledger: Ledger, staff: Iterable[StaffId]) -> None:
    """Let two people exchange their accounts: each is written anew right after."""
    mine = queries.STAFF.c.id.in_(list(staff))
    ledger.connection.execute(update(queries.STAFF).where(mine).values(member_user=None))


def _write(ledger: Ledger, change: Change, network: NetworkId, at: datetime) -> None:
    match change.part:
        case Network():
            ledger.roster.put_network(change.part)
        case Office():
            ledger.roster.put_office(change.part)
        case Window():
            _write_window(ledger, change.part, network, retired=change.how is How.RETIRED)
        case Staff():
            ledger.roster.put_staff(change.part)
        case Rota():
            _write_rota(ledger, change.part, network, at)
        case _:
            assert_never(change.part)


def _write_window(ledger: Ledger, window: Window, network: NetworkId, *, retired: bool) -> None:
    if not retired:
        ledger.roster.put_window(window, network=network)
        return
    mine = queries.WINDOW.c.id == window.id
    ledger.connection.execute(update(queries.WINDOW).where(mine).values(active=False))


def _write_rota(ledger: Ledger, rota: Rota, network: NetworkId, at: datetime) -> None:
    """Duty that began ends now; duty to come was a plan, and the plan is another one."""
    begun = [each.id for each in rota.removed if each.since < at]
    others = [each.id for each in rota.removed if each.since >= at]
    of = queries.SHIFT
    ledger.connection.execute(update(of).where(of.c.id.in_(begun)).values(until=at))
    again = [*others, *(each.id for each in rota.added)]
    for few in (again[first : first + MANY] for first in range(0, len(again), MANY)):
        ledger.connection.execute(delete(of).where(of.c.id.in_(few)))
    if rota.added:
        ledger.connection.execute(insert(of), [_columns(each, network) for each in rota.added])


MANY = 500  # as many parameters as any database takes at once


def _columns(shift: DutyShift, network: NetworkId) -> dict[str, object]:
    return {**shapes.DUTY_SHIFT.columns(shift), "network": network}


def _note(change: Change) -> Note:
    part = change.part
    what = type(part).__name__.lower()
    if isinstance(part, Rota):
        detail = {"added": str(len(part.added)), "removed": str(len(part.removed))}
        subject: str = part.office
    else:
        detail = {"fields": ", ".join(change.fields)} if change.fields else {}
        subject = part.id
    return Note(act=f"set_up_{what}", subject=subject, outcome=change.how.value, detail=detail)
