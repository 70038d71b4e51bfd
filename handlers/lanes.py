"""The way to Slack: at our pace, and shut while Slack takes nothing; said once, not every time."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from typing import Final, TypeVar

from bot.clock import Clock
from bot.effects import Lane
from bot.errors import (
    CardLost,
    ChannelClosed,
    LaneBroken,
    Rejected,
    Throttled,
    TokenBroken,
    TooSoon,
    Unheard,
    Unreachable,
)
from handlers.pacer import Pacer

log = logging.getLogger(__name__)

T = TypeVar("T")
EVERYTHING: Final = ""
BROKEN_SECONDS: Final = 30.0
UNREACHABLE_SECONDS: Final = 8.0  # at most; the first wait is a second


class Lanes:
    """Every call of delivery goes through here."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._pacer = Pacer(clock)
        self._shut: dict[str, float] = {}
        self._unreached = 0
        self._alerted: set[str] = set()

    @property
    def shut(self) -> bool:
        """True while nothing is taken from us: then one try at a time is enough."""
        return EVERYTHING in self._shut

    def wait(self, method: str, channel: str, *, lane: Lane) -> float:
        """Return the seconds until such a call may be made; 0 when it may be now."""
        return max(self._shut_for(method), self._pacer.wait(method, channel, lane=lane))

    def _shut_for(self, method: str) -> float:
        now = self._clock.mono()
        return max(self._shut.get(each, now) - now for each in (EVERYTHING, method))

    async def call(
        self, method: str, channel: str, call: Callable[[], Awaitable[T]], *, lane: Lane
    ) -> T:
        """Make a call at our pace. Raises: SlackFault; TooSoon where it was not even tried."""
        shut = self._shut_for(method)
        if shut > 0:
            raise TooSoon("shut", retry_after=shut)
        self._pacer.take(method, channel, lane=lane)
        try:
            answer = await call()
        except (Unreachable, LaneBroken) as fault:
            self._broken(fault, method)
            raise
        except Throttled as fault:
            self._pacer.slow(method, channel, seconds=fault.retry_after)
            raise
        except (CardLost, ChannelClosed, Rejected):
            self._works(method)
            raise
        self._works(method)
        return answer

    def _broken(self, fault: Unreachable | LaneBroken, method: str) -> None:
        """Shut what is broken for a while, and say so when it is news."""
        now = self._clock.mono()
        match fault:
            case Unreachable():
                self._unreached += 1
                self._shut[EVERYTHING] = now + min(2.0**self._unreached / 2, UNREACHABLE_SECONDS)
                self._alert(fault.code, logging.WARNING, method)
            case TokenBroken():
                self._shut[EVERYTHING] = now + BROKEN_SECONDS
                self._alert(fault.code, logging.CRITICAL, method)
            case Unheard():
                self._alert(fault.code, logging.CRITICAL, method)
            case _:
                self._shut[method] = now + BROKEN_SECONDS
                self._alert(f"{fault.code} {method}", logging.CRITICAL, method)

    def _alert(self, what: str, level: int, method: str) -> None:
        if what not in self._alerted:
            self._alerted.add(what)
            extra = {"code": what.partition(" ")[0], "method": method}
            log.log(level, "slack takes nothing from us now: the work is kept", extra=extra)

    def _works(self, method: str) -> None:
        """Open what was shut: Slack took a call."""
        self._unreached = 0
        reopened = [each for each in (EVERYTHING, method) if self._shut.pop(each, None) is not None]
        if reopened:
            self._alerted.clear()
            log.warning("slack takes our messages again", extra={"method": method})
