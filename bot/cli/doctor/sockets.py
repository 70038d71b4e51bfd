"""Socket Mode: a connection opens and Slack says hello.

A delivery goes to any one open socket, and Slack brings a press only once. So where the bot runs
on this machine it is asked itself, and a socket of doctor's own is shut at its first frame.
https://docs.slack.dev/apis/events-api/using-socket-mode
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from websockets.asyncio.client import connect
from websockets.exceptions import WebSocketException

from bot.cli.doctor.findings import Check, Finding, failed, ok, warning
from bot.cli.doctor.running import Running, connected
from bot.cli.doctor.slack import Asking
from bot.errors import SlackFault

SECONDS: Final = 10.0
TOKEN: Final = "SLACK_APP_TOKEN"
PARTINGS: Final[Mapping[str, str]] = {
    "link_disabled": "Socket Mode is switched off: switch it on in the app's settings",
    "too_many_websockets": "ten connections stand already: end the other bots with this token",
}


@dataclass(frozen=True, slots=True)
class Line:
    """What was found of the app-level token and its connection; `app` is None for a bad token."""

    findings: list[Finding] = field(default_factory=list)
    app: str | None = None


async def line(level: Asking, here: Running | None) -> Line:
    """Return whether the app-level token is good and Slack says hello."""
    try:
        address = str((await level.ask("apps.connections.open")).body.get("url"))
    except SlackFault as fault:
        remedy = f"Slack answered {fault.code}: make an app-level token with connections:write, "
        mode = "and switch Socket Mode on in the app's settings"
        return Line([failed(Check.APP_TOKEN, TOKEN, f"{remedy}{mode}")])
    good = ok(Check.APP_TOKEN, TOKEN)
    if here is not None:
        return Line([good, connected(here)], await owner(level))
    frame = await first_frame(address)
    app = str((frame.get("connection_info") or {}).get("app_id") or "")
    return Line([good, of_frame(frame)], app or await owner(level))


async def owner(level: Asking) -> str:
    """Return the app of an app-level token without a connection; empty where Slack does not say."""
    try:
        return str((await level.ask("auth.test")).body.get("app_id") or "")
    except SlackFault:
        return ""


async def first_frame(address: str) -> Mapping[str, Any]:
    """Return the first thing Slack says on a new connection, shut at once; empty for none."""
    try:
        async with asyncio.timeout(SECONDS), connect(address, close_timeout=1) as socket:
            told = json.loads(await socket.recv())
    except (WebSocketException, OSError, TimeoutError, ValueError):
        return {}
    return told if isinstance(told, dict) else {}


def of_frame(frame: Mapping[str, Any]) -> Finding:
    """Return what the first frame means."""
    match frame.get("type"):
        case "hello":
            return of_hello(int(frame.get("num_connections") or 1))
        case "disconnect":
            reason = str(frame.get("reason"))
            return failed(Check.SOCKET, reason, PARTINGS.get(reason, "run doctor again"))
        case _:
            remedy = "Slack says no hello: check that web sockets may leave this network"
            return failed(Check.SOCKET, TOKEN, remedy)


def of_hello(connections: int) -> Finding:
    """Return whether anybody else is connected as this app."""
    others = connections - 1
    if others < 1:
        return ok(Check.SOCKET, "hello")
    remedy = f"Slack counts {others} more with this token: where no bot of this network runs, end "
    return warning(Check.SOCKET, TOKEN, f"{remedy}whatever does; give each bot an app of its own")
