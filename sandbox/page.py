"""The practice town's web page: its files, its JSON, and the guard around both.

Loopback only. A page of another site must not drive the town through the visitor's
browser, so every request must name this machine and every change must come from this page.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlsplit

from aiohttp import web

from sandbox.model import Refusal
from sandbox.page_acts import ACTS, Unreadable
from sandbox.page_inspector import in_full, overheard
from sandbox.page_state import CanReset, HasWorkspace, Place, PlaysSituations, iso, seen_by

if TYPE_CHECKING:
    from sandbox.model import Envelope
    from sandbox.workspace import Workspace

STATIC = Path(__file__).parent / "static"
HOSTS = frozenset({"127.0.0.1", "localhost", "::1"})
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
LONGEST_PUSH = timedelta(days=400)
OPTIONS_WITHIN = 3.0  # seconds Slack waits for the choices of an external select

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class TownControl(HasWorkspace, Protocol):
    """What the page needs of a town; `sandbox.page_state` names what it may offer besides."""

    async def push(self, delta: timedelta) -> None:
        """Move the town's time forward, letting happen what falls due on the way."""


class Page:
    """The page of one town: make it, mount `routes()`, and `stop()` it before the server."""

    def __init__(self, town: TownControl) -> None:
        """Serve `town`."""
        self._town = town
        self._heard: Workspace | None = None
        self._streams: set[asyncio.Event] = set()
        self._stopped = False
        self._sent: dict[str, list[Envelope]] = {}

    def routes(self) -> list[web.RouteDef]:
        """Return every route of the page, each behind the guard."""
        return [
            web.get("/", _guarded(self._index)),
            web.get("/static/{name:[a-z0-9./-]+}", _guarded(self._file)),
            web.get("/town/state", _guarded(self._state)),
            web.get("/town/events", _guarded(self._events)),
            web.get("/town/inspector", _guarded(self._inspector)),
            web.get("/town/inspector/{number:[0-9]{1,9}}", _guarded(self._in_full)),
            web.post("/town/act", _guarded(self._act)),
            web.post("/town/clock", _guarded(self._clock)),
            web.post("/town/situation", _guarded(self._situation)),
            web.post("/town/reset", _guarded(self._reset)),
        ]

    async def stop(self) -> None:
        """End every open event stream, so that a server need not wait for them."""
        self._stopped = True
        self.changed()

    def changed(self) -> None:
        """Tell every open page to look again."""
        for stream in self._streams:
            stream.set()

    def _listen(self) -> None:
        """Hear the present workspace; a reset brings another one."""
        workspace = self._town.workspace
        if workspace is not self._heard:
            self._heard = workspace
            self._sent.clear()
            workspace.on_change.append(self.changed)

    async def _index(self, _request: web.Request) -> web.StreamResponse:
        return web.FileResponse(STATIC / "index.html")

    async def _file(self, request: web.Request) -> web.StreamResponse:
        path = (STATIC / request.match_info["name"]).resolve()
        if not path.is_relative_to(STATIC.resolve()) or not path.is_file():
            return _problem(
                404, "not_found", "そのファイルはありません。", "There is no such file."
            )
        return web.FileResponse(path)

    async def _state(self, request: web.Request) -> web.StreamResponse:
        self._listen()
        asked = request.query
        place = Place(
            channel=asked.get("channel"), thread=asked.get("thread"), home="home" in asked
        )
        me = asked.get("me") or None
        return web.json_response(seen_by(self._town, me, place, self._waiting(me)))

    async def _inspector(self, _request: web.Request) -> web.StreamResponse:
        return web.json_response(overheard(self._town.workspace))

    async def _in_full(self, request: web.Request) -> web.StreamResponse:
        number = int(request.match_info["number"])
        return web.json_response(in_full(self._town.workspace, number))

    def _waiting(self, me: str | None) -> list[Envelope]:
        """Return what this person sent that the app has not yet acknowledged."""
        still = [one for one in self._sent.get(me or "", []) if one.state in ("queued", "sent")]
        if me:
            self._sent[me] = still
        return still

    async def _events(self, request: web.Request) -> web.StreamResponse:
        self._listen()
        answer = web.StreamResponse(headers={**HEADERS, "Content-Type": "text/event-stream"})
        await answer.prepare(request)
        changed = asyncio.Event()
        self._streams.add(changed)
        try:
            while not self._stopped:
                changed.clear()
                self._listen()
                await answer.write(f"data: {self._town.workspace.version}\n\n".encode())
                await changed.wait()
        except ConnectionError:
            pass  # the page was closed
        finally:
            self._streams.discard(changed)
        return answer

    async def _act(self, request: web.Request) -> web.StreamResponse:
        self._listen()
        body = await _body(request)
        kind, me = body.get("kind"), body.get("me")
        if not isinstance(me, str) or not isinstance(kind, str) or kind not in ACTS:
            raise Unreadable("kind")
        workspace = self._town.workspace
        workspace.user(me)
        done = ACTS[kind](workspace, me, body, self._town.now())
        if done.envelope:
            self._sent.setdefault(me, []).append(done.envelope)
        if done.awaited and done.envelope:
            return web.json_response({"options": await self._options(done.envelope)})
        return web.json_response({"ok": True, "errors": done.errors})

    async def _options(self, envelope: Envelope) -> list[dict[str, Any]]:
        """Return what the app offers for a select that asks it, or nothing when it is silent."""
        changed = asyncio.Event()
        self._streams.add(changed)
        try:
            async with asyncio.timeout(OPTIONS_WITHIN):
                while envelope.state in ("queued", "sent"):
                    await changed.wait()
                    changed.clear()
        except TimeoutError:
            return []
        finally:
            self._streams.discard(changed)
        return self._town.workspace.suggestions(envelope)

    async def _clock(self, request: web.Request) -> web.StreamResponse:
        delta = _delta(await _body(request), self._town.now())
        await self._town.push(delta)
        self.changed()
        return web.json_response({"ok": True, "now": iso(self._town.now())})

    async def _situation(self, request: web.Request) -> web.StreamResponse:
        key = (await _body(request)).get("key")
        town = self._town
        known = [one.key for one in town.situations] if isinstance(town, PlaysSituations) else []
        if key not in known or not isinstance(town, PlaysSituations):
            raise Unreadable("key")
        start = await town.play(str(key))
        return self._after_upheaval(start=asdict(start))

    async def _reset(self, request: web.Request) -> web.StreamResponse:
        await _body(request)
        if not isinstance(self._town, CanReset):
            raise Unreadable("reset")
        await self._town.reset()
        return self._after_upheaval()

    def _after_upheaval(self, **more: object) -> web.StreamResponse:
        self._listen()
        self.changed()
        return web.json_response({"ok": True, **more})


def page_application(town: TownControl) -> web.Application:
    """Return an application that is the page of `town` and ends its streams when shut down."""
    page = Page(town)
    application = web.Application()
    application.add_routes(page.routes())

    async def stop(_application: web.Application) -> None:
        await page.stop()

    application.on_shutdown.append(stop)
    return application


def _guarded(handler: Handler) -> Handler:
    """Let only this machine's own page through, and say every refusal as JSON."""

    async def guarded(request: web.Request) -> web.StreamResponse:
        if not _is_ours(request):
            answer: web.StreamResponse = _problem(
                403,
                "forbidden",
                "この画面は、このパソコンの中からだけ使えます。",
                "This page can be used from this machine only.",
            )
        else:
            answer = await _answered(handler, request)
        if not answer.prepared:
            answer.headers.update(HEADERS)
        return answer

    return guarded


async def _answered(handler: Handler, request: web.Request) -> web.StreamResponse:
    try:
        return await handler(request)
    except Unreadable as wrong:
        return _problem(
            400,
            "unreadable",
            f"送られた内容を読み取れませんでした（{wrong}）。画面を読み込み直してください。",
            f"What was sent could not be read ({wrong}). Please reload the page.",
        )
    except Refusal as refused:
        return _problem(
            409,
            refused.code,
            f"この操作はできませんでした（{refused.code}）。",
            f"This could not be done ({refused.code}).",
        )
    except LookupError as missing:
        return _problem(
            409,
            "no_such_thing",
            "その操作の対象は、もう画面にありません。表示を確かめて、もう一度お試しください。",
            "What this was meant for is no longer there. Please look again and retry.",
            detail=str(missing),
        )


def _is_ours(request: web.Request) -> bool:
    """True when the request names this machine and, if it changes anything, is from our page."""
    try:
        named = urlsplit(f"//{request.host}")
        named_port = named.port or 80
    except ValueError:
        return False
    local = request.transport.get_extra_info("sockname") if request.transport else None
    if named.hostname not in HOSTS or request.remote not in HOSTS:
        return False
    if local is None or named_port != local[1]:
        return False
    if request.method in ("GET", "HEAD"):
        return True
    return request.headers.get("Origin") == f"http://{request.host}"


async def _body(request: web.Request) -> dict[str, Any]:
    if request.content_type != "application/json":
        raise Unreadable("Content-Type")
    try:
        body = await request.json()
    except ValueError as wrong:
        raise Unreadable("JSON") from wrong
    if not isinstance(body, dict):
        raise Unreadable("JSON")
    return body


def _delta(body: dict[str, Any], now: datetime) -> timedelta:
    """Return how far to push: `minutes` from now, or as far as the moment `to`."""
    minutes, to = body.get("minutes"), body.get("to")
    if isinstance(minutes, int) and not isinstance(minutes, bool):
        delta = timedelta(minutes=min(minutes, 10**7))
    elif isinstance(to, str):
        try:
            delta = datetime.fromisoformat(to).astimezone(UTC) - now
        except ValueError as wrong:
            raise Unreadable("to") from wrong
    else:
        raise Unreadable("minutes")
    if not timedelta() < delta <= LONGEST_PUSH:
        raise Unreadable("minutes")
    return delta


def _problem(status: int, code: str, ja: str, en: str, detail: str = "") -> web.Response:
    body = {"error": code, "message": ja, "message_en": en, "detail": detail}
    return web.json_response(body, status=status)
