"""受診・相談の記録, drawn: what is on record already, and the form for one contact more."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot.model import MedicalContact
from bot.words import Words
from bot.words.blocks import View, field, modal, quoted, select, text_input

MEDICAL: Final = "medical_open"
MEDICAL_FORM: Final = "medical_form"
SHOWN: Final = 20
"""So many contacts are shown, the last ones; a case has a few."""


def medical_form(words: Words, case: str, known: Sequence[MedicalContact]) -> View:
    """Return the form, every earlier contact above it."""
    bodies = [(each.value, name) for each, name in words.glossary.MEDICAL_BODIES.items()]
    asked = select(bodies, placeholder=words.placeholder_choose())
    result = text_input(lines=True, longest=1000)
    blocks = [
        *(quoted(line(words, each), id_=f"known_{n}") for n, each in enumerate(known[-SHOWN:])),
        field("body", words.field_medical_body(), asked),
        field("whom", words.field_medical_whom(), text_input(longest=100), optional=True),
        field("result", words.field_medical_result(), result, hint=words.hint_not_shown()),
    ]
    return modal(
        MEDICAL_FORM,
        words.medical_title(),
        blocks,
        close=words.button_back(),
        submit=words.button_record(),
        subject=case,
    )


def line(words: Words, contact: MedicalContact) -> str:
    """Return one contact as it is read: when, with whom, what came of it."""
    body = words.glossary.MEDICAL_BODIES[contact.body]
    return words.medical_line(contact.at, body, contact.whom, contact.result)
