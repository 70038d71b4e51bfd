"""The practice town's web page: its files and its JSON, each behind `page_guard`. Loopback only."""

from __future__ import annotations

import asyncio
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from aiohttp import web

from sandbox.page_acts import ACTS, Unreadable
from sandbox.page_guard import HEADERS, body_of, guarded, problem
from sandbox.page_inspector import in_full, overheard
from sandbox.page_state import CanReset, HasWorkspace, Place, PlaysSituations, iso, seen_by

if TYPE_CHECKING:
    from sandbox.model import Envelope
    from sandbox.workspace import Workspace

STATIC = Path(__file__).parent / "static"
LONGEST_PUSH = timedelta(days=400)
OPTIONS_WITHIN = 3.0  # seconds Slack waits for the choices of an external select


class TownControl(HasWorkspace, Protocol):
    """What the page needs of a town; `sandbox.page_state` names what it may offer besides."""

    async def push(self, delta: timedelta) -> None:
        """Move the town's time forward, letting happen what falls due on the way."""


class Page:
    """The page of one town; `application()` is what a server serves of it."""

    def __init__(self, town: TownControl) -> None:
        """Serve `town`."""
        self._town = town
        self._heard: Workspace | None = None
        self._streams: set[asyncio.Event] = set()
        self._stopped = False
        self._sent: dict[str, list[Envelope]] = {}

    def application(self) -> web.Application:
        """Return the page as an application that ends its streams when shut down."""
        application = web.Application()
        application.add_routes(self._routes())
        application.on_shutdown.append(self._stop)
        return application

    def _routes(self) -> list[web.RouteDef]:
        return [
            web.get("/", guarded(self._index)),
            web.get("/static/{name:[a-z0-9./-]+}", guarded(self._file)),
            web.get("/town/state", guarded(self._state)),
            web.get("/town/events", guarded(self._events)),
            web.get("/town/inspector", guarded(self._inspector)),
            web.get("/town/inspector/{number:[0-9]{1,9}}", guarded(self._in_full)),
            web.post("/town/act", guarded(self._act)),
            web.post("/town/clock", guarded(self._clock)),
            web.post("/town/situation", guarded(self._situation)),
            web.post("/town/reset", guarded(self._reset)),
        ]

    async def _stop(self, _application: web.Application) -> None:
        self._stopped = True  # a server would wait for every open event stream
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
            return problem(404, "not_found", "そのファイルはありません。", "There is no such file.")
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
        body = await body_of(request)
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
        delta = _delta(await body_of(request), self._town.now())
        await self._town.push(delta)
        self.changed()
        return web.json_response({"ok": True, "now": iso(self._town.now())})

    async def _situation(self, request: web.Request) -> web.StreamResponse:
        key = (await body_of(request)).get("key")
        town = self._town
        known = [one.key for one in town.situations] if isinstance(town, PlaysSituations) else []
        if key not in known or not isinstance(town, PlaysSituations):
            raise Unreadable("key")
        start = await town.play(str(key))
        return self._after_upheaval(start=asdict(start))

    async def _reset(self, request: web.Request) -> web.StreamResponse:
        await body_of(request)
        if not isinstance(self._town, CanReset):
            raise Unreadable("reset")
        await self._town.reset()
        return self._after_upheaval()

    def _after_upheaval(self, **more: object) -> web.StreamResponse:
        self._listen()
        self.changed()
        return web.json_response({"ok": True, **more})


def _delta(body: dict[str, Any], now: datetime) -> timedelta:
    """Return how far to push: `minutes` from now, or as far as the moment `to`.

    Raises: Unreadable, also for what no calendar holds.
    """
    minutes, to = body.get("minutes"), body.get("to")
    delta = timedelta()
    try:
        if isinstance(to, str):
            delta = datetime.fromisoformat(to).astimezone(UTC) - now
        elif isinstance(minutes, int) and not isinstance(minutes, bool):
            delta = timedelta(minutes=minutes)
    except (ValueError, OverflowError) as wrong:
        raise Unreadable("to" if minutes is None else "minutes") from wrong
    if not timedelta() < delta <= LONGEST_PUSH:
        raise Unreadable("to" if minutes is None else "minutes")
    return delta
