"""Words typed in a card's thread or beside it, their corrections, and reactions."""

from __future__ import annotations

import logging
from dataclasses import replace
from functools import partial

from slack_bolt.context.ack.async_ack import AsyncAck

from bot.decide import greeting, naming
from bot.decide.may import Act
from bot.decide.typed import Typed, reply, revise
from bot.effects import CardKind, CardRef, Refused
from bot.errors import SlackFault
from bot.vocabulary import RemarkKind
from handlers import commands, read
from handlers.desk import Desk
from handlers.read import Body, Press
from storage.gather import Gather, Gathering
from storage.ledger import Ledger

log = logging.getLogger(__name__)

SPOKEN = frozenset({None, "thread_broadcast", "file_share", "me_message"})


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
    if _by_a_person(body):
        await _written(desk, typed, direct=direct)
    await ack()


async def _written(desk: Desk, typed: Press, *, direct: bool) -> None:
    """In an ask's thread words may be an answer; anywhere else they are only looked through."""
    card = await _card_of_thread(desk, typed)
    if card is not None and card.kind is CardKind.ASK:
        await _replied(desk, replace(typed, subject=card.subject))
    elif typed.thread is None:
        await _beside_the_card(desk, typed, direct=direct)
    else:
        await _looked_through(desk, typed, card)
    desk.nudge()


async def _replied(desk: Desk, typed: Press) -> None:
    """Take words as an answer; whoever may not answer is still asked to delete a name."""
    said = Typed(text=typed.text, key=typed.key, written=typed.written)
    rule = partial(reply, typed=said, new_id=desk.means.new_id)
    outcome = await desk.act(typed, Act.REPLY, Gather.thread, rule)
    if isinstance(outcome.reply, Refused):
        await _asked_to_delete(desk, typed, Gather.thread)


async def _revised(desk: Desk, press: Press, kind: RemarkKind) -> None:
    """Keep what was corrected or taken away in a card's thread; it changes no answer."""
    card = await _card_of_thread(desk, press)
    edited = kind is RemarkKind.EDITED  # a name that was taken away is gone
    if card is not None and card.kind is CardKind.ASK:
        await _kept(desk, replace(press, subject=card.subject), kind, edited=edited)
    elif edited:
        await _looked_through(desk, press, card)
    desk.nudge()


async def _kept(desk: Desk, press: Press, kind: RemarkKind, *, edited: bool) -> None:
    said, new_id = Typed(text=press.text, key=press.key), desk.means.new_id
    rule = partial(revise, typed=said, kind=kind, new_id=new_id)
    seen = naming.looked_through(rule, text=press.text if edited else "")
    outcome = await desk.act(press, Act.REPLY, Gather.thread, seen)
    if edited and isinstance(outcome.reply, Refused):
        await _asked_to_delete(desk, press, Gather.thread)


async def _beside_the_card(desk: Desk, typed: Press, *, direct: bool) -> None:
    """Words beside an open card never count; their writer is shown where they would."""
    beside = naming.looked_through(greeting.answer_beside, text=typed.text)
    rule = commands.answering(typed) if direct else beside
    gather = Gather.nothing if direct else Gather.beside
    await desk.act(replace(typed, subject=typed.channel or ""), Act.BROWSE, gather, rule)


async def _looked_through(desk: Desk, typed: Press, card: CardRef | None) -> None:
    """Words in a case card's thread, or where no card is, are nobody's answer."""
    gather = Gather.thread if card else Gather.beside
    subject = card.subject if card else typed.channel or ""
    await _asked_to_delete(desk, replace(typed, subject=subject), gather)


async def _asked_to_delete(desk: Desk, typed: Press, gather: Gathering) -> None:
    """Look for the person's name in what was written; only the writer hears of it."""
    rule = partial(naming.please_delete, text=typed.text)
    await desk.act(replace(typed, key=f"{typed.key}:name"), Act.BROWSE, gather, rule)


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
    card = await _card_of_thread(desk, replace(reacted, thread=thread))
    if card is not None and card.kind is CardKind.ASK:
        rule = partial(greeting.answer_reaction, card=card.subject)
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


async def _card_of_thread(desk: Desk, typed: Press) -> CardRef | None:
    """Return the card under which something was typed, or None elsewhere."""
    channel, thread = typed.channel, typed.thread
    if channel is None or thread is None:
        return None

    def unit(ledger: Ledger) -> CardRef | None:
        card = ledger.outbox.card_at(channel, thread)
        return card.ref if card else None

    return await desk.read(unit)
