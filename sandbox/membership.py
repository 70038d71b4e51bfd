"""Who is in which channel, and the events that follow when that changes."""

from __future__ import annotations

from datetime import datetime

from sandbox.model import JSON, Channel
from sandbox.store import Store


def add_member(
    store: Store, channel: Channel, user_id: str, at: datetime, *, inviter: str | None = None
) -> None:
    """Make a person, or the bot, a member of the channel."""
    channel.members.append(user_id)
    event: JSON = {
        "type": "member_joined_channel",
        "user": user_id,
        "channel": channel.id,
        "channel_type": "G" if channel.is_private else "C",
        "team": store.me.team_id,
        "event_ts": store.stamp(channel, at),
    }
    store.emit(event | ({"inviter": inviter} if inviter else {}), at, channel)
    store.note(channel, user_id, "channel_join", f"<@{user_id}> has joined the channel", at)


def drop_member(
    store: Store, channel: Channel, user_id: str, at: datetime, *, by: str | None = None
) -> None:
    """End a membership, by the member's own will or by somebody else's."""
    channel.members.remove(user_id)
    if user_id == store.me.bot_user_id:
        kind = "group_left" if channel.is_private else "channel_left"
        event = {"type": kind, "channel": channel.id, "actor_id": by or user_id}
        store.emit({**event, "event_ts": store.stamp(channel, at)}, at)
    else:
        event = {"type": "member_left_channel", "user": user_id, "channel": channel.id}
        event |= {"channel_type": "G" if channel.is_private else "C", "team": store.me.team_id}
        store.emit({**event, "event_ts": store.stamp(channel, at)}, at, channel)
    store.note(channel, user_id, "channel_leave", f"<@{user_id}> has left the channel", at)


def close_channel(store: Store, channel: Channel, by: str, at: datetime) -> None:
    """Archive a channel."""
    store.note(channel, by, "channel_archive", f"<@{by}> archived the channel", at)
    channel.is_archived = True
    _told(store, channel, "archive", at, user=by, is_moved=0)


def reopen_channel(store: Store, channel: Channel, by: str, at: datetime) -> None:
    """Bring an archived channel back."""
    channel.is_archived = False
    _told(store, channel, "unarchive", at, user=by)
    store.note(channel, by, "channel_unarchive", f"<@{by}> un-archived the channel", at)


def rename_channel(store: Store, channel: Channel, name: str, by: str, at: datetime) -> None:
    """Give a channel another name; it remembers the old one."""
    old, channel.name = channel.name, name
    channel.previous_names.insert(0, old)
    kind = "group_rename" if channel.is_private else "channel_rename"
    renamed = {"id": channel.id, "name": name, "created": channel.created}
    event = {"type": kind, "channel": renamed, "event_ts": store.stamp(channel, at)}
    store.emit(event, at, channel)
    store.note(channel, by, "channel_name", f'renamed the channel from "{old}" to "{name}"', at)


def _told(store: Store, channel: Channel, verb: str, at: datetime, **more: object) -> None:
    kind = ("group_" if channel.is_private else "channel_") + verb
    event = {"type": kind, "channel": channel.id, **more, "event_ts": store.stamp(channel, at)}
    store.emit(event, at, channel)
    store.changed()
