"""The wire to Slack: how long we wait, and what each kind of break means."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from email.utils import parsedate_to_datetime
from types import SimpleNamespace
from typing import Any, Final

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.errors import OutcomeUnknown, SlackFault, Throttled, TriggerExpired, Unreachable
from bot.slack_codes import slack_fault

SESSION: Final = aiohttp.ClientTimeout(total=8, connect=3)


def open_session() -> aiohttp.ClientSession:
    """Return the one HTTP session: it gives up in time and is never led to another address."""
    trace = aiohttp.TraceConfig()
    trace.on_request_redirect.append(_not_led_away)
    return aiohttp.ClientSession(timeout=SESSION, trace_configs=[trace])


async def _not_led_away(
    _session: aiohttp.ClientSession, _context: SimpleNamespace, told: Any
) -> None:
    """Refuse to follow: a post sent on would be one nobody counted. Raises: ClientError."""
    raise aiohttp.ClientError(f"redirected with {told.response.status}")


def said(headers: Mapping[str, str], asked: float) -> tuple[datetime, float] | None:
    """Return what Slack's clock showed, taken as of the asking: rather early than late."""
    try:
        return parsedate_to_datetime(headers["Date"]), asked
    except (KeyError, ValueError):
        return None


@contextmanager
def faults(method: str) -> Iterator[None]:
    """Turn what the SDK raises into what it means for us."""
    try:
        yield
    except SlackApiError as error:
        raise _meant(method, error) from error
    except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
        raise Unreachable("unreachable", retry_after=1.0) from error  # no byte was written
    except (TimeoutError, aiohttp.ClientError, SlackClientError) as error:
        raise OutcomeUnknown(type(error).__name__) from error
    except AttributeError as error:  # the SDK's own stumble over an answer in plain text
        raise OutcomeUnknown("not_json") from error


def _meant(method: str, error: SlackApiError) -> SlackFault:
    response: Any = error.response
    status = int(getattr(response, "status_code", 0) or 0)
    headers: Mapping[str, str] = getattr(response, "headers", None) or {}
    data = getattr(response, "data", None)
    told: Mapping[str, Any] = data if isinstance(data, dict) else {}
    code = str(told.get("error") or "")
    if status == 429:
        return Throttled("ratelimited", retry_after=_seconds(headers.get("Retry-After")))
    if status >= 500 or not code:
        return OutcomeUnknown(code or f"http_{status}")
    if code == "invalid_arguments" and "trigger_id" in str(told.get("response_metadata")):
        return TriggerExpired(code)  # as older servers say it
    return slack_fault(code, method=method)


def _seconds(told: str | None) -> float:
    """Return how long Slack says to wait; a moment where it does not say it in seconds."""
    return float(told) if told and told.isdecimal() else 1.0
