"""Socket Mode: two connections, the handler that opens the new one before it closes the old.

https://docs.slack.dev/apis/events-api/using-socket-mode: a payload goes to one, any, of them.
"""

from __future__ import annotations

import asyncio
import logging
from typing import Any, Final

from slack_bolt.adapter.socket_mode.websockets import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError

from bot.errors import SetupError
from bot.log import quiet_logger

log = logging.getLogger(__name__)

CONNECTIONS: Final = 2


class Sockets:
    """The open connections to Slack. Ready once Slack said hello on one of them."""

    def __init__(self, app: AsyncApp, app_token: str) -> None:
        self._app, self._token = app, app_token
        self._handlers: list[AsyncSocketModeHandler] = []
        self._hello = asyncio.Event()

    async def open(self) -> None:
        """Connect, and return when the first hello was heard. Raises: SetupError."""
        for _ in range(CONNECTIONS):
            handler = AsyncSocketModeHandler(
                self._app, self._token, logger=quiet_logger("slack_socket")
            )
            handler.client.message_listeners.append(self._heard)
            self._handlers.append(handler)
            await self._connect(handler)
        await self._hello.wait()

    async def _connect(self, handler: AsyncSocketModeHandler) -> None:
        try:
            await handler.connect_async()  # type: ignore[no-untyped-call] # Bolt's own omission
        except SlackApiError as refused:
            code = refused.response.get("error") if refused.response else "no answer"
            raise SetupError(
                f"SLACK_APP_TOKEN: Slack answered {code}: make an app-level token with "
                "connections:write, and switch Socket Mode on in the app's settings"
            ) from refused

    async def close(self) -> None:
        """Stop taking deliveries in."""
        for handler in self._handlers:
            await handler.close_async()  # type: ignore[no-untyped-call] # Bolt's own omission
        self._handlers.clear()
        self._hello.clear()

    @property
    def ready(self) -> bool:
        """True while Slack has said hello and nobody closed."""
        return self._hello.is_set()

    async def _heard(self, _client: Any, message: dict[str, Any], _raw: str | None) -> None:
        if message.get("type") == "hello":
            log.info("slack said hello", extra={"connections": message.get("num_connections")})
            self._hello.set()
