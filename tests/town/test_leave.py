"""Whoever answered without being known as staff: leave for the sheet, or told by telephone."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sandbox.forms import NoSuchThing
from sandbox.resident import Resident, labels_of, text_of
from sandbox.town import Town
from tests.town.asking import asks, sleeps_on
from tests.town.conftest import BOTH
from tests.town.test_s1 import audited

TEN_HOURS = timedelta(hours=11, minutes=13)  # from 21:46 to 8:59


async def decided(town: Town, *, team: str | None = None) -> Resident:
    """Somebody unknown accepts for かりのやど, and the counsellor decides for it."""
    unknown = town.newcomer("夜の人", at="P01", team=team)
    await asks(town)
    await unknown.presses("受入れ可能", at="P01")
    await town.person("C1").presses("この事業所に依頼", at="P12")
    return unknown


async def grants(town: Town, *, by: str = "C1", at: str = "P12") -> None:
    """Open その他の操作, let them open the sheet, and say that one telephoned first."""
    await town.person(by).presses("その他の操作", at=at)
    await town.person(by).taps("登録情報の閲覧を認める")
    await town.person(by).fills({"called": ["called"]})


@BOTH
async def test_the_sheet_is_closed_until_leave_is_given_and_after_nine_again(town: Town) -> None:
    unknown = await decided(town)

    await unknown.presses("登録情報を見る", at="P01")
    refused = unknown.view.title
    await grants(town)
    await unknown.presses("登録情報を見る", at="P01")
    opened = text_of(unknown.view.blocks)
    await sleeps_on(town, TEN_HOURS)
    await unknown.presses("登録情報を見る", at="P01")
    just_before_nine = unknown.view.title
    await town.push(timedelta(minutes=1))
    await unknown.presses("登録情報を見る", at="P01")

    assert refused == "操作できません"
    assert "見本 一郎" in opened
    assert just_before_nine == "登録情報"
    assert unknown.view.title == "操作できません"
    assert (await audited(town))[-1] == ("open_sheet", "refused")


async def test_both_sides_hear_of_it_and_nobody_is_named_but_those_who_act(town: Town) -> None:
    unknown = await decided(town)

    await grants(town)

    assert town.thread("P01")[-1] == (
        f"<@{unknown.user}> お電話でのご確認をありがとうございました。1/21（水）09:00まで、"
        "上のカードの［登録情報を見る］からご覧いただけます。"
    )
    assert town.thread("P12")[-1] == (
        "2026-0001：検証まなぶさんが、見本短期入所 かりのやどでご回答された方に、"
        "1/21（水）09:00までの登録情報の閲覧を認めました。"
    )
    assert ("grant_sheet", "done") in await audited(town)


async def test_the_form_says_until_when_and_wants_the_telephone_call(town: Town) -> None:
    counselor = town.person("C1")
    await decided(town)
    await counselor.presses("その他の操作", at="P12")
    await counselor.taps("登録情報の閲覧を認める")

    shown = text_of(counselor.view.blocks)
    sent = await counselor.fills({"called": []})

    assert "お電話で職員の方とご確認のうえ" in shown
    assert "1/21（水）09:00まで" in shown
    assert list(sent.errors) == ["called"]


async def test_another_stranger_of_the_same_channel_never_opens_it(town: Town) -> None:
    await decided(town)
    await grants(town)
    other = town.newcomer("ほかの人", at="P01")

    await other.presses("登録情報を見る", at="P01")

    assert other.view.title == "操作できません"
    assert "見本 一郎" not in text_of(other.view.blocks)


async def test_leave_that_stands_is_not_given_twice(town: Town) -> None:
    await decided(town)
    await grants(town)

    await town.person("C1").presses("その他の操作", at="P12")
    await town.person("C1").taps("登録情報の閲覧を認める")

    assert "すでに1/21（水）09:00までの閲覧が認められています" in text_of(
        town.person("C1").view.blocks
    )


async def test_leave_ends_with_the_decision_it_was_given_for(town: Town) -> None:
    unknown = await decided(town)
    await grants(town)
    old = town.card("P01")
    await town.person("P01-2").presses("辞退する", at="P01")
    await town.person("P01-2").fills({"reason": "infection"})

    await unknown.presses("登録情報を見る", at="P01", card=old)

    assert unknown.view.title == "操作できません"


async def test_a_colleague_of_the_counsellor_gives_no_leave(town: Town) -> None:
    await decided(town)

    await town.person("C2").presses("その他の操作", at="P12")

    assert town.person("C2").view.title == "操作できません"
    with pytest.raises(NoSuchThing):
        await town.person("C2").taps("登録情報の閲覧を認める")


async def test_there_is_nothing_to_give_where_registered_staff_answered(town: Town) -> None:
    await asks(town)
    await town.person("P01-1").presses("受入れ可能", at="P01")
    await town.person("C1").presses("この事業所に依頼", at="P12")

    await town.person("C1").presses("その他の操作", at="P12")

    shown = text_of(town.person("C1").view.blocks)
    assert "登録情報の閲覧を認める" not in shown
    assert "電話で伝達済みを記録" not in shown


async def test_there_is_nothing_to_give_before_the_decision(town: Town) -> None:
    unknown = town.newcomer("夜の人", at="P01")
    await asks(town)
    await unknown.presses("受入れ可能", at="P01")

    await town.person("C1").presses("その他の操作", at="P12")

    assert "登録情報の閲覧を認める" not in text_of(town.person("C1").view.blocks)


async def test_what_was_told_by_telephone_is_on_record_and_opens_nothing(town: Town) -> None:
    unknown = await decided(town)

    await town.person("C1").presses("その他の操作", at="P12")
    await town.person("C1").taps("電話で伝達済みを記録")
    await unknown.presses("登録情報を見る", at="P01")

    assert "記録しました" in text_of(town.person("C1").view.blocks)
    assert town.thread("P12")[-1] == (
        "2026-0001：21:46、検証まなぶさんが見本短期入所 かりのやどに必要なことを"
        "お電話で伝えました。"
    )
    assert unknown.view.title == "操作できません"
    assert ("tell_by_telephone", "done") in await audited(town)


async def test_a_member_of_a_connected_workspace_may_be_let_in(town: Town) -> None:
    unknown = await decided(town, team="TOTHER")

    await grants(town)
    await unknown.presses("登録情報を見る", at="P01")

    assert unknown.view.title == "登録情報"
    assert "登録情報を見る" in labels_of(town.card("P01"))
