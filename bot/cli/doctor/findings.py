"""What a check found: all well, or what is amiss with its remedy in one line.

A finding names settings, ids, offices and files; never a token, a person or a secret address.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from bot.errors import SetupError


class State(StrEnum):
    """How it stands: a warning costs something, what failed keeps the bot from its work.

    Unseen is what cannot be looked at now, though nothing speaks against it.
    """

    OK = "ok"
    UNSEEN = "unseen"
    WARNING = "warning"
    FAILED = "failed"


class Check(StrEnum):
    """What is looked at, in the order in which it is said."""

    SETTINGS = "settings"
    ZONE = "zone"
    KEY_FILE = "key_file"
    PERMISSIONS = "permissions"
    SQLITE = "sqlite"
    DATABASE = "database"
    SCHEMA = "schema"
    KEYS = "keys"
    NETWORK = "network"
    BOT_TOKEN = "bot_token"
    SCOPES = "scopes"
    CLOCK = "clock"
    WORKSPACE = "workspace"
    RUNNING = "running"
    APP_TOKEN = "app_token"
    SOCKET = "socket"
    APP = "app"
    EVENTS = "events"
    CHANNEL = "channel"
    HEARTBEAT = "heartbeat"
    MAIL = "mail"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One result of a check. `remedy` says what is wrong and what to do; empty when all is well."""

    check: Check
    state: State
    subject: str
    remedy: str = ""

    @property
    def amiss(self) -> bool:
        """True when there is something to mend."""
        return self.state in (State.WARNING, State.FAILED)


def ok(check: Check, subject: str) -> Finding:
    """Return that something is as it must be."""
    return Finding(check=check, state=State.OK, subject=subject)


def unseen(check: Check, how: str) -> Finding:
    """Return that something cannot be looked at now, and how it can."""
    return Finding(check=check, state=State.UNSEEN, subject=how)


def warning(check: Check, subject: str, remedy: str) -> Finding:
    """Return what the bot can do without, and what is lost by it."""
    return Finding(check=check, state=State.WARNING, subject=subject, remedy=remedy)


def failed(check: Check, subject: str, remedy: str) -> Finding:
    """Return what keeps the bot from its work."""
    return Finding(check=check, state=State.FAILED, subject=subject, remedy=remedy)


def refused(check: Check, wrong: SetupError) -> Iterator[Finding]:
    """Yield each mistake for which a start would be refused, with the setting as its subject."""
    for mistake in wrong.mistakes:
        subject, _, remedy = mistake.partition(": ")
        yield failed(check, subject, remedy)
