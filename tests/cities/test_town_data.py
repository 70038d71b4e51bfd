"""The sample town is whole, its people are fictitious, and each tries what it is there for."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta

import pytest

from bot.cities import PROFILES
from bot.model import OfficeId, PersonId
from bot.vocabulary import (
    Approach,
    Ground,
    Handbook,
    Hours,
    OfficeKind,
    RegistrationState,
    ServiceType,
    Support,
)
from sandbox.town_data import MIZUUMI, SORAIRO, TOWN, Registrant, TownNetwork, sentinels

NIGHT = date(2026, 1, 20)
"""The day of the worked night; the sample is meant to be true then."""

every_network = pytest.mark.parametrize("town", TOWN, ids=[town.network.id for town in TOWN])


def registrant(key: str) -> Registrant:
    """Find somebody of either network by key."""
    found = {one.person.id: one for town in TOWN for one in town.registrants}
    return found[PersonId(key)]


def numbers(town: TownNetwork) -> dict[str, set[str]]:
    """Return whose each telephone number is."""
    owners: dict[str, set[str]] = {}
    people = [one.person for one in town.registrants] + list(town.unregistered)
    for office in town.offices:
        owners.setdefault(office.telephone or "", set()).add(office.name)
    for person in people:
        for number in (person.phone_home, person.phone_mobile):
            owners.setdefault(number, set()).add(person.name)
        for contact in person.contacts:
            owners.setdefault(contact.telephone, set()).add(contact.name)
    owners.pop("", None)
    return owners


# ------------------------------------------------------------------ whole


def ids(town: TownNetwork) -> list[str]:
    """Return every id the network gives out."""
    listed: list[str] = [town.network.id]
    listed += [office.id for office in town.offices]
    listed += [window.id for window in town.windows]
    listed += [staff.id for staff in town.staff]
    listed += [shift.id for shift in town.shifts]
    listed += [person.id for person in town.unregistered]
    for one in town.registrants:
        listed += [one.person.id, one.registration.id]
        listed += [month.id for month in one.monitoring]
    return listed


def test_no_two_things_share_an_id() -> None:
    times = Counter(key for town in TOWN for key in ids(town))

    assert [key for key, count in times.items() if count > 1] == []


def test_every_office_and_everybody_of_the_sample_is_there() -> None:
    offices = {office.id for town in TOWN for office in town.offices}
    people = {one.person.id for town in TOWN for one in town.registrants}

    assert offices == {
        *(f"P{number:02}" for number in range(1, 14)),
        *(f"Q{number:02}" for number in range(1, 6)),
        *("K01", "K02", "G01", "G02", "H01", "N01"),
    }
    assert people == {f"R{number:02}" for number in range(1, 17)}
    assert [person.id for town in TOWN for person in town.unregistered] == ["U01"]


@every_network
def test_everything_belongs_to_its_network_and_its_profile_exists(town: TownNetwork) -> None:
    here = {town.network.id}

    assert town.network.profile in PROFILES
    assert {office.network for office in town.offices} == here
    assert {staff.network for staff in town.staff} == here
    assert {one.person.network for one in town.registrants} == here
    assert {one.registration.network for one in town.registrants} == here


@every_network
@pytest.mark.parametrize("night", [False, True], ids=["by day", "by night"])
def test_every_office_has_one_window_with_a_telephone(town: TownNetwork, night: bool) -> None:
    serving = [window for window in town.windows if window.serves(night=night)]

    assert [window.office for window in serving] == [office.id for office in town.offices]
    assert all(window.telephone for window in serving)


@every_network
def test_somebody_no_staff_list_knows_is_in_the_channel_of_an_office(town: TownNetwork) -> None:
    reached = {window.office for window in town.windows if window.channel}

    assert town.newcomers
    assert {newcomer.office for newcomer in town.newcomers} <= reached
    assert not {newcomer.key for newcomer in town.newcomers} & {one.id for one in town.staff}
    assert all("未登録" in newcomer.name for newcomer in town.newcomers)


def test_the_offices_without_slack_are_reached_by_telephone() -> None:
    reached = {window.office for town in TOWN for window in town.windows if window.channel}

    assert {office.id for town in TOWN for office in town.offices} - reached == {
        *("P13", "G01", "G02", "H01", "N01")
    }


def test_one_office_is_in_slack_by_day_alone() -> None:
    found = {window.hours: window.channel for window in MIZUUMI.windows if window.office == "P05"}

    assert found == {Hours.DAY: "p05-てくてく", Hours.NIGHT: None}


def test_two_offices_of_one_corporation_share_a_channel() -> None:
    channels = Counter(window.channel for window in MIZUUMI.windows if window.channel)
    (shared,) = (channel for channel, count in channels.items() if count > 1)

    assert [window.office for window in MIZUUMI.windows if window.channel == shared] == [
        *("P08", "P09")
    ]


def test_channel_names_are_legal_in_slack_and_no_two_networks_have_the_same() -> None:
    found = [{window.channel for window in town.windows if window.channel} for town in TOWN]
    names = [name for each in found for name in each]

    for name in names:
        assert name == name.lower()
        assert len(name) <= 80
        assert all(sign.isalnum() or sign in "-_" for sign in name)
    assert len(set(names)) == len(names)
    assert "p01-かりのやど" in names


@every_network
def test_every_office_in_slack_has_somebody_in_slack_and_a_manager(town: TownNetwork) -> None:
    reached = {window.office for window in town.windows if window.channel}
    for office in town.offices:
        people = [staff for staff in town.staff if staff.office == office.id]
        if office.id not in reached:
            assert all(staff.member is None for staff in people)
        else:
            assert people
            assert all(staff.member is not None for staff in people)
            assert any(staff.manager for staff in people)


def test_the_night_and_the_day_of_kari_no_yado_are_two_people() -> None:
    assert [staff.id for staff in MIZUUMI.staff if staff.office == "P01"] == ["P01-1", "P01-2"]


def test_one_login_of_the_sample_is_used_by_several() -> None:
    shared = [(one.office, one.name) for town in TOWN for one in town.staff if one.shared]

    assert shared == [("P06", "夜勤共用")]


@every_network
def test_consultation_and_core_centre_are_on_call_round_the_clock(town: TownNetwork) -> None:
    manned = {OfficeKind.CONSULTATION, OfficeKind.CORE_CENTER}
    staff = {one.id: one for one in town.staff}

    assert {shift.office for shift in town.shifts} == {
        office.id for office in town.offices if office.kind in manned
    }
    for shift in town.shifts:
        assert staff[shift.staff].office == shift.office
        assert shift.until - shift.since > timedelta(days=365)
        assert shift.since.date() < NIGHT < shift.until.date()


@every_network
def test_everyones_counsellor_exists_and_works_where_the_ledger_says(town: TownNetwork) -> None:
    counselors = {staff.id: staff.office for staff in town.staff if staff.counselor}

    for one in town.registrants:
        entry = one.registration
        assert entry.counselor is None or counselors[entry.counselor] == entry.office
        assert all(month.counselor == entry.counselor for month in one.monitoring)


@every_network
def test_copies_are_held_by_offices_of_the_network_in_one_order(town: TownNetwork) -> None:
    offices = {office.id for office in town.offices}

    for one in town.registrants:
        shares = one.registration.shares
        orders = sorted(share.order for share in shares if share.order is not None)
        assert {share.office for share in shares} <= offices
        assert len({share.office for share in shares}) == len(shares)
        assert orders == list(range(1, len(orders) + 1))
        assert all(share.acknowledged_on for share in shares)


@every_network
def test_a_prepared_office_can_do_what_it_was_prepared_for(town: TownNetwork) -> None:
    offices = {office.id: office for office in town.offices}

    for one in town.registrants:
        for share in one.registration.shares:
            if share.order is not None:
                office = offices[share.office]
                assert set(one.person.supports) <= office.abilities, one.person.id
                assert set(one.person.wanted_services) & set(office.services), one.person.id
                assert office.emergency


@every_network
def test_the_ledger_keeps_to_the_profile(town: TownNetwork) -> None:
    profile = PROFILES[town.network.profile]

    for one in town.registrants:
        assert set(one.registration.grounds) <= set(profile.emergency_grounds)
        assert one.registration.eligibility in profile.eligibility
        assert set(one.person.wanted_services) <= set(profile.emergency_service_types)


@every_network
def test_ledger_numbers_are_given_once_and_only_when_registered(town: TownNetwork) -> None:
    given = [one.registration.number for one in town.registrants if one.registration.number]

    assert len(set(given)) == len(given)
    for one in town.registrants:
        received = one.registration.state is RegistrationState.RECEIVED
        assert (one.registration.number is None) == received


# ------------------------------------------------------------------ fictitious


@every_network
def test_a_telephone_number_rings_nowhere_and_belongs_to_one_body(town: TownNetwork) -> None:
    owners = numbers(town)

    assert all(re.fullmatch(r"000-0000-\d{4}", number) for number in owners)
    assert [number for number, names in owners.items() if len(names) > 1] == []


def test_the_two_networks_share_no_number() -> None:
    assert set(numbers(MIZUUMI)).isdisjoint(numbers(SORAIRO))


@every_network
def test_everybody_can_be_reached_and_lives_at_no_real_place(town: TownNetwork) -> None:
    for person in [one.person for one in town.registrants] + list(town.unregistered):
        assert person.postal_code == "〒000-0000"
        assert person.phone_home or person.phone_mobile
        assert person.contacts
        assert re.match(r"(みずうみ|そらいろ|とおくの)市", person.address)


def test_an_address_belongs_to_one_household() -> None:
    homes = Counter(one.person.address for town in TOWN for one in town.registrants)
    shared = {address for address, times in homes.items() if times > 1}

    assert shared == {registrant("R08").person.address}
    assert registrant("R09").person.address in shared


def test_no_two_names_are_alike() -> None:
    names = [one.person.name for town in TOWN for one in town.registrants]
    names += [staff.name for town in TOWN for staff in town.staff]
    names += [newcomer.name for town in TOWN for newcomer in town.newcomers]

    assert len({name.replace(" ", "") for name in names}) == len(names)


@every_network
def test_every_personal_value_is_watched_for(town: TownNetwork) -> None:
    watched = sentinels(town)

    for one in town.registrants:
        person = one.person
        assert {person.name, person.name.replace(" ", "")} <= watched
        assert {person.kana, person.kana.replace(" ", ""), person.address} <= watched
        assert {person.main_condition, person.expected_emergency_and_response} <= watched
        for contact in person.contacts:
            assert {contact.name, contact.telephone, contact.telephone.replace("-", "")} <= watched
        assert {member.name for member in person.household} <= watched
    assert {person.name for person in town.unregistered} <= watched


@every_network
def test_nothing_watched_for_stands_in_what_everybody_may_see(town: TownNetwork) -> None:
    seen = [town.network.name]
    seen += [f"{office.name} {office.telephone}" for office in town.offices]
    seen += [window.channel or "" for window in town.windows]
    seen += [staff.name for staff in town.staff]
    seen += [share.purpose for one in town.registrants for share in one.registration.shares]
    seen += [one.person.district for one in town.registrants]
    seen += [one.registration.addressee for one in town.registrants]
    seen += [f"{profile.sources} {profile.ui_terms}" for profile in PROFILES.values()]

    assert [value for value in sentinels(town) if any(value in text for text in seen)] == []
    assert "" not in sentinels(town)


# ------------------------------------------------------------------ each tries its own thing


def test_r01_is_the_ready_case() -> None:
    one = registrant("R01")
    shares = {share.office: share for share in one.registration.shares}

    assert one.registration.usable
    assert one.registration.grounds == (Ground.CARER_UNAVAILABLE,)
    assert one.person.supports == (
        Support.SEIZURE_FIRST_AID,
        Support.MEDICATION_MORNING_EVENING,
        Support.NO_MEDICAL_CARE,
    )
    assert one.person.approaches == (Approach.PICTURE_SCHEDULE, Approach.AVOID_LOUD_NOISE)
    assert [(held.kind, held.grade) for held in one.person.certificates] == [
        (Handbook.INTELLECTUAL, "A")
    ]
    assert one.person.support_category == 5
    assert one.registration.confirmed_on == date(2025, 12, 10)
    assert {office: share.order for office, share in shares.items()} == {
        "P01": 1,
        "P03": 2,
        "P07": None,
    }
    assert shares[OfficeId("P01")].trial_on == date(2025, 9, 12)
    assert one.monitoring[0].month == date(2026, 2, 1)
    assert [contact.relationship for contact in one.person.contacts] == ["母", "叔母"]


def test_r02_is_a_child_whose_father_filed() -> None:
    one = registrant("R02")
    consent = one.registration.consent

    assert consent is not None
    assert (consent.signed_by, consent.filer_relationship) == ("guardian", "父")
    assert not one.registration.same_as_filer
    assert one.person.support_category is None
    assert one.person.wanted_services == (ServiceType.SHORT_STAY_MEDICAL,)


def test_r03_is_under_long_term_care_too() -> None:
    assert registrant("R03").person.ltc_care_level == "要介護3"


def test_r04_has_no_daily_carer() -> None:
    one = registrant("R04")

    assert not any(member.daily_carer for member in one.person.household)
    assert one.registration.grounds == (Ground.DISABILITY_TRAIT_CRISIS,)


def test_r05_is_barred_from_short_stays_by_the_ground_alone() -> None:
    one = registrant("R05")
    allowed = PROFILES["matsue"].short_stay_allowed_grounds or ()

    assert any(member.daily_carer for member in one.person.household)
    assert set(one.registration.grounds).isdisjoint(allowed)
    assert one.person.behavior_score == 18


def test_r06_alone_is_stale() -> None:
    limit = timedelta(days=PROFILES["matsue"].update_interval_days)
    stale = {
        one.person.id
        for town in TOWN
        for one in town.registrants
        if one.registration.confirmed_on and NIGHT - one.registration.confirmed_on > limit
    }

    assert stale == {"R06"}
    assert str(registrant("R06").registration.confirmed_on).startswith("2024-02")


def test_r07s_second_contact_alone_never_consented() -> None:
    unasked = [
        (one.person.id, number)
        for town in TOWN
        for one in town.registrants
        for number, contact in enumerate(one.person.contacts, start=1)
        if contact.consented_on is None
    ]

    assert unasked == [("R07", 2)]


def test_r08_and_r09_have_one_mother() -> None:
    first, second = registrant("R08").person, registrant("R09").person

    assert first.contacts == second.contacts
    assert first.birth_date == second.birth_date


def test_r10_took_the_consent_back() -> None:
    entry = registrant("R10").registration

    assert entry.consent is not None
    assert entry.consent.withdrawn_on == date(2025, 12, 1)
    assert not entry.usable


def test_r11_is_received_not_registered_and_nobodys() -> None:
    entry = registrant("R11").registration

    assert entry.state is RegistrationState.RECEIVED
    assert (entry.number, entry.counselor, entry.office) == (None, None, None)
    assert entry.usable


def test_r12_and_r15_have_tried_their_office() -> None:
    tried = {
        one.person.id: share.office
        for one in SORAIRO.registrants
        for share in one.registration.shares
        if share.trial_on
    }

    assert tried == {"R12": "Q01", "R15": "Q02"}


def test_r13_depends_on_electricity_and_is_registered_for_a_cut() -> None:
    one = registrant("R13")

    assert one.registration.grounds == (Ground.LIFELINE_OUTAGE,)
    assert Support.OXYGEN in one.person.supports


def test_r16_alone_has_moved_out() -> None:
    gone = [
        one.person.id for town in TOWN for one in town.registrants if not one.registration.resident
    ]

    assert gone == ["R16"]


def test_nothing_is_overdue_when_the_worked_night_begins() -> None:
    open_months = [
        month
        for town in TOWN
        for one in town.registrants
        for month in one.monitoring
        if month.done_on is None
    ]

    assert min(month.month for month in open_months) == date(2026, 2, 1)
    watched = [one.person.id for one in MIZUUMI.registrants if one.monitoring]
    assert watched == [f"R{number:02}" for number in range(1, 10)]
