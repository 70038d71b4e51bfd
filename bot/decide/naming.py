"""A name where nobody should write one: in a thread or beside a card, it is asked to be deleted.

Only the whole name counts, however it is spaced: half of one is also an office's, or a colleague's.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import datetime

from bot.effects import Decision, Note, Said, joined, sentence
from bot.facts import Actor, Facts


def please_delete(facts: Facts, *, text: str, by: Actor, at: datetime) -> Decision:
    """Ask whoever wrote the person's name to delete it, seen by that one alone."""
    written = _spelled(text)
    names = (_spelled(name) for name in facts.names.values())
    if not any(name and name in written for name in names):
        return Decision()
    note = Note(act="reply", subject=_subject(facts), outcome="named")
    return Decision(notes=(note,), reply=Said(sentence("name_please_delete")))


def looked_through(rule: Callable[..., Decision], *, text: str) -> Callable[..., Decision]:
    """Return the rule with the look for a name in what was written; its words come last."""

    def both(facts: Facts, *, by: Actor, at: datetime) -> Decision:
        return joined(rule(facts, by=by, at=at), please_delete(facts, text=text, by=by, at=at))

    return both


def _spelled(text: str) -> str:
    """Return the text without its spaces, half-width and full-width made one."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def _subject(facts: Facts) -> str:
    if facts.ask is not None:
        return facts.ask.id
    if facts.case is not None:
        return facts.case.id
    return next((ask.id for ask in facts.asks), facts.town.network.id)
