"""Whether a case may be opened as asked: the rules in order, each with its way on.

A stale record never forbids. Each rule names its paragraph; the city's words are in `words/`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from bot.decide.may import knows_of
from bot.effects import Refused, Sentence, Way, sentence
from bot.facts import Actor, Facts
from bot.model import OfficeId, Person, Registration, Staff, StaffId
from bot.request import Request
from bot.vocabulary import SHORT_STAY, Abuse, Ground, Medical, ServiceType

BY_TELEPHONE: Final = "gate_by_telephone"
"""What is said where nothing can be asked from here, whatever the reason."""


def refusal(facts: Facts, request: Request, *, by: Actor, at: datetime) -> Refused | None:
    """Return why this case may not be opened, the first rule that says so, or None.

    Suspected abuse opens a restricted case, which asks no office: the rules of asking are silent.
    """
    for gate in GATES if request.abuse is Abuse.NONE else RESTRICTED_GATES:
        found = gate(facts, request)
        if found is not None:
            apart = found[0].key == BY_TELEPHONE and _knows_apart(facts, by, at=at)
            said = (sentence("gate_apart"),) if apart else found
            city = () if request.abuse is Abuse.NONE and not apart else abuse_first(facts)
            ways = (*_ways(said[0], facts), Way.CONSULT_CORE)
            return Refused(said[0], (*said[1:], *city, ask_core(facts)), ways)
    return None


def _knows_apart(facts: Facts, by: Actor, *, at: datetime) -> bool:
    """True for whoever has to do with the case of suspected abuse that is open."""
    case = facts.open_case
    return case is not None and case.restricted and knows_of(by, case, facts, at=at)


def service_refusal(facts: Facts, request: Request) -> Refused | None:
    """Return why this service may not be asked for in a case that is open, or None."""
    for gate in SERVICE_GATES:
        found = gate(facts, request)
        if found is not None:
            return Refused(found[0], (*found[1:], ask_core(facts)))
    return None


def _ways(title: Sentence, facts: Facts) -> tuple[Way, ...]:
    """Return the ways on of a rule; an exception only where the city's rule knows who decides."""
    exceptions = facts.profile.daily_carer_override_by
    return tuple(way for way in WAYS.get(title.key, ()) if way is not Way.OVERRIDE or exceptions)


def abuse_first(facts: Facts, *, child: bool = True) -> tuple[Sentence, ...]:
    """Return whom to telephone when abuse is suspected: the city, for a child 189 as well."""
    city = facts.town.city
    telephone = facts.town.telephone(city.id) if city else None
    told = sentence("gate_abuse_why", office=city.name if city else None, telephone=telephone)
    return (told, sentence("gate_abuse_children")) if child else (told,)


def ambulance_first(facts: Facts, request: Request) -> tuple[Sentence, ...] | None:
    """An ambulance goes before any card; once it was called, the asking goes on."""
    if request.medical is not Medical.AMBULANCE_NEEDED:
        return None
    return (sentence("gate_ambulance"), sentence("gate_ambulance_why"))


def known(facts: Facts, request: Request) -> tuple[Sentence, ...] | None:
    """A case needs somebody in the ledger; with them or without, the city is told of abuse."""
    if facts.registration is not None and facts.person is not None:
        return None
    return (sentence("gate_unregistered"), sentence("gate_unregistered_why"))


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
    """One open case per person; the second request is shown the first, if it may be known of.

    Of suspected abuse nothing is said here: whoever asks may work for the office that is meant.
    """
    if facts.open_case is None:
        return None
    if facts.open_case.restricted:
        return (sentence(BY_TELEPHONE),)
    return (
        sentence("gate_open_case"),
        sentence("gate_open_case_why", number=facts.open_case.number),
    )


def led(facts: Facts, request: Request) -> tuple[Sentence, ...] | None:
    """Somebody must be there to lead the case; otherwise it goes by telephone."""
    registration = facts.registration
    leads = registration is None or leader(facts, registration) is not None
    return None if leads else (sentence(BY_TELEPHONE),)


def leader(facts: Facts, registration: Registration) -> tuple[StaffId, OfficeId] | None:
    """Return the counsellor, to whom every case belongs; without one, the core centre's duty.

    Plan: 松江市（案）5※ 相談支援事業所による主体的な対応; 7① 基幹による調整
    """
    counselor = facts.town.staff.get(registration.counselor) if registration.counselor else None
    if counselor is not None and counselor.active:
        return counselor.id, counselor.office
    core = facts.town.core
    if core is None or not facts.town.duty(core.id):
        return None
    return facts.town.duty(core.id)[0], core.id


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

    A ground that came to be later opens it from then on.
    Plan: 松江市（案）7①「短期入所の利用は①の人に限ります」
    """
    if _ground_opens(facts, request.service, request.grounds):
        return None
    return (
        sentence("gate_short_stay"),
        sentence("gate_short_stay_why"),
        sentence("gate_short_stay_ways"),
    )


def carer_existed(facts: Facts, request: Request) -> tuple[Sentence, ...] | None:
    """In principle no short stay for somebody without a daily carer, emergency or not.

    Whom the city lets decide may set the rule aside, with a reason. Plan: 松江市（案）9(2)「原則」
    """
    if _carer_opens(facts, request.service) or _set_aside(facts, request):
        return None
    return (sentence("gate_no_carer"), sentence("gate_no_carer_why"))


def fits(facts: Facts, service: ServiceType, *, ground: Ground | None) -> bool:
    """True when this service could be asked for this person on this ground."""
    opens = ground is None or _ground_opens(facts, service, (ground,))
    return opens and _carer_opens(facts, service)


def _ground_opens(facts: Facts, service: ServiceType, grounds: tuple[Ground, ...]) -> bool:
    allowed = facts.profile.short_stay_allowed_grounds
    return service not in SHORT_STAY or allowed is None or bool(set(grounds) & set(allowed))


def _carer_opens(facts: Facts, service: ServiceType) -> bool:
    if service not in SHORT_STAY or not facts.profile.short_stay_requires_daily_carer:
        return True
    return facts.person is None or _has_daily_carer(facts.person)


def _has_daily_carer(person: Person) -> bool:
    return any(member.daily_carer for member in person.household)


def _set_aside(facts: Facts, request: Request) -> bool:
    by = next((one for one in facts.town.staff.values() if one.id == request.override_by), None)
    return by is not None and bool(request.override_reason) and may_set_aside(facts, by)


def may_set_aside(facts: Facts, staff: Staff) -> bool:
    """True for the people of whom the city says that they decide on exceptions."""
    office = facts.town.offices.get(staff.office)
    return office is not None and office.kind in facts.profile.daily_carer_override_by


def ask_core(facts: Facts) -> Sentence:
    """Say that the core centre can be asked, with the number under which it is reached now."""
    core = facts.town.core
    name, telephone = core.name if core else None, facts.town.core_telephone
    return sentence("gate_ask_core", office=name, telephone=telephone)


GATES = (
    ambulance_first,
    registered,
    already_open,
    led,
    ground_counts,
    short_stay_allowed,
    carer_existed,
)
"""In this order; the first that says no is the one that is told."""

SERVICE_GATES = (short_stay_allowed, carer_existed)
"""What stands before one more service of an open case."""

RESTRICTED_GATES = (ambulance_first, known, already_open)
"""What stands before a case of suspected abuse."""

WAYS: Final[Mapping[str, tuple[Way, ...]]] = {
    "gate_ambulance": (Way.AMBULANCE_CALLED,),
    "gate_open_case": (Way.JOIN_CASE,),
    "gate_short_stay": (Way.HELPERS, Way.ADD_GROUND),
    "gate_no_carer": (Way.OVERRIDE, Way.HELPERS),
}
"""The ways on beside the core centre, which can always be asked."""
