"""A no, drawn: the rule in the city's words, and each way on as a button of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from bot.effects import Refused, Way
from bot.words import Words, pages, say
from bot.words.blocks import Block, Button, View, buttons, field, modal, section, text_input

WAY: Final = "way_"
"""How the actions of the ways on begin; the rest is the way."""

OVERRIDE_FORM: Final = "override_form"
REFUSAL: Final = "refusal"
LONGEST_REASON: Final = 500

LABELS: Final[Mapping[Way, Callable[[Words], str]]] = {
    Way.AMBULANCE_CALLED: lambda words: words.button_ambulance_called(),
    Way.HELPERS: lambda words: words.button_helpers(),
    Way.ADD_GROUND: lambda words: words.button_add_ground(),
    Way.JOIN_CASE: lambda words: words.button_join_case(),
    Way.ASK_EXCEPTION: lambda words: words.button_ask_exception(),
    Way.CONSULT_CORE: lambda words: words.button_consult_core(),
}
"""What stands on the button of each way; an exception is written down and submitted instead."""


def refusal(words: Words, refused: Refused) -> View:
    """Return the rule that says no, in the city's words, and the ways on."""
    reasons = [say(words, each) for each in refused.reasons]
    if refused.title.key == "refused_title":
        return pages.notice(words, words.refused_title(), reasons)
    said = (f"*{say(words, refused.title)}*", *reasons)
    blocks = [section(text, id_=f"line_{n}") for n, text in enumerate(said)]
    exception = Way.OVERRIDE in refused.ways
    return modal(
        OVERRIDE_FORM if exception else REFUSAL,
        words.gate_title(),
        [*blocks, *_buttons(words, refused), *(_reason(words) if exception else ())],
        close=words.button_back(),
        submit=words.button_override() if exception else None,
        subject=refused.subject,
        watched=True,
    )


def _buttons(words: Words, refused: Refused) -> list[Block]:
    ways = [way for way in refused.ways if way in LABELS]
    found = [Button(LABELS[way](words), action(way), refused.subject) for way in ways]
    return buttons(found, id_="ways")


def action(way: Way) -> str:
    """Return the action id of a way on."""
    return f"{WAY}{way}"


def _reason(words: Words) -> tuple[Block, ...]:
    reason = text_input(lines=True, longest=LONGEST_REASON)
    return (
        field(
            "override_reason",
            words.field_override_reason(),
            reason,
            hint=words.hint_override_reason(),
        ),
    )
