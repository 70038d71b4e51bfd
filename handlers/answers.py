"""What offices say: the buttons of a card, and words typed in its thread."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from slack_bolt.context.ack.async_ack import AsyncAck

from bot.decide import answers
from bot.decide.answers import Typed
from bot.decide.may import Act
from bot.effects import CardKind
from handlers import read
from handlers.desk import Desk
from handlers.read import Body, Press
from storage.gather import Gather
from storage.ledger import Ledger


async def on_accept(desk: Desk, ack: AsyncAck, body: Body) -> None:
    pressed = read.action(body, team=desk.team)
    await desk.act(pressed, Act.ACCEPT, Gather.ask, answers.accept)
    await ack()  # only what is committed is acknowledged
    desk.nudge()


async def on_decline(desk: Desk, ack: AsyncAck, body: Body) -> None:
    pressed = read.action(body, team=desk.team)
    await desk.act(pressed, Act.DECLINE, Gather.ask, answers.decline)
    await ack()
    desk.nudge()


async def on_message(desk: Desk, ack: AsyncAck, body: Body) -> None:
    typed = read.message(body, team=desk.team)
    ask = await _ask_of_thread(desk, typed) if _by_a_person(body) else None
    if ask is not None:
        reply = partial(answers.reply, typed=Typed(text=typed.text, key=typed.key))
        await desk.act(replace(typed, subject=ask), Act.REPLY, Gather.ask, reply)
        desk.nudge()
    await ack()


def _by_a_person(body: Body) -> bool:
    """True for words somebody typed: not an edit, not a deletion, not a bot's."""
    event = body["event"]
    return "bot_id" not in event and event.get("subtype") in {None, "thread_broadcast"}


async def _ask_of_thread(desk: Desk, typed: Press) -> str | None:
    """Return the ask under whose card something was typed, or None elsewhere."""
    channel, thread = typed.channel, typed.thread
    if channel is None or thread is None:
        return None

    def unit(ledger: Ledger) -> str | None:
        card = ledger.outbox.card_at(channel, thread)
        return card.ref.subject if card and card.ref.kind is CardKind.ASK else None

    return await desk.read(unit)
