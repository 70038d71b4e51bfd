"""A clock that stands elsewhere than the town's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.clock import Clock


@dataclass
class Apart:
    """The town's clock, its wall set to another time; its seconds go on."""

    inner: Clock
    off: timedelta = timedelta()

    def wall(self) -> datetime:
        """Return the other time."""
        return self.inner.wall() + self.off

    def mono(self) -> float:
        """Return the town's seconds."""
        return self.inner.mono()
