"""Is it alive, is it ready: for a supervisor on this machine. Counts, and no ids or names.

In HTTP mode Slack's deliveries come in beside them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from aiohttp import web

from bot.log import unheard_logger

STOP_SECONDS: Final = 0.5
"""How long a stop waits for whoever asks after our health, or brings a delivery."""


class Health:
    """A small HTTP server: /healthz while the process works, /readyz once it can serve."""

    def __init__(
        self,
        *,
        ready: Callable[[], bool],
        findings: Callable[[], Mapping[str, int]] = dict,
        signs: Callable[[], Mapping[str, str | int | None]] = dict,
    ) -> None:
        self._ready, self._findings, self._signs = ready, findings, signs
        self._runner: web.AppRunner | None = None
        self.port = 0

    async def start(
        self, *, host: str, port: int, beside: Sequence[web.RouteDef] = (), most_bytes: int = 1024
    ) -> None:
        """Listen; port 0 takes any free one. Raises: OSError when the port is taken."""
        app = web.Application(client_max_size=most_bytes)
        app.add_routes(beside)
        app.router.add_get("/healthz", self._healthz)
        app.router.add_get("/readyz", self._readyz)
        self._runner = web.AppRunner(
            app,
            access_log=None,
            logger=unheard_logger("kyoten_http"),
            shutdown_timeout=STOP_SECONDS,
        )
        await self._runner.setup()
        await web.TCPSite(self._runner, host, port).start()
        self.port = int(self._runner.addresses[0][1])

    async def stop(self) -> None:
        """Stop listening."""
        if self._runner is not None:
            await self._runner.cleanup()

    async def _healthz(self, _request: web.Request) -> web.Response:
        found = {"ready": self._ready(), "findings": dict(self._findings())}
        return web.json_response({"status": "ok", **found, **self._signs()})

    async def _readyz(self, _request: web.Request) -> web.Response:
        ready = self._ready()
        return web.json_response(
            {"status": "ready" if ready else "starting"}, status=200 if ready else 503
        )
