"""Named selects: each is a question somebody asks. No sessions, no writing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    Table,
    bindparam,
    case,
    func,
    literal_column,
    or_,
    select,
)
from sqlmodel import SQLModel

from bot.moves import ANSWERABLE, OPEN_NEEDS
from storage import tables as t


def table(row: type[SQLModel]) -> Table:
    """Return the table of a row class."""
    found: Table = row.__table__  # type: ignore[attr-defined]
    return found


NETWORK = table(t.NetworkRow)
OFFICE = table(t.OfficeRow)
SERVICE = table(t.OfficeServiceRow)
ABILITY = table(t.OfficeAbilityRow)
WINDOW = table(t.WindowRow)
STAFF = table(t.StaffRow)
SHIFT = table(t.DutyShiftRow)
PERSON = table(t.PersonRow)
CONTACT = table(t.ContactRow)
HOUSEHOLD = table(t.HouseholdMemberRow)
REGISTRATION = table(t.RegistrationRow)
CONSENT = table(t.ConsentRow)
SHARE = table(t.ShareRow)
MONITORING = table(t.MonitoringRow)
CASE = table(t.CaseRow)
NEED = table(t.NeedRow)
ASK = table(t.AskRow)
REMARK = table(t.RemarkRow)
CALL = table(t.CallRow)
MEDICAL_CONTACT = table(t.MedicalContactRow)
JOINING = table(t.JoiningRow)
GRANT = table(t.GrantRow)
ALARM = table(t.AlarmRow)
INBOX = table(t.InboxRow)
DRAFT = table(t.DraftRow)
CARD = table(t.CardRow)
OUTBOX = table(t.OutboxRow)
DUE = table(t.DueRow)
AUDIT = table(t.AuditRow)
MARK = table(t.MarkRow)

Rows = Select[Any]
OPEN = tuple(sorted(each.value for each in OPEN_NEEDS))
OPEN_ASKS = ("planned", "waiting", "holding", "offered", "conditional", "standby", "decided")
EMERGENCIES = ("need_step", "proposal", "offer_lapse", "alarm")
PATIENT = ("monitoring_round",)
RIVALLING = ("waiting", "holding", "offered", "conditional")
UNSENT = ("pending", "unknown")
SWEEPS = 2
"""How often the history is read again after a message was sent in doubt."""
# Written as their partial indexes write them: SQLite would pass by `= 1`, or a list of parameters.
DUE_OPEN: ColumnElement[bool] = literal_column("due.open")
STAFF_ACTIVE: ColumnElement[bool] = literal_column("staff.active")
INBOX_FAILED: ColumnElement[bool] = literal_column("inbox.state = 'failed'")
_CARD_OF_PARCEL = (CARD.c.channel.label("card_channel"), CARD.c.ts.label("card_ts"))
OUTBOX_UNSENT = OUTBOX.c.state.in_(bindparam("unsent", UNSENT, literal_execute=True))


def by_id(of: Table, id_: str) -> Rows:
    """The row of that id."""
    return select(of).where(of.c.id == id_)


def network_of_team(team: str) -> Rows:
    """The network bound to a workspace."""
    return select(NETWORK).where(NETWORK.c.team == team)


def of_network(of: Table, network: str) -> Rows:
    """A network's rows of a small table: offices, windows, staff."""
    return select(of).where(of.c.network == network)


def audit_head(network: str) -> Rows:
    """The hash of a network's newest line in the audit; empty before the first."""
    return select(NETWORK.c.audit_head).where(NETWORK.c.id == network)


def active_windows(network: str) -> Rows:
    """Where each office of a network is reached, by day and by night."""
    return of_network(WINDOW, network).where(WINDOW.c.active)


def services(network: str) -> Rows:
    """What each office gives, in its own order."""
    return of_network(SERVICE, network).order_by(SERVICE.c.office, SERVICE.c.position)


def on_call(network: str, at: datetime) -> Rows:
    """The duty shifts running at a moment, first called first."""
    running = (SHIFT.c.since <= at) & (SHIFT.c.until > at)
    return of_network(SHIFT, network).where(running).order_by(SHIFT.c.office, SHIFT.c.order)


def duty_from(network: str, at: datetime) -> Rows:
    """The duty shifts running at a moment or still to come."""
    return of_network(SHIFT, network).where(SHIFT.c.until > at)


def open_work(office: str) -> Rows:
    """The numbers of the open cases that an office owns or is asked in."""
    answering = NEED.c.status.in_(OPEN) & (ASK.c.round == NEED.c.round)
    asked = ASK.c.status.in_(OPEN_ASKS) & (ASK.c.office == office) & answering
    owned = (CASE.c.owner_office == office) & (CASE.c.status == "open")
    return (
        select(CASE.c.number)
        .distinct()
        .join(NEED, NEED.c.case == CASE.c.id, isouter=True)
        .join(ASK, ASK.c.need == NEED.c.id, isouter=True)
        .where(or_(asked, owned))
        .order_by(CASE.c.number)
    )


def staff_of_member(network: str, team: str, user: str) -> Rows:
    """The staff member somebody in Slack is; who was retired is nobody."""
    mine = STAFF_ACTIVE & (STAFF.c.member_team == team) & (STAFF.c.member_user == user)
    return of_network(STAFF, network).where(mine)


def windows_of_channel(network: str, channel: str) -> Rows:
    """The windows a channel is, several where offices share it."""
    return active_windows(network).where(WINDOW.c.channel == channel)


def open_joining_of(network: str, team: str, user: str) -> Rows:
    """The wish of somebody in Slack to be an office's staff that nobody decided yet."""
    mine = (JOINING.c.member_team == team) & (JOINING.c.member_user == user)
    return of_network(JOINING, network).where(mine, JOINING.c.state == "asked")


def open_alarms(network: str) -> Rows:
    """Return the calls that nobody took yet, oldest first."""
    mine = (ALARM.c.network == network) & ALARM.c.taken_at.is_(None)
    return select(ALARM).where(mine).order_by(ALARM.c.raised_at, ALARM.c.id)


def standing_places() -> Rows:
    """Every channel that is a window, with the office its standing card is for.

    `card` is None where no such card was raised yet.
    """
    mine = (CARD.c.kind == "standing") & (CARD.c.subject == WINDOW.c.channel)
    office = func.coalesce(func.min(CARD.c.office), func.min(WINDOW.c.office)).label("office")
    card = func.min(CARD.c.id).label("card")
    return (
        select(WINDOW.c.network, WINDOW.c.channel, office, card)
        .join(CARD, mine, isouter=True)
        .where(WINDOW.c.active, WINDOW.c.channel.is_not(None))
        .group_by(WINDOW.c.network, WINDOW.c.channel)
        .order_by(WINDOW.c.network, WINDOW.c.channel)
    )


def registration_of(person: str) -> Rows:
    """The registration of a person."""
    return select(REGISTRATION).where(REGISTRATION.c.person == person)


def registrations_of_counselor(network: str, staff: str | None) -> Rows:
    """Registrations in one counsellor's care, or the whole network's, by ledger number."""
    found = of_network(REGISTRATION, network)
    if staff is not None:
        found = found.where(REGISTRATION.c.counselor == staff)
    return found.order_by(REGISTRATION.c.number, REGISTRATION.c.id)


def shares_of(registration: str) -> Rows:
    """Who holds a copy of a registration."""
    return select(SHARE).where(SHARE.c.registration == registration).order_by(SHARE.c.office)


def parts_of(of: Table, person: str) -> Rows:
    """A person's contacts or household, in the form's order."""
    return select(of).where(of.c.person == person).order_by(of.c.position)


def event_of(event: str, *, besides: str) -> Rows:
    """The other cases of one event, named after its first; suspected abuse is nobody's sibling."""
    mine = ((CASE.c.id == event) | (CASE.c.event == event)) & CASE.c.restricted.is_(False)
    return select(CASE).where(mine, CASE.c.id != besides).order_by(CASE.c.number)


def houses_of(case: str) -> Rows:
    """The offices decided for where somebody is to sleep, while awaited or there."""
    present = (NEED.c.id == ASK.c.need) & (NEED.c.round == ASK.c.round) & (NEED.c.nights > 0)
    there = NEED.c.status.in_(("decided", "arrived")) & (ASK.c.status == "decided")
    return select(ASK.c.office).join(NEED, present).where(NEED.c.case == case, there)


def open_case_of(person: str) -> Rows:
    """The one open case of a person."""
    return select(CASE).where(CASE.c.person == person, CASE.c.status == "open")


def open_cases_of_owner(staff: str) -> Rows:
    """The open cases that belong to somebody."""
    mine = (CASE.c.owner == staff) & (CASE.c.status == "open")
    return select(CASE).where(mine).order_by(CASE.c.number)


def cases_led(network: str, staff: str, office: str, *, core: bool) -> Rows:
    """The open cases of an office or of somebody's registrants; of the core centre, its calls."""
    own = select(REGISTRATION.c.person).where(REGISTRATION.c.counselor == staff)
    mine = [CASE.c.owner == staff, CASE.c.owner_office == office, CASE.c.person.in_(own)]
    called = [CASE.c.core_called_at.is_not(None)] if core else []
    going_on = (CASE.c.status == "open") & CASE.c.restricted.is_(False)
    return of_network(CASE, network).where(going_on, or_(*mine, *called)).order_by(CASE.c.number)


def asks_at_office(network: str, office: str) -> Rows:
    """An office's requests that may still be answered or for which it was decided."""
    present = (NEED.c.id == ASK.c.need) & (NEED.c.round == ASK.c.round)
    waiting = ASK.c.status.in_([each.value for each in ANSWERABLE]) & (NEED.c.status == "asking")
    coming = (ASK.c.status == "decided") & NEED.c.status.in_(["decided", "arrived"])
    return (
        select(ASK)
        .join(NEED, present)
        .where(ASK.c.network == network, ASK.c.office == office, or_(waiting, coming))
        .order_by(ASK.c.reply_due, ASK.c.id)
    )


def last_case_number(network: str, year: int) -> Rows:
    """The highest number given in a year."""
    mine = (CASE.c.network == network) & CASE.c.number.like(f"{year}-%")
    return select(func.max(CASE.c.number)).where(mine)


def needs_of(case: str) -> Rows:
    """A case's needs, in the order they were asked for."""
    return select(NEED).where(NEED.c.case == case).order_by(NEED.c.asked_at, NEED.c.id)


def asks_of(need: str, round_: int) -> Rows:
    """The asks of a need's round, as they were put."""
    mine = (ASK.c.need == need) & (ASK.c.round == round_)
    return select(ASK).where(mine).order_by(ASK.c.tier, ASK.c.position)


def open_asks_at(network: str, channel: str) -> Rows:
    """The asks whose cards stand in a channel and may still be answered, oldest first."""
    waiting = ASK.c.status.in_([each.value for each in ANSWERABLE])
    asking = (NEED.c.id == ASK.c.need) & (NEED.c.round == ASK.c.round)
    shown = (CARD.c.kind == "ask") & (CARD.c.subject == ASK.c.id) & CARD.c.ts.is_not(None)
    return (
        select(ASK)
        .join(NEED, asking)
        .join(CARD, shown)
        .where(ASK.c.network == network, CARD.c.channel == channel)
        .where(waiting, NEED.c.status == "asking")
        .order_by(NEED.c.asked_at, ASK.c.position, ASK.c.id)
    )


def window_of_ask(ask: str) -> Rows:
    """The window an ask was put to, while the office has it."""
    mine = (ASK.c.id == ask) & (ASK.c.window == WINDOW.c.id)
    return select(WINDOW).join(ASK, mine).where(WINDOW.c.active)


def windows_of(office: str) -> Rows:
    """An office's windows, by day and by night."""
    return select(WINDOW).where(WINDOW.c.active, WINDOW.c.office == office)


def remarks_of(case: str) -> Rows:
    """What offices wrote in a case, oldest first."""
    return select(REMARK).where(REMARK.c.case == case).order_by(REMARK.c.at, REMARK.c.id)


def calls_of(case: str) -> Rows:
    """The telephone calls to a case's offices, oldest first."""
    return select(CALL).where(CALL.c.case == case).order_by(CALL.c.at, CALL.c.id)


def medical_contacts_of(case: str) -> Rows:
    """A case's contacts with doctors and ambulances, oldest first."""
    of = MEDICAL_CONTACT
    return select(of).where(of.c.case == case).order_by(of.c.at, of.c.id)


def grants_of(case: str) -> Rows:
    """The leaves given to unverified members in a case."""
    return select(GRANT).where(GRANT.c.case == case).order_by(GRANT.c.at, GRANT.c.id)


def drafts_of(staff: str) -> Rows:
    """What somebody began to fill in and did not send, the newest first."""
    return select(DRAFT).where(DRAFT.c.staff == staff).order_by(DRAFT.c.made_at.desc(), DRAFT.c.id)


def rivals_of(offices: Sequence[str], *, until: date, besides: str) -> Rows:
    """Open requests of other cases to these offices that begin by a day."""
    asking = (NEED.c.id == ASK.c.need) & (NEED.c.round == ASK.c.round)
    other = (NEED.c.case != besides) & (NEED.c.status == "asking")
    before = NEED.c.starts_on <= until
    return (
        select(ASK)
        .join(NEED, asking)
        .where(ASK.c.office.in_(offices), ASK.c.status.in_(RIVALLING), other, before)
        .order_by(NEED.c.asked_at, ASK.c.id)
    )


def monitoring_open(network: str, until: date) -> Rows:
    """Monitoring months not yet recorded, up to a month, the longest overdue first."""
    undone = (MONITORING.c.done_on.is_(None)) & (MONITORING.c.month <= until)
    return (
        of_network(MONITORING, network).where(undone).order_by(MONITORING.c.month, MONITORING.c.id)
    )


def card_at(channel: str, ts: str) -> Rows:
    """The card a message is."""
    return select(CARD).where(CARD.c.channel == channel, CARD.c.ts == ts)


def card_of(kind: str, subject: str, office: str) -> Rows:
    """The card that shows a subject to an office."""
    mine = (CARD.c.kind == kind) & (CARD.c.subject == subject) & (CARD.c.office == office)
    return select(CARD).where(mine)


def unposted() -> Rows:
    """The asks an office waits for a card of, with their case; suspected abuse has no cards."""
    asking = (NEED.c.id == ASK.c.need) & (NEED.c.round == ASK.c.round) & (NEED.c.status == "asking")
    own = (CARD.c.kind == "ask") & (CARD.c.subject == ASK.c.id)
    windows = select(WINDOW.c.id).where(WINDOW.c.channel.is_not(None))
    waiting = ASK.c.status.in_(("waiting", "holding")) & ASK.c.asked_at.is_not(None)
    return (
        select(ASK.c.id, ASK.c.asked_at, ASK.c.network, CASE.c.id.label("case"), CARD.c.lost_at)
        .join(NEED, asking)
        .join(CASE, CASE.c.id == NEED.c.case)
        .join(CARD, own, isouter=True)
        .where(waiting, ASK.c.window.in_(windows), CARD.c.ts.is_(None))
        .where(CASE.c.status == "open", CASE.c.restricted.is_(False))
        .order_by(ASK.c.asked_at, ASK.c.id)
    )


def posted_asks(case: str) -> Rows:
    """The asks of a case whose cards stand in Slack."""
    own = (CARD.c.kind == "ask") & (CARD.c.subject == ASK.c.id) & CARD.c.ts.is_not(None)
    need = (NEED.c.id == ASK.c.need) & (NEED.c.case == case)
    return select(ASK.c.id).join(NEED, need).join(CARD, own)


def case_of_ask(ask: str) -> Rows:
    """The case an ask belongs to, and whether its card stands."""
    own = (CARD.c.kind == "ask") & (CARD.c.subject == ASK.c.id)
    return (
        select(NEED.c.case, ASK.c.network, CARD.c.ts)
        .join(NEED, NEED.c.id == ASK.c.need)
        .join(CARD, own, isouter=True)
        .where(ASK.c.id == ask)
    )


def sender_of(case: str) -> Rows:
    """The letter that confirms a case to whoever sent it."""
    return select(OUTBOX.c.body).where(OUTBOX.c.key == f"sent:{case}")


def sendable(*, limit: int, resting: frozenset[str], busy: frozenset[str]) -> Rows:
    """Parcels to be sent, most urgent first; a thread line waits for its card.

    Left out are those that rest, and those for an office something is being sent to.
    """
    posted = or_(OUTBOX.c.card.is_(None), OUTBOX.c.kind == "show", CARD.c.ts.is_not(None))
    free = or_(OUTBOX.c.card.is_(None), CARD.c.office.not_in(busy))
    return (
        select(OUTBOX, *_CARD_OF_PARCEL, CARD.c.office)
        .join(CARD, CARD.c.id == OUTBOX.c.card, isouter=True)
        .where(OUTBOX_UNSENT, OUTBOX.c.id.not_in(resting), posted, free)
        .order_by(OUTBOX.c.lane, OUTBOX.c.seq)
        .limit(limit)
    )


def of_outbox(ids: Sequence[str]) -> Rows:
    """Parcels of these ids that are still to be sent, in the order in which they go."""
    mine = OUTBOX.c.id.in_(ids)
    return select(OUTBOX).where(mine, OUTBOX_UNSENT).order_by(OUTBOX.c.lane, OUTBOX.c.seq)


def unswept() -> Rows:
    """What stands in Slack and may have a twin, first sent first; redrawn meanwhile or not."""
    there = OUTBOX.c.ts.is_not(None) & or_(OUTBOX.c.kind != "show", CARD.c.ts.is_not(None))
    return (
        select(OUTBOX, *_CARD_OF_PARCEL)
        .join(CARD, CARD.c.id == OUTBOX.c.card, isouter=True)
        .where(OUTBOX.c.sweeps > literal_column("0"), there)
        .order_by(OUTBOX.c.seq)
    )


def due_now(at: datetime, *, limit: int) -> Rows:
    """Open due rows whose moment has come, emergencies first, the longest overdue first."""
    patience = case((DUE.c.kind.in_(PATIENT), 2), (DUE.c.kind.in_(EMERGENCIES), 0), else_=1).label(
        "patience"
    )
    return select(DUE).where(DUE_OPEN, DUE.c.at <= at).order_by(patience, DUE.c.at).limit(limit)


def next_due() -> Rows:
    """The earliest moment anything is due."""
    return select(func.min(DUE.c.at)).where(DUE_OPEN)


def open_due(kind: str, subjects: Sequence[str]) -> Rows:
    """The open due rows of these subjects."""
    return select(DUE).where(DUE_OPEN, DUE.c.kind == kind, DUE.c.subject.in_(subjects))


def failed_deliveries() -> Rows:
    """What Slack sent and could not be recorded yet, the oldest first; there is none as a rule."""
    return select(INBOX).where(INBOX_FAILED).order_by(INBOX.c.received_at)


def deeds_since(network: str, subject: str, at: datetime) -> Rows:
    """What people did with a subject after a moment."""
    by_people = (AUDIT.c.actor != "clock") & (AUDIT.c.outcome == "done")
    mine = (AUDIT.c.subject == subject) & (AUDIT.c.at > at)
    return select(AUDIT.c.seq).where(AUDIT.c.network == network, mine, by_people).limit(1)


def open_threads() -> Rows:
    """The posted cards of every ask of an open case, the soonest to be answered first."""
    shown = (CARD.c.kind == "ask") & (CARD.c.subject == ASK.c.id) & CARD.c.ts.is_not(None)
    return (
        select(CARD)
        .join(ASK, shown)
        .join(NEED, NEED.c.id == ASK.c.need)
        .join(CASE, CASE.c.id == NEED.c.case)
        .where(CASE.c.status == "open")
        .order_by(ASK.c.reply_due, ASK.c.id)
    )


def audit_chain(network: str) -> Rows:
    """A network's audit, first link first."""
    return of_network(AUDIT, network).order_by(AUDIT.c.seq)
