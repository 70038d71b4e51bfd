"""職員登録: the button, the form, and the approval by one other person."""

from __future__ import annotations

from functools import partial

from slack_bolt.context.ack.async_ack import AsyncAck

from bot.decide import joining
from bot.decide.may import Act
from bot.words import people
from bot.words.blocks import View
from handlers import fields, read
from handlers.desk import Answer, Desk, Outcome
from handlers.forms import closing, open_form, shown
from handlers.read import Body, Press
from storage.gather import Gather


async def on_join(desk: Desk, ack: AsyncAck, body: Body) -> None:
    await on_command(desk, read.action(body, team=desk.team))
    await ack()


async def on_command(desk: Desk, press: Press) -> Answer:
    """Open the form; from a channel with the offices that are reached there."""
    rule = partial(joining.open_form, channel=press.channel)
    await open_form(desk, press, Act.JOIN, Gather.own_joining, rule, page=_form)
    return {}


async def on_form(desk: Desk, ack: AsyncAck, body: Body) -> None:
    press = read.submission(body, team=desk.team)
    rule = partial(joining.ask, wished=fields.wished(press), new_id=desk.means.new_id)
    draw = partial(closing, page=_form)
    outcome = await desk.act(press, Act.JOIN, Gather.own_joining, rule, draw=draw)
    await ack(**outcome.answer)
    desk.nudge()


async def on_approve(desk: Desk, ack: AsyncAck, body: Body) -> None:
    press = read.action(body, team=desk.team)
    rule = partial(joining.approve, new_id=desk.means.new_id)
    await desk.act(press, Act.APPROVE_JOINING, Gather.joining, rule)
    await ack()
    desk.nudge()


async def on_refuse(desk: Desk, ack: AsyncAck, body: Body) -> None:
    press = read.action(body, team=desk.team)
    await desk.act(press, Act.APPROVE_JOINING, Gather.joining, joining.refuse)
    await ack()
    desk.nudge()


def _form(outcome: Outcome) -> View:
    _, offices = shown(outcome)
    return people.joining_form(outcome.words, offices)
