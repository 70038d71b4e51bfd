"""No personal value reaches a channel, a direct message, a log or the database in the clear."""

from __future__ import annotations

import asyncio
import io
import json
import logging
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.log import JsonLines
from handlers.desk import Desk
from handlers.journal import journaled
from handlers.read import Body
from sandbox.resident import text_of
from sandbox.town import Town
from sandbox.town_data import sentinels
from tests.town.asking import S1_FORM, asks, declines, fills_in

TYPED = (
    S1_FORM["caller"],
    S1_FORM["whereabouts"],
    S1_FORM["situation"],
    S1_FORM["wish_note"],
    "水分をとらせるよう言われた",
    "ひとりで夜を越せない状態のため",
    "000-0000-9017",
)


async def a_whole_night(town: Town) -> None:
    """Play the whole of S1: silence, core centre, answers, decision, sheet, arrival."""
    await before_anybody_is_asked(town)
    await asks(town, medical="consult")
    await town.person("C1").presses("その他の操作", at="P12")
    await town.person("C1").taps("受診・相談を記録する")
    await town.person("C1").fills({"body": "usual_doctor", "result": TYPED[4]})
    await town.push(timedelta(minutes=25))
    await town.person("K1").presses("調整に入る", at="K01")
    await declines(town, by="P03-1", at="P03")
    await town.person("P01-1").types("大丈夫です", at="P01", under=town.card("P01"))
    await town.person("P01-1").presses("受入れ可能", at="P01")
    await town.person("C1").presses("この事業所に依頼", at="P12")
    await town.person("P01-1").presses("登録情報を見る", at="P01")
    await town.person("P01-1").presses("到着", at="P01")


async def before_anybody_is_asked(town: Town) -> None:
    """Raise an alarm, leave a memo lying, set a rule aside, and report suspected abuse."""
    await town.person("P01-1").commands("取り次ぎ", at="P01")
    await town.person("P01-1").fills({"callback": TYPED[6]})
    await town.person("C2").commands("取り次ぎ", at="P12")
    await town.person("C1").presses("電話を引き受ける")
    await fills_in(town, starts_on="2026-03-01")
    await town.person("C1").taps("基幹に代行入力を頼む")
    await town.push(timedelta(minutes=15))
    await town.person("C1").presses("このメモを取りやめる")
    await fills_in(town, by="K1", at="K01", person="R04")
    await town.person("K1").fills({"override_reason": TYPED[5]})
    await town.person("K1").fills({})
    await asks(town, person="R03", abuse="carer")
    await town.push(timedelta(minutes=10))


async def test_nothing_personal_is_sent_to_a_channel_or_a_direct_message(town: Town) -> None:
    await a_whole_night(town)

    sent = "\n".join(
        f"{each.method} {each.args}" for each in town.workspace.recorder.to_people_channels()
    )
    assert [one for one in secrets_of(town) if one in sent] == []
    assert [one for one in ("1994-06-11", "1994/6/11") if one in sent] == []


async def test_the_sheet_is_the_one_place_where_the_person_is_seen(town: Town) -> None:
    await a_whole_night(town)

    shown = "\n".join(each.args for each in town.workspace.recorder.to_views())
    assert "見本 一郎" in shown


async def test_nothing_personal_is_logged(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    await a_whole_night(town)

    written = "\n".join(JsonLines().format(record) for record in caplog.records)
    assert [one for one in secrets_of(town) if one in written] == []
    assert logging.getLogger("slack_web").getEffectiveLevel() >= logging.ERROR


async def test_nothing_personal_and_no_token_is_logged_though_every_logger_says_all_it_can(
    town: Town, every_line: io.StringIO
) -> None:
    await a_whole_night(town)

    written = every_line.getvalue()
    known = {town.workspace.bot_token, town.workspace.app_token, *secrets_of(town)}
    assert len(written.splitlines()) > 1000
    assert [one for one in known if one in written] == []


@pytest.fixture
def every_line(caplog: pytest.LogCaptureFixture) -> Iterator[io.StringIO]:
    """Yield where every line of every logger is written, from its least important on."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(JsonLines())
    caplog.set_level(logging.DEBUG)
    silenced = {
        each: each.level
        for each in logging.root.manager.loggerDict.values()
        if isinstance(each, logging.Logger) and each.level
    }
    logging.root.addHandler(handler)
    for each in silenced:
        each.setLevel(logging.DEBUG)
    yield written
    logging.root.removeHandler(handler)
    for each, level in silenced.items():
        each.setLevel(level)


async def test_an_error_that_quotes_a_person_is_logged_without_its_words(
    town: Town, every_line: io.StringIO, caplog: pytest.LogCaptureFixture
) -> None:
    desk = town.bot.desk

    async def quoting() -> None:
        raise ValueError("見本 一郎さん、000-0000-9017")

    async def listener(_desk: Desk, _ack: AsyncAck, _body: Body) -> None:
        await quoting()

    asking = {"command": "/kyoten", "user_id": "U1", "team_id": "T1", "trigger_id": "1.2"}
    await journaled(desk, listener)(AsyncAck(), asking)  # type: ignore[no-untyped-call]
    desk.later(quoting())
    forgotten = asyncio.create_task(quoting())
    await asyncio.wait({forgotten})
    asyncio.get_running_loop().call_exception_handler(
        {"message": "見本 一郎", "exception": forgotten.exception()}
    )
    await town.settles()
    caplog.clear()

    written = every_line.getvalue()
    failed = [json.loads(each) for each in written.splitlines() if '"level": "ERROR"' in each]
    assert "ValueError at test_privacy.py" in written
    assert len(failed) == 3
    assert all(each["reference"] for each in failed)
    assert [one for one in ("見本", "一郎", "9017") if one in written] == []


async def test_nothing_personal_lies_readable_in_the_database_files(
    town: Town, tmp_path: Path
) -> None:
    await a_whole_night(town)

    stored = everything_in(tmp_path)
    assert [one for one in secrets_of(town) if one.encode() in stored] == []


def everything_in(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.iterdir() if path.is_file())


def secrets_of(town: Town) -> set[str]:
    """Return every value that belongs to a person, and what was typed into the form."""
    return {*sentinels(town.grounds.network), *(str(each) for each in TYPED)}


ASKED_TO_DELETE = "お名前が書かれているようです"


async def test_a_name_written_beside_the_card_is_asked_to_be_deleted(town: Town) -> None:
    night = town.person("P01-1")
    await asks(town)

    await night.types("見本\u3000一郎さんの件、了解です", at="P01")
    asked = night.whispers
    await night.types("了解です", at="P01")

    assert ASKED_TO_DELETE in asked[-1]
    assert ASKED_TO_DELETE not in night.whispers[-1]


async def test_a_name_edited_in_beside_the_card_is_asked_to_be_deleted(town: Town) -> None:
    night = town.person("P01-1")
    await asks(town)
    await night.types("了解です", at="P01")
    said = next(each for each in town.messages_of(town.channel("P01")) if each.text == "了解です")

    town.workspace.edit(night.user, town.channel("P01"), said.ts, "見本一郎さん了解", town.now())
    await town.settles()

    assert ASKED_TO_DELETE in night.whispers[-1]


async def test_who_may_not_answer_is_asked_to_delete_a_name_all_the_same(town: Town) -> None:
    other, night = town.person("P07-1"), town.person("P01-1")
    await asks(town)
    town.workspace.invite(night.user, town.channel("P01"), other.user, town.now())

    await other.types("見本一郎さんなら存じています", at="P01", under=town.card("P01"))

    assert ASKED_TO_DELETE in other.whispers[-1]
    assert "未回答" in text_of(town.card("P12").blocks)


async def test_a_name_written_under_the_case_card_is_asked_to_be_deleted(town: Town) -> None:
    counselor = town.person("C1")
    await asks(town)

    await counselor.types("見本 一郎さんの叔母に電話", at="P12", under=town.card("P12"))

    assert ASKED_TO_DELETE in counselor.whispers[-1]
    assert not town.person("P01-1").whispers
