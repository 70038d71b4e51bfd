"""The one door: what every listener is handed, and through which every act goes."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Callable, Coroutine, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Protocol, TypeVar

from bot.cities import PROFILES
from bot.clock import Clock
from bot.decide.drafts import handed_to
from bot.decide.may import OPENING, Act, Verdict, may
from bot.effects import (
    CardKind,
    Decision,
    Direct,
    Line,
    Note,
    Refused,
    Reply,
    Said,
    Sentence,
    Whisper,
    sentence,
)
from bot.facts import Actor, Facts
from bot.model import CaseId, Member, Network
from bot.vocabulary import Lang
from bot.words import Words, words_in
from handlers.read import Press
from handlers.webapi import WebApi
from storage.engine import Database
from storage.gather import Gather, Gathering
from storage.inbox import Inbox
from storage.ledger import Ledger, Means

log = logging.getLogger(__name__)

T = TypeVar("T")
Answer = dict[str, Any]


class Rule(Protocol):
    """A pure ruling: facts in, decision out."""

    def __call__(self, facts: Facts, *, by: Actor, at: datetime) -> Decision:
        """Return what becomes true."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of an act: the reply, and what is needed to draw it for this person."""

    reply: Reply | None
    words: Words
    facts: Facts | None
    at: datetime
    answer: Answer = field(default_factory=dict)


Drawing = Callable[[Outcome], Answer]
"""Draws what answers Slack's delivery; runs inside the unit, so it must be repeatable."""


def nothing(_outcome: Outcome) -> Answer:
    """Answer with an empty ack."""
    return {}


@dataclass(slots=True, kw_only=True)
class Desk:
    """Ledger, clock, words and nudge. `team` is our own workspace, known after the start."""

    database: Database
    means: Means
    clock: Clock
    api: WebApi
    nudge: Callable[[], None]
    lang: Lang
    team: str = ""
    network: Network | None = None
    under_way: set[asyncio.Task[None]] = field(default_factory=set)
    telephones: tuple[tuple[str, str | None], ...] = ()
    """Whom to call when nothing else works: kept in memory, for the database may be what fails."""
    awaited: dict[CaseId, str] = field(default_factory=dict)
    """The open page in which somebody waits to hear that a case's requests arrived, by case."""

    async def act(
        self,
        press: Press,
        act: Act,
        gather: Gathering,
        rule: Rule,
        *,
        draw: Drawing = nothing,
    ) -> Outcome:
        """Do what somebody asked for: journal, load, `may`, rule, record, in one unit of work.

        A delivery that was done before is answered as it was then. A refusal is recorded the same
        way as a deed. Raises: whatever the rule raises; nothing is recorded then.
        """

        def unit(ledger: Ledger) -> Outcome:
            at = self.clock.wall()
            self.network = network = ledger.network_of(self.team)
            if network is None:
                return self._unknown(at, draw)
            ledger.lock(network.id)
            inbox = Inbox(ledger.connection, self.means.cipher)
            known = inbox.answer_to(press.key)
            if known is not None:
                words = self.words(network, None)
                return Outcome(reply=None, words=words, facts=None, at=at, answer=known)
            if press.seen and press.channel:  # it is there, though nobody may have told us
                ts, key = press.seen
                ledger.outbox.adopt(key, channel=press.channel, ts=ts)
            outcome = self._rule(ledger, network, press, act, gather, rule, at)
            drawn = replace(outcome, answer=draw(outcome))
            inbox.done(press.key, kind=press.kind, answer=drawn.answer, at=at)
            return drawn

        return await self.write(unit)

    def _rule(
        self,
        ledger: Ledger,
        network: Network,
        press: Press,
        act: Act,
        gather: Gathering,
        rule: Rule,
        at: datetime,
    ) -> Outcome:
        actor = ledger.actor(press.member, network=network.id, channel=press.channel)
        facts = gather(Gather(ledger, network, at=at, by=actor), press.subject)
        verdict = may(actor, act, facts, at=at)
        allowed = verdict is Verdict.ALLOWED
        decision = (
            rule(facts, by=actor, at=at)
            if allowed
            else refused(act, press, facts, verdict, by=actor)
        )
        ledger.record(
            answered(decision, press, facts, to=actor),
            network=network.id,
            at=at,
            actor=actor.staff.id if actor.staff else actor.member.user,
            cause=press.key,
        )
        words = self.words(network, actor)
        return Outcome(reply=decision.reply, words=words, facts=facts, at=at)

    def _unknown(self, at: datetime, draw: Drawing) -> Outcome:
        words = self.first_words()
        reply = Refused(sentence("refused_title"), (sentence("not_set_up"),))
        outcome = Outcome(reply=reply, words=words, facts=None, at=at)
        return replace(outcome, answer=draw(outcome))

    async def write(self, unit: Callable[[Ledger], T]) -> T:
        """Run a unit of work; what it did is committed when this returns."""
        return await self.database.write(lambda connection: self._unit(connection, unit))

    async def read(self, unit: Callable[[Ledger], T]) -> T:
        """Run a unit that changes nothing."""
        return await self.database.read(lambda connection: unit(Ledger(connection, self.means)))

    def _unit(self, connection: Any, unit: Callable[[Ledger], T]) -> T:
        ledger = Ledger(connection, self.means)
        value = unit(ledger)
        ledger.finish()
        return value

    def words(self, network: Network, actor: Actor | None) -> Words:
        """Return the sentences for a person, or for the network's channels."""
        own = actor.staff.lang if actor and actor.staff else None
        return words_in(own or network.lang, PROFILES[network.profile].ui_terms)

    async def words_for(self, member: Member) -> Words:
        """Return the sentences for somebody, read anew: for an answer no act goes before."""

        def unit(ledger: Ledger) -> Words:
            network = ledger.network_of(self.team)
            if network is None:
                return self.first_words()
            return self.words(network, ledger.actor(member, network=network.id, channel=None))

        return await self.read(unit)

    def first_words(self) -> Words:
        """Return the sentences for what is drawn from memory, before the person is known."""
        if self.network is not None:
            return self.words(self.network, None)
        return words_in(self.lang, next(iter(PROFILES.values())).ui_terms)

    def later(self, work: Coroutine[Any, Any, None]) -> None:
        """Go on with this after the ack; `finish` waits for it, and what fails is logged."""
        task = asyncio.create_task(work)
        self.under_way.add(task)
        task.add_done_callback(self.under_way.discard)
        task.add_done_callback(_reported)

    async def finish(self, *, within: float) -> None:
        """Wait for what was promised for later, for so many seconds at most."""
        if self.under_way:
            await asyncio.wait(set(self.under_way), timeout=within)


def _reported(ended: asyncio.Task[None]) -> None:
    """Log by number what failed and was awaited by nobody; nothing else ends with it."""
    fault = None if ended.cancelled() else ended.exception()
    if fault is not None:
        reference = secrets.token_hex(4)
        extra = {"reference": reference}
        log.error("work after an answer failed", exc_info=fault, extra=extra)


def refused(act: Act, press: Press, facts: Facts, verdict: Verdict, *, by: Actor) -> Decision:
    """Return a polite no, on record, with the way on: mostly the core centre's telephone."""
    note = Note(
        act=act, subject=press.subject, outcome="refused", detail={"because": verdict.name.lower()}
    )
    telephone = facts.town.core_telephone
    reported: tuple[Direct, ...] = ()
    match verdict:
        case Verdict.NOT_THERE:
            words = sentence("card_unknown", telephone=telephone)
            reported = tuple(_unknown_card(facts, press))
        case Verdict.NOT_NOW:
            words = sentence("not_now")
        case Verdict.NO_CONSENT:
            words = sentence("no_consent", telephone=telephone)
        case _:
            key = "may_not_open" if act in OPENING else "not_permitted"
            denied = sentence(key, telephone=telephone)
            words = handed_to(facts, by.staff) or denied
    reply = Refused(sentence("refused_title"), (words,))
    return Decision(effects=reported, notes=(note,), reply=reply)


def _unknown_card(facts: Facts, press: Press) -> Iterator[Direct]:
    """Yield the report to the core centre that a card nobody knows was pressed, once a card."""
    core = facts.town.core
    window = facts.town.window_at(press.channel)
    office = facts.town.offices[window.office].name if window else ""
    words = sentence("unknown_card_pressed", office=office)
    for one in facts.town.duty(core.id)[:1] if core and press.subject else ():
        yield Direct(to=one, sentence=words, key=f"unknown:{press.subject}")


def answered(decision: Decision, press: Press, facts: Facts, *, to: Actor) -> Decision:
    """Return the decision with its reply said to the presser, where no form is open to show it.

    In an office's channel it is whispered; at Home and in direct messages, where nobody is
    whispered to, it is a letter, and so is what the card's thread says of a deed.
    """
    if press.view is not None or press.kind == "command":
        return decision
    there = facts.town.window_at(press.channel) is not None
    words = _spoken(decision.reply)
    if press.kind == "action" and not there:
        said = words or _in_the_thread(decision, press)
        reached = to.staff.id if to.staff is not None else press.member
        effects = (Direct(to=reached, sentence=said, key=f"said:{press.key}"),) if said else ()
        return replace(decision, effects=(*decision.effects, *effects))
    if words is None or not press.channel:
        return decision
    whisper = Whisper(
        to=press.member,
        channel=press.channel,
        thread=press.thread,
        sentence=words,
        key=f"whisper:{press.key}",
    )
    return replace(decision, effects=(*decision.effects, whisper))


def _in_the_thread(decision: Decision, press: Press) -> Sentence | None:
    """Return what a deed leaves in the pressed ask's thread, else in the case's."""
    said = [each for each in decision.effects if isinstance(each, Line)]
    own = [each for each in said if each.card.subject == press.subject]
    led = [each for each in said if each.card.kind is CardKind.CASE]
    return next((each.sentence for each in (*own, *led)), None)


def _spoken(reply: Reply | None) -> Sentence | None:
    match reply:
        case Said(sentence=words):
            return words
        case Refused(reasons=(first, *_)):
            return first
        case _:
            return None
