"""What Slack brought since the start, and when last: counts and seconds, no contents."""

from __future__ import annotations

from bot.clock import Clock


class Hearing:
    """Told of each delivery as it comes; what we read back ourselves is none."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last: float | None = None
        self.events = 0

    def came(self, *, event: bool) -> None:
        """Note a delivery: an event is what Slack tells unasked, the rest is what people press."""
        self._last = self._clock.mono()
        self.events += event

    def seconds(self) -> int | None:
        """Return how long ago the last delivery came; None before the first."""
        return None if self._last is None else round(self._clock.mono() - self._last)
