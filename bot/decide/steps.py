"""The next step of a need: what is waited for, until when. No open need is without one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta

from bot.cities.profile import LadderStep, Profile
from bot.clock import JST
from bot.effects import Due, DueKind
from bot.model import Ask, Case, Need
from bot.moves import AskStatus, NextStep

LADDER_STEPS = {
    LadderStep.REMIND: NextStep.REMIND,
    LadderStep.CALL_CORE: NextStep.CALL_CORE,
    LadderStep.CALL_AGAIN: NextStep.CALL_AGAIN,
}
HOPELESS = frozenset({AskStatus.DECLINED, AskStatus.UNDELIVERABLE, AskStatus.RELEASED})


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
    nobody is left who could say yes, the core centre is called in now.
    """
    if any(ask.status is AskStatus.OFFERED for ask in asks):
        return _watching(need, profile=profile, at=at)
    if case.core_called_at is None and all(ask.status in HOPELESS for ask in asks):
        return waits_for(need, NextStep.CALL_CORE, at=at)
    return climbing(need, case=case, profile=profile, at=at)


def _watching(need: Need, *, profile: Profile, at: datetime) -> tuple[Need, Due]:
    if need.next_step in {NextStep.OFFER_WATCH, NextStep.OFFER_CORE} and need.next_step_at:
        return waits_for(need, need.next_step, at=need.next_step_at)
    until = at + timedelta(minutes=profile.offer_undecided_minutes)
    return waits_for(need, NextStep.OFFER_WATCH, at=until)


def climbing(need: Need, *, case: Case, profile: Profile, at: datetime) -> tuple[Need, Due]:
    """Return the need waiting for its next rung; past the last one the last repeats.

    Rungs count from the asking until the core centre was called, from that call afterwards, so
    that an early call does not make the following steps late.
    """
    rungs = profile.ladder[need.rung :]
    if case.core_called_at is not None:
        rungs = tuple(rung for rung in rungs if rung.step is LadderStep.CALL_AGAIN)
    if not rungs:
        later = at + timedelta(minutes=profile.repeat_minutes)
        return waits_for(need, NextStep.CALL_AGAIN, at=later)
    moment = _ladder_start(need, case, profile, at) + timedelta(minutes=rungs[0].after_minutes)
    return waits_for(need, LADDER_STEPS[rungs[0].step], at=max(moment, at))


def _ladder_start(need: Need, case: Case, profile: Profile, at: datetime) -> datetime:
    if case.core_called_at is None:
        return need.asked_at or at
    planned = (rung for rung in profile.ladder if rung.step is LadderStep.CALL_CORE)
    minutes = next((rung.after_minutes for rung in planned), 0)
    return case.core_called_at - timedelta(minutes=minutes)


def climbed(need: Need, step: LadderStep, *, profile: Profile) -> Need:
    """Return the need with every rung up to that step behind it."""
    done = [index for index, rung in enumerate(profile.ladder) if rung.step is step]
    return replace(need, rung=max(need.rung, *(index + 1 for index in done), 0))


def arrival_expected(need: Need, *, profile: Profile, at: datetime) -> datetime:
    """Return when the person should have arrived, the grace of the profile included."""
    grace = timedelta(minutes=profile.arrival_grace_minutes)
    return max(need.arrival_at or at, at) + grace


def return_expected(need: Need, *, at: datetime) -> datetime:
    """Return the moment to ask for the return: 10:00 JST on the last day, or tomorrow."""
    last_day = datetime.combine(need.starts_on + timedelta(days=need.nights), time(10), JST)
    tomorrow = datetime.combine(at.astimezone(JST).date() + timedelta(days=1), time(10), JST)
    return last_day if last_day > at else tomorrow
