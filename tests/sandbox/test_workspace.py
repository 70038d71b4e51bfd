"""The Web API of the stand-in: what it does, and the exact words in which it refuses."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from sandbox.model import Channel, User
from sandbox.workspace import Workspace

JSON = dict[str, Any]
NOON = datetime(2026, 10, 1, 3, 0, tzinfo=UTC)
SECTION = {"type": "section", "text": {"type": "mrkdwn", "text": "文"}}


def call(workspace: Workspace, method: str, at: datetime = NOON, **args: Any) -> JSON:
    token = "xapp-sandbox" if method == "apps.connections.open" else "xoxb-sandbox"
    return workspace.call(method, args, at, token=token).body


def modal(**more: Any) -> JSON:
    title = {"type": "plain_text", "text": "題"}
    return {"type": "modal", "title": title, "blocks": [SECTION], **more}


@pytest.fixture
def workspace() -> Workspace:
    return Workspace(burst=1000)


@pytest.fixture
def hana(workspace: Workspace) -> User:
    return workspace.add_user("hana")


@pytest.fixture
def office(workspace: Workspace, hana: User) -> Channel:
    return workspace.add_channel("office", members=[hana.id], with_bot=True)


def events(workspace: Workspace) -> list[JSON]:
    """Return the events queued so far."""
    return [e.payload["event"] for e in workspace.unacked if e.type == "events_api"]


# -- tokens, limits, words ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("method", "token", "error"),
    [
        pytest.param("auth.test", None, "not_authed", id="no token"),
        pytest.param("auth.test", "xoxb-other", "invalid_auth", id="another token"),
        pytest.param("chat.update", "xapp-sandbox", "invalid_auth", id="the app's for the bot's"),
        pytest.param("apps.connections.open", "xoxb-sandbox", "invalid_auth", id="the reverse"),
        pytest.param("chat.shout", "xoxb-sandbox", "unknown_method", id="no such method"),
    ],
)
def test_a_wrong_token_or_method_is_refused(
    workspace: Workspace, method: str, token: str | None, error: str
) -> None:
    answer = workspace.call(method, {}, NOON, token=token)

    assert answer.body["error"] == error


def test_an_answer_names_what_the_token_may_and_the_method_accepts() -> None:
    workspace = Workspace(scopes=("chat:write", "users:read"))

    answers = {
        (method, token): workspace.call(method, {}, NOON, token=token).headers
        for method, token in (
            ("auth.test", "xoxb-sandbox"),
            ("auth.test", "xapp-sandbox"),
            ("users.list", "xoxb-sandbox"),
            ("users.list", "xoxb-other"),
        )
    }

    granted = {"x-oauth-scopes": "chat:write,users:read"}
    assert list(answers.values()) == [
        granted,
        {"x-oauth-scopes": "connections:write"},
        {**granted, "x-accepted-oauth-scopes": "users:read"},
        {},
    ]


def test_an_app_level_token_belongs_to_an_app_and_to_no_workspace(workspace: Workspace) -> None:
    answer = workspace.call("auth.test", {}, NOON, token="xapp-sandbox")

    assert answer.body == {"ok": True, "app_id": workspace.app_id, "app_name": workspace.app_name}


@pytest.mark.parametrize(
    ("method", "private", "needed"),
    [
        pytest.param("conversations.info", True, "groups:read", id="a private channel"),
        pytest.param("conversations.history", False, "channels:history", id="a public channel"),
        pytest.param("chat.postMessage", True, "chat:write", id="a post"),
    ],
)
def test_what_an_installation_was_not_granted_is_refused(
    method: str, private: bool, needed: str
) -> None:
    granted = ("channels:read", "groups:history")
    workspace = Workspace(scopes=granted)
    channel = workspace.add_channel("office", private=private, with_bot=True)

    body = call(workspace, method, channel=channel.id, text="文")

    named = {"needed": needed, "provided": ",".join(granted)}
    assert body == {"ok": False, "error": "missing_scope", **named}


def test_one_channel_takes_a_burst_and_then_one_post_a_second(hana: User) -> None:
    workspace = Workspace(burst=2)
    office = workspace.add_channel("office", with_bot=True)
    other = workspace.add_channel("other", with_bot=True)
    post = {"text": "一", "channel": office.id}

    statuses = [
        workspace.call("chat.postMessage", post, NOON, token="xoxb-sandbox").status
        for _ in range(3)
    ]
    later = workspace.call(
        "chat.postMessage", post, NOON + timedelta(seconds=1), token="xoxb-sandbox"
    )

    assert statuses == [200, 200, 429]
    assert later.status == 200
    assert call(workspace, "chat.postMessage", channel=other.id, text="一")["ok"]


def test_a_method_over_its_tier_waits_and_others_go_on(workspace: Workspace) -> None:
    answers = [
        workspace.call("conversations.create", {"name": f"c{n}"}, NOON, token="xoxb-sandbox")
        for n in range(21)
    ]

    assert [answer.status for answer in answers] == [200] * 20 + [429]
    assert answers[-1].headers["Retry-After"] == "3"
    assert answers[-1].body == {"ok": False, "error": "ratelimited"}
    assert call(workspace, "auth.test")["ok"]


# -- messages ----------------------------------------------------------------------------


def test_a_post_is_stored_shown_and_told_to_the_app(workspace: Workspace, office: Channel) -> None:
    metadata = {"event_type": "card", "event_payload": {"id": "7"}}

    posted = call(
        workspace,
        "chat.postMessage",
        channel=office.id,
        text="依頼",
        blocks=[SECTION],
        metadata=metadata,
    )

    (event,) = events(workspace)
    assert posted["ts"] == "1790823600.000000"
    assert posted["message"]["metadata"] == metadata
    assert posted["message"]["bot_profile"]["app_id"] == workspace.app_id
    assert (event["bot_id"], event["channel_type"]) == (workspace.bot_id, "group")
    assert event["ts"] == event["event_ts"] == posted["ts"]


def test_stamps_rise_even_within_one_moment(workspace: Workspace, office: Channel) -> None:
    stamps = [
        call(workspace, "chat.postMessage", channel=office.id, text="一")["ts"] for _ in range(3)
    ]

    assert stamps == sorted(set(stamps))


REFUSED_POSTS = [
    pytest.param({"text": ""}, "no_text", id="nothing to say"),
    pytest.param({"text": "あ" * 40_001}, "msg_too_long", id="too long"),
    pytest.param({"blocks": {"type": "section"}}, "invalid_blocks_format", id="not an array"),
    pytest.param({"blocks": "[{"}, "invalid_blocks_format", id="not JSON"),
    pytest.param({"blocks": [{"type": "no"}]}, "invalid_blocks", id="an unknown block"),
    pytest.param({"text": "一", "thread_ts": "1.000000"}, "cannot_reply_to_message", id="no root"),
    pytest.param({"text": "一", "metadata": {"a": 1}}, "invalid_metadata_format", id="metadata"),
    pytest.param(
        {"text": "一", "metadata": {"event_type": "e", "event_payload": {"a": "x" * 2000}}},
        "metadata_too_large",
        id="much metadata",
    ),
    pytest.param(
        {
            "text": "一",
            "blocks": [{**SECTION, "text": {"type": "mrkdwn", "text": "あ" * 2900}}] * 5,
        },
        "msg_blocks_too_long",
        id="much text in blocks",
    ),
]


@pytest.mark.parametrize(("args", "error"), REFUSED_POSTS)
def test_a_post_slack_refuses_is_refused(
    workspace: Workspace, office: Channel, args: JSON, error: str
) -> None:
    answer = call(workspace, "chat.postMessage", channel=office.id, **args)

    assert answer["error"] == error
    assert workspace.messages(office.id) == []


def test_a_text_slack_would_split_is_noted_as_a_fault(
    workspace: Workspace, office: Channel
) -> None:
    call(workspace, "chat.postMessage", channel=office.id, text="あ" * 4001)

    assert workspace.faults == ["a text of 4001 characters would be split by Slack"]


def test_complaints_about_blocks_come_with_pointers(workspace: Workspace, office: Channel) -> None:
    answer = call(workspace, "chat.postMessage", channel=office.id, blocks=[{"type": "header"}])

    complaint = "missing required field: text [json-pointer:/blocks/0]"
    assert answer["errors"] == [complaint]
    assert answer["response_metadata"] == {"messages": [f"[ERROR] {complaint}"]}


def test_a_closed_channel_reads_as_slack_words_it(workspace: Workspace, hana: User) -> None:
    private = workspace.add_channel("private", members=[hana.id])
    public = workspace.add_channel("public", members=[hana.id], private=False)
    archived = workspace.add_channel("archived", members=[hana.id], with_bot=True)
    workspace.archive(hana.id, archived.id, NOON)

    errors = [
        call(workspace, "chat.postMessage", channel=channel.id, text="一")["error"]
        for channel in (private, public, archived)
    ]

    assert errors == ["channel_not_found", "not_in_channel", "is_archived"]


def test_an_update_without_blocks_removes_them_and_keeps_metadata(
    workspace: Workspace, office: Channel
) -> None:
    metadata = {"event_type": "card", "event_payload": {}}
    args: JSON = {"channel": office.id, "text": "前", "blocks": [SECTION], "metadata": metadata}
    posted = call(workspace, "chat.postMessage", **args)

    updated = call(workspace, "chat.update", channel=office.id, ts=posted["ts"], text="後")

    (_, changed) = events(workspace)
    assert "blocks" not in updated["message"]
    assert updated["message"]["metadata"] == metadata
    assert (changed["subtype"], changed["hidden"]) == ("message_changed", True)
    assert changed["previous_message"]["text"] == "前"
    assert changed["message"]["text"] == "後"


def test_an_update_reaches_only_the_bots_own_living_messages(
    workspace: Workspace, office: Channel, hana: User
) -> None:
    theirs = workspace.say(hana.id, office.id, "私の", NOON)

    errors = [
        call(workspace, "chat.update", channel=office.id, ts=ts, text=text)["error"]
        for ts, text in ((theirs.ts, "一"), ("1.000000", "一"))
    ]
    mine = call(workspace, "chat.postMessage", channel=office.id, text="一")["ts"]
    long = call(workspace, "chat.update", channel=office.id, ts=mine, text="あ" * 4001)

    assert errors == ["cant_update_message", "message_not_found"]
    assert long["error"] == "msg_too_long"


def test_an_ephemeral_message_is_seen_by_one_member_and_leaves_no_trace(
    workspace: Workspace, office: Channel, hana: User
) -> None:
    sora = workspace.add_user("sora")

    sent = call(workspace, "chat.postEphemeral", channel=office.id, user=hana.id, text="内緒")
    refused = call(workspace, "chat.postEphemeral", channel=office.id, user=sora.id, text="内緒")

    assert [m.ts for m in workspace.ephemerals(hana.id)] == [sent["message_ts"]]
    assert workspace.messages(office.id) == []
    assert refused["error"] == "user_not_in_channel"


def test_a_deleted_root_leaves_a_tombstone_and_a_reply_leaves_nothing(
    workspace: Workspace, office: Channel, hana: User
) -> None:
    root = call(workspace, "chat.postMessage", channel=office.id, text="親")["ts"]
    reply = workspace.say(hana.id, office.id, "子", NOON, thread_ts=root)

    call(workspace, "chat.delete", channel=office.id, ts=root)
    workspace.delete(hana.id, office.id, reply.ts, NOON)

    (left,) = workspace.messages(office.id)
    assert (left.subtype, left.reply_count) == ("tombstone", 0)
    again = call(workspace, "chat.update", channel=office.id, ts=root, text="一")
    assert again["error"] == "message_not_found"


def test_history_pages_back_in_time_and_leaves_replies_to_replies(
    workspace: Workspace, office: Channel, hana: User
) -> None:
    roots = [workspace.say(hana.id, office.id, str(n), NOON).ts for n in range(5)]
    reply = workspace.say(hana.id, office.id, "返事", NOON, thread_ts=roots[0])

    first = call(workspace, "conversations.history", channel=office.id, limit="3")
    cursor = first["response_metadata"]["next_cursor"]
    rest = call(workspace, "conversations.history", channel=office.id, limit=3, cursor=cursor)
    thread = call(workspace, "conversations.replies", channel=office.id, ts=roots[0])
    since = call(workspace, "conversations.history", channel=office.id, oldest=roots[3])

    assert [m["text"] for m in first["messages"]] == ["4", "3", "2"]
    assert [m["text"] for m in rest["messages"]] == ["1", "0"]
    assert (first["has_more"], rest["has_more"]) == (True, False)
    assert rest["messages"][1]["reply_count"] == 1
    assert [m["ts"] for m in thread["messages"]] == [roots[0], reply.ts]
    assert thread["messages"][1]["parent_user_id"] == hana.id
    assert [m["text"] for m in since["messages"]] == ["4"]


def test_metadata_is_listed_in_full_only_when_asked(workspace: Workspace, office: Channel) -> None:
    metadata = {"event_type": "card", "event_payload": {"id": "7"}}
    call(workspace, "chat.postMessage", channel=office.id, text="一", metadata=metadata)

    brief = call(workspace, "conversations.history", channel=office.id)["messages"][0]
    args: JSON = {"channel": office.id, "include_all_metadata": "1"}
    full = call(workspace, "conversations.history", **args)["messages"][0]

    assert brief["metadata"] == {"event_type": "card"}
    assert full["metadata"] == metadata


# -- channels ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "error"),
    [
        pytest.param("", "invalid_name_required", id="empty"),
        pytest.param("Case", "invalid_name_specials", id="a capital"),
        pytest.param("a b", "invalid_name_specials", id="a space"),
        pytest.param("---", "invalid_name_punctuation", id="only signs"),
        pytest.param("a" * 81, "invalid_name_maxlength", id="81 letters"),
        pytest.param("office", "name_taken", id="a private channel's"),
    ],
)
def test_a_channel_name_slack_refuses_is_refused(
    workspace: Workspace, office: Channel, name: str, error: str
) -> None:
    assert call(workspace, "conversations.create", name=name)["error"] == error


def test_an_invited_person_joins_and_the_app_hears_of_it(workspace: Workspace, hana: User) -> None:
    made = call(workspace, "conversations.create", name="事例-1", is_private="1")["channel"]

    call(workspace, "conversations.invite", channel=made["id"], users=hana.id)

    joined = [e for e in events(workspace) if e["type"] == "member_joined_channel"]
    assert [e["user"] for e in joined] == [workspace.bot_user_id, hana.id]
    assert joined[1]["inviter"] == workspace.bot_user_id
    again = call(workspace, "conversations.invite", channel=made["id"], users=hana.id)
    assert again["error"] == "already_in_channel"


def test_force_invites_whom_it_can_and_lists_the_rest(workspace: Workspace, hana: User) -> None:
    guest = workspace.add_user("guest", is_restricted=True)
    made = call(workspace, "conversations.create", name="case", is_private="1")["channel"]
    args = {"channel": made["id"], "users": f"{hana.id},{guest.id}"}

    refused = call(workspace, "conversations.invite", **args)
    forced = call(workspace, "conversations.invite", **args, force="1")

    assert refused["error"] == "user_is_restricted"
    assert forced["errors"] == [{"ok": False, "error": "user_is_restricted", "user": guest.id}]
    assert hana.id in workspace.channel(made["id"]).members


def test_a_direct_message_is_opened_once_and_a_persons_id_leads_to_it(
    workspace: Workspace, hana: User
) -> None:
    first = call(workspace, "conversations.open", users=hana.id)
    second = call(workspace, "conversations.open", users=hana.id)
    posted = call(workspace, "chat.postMessage", channel=hana.id, text="今晩")

    assert first["channel"]["id"] == second["channel"]["id"] == posted["channel"]
    assert second["already_open"] is True
    assert workspace.unread(hana.id, posted["channel"]).messages == 1


def test_archiving_twice_and_renaming_to_a_taken_name_are_refused(workspace: Workspace) -> None:
    call(workspace, "conversations.create", name="one")
    two = call(workspace, "conversations.create", name="two")["channel"]["id"]

    taken = call(workspace, "conversations.rename", channel=two, name="one")
    renamed = call(workspace, "conversations.rename", channel=two, name="three")
    call(workspace, "conversations.archive", channel=two)
    again = call(workspace, "conversations.archive", channel=two)
    posted = call(workspace, "chat.postMessage", channel=two, text="一")

    assert taken["error"] == "name_taken"
    assert renamed["channel"]["previous_names"] == ["two"]
    assert (again["error"], posted["error"]) == ("already_archived", "is_archived")


# -- views -------------------------------------------------------------------------------


def trigger(workspace: Workspace, user: User, at: datetime = NOON) -> str:
    return str(workspace.shortcut(user.id, "emergency", at).payload["trigger_id"])


def test_a_trigger_opens_one_view_within_three_seconds(workspace: Workspace, hana: User) -> None:
    pulled, stale = trigger(workspace, hana), trigger(workspace, hana)

    opened = call(workspace, "views.open", trigger_id=pulled, view=modal())
    again = call(workspace, "views.open", trigger_id=pulled, view=modal())
    late = NOON + timedelta(seconds=3, microseconds=1)
    expired = call(workspace, "views.open", late, trigger_id=stale, view=modal())
    unknown = call(workspace, "views.open", trigger_id="1.2.3", view=modal())

    assert opened["view"]["root_view_id"] == opened["view"]["id"]
    assert again["error"] == "exchanged_trigger_id"
    assert expired["error"] == "expired_trigger_id"
    assert unknown["error"] == "invalid_trigger_id"


def test_a_wrong_view_is_refused_with_a_pointer_and_leaves_the_trigger(
    workspace: Workspace, hana: User
) -> None:
    pulled = trigger(workspace, hana)

    refused = call(workspace, "views.open", trigger_id=pulled, view={"type": "modal"})

    assert refused["error"] == "invalid_arguments"
    assert refused["response_metadata"]["messages"] == [
        "[ERROR] missing required field: title [json-pointer:/view]",
        "[ERROR] missing required field: blocks [json-pointer:/view]",
    ]
    assert call(workspace, "views.open", trigger_id=pulled, view=json.dumps(modal()))["ok"]


def test_a_fourth_view_does_not_fit_on_the_stack(workspace: Workspace, hana: User) -> None:
    call(workspace, "views.open", trigger_id=trigger(workspace, hana), view=modal())

    answers = [
        call(workspace, "views.push", trigger_id=trigger(workspace, hana), view=modal())
        for _ in range(3)
    ]

    assert [answer.get("error") for answer in answers] == [None, None, "push_limit_reached"]
    bottom, middle, top = workspace.views(hana.id)
    assert (top.previous_view_id, top.root_view_id) == (middle.id, bottom.id)


def test_an_update_from_an_old_hash_conflicts(workspace: Workspace, hana: User) -> None:
    opened = call(workspace, "views.open", trigger_id=trigger(workspace, hana), view=modal())
    view = opened["view"]
    args = {"view_id": view["id"], "hash": view["hash"], "view": modal()}

    first = call(workspace, "views.update", **args)
    second = call(workspace, "views.update", **args)
    gone = call(workspace, "views.update", view_id="V0", view=modal())

    assert first["view"]["hash"] != view["hash"]
    assert (second["error"], gone["error"]) == ("hash_conflict", "not_found")


def test_an_external_id_names_one_view_in_the_workspace(workspace: Workspace, hana: User) -> None:
    sora = workspace.add_user("sora")
    named = modal(external_id="case-1")
    call(workspace, "views.open", trigger_id=trigger(workspace, hana), view=named)

    second = call(workspace, "views.open", trigger_id=trigger(workspace, sora), view=named)
    updated = call(workspace, "views.update", external_id="case-1", view=named)

    assert second["error"] == "duplicate_external_id"
    assert updated["view"]["external_id"] == "case-1"


def test_home_is_published_per_person_with_a_hash(workspace: Workspace, hana: User) -> None:
    home = {"type": "home", "blocks": [SECTION]}

    first = call(workspace, "views.publish", user_id=hana.id, view=home)["view"]
    args: JSON = {"user_id": hana.id, "view": home}
    second = call(workspace, "views.publish", **args, hash=first["hash"])["view"]
    stale = call(workspace, "views.publish", **args, hash=first["hash"])

    assert first["id"] == second["id"]
    assert stale["error"] == "hash_conflict"


# -- what was sent -----------------------------------------------------------------------


def test_everything_sent_is_kept_raw_and_told_apart(
    workspace: Workspace, office: Channel, hana: User
) -> None:
    call(workspace, "chat.postMessage", channel=office.id, text="松江 花子")
    call(workspace, "views.publish", user_id=hana.id, view={"type": "home", "blocks": [SECTION]})
    call(workspace, "users.info", user=hana.id)

    recorder = workspace.recorder

    assert [sent.method for sent in recorder.to_people_channels()] == ["chat.postMessage"]
    assert "松江 花子" in recorder.to_people_channels()[0].args
    assert [sent.method for sent in recorder.to_views()] == ["views.publish"]
    assert len(recorder.calls) == 3


def test_a_file_is_shared_only_after_its_bytes_arrived(
    workspace: Workspace, office: Channel
) -> None:
    asked = call(workspace, "files.getUploadURLExternal", filename="様式.xlsx", length="3")
    files = json.dumps([{"id": asked["file_id"], "title": "様式"}])

    early = call(workspace, "files.completeUploadExternal", files=files, channel_id=office.id)
    text = workspace.upload(asked["file_id"], b"abc", NOON).text
    done = call(workspace, "files.completeUploadExternal", files=files, channel_id=office.id)
    found = call(workspace, "files.info", file=asked["file_id"])["file"]

    assert early["error"] == "file_not_found"
    assert text == "OK - 3"
    assert done["files"][0]["shares"] == {}
    (message,) = workspace.messages(office.id)
    assert found["shares"]["private"][office.id] == [{"ts": message.ts}]
