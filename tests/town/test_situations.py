"""The ready-made situations: each is brought about in each city, and can then be tried."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

import pytest

from sandbox.model import Message
from sandbox.page_state import Situation, Start
from sandbox.resident import labels_of
from sandbox.situations import PLAYS, bring_about, situations_of
from sandbox.town import Grounds, Town
from sandbox.town_data import MIZUUMI, SORAIRO, TOWN, TownNetwork, sentinels

CITIES = [pytest.param(network, id=network.network.profile) for network in TOWN]
PLAYED_IN = [
    pytest.param(MIZUUMI, id="matsue"),
    pytest.param(SORAIRO, id="tsuruoka", marks=pytest.mark.soak),
]


FIRST: Final = ("evening", "silence", "joining", "undelivered")
"""What README has newcomers begin with, and trouble: `make soak` plays the others."""
KEYS: Final = [
    each if each in FIRST else pytest.param(each, marks=pytest.mark.soak) for each in PLAYS
]


@asynccontextmanager
async def ready(folder: Path, network: TownNetwork, key: str) -> AsyncIterator[Town]:
    """Build a city's town as it is where the situation begins."""
    grounds = Grounds(
        folder=folder,
        database=f"sqlite:///{folder / 'kyoten.sqlite3'}",
        network=network,
        start=PLAYS[key].begins,
    )
    async with Town(grounds) as town:
        yield town
        await town.settles()
        assert town.workspace.faults == []


def seen_at(town: Town, start: Start) -> list[Message]:
    """Return what stands where a situation begins, threads included."""
    assert start.channel is not None
    assert start.person in town.workspace.channel(start.channel).members
    return town.messages_of(start.channel)


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("network", PLAYED_IN)
async def test_a_situation_begins_where_its_sentence_can_be_followed(
    tmp_path: Path, network: TownNetwork, key: str
) -> None:
    said = next(one for one in situations_of(network) if one.key == key)
    async with ready(tmp_path, network, key) as town:
        start = await bring_about(key, town)

        labels = [label for message in seen_at(town, start) for label in labels_of(message)]
        assert set(re.findall(r"［(.+?)］", said.hint)) <= set(labels)
        assert town.workspace.user(start.person).real_name in said.hint
        assert all(town.workspace.views(one.id) == [] for one in town.workspace.people())
        assert not start.thread or town.workspace.thread(start.channel or "", start.thread)[1:]


@pytest.mark.parametrize("network", CITIES)
def test_every_situation_is_one_sentence_in_both_languages(network: TownNetwork) -> None:
    for said in situations_of(network):
        assert said.hint.count("。") == 1
        assert said.hint.endswith("ください。")
        assert said.hint_en.rstrip(".").count(". ") == 0
        assert said.title
        assert said.title_en
        assert not re.search(r"[！!]|至急|\{", shown(said))
        assert not any(value in shown(said) for value in sentinels(network))


def shown(said: Situation) -> str:
    """Return everything the page shows of a situation."""
    return said.title + said.title_en + said.hint + said.hint_en
