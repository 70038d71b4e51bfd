"""One connection to Slack, and what its watchdog knows of it. Moments are the clock's `mono`.

The library opens the new socket before it closes the old, and finds a dead one by itself; what it
does not do is rest: whatever Slack says on parting, it is back at once.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable
from typing import Any, Final

from slack_bolt.adapter.socket_mode.websockets import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.socket_mode.websockets import SocketModeClient
from websockets.exceptions import WebSocketException

from bot.log import quiet_logger

PING_SECONDS: Final = 10.0
CLOSE_SECONDS: Final = 1.0
NEVER: Final = float("-inf")
RESTS: Final = (30.0, 60.0, 120.0, 300.0)
UNWELCOME: Final = frozenset({"too_many_websockets", "link_disabled"})
"""Partings after which coming back at once only makes it worse."""

Parted = Callable[[str], None]


class Ear(SocketModeClient):
    """The library's client, which leaves without coming back where Slack does not want it."""

    def __init__(self, app_token: str, *, app: AsyncApp, parted: Parted) -> None:
        super().__init__(
            app_token,
            logger=_socket_logger(),
            web_client=app.client,
            ping_interval=PING_SECONDS,
        )
        self._parted = parted

    async def run_message_listeners(self, message: dict[str, Any], raw_message: str) -> None:
        """Hear a frame out. A parting is logged; after an unwelcome one nobody reconnects."""
        if message.get("type") == "disconnect":
            reason = str(message.get("reason") or "")
            self._parted(reason)
            if reason in UNWELCOME:
                self.auto_reconnect_enabled = False
                await self.disconnect()  # type: ignore[no-untyped-call] # the SDK's own omission
                return
        await super().run_message_listeners(message, raw_message)


class Handler(AsyncSocketModeHandler):
    """Bolt's handler around our client."""

    def __init__(self, app: AsyncApp, app_token: str, *, parted: Parted) -> None:
        self.app, self.app_token = app, app_token
        self.client: SocketModeClient = Ear(app_token, app=app, parted=parted)


class Line:
    """A connection as the watchdog sees it: since when it is down, when it was last tried."""

    def __init__(self, make: Callable[[Parted], Handler]) -> None:
        self._make = make
        self.handler = make(self.parted)
        self.down_since: float | None = None
        self.tried_at = NEVER
        self.rest_from: float | None = None
        self.rests = 0
        self.hellos = 0
        self._resting = 0.0
        self._ping: asyncio.Future[Any] | None = None
        self._pinged: Any = None
        self._pinged_at = NEVER
        self.reason = ""

    @property
    def standing(self) -> bool:
        """True while the socket is open, as far as can be seen without asking."""
        client = self.handler.client
        session = client.current_session
        return not client.closed and session is not None and session.close_code is None

    def parted(self, reason: str) -> None:
        """Take in why Slack ended the connection."""
        self.reason = reason
        if reason in UNWELCOME:
            self._resting = RESTS[min(self.rests, len(RESTS) - 1)]
            self.rests += 1
            self.rest_from = None

    def heard(self) -> None:
        """Take in Slack's hello."""
        self.hellos += 1
        self.rests, self._resting, self.down_since = 0, 0.0, None

    def may_try(self, now: float, *, every: float) -> bool:
        """True where it neither rests nor was tried just now."""
        if self._resting:
            self.rest_from = now if self.rest_from is None else self.rest_from
            if now - self.rest_from < self._resting:
                return False
            self._resting = 0.0
        return now - self.tried_at >= every

    async def silent_for(self, now: float) -> float:
        """Return for how many seconds a ping has not been answered; sends the next one."""
        session = self.handler.client.current_session
        if self._ping is not None and not self._ping.done() and self._pinged is session:
            return now - self._pinged_at
        if session is not None:
            with contextlib.suppress(WebSocketException):
                pong = asyncio.ensure_future(await session.ping())
                pong.add_done_callback(_retrieved)
                self._ping, self._pinged, self._pinged_at = pong, session, now
        return 0.0

    async def connect(self) -> None:
        """Open a connection. Raises: what stands in the way."""
        await self.handler.connect_async()  # type: ignore[no-untyped-call] # Bolt's own omission

    async def heal(self) -> None:
        """Fetch a fresh address and connect, if nobody else does at this moment."""
        await self.handler.client.connect_to_new_endpoint()

    async def rebuild(self, prepare: Callable[[Handler], None]) -> None:
        """Put a new handler in the old one's place: the new stands before the old is let go."""
        old, self.handler = self.handler, self._make(self.parted)
        prepare(self.handler)
        try:
            await self.connect()
        finally:
            await let_go(old)


async def let_go(handler: Handler) -> None:
    """Close a connection, also one that does not answer, and wait until its tasks have ended."""
    client = handler.client
    tasks = [client.message_processor, client.current_session_monitor, client.message_receiver]
    session = client.current_session
    try:
        async with asyncio.timeout(CLOSE_SECONDS):
            await handler.close_async()  # type: ignore[no-untyped-call] # Bolt's own omission
    except (TimeoutError, OSError, WebSocketException):
        if session is not None:
            session.transport.abort()
    for task in tasks:
        if task is not None:
            task.cancel()
    await asyncio.gather(*[each for each in tasks if each is not None], return_exceptions=True)


def _retrieved(pong: asyncio.Future[Any]) -> None:
    """Look at what a ping came to, so that nobody complains of a connection that just ended."""
    if not pong.cancelled():
        pong.exception()


def _socket_logger() -> logging.Logger:
    """Return the library's logger without the lines the watchdog says itself."""
    logger = quiet_logger("slack_socket")
    if len(logger.filters) == 1:
        logger.addFilter(lambda record: not record.getMessage().startswith(SAID_BY_US))
    return logger


SAID_BY_US: Final = (
    "Failed to receive or enqueue",
    "Failed to check the current session",
    "Failed to retrieve WSS URL",
)
