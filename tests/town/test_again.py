"""What could not be recorded is tried again, then given up with a number (F18, F20, F52)."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest

from bot.model import AskId
from bot.words.actions import ACCEPT
from sandbox.resident import text_of
from sandbox.town import Town
from storage import queries
from storage.inbox import Inbox
from storage.ledger import Ledger
from tests.town.asking import SECOND_PAGE, asks, begins, declines
from tests.town.breaking import breaks
from tests.town.conftest import BOTH

SECONDS = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
SAVE_ASK = "UPDATE ask"


@pytest.fixture
def expected(caplog: pytest.LogCaptureFixture) -> Any:
    """Errors are what these stories are about: they are looked at, then let go."""
    yield caplog
    caplog.get_records("call").clear()


async def ask_of(town: Town, office: str) -> AskId:
    """Return the newest ask put to an office."""

    def unit(ledger: Ledger) -> AskId:
        rows = ledger.rows(queries.ASK.select().where(queries.ASK.c.office == office))
        return AskId(rows[-1]["id"])

    return await town.bot.desk.read(unit)


async def inbox(town: Town, *states: str) -> list[Mapping[str, Any]]:
    """Return what was taken in and is in one of these states."""
    query = queries.INBOX.select().where(queries.INBOX.c.state.in_(states))
    return await town.bot.desk.read(lambda ledger: [dict(row) for row in ledger.rows(query)])


def number_in(text: str) -> str:
    found = re.search(r"番号 (\w+)", text)
    assert found is not None
    return found.group(1)


@BOTH
async def test_a_press_that_failed_is_recorded_ten_seconds_later_and_its_presser_told(
    town: Town, expected: Any
) -> None:
    night = town.person("P01-1")
    await asks(town)

    with breaks(town, SAVE_ASK, about=await ask_of(town, "P01")):
        await night.presses("受入れ可能", at="P01")
    (failed,) = await inbox(town, "failed")
    number = number_in(night.whispers[-1])
    await town.push(10 * SECONDS)

    assert failed["payload"] is not None
    assert "現在の状況：受入れ可能" in text_of(town.card("P01").blocks)
    assert night.letters[-1] == (
        f"先ほど記録できなかった操作（番号 {number}）は、21:46に改めて受け付けました。"
        "カードの最新の状況をご確認ください。"
    )
    assert await inbox(town, "failed", "parked") == []
    assert [each["payload"] for each in await inbox(town, "done") if each["payload"]] == []


async def test_what_fails_to_the_end_is_parked_and_told_with_its_number(
    town: Town, expected: Any
) -> None:
    night = town.person("P01-1")
    await asks(town)

    with breaks(town, SAVE_ASK, about=await ask_of(town, "P01"), times=None) as failed:
        await night.presses("受入れ可能", at="P01")
        number = number_in(night.whispers[-1])
        tries = []
        for wait in (10 * SECONDS, MINUTE, 5 * MINUTE, 30 * MINUTE):
            await town.push(wait)
            tries.append(len(failed))

    (parked,) = await inbox(town, "parked")
    assert (parked["payload"], parked["attempts"]) == (None, 4)
    assert tries[0] < tries[1] < tries[2] < tries[3]
    assert [each for each in night.letters if number in each] == [
        f"21:46の操作または投稿を記録できませんでした（番号 {number}）。"
        "恐れ入りますが、基幹相談支援センター（000-0000-0201）にお電話でお知らせください。"
    ]
    assert [number in each for each in town.person("K1").letters].count(True) == 1
    assert any(f"{number}" in record.__dict__.get("reference", "") for record in expected.records)


async def test_one_that_always_fails_never_stops_the_others(town: Town, expected: Any) -> None:
    """F52: a poison row among good ones."""
    await asks(town)
    own = await ask_of(town, "P01")
    poison = {"type": "block_actions", "actions": [{"action_id": ACCEPT, "value": own}]}

    def unit(ledger: Ledger) -> None:
        inbox = Inbox(ledger.connection, ledger.means.cipher)
        for number in range(5):
            key, at = f"poison:{number}", town.now()
            inbox.failed(key, kind="poison", payload=poison, fault=f"KeyError p{number}", at=at)

    await town.bot.desk.write(unit)
    with breaks(town, SAVE_ASK, about=own):
        await town.person("P01-1").presses("受入れ可能", at="P01")
    await town.push(10 * SECONDS)

    assert "現在の状況：受入れ可能" in text_of(town.card("P01").blocks)
    await town.push(40 * MINUTE)
    assert {each["key"] for each in await inbox(town, "parked")} == {
        f"poison:{n}" for n in range(5)
    }
    told = [each for each in town.person("K1").letters if "番号 p" in each]
    assert len(told) == 5
    assert town.cards("P03")


async def test_a_later_act_is_not_undone_by_an_earlier_one_that_failed(
    town: Town, expected: Any
) -> None:
    """F34: the last word counts, whenever the first could be recorded."""
    night = town.person("P01-1")
    await asks(town)
    with breaks(town, SAVE_ASK, about=await ask_of(town, "P01")):
        await declines(town, by="P01-1", at="P01")
    number = number_in(text_of(night.view.blocks))

    town.clock.push(SECONDS)
    await night.presses("受入れ可能", at="P01")
    await town.push(10 * SECONDS)

    assert "現在の状況：受入れ可能" in text_of(town.card("P01").blocks)
    assert night.letters[-1].startswith(
        f"先ほど記録できなかった操作（番号 {number}）は、その後に別の操作が記録されたため"
    )


async def test_a_typed_answer_that_failed_comes_again_and_is_recorded_once(
    town: Town, expected: Any
) -> None:
    """F18, F20: an event whose rule fails is not acknowledged; what comes again is one answer."""
    await asks(town)
    night = town.person("P01-1")

    with breaks(town, SAVE_ASK, about=await ask_of(town, "P01")):
        card = town.card("P01")
        town.workspace.say(
            night.user, town.channel("P01"), "受け入れ可能です", town.now(), thread_ts=card.ts
        )
        async with asyncio.timeout(5):
            while not await inbox(town, "failed"):
                await town.server.flush()
    town.clock.push(3 * SECONDS)
    await town.settles()
    await town.push(MINUTE)

    thanks = [line for line in town.thread("P01") if line.startswith("受入れ可能のご回答を")]
    assert len(thanks) == 1
    assert night.letters == []
    assert await inbox(town, "failed", "parked") == []


async def test_a_form_that_cannot_be_shown_any_more_is_asked_for_once_more(
    town: Town, expected: Any
) -> None:
    counselor = town.person("C1")
    await begins(town)
    with breaks(town, "UPDATE draft", times=2):
        await counselor.fills(SECOND_PAGE)
    number = number_in(text_of(counselor.view.blocks))

    await town.push(71 * SECONDS)

    assert number in counselor.letters[-1]
    assert "もう一度操作をお願いいたします" in counselor.letters[-1]
