"""S1 as people live it who try again: each step is acted until its end is to be seen."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.clock import JST
from sandbox.forms import NoSuchThing
from sandbox.resident import text_of
from sandbox.town import Town, stands
from tests.town.asking import asks

PATIENCE = 10
WAITS = timedelta(seconds=20)
"""How long somebody waits before they try again."""
HEALED = timedelta(seconds=90)
"""How long after the last trouble every card says what is true."""
CLOCK = re.compile(r"\d\d:\d\d")

Picture = dict[str, list[tuple[str, list[str]]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What somebody does at an hour, and what is to be seen once it worked.

    `once`: nobody does it twice, because Slack itself keeps it and brings it again.
    """

    at: str
    act: Callable[[Town], Awaitable[object]]
    done: Callable[[Town], bool]
    once: bool = False


def pressing(who: str, label: str, at: str) -> Callable[[Town], Awaitable[object]]:
    return lambda town: town.person(who).presses(label, at=at)


def typing(who: str, text: str, at: str) -> Callable[[Town], Awaitable[object]]:
    return lambda town: town.person(who).types(text, at=at, under=town.card(at))


def shows(office: str, words: str) -> Callable[[Town], bool]:
    return lambda town: words in text_of(town.card(office).blocks)


def everybody_has_a_card(town: Town) -> bool:
    return all(town.cards(office) for office in ("P12", "P01", "P03"))


CONDITION = "今夜は夜勤1名のため難しいです。明朝9時からなら可能です"
S1 = (
    Step(at="21:46", act=asks, done=everybody_has_a_card),
    Step(
        at="21:52",
        act=typing("P01-1", "大丈夫です", "P01"),
        done=lambda town: any("行き違いを防ぐため" in line for line in town.thread("P01")),
        once=True,
    ),
    Step(
        at="21:55",
        act=typing("P03-1", CONDITION, "P03"),
        done=shows("P12", "やまびこ荘：条件付きで可能"),
        once=True,
    ),
    Step(
        at="22:07",
        act=pressing("K1", "調整に入る", "K01"),
        done=shows("K01", "から調整中"),
    ),
    Step(
        at="22:10",
        act=pressing("P01-1", "受入れ可能", "P01"),
        done=shows("P01", "現在の状況：受入れ可能"),
    ),
    Step(
        at="22:12",
        act=pressing("C1", "この事業所に依頼", "P12"),
        done=shows("P12", "：受入先に決定（"),
    ),
    Step(
        at="22:50",
        act=pressing("P01-1", "到着", "P01"),
        done=lambda town: any("に到着されました" in line for line in town.thread("P12")),
    ),
    Step(
        at="23:30",
        act=pressing("C1", "ご帰宅を記録", "P12"),
        done=shows("P12", "状況：*ご帰宅*"),
    ),
)


async def lived(town: Town) -> Picture:
    """Live through S1, each step until it worked, and return what stands in Slack at the end.

    Raises: AssertionError for a step that never worked, however often it was tried.
    """
    for step in S1:
        await _until(town, step.at)
        await _done(town, step)
    await _until(town, "23:57")  # healed before midnight: then days are written out
    town.troubles.calm()
    await town.push(HEALED)
    return picture(town)


async def _done(town: Town, step: Step) -> None:
    acted = False
    for _ in range(PATIENCE):
        if not (acted and step.once):
            acted = await _tried(town, step)
        if _to_be_seen(town, step):
            return
        await town.push(WAITS)
        if _to_be_seen(town, step):
            return
    raise AssertionError(f"{step.at} never worked: {picture(town)}")


async def _tried(town: Town, step: Step) -> bool:
    """Do it; what is not there to be pressed yet, or any more, is no fault, and False."""
    with suppress(NoSuchThing, LookupError):
        await step.act(town)
        return True
    return False


def _to_be_seen(town: Town, step: Step) -> bool:
    """True once it worked; without its card it has not."""
    with suppress(LookupError):
        return step.done(town)
    return False


async def _until(town: Town, clock: str) -> None:
    hour, minute = map(int, clock.split(":"))
    until = datetime(2026, 1, 20, hour, minute, tzinfo=JST)
    if until > town.now():
        await town.push(until - town.now())


def picture(town: Town) -> Picture:
    """Return every channel's cards with their threads, and every letter about the case.

    Without the hours: who tries again is later. A call sheet whose form died is asked after.
    """
    workspace = town.workspace
    cards = {
        name: sorted(
            (_timeless(text_of(card.blocks)), sorted(_below(town, channel, card.ts)))
            for card in workspace.messages(channel)
            if card.is_bot and not stands(card)
        )
        for name, channel in town.addresses.channels.items()
    }
    letters = {
        f"to {staff}": [("", sorted(_timeless(one) for one in _about_the_case(town, staff)))]
        for staff in town.addresses.users
    }
    return {**cards, **letters}


def _about_the_case(town: Town, staff: str) -> list[str]:
    return [letter for letter in town.person(staff).letters if "2026-0001" in letter]


def _below(town: Town, channel: str, card: str) -> list[str]:
    thread = town.workspace.thread(channel, card)[1:]
    return [_timeless(each.text) for each in thread if each.is_bot]


def _timeless(text: str) -> str:
    return CLOCK.sub("--:--", text)
