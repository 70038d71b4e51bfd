"""Japan's public holidays, for decisions to be handed; jpholiday knows them by law."""

from __future__ import annotations

from datetime import date

import jpholiday


def public_holidays(*, since: int, until: int) -> frozenset[date]:
    """Return every public holiday of these years, both included."""
    found = jpholiday.between(date(since, 1, 1), date(until, 12, 31))
    return frozenset(day for day, _name in found)
