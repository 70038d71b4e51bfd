"""A town's bot as a process of its own, so that it can be killed: `python -m sandbox.child`.

Its settings come from the environment, as they do everywhere; only the clock is the town's. Each
line it reads is a moment, in seconds since the town began. It settles everything that is due or
unsent at that moment, and answers with one line: how much that was, and what is due next.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from datetime import datetime, timedelta

from bot.app import assemble
from bot.log import set_up_logging
from bot.settings import Settings, read_settings
from sandbox.clock import TownClock

BEGAN = "KYOTEN_TOWN_BEGAN"


async def serve(began: datetime) -> None:
    """Run the bot at the moments that are read, until there are no more."""
    clock, lines = TownClock(began), await _lines()
    _move(clock, await lines.readline())
    bot = assemble(read_settings(Settings), clock)
    await bot.start()
    print("{}", flush=True)  # noqa: T201 - it speaks to its parent
    while line := await lines.readline():
        _move(clock, line)
        bot.ring()
        done = await bot.settle()
        due = await bot.next_due()
        said = {"done": done, "due": due.isoformat() if due else None}
        print(json.dumps(said), flush=True)  # noqa: T201 - it speaks to its parent
    await bot.stop()


def _move(clock: TownClock, line: bytes) -> None:
    clock.push(timedelta(seconds=max(0.0, float(line) - clock.mono())))


async def _lines() -> asyncio.StreamReader:
    reader = asyncio.StreamReader()
    protocol = asyncio.StreamReaderProtocol(reader)
    await asyncio.get_running_loop().connect_read_pipe(lambda: protocol, sys.stdin)
    return reader


if __name__ == "__main__":
    set_up_logging()
    asyncio.run(serve(datetime.fromisoformat(os.environ[BEGAN])))
