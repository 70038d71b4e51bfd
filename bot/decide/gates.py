"""Whether a case may be opened as asked: the rules in order, each with its way on.

A stale record never forbids. Each rule names its paragraph; the city's words are in `words/`.
"""

from __future__ import annotations

from bot.effects import Refused, Sentence, sentence
from bot.facts import Facts
from bot.model import Person
from bot.request import Request
from bot.vocabulary import SHORT_STAY, Medical, OfficeKind


def refusal(facts: Facts, request: Request) -> Refused | None:
    """Return why this case may not be opened, the first rule that says so, or None."""
    for gate in GATES:
        found = gate(facts, request)
        if found is not None:
            return Refused(found[0], (*found[1:], _core_telephone(facts)))
    return None


def ambulance_first(facts: Facts, request: Request) -> tuple[Sentence, ...] | None:
    """An ambulance goes before any card; once it was called, the asking goes on."""
    if request.medical is not Medical.AMBULANCE_NEEDED:
        return None
    return (sentence("gate_ambulance"), sentence("gate_ambulance_why"))


def no_abuse(facts: Facts, request: Request) -> tuple[Sentence, ...] | None:
    """Suspected abuse goes to the city, never to a provider's channel."""
    if not request.abuse_suspected:
        return None
    city = next(iter(facts.town.of_kind(OfficeKind.CITY)), None)
    return (
        sentence("gate_abuse"),
        sentence(
            "gate_abuse_why",
            office=city.name if city else None,
            telephone=city.telephone if city else None,
        ),
        sentence("gate_abuse_children"),
    )


def registered(facts: Facts, request: Request) -> tuple[Sentence, ...] | None:
    """A usable consent must stand; a withdrawn one counts as no registration.

    Plan: 松江市（案）9(3)「本人の同意」に基づきます
    """
    registration = facts.registration
    if registration is not None and registration.usable and _resides(facts):
        return None
    return (sentence("gate_unregistered"), sentence("gate_unregistered_why"))


def _resides(facts: Facts) -> bool:
    """Plan: つるおか安心ネット Q3 対象者を鶴岡市内の居住者に限定"""
    registration = facts.registration
    return not facts.profile.residency_required or bool(registration and registration.resident)


def already_open(facts: Facts, request: Request) -> tuple[Sentence, ...] | None:
    """One open case per person; the second request is shown the first."""
    if facts.open_case is None:
        return None
    return (
        sentence("gate_open_case"),
        sentence("gate_open_case_why", number=facts.open_case.number),
    )


def ground_counts(facts: Facts, request: Request) -> tuple[Sentence, ...] | None:
    """The ground must be one of the city's.

    Plan: 松江市（案）7① 利用登録できる人; つるおか安心ネット 緊急の判断①② 家庭都合は非該当
    """
    if request.ground in facts.profile.excluded_grounds:
        return (sentence("gate_family_plans"), sentence("gate_family_plans_why"))
    if request.ground in facts.profile.emergency_grounds:
        return None
    return (sentence("gate_other_ground"), sentence("gate_other_ground_why"))


def short_stay_allowed(facts: Facts, request: Request) -> tuple[Sentence, ...] | None:
    """Short stay is for the grounds the city names, and for no other.

    Plan: 松江市（案）7①「短期入所の利用は①の人に限ります」
    """
    allowed = facts.profile.short_stay_allowed_grounds
    if request.service not in SHORT_STAY or allowed is None or request.ground in allowed:
        return None
    return (
        sentence("gate_short_stay"),
        sentence("gate_short_stay_why"),
        sentence("gate_short_stay_ways"),
    )


def carer_existed(facts: Facts, request: Request) -> tuple[Sentence, ...] | None:
    """In principle no short stay for somebody without a daily carer, emergency or not.

    Plan: 松江市（案）9(2)
    """
    if request.service not in SHORT_STAY or not facts.profile.short_stay_requires_daily_carer:
        return None
    if facts.person is None or _has_daily_carer(facts.person):
        return None
    return (sentence("gate_no_carer"), sentence("gate_no_carer_why"))


def _has_daily_carer(person: Person) -> bool:
    return any(member.daily_carer for member in person.household)


def _core_telephone(facts: Facts) -> Sentence:
    core = next(iter(facts.town.of_kind(OfficeKind.CORE_CENTER)), None)
    return sentence(
        "gate_ask_core",
        office=core.name if core else None,
        telephone=core.telephone if core else None,
    )


GATES = (
    ambulance_first,
    no_abuse,
    registered,
    already_open,
    ground_counts,
    short_stay_allowed,
    carer_existed,
)
"""In this order; the first that says no is the one that is told."""
