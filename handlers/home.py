"""App Home."""

from __future__ import annotations

import logging

from slack_bolt.context.ack.async_ack import AsyncAck

from bot.decide import greeting
from bot.decide.may import Act
from bot.errors import SlackFault
from bot.words import pages
from bot.words.blocks import View
from handlers import read
from handlers.desk import Desk
from handlers.read import Body
from storage.gather import Gather

log = logging.getLogger(__name__)


async def on_home(desk: Desk, ack: AsyncAck, body: Body) -> None:
    if body["event"].get("tab", "home") == "home":
        opened = read.message(body, team=desk.team)
        outcome = await desk.act(opened, Act.BROWSE, Gather.nothing, greeting.look_around)
        desk.later(_drawn(desk, opened.member.user, pages.home_tab(outcome.words)))
    await ack()


async def _drawn(desk: Desk, user: str, view: View) -> None:
    """Draw the Home tab; it is drawn again whenever it is opened, so a failure is only noted."""
    try:
        await desk.api.publish_home(user, view)
    except SlackFault as fault:
        log.warning("a home tab was not drawn", extra={"code": fault.code})
