"""The only reading of the machine's time; everything else is handed a moment."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta, timezone
from datetime import time as time_of_day
from typing import Final, Protocol

JST: Final = timezone(timedelta(hours=9), "JST")
"""Japan has no summer time; people's days and hours are always these."""


NIGHT_ENDS: Final = 5
"""The hour in Japan until which people still say 今夜 of the night that began the day before."""


def tonight(at: datetime) -> date:
    """Return the day on which the present or coming night began, as people speak of it."""
    local = at.astimezone(JST)
    return local.date() - timedelta(days=1 if local.hour < NIGHT_ENDS else 0)


def is_night(at: datetime, hours: tuple[str, str]) -> bool:
    """True between the two times of day, which may lie either side of midnight."""
    now = at.astimezone(JST).time()
    since, until = (time_of_day.fromisoformat(each) for each in hours)
    return since <= now < until if since <= until else now >= since or now < until


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
