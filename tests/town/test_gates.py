"""What the rules forbid: each refusal names the rule in the city's words and the way on."""

from __future__ import annotations

import pytest

from bot.vocabulary import Ground
from sandbox.model import View
from sandbox.resident import text_of
from sandbox.town import Town
from tests.decide.builders import in_japan
from tests.town.asking import S1_FORM, asks, fills_in
from tests.town.records import audited, cases

FORBIDDEN = [
    pytest.param(
        {"medical": "ambulance_needed"},
        "まず119番に通報をお願いいたします",
        "［119番に通報しました］を押すと、続けられます",
        ["119番に通報しました"],
        id="an ambulance goes first",
    ),
    pytest.param(
        {"person": "R05", "ground": "disability_trait_crisis"},
        "今回の事由では、短期入所をご依頼いただけません",
        "行動援護などのヘルパー派遣／生活介護等での宿泊",
        ["ヘルパー・宿泊で依頼", "事由①を追加"],
        id="short stay is for a carer's absence only",
    ),
    pytest.param(
        {"person": "R10"},
        "この方は、このままではご依頼いただけません",
        "000-0000-0201",
        [],
        id="a withdrawn consent counts as no registration",
    ),
    pytest.param(
        {"ground": "lifeline_outage"},
        "この事由では、拠点の緊急としてはご依頼いただけません",
        "000-0000-0201",
        [],
        id="a lifeline cut stands in no paragraph of this city",
    ),
]


@pytest.mark.parametrize(("changed", "rule", "way_on", "ways"), FORBIDDEN)
async def test_what_the_plan_forbids_is_refused_with_the_way_on(
    town: Town, changed: dict[str, str], rule: str, way_on: str, ways: list[str]
) -> None:
    await fills_in(town, **changed)

    shown = town.person("C1").view
    assert shown.title == "ご依頼の前に"
    assert rule in text_of(shown.blocks)
    assert way_on in text_of(shown.blocks)
    assert [*labels_in(shown)] == [*ways, "基幹に相談"]
    assert town.cards("P01") == town.cards("P03") == []


def labels_in(view: View) -> list[str]:
    """Return what the buttons of a form say."""
    rows = (block.get("elements", ()) for block in view.blocks if block["type"] == "actions")
    return [element["text"]["text"] for row in rows for element in row]


async def test_once_the_ambulance_was_called_the_asking_goes_on(town: Town) -> None:
    counselor = town.person("C1")
    await fills_in(town, medical="ambulance_needed")

    await counselor.taps("119番に通報しました")
    await counselor.fills({})
    await counselor.fills({})

    assert len(town.cards("P01")) == 1


async def test_helpers_are_asked_for_by_one_press_in_the_form_that_was_filled(town: Town) -> None:
    counselor = town.person("C1")
    await fills_in(town, person="R05", ground="disability_trait_crisis")

    await counselor.taps("ヘルパー・宿泊で依頼")
    state = counselor.view.state
    await counselor.fills({})

    assert state["service"]["service"]["selected_option"]["value"] == "behavior_guide_help"
    assert state["situation"]["situation"]["value"] == S1_FORM["situation"]
    assert counselor.view.title == "送信前の確認"


async def test_a_later_ground_opens_its_gate_from_its_time_on(town: Town) -> None:
    counselor = town.person("C1")
    await fills_in(town, person="R05", ground="disability_trait_crisis")

    await counselor.taps("事由①を追加")
    await counselor.fills({"later_at": "21:40"})
    assert counselor.view.title == "送信前の確認"
    await counselor.fills({})

    (case,) = await cases(town)
    assert case.grounds == (Ground.DISABILITY_TRAIT_CRISIS, Ground.CARER_UNAVAILABLE)
    assert case.later_grounds[0].at == in_japan(2026, 1, 20, 21, 40)
    refusals = [each for each in await audited(town) if each == ("open_case", "refused")]
    assert len(refusals) == 1, "the earlier refusal stays on record"


async def test_a_later_grounds_time_is_asked_for(town: Town) -> None:
    counselor = town.person("C1")
    await fills_in(town, person="R05", ground="disability_trait_crisis")
    await counselor.taps("事由①を追加")

    await counselor.fills({"later_at": "22:30"})

    assert "later_at" in counselor.view.errors


async def test_whoever_is_in_doubt_asks_the_core_centre_by_one_press(town: Town) -> None:
    counselor = town.person("C1")
    await fills_in(town, ground="lifeline_outage")

    await counselor.taps("基幹に相談")

    assert "折り返しをお願いしました" in text_of(counselor.view.blocks)
    assert town.person("K1").letters == [
        "相談支援みちしるべ(見本)の検証まなぶさんから、緊急の依頼についてのご相談です。"
        "［電話を引き受ける］を押してから、お電話をお願いいたします：000-0000-0112"
    ]


async def test_the_form_lies_below_a_refusal_so_that_it_can_be_changed(town: Town) -> None:
    counselor = town.person("C1")
    await fills_in(town, person="R05", ground="disability_trait_crisis")
    town.workspace.close(counselor.user, counselor.view.id, town.now())
    await town.settles()

    await counselor.fills({"service": "home_help", "nights": "0"})

    assert counselor.view.title == "送信前の確認"


async def test_a_second_request_for_the_same_person_is_shown_the_first(town: Town) -> None:
    await asks(town)

    await fills_in(town)

    counselor = town.person("C1")
    assert "進行中の依頼：2026-0001" in text_of(counselor.view.blocks)
    await counselor.taps("進行中の依頼に加わる")
    assert "カードは相談支援みちしるべ(見本)のチャンネルにあります" in text_of(
        counselor.view.blocks
    )
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
