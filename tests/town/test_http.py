"""Slack posts to the bot: the night of S1, and what the guard turns away (F27, F28)."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import aiohttp
import pytest
from multidict import CIMultiDict

from sandbox.posting import FORM_TYPE, JSON_TYPE, signed
from sandbox.resident import text_of
from sandbox.town import SIGNING_SECRET, Grounds, Town
from storage import queries
from tests.town.asking import asks, declines
from tests.town.conftest import BOTH, living

MARKER = "架空花子"
STAMP, SIGNATURE = "X-Slack-Request-Timestamp", "X-Slack-Signature"
EVENT = json.dumps({"type": "event_callback", "event": {"type": "message", "text": MARKER}})


@pytest.fixture
async def town(
    tmp_path: Path, database: str, caplog: pytest.LogCaptureFixture
) -> AsyncIterator[Town]:
    grounds = Grounds(folder=tmp_path, database=database, http=True)
    async with living(grounds, caplog) as town:
        yield town


@pytest.fixture
async def line() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@BOTH
async def test_the_night_of_s1_is_the_same_where_slack_posts(town: Town) -> None:
    night, counselor = town.person("P01-1"), town.person("C1")
    await asks(town)
    await declines(town, by="P03-1", at="P03")
    await night.types("受け入れ可能です", at="P01", under=town.card("P01"))
    await counselor.presses("この事業所に依頼", at="P12")
    await night.presses("登録情報を見る", at="P01")
    sheet = text_of(night.view.blocks)
    await night.presses("到着", at="P01")

    assert "見本 一郎" in sheet
    assert "利用中" in text_of(town.card("P12").blocks)
    assert town.server.open_sockets == 0
    assert town.bot.listening()


async def test_what_slack_posts_twice_is_done_once(town: Town) -> None:
    """F18, over HTTP: a retry with a later time stamp, as Slack makes it."""
    await asks(town)
    pressed = town.workspace.press(
        town.person("P01-1").user,
        town.channel("P01"),
        town.card("P01").ts,
        "ask_accept",
        town.now(),
    )
    await town.settles()
    lines = len(town.thread("P01"))
    town.clock.push(timedelta(seconds=3))
    town.workspace.queue("interactive", pressed.payload, town.now(), user_id=pressed.user_id)

    await town.settles()

    assert len(town.thread("P01")) == lines


async def test_slack_sees_the_challenge_and_the_certificate_answered(
    town: Town, line: aiohttp.ClientSession
) -> None:
    body = json.dumps({"type": "url_verification", "challenge": "c-1", "token": "t"}).encode()
    headers = {"Content-Type": JSON_TYPE, **signed(body, SIGNING_SECRET, at=town.now())}

    async with line.post(town.events_url, data=body, headers=headers) as answer:
        challenge = (answer.status, await answer.json())
    async with line.post(town.events_url, data={"ssl_check": "1", "token": "t"}) as answer:
        posted = (answer.status, await answer.text())
    async with line.get(f"{town.events_url}?ssl_check=1&token=t") as answer:
        looked = answer.status
    async with line.get(town.events_url) as answer:
        other = answer.status

    assert challenge == (200, {"challenge": "c-1"})
    assert (posted, looked, other) == ((200, ""), 200, 404)


def own(town: Town, body: bytes, *, later: int = 0) -> dict[str, str]:
    """Return the headers that Slack would sign a body with, some seconds from now."""
    return signed(body, SIGNING_SECRET, at=town.now() + timedelta(seconds=later))


TURNED_AWAY = [
    pytest.param({}, 401, "header_count", id="no headers"),
    pytest.param({STAMP: None}, 401, "header_count", id="no time stamp"),
    pytest.param({SIGNATURE: None}, 401, "header_count", id="no signature"),
    pytest.param({STAMP: "abc"}, 401, "header_form", id="a word for a time stamp"),
    pytest.param({STAMP: "9" * 5000}, 401, "header_form", id="5,000 digits"),
    pytest.param({STAMP: "１７６８９１３１６０"}, 401, "header_form", id="full-width digits"),
    pytest.param({STAMP: "-1768913160"}, 401, "header_form", id="a sign"),
    pytest.param({STAMP: "1768913160.5"}, 401, "header_form", id="a fraction"),
    pytest.param({STAMP: ""}, 401, "header_form", id="an empty time stamp"),
    pytest.param({STAMP: "0"}, 401, "not_now", id="1970"),
    pytest.param({SIGNATURE: "v0=署名"}, 401, "header_form", id="a signature beyond ASCII"),
    pytest.param({SIGNATURE: "v0=" + "A" * 64}, 401, "header_form", id="capitals"),
    pytest.param({SIGNATURE: "v1=" + "0" * 64}, 401, "header_form", id="another version"),
    pytest.param({SIGNATURE: "v0=" + "0" * 64}, 401, "signature", id="forged"),
    pytest.param({SIGNATURE: "v0=" + "0" * 5000}, 401, "header_form", id="a long signature"),
]


@pytest.mark.parametrize(("wrong", "status", "reason"), TURNED_AWAY)
async def test_odd_headers_are_turned_away_without_a_trace(
    town: Town,
    line: aiohttp.ClientSession,
    caplog: pytest.LogCaptureFixture,
    wrong: dict[str, str | None],
    status: int,
    reason: str,
) -> None:
    body = EVENT.encode()
    headers = {"Content-Type": JSON_TYPE, **(own(town, body) if wrong else {}), **wrong}
    given = {name: value for name, value in headers.items() if value is not None}

    async with line.post(town.events_url, data=body, headers=given) as answer:
        found = (answer.status, await answer.text())

    assert found == (status, "")
    assert turned_away(caplog) == [reason]
    await nothing_of_it_is_kept(town, caplog)


BODIES = [
    pytest.param(b"\xff\xfe" + MARKER.encode(), JSON_TYPE, 400, "unreadable", id="bad UTF-8"),
    pytest.param(b"{" + MARKER.encode(), JSON_TYPE, 400, "unreadable", id="no JSON"),
    pytest.param(b"[" * 100_000, JSON_TYPE, 400, "unreadable", id="a deep nest"),
    pytest.param(b"[1, 2]", JSON_TYPE, 400, "not_slacks", id="no object"),
    pytest.param(b'{"type": 7}', JSON_TYPE, 400, "not_slacks", id="nothing of Slack's"),
    pytest.param(EVENT.encode(), "text/plain", 400, "not_slacks", id="another content type"),
    pytest.param(EVENT.encode(), "", 400, "not_slacks", id="no content type"),
    pytest.param(b"payload=%FF", FORM_TYPE, 400, "unreadable", id="a form in bad UTF-8"),
    pytest.param(b"payload={", FORM_TYPE, 400, "unreadable", id="a form without JSON"),
    pytest.param(b"a=1&" * 200, FORM_TYPE, 400, "unreadable", id="a form of 200 fields"),
    pytest.param(b"", JSON_TYPE, 400, "unreadable", id="nothing at all"),
    pytest.param(b" " * 10_000_000, JSON_TYPE, 413, "too_large", id="10 MB"),
]


@pytest.mark.parametrize(("body", "kind", "status", "reason"), BODIES)
async def test_what_is_signed_but_unreadable_is_turned_away_without_a_trace(
    town: Town,
    line: aiohttp.ClientSession,
    caplog: pytest.LogCaptureFixture,
    body: bytes,
    kind: str,
    status: int,
    reason: str,
) -> None:
    headers = {"Content-Type": kind, **own(town, body)}

    async with line.post(town.events_url, data=body, headers=headers) as answer:
        found = (answer.status, await answer.text())

    assert found == (status, "")
    assert turned_away(caplog) == [reason]
    await nothing_of_it_is_kept(town, caplog)


async def test_a_header_given_twice_is_turned_away(
    town: Town, line: aiohttp.ClientSession, caplog: pytest.LogCaptureFixture
) -> None:
    body = EVENT.encode()
    for name in (STAMP, SIGNATURE):
        headers: CIMultiDict[str] = CIMultiDict(own(town, body))
        headers.add(name, headers[name])
        async with line.post(town.events_url, data=body, headers=headers) as answer:
            assert (answer.status, await answer.text()) == (401, "")

    assert turned_away(caplog) == ["header_count"] * 2


async def test_a_request_is_good_for_five_minutes_either_way_and_once(
    town: Town, line: aiohttp.ClientSession, caplog: pytest.LogCaptureFixture
) -> None:
    """F27: the same bytes again are turned away, and have no effect."""
    answers = []
    for later in (-301, -299, -299, 299, 299, 301):
        body = urlencode({"command": "/kyoten", "user_id": "U1", "trigger_id": f"{later}"}).encode()
        headers = {"Content-Type": FORM_TYPE, **own(town, body, later=later)}
        async with line.post(town.events_url, data=body, headers=headers) as answer:
            answers.append(answer.status)

    assert answers == [401, 200, 401, 200, 401, 401]
    assert turned_away(caplog) == ["not_now", "replayed", "replayed", "not_now"]


async def test_a_body_that_does_not_end_is_turned_away_by_its_size(town: Town) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", town.bot.health.port)
    head = "POST /slack/events HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
    writer.write(head.encode())
    for _ in range(40):
        writer.write(b"10000\r\n" + b" " * 0x10000 + b"\r\n")
    await writer.drain()

    status = await reader.readline()
    writer.close()

    assert b"413" in status


def turned_away(caplog: pytest.LogCaptureFixture) -> list[str]:
    """Return the reasons in the log; each has its number."""
    found = [each for each in caplog.records if each.msg == "a request was turned away"]
    assert all(len(each.__dict__["reference"]) == 8 for each in found)
    return [each.__dict__["reason"] for each in found]


async def nothing_of_it_is_kept(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    taken: list[Any] = await town.bot.desk.read(
        lambda ledger: list(ledger.rows(queries.INBOX.select()))
    )
    assert taken == []
    assert MARKER not in caplog.text
    assert not [each for each in caplog.records if MARKER in str(each.__dict__)]
