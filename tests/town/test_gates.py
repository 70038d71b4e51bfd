"""What the rules forbid: each refusal names the rule in the city's words and the way on."""

from __future__ import annotations

import pytest

from sandbox.resident import text_of
from sandbox.town import Town
from tests.town.asking import asks, fills_in


@pytest.mark.parametrize(
    ("changed", "rule", "way_on"),
    [
        pytest.param(
            {"medical": "ambulance_needed"},
            "まず119番に通報をお願いいたします",
            "「119番に通報済み」をお選びいただくと、続けられます",
            id="an ambulance goes first",
        ),
        pytest.param(
            {"abuse": "yes"},
            "事業所へのカードは送られません",
            "000-0000-0301",
            id="suspected abuse goes to the city",
        ),
        pytest.param(
            {"person": "R05", "ground": "disability_trait_crisis"},
            "今回の事由では、短期入所をご依頼いただけません",
            "行動援護などのヘルパー派遣／生活介護等での宿泊",
            id="short stay is for a carer's absence only",
        ),
        pytest.param(
            {"person": "R10"},
            "この方は、このままではご依頼いただけません",
            "000-0000-0201",
            id="a withdrawn consent counts as no registration",
        ),
        pytest.param(
            {"ground": "lifeline_outage"},
            "この事由では、拠点の緊急としてはご依頼いただけません",
            "000-0000-0201",
            id="a lifeline cut stands in no paragraph of this city",
        ),
    ],
)
async def test_what_the_plan_forbids_is_refused_with_the_way_on(
    town: Town, changed: dict[str, str], rule: str, way_on: str
) -> None:
    await fills_in(town, **changed)

    shown = town.person("C1").view
    assert shown.title == "ご依頼の前に"
    assert rule in text_of(shown.blocks)
    assert way_on in text_of(shown.blocks)
    assert town.cards("P01") == town.cards("P03") == []


async def test_once_the_ambulance_was_called_the_asking_goes_on(town: Town) -> None:
    await asks(town, medical="ambulance_called")

    assert len(town.cards("P01")) == 1


async def test_the_form_lies_below_a_refusal_so_that_it_can_be_changed(town: Town) -> None:
    counselor = town.person("C1")
    await fills_in(town, ground="lifeline_outage")
    town.workspace.close(counselor.user, counselor.view.id, town.now())

    await counselor.fills({"ground": "carer_unavailable"})

    assert counselor.view.title == "送信前の確認"


async def test_a_second_request_for_the_same_person_is_shown_the_first(town: Town) -> None:
    await asks(town)

    await fills_in(town)

    assert "進行中の依頼：2026-0001" in text_of(town.person("C1").view.blocks)
    assert len(town.cards("P01")) == 1


async def test_a_provider_may_not_open_a_case_under_this_plan(town: Town) -> None:
    night = town.person("P01-1")

    await night.commands("緊急", at="P01")

    assert night.view.title == "操作できません"
    assert "見本 一郎" not in text_of(night.view.blocks)


async def test_a_counsellor_sees_only_the_people_in_their_own_care(town: Town) -> None:
    other = town.person("C2")

    await other.commands("emergency", at="P12")

    shown = text_of(other.view.blocks)
    assert "仮名 ゆり" in shown
    assert "見本 一郎" not in shown


async def test_wrong_input_is_said_at_its_field(town: Town) -> None:
    sent = await fills_in(town, starts_on="2026-03-01")

    assert sent.errors == {}
    assert town.person("C1").view.errors == {
        "starts_on": "緊急の依頼は、昨日から明後日までに始まるものに限ります。"
        "本日は1/20（火）です。"
    }


async def test_a_service_nobody_prepared_goes_to_the_core_centre_at_once(town: Town) -> None:
    await asks(town, service="home_help", nights="0")

    assert town.cards("P01") == []
    assert len(town.cards("K01")) == 1
    assert "準備済みの事業所がないため" in town.thread("P12")[0]
