"""What somebody did that could not be recorded at once: told again, or given up with a number."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from bot.decide.undelivered import at_core
from bot.effects import Decision, Direct, Note, Sentence, sentence
from bot.facts import Actor, Facts


class Late(StrEnum):
    """What came of a deed that was tried again after it had failed."""

    RECORDED = "recorded"
    NOT_SHOWN = "not_shown"  # what follows needs a form, and none can be opened any more
    OVERTAKEN = "overtaken"  # somebody did something else since: it is not done behind their back


def told_late(came: Late, *, reference: str, by: Actor, at: datetime) -> Decision:
    """Tell whoever acted what became of it, by a letter: the place where they looked is gone."""
    match came:
        case Late.RECORDED:
            words = sentence("recorded_late", reference=reference, at=at)
        case Late.NOT_SHOWN:
            words = sentence("not_shown_late", reference=reference)
        case Late.OVERTAKEN:
            words = sentence("overtaken", reference=reference)
    note = Note(act="retry", subject=reference, outcome=came.value)
    return Decision(effects=(_letter(by, words, f"late:{reference}"),), notes=(note,))


def said_late(words: Sentence, *, reference: str, by: Actor) -> Decision:
    """Tell whoever acted why it could not be read, by a letter."""
    note = Note(act="retry", subject=reference, outcome="unreadable")
    return Decision(effects=(_letter(by, words, f"late:{reference}"),), notes=(note,))


def given_up(facts: Facts, *, reference: str, by: Actor | None, done_at: datetime) -> Decision:
    """A deed that cannot be recorded for good is told to the core centre and to who did it."""
    note = Note(act="retry", subject=reference, outcome="parked")
    told = (*_to_core(facts, reference, by, done_at), *_to_actor(facts, reference, by, done_at))
    return Decision(effects=told, notes=(note,))


def _to_core(
    facts: Facts, reference: str, by: Actor | None, done_at: datetime
) -> tuple[Direct, ...]:
    staff = by.staff if by is not None else None
    to = at_core(facts, besides=staff.id if staff else None)
    if to is None:
        return ()
    words = sentence(
        "deed_parked",
        name=staff.name if staff else "",
        office=facts.town.offices[staff.office].name if staff else "",
        telephone=facts.town.telephone(staff.office) if staff else None,
        at=done_at,
        reference=reference,
    )
    return (Direct(to=to, sentence=words, key=f"parked:{reference}"),)


def _to_actor(
    facts: Facts, reference: str, by: Actor | None, done_at: datetime
) -> tuple[Direct, ...]:
    if by is None:
        return ()
    words = sentence(
        "own_deed_parked",
        at=done_at,
        telephone=facts.town.core_telephone,
        reference=reference,
    )
    return (_letter(by, words, f"parked:{reference}:own"),)


def _letter(by: Actor, words: Sentence, key: str) -> Direct:
    return Direct(to=by.staff.id if by.staff is not None else by.member, sentence=words, key=key)
