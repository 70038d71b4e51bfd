"""The ways past Slack: the watch outside that expects a ping, and the server that takes mail."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Final

import aiohttp

from bot.cli.doctor.findings import Check, Finding, failed, ok, warning
from bot.settings import HttpSettings, Settings
from handlers.heartbeat import ping
from handlers.mail import Mail

HEARTBEAT: Final = "KYOTEN_HEARTBEAT_URL"
SMTP: Final = "KYOTEN_SMTP_URL"
ADDRESSES: Final = "KYOTEN_ALARM_MAIL"


async def heartbeat(
    settings: Settings | HttpSettings, session: aiohttp.ClientSession
) -> AsyncIterator[Finding]:
    """Say whether the watch outside answers. Asking is a ping: it counts as one of the bot's."""
    url = settings.kyoten_heartbeat_url.get_secret_value()
    if not url:
        lost = "unset: when the bot or its machine dies, nobody outside notices: set an address"
        yield warning(Check.HEARTBEAT, HEARTBEAT, lost)
        return
    try:
        status = await ping(url, session=session)
    except (TimeoutError, aiohttp.ClientError) as fault:
        remedy = f"it cannot be reached ({type(fault).__name__}): check address and network"
        yield failed(Check.HEARTBEAT, HEARTBEAT, remedy)
        return
    if status < 300:
        yield ok(Check.HEARTBEAT, HEARTBEAT)
    else:
        remedy = f"it answered {status}: copy the address from your watch again"
        yield failed(Check.HEARTBEAT, HEARTBEAT, remedy)


async def mail(settings: Settings | HttpSettings) -> AsyncIterator[Finding]:
    """Say whether the mail server lets us in, and whether anybody is written to. Sends nothing."""
    url = settings.kyoten_smtp_url.get_secret_value()
    if not url:
        lost = "unset: when Slack delivers nothing, the duty is told by nobody: set a mail server"
        yield warning(Check.MAIL, SMTP, lost)
        return
    if not settings.alarm_mail:
        lost = "unset: the mail server stands ready and nobody is written to: set addresses"
        yield warning(Check.MAIL, ADDRESSES, lost)
    fault = await Mail(url, settings.alarm_mail).knock()
    if fault:
        remedy = f"the server does not let us in ({fault}): check host, port, user and password"
        yield failed(Check.MAIL, SMTP, remedy)
    else:
        yield ok(Check.MAIL, SMTP)
