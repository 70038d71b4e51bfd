"""The rest of the talk: help, Home, being called by name, old buttons, the undelivered card."""

from __future__ import annotations

from copy import deepcopy
from datetime import timedelta

from sandbox.resident import buttons_of, text_of
from sandbox.town import Town
from tests.town.asking import asks


async def test_an_unknown_word_gets_the_nearest_and_the_list(town: Town) -> None:
    counselor = town.person("C1")

    await counselor.commands("emergancy R01 見本一郎", at="P12")

    assert "「/kyoten emergency」でしょうか。" in counselor.whispers[-1]
    assert "`/kyoten emergency · 緊急`" in counselor.whispers[-1]
    assert "見本一郎" not in counselor.whispers[-1]


async def test_home_says_where_to_begin(town: Town) -> None:
    carers = await town.person("P01-1").opens_home()
    counselors = await town.person("C1").opens_home()

    assert carers is not None
    assert counselors is not None
    assert "/kyoten 取り次ぎ" in text_of(carers.blocks)
    assert "/kyoten 緊急" in text_of(counselors.blocks)


async def test_being_called_by_name_is_answered(town: Town) -> None:
    night = town.person("P01-1")

    await night.types(f"<@{town.workspace.bot_user_id}> 使い方は", at="P01")

    assert "「/kyoten 緊急」" in night.whispers[-1]


async def test_a_card_that_cannot_be_delivered_is_a_fact_of_the_case(town: Town) -> None:
    town.workspace.archive(town.person("P01-1").user, town.channel("P01"), town.now())

    await asks(town)

    shown = text_of(town.card("P12").blocks)
    assert "見本短期入所 かりのやど：届いていません（お電話をお願いします）" in shown
    assert any("000-0000-0101" in line for line in town.thread("P12"))
    assert len(town.cards("K01")) == 1  # and the core centre knows at once


async def test_when_no_card_can_be_delivered_the_core_centre_is_called_at_once(town: Town) -> None:
    for office, staff in (("P01", "P01-1"), ("P03", "P03-1")):
        town.workspace.archive(town.person(staff).user, town.channel(office), town.now())

    await asks(town)

    assert len(town.cards("K01")) == 1


async def test_a_deleted_card_is_posted_anew_when_it_next_changes(town: Town) -> None:
    await asks(town)
    lost = town.card("P01")
    town.workspace.call(
        "chat.delete",
        {"channel": town.channel("P01"), "ts": lost.ts},
        town.now(),
        token=town.workspace.bot_token,
    )

    await town.person("P01-1").types("受け入れ可能です", at="P01")
    await town.person("P03-1").presses("受入れ可能", at="P03")
    await town.person("C1").presses("この事業所に依頼", at="P12")
    await town.push(timedelta(minutes=1))

    assert town.card("P01").ts != lost.ts
    assert "締め切りました" in text_of(town.card("P01").blocks)


async def test_a_card_of_another_database_is_answered_and_the_core_centre_told(
    town: Town,
) -> None:
    night = town.person("P01-1")
    await asks(town)
    foreign = deepcopy(town.card("P01"))
    for button in buttons_of(foreign):
        button["value"] = "0" * 32

    await night.presses("受入れ可能", at="P01", card=foreign)
    await night.presses("受入れ可能", at="P01", card=foreign)

    assert "現在の記録に見つからない" in night.whispers[-1]
    told = [each for each in town.person("K1").letters if "記録にないカード" in each]
    assert told == [
        "見本短期入所 かりのやどのチャンネルで、記録にないカードのボタンが押されました。"
        "お電話での確認をお願いいたします。"
    ]
