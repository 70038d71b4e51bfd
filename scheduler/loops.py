"""Loops that outlast a database which is busy, full or restarted."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Callable
from typing import Final

from sqlalchemy.exc import DBAPIError

from bot.log import where

log = logging.getLogger(__name__)

PAUSE_SECONDS: Final = 2.0


async def pause(seconds: float) -> None:
    """Wait in real seconds; a cancelled wait ends at once."""
    try:
        async with asyncio.timeout(seconds):
            await asyncio.Event().wait()
    except TimeoutError:
        return


async def lasting(work: Callable[[], Awaitable[None]], name: str) -> None:
    """Do a loop's work again when the database failed it: busy, full or restarted, it comes back.

    Everything else ends the loop, and with it the process: a supervisor starts it anew.
    """
    while True:
        try:
            await work()
        except DBAPIError as fault:
            extra = {"task": name, "fault": where(fault), "reference": secrets.token_hex(4)}
            log.error("the database did not take it: trying again", extra=extra)  # noqa: TRY400
        await pause(PAUSE_SECONDS)
