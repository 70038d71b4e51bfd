"""Values with honest defaults, and the little town every storage test stands in."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeVar

from bot.effects import Change, Decision, Due, DueKind
from bot.model import (
    Ask,
    AskId,
    Case,
    CaseId,
    Certificate,
    Consent,
    Contact,
    HouseholdMember,
    Member,
    Monitoring,
    MonitoringId,
    Need,
    NeedId,
    Network,
    NetworkId,
    Office,
    OfficeId,
    Outline,
    Person,
    PersonId,
    Registration,
    RegistrationId,
    Share,
    Staff,
    StaffId,
    Window,
    WindowId,
)
from bot.moves import NeedStatus, NextStep
from bot.vocabulary import (
    Approach,
    Ground,
    Handbook,
    OfficeKind,
    RegistrationState,
    ServiceType,
    Sex,
    Support,
    Transport,
    Wish,
)
from storage.cipher import KEY_BYTES, Cipher, Keyring
from storage.engine import Database
from storage.ledger import Ledger, Means
from storage.sending import Parcel

T = TypeVar("T")

NOW = datetime(2026, 1, 20, 12, 46, 0, 123456, tzinfo=UTC)
TODAY = date(2026, 1, 20)
NETWORK = NetworkId("net-1")
OFFICE = OfficeId("office-1")
STAFF = StaffId("staff-1")
PERSON = PersonId("person-1")
CASE = CaseId("case-1")
NEED = NeedId("need-1")
WINDOW = WindowId("win-office-1")


def a_cipher() -> Cipher:
    return Cipher(Keyring({"k1": os.urandom(KEY_BYTES)}))


@dataclass(frozen=True, slots=True)
class Books:
    """A database with what its units need, as the desk runs them."""

    database: Database
    means: Means

    async def write(self, unit: Callable[[Ledger], T]) -> T:
        """Run a unit of work; its audit lines are chained last."""

        def whole(connection: Any) -> T:
            ledger = Ledger(connection, self.means)
            value = unit(ledger)
            ledger.finish()
            return value

        return await self.database.write(whole)

    async def read(self, unit: Callable[[Ledger], T]) -> T:
        return await self.database.read(lambda connection: unit(Ledger(connection, self.means)))

    async def record(self, decision: Decision, *, at: datetime = NOW) -> None:
        """Record a decision of our one network."""
        await self.write(lambda ledger: recorded(ledger, decision, at=at))


def recorded(ledger: Ledger, decision: Decision, *, at: datetime = NOW) -> None:
    ledger.record(decision, network=NETWORK, at=at, actor=STAFF, cause="test")


# ------------------------------------------------------------------ the network


def a_network(**other: Any) -> Network:
    return replace(Network(id=NETWORK, name="試し市", profile="matsue", team="T1"), **other)


def an_office(id_: str = OFFICE, **other: Any) -> Office:
    office = Office(
        id=OfficeId(id_), network=NETWORK, name=f"事業所 {id_}", kind=OfficeKind.PROVIDER
    )
    return replace(office, **other)


def a_window(office: str = OFFICE, **other: Any) -> Window:
    window = Window(
        id=WindowId(f"win-{office}"),
        office=OfficeId(office),
        channel=f"C-{office}",
        telephone=None,
    )
    return replace(window, **other)


def a_staff(id_: str = STAFF, **other: Any) -> Staff:
    member = Member(team="T1", user=f"U-{id_}")
    staff = Staff(id=StaffId(id_), network=NETWORK, office=OFFICE, member=member, name="見本 職員")
    return replace(staff, **other)


def put_offices(ledger: Ledger, *ids: str) -> None:
    """Make offices known, each with its window."""
    for id_ in ids:
        ledger.roster.put_office(an_office(id_))
        ledger.roster.put_window(a_window(id_), network=NETWORK)


def put_network(ledger: Ledger, *offices: str) -> None:
    """Make the network known, with its offices, their windows and one person of staff."""
    ledger.roster.put_network(a_network())
    put_offices(ledger, OFFICE, *offices)
    ledger.roster.put_staff(a_staff())


# ------------------------------------------------------------------ the registry


def a_person(id_: str = PERSON, **other: Any) -> Person:
    """Somebody of whom every field of the form is filled in, F-05 to F-20."""
    person = Person(
        id=PersonId(id_),
        network=NETWORK,
        name="架空 花子",
        kana="カクウ ハナコ",
        birth_date=date(1988, 4, 2),
        sex=Sex.FEMALE,
        postal_code="〒000-0000",
        address="試し市見本町一丁目2番3号",
        phone_home="000-0000-0001",
        phone_mobile="000-0000-0002",
        district="見本地区",
        certificates=(
            Certificate(kind=Handbook.INTELLECTUAL, grade="Ａ"),
            Certificate(kind=Handbook.PHYSICAL, grade="2級"),
        ),
        ltc_care_level="要介護2",
        main_condition="てんかん",
        support_category=5,
        current_services="生活介護 週5日",
        primary_medical_provider="見本病院 神経内科",
        condition_and_treatment="月に一度の発作",
        medication="朝夕に抗てんかん薬",
        other_notes="大きな音が苦手",
        expected_emergency_and_response="母の入院。短期入所へ",
        wanted_services=(ServiceType.SHORT_STAY_WELFARE, ServiceType.HOME_HELP),
        supports=(Support.WHEELCHAIR, Support.SEIZURE_FIRST_AID),
        approaches=(Approach.QUIET_ROOM, Approach.AVOID_TOUCH),
        communication="短い言葉と絵",
        mobility="車いす",
        meals="きざみ食",
        allergies="えび",
        behavior_score=12,
        contacts=(
            Contact(
                name="架空 母子",
                relationship="母",
                address="同じ",
                telephone="000-0000-0003",
                consented_on=date(2025, 6, 1),
            ),
            Contact(
                name="架空 叔父",
                relationship="叔父",
                address="隣の市",
                telephone="000-0000-0004",
                consented_on=None,
            ),
        ),
        household=(
            HouseholdMember(relationship="母", name="架空 母子", daily_carer=True),
            HouseholdMember(relationship="弟", name="架空 次郎"),
        ),
    )
    return replace(person, **other)


def a_registration(person: str = PERSON, **other: Any) -> Registration:
    registration = Registration(
        id=RegistrationId(f"reg-{person}"),
        network=NETWORK,
        person=PersonId(person),
        state=RegistrationState.REGISTERED,
        number=None,
        filed_on=date(2025, 5, 30),
        addressee="試し市長",
        same_as_filer=False,
        registration_reason="母ひとりの介護で、倒れたあとが心配",
        grounds=(Ground.CARER_UNAVAILABLE, Ground.DISABILITY_TRAIT_CRISIS),
        counselor=STAFF,
        office=OFFICE,
        confirmed_on=date(2025, 12, 1),
        consent=Consent(
            text_version="2025-1",
            consented_on=date(2025, 5, 30),
            filer_name="架空 母子",
            filer_kana="カクウ ハハコ",
            filer_relationship="母",
            signed_by="proxy",
            proxy_name="架空 母子",
            proxy_reason="字が書けないため",
            withdrawn_on=None,
        ),
        resident=True,
        eligibility="居住地特例",
        plan_on=date(2025, 10, 1),
    )
    return replace(registration, **other)


def a_share(office: str = OFFICE, **other: Any) -> Share:
    share = Share(
        office=OfficeId(office),
        shared_on=date(2025, 7, 1),
        version=2,
        purpose="緊急時の受け入れ",
        acknowledged_on=date(2025, 7, 3),
        order=1,
        trial_on=date(2025, 9, 9),
    )
    return replace(share, **other)


def a_month(id_: str = "month-1", **other: Any) -> Monitoring:
    month = Monitoring(
        id=MonitoringId(id_),
        network=NETWORK,
        person=PERSON,
        month=date(2026, 1, 1),
        counselor=STAFF,
    )
    return replace(month, **other)


# ------------------------------------------------------------------ the emergency


def a_case(id_: str = CASE, **other: Any) -> Case:
    case = Case(
        id=CaseId(id_),
        network=NETWORK,
        number="2025-0001",
        person=PERSON,
        ground=Ground.CARER_UNAVAILABLE,
        owner=STAFF,
        owner_office=OFFICE,
        opened_at=NOW,
        called_at=NOW - timedelta(minutes=5),
        caller="叔父",
        whereabouts="自宅",
        situation="母が救急車で運ばれた",
        wish=Wish.SUPPORTED,
        wish_note="知っている所がよい",
        outline=Outline(
            age_band=30,
            sex=Sex.FEMALE,
            handbooks=(Handbook.INTELLECTUAL,),
            support_category=5,
            supports=(Support.WHEELCHAIR,),
            approaches=(Approach.QUIET_ROOM,),
            confirmed_on=date(2025, 12, 1),
        ),
    )
    return replace(case, **other)


def a_need(id_: str = NEED, **other: Any) -> Need:
    need = Need(
        id=NeedId(id_),
        network=NETWORK,
        case=CASE,
        service=ServiceType.SHORT_STAY_WELFARE,
        starts_on=TODAY,
        nights=2,
        arrival_at=NOW + timedelta(hours=2),
        transport=Transport.FAMILY,
        asked_at=NOW,
        next_step=NextStep.REMIND,
        next_step_at=NOW + timedelta(minutes=10),
    )
    return replace(need, **other)


def a_closed_need(id_: str = NEED, **other: Any) -> Need:
    closed = {"status": NeedStatus.CANCELLED, "next_step": None, "next_step_at": None}
    return a_need(id_, **{**closed, **other})


def an_ask(office: str = OFFICE, **other: Any) -> Ask:
    ask = Ask(
        id=AskId(f"ask-{office}"),
        network=NETWORK,
        need=NEED,
        round=1,
        office=OfficeId(office),
        window=WindowId(f"win-{office}"),
        tier=1,
        position=0,
        prepared=True,
        trial_done=False,
    )
    return replace(ask, **other)


def a_due(subject: str = NEED, **other: Any) -> Due:
    due = Due(kind=DueKind.NEED_STEP, subject=subject, step="1.1", at=NOW + timedelta(minutes=10))
    return replace(due, **other)


def open_case(ledger: Ledger, *offices: str) -> None:
    """Open a case with one need, which was put to these offices."""
    put_network(ledger, *offices)
    asks = tuple(an_ask(office, position=n) for n, office in enumerate(offices))
    changes: tuple[Change, ...] = (a_person(), a_case(), a_need(), *asks)
    recorded(ledger, Decision(changes=changes, due=(a_due(),)))


def taken(
    ledger: Ledger,
    *,
    at: datetime = NOW,
    limit: int = 20,
    lease: str = "lease-1",
    resting: frozenset[str] = frozenset(),
    over: bool = False,
) -> tuple[Parcel, ...]:
    """Claim what waits; `over` takes from whoever holds it, as after their lease's time."""
    rows = ledger.outbox.waiting(limit=limit, resting=resting)
    those = {row.id: row.lease for row in rows if over or row.lease is None}
    return ledger.outbox.claim(those, at=at, slack=at, lease=lease)
