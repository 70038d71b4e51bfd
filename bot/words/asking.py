"""The forms with which the asking is steered: whom else to ask, and for how long to wait."""

from __future__ import annotations

from collections.abc import Sequence

from bot.decide.matching import Match
from bot.facts import Facts, case_of
from bot.moves import AskStatus
from bot.words import Words
from bot.words.blocks import (
    CHOICES,
    Block,
    View,
    escaped,
    field,
    modal,
    multi_select,
    number_input,
    section,
    select,
)

OTHERS_FORM = "others_form"
PAUSE_FORM = "pause_form"
EXPLAINED = 40
"""So many offices are explained; a form takes a hundred blocks, a reader fewer."""


def others_form(words: Words, facts: Facts, found: Sequence[Match]) -> View:
    """Return every office that could still be asked, with what speaks for and against each."""
    _, need = case_of(facts)
    planned = {ask.office for ask in facts.asks if ask.status is AskStatus.PLANNED}
    choices = [(each.office.id, each.office.name) for each in found[:CHOICES]]
    chosen = [choice for choice in choices if choice[0] in planned]
    boxes = multi_select(choices, placeholder=words.placeholder_choose(), initial=chosen)
    blocks = [
        section(words.others_about(), id_="about"),
        *(_match(words, each) for each in found[:EXPLAINED]),
        field("offices", words.field_offices(), boxes),
    ]
    return modal(
        OTHERS_FORM,
        words.button_ask_others(),
        blocks,
        close=words.button_back(),
        submit=words.button_ask(),
        subject=need.id,
    )


def _match(words: Words, match: Match) -> Block:
    service = words.glossary.SERVICES[match.service]
    speaks_for = [
        *([words.office_prepared(match.trial_done)] if match.copy_held else ()),
        *([words.match_able()] if match.able else ()),
    ]
    lacking = words.comma.join(words.glossary.SUPPORTS[each] for each in match.lacking)
    against = [words.match_lacks(lacking)] if match.office.abilities else [words.match_no_night()]
    head = f"*{escaped(match.office.name)}*{words.bar}{service}"
    lines = (head, words.dot.join((*speaks_for, *(against if lacking else ()))))
    return section("\n".join(each for each in lines if each), id_=f"match_{match.office.id}")


def pause_form(words: Words, facts: Facts) -> View:
    """Return the question for how long the asking waits, and why."""
    case, _ = case_of(facts)
    most = facts.profile.longest_pause_minutes
    reasons = [(each.value, name) for each, name in words.glossary.PAUSE_REASONS.items()]
    blocks = [
        section(words.pause_about(), id_="about"),
        field(
            "minutes",
            words.field_minutes(),
            number_input(least=1, most=most, initial=min(15, most)),
            hint=words.hint_minutes(most),
        ),
        field(
            "reason",
            words.field_pause_reason(),
            select(reasons, placeholder=words.placeholder_choose()),
        ),
    ]
    return modal(
        PAUSE_FORM,
        words.pause_title(),
        blocks,
        close=words.button_back(),
        submit=words.button_pause(),
        subject=case.id,
    )
