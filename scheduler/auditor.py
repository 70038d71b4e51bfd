"""Each minute: is everything as it must be? Independent questions, bounded repair, people told.

It decides nothing. What looks wrong twice, so far apart as it may take, is a finding: put right
where that can only be meant in one way, told to the core centre's duty, and counted for health.
"""

from __future__ import annotations

import logging
import secrets
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from bot.decide import auditing
from bot.effects import CardKind, CardRef, Lane
from bot.facts import Facts
from bot.model import Network
from bot.vocabulary import Finding
from scheduler.desk import Desk
from storage import queries, shapes
from storage.findings import Suspect, suspects
from storage.gather import Gather
from storage.ledger import Ledger
from storage.marks import Marks

log = logging.getLogger(__name__)

EVERY: Final = 60.0
AT_ONCE: Final = 10
"""So many findings are mended and told in one round; the others in the next ones."""
QUIET: Final = 3600.0
"""A finding that stays is told again after so many seconds, not each minute."""
CLOCK: Final = "clock"
BACK: Final = timedelta(seconds=-5)
FORWARD: Final = timedelta(seconds=60)
"""A machine that slept comes back later than its seconds say; this much is no sleep."""

PATIENCE: Final[Mapping[Finding, float]] = {
    Finding.STEP_LATE: 60.0,
    Finding.STEP_FAILED: 60.0,
    Finding.CARD_BEHIND: 90.0,
    Finding.DELIVERY_FAILED: 120.0,
    Finding.UNHEARD: 60.0,
}
"""How long something may look wrong, in seconds of our own; what is not named may not at all."""
LANES: Final[Mapping[int, float]] = {Lane.EMERGENCY: 60.0, Lane.NORMAL: 300.0}
LAZY: Final = 3600.0
"""How long a parcel may wait, by lane; a reminder may wait an hour."""


@dataclass(frozen=True, slots=True)
class Moment:
    """What the two clocks showed at once."""

    wall: datetime
    mono: float

    def drift(self, later: Moment) -> timedelta:
        """Return by how much the wall ran ahead of the seconds in between."""
        return later.wall - self.wall - timedelta(seconds=later.mono - self.mono)


class Auditor:
    """Looks at everything that is open. `findings` is what the last round found."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._since: dict[Suspect, float] = {}
        self._told: dict[Suspect, float] = {}
        self._last: Moment | None = None
        self.findings: tuple[Suspect, ...] = ()

    def due(self) -> bool:
        """True when the last round was a minute ago."""
        return self._last is None or self._desk.clock.mono() - self._last.mono >= EVERY

    def counts(self) -> dict[str, int]:
        """Return how much was found, by kind: for health, which names nobody."""
        return dict(Counter(each.finding.value for each in self.findings))

    async def round(self) -> bool:
        """Look once, mend and tell what is new; True when nothing is wrong."""
        now = Moment(self._desk.clock.wall(), self._desk.clock.mono())
        jumped = await self._jumped(now)
        self._last = now
        looked = await self._desk.read(lambda ledger: suspects(ledger.connection, at=now.wall))
        seen = (*looked, *jumped)
        self._since = {each: self._since.get(each, now.mono) for each in seen}
        self._told = {each: at for each, at in self._told.items() if now.mono - at < QUIET}
        self.findings = tuple(each for each in seen if self._stays(each, now))
        fresh = [each for each in self.findings if self._subject(each) not in self._told]
        for each in fresh[:AT_ONCE]:
            await self._tell(each, now)
        return not self.findings

    def _stays(self, suspect: Suspect, now: Moment) -> bool:
        patience = PATIENCE.get(suspect.finding, 0.0)
        if suspect.finding is Finding.PARCEL_OLD:
            patience = LANES.get(suspect.lane, LAZY)
        return now.mono - self._since[suspect] >= patience

    @staticmethod
    def _subject(suspect: Suspect) -> Suspect:
        return replace(suspect, mark="")

    async def _tell(self, suspect: Suspect, now: Moment) -> None:
        """Mend and tell one finding; it is logged under the number that the letter names."""
        self._told[self._subject(suspect)] = now.mono
        reference = secrets.token_hex(4)
        extra = {"finding": suspect.finding.value, "reference": reference, "id": suspect.subject}
        log.warning("the auditor found something wrong", extra=extra)
        await self._desk.write(lambda ledger: self._record(ledger, suspect, reference, now.wall))

    def _record(self, ledger: Ledger, suspect: Suspect, reference: str, at: datetime) -> None:
        network = self._network(ledger, suspect)
        if network is None:
            return
        ledger.lock(network.id)
        facts = _facts(Gather(ledger, network, at=at), suspect)
        ledger.record(
            auditing.found(facts, suspect.finding, card=suspect.card, reference=reference, at=at),
            network=network.id,
            at=at,
            actor="clock",
            cause=f"audit:{reference}",
        )

    def _network(self, ledger: Ledger, suspect: Suspect) -> Network | None:
        """Return whose people are told: of what belongs to no network yet, our workspace's."""
        if suspect.network is None:
            return ledger.network_of(self._desk.team)
        row = ledger.row(queries.by_id(queries.NETWORK, suspect.network))
        return shapes.NETWORK.value(row) if row else None

    # -------------------------------------------------------------- the machine's clock

    async def _jumped(self, now: Moment) -> tuple[Suspect, ...]:
        """Return the finding that the wall clock jumped, and keep the latest moment it showed."""
        highest = await self._desk.read(lambda ledger: Marks(ledger.connection).at(CLOCK))
        drift = self._last.drift(now) if self._last else timedelta()
        behind = now.wall - highest if highest else timedelta()
        if highest is None or now.wall > highest:
            await self._desk.write(lambda ledger: Marks(ledger.connection).put(CLOCK, now.wall))
        if BACK <= drift <= FORWARD and behind >= BACK:
            return ()
        extra = {"drift": drift.total_seconds(), "behind": behind.total_seconds()}
        log.warning("the machine's clock jumped", extra=extra)
        return (Suspect(finding=Finding.CLOCK, network=None, subject=CLOCK),)


def _facts(gather: Gather, suspect: Suspect) -> Facts:
    """Return what a finding is about: its need, its card's case, its case, or the network alone."""
    match suspect:
        case Suspect(finding=Finding.STEP_MISSING | Finding.NOT_ONE_DECIDED, subject=need):
            return gather.need(need)
        case Suspect(card=CardRef(kind=CardKind.ASK | CardKind.CASE) as card):
            return gather.card(card)
        case Suspect(case=str(case)):
            return gather.case(case)
        case _:
            return gather.nothing()
