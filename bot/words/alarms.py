"""緊急の連絡の取り次ぎ, drawn: a form with one number, and the number for whoever calls back."""

from __future__ import annotations

from typing import Final

from bot.decide.alarms import CallBack
from bot.facts import Facts
from bot.words import Words
from bot.words.blocks import Button, View, buttons, field, foot, modal, quoted, text_input

RELAY: Final = "alarm_relay"
TAKE: Final = "alarm_take"
EMERGENCY: Final = "emergency_open"
ALARM_FORM: Final = "alarm_form"
GO_ON: Final = "memo_go_on"


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


def number(words: Words, found: CallBack) -> View:
    """Return the number to call back, who asks, and the way on: their call sheet or a new one."""
    emergency = Button(words.button_emergency(), EMERGENCY, "")
    go_on = Button(words.button_go_on(), GO_ON, found.draft, primary=True)
    said = quoted(_whom(words, found), id_="number")
    blocks = [said, *buttons([go_on if found.draft else emergency], id_="next")]
    return modal("alarm_number", words.alarm_number_title(), blocks, close=words.button_close())


def _whom(words: Words, found: CallBack) -> str:
    """Return the number below who asks; where none is known, that it is not."""
    asker = words.alarm_asker(found.name, found.office) if found.name else found.office
    who = [words.alarm_from(asker, found.raised_at)] if asker else []
    where = found.callback or words.alarm_no_number()
    notice = words.alarm_number_notice() if found.callback else words.alarm_thanks()
    return "\n".join((notice, *who, where))
