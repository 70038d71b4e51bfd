"""Slack's payloads → our types. Only the parts we read; ids of any shape."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from typing import Any, Final

from bot.model import Member
from bot.vocabulary import (
    RemarkKind,
)

Body = Mapping[str, Any]
MORNING = time(6)


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """Something a person did: a button, a form, a command, a message.

    `key` is unique to the delivery and the same when it comes again. `subject` is the opaque id
    the thing carries. `view` is the open form in which the answer is to be drawn, if there is one.
    """

    key: str
    kind: str
    member: Member
    subject: str = ""
    channel: str | None = None
    thread: str | None = None
    trigger: str = ""
    seen: tuple[str, str] | None = None  # the pressed message's ts, and the key of ours it carries
    view: str | None = None
    full: bool = False  # Slack stacks three forms: nothing can be put on top of this one
    home: bool = False  # on the Home tab, or in a form that was opened there
    within: str = ""  # the name of the open form in which a button was pressed
    text: str = ""
    written: datetime | None = None  # when a message was written, by Slack's clock
    values: Mapping[str, Any] = field(default_factory=dict)


HOME: Final = "home"
"""What a form carries in place of a channel, where it was opened on the Home tab."""


def place(press: Press) -> str | None:
    """Return what a form opened by this press has to carry: the channel, or that it was Home."""
    return HOME if press.home else press.channel


def at_home(body: Body) -> bool:
    """True for a press on the Home tab, or in a form that was opened there."""
    view = body.get("view") or {}
    opened_at = str(view.get("private_metadata") or "").partition(" ")[2]
    return view.get("type") == "home" or opened_at == HOME


def action(body: Body, *, team: str) -> Press:
    """Return the press of a button, on a message, in a form or at Home. `team` is our own."""
    pressed = body["actions"][0]
    container = body.get("container") or {}
    place = container.get("message_ts") or container.get("view_id") or ""
    user, view, channel, thread = whereabouts(body)
    return Press(
        key=f"action:{user}:{place}:{pressed['action_id']}:{pressed.get('action_ts', '')}",
        kind="action",
        member=_member(body, team),
        subject=str(pressed.get("value") or ""),
        channel=channel,
        thread=thread,
        trigger=str(body.get("trigger_id") or ""),
        seen=_seen(body),
        view=view,
        values=_values(((body.get("view") or {}).get("state") or {}).get("values") or {}),
        home=at_home(body),
        within=str((body.get("view") or {}).get("callback_id") or ""),
    )


def _seen(body: Body) -> tuple[str, str] | None:
    """Return the message a button stood on and the key in its first block; none for a form."""
    message = body.get("message") or {}
    ts, blocks = message.get("ts"), message.get("blocks") or [{}]
    key = blocks[0].get("block_id")
    return (str(ts), str(key)) if ts and key else None


def whereabouts(body: Body) -> tuple[str, str | None, str | None, str | None]:
    """Return who acted, and in which open form, or channel and thread, as far as there is one."""
    container = body.get("container") or {}
    channel = (body.get("channel") or {}).get("id") or container.get("channel_id")
    return str(body["user"]["id"]), _form(body), channel, _thread(body)


def submission(body: Body, *, team: str) -> Press:
    """Return a submitted form; values are plain, by field. Its channel is where it was opened."""
    view = body["view"]
    subject, _, channel = str(view.get("private_metadata") or "").partition(" ")
    return Press(
        key=f"submission:{view['id']}:{body.get('trigger_id') or view.get('hash', '')}",
        kind="submission",
        member=_member(body, team),
        subject=subject,
        channel=channel if channel and channel != HOME else None,
        view=view["id"],
        home=at_home(body),
        full=_is_third(view),
        values=_values((view.get("state") or {}).get("values") or {}),
    )


def pressed(body: Body, *, team: str) -> Press:
    """Return the press of a button or of a form's own."""
    sent = body.get("type") == "view_submission"
    return submission(body, team=team) if sent else action(body, team=team)


def closing(body: Body, *, team: str) -> tuple[Press, bool]:
    """Return a form that was closed, and whether no form is left open below it."""
    view = body["view"]
    press = Press(
        key=f"closing:{view['id']}:{view.get('hash', '')}",
        kind="closing",
        member=_member(body, team),
        subject=str(view.get("private_metadata") or "").partition(" ")[0],
    )
    lowest = view.get("root_view_id") in {None, view["id"]}
    return press, bool(body.get("is_cleared")) or lowest


def shortcut(body: Body, *, team: str) -> Press:
    """Return one of the app's global shortcuts, chosen from Slack's own menu."""
    return Press(
        key=f"shortcut:{body.get('trigger_id', '')}",
        kind="shortcut",
        member=_member(body, team),
        trigger=str(body.get("trigger_id") or ""),
    )


def command(body: Body, *, team: str) -> Press:
    """Return a slash command. What is typed after the subcommand is never kept."""
    member = Member(team=str(body.get("team_id") or team), user=body["user_id"])
    return Press(
        key=f"command:{body.get('trigger_id', '')}",
        kind="command",
        member=member,
        channel=body.get("channel_id"),
        trigger=str(body.get("trigger_id") or ""),
        text=first_word(str(body.get("text") or "")),
    )


def message(body: Body, *, team: str) -> Press:
    """Return a message typed somewhere, or an event about a person."""
    event = body["event"]
    who = str(event.get("user_team") or event.get("team") or team)
    return Press(
        key=event_key(body),
        kind="event",
        member=Member(team=who, user=str(event.get("user") or "")),
        channel=event.get("channel"),
        thread=event.get("thread_ts"),
        text=str(event.get("text") or ""),
        written=moment_of(str(event.get("ts") or "")),
    )


def event_key(body: Body) -> str:
    """Return the key of an event: of what was written, its place, however it comes to us.

    A message that is read back from its thread is the one that Slack brings late, or twice.
    """
    event = body["event"]
    place, ts = event.get("channel"), event.get("ts")
    written = event.get("type") == "message" and event.get("subtype") not in REVISIONS
    return message_key(place, ts) if written and place and ts else _event_id(body)


def message_key(channel: str, ts: str) -> str:
    """Return the inbox key of a message: `ts` is unique in its channel."""
    return f"event:{channel}:{ts}"


def _event_id(body: Body) -> str:
    return f"event:{body.get('event_id') or body['event'].get('ts', '')}"


def moment_of(ts: str) -> datetime | None:
    """Return when something was written, aware UTC, by its ts."""
    seconds, _, micros = ts.partition(".")
    if not (seconds.isascii() and seconds.isdigit() and len(seconds) < MOST_DIGITS):
        return None
    part = int(micros) if micros.isascii() and micros.isdigit() and len(micros) == 6 else 0
    return datetime.fromtimestamp(int(seconds), UTC) + timedelta(microseconds=part)


MOST_DIGITS: Final = 12
"""More would be no moment of this age of the world."""


def revision(body: Body, *, team: str) -> tuple[Press, RemarkKind] | None:
    """Return what somebody corrected or took away in a thread; None where no word changed."""
    event = body["event"]
    kind = REVISIONS.get(str(event.get("subtype")))
    before = event.get("previous_message") or {}
    now = event.get("message") or {} if kind is RemarkKind.EDITED else before
    if kind is None or not now.get("user") or now.get("bot_id"):
        return None
    if kind is RemarkKind.EDITED and now.get("text") == before.get("text"):
        return None
    press = Press(
        key=_event_id(body),
        kind="event",
        member=Member(team=str(now.get("team") or team), user=str(now["user"])),
        channel=event.get("channel"),
        thread=now.get("thread_ts"),
        text=str(now.get("text") or ""),
    )
    return press, kind


REVISIONS: Final[Mapping[str, RemarkKind]] = {
    "message_changed": RemarkKind.EDITED,
    "message_deleted": RemarkKind.DELETED,
}


def reaction(body: Body, *, team: str) -> Press:
    """Return a reaction somebody added; `subject` is the ts of the message it stands on."""
    event = body["event"]
    item = event.get("item") or {}
    return Press(
        key=f"event:{body.get('event_id') or event.get('event_ts', '')}",
        kind="event",
        member=Member(team=team, user=str(event.get("user") or "")),
        subject=str(item.get("ts") or ""),
        channel=item.get("channel"),
    )


def delivery_key(body: Body) -> str:
    """Return the key of any delivery, for the inbox; also of one that cannot be read."""
    try:
        return _key(body)
    except (LookupError, TypeError, AttributeError):
        text = json.dumps(body, sort_keys=True, default=str)
        return f"other:{hashlib.sha256(text.encode()).hexdigest()}"


def acted(body: Body, *, team: str) -> tuple[Member, str] | None:
    """Return who did something and on what, as far as a person waits to hear of it; else None.

    Of a message it is its writer; what it is an answer to only its thread says.
    """
    try:
        return _acted(body, team)
    except (LookupError, TypeError, AttributeError):
        return None


def _acted(body: Body, team: str) -> tuple[Member, str] | None:
    if "command" in body:
        press = command(body, team=team)
    elif "event" in body:
        press = message(body, team=team)
        if body["event"].get("type") != "message" or body["event"].get("bot_id"):
            return None
    elif body.get("type") == "view_submission" or body.get("actions"):
        press = pressed(body, team=team)
    elif body.get("type") == "shortcut":
        press = shortcut(body, team=team)
    else:
        return None
    return (press.member, press.subject) if press.member.user else None


def _key(body: Body) -> str:
    if "command" in body:
        return command(body, team="").key
    if "event" in body:
        return event_key(body)
    if body.get("type") == "view_submission":
        return submission(body, team="").key
    if body.get("type") == "view_closed":
        return closing(body, team="")[0].key
    if body.get("actions"):
        return action(body, team="").key
    return f"other:{body.get('trigger_id', '')}"


MENTION = re.compile(r"<@([A-Z0-9]+)(?:\|[^>]*)?>")


def called(text: str) -> tuple[frozenset[str], str]:
    """Return who is called by name in a message, and its first word beside: a subcommand perhaps.

    Nothing more of the text is read.
    """
    return frozenset(MENTION.findall(text)), first_word(MENTION.sub(" ", text))


def first_word(text: str) -> str:
    """Return the subcommand of what was typed; the rest is dropped unread."""
    return text.strip().split(maxsplit=1)[0][:30] if text.strip() else ""


def _thread(body: Body) -> str | None:
    """Return the thread a pressed message stands in; a card with replies is in none itself."""
    message = body.get("message") or {}
    thread = message.get("thread_ts")
    return thread if thread != message.get("ts") else None


def _form(body: Body) -> str | None:
    """Return the open form in which a button was pressed; a Home tab is none."""
    view = body.get("view") or {}
    return str(view["id"]) if view.get("type") == "modal" else None


def _is_third(view: Body) -> bool:
    """https://docs.slack.dev/surfaces/modals: the stack holds three views."""
    below, lowest = view.get("previous_view_id"), view.get("root_view_id")
    return below is not None and below != lowest


def _member(body: Body, team: str) -> Member:
    user = body["user"]
    own = user.get("team_id") or (body.get("team") or {}).get("id") or team
    return Member(team=str(own), user=user["id"])


def _values(values: Body) -> dict[str, Any]:
    """Return one plain value a field: text, the chosen option's value, a day or a time."""
    return {block: _plain(next(iter(actions.values()), {})) for block, actions in values.items()}


def _plain(state: Body) -> Any:
    chosen = state.get("selected_option")
    if chosen:
        return chosen["value"]
    if "selected_options" in state:
        return [each["value"] for each in state["selected_options"]]
    names = ("value", "selected_date", "selected_time", "selected_date_time")
    return next((state[name] for name in names if state.get(name) is not None), None)
