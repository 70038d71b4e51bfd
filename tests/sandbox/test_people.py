"""People in the stand-in: what they can do, what the app is told, what they see of its answer."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from sandbox.carriage import TROUBLE
from sandbox.forms import REQUIRED, NoSuchCommand, NoSuchThing
from sandbox.model import Channel, Envelope, User, View
from sandbox.workspace import Workspace

JSON = dict[str, Any]
NOON = datetime(2026, 10, 1, 3, 0, tzinfo=UTC)
LATER = NOON + timedelta(seconds=3)


def plain(text: str) -> JSON:
    return {"type": "plain_text", "text": text}


def button(action_id: str, value: str) -> JSON:
    return {"type": "button", "action_id": action_id, "value": value, "text": plain(value)}


CARD = [
    {
        "type": "actions",
        "block_id": "answer",
        "elements": [
            button("answer", "yes"),
            button("answer_no", "no"),
            {
                "type": "static_select",
                "action_id": "nights",
                "options": [{"text": plain(n), "value": n} for n in ("1", "2")],
            },
        ],
    }
]
FORM: JSON = {
    "type": "modal",
    "callback_id": "form",
    "private_metadata": "ask-1",
    "title": plain("依頼"),
    "submit": plain("送る"),
    "notify_on_close": True,
    "blocks": [
        {
            "type": "input",
            "block_id": "who",
            "label": plain("誰"),
            "element": {"type": "plain_text_input", "action_id": "text", "max_length": 5},
        },
        {
            "type": "input",
            "block_id": "from",
            "label": plain("いつから"),
            "element": {
                "type": "datepicker",
                "action_id": "date",
                "initial_date": "2026-10-02",
            },
        },
    ],
}


@pytest.fixture
def workspace() -> Workspace:
    return Workspace()


@pytest.fixture
def hana(workspace: Workspace) -> User:
    return workspace.add_user("hana")


@pytest.fixture
def office(workspace: Workspace, hana: User) -> Channel:
    return workspace.add_channel("office", members=[hana.id], with_bot=True)


@pytest.fixture
def card(workspace: Workspace, office: Channel) -> str:
    """The ts of a card with buttons; nothing about it waits any more."""
    body = post(workspace, office, blocks=CARD)
    acknowledge(workspace)
    return str(body["ts"])


@pytest.fixture
def form(workspace: Workspace, hana: User) -> View:
    return opened(workspace, hana, FORM)


def call(workspace: Workspace, method: str, **args: Any) -> JSON:
    return workspace.call(method, args, NOON, token="xoxb-sandbox").body


def post(workspace: Workspace, channel: Channel, **args: Any) -> JSON:
    return call(workspace, "chat.postMessage", channel=channel.id, text="依頼", **args)


def acknowledge(workspace: Workspace) -> list[Envelope]:
    """Take and acknowledge everything that waits."""
    taken = workspace.take(NOON)
    for envelope in taken:
        workspace.ack(envelope.id, None, NOON)
    return taken


def opened(workspace: Workspace, user: User, view: JSON) -> View:
    trigger = workspace.shortcut(user.id, "emergency", NOON).payload["trigger_id"]
    view_id = call(workspace, "views.open", trigger_id=trigger, view=view)["view"]["id"]
    acknowledge(workspace)
    return workspace.view(view_id)


# -- buttons -----------------------------------------------------------------------------


def test_a_press_carries_the_message_the_state_and_a_way_to_answer(
    workspace: Workspace, office: Channel, hana: User, card: str
) -> None:
    pressed = workspace.press(hana.id, office.id, card, "answer", NOON).payload

    (action,) = pressed["actions"]
    assert (action["action_id"], action["block_id"], action["value"]) == ("answer", "answer", "yes")
    assert pressed["container"] == {
        "type": "message",
        "message_ts": card,
        "channel_id": office.id,
        "is_ephemeral": False,
    }
    assert pressed["message"]["ts"] == card
    assert pressed["state"]["values"]["answer"]["nights"]["selected_option"] is None
    assert pressed["user"]["id"] == hana.id
    assert pressed["response_url"].startswith(workspace.public_url)


def test_a_choice_stays_chosen_when_another_button_is_pressed(
    workspace: Workspace, office: Channel, hana: User, card: str
) -> None:
    workspace.press(hana.id, office.id, card, "nights", NOON, chosen="2")
    pressed = workspace.press(hana.id, office.id, card, "answer", NOON).payload

    chosen = pressed["state"]["values"]["answer"]["nights"]["selected_option"]
    assert chosen["value"] == "2"


def test_a_button_that_is_not_there_cannot_be_pressed_except_by_an_old_phone(
    workspace: Workspace, office: Channel, hana: User, card: str
) -> None:
    old = workspace.message(office.id, card)
    call(workspace, "chat.update", channel=office.id, ts=card, text="決まりました")

    with pytest.raises(NoSuchThing, match="0 elements are"):
        workspace.press(hana.id, office.id, card, "answer", NOON)
    late = workspace.press(hana.id, office.id, card, "answer", NOON, message=old)

    assert late.payload["actions"][0]["value"] == "yes"


def test_only_members_press(workspace: Workspace, office: Channel, card: str) -> None:
    sora = workspace.add_user("sora")

    with pytest.raises(NoSuchThing, match="is not in"):
        workspace.press(sora.id, office.id, card, "answer", NOON)


def test_a_response_url_replaces_the_original_five_times_within_half_an_hour(
    workspace: Workspace, office: Channel, hana: User, card: str
) -> None:
    url = workspace.press(hana.id, office.id, card, "answer", NOON).payload["response_url"]
    response_id = url.rpartition("/")[2]
    answer = {"replace_original": True, "text": "受けました"}

    uses = [workspace.respond(response_id, answer, NOON) for _ in range(6)]
    late = workspace.respond(response_id, answer, NOON + timedelta(minutes=31))

    assert [use.body.get("error") for use in uses] == [None] * 5 + ["used_url"]
    assert late.body["error"] == "expired_url"
    assert workspace.message(office.id, card).text == "受けました"


def test_a_whisper_is_pressed_and_deleted_through_its_response_url(
    workspace: Workspace, office: Channel, hana: User
) -> None:
    args = {"channel": office.id, "user": hana.id, "text": "どちら?", "blocks": CARD}
    ts = call(workspace, "chat.postEphemeral", **args)["message_ts"]

    pressed = workspace.press(hana.id, office.id, ts, "answer", NOON).payload
    workspace.respond(pressed["response_url"].rpartition("/")[2], {"delete_original": True}, NOON)

    assert pressed["container"]["is_ephemeral"] is True
    assert "message" not in pressed
    assert workspace.ephemerals(hana.id) == []


# -- forms -------------------------------------------------------------------------------


def test_a_form_carries_what_was_filled_in_and_what_was_there(
    workspace: Workspace, hana: User, form: View
) -> None:
    sent = workspace.submit(hana.id, form.id, {"who": {"text": "本人"}}, NOON)

    assert sent.errors == {}
    assert sent.envelope is not None
    view = sent.envelope.payload["view"]
    assert view["state"]["values"] == {
        "who": {"text": {"type": "plain_text_input", "value": "本人"}},
        "from": {"date": {"type": "datepicker", "selected_date": "2026-10-02"}},
    }
    assert (view["private_metadata"], view["callback_id"]) == ("ask-1", "form")
    assert view["hash"] == form.hash


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        pytest.param("", REQUIRED, id="left empty"),
        pytest.param("123456", "Please shorten this text to 5 characters or less.", id="long"),
    ],
)
def test_slack_keeps_a_wrong_form_and_the_app_hears_nothing(
    workspace: Workspace, hana: User, form: View, text: str, complaint: str
) -> None:
    kept = workspace.submit(hana.id, form.id, {"who": {"text": text}}, NOON)

    assert kept.errors == {"who": complaint}
    assert workspace.unacked == []


def submit(workspace: Workspace, user: User, form: View) -> str:
    sent = workspace.submit(user.id, form.id, {"who": {"text": "本人"}}, NOON)
    workspace.take(NOON)
    assert sent.envelope is not None
    return sent.envelope.id


def test_an_empty_ack_closes_the_form(workspace: Workspace, hana: User, form: View) -> None:
    workspace.ack(submit(workspace, hana, form), {}, NOON)

    assert workspace.views(hana.id) == []


def test_an_ack_can_update_push_and_clear(workspace: Workspace, hana: User, form: View) -> None:
    shorter = {"type": "modal", "title": plain("確認"), "blocks": FORM["blocks"][:1]}
    shorter["submit"] = plain("はい")

    workspace.ack(
        submit(workspace, hana, form), {"response_action": "update", "view": shorter}, NOON
    )
    updated = workspace.view(form.id)
    workspace.ack(
        submit(workspace, hana, updated), {"response_action": "push", "view": shorter}, NOON
    )
    pushed = workspace.views(hana.id)[-1]
    workspace.ack(submit(workspace, hana, pushed), {"response_action": "clear"}, NOON)

    assert updated.title == "確認"
    assert updated.state["who"]["text"]["value"] == "本人"
    assert pushed.previous_view_id == form.id
    assert workspace.views(hana.id) == []
    assert workspace.faults == []


WRONG_ACKS = [
    pytest.param({"response_action": "errors", "errors": {"nobody": "?"}}, id="an unknown block"),
    pytest.param({"response_action": "errors", "errors": {}}, id="no errors at all"),
    pytest.param({"response_action": "update", "view": {"type": "modal"}}, id="a broken view"),
    pytest.param({"response_action": "vanish"}, id="an unknown action"),
]


@pytest.mark.parametrize("payload", WRONG_ACKS)
def test_a_wrong_ack_is_a_fault_and_the_person_sees_trouble(
    workspace: Workspace, hana: User, form: View, payload: JSON
) -> None:
    workspace.ack(submit(workspace, hana, form), payload, NOON)

    assert len(workspace.faults) == 1
    assert [notice.text for notice in workspace.notices(hana.id)] == [TROUBLE]
    assert workspace.view(form.id).title == "依頼"


def test_closing_tells_the_app_which_view_and_whether_all(
    workspace: Workspace, hana: User, form: View
) -> None:
    trigger = workspace.shortcut(hana.id, "emergency", NOON).payload["trigger_id"]
    pushed = call(workspace, "views.push", trigger_id=trigger, view=FORM)["view"]["id"]

    cancelled = workspace.close(hana.id, pushed, NOON)
    crossed = workspace.close(hana.id, form.id, NOON, everything=True)

    assert cancelled is not None
    assert crossed is not None
    assert (cancelled.payload["view"]["id"], cancelled.payload["is_cleared"]) == (pushed, False)
    assert (crossed.payload["view"]["id"], crossed.payload["is_cleared"]) == (form.id, True)
    assert workspace.views(hana.id) == []


def test_an_external_select_offers_what_the_app_suggests(workspace: Workspace, hana: User) -> None:
    element = {"type": "external_select", "action_id": "person", "min_query_length": 1}
    block = {"type": "input", "block_id": "p", "label": plain("誰"), "element": element}
    form = opened(workspace, hana, {**FORM, "blocks": [block]})
    asked = workspace.suggest(hana.id, form.id, "person", "ま", NOON)
    workspace.take(NOON)

    workspace.ack(asked.id, {"options": [{"text": plain("松"), "value": "7"}]}, NOON)
    sent = workspace.submit(hana.id, form.id, {"p": {"person": "7"}}, NOON)

    assert [option["value"] for option in workspace.suggestions(asked)] == ["7"]
    assert sent.envelope is not None
    chosen = sent.envelope.payload["view"]["state"]["values"]["p"]["person"]
    assert chosen["selected_option"]["text"]["text"] == "松"


def test_suggestions_slack_would_not_take_are_a_fault(workspace: Workspace, hana: User) -> None:
    element = {"type": "external_select", "action_id": "person", "min_query_length": 1}
    block = {"type": "input", "block_id": "p", "label": plain("誰"), "element": element}
    form = opened(workspace, hana, {**FORM, "blocks": [block]})
    asked = workspace.suggest(hana.id, form.id, "person", "ま", NOON)
    workspace.take(NOON)

    workspace.ack(asked.id, {"options": [{"text": plain("あ" * 76), "value": "7"}]}, NOON)

    assert len(workspace.faults) == 1
    assert workspace.suggestions(asked) == []


def test_choosing_in_home_tells_the_app_and_needs_no_form(workspace: Workspace, hana: User) -> None:
    call(workspace, "views.publish", user_id=hana.id, view={"type": "home", "blocks": CARD})
    home = workspace.open_home(hana.id, NOON)
    assert home is not None

    payload = workspace.press_in_view(hana.id, home.id, "nights", NOON, chosen="1").payload

    assert payload["container"] == {"type": "view", "view_id": home.id}
    assert payload["actions"][0]["selected_option"]["value"] == "1"
    assert "response_url" not in payload
    assert "channel" not in payload


# -- talking -----------------------------------------------------------------------------


def events(workspace: Workspace) -> list[JSON]:
    return [e.payload["event"] for e in workspace.unacked if e.type == "events_api"]


def test_a_sign_is_put_on_a_message_once_and_taken_off_by_whoever_put_it(
    workspace: Workspace, office: Channel, hana: User, card: str
) -> None:
    taro = workspace.add_user("taro")
    workspace.invite(hana.id, office.id, taro.id, NOON)
    acknowledge(workspace)

    for _ in range(2):
        workspace.react(hana.id, office.id, card, "+1", NOON)
    workspace.unreact(taro.id, office.id, card, "+1", NOON)
    assert workspace.message(office.id, card).reactions == {"+1": [hana.id]}
    workspace.unreact(hana.id, office.id, card, "+1", NOON)

    assert workspace.message(office.id, card).reactions == {}
    assert [(e["type"], e["reaction"], e["item"]["ts"]) for e in events(workspace)] == [
        ("reaction_added", "+1", card),
        ("reaction_removed", "+1", card),
    ]


def test_a_reply_names_its_thread_and_a_mention_is_told_twice(
    workspace: Workspace, office: Channel, hana: User, card: str
) -> None:
    text = f"<@{workspace.bot_user_id}> 満床 & <満室>"

    said = workspace.say(hana.id, office.id, text, NOON, thread_ts=card)

    message, mention = events(workspace)
    assert (message["type"], mention["type"]) == ("message", "app_mention")
    assert message["thread_ts"] == card
    assert message["parent_user_id"] == workspace.bot_user_id
    assert message["ts"] == mention["ts"] == said.ts
    assert said.text == f"<@{workspace.bot_user_id}> 満床 &amp; &lt;満室&gt;"
    assert workspace.messages(office.id)[0].reply_count == 1


def test_edits_and_deletions_arrive_as_hidden_messages(
    workspace: Workspace, office: Channel, hana: User
) -> None:
    said = workspace.say(hana.id, office.id, "受けます", NOON)
    workspace.edit(hana.id, office.id, said.ts, "無理です", NOON)
    workspace.delete(hana.id, office.id, said.ts, NOON)

    _, changed, deleted = events(workspace)
    assert changed["message"]["edited"]["user"] == hana.id
    assert changed["previous_message"]["text"] == "受けます"
    assert (deleted["subtype"], deleted["deleted_ts"]) == ("message_deleted", said.ts)
    assert deleted["previous_message"]["text"] == "無理です"


def test_the_app_hears_nothing_from_channels_it_is_not_in_until_invited(
    workspace: Workspace, hana: User
) -> None:
    closed = workspace.add_channel("closed", members=[hana.id])
    workspace.say(hana.id, closed.id, "内輪", NOON)
    assert workspace.unacked == []

    workspace.invite_bot(hana.id, closed.id, NOON)
    workspace.remove_bot(hana.id, closed.id, NOON)

    kinds = [event["type"] for event in events(workspace)]
    assert kinds == ["member_joined_channel", "message", "group_left"]


def test_an_administrator_may_delete_the_bots_card(
    workspace: Workspace, office: Channel, hana: User, card: str
) -> None:
    chief = workspace.add_user("chief", is_admin=True)
    workspace.invite(hana.id, office.id, chief.id, NOON)

    with pytest.raises(NoSuchThing, match="to change"):
        workspace.delete(hana.id, office.id, card, NOON)
    workspace.delete(chief.id, office.id, card, NOON)

    with pytest.raises(NoSuchThing, match="no message"):
        workspace.message(office.id, card)


def test_an_outsider_presses_and_writes_but_has_no_commands(
    workspace: Workspace, office: Channel, hana: User, card: str
) -> None:
    guest = workspace.add_user("guest", team_id="T0OTHER")
    workspace.invite(hana.id, office.id, guest.id, NOON)
    acknowledge(workspace)

    workspace.say(guest.id, office.id, "受けます", NOON)
    pressed = workspace.press(guest.id, office.id, card, "answer", NOON).payload

    (event,) = events(workspace)
    assert event["user_team"] == event["source_team"] == "T0OTHER"
    assert pressed["user"]["team_id"] == "T0OTHER"
    with pytest.raises(NoSuchThing, match="not installed"):
        workspace.slash(guest.id, office.id, "/kyoten", "help", NOON)


def test_commands_and_shortcuts_the_app_does_not_have_are_refused(
    workspace: Workspace, office: Channel, hana: User
) -> None:
    with pytest.raises(NoSuchCommand, match=r"^/kyotn$"):
        workspace.slash(hana.id, office.id, "/kyotn", "緊急", NOON)
    with pytest.raises(NoSuchThing, match="no shortcut"):
        workspace.shortcut(hana.id, "kyotn", NOON)

    assert workspace.take(NOON) == []


def test_home_is_asked_for_with_the_view_it_has(workspace: Workspace, hana: User) -> None:
    workspace.open_home(hana.id, NOON)
    call(workspace, "views.publish", user_id=hana.id, view={"type": "home", "blocks": CARD})
    workspace.open_home(hana.id, NOON)

    first, second = events(workspace)
    assert (first["tab"], first["channel"]) == ("home", workspace.dm_of(hana.id).id)
    assert "view" not in first
    assert second["view"]["type"] == "home"


# -- deliveries --------------------------------------------------------------------------


def test_a_command_is_answered_in_its_ack_for_one_person_only(
    workspace: Workspace, office: Channel, hana: User
) -> None:
    typed = workspace.slash(hana.id, office.id, "/kyoten", "help", NOON)
    workspace.take(NOON)

    workspace.ack(typed.id, {"text": "使い方"}, NOON)

    assert typed.payload["channel_name"] == "privategroup"
    assert [m.text for m in workspace.ephemerals(hana.id)] == ["使い方"]
    assert [c.method for c in workspace.recorder.to_people_channels()] == ["ack.slash_commands"]


def test_an_interaction_nobody_acknowledges_is_trouble_for_its_person(
    workspace: Workspace, office: Channel, hana: User, card: str
) -> None:
    pressed = workspace.press(hana.id, office.id, card, "answer", NOON)
    typed = workspace.slash(hana.id, office.id, "/kyoten", "help", NOON)
    workspace.take(NOON)

    workspace.tick(LATER)

    assert (pressed.state, typed.state) == ("timed_out", "timed_out")
    texts = [notice.text for notice in workspace.notices(hana.id)]
    assert texts[0] == TROUBLE
    assert "/kyoten failed" in texts[1]
    assert workspace.unacked == []


def test_an_event_is_redelivered_at_once_then_after_one_and_five_minutes(
    workspace: Workspace, office: Channel, hana: User
) -> None:
    workspace.say(hana.id, office.id, "空きあり", NOON)
    moments: list[tuple[float, Envelope]] = []
    for second in range(400):
        at = NOON + timedelta(seconds=second)
        workspace.tick(at)
        moments += [(second, envelope) for envelope in workspace.take(at)]

    assert [second for second, _ in moments] == [0, 3, 66, 369]
    assert [e.frame["retry_attempt"] for _, e in moments] == [0, 1, 2, 3]
    assert moments[1][1].frame["retry_reason"] == "timeout"
    assert len({e.payload["event_id"] for _, e in moments}) == 1
    assert len({e.id for _, e in moments}) == 4
    assert workspace.unacked == []
    assert len(workspace.lost) == 1


def test_an_ack_stops_the_ladder_and_a_late_one_does_not(
    workspace: Workspace, office: Channel, hana: User
) -> None:
    workspace.say(hana.id, office.id, "空きあり", NOON)
    (first,) = workspace.take(NOON)
    workspace.tick(LATER)

    workspace.ack(first.id, None, LATER)
    (second,) = workspace.take(LATER)
    workspace.ack(second.id, None, LATER)

    assert (first.state, second.state) == ("timed_out", "acked")
    assert workspace.unacked == []


def test_whoever_watches_is_told_of_every_visible_change(
    workspace: Workspace, office: Channel, hana: User
) -> None:
    seen: list[int] = []
    workspace.on_change.append(lambda: seen.append(workspace.version))

    workspace.say(hana.id, office.id, "一", NOON)
    workspace.react(hana.id, office.id, workspace.messages(office.id)[0].ts, "eyes", NOON)

    assert seen == sorted(set(seen))
    assert len(seen) == 2


def test_two_workspaces_acted_in_alike_are_alike() -> None:
    def story() -> list[JSON]:
        workspace = Workspace()
        hana = workspace.add_user("hana")
        office = workspace.add_channel("office", members=[hana.id], with_bot=True)
        workspace.say(hana.id, office.id, "一", NOON)
        return [envelope.frame for envelope in workspace.take(NOON)]

    assert story() == story()
