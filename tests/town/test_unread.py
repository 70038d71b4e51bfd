"""Whom no message reaches is telephoned; who reads another language reads theirs."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.vocabulary import Lang
from sandbox.town import Grounds, Town
from sandbox.town_data import MIZUUMI
from tests.town.asking import asks

WITHOUT_SLACK = replace(
    MIZUUMI,
    staff=tuple(replace(one, member=None) if one.id == "C1" else one for one in MIZUUMI.staff),
)
ENGLISH = replace(
    MIZUUMI,
    staff=tuple(replace(one, lang=Lang.EN) if one.id == "P01-1" else one for one in MIZUUMI.staff),
)


@pytest.fixture
async def on_paper(tmp_path: Path, database: str) -> AsyncIterator[Town]:
    """The town in which R01's counsellor has no Slack."""
    async with Town(Grounds(folder=tmp_path, database=database, network=WITHOUT_SLACK)) as town:
        yield town
        await town.settles()


@pytest.fixture
async def english(tmp_path: Path, database: str) -> AsyncIterator[Town]:
    """The town in which P01's night carer reads English."""
    async with Town(Grounds(folder=tmp_path, database=database, network=ENGLISH)) as town:
        yield town
        await town.settles()


async def test_a_counsellor_without_slack_is_telephoned_by_the_core_centre(
    on_paper: Town,
) -> None:
    await asks(on_paper, by="K1", at="K01")

    letters = on_paper.person("K1").letters
    unread = [text for text in letters if "お知らせをお届けできませんでした" in text]
    assert len(unread) == 1  # once a case, however many letters there were
    assert "相談支援みちしるべ" in unread[0]
    assert "000-0000-0112" in unread[0]


async def test_what_one_person_alone_sees_is_in_their_language(english: Town) -> None:
    await asks(english)
    night = english.person("P01-1")

    await night.types("受入れ可能です", at="P01")

    assert "Please answer with the card's buttons" in night.whispers[-1]


async def test_a_form_sent_back_is_in_the_senders_language(english: Town) -> None:
    await asks(english)
    night = english.person("P01-1")
    await night.presses("受入れ困難", at="P01")

    await night.fills({})

    assert list(night.view.errors) == ["reason"]
    assert "Please" in night.view.errors["reason"]
