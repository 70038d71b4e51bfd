"""The stand-in on loopback: Web API, Socket Mode, uploads and response_urls over aiohttp.

It never leaves this machine: a host that is not loopback is refused.
"""

from __future__ import annotations

import asyncio
import ipaddress
import json
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from datetime import datetime
from email.utils import format_datetime
from typing import Any

from aiohttp import web

from sandbox.model import Answer
from sandbox.posting import Posts
from sandbox.sockets import Sockets
from sandbox.workspace import Workspace

TICK_EVERY = 0.5  # real seconds; the moment itself always comes from the town's clock
MOST_BYTES = 64 * 1024 * 1024


class SlackServer:
    """Serves one workspace; `now` is the town's clock."""

    def __init__(self, workspace: Workspace, now: Callable[[], datetime]) -> None:
        """Prepare to serve; nothing listens before `start`, or before `app` is run elsewhere."""
        self.workspace = workspace
        self.open_requests = 0
        self._now = now
        self._sockets = Sockets(workspace, now)
        self._runner: web.AppRunner | None = None
        self._posts: Posts | None = None
        self._base = ""
        self.app = web.Application(client_max_size=MOST_BYTES)
        self.mount(self.app)

    @property
    def base_url(self) -> str:
        """The address to give to the SDK as `base_url`."""
        return f"{self._base}/api/"

    @property
    def open_sockets(self) -> int:
        """How many sockets the app has open."""
        return self._sockets.count

    def routes(self) -> list[web.RouteDef]:
        """Return the stand-in's routes, to stand beside others in one application."""
        return [
            web.post("/api/{method}", self._call),
            web.get("/api/{method}", self._call),
            web.get("/link", self._sockets.link),
            web.post("/upload/{file_id}", self._upload),
            web.post("/response/{response_id}", self._respond),
        ]

    def mount(self, app: web.Application) -> None:
        """Add the routes to an application, and the carrying of deliveries to its life."""
        app.add_routes(self.routes())
        app.cleanup_ctx.append(self._carrying)

    def placed_at(self, address: str) -> None:
        """Say under which address the routes are reached, without a slash at the end."""
        self._base = address
        self.workspace.public_url = address

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> None:
        """Listen on loopback. Raises: ValueError for any other host."""
        if host != "localhost" and not ipaddress.ip_address(host).is_loopback:
            raise ValueError(f"the stand-in listens on loopback only, not on {host}")
        self._runner = web.AppRunner(
            self.app, access_log=None, shutdown_timeout=1.0, handler_cancellation=True
        )
        await self._runner.setup()
        await web.TCPSite(self._runner, host, port).start()
        bound = self._runner.addresses[0]
        name = f"[{bound[0]}]" if ":" in bound[0] else bound[0]
        self.placed_at(f"http://{name}:{bound[1]}")

    async def stop(self) -> None:
        """Close every socket and stop listening."""
        await self._sockets.close()
        if self._posts is not None:
            await self._posts.close()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def cut_sockets(self) -> None:
        """End every socket without a goodbye, as a broken line does."""
        self._sockets.cut()

    async def refresh_sockets(self, reason: str = "refresh_requested") -> None:
        """Ask the app to replace every socket, as Slack does every few hours."""
        await self._sockets.refresh(reason)

    async def flush(self) -> None:
        """Let happen what this moment brings and send what is due, without waiting for a look."""
        self.workspace.tick(self._now())
        await self._sockets.flush()
        if self._posts is not None:
            self._posts.flush()

    def post_to(self, address: str, secret: str) -> None:
        """Post deliveries to an app's address from now on, signed, instead of using sockets."""
        if self._posts is None:
            self._posts = Posts(self.workspace, self._now, secret)
            self.workspace.on_queue.append(self._posts.flush)
        self._posts.address = address
        self.workspace.listeners = 1

    async def _carrying(self, _app: web.Application) -> AsyncIterator[None]:
        self.workspace.on_queue.append(self._sockets.wake)
        self.workspace.listeners = 0
        tasks = [asyncio.create_task(self._sockets.carry()), asyncio.create_task(self._ticking())]
        yield
        self.workspace.on_queue.remove(self._sockets.wake)
        self.workspace.listeners = None
        for task in tasks:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def _ticking(self) -> None:
        while True:
            self.workspace.tick(self._now())
            await self.flush()
            await asyncio.sleep(TICK_EVERY)

    # -- requests ------------------------------------------------------------------------

    async def _call(self, request: web.Request) -> web.StreamResponse:
        self.open_requests += 1
        try:
            args = await _arguments(request)
            if args is None:
                answer = Answer(status=200, body={"ok": False, "error": "invalid_json"})
                return _answered(request, answer)
            token = _token(request) or args.pop("token", None)
            method = request.match_info["method"]
            answer = self.workspace.call(method, args, self._now(), token=token)
            response = _answered(request, answer)
            response.headers["Date"] = format_datetime(self._now(), usegmt=True)
            return response
        finally:
            self.open_requests -= 1

    async def _respond(self, request: web.Request) -> web.StreamResponse:
        self.open_requests += 1
        try:
            body = await _arguments(request)
            if body is None:
                return web.Response(status=400, text="invalid_payload")
            response_id = request.match_info["response_id"]
            return _answered(request, self.workspace.respond(response_id, body, self._now()))
        finally:
            self.open_requests -= 1

    async def _upload(self, request: web.Request) -> web.StreamResponse:
        self.open_requests += 1
        try:
            content = await request.read()
            file_id = request.match_info["file_id"]
            return _answered(request, self.workspace.upload(file_id, content, self._now()))
        finally:
            self.open_requests -= 1


def _token(request: web.Request) -> str | None:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token if scheme.lower() == "bearer" and token else None


async def _arguments(request: web.Request) -> dict[str, Any] | None:
    """Return the arguments from query, form or JSON body; None when that is no JSON object."""
    found: dict[str, Any] = dict(request.query)
    if request.content_type == "application/json":
        body = _object(await request.text())
        return None if body is None else found | body
    if request.method == "POST":
        form = await request.post()
        found |= {name: value for name, value in form.items() if isinstance(value, str)}
    return found


def _object(text: str) -> dict[str, Any] | None:
    try:
        body = json.loads(text or "{}")
    except ValueError:
        return None
    return body if isinstance(body, dict) else None


def _answered(request: web.Request, answer: Answer) -> web.StreamResponse:
    if answer.cut:
        if request.transport is not None:
            request.transport.abort()
        return web.Response()  # reaches nobody
    if answer.text is not None:
        kind = "text/html" if answer.text.startswith("<") else "text/plain"
        return web.Response(status=answer.status, text=answer.text, content_type=kind)
    text = json.dumps(answer.body, ensure_ascii=False)
    return web.json_response(text=text, status=answer.status, headers=answer.headers)
