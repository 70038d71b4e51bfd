"""The bot that runs on this machine, asked itself: its connections, and whether events come.

Which events an app is told no token can ask. But Slack tells of each message in the bot's channels,
its own among them; so a bot that posted and heard of nothing is not told.
https://docs.slack.dev/reference/events/message
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import aiohttp

from bot.cli.doctor.findings import Check, Finding, failed, ok, unseen, warning
from bot.settings import HttpSettings, Settings

ANYWHERE: Final[Mapping[str, str]] = {"0.0.0.0": "127.0.0.1", "::": "::1"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """What it says of itself: connected or not, messages posted and events come since its start."""

    ready: bool
    posted: int
    events: int


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
        case {"ready": bool(ready), "posted": int(posted), "events": int(events)}:
            return Running(ready=ready, posted=posted, events=events)
    return None


def connected(here: Running) -> Finding:
    """Return what the bot that runs here says of its connections."""
    if here.ready:
        return ok(Check.SOCKET, "of the bot that runs here")
    remedy = "it has no connection: see its log, or stop it and run doctor again"
    return failed(Check.SOCKET, "the bot that runs here", remedy)


def events(here: Running | None) -> Finding:
    """Return whether Slack tells the bot what happens, as far as that is seen."""
    if here is None:
        return unseen(Check.EVENTS, "seen while the bot runs: start it, then ask again")
    if here.events:
        return ok(Check.EVENTS, f"{here.events} since the start")
    if here.posted:
        remedy = "none came, though it posted: paste the manifest (App Manifest), install the app "
        return warning(Check.EVENTS, f"{here.posted} posted", f"{remedy}again, restart the bot")
    return unseen(Check.EVENTS, "none yet: write a line in an office's channel, then ask again")
