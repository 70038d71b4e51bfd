"""What really happens on the wire, and what it means: nothing written, or nobody knows."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import OutcomeUnknown, SlackFault, Throttled, TriggerExpired, Unreachable
from bot.words.blocks import note
from handlers.webapi import FORM_SECONDS, WebApi
from handlers.wire import SESSION, open_session
from sandbox.clock import TownClock

START = datetime(2026, 1, 20, 12, 46, tzinfo=UTC)
Speech = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


class Line:
    """A server that says what it is told to, and counts what it was sent."""

    def __init__(self, speech: Speech) -> None:
        self.speech = speech
        self.posts = 0

    async def __call__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
            length = int(head.partition("content-length: ")[2].partition("\r\n")[0] or 0)
            await reader.readexactly(length)
            self.posts += 1
            await self.speech(reader, writer)
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()


@asynccontextmanager
async def slack(
    speech: Speech, *, within: aiohttp.ClientTimeout | None = None
) -> AsyncIterator[tuple[WebApi, Line]]:
    """Our Web API as it is wired, before a server that behaves as told."""
    line = Line(speech)
    server = await asyncio.start_server(line, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    session = open_session() if within is None else aiohttp.ClientSession(timeout=within)
    client = AsyncWebClient(
        token="xoxb-example",
        base_url=f"http://127.0.0.1:{port}/api/",
        session=session,
        retry_handlers=[],
    )
    async with server, session:
        yield WebApi(client, TownClock(START)), line


def says(status: str, body: str, *headers: str, kind: str = "application/json") -> Speech:
    async def speech(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", f"Content-Length: {len(body)}"]
        writer.write("\r\n".join([*head, *headers, "", body]).encode())
        await writer.drain()

    return speech


async def cuts(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Cut the connection without a word."""
    writer.transport.abort()


async def breaks_off(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Cut the connection in the middle of the answer."""
    writer.write(
        b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 90\r\n\r\n{"
    )
    await writer.drain()
    writer.transport.abort()


async def is_silent(reader: asyncio.StreamReader, _: asyncio.StreamWriter) -> None:
    """Never answer."""
    await reader.read()


async def fault_of(api: WebApi) -> SlackFault:
    """Post something; return what went wrong."""
    with pytest.raises(SlackFault) as caught:
        await api.post("C1", note("見本"), key="k")
    return caught.value


@pytest.mark.parametrize(
    "speech",
    [
        pytest.param(cuts, id="the connection was cut"),
        pytest.param(breaks_off, id="it broke off in the answer"),
        pytest.param(says("503 No", "<html>", kind="text/html"), id="a proxy's page"),
        pytest.param(says("502 No", "bad gateway", kind="text/plain"), id="a proxy's line"),
        pytest.param(says("200 OK", "ok", kind="text/plain"), id="plain text"),
        pytest.param(says("200 OK", "{no json"), id="broken json"),
        pytest.param(says("200 OK", "<html>", kind="text/html"), id="somebody else's page"),
        pytest.param(says("200 OK", '{"ok":false,"error":"fatal_error"}'), id="fatal_error"),
        pytest.param(says("307 Go", "", "Location: http://127.0.0.1:9/api/"), id="led away"),
    ],
)
async def test_f02_f04_what_was_written_may_have_arrived(speech: Speech) -> None:
    async with slack(speech) as (api, line):
        fault = await fault_of(api)

        assert isinstance(fault, OutcomeUnknown)
        assert line.posts == 1  # F06: nothing beneath us tried again


async def test_f03_where_nobody_listens_nothing_was_written() -> None:
    async with slack(cuts) as (api, line):
        client = AsyncWebClient(
            token="xoxb-example",
            base_url="http://127.0.0.1:9/api/",
            retry_handlers=[],
        )
        api = WebApi(client, TownClock(START))

        fault = await fault_of(api)

        assert isinstance(fault, Unreachable)
        assert line.posts == 0


async def test_a_silent_slack_is_given_up_and_may_have_heard_us() -> None:
    quick = aiohttp.ClientTimeout(total=0.2, connect=0.1)
    async with slack(is_silent, within=quick) as (api, line):
        fault = await fault_of(api)

        assert isinstance(fault, OutcomeUnknown)
        assert line.posts == 1


async def test_the_waits_for_slack_are_those_of_the_design() -> None:
    async with open_session() as session:
        assert (session.timeout.total, session.timeout.connect) == (8, 3)
    assert (SESSION.total, FORM_SECONDS) == (8, 2.0)


@pytest.mark.parametrize(
    ("header", "seconds"), [("Retry-After: 30", 30), ("X: y", 1), ("Retry-After: Wed", 1)]
)
async def test_f01_a_429_says_how_long(header: str, seconds: float) -> None:
    async with slack(says("429 Slow", '{"ok":false,"error":"ratelimited"}', header)) as (api, _):
        fault = await fault_of(api)

    assert type(fault) is Throttled
    assert fault.retry_after == seconds


async def test_f16_an_older_servers_word_for_a_late_trigger_is_understood() -> None:
    body = (
        '{"ok":false,"error":"invalid_arguments",'
        '"response_metadata":{"messages":["[ERROR] trigger_id expired"]}}'
    )
    async with slack(says("200 OK", body)) as (api, _):
        with pytest.raises(TriggerExpired):
            await api.open_view("1.2.3", {"type": "modal"})


async def test_time_is_slacks_own_as_its_last_answer_had_it() -> None:
    date = "Date: Tue, 20 Jan 2026 12:50:00 GMT"
    body = '{"ok":true,"ts":"1.0","channel":"C1"}'
    async with slack(says("200 OK", body, date)) as (api, _):
        assert api.slack_now() == START
        await api.post("C1", note("見本"), key="k")

        assert api.slack_now() == START + timedelta(minutes=4)


async def test_a_message_that_is_gone_already_is_well_deleted() -> None:
    async with slack(says("200 OK", '{"ok":false,"error":"message_not_found"}')) as (api, _):
        await api.delete("C1", "1.0")
