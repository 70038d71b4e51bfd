"""What becomes of a call sheet that was not sent: kept, asked after, given up.

A draft is its writer's alone.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from bot.decide import consulting
from bot.effects import (
    Decision,
    Direct,
    Due,
    DueKind,
    Note,
    Refused,
    Reply,
    Said,
    joined,
    sentence,
)
from bot.facts import Actor, Facts
from bot.model import Draft

ASKED_BEFORE_CORE: Final = 3
"""How often the writer is asked to go on before the core centre hears of it."""


def closed(facts: Facts, *, by: Actor, at: datetime) -> Decision:
    """A form closed after a no is given up; one closed in the middle is asked after."""
    draft, _ = own(facts, by)
    if draft is None or not draft.refused:
        return Decision()
    note = Note(act="drop_memo", subject=draft.id)
    return Decision(changes=(replace(draft, spent=True),), notes=(note,))


def drop(facts: Facts, *, by: Actor, at: datetime) -> Decision:
    """Give the memo up: what was typed is gone, and nobody is asked any more."""
    draft, no = own(facts, by)
    if draft is None:
        return no
    note = Note(act="drop_memo", subject=draft.id)
    reply = Said(sentence("memo_dropped"))
    return Decision(changes=(replace(draft, spent=True),), notes=(note,), reply=reply)


def left_lying(facts: Facts, *, at: datetime) -> Decision:
    """Ask the writer to go on; after three times the core centre hears of it, once."""
    draft = facts.draft
    if draft is None or draft.core_told:
        return Decision()
    if draft.asked >= ASKED_BEFORE_CORE:
        told = consulting.memo_left(facts, draft.staff, key=f"memo_core:{draft.id}")
        return joined(told, Decision(changes=(replace(draft, core_told=True),)))
    asked = replace(draft, asked=draft.asked + 1)
    telephone = facts.town.core_telephone
    words = sentence("memo_unfinished", since=draft.made_at, telephone=telephone)
    key = f"memo:{draft.id}:{draft.asked}"
    letter = Direct(to=draft.staff, sentence=words, key=key, subject=draft.id)
    note = Note(act="ask_after_memo", subject=draft.id)
    return joined(_later(facts, asked, at=at), Decision(effects=(letter,), notes=(note,)))


def _later(facts: Facts, draft: Draft, *, at: datetime) -> Decision:
    """Keep the draft as it is, and ask after it when the profile's time has passed."""
    kept = replace(draft, saved=draft.saved + 1)
    moment = at + timedelta(minutes=facts.profile.memo_minutes)
    due = Due(kind=DueKind.MEMO, subject=draft.id, step=str(kept.saved), at=moment)
    return Decision(changes=(kept,), due=(due,))


def kept_with(facts: Facts, draft: Draft, reply: Reply, *notes: Note, at: datetime) -> Decision:
    """Keep the draft and answer; it is asked after from now on."""
    return joined(_later(facts, draft, at=at), Decision(notes=notes, reply=reply))


def own(facts: Facts, by: Actor) -> tuple[Draft | None, Decision]:
    """Return the actor's own draft, or the no that is said instead."""
    draft = facts.draft
    if draft is None or draft.spent:
        return None, Decision(reply=Said(sentence("already_sent")))
    if not wrote(draft, by):
        return None, not_theirs(facts, draft)
    return draft, Decision()


def wrote(draft: Draft, by: Actor) -> bool:
    """True for whose draft it is."""
    return by.staff is not None and draft.staff == by.staff.id


def not_theirs(facts: Facts, draft: Draft) -> Decision:
    """Say no to somebody else, on record."""
    note = Note(act="open_case", subject=draft.id, outcome="refused")
    words = sentence("not_permitted", telephone=facts.town.core_telephone)
    no = Refused(sentence("refused_title"), (words,))
    return Decision(reply=no, notes=(note,))
