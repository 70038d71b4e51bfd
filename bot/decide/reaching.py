"""Whether every asked office was reached, and what whoever asked is told when one was not.

Slack may take an order and deliver nothing. Whoever asked hears within a minute that nothing was
sent and whom to telephone; the requests stay as they are, and are sent all the same.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bot.decide.auditing import told
from bot.effects import Decision, Direct, Note, Sentence, sentence
from bot.facts import Facts, Town, case_of, each_need
from bot.model import Ask, AskId, CaseId, StaffId
from bot.moves import AskStatus
from bot.vocabulary import OfficeKind

Calls = tuple[tuple[str, str | None], ...]

PROMISED: Final = timedelta(seconds=60)
"""So long after the asking whoever asked knows whether it arrived."""
MOST_CALLS: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An asked office. `arrived` is None where it is asked by telephone, `tried` while it may."""

    office: str
    telephone: str | None
    arrived: bool | None
    tried: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """How far the requests of a case have come; `until` is when its sender may count on it."""

    case: CaseId
    number: str
    rows: tuple[Row, ...]
    until: datetime

    @property
    def by_card(self) -> tuple[Row, ...]:
        """Those that are asked in Slack."""
        return tuple(row for row in self.rows if row.arrived is not None)

    @property
    def missing(self) -> tuple[Row, ...]:
        """Those that no request has reached."""
        return tuple(row for row in self.by_card if not row.arrived)

    @property
    def settled(self) -> bool:
        """True when nothing is on its way any more."""
        return not any(row.tried for row in self.missing)


def reach(facts: Facts, *, posted: Collection[AskId], at: datetime) -> Reach:
    """Return how far a case's requests have come; `posted` are the asks whose cards stand."""
    case, _ = case_of(facts)
    asks: dict[str, list[Ask]] = {}
    for ask in (ask for each in each_need(facts) for ask in each.asked):
        asks.setdefault(ask.office, []).append(ask)
    rows = tuple(_row(facts, tuple(each), posted) for each in asks.values())
    return Reach(case=case.id, number=case.number, rows=rows, until=_full_minute(at + PROMISED))


def _full_minute(at: datetime) -> datetime:
    """Return the next full minute: a time of day on a page has no seconds."""
    full = at.replace(second=0, microsecond=0)
    return full if full == at else full + timedelta(minutes=1)


def _row(facts: Facts, asks: tuple[Ask, ...], posted: Collection[AskId]) -> Row:
    first = asks[0]
    office, telephone = facts.office_of(first).name, facts.town.telephone(first.office)
    by_card = [ask for ask in asks if facts.town.channel_for(ask) is not None]
    missing = [ask for ask in by_card if ask.id not in posted]
    tried = any(ask.status is not AskStatus.UNDELIVERABLE for ask in missing)
    arrived = not missing if by_card else None
    return Row(office=office, telephone=telephone, arrived=arrived, tried=tried)


def not_sent(
    facts: Facts, *, missing: Collection[AskId], opener: StaffId | None, at: datetime
) -> Decision:
    """Tell whoever asked, the owner and the core centre's duty whom no request has reached."""
    case, _ = case_of(facts)
    named = calls(facts, missing=missing)
    if not named:
        return Decision()
    words = sentence("not_sent", number=case.number, at=at, calls=named)
    note = Note(act="deliver", subject=case.id, outcome="not_sent")
    letters = tuple(_letters(facts, words, f"not_sent:{min(missing)}", opener))
    return Decision(effects=letters, notes=(note,))


def calls(facts: Facts, *, missing: Collection[AskId]) -> Calls:
    """Return the offices of these asks with their numbers, each once."""
    asked = (ask for each in each_need(facts) for ask in each.asked)
    offices = dict.fromkeys(ask.office for ask in asked if ask.id in missing)
    return tuple((facts.town.offices[id_].name, facts.town.telephone(id_)) for id_ in offices)


def after_all(facts: Facts, *, key: str, opener: StaffId | None, at: datetime) -> Decision:
    """Tell the same people that everything has arrived."""
    case, _ = case_of(facts)
    words = sentence("sent_after_all", number=case.number, at=at)
    note = Note(act="deliver", subject=case.id, outcome="sent_after_all")
    letters = tuple(_letters(facts, words, f"sent_after_all:{key}", opener))
    return Decision(effects=letters, notes=(note,))


def _letters(facts: Facts, words: Sentence, key: str, opener: StaffId | None) -> Iterator[Direct]:
    case, _ = case_of(facts)
    people = (opener, case.owner, *told(facts.town, case))
    for one in dict.fromkeys(each for each in people if each is not None):
        yield Direct(to=one, sentence=words, key=f"{key}:{one}")


def whom_to_call(town: Town) -> Calls:
    """Return the numbers to go on with when nothing else works: the core centre's first."""
    core, city = town.of_kind(OfficeKind.CORE_CENTER), town.of_kind(OfficeKind.CITY)
    others = (each for each in town.of_kind(OfficeKind.PROVIDER) if each.emergency)
    numbers = ((each.name, town.telephone(each.id)) for each in (*core, *city, *others))
    return tuple(each for each in numbers if each[1])[:MOST_CALLS]
