"""S1, the bot killed at each boundary in turn: before and after each commit, call and answer.

The town lives it through with people who try again, and what stands on the cards at its end is
what stands there after an undisturbed night.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from functools import cache
from typing import Any, Final

import pytest

from bot.words import actions
from sandbox.elements import options_of
from sandbox.forms import FIELD
from sandbox.model import JSON
from sandbox.resident import buttons_of, text_of
from sandbox.town import stands
from tests.simulation.people import Night
from tests.simulation.world import OFFICES, World, night
from tests.town.asking import S1_FORM

LONG: Final = 1_000_000
STRIDE: Final = 24
"""One test takes every so many boundaries, so that they share the cores."""
PATIENCE: Final = 12
WAITS: Final = timedelta(seconds=20)
CLOCK: Final = re.compile(r"\d\d:\d\d")

Picture = dict[str, list[str]]


class WeekdayNight(Night):
    """The people of S1, who do one thing after another until it worked."""

    async def lived(self) -> None:
        """Live S1 through; then everything must be true, as after any night."""
        await self.until(lambda: self.shows("P03", actions.ACCEPT), self.opens_s1)
        await self.world.passes(timedelta(minutes=21))
        await self.until(lambda: self.shows("P12", actions.CHOOSE), self.pressing("P01-1", "P01"))
        decides = self.pressing("C1", "P12", actions.CHOOSE)
        await self.until(lambda: self.shows("P12", actions.ARRIVE), decides)
        arrives = self.pressing("P01-1", "P01", actions.ARRIVE)
        await self.until(lambda: self.shows("P12", actions.RETURN), arrives)
        returns = self.pressing("C1", "P12", actions.RETURN)
        await self.until(lambda: not self.shows("P12", actions.RETURN), returns)

    async def until(self, done: Callable[[], bool], act: Callable[[], Any]) -> None:
        """Act until it is done. Raises: AssertionError for what never works."""
        for _ in range(PATIENCE):
            await act()
            await self.world.settles()
            if done():
                return
            await self.world.passes(WAITS)
            if done():
                return
        raise AssertionError("it never worked")

    def shows(self, office: str, act: str) -> bool:
        """True while a card there has that button."""
        cards = self._cards(self.world.channel(office))
        return any(each["action_id"] == act for card in cards for each in buttons_of(card))

    async def opens_s1(self) -> None:
        """Telephone is in the hand: call sheet, second page, preview."""
        user, channel = self.world.user("C1"), self.world.channel("P12")
        self.does(lambda: self.slack.slash(user, channel, "/kyoten", "緊急", self.now()))
        for _ in range(3):
            await self.world.settles()
            self.submits(user)

    def pressing(self, who: str, office: str, act: str = actions.ACCEPT) -> Callable[[], Any]:
        """Return the act of pressing that button there."""

        async def presses() -> None:
            self.press(who, self.world.channel(office), {act})

        return presses

    def _value(self, name: str, element: JSON, stands: JSON) -> Any:
        """Fill in what S1's form holds, and leave the rest as it stands."""
        value = S1_FORM.get(name)
        offered = [each["value"] for each in options_of(element)]
        chosen = FIELD[element["type"]] == "selected_option"
        return None if chosen and value not in offered else value


def picture(world: World) -> Picture:
    """Return what the cards say at the end, without the hours: who tries again is later."""
    messages = {office: world.workspace.messages(world.channel(office)) for office in OFFICES}
    return {
        office: [
            CLOCK.sub("--:--", text_of(card.blocks))
            for card in found
            if card.is_bot and not stands(card)
        ]
        for office, found in messages.items()
    }


def lived(fuse: int) -> tuple[Picture, int, int]:
    """Return the end of a night whose bot dies after so many boundaries, and how many were left."""
    kept: list[tuple[Picture, int, int]] = []

    async def acts(world: World) -> None:
        world.process.fuse = fuse
        people = WeekdayNight(world)
        await people.lived()
        left = world.process.fuse
        await people.ends()
        kept.append((picture(world), world.restarts, left or 0))

    night("a weekday night", acts)
    return kept[0]


@cache
def usual() -> tuple[Picture, int]:
    """Return the undisturbed night's end, and how many boundaries it has."""
    seen, deaths, left = lived(LONG)
    assert deaths == 0
    return seen, LONG - left


def dies_at(start: int, step: int) -> None:
    """Kill the bot at each of these boundaries, a night each."""
    expected, boundaries = usual()
    for fuse in range(start, boundaries, step):
        seen, deaths, _ = lived(fuse)
        assert deaths == 1, fuse
        assert seen == expected, fuse


def test_an_undisturbed_night_has_boundaries_and_cards() -> None:
    seen, boundaries = usual()

    assert boundaries > STRIDE
    assert [len(seen[office]) for office in ("P01", "P03", "P12", "K01")] == [1, 1, 1, 1]


@pytest.mark.soak
@pytest.mark.parametrize("start", range(STRIDE))
def test_wherever_the_bot_dies_the_night_ends_like_any_other(start: int) -> None:
    dies_at(start, STRIDE)
