"""The decision on the case card, the core centre coming in, and the arrival."""

from __future__ import annotations

from functools import partial

from slack_bolt.context.ack.async_ack import AsyncAck

from bot.decide import choosing, escalation
from bot.decide.may import Act
from bot.effects import Shown
from bot.words import pages
from bot.words.blocks import View
from handlers import read
from handlers.desk import Desk, Outcome
from handlers.forms import errors_or
from handlers.read import Body
from storage.gather import Gather


async def on_choose(desk: Desk, ack: AsyncAck, body: Body) -> None:
    """Decide at once; where the person's wish is not on record yet, ask for it first."""
    press = read.action(body, team=desk.team)
    outcome = await desk.act(press, Act.CHOOSE, Gather.ask, choosing.choose)
    if isinstance(outcome.reply, Shown):
        form = pages.wish_form(outcome.words, press.subject)
        await desk.api.open_view(press.trigger, form)
    await ack()
    desk.nudge()


async def on_wish(desk: Desk, ack: AsyncAck, body: Body) -> None:
    press = read.submission(body, team=desk.team)
    rule = partial(choosing.choose_with_wish, given=read.wish(press))
    outcome = await desk.act(
        press, Act.CHOOSE, Gather.ask, rule, draw=partial(errors_or, "update", page=_wish)
    )
    await ack(**outcome.answer)
    desk.nudge()


async def on_claim(desk: Desk, ack: AsyncAck, body: Body) -> None:
    press = read.action(body, team=desk.team)
    await desk.act(press, Act.CLAIM, Gather.case, escalation.claim)
    await ack()
    desk.nudge()


async def on_arrive(desk: Desk, ack: AsyncAck, body: Body) -> None:
    press = read.action(body, team=desk.team)
    await desk.act(press, Act.ARRIVE, Gather.need, choosing.arrive)
    await ack()
    desk.nudge()


def _wish(outcome: Outcome) -> View:
    subject = outcome.facts.ask.id if outcome.facts and outcome.facts.ask else ""
    return pages.wish_form(outcome.words, subject)
