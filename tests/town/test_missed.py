"""What people write while nobody listens is read back, with the time it was written (F24)."""

from __future__ import annotations

from datetime import timedelta

from sandbox.resident import text_of
from sandbox.town import Town
from sandbox.troubles import Kind, Trouble
from tests.town.asking import asks
from tests.town.conftest import BOTH
from tests.town.records import audited, cases

MINUTE = timedelta(minutes=1)
THANKS = "受入れ可能のご回答を"


async def writes_to_nobody(town: Town, text: str, *, by: str, at: str) -> str:
    """Write under an office's card; the event is lost, as after an outage of twenty minutes."""
    town.workspace.troubles.add(Trouble(kind=Kind.LOST, method="message"))
    channel, card = town.channel(at), town.card(at)
    said = town.workspace.say(town.person(by).user, channel, text, town.now(), thread_ts=card.ts)
    town.workspace.troubles.calm()
    town.workspace.lost.clear()
    return said.ts


@BOTH
async def test_what_was_written_while_the_bot_was_away_counts_after_its_start(town: Town) -> None:
    await asks(town)
    await town.push(MINUTE)
    await writes_to_nobody(town, "受け入れ可能です", by="P01-1", at="P01")
    town.clock.push(20 * MINUTE)

    await town.restart_bot()

    assert "現在の状況：受入れ可能" in text_of(town.card("P01").blocks)
    assert [line.startswith(THANKS) for line in town.thread("P01")].count(True) == 1
    assert "21:47" in text_of(town.card("P12").blocks)  # when it was written, not when it was read


async def test_what_is_read_back_and_comes_late_all_the_same_is_one_answer(town: Town) -> None:
    """F18, F24: one message has one key, however it comes."""
    await asks(town)
    await town.push(MINUTE)
    town.workspace.troubles.add(Trouble(kind=Kind.REORDERED, method="message", seconds=180))
    town.workspace.say(
        town.person("P01-1").user,
        town.channel("P01"),
        "受け入れ可能です",
        town.now(),
        thread_ts=town.card("P01").ts,
    )
    town.clock.push(MINUTE)
    await town.restart_bot()
    before = len(town.thread("P01"))

    await town.push(5 * MINUTE)

    assert [line.startswith(THANKS) for line in town.thread("P01")].count(True) == 1
    assert len(town.thread("P01")) == before


async def test_words_that_were_missed_do_not_undo_an_answer_given_after_them(town: Town) -> None:
    """F19, F34: the last word counts, in whatever order it is read."""
    await asks(town)
    await town.push(MINUTE)
    await writes_to_nobody(town, "今夜は満室で受け入れできません", by="P01-1", at="P01")
    await town.push(MINUTE)
    await town.person("P01-1").presses("受入れ可能", at="P01")
    town.clock.push(2 * MINUTE)

    await town.restart_bot()

    assert "現在の状況：受入れ可能" in text_of(town.card("P01").blocks)
    assert town.thread("P01")[-1].startswith("ご返信を担当の相談支援専門員に伝えました。")


async def test_a_thread_that_cannot_be_read_is_a_fact_and_stops_no_other(town: Town) -> None:
    await asks(town)
    await town.push(MINUTE)
    await writes_to_nobody(town, "受け入れ可能です", by="P03-1", at="P03")
    town.workspace.remove_bot(town.person("P01-1").user, town.channel("P01"), town.now())
    town.clock.push(2 * MINUTE)

    await town.restart_bot()

    assert "現在の状況：受入れ可能" in text_of(town.card("P03").blocks)
    assert ("catch_up", "closed") in await audited(town)
    assert "かりのやど：届いていません（お電話をお願いします）" in text_of(town.card("P12").blocks)


async def test_reading_back_waits_where_slack_says_so_and_loses_nothing(town: Town) -> None:
    await asks(town)
    await town.push(MINUTE)
    await writes_to_nobody(town, "受け入れ可能です", by="P01-1", at="P01")
    town.workspace.troubles.add(
        Trouble(kind=Kind.THROTTLED, method="conversations.replies", times=2, seconds=30),
        Trouble(kind=Kind.CUT_BEFORE, method="conversations.replies", nth=3, times=2),
    )
    await town.restart_bot()
    for _ in range(6):
        town.clock.push(timedelta(seconds=31))
        await town.settles()

    assert "現在の状況：受入れ可能" in text_of(town.card("P01").blocks)


async def test_a_closed_case_is_not_read_back(town: Town) -> None:
    await asks(town)
    assert len(await cases(town)) == 1
    counselor = town.person("C1")
    await counselor.presses("その他の操作", at="P12")
    await counselor.taps("依頼を取り下げる")
    await counselor.fills({"cancel_reason": "other_place"})
    read = [one.method for one in town.workspace.recorder.calls].count("conversations.replies")
    town.clock.push(2 * MINUTE)

    await town.restart_bot()

    sent = [one.method for one in town.workspace.recorder.calls]
    assert sent.count("conversations.replies") == read
