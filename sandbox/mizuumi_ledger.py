"""What the ledger of みずうみ市 says of R01 to R11: consent, copies, months of monitoring."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from bot.model import Consent, OfficeId, Person, Registration, Share, StaffId
from bot.vocabulary import Ground, RegistrationState
from sandbox.mizuumi_edges import R06, R07, R08, R09, R10, R11
from sandbox.mizuumi_people import MZ, R01, R02, R03, R04, R05
from sandbox.town_shapes import (
    Registrant,
    guardian_consent,
    months,
    own_consent,
    registration_id,
)

_PURPOSE: Final = "緊急時の受入れに備えた情報共有"


def _copy(
    office: str,
    shared: date,
    acknowledged: date,
    *,
    order: int | None = None,
    trial: date | None = None,
) -> Share:
    """Return a copy in an office's hands; with an `order` it is prepared to be asked."""
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
    counselor: str,
    reason: str,
    confirmed: date,
    plan: date,
    shares: tuple[Share, ...],
    ground: Ground = Ground.CARER_UNAVAILABLE,
) -> Registration:
    """Return a registration made the ordinary way: filed when consented, counsellor of P12."""
    return Registration(
        id=registration_id(person),
        network=MZ,
        person=person.id,
        state=RegistrationState.REGISTERED,
        number=number,
        filed_on=consent.consented_on,
        addressee="みずうみ市基幹相談支援センター長",
        same_as_filer=consent.filer_name == person.name,
        registration_reason=reason,
        grounds=(ground,),
        counselor=StaffId(counselor),
        office=OfficeId("P12"),
        confirmed_on=confirmed,
        consent=consent,
        shares=shares,
        eligibility=f"expected_{ground}",
        plan_on=plan,
    )


_LEDGER: Final = {
    "R01": _entry(
        R01,
        own_consent(R01, date(2025, 6, 2), proxy="見本 和子", reason="自署が難しいため"),
        number="0001",
        counselor="C1",
        reason="母一人で支えており、母の入院に備えたい（見本の一）",
        confirmed=date(2025, 12, 10),
        plan=date(2025, 8, 20),
        shares=(
            _copy("P01", date(2025, 6, 5), date(2025, 6, 6), order=1, trial=date(2025, 9, 12)),
            _copy("P03", date(2025, 6, 5), date(2025, 6, 9), order=2),
            _copy("P07", date(2025, 6, 5), date(2025, 6, 6)),
        ),
    ),
    "R02": _entry(
        R02,
        guardian_consent(
            date(2025, 5, 12), name="架空 いわお", kana="かくう いわお", relationship="父"
        ),
        number="0002",
        counselor="C2",
        reason="夜の呼吸器を扱えるのが父母だけである（見本の二）",
        confirmed=date(2025, 12, 17),
        plan=date(2025, 6, 18),
        shares=(_copy("P02", date(2025, 5, 15), date(2025, 5, 16), order=1),),
    ),
    "R03": _entry(
        R03,
        own_consent(R03, date(2025, 4, 21), proxy="模擬 千代", reason="手の緊張で書けないため"),
        number="0003",
        counselor="C1",
        reason="姉が高齢で、入院すると介護する人がいない（見本の三）",
        confirmed=date(2025, 12, 8),
        plan=date(2025, 7, 22),
        shares=(
            _copy("P01", date(2025, 4, 24), date(2025, 4, 25), order=1),
            _copy("P05", date(2025, 4, 24), date(2025, 4, 28)),
        ),
    ),
    "R04": _entry(
        R04,
        own_consent(R04, date(2025, 5, 26)),
        number="0004",
        counselor="C2",
        reason="一人で暮らし、夜の混乱に備えたい（見本の四）",
        confirmed=date(2025, 12, 15),
        plan=date(2025, 6, 30),
        shares=(_copy("P11", date(2025, 5, 29), date(2025, 5, 30), order=1),),
        ground=Ground.DISABILITY_TRAIT_CRISIS,
    ),
    "R05": _entry(
        R05,
        own_consent(R05, date(2025, 6, 9), proxy="例示 こうじ", reason="自署が難しいため"),
        number="0005",
        counselor="C1",
        reason="家で落ち着けない夜に父母だけでは支えきれない（見本の五）",
        confirmed=date(2025, 11, 18),
        plan=date(2025, 8, 27),
        shares=(
            _copy("P05", date(2025, 6, 12), date(2025, 6, 13), order=1),
            _copy("P03", date(2025, 6, 12), date(2025, 6, 16), order=2),
        ),
        ground=Ground.DISABILITY_TRAIT_CRISIS,
    ),
    "R06": _entry(
        R06,
        own_consent(R06, date(2023, 5, 15), proxy="試験 のぞむ", reason="墨字が書けないため"),
        number="0006",
        counselor="C2",
        reason="夫が仕事で倒れたときの夜に備えたい（見本の六）",
        confirmed=date(2024, 2, 20),
        plan=date(2024, 2, 20),
        shares=(
            _copy("P01", date(2023, 5, 18), date(2023, 5, 19), order=1),
            _copy("P06", date(2023, 5, 18), date(2023, 5, 22)),
        ),
    ),
    "R07": _entry(
        R07,
        own_consent(R07, date(2025, 6, 16)),
        number="0007",
        counselor="C1",
        reason="妻の持病が悪くなったときに備えたい（見本の七）",
        confirmed=date(2025, 11, 11),
        plan=date(2025, 8, 29),
        shares=(
            _copy("P01", date(2025, 6, 19), date(2025, 6, 20), order=1),
            _copy("P10", date(2025, 6, 19), date(2025, 6, 23)),
            _copy("P13", date(2025, 6, 19), date(2025, 6, 24), order=2),
        ),
    ),
    "R08": _entry(
        R08,
        own_consent(R08, date(2025, 6, 23)),
        number="0008",
        counselor="C2",
        reason="母一人で姉妹を支え、姉の行き先がない（見本の八）",
        confirmed=date(2025, 9, 24),
        plan=date(2025, 9, 24),
        shares=(
            _copy("P01", date(2025, 6, 26), date(2025, 6, 27), order=1),
            _copy("P08", date(2025, 6, 26), date(2025, 6, 30)),
        ),
    ),
    "R09": _entry(
        R09,
        own_consent(R09, date(2025, 6, 23), proxy="例題 はるみ", reason="自署が難しいため"),
        number="0009",
        counselor="C2",
        reason="母一人で姉妹を支え、妹の行き先がない（見本の九）",
        confirmed=date(2025, 9, 24),
        plan=date(2025, 9, 24),
        shares=(
            _copy("P01", date(2025, 6, 26), date(2025, 6, 27), order=1),
            _copy("P07", date(2025, 6, 26), date(2025, 6, 27)),
        ),
    ),
    "R10": replace(
        _entry(
            R10,
            own_consent(R10, date(2025, 5, 19), withdrawn=date(2025, 12, 1)),
            number="0010",
            counselor="C1",
            reason="夫の入院に備えたいと考えていた（見本の十）",
            confirmed=date(2025, 9, 10),
            plan=date(2025, 7, 9),
            shares=(_copy("P09", date(2025, 5, 22), date(2025, 5, 23)),),
        ),
        state=RegistrationState.WITHDRAWN,
    ),
    "R11": Registration(
        id=registration_id(R11),
        network=MZ,
        person=R11.id,
        state=RegistrationState.RECEIVED,
        number=None,
        filed_on=date(2026, 1, 13),
        addressee="みずうみ市基幹相談支援センター長",
        same_as_filer=True,
        registration_reason="父と二人で暮らし、父の急病が心配である（見本の十一）",
        grounds=(Ground.CARER_UNAVAILABLE,),
        counselor=None,
        office=None,
        confirmed_on=date(2026, 1, 13),
        consent=own_consent(R11, date(2026, 1, 13)),
        eligibility="expected_carer_unavailable",
    ),
}

_EVERY_SIX: Final = {  # daytime care and continued work
    "R01": ((2026, 2), (2026, 8)),
    "R08": ((2026, 3), (2026, 9)),
    "R09": ((2026, 3), (2026, 9)),
}
_EVERY_THREE: Final = {  # short stay, helpers, training, independent living
    "R02": ((2025, 12), (2026, 3), (2026, 6), (2026, 9), (2026, 12)),
    "R03": ((2025, 12), (2026, 3), (2026, 6), (2026, 9), (2026, 12)),
    "R04": ((2025, 12), (2026, 3), (2026, 6), (2026, 9), (2026, 12)),
    "R05": ((2026, 2), (2026, 5), (2026, 8), (2026, 11)),
    "R06": ((2026, 2), (2026, 5), (2026, 8), (2026, 11)),
    "R07": ((2026, 2), (2026, 5), (2026, 8), (2026, 11)),
}


def _registrant(person: Person) -> Registrant:
    """Return the person with the ledger's line and the months of the plan."""
    registration = _LEDGER[person.id]
    due = _EVERY_SIX.get(person.id) or _EVERY_THREE.get(person.id) or ()
    counselor = registration.counselor
    monitoring = (
        months(MZ, person.id, counselor, due, done=registration.confirmed_on) if counselor else ()
    )
    return Registrant(person=person, registration=registration, monitoring=monitoring)


REGISTRANTS: Final = tuple(
    _registrant(person) for person in (R01, R02, R03, R04, R05, R06, R07, R08, R09, R10, R11)
)
