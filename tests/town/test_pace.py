"""How fast we call Slack: emergencies first, nobody starved, never more than Slack allows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from bot.effects import Lane, Line, Show, sentence
from bot.errors import TooSoon
from bot.facts import standing_card
from bot.model import NetworkId, OfficeId
from handlers.pacer import BURST, PER_MINUTE, POST, Pacer
from sandbox.clock import TownClock
from sandbox.limits import RateLimits
from sandbox.town import Town
from storage.ledger import Ledger
from tests.town.asking import asks

START = datetime(2026, 1, 20, 12, 46, tzinfo=UTC)
STEP = timedelta(milliseconds=250)


def night() -> Iterator[tuple[str, str, Lane]]:
    """Yield what a flood brings at once: 40 needs put to 30 offices, each with a reminder."""
    for _ in range(40):
        for office in range(30):
            yield POST, f"C{office}", Lane.EMERGENCY
    for _ in range(10):
        for office in range(30):
            yield POST, f"C{office}", Lane.REMINDER


def sends(waiting: list[tuple[str, str, Lane]]) -> dict[Lane, list[float]]:
    """Send all of it, the most urgent first, before the stand-in's own limits.

    Returns when each left, in seconds, by lane.
    """
    clock = TownClock(START)
    pacer, limits = Pacer(clock), RateLimits(burst=10)
    left: dict[Lane, list[float]] = {Lane.EMERGENCY: [], Lane.REMINDER: []}
    waiting = sorted(waiting, key=lambda each: each[2])
    while waiting:
        later = []
        for method, channel, lane in waiting:
            if pacer.wait(method, channel, lane=lane) > 0:
                later.append((method, channel, lane))
                continue
            pacer.take(method, channel, lane=lane)
            assert limits.wait(method, channel, at=clock.wall()) == 0  # no 429 at all
            left[lane].append(clock.mono())
        waiting = later
        clock.push(STEP)
    return left


def test_f01_forty_needs_at_thirty_offices_starve_no_emergency() -> None:
    left = sends(list(night()))

    assert (len(left[Lane.EMERGENCY]), len(left[Lane.REMINDER])) == (1200, 300)  # 0 lost
    seconds = (1200 - PER_MINUTE[POST]) / PER_MINUTE[POST] * 60
    assert max(left[Lane.EMERGENCY]) <= seconds + 2  # as soon as Slack's limits allow
    assert min(left[Lane.REMINDER]) >= max(left[Lane.EMERGENCY])


def test_a_channel_takes_a_burst_and_then_one_message_a_second() -> None:
    clock = TownClock(START)
    pacer = Pacer(clock)
    for _ in range(BURST):
        pacer.take(POST, "C1", lane=Lane.EMERGENCY)

    with pytest.raises(TooSoon):
        pacer.take(POST, "C1", lane=Lane.EMERGENCY)
    pacer.take(POST, "C2", lane=Lane.EMERGENCY)
    clock.push(timedelta(seconds=1))
    pacer.take(POST, "C1", lane=Lane.EMERGENCY)


@pytest.mark.parametrize("method", PER_MINUTE)
def test_a_wait_is_never_too_small_to_be_waited(method: str) -> None:
    clock = TownClock(START)
    pacer = Pacer(clock)
    for _ in range(3000):
        wait = pacer.wait(method, "C1", lane=Lane.EMERGENCY)
        assert wait == 0 or clock.mono() + wait > clock.mono()
        clock.push(timedelta(seconds=wait))
        if not wait:
            pacer.take(method, "C1", lane=Lane.EMERGENCY)


def test_the_last_quarter_of_a_budget_is_for_emergencies() -> None:
    pacer, taken = Pacer(TownClock(START)), 0
    while not pacer.wait("chat.update", "C1", lane=Lane.REMINDER):
        pacer.take("chat.update", "C1", lane=Lane.REMINDER)
        taken += 1

    assert taken < PER_MINUTE["chat.update"] * 0.76
    assert pacer.wait("chat.update", "C1", lane=Lane.EMERGENCY) == 0


def test_a_429_holds_its_method_in_its_channel_alone() -> None:
    clock = TownClock(START)
    pacer = Pacer(clock)

    pacer.slow(POST, "C1", seconds=30)

    assert pacer.wait(POST, "C1", lane=Lane.EMERGENCY) == 30
    assert pacer.wait(POST, "C2", lane=Lane.EMERGENCY) == 0
    assert pacer.wait("chat.update", "C1", lane=Lane.EMERGENCY) == 0


async def test_f01_an_emergency_overtakes_the_reminders_of_its_channel(town: Town) -> None:
    network, channel = NetworkId(town.grounds.network.network.id), town.channel("P01")
    card = standing_card(channel, OfficeId("P01"))
    words = sentence("duplicate_note")

    def reminders(ledger: Ledger) -> None:
        ledger.outbox.put(Show(card=card), network=network)
        for number in range(30):
            line = Line(card=card, sentence=words, key=f"r{number}", lane=Lane.REMINDER)
            ledger.outbox.put(line, network=network)

    await town.bot.desk.write(reminders)
    await town.settles()
    await asks(town)
    assert town.cards("P01") == []  # this second belongs to nobody

    await town.push(timedelta(seconds=2))
    assert len(town.cards("P01")) == 1

    await town.push(timedelta(seconds=40))
    (standing,) = town.standing("P01")
    assert len(town.workspace.thread(channel, standing.ts)) == 31
    limited = [one for one in town.workspace.recorder.calls if one.status == 429]
    assert limited == []
