"""その他の操作, the menu of a case card; its medical contacts, and whose case it is."""

from __future__ import annotations

from functools import partial

from slack_bolt.context.ack.async_ack import AsyncAck

from bot.decide import medical, menu, owners
from bot.decide.may import Act
from bot.facts import case_of
from bot.words import medical as medical_pages
from bot.words import menus
from bot.words.blocks import View
from handlers import fields, read
from handlers.desk import Desk, Outcome
from handlers.forms import closing, open_form, send_back, shown
from handlers.read import Body
from storage.gather import Gather


async def on_menu(desk: Desk, ack: AsyncAck, body: Body) -> None:
    press = read.action(body, team=desk.team)
    await open_form(desk, press, Act.OPEN_MENU, Gather.case, menu.open_menu, page=_menu)
    await ack()


async def on_medical(desk: Desk, ack: AsyncAck, body: Body) -> None:
    """受診・相談を記録する: what is on record, drawn once the reading is on record."""
    press = read.action(body, team=desk.team)
    await open_form(desk, press, Act.RECORD_MEDICAL, Gather.case, medical.open_form, page=_medical)
    await ack()


async def on_contacted(desk: Desk, ack: AsyncAck, body: Body) -> None:
    press = read.submission(body, team=desk.team)
    contacted = fields.contacted(press)
    if isinstance(contacted, dict):
        await send_back(desk, ack, press, contacted)
        return
    rule = partial(medical.record, contacted=contacted, new_id=desk.means.new_id)
    draw = partial(closing, page=_medical)
    outcome = await desk.act(press, Act.RECORD_MEDICAL, Gather.case, rule, draw=draw)
    await ack(**outcome.answer)
    desk.nudge()


async def on_confirm_owner(desk: Desk, ack: AsyncAck, body: Body) -> None:
    press = read.action(body, team=desk.team)
    await desk.act(press, Act.CONFIRM_OWNER, Gather.case, owners.confirm)
    await ack()
    desk.nudge()


def _medical(outcome: Outcome) -> View:
    facts, contacts = shown(outcome)
    case, _ = case_of(facts)
    return medical_pages.medical_form(outcome.words, case.id, contacts)


def _menu(outcome: Outcome) -> View:
    return menus.case_menu(outcome.words, *shown(outcome))
