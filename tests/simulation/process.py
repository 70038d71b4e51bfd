"""One life of the bot, as a supervisor sees it, and what it holds on to: a disk and a line.

Killed, it gets no further than the boundary it had reached: what it awaits never comes. A boundary
lies before and after each commit, and before and after each call to Slack.
"""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from email.utils import format_datetime
from types import TracebackType
from typing import Any

import aiohttp
from sqlalchemy import Connection
from yarl import URL

from sandbox.model import Answer
from storage.engine import SqliteDatabase, Unit, _Job


class Process:
    """Lives until `kill`, or until so many boundaries are passed as its fuse is long."""

    def __init__(self, order: random.Random) -> None:
        self.died = asyncio.Event()
        self.fuse: int | None = None
        self.where = ""
        self._order = order
        self._buried = False

    @property
    def alive(self) -> bool:
        """True until it was killed."""
        return not self.died.is_set()

    def kill(self, where: str) -> None:
        """End it here and now, as kill -9 does."""
        self.where, self.fuse = where, None
        self.died.set()

    def bury(self) -> None:
        """Let its tasks be cancelled: nothing of it does anything any more."""
        self._buried = True

    async def boundary(self, where: str) -> None:
        """Pass a point at which it may die, and at which others may come first."""
        if self.alive and self.fuse is not None:
            self.fuse -= 1
            if self.fuse < 0:
                self.kill(where)
        for _ in range(self._order.randrange(3)):
            await asyncio.sleep(0)
        if self._buried:
            raise asyncio.CancelledError
        if not self.alive:
            await asyncio.Event().wait()


class Disk(SqliteDatabase):
    """The bot's database without threads: a unit runs where it is awaited, committed as ever."""

    def __init__(self, connection: Connection, process: Process) -> None:
        self._connection = connection
        self._process = process

    async def write(self, unit: Unit[Any]) -> Any:
        """Run the unit in a transaction of its own, between two boundaries."""
        await self._process.boundary("before a commit")
        job = _Job(unit)
        self._commit(self._connection, [job])
        await self._process.boundary("after a commit")
        if job.fault is not None:
            raise job.fault
        return job.value

    async def read(self, unit: Unit[Any]) -> Any:
        """Run the unit; nobody else can come between its queries."""
        await self._process.boundary("a read")
        return unit(self._connection)

    def close(self) -> None:
        """Let go of nothing: the next life uses the same disk."""


Call = Callable[[str, Mapping[str, Any], str | None], Answer]


class Line:
    """The connection to Slack that `slack_sdk` is handed in place of aiohttp's session."""

    closed = False

    def __init__(self, call: Call, now: Callable[[], datetime], process: Process) -> None:
        self._call, self._now = call, now
        self._process = process

    def request(self, _verb: str, url: str, **sent: Any) -> _Exchange:
        """Return the exchange, as aiohttp does: it happens when it is entered."""
        token = (sent.get("headers") or {}).get("Authorization", "").partition(" ")[2]
        args = {**(sent.get("params") or {}), **(sent.get("json") or {})}
        method = url.rpartition("/")[2]
        return _Exchange(self._process, lambda: self._answered(method, args, token or None), url)

    def _answered(self, method: str, args: Mapping[str, Any], token: str | None) -> Answer:
        answer = self._call(method, args, token)
        date = {"Date": format_datetime(self._now(), usegmt=True)}
        return replace(answer, headers={**answer.headers, **date})

    async def close(self) -> None:
        """Hang up."""
        self.closed = True


class _Exchange:
    def __init__(self, process: Process, call: Callable[[], Answer], url: str) -> None:
        self._process, self._call, self._url = process, call, url

    async def __aenter__(self) -> _Response:
        await self._process.boundary("before a call")
        answer = self._call()
        await self._process.boundary("after a call")
        if answer.cut:
            raise aiohttp.ServerDisconnectedError
        return _Response(answer, self._url)

    async def __aexit__(
        self,
        _kind: type[BaseException] | None,
        _fault: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        return None


class _Response:
    def __init__(self, answer: Answer, url: str) -> None:
        self.status = answer.status
        self.headers = answer.headers
        self.content_type = "application/json" if answer.text is None else "text/html"
        self._answer, self._url = answer, url

    async def json(self) -> Any:
        """Return the body, a copy as if it had come over a wire. Raises: ContentTypeError."""
        if self._answer.text is not None:
            asked: Any = aiohttp.RequestInfo(URL(self._url), "POST", {}, URL(self._url))  # type: ignore[arg-type]
            raise aiohttp.ContentTypeError(asked, ())
        return json.loads(json.dumps(self._answer.body))

    async def text(self) -> str:
        """Return the body as it is."""
        return self._answer.text or ""
