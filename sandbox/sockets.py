"""Socket Mode: the open sockets of the app, and the deliveries that leave through them.

https://docs.slack.dev/apis/events-api/using-socket-mode
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

from aiohttp import WSMsgType, web

from sandbox.model import JSON
from sandbox.workspace import Workspace

MOST_SOCKETS = 10


class Sockets:
    """Hands each delivery to one of the open sockets, in turn."""

    def __init__(self, workspace: Workspace, now: Callable[[], datetime]) -> None:
        """Carry the deliveries of this workspace, by this clock."""
        self._workspace = workspace
        self._now = now
        self._open: list[web.WebSocketResponse] = []
        self._retiring: set[web.WebSocketResponse] = set()
        self._wake = asyncio.Event()

    @property
    def count(self) -> int:
        """How many sockets are open."""
        return len(self._open)

    def wake(self) -> None:
        """Look for something to send as soon as the loop turns."""
        self._wake.set()

    async def link(self, request: web.Request) -> web.StreamResponse:
        """Serve one socket from hello to goodbye; its ticket is good once."""
        ticket = request.query.get("ticket", "")
        if ticket not in self._workspace.tickets:
            return web.Response(status=401, text="invalid ticket")
        self._workspace.tickets.discard(ticket)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        if len(self._open) >= MOST_SOCKETS:
            await socket.send_str(_goodbye("too_many_websockets"))
            await socket.close()
            return socket
        await self._serve(socket)
        return socket

    async def _serve(self, socket: web.WebSocketResponse) -> None:
        self._open.append(socket)
        self._count_listeners()
        try:
            await socket.send_str(self._hello())
            self.wake()
            async for frame in socket:
                if frame.type is WSMsgType.TEXT:
                    self._take_ack(json.loads(frame.data))
        finally:
            self._open.remove(socket)
            self._retiring.discard(socket)
            self._count_listeners()

    def _count_listeners(self) -> None:
        self._workspace.listeners = sum(not socket.closed for socket in self._open)

    def _hello(self) -> str:
        hello: JSON = {
            "type": "hello",
            "num_connections": self.count,
            "debug_info": {"host": "applink-sandbox", "approximate_connection_time": 18060},
            "connection_info": {"app_id": self._workspace.app_id},
        }
        return json.dumps(hello)

    def _take_ack(self, frame: dict[str, Any]) -> None:
        if "envelope_id" in frame:
            self._workspace.ack(frame["envelope_id"], frame.get("payload"), self._now())

    async def carry(self) -> None:
        """Send what is queued, and go on whenever there is more; ends by being cancelled."""
        while True:
            await self._wake.wait()
            self._wake.clear()
            await self.flush()

    async def flush(self) -> None:
        """Send everything that is due now; without a socket everything stays queued."""
        if not self._usable():
            return
        for envelope in self._workspace.take(self._now()):
            await self._send(json.dumps(envelope.frame, ensure_ascii=False))

    async def _send(self, frame: str) -> None:
        usable = self._usable()
        if not usable:
            return  # the last socket just closed: the delivery is lost, as in life, and goes late
        socket = usable[0]
        self._open.remove(socket)
        self._open.append(socket)
        try:
            await socket.send_str(frame)
        except ConnectionResetError:
            return  # never acknowledged, so the ladder sends it again

    def _usable(self) -> list[web.WebSocketResponse]:
        return [s for s in self._open if not s.closed and s not in self._retiring]

    async def refresh(self, reason: str = "refresh_requested") -> None:
        """Ask every socket to be replaced; nothing more is sent through the old ones."""
        for socket in tuple(self._open):
            self._retiring.add(socket)
            await socket.send_str(_goodbye(reason))

    async def close(self) -> None:
        """Close every socket."""
        for socket in tuple(self._open):
            await socket.close()


def _goodbye(reason: str) -> str:
    host = {"host": "applink-sandbox"}
    return json.dumps({"type": "disconnect", "reason": reason, "debug_info": host})
