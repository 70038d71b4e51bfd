"""Who else is asked, and the asking held for a while."""

from __future__ import annotations

from functools import partial

from slack_bolt.context.ack.async_ack import AsyncAck

from bot.decide import pausing, proposing
from bot.decide.may import Act
from bot.words import asking
from bot.words.blocks import View
from handlers import fields, read
from handlers.desk import Desk, Outcome
from handlers.forms import closing, open_form, send_back, shown
from handlers.read import Body
from storage.gather import Gather


async def on_send_proposal(desk: Desk, ack: AsyncAck, body: Body) -> None:
    press = read.action(body, team=desk.team)
    await desk.act(press, Act.PROPOSE, Gather.need_among_rivals, proposing.send)
    await ack()
    desk.nudge()


async def on_others(desk: Desk, ack: AsyncAck, body: Body) -> None:
    press = read.action(body, team=desk.team)
    await open_form(desk, press, Act.PROPOSE, Gather.need, proposing.open_form, page=_others)
    await ack()


async def on_these(desk: Desk, ack: AsyncAck, body: Body) -> None:
    press = read.submission(body, team=desk.team)
    offices = tuple(press.values.get("offices") or ())
    rule = partial(proposing.ask_these, offices=offices, new_id=desk.means.new_id)
    draw = partial(closing, page=_others)
    outcome = await desk.act(press, Act.PROPOSE, Gather.need_among_rivals, rule, draw=draw)
    await ack(**outcome.answer)
    desk.nudge()


async def on_pause(desk: Desk, ack: AsyncAck, body: Body) -> None:
    press = read.action(body, team=desk.team)
    await open_form(desk, press, Act.PAUSE, Gather.case, pausing.open_form, page=_pause)
    await ack()


async def on_paused(desk: Desk, ack: AsyncAck, body: Body) -> None:
    press = read.submission(body, team=desk.team)
    pause = fields.pause(press)
    if isinstance(pause, dict):
        await send_back(desk, ack, press, pause)
        return
    rule = partial(pausing.pause, pause=pause)
    draw = partial(closing, page=_pause)
    outcome = await desk.act(press, Act.PAUSE, Gather.case, rule, draw=draw)
    await ack(**outcome.answer)
    desk.nudge()


async def on_resume(desk: Desk, ack: AsyncAck, body: Body) -> None:
    press = read.action(body, team=desk.team)
    await desk.act(press, Act.PAUSE, Gather.case, pausing.resume)
    await ack()
    desk.nudge()


def _others(outcome: Outcome) -> View:
    return asking.others_form(outcome.words, *shown(outcome))


def _pause(outcome: Outcome) -> View:
    facts, _ = shown(outcome)
    return asking.pause_form(outcome.words, facts)
