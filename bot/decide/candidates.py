"""Whom a need may be put to before it is sent: the prepared offices, and others that are able."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from bot.decide import matching, rivals, steps
from bot.decide.ids import NewId
from bot.decide.matching import Match
from bot.effects import Decision, Show
from bot.facts import Asking, Facts, ask_card
from bot.model import Ask, AskId, Case, Need, Office, Registration, Share
from bot.moves import ASK_MOVES, AskMove
from bot.vocabulary import ServiceType

Choice = Mapping[str, tuple[str, ...]]
"""Which offices somebody chose, by field of the preview; a field not there was not asked."""

CORE: Final = "core"
"""Chosen instead of an office, where none is prepared: the core centre finds one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A need before it is sent: whom it goes to as it stands, and whom else it may be put to."""

    need: Need
    asks: tuple[Ask, ...]  # the prepared offices; once somebody chose, exactly those chosen
    others: tuple[Ask, ...] = ()  # tier 2: able to give every support, the most fitting first
    forgotten: bool = False  # offices were offered, and none was chosen

    @property
    def field(self) -> str:
        """The preview's field in which its offices are chosen."""
        return f"offices_{self.need.service}"

    @property
    def core_offered(self) -> bool:
        """True where no office is prepared: the core centre may be asked to find one at once."""
        return not self.asks

    def chosen(self, choice: Choice) -> Wanted:
        """Return the need as it goes to the chosen offices; whoever was not offered is no choice.

        A field that stood on no form leaves the prepared offices.
        """
        every = (*self.asks, *self.others)
        if self.field not in choice or not every:
            return self
        given = choice[self.field]
        asks = tuple(ask for ask in every if ask.office in given)
        core = self.core_offered and CORE in given
        return replace(self, asks=asks, forgotten=not asks and not core)


def wanted(facts: Facts, case: Case, need: Need, *, at: datetime, new_id: NewId) -> Wanted:
    """Return a need of a case about to be opened, with the prepared offices and the able others.

    Raises: LookupError unregistered.
    """
    asks = first_asks(facts, need, at=at, new_id=new_id)
    mine = {ask.office for ask in asks}
    found = matching.matches(replace(facts, case=case, need=need, asks=(), past=()))
    able = [match for match in found if match.able and match.office.id not in mine]
    others = (
        second_tier(facts, need, match, position=n, new_id=new_id) for n, match in enumerate(able)
    )
    return Wanted(need=need, asks=asks, others=tuple(posted(facts, ask, at=at) for ask in others))


def put(facts: Facts, case: Case, wanted: Wanted, *, at: datetime) -> tuple[Asking, Decision]:
    """Return the need as it asks from now on, and what makes that true: cards, ladder, rivals."""
    need, asks = wanted.need, wanted.asks
    asking, due = steps.replanned(need, asks, case=case, profile=facts.profile, at=at)
    cards = tuple(Show(card=ask_card(ask)) for ask in asks)
    decision = Decision(
        changes=(asking, *asks),
        effects=(*cards, *rivals.shown(facts, need, asks)),
        due=(due,),
    )
    return Asking(need=asking, asks=asks), decision


# ------------------------------------------------------------------ the prepared offices


def first_asks(facts: Facts, need: Need, *, at: datetime, new_id: NewId) -> tuple[Ask, ...]:
    """Return tier 1: the prepared offices, all at once. Raises: LookupError unregistered."""
    if facts.registration is None:
        raise LookupError("only a registrant has prepared offices")
    shares = prepared(facts, facts.registration, need.service)
    asks = (
        _first_tier(facts, need, share, position=position, new_id=new_id)
        for position, share in enumerate(shares)
    )
    return tuple(posted(facts, ask, at=at) for ask in asks)


def prepared(facts: Facts, registration: Registration, service: ServiceType) -> tuple[Share, ...]:
    """Return the shares of the offices prepared for this service, in the registrant's order."""
    able = (share for share in registration.shares if share.order is not None)
    fitting = (share for share in able if _fits(facts.town.offices.get(share.office), service))
    return tuple(sorted(fitting, key=lambda share: share.order or 0))


def _fits(office: Office | None, service: ServiceType) -> bool:
    return office is not None and office.emergency and service in office.services


# ------------------------------------------------------------------ the asks


def _first_tier(facts: Facts, need: Need, share: Share, *, position: int, new_id: NewId) -> Ask:
    return Ask(
        id=AskId(new_id()),
        network=need.network,
        need=need.id,
        round=need.round,
        office=share.office,
        window=facts.town.windows[share.office].id,
        tier=1,
        position=position,
        prepared=True,
        trial_done=share.trial_on is not None,
    )


def second_tier(facts: Facts, need: Need, match: Match, *, position: int, new_id: NewId) -> Ask:
    """Return an ask of an office that was not prepared for this, planned and not sent yet."""
    return Ask(
        id=AskId(new_id()),
        network=need.network,
        need=need.id,
        round=need.round,
        office=match.office.id,
        window=facts.town.windows[match.office.id].id,
        tier=2,
        position=position,
        prepared=match.copy_held,
        trial_done=match.trial_done,
        service=None if match.same_service else match.service,
    )


def posted(facts: Facts, ask: Ask, *, at: datetime) -> Ask:
    """Return a planned ask as it is put to its office now, in the window of this hour."""
    return replace(
        ask,
        window=facts.town.window_now(ask),  # night may have fallen since it was planned
        status=ASK_MOVES[ask.status, AskMove.POST],
        asked_at=at,
        reply_due=at + facts.profile.reply_deadline,
    )
