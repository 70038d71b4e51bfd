"""Reminders before monitoring dates and after them, until somebody acts.

One round a working day looks at what fell due since the round before it, so that a reminder
comes once per (month, step), however long the process was down.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.cities.profile import Profile
from bot.clock import JST
from bot.decide.calendar import (
    is_working_day,
    last_working_day,
    moment,
    next_opening,
    working_days_after,
)
from bot.effects import (
    Decision,
    Direct,
    Due,
    DueKind,
    Effect,
    FieldErrors,
    Lane,
    Note,
    Said,
    Shown,
    sentence,
)
from bot.facts import Actor, Facts
from bot.model import Monitoring, MonitoringId, StaffId

EARLIEST = timedelta(days=62)
"""How long before its month a visit may count for it: two months."""


def anchor(due: Monitoring, *, holidays: frozenset[date]) -> date:
    """Return the day a monitoring is due: the booked visit, else the month's last working day."""
    return due.visit_on or last_working_day(due.month, holidays=holidays)


def reminder_days(day: date, *, profile: Profile, until: date) -> Iterator[date]:
    """Yield the days on which to remind of a monitoring due on `day`, up to `until`."""
    yield from (day - timedelta(days=lead) for lead in profile.monitoring_lead_days)
    late = day + timedelta(days=profile.monitoring_repeat_days)
    while late <= until:
        yield late
        late += timedelta(days=profile.monitoring_repeat_days)


def monitoring_round(facts: Facts, *, step: str, at: datetime) -> Decision:
    """Remind each counsellor, grouped, of what fell due since the day named by `step`.

    Plans the next round for the next working day, when the offices open. A round that comes late,
    after a standstill, waits for the next opening: reminders keep to working hours.
    """
    today, since = at.astimezone(JST).date(), date.fromisoformat(step[:10])
    if not _offices_open(facts, at):
        return Decision(due=(_postponed(facts, since, at),))
    fallen = [each for each in facts.monitoring if _fell_due(each, facts, since, today)]
    theirs = (
        effect
        for counselor, found in _by_counselor(fallen).items()
        for effect in _reminders(facts, counselor, found, today=today)
    )
    core = _to_core(facts, fallen, today=today)
    return Decision(effects=(*theirs, *core), due=(_next_round(facts, today),))


def _fell_due(due: Monitoring, facts: Facts, since: date, today: date) -> bool:
    registration = facts.registrations.get(due.person)
    if due.done_on is not None or registration is None or not registration.usable:
        return False
    day = anchor(due, holidays=facts.town.holidays)
    days = reminder_days(day, profile=facts.profile, until=today)
    return any(since < reminder <= today for reminder in days)


def _by_counselor(found: Iterable[Monitoring]) -> Mapping[StaffId, list[Monitoring]]:
    grouped: dict[StaffId, list[Monitoring]] = defaultdict(list)
    for each in found:
        grouped[each.counselor].append(each)
    return grouped


def _offices_open(facts: Facts, at: datetime) -> bool:
    today, hours = at.astimezone(JST).date(), facts.profile.working_hours
    working = is_working_day(today, holidays=facts.town.holidays)
    return working and moment(today, hours[0]) <= at < moment(today, hours[1])


def _postponed(facts: Facts, since: date, at: datetime) -> Due:
    """Return the same round at the next opening; it still looks back to `since`."""
    opening = next_opening(at, hours=facts.profile.working_hours, holidays=facts.town.holidays)
    return Due(
        kind=DueKind.MONITORING_ROUND,
        subject=facts.town.network.id,
        step=f"{since.isoformat()} {opening.isoformat()}",
        at=opening,
    )


def _next_round(facts: Facts, today: date) -> Due:
    day = next(working_days_after(today, holidays=facts.town.holidays))
    return Due(
        kind=DueKind.MONITORING_ROUND,
        subject=facts.town.network.id,
        step=today.isoformat(),
        at=moment(day, facts.profile.working_hours[0]),
    )


def _reminders(
    facts: Facts, counselor: StaffId, theirs: Sequence[Monitoring], *, today: date
) -> Iterator[Effect]:
    """Yield one message of what is coming and one of what is overdue, where there is any."""
    days = {each.id: anchor(each, holidays=facts.town.holidays) for each in theirs}
    coming = [each for each in theirs if days[each.id] >= today]
    overdue = [each for each in theirs if days[each.id] < today]
    if coming:
        yield _coming(counselor, coming, days, today)
    if overdue:
        yield _overdue(facts, counselor, overdue, days, today)


def _coming(
    counselor: StaffId,
    due: Sequence[Monitoring],
    days: Mapping[MonitoringId, date],
    today: date,
) -> Direct:
    words = sentence(
        "monitoring_coming",
        people=len(due),
        until=min(days[each.id] for each in due),
        unbooked=sum(each.visit_on is None for each in due),
    )
    key = f"monitoring:coming:{counselor}:{today.isoformat()}"
    return Direct(to=counselor, sentence=words, key=key, lane=Lane.REMINDER)


def _overdue(
    facts: Facts,
    counselor: StaffId,
    due: Sequence[Monitoring],
    days: Mapping[MonitoringId, date],
    today: date,
) -> Direct:
    """Return the reminder of overdue people, named by ledger number only."""
    core_after = timedelta(days=facts.profile.monitoring_core_after_days)
    words = sentence(
        "monitoring_overdue",
        rows=tuple(_row(facts, each, days[each.id], today) for each in due),
        core_from=min(days[each.id] for each in due) + core_after,
        today=today,
    )
    key = f"monitoring:overdue:{counselor}:{today.isoformat()}"
    return Direct(to=counselor, sentence=words, key=key, lane=Lane.REMINDER)


def _to_core(facts: Facts, fallen: Iterable[Monitoring], *, today: date) -> Iterator[Effect]:
    """Yield what the core centre hears of: people overdue for as long as the profile says."""
    core = facts.town.core
    core_after = timedelta(days=facts.profile.monitoring_core_after_days)
    days = {each: anchor(each, holidays=facts.town.holidays) for each in fallen}
    late = {each: day for each, day in days.items() if day + core_after <= today}
    if core is None or not late:
        return
    rows = tuple(_row(facts, each, day, today) for each, day in late.items())
    words = sentence("monitoring_overdue_core", rows=rows)
    for to in facts.town.duty(core.id)[:1]:
        key = f"monitoring:core:{to}:{today.isoformat()}"
        yield Direct(to=to, sentence=words, key=key, lane=Lane.REMINDER)


def _row(
    facts: Facts, due: Monitoring, day: date, today: date
) -> tuple[str | None, date, int, date | None, int | None]:
    registration = facts.registrations.get(due.person)
    number = registration.number if registration else None
    confirmed = registration.confirmed_on if registration else None
    age = (today - confirmed).days if confirmed else None
    return (number, day, (today - day).days, confirmed, age)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One person due for monitoring, for the counsellor's own eyes."""

    monitoring: Monitoring
    number: str
    name: str
    due_on: date


def list_monitoring(facts: Facts, *, by: Actor, at: datetime) -> Decision:
    """Show the counsellor whose monitoring is due; the names are on record as seen first."""
    mine = [each for each in facts.monitoring if by.staff and each.counselor == by.staff.id]
    today = at.astimezone(JST).date()
    until = today + timedelta(days=max(facts.profile.monitoring_lead_days, default=0))
    listed = (_listed(facts, each) for each in mine if each.done_on is None)
    due = sorted((each for each in listed if each.due_on <= until), key=lambda each: each.due_on)
    note = Note(act="list_monitoring", subject=facts.town.network.id, detail=_ids(due))
    return Decision(reply=Shown("monitoring", tuple(due)), notes=(note,))


def _ids(listed: Iterable[Listed]) -> Mapping[str, str]:
    return {"persons": " ".join(each.monitoring.person for each in listed)}


def _listed(facts: Facts, due: Monitoring) -> Listed:
    registration = facts.registrations.get(due.person)
    return Listed(
        monitoring=due,
        number=(registration.number if registration else None) or "",
        name=facts.names.get(due.person, ""),
        due_on=anchor(due, holidays=facts.town.holidays),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class MonitoringDone:
    """What the counsellor recorded of one visit."""

    monitoring: MonitoringId
    done_on: date
    changed: bool


def record_monitoring(facts: Facts, *, done: MonitoringDone, by: Actor, at: datetime) -> Decision:
    """Record that a monitoring was done; unchanged information counts as confirmed that day.

    A visit recorded late takes nothing back that was confirmed after it.

    Plan: つるおか安心ネット ⑤ サービスモニタリング、担当者会議等で見直しが行われます
    """
    due = next((each for each in facts.monitoring if each.id == done.monitoring), None)
    registration = facts.registrations.get(due.person) if due else None
    mine = due is not None and by.staff is not None and due.counselor == by.staff.id
    if due is None or registration is None or not mine or due.done_on is not None:
        return Decision(reply=Said(sentence("monitoring_unknown")))
    if done.done_on > at.astimezone(JST).date():
        return Decision(reply=FieldErrors({"done_on": sentence("field_not_future")}))
    if done.done_on < due.month - EARLIEST:
        return Decision(reply=FieldErrors({"done_on": sentence("field_too_early")}))
    recorded = replace(due, done_on=done.done_on, changed=done.changed)
    newest = max(done.done_on, registration.confirmed_on or done.done_on)
    confirmed = () if done.changed else (replace(registration, confirmed_on=newest),)
    note = Note(
        act="record_monitoring",
        subject=due.id,
        detail={"person": due.person, "changed": "yes" if done.changed else "no"},
    )
    reply = Said(sentence("monitoring_recorded", changed=done.changed))
    return Decision(changes=(recorded, *confirmed), notes=(note,), reply=reply)
