"""Socket Mode: the open sockets of the app, and the deliveries that leave through them.

https://docs.slack.dev/apis/events-api/using-socket-mode
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

from aiohttp import WSMessage, WSMsgType, web

from sandbox.model import JSON, Envelope
from sandbox.troubles import IN_SOCKETS
from sandbox.workspace import Workspace

GONE: Final = frozenset({WSMsgType.CLOSED, WSMsgType.CLOSING, WSMsgType.ERROR})


class Sockets:
    """Hands each delivery to one of the open sockets, in turn."""

    def __init__(self, workspace: Workspace, now: Callable[[], datetime]) -> None:
        """Carry the deliveries of this workspace, by this clock."""
        self._workspace = workspace
        self._now = now
        self._open: list[web.WebSocketResponse] = []
        self._lines: dict[web.WebSocketResponse, asyncio.Transport] = {}
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
        socket = web.WebSocketResponse(autoping=False, autoclose=False)
        await socket.prepare(request)
        if len(self._open) >= self._workspace.most_sockets:
            await socket.send_str(_goodbye("too_many_websockets"))
            await socket.close()
            return socket
        if request.transport is not None:
            self._lines[socket] = request.transport
            await self._serve(socket)
        return socket

    async def _serve(self, socket: web.WebSocketResponse) -> None:
        self._open.append(socket)
        self._count_listeners()
        try:
            await socket.send_str(self._hello())
            self.wake()
            while (frame := await socket.receive()).type not in GONE:
                if socket not in self._workspace.troubles.mute:
                    await self._hear(socket, frame)
                elif frame.type is WSMsgType.CLOSE:
                    await asyncio.Event().wait()  # not answered: until the line itself ends
        finally:
            self._open.remove(socket)
            del self._lines[socket]
            self._retiring.discard(socket)
            self._workspace.troubles.mute.discard(socket)
            self._count_listeners()

    async def _hear(self, socket: web.WebSocketResponse, frame: WSMessage) -> None:
        match frame.type:
            case WSMsgType.TEXT:
                self._take_ack(json.loads(frame.data))
            case WSMsgType.PING:
                await socket.pong(frame.data)
            case WSMsgType.CLOSE:
                await socket.close()

    def _count_listeners(self) -> None:
        self._workspace.listeners = sum(not socket.closed for socket in self._open)
        if not self._workspace.listeners:
            for envelope in self._workspace.unacked:
                envelope.vanished = envelope.vanished or envelope.state == "sent"

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
            await self._send(envelope)

    async def _send(self, envelope: Envelope) -> None:
        usable = self._usable()
        if not usable:
            return  # the last socket just closed: the delivery is lost, as in life, and goes late
        socket = usable[0]
        self._open.remove(socket)
        self._open.append(socket)
        mute = self._workspace.troubles.mute
        if self._workspace.troubles.strike(IN_SOCKETS, "socket"):
            mute.add(socket)
        if socket in mute:
            envelope.vanished = True
            return
        try:
            await socket.send_str(json.dumps(envelope.frame, ensure_ascii=False))
        except ConnectionResetError:
            return  # never acknowledged, so the ladder sends it again

    def _usable(self) -> list[web.WebSocketResponse]:
        return [s for s in self._open if not s.closed and s not in self._retiring]

    async def refresh(self, reason: str = "refresh_requested") -> None:
        """Ask every socket to be replaced; nothing more is sent through the old ones."""
        for socket in tuple(self._open):
            self._retiring.add(socket)
            if socket not in self._workspace.troubles.mute:
                await socket.send_str(_goodbye(reason))

    def cut(self) -> None:
        """End every connection without a goodbye."""
        for transport in tuple(self._lines.values()):
            transport.abort()

    async def close(self) -> None:
        """Close every socket; one that is mute takes no goodbye."""
        for socket in tuple(self._open):
            if socket in self._workspace.troubles.mute:
                self._lines[socket].abort()
            else:
                await socket.close()


def _goodbye(reason: str) -> str:
    host = {"host": "applink-sandbox"}
    return json.dumps({"type": "disconnect", "reason": reason, "debug_info": host})
