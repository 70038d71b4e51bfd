"""What is added to an open case: one more service, and a ground that came to be later."""

from __future__ import annotations

from datetime import timedelta

from sandbox.resident import labels_of, text_of
from sandbox.town import Town
from tests.town.asking import asks
from tests.town.conftest import BOTH
from tests.town.test_s1 import audited

HELPERS = {"service": "behavior_guide_help", "nights": "0", "transport": "undecided"}
BED = {"service": "short_stay_welfare", "nights": "2", "transport": "family"}


async def adds(town: Town, label: str, *, by: str = "C1", **values: str) -> None:
    """Open a row of the case's menu and fill its form."""
    person = town.person(by)
    await person.presses("その他の操作", at="P12")
    await person.taps(label)
    await person.fills(values)


@BOTH
async def test_a_second_service_is_a_need_of_its_own_on_the_same_card(town: Town) -> None:
    await asks(town, person="R05", ground="disability_trait_crisis", **HELPERS)

    await adds(town, "サービスを追加", service="daytime_care", nights="1", transport="office")

    shown = text_of(town.card("P12").blocks)
    assert "行動援護｜" in shown
    assert "生活介護（宿泊設備の活用）｜" in shown
    assert shown.count("状況：*依頼中*") == 2
    assert len(town.cards("P03")) == 1  # prepared for lodging
    assert any("を追加し、1か所の事業所にお願いしました" in line for line in town.thread("P12"))


async def test_a_service_nobody_prepared_is_said_as_it_is_once_the_core_centre_is_in(
    town: Town,
) -> None:
    await asks(town)
    await town.push(timedelta(minutes=45))
    await adds(
        town, "サービスを追加", service="behavior_guide_help", nights="0", transport="family"
    )

    (line,) = [each for each in town.thread("P12") if "を追加しました" in each]
    assert "すでに調整を依頼しています" in line
    assert "に調整を依頼します。" not in line


async def test_each_need_is_decided_on_its_own_and_the_case_ends_with_the_last(
    town: Town,
) -> None:
    counselor = town.person("C1")
    await asks(town, person="R05", ground="disability_trait_crisis", **HELPERS)
    await adds(town, "サービスを追加", service="daytime_care", nights="1", transport="office")

    await town.person("P03-1").presses("受入れ可能", at="P03")
    await counselor.presses("この事業所に依頼", at="P12")
    await town.person("P03-1").presses("到着", at="P03")
    await counselor.presses("ご帰宅を記録", at="P12")
    one_left = text_of(town.card("P12").blocks)
    await adds(town, "依頼を取り下げる", cancel_reason="carer_back")

    assert "状況：*依頼中*" in one_left
    assert "状況：*ご帰宅*" in one_left
    assert labels_of(town.card("P12")) == []
    await town.push(timedelta(minutes=1))  # a channel takes so many messages at once
    await asks(town, person="R05", ground="disability_trait_crisis", **HELPERS)  # it may open
    assert "2026-0002" in text_of(town.card("P12").blocks)


async def test_a_later_ground_opens_its_gate_from_then_on_and_the_refusal_stays_on_record(
    town: Town,
) -> None:
    counselor = town.person("C1")
    await asks(town, person="R05", ground="disability_trait_crisis", **HELPERS)
    await adds(town, "サービスを追加", **BED)
    refused = text_of(counselor.view.blocks)
    town.workspace.close(counselor.user, counselor.view.id, town.now())

    await adds(town, "事由を追加", ground="carer_unavailable", later_at="21:40")
    await adds(town, "サービスを追加", **BED)

    assert "今回の事由では、短期入所をご依頼いただけません" in refused
    assert ("add_need", "refused") in await audited(town)
    assert any(
        "介護者の急病・入院」を追加しました（21:40から）" in line for line in town.thread("P12")
    )
    assert "短期入所｜" in text_of(town.card("P12").blocks)


async def test_a_later_ground_stands_on_every_card_with_its_time(town: Town) -> None:
    await asks(town, person="R05", ground="disability_trait_crisis", **HELPERS)
    await adds(town, "サービスを追加", service="daytime_care", nights="1", transport="office")
    before = text_of(town.card("P03").blocks)

    await adds(town, "事由を追加", ground="carer_unavailable", later_at="21:40")

    both = "事由：②特性により生じた緊急事態／①介護者の急病・入院（21:40から）\n"
    assert "事由：特性により生じた緊急事態\n" in before
    assert both in text_of(town.card("P03").blocks)
    assert both in text_of(town.card("P12").blocks)


async def test_wrong_times_are_said_at_their_field(town: Town) -> None:
    await asks(town)

    await adds(town, "サービスを追加", **{**BED, "starts_on": "2026-03-01"})

    assert set(town.person("C1").view.errors) == {"starts_on"}
    assert text_of(town.card("P12").blocks).count("状況：") == 1


async def test_a_ground_of_another_time_than_now_is_refused_at_its_field(town: Town) -> None:
    await asks(town, person="R05", ground="disability_trait_crisis", **HELPERS)

    await adds(town, "事由を追加", ground="carer_unavailable", later_at="22:30")

    assert set(town.person("C1").view.errors) == {"later_at"}


async def test_two_needs_of_one_case_do_not_compete_for_an_office(town: Town) -> None:
    await asks(town, person="R05", ground="disability_trait_crisis", **HELPERS)
    await adds(town, "サービスを追加", service="daytime_care", nights="1", transport="office")
    await adds(town, "サービスを追加", service="daytime_care", nights="1", transport="office")

    assert len(town.cards("P03")) == 2
    for card in town.cards("P03"):
        assert "別のご依頼" not in text_of(card.blocks)


async def test_the_core_centre_still_comes_in_when_an_earlier_need_is_decided(town: Town) -> None:
    await asks(town, person="R05", ground="disability_trait_crisis", **HELPERS)
    await adds(town, "サービスを追加", service="daytime_care", nights="1", transport="office")
    await town.person("P03-1").presses("受入れ可能", at="P03")
    await town.person("C1").presses("この事業所に依頼", at="P12")
    await adds(town, "サービスを追加", service="daytime_care", nights="1", transport="office")

    await town.push(timedelta(minutes=21))
    await town.person("K1").presses("調整に入る", at="K01")

    assert any("調整に入りました" in line for line in town.thread("P12"))
