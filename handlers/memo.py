"""The call sheet left lying, its ways on from a no, and the core centre asked to telephone."""

from __future__ import annotations

from functools import partial

from slack_bolt.context.ack.async_ack import AsyncAck

from bot.decide import consulting, drafts, memo
from bot.decide.may import Act
from bot.effects import Way
from bot.words.refusing import WAY
from handlers import memo_fields, read
from handlers.desk import Desk
from handlers.emergency import page_of
from handlers.forms import open_form, said_in_place
from handlers.read import Body
from storage.gather import Gather


async def on_go_on(desk: Desk, ack: AsyncAck, body: Body) -> None:
    """続きを入力する: the call sheet again, as far as it was filled, in place of an empty one."""
    press = read.action(body, team=desk.team)
    act, gather = Act.LIST_REGISTRANTS, Gather.unfinished
    await open_form(desk, press, act, gather, memo.go_on, page=page_of, afresh=True)
    await ack()


async def on_sibling(desk: Desk, ack: AsyncAck, body: Body) -> None:
    """ご家族も依頼: the call sheet for somebody else of the same event, filled so far."""
    press = read.action(body, team=desk.team)
    rule = partial(memo.begin_beside, new_id=desk.means.new_id)
    act, gather = Act.LIST_REGISTRANTS, Gather.registrants_beside
    await open_form(desk, press, act, gather, rule, page=page_of)
    await ack()


async def on_drop(desk: Desk, ack: AsyncAck, body: Body) -> None:
    press = read.action(body, team=desk.team)
    await desk.act(press, Act.GIVE_UP_MEMO, Gather.bare_draft, drafts.drop)
    await ack()
    desk.nudge()


async def on_closed(desk: Desk, ack: AsyncAck, body: Body) -> None:
    """A form of the call sheet was closed; below a refusal there may still be the form itself."""
    press, was_last = read.closing(body, team=desk.team)
    if was_last and press.subject:
        await desk.act(press, Act.GIVE_UP_MEMO, Gather.bare_draft, drafts.closed)
    await ack()


async def on_type_for(desk: Desk, ack: AsyncAck, body: Body) -> None:
    """基幹に代行入力を頼む: pressed in the form, which stays as it is, or under a letter."""
    press = read.action(body, team=desk.team)
    given = memo_fields.so_far(press, at=desk.clock.wall())
    new_id = desk.means.new_id
    rule = partial(consulting.type_for, draft=press.subject, given=given, new_id=new_id)
    outcome = await desk.act(press, Act.CONSULT_CORE, Gather.raised, rule)
    await ack()
    desk.nudge()
    if press.view is not None:
        await said_in_place(desk, body, outcome)


async def on_consult(desk: Desk, ack: AsyncAck, body: Body) -> None:
    """基幹に相談: who asks, and where to call back; nothing of the person."""
    press = read.action(body, team=desk.team)
    rule = partial(consulting.consult, new_id=desk.means.new_id)
    await open_form(desk, press, Act.CONSULT_CORE, Gather.raised, rule, page=page_of)
    await ack()


async def on_join(desk: Desk, ack: AsyncAck, body: Body) -> None:
    press = read.action(body, team=desk.team)
    await open_form(desk, press, Act.OPEN_CASE, Gather.draft, memo.join_case, page=page_of)
    await ack()


async def on_way(desk: Desk, ack: AsyncAck, body: Body) -> None:
    """A way on that changes the form: it is drawn again in the refusal's place."""
    press = read.action(body, team=desk.team)
    way = Way(body["actions"][0]["action_id"].removeprefix(WAY))
    rule = partial(memo.way_on, way=way)
    await open_form(desk, press, Act.OPEN_CASE, Gather.draft, rule, page=page_of)
    await ack()
