"""The forms about people: 職員登録, and leave for the sheet after a telephone call."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from bot.model import Office
from bot.words import Words
from bot.words.blocks import View, field, modal, section, select, several, text_input

JOINING_FORM: Final = "joining_form"
LEAVE_FORM: Final = "leave_form"
LONGEST_NAME: Final = 40


def joining_form(words: Words, offices: Sequence[Office]) -> View:
    """Return 職員登録: the work name, and which office; a channel's only office is chosen."""
    choices = [(each.id, each.name) for each in offices]
    only = offices[0].id if len(offices) == 1 else None
    chosen = select(choices, placeholder=words.placeholder_choose(), initial=only)
    name = text_input(longest=LONGEST_NAME)
    blocks = [
        section(words.joining_about(), id_="about"),
        field("work_name", words.field_name(), name, hint=words.hint_work_name()),
        field("office", words.field_office(), chosen),
    ]
    return modal(
        JOINING_FORM,
        words.button_join(),
        blocks,
        close=words.button_close(),
        submit=words.button_ask_joining(),
    )


def leave_form(words: Words, need: str, *, office: str, until: datetime, today: date) -> View:
    """Return the question for the telephone call, and until when leave would be given."""
    called = several([("called", words.choice_called())])
    blocks = [
        section(words.leave_about(office, until, today), id_="about"),
        field("called", words.field_called_by(), called),
    ]
    return modal(
        LEAVE_FORM,
        words.button_leave(),
        blocks,
        close=words.button_back(),
        submit=words.button_allow(),
        subject=need,
    )
