"""Words corrected or taken away: both versions are kept, and an answer stands as it was given."""

from __future__ import annotations

from datetime import timedelta

from sandbox.model import Message
from sandbox.resident import labels_of, text_of
from sandbox.town import Town
from tests.town.asking import asks


async def replies(town: Town, text: str) -> Message:
    """Write in the thread of P01's card as its night carer; return the message."""
    night = town.person("P01-1")
    await night.types(text, at="P01", under=town.card("P01"))
    thread = town.workspace.thread(town.channel("P01"), town.card("P01").ts)
    return next(each for each in thread if each.text == text)


async def test_a_correction_changes_no_answer_and_is_shown_the_buttons(town: Town) -> None:
    await asks(town)
    said = await replies(town, "受け入れ可能です。")

    town.workspace.edit(
        town.user("P01-1"), town.channel("P01"), said.ts, "受け入れできません", town.now()
    )
    await town.settles()

    assert "現在の状況：受入れ可能" in text_of(town.card("P01").blocks)
    last = town.workspace.thread(town.channel("P01"), town.card("P01").ts)[-1]
    assert "先のご回答はそのままです" in last.text
    assert "受入れ困難" in labels_of(last)


async def test_a_deletion_changes_no_answer_and_both_versions_are_read_in_full(town: Town) -> None:
    await asks(town)
    said = await replies(town, "受け入れ可能です。")

    town.workspace.delete(town.user("P01-1"), town.channel("P01"), said.ts, town.now())
    await town.settles()
    await town.person("C1").presses("全文を見る", at="P12")

    read = text_of(town.person("C1").view.blocks)
    assert "現在の状況：受入れ可能" in text_of(town.card("P01").blocks)
    assert read.count("受け入れ可能です。") == 2
    assert "（削除された投稿）" in read


async def test_who_deletes_a_name_as_asked_hears_no_more_of_it(town: Town) -> None:
    await asks(town)
    said = await replies(town, "見本 一郎さんですか")
    before = len(town.thread("P01"))

    town.workspace.delete(town.user("P01-1"), town.channel("P01"), said.ts, town.now())
    await town.settles()

    assert len(town.thread("P01")) == before - 1


async def test_after_the_decision_a_correction_is_kept_and_nobody_is_asked_again(
    town: Town,
) -> None:
    await asks(town)
    said = await replies(town, "受け入れ可能です。")
    await town.person("C1").presses("この事業所に依頼", at="P12")
    before = len(town.thread("P01"))

    town.workspace.edit(
        town.user("P01-1"), town.channel("P01"), said.ts, "やはり無理です", town.now()
    )
    await town.push(timedelta(seconds=10))

    assert len(town.thread("P01")) == before
    assert "決定（到着待ち）" in text_of(town.card("P12").blocks)


async def test_words_that_stay_the_same_are_no_correction(town: Town) -> None:
    await asks(town)
    said = await replies(town, "受け入れ可能です。")
    before = len(town.thread("P01"))

    town.workspace.edit(
        town.user("P01-1"), town.channel("P01"), said.ts, "受け入れ可能です。", town.now()
    )
    await town.settles()

    assert len(town.thread("P01")) == before


async def test_a_name_that_an_edit_adds_is_asked_to_be_deleted(town: Town) -> None:
    await asks(town)
    said = await replies(town, "確認します。")

    town.workspace.edit(
        town.user("P01-1"), town.channel("P01"), said.ts, "見本一郎さんを確認します。", town.now()
    )
    await town.settles()

    assert "お名前が書かれているようです" in town.person("P01-1").whispers[-1]


async def test_a_name_that_an_edit_adds_after_the_decision_is_asked_to_be_deleted(
    town: Town,
) -> None:
    await asks(town)
    said = await replies(town, "受け入れ可能です。")
    await town.person("C1").presses("この事業所に依頼", at="P12")

    town.workspace.edit(
        town.user("P01-1"), town.channel("P01"), said.ts, "見本 一郎さんを待ちます", town.now()
    )
    await town.settles()

    assert "お名前が書かれているようです" in town.person("P01-1").whispers[-1]
    assert "決定（到着待ち）" in text_of(town.card("P12").blocks)
