"""例外の判断, drawn: what was typed, the city's rule, and the decision with its reason."""

from __future__ import annotations

from typing import Final

from bot.clock import JST
from bot.decide.pleas import ToDecide
from bot.facts import Facts
from bot.words import Words
from bot.words.blocks import (
    View,
    divider,
    escaped,
    field,
    foot,
    lines_of,
    modal,
    quoted,
    radio,
    section,
    text_input,
)

DECIDE: Final = "exception_open"
EXCEPTION_FORM: Final = "exception_form"
ALLOW: Final = "allow"
REFUSE: Final = "refuse"
LONGEST_REASON: Final = 500


def form(words: Words, facts: Facts, found: ToDecide) -> View:
    """Return the form: the person and what was typed are shown, the reason is asked for."""
    decisions = [(ALLOW, words.choice_allow()), (REFUSE, words.choice_refuse())]
    blocks = [
        section(f"*{words.gate_no_carer()}*\n{words.exception_rule()}", id_="rule"),
        section(_asker(words, facts, found), id_="asker"),
        divider(id_="line"),
        quoted(_typed(words, facts, found), id_="typed"),
        field("exception", words.field_exception(), radio(decisions)),
        field(
            "exception_reason",
            words.field_exception_reason(),
            text_input(lines=True, longest=LONGEST_REASON),
            hint=words.hint_exception_reason(),
        ),
        foot(words.exception_first(), id_="first"),
    ]
    return modal(
        EXCEPTION_FORM,
        words.exception_title(),
        blocks,
        close=words.button_close(),
        submit=words.button_record(),
        subject=f"{found.draft.id}:{found.turn}",
    )


def _asker(words: Words, facts: Facts, found: ToDecide) -> str:
    staff = facts.town.staff.get(found.draft.staff)
    office = facts.town.offices.get(staff.office) if staff else None
    name, of = staff.name if staff else "", office.name if office else ""
    telephone = facts.town.telephone(office.id) if office else None
    return words.exception_asker(escaped(name), escaped(of), telephone)


def _typed(words: Words, facts: Facts, found: ToDecide) -> str:
    """Return the person and what is asked for, as far as it was typed."""
    memo, person = found.draft.memo, facts.person
    number = facts.registration.number if facts.registration else None
    who = f"{number or ''} {person.name}".strip() if person else ""
    called = f"{memo.called_at.astimezone(JST):%H:%M}" if memo.called_at else ""
    start = f"{memo.starts_on:%Y/%m/%d}" if memo.starts_on else ""
    nights = "" if memo.nights is None else str(memo.nights)
    return lines_of(
        [
            (words.label_name(), who),
            (words.field_called(), called),
            (words.label_ground(), words.glossary.GROUNDS[memo.ground] if memo.ground else ""),
            (words.field_service(), words.glossary.SERVICES[memo.service] if memo.service else ""),
            (words.field_starts_on(), start),
            (words.field_nights_label(), nights),
            (words.label_whereabouts(), memo.whereabouts),
            (words.label_situation(), memo.situation),
        ],
        words.colon,
    )
