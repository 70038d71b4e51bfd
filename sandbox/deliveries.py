"""The JSON of what Slack hands to an app: messages, channels, users, views, payloads. Pure.

https://docs.slack.dev/reference/interaction-payloads and https://docs.slack.dev/reference/events
"""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from sandbox.model import JSON, Channel, Identity, Message, UploadedFile, User, View


def bot_profile(me: Identity) -> JSON:
    """Return the profile attached to every message of the bot."""
    return {
        "id": me.bot_id,
        "app_id": me.app_id,
        "user_id": me.bot_user_id,
        "name": me.app_name,
        "icons": {"image_48": "https://a.slack-edge.com/bot_48.png"},
        "deleted": False,
        "updated": 0,
        "team_id": me.team_id,
    }


def message(posted: Message, me: Identity) -> JSON:
    """Return a message as history and answers show it, without its thread counts."""
    body: JSON = {
        "type": "message",
        "user": posted.user,
        "text": posted.text,
        "ts": posted.ts,
        "team": me.team_id,
        "blocks": deepcopy(posted.blocks),
    }
    if posted.is_bot:
        body |= {"bot_id": me.bot_id, "app_id": me.app_id, "bot_profile": bot_profile(me)}
    if posted.thread_ts is not None:
        body["thread_ts"] = posted.thread_ts
        if posted.thread_ts != posted.ts and posted.parent_user:
            body["parent_user_id"] = posted.parent_user
    body |= _optional(posted)
    return {name: value for name, value in body.items() if value is not None and value != []}


def _optional(posted: Message) -> JSON:
    return {
        "subtype": posted.subtype,
        "client_msg_id": posted.client_msg_id,
        "metadata": deepcopy(posted.metadata),
        "edited": deepcopy(posted.edited),
        "files": deepcopy(posted.files),
        "reactions": [
            {"name": name, "users": list(users), "count": len(users)}
            for name, users in posted.reactions.items()
        ],
    }


def listed_message(posted: Message, me: Identity, *, metadata: str) -> JSON:
    """Return a message as history lists it: thread counts, and `metadata` "all" or "type"."""
    body = message(posted, me)
    if metadata != "all" and posted.metadata:
        body["metadata"] = {"event_type": posted.metadata["event_type"]}
    if posted.reply_count:
        body |= {
            "thread_ts": posted.ts,
            "reply_count": posted.reply_count,
            "reply_users": list(posted.reply_users),
            "reply_users_count": len(posted.reply_users),
            "latest_reply": posted.latest_reply,
            "is_locked": False,
            "subscribed": False,
        }
    return body


def person_blocks(text: str, block_id: str) -> list[JSON]:
    """Return the rich_text block Slack makes of what a person typed."""
    section = {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}
    return [{"type": "rich_text", "block_id": block_id, "elements": [section]}]


def channel(shown: Channel, me: Identity) -> JSON:
    """Return a conversation object as the bot sees it."""
    if shown.is_im:
        return _im(shown, me)
    return {
        "id": shown.id,
        "name": shown.name,
        "name_normalized": shown.name,
        "is_channel": True,
        "is_group": False,
        "is_im": False,
        "is_mpim": False,
        "is_private": shown.is_private,
        "is_member": me.bot_user_id in shown.members,
        "is_archived": shown.is_archived,
        "is_general": False,
        "is_shared": shown.is_ext_shared,
        "is_ext_shared": shown.is_ext_shared,
        "is_org_shared": False,
        "is_pending_ext_shared": False,
        "shared_team_ids": [me.team_id],
        "pending_shared": [],
        "created": shown.created,
        "creator": shown.creator,
        "unlinked": 0,
        "topic": dict(shown.topic),
        "purpose": dict(shown.purpose),
        "previous_names": list(shown.previous_names),
        "context_team_id": me.team_id,
        "updated": shown.created * 1000,
    }


def _im(shown: Channel, me: Identity) -> JSON:
    return {
        "id": shown.id,
        "is_im": True,
        "is_org_shared": False,
        "is_archived": False,
        "created": shown.created,
        "user": shown.im_user,
        "is_user_deleted": False,
        "priority": 0,
        "context_team_id": me.team_id,
        "updated": shown.created * 1000,
    }


def user(shown: User, me: Identity) -> JSON:
    """Return a user object."""
    profile: JSON = {
        "display_name": shown.name,
        "display_name_normalized": shown.name,
        "real_name": shown.real_name,
        "real_name_normalized": shown.real_name,
        "image_48": "https://a.slack-edge.com/avatar_48.png",
        "image_72": "https://a.slack-edge.com/avatar_72.png",
        "team": shown.team_id,
    }
    if shown.email:
        profile["email"] = shown.email
    return {
        "id": shown.id,
        "team_id": shown.team_id,
        "name": shown.name,
        "real_name": shown.real_name,
        "deleted": shown.deleted,
        "tz": shown.tz,
        "tz_offset": shown.tz_offset,
        "profile": profile,
        "is_bot": shown.is_bot,
        "is_admin": shown.is_admin,
        "is_restricted": shown.is_restricted,
        "is_ultra_restricted": False,
        "is_app_user": False,
        "updated": shown.updated,
        **({"is_stranger": True} if shown.team_id != me.team_id else {}),
    }


def outsider(author: User) -> JSON:
    """Return what a message event adds for an author of another workspace."""
    return {
        "team": author.team_id,
        "user_team": author.team_id,
        "source_team": author.team_id,
        "user_profile": {
            "name": author.name,
            "real_name": author.real_name,
            "display_name": author.name,
            "team": author.team_id,
        },
    }


def view(shown: View, me: Identity) -> JSON:
    """Return a view object with its hash and its state."""
    body = {
        "id": shown.id,
        "team_id": me.team_id,
        "title": None,
        "submit": None,
        "close": None,
        "private_metadata": "",
        "callback_id": "",
        "external_id": "",
        "clear_on_close": False,
        "notify_on_close": False,
        **deepcopy(shown.body),
        "state": {"values": deepcopy(shown.state)},
        "hash": shown.hash,
        "root_view_id": shown.root_view_id,
        "previous_view_id": shown.previous_view_id,
        "app_id": me.app_id,
        "app_installed_team_id": me.team_id,
        "bot_id": me.bot_id,
    }
    return body


def file(shown: UploadedFile, me: Identity) -> JSON:
    """Return a file object; `shares` is empty until the file was shared."""
    return {
        "id": shown.id,
        "created": shown.created,
        "timestamp": shown.created,
        "name": shown.name,
        "title": shown.title,
        "size": shown.length,
        "user": me.bot_user_id,
        "is_public": False,
        "mode": "hosted",
    }


def who(person: User, me: Identity) -> JSON:
    """Return the fields that say whose interaction this is, in which workspace."""
    return {
        "team": {"id": me.team_id, "domain": me.domain},
        "user": {
            "id": person.id,
            "username": person.name,
            "name": person.name,
            "team_id": person.team_id,
        },
        "api_app_id": me.app_id,
        "token": me.token,
        "enterprise": None,
        "is_enterprise_install": False,
    }


def slash(
    person: User, spoken_in: Channel, command: str, text: str, me: Identity, **more: str
) -> JSON:
    """Return a slash command; `more` is its trigger_id and response_url."""
    return {
        "token": me.token,
        "team_id": me.team_id,
        "team_domain": me.domain,
        "channel_id": spoken_in.id,
        "channel_name": "directmessage" if spoken_in.is_im else _name_told(spoken_in),
        "user_id": person.id,
        "user_name": person.name,
        "command": command,
        "text": text,
        "api_app_id": me.app_id,
        "is_enterprise_install": "false",
        **more,
    }


def _name_told(shown: Channel) -> str:
    return "privategroup" if shown.is_private else shown.name


def place(shown: Channel) -> JSON:
    """Return the short channel of interaction payloads."""
    return {"id": shown.id, "name": "directmessage" if shown.is_im else _name_told(shown)}


def message_container(pressed: Message) -> JSON:
    """Return the container of an interaction on a message."""
    container: JSON = {
        "type": "message",
        "message_ts": pressed.ts,
        "channel_id": pressed.channel_id,
        "is_ephemeral": pressed.ephemeral_to is not None,
    }
    if pressed.thread_ts is not None:
        container["thread_ts"] = pressed.thread_ts
    return container


def event(inner: JSON, me: Identity, *, event_id: str, at: int, external: str = "") -> JSON:
    """Return the wrapper every Events API delivery travels in.

    `external` names the channel when it is shared with another organisation.
    """
    return {
        "token": me.token,
        "team_id": me.team_id,
        "context_team_id": me.team_id,
        "context_enterprise_id": None,
        "api_app_id": me.app_id,
        "event": inner,
        "type": "event_callback",
        "event_id": event_id,
        "event_time": at,
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": me.team_id,
                "user_id": me.bot_user_id,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": bool(external),
        "event_context": f"4-{event_id}",
    }


def message_event(posted: Message, spoken_in: Channel, me: Identity, **more: Any) -> JSON:
    """Return the message event of a new message."""
    return {
        **message(posted, me),
        "channel": spoken_in.id,
        "channel_type": spoken_in.channel_type,
        "event_ts": posted.ts,
        **more,
    }
