"""App Home, and being called by name."""

from __future__ import annotations

from slack_bolt.context.ack.async_ack import AsyncAck

from bot.decide import greeting
from bot.decide.may import Act
from bot.words import pages
from handlers import read
from handlers.desk import Desk
from handlers.read import Body
from storage.gather import Gather


async def on_home(desk: Desk, ack: AsyncAck, body: Body) -> None:
    if body["event"].get("tab", "home") == "home":
        opened = read.message(body, team=desk.team)
        await desk.api.publish_home(opened.member.user, pages.home_tab(desk.first_words()))
    await ack()


async def on_mention(desk: Desk, ack: AsyncAck, body: Body) -> None:
    """Answer @拠点 with what can be done here, to the one who asked."""
    press = read.message(body, team=desk.team)
    await desk.act(press, Act.BROWSE, Gather.nothing, greeting.answer_mention)
    await ack()
    desk.nudge()
