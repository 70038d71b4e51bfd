"""`kyoten run`: the bot, until told to stop."""

from __future__ import annotations

import asyncio
import logging
import signal
import sys

import typer

from bot.app import Bot, assemble
from bot.clock import SystemClock
from bot.log import set_up_logging
from bot.settings import HttpSettings, Settings, read_settings

log = logging.getLogger(__name__)


def run(
    http: bool = typer.Option(
        False, "--http", help="Let Slack post to /slack/events instead of opening sockets."
    ),
    new_app: bool = typer.Option(
        False, "--new-app", help="The Slack app was made anew: bind the database to it."
    ),
) -> None:
    """Connect to Slack and serve until SIGTERM or Ctrl-C."""
    settings = read_settings(HttpSettings) if http else read_settings(Settings)
    set_up_logging()
    sys.exit(asyncio.run(serve(settings, new_app=new_app)))


async def serve(settings: Settings | HttpSettings, *, new_app: bool = False) -> int:
    """Run the bot until a signal comes; return the exit status.

    A signal counts from the first moment, also while Slack does not answer yet. 1 tells a
    supervisor to start anew. Raises: SetupError when the start is refused.
    """
    told_to_stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for each in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(each, told_to_stop.set)
    bot = assemble(settings, SystemClock(), new_app=new_app)
    try:
        return await _until_told(bot, told_to_stop)
    finally:
        await bot.stop()


async def _until_told(bot: Bot, told_to_stop: asyncio.Event) -> int:
    told = asyncio.create_task(told_to_stop.wait(), name="kyoten-told")
    starting = asyncio.create_task(bot.start(), name="kyoten-start")
    await asyncio.wait({told, starting}, return_when=asyncio.FIRST_COMPLETED)
    if not starting.done():
        starting.cancel()
        await asyncio.gather(starting, return_exceptions=True)
        return 0
    starting.result()
    log.info("ready", extra={"health_port": bot.health.port})
    died = await bot.outlived(told)
    told.cancel()
    return 1 if died else 0
