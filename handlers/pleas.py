"""例外の判断を依頼, 例外を判断: a rule is set aside for a counsellor by whom the city names."""

from __future__ import annotations

from functools import partial

from slack_bolt.context.ack.async_ack import AsyncAck

from bot.decide import pleas
from bot.decide.may import Act
from bot.decide.pleas import ToDecide
from bot.effects import Shown
from bot.words import pleas as pages
from bot.words.blocks import View
from handlers import fields, read
from handlers.desk import Desk, Outcome
from handlers.emergency import page_of
from handlers.forms import errors_or, open_form, send_back
from handlers.read import Body, Press
from storage.gather import Gather


async def on_ask(desk: Desk, ack: AsyncAck, body: Body) -> None:
    """例外の判断を依頼: said in the place of the refusal."""
    press = read.action(body, team=desk.team)
    await open_form(desk, press, Act.OPEN_CASE, Gather.draft, pleas.ask, page=page_of)
    await ack()


async def on_open(desk: Desk, ack: AsyncAck, body: Body) -> None:
    """例外を判断: the call sheet as it stands, its opening on record first."""
    press = read.action(body, team=desk.team)
    rule = partial(pleas.show, turn=_turn(press))
    await open_form(desk, press, Act.OVERRIDE_RULE, Gather.plea, rule, page=_form)
    await ack()


async def on_decided(desk: Desk, ack: AsyncAck, body: Body) -> None:
    press = read.submission(body, team=desk.team)
    if wrong := fields.missing(press, "exception"):
        await send_back(desk, ack, press, wrong)
        return
    allow = press.values["exception"] == pages.ALLOW
    reason = fields.text(press.values, "exception_reason")
    rule = partial(pleas.decide, turn=_turn(press), allow=allow, reason=reason)
    draw = partial(errors_or, "update", page=_form)
    outcome = await desk.act(press, Act.OVERRIDE_RULE, Gather.plea, rule, draw=draw)
    await ack(**outcome.answer)
    desk.nudge()


def _turn(press: Press) -> int:
    return fields.whole(press.subject.partition(":")[2])


def _form(outcome: Outcome) -> View:
    match outcome.reply, outcome.facts:
        case Shown(value=ToDecide() as found), facts if facts is not None:
            return pages.form(outcome.words, facts, found)
        case _:
            raise LookupError("there is no plea to draw")
