"""受電メモ, drawn: the call sheet in two pages, filled as far as it was kept, and what follows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Final, TypeVar

from bot.clock import JST, tonight
from bot.decide.gates import abuse_first
from bot.decide.memo import MAX_NIGHTS, Apart, CallSheet, Details
from bot.facts import Facts
from bot.request import UNREGISTERED, Memo
from bot.vocabulary import Abuse, Ground, Lifeline, ServiceType, Transport, Wish
from bot.words import Words, say
from bot.words.alarms import GO_ON
from bot.words.blocks import (
    Block,
    Button,
    View,
    buttons,
    date_input,
    divider,
    field,
    foot,
    modal,
    multi_select,
    number_input,
    quoted,
    radio,
    section,
    select,
    several,
    text_input,
    time_input,
)

CALL_SHEET: Final = "memo_call_sheet"
DETAILS: Final = "memo_details"
PREVIEW: Final = "memo_preview"
TYPE_FOR: Final = "memo_type_for"
DROP: Final = "memo_drop"

E = TypeVar("E", ServiceType, Transport, Wish, Lifeline, Abuse, Ground)


def call_sheet(words: Words, facts: Facts, sheet: CallSheet, *, at: datetime) -> View:
    """Return the first page: what is heard while the telephone is in the hand."""
    memo, choose = sheet.memo, words.placeholder_choose()
    people = [(str(person), words.choice_person(no, name)) for person, no, name in sheet.people]
    people.append((UNREGISTERED, words.choice_unregistered()))
    who = select(people, placeholder=choose, initial=memo.person)
    grounds = [(ground.value, name) for ground, name in words.glossary.GROUND_CHOICES.items()]
    asked = select(grounds, placeholder=choose, initial=memo.ground)
    where = text_input(initial=memo.whereabouts)
    wanted = _services(words, facts, memo)
    blocks = [
        *_begun(words, sheet),
        *_beside(words, sheet),
        *_help(words, facts, sheet.draft),
        field("called_at", words.field_called(), time_input(_clock(memo.called_at or at))),
        field("caller", words.field_caller(), text_input(initial=memo.caller), optional=True),
        field("person", words.field_person(), who),
        field("whereabouts", words.field_whereabouts(), where, optional=True),
        field("ground", words.label_ground(), asked),
        field("service", words.field_service_tonight(), wanted, optional=True),
    ]
    return modal(
        CALL_SHEET,
        words.memo_title(),
        blocks,
        close=words.button_close(),
        submit=words.button_details(),
        subject=sheet.draft,
        watched=True,
    )


def details(words: Words, facts: Facts, found: Details, *, at: datetime) -> View:
    """Return the second page: what happened, what is urgent, what is asked for."""
    memo = found.memo
    blocks = [
        *_about(words, found),
        *_expected(words, found),
        *_help(words, facts, found.draft),
        *_what_happened(words, memo),
        *_grounds(words, found, at=at),
        *wanted(words, facts, memo, at=at),
        _also(words, facts, memo),
        *_wish(words, memo),
    ]
    return modal(
        DETAILS,
        words.details_title(),
        blocks,
        close=words.button_back(),
        submit=words.button_next(),
        subject=found.draft,
        watched=True,
    )


def apart(words: Words, facts: Facts, found: Apart) -> View:
    """Return what is said before suspected abuse is recorded: whom to telephone, first of all."""
    city = [say(words, each) for each in abuse_first(facts, child=found.child)]
    said = (*city, words.apart_explained())
    return modal(
        PREVIEW,
        words.apart_title(),
        [section(text, id_=f"line_{n}") for n, text in enumerate(said)],
        close=words.button_back(),
        submit=words.button_record(),
        subject=found.draft,
        watched=True,
    )


def _begun(words: Words, sheet: CallSheet) -> list[Block]:
    """Return the way to a call sheet of theirs that is not finished, on top of an empty one."""
    left = sheet.unfinished
    if left is None:
        return []
    said = section(words.memo_begun(left.made_at), id_="begun")
    return [said, *buttons([Button(words.button_go_on(), GO_ON, left.id)], id_="go_on")]


def _beside(words: Words, sheet: CallSheet) -> list[Block]:
    """Return for which event this is a further sheet, where it is one."""
    if not sheet.beside:
        return []
    return [section(words.memo_beside(words.comma.join(sheet.beside)), id_="beside")]


def _help(words: Words, facts: Facts, draft: str) -> list[Block]:
    """Return who else would fill it in, with the number: on every page."""
    intro = foot(words.emergency_intro(facts.town.core_telephone), id_="intro")
    return [intro, *buttons([Button(words.button_type_for(), TYPE_FOR, draft)], id_="help")]


def _about(words: Words, found: Details) -> list[Block]:
    """Return whom the sheet is about: chosen on the page before, read back here."""
    number, name = found.about
    return [quoted(words.choice_person(number, name), id_="about")] if name else []


def _expected(words: Words, found: Details) -> list[Block]:
    if not found.expected:
        return []
    text = quoted(f"{words.label_expected()}\n{found.expected}", id_="expected")
    return [text, divider(id_="line")]


def _what_happened(words: Words, memo: Memo) -> list[Block]:
    medical = [(each.value, name) for each, name in words.glossary.MEDICAL.items()]
    health = [(each.value, name) for each, name in words.glossary.HEALTH.items()]
    abuse = [(each.value, name) for each, name in words.glossary.ABUSE.items()]
    return [
        field(
            "situation",
            words.field_situation(),
            text_input(lines=True, longest=1000, initial=memo.situation),
            hint=words.hint_situation(),
            optional=True,
        ),
        field("medical", words.field_medical(), radio(medical, initial=memo.medical)),
        field(
            "health",
            words.label_health(),
            select(health, placeholder=words.placeholder_choose(), initial=memo.health),
            hint=words.hint_health(),
            optional=True,
        ),
        field(
            "abuse",
            words.field_abuse(),
            radio(abuse, initial=memo.abuse),
            hint=words.hint_abuse(),
        ),
    ]


def _grounds(words: Words, found: Details, *, at: datetime) -> list[Block]:
    """Return the questions that this ground calls for, and the time of one that came later."""
    memo, rests = found.memo, found.memo.rests_on
    blocks: list[Block] = []
    if memo.later_ground is not None:
        label = words.field_later_at(words.glossary.GROUNDS[memo.later_ground])
        blocks.append(field("later_at", label, time_input(_clock(memo.later_at or at))))
    if found.examined and memo.ground is Ground.LIFELINE_OUTAGE:
        lines = several(_choices(words.glossary.LIFELINES.items()), initial=rests.lines)
        why = text_input(lines=True, longest=500, initial=rests.cannot_stay)
        blocks.append(field("lines", words.field_lines(), lines))
        blocks.append(field("cannot_stay", words.field_cannot_stay(), why))
    elif found.examined:
        alone = time_input(_clock(rests.alone_at) if rests.alone_at else None)
        blocks.append(field("alone_at", words.field_alone_at(), alone))
    return blocks


def wanted(words: Words, facts: Facts, memo: Memo, *, at: datetime) -> list[Block]:
    """Return the questions about one service: which, from when, how long, how to get there."""
    nights = 1 if memo.nights is None else min(max(memo.nights, 0), MAX_NIGHTS)
    arrival = time_input(_clock(memo.arrival_at) if memo.arrival_at else None)
    transports = [(each.value, words.glossary.TRANSPORTS[each]) for each in Transport]
    choose = words.placeholder_choose()
    return [
        field("service", words.field_service(), _services(words, facts, memo)),
        field("starts_on", words.field_starts_on(), date_input(_night(memo.starts_on, at))),
        field(
            "nights",
            words.field_nights_label(),
            number_input(least=0, most=MAX_NIGHTS, initial=nights),
            hint=words.hint_nights(),
        ),
        field(
            "arrival_at", words.field_arrival(), arrival, hint=words.hint_arrival(), optional=True
        ),
        field(
            "transport",
            words.field_transport(),
            select(transports, placeholder=choose, initial=memo.transport),
        ),
    ]


def _wish(words: Words, memo: Memo) -> list[Block]:
    wishes = [(each.value, words.glossary.WISHES[each]) for each in Wish]
    note = text_input(initial=memo.wish_note)
    return [
        field("wish", words.label_wish(), radio(wishes, initial=memo.wish)),
        field("wish_note", words.field_wish_note(), note, optional=True),
    ]


def _also(words: Words, facts: Facts, memo: Memo) -> Block:
    """Return the question for further services; the main one may still change on this page."""
    offered = facts.profile.emergency_service_types
    services = [(each.value, words.glossary.SERVICES[each]) for each in offered]
    chosen = [choice for choice in services if choice[0] in memo.also]
    choose = words.placeholder_choose()
    boxes = multi_select(services, placeholder=choose, initial=chosen)
    return field("also", words.field_also(), boxes, hint=words.hint_also(), optional=True)


def _services(words: Words, facts: Facts, memo: Memo) -> Block:
    offered = facts.profile.emergency_service_types
    services = [(each.value, words.glossary.SERVICES[each]) for each in offered]
    return select(services, placeholder=words.placeholder_choose(), initial=memo.service)


def _choices(named: Iterable[tuple[E, str]]) -> list[tuple[str, str]]:
    return [(each.value, name) for each, name in named]


def _clock(moment: datetime) -> time:
    return moment.astimezone(JST).time()


def _night(chosen: date | None, at: datetime) -> date:
    return chosen or tonight(at)
