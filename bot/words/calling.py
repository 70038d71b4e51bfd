"""The call list, drawn: whom to telephone, and one row of outcomes for each. Read in a modal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from bot.decide import calling
from bot.decide.calling import Callee
from bot.facts import Facts, case_of
from bot.model import Ask
from bot.moves import AskStatus
from bot.vocabulary import CallOutcome
from bot.words import Words
from bot.words.blocks import (
    Block,
    Button,
    View,
    buttons,
    clipped,
    divider,
    escaped,
    field,
    foot,
    modal,
    section,
    text_input,
)

CALLS = "case_calls"
CALL_LIST = "calls"
ACCEPT_FOR_FORM = "accept_for_form"
ROW: Final = "office_"
"""Begins the id of an office's row; what follows is its ask."""
OUTCOMES: Final = {outcome: f"call_{outcome}" for outcome in CallOutcome}
"""The button of each outcome."""

MOST_LISTED: Final = 30
"""Three blocks an office, and a modal takes a hundred."""

LONGEST_NAME: Final = 100
"""As much of an office's name as a list of thirty has room for."""


def call_list(words: Words, facts: Facts, found: Sequence[Callee]) -> View:
    """Return every asked office with its number, what came so far, and the outcomes to tap."""
    case, _ = case_of(facts)
    rows = (
        block
        for place, callee in enumerate(found[:MOST_LISTED], start=1)
        for block in _callee(words, facts, callee, place)
    )
    more = len(found) - MOST_LISTED
    title = section(f"*{words.case_title(case.number)}*\n{words.calls_intro()}", id_="title")
    rest = [foot(words.calls_more(more), id_="more")] if more > 0 else []
    return modal(CALL_LIST, words.calls_title(), [title, *rows, *rest], close=words.button_close())


def _callee(words: Words, facts: Facts, callee: Callee, place: int) -> list[Block]:
    id_ = callee.ask.id
    row = [Button(words.glossary.CALL_OUTCOMES[each], OUTCOMES[each], id_) for each in CallOutcome]
    about = section(_about(words, facts, callee, place), id_=f"{ROW}{id_}")
    return [divider(id_=f"line_{id_}"), about, *buttons(row, id_=f"outcomes_{id_}")]


def _about(words: Words, facts: Facts, callee: Callee, place: int) -> str:
    service = words.glossary.SERVICES[callee.need.service] if facts.others else ""
    name, due = escaped(clipped(callee.name, LONGEST_NAME)), callee.ask.reply_due
    waiting = callee.ask.status is AskStatus.WAITING and due is not None
    status = words.ask_status(callee.ask.status)
    parts = (
        f"{status}{words.asked_until(due)}" if waiting and due else status,
        words.asked_by_telephone() if callee.by_telephone else "",
        _last(words, facts, callee),
        _before(words, callee),
    )
    heading = words.callee(place, name, service, callee.telephone)
    return "\n".join((heading, *(part for part in parts if part)))


def _last(words: Words, facts: Facts, callee: Callee) -> str:
    call = callee.last
    if call is None:
        return words.no_call_yet()
    staff = facts.town.staff.get(call.by)
    name = escaped(staff.name) if staff else ""
    return words.last_call(words.glossary.CALL_OUTCOMES[call.outcome], call.at, name)


def _before(words: Words, callee: Callee) -> str:
    """Return what came of calling it in an earlier round; history only."""
    if not callee.before:
        return ""
    last = callee.before[-1]
    return words.call_before(words.glossary.CALL_OUTCOMES[last.outcome], last.at)


def accept_form(words: Words, ask: str, *, office: str) -> View:
    """Return 受入れ可能 as it was said at the telephone: who said it, as far as it was said."""
    answer = words.spoken_answer(words.ask_status(AskStatus.OFFERED))
    return modal(
        ACCEPT_FOR_FORM,
        words.spoken_title(),
        [
            section(f"{words.spoken_about(escaped(office))}\n{answer}", id_="about"),
            spoken_by(words),
        ],
        close=words.button_close(),
        submit=words.button_record(),
        subject=ask,
    )


def spoken_by(words: Words, *, typed: str = "") -> Block:
    """Return the field for the name of whoever answered the telephone and said it."""
    name = text_input(longest=50, initial=typed)
    hint = words.hint_not_shown()
    return field("answerer", words.field_spoken_by(), name, hint=hint, optional=True)


# ------------------------------------------------------------------ on the case card


def next_calls(words: Words, facts: Facts, *, at: datetime) -> list[Block]:
    """Return the line that names whom to telephone next; nobody to call, no line."""
    found = tuple((escaped(name), number) for name, number in calling.numbers(facts, at=at))
    return [section(words.next_calls(found), id_="next_calls")] if found else []


def by_telephone(words: Words, facts: Facts, ask: Ask) -> str:
    """Return what an asked office's line says of the telephone while its answer is open."""
    if ask.status not in calling.UNANSWERED:
        return ""
    calls = [each for each in facts.calls if each.ask == ask.id]
    asked = words.asked_by_telephone() if calling.asked_by_telephone(facts, ask) else ""
    last = calls[-1] if calls else None
    outcome = words.glossary.CALL_OUTCOMES[last.outcome] if last else ""
    said = words.call_outcome(outcome, last.at) if last else ""
    return "".join(f" {each}" for each in (asked, said) if each)


def entered_by(words: Words, facts: Facts, ask: Ask) -> str:
    """Return by whom an answer was entered on the office's behalf, or nothing."""
    if ask.answer is None or ask.answer.entered_by is None:
        return ""
    staff = facts.town.staff.get(ask.answer.entered_by)
    return words.entered_by(escaped(staff.name) if staff else "")
