"""The next step of a need: what is waited for, until when. No open need is without one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.cities.profile import LadderStep, Profile, Rung
from bot.clock import JST, is_night
from bot.decide.calendar import moment, next_at
from bot.effects import Due, DueKind
from bot.model import Ask, Case, Need
from bot.moves import AskStatus, NextStep

LADDER_STEPS = {
    LadderStep.CALL_CORE: NextStep.CALL_CORE,
    LadderStep.NEXT_ON_ROTA: NextStep.NEXT_ON_ROTA,
    LadderStep.CALL_CITY: NextStep.CALL_CITY,
    LadderStep.CALL_AGAIN: NextStep.CALL_AGAIN,
}
"""The rungs a need climbs; a reminder is each silent card's own."""

CLIMBED = frozenset({NextStep.REMIND, *LADDER_STEPS.values()})
"""What the ladder itself plans; everything else was planned by what happened."""

MORNING = "10:00"
"""When people are asked about the day, in Japan."""

EVENING = "20:00"
"""When somebody is expected whose arrival has a day but no hour, in Japan."""

SILENT = frozenset({AskStatus.WAITING, AskStatus.HOLDING})
HOPELESS = frozenset(
    {AskStatus.DECLINED, AskStatus.UNDELIVERABLE, AskStatus.RELEASED, AskStatus.LAPSED}
)


def waits_for(need: Need, step: NextStep, *, at: datetime) -> tuple[Need, Due]:
    """Return the need waiting for `step` at that moment, and the row that will wake it."""
    waiting = replace(need, next_step=step, next_step_at=at)
    step_key = f"{need.round}.{need.revision + 1}"
    due = Due(kind=DueKind.NEED_STEP, subject=need.id, step=step_key, at=at)
    return waiting, due


def replanned(
    need: Need, asks: Sequence[Ask], *, case: Case, profile: Profile, at: datetime
) -> tuple[Need, Due]:
    """Return the need with the next step that its asks call for.

    A full offer stops the asking and starts the offer watch; a conditional one does not. When
    nobody is left who could say yes, or a card cannot be delivered, the ladder moves on now.
    """
    if any(ask.status is AskStatus.OFFERED for ask in asks):
        return _watching(need, profile=profile, at=at)
    if paused(case, at=at) or not _stuck(need, asks, case):
        return climbing(need, asks, case=case, profile=profile, at=at)
    if not core_called(need, case):
        return waits_for(need, NextStep.CALL_CORE, at=at)
    return waits_for(need, _next_rung(need, case, profile, at), at=at)


def _stuck(need: Need, asks: Sequence[Ask], case: Case) -> bool:
    """True when waiting is in vain, or an office was not reached before anybody else knows."""
    asked = [ask for ask in asks if ask.asked]
    unreached = any(ask.status is AskStatus.UNDELIVERABLE for ask in asked)
    return all(ask.status in HOPELESS for ask in asked) or (
        unreached and not core_called(need, case)
    )


def core_called(need: Need, case: Case) -> bool:
    """True when the core centre was called since this need is asking: each need has its call."""
    called = case.core_called_at
    return called is not None and (need.asked_at is None or called >= need.asked_at)


def _watching(need: Need, *, profile: Profile, at: datetime) -> tuple[Need, Due]:
    if need.next_step in {NextStep.OFFER_WATCH, NextStep.OFFER_CORE} and need.next_step_at:
        return waits_for(need, need.next_step, at=need.next_step_at)
    until = at + timedelta(minutes=profile.offer_undecided_minutes)
    return waits_for(need, NextStep.OFFER_WATCH, at=until)


def paused(case: Case, *, at: datetime) -> bool:
    """True while somebody holds the ladder; answers count all the same."""
    return case.paused_until is not None and at < case.paused_until


def climbing(
    need: Need, asks: Sequence[Ask], *, case: Case, profile: Profile, at: datetime
) -> tuple[Need, Due]:
    """Return the need waiting for the nearest reminder or rung; past the last, the last repeats.

    Rungs count from the asking until the core centre was called, from that call afterwards, so
    that an early call does not make the following steps late.
    """
    if case.paused_until is not None and paused(case, at=at):
        return waits_for(need, NextStep.RESUME, at=case.paused_until)
    ladder = ladder_of(need, profile, at=at)
    reminders = (
        (when, NextStep.REMIND) for ask in asks if (when := remind_at(ask, ladder)) is not None
    )
    when, step = min((*reminders, _rung(need, case, profile, at)), key=lambda each: each[0])
    return waits_for(need, step, at=max(when, at))


def remind_at(ask: Ask, ladder: Sequence[Rung]) -> datetime | None:
    """Return when a silent office is reminded: once a card, so long after it was asked."""
    minutes = next((r.after_minutes for r in ladder if r.step is LadderStep.REMIND), None)
    if minutes is None or ask.status not in SILENT or ask.reminded_at or ask.asked_at is None:
        return None
    return ask.asked_at + timedelta(minutes=minutes)


def ladder_of(need: Need, profile: Profile, *, at: datetime) -> tuple[Rung, ...]:
    """Return the ladder of the hour in which the asking began."""
    night = is_night(need.asked_at or at, profile.night_hours)
    return profile.night_ladder if night else profile.ladder


def _rung(need: Need, case: Case, profile: Profile, at: datetime) -> tuple[datetime, NextStep]:
    """Return the next rung and its moment; the last one repeats without end."""
    ahead = list(_ahead(need, case, profile, at))
    if ahead:
        when = _start(need, case, profile, at) + timedelta(minutes=ahead[0].after_minutes)
        return when, LADDER_STEPS[ahead[0].step]
    planned = need.next_step_at if need.next_step is NextStep.CALL_AGAIN else None
    if planned is not None and planned > at:
        return planned, NextStep.CALL_AGAIN  # an answer on the way does not put it off
    return at + timedelta(minutes=profile.repeat_minutes), NextStep.CALL_AGAIN


def _next_rung(need: Need, case: Case, profile: Profile, at: datetime) -> NextStep:
    return _rung(need, case, profile, at)[1]


def _ahead(need: Need, case: Case, profile: Profile, at: datetime) -> Iterator[Rung]:
    """Yield the rungs not climbed yet; once somebody has come in, nobody else is called in."""
    rungs = [rung for rung in ladder_of(need, profile, at=at) if rung.step in LADDER_STEPS]
    called = core_called(need, case)
    for rung in rungs[need.rung :]:
        passed = called and rung.step is LadderStep.CALL_CORE
        needless = case.claimed_by is not None and rung.step is not LadderStep.CALL_AGAIN
        if not passed and not (called and needless):
            yield rung


def _start(need: Need, case: Case, profile: Profile, at: datetime) -> datetime:
    if case.core_called_at is None or not core_called(need, case):
        return need.asked_at or at
    ladder = ladder_of(need, profile, at=at)
    planned = (rung for rung in ladder if rung.step is LadderStep.CALL_CORE)
    minutes = next((rung.after_minutes for rung in planned), 0)
    start = case.core_called_at - timedelta(minutes=minutes)
    return start + timedelta(minutes=profile.core_unclaimed_minutes if telephoning(case) else 0)


def telephoning(case: Case) -> bool:
    """True while the core centre answered its last call at the telephone, and nobody came in."""
    called, answered = case.core_called_at, case.answered_at
    return (
        case.claimed_by is None
        and answered is not None
        and called is not None
        and answered >= called
    )


def put_off(
    need: Need, asks: Sequence[Ask], *, case: Case, profile: Profile, at: datetime
) -> tuple[Need, Due]:
    """Return the need whose next call waits for the profile's time: `case` has been answered."""
    last = need.next_step is NextStep.CALL_AGAIN and not list(_ahead(need, case, profile, at))
    if need.next_step is not None and need.next_step_at is not None:
        if last or need.next_step is NextStep.OFFER_CORE:
            waits = at + timedelta(minutes=profile.core_unclaimed_minutes)
            return waits_for(need, need.next_step, at=max(need.next_step_at, waits))
        if need.next_step not in CLIMBED:
            return waits_for(need, need.next_step, at=need.next_step_at)
    return climbing(need, asks, case=case, profile=profile, at=at)


def climbed(need: Need, step: LadderStep, *, profile: Profile, at: datetime) -> Need:
    """Return the need with every rung up to that step behind it, reminders not counted."""
    rungs = [rung for rung in ladder_of(need, profile, at=at) if rung.step in LADDER_STEPS]
    done = [index for index, rung in enumerate(rungs) if rung.step is step]
    return replace(need, rung=max(need.rung, *(index + 1 for index in done), 0))


def arrival_expected(need: Need, chosen: Ask | None, *, profile: Profile, at: datetime) -> datetime:
    """Return when the person should have arrived, the grace of the profile included.

    A stay that begins on a later day, at an hour nobody named, is expected by 20:00 JST; one that
    the chosen office offered from an hour on, not before that.
    """
    grace = timedelta(minutes=profile.arrival_grace_minutes)
    evening = moment(need.starts_on, EVENING)
    later = need.starts_on > at.astimezone(JST).date()
    unnamed = evening.astimezone(UTC) if later else at
    condition = chosen.answer.condition if chosen and chosen.answer else None
    since = condition.since if condition else None
    return max(need.arrival_at or unnamed, at, since or at) + grace


def return_expected(need: Need, *, at: datetime) -> datetime:
    """Return the moment to ask for the return: 10:00 JST on the last day, or the next one."""
    last_day = moment(need.starts_on + timedelta(days=need.nights), MORNING)
    return max(last_day, next_at(at, MORNING))
