"""Fifty people at the same instant, on each database: one office is decided each time."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.decide import answers, choosing
from bot.decide.may import Act
from bot.model import Member, NetworkId
from handlers.desk import Rule
from handlers.read import Press
from sandbox.town import Grounds, Town
from storage import queries
from storage.gather import Gather
from storage.ledger import Ledger
from tests.town.asking import asks
from tests.town.conftest import BOTH
from tests.town.many import FIFTY, with_fifty_offices

pytestmark = BOTH


async def asked(town: Town) -> dict[str, str]:
    """Return the asks of the fifty: office → ask."""

    def unit(ledger: Ledger) -> dict[str, str]:
        found = queries.of_network(queries.ASK, NetworkId("MZ"))
        return {row["office"]: row["id"] for row in ledger.rows(found)}

    every = await town.bot.desk.read(unit)
    return {office: every[office] for office in FIFTY}


async def at_once(
    town: Town, act: Act, rule: Rule, *, by: Callable[[str], str], on: dict[str, str]
) -> None:
    """Let somebody press for each ask, all of them before any is answered."""
    desk, team = town.bot.desk, town.workspace.team_id
    presses = (
        Press(
            key=f"action:{act}:{ask}",
            kind="action",
            member=Member(team=team, user=town.user(by(office))),
            subject=ask,
        )
        for office, ask in on.items()
    )
    await asyncio.gather(*(desk.act(each, act, Gather.ask, rule) for each in presses))


async def statuses(town: Town) -> list[str]:
    """Return how every ask stands."""

    def unit(ledger: Ledger) -> list[str]:
        found = queries.of_network(queries.ASK, NetworkId("MZ"))
        return [row["status"] for row in ledger.rows(found)]

    return await town.bot.desk.read(unit)


async def test_of_fifty_decisions_at_the_same_instant_one_wins(
    tmp_path: Path, database: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.ERROR)
    network = with_fifty_offices()
    async with Town(Grounds(folder=tmp_path, database=database, network=network)) as town:
        await asks(town)
        on = await asked(town)
        await at_once(town, Act.ACCEPT, answers.accept, by=lambda office: f"{office}-1", on=on)
        offered = await statuses(town)

        await at_once(town, Act.CHOOSE, choosing.choose, by=lambda _: "C1", on=on)

        await town.settles()
        found = await statuses(town)
        assert offered.count("offered") == 50
        assert found.count("decided") == 1
        assert found.count("standby") == 49
        assert town.workspace.faults == []
    assert caplog.records == []


async def test_of_fifty_acceptances_at_the_same_instant_the_first_decides(
    tmp_path: Path, database: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.ERROR)
    network = with_fifty_offices(decision="first_accept")
    async with Town(Grounds(folder=tmp_path, database=database, network=network)) as town:
        await asks(town)
        on = await asked(town)

        await at_once(town, Act.ACCEPT, answers.accept, by=lambda office: f"{office}-1", on=on)

        await town.settles()
        found = await statuses(town)
        assert found.count("decided") == 1
        assert found.count("standby") == 49  # every late yes is kept
        assert town.workspace.faults == []
    assert caplog.records == []
