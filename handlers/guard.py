"""What may come in by HTTP: signed by Slack, just now, once, and readable. Everything else leaves
no trace of its content.

https://docs.slack.dev/authentication/verifying-requests-from-slack: the SDK's own check raises on
odd headers, and Bolt logs a whole body; neither sees a request that was not let in here.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from urllib.parse import parse_qsl

WINDOW_SECONDS: Final = 300
MOST_FIELDS: Final = 100
SIGNATURE: Final = re.compile(r"v0=[0-9a-f]{64}", re.ASCII)
TIMESTAMP: Final = re.compile(r"[0-9]{1,11}", re.ASCII)
JSON_TYPE: Final = "application/json"
FORM_TYPE: Final = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """A request as it arrived: each header with all its values."""

    signatures: Sequence[str]
    timestamps: Sequence[str]
    content_type: str
    body: bytes


@dataclass(frozen=True, slots=True)
class TurnedAway:
    """Why a request is not let in: the status to answer, and a code for the log."""

    status: int
    reason: str


class Guard:
    """Judges requests. What was let in once is not let in again while its time stamp is good.

    Each process remembers its own: of two behind a balancer the second would let a replay in, and
    its inbox key would make it harmless.
    """

    def __init__(self, secret: str) -> None:
        self._secret = secret.encode()
        self._seen: dict[str, int] = {}

    def read(self, arrived: Arrived, *, at: datetime) -> Mapping[str, Any] | TurnedAway:
        """Return what Slack says, as our listeners read it, or why it is not let in."""
        refused = self._forged(arrived, at=at)
        if refused is not None:
            return refused
        try:
            body = _read(arrived)
        except (ValueError, RecursionError):
            return TurnedAway(400, "unreadable")
        return TurnedAway(400, "not_slacks") if body is None else body

    def _forged(self, arrived: Arrived, *, at: datetime) -> TurnedAway | None:
        if len(arrived.timestamps) != 1 or len(arrived.signatures) != 1:
            return TurnedAway(401, "header_count")
        stamp, signature = arrived.timestamps[0], arrived.signatures[0]
        if TIMESTAMP.fullmatch(stamp) is None or SIGNATURE.fullmatch(signature) is None:
            return TurnedAway(401, "header_form")
        now, sent = int(at.timestamp()), int(stamp)
        if abs(now - sent) > WINDOW_SECONDS:
            return TurnedAway(401, "not_now")
        own = hmac.new(self._secret, f"v0:{stamp}:".encode() + arrived.body, hashlib.sha256)
        if not hmac.compare_digest(f"v0={own.hexdigest()}", signature):
            return TurnedAway(401, "signature")
        return self._replayed(signature, now=now)

    def _replayed(self, signature: str, *, now: int) -> TurnedAway | None:
        """Remember a request until its time stamp is surely too old; the oldest come first."""
        while self._seen and now - next(iter(self._seen.values())) > 2 * WINDOW_SECONDS:
            del self._seen[next(iter(self._seen))]
        if signature in self._seen:
            return TurnedAway(401, "replayed")
        self._seen[signature] = now
        return None


def checks_certificate(arrived: Arrived) -> bool:
    """True for Slack's look at our certificate, which is not signed and asks for nothing.

    https://docs.slack.dev/interactivity/implementing-slash-commands
    """
    small = len(arrived.body) < MOST_FIELDS * 10 and arrived.body.isascii()
    if not small or arrived.content_type != FORM_TYPE:
        return False
    try:
        return dict(_fields(arrived.body.decode())).get("ssl_check") == "1"
    except ValueError:
        return False


def _read(arrived: Arrived) -> Mapping[str, Any] | None:
    """Return the body as Socket Mode brings it; None for what is none. Raises: ValueError."""
    text = arrived.body.decode()
    match arrived.content_type:
        case guard_type if guard_type == JSON_TYPE:
            body = json.loads(text)
        case guard_type if guard_type == FORM_TYPE:
            fields = dict(_fields(text))
            body = json.loads(fields["payload"]) if "payload" in fields else fields
        case _:
            return None
    known = isinstance(body, dict) and any(isinstance(body.get(each), str) for each in NAMES)
    return body if known else None


NAMES: Final = ("type", "command")
"""One of these is in everything Slack sends."""


def _fields(text: str) -> list[tuple[str, str]]:
    """Return the fields of a form. Raises: ValueError for too many, or broken ones."""
    return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=MOST_FIELDS)
