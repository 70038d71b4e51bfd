"""Tier 2: which other offices could help, and what speaks for and against each.

Asking offices that cannot help wears people out, so an office that lacks a needed support is
shown with what it lacks and never proposed by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bot.decide.gates import fits
from bot.facts import Facts, case_of
from bot.model import Case, Need, Office, Share
from bot.moves import AskStatus
from bot.vocabulary import BEDS, DAY_SITE_LODGING, MEDICAL_CARE, OfficeKind, ServiceType, Support

DISPATCH: Final = (
    ServiceType.HOME_HELP,
    ServiceType.SEVERE_HOME_CARE,
    ServiceType.VISUAL_GUIDE_HELP,
    ServiceType.BEHAVIOR_GUIDE_HELP,
)
VISIT: Final = (ServiceType.INDEPENDENT_LIVING_AID, ServiceType.COMMUNITY_SETTLEMENT)
INSTEAD: Final = {
    **dict.fromkeys(BEDS, (*BEDS, *DAY_SITE_LODGING)),
    **dict.fromkeys(DAY_SITE_LODGING, (*DAY_SITE_LODGING, *BEDS)),
    **dict.fromkeys(DISPATCH, DISPATCH),
    **dict.fromkeys(VISIT, VISIT),
}
"""What may stand in for what. Plan: 松江市（案）7② 宿泊設備の活用を含む対応, ヘルパーの派遣"""


NEEDED: Final = frozenset(Support) - {Support.NO_MEDICAL_CARE}
"""What somebody must be able to do; to need no medical care asks for nothing."""

OUT: Final = frozenset({AskStatus.DECLINED, AskStatus.WITHDRAWN, AskStatus.UNDELIVERABLE})
"""What an office said in an earlier round that is not asked about again by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """One office that was not asked yet, the service it would help with, and why (not)."""

    office: Office
    service: ServiceType
    same_service: bool
    copy_held: bool
    trial_done: bool
    lacking: tuple[Support, ...]

    @property
    def able(self) -> bool:
        """True when it can give every support that is needed."""
        return not self.lacking


def matches(facts: Facts) -> tuple[Match, ...]:
    """Return the offices not asked in this round, the most fitting first.

    Plan: 松江市（案）別紙2-1「他の事業所」を基幹とともに探す
    """
    case, need = case_of(facts)
    asked = {ask.office for ask in facts.asks if ask.asked and ask.status is not AskStatus.RELEASED}
    asked |= {ask.office for ask in facts.past if ask.status in OUT}
    found = (
        match
        for office in facts.town.of_kind(OfficeKind.PROVIDER)
        if office.emergency and office.id not in asked
        for match in _match(facts, office, need, case)
    )
    return tuple(sorted(found, key=_rank))


def _rank(match: Match) -> tuple[bool, bool, bool, bool, str]:
    return (
        not match.able,
        not match.trial_done,
        not match.copy_held,
        not match.same_service,
        match.office.id,
    )


def _match(facts: Facts, office: Office, need: Need, case: Case) -> Iterator[Match]:
    """Yield the office once, with the service that comes nearest to what is wanted."""
    services = _standing_in(facts, need.service, case)
    service = next((each for each in services if each in office.services), None)
    if service is None:
        return
    share = _share(facts, office)
    yield Match(
        office=office,
        service=service,
        same_service=service is need.service,
        copy_held=share is not None,
        trial_done=share is not None and share.trial_on is not None,
        lacking=lacking(office, case.outline.supports),
    )


def lacking(office: Office, supports: tuple[Support, ...]) -> tuple[Support, ...]:
    """Return the needed supports of which the network does not know that this office gives them."""
    return tuple(each for each in supports if each in NEEDED - office.abilities)


def _standing_in(facts: Facts, wanted: ServiceType, case: Case) -> Iterator[ServiceType]:
    """Yield the services that may help, the wanted one first; medical short stay needs a cause.

    What the rules do not open on the grounds of the case stands in for nothing.
    """
    medical = bool(MEDICAL_CARE & set(case.outline.supports))
    yield wanted
    for each in INSTEAD.get(wanted, ()):
        listed = each is not wanted and each in facts.profile.emergency_service_types
        allowed = listed and any(fits(facts, each, ground=ground) for ground in case.grounds)
        if allowed and (each is not ServiceType.SHORT_STAY_MEDICAL or medical):
            yield each


def _share(facts: Facts, office: Office) -> Share | None:
    shares = facts.registration.shares if facts.registration else ()
    return next((each for each in shares if each.office == office.id), None)
