"""One ping a minute to a watch outside, while everything is well: its silence is the alarm."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Final

import aiohttp

from bot.errors import SlackFault
from bot.log import where
from handlers.webapi import WebApi

log = logging.getLogger(__name__)

SECONDS: Final = aiohttp.ClientTimeout(total=5)


class Heartbeat:
    """Pings an address; `standing` says whether a socket to Slack stands.

    `told` is what the last ping met: ok, a status, the name of a fault; empty before the first.
    """

    def __init__(
        self,
        url: str,
        *,
        api: WebApi,
        session: aiohttp.ClientSession,
        standing: Callable[[], bool],
    ) -> None:
        self._url, self._api, self._session = url, api, session
        self._standing = standing
        self.told = ""

    async def beat(self) -> None:
        """Ping if Slack hears us and we hear Slack. The address is a secret, and is not logged."""
        if not self._url or not self._standing() or not await self._answered():
            return
        try:
            status = await self._ping()
        except (TimeoutError, aiohttp.ClientError) as fault:
            self.told = type(fault).__name__
            log.warning("the heartbeat was not heard", extra={"fault": where(fault)})
            return
        self.told = "ok" if status < 300 else str(status)
        if status >= 300:
            log.warning("the heartbeat was refused", extra={"status": status})

    async def _ping(self) -> int:
        async with self._session.get(self._url, timeout=SECONDS, allow_redirects=False) as answer:
            return answer.status

    async def _answered(self) -> bool:
        try:
            await self._api.who_am_i()
        except SlackFault as fault:
            log.warning("no heartbeat: slack does not answer", extra={"code": fault.code})
            return False
        return True
