"""The stand-in's troubles: what goes wrong on demand, at which call, for how long.

Deterministic and pure: troubles are counted in calls and deliveries, never drawn by lot, and
their seconds are the town's. What each looks like from outside is Slack's:
https://docs.slack.dev/apis/web-api/rate-limits and https://docs.slack.dev/apis/events-api
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from fnmatch import fnmatchcase
from typing import Final

from sandbox.model import JSON


class Kind(StrEnum):
    """What goes wrong: first with calls, then with deliveries, at last with a socket."""

    THROTTLED = "throttled"  # 429 and Retry-After, nothing done
    FAILS_BEFORE = "fails_before"  # 5xx, or a code of Slack's; nothing done
    FAILS_AFTER = "fails_after"  # the same answer, but it was done
    CUT_BEFORE = "cut_before"  # the connection ends unanswered, nothing done
    CUT_AFTER = "cut_after"  # the connection ends unanswered, but it was done
    LATE = "late"  # the connection ends at once; it is done `seconds` later
    HIDDEN = "hidden"  # a post history and replies do not list for `seconds`; joins any other
    DUPLICATED = "duplicated"  # comes again, `seconds` later
    REORDERED = "reordered"  # comes `seconds` later; with none, just after the next delivery
    LOST = "lost"  # never comes, nor is it tried again
    MUTE = "mute"  # the socket the delivery would take is neither read nor written any more


IN_CALLS: Final = frozenset(tuple(Kind)[:7])
IN_DELIVERIES: Final = frozenset({Kind.DUPLICATED, Kind.REORDERED, Kind.LOST})
IN_SOCKETS: Final = frozenset({Kind.MUTE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """One thing that goes wrong.

    `method` is a Web API method, `response_url`, `files.upload`, or for deliveries the type of an
    envelope, event or interaction; `*` stands for any part of it. It begins with the `nth`
    that matches and goes on for so many `times`, None until `calm`. `code` is the error of a
    failing answer; without one it is a 503 whose body is no JSON.
    """

    kind: Kind
    method: str = "*"
    channel: str | None = None
    nth: int = 1
    times: int | None = 1
    seconds: float = 0.0
    code: str = ""

    def concerns(self, names: tuple[str, ...], channel: str | None) -> bool:
        """True when one of the names, in that channel, is what this goes wrong with."""
        named = any(fnmatchcase(name, self.method) for name in names)
        return named and self.channel in (None, channel)


@dataclass(slots=True)
class _Running:
    trouble: Trouble
    met: int = 0

    def strikes(self) -> bool:
        """Count one more that matches; True when it goes wrong."""
        self.met += 1
        nth, times = self.trouble.nth, self.trouble.times
        return self.met >= nth and (times is None or self.met < nth + times)


class Troubles:
    """What goes wrong in one workspace, and what became of it."""

    def __init__(self) -> None:
        """Begin without any."""
        self._running: list[_Running] = []
        self.on_strike: list[Callable[[Trouble], None]] = []
        self.mute: set[object] = set()
        self.swallowed: list[JSON] = []

    def add(self, *troubles: Trouble) -> None:
        """Let these go wrong from now on; each counts for itself."""
        self._running += [_Running(trouble) for trouble in troubles]

    def calm(self) -> None:
        """Let nothing more go wrong, and mute sockets speak again; what was done stays done."""
        self._running.clear()
        self.mute.clear()

    def strike(
        self, kinds: frozenset[Kind], *names: str, channel: str | None = None
    ) -> tuple[Trouble, ...]:
        """Return the troubles of these kinds that this call or delivery meets, oldest first."""
        mine = [
            one
            for one in self._running
            if one.trouble.kind in kinds and one.trouble.concerns(names, channel)
        ]
        struck = tuple([one.trouble for one in mine if one.strikes()])
        for trouble in struck:
            for told in self.on_strike:
                told(trouble)
        return struck
