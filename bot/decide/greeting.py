"""What somebody is told who asks what can be done here."""

from __future__ import annotations

from datetime import datetime

from bot.effects import Decision, Said, sentence
from bot.facts import Actor, Facts


def answer_mention(facts: Facts, *, by: Actor, at: datetime) -> Decision:
    """Say where the way on is; a mention holds no command yet."""
    return Decision(reply=Said(sentence("how_to_start")))


def answer_beside(facts: Facts, *, by: Actor, at: datetime) -> Decision:
    """Show whoever wrote beside an open card where an answer counts; else leave them in peace."""
    if facts.ask is None:
        return Decision()
    return Decision(reply=Said(sentence("please_use_card")))


def look_around(facts: Facts, *, by: Actor, at: datetime) -> Decision:
    """Change nothing: help and Home hold nothing of anybody."""
    return Decision()
