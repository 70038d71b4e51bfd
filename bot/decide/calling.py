"""Whom to telephone next: who has no Slack now, whose time is over, who is silent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, auto
from typing import Final

from bot.clock import is_night
from bot.effects import Direct, sentence
from bot.facts import Facts, case_of, each_need
from bot.model import Ask, Call, Need
from bot.moves import AskStatus, NeedStatus
from bot.vocabulary import CallOutcome

MOST_NAMED: Final = 3
"""How many numbers a card or a line names; the list has them all."""


class Turn(IntEnum):
    """Why an office stands where it does on the list; the first is called first."""

    BY_TELEPHONE = auto()  # nothing in Slack reached it, and nobody called yet
    OVERDUE = auto()
    SILENT = auto()
    ANSWER_COMING = auto()  # 確認中, or reached at the telephone
    ANSWERED = auto()
    OVER = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Callee:
    """An asked office on the call list, and what came of telephoning it in this round."""

    need: Need
    ask: Ask
    name: str
    telephone: str | None
    by_telephone: bool  # its window has no channel now
    calls: tuple[Call, ...] = ()
    before: tuple[Call, ...] = ()  # in earlier rounds

    @property
    def last(self) -> Call | None:
        """The last call, or None while nobody called."""
        return self.calls[-1] if self.calls else None

    def turn(self, at: datetime) -> Turn:
        """Return when this office's turn is, at a moment."""
        status, due = self.ask.status, self.ask.reply_due
        if status in {AskStatus.OFFERED, AskStatus.CONDITIONAL}:
            return Turn.ANSWERED
        if status not in UNANSWERED:
            return Turn.OVER
        unreached = self.by_telephone or status is AskStatus.UNDELIVERABLE
        if unreached and self.last is None:
            return Turn.BY_TELEPHONE
        if due is not None and due <= at:
            return Turn.OVERDUE
        spoken_to = self.last is not None and self.last.outcome in SPOKEN_TO
        coming = spoken_to or status is AskStatus.HOLDING
        return Turn.ANSWER_COMING if coming else Turn.SILENT


UNANSWERED: Final = frozenset({AskStatus.WAITING, AskStatus.HOLDING, AskStatus.UNDELIVERABLE})
SPOKEN_TO: Final = frozenset({CallOutcome.REACHED, CallOutcome.CALL_BACK})


def call_list(facts: Facts, *, at: datetime) -> tuple[Callee, ...]:
    """Return every asked office of the needs that still ask, whose turn is next first.

    Among equals the one called longest ago comes first, then the registrant's order.
    """

    def turn(callee: Callee) -> tuple[Turn, datetime]:
        return callee.turn(at), callee.last.at if callee.last else callee.need.asked_at or at

    return tuple(sorted(_callees(facts), key=turn))


def next_calls(facts: Facts, *, at: datetime) -> tuple[Callee, ...]:
    """Return the offices to telephone, next one first: nobody who answered, nor where one offers.

    Plan: 松江市（案）7②基幹「緊急時にサービス事業所が見つからない場合など」
    """
    offered = {each.need.id for each in _callees(facts) if each.ask.status is AskStatus.OFFERED}
    listed = (each for each in call_list(facts, at=at) if each.need.id not in offered)
    return tuple(each for each in listed if each.turn(at) < Turn.ANSWERED)


def _callees(facts: Facts) -> Iterator[Callee]:
    """Yield the asked offices of the present rounds, need by need, in the registrant's order."""
    for each in each_need(facts):
        _, need = case_of(each)
        if need.status is NeedStatus.ASKING:
            present = (ask for ask in each.asked if ask.round == need.round)
            yield from (_callee(each, need, ask) for ask in present)


def _callee(facts: Facts, need: Need, ask: Ask) -> Callee:
    earlier = {each.id for each in facts.past if each.office == ask.office}
    return Callee(
        need=need,
        ask=ask,
        name=facts.office_of(ask).name,
        telephone=facts.town.telephone(ask.office),
        by_telephone=asked_by_telephone(facts, ask),
        calls=tuple(each for each in facts.calls if each.ask == ask.id),
        before=tuple(each for each in facts.calls if each.ask in earlier),
    )


def asked_by_telephone(facts: Facts, ask: Ask) -> bool:
    """True where the window this ask was put to has no channel."""
    return facts.town.channel_for(ask) is None


Numbers = tuple[tuple[str, str | None], ...]
"""Offices by name, each with the telephone on which it is reached now."""


def numbers(facts: Facts, *, at: datetime) -> Numbers:
    """Return the first few numbers to call next, for a card or a line."""
    return _numbers(next_calls(facts, at=at))[:MOST_NAMED]


def _numbers(callees: tuple[Callee, ...]) -> Numbers:
    """Return each office once, however many needs it was asked about."""
    return tuple(dict.fromkeys((each.name, each.telephone) for each in callees))


def letters(facts: Facts, *, at: datetime) -> tuple[Direct, ...]:
    """Return the owner's letter with all numbers to call, once for each asking.

    By day these are the offices that have no channel now; by night, when nobody looks at one, all.
    """
    case, need = case_of(facts)
    night = is_night(at, facts.profile.night_hours)
    listed = tuple(each for each in next_calls(facts, at=at) if night or each.by_telephone)
    if not listed:
        return ()
    words = sentence("please_call", number=case.number, night=night, calls=_numbers(listed))
    key = f"calls:{need.id}:{need.round}.{need.revision}"
    return (Direct(to=case.owner, sentence=words, key=key, subject=case.id),)
