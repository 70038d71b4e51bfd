"""The two forms of a case of suspected abuse: to whom it was reported, and why it is over."""

from __future__ import annotations

from typing import Final

from bot.words import Words
from bot.words.blocks import View, field, modal, section, select

TELL_CITY: Final = "city_tell"
END: Final = "restricted_end"
TELL_CITY_FORM: Final = "tell_city_form"
END_FORM: Final = "restricted_end_form"


def tell_city_form(words: Words, case: str) -> View:
    """Return the question to whom the suspicion was reported, by role."""
    roles = [(each.value, name) for each, name in words.glossary.TOLD_WHOM.items()]
    asked = select(roles, placeholder=words.placeholder_choose())
    return modal(
        TELL_CITY_FORM,
        words.tell_city_title(),
        [
            section(words.apart_notice(), id_="notice"),
            field("told_whom", words.field_told_whom(), asked),
        ],
        close=words.button_close(),
        submit=words.button_record(),
        subject=case,
    )


def end_form(words: Words, case: str) -> View:
    """Return the question why the case is over for the network."""
    reasons = [(each.value, name) for each, name in words.glossary.RESTRICTED_ENDS.items()]
    asked = select(reasons, placeholder=words.placeholder_choose())
    return modal(
        END_FORM,
        words.end_restricted_title(),
        [field("end_reason", words.field_end_reason(), asked)],
        close=words.button_close(),
        submit=words.button_record(),
        subject=case,
    )
