"""Tier 2: who else could help, and what speaks for and against each."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.decide.matching import Match, matches
from bot.model import Office, OfficeId
from bot.moves import AskStatus
from bot.vocabulary import ServiceType, Support
from tests.decide.builders import a_case, a_need, a_town, an_ask, facts_of


def found(service: ServiceType = ServiceType.SHORT_STAY_WELFARE) -> dict[str, Match]:
    """Return who could be asked next for R01, by office."""
    need = a_need(service=service)
    return {match.office.id: match for match in matches(facts_of(need=need))}


def test_offices_asked_already_for_trials_only_or_for_medical_care_are_not_among_them() -> None:
    offices = found()

    assert "P01" not in offices
    assert "P03" not in offices
    assert "P04" not in offices  # trials only
    assert "P02" not in offices  # for people in medical care
    assert "K01" not in offices


def test_the_able_come_first_and_each_tells_what_it_lacks() -> None:
    ranked = matches(facts_of())

    assert ranked[0].office.id == "P07"
    assert ranked[0].able
    assert (ranked[0].copy_held, ranked[0].same_service) == (True, False)
    assert ranked[0].service is ServiceType.DAYTIME_CARE
    able = [match.able for match in ranked]
    assert able == sorted(able, reverse=True)
    assert Support.SEIZURE_FIRST_AID in found()["P08"].lacking


def test_medical_short_stay_is_for_those_who_need_medical_care() -> None:
    outline = replace(a_case().outline, supports=(Support.VENTILATOR,))

    offices = {match.office.id for match in matches(facts_of(case=a_case(outline=outline)))}

    assert "P02" in offices


@pytest.mark.parametrize(
    ("wanted", "office", "with_"),
    [
        pytest.param(
            ServiceType.HOME_HELP, "P05", ServiceType.HOME_HELP, id="the same service first"
        ),
        pytest.param(
            ServiceType.VISUAL_GUIDE_HELP, "P05", ServiceType.HOME_HELP, id="another dispatch"
        ),
        pytest.param(
            ServiceType.COMMUNITY_SETTLEMENT,
            "P11",
            ServiceType.COMMUNITY_SETTLEMENT,
            id="a visit is a visit",
        ),
    ],
)
def test_a_service_stands_in_for_its_own_kind(
    wanted: ServiceType, office: str, with_: ServiceType
) -> None:
    offices = found(wanted)

    assert offices[office].service is with_
    assert "P07" not in offices  # a bed is no visit


def test_who_said_no_in_an_earlier_round_is_not_asked_again_by_itself() -> None:
    past = (an_ask(AskStatus.DECLINED, office="P07"),)
    facts = replace(facts_of(need=a_need(round=2)), past=past)

    assert "P07" not in {match.office.id for match in matches(facts)}


def test_an_office_that_left_or_is_never_asked_in_an_emergency_is_not_among_them() -> None:
    town = a_town()
    gone: Office = replace(town.offices[OfficeId("P07")], active=False)
    offices = {**town.offices, gone.id: gone}

    assert "P07" not in {
        match.office.id for match in matches(facts_of(town=replace(town, offices=offices)))
    }
