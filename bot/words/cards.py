"""Cards, composed from what is true when they are drawn. They know no name and no free text.

Only the outline of a person is read here: bands, categories and closed vocabularies.
"""

from __future__ import annotations

from datetime import datetime

from bot.effects import CardKind, CardRef
from bot.facts import Facts, ask_of
from bot.words import Words
from bot.words.actions import JOIN
from bot.words.alarms import RELAY
from bot.words.ask_cards import ask_card
from bot.words.blocks import (
    MESSAGE_LIMIT,
    Button,
    Message,
    buttons,
    clipped,
    escaped,
    foot,
    section,
)
from bot.words.case_cards import case_card

STANDING = "standing"
"""The block of a standing card's buttons."""


def card(words: Words, facts: Facts, ref: CardRef, *, at: datetime, key: str) -> Message:
    """Return a card as it stands now; its first block carries `key`, by which we find it again."""
    match ref.kind:
        case CardKind.ASK:
            return ask_card(words, facts, ask_of(facts), at=at, key=key)
        case CardKind.CASE:
            return case_card(words, facts, office=ref.office, at=at, key=key)
        case CardKind.STANDING:
            return standing_card(words, facts, ref, key=key)


# ------------------------------------------------------------------ the card that always stands


def standing_card(words: Words, facts: Facts, ref: CardRef, *, key: str) -> Message:
    """Return the card that stands in an office's channel for whoever comes new to it."""
    here = facts.town.at(ref.subject) or (facts.town.offices[ref.office],)
    offices = words.comma.join(escaped(office.name) for office in here)
    blocks = [
        section(f"*{words.standing_heading(offices)}*", id_=key),
        section(words.standing_body(), id_="about"),
        *buttons(_standing_buttons(words, ref.subject), id_=STANDING),
        foot(words.standing_foot(), id_="foot"),
    ]
    return Message(clipped(words.standing_heading(offices), MESSAGE_LIMIT), tuple(blocks))


def _standing_buttons(words: Words, channel: str) -> list[Button]:
    return [
        Button(words.button_join(), JOIN, channel),
        Button(words.button_alarm(), RELAY, channel),
    ]
