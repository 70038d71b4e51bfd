"""Ids of Slack's shape, the same in every run."""

from __future__ import annotations

import string
from collections import Counter

_ALPHABET = string.digits + string.ascii_uppercase


class Ids:
    """Hands out ids per prefix, each different, none depending on chance."""

    def __init__(self) -> None:
        """Start every prefix from its first id."""
        self._given: Counter[str] = Counter()

    def next(self, prefix: str, *, length: int = 11) -> str:
        """Return the next id starting with `prefix`, `length` characters in all."""
        self._given[prefix] += 1
        # A fixed stride spreads the ids, so that they look unlike counters; odd, so none repeats.
        number = self._given[prefix] * 1_000_003_777 + sum(map(ord, prefix)) * 7919
        return prefix + _digits(number, length - len(prefix))

    def number(self, kind: str) -> int:
        """Return 1, 2, 3… for each kind."""
        self._given[kind] += 1
        return self._given[kind]


def _digits(number: int, width: int) -> str:
    found = ""
    for _ in range(width):
        number, rest = divmod(number, len(_ALPHABET))
        found = _ALPHABET[rest] + found
    return found
