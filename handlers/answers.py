"""What offices say: the buttons and forms of a card, and words typed in its thread."""

from __future__ import annotations

import logging
from dataclasses import replace
from functools import partial

from slack_bolt.context.ack.async_ack import AsyncAck

from bot.decide import answers, greeting, remarks
from bot.decide.answers import Typed
from bot.decide.may import Act
from bot.effects import CardKind, Shown
from bot.errors import SlackFault
from bot.moves import AskMove
from bot.vocabulary import RemarkKind
from bot.words import answering, pages
from bot.words.blocks import View
from handlers import commands, read
from handlers.desk import Desk, Outcome, Rule
from handlers.forms import closing, open_form, opened_in
from handlers.read import Body, Press
from storage.gather import Gather
from storage.ledger import Ledger

log = logging.getLogger(__name__)

SPOKEN = frozenset({None, "thread_broadcast", "file_share", "me_message"})


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
        await desk.api.open_view(pressed.trigger, page)


async def on_accepted(desk: Desk, ack: AsyncAck, body: Body) -> None:
    await _named(desk, ack, body, Act.ACCEPT, AskMove.ACCEPT)


async def on_held(desk: Desk, ack: AsyncAck, body: Body) -> None:
    await _named(desk, ack, body, Act.HOLD, AskMove.HOLD)


async def _named(desk: Desk, ack: AsyncAck, body: Body, act: Act, move: AskMove) -> None:
    press = read.submission(body, team=desk.team)
    name, new_id = read.answerer(press), desk.means.new_id
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
        answers.accept_with_conditions, given=read.condition(press), new_id=desk.means.new_id
    )
    await _answered(desk, ack, press, Act.CONDITION, rule)


async def on_declined(desk: Desk, ack: AsyncAck, body: Body) -> None:
    press = read.submission(body, team=desk.team)
    if press.values.get("if_conditions") == "yes":
        name = str(press.values.get("answerer") or "")
        form = answering.condition_form(desk.first_words(), press.subject, answerer=name)
        await ack(response_action="update", view=opened_in(press.channel, form))
        return
    given = read.decline(press)
    if isinstance(given, dict):
        await ack(response_action="errors", errors=pages.errors(desk.first_words(), given))
        return
    rule = partial(answers.decline, given=given, new_id=desk.means.new_id)
    await _answered(desk, ack, press, Act.DECLINE, rule)


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


async def on_message(desk: Desk, ack: AsyncAck, body: Body) -> None:
    revised = read.revision(body, team=desk.team)
    if revised is not None:
        await _revised(desk, *revised)
        await ack()
        return
    typed = read.message(body, team=desk.team)
    direct = body["event"].get("channel_type") == "im"
    if not direct and commands.calls_us(desk, typed):
        await ack()
        return
    ask = await _ask_of_thread(desk, typed) if _by_a_person(body) else None
    if ask is not None:
        rule = partial(
            answers.reply,
            typed=Typed(text=typed.text, key=typed.key),
            new_id=desk.means.new_id,
        )
        await desk.act(replace(typed, subject=ask), Act.REPLY, Gather.thread, rule)
        desk.nudge()
    elif _by_a_person(body) and typed.thread is None:
        await _beside_the_card(desk, typed, direct=direct)
    await ack()


async def _revised(desk: Desk, press: Press, kind: RemarkKind) -> None:
    """Keep what was corrected or taken away in a card's thread; it changes no answer."""
    ask = await _ask_of_thread(desk, press)
    if ask is None:
        return
    rule = partial(
        answers.revise,
        typed=Typed(text=press.text, key=press.key),
        kind=kind,
        new_id=desk.means.new_id,
    )
    await desk.act(replace(press, subject=ask), Act.REPLY, Gather.ask, rule)
    desk.nudge()


async def _beside_the_card(desk: Desk, typed: Press, *, direct: bool) -> None:
    """Words beside an open card never count; their writer is shown where they would."""
    rule = commands.answering(typed) if direct else greeting.answer_beside
    gather = Gather.nothing if direct else Gather.open_asks_at
    await desk.act(replace(typed, subject=typed.channel or ""), Act.BROWSE, gather, rule)
    desk.nudge()


async def on_reaction(desk: Desk, ack: AsyncAck, body: Body) -> None:
    reacted = read.reaction(body, team=desk.team)
    if reacted.channel and not desk.api.is_me(reacted.member.user):
        desk.later(_reacted(desk, reacted, reacted.channel))
    await ack()


async def _reacted(desk: Desk, reacted: Press, channel: str) -> None:
    """A reaction on a card or in its thread is answered with the buttons; others are let be.

    The event does not say in which thread its message stands: Slack is asked, after the ack, and
    only where a card is open.
    """
    if not (await desk.read(partial(_cards_open, desk, channel))):
        return
    try:
        thread = await desk.api.thread_of(channel, reacted.subject)
    except SlackFault as fault:
        log.warning("a reaction was not placed", extra={"code": fault.code})
        return
    ask = await _ask_of_thread(desk, replace(reacted, thread=thread))
    if ask is not None:
        rule = partial(greeting.answer_reaction, card=ask)
        press = replace(reacted, subject=channel, thread=thread)
        await desk.act(press, Act.BROWSE, Gather.open_asks_at, rule)
        desk.nudge()


def _cards_open(desk: Desk, channel: str, ledger: Ledger) -> bool:
    network = ledger.network_of(desk.team)
    return bool(network and ledger.open_asks_at(network.id, channel))


def _by_a_person(body: Body) -> bool:
    """True for words somebody typed, with or without a file: no edit, no deletion, no bot."""
    event = body["event"]
    return "bot_id" not in event and event.get("subtype") in SPOKEN


async def _ask_of_thread(desk: Desk, typed: Press) -> str | None:
    """Return the ask under whose card something was typed, or None elsewhere."""
    channel, thread = typed.channel, typed.thread
    if channel is None or thread is None:
        return None

    def unit(ledger: Ledger) -> str | None:
        card = ledger.outbox.card_at(channel, thread)
        return card.ref.subject if card and card.ref.kind is CardKind.ASK else None

    return await desk.read(unit)


def _condition(outcome: Outcome) -> View:
    ask, name = _form_of(outcome)
    return answering.condition_form(outcome.words, ask, answerer=name)


def _decline(outcome: Outcome) -> View:
    ask, name = _form_of(outcome)
    return answering.decline_form(outcome.words, ask, answerer=name)


def _form_of(outcome: Outcome) -> tuple[str, str]:
    """Return the ask a form is about, and the name of whoever fills it, where it is known."""
    ask = outcome.facts.ask.id if outcome.facts and outcome.facts.ask else ""
    name = outcome.reply.value if isinstance(outcome.reply, Shown) else ""
    return ask, str(name)


def _remarks(outcome: Outcome) -> View:
    if outcome.facts is None:
        raise LookupError("there is nothing to draw")
    return answering.remarks(outcome.words, outcome.facts, outcome.facts.remarks)
