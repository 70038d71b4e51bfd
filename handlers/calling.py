"""The telephone: the call list of a case, its outcomes, and answers entered for an office."""

from __future__ import annotations

from functools import partial

from slack_bolt.context.ack.async_ack import AsyncAck

from bot.decide import entering
from bot.decide.given import NOTHING_MORE, Given
from bot.decide.may import Act
from bot.facts import ask_of, case_of
from bot.vocabulary import CallOutcome
from bot.words import answering, calling
from bot.words.blocks import View
from handlers import fields, read
from handlers.desk import Desk, Outcome
from handlers.forms import errors_or, open_form, redraw, send_back, shown
from handlers.read import Body, Press
from storage.gather import Gather


async def on_calls(desk: Desk, ack: AsyncAck, body: Body) -> None:
    press = read.action(body, team=desk.team)
    await open_form(desk, press, Act.CALL_OFFICES, Gather.case, entering.open_list, page=_list)
    await ack()


async def on_outcome(desk: Desk, ack: AsyncAck, body: Body) -> None:
    press, outcome = read.action(body, team=desk.team), fields.call_outcome(body)
    rule = partial(entering.record_call, outcome=outcome, new_id=desk.means.new_id)
    found = await desk.act(press, Act.CALL_OFFICES, Gather.ask, rule)
    await ack()  # only what is committed is acknowledged
    desk.nudge()
    await redraw(desk, press, found, page=partial(_list, as_it_stood=_listed(body)))


async def on_answer(desk: Desk, ack: AsyncAck, body: Body) -> None:
    press, outcome = read.action(body, team=desk.team), fields.call_outcome(body)
    rule = partial(entering.open_answer, outcome=outcome)
    await open_form(desk, press, Act.ANSWER_FOR, Gather.ask, rule, page=_form)
    await ack()


async def on_accepted(desk: Desk, ack: AsyncAck, body: Body) -> None:
    press = read.submission(body, team=desk.team)
    await _entered(desk, ack, press, CallOutcome.YES, Given(answerer=fields.answerer(press)))


async def on_conditions(desk: Desk, ack: AsyncAck, body: Body) -> None:
    press = read.submission(body, team=desk.team)
    await _entered(desk, ack, press, CallOutcome.CONDITION, fields.condition(press))


async def on_declined(desk: Desk, ack: AsyncAck, body: Body) -> None:
    press = read.submission(body, team=desk.team)
    given = fields.decline(press)
    if press.values.get("if_conditions") == "yes":
        await _to_conditions(desk, ack, press)
    elif isinstance(given, dict):
        await send_back(desk, ack, press, given)
    else:
        await _entered(desk, ack, press, CallOutcome.NO, given)


async def _to_conditions(desk: Desk, ack: AsyncAck, press: Press) -> None:
    """Go on in the form for conditions; what was typed so far stands in it."""
    rule = partial(entering.open_answer, outcome=CallOutcome.CONDITION)
    page = partial(_form, typed=fields.answerer(press), no=fields.unfinished_no(press))
    draw = partial(errors_or, "update", page=page)
    outcome = await desk.act(press, Act.ANSWER_FOR, Gather.ask, rule, draw=draw)
    await ack(**outcome.answer)


async def _entered(
    desk: Desk, ack: AsyncAck, press: Press, outcome: CallOutcome, given: Given
) -> None:
    rule = partial(entering.enter, outcome=outcome, given=given, new_id=desk.means.new_id)
    draw = partial(errors_or, "update", page=_list)
    found = await desk.act(press, Act.ANSWER_FOR, Gather.ask, rule, draw=draw)
    await ack(**found.answer)
    desk.nudge()


def _listed(body: Body) -> tuple[str, ...]:
    """Return the asks on the list in which a button was pressed, as they stood there."""
    names = [str(block["block_id"]) for block in body.get("view", {}).get("blocks", ())]
    rows = [name for name in names if name.startswith(calling.ROW)]
    return tuple(name.removeprefix(calling.ROW) for name in rows)


def _list(outcome: Outcome, as_it_stood: tuple[str, ...] = ()) -> View:
    """Return the list, its rows where they stood: a second tap must not meet another office."""
    facts, found = shown(outcome)
    place = {ask: number for number, ask in enumerate(as_it_stood)}
    rows = sorted(found, key=lambda callee: place.get(callee.ask.id, len(place)))
    return calling.call_list(outcome.words, facts, rows)


def _form(outcome: Outcome, typed: str = "", no: Given = NOTHING_MORE) -> View:
    """Return the form for what the office said, or the list where there is none to fill."""
    facts, said = shown(outcome)
    ask, number = ask_of(facts), case_of(facts)[0].number
    office = facts.office_of(ask).name
    match said:
        case CallOutcome.YES:
            return calling.accept_form(outcome.words, ask.id, office=office)
        case CallOutcome.CONDITION:
            written = answering.unfinished_no(outcome.words, no.reason, no.remark)
            return answering.condition_form(
                outcome.words,
                ask.id,
                number=number,
                answerer=typed,
                spoken_for=office,
                written=written,
            )
        case CallOutcome.NO:
            return answering.decline_form(
                outcome.words, ask.id, number=number, answerer=typed, spoken_for=office
            )
        case _:
            return _list(outcome)
