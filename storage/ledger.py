"""Rows ↔ values in one transaction: what a unit of work is handed.

`record()` writes a decision whole: the change, its effects, what is due later and the audit.
A value that moved on since it was read raises `MovedOn`, and the unit runs again.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, Table, insert, update

from bot.clock import JST
from bot.effects import Change, Decision, Due, DueKind, Note
from bot.facts import Actor, Raised, Rival, Sibling
from bot.model import (
    Alarm,
    Ask,
    Call,
    Case,
    CaseId,
    Draft,
    Grant,
    Joining,
    MedicalContact,
    Member,
    Monitoring,
    Need,
    Network,
    NetworkId,
    OfficeId,
    Person,
    PersonId,
    Registration,
    Remark,
    Staff,
    StaffId,
)
from bot.moves import OPEN_NEEDS, NeedStatus
from storage import audit, queries, shapes
from storage.cipher import Cipher, Seal
from storage.drafts import Drafts
from storage.outbox import Outbox
from storage.registry import Registry
from storage.revisions import store
from storage.roster import Known, Roster


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """What every unit of work needs beside its connection, made once at the start."""

    cipher: Cipher
    holidays: frozenset[date] = frozenset()
    new_id: Callable[[], str] = field(default=lambda: secrets.token_hex(16))
    known: Known = field(default_factory=dict)


class Ledger:
    """One unit's view of the database. Lives no longer than its transaction."""

    def __init__(self, connection: Connection, means: Means) -> None:
        self.connection = connection
        self.means = means
        self.new_id = means.new_id
        self.roster = Roster(connection, holidays=means.holidays, known=means.known)
        self.registry = Registry(connection, means.cipher)
        self.outbox = Outbox(connection, new_id=means.new_id)
        self._drafts = Drafts(connection, means.cipher)
        self._notes: dict[NetworkId, list[audit.Entry]] = {}

    def lock(self, network: NetworkId) -> None:
        """Make this unit the only one that decides in this network, until it is committed.

        SQLite has one writer anyway. On PostgreSQL it keeps units from failing over and over on
        each other's revisions and from locking rows in different orders.
        """
        query = queries.by_id(queries.NETWORK, network).with_for_update()
        self.connection.execute(query).first()

    # -------------------------------------------------------------- reading

    def network_of(self, team: str) -> Network | None:
        """Return the network bound to a workspace, or None before the set-up."""
        row = self.row(queries.network_of_team(team))
        return shapes.NETWORK.value(row) if row else None

    def actor(self, member: Member, *, network: NetworkId, channel: str | None) -> Actor:
        """Return who somebody in Slack is here, judged now."""
        row = self.row(queries.staff_of_member(network, member.team, member.user))
        windows = self.rows(queries.windows_of_channel(network, channel)) if channel else ()
        staff = self.roster.staff_value(row) if row else None
        offices = frozenset(OfficeId(window["office"]) for window in windows)
        return Actor(member=member, staff=staff, channel_offices=offices)

    def case(self, id_: str) -> Case | None:
        """Return a case, its free text opened."""
        row = self.row(queries.by_id(queries.CASE, id_))
        return self._case(row) if row else None

    def open_case_of(self, person: PersonId) -> Case | None:
        """Return the one open case of a person."""
        row = self.row(queries.open_case_of(person))
        return self._case(row) if row else None

    def siblings(self, event: str, *, besides: str = "") -> tuple[Sibling, ...]:
        """Return the other cases of one event, with the houses decided for and who is asked."""
        found = (self._case(row) for row in self.rows(queries.event_of(event, besides=besides)))
        return tuple(
            Sibling(case=each, houses=self._houses(each), asks=self._open_asks(each))
            for each in found
        )

    def _open_asks(self, case: Case) -> tuple[Ask, ...]:
        """Return the asks of the case's needs that still ask, as far as they were put."""
        asking = (need for need in self.needs_of(case.id) if need.status is NeedStatus.ASKING)
        return tuple(ask for need in asking for ask in self.asks_of(need) if ask.asked)

    def _houses(self, case: Case) -> tuple[OfficeId, ...]:
        return tuple(OfficeId(row["office"]) for row in self.rows(queries.houses_of(case.id)))

    def need(self, id_: str) -> Need | None:
        """Return a need."""
        row = self.row(queries.by_id(queries.NEED, id_))
        return shapes.NEED.value(row) if row else None

    def needs_of(self, case: CaseId) -> tuple[Need, ...]:
        """Return a case's needs."""
        return tuple(shapes.NEED.value(row) for row in self.rows(queries.needs_of(case)))

    def ask(self, id_: str) -> Ask | None:
        """Return an ask."""
        row = self.row(queries.by_id(queries.ASK, id_))
        return shapes.ASK.value(row) if row else None

    def asks_of(self, need: Need) -> tuple[Ask, ...]:
        """Return the asks of the need's present round."""
        found = self.rows(queries.asks_of(need.id, need.round))
        return tuple(shapes.ASK.value(row) for row in found)

    def past_asks_of(self, need: Need) -> tuple[Ask, ...]:
        """Return the asks of the need's earlier rounds; there are none as a rule."""
        earlier = range(1, need.round)
        found = (row for each in earlier for row in self.rows(queries.asks_of(need.id, each)))
        return tuple(shapes.ASK.value(row) for row in found)

    def open_asks_at(self, network: NetworkId, channel: str) -> tuple[Ask, ...]:
        """Return the asks whose cards stand in a channel and may still be answered."""
        found = self.rows(queries.open_asks_at(network, channel))
        return tuple(shapes.ASK.value(row) for row in found)

    def draft(self, id_: str) -> Draft | None:
        """Return a form between its pages, or None once it was sent."""
        return self._drafts.draft(id_)

    def newest_draft_of(self, staff: StaffId) -> Draft | None:
        """Return the call sheet somebody began last and did not send, or None."""
        row = self.row(queries.drafts_of(staff).limit(1))
        return self._drafts.draft(row["id"]) if row else None

    def remarks_of(self, case: Case) -> tuple[Remark, ...]:
        """Return what offices wrote in a case, oldest first."""
        seal = self.registry.seal_of(case.person)
        found = self.rows(queries.remarks_of(case.id))
        return tuple(shapes.REMARK.value(row, seal=seal, key=row["id"]) for row in found)

    def calls_of(self, case: CaseId) -> tuple[Call, ...]:
        """Return the telephone calls to a case's offices, oldest first."""
        return tuple(shapes.CALL.value(row) for row in self.rows(queries.calls_of(case)))

    def medical_contacts_of(self, case: Case) -> tuple[MedicalContact, ...]:
        """Return a case's contacts with doctors and ambulances, oldest first."""
        seal = self.registry.seal_of(case.person)
        found = self.rows(queries.medical_contacts_of(case.id))
        return tuple(shapes.MEDICAL_CONTACT.value(row, seal=seal, key=row["id"]) for row in found)

    def grants_of(self, case: CaseId) -> tuple[Grant, ...]:
        """Return the leaves given to unverified members of a case's decided office."""
        found = self.rows(queries.grants_of(case))
        return tuple(shapes.GRANT.value(row, member=_member(row)) for row in found)

    def joining(self, id_: str) -> Joining | None:
        """Return somebody's wish to be an office's staff."""
        row = self.row(queries.by_id(queries.JOINING, id_))
        return shapes.JOINING.value(row, member=_member(row)) if row else None

    def open_joining_of(self, network: NetworkId, member: Member) -> Joining | None:
        """Return the one wish of a member that nobody decided yet."""
        row = self.row(queries.open_joining_of(network, member.team, member.user))
        return shapes.JOINING.value(row, member=_member(row)) if row else None

    def alarm(self, id_: str) -> Alarm | None:
        """Return an alarm, its number opened."""
        row = self.row(queries.by_id(queries.ALARM, id_))
        seal = self.means.cipher.purpose("alarm")
        return shapes.ALARM.value(row, seal=seal, key=row["id"]) if row else None

    def raised_by(self, member: Member, *, network: NetworkId) -> tuple[Raised, ...]:
        """Return a member's calls that nobody took yet, oldest first."""
        seal = self.means.cipher.purpose("alarm")
        rows = self.rows(queries.open_alarms(network))
        every = [shapes.ALARM.value(row, seal=seal, key=row["id"]) for row in rows]
        mine = {each.id: each for each in every if each.raised_by == member}
        waiting = self.rows(queries.open_due(DueKind.ALARM, list(mine)))
        due = {row["subject"]: row["at"] for row in waiting}
        return tuple(
            Raised(alarm=each, until=due.get(id_, each.raised_at)) for id_, each in mine.items()
        )

    def rivals_of(
        self, offices: Sequence[OfficeId], *, until: date, besides: str
    ) -> tuple[Rival, ...]:
        """Return other cases' open requests to these offices that begin by a day."""
        found = self.rows(queries.rivals_of(offices, until=until, besides=besides))
        rivals = (self._rival(shapes.ASK.value(row)) for row in found)
        return tuple(each for each in rivals if each is not None)

    def monitoring_open(self, network: NetworkId, *, until: date) -> tuple[Monitoring, ...]:
        """Return the months not yet recorded, up to `until`."""
        found = self.rows(queries.monitoring_open(network, until))
        return tuple(shapes.MONITORING.value(row) for row in found)

    def next_case_number(self, network: NetworkId, at: datetime) -> str:
        """Return the next number of the year, such as 2026-0012."""
        year = at.astimezone(JST).year
        last = self.connection.execute(queries.last_case_number(network, year)).scalar()
        return f"{year}-{int(last.rpartition('-')[2]) + 1 if last else 1:04}"

    # -------------------------------------------------------------- writing

    def record(
        self, decision: Decision, *, network: NetworkId, at: datetime, actor: str, cause: str
    ) -> None:
        """Write a decision whole. Raises: MovedOn when something was changed since it was read.

        `actor` is a staff or member id or "clock"; `cause` the inbox key or due row behind it.
        """
        for change in decision.changes:
            self.save(change)
        self._plan(decision.due, network)
        self._let_go(decision.changes)
        self._refuse_forgotten(decision.changes)
        for effect in decision.effects:
            self.outbox.put(effect, network=network)
        for note in decision.notes:
            self.note(note, network=network, at=at, actor=actor, cause=cause)

    def save(self, change: Change) -> None:
        """Insert a new value (revision 0) or update the revision that was read."""
        match change:
            case Person():
                self.registry.save_person(change)
            case Registration():
                self.registry.save_registration(change)
            case Case():
                seal = self.registry.seal_of(change.person)
                self._store(shapes.CASE, change, seal=seal)
            case Need():
                self._store(shapes.NEED, change)
            case Ask():
                self._store(shapes.ASK, change)
            case Monitoring():
                self._store(shapes.MONITORING, change)
            case Remark():
                self._keep(shapes.REMARK, change)
            case MedicalContact():
                self._keep(shapes.MEDICAL_CONTACT, change)
            case Call():
                self._append(queries.CALL, shapes.CALL.columns(change))
            case Grant():
                self._append(queries.GRANT, {**shapes.GRANT.columns(change), **_who(change.member)})
            case Joining():
                self._store(shapes.JOINING, change, **_who(change.member))
            case Alarm():
                seal = self.means.cipher.purpose("alarm")
                self._store(shapes.ALARM, change, seal=seal)
            case Staff():
                self.roster.put_staff(change)
            case Draft():
                self._drafts.save(change)

    def note(self, note: Note, *, network: NetworkId, at: datetime, actor: str, cause: str) -> None:
        """Keep an audit line for the end of the unit, when the chain's head is locked."""
        entry = audit.Entry(at=at, actor=actor, cause=cause, note=note)
        self._notes.setdefault(network, []).append(entry)

    def finish(self) -> None:
        """Chain the audit lines of this unit: the last thing before the commit."""
        for network, entries in self._notes.items():
            audit.append(self.connection, network, entries)
        self._notes.clear()

    def row(self, query: queries.Rows) -> RowMapping | None:
        """Return the one row of a query, or None."""
        return self.connection.execute(query).mappings().first()

    def rows(self, query: queries.Rows) -> Sequence[RowMapping]:
        """Return all rows of a query."""
        return self.connection.execute(query).mappings().all()

    # -------------------------------------------------------------- inside

    def _rival(self, ask: Ask) -> Rival | None:
        need = self.need(ask.need)
        case = self.case(need.case) if need else None
        if need is None or case is None:
            return None
        return Rival(case=case, need=need, ask=ask, asks=self.asks_of(need))

    def _case(self, row: RowMapping) -> Case:
        seal = self.registry.seal_of(PersonId(row["person"]))
        return shapes.CASE.value(row, seal=seal, key=row["id"])

    def _keep(self, shape: shapes.Shape[Any], value: Remark | MedicalContact) -> None:
        """Append somebody's words, sealed under the key of the person they are about."""
        case = self.case(value.case)
        if case is None:
            raise LookupError(f"no case {value.case}")
        seal = self.registry.seal_of(case.person)
        self._append(shape.table, shape.columns(value, seal=seal, row=value.id))

    def _append(self, of: Table, columns: dict[str, Any]) -> None:
        self.connection.execute(insert(of).values(columns))

    def _store(
        self, shape: shapes.Shape[Any], value: Any, *, seal: Seal | None = None, **apart: Any
    ) -> None:
        raised = replace(value, revision=value.revision + 1)
        columns = shape.columns(raised, seal=seal, row=value.id)
        store(self.connection, shape.table, {**columns, **apart}, revision=value.revision)

    def _plan(self, due: Iterable[Due], network: NetworkId) -> None:
        """Open the new rows; the row that waited for the same subject is closed."""
        for each in due:
            mine = (queries.DUE.c.kind == each.kind.value) & (queries.DUE.c.subject == each.subject)
            closing = update(queries.DUE).where(mine, queries.DUE.c.open).values(open=False)
            self.connection.execute(closing)
            values = {
                "id": self.new_id(),
                "network": network,
                "kind": each.kind.value,
                "subject": each.subject,
                "step": each.step,
                "at": each.at,
                "open": True,
            }
            self.connection.execute(insert(queries.DUE).values(values))

    def _let_go(self, changes: Iterable[Change]) -> None:
        """Close what still waited for a need that has ended, or for a draft that is gone."""
        for change in changes:
            match change:
                case Need(next_step=None):
                    self._close(DueKind.NEED_STEP, change.id)
                case Draft(spent=True):
                    self._close(DueKind.MEMO, change.id)

    def _close(self, kind: DueKind, subject: str) -> None:
        waiting = (queries.DUE.c.kind == kind.value) & (queries.DUE.c.subject == subject)
        closing = update(queries.DUE).where(waiting, queries.DUE.c.open)
        self.connection.execute(closing.values(open=False))

    def _refuse_forgotten(self, changes: Iterable[Change]) -> None:
        """No open need without an open due row; such a decision is a bug and is not recorded."""
        for need in changes:
            if not isinstance(need, Need) or need.status not in OPEN_NEEDS:
                continue
            if self.row(queries.open_due(DueKind.NEED_STEP.value, [need.id])) is None:
                raise RuntimeError(f"need {need.id} would be open without a next step")


def _who(member: Member) -> dict[str, Any]:
    return {"member_team": member.team, "member_user": member.user}


def _member(row: RowMapping) -> Member:
    return Member(team=row["member_team"], user=row["member_user"])
