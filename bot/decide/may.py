"""Who may do what: one table, deny by default, asked by every listener at the click.

Relations say what somebody is to the matter at hand, not what their title is. Rows that differ
by city are the profile's.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from bot.cities.profile import Profile
from bot.facts import Actor, Facts
from bot.model import Staff
from bot.moves import AskStatus
from bot.vocabulary import OfficeKind


class Act(StrEnum):
    """What a person can do here. Each listener names its act."""

    BROWSE = "browse"  # Home, help: what holds nothing of anybody
    LIST_REGISTRANTS = "list_registrants"
    PREVIEW_CASE = "preview_case"
    OPEN_CASE = "open_case"
    ACCEPT = "accept"
    CONDITION = "condition"
    DECLINE = "decline"
    HOLD = "hold"
    REPLY = "reply"
    CHOOSE = "choose"
    CLAIM = "claim"
    WITHDRAW = "withdraw"
    OPEN_SHEET = "open_sheet"
    OPEN_COPY = "open_copy"
    READ_REMARKS = "read_remarks"
    ARRIVE = "arrive"
    RETURN = "return"
    CANCEL = "cancel"
    LIST_MONITORING = "list_monitoring"
    RECORD_MONITORING = "record_monitoring"


class Relation(StrEnum):
    """What an actor is to the case or person at hand."""

    COUNSELOR = "counselor"
    COLLEAGUE = "colleague"
    HOLDER = "holder"
    ASKED = "asked"
    ASKED_HOLDER = "asked_holder"  # asked, and holding a copy of the registration
    DECIDED = "decided"
    CORE = "core_center"
    CITY = "city"
    UNVERIFIED = "unverified"
    OUTSIDER = "outsider"


EVERYBODY = frozenset(Relation)
ANSWERING = frozenset({Relation.ASKED, Relation.DECIDED, Relation.UNVERIFIED})
LEADING = frozenset({Relation.COUNSELOR, Relation.CORE})

PERMITTED: Mapping[Act, frozenset[Relation]] = {
    Act.BROWSE: EVERYBODY,
    Act.LIST_REGISTRANTS: LEADING,
    Act.PREVIEW_CASE: LEADING,
    Act.OPEN_CASE: LEADING,
    Act.ACCEPT: ANSWERING,
    Act.CONDITION: ANSWERING,
    Act.DECLINE: ANSWERING,
    Act.HOLD: ANSWERING,
    Act.REPLY: ANSWERING,
    Act.CHOOSE: LEADING,
    Act.CLAIM: frozenset({Relation.CORE}),
    Act.OPEN_SHEET: LEADING | {Relation.DECIDED},
    Act.WITHDRAW: frozenset({Relation.DECIDED}),
    Act.OPEN_COPY: frozenset({Relation.ASKED_HOLDER}),
    Act.READ_REMARKS: LEADING,
    Act.ARRIVE: LEADING | {Relation.DECIDED},
    Act.RETURN: LEADING,
    Act.CANCEL: LEADING,
    Act.LIST_MONITORING: LEADING,
    Act.RECORD_MONITORING: LEADING,
}

OPENING = frozenset({Act.LIST_REGISTRANTS, Act.PREVIEW_CASE, Act.OPEN_CASE})


LISTS = frozenset({Act.LIST_REGISTRANTS, Act.LIST_MONITORING, Act.RECORD_MONITORING, Act.OPEN_CASE})
"""Acts that may be about nobody in particular: one's own list, or a form that was sent already."""


def may(actor: Actor, act: Act, facts: Facts) -> bool:
    """Say whether this person may do this now. Deny is the default.

    An act about a case or person that is not there, or in another network, is denied.

    Plan: 松江市（案）7②, 別紙4; つるおか安心ネット ⑥ (who may open a case)
    """
    if act not in LISTS | {Act.BROWSE} and facts.case is None and facts.registration is None:
        return False
    return bool(relations(actor, facts) & permitted(act, facts.profile))


def permitted(act: Act, profile: Profile) -> frozenset[Relation]:
    """Return who may do it in this city."""
    if act in OPENING and "shared_office" in profile.who_may_open_case:
        return PERMITTED[act] | {Relation.HOLDER}
    return PERMITTED[act]


def relations(actor: Actor, facts: Facts) -> frozenset[Relation]:
    """Return everything the actor is to these facts; never empty."""
    if actor.staff is None:
        return frozenset({_stranger(actor, facts)})
    found = _by_office_kind(actor.staff, facts) | _to_person(actor.staff, facts)
    found |= _to_ask(actor.staff, facts)
    return found or frozenset({Relation.OUTSIDER})


def _stranger(actor: Actor, facts: Facts) -> Relation:
    """Return what somebody unregistered is: heard in the asked office's own channel only."""
    if facts.ask is not None and facts.ask.office == actor.channel_office:
        return Relation.UNVERIFIED
    return Relation.OUTSIDER


def _by_office_kind(staff: Staff, facts: Facts) -> frozenset[Relation]:
    kinds = {OfficeKind.CORE_CENTER: Relation.CORE, OfficeKind.CITY: Relation.CITY}
    office = facts.town.offices.get(staff.office)
    return frozenset({kinds[office.kind]}) if office and office.kind in kinds else frozenset()


def _to_person(staff: Staff, facts: Facts) -> frozenset[Relation]:
    registration, case = facts.registration, facts.case
    if registration is None and case is None:
        return _to_lists(staff, facts)
    owners = {registration.counselor if registration else None, case.owner if case else None}
    offices = {
        registration.office if registration else None,
        case.owner_office if case else None,
    }
    found: set[Relation] = set()
    if staff.id in owners:
        found.add(Relation.COUNSELOR)
    elif staff.office in offices:
        found.add(Relation.COLLEAGUE)
    if _holds_copy(staff, facts):
        found.add(Relation.HOLDER)
    return frozenset(found)


def _to_lists(staff: Staff, facts: Facts) -> frozenset[Relation]:
    """Where nobody in particular is meant, a counsellor's own list and a holder's copies count."""
    held = facts.registrations.values()
    holds = any(share.office == staff.office for each in held for share in each.shares)
    found = {Relation.COUNSELOR} if staff.counselor else set()
    return frozenset(found | ({Relation.HOLDER} if holds else set()))


def _to_ask(staff: Staff, facts: Facts) -> frozenset[Relation]:
    asks = (facts.ask,) if facts.ask else facts.asks
    mine = [ask for ask in asks if ask.office == staff.office]
    found = {Relation.ASKED} if mine else set()
    if any(ask.status is AskStatus.DECIDED for ask in mine):
        found.add(Relation.DECIDED)
    if mine and _holds_copy(staff, facts):
        found.add(Relation.ASKED_HOLDER)
    return frozenset(found)


def _holds_copy(staff: Staff, facts: Facts) -> bool:
    shares = facts.registration.shares if facts.registration else ()
    return any(share.office == staff.office for share in shares)
