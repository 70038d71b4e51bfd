"""How a case ends: home again, or taken back; and what was said beside a card."""

from __future__ import annotations

from datetime import timedelta

from sandbox.resident import labels_of, text_of
from sandbox.town import Town
from tests.town.asking import asks, declines


async def arrived(town: Town) -> None:
    await asks(town)
    await town.person("P01-1").presses("受入れ可能", at="P01")
    await town.person("C1").presses("この事業所に依頼", at="P12")
    await town.person("P01-1").presses("到着", at="P01")


async def test_the_return_home_ends_the_case_and_the_sheet_closes_three_days_later(
    town: Town,
) -> None:
    counselor, night = town.person("C1"), town.person("P01-1")
    await arrived(town)
    old = town.card("P01")

    await counselor.presses("ご帰宅を記録", at="P12")
    await night.presses("登録情報を見る", at="P01", card=old)
    still_open = night.view.title
    town.workspace.close(night.user, night.view.id, town.now())
    await town.push(timedelta(hours=72))
    await night.presses("登録情報を見る", at="P01", card=old)

    assert "ご帰宅" in text_of(town.card("P12").blocks)
    assert "現在の状況：本日21:46にご帰宅されました" in text_of(town.card("P01").blocks)
    assert "ご帰宅を記録いたしました" in town.thread("P01")[-1]
    assert labels_of(town.card("P12")) == []
    assert still_open == "登録情報"
    assert night.view.title == "操作できません"
    assert "見本 一郎" not in text_of(night.view.blocks)


async def test_after_the_return_the_person_can_be_asked_for_again(town: Town) -> None:
    await arrived(town)
    await town.person("C1").presses("ご帰宅を記録", at="P12")

    await asks(town)

    assert "2026-0002" in text_of(town.card("P01").blocks)


async def test_nobody_is_asked_about_a_return_that_was_recorded(town: Town) -> None:
    await arrived(town)
    await town.person("C1").presses("ご帰宅を記録", at="P12")
    before = town.thread("P12")

    await town.push(timedelta(days=5))

    assert town.thread("P12") == before


async def test_a_request_taken_back_releases_every_office_with_thanks(town: Town) -> None:
    counselor = town.person("C1")
    await asks(town)
    await town.person("P01-1").presses("受入れ可能", at="P01")

    await counselor.presses("その他の操作", at="P12")
    await counselor.taps("依頼を取り下げる")
    await counselor.fills({"cancel_reason": "mistake"})
    await town.push(timedelta(hours=1))

    assert "取り下げ" in text_of(town.card("P12").blocks)
    for office in ("P01", "P03"):
        assert "必要がなくなりました" in town.thread(office)[-1]
        assert labels_of(town.card(office)) == []
    assert town.cards("K01") == []


async def test_taking_back_wants_a_reason(town: Town) -> None:
    counselor = town.person("C1")
    await asks(town)
    await counselor.presses("その他の操作", at="P12")
    await counselor.taps("依頼を取り下げる")

    sent = await counselor.fills({})

    assert "cancel_reason" in sent.errors
    assert "依頼中" in text_of(town.card("P12").blocks)


async def test_words_beside_the_card_never_count_and_are_shown_the_way(town: Town) -> None:
    night = town.person("P01-1")
    await asks(town)

    await night.types("受入れ可能です", at="P01")

    assert "カードのボタンか、カードのスレッドで" in night.whispers[-1]
    assert "見本短期入所 かりのやど：未回答" in text_of(town.card("P12").blocks)


async def test_words_in_a_channel_without_an_open_card_are_left_in_peace(town: Town) -> None:
    night = town.person("P01-1")

    await night.types("お疲れさまです", at="P01")

    assert night.whispers == []


async def test_a_direct_message_is_answered(town: Town) -> None:
    night = town.person("P01-1")

    channel = town.workspace.dm_of(night.user).id
    town.workspace.say(night.user, channel, "助けてください", town.now())
    await town.settles()

    assert "「/kyoten 緊急」" in night.whispers[-1]


async def test_a_changed_answer_asks_back_so_that_a_stray_tap_reverses_nothing(
    town: Town,
) -> None:
    await asks(town)

    await declines(town, by="P01-1", at="P01")

    (accept,) = [
        element
        for block in town.card("P01").blocks
        for element in block.get("elements", ())
        if element.get("action_id") == "ask_accept"
    ]
    assert accept["confirm"]["text"]["text"] == "ご回答を「受入れ可能」に変更します。"


async def test_an_offering_office_is_told_when_the_promised_time_passes(town: Town) -> None:
    await asks(town)
    await town.person("P01-1").presses("受入れ可能", at="P01")

    await town.push(timedelta(minutes=10))

    assert "まだ決定しておりません。22:06までに" in town.thread("P01")[-1]


async def test_a_silent_core_centre_is_called_person_by_person(town: Town) -> None:
    await asks(town)

    await town.push(timedelta(minutes=26))

    assert len(town.person("K1").letters) == 1
    assert len(town.person("K01-2").letters) == 1
