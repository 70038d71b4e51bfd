"""登録情報を見る: a person's sheet, opened for those who care for them, on record first."""

from __future__ import annotations

from slack_bolt.context.ack.async_ack import AsyncAck

from bot.decide import sheets
from bot.decide.may import Act
from bot.decide.sheets import Sheet
from bot.effects import Shown
from bot.words import pages
from bot.words.blocks import View
from handlers import read
from handlers.desk import Desk, Outcome
from handlers.forms import open_form
from handlers.read import Body
from storage.gather import Gather


async def on_sheet(desk: Desk, ack: AsyncAck, body: Body) -> None:
    press = read.action(body, team=desk.team)
    await open_form(desk, press, Act.OPEN_SHEET, Gather.ask_or_case, sheets.open_sheet, page=_sheet)
    await ack()


async def on_copy(desk: Desk, ack: AsyncAck, body: Body) -> None:
    """どなたか確認する: the shared copy, for an asked office that holds one."""
    press = read.action(body, team=desk.team)
    await open_form(
        desk, press, Act.OPEN_COPY, Gather.ask_with_person, sheets.open_copy, page=_sheet
    )
    await ack()


def _sheet(outcome: Outcome) -> View:
    match outcome.reply:
        case Shown(value=Sheet() as sheet):
            return pages.sheet(outcome.words, sheet)
        case _:
            raise LookupError("there is no sheet to draw")
