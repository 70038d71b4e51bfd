"""Whose case it is when somebody else opened it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from sandbox.resident import text_of
from sandbox.town import Grounds, Town
from sandbox.town_data import SORAIRO
from tests.town.asking import asks
from tests.town.records import audited, cases

TEN_MINUTES = timedelta(minutes=10)


@pytest.fixture
async def town(tmp_path: Path, database: str) -> AsyncIterator[Town]:
    """Build the Tsuruoka-like town, where any holder of a copy may open a case."""
    async with Town(Grounds(folder=tmp_path, database=database, network=SORAIRO)) as town:
        yield town
        await town.settles()
        assert town.workspace.faults == []


async def a_holder_asks(town: Town) -> None:
    """Open R12's case as a member of an office that holds a copy."""
    await asks(town, by="Q03-1", at="Q03", person="R12", alone_at="23:30")


async def test_the_counsellor_is_asked_to_take_the_case(town: Town) -> None:
    counselor = town.person("D1")

    await a_holder_asks(town)

    assert "21:56までに［担当を引き受ける］を押してください。" in counselor.letters[-1]


async def test_who_takes_it_keeps_it(town: Town) -> None:
    await a_holder_asks(town)

    await town.person("D1").presses("担当を引き受ける")
    await town.push(timedelta(minutes=15))

    (case,) = await cases(town)
    assert (case.owner, case.owner_office) == ("D1", "Q05")
    assert case.confirm_owner_by is None
    assert any("試問あきらさんが担当を引き受けました" in line for line in town.thread("Q05"))
    assert ("confirm_owner", "done") in await audited(town)


async def test_nobody_taking_it_makes_the_core_centre_its_owner_and_all_are_told(
    town: Town,
) -> None:
    await a_holder_asks(town)

    await town.push(TEN_MINUTES)

    (case,) = await cases(town)
    core = town.grounds.network
    assert case.owner_office == "K02"
    assert case.confirm_owner_by is None
    name = next(one.name for one in core.staff if one.id == case.owner)
    for office in ("Q05", "K02"):
        assert any(f"{name}さんに移りました" in line for line in town.thread(office))
        assert f"{name}" in text_of(town.card(office).blocks)
    assert name in text_of(town.card("Q01").blocks), "asked offices know whom to call"
    assert "さんに移りました" in town.person("D1").letters[-1]
    assert ("owner_is_core", "done") in await audited(town)


async def test_both_cards_show_the_truth_after_the_case_went_over(town: Town) -> None:
    await a_holder_asks(town)
    await town.push(TEN_MINUTES)

    await town.person("Q01-1").presses("受け入れ可能", at="Q01")

    for office in ("Q05", "K02"):
        assert "受け入れ可能" in text_of(town.card(office).blocks)


async def test_a_late_counsellor_is_told_who_is_in_charge(town: Town) -> None:
    await a_holder_asks(town)
    await town.push(TEN_MINUTES)

    await town.person("D1").presses("担当を引き受ける")

    assert "が担当しています" in town.person("D1").letters[-1]


async def test_opening_ones_own_case_asks_nobody(town: Town) -> None:
    await asks(town, by="D1", at="Q05", person="R12", alone_at="23:30")

    (case,) = await cases(town)
    assert case.confirm_owner_by is None
    assert not any("引き受ける" in text for text in town.person("D1").letters)


async def test_what_the_ground_rests_on_is_asked_and_kept_sealed(town: Town) -> None:
    await asks(
        town,
        by="D1",
        at="Q05",
        person="R13",
        ground="lifeline_outage",
        lines=["water", "electricity"],
        cannot_stay="吸引器が使えない",
    )

    (case,) = await cases(town)
    assert [each.value for each in case.rests_on.lines] == ["water", "electricity"]
    assert case.rests_on.cannot_stay == "吸引器が使えない"
    sent = "\n".join(each.args for each in town.workspace.recorder.to_people_channels())
    assert "吸引器" not in sent
    await town.person("D1").presses("登録情報を見る", at="Q05")
    assert "ご自宅で過ごせない理由\n吸引器が使えない" in text_of(town.person("D1").view.blocks)
