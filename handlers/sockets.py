"""Socket Mode: two connections and their watchdog.

https://docs.slack.dev/apis/events-api/using-socket-mode: a payload goes to one, any, of them.
The watchdog judges by our clock: what is down is healed, then rebuilt; what is mute is rebuilt;
where nothing stands for three minutes the process ends, for its supervisor to start anew.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable
from typing import Any, Final

import aiohttp
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError, SlackClientError
from websockets.exceptions import WebSocketException

from bot.clock import Clock
from bot.errors import SetupError
from bot.log import where
from handlers.hearing import Hearing
from handlers.lines import UNWELCOME, Handler, Line, Parted, let_go

log = logging.getLogger(__name__)

HELLO_SECONDS: Final = 30.0
ANSWER_SECONDS: Final = 3.0
"""How long a stop waits for what is being answered; Slack waits no longer either."""

LOOK_SECONDS: Final = 5.0
CONNECT_SECONDS: Final = 10.0
HEAL_AFTER: Final = 15.0
REBUILD_AFTER: Final = 60.0
MUTE_AFTER: Final = 20.0
DEAF_AFTER: Final = 180.0
MANY: Final = 8
"""Slack allows ten connections an app: so many mean ghosts, or another bot with our token."""

Answerer = Callable[[Any, Any], Awaitable[None]]
IN_THE_WAY = (SlackApiError, SlackClientError, OSError, WebSocketException, aiohttp.ClientError)


class Sockets:
    """The open connections to Slack: the first decides the start, the second is a spare.

    `missed` is called after every connection that had to be made anew.
    """

    def __init__(
        self,
        app: AsyncApp,
        app_token: str,
        *,
        clock: Clock,
        hearing: Hearing,
        missed: Callable[[], None],
    ) -> None:
        self._app, self._token, self._clock, self._missed = app, app_token, clock, missed
        self._hearing = hearing
        self._lines: list[Line] = []
        self._hello = asyncio.Event()
        self._spare: asyncio.Task[None] | None = None
        self._closing = asyncio.Event()
        self._one_at_a_time = asyncio.Lock()
        self._deaf_since: float | None = None
        self._answering = 0
        self._silence = asyncio.Event()
        self._silence.set()

    async def open(self) -> None:
        """Connect, and return when the first hello was heard. Raises: SetupError."""
        try:
            async with asyncio.timeout(HELLO_SECONDS):
                await self._line().connect()
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
                "network and that no other bot runs with this token, then start again"
            ) from silent
        self._spare = asyncio.create_task(self._open_spare(), name="kyoten-spare-socket")

    async def watch(self) -> None:
        """Look every five seconds; return only when nothing was heard for too long."""
        while await self.look():
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(LOOK_SECONDS):
                    await self._closing.wait()
                    return

    async def look(self) -> bool:
        """Mend what is down or mute; False when no connection has stood for three minutes."""
        async with self._one_at_a_time:
            if self._closing.is_set():
                return True
            await asyncio.gather(*(self._tend(line) for line in self._lines))
            return not self._deaf()

    async def close(self) -> None:
        """Stop taking deliveries in."""
        self._closing.set()
        if self._spare is not None:
            self._spare.cancel()
            await asyncio.gather(self._spare, return_exceptions=True)
        for line in self._lines:
            line.handler.client.message_processor.cancel()  # what lies unread Slack brings again
        await asyncio.sleep(0)  # what was taken in begins
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._silence.wait(), timeout=ANSWER_SECONDS)
        for line in self._lines:
            await let_go(line.handler)
        self._lines.clear()

    @property
    def standing(self) -> bool:
        """True once Slack said hello, while one of the connections stands."""
        return self._hello.is_set() and any(line.standing for line in self._lines)

    # -------------------------------------------------------------- watching

    async def _tend(self, line: Line) -> None:
        """Look after one connection."""
        now = self._clock.mono()
        if line.standing:
            line.down_since = None
            if await line.silent_for(now) > MUTE_AFTER:
                log.warning("a connection fell silent: it is made anew")
                await self._tried(line, line.rebuild(self._prepare(line)))
            return
        line.down_since = now if line.down_since is None else line.down_since
        down = now - line.down_since
        if down <= HEAL_AFTER or not line.may_try(now, every=HEAL_AFTER):
            return
        if down > REBUILD_AFTER:
            await self._tried(line, line.rebuild(self._prepare(line)))
        else:
            await self._tried(line, line.heal())

    async def _tried(self, line: Line, work: Awaitable[None]) -> None:
        """Try to connect; what stands in the way is logged, and tried again at a later look."""
        line.tried_at = self._clock.mono()
        try:
            async with asyncio.timeout(CONNECT_SECONDS):
                await work
        except (*IN_THE_WAY, TimeoutError) as fault:
            log.warning("a connection could not be made", extra={"fault": where(fault)})

    def _deaf(self) -> bool:
        """True when nothing has stood for too long, which is said plainly."""
        now = self._clock.mono()
        if self.standing or not self._lines:
            self._deaf_since = None
            return False
        self._deaf_since = now if self._deaf_since is None else self._deaf_since
        deaf = now - self._deaf_since > DEAF_AFTER
        if deaf:
            log.critical("slack has not been heard for three minutes: the bot ends, start it again")
        return deaf

    # -------------------------------------------------------------- connecting

    def _line(self) -> Line:
        """Return a new connection, not yet made, in our care."""
        line = Line(self._handler)
        self._prepare(line)(line.handler)
        self._lines.append(line)
        return line

    def _handler(self, parted: Parted) -> Handler:
        return Handler(self._app, self._token, parted=_said(parted))

    def _prepare(self, line: Line) -> Callable[[Handler], None]:
        """Return what makes a handler ours: it says who it is, and its answers are counted."""

        async def heard(_client: Any, message: dict[str, Any], _raw: str | None) -> None:
            if message.get("type") == "hello":
                self._heard(line, int(message.get("num_connections") or 0))

        def prepare(handler: Handler) -> None:
            handler.client.message_listeners.append(heard)
            handler.client.socket_mode_request_listeners = [self._counted(handler)]

        return prepare

    def _heard(self, line: Line, connections: int) -> None:
        log.info("slack said hello", extra={"connections": connections})
        if connections >= MANY:
            log.warning("slack counts many connections: is another bot running?")
        line.heard()
        self._hello.set()
        if line.hellos > 1:
            self._missed()

    async def _open_spare(self) -> None:
        """Open the second connection; without it the bot runs on, and says so."""
        await self._tried(line := self._line(), line.connect())

    def _counted(self, handler: Handler) -> Answerer:
        """Return how a delivery is answered, counted so that a stop breaks none off."""

        async def answered(client: Any, request: Any) -> None:
            self._hearing.came(request.payload)
            self._answering += 1
            self._silence.clear()
            try:
                await handler.handle(client, request)
            finally:
                self._answering -= 1
                if not self._answering:
                    self._silence.set()

        return answered


def _said(parted: Parted) -> Parted:
    """Return what takes in a parting, and logs one that a person must mend."""

    def said(reason: str) -> None:
        if reason == "link_disabled":
            log.error("socket mode was switched off: switch it on in the app's settings")
        elif reason in UNWELCOME:
            log.warning("slack wants no more connections", extra={"reason": reason})
        parted(reason)

    return said
