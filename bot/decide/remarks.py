"""全文を見る: what offices wrote, word for word, for those who lead the case."""

from __future__ import annotations

from datetime import datetime

from bot.effects import Decision, Note, Shown
from bot.facts import Actor, Facts, case_of


def read_remarks(facts: Facts, *, by: Actor, at: datetime) -> Decision:
    """Show everything offices wrote in this case, the reading recorded with it."""
    case, _ = case_of(facts)
    note = Note(act="read_remarks", subject=case.id)
    return Decision(reply=Shown("remarks", case.id), notes=(note,))
