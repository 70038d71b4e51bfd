"""However Slack brings it: twice, in another order, from a bot, from an older release."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.words import actions
from handlers import ACTIONS
from sandbox.model import Envelope
from sandbox.resident import text_of
from sandbox.town import Grounds, Town
from sandbox.troubles import Kind, Trouble
from storage import queries
from tests.town.asking import asks, declines
from tests.town.breaking import breaks
from tests.town.conftest import living
from tests.town.records import audited
from tests.town.test_races import press

SHIPPED = (
    "ask_accept",
    "ask_condition",
    "ask_decline",
    "ask_hold",
    "ask_choose",
    "case_claim",
    "need_arrive",
    "ask_withdraw",
)
"""F29: what stands on cards in the channels of offices; a release may add, and never take away."""


@asynccontextmanager
async def a_town(
    folder: Path, url: str, caplog: pytest.LogCaptureFixture, *troubles: Trouble
) -> AsyncIterator[Town]:
    async with living(Grounds(folder=folder, database=url), caplog) as town:
        town.workspace.troubles.add(*troubles)
        yield town
        town.workspace.troubles.calm()


async def a_night(town: Town) -> dict[str, list[str]]:
    """Live through S1; return all that anybody reads in the end."""
    night = town.person("P01-1")
    await asks(town)
    await declines(town, by="P03-1", at="P03")
    await night.types("確認します。折り返します", at="P01", under=town.card("P01"))
    await night.types("受け入れ可能です", at="P01", under=town.card("P01"))
    await town.push(timedelta(seconds=30))
    await town.person("C1").presses("この事業所に依頼", at="P12")
    await night.presses("到着", at="P01")
    await town.push(timedelta(seconds=30))
    places = ("P01", "P03", "P12", "K01")
    read = {each: [one.text for one in town.messages_of(town.channel(each))] for each in places}
    letters = {each: town.person(each).letters for each in ("C1", "P01-1", "P03-1", "K1")}
    whispers = {f"{each} alone": town.person(each).whispers for each in ("C1", "P01-1", "P03-1")}
    return {**read, **letters, **whispers}


@pytest.mark.parametrize("copies", [1, 3])
async def test_what_comes_several_times_is_as_if_it_came_once(
    tmp_path: Path,
    sqlite_url: str,
    tmp_path_factory: pytest.TempPathFactory,
    caplog: pytest.LogCaptureFixture,
    copies: int,
) -> None:
    """F18: commands, buttons, forms and messages."""
    again = (Trouble(kind=Kind.DUPLICATED, times=None),) * copies
    other = tmp_path_factory.mktemp("once")

    async with a_town(tmp_path, sqlite_url, caplog, *again) as town:
        several = await a_night(town)
    async with a_town(other, f"sqlite:///{other / 'k.sqlite3'}", caplog) as town:
        once = await a_night(town)

    assert several == once


@pytest.mark.parametrize("nth", range(1, 4))
async def test_in_whatever_order_answers_arrive_the_outcome_is_the_same(
    town: Town, nth: int
) -> None:
    """F19: two offices answer and one writes, at one instant."""
    await asks(town)
    town.workspace.troubles.add(Trouble(kind=Kind.REORDERED, nth=nth))

    press(town, "P01-1", "受入れ可能", at="P01")
    card, channel = town.card("P01"), town.channel("P01")
    town.workspace.say(
        town.user("P01-1"), channel, "何時ごろでしょうか", town.now(), thread_ts=card.ts
    )
    press(town, "P03-1", "受入れ可能", at="P03")
    await town.settles()
    town.workspace.troubles.calm()
    await town.settles()

    assert text_of(town.card("P12").blocks).count("受入れ可能（21:46）") == 2
    assert len(town.thread("P01")) == 3  # the words, and an answer to each
    assert await answered(town) == {"P01": "offered", "P03": "offered"}


async def answered(town: Town) -> dict[str, str]:
    rows = await town.bot.desk.read(lambda ledger: ledger.rows(queries.ASK.select()))
    return {row["office"]: row["status"] for row in rows if row["answer"]}


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ask",
        "UPDATE need",
        "INSERT INTO due",
        "INSERT INTO outbox",
        "UPDATE card",
        "INSERT INTO audit",
        "INSERT INTO inbox",
    ],
)
async def test_nothing_is_acknowledged_that_is_not_committed(
    town: Town, caplog: pytest.LogCaptureFixture, statement: str
) -> None:
    """F20: wherever recording breaks off, what is acknowledged is in the inbox, done or kept."""
    await asks(town)

    with breaks(town, statement) as failed:
        press(town, "P01-1", "受入れ可能", at="P01")
        await town.settles()
        taken = await states(town)
    await town.push(timedelta(seconds=10))

    assert len(failed) == 1
    assert [state for key, state in taken.items() if key.startswith("action:")] == ["failed"]
    assert "現在の状況：受入れ可能" in text_of(town.card("P01").blocks)
    caplog.clear()


async def test_words_that_can_be_neither_read_nor_kept_are_brought_again_by_slack(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    await asks(town)
    card, channel = town.card("P01"), town.channel("P01")

    with breaks(town, "INSERT INTO inbox", times=None) as failed:
        said = "受け入れ可能です"
        town.workspace.say(town.user("P01-1"), channel, said, town.now(), thread_ts=card.ts)
        await town.server.flush()
        while len(failed) < 2:  # the reading, and the keeping
            await town.bot.settle()
    town.clock.push(timedelta(seconds=4))  # longer than Slack waits for an acknowledgement
    await town.settles()

    assert town.workspace.unacked == []
    assert "現在の状況：受入れ可能" in text_of(town.card("P01").blocks)
    caplog.clear()


async def states(town: Town) -> dict[str, str]:
    rows = await town.bot.desk.read(lambda ledger: ledger.rows(queries.INBOX.select()))
    return {row["key"]: row["state"] for row in rows}


async def test_bots_are_not_answered_whatever_they_write(town: Town) -> None:
    """F25: another bot echoes under the card, and calls ours by name; ours hears itself too."""
    await asks(town)
    card, channel = town.card("P01"), town.workspace.channel(town.channel("P01"))
    lines = [len(town.thread("P01")), len(town.workspace.messages(channel.id))]
    echo: dict[str, Any] = {
        "channel": channel.id,
        "channel_type": channel.channel_type,
        "thread_ts": card.ts,
        "user": "UOTHERBOT",
        "bot_id": "BOTHER",
    }

    for number in range(3):
        ts = f"{int(town.now().timestamp())}.9{number:05d}"
        text = f"<@{town.workspace.bot_user_id}> 受け入れ可能です"
        said = {**echo, "text": text, "ts": ts, "event_ts": ts}
        town.workspace.emit({**said, "type": "message"}, town.now(), channel)
        town.workspace.emit({**said, "type": "app_mention"}, town.now(), channel)
    await town.settles()

    assert [len(town.thread("P01")), len(town.workspace.messages(channel.id))] == lines
    assert "現在の状況：受入れ可能" not in text_of(town.card("P01").blocks)


async def test_one_message_gets_one_answer(town: Town) -> None:
    """F25: at most one line for each thing a person writes."""
    await asks(town)
    before = len(town.thread("P01"))

    await town.person("P01-1").types("どうしましょうね", at="P01", under=town.card("P01"))

    assert len(town.thread("P01")) == before + 2  # what was written, and one answer


def test_every_button_that_was_ever_shipped_is_still_listened_to() -> None:
    """F29"""
    known = {name for name, _ in ACTIONS}

    assert set(SHIPPED) <= known
    assert actions.ACCEPT in SHIPPED


async def test_a_button_nobody_knows_is_refused_politely_and_on_record(town: Town) -> None:
    """F29: of a newer release that was taken back, for instance."""
    await asks(town)
    night = town.person("P01-1")
    card = town.card("P01")
    pressed: Envelope = town.workspace.press(
        night.user, town.channel("P01"), card.ts, "ask_accept", town.now()
    )
    pressed.payload["actions"][0]["action_id"] = "ask_accept_v9"
    await town.settles()

    assert night.whispers[-1] == "このボタンは今は使えません。最新のカードをご覧ください。"
    assert (await audited(town))[-1] == ("old_button", "refused")
    assert "現在の状況：受入れ可能" not in text_of(town.card("P01").blocks)
