"""Suspected abuse: to whom it was reported, and why the case is over; from letters only."""

from __future__ import annotations

from functools import partial

from slack_bolt.context.ack.async_ack import AsyncAck

from bot.decide import restricted
from bot.decide.may import Act
from bot.effects import Shown
from bot.words import apart
from bot.words.blocks import View
from handlers import fields, read
from handlers.desk import Desk, Outcome
from handlers.forms import closing, open_form, send_back, shown
from handlers.read import Body
from storage.gather import Gather


async def on_tell_city(desk: Desk, ack: AsyncAck, body: Body) -> None:
    press = read.action(body, team=desk.team)
    await open_form(desk, press, Act.TELL_CITY, Gather.case, restricted.ask_whom, page=_page)
    await ack()


async def on_told(desk: Desk, ack: AsyncAck, body: Body) -> None:
    press = read.submission(body, team=desk.team)
    whom = fields.told_whom(press)
    if isinstance(whom, dict):
        await send_back(desk, ack, press, whom)
        return
    rule = partial(restricted.record_told, whom=whom)
    draw = partial(closing, page=_page)
    outcome = await desk.act(press, Act.TELL_CITY, Gather.case, rule, draw=draw)
    await ack(**outcome.answer)
    desk.nudge()


async def on_end(desk: Desk, ack: AsyncAck, body: Body) -> None:
    press = read.action(body, team=desk.team)
    await open_form(desk, press, Act.END_RESTRICTED, Gather.case, restricted.ask_why, page=_page)
    await ack()


async def on_ended(desk: Desk, ack: AsyncAck, body: Body) -> None:
    press = read.submission(body, team=desk.team)
    reason = fields.end_reason(press)
    if isinstance(reason, dict):
        await send_back(desk, ack, press, reason)
        return
    rule = partial(restricted.end, reason=reason)
    draw = partial(closing, page=_page)
    outcome = await desk.act(press, Act.END_RESTRICTED, Gather.case, rule, draw=draw)
    await ack(**outcome.answer)
    desk.nudge()


def _page(outcome: Outcome) -> View:
    _, case = shown(outcome)
    if outcome.reply == Shown("tell_city", case):
        return apart.tell_city_form(outcome.words, case)
    return apart.end_form(outcome.words, case)
