"""What would be sent, before it is: whom each service is asked of, and the card they get."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from bot.clock import tonight
from bot.decide.candidates import CORE, Wanted
from bot.decide.matching import lacking
from bot.decide.opening import Plan
from bot.facts import Facts
from bot.model import Ask, Case
from bot.words import Words
from bot.words.ask_cards import ask_card
from bot.words.blocks import (
    BOXES,
    CHOICES,
    Block,
    View,
    divider,
    escaped,
    field,
    modal,
    multi_select,
    section,
    several,
)
from bot.words.memo import PREVIEW


def preview(words: Words, facts: Facts, plan: Plan, *, draft: str, at: datetime) -> View:
    """Return which offices get which card, to be changed or sent with one more tap."""
    blocks = [
        block for each in plan.wanted for block in _offices(words, facts, plan.case, each, at)
    ]
    for wanted in plan.wanted:
        blocks += _card(words, facts, plan.case, wanted, at)
    return modal(
        PREVIEW,
        words.preview_title(),
        blocks,
        close=words.button_back(),
        submit=words.button_send(),
        subject=draft,
        watched=True,
    )


def _offices(
    words: Words, facts: Facts, case: Case, wanted: Wanted, at: datetime
) -> Iterator[Block]:
    """Yield what one service is, and the offices it may be asked of, the prepared ones ticked."""
    need = wanted.need
    period = words.period(need.starts_on, need.nights, tonight(at))
    head = f"*{words.glossary.SERVICES[need.service]}{words.bar}{period}*"
    said = words.preview_offices(len(wanted.asks), len(wanted.others))
    yield section(f"{head}\n{said}", id_=f"need_{need.service}")
    every = (*wanted.asks, *wanted.others)
    if every:
        yield field(wanted.field, words.field_offices(), _choice(words, facts, case, wanted))


def _choice(words: Words, facts: Facts, case: Case, wanted: Wanted) -> Block:
    """Return boxes to tick, all to be seen at once; for more offices a list to choose from."""
    every = (*wanted.asks, *wanted.others)
    choices = [(str(ask.office), facts.office_of(ask).name) for ask in every]
    core = [(CORE, words.choice_core())] if wanted.core_offered else []
    about = {str(ask.office): _about(words, facts, case, ask) for ask in every}
    ticked = core or choices[: len(wanted.asks)]
    listed = [*core, *choices][:CHOICES]
    if len(listed) <= BOXES:
        return several(listed, initial=[value for value, _ in ticked], about=about)
    choose = words.placeholder_choose()
    return multi_select(listed, placeholder=choose, initial=ticked[:CHOICES], about=about)


def _about(words: Words, facts: Facts, case: Case, ask: Ask) -> str:
    """Return what speaks for and against an office, the most telling first: it may be cut off."""
    missing = lacking(facts.office_of(ask), case.outline.supports)
    names = words.comma.join(words.glossary.SUPPORTS[each] for each in missing)
    parts = (
        "" if facts.town.channel_for(ask) else words.preview_by_telephone(),
        words.glossary.SERVICES[ask.service] if ask.service else "",
        words.office_prepared(ask.trial_done) if ask.prepared else words.preview_no_copy(),
        words.match_lacks(names) if names else words.match_able(),
    )
    return words.dot.join(part for part in parts if part)


def _card(words: Words, facts: Facts, case: Case, wanted: Wanted, at: datetime) -> list[Block]:
    """Return the card that goes out for one service, as the first office sees it."""
    need = wanted.need
    every = (*wanted.asks, *wanted.others)
    posted = next((ask for ask in every if facts.town.channel_for(ask)), None)
    if posted is None:
        return []
    as_if = Facts(town=facts.town, case=case, need=need, asks=(posted,))
    card = ask_card(words, as_if, posted, at=at, key="card")
    service, office = words.glossary.SERVICES[need.service], facts.office_of(posted).name
    shown = [each for each in card.blocks if each["type"] != "actions"]
    return [
        divider(id_=f"line_{need.service}"),
        section(words.preview_card(service, escaped(office)), id_=f"label_{need.service}"),
        *({**each, "block_id": f"{each['block_id']}_{need.service}"} for each in shown),
    ]
