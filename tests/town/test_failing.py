"""What could not be done is said where the person looks, wherever it was begun."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck

from handlers.desk import Desk
from handlers.journal import journaled
from handlers.read import Body
from sandbox.resident import text_of
from sandbox.town import Town
from tests.town.asking import asks

TOO_LATE = timedelta(seconds=4)
"""Longer than a trigger of Slack's lives."""

AGAIN = "画面を開けませんでした。もう一度、同じ操作をお願いいたします。"


async def test_a_shortcut_slack_was_slow_with_is_answered_in_a_message(town: Town) -> None:
    counselor = town.person("C1")

    town.workspace.shortcut(counselor.user, "emergency", town.now())
    town.clock.push(TOO_LATE)
    await town.settles()

    assert counselor.letters == [AGAIN]


async def test_a_button_at_home_slack_was_slow_with_is_answered_in_a_message(town: Town) -> None:
    counselor = town.person("C1")
    home = await counselor.opens_home()
    assert home is not None

    town.workspace.press_in_view(counselor.user, home.id, "emergency_open", town.now())
    town.clock.push(TOO_LATE)
    await town.settles()

    assert counselor.letters == [AGAIN]


async def breaks(desk: Desk, ack: AsyncAck, body: Body) -> None:
    """Fail as a listener with a mistake in it would."""
    raise ArithmeticError


async def test_what_failed_inside_a_form_is_said_in_that_form(town: Town, caplog: Any) -> None:
    counselor = town.person("C1")
    await asks(town)
    await counselor.presses("その他の操作", at="P12")
    row = town.workspace.press_in_view(counselor.user, counselor.view.id, "case_pause", town.now())
    await town.settles()

    await journaled(town.bot.desk, breaks)(AsyncAck(), row.payload)  # type: ignore[no-untyped-call]

    shown = text_of(counselor.view.blocks)
    assert "うまく記録できませんでした" in shown
    assert [record.msg for record in caplog.records if record.levelname == "ERROR"] == [
        "a listener failed"
    ]
    caplog.clear()


async def test_what_failed_when_a_form_was_closed_disturbs_nobody(town: Town, caplog: Any) -> None:
    counselor = town.person("C1")
    await counselor.commands("緊急", at="P12")
    closed = town.workspace.close(counselor.user, counselor.view.id, town.now())
    assert closed is not None
    await town.settles()

    await journaled(town.bot.desk, breaks)(AsyncAck(), closed.payload)  # type: ignore[no-untyped-call]

    assert counselor.letters == []
    caplog.clear()
