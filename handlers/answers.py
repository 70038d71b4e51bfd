"""What offices say with the buttons and forms of a card."""

from __future__ import annotations

from functools import partial

from slack_bolt.context.ack.async_ack import AsyncAck

from bot.decide import answers, remarks
from bot.decide.given import NOTHING_MORE, Given
from bot.decide.may import Act
from bot.effects import Shown
from bot.moves import AskMove
from bot.words import answering
from bot.words.blocks import View
from handlers import fields, read
from handlers.desk import Answer, Desk, Outcome, Rule
from handlers.forms import closing, errors_or, open_form, opened_in, send_back, shown
from handlers.read import Body, Press
from storage.gather import Gather


async def on_accept(desk: Desk, ack: AsyncAck, body: Body) -> None:
    pressed = read.action(body, team=desk.team)
    outcome = await desk.act(pressed, Act.ACCEPT, Gather.ask, answers.accept)
    await _name_asked(desk, pressed, outcome, answering.ACCEPT_NAMED)
    await ack()  # only what is committed is acknowledged
    desk.nudge()


async def on_hold(desk: Desk, ack: AsyncAck, body: Body) -> None:
    pressed = read.action(body, team=desk.team)
    outcome = await desk.act(pressed, Act.HOLD, Gather.ask, answers.hold)
    await _name_asked(desk, pressed, outcome, answering.HOLD_NAMED)
    await ack()
    desk.nudge()


async def _name_asked(desk: Desk, pressed: Press, outcome: Outcome, form: str) -> None:
    """Ask for 回答者名 first where several people use a login; the form then gives the answer."""
    if isinstance(outcome.reply, Shown):
        words, ask = outcome.words, str(outcome.reply.value)
        page = answering.name_form(words, form, submit=words.button_answer(), subject=ask)
        await desk.api.open_view(pressed.trigger, opened_in(read.place(pressed), page))


async def on_accepted(desk: Desk, ack: AsyncAck, body: Body) -> None:
    await _named(desk, ack, body, Act.ACCEPT, AskMove.ACCEPT)


async def on_held(desk: Desk, ack: AsyncAck, body: Body) -> None:
    await _named(desk, ack, body, Act.HOLD, AskMove.HOLD)


async def _named(desk: Desk, ack: AsyncAck, body: Body, act: Act, move: AskMove) -> None:
    press = read.submission(body, team=desk.team)
    name, new_id = fields.answerer(press), desk.means.new_id
    rule = partial(answers.answer_named, move=move, answerer=name, new_id=new_id)
    await _answered(desk, ack, press, act, rule)


async def on_condition(desk: Desk, ack: AsyncAck, body: Body) -> None:
    pressed = read.action(body, team=desk.team)
    rule = partial(answers.open_form, page="condition")
    await open_form(desk, pressed, Act.CONDITION, Gather.ask, rule, page=_condition)
    await ack()


async def on_decline(desk: Desk, ack: AsyncAck, body: Body) -> None:
    pressed = read.action(body, team=desk.team)
    rule = partial(answers.open_form, page="decline")
    await open_form(desk, pressed, Act.DECLINE, Gather.ask, rule, page=_decline)
    await ack()


async def on_conditions(desk: Desk, ack: AsyncAck, body: Body) -> None:
    press = read.submission(body, team=desk.team)
    rule = partial(
        answers.accept_with_conditions, given=fields.condition(press), new_id=desk.means.new_id
    )
    await _answered(desk, ack, press, Act.CONDITION, rule)


async def on_declined(desk: Desk, ack: AsyncAck, body: Body) -> None:
    press = read.submission(body, team=desk.team)
    given = fields.decline(press)
    if press.values.get("if_conditions") == "yes":
        await _to_conditions(desk, ack, press)
    elif isinstance(given, dict):
        await send_back(desk, ack, press, given)
    else:
        rule = partial(answers.decline, given=given, new_id=desk.means.new_id)
        await _answered(desk, ack, press, Act.DECLINE, rule)


async def _to_conditions(desk: Desk, ack: AsyncAck, press: Press) -> None:
    """Go on in the form for conditions; what was typed so far stands in it."""
    rule = partial(answers.open_form, page="condition")
    draw = partial(_going_on, press=press)
    outcome = await desk.act(press, Act.CONDITION, Gather.ask, rule, draw=draw)
    await ack(**outcome.answer)
    desk.nudge()


def _going_on(outcome: Outcome, *, press: Press) -> Answer:
    page = partial(_condition, typed=fields.answerer(press), no=fields.unfinished_no(press))
    answer = errors_or("update", outcome, page=page)
    return {**answer, "view": opened_in(read.place(press), answer["view"])}


async def _answered(desk: Desk, ack: AsyncAck, press: Press, act: Act, rule: Rule) -> None:
    draw = partial(closing, page=_condition)
    outcome = await desk.act(press, act, Gather.ask, rule, draw=draw)
    await ack(**outcome.answer)
    desk.nudge()


async def on_remarks(desk: Desk, ack: AsyncAck, body: Body) -> None:
    pressed = read.action(body, team=desk.team)
    await open_form(
        desk, pressed, Act.READ_REMARKS, Gather.remarks, remarks.read_remarks, page=_remarks
    )
    await ack()


def _condition(outcome: Outcome, *, typed: str = "", no: Given = NOTHING_MORE) -> View:
    ask, number, name = _form_of(outcome)
    written = answering.unfinished_no(outcome.words, no.reason, no.remark)
    return answering.condition_form(
        outcome.words, ask, number=number, answerer=typed or name, written=written
    )


def _decline(outcome: Outcome) -> View:
    ask, number, name = _form_of(outcome)
    return answering.decline_form(outcome.words, ask, number=number, answerer=name)


def _form_of(outcome: Outcome) -> tuple[str, str, str]:
    """Return the ask a form is about, its case's number, and who fills it, where it is known."""
    ask = outcome.facts.ask.id if outcome.facts and outcome.facts.ask else ""
    number = outcome.facts.case.number if outcome.facts and outcome.facts.case else ""
    name = outcome.reply.value if isinstance(outcome.reply, Shown) else ""
    return ask, number, str(name)


def _remarks(outcome: Outcome) -> View:
    facts, _ = shown(outcome)
    return answering.remarks(outcome.words, facts, facts.remarks)
