"""緊急の連絡を取り次ぐ, for anybody; 電話を引き受ける, for whoever is paged."""

from __future__ import annotations

from functools import partial

from slack_bolt.context.ack.async_ack import AsyncAck

from bot.decide import alarms
from bot.decide.may import Act
from bot.words import alarms as pages
from bot.words.blocks import View
from handlers import fields, read
from handlers.desk import Answer, Desk, Outcome
from handlers.forms import errors_or, open_form, shown
from handlers.read import Body, Press
from storage.gather import Gather


async def on_alarm(desk: Desk, press: Press) -> Answer:
    """Open the form; it knows its channel, in which somebody unregistered is heard."""
    rule = alarms.ask_number
    await open_form(desk, press, Act.RELAY_ALARM, Gather.nothing, rule, page=_form)
    return {}


async def on_button(desk: Desk, ack: AsyncAck, body: Body) -> None:
    await on_alarm(desk, read.action(body, team=desk.team))
    await ack()


async def on_number(desk: Desk, ack: AsyncAck, body: Body) -> None:
    press = read.submission(body, team=desk.team)
    callback = fields.text(press.values, "callback")
    rule = partial(alarms.raise_alarm, callback=callback, new_id=desk.means.new_id)
    draw = partial(errors_or, "update", page=_form)
    outcome = await desk.act(press, Act.RELAY_ALARM, Gather.nothing, rule, draw=draw)
    await ack(**outcome.answer)
    desk.nudge()


async def on_take(desk: Desk, ack: AsyncAck, body: Body) -> None:
    """電話を引き受ける: the number opens once the taking is on record."""
    press = read.action(body, team=desk.team)
    await open_form(desk, press, Act.TAKE_ALARM, Gather.alarm, alarms.take, page=_number)
    await ack()


def _form(outcome: Outcome) -> View:
    facts, _ = shown(outcome)
    return pages.alarm_form(outcome.words, facts)


def _number(outcome: Outcome) -> View:
    _, found = shown(outcome)
    return pages.number(outcome.words, found)
