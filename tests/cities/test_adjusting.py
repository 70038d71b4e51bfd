"""A network decides what its city left open, and nothing else."""

from __future__ import annotations

import pytest

from bot.cities import PROFILES
from bot.cities.adjusting import NETWORK, SETTINGS, Unfit, adjustable, adjusted, typed, unsound
from bot.cities.matsue import MATSUE
from bot.cities.profile import SAMPLE, UNDECIDED, LadderStep, Profile, plain

every_profile = pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES.keys())


@every_profile
def test_without_values_of_its_own_a_network_follows_the_city(profile: Profile) -> None:
    assert adjusted(profile, {}) is profile
    assert list(unsound(profile)) == []


@every_profile
def test_what_stands_in_a_paragraph_is_not_a_networks_to_change(profile: Profile) -> None:
    for setting in SETTINGS:
        left_open = getattr(profile, setting) == UNDECIDED
        assert adjustable(profile, setting) == (profile.sources[setting] == SAMPLE or left_open)
    assert adjusted(profile, {"city": "別の市", "no_such": 1}) is profile


@every_profile
def test_the_citys_own_values_said_again_change_nothing_but_their_source(profile: Profile) -> None:
    own = {
        name: value
        for name, value in plain(profile).items()
        if adjustable(profile, name) and value is not None
    }

    found = adjusted(profile, own)

    assert {name: getattr(found, name) for name in SETTINGS} == {
        name: getattr(profile, name) for name in SETTINGS
    }
    assert {found.sources[name] for name in own} == {NETWORK}


def test_the_ladder_follows_the_single_minutes() -> None:
    found = adjusted(
        MATSUE, {"reminder_minutes": 5, "escalation_minutes": 12, "core_unclaimed_minutes": 4}
    )

    reached = {rung.step: rung.after_minutes for rung in found.ladder}
    assert reached[LadderStep.REMIND] == 5
    assert reached[LadderStep.CALL_CORE] == 12
    assert reached[LadderStep.NEXT_ON_ROTA] == 16
    assert reached[LadderStep.CALL_AGAIN] == 31  # each later step keeps its distance
    assert found.night_ladder == found.ladder


def test_the_night_has_a_ladder_of_its_own() -> None:
    night = [{"after_minutes": 15, "step": "call_core"}]

    found = adjusted(MATSUE, {"night_ladder": night})

    assert [rung.after_minutes for rung in found.night_ladder] == [15]
    assert found.ladder == MATSUE.ladder
    assert list(unsound(found)) == []


def test_the_single_minutes_follow_the_ladder() -> None:
    ladder = [
        {"after_minutes": 6, "step": "remind"},
        {"after_minutes": 25, "step": "call_core"},
        {"after_minutes": 32, "step": "next_on_rota"},
    ]

    found = adjusted(MATSUE, {"ladder": ladder})

    assert (found.reminder_minutes, found.escalation_minutes) == (6, 25)
    assert found.core_unclaimed_minutes == 7
    assert list(unsound(found)) == []


@pytest.mark.parametrize(
    ("settings", "setting"),
    [
        pytest.param({"reminder_minutes": 20}, "ladder", id="a reminder when help is called"),
        pytest.param({"reply_deadline_minutes": 21}, "reply_deadline_minutes", id="too late"),
        pytest.param({"night_hours": ["18:00", "18:00"]}, "night_hours", id="no hours"),
        pytest.param({"excluded_grounds": ["carer_unavailable"]}, "excluded_grounds", id="both"),
        pytest.param(
            {"conferral_parties": ["core_center"]}, "conferral_parties", id="no rule for it"
        ),
        pytest.param(
            {"ladder": [{"after_minutes": 5, "step": "remind"}]}, "ladder", id="no help at all"
        ),
    ],
)
def test_values_that_do_not_go_together_are_named(
    settings: dict[str, object], setting: str
) -> None:
    assert setting in dict(unsound(adjusted(MATSUE, settings)))


@pytest.mark.parametrize(
    ("setting", "value", "said"),
    [
        ("reminder_minutes", True, "a whole number from 1 to 1440"),
        ("reminder_minutes", 0, "a whole number from 1 to 1440"),
        ("monitoring_lead_days", [-1], "a whole number from 0 to 3660"),
        ("residency_required", "no", "true or false"),
        ("decision", "nobody", "one of person_decides, first_accept"),
        ("night_hours", ["18:00"], "a list of 2"),
        ("night_hours", ["18:00", "8:30"], 'a time such as "17:15"'),
        ("night_hours", "18:00", "a list in"),
        ("interim_report_at", "25:00", 'a time such as "17:15"'),
        ("interim_report_at", 17, "a text in quotes"),
        ("ladder", [{"after_minutes": 1}], "tables of after_minutes, step"),
        ("ladder", [{"after_minutes": 1, "step": "shout"}], "one of remind"),
        ("daily_carer_override_by", ["nobody"], "one of consultation_office"),
    ],
)
def test_a_value_that_cannot_be_one_is_told_what_to_be(
    setting: str, value: object, said: str
) -> None:
    with pytest.raises(Unfit, match=f"use {said}"):
        typed(setting, value)
