"""Slack: whose tokens these are, what they may, and whose time is right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

import aiohttp
from pydantic import SecretStr
from slack_sdk.web.async_client import AsyncWebClient

from bot.cli.doctor.findings import Check, Finding, failed, ok, warning
from bot.clock import Clock
from bot.errors import OutcomeUnknown, SlackFault
from bot.log import quiet_logger
from bot.settings import HttpSettings, Settings
from bot.slack_app import SCOPES
from handlers.wire import faults, said

FURTHEST: Final = timedelta(seconds=60)
GRANTED: Final = "x-oauth-scopes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What Slack answered: the body, the headers, and when it was asked (`mono`)."""

    body: Mapping[str, Any]
    headers: Mapping[str, str]
    asked: float


class Asking:
    """Calls of one token. Raises: SlackFault."""

    def __init__(
        self,
        settings: Settings | HttpSettings,
        token: SecretStr,
        *,
        session: aiohttp.ClientSession,
        clock: Clock,
    ) -> None:
        self._clock = clock
        self._client = AsyncWebClient(
            token=token.get_secret_value(),
            base_url=settings.slack_api_url,
            session=session,
            retry_handlers=[],
            logger=quiet_logger("slack_web"),
        )

    async def ask(self, method: str, **args: str | int) -> Told:
        """Return what Slack answers to one call."""
        asked = self._clock.mono()
        with faults(method):
            answer = await self._client.api_call(method, params=args)
        if not isinstance(answer.data, dict):
            raise OutcomeUnknown("not_json")
        return Told(body=answer.data, headers=answer.headers, asked=asked)


def scopes(me: Told) -> Iterator[Finding]:
    """Say which scopes the bot token lacks."""
    named = me.headers.get(GRANTED)
    if named is None:
        yield warning(
            Check.SCOPES, GRANTED, "this server does not name them: compare them with the manifest"
        )
        return
    granted = {each.strip() for each in named.split(",")}
    missing = [scope for scope in SCOPES if scope not in granted]
    if missing:
        remedy = "missing: add them at OAuth & Permissions, then install the app again"
        yield failed(Check.SCOPES, ", ".join(missing), remedy)
    else:
        yield ok(Check.SCOPES, f"{len(SCOPES)} of {len(SCOPES)}")


def clocks(me: Told, clock: Clock) -> Iterator[Finding]:
    """Say whether the machine's clock is within a minute of Slack's."""
    heard = said(me.headers, me.asked)
    if heard is None:
        yield warning(Check.CLOCK, "Date", "this server does not say its time: see timedatectl")
        return
    yield apart(clock.wall() - timedelta(seconds=clock.mono() - heard[1]), heard[0])


def apart(ours: datetime, theirs: datetime) -> Finding:
    """Return how far two readings of one moment lie apart."""
    seconds = round((ours - theirs).total_seconds())
    if abs(ours - theirs) <= FURTHEST:
        return ok(Check.CLOCK, f"{seconds:+d} s")
    return failed(
        Check.CLOCK,
        f"{seconds:+d} s",
        "the machine's clock is not Slack's: switch its synchronisation on (timedatectl "
        "set-ntp true)",
    )


async def app_of(bot: Asking, me: Told) -> str:
    """Return the app a bot token belongs to; empty where Slack does not say.

    https://docs.slack.dev/reference/methods/auth.test: not every answer names it, bots.info does.
    """
    if me.body.get("app_id"):
        return str(me.body["app_id"])
    try:
        told = await bot.ask("bots.info", bot=str(me.body.get("bot_id") or ""))
    except SlackFault:
        return ""
    return str((told.body.get("bot") or {}).get("app_id") or "")


def same_app(bots: str, levels: str) -> Iterator[Finding]:
    """Say whether both tokens are one app's: presses come by the one, answers go by the other."""
    if not bots or not levels:
        remedy = "Slack does not say whose the tokens are: copy both from one app's settings"
        yield warning(Check.APP, bots or levels or "SLACK_APP_TOKEN", remedy)
    elif bots == levels:
        yield ok(Check.APP, bots)
    else:
        remedy = f"it is of {levels}, SLACK_BOT_TOKEN of {bots}: copy both from one app's settings"
        yield failed(Check.APP, "SLACK_APP_TOKEN", remedy)


def unanswered(check: Check, subject: str, fault: SlackFault) -> Finding:
    """Return that a check could not be made, for Slack did not answer it."""
    return failed(check, subject, f"Slack answered {fault.code}: mend the rest, run doctor again")
