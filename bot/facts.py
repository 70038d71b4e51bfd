"""What a decision knows: read in one go, before it starts, and never changed by it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from bot.cities.profile import Profile
from bot.effects import CardKind, CardRef
from bot.model import (
    Alarm,
    Ask,
    Call,
    Case,
    Draft,
    Grant,
    Joining,
    MedicalContact,
    Member,
    Monitoring,
    Need,
    Network,
    Office,
    OfficeId,
    Person,
    PersonId,
    Registration,
    Remark,
    Staff,
    StaffId,
    Window,
    WindowId,
)
from bot.moves import AskStatus, NeedStatus
from bot.vocabulary import OfficeKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who acts: a member of Slack, perhaps known as staff, perhaps acting in a channel.

    `channel_offices` are those whose window that channel is: several where it is shared.
    """

    member: Member
    staff: Staff | None
    channel_offices: frozenset[OfficeId] = frozenset()

    @property
    def shared(self) -> bool:
        """True at a login that several people use: whoever answers there says their name."""
        return self.staff is not None and self.staff.shared


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """The network as it stands: offices, their windows, their people and who is on call now.

    `windows` are those that serve at this moment, `resting` those that serve at other hours.
    """

    network: Network
    profile: Profile
    offices: Mapping[OfficeId, Office]
    windows: Mapping[OfficeId, Window]
    staff: Mapping[StaffId, Staff]
    on_call: Mapping[OfficeId, tuple[StaffId, ...]]
    holidays: frozenset[date] = frozenset()
    resting: tuple[Window, ...] = ()

    def of_kind(self, kind: OfficeKind) -> tuple[Office, ...]:
        """Return the offices of a kind that have not left the network, by id."""
        present = (office for office in self.offices.values() if office.active)
        found = [office for office in present if office.kind is kind]
        return tuple(sorted(found, key=lambda office: office.id))

    @property
    def core(self) -> Office | None:
        """The core centre, or None while the network is being set up."""
        return next(iter(self.of_kind(OfficeKind.CORE_CENTER)), None)

    @property
    def core_telephone(self) -> str | None:
        """The number under which the core centre is reached now."""
        return self.telephone(self.core.id) if self.core else None

    @property
    def city(self) -> Office | None:
        """The city's division, or None where the network names none."""
        return next(iter(self.of_kind(OfficeKind.CITY)), None)

    def window_at(self, channel: str | None) -> Window | None:
        """Return the window a channel is, the first of several offices' that share it."""
        return next((w for w in self._every_window() if channel and w.channel == channel), None)

    def telephone(self, office: OfficeId) -> str | None:
        """Return the number under which an office is reached now."""
        window, known = self.windows.get(office), self.offices.get(office)
        return (window.telephone if window else None) or (known.telephone if known else None)

    def at(self, channel: str | None) -> tuple[Office, ...]:
        """Return the offices that are reached in a channel, by day or by night, by id."""
        windows = (each for each in self._every_window() if channel and each.channel == channel)
        there = {each.office for each in windows}
        return tuple(self.offices[id_] for id_ in sorted(there) if self.offices[id_].active)

    def people_of(self, office: OfficeId) -> tuple[Staff, ...]:
        """Return an office's present staff, by id."""
        found = (one for one in self.staff.values() if one.active and one.office == office)
        return tuple(sorted(found, key=lambda one: one.id))

    def staff_at(self, member: Member) -> Staff | None:
        """Return whose Slack account this is, if it is present staff's."""
        return next((one for one in self.staff.values() if one.member == member), None)

    def managers(self, office: OfficeId) -> tuple[Staff, ...]:
        """Return an office's present managers whose Slack can ring, by id."""
        people = self.people_of(office)
        return tuple(one for one in people if one.manager and one.member is not None)

    def duty(self, office: OfficeId) -> tuple[StaffId, ...]:
        """Return who is on call there now, first called first; else everybody known there."""
        able = {one.id: one.office for one in self.staff.values() if one.active}
        on_call = tuple(each for each in self.on_call.get(office, ()) if each in able)
        return on_call or tuple(each for each, where in able.items() if where == office)

    def ringing(self, office: OfficeId) -> tuple[StaffId, ...]:
        """Return whose Slack can ring there: who is on duty, else everybody; nobody perhaps."""
        there = [one for one in self.staff.values() if one.active and one.office == office]
        able = tuple(one.id for one in there if one.member is not None)
        return tuple(each for each in self.duty(office) if each in able) or able

    def channel_for(self, ask: Ask) -> str | None:
        """Return the channel of the window an ask was put to, though day may have broken since.

        None: it is asked by telephone. A window that was closed since has the office's others.
        """
        mine = [each for each in self._every_window() if each.id == ask.window]
        return mine[0].channel if mine else self.channel_of(ask.office)

    def window_now(self, ask: Ask) -> WindowId:
        """Return where an ask is put to its office at this hour; without a window, as before."""
        now = self.windows.get(ask.office)
        return now.id if now else ask.window

    def channel_of(self, office: OfficeId) -> str | None:
        """Return where an office has its case cards: in its present window, else in another."""
        present = self.windows.get(office)
        others = (each for each in self.resting if each.office == office)
        found = (each.channel for each in (present, *others) if each is not None)
        return next((channel for channel in found if channel), None)

    def shared(self, channel: str | None) -> bool:
        """True when several offices have a channel as their window."""
        here = (each.office for each in self._every_window() if channel and each.channel == channel)
        return len(set(here)) > 1

    def _every_window(self) -> tuple[Window, ...]:
        return (*self.windows.values(), *self.resting)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """A need with the asks of its present round."""

    need: Need
    asks: tuple[Ask, ...]
    past: tuple[Ask, ...] = ()  # of its earlier rounds


@dataclass(frozen=True, slots=True, kw_only=True)
class Rival:
    """Another case's open request to the same office for overlapping nights."""

    case: Case
    need: Need
    ask: Ask
    asks: tuple[Ask, ...]  # of that need's round, that ask among them


@dataclass(frozen=True, slots=True, kw_only=True)
class Raised:
    """A call nobody took yet, and when the next person is paged."""

    alarm: Alarm
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Sibling:
    """Another case of the same event: the houses decided for that person, and who is asked."""

    case: Case
    houses: tuple[OfficeId, ...] = ()
    asks: tuple[Ask, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Everything one decision may look at. What does not concern it is empty.

    `person` is read only for acts that show or need the person; `ask` and `need` are the ones
    the act is about, `asks` all of the need's present round, `others` the case's other needs.
    """

    town: Town
    case: Case | None = None
    asks: tuple[Ask, ...] = ()
    need: Need | None = None
    ask: Ask | None = None
    registration: Registration | None = None
    person: Person | None = None
    open_case: Case | None = None  # the same person's, when one is to be opened
    others: tuple[Asking, ...] = ()
    past: tuple[Ask, ...] = ()  # asks of the need's earlier rounds
    rivals: tuple[Rival, ...] = ()  # of the offices asked here
    siblings: tuple[Sibling, ...] = ()
    calls: tuple[Call, ...] = ()  # to the offices of this case, oldest first
    medical_contacts: tuple[MedicalContact, ...] = ()
    grants: tuple[Grant, ...] = ()
    joining: Joining | None = None
    alarm: Alarm | None = None
    raised: tuple[Raised, ...] = ()  # the actor's own calls that are open
    draft: Draft | None = None
    case_number: str = ""  # the next one free
    remarks: tuple[Remark, ...] = ()
    remarked: bool = False  # somebody wrote something that can be read in full
    monitoring: tuple[Monitoring, ...] = ()
    registrations: Mapping[PersonId, Registration] = field(default_factory=dict)
    names: Mapping[PersonId, str] = field(default_factory=dict)  # for modals only
    board: tuple[Facts, ...] = ()  # for Home: the open cases, and the own office's requests

    @property
    def profile(self) -> Profile:
        """The city's settings."""
        return self.town.profile

    def office_of(self, ask: Ask) -> Office:
        """Return the office an ask was put to."""
        return self.town.offices[ask.office]

    @property
    def asked(self) -> tuple[Ask, ...]:
        """The asks that were put to their office: a proposal nobody sent has no card."""
        return tuple(ask for ask in self.asks if ask.asked)

    @property
    def ever_asked(self) -> tuple[Ask, ...]:
        """The asks of every round that were put to their office: those whose card stands."""
        return tuple(ask for ask in (*self.past, *self.asks) if ask.asked)

    @property
    def decided(self) -> Ask | None:
        """The ask of the office that takes the person, if there is one."""
        return next((ask for ask in self.asks if ask.status is AskStatus.DECIDED), None)


def case_of(facts: Facts) -> tuple[Case, Need]:
    """Return the case and the need the act is about.

    Raises: LookupError when the facts were read for something else.
    """
    if facts.case is None or facts.need is None:
        raise LookupError("these facts hold no case")
    return facts.case, facts.need


def each_need(facts: Facts) -> tuple[Facts, ...]:
    """Return these facts once for each need of the case, in the order they were asked for."""
    _, need = case_of(facts)
    every = (Asking(need=need, asks=facts.asks, past=facts.past), *facts.others)
    in_order = sorted(every, key=lambda each: (str(each.need.asked_at), each.need.id))
    return tuple(
        replace(
            facts,
            need=each.need,
            asks=each.asks,
            past=each.past,
            others=tuple(other for other in every if other is not each),
        )
        for each in in_order
    )


def ask_of(facts: Facts) -> Ask:
    """Return the ask the act is about. Raises: LookupError when there is none."""
    if facts.ask is None:
        raise LookupError("these facts hold no ask")
    return facts.ask


def still_asked(facts: Facts) -> bool:
    """True while the need still asks and the ask belongs to its present round."""
    _, need = case_of(facts)
    return need.status is NeedStatus.ASKING and ask_of(facts).round == need.round


def ask_card(ask: Ask) -> CardRef:
    """Return the card of an ask, in its office's window."""
    return CardRef(kind=CardKind.ASK, subject=ask.id, office=ask.office)


def standing_card(channel: str, office: OfficeId) -> CardRef:
    """Return the card that always stands in a channel."""
    return CardRef(kind=CardKind.STANDING, subject=channel, office=office)


def owner_card(case: Case) -> CardRef:
    """Return the case card of the owner's office."""
    return CardRef(kind=CardKind.CASE, subject=case.id, office=case.owner_office)


def core_card(facts: Facts, case: Case) -> CardRef | None:
    """Return the core centre's case card, once the core centre was called in."""
    core = facts.town.core
    if core is None or case.core_called_at is None or core.id == case.owner_office:
        return None
    return CardRef(kind=CardKind.CASE, subject=case.id, office=core.id)


def counselor_card(facts: Facts, case: Case) -> CardRef | None:
    """Return the case card of the counsellor's office, once the case went over to the core."""
    registration = facts.registration
    if registration is None or registration.person != case.person:
        return None
    staff = facts.town.staff.get(registration.counselor) if registration.counselor else None
    if staff is None or not staff.active or staff.office == case.owner_office:
        return None
    return CardRef(kind=CardKind.CASE, subject=case.id, office=staff.office)


def case_cards(facts: Facts, case: Case) -> tuple[CardRef, ...]:
    """Return every card that shows this case as a whole; suspected abuse is on none."""
    if case.restricted:
        return ()
    found = (counselor_card(facts, case), owner_card(case), core_card(facts, case))
    return tuple(card for card in found if card is not None)


def owner_telephone(facts: Facts) -> str | None:
    """Return the telephone of the owner's office, to be named to whoever is asked."""
    case, _ = case_of(facts)
    return facts.town.telephone(case.owner_office)
