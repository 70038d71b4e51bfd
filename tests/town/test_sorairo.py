"""The other city: the same way through, its own rules and its own words."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from sandbox.resident import labels_of, text_of
from sandbox.town import Grounds, Town
from sandbox.town_data import SORAIRO
from tests.town.asking import FIRST_PAGE, asks, begins, fills_in
from tests.town.records import audited, drafts


@pytest.fixture
async def town(tmp_path: Path, database: str) -> AsyncIterator[Town]:
    """Build the Tsuruoka-like town."""
    async with Town(Grounds(folder=tmp_path, database=database, network=SORAIRO)) as town:
        yield town
        await town.settles()
        assert town.workspace.faults == []


async def test_the_way_through_in_this_citys_words(town: Town) -> None:
    await asks(town, by="D1", at="Q05", person="R12", alone_at="23:30")

    await town.person("Q01-1").presses("受け入れ可能", at="Q01")
    await town.person("D1").presses("この事業所に依頼", at="Q05")

    card = text_of(town.card("Q01").blocks)
    assert "登録申請書兼登録台帳の写しあり" in card
    assert "知的障害" in card
    assert labels_of(town.card("Q01")) == ["登録情報を見る", "到着", "辞退する"]


async def test_a_familys_own_plans_are_shown_the_ordinary_way(town: Town) -> None:
    await fills_in(town, by="D1", at="Q05", person="R14", ground="family_convenience")

    shown = text_of(town.person("D1").view.blocks)
    assert "ご家庭のご予定による利用（通常の短期入所をご案内します）" in shown
    assert "非該当" not in shown


async def test_whoever_moved_away_is_refused_with_the_way_on(town: Town) -> None:
    await fills_in(town, by="D1", at="Q05", person="R16", alone_at="23:30")

    assert "転出" in text_of(town.person("D1").view.blocks)


async def test_an_office_that_holds_a_copy_may_open_a_case_for_the_counsellor(town: Town) -> None:
    await asks(town, by="Q03-1", at="Q03", person="R12", alone_at="23:30")

    assert "担当：相談支援てんきよほう(見本) 試問あきら" in text_of(town.card("Q05").blocks)
    assert len(town.cards("Q01")) == 1


async def test_whoever_holds_a_copy_gives_up_a_call_sheet_about_somebody_unregistered(
    town: Town,
) -> None:
    holder = town.person("Q03-1")
    await begins(town, by="Q03-1", at="Q03", person="unregistered")
    town.workspace.stacks.clear()  # the net is lost
    await town.push(timedelta(minutes=3))

    await holder.presses("このメモを取りやめる")
    await town.push(timedelta(hours=1))

    assert "取りやめました" in holder.letters[-1]
    assert len(holder.letters) == 2
    assert await drafts(town) == []


@pytest.mark.parametrize("filled", [True, False], ids=["a no was said", "nothing was typed"])
async def test_closing_a_call_sheet_is_no_refusal(town: Town, filled: bool) -> None:
    holder = town.person("Q03-1")
    await holder.commands("emergency", at="Q03")
    if filled:
        await holder.fills({**FIRST_PAGE, "person": "unregistered"})
    before = await audited(town)

    town.workspace.close(holder.user, holder.view.id, town.now(), everything=True)
    await town.settles()
    await town.push(timedelta(hours=1))

    since = (await audited(town))[len(before) :]
    assert "refused" not in {outcome for _, outcome in since}
    assert await drafts(town) == []
    assert holder.letters == []


async def test_the_office_that_is_suspected_hears_of_no_report(town: Town) -> None:
    await asks(town, by="D1", at="Q05", person="R12", alone_at="23:30", abuse="staff")

    await fills_in(town, by="Q03-1", at="Q03", person="R12", alone_at="23:30")

    shown = text_of(town.person("Q03-1").view.blocks)
    assert "この方の件は、基幹がお電話で承ります" in shown
    assert not any(word in shown for word in ("通報", "虐待", "市に", "2026-"))


async def test_silence_calls_this_citys_core_centre(town: Town) -> None:
    await asks(town, by="D1", at="Q05", person="R12", alone_at="23:30")

    await town.push(timedelta(minutes=20))

    assert "受け入れ先が決まっていません" in town.card("K02").text
