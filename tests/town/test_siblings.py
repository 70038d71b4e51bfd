"""One event, two people: asked for one after the other, parted only as they wish."""

from __future__ import annotations

from datetime import timedelta

from sandbox.resident import text_of
from sandbox.town import Town
from tests.town.asking import SECOND_PAGE, asks
from tests.town.conftest import BOTH
from tests.town.test_s1 import audited


async def also_asked(town: Town, person: str) -> None:
    """Ask for R01, then for somebody else at the same call."""
    await asks(town)
    counselor = town.person("C1")
    await counselor.presses("その他の操作", at="P12")
    await counselor.taps("ご家族も依頼")
    await counselor.fills({"person": person})
    await counselor.fills({**SECOND_PAGE, "service": "short_stay_welfare"})
    await counselor.fills({})


async def test_what_was_heard_is_carried_over_to_the_others_call_sheet(town: Town) -> None:
    counselor = town.person("C1")
    await asks(town)

    await counselor.presses("その他の操作", at="P12")
    await counselor.taps("ご家族も依頼")

    shown = str(counselor.view.blocks)
    assert "叔母さま 000-0000-2014" in shown
    assert "ご自宅に叔母さまと、23:30まで" in shown
    assert "2026-0001 と同じ出来事の、もうお一方のご依頼です。" in shown
    assert "見本 一郎" not in shown
    assert ("begin_sibling", "done") in await audited(town)


async def test_an_office_asked_for_either_reads_that_there_are_two(town: Town) -> None:
    await also_asked(town, "R05")

    first, second = town.cards("P03")[0], town.cards("P03")[-1]
    assert "同じ出来事で、もうお一方のご依頼（2026-0002）がございます。" in text_of(first.blocks)
    assert "同じ出来事で、もうお一方のご依頼（2026-0001）がございます。" in text_of(second.blocks)


async def test_both_cases_name_each_other(town: Town) -> None:
    await also_asked(town, "R05")

    first, second = town.cards("P12")
    assert "同じ出来事の依頼：2026-0002" in text_of(first.blocks)
    assert "同じ出来事の依頼：2026-0001" in text_of(second.blocks)


@BOTH
async def test_they_are_parted_only_with_the_wish_on_record(town: Town) -> None:
    await also_asked(town, "R05")
    counselor = town.person("C1")
    await town.person("P01-1").presses("受入れ可能", at="P01", card=town.cards("P01")[0])
    await town.person("P03-1").presses("受入れ可能", at="P03", card=town.cards("P03")[-1])
    await counselor.presses("この事業所に依頼", at="P12", card=town.cards("P12")[0])

    await counselor.presses("この事業所に依頼", at="P12", card=town.cards("P12")[1])
    asked = text_of(counselor.view.blocks)
    await counselor.fills({"wish": "supported"})
    refused = dict(counselor.view.errors)
    await counselor.fills({"wish": "supported", "parting": "own"})

    assert "2026-0001" in asked
    assert "離れて過ごすこと" in asked
    assert set(refused) == {"parting"}
    assert "決定（到着待ち）" in text_of(town.cards("P12")[1].blocks)
    assert ("part", "done") in await audited(town)


async def test_together_in_one_house_nothing_more_is_asked(town: Town) -> None:
    await also_asked(town, "R07")
    counselor = town.person("C1")
    for card in town.cards("P01"):
        await town.person("P01-1").presses("受入れ可能", at="P01", card=card)
    await counselor.presses("この事業所に依頼", at="P12", card=town.cards("P12")[0])
    await town.person("P01-1").presses("引き続き可能", at="P01", card=town.cards("P01")[1])

    await counselor.presses("この事業所に依頼", at="P12", card=town.cards("P12")[1])

    assert "決定（到着待ち）" in text_of(town.cards("P12")[1].blocks)


async def test_suspected_abuse_in_the_family_is_named_on_no_card(town: Town) -> None:
    await asks(town)
    counselor = town.person("C1")
    await counselor.presses("その他の操作", at="P12")
    await counselor.taps("ご家族も依頼")
    await counselor.fills({"person": "R05"})
    await counselor.fills({**SECOND_PAGE, "service": "short_stay_welfare", "abuse": "carer"})
    await counselor.fills({})

    await town.push(timedelta(minutes=10))

    assert "2026-0002" in counselor.letters[-1]
    everywhere = [text_of(card.blocks) for at in ("P12", "P01", "P03") for card in town.cards(at)]
    assert not [text for text in everywhere if "2026-0002" in text]
