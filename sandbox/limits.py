"""How often each Web API method may be called.

https://docs.slack.dev/apis/web-api/rate-limits
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime

TIER_2, TIER_3, TIER_4, SPECIAL = 20, 50, 100, 600

PER_MINUTE: dict[str, int] = {
    "auth.test": SPECIAL,
    "chat.getPermalink": SPECIAL,
    "chat.postMessage": SPECIAL,
    **dict.fromkeys(
        (
            "views.open",
            "views.push",
            "views.update",
            "views.publish",
            "chat.postEphemeral",
            "conversations.members",
            "users.info",
            "files.getUploadURLExternal",
            "files.completeUploadExternal",
            "files.info",
        ),
        TIER_4,
    ),
    **dict.fromkeys(
        (
            "conversations.create",
            "conversations.archive",
            "conversations.unarchive",
            "conversations.rename",
            "conversations.setTopic",
            "conversations.setPurpose",
            "conversations.list",
            "users.list",
            "usergroups.list",
            "dnd.teamInfo",
        ),
        TIER_2,
    ),
}


@dataclass(slots=True)
class _Bucket:
    left: float
    at: datetime


class RateLimits:
    """Token buckets: one per method, and one per channel for `chat.postMessage`."""

    def __init__(self, *, burst: int) -> None:
        """Tolerate `burst` posts into one channel before holding them to one a second."""
        self._burst = burst
        self._buckets: dict[str, _Bucket] = {}

    def wait(self, method: str, channel_id: str | None, *, at: datetime) -> int:
        """Take one call; return 0, or the seconds to wait when there is none to take."""
        size = PER_MINUTE.get(method, TIER_3)
        wants = [(method, float(size), size / 60)]
        if method == "chat.postMessage" and channel_id:
            wants.append((f"{method}:{channel_id}", float(self._burst), 1.0))
        buckets = [(self._filled(key, most, rate, at), rate) for key, most, rate in wants]
        waits = [(1 - bucket.left) / rate for bucket, rate in buckets if bucket.left < 1]
        if waits:
            return max(1, math.ceil(max(waits)))
        for bucket, _ in buckets:
            bucket.left -= 1
        return 0

    def _filled(self, key: str, most: float, rate: float, at: datetime) -> _Bucket:
        bucket = self._buckets.setdefault(key, _Bucket(most, at))
        passed = max(0.0, (at - bucket.at).total_seconds())
        bucket.left, bucket.at = min(most, bucket.left + passed * rate), max(at, bucket.at)
        return bucket
