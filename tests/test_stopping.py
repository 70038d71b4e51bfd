"""`kyoten run` told to stop, whatever is under way: exit 0 within ten seconds."""

from __future__ import annotations

import asyncio
import os
import signal
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from bot.settings import Settings
from bot.words import actions
from sandbox.town import Grounds, Town
from tests.test_running import port_of, started
from tests.town.asking import asks
from tests.town.troubles import fails, recovers

SOON = 10.0
"""A supervisor kills what has not ended after so many seconds."""


class Slowness:
    """Keeps calls of some methods waiting for ever, and says when the first one hangs."""

    def __init__(self) -> None:
        self.methods: set[str] = set()
        self.hangs = asyncio.Event()

    def middleware(self) -> Middleware:
        """Return what stands before the stand-in."""

        @web.middleware
        async def waiting(request: web.Request, handler: Handler) -> web.StreamResponse:
            if request.match_info.get("method") in self.methods:
                self.hangs.set()
                await asyncio.Event().wait()
            return await handler(request)

        return waiting


@pytest.fixture
def slow() -> Slowness:
    return Slowness()


@pytest.fixture
async def town(tmp_path: Path, sqlite_url: str, slow: Slowness) -> AsyncIterator[Town]:
    """A town whose own bot asks, and then leaves the place to a process, whose clock is real."""
    town = Town(Grounds(folder=tmp_path, database=sqlite_url))
    town.server.app.middlewares.append(slow.middleware())
    async with town:
        yield town
    for process in SERVING:
        if process.returncode is None:
            process.kill()
    SERVING.clear()


SERVING: list[Process] = []
"""The processes of one story, none of which may outlive it."""


def settings(town: Town) -> dict[str, str]:
    chosen = town.settings()
    assert isinstance(chosen, Settings)
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": os.environ.get("PYTHONPATH", ""),
        "HOME": str(town.grounds.folder),
        "SLACK_BOT_TOKEN": chosen.slack_bot_token.get_secret_value(),
        "SLACK_APP_TOKEN": chosen.slack_app_token.get_secret_value(),
        "SLACK_API_URL": chosen.slack_api_url,
        "KYOTEN_DATABASE_URL": chosen.kyoten_database_url,
        "KYOTEN_KEY_FILE": str(chosen.kyoten_key_file),
        "KYOTEN_HTTP_PORT": "0",
    }


async def takes_over(town: Town) -> Process:
    """Stop the town's own bot, and serve it by a process of its own; returns when it is ready."""
    await town.bot.stop()
    process = await started(settings(town), "run")
    SERVING.append(process)
    await port_of(process)
    return process


async def ends(process: Process, told: signal.Signals = signal.SIGTERM) -> int:
    """Tell a process to stop; return its status. Raises: TimeoutError when it is too slow."""
    process.send_signal(told)
    try:
        async with asyncio.timeout(SOON):
            return await process.wait()
    finally:
        if process.returncode is None:
            process.kill()


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
async def test_either_signal_is_a_clean_end(town: Town, told: signal.Signals) -> None:
    assert await ends(await takes_over(town), told) == 0


async def test_f43_a_stop_while_a_card_is_on_its_way_posts_it_once_after_the_next_start(
    town: Town, slow: Slowness
) -> None:
    fails(town, "chat")
    await asks(town)
    recovers(town)
    slow.methods = {"chat.postMessage"}
    process = await takes_over(town)
    await slow.hangs.wait()

    assert await ends(process) == 0

    slow.methods = set()
    await town.restart_bot()
    await town.push(timedelta(minutes=1))
    assert len(town.cards("P01")) == len(town.cards("P03")) == 1


async def test_f13_a_stop_while_slack_is_gone(town: Town) -> None:
    process = await takes_over(town)
    await town.server.stop()

    assert await ends(process) == 0


async def test_a_stop_while_slack_is_slow_with_a_form_answers_whoever_pressed(
    town: Town, slow: Slowness
) -> None:
    await asks(town)
    process = await takes_over(town)
    slow.methods = {"views.open"}
    card, night = town.card("P01"), town.person("P01-1")
    town.workspace.press(
        night.user, town.channel("P01"), card.ts, actions.DECLINE, town.now(), message=card
    )
    await slow.hangs.wait()

    assert await ends(process) == 0
