"""What nothing else listens to: acknowledged all the same, and a pressed button is answered."""

from __future__ import annotations

import logging
from datetime import datetime

from slack_bolt.context.ack.async_ack import AsyncAck

from bot.decide.may import Act
from bot.effects import Decision, Note, sentence
from bot.errors import Unreadable
from bot.facts import Actor, Facts
from bot.words import pages
from handlers import read
from handlers.desk import Desk
from handlers.read import Body
from storage.gather import Gather

log = logging.getLogger(__name__)


async def on_nothing(desk: Desk, ack: AsyncAck, body: Body) -> None:
    await ack()


async def on_old_form(desk: Desk, ack: AsyncAck, body: Body) -> None:
    """Say in its place that a form of another release was not taken; it does not just close."""
    log.warning("a form nobody listens to", extra={"form": body["view"].get("callback_id")})
    words = desk.first_words()
    page = pages.notice(words, words.refused_title(), [words.old_form()])
    await ack(response_action="update", view=page)


async def on_no_options(desk: Desk, ack: AsyncAck, body: Body) -> None:
    await ack(options=[])


async def on_old_button(desk: Desk, ack: AsyncAck, body: Body) -> None:
    """Say that a button of another release means nothing any more. Raises: Unreadable."""
    press = read.action(body, team=desk.team)
    log.warning("a button nobody listens to", extra={"action": body["actions"][0]["action_id"]})
    await desk.act(press, Act.BROWSE, Gather.nothing, _old_button)
    raise Unreadable(sentence("old_button"))


def _old_button(facts: Facts, *, by: Actor, at: datetime) -> Decision:
    """Keep on record that a button of another release was pressed."""
    return Decision(notes=(Note(act="old_button", subject="", outcome="refused"),))
