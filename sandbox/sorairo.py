"""そらいろ市 (SR): the sample network that follows the profile `tsuruoka`; all invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from bot.model import (
    Consent,
    Network,
    Office,
    OfficeId,
    Person,
    Registration,
    Share,
    Staff,
    StaffId,
)
from bot.vocabulary import Ground, OfficeKind, RegistrationState, ServiceType, Support
from sandbox.sorairo_people import R12, R13, R14, R15, R16, SR
from sandbox.town_shapes import (
    Newcomer,
    Registrant,
    TownNetwork,
    guardian_consent,
    months,
    own_consent,
    registration_id,
    round_the_clock,
    staff,
    telephone,
    window,
)

NETWORK: Final = Network(id=SR, name="そらいろ市", profile="tsuruoka", team="TSORAIRO")

_NOTIFIED: Final = date(2021, 4, 1)
_PURPOSE: Final = "緊急時の受け入れに備えた情報共有"


# ------------------------------------------------------------------ offices


def _provider(
    key: str,
    name: str,
    *services: ServiceType,
    last: int,
    able: frozenset[Support] = frozenset(),
) -> Office:
    """Return a provider whose duty telephone ends in `last`; `able` is what it can do by night."""
    return Office(
        id=OfficeId(key),
        network=SR,
        name=name,
        kind=OfficeKind.PROVIDER,
        services=services,
        abilities=able,
        telephone=telephone(last),
        notified_on=_NOTIFIED,
        alternate=OfficeId("K02"),
    )


def _body(
    key: str,
    name: str,
    kind: OfficeKind,
    *services: ServiceType,
    last: int,
    alternate: str | None = None,
) -> Office:
    """Return a body that is never asked for a place."""
    return Office(
        id=OfficeId(key),
        network=SR,
        name=name,
        kind=kind,
        services=services,
        telephone=telephone(last),
        emergency=False,
        notified_on=_NOTIFIED if kind is OfficeKind.CONSULTATION else None,
        alternate=OfficeId(alternate) if alternate else None,
    )


_EVERYDAY: Final = frozenset(
    {Support.MEDICATION, Support.MEDICATION_MORNING_EVENING, Support.NO_MEDICAL_CARE}
)

OFFICES: Final = (
    # 2 beds
    _provider(
        "Q01",
        "短期入所 そらね(見本)",
        ServiceType.SHORT_STAY_WELFARE,
        last=1101,
        able=_EVERYDAY | {Support.OXYGEN, Support.WHEELCHAIR, Support.TRANSFER_HELP},
    ),
    # one trial room, up the stairs
    _provider("Q02", "ホーム ほしのや(見本)", ServiceType.GROUP_HOME, last=1102, able=_EVERYDAY),
    # weekdays
    _provider(
        "Q03",
        "くもりのちはれ(見本)",
        ServiceType.DAYTIME_CARE,
        ServiceType.CONTINUED_WORK_B,
        last=1103,
    ),
    # until 21:00
    _provider(
        "Q04",
        "かぜのて(見本)",
        ServiceType.HOME_HELP,
        last=1104,
        able=_EVERYDAY | {Support.WHEELCHAIR, Support.TRANSFER_HELP},
    ),
    _body(
        "Q05",
        "相談支援てんきよほう(見本)",
        OfficeKind.CONSULTATION,
        ServiceType.PLAN_CONSULTATION,
        last=1105,
        alternate="K02",
    ),
    _body(
        "K02",
        "相談支援センター基幹型(見本)",
        OfficeKind.CORE_CENTER,
        last=1201,
        alternate="Q05",
    ),
    _body("G02", "そらいろ市福祉課(見本)", OfficeKind.CITY, last=1301),
)

_CHANNELS: Final = {  # G02 has no Slack: telephone only
    "Q01": "そらね",
    "Q02": "ほしのや",
    "Q03": "くもりのちはれ",
    "Q04": "かぜのて",
    "Q05": "てんきよほう",
    "K02": "基幹型",
}


# ------------------------------------------------------------------ staff


def _first(key: str, name: str, *, office: str) -> Staff:
    """Return the one who answers for an office, its manager."""
    return staff(NETWORK, key, name, office=office, manager=True)


STAFF: Final = (
    staff(NETWORK, "D1", "試問あきら", office="Q05", counselor=True, manager=True),
    _first("K2", "模範ひろし", office="K02"),
    staff(NETWORK, "K02-2", "仮称ささえ", office="K02"),
    _first("Q01-1", "例示そらね", office="Q01"),
    staff(NETWORK, "Q01-2", "架空よぞら", office="Q01"),
    _first("Q02-1", "見本ほしの", office="Q02"),
    _first("Q03-1", "試作はれま", office="Q03"),
    _first("Q04-1", "仮置かぜの", office="Q04"),
    staff(NETWORK, "G02-1", "例文まどぐち", office="G02", in_slack=False, manager=True),
)

# the consultation office has one counsellor, who is on call alone
SHIFTS: Final = (*round_the_clock("Q05", "D1"), *round_the_clock("K02", "K2", "K02-2"))


# ------------------------------------------------------------------ the ledger


def _copy(
    office: str,
    shared: date,
    acknowledged: date,
    *,
    order: int | None = None,
    trial: date | None = None,
) -> Share:
    """Return a copy the city gave after the ledger entry; with an `order` it is prepared."""
    return Share(
        office=OfficeId(office),
        shared_on=shared,
        version=1,
        purpose=_PURPOSE,
        acknowledged_on=acknowledged,
        order=order,
        trial_on=trial,
    )


def _entry(
    person: Person,
    consent: Consent,
    *,
    number: str,
    reason: str,
    confirmed: date,
    plan: date,
    shares: tuple[Share, ...],
    ground: Ground = Ground.CARER_UNAVAILABLE,
    eligibility: str = "handbook_holder",
) -> Registration:
    """Return an application the counsellor D1 wrote and the city entered in its ledger."""
    return Registration(
        id=registration_id(person),
        network=SR,
        person=person.id,
        state=RegistrationState.REGISTERED,
        number=number,
        filed_on=consent.consented_on,
        addressee="そらいろ市福祉課",
        same_as_filer=consent.filer_name == person.name,
        registration_reason=reason,
        grounds=(ground,),
        counselor=StaffId("D1"),
        office=OfficeId("Q05"),
        confirmed_on=confirmed,
        consent=consent,
        shares=shares,
        eligibility=eligibility,
        plan_on=plan,
    )


_LEDGER: Final = {
    "R12": _entry(
        R12,
        own_consent(R12, date(2025, 4, 14), proxy="例雲 まさる", reason="自署が難しいため"),
        number="0012",
        reason="父一人で支えており、父の急病に備えたい（見本の十二）",
        confirmed=date(2025, 11, 20),
        plan=date(2025, 8, 21),
        shares=(
            _copy("Q01", date(2025, 4, 28), date(2025, 4, 30), order=1, trial=date(2025, 10, 18)),
            _copy("Q03", date(2025, 4, 28), date(2025, 4, 28)),
        ),
    ),
    "R13": _entry(
        R13,
        own_consent(R13, date(2025, 5, 20)),
        number="0013",
        reason="停電すると家で過ごせない（見本の十三）",
        confirmed=date(2025, 12, 5),
        plan=date(2025, 9, 4),
        shares=(
            _copy("Q01", date(2025, 6, 3), date(2025, 6, 4), order=1),
            _copy("Q04", date(2025, 6, 3), date(2025, 6, 3)),
        ),
        ground=Ground.LIFELINE_OUTAGE,
    ),
    "R14": _entry(
        R14,
        guardian_consent(
            date(2025, 6, 10), name="例田 のりこ", kana="れいだ のりこ", relationship="母"
        ),
        number="0014",
        reason="父母のどちらかが入院すると送り迎えができない（見本の十四）",
        confirmed=date(2025, 10, 28),
        plan=date(2025, 10, 28),
        shares=(_copy("Q01", date(2025, 6, 24), date(2025, 6, 25), order=1),),
        eligibility="child_day_support_user",
    ),
    "R15": _entry(
        R15,
        own_consent(R15, date(2025, 5, 8), proxy="仮沢 つとむ", reason="自署が難しいため"),
        number="0015",
        reason="母が高齢で、母なき後の暮らしを今から考えたい（見本の十五）",
        confirmed=date(2025, 11, 27),
        plan=date(2025, 8, 28),
        shares=(
            _copy("Q02", date(2025, 5, 22), date(2025, 5, 23), order=1, trial=date(2025, 11, 8)),
            _copy("Q03", date(2025, 5, 22), date(2025, 5, 22)),
            _copy("Q04", date(2025, 5, 22), date(2025, 5, 26)),
        ),
    ),
    "R16": replace(
        _entry(
            R16,
            own_consent(R16, date(2025, 4, 28)),
            number="0016",
            reason="母の入院に備えたい（見本の十六）",
            confirmed=date(2025, 8, 28),
            plan=date(2025, 8, 28),
            shares=(_copy("Q03", date(2025, 5, 12), date(2025, 5, 13)),),
            eligibility="disability_service_user",
        ),
        resident=False,  # since 30 November 2025; the line still stands, the rule must see it
    ),
}

_DUE: Final = {
    "R12": ((2026, 2), (2026, 8)),
    "R13": ((2026, 3), (2026, 6), (2026, 9), (2026, 12)),
    "R14": ((2026, 4), (2026, 10)),
    "R15": ((2026, 2), (2026, 5), (2026, 8), (2026, 11)),
}


def _registrant(person: Person) -> Registrant:
    """Return the person with the ledger's line and the months of the plan."""
    return Registrant(
        person=person,
        registration=_LEDGER[person.id],
        monitoring=months(SR, person.id, StaffId("D1"), _DUE.get(person.id, ())),
    )


SORAIRO: Final = TownNetwork(
    network=NETWORK,
    offices=OFFICES,
    windows=tuple(window(office, name=_CHANNELS.get(office.id)) for office in OFFICES),
    staff=STAFF,
    shifts=SHIFTS,
    registrants=tuple(_registrant(person) for person in (R12, R13, R14, R15, R16)),
    newcomers=(
        Newcomer(key=StaffId("Q01-new"), name="例文 はじめ（未登録）", office=OfficeId("Q01")),
    ),
)
