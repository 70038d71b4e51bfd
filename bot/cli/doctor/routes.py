"""The ways past Slack: the watch outside that expects a ping, and the server that takes mail."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Final

from bot.cli.doctor.findings import Check, Finding, failed, ok, unseen, warning
from bot.cli.doctor.running import Running
from bot.settings import HttpSettings, Settings
from handlers.mail import Mail

HEARTBEAT: Final = "KYOTEN_HEARTBEAT_URL"
SMTP: Final = "KYOTEN_SMTP_URL"
ADDRESSES: Final = "KYOTEN_ALARM_MAIL"


def heartbeat(settings: Settings | HttpSettings, here: Running | None) -> Finding:
    """Return what the bot's own last ping met. None of ours: it would hide that the bot is dead."""
    if not settings.kyoten_heartbeat_url.get_secret_value():
        lost = "unset: when the bot or its machine dies, nobody outside notices: set an address"
        return warning(Check.HEARTBEAT, HEARTBEAT, lost)
    told = here.heartbeat if here is not None else ""
    if not told:
        return unseen(Check.HEARTBEAT, "the bot pings each minute while it runs: ask again then")
    if told == "ok":
        return ok(Check.HEARTBEAT, HEARTBEAT)
    remedy = "check address and network; copy the address from your watch again"
    return failed(Check.HEARTBEAT, HEARTBEAT, f"the bot's last ping met {told}: {remedy}")


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
