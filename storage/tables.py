"""Rows and constraints. The constraints carry the invariants; `ledger.py` turns rows to values.

What describes a person is bytes: sealed under that person's own key (`cipher.py`).
Without `from __future__ import annotations`: SQLModel reads the annotations themselves.
"""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    DateTime,
    Dialect,
    Index,
    LargeBinary,
    TypeDecorator,
    UniqueConstraint,
    false,
    text,
)
from sqlmodel import Field, SQLModel


class UtcDateTime(TypeDecorator[datetime]):
    """Aware UTC in, aware UTC out; a naive moment is refused at the door."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Store a moment as UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a zone cannot be stored")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return a moment as UTC; SQLite keeps it bare."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def moment(**options: Any) -> Any:
    """Return a column that holds a moment."""
    return Field(sa_type=UtcDateTime, **options)


def sealed(**options: Any) -> Any:
    """Return a column whose plain text only the person's key opens."""
    return Field(sa_type=LargeBinary, **options)


def defaulting(value: str, **options: Any) -> Any:
    """Return a column that older rows hold this value in."""
    return Field(default=value, sa_column_kwargs={"server_default": value}, **options)


def listed(**options: Any) -> Any:
    """Return a column of JSON."""
    return Field(sa_type=JSON, **options)


# ------------------------------------------------------------------ the network


class NetworkRow(SQLModel, table=True):
    """One city's base in one workspace. The audit chain's head is kept here, locked last."""

    __tablename__ = "network"
    id: str = Field(primary_key=True)
    name: str
    profile: str
    team: str = Field(unique=True)
    lang: str
    settings: dict[str, Any] = listed(default_factory=dict)
    audit_seq: int = 0
    audit_head: str = ""


class OfficeRow(SQLModel, table=True):
    """A member body of a network."""

    __tablename__ = "office"
    id: str = Field(primary_key=True)
    network: str = Field(foreign_key="network.id", index=True)
    name: str
    kind: str
    telephone: str | None = None
    emergency: bool = True
    notified_on: date | None = None
    alternate: str | None = None
    active: bool = True


class OfficeServiceRow(SQLModel, table=True):
    """A kind of service an office gives, in its own order."""

    __tablename__ = "office_service"
    office: str = Field(foreign_key="office.id", primary_key=True)
    service: str = Field(primary_key=True)
    network: str = Field(index=True)
    position: int


class OfficeAbilityRow(SQLModel, table=True):
    """A support an office can give."""

    __tablename__ = "office_ability"
    office: str = Field(foreign_key="office.id", primary_key=True)
    ability: str = Field(primary_key=True)
    network: str = Field(index=True)


class WindowRow(SQLModel, table=True):
    """Where an office is reached; one active window an office and time of day."""

    __tablename__ = "window"
    id: str = Field(primary_key=True)
    network: str = Field(index=True)
    office: str = Field(foreign_key="office.id")
    channel: str | None = Field(default=None, index=True)
    telephone: str | None = None
    hours: str = defaulting("always")
    active: bool = True
    __table_args__ = (
        Index(
            "window_one_active",
            "office",
            "hours",
            unique=True,
            sqlite_where=text("active"),
            postgresql_where=text("active"),
        ),
    )


class StaffRow(SQLModel, table=True):
    """A person an office answers for; (team, user) is who they are in Slack, one person each."""

    __tablename__ = "staff"
    id: str = Field(primary_key=True)
    network: str = Field(foreign_key="network.id", index=True)
    office: str = Field(foreign_key="office.id")
    member_team: str | None = None
    member_user: str | None = None
    name: str
    counselor: bool = False
    manager: bool = False
    shared: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    lang: str | None = None
    active: bool = True
    dm_channel: str | None = None
    __table_args__ = (
        Index(
            "staff_one_active",
            "network",
            "member_team",
            "member_user",
            unique=True,
            sqlite_where=text("active"),
            postgresql_where=text("active"),
        ),
    )


class JoiningRow(SQLModel, table=True):
    """Somebody's wish to be an office's staff; one open wish a person."""

    __tablename__ = "joining"
    id: str = Field(primary_key=True)
    network: str = Field(foreign_key="network.id", index=True)
    office: str = Field(foreign_key="office.id")
    member_team: str
    member_user: str
    name: str
    asked_at: datetime = moment()
    state: str
    decided_by: str | None = Field(default=None, foreign_key="staff.id")
    decided_at: datetime | None = moment(default=None)
    revision: int
    __table_args__ = (
        Index(
            "joining_one_open",
            "network",
            "member_team",
            "member_user",
            unique=True,
            sqlite_where=text("state = 'asked'"),
            postgresql_where=text("state = 'asked'"),
        ),
    )


class AlarmRow(SQLModel, table=True):
    """Somebody's call for a counsellor, before there is any case."""

    __tablename__ = "alarm"
    id: str = Field(primary_key=True)
    network: str = Field(foreign_key="network.id", index=True)
    office: str = Field(foreign_key="office.id")
    raised_by: dict[str, str] = listed()
    raised_at: datetime = moment()
    callback: bytes = sealed()
    step: int
    taken_by: str | None = Field(default=None, foreign_key="staff.id")
    taken_at: datetime | None = moment(default=None)
    purpose: str = defaulting("relay")
    draft: str | None = None
    revision: int


class DutyShiftRow(SQLModel, table=True):
    """Who is on call when."""

    __tablename__ = "duty_shift"
    id: str = Field(primary_key=True)
    network: str = Field(index=True)
    office: str = Field(foreign_key="office.id")
    staff: str = Field(foreign_key="staff.id")
    since: datetime = moment()
    until: datetime = moment()
    order: int = 0
    __table_args__ = (Index("duty_shift_when", "network", "until"),)


# ------------------------------------------------------------------ the registry


class PersonRow(SQLModel, table=True):
    """A registrant; destroying `data_key` erases everything sealed with it."""

    __tablename__ = "person"
    id: str = Field(primary_key=True)
    network: str = Field(foreign_key="network.id", index=True)
    data_key: bytes = sealed()
    name: bytes = sealed()
    kana: bytes = sealed()
    birth_date: bytes = sealed()
    sex: bytes = sealed()
    postal_code: bytes = sealed()
    address: bytes = sealed()
    phone_home: bytes = sealed()
    phone_mobile: bytes = sealed()
    district: bytes = sealed()
    certificates: bytes = sealed()
    ltc_care_level: bytes = sealed()
    main_condition: bytes = sealed()
    support_category: bytes = sealed()
    current_services: bytes = sealed()
    primary_medical_provider: bytes = sealed()
    condition_and_treatment: bytes = sealed()
    medication: bytes = sealed()
    other_notes: bytes = sealed()
    expected_emergency_and_response: bytes = sealed()
    wanted_services: bytes = sealed()
    supports: bytes = sealed()
    approaches: bytes = sealed()
    communication: bytes = sealed()
    mobility: bytes = sealed()
    meals: bytes = sealed()
    allergies: bytes = sealed()
    behavior_score: bytes = sealed()
    revision: int


class ContactRow(SQLModel, table=True):
    """Somebody to call about a registrant. Form: F-19"""

    __tablename__ = "contact"
    person: str = Field(foreign_key="person.id", primary_key=True)
    position: int = Field(primary_key=True)
    network: str = Field(index=True)
    name: bytes = sealed()
    relationship: bytes = sealed()
    address: bytes = sealed()
    telephone: bytes = sealed()
    consented_on: date | None = None


class HouseholdMemberRow(SQLModel, table=True):
    """Somebody living with a registrant. Form: F-20"""

    __tablename__ = "household_member"
    person: str = Field(foreign_key="person.id", primary_key=True)
    position: int = Field(primary_key=True)
    network: str = Field(index=True)
    relationship: bytes = sealed()
    name: bytes = sealed()
    daily_carer: bytes = sealed()


class RegistrationRow(SQLModel, table=True):
    """What the ledger says of a registrant."""

    __tablename__ = "registration"
    id: str = Field(primary_key=True)
    network: str = Field(foreign_key="network.id")
    person: str = Field(foreign_key="person.id", unique=True)
    state: str
    number: str | None = None
    filed_on: date | None = None
    addressee: str
    same_as_filer: bool
    registration_reason: bytes = sealed()
    grounds: list[str] = listed()
    counselor: str | None = Field(default=None, foreign_key="staff.id", index=True)
    office: str | None = Field(default=None, foreign_key="office.id")
    confirmed_on: date | None = None
    resident: bool = True
    eligibility: str = ""
    plan_on: date | None = None
    revision: int
    __table_args__ = (UniqueConstraint("network", "number"),)


class ConsentRow(SQLModel, table=True):
    """The consent a registration stands on. Form: F-02, F-03, F-04"""

    __tablename__ = "consent"
    registration: str = Field(foreign_key="registration.id", primary_key=True)
    network: str = Field(index=True)
    text_version: str
    consented_on: date
    filer_name: bytes = sealed()
    filer_kana: bytes = sealed()
    filer_relationship: bytes = sealed()
    signed_by: str
    proxy_name: bytes = sealed()
    proxy_reason: bytes = sealed()
    withdrawn_on: date | None = None


class ShareRow(SQLModel, table=True):
    """A copy of a registration in an office's hands."""

    __tablename__ = "share"
    registration: str = Field(foreign_key="registration.id", primary_key=True)
    office: str = Field(foreign_key="office.id", primary_key=True)
    network: str = Field(index=True)
    shared_on: date
    version: int
    purpose: str
    acknowledged_on: date | None = None
    order: int | None = None
    trial_on: date | None = None


class MonitoringRow(SQLModel, table=True):
    """A month in which a registrant's plan is due for monitoring."""

    __tablename__ = "monitoring_month"
    id: str = Field(primary_key=True)
    network: str = Field(foreign_key="network.id")
    person: str = Field(foreign_key="person.id")
    month: date
    counselor: str = Field(foreign_key="staff.id")
    visit_on: date | None = None
    done_on: date | None = None
    changed: bool | None = None
    revision: int
    __table_args__ = (
        UniqueConstraint("person", "month"),
        Index(
            "monitoring_open",
            "network",
            "month",
            sqlite_where=text("done_on IS NULL"),
            postgresql_where=text("done_on IS NULL"),
        ),
    )


# ------------------------------------------------------------------ the emergency


class CaseRow(SQLModel, table=True):
    """One emergency; at most one open case a person."""

    __tablename__ = "case"
    id: str = Field(primary_key=True)
    network: str = Field(foreign_key="network.id")
    number: str
    person: str = Field(foreign_key="person.id")
    ground: str
    owner: str = Field(foreign_key="staff.id")
    owner_office: str = Field(foreign_key="office.id")
    opened_at: datetime = moment()
    called_at: datetime = moment()
    caller: bytes = sealed()
    whereabouts: bytes = sealed()
    situation: bytes = sealed()
    wish: str
    wish_note: bytes = sealed()
    outline: bytes = sealed()
    status: str
    core_called_at: datetime | None = moment(default=None)
    claimed_by: str | None = Field(default=None, foreign_key="staff.id")
    claimed_at: datetime | None = moment(default=None)
    medical: str = defaulting("none")
    restricted: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    city_told_at: datetime | None = moment(default=None)
    confirm_owner_by: datetime | None = moment(default=None)
    override_by: str | None = None
    override_reason: bytes | None = sealed(default=None)
    rests_on: bytes | None = sealed(default=None)
    later_grounds: list[dict[str, Any]] | None = listed(default=None)
    paused_until: datetime | None = moment(default=None)
    pause_reason: str | None = None
    health: str | None = None
    event: str | None = None
    answered_by: str | None = None
    answered_at: datetime | None = moment(default=None)
    revision: int
    __table_args__ = (
        UniqueConstraint("network", "number"),
        Index(
            "case_one_open",
            "person",
            unique=True,
            sqlite_where=text("status = 'open'"),
            postgresql_where=text("status = 'open'"),
        ),
    )


class NeedRow(SQLModel, table=True):
    """One service wanted; an open need always waits for something."""

    __tablename__ = "need"
    id: str = Field(primary_key=True)
    network: str = Field(foreign_key="network.id")
    case: str = Field(foreign_key="case.id", index=True)
    service: str
    starts_on: date
    nights: int
    arrival_at: datetime | None = moment(default=None)
    transport: str
    status: str
    round: int
    asked_at: datetime | None = moment(default=None)
    decided_at: datetime | None = moment(default=None)
    arrived_at: datetime | None = moment(default=None)
    ended_at: datetime | None = moment(default=None)
    rung: int = 0
    missed: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    next_step: str | None = None
    next_step_at: datetime | None = moment(default=None)
    propose_at: datetime | None = moment(default=None)
    revision: int
    __table_args__ = (
        CheckConstraint(
            "(status IN ('asking', 'decided', 'arrived')) = (next_step_at IS NOT NULL)",
            name="need_open_has_next_step",
        ),
    )


class AskRow(SQLModel, table=True):
    """A need put to one office; at most one decided ask a need and round."""

    __tablename__ = "ask"
    id: str = Field(primary_key=True)
    network: str = Field(foreign_key="network.id")
    need: str = Field(foreign_key="need.id")
    round: int
    office: str = Field(foreign_key="office.id")
    window: str = Field(foreign_key="window.id")
    tier: int
    position: int
    prepared: bool
    trial_done: bool
    status: str
    asked_at: datetime | None = moment(default=None)
    reply_due: datetime | None = moment(default=None)
    reminded_at: datetime | None = moment(default=None)
    service: str | None = None
    confirm_by: datetime | None = moment(default=None)
    answer: dict[str, Any] | None = listed(default=None)
    fault: str | None = None
    revision: int
    __table_args__ = (
        UniqueConstraint("need", "round", "office"),
        Index(
            "ask_one_decided",
            "need",
            "round",
            unique=True,
            sqlite_where=text("status = 'decided'"),
            postgresql_where=text("status = 'decided'"),
        ),
    )


class RemarkRow(SQLModel, table=True):
    """What somebody of an office wrote, word for word; append-only."""

    __tablename__ = "remark"
    id: str = Field(primary_key=True)
    network: str = Field(index=True)
    case: str = Field(foreign_key="case.id", index=True)
    ask: str = Field(foreign_key="ask.id")
    at: datetime = moment()
    by: dict[str, str] = listed()
    answerer: bytes = sealed()
    text: bytes = sealed()
    kind: str = defaulting("written")


class CallRow(SQLModel, table=True):
    """One telephone call to an asked office; append-only."""

    __tablename__ = "call"
    id: str = Field(primary_key=True)
    network: str = Field(index=True)
    case: str = Field(foreign_key="case.id", index=True)
    ask: str = Field(foreign_key="ask.id")
    by: str = Field(foreign_key="staff.id")
    at: datetime = moment()
    outcome: str


class MedicalContactRow(SQLModel, table=True):
    """One contact with a doctor or ambulance about the person of a case; append-only."""

    __tablename__ = "medical_contact"
    id: str = Field(primary_key=True)
    network: str = Field(index=True)
    case: str = Field(foreign_key="case.id", index=True)
    by: str = Field(foreign_key="staff.id")
    at: datetime = moment()
    body: str
    whom: bytes = sealed()
    result: bytes = sealed()


class GrantRow(SQLModel, table=True):
    """Leave for one unverified member to open one case's sheet until a moment; append-only."""

    __tablename__ = "grant"
    id: str = Field(primary_key=True)
    network: str = Field(index=True)
    case: str = Field(foreign_key="case.id", index=True)
    ask: str = Field(foreign_key="ask.id")
    member_team: str
    member_user: str
    by: str = Field(foreign_key="staff.id")
    at: datetime = moment()
    until: datetime = moment()


# ------------------------------------------------------------------ in, out, later


class InboxRow(SQLModel, table=True):
    """A delivery taken in: done with its answer, or failed and kept, sealed, to be tried again."""

    __tablename__ = "inbox"
    key: str = Field(primary_key=True)
    kind: str
    state: str
    received_at: datetime = moment()
    response: bytes | None = sealed(default=None)
    payload: bytes | None = sealed(default=None)
    fault: str | None = None
    attempts: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    __table_args__ = (
        Index(
            "inbox_failed",
            "received_at",
            sqlite_where=text("state = 'failed'"),
            postgresql_where=text("state = 'failed'"),
        ),
    )


class DraftRow(SQLModel, table=True):
    """A form between two of its pages, sealed."""

    __tablename__ = "draft"
    id: str = Field(primary_key=True)
    network: str = Field(index=True)
    kind: str
    staff: str
    content: bytes = sealed()
    made_at: datetime = moment()


class CardRow(SQLModel, table=True):
    """A card and where it is posted; `shown` lags behind `wanted` until delivery caught up."""

    __tablename__ = "card"
    id: str = Field(primary_key=True)
    network: str = Field(index=True)
    kind: str
    subject: str
    office: str
    channel: str | None = None
    ts: str | None = None
    wanted: int = 1
    shown: int = 0
    lost_at: datetime | None = moment(default=None)
    """When its message was last found gone: a successor is not posted over and over."""
    __table_args__ = (
        UniqueConstraint("kind", "subject", "office"),
        Index("card_message", "channel", "ts"),
    )


class OutboxRow(SQLModel, table=True):
    """Something Slack must show: pending, unknown (maybe sent), sent, or parked with its fault."""

    __tablename__ = "outbox"
    id: str = Field(primary_key=True)
    seq: int = Field(index=True)
    network: str = Field(index=True)
    key: str = Field(unique=True)
    kind: str
    card: str | None = Field(default=None, foreign_key="card.id")
    body: dict[str, Any] = listed()
    lane: int
    state: str
    attempts: int = 0
    first_attempt_at: datetime | None = moment(default=None)
    lease: str | None = None
    leased_until: datetime | None = moment(default=None)
    channel: str | None = None
    ts: str | None = None
    fault: str | None = None
    sweeps: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    """How often the history must still be read again for a late twin."""
    __table_args__ = (
        Index(
            "outbox_unswept",
            "seq",
            sqlite_where=text("sweeps > 0"),
            postgresql_where=text("sweeps > 0"),
        ),
        Index(
            "outbox_unsent",
            "lane",
            "seq",
            sqlite_where=text("state IN ('pending', 'unknown')"),
            postgresql_where=text("state IN ('pending', 'unknown')"),
        ),
    )


class DueRow(SQLModel, table=True):
    """Something to decide at a moment; one open row a (kind, subject)."""

    __tablename__ = "due"
    id: str = Field(primary_key=True)
    network: str = Field(index=True)
    kind: str
    subject: str
    step: str
    at: datetime = moment()
    open: bool = True
    fault: str | None = None
    attempts: int = 0
    __table_args__ = (
        UniqueConstraint("kind", "subject", "step"),
        Index(
            "due_one_open",
            "kind",
            "subject",
            unique=True,
            sqlite_where=text("open"),
            postgresql_where=text("open"),
        ),
        Index("due_next", "at", sqlite_where=text("open"), postgresql_where=text("open")),
    )


class MarkRow(SQLModel, table=True):
    """How far something came: when the bot last listened, the latest moment its clock showed."""

    __tablename__ = "mark"
    name: str = Field(primary_key=True)
    at: datetime = moment()


class AuditRow(SQLModel, table=True):
    """One link of a network's chain; append-only, ids and never values."""

    __tablename__ = "audit"
    network: str = Field(foreign_key="network.id", primary_key=True)
    seq: int = Field(primary_key=True)
    at: datetime = moment()
    actor: str
    act: str
    subject: str
    outcome: str
    detail: dict[str, str] = listed()
    cause: str
    prev: str
    hash: str
