"""その他の操作: the menu of a case card."""

from __future__ import annotations

from slack_bolt.context.ack.async_ack import AsyncAck

from bot.decide import menu
from bot.decide.may import Act
from bot.decide.menu import Usable
from bot.effects import Shown
from bot.words import menus
from bot.words.blocks import View
from handlers import read
from handlers.desk import Desk, Outcome
from handlers.forms import open_form
from handlers.read import Body
from storage.gather import Gather


async def on_menu(desk: Desk, ack: AsyncAck, body: Body) -> None:
    press = read.action(body, team=desk.team)
    await open_form(desk, press, Act.OPEN_MENU, Gather.case, menu.open_menu, page=_menu)
    await ack()


def _menu(outcome: Outcome) -> View:
    if outcome.facts is None or not isinstance(outcome.reply, Shown):
        raise LookupError("there is nothing to draw")
    usable: tuple[Usable, ...] = outcome.reply.value  # type: ignore[assignment]
    return menus.case_menu(outcome.words, outcome.facts, usable)
