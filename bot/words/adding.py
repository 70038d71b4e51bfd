"""The forms that add to an open case: one more service, or a ground that came to be later."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from bot.clock import JST
from bot.decide.adding import possible_grounds
from bot.facts import Facts, case_of
from bot.request import Memo
from bot.words import Words
from bot.words.blocks import View, field, modal, radio, section, time_input
from bot.words.memo import wanted

SERVICE_FORM: Final = "add_need_form"
GROUND_FORM: Final = "add_ground_form"


def service_form(words: Words, facts: Facts, *, at: datetime) -> View:
    """Return the questions about one more service of this case."""
    case, _ = case_of(facts)
    about = section(words.add_need_about(case.number), id_="about")
    return modal(
        SERVICE_FORM,
        words.button_add_need(),
        [about, *wanted(words, facts, Memo(), at=at)],
        close=words.button_back(),
        submit=words.button_ask(),
        subject=case.id,
    )


def ground_form(words: Words, facts: Facts, *, at: datetime) -> View:
    """Return the city's grounds that may be added, and the question since when."""
    case, _ = case_of(facts)
    grounds = [(g.value, words.glossary.GROUND_CHOICES[g]) for g in possible_grounds(facts)]
    now = at.astimezone(JST).time()
    blocks = [
        section(words.add_ground_about(), id_="about"),
        field("ground", words.label_ground(), radio(grounds)),
        field("later_at", words.field_ground_since(), time_input(now)),
    ]
    return modal(
        GROUND_FORM,
        words.button_later_ground(),
        blocks,
        close=words.button_back(),
        submit=words.button_record(),
        subject=case.id,
    )
