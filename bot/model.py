"""The nouns of the network: ids and frozen values.

Times are aware UTC, days are `date`. Nothing here does I/O or reads a clock.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import NewType

from bot.moves import AskStatus, CaseStatus, NeedStatus, NextStep
from bot.request import NOTHING_ASKED, Memo, RestsOn
from bot.vocabulary import (
    OVERNIGHT,
    AlarmPurpose,
    Approach,
    CallOutcome,
    DeclineReason,
    Ground,
    Handbook,
    Health,
    Hours,
    JoiningState,
    Lang,
    Medical,
    MedicalBody,
    OfficeKind,
    Part,
    PauseReason,
    RegistrationState,
    RemarkKind,
    Requirement,
    ServiceType,
    Sex,
    Support,
    Transport,
    Wish,
)

NetworkId = NewType("NetworkId", str)
OfficeId = NewType("OfficeId", str)
WindowId = NewType("WindowId", str)
StaffId = NewType("StaffId", str)
PersonId = NewType("PersonId", str)
RegistrationId = NewType("RegistrationId", str)
CaseId = NewType("CaseId", str)
NeedId = NewType("NeedId", str)
AskId = NewType("AskId", str)
RemarkId = NewType("RemarkId", str)
CallId = NewType("CallId", str)
GrantId = NewType("GrantId", str)
JoiningId = NewType("JoiningId", str)
AlarmId = NewType("AlarmId", str)
MedicalContactId = NewType("MedicalContactId", str)
DraftId = NewType("DraftId", str)
MonitoringId = NewType("MonitoringId", str)


# ------------------------------------------------------------------ the network


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody in Slack: never an e-mail address, never a display name."""

    team: str
    user: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """One city's base in one Slack workspace, following one profile."""

    id: NetworkId
    name: str
    profile: str
    team: str
    lang: Lang = Lang.JA
    settings: Mapping[str, object] = field(default_factory=dict)  # its own values, as plain JSON


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """A member body of the network. `abilities` are supports it can give by night."""

    id: OfficeId
    network: NetworkId
    name: str
    kind: OfficeKind
    services: tuple[ServiceType, ...] = ()
    abilities: frozenset[Support] = frozenset()
    telephone: str | None = None
    emergency: bool = True  # False: known for trials only, never asked in an emergency
    notified_on: date | None = None
    alternate: OfficeId | None = None
    active: bool = True  # False: left the network, known for what was


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Where an office is reached; without a channel it is asked by telephone.

    An office has one window for every hour: one for always, or one by day and one by night.
    Several offices of one corporation may share a channel.
    """

    id: WindowId
    office: OfficeId
    channel: str | None
    telephone: str | None
    hours: Hours = Hours.ALWAYS

    def serves(self, *, night: bool) -> bool:
        """True when the office is reached here at that time of day."""
        return self.hours is Hours.ALWAYS or (self.hours is Hours.NIGHT) is night


@dataclass(frozen=True, slots=True, kw_only=True)
class Staff:
    """A person an office answers for; `name` is a work name, shown to other offices."""

    id: StaffId
    network: NetworkId
    office: OfficeId
    member: Member | None
    name: str
    counselor: bool = False
    manager: bool = False
    shared: bool = False  # several people use this login: each says their name, 回答者名
    lang: Lang | None = None
    active: bool = True  # False: acts no more, known for what was


@dataclass(frozen=True, slots=True, kw_only=True)
class Joining:
    """Somebody's wish to be an office's staff, 職員登録; a manager or the core centre approves."""

    id: JoiningId
    network: NetworkId
    office: OfficeId
    member: Member
    name: str
    asked_at: datetime
    state: JoiningState = JoiningState.ASKED
    decided_by: StaffId | None = None
    decided_at: datetime | None = None
    revision: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """緊急の連絡: somebody's call for a counsellor, before there is any case.

    `callback` is a telephone number to call back; it never reaches a channel.
    """

    id: AlarmId
    network: NetworkId
    office: OfficeId
    raised_by: Member
    raised_at: datetime
    callback: str
    step: int = 0  # how many have been paged
    taken_by: StaffId | None = None
    taken_at: datetime | None = None
    purpose: AlarmPurpose = AlarmPurpose.RELAY
    draft: DraftId | None = None  # the call sheet that goes over to whoever takes it
    revision: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyShift:
    """Who of an office is on call, in what order, between two moments (aware UTC)."""

    id: str
    office: OfficeId
    staff: StaffId
    since: datetime
    until: datetime
    order: int = 0


# ------------------------------------------------------------------ the registry


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """One handbook or card with its grade as written. Form: F-09"""

    kind: Handbook
    grade: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Somebody to call; shown in a case only with their own consent. Form: F-19"""

    name: str
    relationship: str
    address: str
    telephone: str
    consented_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdMember:
    """Somebody living with the registrant. Form: F-20; `daily_carer` decides on short stay."""

    relationship: str
    name: str
    daily_carer: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A registrant: every field F-05…F-20 that describes the person, all of it sensitive."""

    id: PersonId
    network: NetworkId
    name: str
    kana: str
    birth_date: date
    sex: Sex | None
    postal_code: str
    address: str
    phone_home: str
    phone_mobile: str
    district: str = ""
    certificates: tuple[Certificate, ...] = ()
    ltc_care_level: str = ""
    main_condition: str = ""
    support_category: int | None = None
    current_services: str = ""
    primary_medical_provider: str = ""
    condition_and_treatment: str = ""
    medication: str = ""
    other_notes: str = ""
    expected_emergency_and_response: str = ""
    wanted_services: tuple[ServiceType, ...] = ()
    supports: tuple[Support, ...] = ()
    approaches: tuple[Approach, ...] = ()
    communication: str = ""
    mobility: str = ""
    meals: str = ""
    allergies: str = ""
    behavior_score: int | None = None
    contacts: tuple[Contact, ...] = ()
    household: tuple[HouseholdMember, ...] = ()
    revision: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """A registrant's consent to one version of the sentence. Form: F-02, F-03, F-04"""

    text_version: str
    consented_on: date
    filer_name: str
    filer_kana: str
    filer_relationship: str
    signed_by: str  # self | proxy | guardian
    proxy_name: str = ""
    proxy_reason: str = ""
    withdrawn_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A copy of the registration in an office's hands. Plan: 松江市（案）7②(1)"""

    office: OfficeId
    shared_on: date
    version: int
    purpose: str
    acknowledged_on: date | None = None
    order: int | None = None  # the registrant's order of prepared offices; None: holder only
    trial_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Registration:
    """What the ledger says of a registrant. `number` is given at registration."""

    id: RegistrationId
    network: NetworkId
    person: PersonId
    state: RegistrationState
    number: str | None
    filed_on: date | None  # F-01
    addressee: str  # F-01
    same_as_filer: bool
    registration_reason: str  # F-11, encrypted
    grounds: tuple[Ground, ...]
    counselor: StaffId | None
    office: OfficeId | None
    confirmed_on: date | None  # the oldest confirmation of what the sheet says
    consent: Consent | None
    shares: tuple[Share, ...] = ()
    resident: bool = True
    eligibility: str = ""
    plan_on: date | None = None
    revision: int = 0

    @property
    def usable(self) -> bool:
        """True while the consent stands and the form was received."""
        received = self.state in {RegistrationState.RECEIVED, RegistrationState.REGISTERED}
        return received and self.consent is not None and self.consent.withdrawn_on is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Monitoring:
    """One month in which a registrant's plan is due for monitoring.

    `month` is its first day. The anchor is the booked visit, else the month's last working day.
    """

    id: MonitoringId
    network: NetworkId
    person: PersonId
    month: date
    counselor: StaffId
    visit_on: date | None = None
    done_on: date | None = None
    changed: bool | None = None
    revision: int = 0


# ------------------------------------------------------------------ the emergency


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """All that a card may ever say of a person: bands, categories and closed words."""

    age_band: int | None  # 30 means 30–39; None when under 18
    sex: Sex | None
    handbooks: tuple[Handbook, ...]
    support_category: int | None
    supports: tuple[Support, ...]
    approaches: tuple[Approach, ...]
    confirmed_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LaterGround:
    """A ground that came to be after the case was opened; it opens its gate from then on."""

    ground: Ground
    at: datetime
    by: StaffId


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One emergency. Free text (`situation`, `wish_note`, `caller`) never reaches a channel.

    A restricted case (suspected abuse) has no card anywhere and asks no office in Slack.
    """

    id: CaseId
    network: NetworkId
    number: str
    person: PersonId
    ground: Ground
    owner: StaffId
    owner_office: OfficeId
    opened_at: datetime
    called_at: datetime
    caller: str
    whereabouts: str
    situation: str
    wish: Wish
    wish_note: str
    outline: Outline
    status: CaseStatus = CaseStatus.OPEN
    core_called_at: datetime | None = None
    claimed_by: StaffId | None = None
    claimed_at: datetime | None = None
    answered_by: StaffId | None = None  # of the core centre, who took its call at the telephone
    answered_at: datetime | None = None
    medical: Medical = Medical.NONE
    restricted: bool = False
    city_told_at: datetime | None = None  # of a restricted case
    confirm_owner_by: datetime | None = None  # somebody else opened it: the owner confirms, T-16
    override_by: StaffId | None = None  # who set the rule of the daily carer aside, M-57
    override_reason: str = ""
    rests_on: RestsOn = NOTHING_ASKED
    later_grounds: tuple[LaterGround, ...] = ()
    paused_until: datetime | None = None
    pause_reason: PauseReason | None = None
    health: Health | None = None  # as of the call; None where nobody asked
    event: CaseId | None = None  # the first case of the same event: siblings, a couple
    revision: int = 0

    @property
    def grounds(self) -> tuple[Ground, ...]:
        """Every ground that stands now, the first one first."""
        return (self.ground, *(each.ground for each in self.later_grounds))


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """One service wanted, from a night or day on; `nights` is 0 for a visit or a dispatch."""

    id: NeedId
    network: NetworkId
    case: CaseId
    service: ServiceType
    starts_on: date
    nights: int
    arrival_at: datetime | None
    transport: Transport
    status: NeedStatus = NeedStatus.ASKING
    round: int = 1
    asked_at: datetime | None = None
    decided_at: datetime | None = None
    arrived_at: datetime | None = None
    ended_at: datetime | None = None
    rung: int = 0  # how many rungs of the ladder are done, reminders apart
    missed: int = 0  # how often the arrival was asked after
    next_step: NextStep | None = None
    next_step_at: datetime | None = None
    propose_at: datetime | None = None  # when the proposed offices are asked unless somebody says
    revision: int = 0

    def nights_with(self, service: ServiceType) -> int:
        """Return for how many nights it is with that service; whoever only visits stays none."""
        return self.nights if service in OVERNIGHT else 0

    def overlaps(self, other: Need) -> bool:
        """True when two stays share a night, or a day where there is no night."""
        first, second = sorted((self, other), key=lambda each: each.starts_on)
        return second.starts_on < first.starts_on + timedelta(days=max(first.nights, 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """From when, until when, which part, and what is needed; None is: as asked."""

    since: datetime | None = None
    until: datetime | None = None
    part: Part = Part.AS_ASKED
    needs: tuple[Requirement, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What an office said, who said it, and whether that person is known as its staff.

    Everything here may stand on a case card; a person's own words are a `Remark` apart. An answer
    given by telephone has no `by`: `entered_by` wrote it down on the office's behalf.
    """

    by: Member | None
    staff: StaffId | None
    at: datetime
    verified: bool
    entered_by: StaffId | None = None
    condition: Condition | None = None
    reason: DeclineReason | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What somebody of an office wrote, word for word: never in a channel, read in a modal."""

    id: RemarkId
    network: NetworkId
    case: CaseId
    ask: AskId
    at: datetime
    by: Member
    answerer: str  # 回答者名: who said it at the telephone, or at a login several people share
    text: str
    kind: RemarkKind = RemarkKind.WRITTEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One telephone call to an asked office; append-only."""

    id: CallId
    network: NetworkId
    case: CaseId
    ask: AskId
    by: StaffId
    at: datetime
    outcome: CallOutcome


@dataclass(frozen=True, slots=True, kw_only=True)
class MedicalContact:
    """One contact with a doctor or ambulance; append-only. Plan: 松江市（案）別紙2-1

    `whom` and `result` are free text about the person: never in a channel.
    """

    id: MedicalContactId
    network: NetworkId
    case: CaseId
    by: StaffId
    at: datetime
    body: MedicalBody
    whom: str = ""
    result: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """Leave for one unverified member of the decided office to open this case's sheet for a night.

    Given after a telephone call by whoever decides; append-only.
    """

    id: GrantId
    network: NetworkId
    case: CaseId
    ask: AskId
    member: Member
    by: StaffId
    at: datetime
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """A need put to one office: one card in that office's own window."""

    id: AskId
    network: NetworkId
    need: NeedId
    round: int
    office: OfficeId
    window: WindowId
    tier: int
    position: int  # within its tier: the registrant's order
    prepared: bool
    trial_done: bool
    status: AskStatus = AskStatus.PLANNED
    asked_at: datetime | None = None
    reply_due: datetime | None = None
    reminded_at: datetime | None = None
    service: ServiceType | None = None  # with which it would help; None: the one that is wanted
    confirm_by: datetime | None = None  # another case took this office: its offer lapses then
    answer: Answer | None = None
    fault: str | None = None  # why the card could not be delivered, Slack's code
    revision: int = 0

    @property
    def asked(self) -> bool:
        """True once the need was put to this office: a proposal nobody sent is no request."""
        return self.asked_at is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plea:
    """An exception asked for, which the first who answers decides; `reason` is free text.

    `turn` tells one plea from a later one of the same call sheet; `asked` had a letter.
    """

    turn: int
    at: datetime
    asked: tuple[StaffId, ...]
    decided_by: StaffId | None = None
    allowed: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A call sheet that was not sent yet, whose writer is asked after it; spent once it was.

    It is its present writer's alone: `former` had it before it was handed over.
    """

    id: DraftId
    network: NetworkId
    staff: StaffId
    made_at: datetime
    memo: Memo
    saved: int = 0  # how often it was kept, which tells its due rows apart
    asked: int = 0  # how often its writer was asked to go on
    core_told: bool = False  # that nobody went on
    refused: bool = False  # a rule said no last: who closes the form then has given it up
    former: tuple[StaffId, ...] = ()
    plea: Plea | None = None  # for its person: another person's is none
    spent: bool = False


def age_band(born: date, *, at: date) -> int | None:
    """Return the decade of a person's age on a day, or None for a child."""
    years = at.year - born.year - ((at.month, at.day) < (born.month, born.day))
    return None if years < 18 else years // 10 * 10
