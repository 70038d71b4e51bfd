"""What the card of an ask and the card of a case say alike: the person in outline, and who asks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from bot.clock import JST
from bot.facts import Facts, case_of, owner_telephone
from bot.model import Ask, Condition, Need, NeedId, Outline
from bot.moves import AskStatus
from bot.vocabulary import Ground, Health, Part
from bot.words import Words
from bot.words.actions import ARRIVE, CHOOSE, RETURN
from bot.words.blocks import Button, clipped, confirm, escaped, lines_of

LONGEST_CONDITION = 180
"""Of the three hundred characters of a question that a button asks back."""


def person_lines(words: Words, facts: Facts, today: date) -> str:
    case, need = case_of(facts)
    outline, glossary = case.outline, words.glossary
    supports = words.comma.join(glossary.SUPPORTS[each] for each in outline.supports)
    approaches = words.comma.join(glossary.APPROACHES[each] for each in outline.approaches)
    confirmed = outline.confirmed_on
    limit = timedelta(days=facts.profile.update_interval_days)
    stale = confirmed is not None and confirmed < today - limit
    arrival = words.arrival(need.arrival_at, _transport(words, need), today)
    pairs = (
        (words.label_ground(), _grounds(words, facts, today)),
        (words.label_person(), _outline(words, outline)),
        (words.label_supports(), supports),
        (words.label_health(), _health(words, facts, today)),
        (words.label_approaches(), approaches),
        (words.label_arrival(), arrival),
        (words.label_confirmed(), words.confirmed_on(confirmed, stale)),
    )
    return lines_of(pairs, words.colon)


def _grounds(words: Words, facts: Facts, today: date) -> str:
    """Return why it is an emergency; of several, each has its number in the city's plan."""
    case, _ = case_of(facts)
    names, listed = words.glossary.GROUNDS, facts.profile.emergency_grounds
    if not case.later_grounds:
        return str(names[case.ground])
    every = ((case.ground, None), *((each.ground, each.at) for each in case.later_grounds))
    return words.comma.join(
        words.numbered_ground(_number(ground, listed), names[ground], since, today)
        for ground, since in every
    )


def _number(ground: Ground, listed: Sequence[Ground]) -> int:
    """Return which of the city's grounds it is, counted from one; 0 for none of them."""
    return listed.index(ground) + 1 if ground in listed else 0


def _health(words: Words, facts: Facts, today: date) -> str:
    """Return how the person was at the time of the call, where anybody asked."""
    case, _ = case_of(facts)
    if case.health is None:
        return ""
    asked_at = None if case.health is Health.UNKNOWN else case.called_at
    return words.health(words.glossary.HEALTH[case.health], asked_at, today)


def _outline(words: Words, outline: Outline) -> str:
    glossary = words.glossary
    kinds = words.comma.join(glossary.DISABILITIES[each] for each in outline.handbooks)
    parts = (
        words.age_band(outline.age_band),
        glossary.SEXES[outline.sex] if outline.sex else "",
        words.disability(kinds) if kinds else "",
        words.category(outline.support_category) if outline.support_category else "",
    )
    return words.dot.join(part for part in parts if part)


def _transport(words: Words, need: Need) -> str:
    return str(words.glossary.TRANSPORTS[need.transport])


def arrive_button(words: Words, need: NeedId) -> Button:
    """Return 到着, which asks back: a tap goes astray, and the watch would end with it."""
    sure = confirm(
        words.button_arrive(),
        words.arrive_sure(),
        yes=words.button_record(),
        no=words.button_back(),
    )
    return Button(words.button_arrive(), ARRIVE, need, confirm=sure)


def choose_button(words: Words, ask: Ask, today: date) -> Button:
    """Return この事業所に依頼, which asks back where the offer has a condition, naming it."""
    label = words.button_choose()
    if ask.status is not AskStatus.CONDITIONAL:
        return Button(label, CHOOSE, ask.id, primary=True)
    named = clipped(condition_of(words, ask, today), LONGEST_CONDITION)
    sure = confirm(label, words.choose_sure(named), yes=words.choose_yes(), no=words.button_back())
    return Button(label, CHOOSE, ask.id, primary=True, confirm=sure)


def condition_of(words: Words, ask: Ask, today: date) -> str:
    """Return the conditions of an offer as they were chosen; empty where they were only written."""
    given = ask.answer.condition if ask.answer else None
    return condition_line(words, given, today) if given else ""


def condition_line(words: Words, condition: Condition, today: date) -> str:
    glossary = words.glossary
    part = "" if condition.part is Part.AS_ASKED else glossary.PARTS[condition.part]
    needs = words.comma.join(glossary.REQUIREMENTS[each] for each in condition.needs)
    return words.condition(condition.since, condition.until, part, needs, today)


def return_button(words: Words, need: NeedId) -> Button:
    """Return ご帰宅を記録, which asks back: it ends the case."""
    sure = confirm(
        words.button_return(),
        words.return_sure(),
        yes=words.button_record(),
        no=words.button_back(),
    )
    return Button(words.button_return(), RETURN, need, primary=True, confirm=sure)


def owner_line(facts: Facts) -> str:
    """Return who asks: office, work name and telephone of the counsellor."""
    case, _ = case_of(facts)
    office = facts.town.offices.get(case.owner_office)
    staff = facts.town.staff.get(case.owner)
    parts = (office.name if office else "", staff.name if staff else "", owner_telephone(facts))
    return escaped(" ".join(part for part in parts if part))


def rival_numbers(facts: Facts, ask: Ask) -> tuple[str, ...]:
    """Return the other cases that want this office for these days, each once."""
    there = (each.case.number for each in facts.rivals if each.ask.office == ask.office)
    return tuple(dict.fromkeys(there))


def clock_of(moment: datetime | None) -> str:
    return f"{moment.astimezone(JST):%H:%M}" if moment else ""
