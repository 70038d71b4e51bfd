"""Deliveries by HTTP, as Slack posts them: signed, each answered within its request.

https://docs.slack.dev/authentication/verifying-requests-from-slack
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
from collections.abc import Callable
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

import aiohttp

from sandbox.model import JSON, Envelope
from sandbox.workspace import Workspace

JSON_TYPE = "application/json"
FORM_TYPE = "application/x-www-form-urlencoded"
OK = 200


class Posts:
    """Posts each delivery to the app's address; what is not answered with 200 comes again."""

    def __init__(self, workspace: Workspace, now: Callable[[], datetime], secret: str) -> None:
        """Sign with this secret, by this clock; made inside the running event loop."""
        self.address = ""
        self._workspace, self._now, self._secret = workspace, now, secret
        self._session = aiohttp.ClientSession()
        self._tasks: set[asyncio.Task[None]] = set()

    def flush(self) -> None:
        """Begin to post everything that is due now; without an address everything stays queued."""
        for envelope in self._workspace.take(self._now()) if self.address else ():
            task = asyncio.create_task(self._post(self._session, envelope))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def close(self) -> None:
        """Break off what is being posted."""
        self.address = ""
        await self._session.close()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _post(self, session: aiohttp.ClientSession, envelope: Envelope) -> None:
        body, kind = carried(envelope)
        headers = {"Content-Type": kind, **signed(body, self._secret, at=self._now())}
        if envelope.attempt:
            headers |= {
                "X-Slack-Retry-Num": str(envelope.attempt),
                "X-Slack-Retry-Reason": "http_error",
            }
        try:
            async with session.post(self.address, data=body, headers=headers) as response:
                answer, status = await response.text(), response.status
        except aiohttp.ClientError:
            status = 0
        if status == OK:
            self._workspace.ack(envelope.id, _payload(answer), self._now())
        else:
            envelope.vanished = True  # nobody will acknowledge it any more: it comes again


def signed(body: bytes, secret: str, *, at: datetime) -> dict[str, str]:
    """Return the headers Slack signs a body with at a moment."""
    stamp = str(int(at.timestamp()))
    base = b"v0:" + stamp.encode() + b":" + body
    digest = hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={digest}"}


def carried(envelope: Envelope) -> tuple[bytes, str]:
    """Return a delivery's body and its content type: events as JSON, the rest as forms."""
    match envelope.type:
        case "events_api":
            return json.dumps(envelope.payload).encode(), JSON_TYPE
        case "slash_commands":
            return urlencode(envelope.payload).encode(), FORM_TYPE
        case _:
            return urlencode({"payload": json.dumps(envelope.payload)}).encode(), FORM_TYPE


def _payload(answer: str) -> JSON | None:
    """Return what an answer says beyond that it arrived."""
    if not answer:
        return None
    try:
        body: Any = json.loads(answer)
    except ValueError:
        return {"text": answer}
    return body if isinstance(body, dict) else {"text": answer}
