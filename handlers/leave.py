"""登録情報の閲覧を認める, and 電話で伝達済み: for whoever answered without being known as staff."""

from __future__ import annotations

from functools import partial

from slack_bolt.context.ack.async_ack import AsyncAck

from bot.clock import JST
from bot.decide import leave
from bot.decide.may import Act
from bot.facts import case_of
from bot.words import people
from bot.words.blocks import View, escaped
from handlers import read
from handlers.desk import Desk, Outcome
from handlers.forms import closing, open_form, shown
from handlers.read import Body
from storage.gather import Gather


async def on_leave(desk: Desk, ack: AsyncAck, body: Body) -> None:
    press = read.action(body, team=desk.team)
    await open_form(desk, press, Act.GRANT_SHEET, Gather.need, leave.open_form, page=_form)
    await ack()


async def on_form(desk: Desk, ack: AsyncAck, body: Body) -> None:
    press = read.submission(body, team=desk.team)
    called = bool(press.values.get("called"))
    rule = partial(leave.grant, called=called, new_id=desk.means.new_id)
    draw = partial(closing, page=_form)
    outcome = await desk.act(press, Act.GRANT_SHEET, Gather.need, rule, draw=draw)
    await ack(**outcome.answer)
    desk.nudge()


async def on_told(desk: Desk, ack: AsyncAck, body: Body) -> None:
    press = read.action(body, team=desk.team)
    rule = leave.record_told
    await open_form(desk, press, Act.TELL_BY_TELEPHONE, Gather.need, rule, page=_form)
    await ack()


def _form(outcome: Outcome) -> View:
    facts, until = shown(outcome)
    _, need = case_of(facts)
    office = escaped(facts.office_of(facts.decided).name) if facts.decided else ""
    today = outcome.at.astimezone(JST).date()
    return people.leave_form(outcome.words, need.id, office=office, until=until, today=today)
