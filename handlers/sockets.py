"""Socket Mode: two connections, the handler that opens the new one before it closes the old.

https://docs.slack.dev/apis/events-api/using-socket-mode: a payload goes to one, any, of them.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable
from typing import Any, Final

from slack_bolt.adapter.socket_mode.websockets import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError

from bot.errors import SetupError
from bot.log import quiet_logger, where

log = logging.getLogger(__name__)

HELLO_SECONDS: Final = 30.0
ANSWER_SECONDS: Final = 3.0
"""How long a stop waits for what is being answered; Slack waits no longer either."""

Answerer = Callable[[Any, Any], Awaitable[None]]


class Sockets:
    """The open connections to Slack: the first decides the start, the second is a spare."""

    def __init__(self, app: AsyncApp, app_token: str) -> None:
        self._app, self._token = app, app_token
        self._handlers: list[AsyncSocketModeHandler] = []
        self._hello = asyncio.Event()
        self._spare: asyncio.Task[None] | None = None
        self._answering = 0
        self._silence = asyncio.Event()
        self._silence.set()

    async def open(self) -> None:
        """Connect, and return when the first hello was heard. Raises: SetupError."""
        try:
            async with asyncio.timeout(HELLO_SECONDS):
                await self._connect()
                await self._hello.wait()
        except SlackApiError as refused:
            code = refused.response.get("error") if refused.response else "no answer"
            raise SetupError(
                f"SLACK_APP_TOKEN: Slack answered {code}: make an app-level token with "
                "connections:write, and switch Socket Mode on in the app's settings"
            ) from refused
        except (TimeoutError, OSError) as silent:
            raise SetupError(
                "SLACK_API_URL: Slack opened no connection: check that web sockets may leave this "
                "network, then start again"
            ) from silent
        self._spare = asyncio.create_task(self._open_spare(), name="kyoten-spare-socket")

    async def close(self) -> None:
        """Stop taking deliveries in."""
        if self._spare is not None:
            self._spare.cancel()
            await asyncio.gather(self._spare, return_exceptions=True)
        for handler in self._handlers:
            handler.client.message_processor.cancel()  # what lies unread Slack brings again
        await asyncio.sleep(0)  # what was taken in begins
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._silence.wait(), timeout=ANSWER_SECONDS)
        for handler in self._handlers:
            await handler.close_async()  # type: ignore[no-untyped-call] # Bolt's own omission
        self._handlers.clear()

    async def ready(self) -> bool:
        """True while one of the connections stands."""
        standing = [await handler.client.is_connected() for handler in self._handlers]
        return self._hello.is_set() and any(standing)

    async def _connect(self) -> None:
        handler = AsyncSocketModeHandler(
            self._app, self._token, logger=quiet_logger("slack_socket")
        )
        handler.client.message_listeners.append(self._heard)
        handler.client.socket_mode_request_listeners = [self._counted(handler)]
        self._handlers.append(handler)
        await handler.connect_async()  # type: ignore[no-untyped-call] # Bolt's own omission

    async def _open_spare(self) -> None:
        """Open the second connection; without it the bot runs on, and says so."""
        try:
            await self._connect()
        except (SlackApiError, OSError) as fault:
            log.warning("the second connection failed", extra={"fault": where(fault)})

    def _counted(self, handler: AsyncSocketModeHandler) -> Answerer:
        """Return how a delivery is answered, counted so that a stop breaks none off."""

        async def answered(client: Any, request: Any) -> None:
            self._answering += 1
            self._silence.clear()
            try:
                await handler.handle(client, request)
            finally:
                self._answering -= 1
                if not self._answering:
                    self._silence.set()

        return answered

    async def _heard(self, _client: Any, message: dict[str, Any], _raw: str | None) -> None:
        if message.get("type") == "hello":
            log.info("slack said hello", extra={"connections": message.get("num_connections")})
            self._hello.set()
