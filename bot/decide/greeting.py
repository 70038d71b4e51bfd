"""What somebody is told who asks what can be done here."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.effects import Decision, Line, Said, Sentence, sentence
from bot.facts import Actor, Facts, ask_card


def answer_mention(
    facts: Facts, *, by: Actor, at: datetime, words: Sentence | None = None
) -> Decision:
    """Say where the way on is: `words` for the subcommand that was meant, else all there is."""
    return Decision(reply=Said(words or sentence("how_to_start")))


def answer_beside(facts: Facts, *, by: Actor, at: datetime) -> Decision:
    """Show whoever wrote or reacted beside open cards where an answer counts.

    Each of those cards gets its buttons in its thread, once for all time; without an open card
    they are left in peace.
    """
    if not facts.asks:
        return Decision()
    words = sentence("please_choose")
    prompts = (
        Line(card=ask_card(ask), sentence=words, key=f"prompt:{ask.id}") for ask in facts.asks
    )
    return Decision(effects=tuple(prompts), reply=Said(sentence("please_use_card")))


def answer_reaction(facts: Facts, *, card: str, by: Actor, at: datetime) -> Decision:
    """A reaction to an open card or in its thread is no answer; `card` is the ask it shows."""
    mine = tuple(ask for ask in facts.asks if ask.id == card)
    return answer_beside(replace(facts, asks=mine), by=by, at=at)


def look_around(facts: Facts, *, by: Actor, at: datetime) -> Decision:
    """Change nothing: help and Home hold nothing of anybody."""
    return Decision()
