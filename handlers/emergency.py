"""`/kyoten emergency`: the call sheet's two pages, the preview of exact cards, and the sending."""

from __future__ import annotations

from functools import partial

from slack_bolt.context.ack.async_ack import AsyncAck

from bot.decide import memo, opening
from bot.decide.may import Act
from bot.decide.memo import Apart, CallSheet, Details
from bot.decide.reaching import Reach
from bot.effects import Shown
from bot.words import memo as pages
from bot.words import reaching
from bot.words.blocks import View
from bot.words.preview import preview
from handlers import fields, memo_fields, read
from handlers.desk import Answer, Desk, Outcome
from handlers.forms import closing, errors_or, open_form, shown
from handlers.read import Body, Press
from storage.gather import Gather


async def on_emergency(desk: Desk, press: Press) -> Answer:
    """Open the call sheet; the names on it are on record as seen before they are drawn."""
    rule = partial(memo.begin, new_id=desk.means.new_id)
    await open_form(desk, press, Act.LIST_REGISTRANTS, Gather.new_sheet, rule, page=page_of)
    return {}


async def on_button(desk: Desk, ack: AsyncAck, body: Body) -> None:
    """緊急の依頼, pressed at Home or beside the number of an alarm."""
    await on_emergency(desk, read.action(body, team=desk.team))
    await ack()


async def on_shortcut(desk: Desk, ack: AsyncAck, body: Body) -> None:
    await on_emergency(desk, read.shortcut(body, team=desk.team))
    await ack()


async def on_call_sheet(desk: Desk, ack: AsyncAck, body: Body) -> None:
    """The first page: kept, whatever is wrong with it, and answered with the second."""
    press = read.submission(body, team=desk.team)
    given = memo_fields.first_page(press, at=desk.clock.wall())
    outcome = await desk.act(
        press,
        Act.LIST_REGISTRANTS,
        partial(Gather.call_sheet, person=given["person"]),
        partial(memo.first_page, draft=press.subject, given=given),
        draw=partial(errors_or, "push", page=page_of),
    )
    await ack(**outcome.answer)


async def on_details(desk: Desk, ack: AsyncAck, body: Body) -> None:
    """The second page: kept, and answered by the gates or the preview."""
    press = read.submission(body, team=desk.team)
    given = memo_fields.second_page(press, at=desk.clock.wall())
    rule = partial(memo.second_page, given=given, new_id=desk.means.new_id)
    place = "update" if press.full else "push"
    draw = partial(errors_or, place, page=page_of)
    outcome = await desk.act(press, Act.OPEN_CASE, Gather.draft, rule, draw=draw)
    await ack(**outcome.answer)


async def on_override(desk: Desk, ack: AsyncAck, body: Body) -> None:
    """理由を記録して進む: the rule of the daily carer is set aside by whom the city names."""
    press = read.submission(body, team=desk.team)
    reason = fields.text(press.values, "override_reason")
    rule = partial(memo.set_aside, reason=reason, new_id=desk.means.new_id)
    draw = partial(errors_or, "update", page=page_of)
    outcome = await desk.act(press, Act.OVERRIDE_RULE, Gather.draft, rule, draw=draw)
    await ack(**outcome.answer)


async def on_preview(desk: Desk, ack: AsyncAck, body: Body) -> None:
    press = read.submission(body, team=desk.team)
    chosen = memo_fields.chosen(press)
    rule = partial(opening.open_case, chosen=chosen, new_id=desk.means.new_id)
    outcome = await desk.act(press, Act.OPEN_CASE, Gather.draft, rule, draw=_sent)
    if isinstance(outcome.reply, Shown) and isinstance(outcome.reply.value, Reach) and press.view:
        desk.awaited[outcome.reply.value.case] = press.view
    await ack(**outcome.answer)
    desk.nudge()


def _sent(outcome: Outcome) -> Answer:
    """Answer the sending with the page that says who is asked: it needs no call of ours."""
    if isinstance(outcome.reply, Shown) and isinstance(outcome.reply.value, Reach):
        view = reaching.sending(outcome.words, outcome.reply.value)
        return {"response_action": "update", "view": view}
    return closing(outcome, page=page_of)


def page_of(outcome: Outcome) -> View:
    """Return the page of the call sheet that an act came to."""
    facts, matter = shown(outcome)
    match matter:
        case CallSheet():
            return pages.call_sheet(outcome.words, facts, matter, at=outcome.at)
        case Details():
            return pages.details(outcome.words, facts, matter, at=outcome.at)
        case Apart():
            return pages.apart(outcome.words, facts, matter)
        case _:
            draft, plan = matter
            return preview(outcome.words, facts, plan, draft=draft, at=outcome.at)
