"""その他の操作, drawn: one row an act, with a sentence that says what it does."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.decide.may import Act
from bot.facts import Facts, case_of
from bot.words import Words
from bot.words.blocks import Button, View, modal, section
from bot.words.cards import CANCEL


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """How an act stands in the menu, and which button it is."""

    label: Callable[[Words], str]
    about: Callable[[Words], str]
    action: str
    value: Callable[[Facts], str]


def _case(facts: Facts) -> str:
    case, _ = case_of(facts)
    return case.id


ROWS: Final[Mapping[Act, Row]] = {
    Act.CANCEL: Row(
        label=lambda words: words.button_cancel(),
        about=lambda words: words.menu_cancel(),
        action=CANCEL,
        value=_case,
    ),
}


def case_menu(words: Words, facts: Facts, acts: Sequence[Act]) -> View:
    """Return what else may be done about a case now; a press goes on in the same place."""
    case, _ = case_of(facts)
    blocks = [_row(words, facts, ROWS[act]) for act in acts]
    nothing = [section(words.menu_nothing(), id_="nothing")]
    title = section(f"*{words.case_title(case.number)}*", id_="title")
    return modal(
        "case_menu", words.menu_title(), [title, *(blocks or nothing)], close=words.button_close()
    )


def _row(words: Words, facts: Facts, row: Row) -> dict[str, object]:
    button = Button(row.label(words), row.action, row.value(facts))
    text = section(row.about(words), id_=f"row_{row.action}")
    return {**text, "accessory": button.element()}
