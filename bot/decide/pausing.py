"""一時停止: the ladder stands still for a while, said on the card, for so long at most."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.decide import steps
from bot.decide.ids import NewId
from bot.effects import (
    Decision,
    FieldErrors,
    Line,
    Note,
    Said,
    Sentence,
    Show,
    Shown,
    joined,
    sentence,
)
from bot.facts import Actor, Facts, case_cards, case_of, each_need, owner_card
from bot.model import Case
from bot.moves import NeedStatus
from bot.vocabulary import PauseReason


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """For how many minutes, and why."""

    minutes: int
    reason: PauseReason


def open_form(facts: Facts, *, by: Actor, at: datetime) -> Decision:
    """Show the form that asks for how long and why."""
    case, _ = case_of(facts)
    if not _asking(facts):
        return Decision(reply=Said(sentence("not_now")))
    return Decision(reply=Shown("pause", case.id))


def pause(facts: Facts, *, pause: Pause, by: Actor, at: datetime) -> Decision:
    """Hold every step of the asking until a moment; answers count all the same."""
    case, _ = case_of(facts)
    if not _asking(facts):
        return Decision(reply=Said(sentence("not_now")))
    longest = facts.profile.longest_pause_minutes
    if not 1 <= pause.minutes <= longest:
        wrong = {"minutes": sentence("field_pause_minutes", most=longest)}
        return Decision(reply=FieldErrors(wrong))
    until = at + timedelta(minutes=pause.minutes)
    held = replace(case, paused_until=until, pause_reason=pause.reason)
    words = sentence("case_paused", number=case.number, until=until, reason=pause.reason.value)
    note = Note(act="pause", subject=case.id, detail={"reason": pause.reason.value})
    return joined(
        _told(facts, held, words_key="pause", words=words, at=at), Decision(notes=(note,))
    )


def resume(facts: Facts, *, by: Actor, at: datetime) -> Decision:
    """Go on before the time is over."""
    case, _ = case_of(facts)
    if not steps.paused(case, at=at) or not _asking(facts):
        return Decision(reply=Said(sentence("not_now")))
    return replace(_resumed(facts, at=at), reply=Said(sentence("pause_over", number=case.number)))


def resume_due(facts: Facts, *, at: datetime, new_id: NewId) -> Decision:
    """Go on: the time is over."""
    return _resumed(facts, at=at)


def _resumed(facts: Facts, *, at: datetime) -> Decision:
    case, _ = case_of(facts)
    going = replace(case, paused_until=None, pause_reason=None)
    words = sentence("pause_over", number=case.number)
    note = Note(act="resume", subject=case.id)
    return joined(
        _told(facts, going, words_key="resume", words=words, at=at), Decision(notes=(note,))
    )


def _told(facts: Facts, case: Case, *, words_key: str, words: Sentence, at: datetime) -> Decision:
    """Plan every asking need of the case anew, and tell the owner."""
    line = Line(
        card=owner_card(case),
        sentence=words,
        key=f"{words_key}:{case.id}:{at.isoformat()}",
        mention=(case.owner,),
    )
    shown = tuple(Show(card=card) for card in case_cards(facts, case))
    planned = [
        steps.replanned(case_of(each)[1], each.asks, case=case, profile=facts.profile, at=at)
        for each in _asking(facts)
    ]
    return Decision(
        changes=(case, *(need for need, _ in planned)),
        effects=(*shown, line),
        due=tuple(due for _, due in planned),
    )


def _asking(facts: Facts) -> tuple[Facts, ...]:
    """Return the case's needs that still ask, an earlier one decided or not."""
    every = ((each, case_of(each)[1]) for each in each_need(facts))
    return tuple(each for each, need in every if need.status is NeedStatus.ASKING)
