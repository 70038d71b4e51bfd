"""The Home tab: the open cases somebody leads or sits beside, and what awaits their office.

What stands there can be pressed there; who may press what is asked again at the press.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from typing import Final

from bot.decide.may import Act, Relation, Verdict, may, permitted, relations
from bot.effects import Decision, Shown
from bot.facts import Actor, Facts, case_of, still_asked
from bot.moves import ANSWERABLE, AskStatus, NeedStatus

PRESSED: Final = (
    Act.CHOOSE,
    Act.CALL_OFFICES,
    Act.CLAIM,
    Act.READ_REMARKS,
    Act.ARRIVE,
    Act.RETURN,
    Act.OPEN_MENU,
    Act.OPEN_SHEET,
)
"""What may be done from Home beside answering."""

BESIDE: Final = frozenset({Relation.COUNSELOR, Relation.COLLEAGUE})


class Way(Enum):
    """What can be begun from Home."""

    EMERGENCY = auto()
    ALARM = auto()
    JOIN = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One case or one request, and what this person may do about it now."""

    facts: Facts
    acts: frozenset[Act]


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """What stands on somebody's Home: cases, requests to answer, people to receive, ways in.

    The first way in is the one that is for them.
    """

    led: tuple[Entry, ...] = ()
    asked: tuple[Entry, ...] = ()
    expected: tuple[Entry, ...] = ()
    ways: tuple[Way, ...] = (Way.ALARM, Way.EMERGENCY)


NOTHING: Final = Board()


def look(facts: Facts, *, by: Actor, at: datetime) -> Decision:
    """Show what concerns this person; nothing of suspected abuse, and nobody's name."""
    each = [one for one in facts.board if one.case is not None and not one.case.restricted]
    board = Board(
        led=tuple(_entry(one, by, at) for one in each if _leads(one, by, at)),
        asked=tuple(_entry(one, by, at) for one in each if _awaits_answer(one, by, at)),
        expected=tuple(_entry(one, by, at) for one in each if _expects(one, by, at)),
        ways=_ways(facts, by, at),
    )
    return Decision(reply=Shown("home", board))


def _ways(facts: Facts, by: Actor, at: datetime) -> tuple[Way, ...]:
    """Return what somebody may begin, theirs first; whoever is unknown may register."""
    if by.staff is None:
        return (Way.JOIN, Way.ALARM)
    act = Act.LIST_REGISTRANTS
    opens = may(by, act, facts, at=at) is Verdict.ALLOWED
    holds = Relation.HOLDER in permitted(act, facts.profile)  # whose copies, is seen at the press
    return (Way.EMERGENCY, Way.ALARM) if opens or holds else (Way.ALARM, Way.EMERGENCY)


def _entry(facts: Facts, by: Actor, at: datetime) -> Entry:
    allowed = (act for act in PRESSED if may(by, act, facts, at=at) is Verdict.ALLOWED)
    return Entry(facts=facts, acts=frozenset(allowed))


def _leads(facts: Facts, by: Actor, at: datetime) -> bool:
    """True for the counsellor and their colleagues; for the core centre once it was called."""
    case, _ = case_of(facts)
    found = relations(by, facts, at=at)
    called = Relation.CORE in found and case.core_called_at is not None
    return facts.ask is None and (bool(found & BESIDE) or called)


def _awaits_answer(facts: Facts, by: Actor, at: datetime) -> bool:
    """True for an own request that may still be answered; not after its no."""
    ask = facts.ask
    if ask is None or ask.status not in ANSWERABLE or ask.status is AskStatus.DECLINED:
        return False
    return still_asked(facts) and may(by, Act.ACCEPT, facts, at=at) is Verdict.ALLOWED


def _expects(facts: Facts, by: Actor, at: datetime) -> bool:
    """True for the decided office, from the decision until the stay is over."""
    _, need = case_of(facts)
    coming = need.status in {NeedStatus.DECIDED, NeedStatus.ARRIVED}
    decided = facts.ask is not None and facts.ask.status is AskStatus.DECIDED
    return decided and coming and Relation.DECIDED in relations(by, facts, at=at)
