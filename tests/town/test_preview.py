"""送信前の確認: who is asked is seen and changed before anything is sent."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sandbox.resident import text_of
from sandbox.town import Town
from tests.town.asking import SECOND_PAGE as SECOND
from tests.town.asking import asks, begins, fills_in, sleeps_on
from tests.town.conftest import BOTH
from tests.town.records import audited, cases, drafts, needs

pytestmark = pytest.mark.soak

OFFICES = "offices_short_stay_welfare"
HELPERS = {"person": "R05", "ground": "disability_trait_crisis", "service": "behavior_guide_help"}


@BOTH
async def test_the_offices_that_are_ticked_are_asked_and_nobody_else(town: Town) -> None:
    counselor = town.person("C1")
    await fills_in(town)

    await counselor.fills({OFFICES: ["P03", "P07"]})

    assert [len(town.cards(each)) for each in ("P01", "P03", "P07")] == [0, 1, 1]
    assert "短期入所｜" in text_of(town.card("P03").blocks)
    assert "生活介護（宿泊設備の活用）｜" in text_of(town.card("P07").blocks)
    asked = text_of(town.card("P12").blocks)
    assert "例示デイ ぽっかぽか：未回答" in asked
    assert "かりのやど" not in asked
    assert any("2か所の事業所に" in line for line in town.thread("P12"))


async def test_an_office_left_out_is_proposed_later_like_any_other(town: Town) -> None:
    await fills_in(town)
    await town.person("C1").fills({OFFICES: ["P03"]})

    await town.push(timedelta(minutes=26))

    assert len(town.cards("P01")) == 1


async def test_the_prepared_offices_are_ticked_and_what_speaks_for_each_is_beside_it(
    town: Town,
) -> None:
    await fills_in(town)

    view = town.person("C1").view
    ticked = view.state[OFFICES][OFFICES]["selected_options"]
    shown = text_of(view.blocks)
    assert [each["value"] for each in ticked] == ["P01", "P03"]
    assert "準備済みの2か所に印が付いています" in shown
    assert "登録届の写しあり・体験利用あり・必要な支援に対応可" in shown
    assert "生活介護（宿泊設備の活用）・登録届の写しあり・必要な支援に対応可" in shown
    assert "*送られるカード：短期入所*（見本短期入所 かりのやどの例。" in shown


async def test_with_no_office_ticked_nothing_is_sent_and_nothing_is_lost(town: Town) -> None:
    counselor = town.person("C1")
    await fills_in(town)

    sent = await counselor.fills({OFFICES: []})

    assert OFFICES in sent.errors
    assert town.cards("P01") == []
    await counselor.fills({OFFICES: ["P01"]})
    assert len(town.cards("P01")) == 1


async def test_where_no_office_is_prepared_the_core_centre_or_an_able_one_is_chosen(
    town: Town,
) -> None:
    counselor = town.person("C2")
    await fills_in(town, by="C2", person="R04", service="home_help", nights="0")

    (ticked,) = counselor.view.state["offices_home_help"]["offices_home_help"]["selected_options"]
    assert ticked["text"]["text"] == "事業所を選ばず、基幹相談支援センターに調整を依頼"
    await counselor.fills({"offices_home_help": ["P05"]})

    assert any("1か所の事業所に" in line for line in town.thread("P12"))
    assert any("てくてく" in letter for letter in counselor.letters)  # by telephone at night


# ------------------------------------------------------------------ several services


@BOTH
async def test_each_service_is_asked_for_on_a_card_of_its_own(town: Town) -> None:
    counselor = town.person("C1")
    await fills_in(town, **HELPERS, nights="2", also=["daytime_care", "home_help"])
    shown = text_of(counselor.view.blocks)

    await counselor.fills({})

    assert shown.count("\n依頼する事業所\n") == 3
    assert shown.count("*送られるカード：") == 1  # the others are asked by telephone at night
    card = text_of(town.card("P03").blocks)
    assert "生活介護（宿泊設備の活用）｜1/20（火）今夜〜1/22（木）2泊" in card
    assert [(each.service, each.nights) for each in await needs(town)] == [
        ("behavior_guide_help", 2),
        ("home_help", 0),
        ("daytime_care", 2),
    ]
    whole = text_of(town.card("P12").blocks)
    assert whole.index("行動援護｜") < whole.index("居宅介護｜") < whole.index("生活介護")
    assert whole.count("状況：*依頼中*") == 3
    (numbers,) = [each for each in counselor.letters if "000-0000-0105" in each]
    assert "000-0000-0103" in numbers


async def test_one_service_decided_leaves_the_other_asking(town: Town) -> None:
    counselor = town.person("C1")
    await asks(town, **HELPERS, nights="0", also=["daytime_care"])

    await town.person("P03-1").presses("受入れ可能", at="P03")
    await counselor.presses("この事業所に依頼", at="P12")

    shown = text_of(town.card("P12").blocks)
    assert "状況：*依頼中*" in shown
    assert "状況：*決定（到着待ち）*" in shown


async def test_a_further_service_the_rules_refuse_is_said_at_its_field_and_kept(
    town: Town,
) -> None:
    counselor = town.person("C1")

    await fills_in(town, **HELPERS, also=["short_stay_welfare", "daytime_care"])

    assert counselor.view.errors["also"] == (
        "短期入所：今回の事由では、短期入所をご依頼いただけません。この欄から外してください。"
    )
    (draft,) = await drafts(town)
    assert draft.memo.also == ("short_stay_welfare", "daytime_care")
    assert ("open_case", "refused") in await audited(town)
    await counselor.fills({"also": ["daytime_care"]})
    assert counselor.view.title == "送信前の確認"


async def test_of_suspected_abuse_no_further_service_is_asked_for(town: Town) -> None:
    await asks(town, abuse="carer", also=["home_help"])

    assert len(await needs(town)) == 1
    assert all(town.cards(each) == [] for each in ("P01", "P03", "P05", "P12"))


# ------------------------------------------------------------------ how the person is


async def test_how_the_person_is_stands_on_both_cards_with_the_time_of_the_call(
    town: Town,
) -> None:
    await begins(town, called_at="21:40")
    await town.person("C1").fills(SECOND | {"health": "well"})
    await town.person("C1").fills({})

    line = "医療的ケアなし\n体調：発熱なし（21:40聞き取り）\n関わり方："
    assert line in text_of(town.card("P01").blocks)
    assert line in text_of(town.card("P12").blocks)
    (case,) = await cases(town)
    assert case.health == "well"


async def test_a_call_of_yesterday_says_its_day(town: Town) -> None:
    await asks(town, health="cough")
    await sleeps_on(town, timedelta(hours=12))

    assert "体調：せきあり（1/20（火）21:46聞き取り）" in text_of(town.card("P12").blocks)


async def test_what_was_not_asked_is_said_as_it_is(town: Town) -> None:
    await asks(town, health="unknown")
    await asks(town, by="C2", person="R06")

    first, second = (text_of(card.blocks) for card in town.cards("P01"))
    assert "体調：未確認\n" in first
    assert "体調" not in second
