"""Two connections and their watchdog: what breaks is mended, and nothing is lost meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta

import pytest

from handlers.sockets import Sockets
from sandbox.resident import text_of
from sandbox.town import Town
from sandbox.troubles import Kind, Trouble
from tests.town.asking import asks

OPEN = "apps.connections.open"


def sockets_of(town: Town) -> Sockets:
    assert town.bot.sockets is not None
    return town.bot.sockets


async def until(true: Callable[[], bool]) -> None:
    """Let sockets and requests have their turn until it is so."""
    async with asyncio.timeout(10):
        while not true():  # noqa: ASYNC110 - nobody rings: the loop has to turn
            await asyncio.sleep(0)


async def looks(town: Town, *, seconds: float, times: int = 1) -> list[bool]:
    """Let the watchdog look after each of so many waits; return what it found."""
    found = []
    for _ in range(times):
        town.clock.push(timedelta(seconds=seconds))
        found.append(await sockets_of(town).look())
    return found


def says(town: Town, text: str) -> None:
    """Write under P01's card, without waiting for what comes of it."""
    user, channel = town.person("P01-1").user, town.channel("P01")
    town.workspace.say(user, channel, text, town.now(), thread_ts=town.card("P01").ts)


def asked_to_open(town: Town) -> int:
    return [one.method for one in town.workspace.recorder.calls].count(OPEN)


async def test_a_refresh_every_five_seconds_for_two_minutes_loses_nothing(town: Town) -> None:
    """F23: the new connection stands before the old is let go."""
    await asks(town)

    for number in range(24):
        await town.server.refresh_sockets("warning" if number % 2 else "refresh_requested")
        says(town, f"確認します。{number}")
        await town.settles()
        town.clock.push(timedelta(seconds=5))

    written = [each for each in town.thread("P01") if each.startswith("確認します。")]
    answered = [each for each in town.thread("P01") if each not in written]
    assert len(written) == 24
    assert len(answered) >= 24
    assert town.server.open_sockets == 2


async def test_a_mute_connection_is_made_anew_within_45_seconds(town: Town) -> None:
    """F22: Slack neither reads nor closes; what it swallowed comes again, or is read back."""
    await asks(town)
    town.workspace.troubles.add(Trouble(kind=Kind.MUTE, method="socket"))
    began = town.clock.mono()
    says(town, "受け入れ可能です")
    await town.settles()
    silent = set(town.workspace.troubles.mute)

    await looks(town, seconds=5, times=6)
    await town.settles()

    assert len(silent) == 1
    assert town.clock.mono() - began <= 45
    await until(lambda: town.server.open_sockets == 2 and not town.workspace.troubles.mute)
    assert "現在の状況：受入れ可能" in text_of(town.card("P01").blocks)


async def test_broken_connections_are_healed_and_what_was_missed_is_read_back(town: Town) -> None:
    """F24: a gap in the middle of a night, longer than Slack tries."""
    await asks(town)
    await town.push(timedelta(minutes=2))
    trouble = Trouble(kind=Kind.FAILS_BEFORE, method=OPEN, times=None)
    town.workspace.troubles.add(trouble, Trouble(kind=Kind.LOST, method="message"))
    await town.server.cut_sockets()
    await until(lambda: not sockets_of(town).standing)
    says(town, "受け入れ可能です")
    standing = await looks(town, seconds=20, times=4)
    town.workspace.troubles.calm()
    town.workspace.lost.clear()

    standing += await looks(town, seconds=20)
    await until(lambda: sockets_of(town).standing)
    await until(lambda: town.server.open_sockets == 2)
    await town.settles()

    assert standing == [True] * 5
    assert "現在の状況：受入れ可能" in text_of(town.card("P01").blocks)


async def test_after_three_deaf_minutes_the_watchdog_ends_and_says_so(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    town.workspace.troubles.add(Trouble(kind=Kind.FAILS_BEFORE, method=OPEN, times=None))
    await town.server.cut_sockets()
    await until(lambda: not sockets_of(town).standing)

    found = await looks(town, seconds=30, times=8)
    await sockets_of(town).watch()  # returns at once: then the bot's run ends, with status 1

    said = [each.getMessage() for each in caplog.records if each.levelname == "CRITICAL"]
    assert found == [True] * 7 + [False]
    assert said[0] == "slack has not been heard for three minutes: the bot ends, start it again"
    assert not town.bot.listening()
    caplog.clear()
    town.workspace.troubles.calm()


async def test_too_many_connections_are_no_reason_to_storm(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    """F23: others hold the ten that Slack allows; the bot waits, and is back when it may."""
    town.workspace.most_sockets = 0
    await town.server.cut_sockets()
    await until(lambda: not sockets_of(town).standing)
    before = asked_to_open(town)

    await looks(town, seconds=20, times=1)
    await until(lambda: caplog.text.count("slack wants no more connections") >= 2)
    await looks(town, seconds=5, times=5)
    during = asked_to_open(town) - before
    town.workspace.most_sockets = 10
    await looks(town, seconds=20, times=2)
    await until(lambda: town.server.open_sockets == 2)

    assert during == 2  # one for each connection
    assert sockets_of(town).standing


async def test_socket_mode_switched_off_is_said_and_not_stormed(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    before = asked_to_open(town)

    await town.server.refresh_sockets("link_disabled")
    await until(lambda: not sockets_of(town).standing)
    await looks(town, seconds=5, times=5)

    assert asked_to_open(town) == before
    assert "socket mode was switched off: switch it on in the app's settings" in caplog.text
    caplog.clear()
    await looks(town, seconds=20, times=2)
    await until(lambda: town.server.open_sockets == 2)
