"""What comes of something the auditor found: a bounded repair, and the core centre's duty is told.

Nothing is ever guessed here. What was lost is put back where only one thing can be meant (the next
step of a need, a card); everything else is for a person, who is told whom to telephone.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from bot.effects import CardRef, Decision, Direct, Due, DueKind, Effect, Note, Show, sentence
from bot.facts import Facts, Town
from bot.model import Case, OfficeId, StaffId
from bot.vocabulary import Finding, OfficeKind

RAISED: Final = frozenset({Finding.CARD_MISSING, Finding.CARD_BEHIND, Finding.CARD_REFUSED})
"""Found with a card: raising it again is harmless, and shows the truth."""


def found(
    facts: Facts, finding: Finding, *, card: CardRef | None, reference: str, at: datetime
) -> Decision:
    """Mend what can only be meant in one way, and tell the core centre's duty what was found.

    `reference` is the number of the line in the log. The letter is sent once an hour and finding.
    """
    due = tuple(_step(facts, finding, reference=reference, at=at))
    shown: tuple[Effect, ...] = (Show(card=card),) if card and finding in RAISED else ()
    mended = bool(due or shown)
    subject = facts.case.id if facts.case else facts.town.network.id
    note = Note(
        act="audit",
        subject=subject,
        outcome="repaired" if mended else "found",
        detail={"finding": finding.value, "reference": reference},
    )
    letters = _letters(facts, finding, mended=mended, reference=reference, at=at)
    return Decision(effects=(*shown, *letters), due=due, notes=(note,))


def _step(facts: Facts, finding: Finding, *, reference: str, at: datetime) -> Iterator[Due]:
    """Yield the row a need's next step waits in, at its own moment or at once."""
    need = facts.need
    if finding is Finding.STEP_MISSING and need is not None and need.next_step_at is not None:
        moment = max(at, need.next_step_at)
        yield Due(kind=DueKind.NEED_STEP, subject=need.id, step=f"audit:{reference}", at=moment)


def _letters(
    facts: Facts, finding: Finding, *, mended: bool, reference: str, at: datetime
) -> Iterator[Direct]:
    case, town = facts.case, facts.town
    office = town.offices.get(case.owner_office) if case else None
    words = sentence(
        "audit_found",
        number=case.number if case else None,
        finding=finding.value,
        mended=mended,
        office=office.name if office else None,
        telephone=town.telephone(office.id) if office else None,
        reference=reference,
    )
    about = case.id if case else ""
    for one in told(town, case):
        key = f"audit:{finding}:{about}:{at:%Y%m%d%H}:{one}"
        yield Direct(to=one, sentence=words, key=key)


def told(town: Town, case: Case | None) -> tuple[StaffId, ...]:
    """Return who hears of it: the core centre's duty, of suspected abuse the city's instead.

    Where nobody there has Slack, the case's owner does.
    """
    core = town.core
    there = town.of_kind(OfficeKind.CITY) if case and case.restricted else (core,) if core else ()
    ringing = (_first(town, office.id) for office in there)
    heard = tuple(one for one in ringing if one is not None)
    return heard or ((case.owner,) if case else ())


def _first(town: Town, office: OfficeId) -> StaffId | None:
    return next(iter(town.ringing(office)), None)
