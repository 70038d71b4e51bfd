"""Did every asked office get its card? If not, whoever asked hears it by whatever still works.

The open page in which they wait is redrawn, the same people are written to, mail goes to those who
keep watch. Nothing here sends a request again: the outbox does, for as long as it takes.
"""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Final

from bot.decide import reaching
from bot.decide.reaching import Reach, Row
from bot.effects import Decision
from bot.errors import SlackFault
from bot.facts import Facts
from bot.model import AskId, CaseId, StaffId
from bot.words import Words
from bot.words import reaching as pages
from handlers.desk import Desk
from handlers.mail import Mail
from storage import queries, shapes
from storage.gather import Gather
from storage.ledger import Ledger
from storage.marks import Marks

log = logging.getLogger(__name__)

PATIENCE: Final = 45.0
"""So many seconds after the asking a card that is not there is said to be missing."""
MAIL_AGAIN: Final = 15.0
TOLD: Final = "not_sent:"
MAILED: Final = "mailed:"
"""The marks of asks that were said to be missing, to people and by mail."""
PAGE_SECONDS: Final = 3.0
PAGE_AGAIN: Final = 5.0

Missing = dict[CaseId, list[AskId]]


class Reaching:
    """Looks every few seconds; what was said is kept in the database, so that it is said once."""

    def __init__(self, desk: Desk, mail: Mail) -> None:
        self._desk, self._mail = desk, mail
        self._seen: dict[str, float] = {}
        self._drawn: dict[CaseId, tuple[Row, ...]] = {}
        self._page_after: dict[CaseId, float] = {}
        self._mail_after = 0.0

    async def remember(self) -> None:
        """Keep in memory whom to telephone: it is needed when nothing else can be read."""

        def unit(ledger: Ledger) -> reaching.Calls:
            network = ledger.network_of(self._desk.team)
            if network is None:
                return ()
            town = Gather(ledger, network, at=self._desk.clock.wall()).town
            return reaching.whom_to_call(town)

        self._desk.telephones = await self._desk.read(unit)

    async def look(self) -> int:
        """Say what is missing or has come after all; return how much there was to say."""
        rows = await self._desk.read(lambda ledger: list(ledger.rows(queries.unposted())))
        marks = await self._desk.read(lambda ledger: Marks(ledger.connection).named(TOLD))
        late = self._late(rows)
        said = 0
        for case, asks in late.items():
            if not marks.keys() >= set(asks):
                said += await self._missing(case, asks)
        waiting = {row["id"] for row in rows}
        said += await self._arrived([each for each in marks if each not in waiting])
        await self._by_mail(late)
        return said + await self._pages(late)

    def _late(self, rows: Sequence[Mapping[Any, Any]]) -> Missing:
        """Return the asks that have waited too long for their card, by case.

        A card whose message was found gone is judged by our own seconds alone.
        """
        now, at = self._desk.clock.mono(), self._desk.clock.wall()
        self._seen = {row["id"]: self._seen.get(row["id"], now) for row in rows}
        late: Missing = defaultdict(list)
        for row in rows:
            fresh = row["lost_at"] is not None or at - row["asked_at"] < timedelta(seconds=PATIENCE)
            if not fresh or now - self._seen[row["id"]] >= PATIENCE:
                late[CaseId(row["case"])].append(AskId(row["id"]))
        return dict(late)

    # -------------------------------------------------------------- to people

    async def _missing(self, case: CaseId, asks: list[AskId]) -> int:
        extra = {"case": case, "asks": len(asks)}
        log.warning("requests have not arrived: whoever asked is told", extra=extra)

        def unit(ledger: Ledger) -> None:
            marks, at = Marks(ledger.connection), self._desk.clock.wall()
            facts, opener = _case(ledger, case, at=at)
            decision = reaching.not_sent(facts, missing=asks, opener=opener, at=at)
            _recorded(ledger, facts, decision, at=at)
            for ask in asks:
                marks.put(f"{TOLD}{ask}", at)

        await self._desk.write(unit)
        self._desk.nudge()
        return 1

    async def _arrived(self, asks: list[str]) -> int:
        """Tell of cases whose requests have come after all; what is over is only forgotten."""
        if not asks:
            return 0

        def unit(ledger: Ledger) -> None:
            marks, at = Marks(ledger.connection), self._desk.clock.wall()
            came: dict[CaseId, str] = {}
            for ask in asks:
                row = ledger.row(queries.case_of_ask(ask))
                if row is not None and row["ts"] is not None:
                    came.setdefault(CaseId(row["case"]), ask)
                marks.drop(f"{TOLD}{ask}")
                marks.drop(f"{MAILED}{ask}")
            for case, ask in came.items():
                facts, opener = _case(ledger, case, at=at)
                decision = reaching.after_all(facts, key=ask, opener=opener, at=at)
                _recorded(ledger, facts, decision, at=at)

        await self._desk.write(unit)
        self._desk.nudge()
        return 1

    # -------------------------------------------------------------- by mail

    async def _by_mail(self, late: Missing) -> None:
        """Write to those who keep watch, once a request; a server that fails is tried again."""
        now = self._desk.clock.mono()
        if not late or not self._mail.possible or now < self._mail_after:
            return
        mailed = await self._desk.read(lambda ledger: Marks(ledger.connection).named(MAILED))
        for case, asks in late.items():
            if mailed.keys() >= set(asks):
                continue
            subject, text = await self._desk.read(self._letter(case, asks))
            if not await self._mail.send(subject, text):
                self._mail_after = now + MAIL_AGAIN
                return
            await self._desk.write(partial(self._was_mailed, asks=asks))

    def _letter(self, case: CaseId, asks: list[AskId]) -> Callable[[Ledger], tuple[str, str]]:
        def unit(ledger: Ledger) -> tuple[str, str]:
            at = self._desk.clock.wall()
            facts, _ = _case(ledger, case, at=at)
            words = self._desk.words(facts.town.network, None)
            number = facts.case.number if facts.case else ""
            calls = reaching.calls(facts, missing=asks)
            return words.not_sent_subject(number), words.not_sent(number, at, calls)

        return unit

    def _was_mailed(self, ledger: Ledger, *, asks: list[AskId]) -> None:
        for ask in asks:
            Marks(ledger.connection).put(f"{MAILED}{ask}", self._desk.clock.wall())

    # -------------------------------------------------------------- in the open page

    async def _pages(self, late: Missing) -> int:
        """Redraw the pages in which somebody waits, once something is known."""
        drawn = 0
        for case in list(self._desk.awaited):
            found, words = await self._desk.read(self._reach(case))
            known = not found.missing or found.settled or case in late
            if known and self._drawn.get(case) != found.rows:
                drawn += await self._redrawn(case, found, words)
        return drawn

    def _reach(self, case: CaseId) -> Callable[[Ledger], tuple[Reach, Words]]:
        def unit(ledger: Ledger) -> tuple[Reach, Words]:
            at = self._desk.clock.wall()
            facts, _ = _case(ledger, case, at=at)
            posted = {AskId(row["id"]) for row in ledger.rows(queries.posted_asks(case))}
            words = self._desk.words(facts.town.network, None)
            return reaching.reach(facts, posted=posted, at=at), words

        return unit

    async def _redrawn(self, case: CaseId, found: Reach, words: Words) -> int:
        """Redraw one page; while Slack takes nothing its words from the start hold."""
        page = pages.looked_after(words, found, at=self._desk.clock.wall())
        now = self._desk.clock.mono()
        if now < self._page_after.get(case, now):
            return 0
        self._page_after[case] = now + PAGE_AGAIN
        try:
            async with asyncio.timeout(PAGE_SECONDS):
                await self._desk.api.update_view(self._desk.awaited[case], page)
        except (SlackFault, TimeoutError):
            return 0
        self._drawn[case] = found.rows
        if not found.missing or found.settled:
            for known in (self._desk.awaited, self._drawn, self._page_after):
                known.pop(case, None)
        return 1


def _case(ledger: Ledger, case: CaseId, *, at: datetime) -> tuple[Facts, StaffId | None]:
    """Return a case's facts, and who sent it. Raises: LookupError when it is gone."""
    row = ledger.row(queries.by_id(queries.CASE, case))
    network = ledger.row(queries.by_id(queries.NETWORK, row["network"])) if row else None
    if network is None:
        raise LookupError(f"no case {case}")
    facts = Gather(ledger, shapes.NETWORK.value(network), at=at).case(case)
    letter = ledger.row(queries.sender_of(case))
    return facts, StaffId(letter["body"]["to"]) if letter else None


def _recorded(ledger: Ledger, facts: Facts, decision: Decision, *, at: datetime) -> None:
    network = facts.town.network.id
    ledger.lock(network)
    ledger.record(decision, network=network, at=at, actor="clock", cause="reaching")
