"""緊急の連絡の取り次ぎ, drawn: a form with one number, and the number for whoever calls back."""

from __future__ import annotations

from typing import Final

from bot.facts import Facts
from bot.words import Words
from bot.words.blocks import Button, View, buttons, field, foot, modal, quoted, text_input

RELAY: Final = "alarm_relay"
TAKE: Final = "alarm_take"
EMERGENCY: Final = "emergency_open"
ALARM_FORM: Final = "alarm_form"


def alarm_form(words: Words, facts: Facts) -> View:
    """Return the form, which asks for a number and nobody's name; it names the core centre's."""
    number = text_input(longest=30)
    return modal(
        ALARM_FORM,
        words.alarm_title(),
        [
            foot(words.alarm_intro(facts.town.core_telephone), id_="intro"),
            field("callback", words.field_callback(), number, hint=words.hint_callback()),
        ],
        close=words.button_close(),
        submit=words.button_page(),
        subject="alarm",
    )


def number(words: Words, callback: str) -> View:
    """Return the number to call back, and the way to the call sheet."""
    emergency = Button(words.button_emergency(), EMERGENCY, "")
    said = quoted(f"{words.alarm_number_notice()}\n{callback}", id_="number")
    blocks = [said, *buttons([emergency], id_="next")]
    return modal("alarm_number", words.alarm_number_title(), blocks, close=words.button_close())
