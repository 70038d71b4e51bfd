"""サービスを追加, 事由を追加: what is added to an open case."""

from __future__ import annotations

from functools import partial

from slack_bolt.context.ack.async_ack import AsyncAck

from bot.decide import adding
from bot.decide.may import Act
from bot.request import Memo
from bot.vocabulary import Ground
from bot.words import adding as words
from bot.words.blocks import View
from handlers import fields, memo_fields, read
from handlers.desk import Desk, Outcome
from handlers.forms import closing, open_form, send_back, shown
from handlers.read import Body
from storage.gather import Gather


async def on_service(desk: Desk, ack: AsyncAck, body: Body) -> None:
    press = read.action(body, team=desk.team)
    rule = adding.open_service_form
    await open_form(desk, press, Act.ADD_NEED, Gather.case, rule, page=_service)
    await ack()


async def on_added(desk: Desk, ack: AsyncAck, body: Body) -> None:
    press = read.submission(body, team=desk.team)
    wanted = Memo(**memo_fields.service(press))
    rule = partial(adding.add_need, wanted=wanted, new_id=desk.means.new_id)
    draw = partial(closing, page=_service)
    outcome = await desk.act(press, Act.ADD_NEED, Gather.case_among_rivals, rule, draw=draw)
    await ack(**outcome.answer)
    desk.nudge()


async def on_ground(desk: Desk, ack: AsyncAck, body: Body) -> None:
    press = read.action(body, team=desk.team)
    rule = adding.open_ground_form
    await open_form(desk, press, Act.ADD_GROUND, Gather.case, rule, page=_ground)
    await ack()


async def on_ground_added(desk: Desk, ack: AsyncAck, body: Body) -> None:
    press = read.submission(body, team=desk.team)
    missing = fields.missing(press, "ground", "later_at")
    if missing:
        await send_back(desk, ack, press, missing)
        return
    ground = Ground(press.values["ground"])
    since = fields.latest_before(press.values["later_at"], desk.clock.wall())
    rule = partial(adding.add_ground, ground=ground, since=since)
    draw = partial(closing, page=_ground)
    outcome = await desk.act(press, Act.ADD_GROUND, Gather.case, rule, draw=draw)
    await ack(**outcome.answer)
    desk.nudge()


def _service(outcome: Outcome) -> View:
    facts, _ = shown(outcome)
    return words.service_form(outcome.words, facts, at=outcome.at)


def _ground(outcome: Outcome) -> View:
    facts, _ = shown(outcome)
    return words.ground_form(outcome.words, facts, at=outcome.at)
