"""The stand-in misbehaves on demand, as seen by the real SDK over real connections."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.clock import TownClock
from sandbox.model import Channel, User
from sandbox.server import SlackServer
from sandbox.troubles import Kind, Trouble
from sandbox.workspace import Workspace

NOON = datetime(2026, 10, 1, 3, 0, tzinfo=UTC)
POST = "chat.postMessage"
KEY = {"event_type": "kyoten_msg", "event_payload": {"k": "key"}}


@pytest.fixture
def clock() -> TownClock:
    return TownClock(NOON)


@pytest.fixture
def workspace() -> Workspace:
    return Workspace()


@pytest.fixture
async def server(workspace: Workspace, clock: TownClock) -> AsyncIterator[SlackServer]:
    server = SlackServer(workspace, clock.wall)
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
def client(server: SlackServer) -> AsyncWebClient:
    return AsyncWebClient(token="xoxb-sandbox", base_url=server.base_url, retry_handlers=[])


@pytest.fixture
async def line(server: SlackServer) -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
def hana(workspace: Workspace) -> User:
    return workspace.add_user("hana")


@pytest.fixture
def office(workspace: Workspace, hana: User) -> Channel:
    return workspace.add_channel("office", members=[hana.id], with_bot=True)


def texts(workspace: Workspace, channel: Channel) -> list[str]:
    return [message.text for message in workspace.messages(channel.id) if message.is_bot]


async def refused(client: AsyncWebClient, channel: Channel, text: str = "依頼") -> SlackApiError:
    with pytest.raises(SlackApiError) as caught:
        await client.chat_postMessage(channel=channel.id, text=text)
    return caught.value


async def listed(client: AsyncWebClient, channel: Channel) -> list[str]:
    history = await client.conversations_history(channel=channel.id)
    return [message["text"] for message in history["messages"] if message.get("bot_id")]


# ------------------------------------------------------------------ calls


async def test_a_throttled_call_is_answered_429_and_does_nothing(
    workspace: Workspace, client: AsyncWebClient, office: Channel
) -> None:
    workspace.troubles.add(Trouble(kind=Kind.THROTTLED, method=POST, seconds=30))

    fault = await refused(client, office)

    assert fault.response.status_code == 429
    assert fault.response.headers["Retry-After"] == "30"
    assert texts(workspace, office) == []


@pytest.mark.parametrize(("kind", "done"), [(Kind.FAILS_BEFORE, 0), (Kind.FAILS_AFTER, 1)])
async def test_a_server_error_comes_before_or_after_the_effect(
    workspace: Workspace, client: AsyncWebClient, office: Channel, kind: Kind, done: int
) -> None:
    workspace.troubles.add(Trouble(kind=kind, method=POST))

    fault = await refused(client, office)

    assert fault.response.status_code == 503
    assert len(texts(workspace, office)) == done


@pytest.mark.parametrize(("kind", "done"), [(Kind.FAILS_BEFORE, 0), (Kind.FAILS_AFTER, 1)])
async def test_an_error_code_comes_before_or_after_the_effect(
    workspace: Workspace, client: AsyncWebClient, office: Channel, kind: Kind, done: int
) -> None:
    workspace.troubles.add(Trouble(kind=kind, method=POST, code="fatal_error"))

    fault = await refused(client, office)

    assert (fault.response.status_code, fault.response["error"]) == (200, "fatal_error")
    assert len(texts(workspace, office)) == done


@pytest.mark.parametrize(("kind", "done"), [(Kind.CUT_BEFORE, 0), (Kind.CUT_AFTER, 1)])
async def test_a_connection_is_cut_before_or_after_the_effect(
    workspace: Workspace, client: AsyncWebClient, office: Channel, kind: Kind, done: int
) -> None:
    workspace.troubles.add(Trouble(kind=kind, method=POST))

    with pytest.raises(aiohttp.ClientError):
        await client.chat_postMessage(channel=office.id, text="依頼")

    assert len(texts(workspace, office)) == done
    assert [sent.status for sent in workspace.recorder.calls] == [0]


async def test_a_late_post_lands_when_its_moment_has_come(
    workspace: Workspace,
    server: SlackServer,
    client: AsyncWebClient,
    clock: TownClock,
    office: Channel,
) -> None:
    workspace.troubles.add(Trouble(kind=Kind.LATE, method=POST, seconds=40))

    with pytest.raises(aiohttp.ClientError):
        await client.chat_postMessage(channel=office.id, text="依頼")
    clock.push(timedelta(seconds=39))
    await server.flush()
    assert texts(workspace, office) == []
    clock.push(timedelta(seconds=1))

    assert await listed(client, office) == ["依頼"]
    (landed,) = [m for m in workspace.messages(office.id) if m.is_bot]
    assert float(landed.ts) == NOON.timestamp() + 40


async def test_a_hidden_post_is_seen_by_people_and_listed_later(
    workspace: Workspace, client: AsyncWebClient, clock: TownClock, office: Channel
) -> None:
    workspace.troubles.add(Trouble(kind=Kind.HIDDEN, method=POST, seconds=10))
    posted = await client.chat_postMessage(channel=office.id, text="依頼", metadata=KEY)

    assert texts(workspace, office) == ["依頼"]
    assert await listed(client, office) == []
    with pytest.raises(SlackApiError, match="thread_not_found"):
        await client.conversations_replies(channel=office.id, ts=posted["ts"])
    clock.push(timedelta(seconds=10))

    assert await listed(client, office) == ["依頼"]


async def test_a_post_may_be_cut_and_hidden_at_once(
    workspace: Workspace, client: AsyncWebClient, clock: TownClock, office: Channel
) -> None:
    workspace.troubles.add(
        Trouble(kind=Kind.HIDDEN, method=POST, seconds=10), Trouble(kind=Kind.CUT_AFTER)
    )
    with pytest.raises(aiohttp.ClientError):
        await client.chat_postMessage(channel=office.id, text="依頼")

    assert texts(workspace, office) == ["依頼"]
    assert await listed(client, office) == []


async def test_a_trouble_begins_at_its_call_and_ends_after_its_times(
    workspace: Workspace, client: AsyncWebClient, office: Channel
) -> None:
    other = workspace.add_channel("other", with_bot=True)
    workspace.troubles.add(
        Trouble(kind=Kind.FAILS_BEFORE, method="chat.*", channel=office.id, nth=2, times=2)
    )

    await client.chat_postMessage(channel=office.id, text="一")
    await client.chat_postMessage(channel=other.id, text="外")
    for text in ("二", "三"):
        await refused(client, office, text)
    await client.chat_postMessage(channel=office.id, text="四")

    assert texts(workspace, office) == ["一", "四"]


async def test_a_trouble_without_an_end_lasts_until_it_is_calm(
    workspace: Workspace, client: AsyncWebClient, office: Channel
) -> None:
    workspace.troubles.add(Trouble(kind=Kind.FAILS_BEFORE, times=None))
    for _ in range(5):
        await refused(client, office)

    workspace.troubles.calm()

    assert (await client.auth_test())["ok"] is True


async def test_a_form_and_a_response_url_meet_troubles_too(
    workspace: Workspace,
    server: SlackServer,
    line: aiohttp.ClientSession,
    hana: User,
    office: Channel,
) -> None:
    workspace.troubles.add(Trouble(kind=Kind.CUT_BEFORE, method="response_url"))
    workspace.listeners = None
    typed = workspace.slash(hana.id, office.id, "/kyoten", "help", NOON)

    with pytest.raises(aiohttp.ClientError):
        await line.post(typed.payload["response_url"], json={"text": "はい"})
    async with line.post(typed.payload["response_url"], json={"text": "はい"}) as answer:
        assert answer.status == 200

    assert [message.text for message in workspace.ephemerals(hana.id)] == ["はい"]


# ------------------------------------------------------------------ what people and admins do


async def test_in_an_archived_channel_nothing_is_posted_or_drawn(
    workspace: Workspace, client: AsyncWebClient, hana: User, office: Channel
) -> None:
    posted = await client.chat_postMessage(channel=office.id, text="依頼")
    workspace.archive(hana.id, office.id, NOON)

    fault = await refused(client, office)
    with pytest.raises(SlackApiError, match="is_inactive"):
        await client.chat_update(channel=office.id, ts=posted["ts"], text="更新")

    assert fault.response["error"] == "is_archived"
    assert _events(workspace)[-2:] == ["message", "group_archive"]


async def test_a_removed_bot_is_told_and_finds_no_channel(
    workspace: Workspace, client: AsyncWebClient, hana: User, office: Channel
) -> None:
    public = workspace.add_channel("open", members=[hana.id], private=False, with_bot=True)
    posted = await client.chat_postMessage(channel=office.id, text="依頼")
    for channel in (office, public):
        workspace.remove_bot(hana.id, channel.id, NOON)

    closed, opened = await refused(client, office), await refused(client, public)
    with pytest.raises(SlackApiError, match="channel_not_found"):
        await client.chat_update(channel=office.id, ts=posted["ts"], text="更新")

    assert closed.response["error"] == "channel_not_found"
    assert opened.response["error"] == "not_in_channel"
    assert [kind for kind in _events(workspace) if kind != "message"] == [
        "group_left",
        "channel_left",
    ]


async def test_a_deleted_card_is_told_of_and_cannot_be_drawn(
    workspace: Workspace, client: AsyncWebClient, office: Channel
) -> None:
    posted = await client.chat_postMessage(channel=office.id, text="依頼")
    workspace.delete_card(office.id, posted["ts"], NOON)

    with pytest.raises(SlackApiError, match="message_not_found"):
        await client.chat_update(channel=office.id, ts=posted["ts"], text="更新")

    gone = workspace.unacked[-1].payload["event"]
    assert (gone["subtype"], gone["deleted_ts"]) == ("message_deleted", posted["ts"])


async def test_with_a_revoked_token_every_later_call_is_refused_until_reinstalled(
    workspace: Workspace, client: AsyncWebClient, office: Channel
) -> None:
    workspace.revoke_token(NOON)

    fault = await refused(client, office)
    with pytest.raises(SlackApiError, match="invalid_auth"):
        await client.apps_connections_open(app_token="xapp-sandbox")
    workspace.reinstall()
    await client.chat_postMessage(channel=office.id, text="依頼")

    assert fault.response["error"] == "token_revoked"
    told = workspace.unacked[0].payload["event"]
    assert told == {
        "type": "tokens_revoked",
        "tokens": {"oauth": [], "bot": [workspace.bot_user_id]},
    }


def _events(workspace: Workspace) -> list[str]:
    return [envelope.payload["event"]["type"] for envelope in workspace.unacked]


# ------------------------------------------------------------------ deliveries


async def connect(
    client: AsyncWebClient, line: aiohttp.ClientSession
) -> aiohttp.ClientWebSocketResponse:
    opened = await client.apps_connections_open(app_token="xapp-sandbox")
    socket = await line.ws_connect(opened["url"])
    await socket.receive_json()
    return socket


async def hears(workspace: Workspace, socket: aiohttp.ClientWebSocketResponse) -> Any:
    frame = await socket.receive_json(timeout=5)
    await socket.send_json({"envelope_id": frame["envelope_id"]})
    async with asyncio.timeout(5):
        while frame["envelope_id"] in workspace.envelopes:  # noqa: ASYNC110 - an ack is silent
            await asyncio.sleep(0)
    event = frame["payload"].get("event")
    return event["text"] if event else frame["payload"]["text"]


async def test_a_duplicated_event_comes_twice_under_one_id(
    workspace: Workspace,
    client: AsyncWebClient,
    line: aiohttp.ClientSession,
    hana: User,
    office: Channel,
) -> None:
    socket = await connect(client, line)
    workspace.troubles.add(Trouble(kind=Kind.DUPLICATED, method="message"))
    workspace.say(hana.id, office.id, "受けます", NOON)

    frames = [await socket.receive_json(timeout=5) for _ in range(2)]

    assert frames[0]["payload"]["event_id"] == frames[1]["payload"]["event_id"]
    assert frames[0]["envelope_id"] != frames[1]["envelope_id"]
    await socket.close()


async def test_a_duplicate_may_come_later(
    workspace: Workspace,
    server: SlackServer,
    client: AsyncWebClient,
    line: aiohttp.ClientSession,
    clock: TownClock,
    hana: User,
    office: Channel,
) -> None:
    socket = await connect(client, line)
    workspace.troubles.add(Trouble(kind=Kind.DUPLICATED, method="slash_commands", seconds=30))
    workspace.slash(hana.id, office.id, "/kyoten", "help", NOON)

    assert await hears(workspace, socket) == "help"
    assert workspace.next_moment(NOON) == NOON + timedelta(seconds=30)
    clock.push(timedelta(seconds=30))
    await server.flush()

    assert await hears(workspace, socket) == "help"
    await socket.close()


async def test_a_reordered_event_comes_just_after_the_next(
    workspace: Workspace,
    client: AsyncWebClient,
    line: aiohttp.ClientSession,
    hana: User,
    office: Channel,
) -> None:
    socket = await connect(client, line)
    workspace.troubles.add(Trouble(kind=Kind.REORDERED, method="message", channel=office.id))
    for text in ("一", "二", "三"):
        workspace.say(hana.id, office.id, text, NOON)

    assert [await hears(workspace, socket) for _ in range(3)] == ["二", "一", "三"]
    await socket.close()


async def test_a_reordered_event_nothing_overtakes_comes_all_the_same(
    workspace: Workspace,
    server: SlackServer,
    client: AsyncWebClient,
    line: aiohttp.ClientSession,
    clock: TownClock,
    hana: User,
    office: Channel,
) -> None:
    socket = await connect(client, line)
    workspace.troubles.add(
        Trouble(kind=Kind.REORDERED, method="message"),
        Trouble(kind=Kind.REORDERED, method="message", nth=2, seconds=60),
    )
    workspace.say(hana.id, office.id, "一", NOON)
    clock.push(timedelta(seconds=3))
    await server.flush()
    assert await hears(workspace, socket) == "一"

    workspace.say(hana.id, office.id, "二", clock.wall())
    clock.push(timedelta(seconds=60))
    await server.flush()

    assert await hears(workspace, socket) == "二"
    await socket.close()


async def test_a_lost_event_never_comes_and_a_lost_press_is_told_to_its_person(
    workspace: Workspace,
    server: SlackServer,
    client: AsyncWebClient,
    line: aiohttp.ClientSession,
    clock: TownClock,
    hana: User,
    office: Channel,
) -> None:
    socket = await connect(client, line)
    workspace.troubles.add(Trouble(kind=Kind.LOST, times=2))
    workspace.say(hana.id, office.id, "消える", NOON)
    typed = workspace.slash(hana.id, office.id, "/kyoten", "消える", NOON)
    clock.push(timedelta(minutes=10))
    workspace.say(hana.id, office.id, "届く", clock.wall())
    await server.flush()

    assert await hears(workspace, socket) == "届く"
    assert typed.state == "timed_out"
    assert "operation_timeout" in workspace.notices(hana.id)[0].text
    assert len(workspace.troubles.swallowed) == 2
    await socket.close()


async def test_a_mute_socket_stays_open_and_swallows_what_the_other_then_brings(
    workspace: Workspace,
    server: SlackServer,
    client: AsyncWebClient,
    line: aiohttp.ClientSession,
    clock: TownClock,
    hana: User,
    office: Channel,
) -> None:
    mute, spare = await connect(client, line), await connect(client, line)
    workspace.troubles.add(Trouble(kind=Kind.MUTE))

    workspace.say(hana.id, office.id, "受けます", NOON)
    await server.flush()
    assert workspace.due(NOON) == []  # nobody waits for an acknowledgement that cannot come
    clock.push(timedelta(seconds=3))
    await server.flush()

    frame = await spare.receive_json(timeout=5)
    assert (frame["retry_attempt"], frame["payload"]["event"]["text"]) == (1, "受けます")
    await mute.ping()
    with pytest.raises(TimeoutError):
        await mute.receive(timeout=0.05)
    assert (mute.closed, server.open_sockets) == (False, 2)
    await spare.close()


async def test_sockets_can_be_cut_refreshed_and_too_many(
    workspace: Workspace, server: SlackServer, client: AsyncWebClient, line: aiohttp.ClientSession
) -> None:
    workspace.most_sockets = 1
    first = await connect(client, line)
    opened = await client.apps_connections_open(app_token="xapp-sandbox")
    second = await line.ws_connect(opened["url"])

    assert (await second.receive_json())["reason"] == "too_many_websockets"
    assert (await second.receive()).type is aiohttp.WSMsgType.CLOSE
    await server.refresh_sockets("warning")
    assert (await first.receive_json())["reason"] == "warning"
    await server.cut_sockets()
    assert (await first.receive()).type in (aiohttp.WSMsgType.CLOSED, aiohttp.WSMsgType.ERROR)


async def test_what_was_sent_when_the_last_socket_went_comes_again(
    workspace: Workspace,
    server: SlackServer,
    client: AsyncWebClient,
    line: aiohttp.ClientSession,
    clock: TownClock,
    hana: User,
    office: Channel,
) -> None:
    first = await connect(client, line)
    workspace.say(hana.id, office.id, "受けます", NOON)
    await first.receive_json(timeout=5)
    await first.close()
    again = await connect(client, line)
    assert workspace.due(NOON) == []
    clock.push(timedelta(seconds=3))
    await server.flush()

    assert await hears(workspace, again) == "受けます"
    assert workspace.lost == []
    await again.close()
