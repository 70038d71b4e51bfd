"""One contract for every city's profile, and the hard facts of each."""

from __future__ import annotations

import json
from dataclasses import fields

import pytest

from bot.cities import PROFILES
from bot.cities.matsue import MATSUE
from bot.cities.profile import SAMPLE, UNDECIDED, LadderStep, Profile, plain
from bot.cities.tsuruoka import TSURUOKA
from bot.vocabulary import SHORT_STAY, Ground, OfficeKind, ServiceType

SETTINGS = {
    "registration_authority",
    "registration_intake",
    "form_template",
    "form_author",
    "required_attachments",
    "attachments_needed",
    "eligibility",
    "residency_required",
    "emergency_grounds",
    "excluded_grounds",
    "unlisted_ground_policy",
    "recognition_rule",
    "conferral_parties",
    "short_stay_allowed_grounds",
    "short_stay_requires_daily_carer",
    "daily_carer_override_by",
    "emergency_service_types",
    "trial_service_types",
    "sharing_trigger",
    "sharer",
    "city_relay",
    "who_may_open_case",
    "unregistered_path",
    "escalation_targets",
    "update_procedure",
    "reports",
    "review_body",
    "functions",
    "ui_terms",
    "reply_deadline_minutes",
    "reminder_minutes",
    "escalation_minutes",
    "ladder",
    "on_call_hours",
    "update_interval_days",
    "retention_years",
    "monitoring_lead_days",
    "trial_validity_days",
    "report_due_days",
}
"""The settings in which the cities differ, and those neither city states."""

every_profile = pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES.keys())


@every_profile
def test_a_profile_is_listed_under_its_own_name(profile: Profile) -> None:
    assert PROFILES[profile.name] is profile


@every_profile
def test_every_setting_says_where_it_is_written_and_nothing_else_does(profile: Profile) -> None:
    settings = {field.name for field in fields(profile)} - {"name", "sources"}

    assert set(profile.sources) == settings


@every_profile
def test_a_source_is_a_paragraph_in_the_citys_words_or_owns_up_to_be_a_sample(
    profile: Profile,
) -> None:
    for setting, source in profile.sources.items():
        cited = source.startswith(profile.city) and "「" in source and "」" in source
        assert source == SAMPLE or cited, setting


@every_profile
def test_nothing_unstated_claims_a_paragraph(profile: Profile) -> None:
    unstated = [setting for setting in profile.sources if getattr(profile, setting) in (None, ())]

    assert all(profile.sources[setting] == SAMPLE for setting in unstated)


def test_what_a_city_left_open_cites_where_it_says_so() -> None:
    left_open = {
        (profile.name, setting): profile.sources[setting]
        for profile in PROFILES.values()
        for setting in profile.sources
        if getattr(profile, setting) == UNDECIDED
    }

    assert ("matsue", "city_relay") in left_open  # with none at all nothing would be checked
    assert SAMPLE not in left_open.values()


@every_profile
def test_the_ladder_ascends_and_reminds_before_it_escalates(profile: Profile) -> None:
    minutes = [rung.after_minutes for rung in profile.ladder]
    reached = {rung.step: rung.after_minutes for rung in profile.ladder}

    assert minutes == sorted(set(minutes))
    assert reached[LadderStep.REMIND] < reached[LadderStep.CALL_CORE]
    assert reached[LadderStep.CALL_CORE] < reached[LadderStep.CALL_AGAIN]


@every_profile
def test_the_ladder_and_the_single_minutes_agree(profile: Profile) -> None:
    reached = {rung.step: rung.after_minutes for rung in profile.ladder}

    assert reached[LadderStep.REMIND] == profile.reminder_minutes
    assert reached[LadderStep.CALL_CORE] == profile.escalation_minutes
    assert (
        reached[LadderStep.NEXT_ON_ROTA] - reached[LadderStep.CALL_CORE]
        == profile.core_unclaimed_minutes
    )
    assert profile.reply_deadline_minutes <= profile.escalation_minutes


@every_profile
def test_no_ground_is_both_an_emergency_and_excluded(profile: Profile) -> None:
    assert profile.emergency_grounds
    assert set(profile.emergency_grounds).isdisjoint(profile.excluded_grounds)


@every_profile
def test_a_ground_that_opens_a_short_stay_is_an_emergency_ground(profile: Profile) -> None:
    allowed = profile.short_stay_allowed_grounds

    assert allowed is None or set(allowed) <= set(profile.emergency_grounds)


@every_profile
def test_a_conferral_is_demanded_exactly_where_it_has_parties(profile: Profile) -> None:
    demanded = profile.recognition_rule == "ground_no_vacancy_conferral_place"

    assert demanded == bool(profile.conferral_parties)


@every_profile
def test_the_carer_rule_is_set_aside_only_where_it_exists(profile: Profile) -> None:
    assert bool(profile.daily_carer_override_by) <= bool(profile.short_stay_requires_daily_carer)


@every_profile
def test_a_profile_is_one_plain_json_object_with_every_setting(profile: Profile) -> None:
    read = json.loads(json.dumps(plain(profile), ensure_ascii=False))

    assert read == plain(profile)
    assert list(read) == [field.name for field in fields(profile)]
    assert set(read) >= SETTINGS
    assert set(read["sources"]) >= SETTINGS


def test_plain_values_are_strings_lists_and_objects() -> None:
    read = plain(MATSUE)

    assert read["registration_authority"] == "core_center"
    assert read["short_stay_allowed_grounds"] == ["carer_unavailable"]
    assert read["ladder"] == [
        {"after_minutes": 10, "step": "remind"},
        {"after_minutes": 20, "step": "call_core"},
        {"after_minutes": 25, "step": "next_on_rota"},
        {"after_minutes": 30, "step": "call_city"},
        {"after_minutes": 40, "step": "call_again"},
    ]
    assert read["ui_terms"] == {
        "disability": "障がい",
        "accept": "受入れ",
        "place": "受入先",
        "registration_form": "登録届",
        "core_center": "基幹相談支援センター",
        "core_center_short": "基幹",
        "city": "障がい者福祉課",
    }


@pytest.mark.parametrize(
    ("profile", "setting", "value"),
    [
        pytest.param(
            MATSUE,
            "short_stay_allowed_grounds",
            (Ground.CARER_UNAVAILABLE,),
            id="Matsue: a short stay is for the carer's absence only",
        ),
        pytest.param(
            MATSUE,
            "short_stay_requires_daily_carer",
            True,
            id="Matsue: no daily carer, in principle no short stay",
        ),
        pytest.param(
            MATSUE, "city_relay", UNDECIDED, id="Matsue: passing through the city is undecided"
        ),
        pytest.param(
            MATSUE,
            "registration_authority",
            OfficeKind.CORE_CENTER,
            id="Matsue: the core centre registers",
        ),
        pytest.param(
            MATSUE,
            "emergency_grounds",
            (Ground.CARER_UNAVAILABLE, Ground.DISABILITY_TRAIT_CRISIS),
            id="Matsue: two grounds",
        ),
        pytest.param(MATSUE, "excluded_grounds", (), id="Matsue: excludes no ground"),
        pytest.param(MATSUE, "recognition_rule", "ground", id="Matsue: the ground is enough"),
        pytest.param(
            MATSUE,
            "who_may_open_case",
            ("counselor", "core_center"),
            id="Matsue: providers open through them",
        ),
        pytest.param(MATSUE, "residency_required", False, id="Matsue: residence not stated"),
        pytest.param(
            MATSUE, "sharing_trigger", "submission", id="Matsue: copies go out at submission"
        ),
        pytest.param(MATSUE, "update_procedure", "change_notice", id="Matsue: by change notice"),
        pytest.param(
            TSURUOKA,
            "registration_authority",
            OfficeKind.CITY,
            id="Tsuruoka: the city keeps the ledger",
        ),
        pytest.param(
            TSURUOKA,
            "emergency_grounds",
            (Ground.CARER_UNAVAILABLE, Ground.LIFELINE_OUTAGE),
            id="Tsuruoka: the carer's absence or a lifeline cut",
        ),
        pytest.param(
            TSURUOKA,
            "excluded_grounds",
            (Ground.FAMILY_CONVENIENCE,),
            id="Tsuruoka: a family's own plans are none",
        ),
        pytest.param(
            TSURUOKA,
            "conferral_parties",
            (OfficeKind.CITY, OfficeKind.CORE_CENTER),
            id="Tsuruoka: city and core centre confer",
        ),
        pytest.param(
            TSURUOKA,
            "short_stay_allowed_grounds",
            None,
            id="Tsuruoka: short stays are not restricted",
        ),
        pytest.param(
            TSURUOKA, "short_stay_requires_daily_carer", None, id="Tsuruoka: carer rule not stated"
        ),
        pytest.param(TSURUOKA, "residency_required", True, id="Tsuruoka: residents only"),
        pytest.param(TSURUOKA, "city_relay", "always", id="Tsuruoka: always through the city"),
        pytest.param(
            TSURUOKA, "sharing_trigger", "ledger_entry", id="Tsuruoka: shared after the ledger"
        ),
        pytest.param(TSURUOKA, "started_on", "2021-04", id="Tsuruoka: running since April 2021"),
        pytest.param(TSURUOKA, "reports", None, id="Tsuruoka: no reports stated"),
    ],
)
def test_a_city_decided(profile: Profile, setting: str, value: object) -> None:
    assert getattr(profile, setting) == value


def test_matsue_asks_for_lodging_helpers_and_visits_but_not_for_group_homes() -> None:
    asked = set(MATSUE.emergency_service_types)

    assert asked >= {
        *SHORT_STAY,
        ServiceType.DAYTIME_CARE,
        ServiceType.BEHAVIOR_GUIDE_HELP,
        ServiceType.INDEPENDENT_LIVING_AID,
        ServiceType.COMMUNITY_SETTLEMENT,
        ServiceType.TRAINING_LIVING,
    }
    assert ServiceType.GROUP_HOME not in asked
    assert ServiceType.GROUP_HOME in MATSUE.trial_service_types


def test_tsuruoka_asks_short_stays_and_group_homes_only() -> None:
    assert set(TSURUOKA.emergency_service_types) == {*SHORT_STAY, ServiceType.GROUP_HOME}


def test_tsuruoka_adds_the_fifth_function() -> None:
    assert set(TSURUOKA.functions) - set(MATSUE.functions) == {"community_building"}
