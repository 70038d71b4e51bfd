"""みずうみ市 (MZ): the sample network that follows the profile `matsue`; all invented."""

from __future__ import annotations

from datetime import date
from typing import Final

from bot.model import Network, Office, OfficeId, Staff, StaffId, Window
from bot.vocabulary import MEDICAL_CARE, Hours, OfficeKind, ServiceType, Support
from sandbox.mizuumi_edges import U01
from sandbox.mizuumi_ledger import REGISTRANTS
from sandbox.mizuumi_people import MZ
from sandbox.town_shapes import Newcomer, TownNetwork, round_the_clock, staff, telephone, window

NETWORK: Final = Network(id=MZ, name="みずうみ市", profile="matsue", team="TMIZUUMI")

_NOTIFIED: Final = date(2025, 4, 1)


# ------------------------------------------------------------------ offices

_EVERYDAY: Final = frozenset(
    {Support.MEDICATION, Support.MEDICATION_MORNING_EVENING, Support.NO_MEDICAL_CARE}
)
_LIFTING: Final = frozenset({Support.WHEELCHAIR, Support.TRANSFER_HELP})
_SEIZURES: Final = frozenset({Support.SEIZURE_FIRST_AID})


def _provider(
    key: str,
    name: str,
    *services: ServiceType,
    last: int,
    able: frozenset[Support] = frozenset(),
    emergency: bool = True,
) -> Office:
    """Return a provider whose duty telephone ends in `last`; `able` is what it can do by night."""
    return Office(
        id=OfficeId(key),
        network=MZ,
        name=name,
        kind=OfficeKind.PROVIDER,
        services=services,
        abilities=able,
        telephone=telephone(last),
        emergency=emergency,
        notified_on=_NOTIFIED,
        alternate=OfficeId("K01"),
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
        network=MZ,
        name=name,
        kind=kind,
        services=services,
        telephone=telephone(last),
        emergency=False,
        notified_on=_NOTIFIED if kind is OfficeKind.CONSULTATION else None,
        alternate=OfficeId(alternate) if alternate else None,
    )


OFFICES: Final = (
    # 4 beds (2 for men, 2 for women), no nurse from 20 to 7, one at night
    _provider(
        "P01",
        "見本短期入所 かりのやど",
        ServiceType.SHORT_STAY_WELFARE,
        last=101,
        able=_EVERYDAY | _SEIZURES | _LIFTING | {Support.VISUAL_GUIDE, Support.SIGN_OR_WRITING},
    ),
    # 2 beds, wants a doctor's letter, weekday entry as a rule; for people in medical care only
    _provider(
        "P02",
        "架空療育病院 そらまめ病棟",
        ServiceType.SHORT_STAY_MEDICAL,
        last=102,
        able=MEDICAL_CARE | _LIFTING | _SEIZURES | {Support.MEDICATION},
    ),
    # three trained for severe behaviour, a lodging room, two at night
    _provider(
        "P03",
        "試験支援施設 やまびこ荘",
        ServiceType.FACILITY_RESIDENCE,
        ServiceType.DAYTIME_CARE,
        ServiceType.SHORT_STAY_WELFARE,
        last=103,
        able=_EVERYDAY | _SEIZURES | {Support.BEHAVIOR_SUPPORT},
    ),
    # one trial room
    _provider(
        "P04",
        "模擬ホーム ひだまり館",
        ServiceType.GROUP_HOME,
        last=104,
        able=_EVERYDAY,
        emergency=False,
    ),
    # until 22:00, later by agreement; two trained for suction
    _provider(
        "P05",
        "見本ヘルパー てくてく",
        ServiceType.HOME_HELP,
        ServiceType.SEVERE_HOME_CARE,
        ServiceType.BEHAVIOR_GUIDE_HELP,
        last=105,
        able=_EVERYDAY | _LIFTING | {Support.SUCTION, Support.BEHAVIOR_SUPPORT},
    ),
    # 7 to 21
    _provider(
        "P06",
        "仮ガイド みちびき",
        ServiceType.VISUAL_GUIDE_HELP,
        ServiceType.HOME_HELP,
        last=106,
        able=frozenset({Support.VISUAL_GUIDE, Support.NO_MEDICAL_CARE}),
    ),
    # weekdays 9 to 16; one may sleep in the rest room
    _provider(
        "P07",
        "例示デイ ぽっかぽか",
        ServiceType.DAYTIME_CARE,
        last=107,
        able=_EVERYDAY | _SEIZURES,
    ),
    # P08 to P10 have no night, so there is nothing they can do by night
    _provider(
        "P08",
        "試作ワークス こつこつ",
        ServiceType.CONTINUED_WORK_B,
        ServiceType.EMPLOYMENT_TRANSITION,
        last=108,
    ),
    _provider("P09", "仮想ファーム たがやす", ServiceType.CONTINUED_WORK_A, last=109),
    _provider(
        "P10",
        "例文センター あゆみ",
        ServiceType.TRAINING_FUNCTIONAL,
        ServiceType.TRAINING_LIVING,
        last=110,
    ),
    # telephone and visits at any hour
    _provider(
        "P11",
        "試し生活サポート となり",
        ServiceType.INDEPENDENT_LIVING_AID,
        ServiceType.COMMUNITY_SETTLEMENT,
        last=111,
        able=_EVERYDAY,
    ),
    # two rooms in a family's house; no computer: asked by telephone, day and night
    _provider(
        "P13",
        "仮設ショートステイ こもれび",
        ServiceType.SHORT_STAY_WELFARE,
        last=113,
        able=_EVERYDAY,
    ),
    _body(
        "P12",
        "相談支援みちしるべ(見本)",
        OfficeKind.CONSULTATION,
        ServiceType.PLAN_CONSULTATION,
        ServiceType.CHILD_PLAN_CONSULTATION,
        ServiceType.COMMUNITY_TRANSITION,
        last=112,
        alternate="K01",
    ),
    _body("K01", "基幹「みなも」(見本)", OfficeKind.CORE_CENTER, last=201, alternate="P12"),
    _body("G01", "みずうみ市 障がい者福祉課", OfficeKind.CITY, last=301),
    _body("H01", "架空こころの病院", OfficeKind.MEDICAL, last=401),
    _body("N01", "見本訪問看護", OfficeKind.MEDICAL, ServiceType.HOME_NURSING, last=402),
)

_CHANNELS: Final = {  # P13, G01, H01 and N01 have no Slack: telephone only
    "P01": "かりのやど",
    "P02": "そらまめ病棟",
    "P03": "やまびこ荘",
    "P04": "ひだまり館",
    "P05": "てくてく",  # by day; by night the telephone alone
    "P06": "みちびき",
    "P07": "ぽっかぽか",
    "P10": "あゆみ",
    "P11": "となり",
    "P12": "みちしるべ",
    "K01": "みなも",
}

_SHARED: Final = {"P08": "見本会", "P09": "見本会"}
"""Two offices of one corporation have one channel."""


def _windows(office: Office) -> tuple[Window, ...]:
    """Return where an office is reached, by day and by night."""
    if office.id == "P05":
        day = window(office, name=_CHANNELS["P05"], hours=Hours.DAY)
        return (day, window(office, name=None, hours=Hours.NIGHT))
    if office.id in _SHARED:
        return (window(office, name=_SHARED[office.id], of="p08-p09"),)
    return (window(office, name=_CHANNELS.get(office.id)),)


# ------------------------------------------------------------------ staff


def _first(key: str, name: str, *, office: str) -> Staff:
    """Return the one who answers for an office, its manager."""
    return staff(NETWORK, key, name, office=office, manager=True)


STAFF: Final = (
    staff(NETWORK, "C1", "検証まなぶ", office="P12", counselor=True, manager=True),
    staff(NETWORK, "C2", "例題かおり", office="P12", counselor=True),
    _first("K1", "仮称きずな", office="K01"),
    staff(NETWORK, "K01-2", "試作つながり", office="K01"),
    staff(NETWORK, "P01-1", "見本よるの", office="P01"),
    _first("P01-2", "架空ひるた", office="P01"),
    _first("P02-1", "模擬びょうとう", office="P02"),
    _first("P03-1", "仮名やまびこ", office="P03"),
    _first("P04-1", "例示ひだまり", office="P04"),
    _first("P05-1", "試験てくてく", office="P05"),
    _first("P06-1", "仮置みちびき", office="P06"),
    staff(NETWORK, "P06-yakin", "夜勤共用", office="P06", shared=True),  # whoever is on at night
    _first("P07-1", "見本ぽかぽか", office="P07"),
    _first("P08-1", "架空こつこつ", office="P08"),
    _first("P09-1", "例文たがやす", office="P09"),
    _first("P10-1", "模範あゆみ", office="P10"),
    _first("P11-1", "試作となり", office="P11"),
    staff(NETWORK, "P13-1", "見本こもれび", office="P13", in_slack=False, manager=True),
    staff(NETWORK, "G01-1", "例示しやくしょ", office="G01", in_slack=False, manager=True),
)

NEWCOMERS: Final = (
    Newcomer(key=StaffId("P01-new"), name="例示 はじめ（未登録）", office=OfficeId("P01")),
)

SHIFTS: Final = (*round_the_clock("P12", "C1", "C2"), *round_the_clock("K01", "K1", "K01-2"))


MIZUUMI: Final = TownNetwork(
    network=NETWORK,
    offices=OFFICES,
    windows=tuple(window for office in OFFICES for window in _windows(office)),
    staff=STAFF,
    shifts=SHIFTS,
    registrants=REGISTRANTS,
    unregistered=(U01,),
    newcomers=NEWCOMERS,
)
