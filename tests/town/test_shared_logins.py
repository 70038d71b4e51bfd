"""A login that several people use: each answer and each opening asks who gives it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.model import Member
from sandbox.resident import Resident, labels_of, text_of
from sandbox.town import Town
from storage.ledger import Ledger
from tests.town.asking import asks
from tests.town.conftest import BOTH
from tests.town.test_s1 import audited

pytestmark = pytest.mark.soak

NAME = "仮名 よふけ"


async def a_shared_login(town: Town, key: str = "P01-1") -> Resident:
    """Make a login of かりのやど one that several people use."""
    one = next(each for each in town.grounds.network.staff if each.id == key)
    member = Member(team=town.workspace.team_id, user=town.user(key))

    def unit(ledger: Ledger) -> None:
        ledger.roster.put_staff(replace(one, member=member, shared=True))

    await town.bot.desk.write(unit)
    return town.person(key)


async def read_in_full(town: Town) -> str:
    """Return what 全文を見る shows the counsellor."""
    counselor = town.person("C1")
    await counselor.presses("全文を見る", at="P12")
    return text_of(counselor.view.blocks)


@BOTH
@pytest.mark.parametrize(
    ("button", "state"),
    [("受入れ可能", "受入れ可能"), ("確認中", "確認中")],
)
async def test_an_answer_counts_once_the_name_is_given(town: Town, button: str, state: str) -> None:
    night = await a_shared_login(town)
    await asks(town)

    await night.presses(button, at="P01")
    before = text_of(town.card("P12").blocks)
    await night.fills({"answerer": NAME})

    assert "かりのやど：未回答" in before
    assert f"かりのやど：{state}" in text_of(town.card("P12").blocks)
    assert night.views == []
    assert f"見本短期入所 かりのやど {NAME}" in await read_in_full(town)
    assert ("name_answerer", "named") in await audited(town)


async def test_the_name_stands_in_no_channel(town: Town) -> None:
    night = await a_shared_login(town)
    await asks(town)

    await night.presses("受入れ可能", at="P01")
    await night.fills({"answerer": NAME})

    sent = "\n".join(each.args for each in town.workspace.recorder.to_people_channels())
    assert NAME not in sent


async def test_a_blank_name_is_said_at_its_field_and_counts_for_nothing(town: Town) -> None:
    night = await a_shared_login(town)
    await asks(town)
    await night.presses("受入れ可能", at="P01")

    await night.fills({"answerer": "\u3000"})

    assert night.view.errors == {"answerer": "回答される方のお名前をご入力ください。"}
    assert "かりのやど：未回答" in text_of(town.card("P12").blocks)


@pytest.mark.parametrize("button", ["条件付きで可能", "受入れ困難"])
async def test_a_form_does_not_guess_the_name(town: Town, button: str) -> None:
    night = await a_shared_login(town)
    await asks(town)
    await night.presses(button, at="P01")

    field = next(each for each in night.view.blocks if each["block_id"] == "answerer")
    filled = {"reason": "full"} if button == "受入れ困難" else {"part": "nights_only"}
    unnamed = await night.fills(filled)
    await night.fills({**filled, "answerer": NAME})

    assert "initial_value" not in field["element"]
    assert list(unnamed.errors) == ["answerer"]
    assert NAME in await read_in_full(town)


async def test_the_sheet_opens_once_the_name_is_given(town: Town) -> None:
    night = await a_shared_login(town)
    await asks(town)
    await night.presses("受入れ可能", at="P01")
    await night.fills({"answerer": NAME})
    await town.person("C1").presses("この事業所に依頼", at="P12")

    await night.presses("登録情報を見る", at="P01")
    asked = text_of(night.view.blocks)
    opened_before = ("open_sheet", "done") in await audited(town)
    await night.fills({"answerer": "仮名 あけがた"})

    assert "見本 一郎" not in asked
    assert not opened_before
    assert night.view.title == "登録情報"
    assert "見本 一郎" in text_of(night.view.blocks)
    assert ("open_sheet", "done") in await audited(town)
    assert "仮名 あけがた" in await read_in_full(town)


async def test_the_copy_opens_once_the_name_is_given(town: Town) -> None:
    night = await a_shared_login(town)
    await asks(town)

    await night.presses("どなたか確認する", at="P01")
    asked = text_of(night.view.blocks)
    await night.fills({"answerer": NAME})

    assert "見本 一郎" not in asked
    assert "見本 一郎" in text_of(night.view.blocks)
    assert ("open_copy", "done") in await audited(town)
    assert NAME in await read_in_full(town)


async def test_a_sheet_that_closed_meanwhile_stays_closed_though_a_name_is_given(
    town: Town,
) -> None:
    night = await a_shared_login(town)
    await asks(town)
    await night.presses("どなたか確認する", at="P01")
    await town.person("P03-1").presses("受入れ可能", at="P03")
    await town.person("C1").presses("この事業所に依頼", at="P12")

    await night.fills({"answerer": NAME})

    assert "見本 一郎" not in text_of(night.view.blocks)
    assert (await audited(town))[-1] == ("open_copy", "refused")


async def test_at_the_core_centre_the_name_stands_under_its_own_office(town: Town) -> None:
    core = await a_shared_login(town, "K1")
    await asks(town)
    await town.person("P01-1").presses("受入れ困難", at="P01")
    await town.person("P01-1").fills({"reason": "full"})
    await town.person("P03-1").presses("受入れ困難", at="P03")
    await town.person("P03-1").fills({"reason": "full"})

    await core.presses("登録情報を見る", at="K01")
    await core.fills({"answerer": NAME})

    assert core.view.title == "登録情報"
    assert f"基幹「みなも」(見本) {NAME}" in await read_in_full(town)


async def test_withdrawing_asks_for_the_name_too(town: Town) -> None:
    night = await a_shared_login(town)
    await asks(town)
    await night.presses("受入れ可能", at="P01")
    await night.fills({"answerer": NAME})
    await town.person("C1").presses("この事業所に依頼", at="P12")

    await night.presses("辞退する", at="P01")
    unnamed = await night.fills({"reason": "infection"})
    await night.fills({"reason": "infection", "answerer": "仮名 あけがた"})

    assert list(unnamed.errors) == ["answerer"]
    assert "依頼中" in text_of(town.card("P12").blocks)


async def test_a_typed_yes_is_kept_and_answered_with_the_buttons(town: Town) -> None:
    night = await a_shared_login(town)
    await asks(town)

    await night.types("受け入れ可能です。", at="P01", under=town.card("P01"))

    prompt = town.workspace.thread(town.channel("P01"), town.card("P01").ts)[-1]
    assert "お名前とあわせてご回答いただけますか" in prompt.text
    assert labels_of(prompt) == ["受入れ可能", "条件付きで可能", "受入れ困難", "確認中"]
    assert "かりのやど：未回答" in text_of(town.card("P12").blocks)
    await night.presses("受入れ可能", at="P01")
    await night.fills({"answerer": NAME})
    assert "かりのやど：受入れ可能" in text_of(town.card("P12").blocks)
    assert "受け入れ可能です。" in await read_in_full(town)


async def test_a_press_that_comes_too_late_is_told_so_and_asks_for_no_name(town: Town) -> None:
    night = await a_shared_login(town)
    await asks(town)
    old = town.card("P01")
    await town.person("P03-1").presses("受入れ可能", at="P03")
    await town.person("C1").presses("この事業所に依頼", at="P12")
    await town.person("P03-1").presses("到着", at="P03")

    await night.presses("受入れ可能", at="P01", card=old)

    assert night.views == []
    assert "すでに締め切っております" in night.whispers[-1]


async def test_an_own_login_is_asked_nothing(town: Town) -> None:
    await a_shared_login(town)
    await asks(town)

    await town.person("P01-2").presses("受入れ可能", at="P01")

    assert town.person("P01-2").views == []
    assert "かりのやど：受入れ可能" in text_of(town.card("P12").blocks)
