"""The only reading of the machine's time; everything else is handed a moment."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta, timezone
from typing import Final, Protocol

JST: Final = timezone(timedelta(hours=9), "JST")
"""Japan has no summer time; people's days and hours are always these."""


class Clock(Protocol):
    """Wall time for decisions, monotonic seconds for waiting; tests stop it and push it."""

    def wall(self) -> datetime:
        """Return now, aware UTC."""
        ...

    def mono(self) -> float:
        """Return seconds that never run backwards."""
        ...


class SystemClock:
    """The machine's clock."""

    def wall(self) -> datetime:
        """Return now, aware UTC."""
        return datetime.now(UTC)

    def mono(self) -> float:
        """Return the machine's monotonic seconds."""
        return time.monotonic()
