"""What somebody is told who calls the bot by name."""

from __future__ import annotations

from datetime import datetime

from bot.effects import Decision, Said, sentence
from bot.facts import Actor, Facts


def answer_mention(facts: Facts, *, by: Actor, at: datetime) -> Decision:
    """Say where the way on is; a mention holds no command yet."""
    return Decision(reply=Said(sentence("how_to_start")))
