"""What Slack brought since the start, and when last: counts and seconds, no contents."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from bot.clock import Clock

OFFICES: Final = frozenset({"channel", "group"})
"""Slack's words for public and private channels."""


class Hearing:
    """Told of each delivery as it comes; what we read back ourselves is none.

    Slack tells of each message in the bot's channels, the bot's own among them: whoever posted and
    counts none here is not told. https://docs.slack.dev/reference/events/message
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last: float | None = None
        self.messages = 0

    def came(self, delivery: Mapping[str, Any]) -> None:
        """Note a delivery: an event's body, a press, a form or a command."""
        self._last = self._clock.mono()
        event = delivery.get("event")
        told = event if isinstance(event, dict) else {}
        self.messages += told.get("type") == "message" and told.get("channel_type") in OFFICES

    def seconds(self) -> int | None:
        """Return how long ago the last delivery came; None before the first."""
        return None if self._last is None else round(self._clock.mono() - self._last)
