"""What the card of an ask and the card of a case say alike: the person in outline, and who asks."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from bot.clock import JST
from bot.facts import Facts, case_of, owner_telephone
from bot.model import Need, Outline
from bot.words import Words
from bot.words.blocks import escaped, lines_of


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
        (words.label_ground(), glossary.GROUNDS[case.ground]),
        (words.label_person(), _outline(words, outline)),
        (words.label_supports(), supports),
        (words.label_approaches(), approaches),
        (words.label_arrival(), arrival),
        (words.label_confirmed(), words.confirmed_on(confirmed, stale)),
    )
    return lines_of(pairs, words.colon)


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


def owner_line(facts: Facts) -> str:
    """Return who asks: office, work name and telephone of the counsellor."""
    case, _ = case_of(facts)
    office = facts.town.offices.get(case.owner_office)
    staff = facts.town.staff.get(case.owner)
    parts = (office.name if office else "", staff.name if staff else "", owner_telephone(facts))
    return escaped(" ".join(part for part in parts if part))


def clock_of(moment: datetime | None) -> str:
    return f"{moment.astimezone(JST):%H:%M}" if moment else ""
