"""Who may do what: one table, deny by default, asked by every listener at the click.

Relations say what somebody is to the matter at hand, not what their title is. Rows that differ
by city are the profile's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum, StrEnum, auto
from typing import Final

from bot.cities.profile import Profile
from bot.facts import Actor, Facts
from bot.model import Case, Staff
from bot.moves import AskStatus, NeedStatus
from bot.vocabulary import AlarmPurpose, OfficeKind


class Act(StrEnum):
    """What a person can do here. Each listener names its act."""

    BROWSE = "browse"  # Home, help: what holds nothing of anybody
    JOIN = "join"
    APPROVE_JOINING = "approve_joining"
    RELAY_ALARM = "relay_alarm"
    TAKE_ALARM = "take_alarm"
    CONSULT_CORE = "consult_core"
    LIST_REGISTRANTS = "list_registrants"
    OPEN_CASE = "open_case"
    GIVE_UP_MEMO = "give_up_memo"  # one's own call sheet, whomever it is about
    OVERRIDE_RULE = "override_rule"
    CONFIRM_OWNER = "confirm_owner"
    ACCEPT = "accept"
    CONDITION = "condition"
    DECLINE = "decline"
    HOLD = "hold"
    REPLY = "reply"
    ANSWER_FOR = "answer_for"  # on an office's behalf, after a telephone call
    CALL_OFFICES = "call_offices"
    CHOOSE = "choose"
    CLAIM = "claim"
    PROPOSE = "propose"  # whom to ask next
    PAUSE = "pause"
    ADD_NEED = "add_need"
    ADD_GROUND = "add_ground"
    RECORD_MEDICAL = "record_medical"
    TELL_CITY = "tell_city"  # of a restricted case
    END_RESTRICTED = "end_restricted"
    WITHDRAW = "withdraw"
    OPEN_SHEET = "open_sheet"
    OPEN_COPY = "open_copy"
    GRANT_SHEET = "grant_sheet"
    TELL_BY_TELEPHONE = "tell_by_telephone"  # instead of the sheet
    READ_REMARKS = "read_remarks"
    OPEN_MENU = "open_menu"
    ARRIVE = "arrive"
    RETURN = "return"
    CANCEL = "cancel"
    LIST_MONITORING = "list_monitoring"
    RECORD_MONITORING = "record_monitoring"
    # what comes with later steps: known here, and denied to everybody until then
    REGISTER = "register"
    CHANGE_REGISTRATION = "change_registration"
    SET_REGISTERED = "set_registered"
    SHARE = "share"
    ACKNOWLEDGE_SHARE = "acknowledge_share"
    WITHDRAW_CONSENT = "withdraw_consent"
    FIND = "find"
    BREAK_GLASS = "break_glass"
    CONFER = "confer"
    REPORT_STAY = "report_stay"
    EXTEND_STAY = "extend_stay"
    CLOSE_CASE = "close_case"
    CHANGE_ROTA = "change_rota"
    PLAN_TRIAL = "plan_trial"
    TELL_VACANCY = "tell_vacancy"
    RUN_DRILL = "run_drill"
    READ_FIGURES = "read_figures"
    EXPORT = "export"
    READ_AUDIT = "read_audit"
    CONFIGURE = "configure"
    ERASE = "erase"


class Relation(StrEnum):
    """What an actor is to the case, person or wish at hand."""

    COUNSELOR = "counselor"
    COLLEAGUE = "colleague"
    SUBSTITUTE = "substitute"  # nobody is one before absences are known
    HOLDER = "holder"
    ASKED = "asked"
    ASKED_HOLDER = "asked_holder"  # asked, and holding a copy of the registration
    DECIDED = "decided"
    CORE = "core_center"
    CITY = "city"
    ADMIN = "admin"  # nobody is one before the set-up in Slack
    MANAGER = "manager"  # of the office somebody wishes to join
    STAFF = "staff"  # of any office of the network
    UNVERIFIED = "unverified"
    GRANTED = "granted"  # unverified, with leave for this case's sheet
    OUTSIDER = "outsider"


class Stage(StrEnum):
    """Where the need at hand stands, as far as rights go by it."""

    APART = "apart"  # no case is meant
    ASKING = "asking"
    DECIDED = "decided"
    ARRIVED = "arrived"
    RECENT = "recent"  # ended within the last 72 hours
    OVER = "over"


class About(Enum):
    """What must be there for an act to mean anything."""

    NOTHING = auto()
    LIST = auto()  # one's own list, or a form that was sent already
    CASE = auto()  # a case or a person
    JOINING = auto()
    ALARM = auto()


class Verdict(Enum):
    """What comes of asking; every no has its sentence."""

    ALLOWED = auto()
    NOT_YOU = auto()
    NOT_THERE = auto()  # a card of another database or of before a restore
    NOT_NOW = auto()
    NO_CONSENT = auto()


AFTERWARDS: Final = timedelta(hours=72)
"""How long after the end the decided office may still open the sheet."""

EVERYBODY = frozenset(Relation)
STAFF = frozenset({Relation.STAFF})
ANSWERING = frozenset({Relation.ASKED, Relation.DECIDED, Relation.UNVERIFIED})
LEADING = frozenset({Relation.COUNSELOR, Relation.CORE})
ALWAYS = frozenset(Stage)
WHILE_OPEN = frozenset({Stage.ASKING, Stage.DECIDED, Stage.ARRIVED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Who may do it, at which stage, and whether the person's consent must stand.

    `restricted` acts are those there are on a case of suspected abuse, which asks nobody.
    """

    who: frozenset[Relation] = frozenset()
    when: frozenset[Stage] = ALWAYS
    consent: bool = False
    about: About = About.CASE
    restricted: bool = False


DENIED: Final = Row()

TABLE: Final[Mapping[Act, Row]] = {
    **dict.fromkeys(Act, DENIED),
    Act.BROWSE: Row(who=EVERYBODY, about=About.NOTHING),
    Act.JOIN: Row(who=EVERYBODY, about=About.NOTHING),
    Act.APPROVE_JOINING: Row(who=frozenset({Relation.MANAGER, Relation.CORE}), about=About.JOINING),
    Act.RELAY_ALARM: Row(who=STAFF | {Relation.UNVERIFIED}, about=About.NOTHING),
    Act.TAKE_ALARM: Row(who=LEADING, about=About.ALARM),
    Act.CONSULT_CORE: Row(who=STAFF, about=About.NOTHING),
    Act.LIST_REGISTRANTS: Row(who=LEADING, about=About.LIST),
    Act.OPEN_CASE: Row(who=LEADING, about=About.LIST),
    Act.GIVE_UP_MEMO: Row(who=STAFF, about=About.NOTHING),
    Act.OVERRIDE_RULE: Row(who=frozenset({Relation.CORE, Relation.CITY}), about=About.LIST),
    Act.CONFIRM_OWNER: Row(who=frozenset({Relation.COUNSELOR})),
    Act.ACCEPT: Row(who=ANSWERING),
    Act.CONDITION: Row(who=ANSWERING),
    Act.DECLINE: Row(who=ANSWERING),
    Act.HOLD: Row(who=ANSWERING),
    Act.REPLY: Row(who=ANSWERING),
    Act.ANSWER_FOR: Row(who=LEADING),
    Act.CALL_OFFICES: Row(who=LEADING),
    Act.CHOOSE: Row(who=LEADING),
    Act.CLAIM: Row(who=frozenset({Relation.CORE})),
    Act.PROPOSE: Row(who=LEADING),
    Act.PAUSE: Row(who=LEADING),
    Act.ADD_NEED: Row(who=LEADING, when=WHILE_OPEN, consent=True),
    Act.ADD_GROUND: Row(who=LEADING, when=WHILE_OPEN),
    Act.RECORD_MEDICAL: Row(who=LEADING),
    Act.TELL_CITY: Row(who=LEADING | {Relation.CITY}, restricted=True),
    Act.END_RESTRICTED: Row(who=LEADING, restricted=True),
    Act.WITHDRAW: Row(who=LEADING | {Relation.DECIDED}),
    Act.OPEN_SHEET: Row(
        who=LEADING | {Relation.DECIDED, Relation.GRANTED},
        when=WHILE_OPEN | {Stage.RECENT},
        consent=True,
        restricted=True,
    ),
    Act.OPEN_COPY: Row(
        who=frozenset({Relation.ASKED_HOLDER}), when=frozenset({Stage.ASKING}), consent=True
    ),
    Act.GRANT_SHEET: Row(who=LEADING, when=frozenset({Stage.DECIDED, Stage.ARRIVED}), consent=True),
    Act.TELL_BY_TELEPHONE: Row(
        who=LEADING, when=frozenset({Stage.DECIDED, Stage.ARRIVED}), consent=True
    ),
    Act.READ_REMARKS: Row(who=LEADING),
    Act.OPEN_MENU: Row(who=LEADING),
    Act.ARRIVE: Row(who=LEADING | {Relation.DECIDED}),
    Act.RETURN: Row(who=LEADING),
    Act.CANCEL: Row(who=LEADING),
    Act.LIST_MONITORING: Row(who=LEADING, about=About.LIST),
    Act.RECORD_MONITORING: Row(who=LEADING, about=About.LIST),
}

BY_KIND: Final = {OfficeKind.CORE_CENTER: Relation.CORE, OfficeKind.CITY: Relation.CITY}
"""What somebody is to every matter by the office they work for."""

OPENING = frozenset({Act.LIST_REGISTRANTS, Act.OPEN_CASE})


def may(actor: Actor, act: Act, facts: Facts, *, at: datetime) -> Verdict:
    """Say whether this person may do this now, and if not, what stands against it.

    An act about something that is not there, or in another network, is denied.

    Plan: 松江市（案）7②, 別紙4; つるおか安心ネット ⑥ (who may open a case)
    """
    row = TABLE[act]
    who = permitted(act, facts.profile) & _called(act, facts)
    if not _is_there(row.about, facts):
        return Verdict.NOT_THERE
    if not relations(actor, facts, at=at) & who:
        return Verdict.NOT_YOU
    if stage(facts, at=at) not in row.when or _shut(row, facts):
        return Verdict.NOT_NOW
    if row.consent and not consented(facts):
        return Verdict.NO_CONSENT
    return Verdict.ALLOWED


def _called(act: Act, facts: Facts) -> frozenset[Relation]:
    """Return who may take the call at hand: one of the core centre's, and nobody else's call."""
    alarm = facts.alarm if act is Act.TAKE_ALARM else None
    relayed = alarm is None or alarm.purpose is AlarmPurpose.RELAY
    return EVERYBODY if relayed else frozenset({Relation.CORE})


def _shut(row: Row, facts: Facts) -> bool:
    """True for what is done to a case, on one of suspected abuse, where nothing of it may be."""
    apart = facts.case is not None and facts.case.restricted
    return apart and row.about is About.CASE and not row.restricted


def permitted(act: Act, profile: Profile) -> frozenset[Relation]:
    """Return who may do it in this city."""
    who = TABLE[act].who
    if act in OPENING and "shared_office" in profile.who_may_open_case:
        return who | {Relation.HOLDER}
    if act is Act.OVERRIDE_RULE:
        return who & {BY_KIND[kind] for kind in profile.daily_carer_override_by if kind in BY_KIND}
    return who


def stage(facts: Facts, *, at: datetime) -> Stage:
    """Return where the need at hand stands at a moment."""
    need = facts.need
    if need is None:
        return Stage.APART
    match need.status:
        case NeedStatus.ASKING:
            return Stage.ASKING
        case NeedStatus.DECIDED:
            return Stage.DECIDED
        case NeedStatus.ARRIVED:
            return Stage.ARRIVED
        case _:
            recent = need.ended_at is not None and at < need.ended_at + AFTERWARDS
            return Stage.RECENT if recent else Stage.OVER


def consented(facts: Facts) -> bool:
    """True while the person's registration stands on a consent that was not withdrawn."""
    return facts.registration is not None and facts.registration.usable


def _is_there(about: About, facts: Facts) -> bool:
    match about:
        case About.CASE:
            return facts.case is not None or facts.registration is not None
        case About.JOINING:
            return facts.joining is not None
        case About.ALARM:
            return facts.alarm is not None
        case About.NOTHING | About.LIST:
            return True


# ------------------------------------------------------------------ relations


def relations(actor: Actor, facts: Facts, *, at: datetime) -> frozenset[Relation]:
    """Return everything the actor is to these facts; never empty."""
    if actor.staff is None:
        return _stranger(actor, facts, at)
    found = _by_office(actor.staff, facts) | _to_person(actor.staff, facts)
    found |= _to_ask(actor.staff, facts)
    if facts.case is not None and facts.case.restricted:
        found &= _of_restricted(facts.profile)
    return found | {Relation.STAFF}


def knows_of(actor: Actor, case: Case, facts: Facts, *, at: datetime) -> bool:
    """True for whoever may hear that there is this case: of suspected abuse few may, even of it."""
    if not case.restricted:
        return True
    found = relations(actor, replace(facts, case=case, ask=None, asks=()), at=at)
    return bool(found & _of_restricted(facts.profile))


def _of_restricted(profile: Profile) -> frozenset[Relation]:
    """Return who has to do with a case of suspected abuse: the city, and nobody's colleagues."""
    commissioned = {Relation.CORE} if profile.core_is_abuse_center else set()
    return frozenset({Relation.COUNSELOR, Relation.CITY, *commissioned})


def _stranger(actor: Actor, facts: Facts, at: datetime) -> frozenset[Relation]:
    """Return what somebody unregistered is: heard in an office's own channel only."""
    offices = actor.channel_offices
    here = facts.ask.office in offices if facts.ask else bool(offices)
    if not here or (facts.ask is None and facts.case is not None):
        return _granted(actor, facts, at) or frozenset({Relation.OUTSIDER})
    return frozenset({Relation.UNVERIFIED}) | _granted(actor, facts, at)


def _granted(actor: Actor, facts: Facts, at: datetime) -> frozenset[Relation]:
    """Return whether somebody unregistered has leave for this case's sheet now."""
    decided = facts.decided.id if facts.decided else None
    stands = any(
        each.member == actor.member and each.at <= at < each.until and each.ask == decided
        for each in facts.grants
    )
    return frozenset({Relation.GRANTED} if stands else ())


def _by_office(staff: Staff, facts: Facts) -> frozenset[Relation]:
    office = facts.town.offices.get(staff.office)
    found = {BY_KIND[office.kind]} if office and office.kind in BY_KIND else set()
    if staff.manager and facts.joining is not None and facts.joining.office == staff.office:
        found.add(Relation.MANAGER)
    return frozenset(found)


def _to_person(staff: Staff, facts: Facts) -> frozenset[Relation]:
    registration, case = facts.registration, facts.case
    if registration is None and case is None:
        return _to_lists(staff, facts)
    owners = {case.owner if case else None}
    if registration is not None and not (case and case.restricted):
        owners.add(registration.counselor)  # suspected abuse is its leader's, nobody else's
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
    mine = [ask for ask in asks if ask.office == staff.office and ask.asked]
    found = {Relation.ASKED} if mine else set()
    if any(ask.status is AskStatus.DECIDED for ask in mine):
        found.add(Relation.DECIDED)
    if mine and _holds_copy(staff, facts):
        found.add(Relation.ASKED_HOLDER)
    return frozenset(found)


def _holds_copy(staff: Staff, facts: Facts) -> bool:
    shares = facts.registration.shares if facts.registration else ()
    return any(share.office == staff.office for share in shares)
