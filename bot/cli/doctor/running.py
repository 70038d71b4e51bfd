"""The bot that runs on this machine, asked itself: its connections, events, the watch outside.

Which events an app is told no token can ask; and a ping of ours would be taken for the bot's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import aiohttp

from bot.app import mode_of
from bot.cli.doctor.findings import Check, Finding, failed, ok, unseen
from bot.settings import HttpSettings, Settings

ANYWHERE: Final[Mapping[str, str]] = {"0.0.0.0": "127.0.0.1", "::": "::1"}
PORT: Final = "KYOTEN_HTTP_PORT"
ECHO_SECONDS: Final = 60
"""By then Slack has told of a message that was posted: it tells of the bot's own, too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """What it says of itself, counted since its start; `heartbeat` as `Heartbeat.told`."""

    mode: str
    app: str
    ready: bool
    posting: int | None  # seconds since its first message
    heard: int
    heartbeat: str


async def running(
    settings: Settings | HttpSettings, session: aiohttp.ClientSession
) -> Running | None:
    """Return what the bot on this machine says of itself; None where none runs."""
    host = ANYWHERE.get(settings.kyoten_http_bind, settings.kyoten_http_bind)
    shown = f"[{host}]" if ":" in host else host
    try:
        async with session.get(f"http://{shown}:{settings.kyoten_http_port}/healthz") as answer:
            return _read(await answer.json())
    except (aiohttp.ClientError, TimeoutError, ValueError):
        return None


def _read(told: Any) -> Running | None:
    """Return what /healthz of a bot says; None for somebody else's."""
    match told:
        case {
            "mode": str(mode),
            "app": str(app),
            "ready": bool(ready),
            "posting_seconds": int() | None as posting,
            "heard": int(heard),
            "heartbeat": str(heartbeat),
        }:
            return Running(
                mode=mode, app=app, ready=ready, posting=posting, heard=heard, heartbeat=heartbeat
            )
    return None


def ours(
    answering: Running | None, settings: Settings | HttpSettings, *, app: str
) -> Running | None:
    """Return the bot that answers if it runs by these settings; `app` is its token's `mark_of`."""
    if answering is None or (answering.mode, answering.app) != (mode_of(settings), app):
        return None
    return answering


def run_here(
    answering: Running | None, here: Running | None, settings: Settings | HttpSettings
) -> Finding:
    """Return whether the bot runs here, or another one where it is to answer."""
    if here is not None:
        return ok(Check.RUNNING, here.mode)
    if answering is None:
        return unseen(Check.RUNNING, f"no bot answers on port {settings.kyoten_http_port}")
    remedy = "another bot answers there: give each a port of its own; after a change of tokens or "
    return failed(Check.RUNNING, PORT, f"{remedy}of --http start the bot anew")


def connected(here: Running) -> Finding:
    """Return what the bot that runs here says of its connections."""
    if here.ready:
        return ok(Check.SOCKET, "of the bot that runs here")
    remedy = "it has no connection: see its log, or stop it and run doctor again"
    return failed(Check.SOCKET, "the bot that runs here", remedy)


def events(here: Running | None) -> Finding:
    """Return whether Slack tells the bot what is written in the offices' channels."""
    if here is None:
        return unseen(Check.EVENTS, "seen while the bot runs: start it, then ask again")
    if here.heard:
        return ok(Check.EVENTS, f"{here.heard} messages heard since the start")
    if here.posting is not None and here.posting >= ECHO_SECONDS:
        remedy = "not heard of: paste the manifest (App Manifest), install the app again, restart "
        return failed(Check.EVENTS, "the bot's own messages", f"{remedy}the bot")
    return unseen(Check.EVENTS, "none yet: write a line in an office's channel, then ask again")
