"""App Home: drawn when it is opened, and again after what was pressed there."""

from __future__ import annotations

import logging
from dataclasses import replace

from slack_bolt.context.ack.async_ack import AsyncAck

from bot.decide import home
from bot.decide.home import NOTHING, Board
from bot.decide.may import Act
from bot.effects import Shown
from bot.errors import SlackFault
from bot.words.home import home_tab
from handlers import read
from handlers.desk import Desk, Outcome
from handlers.journal import Listener
from handlers.read import Body, Press
from storage.gather import Gather

log = logging.getLogger(__name__)


async def on_home(desk: Desk, ack: AsyncAck, body: Body) -> None:
    if body["event"].get("tab", "home") == "home":
        opened = read.message(body, team=desk.team)
        outcome = await desk.act(opened, Act.BROWSE, Gather.home, home.look)
        desk.later(_shown(desk, opened.member.user, outcome))
    await ack()


def drawn_again(listener: Listener) -> Listener:
    """Return the listener after which the Home tab shows the truth again, if it was there."""

    async def listened(desk: Desk, ack: AsyncAck, body: Body) -> None:
        await listener(desk, ack, body)
        if read.at_home(body):
            desk.later(_drawn(desk, read.pressed(body, team=desk.team)))

    return listened


async def _drawn(desk: Desk, press: Press) -> None:
    """Gather anew and draw; the look at Home is a delivery of its own."""
    looked = replace(press, key=f"home:{press.key}", kind="home", subject="", channel=None)
    outcome = await desk.act(looked, Act.BROWSE, Gather.home, home.look)
    await _shown(desk, press.member.user, outcome)


async def _shown(desk: Desk, user: str, outcome: Outcome) -> None:
    """Draw the Home tab; it is drawn again whenever it is opened, so a failure is only noted."""
    reply = outcome.reply
    board = reply.value if isinstance(reply, Shown) and isinstance(reply.value, Board) else NOTHING
    try:
        await desk.api.publish_home(user, home_tab(outcome.words, board, at=outcome.at))
    except SlackFault as fault:
        log.warning("a home tab was not drawn", extra={"code": fault.code})
