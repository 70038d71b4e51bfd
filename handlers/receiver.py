"""Slack by HTTP: one address, /slack/events, for events, buttons, forms and commands alike.

Several processes may stand behind a balancer: the inbox makes what comes twice harmless.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Sequence
from typing import Final

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response
from slack_bolt.async_app import AsyncApp

from bot.clock import Clock
from bot.slack_app import EVENTS_PATH
from handlers.again import handed_in
from handlers.guard import Arrived, Guard, TurnedAway, checks_certificate
from handlers.hearing import Hearing

log = logging.getLogger(__name__)

MOST_BYTES: Final = 2 * 1024 * 1024
READ_SECONDS: Final = 5.0


class Receiver:
    """Lets in what Slack signed, gives it to the listeners, answers with what they acknowledge."""

    def __init__(self, app: AsyncApp, guard: Guard, clock: Clock, hearing: Hearing) -> None:
        self._app, self._guard, self._clock, self._hearing = app, guard, clock, hearing

    def routes(self) -> Sequence[web.RouteDef]:
        """Return what is served."""
        return [web.post(EVENTS_PATH, self._posted), web.get(EVENTS_PATH, self._looked_at)]

    async def _posted(self, request: web.Request) -> web.StreamResponse:
        arrived = await _arrived(request)
        if isinstance(arrived, TurnedAway):
            return _refused(arrived)
        if checks_certificate(arrived):
            return web.Response()
        body = self._guard.read(arrived, at=self._clock.wall())
        if isinstance(body, TurnedAway):
            return _refused(body)
        self._hearing.came(body)
        answer = await handed_in(self._app, body)
        if answer.status != web.HTTPOk.status_code:  # an event comes again, a person is told
            return web.Response(status=answer.status)
        return await to_aiohttp_response(answer)

    async def _looked_at(self, request: web.Request) -> web.StreamResponse:
        """Answer Slack's look at our certificate; nothing else is to be had here."""
        return web.Response(status=200 if request.query.get("ssl_check") == "1" else 404)


async def _arrived(request: web.Request) -> Arrived | TurnedAway:
    """Read a request whole, within a size and a time."""
    if (request.content_length or 0) > MOST_BYTES:
        return TurnedAway(413, "too_large")
    try:
        async with asyncio.timeout(READ_SECONDS):
            body = await request.read()
    except web.HTTPRequestEntityTooLarge:
        return TurnedAway(413, "too_large")
    except TimeoutError:
        return TurnedAway(408, "too_slow")
    return Arrived(
        signatures=request.headers.getall("X-Slack-Signature", []),
        timestamps=request.headers.getall("X-Slack-Request-Timestamp", []),
        content_type=request.content_type,
        body=body,
    )


def _refused(refused: TurnedAway) -> web.Response:
    """Answer with a status and nothing else; the log holds a code and a number."""
    extra = {"reason": refused.reason, "reference": secrets.token_hex(4)}
    log.warning("a request was turned away", extra=extra)
    return web.Response(status=refused.status)
