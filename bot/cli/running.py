"""`kyoten run`: the bot, until told to stop."""

from __future__ import annotations

import asyncio
import logging
import signal

from bot.app import assemble
from bot.clock import SystemClock
from bot.log import set_up_logging
from bot.settings import Settings, read_settings

log = logging.getLogger(__name__)


def run() -> None:
    """Connect to Slack and serve until SIGTERM or Ctrl-C."""
    settings = read_settings(Settings)
    set_up_logging()
    asyncio.run(serve(settings))


async def serve(settings: Settings) -> None:
    """Run the bot until a signal comes; what is under way is finished first."""
    told_to_stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for each in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(each, told_to_stop.set)
    bot = assemble(settings, SystemClock())
    try:
        await bot.start()
        log.info("ready", extra={"health_port": bot.health.port})
        await bot.serve(told_to_stop)
    finally:
        await bot.stop()
