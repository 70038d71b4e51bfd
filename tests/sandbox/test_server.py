"""The real Slack SDK and Bolt against the stand-in, over loopback sockets."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from typing import Any

import aiohttp
import pytest
from slack_bolt.adapter.socket_mode.websockets import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from sandbox.server import SlackServer
from sandbox.workspace import Workspace

NOON = datetime(2026, 10, 1, 3, 0, tzinfo=UTC)
BUTTON = {
    "type": "actions",
    "block_id": "answer",
    "elements": [
        {"type": "button", "action_id": "accept", "text": {"type": "plain_text", "text": "受ける"}}
    ],
}
FORM = {
    "type": "modal",
    "callback_id": "form",
    "title": {"type": "plain_text", "text": "依頼"},
    "submit": {"type": "plain_text", "text": "送る"},
    "blocks": [
        {
            "type": "input",
            "block_id": "who",
            "label": {"type": "plain_text", "text": "誰"},
            "element": {"type": "plain_text_input", "action_id": "text"},
        }
    ],
}


@pytest.fixture
def workspace() -> Workspace:
    return Workspace()


@pytest.fixture
async def server(workspace: Workspace) -> AsyncIterator[SlackServer]:
    server = SlackServer(workspace, lambda: NOON)
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
def client(server: SlackServer) -> AsyncWebClient:
    return AsyncWebClient(token="xoxb-sandbox", base_url=server.base_url)


@pytest.fixture
def app(workspace: Workspace, client: AsyncWebClient) -> AsyncApp:
    async def authorize() -> AuthorizeResult:
        return AuthorizeResult(
            enterprise_id=None,
            team_id=workspace.team_id,
            bot_token="xoxb-sandbox",
            bot_id=workspace.bot_id,
            bot_user_id=workspace.bot_user_id,
        )

    return AsyncApp(client=client, authorize=authorize, process_before_response=True)


@pytest.fixture
async def socket(app: AsyncApp) -> AsyncIterator[AsyncSocketModeHandler]:
    handler = AsyncSocketModeHandler(app, "xapp-sandbox")
    await handler.connect_async()  # type: ignore[no-untyped-call] # Bolt leaves it untyped
    yield handler
    await handler.close_async()  # type: ignore[no-untyped-call] # Bolt leaves it untyped


async def until(workspace: Workspace, true: Callable[[], bool]) -> None:
    """Let the loop turn until it is true; the workspace says when to look again."""
    looked = asyncio.Event()
    workspace.on_change.append(looked.set)
    async with asyncio.timeout(5):
        while not true():
            looked.clear()
            await asyncio.wait_for(looked.wait(), 5)
    workspace.on_change.remove(looked.set)


async def test_the_sdk_calls_every_kind_of_method(
    workspace: Workspace, client: AsyncWebClient
) -> None:
    hana = workspace.add_user("hana")

    who = await client.auth_test()
    made = await client.conversations_create(name="case-1", is_private=True)
    channel = made["channel"]["id"]
    await client.conversations_invite(channel=channel, users=[hana.id])
    posted = await client.chat_postMessage(
        channel=channel,
        text="依頼",
        blocks=[BUTTON],
        metadata={"event_type": "card", "event_payload": {"id": "1"}},
    )
    await client.chat_update(channel=channel, ts=posted["ts"], text="更新")
    history = await client.conversations_history(channel=channel, include_all_metadata=True)
    listed = await client.users_conversations(types="private_channel")

    assert who["bot_id"] == workspace.bot_id
    assert history["messages"][0]["text"] == "更新"
    assert history["messages"][0]["metadata"]["event_payload"] == {"id": "1"}
    assert [c["name"] for c in listed["channels"]] == ["case-1"]


async def test_a_refusal_reaches_the_sdk_as_slacks_own_error(client: AsyncWebClient) -> None:
    with pytest.raises(SlackApiError) as caught:
        await client.chat_postMessage(channel="C0NOWHERE", text="だれか")

    assert caught.value.response["error"] == "channel_not_found"


async def test_too_many_posts_are_answered_429_with_a_wait(
    workspace: Workspace, client: AsyncWebClient
) -> None:
    office = workspace.add_channel("office", with_bot=True)
    for _ in range(10):
        await client.chat_postMessage(channel=office.id, text="一")

    with pytest.raises(SlackApiError) as caught:
        await client.chat_postMessage(channel=office.id, text="一")

    assert caught.value.response.status_code == 429
    assert caught.value.response.headers["Retry-After"] == "1"


async def test_a_file_goes_up_in_three_steps_and_is_shared(
    workspace: Workspace, client: AsyncWebClient
) -> None:
    office = workspace.add_channel("office", with_bot=True)

    sent = await client.files_upload_v2(
        channel=office.id, filename="様式.csv", content="a,b", title="様式"
    )
    found = await client.files_info(file=sent["file"]["id"])

    assert sent["file"]["shares"] == {}
    (share,) = found["file"]["shares"]["private"][office.id]
    assert workspace.message(office.id, share["ts"]).files[0]["title"] == "様式"
    assert any("a,b" in call.args for call in workspace.recorder.to_people_channels())


async def test_bolt_hears_an_event_and_answers_in_the_thread(
    workspace: Workspace, app: AsyncApp, socket: AsyncSocketModeHandler
) -> None:
    hana = workspace.add_user("hana")
    office = workspace.add_channel("office", members=[hana.id], with_bot=True)

    async def on_message(event: dict[str, Any], client: AsyncWebClient) -> None:
        if "bot_id" not in event:
            await client.chat_postMessage(
                channel=event["channel"], text="聞きました", thread_ts=event["ts"]
            )

    app.event("message")(on_message)
    said = workspace.say(hana.id, office.id, "空いています", NOON)

    await until(workspace, lambda: len(workspace.thread(office.id, said.ts)) == 2)

    assert workspace.thread(office.id, said.ts)[1].text == "聞きました"


async def test_a_command_opens_a_form_whose_answer_is_shown(
    workspace: Workspace, app: AsyncApp, socket: AsyncSocketModeHandler
) -> None:
    hana = workspace.add_user("hana")
    office = workspace.add_channel("office", members=[hana.id])
    seen: list[Any] = []

    async def on_command(ack: Any, body: dict[str, Any], client: AsyncWebClient) -> None:
        await client.views_open(trigger_id=body["trigger_id"], view=FORM)
        await ack()

    async def on_form(ack: Any, view: dict[str, Any]) -> None:
        seen.append(view["state"]["values"]["who"]["text"]["value"])
        await ack(response_action="errors", errors={"who": "もう一度"})

    app.command("/kyoten")(on_command)
    app.view("form")(on_form)
    workspace.slash(hana.id, office.id, "/kyoten", "new", NOON)
    await until(workspace, lambda: bool(workspace.views(hana.id)))
    (form,) = workspace.views(hana.id)
    workspace.submit(hana.id, form.id, {"who": {"text": "本人"}}, NOON)
    await until(workspace, lambda: bool(workspace.view(form.id).errors))

    assert seen == ["本人"]
    assert workspace.view(form.id).errors == {"who": "もう一度"}
    assert workspace.unacked == []
    assert workspace.faults == []


async def test_a_press_is_answered_through_its_response_url(
    workspace: Workspace, app: AsyncApp, client: AsyncWebClient, socket: AsyncSocketModeHandler
) -> None:
    hana = workspace.add_user("hana")
    office = workspace.add_channel("office", members=[hana.id], with_bot=True)
    posted = await client.chat_postMessage(channel=office.id, text="依頼", blocks=[BUTTON])

    async def on_accept(ack: Any, body: dict[str, Any]) -> None:
        await ack()
        await AsyncWebhookClient(body["response_url"]).send(text="受け付けました")

    app.action("accept")(on_accept)
    workspace.press(hana.id, office.id, posted["ts"], "accept", NOON)
    await until(workspace, lambda: bool(workspace.ephemerals(hana.id)))

    assert [m.text for m in workspace.ephemerals(hana.id)] == ["受け付けました"]


async def test_deliveries_go_on_after_every_socket_was_refreshed(
    workspace: Workspace, app: AsyncApp, server: SlackServer, socket: AsyncSocketModeHandler
) -> None:
    hana = workspace.add_user("hana")
    office = workspace.add_channel("office", members=[hana.id])

    async def on_command(ack: Any) -> None:
        await ack("はい")

    app.command("/kyoten")(on_command)
    await server.refresh_sockets()
    workspace.slash(hana.id, office.id, "/kyoten", "help", NOON)
    await until(workspace, lambda: bool(workspace.ephemerals(hana.id)))

    assert [m.text for m in workspace.ephemerals(hana.id)] == ["はい"]


async def test_with_no_socket_open_a_press_fails_at_once_and_an_event_waits(
    workspace: Workspace, server: SlackServer
) -> None:
    hana = workspace.add_user("hana")
    office = workspace.add_channel("office", members=[hana.id], with_bot=True)

    typed = workspace.slash(hana.id, office.id, "/kyoten", "help", NOON)
    workspace.say(hana.id, office.id, "空きあり", NOON)

    assert typed.state == "timed_out"
    assert "operation_timeout" in workspace.notices(hana.id)[0].text
    assert [envelope.type for envelope in workspace.unacked] == ["events_api"]


async def test_two_sockets_take_turns_and_hello_counts_them(
    workspace: Workspace, client: AsyncWebClient, server: SlackServer
) -> None:
    hana = workspace.add_user("hana")
    office = workspace.add_channel("office", members=[hana.id])

    async with aiohttp.ClientSession() as session:
        sockets = []
        for number in (1, 2):
            opened = await client.apps_connections_open(app_token="xapp-sandbox")
            sockets.append(await session.ws_connect(opened["url"]))
            assert (await sockets[-1].receive_json())["num_connections"] == number
        for _ in range(2):
            workspace.slash(hana.id, office.id, "/kyoten", "help", NOON)
        frames = [await socket.receive_json() for socket in sockets]

        assert {frame["type"] for frame in frames} == {"slash_commands"}
        assert frames[0]["envelope_id"] != frames[1]["envelope_id"]
        assert server.open_sockets == 2
        for socket in sockets:
            await socket.close()


async def test_a_ticket_opens_one_socket_only(client: AsyncWebClient) -> None:
    opened = await client.apps_connections_open(app_token="xapp-sandbox")

    async with aiohttp.ClientSession() as session:
        first = await session.ws_connect(opened["url"])
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await session.ws_connect(opened["url"])
        await first.close()


async def test_the_stand_in_never_listens_beyond_loopback(workspace: Workspace) -> None:
    server = SlackServer(workspace, lambda: NOON)

    with pytest.raises(ValueError, match="loopback"):
        await server.start(host="0.0.0.0")


async def test_arguments_are_read_from_a_form_as_well(
    workspace: Workspace, server: SlackServer
) -> None:
    office = workspace.add_channel("office", with_bot=True)
    form = {"channel": office.id, "text": "依頼", "blocks": json.dumps([BUTTON])}

    async with aiohttp.ClientSession() as session:
        headers = {"Authorization": "Bearer xoxb-sandbox"}
        url = f"{server.base_url}chat.postMessage"
        async with session.post(url, data=form, headers=headers) as response:
            answer = await response.json()

    assert answer["ok"] is True
    assert answer["message"]["blocks"][0]["block_id"] == "answer"
