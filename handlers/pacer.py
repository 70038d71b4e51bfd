"""How fast we call Slack: one message a second into a channel, a budget for each method.

The last quarter of a budget is kept for emergencies, so that what is less urgent starves first. A
429 slows its method in its channel and nothing else. Judged by our own monotonic seconds.
https://docs.slack.dev/apis/web-api/rate-limits
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from bot.clock import Clock
from bot.effects import Lane
from bot.errors import TooSoon

POST: Final = "chat.postMessage"
BURST: Final = 8
"""Messages one channel takes at once before it is held to one a second."""

PER_MINUTE: Final[Mapping[str, int]] = {
    POST: 300,  # "several hundred" a workspace
    "chat.postEphemeral": 100,
    "chat.update": 50,
    "chat.delete": 50,
    "conversations.history": 50,
    "conversations.open": 50,
    "conversations.replies": 50,
}
KEPT: Final = 0.25
AFTER_A_REFUSAL: Final = 5.0  # where Slack does not say how long
A_HAIR: Final = 1e-6
"""Seconds that are no wait: a smaller one, added to a clock's reading, may leave it unchanged."""


@dataclass(slots=True)
class _Bucket:
    left: float
    at: float


class Pacer:
    """Says how long a call has to wait, and counts those that are made."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._buckets: dict[tuple[str, str], _Bucket] = {}
        self._not_before: dict[tuple[str, str], float] = {}

    def wait(self, method: str, channel: str, *, lane: Lane) -> float:
        """Return the seconds until this call may be made; 0 when it may be now."""
        now = self._clock.mono()
        told = self._not_before.get((method, channel), now) - now
        waits = [
            (need - each.left) / rate for each, need, rate in self._asked(method, channel, lane)
        ]
        wait = max([told, *waits])
        return wait if wait > A_HAIR else 0.0

    def take(self, method: str, channel: str, *, lane: Lane) -> None:
        """Count a call that is made now. Raises: TooSoon when it may not be."""
        wait = self.wait(method, channel, lane=lane)
        if wait > 0:
            raise TooSoon("paced", retry_after=wait)
        for bucket, _, _ in self._asked(method, channel, lane):
            bucket.left -= 1

    def slow(self, method: str, channel: str, *, seconds: float) -> None:
        """Hold this method in this channel for as long as Slack said."""
        until = self._clock.mono() + (seconds or AFTER_A_REFUSAL)
        self._not_before[method, channel] = max(until, self._not_before.get((method, channel), 0))

    def _asked(
        self, method: str, channel: str, lane: Lane
    ) -> Iterator[tuple[_Bucket, float, float]]:
        """Yield each bucket a call takes from, what must be in it first, and how fast it fills."""
        most = PER_MINUTE.get(method)
        if most is not None:
            kept = 0 if lane is Lane.EMERGENCY else most * KEPT
            yield self._filled((method, ""), most, most / 60), 1 + kept, most / 60
        if method == POST:
            yield self._filled((method, channel), BURST, 1.0), 1, 1.0

    def _filled(self, key: tuple[str, str], most: float, rate: float) -> _Bucket:
        now = self._clock.mono()
        bucket = self._buckets.setdefault(key, _Bucket(most, now))
        bucket.left = min(most, bucket.left + (now - bucket.at) * rate)
        bucket.at = now
        return bucket
