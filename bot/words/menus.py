"""その他の操作, drawn: one row an act, with a sentence that says what it does."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.decide.may import Act
from bot.decide.menu import Usable
from bot.facts import Facts, case_of
from bot.words import Words
from bot.words.actions import (
    ADD_GROUND,
    ADD_NEED,
    ARRIVAL_BACK,
    CANCEL,
    LEAVE,
    OTHERS,
    PAUSE,
    SIBLING,
    TOLD,
    WITHDRAW,
)
from bot.words.blocks import Block, Button, View, modal, section
from bot.words.medical import MEDICAL

MENU_PAGE: Final = "case_menu"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """How an act stands in the menu, and which button it is."""

    label: Callable[[Words], str]
    about: Callable[[Words], str]
    action: str


ROWS: Final[Mapping[Act, Row]] = {
    Act.PROPOSE: Row(
        label=lambda words: words.button_ask_others(),
        about=lambda words: words.menu_ask_others(),
        action=OTHERS,
    ),
    Act.ADD_NEED: Row(
        label=lambda words: words.button_add_need(),
        about=lambda words: words.menu_add_need(),
        action=ADD_NEED,
    ),
    Act.OPEN_CASE: Row(
        label=lambda words: words.button_sibling(),
        about=lambda words: words.menu_sibling(),
        action=SIBLING,
    ),
    Act.ADD_GROUND: Row(
        label=lambda words: words.button_later_ground(),
        about=lambda words: words.menu_add_ground(),
        action=ADD_GROUND,
    ),
    Act.PAUSE: Row(
        label=lambda words: words.button_pause(),
        about=lambda words: words.menu_pause(),
        action=PAUSE,
    ),
    Act.WITHDRAW: Row(
        label=lambda words: words.button_withdrawal_heard(),
        about=lambda words: words.menu_withdrawal(),
        action=WITHDRAW,
    ),
    Act.GRANT_SHEET: Row(
        label=lambda words: words.button_leave(),
        about=lambda words: words.menu_leave(),
        action=LEAVE,
    ),
    Act.TELL_BY_TELEPHONE: Row(
        label=lambda words: words.button_told(),
        about=lambda words: words.menu_told(),
        action=TOLD,
    ),
    Act.ARRIVE: Row(
        label=lambda words: words.button_arrival_back(),
        about=lambda words: words.menu_arrival_back(),
        action=ARRIVAL_BACK,
    ),
    Act.RECORD_MEDICAL: Row(
        label=lambda words: words.button_medical(),
        about=lambda words: words.menu_medical(),
        action=MEDICAL,
    ),
    Act.CANCEL: Row(
        label=lambda words: words.button_cancel(),
        about=lambda words: words.menu_cancel(),
        action=CANCEL,
    ),
}
"""A button carries the ask or the need it is about, else the case."""


def case_menu(words: Words, facts: Facts, usable: Sequence[Usable]) -> View:
    """Return what else may be done about a case now; a press goes on in the same place."""
    case, _ = case_of(facts)
    several = bool(facts.others)
    blocks = [_row(words, case.id, each, n, named=several) for n, each in enumerate(usable)]
    nothing = [section(words.menu_nothing(), id_="nothing")]
    title = section(f"*{words.case_title(case.number)}*", id_="title")
    return modal(
        MENU_PAGE, words.button_menu(), [title, *(blocks or nothing)], close=words.button_close()
    )


def _row(words: Words, case: str, usable: Usable, number: int, *, named: bool) -> Block:
    row, need = ROWS[usable.act], usable.need
    subject = usable.ask or (need.id if need else case)
    button = Button(row.label(words), row.action, subject)
    about = row.about(words)
    if need is not None and named:
        about = f"*{words.glossary.SERVICES[need.service]}*{words.bar}{about}"
    return {**section(about, id_=f"row_{number}"), "accessory": button.element()}
