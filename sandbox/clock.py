"""The town's time: it starts where the story starts, can be pushed, and may run by itself."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta


class TownClock:
    """A clock for bot and stand-in alike. Stopped it stands still between two pushes."""

    def __init__(self, start: datetime, *, running: bool = False) -> None:
        """Begin at `start`, an aware moment."""
        self._start = start.astimezone(UTC)
        self._pushed = timedelta()
        self._since = time.monotonic() if running else None

    def wall(self) -> datetime:
        """Return the town's now, aware UTC."""
        return self._start + timedelta(seconds=self.mono())

    def mono(self) -> float:
        """Return the seconds since the town began; pushes count."""
        ran = time.monotonic() - self._since if self._since is not None else 0.0
        return self._pushed.total_seconds() + ran

    def push(self, delta: timedelta) -> None:
        """Move forward. Raises: ValueError for a step backwards."""
        if delta < timedelta():
            raise ValueError("the town's time does not run backwards")
        self._pushed += delta
