"""The Home tab, drawn: what can be begun, which cases go on, what awaits an answer. No names."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import accumulate
from typing import Final

from bot.clock import JST, tonight
from bot.decide.calling import call_list
from bot.decide.home import NOTHING, Board, Entry, Way
from bot.decide.may import Act
from bot.facts import Facts, ask_of, case_of, each_need
from bot.model import Need
from bot.moves import NeedStatus
from bot.words import Words, alarms
from bot.words.actions import CLAIM, JOIN, MENU, SHEET, SITUATION
from bot.words.ask_cards import answer_buttons, ask_state, copy_button
from bot.words.blocks import Block, Button, View, buttons, divider, foot, home, section
from bot.words.case_cards import need_state, offers
from bot.words.case_lines import arrive_button, return_button
from bot.words.letters import calls_button

MOST_LED: Final = 52
"""So many blocks tell of the cases that are led: whole cases only, however many needs one has."""
MOST_OFFERS: Final = 5
MOST_REQUESTS: Final = 8
MOST_EXPECTED: Final = 6
"""A Home tab takes a hundred blocks; what does not fit is counted."""

Drawing = Callable[[Words, Entry, datetime], list[Block]]


def home_tab(words: Words, board: Board = NOTHING, *, at: datetime) -> View:
    """Return the Home tab: what awaits this person first, then what can be begun."""
    asked, expected, led = words.home_asked(), words.home_expected(), words.home_led()
    cases = _fitting(words, board.led, at)
    blocks = [
        section(f"*{words.home_title()}*", id_="title"),
        *_part(words, "asked", asked, board.asked[:MOST_REQUESTS], _request, at=at),
        *_more(words, "asked", len(board.asked) - MOST_REQUESTS),
        *_part(words, "expected", expected, board.expected[:MOST_EXPECTED], _expected, at=at),
        *_more(words, "expected", len(board.expected) - MOST_EXPECTED),
        *_part(words, "led", led, board.led[:cases], _case, at=at),
        *_more(words, "led", len(board.led) - cases),
        section(words.home_intro(Way.EMERGENCY is board.ways[0]), id_="intro"),
        *buttons(_ways_in(words, board.ways), id_="ways_in"),
        foot(words.help_foot(), id_="foot"),
    ]
    return home(blocks)


def _fitting(words: Words, led: Sequence[Entry], at: datetime) -> int:
    """Return how many of the cases fit, the first of them at any rate."""
    sizes = accumulate(len(_case(words, each, at)) for each in led)
    return max(1, sum(size <= MOST_LED for size in sizes))


def _part(
    words: Words, name: str, title: str, entries: Sequence[Entry], draw: Drawing, *, at: datetime
) -> list[Block]:
    if not entries:
        return []
    drawn = [block for each in entries for block in draw(words, each, at)]
    return [divider(id_=f"line_{name}"), section(f"*{title}*", id_=f"title_{name}"), *drawn]


def _more(words: Words, name: str, more: int) -> list[Block]:
    return [foot(words.home_more(more), id_=f"more_{name}")] if more > 0 else []


def _request(words: Words, entry: Entry, at: datetime) -> list[Block]:
    """Return a request to the own office, with the buttons of its card."""
    ask = ask_of(entry.facts)
    row = answer_buttons(words, ask) + copy_button(words, ask)
    return [
        section(_about_ask(words, entry.facts, at), id_=f"ask_{ask.id}"),
        *buttons(row, id_=f"answers_{ask.id}"),
    ]


def _expected(words: Words, entry: Entry, at: datetime) -> list[Block]:
    """Return whom the own office receives, and what it does next."""
    ask, (_, need) = ask_of(entry.facts), case_of(entry.facts)
    sheet = [Button(words.button_sheet(), SHEET, ask.id, primary=True)]
    coming = need.status is NeedStatus.DECIDED and Act.ARRIVE in entry.acts
    row = [
        *(sheet if Act.OPEN_SHEET in entry.acts else []),
        *([arrive_button(words, need.id)] if coming else []),
    ]
    return [
        section(_about_ask(words, entry.facts, at), id_=f"expected_{ask.id}"),
        *buttons(row, id_=f"receiving_{ask.id}"),
    ]


def _about_ask(words: Words, facts: Facts, at: datetime) -> str:
    ask, (case, need) = ask_of(facts), case_of(facts)
    service = ask.service or need.service
    period = words.period(need.starts_on, need.nights_with(service), tonight(at))
    head = words.bar.join((f"*{case.number}*", words.glossary.SERVICES[service], period))
    return f"{head}\n{ask_state(words, facts, ask, at)}"


def _case(words: Words, entry: Entry, at: datetime) -> list[Block]:
    """Return a case that goes on: each need with its next step, who offers, what may be done."""
    case, _ = case_of(entry.facts)
    each = each_need(entry.facts)
    offered = MOST_OFFERS // len(each)
    return [
        section(f"*{words.case_title(case.number)}*", id_=f"case_{case.id}"),
        *(block for one in each for block in _need(words, entry, one, at, most=offered)),
        *buttons(_case_buttons(words, entry, at), id_=f"acts_{case.id}"),
    ]


def _need(words: Words, entry: Entry, facts: Facts, at: datetime, *, most: int) -> list[Block]:
    """Return where one need stands, and below it who offers and what may be done about it."""
    _, need = case_of(facts)
    today = at.astimezone(JST).date()
    shown = offers(words, facts, today)[:most] if Act.CHOOSE in entry.acts else []
    return [
        section(need_state(words, facts, at), id_=f"need_{need.id}"),
        *shown,
        *buttons(_need_acts(words, entry, need), id_=f"need_acts_{need.id}"),
    ]


def _need_acts(words: Words, entry: Entry, need: Need) -> list[Button]:
    if need.status is NeedStatus.DECIDED and Act.ARRIVE in entry.acts:
        return [arrive_button(words, need.id)]
    if need.status is NeedStatus.ARRIVED and Act.RETURN in entry.acts:
        return [return_button(words, need.id)]
    return []


def _case_buttons(words: Words, entry: Entry, at: datetime) -> list[Button]:
    case, _ = case_of(entry.facts)
    needs = [need for each in each_need(entry.facts) if (need := each.need) is not None]
    asking = any(need.status is NeedStatus.ASKING for need in needs)
    found: list[Button] = []
    if Act.CLAIM in entry.acts and asking and case.claimed_by is None:
        found.append(Button(words.button_claim(), CLAIM, case.id, primary=True))
    if Act.CALL_OFFICES in entry.acts and call_list(entry.facts, at=at):
        found += calls_button(words, case.id)
    if Act.READ_REMARKS in entry.acts:
        found.append(Button(words.button_situation(), SITUATION, case.id))
    if Act.OPEN_MENU in entry.acts:
        found.append(Button(words.button_menu(), MENU, case.id))
    return found


def _ways_in(words: Words, ways: Sequence[Way]) -> list[Button]:
    """Return what can be begun, first what is for them; who may do it is asked at the press."""
    made = {
        Way.EMERGENCY: (words.button_emergency(), alarms.EMERGENCY),
        Way.ALARM: (words.button_alarm(), alarms.RELAY),
        Way.JOIN: (words.button_join(), JOIN),
    }
    return [Button(*made[way], "home", primary=way is ways[0]) for way in ways]
