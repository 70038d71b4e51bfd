"""状況を見る: a case at a glance for those who lead it, in a modal; its own words stay in there."""

from __future__ import annotations

from datetime import datetime

from bot.clock import JST
from bot.facts import Facts, case_of, each_need
from bot.words import Words
from bot.words.blocks import Block, View, divider, modal, quoted, section
from bot.words.case_cards import asked, need_state
from bot.words.case_lines import owner_line


def situation(words: Words, facts: Facts, *, at: datetime) -> View:
    """Return where the person is, what happened, who was asked and stands how, what comes next."""
    case, _ = case_of(facts)
    told = (
        (words.label_whereabouts(), case.whereabouts),
        (words.field_caller(), case.caller),
        (words.label_situation(), case.situation),
    )
    written = [
        quoted(f"{label}\n{text}", id_=f"told_{n}") for n, (label, text) in enumerate(told) if text
    ]
    owner = f"{words.label_owner()}{words.colon}{owner_line(facts)}"
    blocks = [
        section(f"*{words.case_title(case.number)}*\n{owner}", id_="title"),
        *written,
        divider(id_="line"),
        *(block for each in each_need(facts) for block in _need(words, each, at)),
    ]
    return modal("situation", words.situation_title(), blocks, close=words.button_close())


def _need(words: Words, facts: Facts, at: datetime) -> list[Block]:
    _, need = case_of(facts)
    return [
        section(need_state(words, facts, at), id_=f"need_{need.id}"),
        section(asked(words, facts, at.astimezone(JST).date()), id_=f"asked_{need.id}"),
    ]
