"""What waits for somebody in the stand-in, and what of it rings, as in Slack."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from sandbox.model import Channel, User
from sandbox.ringing import Unread
from sandbox.workspace import Workspace

NOON = datetime(2026, 10, 1, 3, 0, tzinfo=UTC)
NOTHING = Unread()


@pytest.fixture
def workspace() -> Workspace:
    return Workspace()


@pytest.fixture
def hana(workspace: Workspace) -> User:
    return workspace.add_user("hana", real_name="例 はな")


@pytest.fixture
def taro(workspace: Workspace) -> User:
    return workspace.add_user("taro", real_name="例 たろう")


@pytest.fixture
def office(workspace: Workspace, hana: User, taro: User) -> Channel:
    return workspace.add_channel("office", members=[hana.id, taro.id], with_bot=True)


def posts(workspace: Workspace, channel: str, text: str, **more: Any) -> str:
    args = {"channel": channel, "text": text, **more}
    answer = workspace.call("chat.postMessage", args, NOON, token=workspace.bot_token)
    assert answer.body["ok"], answer.body
    return str(answer.body["ts"])


def section(text: str) -> list[dict[str, Any]]:
    return [{"type": "section", "text": {"type": "mrkdwn", "text": text}}]


def test_a_post_waits_until_it_is_seen_and_ones_own_never_does(
    workspace: Workspace, office: Channel, hana: User
) -> None:
    posts(workspace, office.id, "依頼")
    workspace.say(hana.id, office.id, "見ました", NOON)
    before, version = workspace.unread(hana.id, office.id), workspace.version

    workspace.mark_read(hana.id, office.id)

    assert before == Unread(messages=1, rings=0)
    assert workspace.unread(hana.id, office.id) == NOTHING
    assert workspace.version == version + 1


@pytest.mark.parametrize(
    ("calls", "rings"),
    [
        pytest.param("<@{hana}> さん", 1, id="by name"),
        pytest.param("<@{hana}|hana> さん", 1, id="by name, as Slack also writes it"),
        pytest.param("<@{taro}> さん", 0, id="somebody else"),
        pytest.param("<!channel> 依頼", 1, id="everybody in the channel"),
        pytest.param("<!here> 依頼", 1, id="everybody who is there"),
        pytest.param("<!subteam^{night}|@yakin> 依頼", 1, id="a handle they stand behind"),
        pytest.param("<!subteam^{day}|@nikkin> 依頼", 0, id="a handle of others"),
        pytest.param("hana さん", 0, id="a name without a mention"),
    ],
)
def test_a_post_rings_for_whom_it_mentions(
    workspace: Workspace, office: Channel, hana: User, taro: User, calls: str, rings: int
) -> None:
    night = workspace.add_usergroup("yakin", "夜勤", [hana.id]).id
    day = workspace.add_usergroup("nikkin", "日勤", [taro.id]).id
    text = calls.format(hana=hana.id, taro=taro.id, night=night, day=day)

    posts(workspace, office.id, text)
    posts(workspace, office.id, "依頼", blocks=section(text))

    assert workspace.unread(hana.id, office.id) == Unread(messages=2, rings=2 * rings)


def test_a_mention_typed_by_a_person_rings_and_one_behind_a_card_does_not(
    workspace: Workspace, office: Channel, hana: User, taro: User
) -> None:
    workspace.say(taro.id, office.id, f"<@{hana.id}> さん", NOON)
    posts(workspace, office.id, f"<@{hana.id}>", blocks=section("依頼"))

    assert workspace.unread(hana.id, office.id) == Unread(messages=2, rings=1)


def test_everything_in_a_direct_message_rings(workspace: Workspace, hana: User) -> None:
    posts(workspace, hana.id, "今晩")

    assert workspace.unread(hana.id, workspace.dm_of(hana.id).id) == Unread(messages=1, rings=1)


def test_a_file_waits_like_what_is_said(workspace: Workspace, office: Channel, hana: User) -> None:
    def call(method: str, **args: Any) -> dict[str, Any]:
        return workspace.call(method, args, NOON, token=workspace.bot_token).body

    file = call("files.getUploadURLExternal", filename="yotei.csv", length=3)["file_id"]
    workspace.upload(file, b"a,b", NOON)

    call("files.completeUploadExternal", files=[{"id": file}], channel_id=office.id)

    assert workspace.unread(hana.id, office.id) == Unread(messages=1)


def test_nothing_waits_where_one_is_not_a_member_and_coming_and_going_marks_nothing(
    workspace: Workspace, hana: User, taro: User
) -> None:
    hall = workspace.add_channel("hall", private=False, members=[hana.id], with_bot=True)
    workspace.join(taro.id, hall.id, NOON)
    assert workspace.unread(hana.id, hall.id) == NOTHING

    posts(workspace, hall.id, "依頼")
    workspace.leave(taro.id, hall.id, NOON)

    assert workspace.unread(hana.id, hall.id) == Unread(messages=1)
    assert workspace.unread(taro.id, hall.id) == NOTHING


def test_a_reply_waits_in_its_thread_for_those_who_follow_it_and_marks_no_channel(
    workspace: Workspace, office: Channel, hana: User, taro: User
) -> None:
    card = posts(workspace, office.id, "依頼")
    workspace.say(hana.id, office.id, "確認します", NOON, thread_ts=card)
    for each in (hana, taro):
        workspace.mark_read(each.id, office.id)

    posts(workspace, office.id, "お返事をお待ちします", thread_ts=card)

    (waits,) = workspace.followed(hana.id)
    assert (waits.channel_id, waits.root.ts) == (office.id, card)
    assert waits.unread == Unread(messages=1, rings=0)
    assert workspace.followed(taro.id) == []
    assert workspace.unread(hana.id, office.id) == NOTHING

    workspace.mark_read(hana.id, office.id)
    assert len(workspace.followed(hana.id)) == 1
    workspace.mark_read(hana.id, office.id, card)
    assert workspace.followed(hana.id) == []


def test_a_mention_in_a_thread_makes_one_follow_it_and_rings_there(
    workspace: Workspace, office: Channel, hana: User, taro: User
) -> None:
    card = posts(workspace, office.id, "<!channel> 依頼")
    workspace.mark_read(hana.id, office.id)
    posts(workspace, office.id, "期限です", thread_ts=card)
    assert workspace.followed(hana.id) == []  # called with everybody, one follows nothing

    posts(workspace, office.id, f"<@{hana.id}> さん", thread_ts=card)

    (waits,) = workspace.followed(hana.id)
    assert waits.unread == Unread(messages=2, rings=1)
    assert workspace.unread(hana.id, office.id) == NOTHING
    assert workspace.followed(taro.id) == []


def test_who_is_named_in_the_post_follows_its_thread(
    workspace: Workspace, office: Channel, hana: User
) -> None:
    card = posts(workspace, office.id, "依頼", blocks=section(f"当番：<@{hana.id}>"))

    posts(workspace, office.id, "期限です", thread_ts=card)

    assert [waits.root.ts for waits in workspace.followed(hana.id)] == [card]


def test_a_reply_shown_in_the_channel_too_waits_there_and_only_there(
    workspace: Workspace, office: Channel, hana: User
) -> None:
    asked = workspace.say(hana.id, office.id, "今晩は", NOON).ts

    posts(workspace, office.id, "決まりました", thread_ts=asked, reply_broadcast=True)

    assert workspace.unread(hana.id, office.id) == Unread(messages=1)
    assert workspace.followed(hana.id) == []


def test_the_thread_with_the_newest_reply_comes_first(
    workspace: Workspace, office: Channel, hana: User
) -> None:
    first, second = (workspace.say(hana.id, office.id, text, NOON).ts for text in ("一", "二"))
    posts(workspace, office.id, "返事", thread_ts=second)
    posts(workspace, office.id, "返事", thread_ts=first)

    assert [waits.root.ts for waits in workspace.followed(hana.id)] == [first, second]
