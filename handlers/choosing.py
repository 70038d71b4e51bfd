"""The decision on the case card, the core centre coming in, and the arrival."""

from __future__ import annotations

from functools import partial

from slack_bolt.context.ack.async_ack import AsyncAck

from bot.decide import arriving, choosing, core_centre, ending, withdrawing
from bot.decide.may import Act
from bot.effects import Shown
from bot.facts import ask_of, case_of
from bot.words import answering, pages, situation
from bot.words.blocks import View
from handlers import fields, read
from handlers.desk import Desk, Outcome
from handlers.forms import closing, errors_or, open_form, opened_in, send_back, shown
from handlers.read import Body
from storage.gather import Gather


async def on_choose(desk: Desk, ack: AsyncAck, body: Body) -> None:
    """Decide at once; where the person's wish is not on record yet, ask for it first."""
    press = read.action(body, team=desk.team)
    outcome = await desk.act(press, Act.CHOOSE, Gather.ask, choosing.choose)
    if isinstance(outcome.reply, Shown):
        await desk.api.open_view(press.trigger, opened_in(read.place(press), _wish(outcome)))
    await ack()
    desk.nudge()


async def on_wish(desk: Desk, ack: AsyncAck, body: Body) -> None:
    press = read.submission(body, team=desk.team)
    rule = partial(choosing.choose_with_wish, given=fields.wish(press))
    outcome = await desk.act(
        press, Act.CHOOSE, Gather.ask, rule, draw=partial(errors_or, "update", page=_wish)
    )
    await ack(**outcome.answer)
    desk.nudge()


async def on_claim(desk: Desk, ack: AsyncAck, body: Body) -> None:
    press = read.action(body, team=desk.team)
    await desk.act(press, Act.CLAIM, Gather.case, core_centre.claim)
    await ack()
    desk.nudge()


async def on_telephoning(desk: Desk, ack: AsyncAck, body: Body) -> None:
    press = read.action(body, team=desk.team)
    await desk.act(press, Act.CLAIM, Gather.case, core_centre.acknowledge)
    await ack()
    desk.nudge()


async def on_situation(desk: Desk, ack: AsyncAck, body: Body) -> None:
    """状況を見る: the counsellor's own words, drawn once the opening is on record."""
    press = read.action(body, team=desk.team)
    rule = core_centre.open_situation
    await open_form(desk, press, Act.READ_REMARKS, Gather.case, rule, page=_situation)
    await ack()


def _situation(outcome: Outcome) -> View:
    facts, _ = shown(outcome)
    return situation.situation(outcome.words, facts, at=outcome.at)


async def on_arrive(desk: Desk, ack: AsyncAck, body: Body) -> None:
    press = read.action(body, team=desk.team)
    await desk.act(press, Act.ARRIVE, Gather.need, arriving.arrive)
    await ack()
    desk.nudge()


async def on_arrival_back(desk: Desk, ack: AsyncAck, body: Body) -> None:
    press = read.action(body, team=desk.team)
    rule = arriving.open_form
    await open_form(desk, press, Act.ARRIVE, Gather.need, rule, page=_arrival_back)
    await ack()


async def on_taken_back(desk: Desk, ack: AsyncAck, body: Body) -> None:
    press = read.submission(body, team=desk.team)
    reason = fields.arrival_mistake(press)
    if isinstance(reason, dict):
        await send_back(desk, ack, press, reason)
        return
    rule = partial(arriving.take_back, reason=reason)
    draw = partial(closing, page=_arrival_back)
    outcome = await desk.act(press, Act.ARRIVE, Gather.need, rule, draw=draw)
    await ack(**outcome.answer)
    desk.nudge()


def _arrival_back(outcome: Outcome) -> View:
    subject = outcome.facts.need.id if outcome.facts and outcome.facts.need else ""
    return answering.arrival_back_form(outcome.words, subject)


async def on_withdraw(desk: Desk, ack: AsyncAck, body: Body) -> None:
    press = read.action(body, team=desk.team)
    rule = withdrawing.open_form
    await open_form(desk, press, Act.WITHDRAW, Gather.ask, rule, page=_withdraw)
    await ack()


async def on_withdrawn(desk: Desk, ack: AsyncAck, body: Body) -> None:
    press = read.submission(body, team=desk.team)
    given = fields.decline(press)
    if isinstance(given, dict):
        await send_back(desk, ack, press, given)
        return
    rule = partial(withdrawing.withdraw, given=given, new_id=desk.means.new_id)
    outcome = await desk.act(
        press, Act.WITHDRAW, Gather.ask, rule, draw=partial(closing, page=_withdraw)
    )
    await ack(**outcome.answer)
    desk.nudge()


def _withdraw(outcome: Outcome) -> View:
    facts, spoken = shown(outcome)
    ask = ask_of(facts)
    spoken_for = facts.office_of(ask).name if spoken else ""
    shared = outcome.reply == Shown("withdraw_named", spoken)
    return answering.withdraw_form(
        outcome.words,
        ask.id,
        number=case_of(facts)[0].number,
        spoken_for=spoken_for,
        shared=shared,
    )


def _wish(outcome: Outcome) -> View:
    facts, _ = shown(outcome)
    return pages.wish_form(outcome.words, facts)


async def on_return(desk: Desk, ack: AsyncAck, body: Body) -> None:
    press = read.action(body, team=desk.team)
    await desk.act(press, Act.RETURN, Gather.need, ending.record_return)
    await ack()
    desk.nudge()


async def on_cancel(desk: Desk, ack: AsyncAck, body: Body) -> None:
    press = read.action(body, team=desk.team)
    await open_form(desk, press, Act.CANCEL, Gather.need, ending.open_form, page=_cancel)
    await ack()


async def on_cancelled(desk: Desk, ack: AsyncAck, body: Body) -> None:
    press = read.submission(body, team=desk.team)
    reason = fields.cancel_reason(press)
    if isinstance(reason, dict):
        await send_back(desk, ack, press, reason)
        return
    rule = partial(ending.cancel, reason=reason)
    draw = partial(closing, page=_cancel)
    outcome = await desk.act(press, Act.CANCEL, Gather.need, rule, draw=draw)
    await ack(**outcome.answer)
    desk.nudge()


def _cancel(outcome: Outcome) -> View:
    subject = outcome.facts.need.id if outcome.facts and outcome.facts.need else ""
    return answering.cancel_form(outcome.words, subject)
