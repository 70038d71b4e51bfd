"""Which conversations the bot can see, read and write."""

from __future__ import annotations

from datetime import datetime

from sandbox.model import Channel, Refusal
from sandbox.store import Store


def visible(store: Store, channel_id: str) -> Channel:
    """Return a channel the bot knows of. A private one it is not in reads as not found."""
    channel = store.channels.get(channel_id)
    if channel is None:
        raise Refusal("channel_not_found")
    if channel.is_private and store.me.bot_user_id not in channel.members:
        raise Refusal("channel_not_found")
    return channel


def reachable(store: Store, channel_id: str) -> Channel:
    """Return a channel the bot is in."""
    channel = visible(store, channel_id)
    if store.me.bot_user_id not in channel.members:
        raise Refusal("not_in_channel")
    return channel


def writable(store: Store, channel_id: str, at: datetime) -> Channel:
    """Return a channel the bot may post to now; a person's id means their direct message."""
    if channel_id in store.users and not store.users[channel_id].is_bot:
        return store.dm_with(channel_id, at=at)
    channel = visible(store, channel_id)
    if channel.is_archived:
        raise Refusal("is_archived")
    return reachable(store, channel_id)
