"""chat.* and reactions.add: messages.

https://docs.slack.dev/reference/methods/chat.postMessage
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from sandbox import deliveries
from sandbox.args import Args, complaining
from sandbox.blockkit import MOST_TEXT, check_blocks, text_length
from sandbox.methods.reach import reachable, writable
from sandbox.model import JSON, Channel, Message, Refusal
from sandbox.store import Store

MOST_POSTED = 40_000
MOST_UPDATED = 4_000
MOST_METADATA = 1_024  # undocumented; what the app should stay under


def post_message(store: Store, args: Args, at: datetime) -> JSON:
    """Post a message of the bot."""
    channel = writable(store, args.need("channel"), at)
    text, blocks = content(args, most=MOST_POSTED)
    if not blocks and len(text) > MOST_UPDATED:
        store.faults.append(f"a text of {len(text)} characters would be split by Slack")
    thread = _thread(channel, args.text("thread_ts"))
    message = bot_message(store, channel, text, blocks, at)
    message.metadata = _metadata(args) or None
    message.thread_ts = thread
    message.broadcast = thread is not None and args.flag("reply_broadcast")
    message.subtype = "thread_broadcast" if message.broadcast else None
    store.put(channel, message, at)
    shown = deliveries.message(message, store.me)
    return {"channel": channel.id, "ts": message.ts, "message": shown}


def bot_message(
    store: Store, channel: Channel, text: str, blocks: list[JSON], at: datetime
) -> Message:
    """Return a new message of the bot, stamped, not yet in the channel."""
    return Message(
        ts=store.stamp(channel, at),
        channel_id=channel.id,
        user=store.me.bot_user_id,
        text=text,
        blocks=store.shown_blocks(blocks),
        is_bot=True,
    )


def update(store: Store, args: Args, at: datetime) -> JSON:
    """Draw one of the bot's messages anew."""
    channel = reachable(store, args.need("channel"))
    message = _own(store, channel, args.need("ts"), "cant_update_message")
    if channel.is_archived:
        raise Refusal("is_inactive")
    text, blocks = content(args, most=MOST_UPDATED)
    metadata = _metadata(args) if "metadata" in args else message.metadata
    before = deliveries.message(message, store.me)
    message.text, message.blocks = text, store.shown_blocks(blocks)
    message.metadata = metadata or None
    if not blocks:
        message.edited = {"user": store.me.bot_user_id, "ts": _edit_ts(at)}
    store.emit_changed(channel, before, message, at)
    shown = deliveries.message(message, store.me)
    return {"channel": channel.id, "ts": message.ts, "text": text, "message": shown}


def post_ephemeral(store: Store, args: Args, at: datetime) -> JSON:
    """Show one member of a channel a message nobody else sees, which no API can find again."""
    channel = writable(store, args.need("channel"), at)
    user_id = args.need("user")
    if user_id not in channel.members:
        raise Refusal("user_not_in_channel")
    text, blocks = content(args, most=MOST_POSTED)
    thread = _thread(channel, args.text("thread_ts"))
    message = whisper(store, channel, user_id, text, blocks, at, thread_ts=thread)
    return {"message_ts": message.ts}


def whisper(
    store: Store,
    channel: Channel,
    user_id: str,
    text: str,
    blocks: list[JSON],
    at: datetime,
    *,
    thread_ts: str | None = None,
) -> Message:
    """Show one person an ephemeral message of the bot."""
    message = bot_message(store, channel, text, blocks, at)
    message.ephemeral_to, message.thread_ts = user_id, thread_ts
    store.whispers.append(message)
    store.changed()
    return message


def delete(store: Store, args: Args, at: datetime) -> JSON:
    """Delete one of the bot's messages."""
    channel = reachable(store, args.need("channel"))
    message = _own(store, channel, args.need("ts"), "cant_delete_message")
    store.remove(channel, message, at)
    return {"channel": channel.id, "ts": message.ts}


def get_permalink(store: Store, args: Args, at: datetime) -> JSON:
    """Return the address of a message."""
    channel = reachable(store, args.need("channel"))
    message = channel.messages.get(args.need("message_ts"))
    if message is None:
        raise Refusal("message_not_found")
    path = f"archives/{channel.id}/p{message.ts.replace('.', '')}"
    if message.thread_ts is not None and message.thread_ts != message.ts:
        path += f"?thread_ts={message.thread_ts}&cid={channel.id}"
    return {
        "channel": channel.id,
        "permalink": f"https://{store.me.domain}.slack.com/{path}",
    }


def add_reaction(store: Store, args: Args, at: datetime) -> JSON:
    """Add the bot's emoji to a message."""
    channel = reachable(store, args.need("channel"))
    message = channel.messages.get(args.need("timestamp"))
    if message is None:
        raise Refusal("message_not_found")
    if channel.is_archived:
        raise Refusal("is_archived")
    if store.me.bot_user_id in message.reactions.get(args.need("name"), ()):
        raise Refusal("already_reacted")
    react(store, channel, message, store.me.bot_user_id, args.need("name"), at)
    return {}


def react(
    store: Store, channel: Channel, message: Message, by: str, name: str, at: datetime
) -> None:
    """Add somebody's emoji to a message, and send its event."""
    message.reactions.setdefault(name, []).append(by)
    store.emit(_reaction("reaction_added", store, channel, message, by, name, at), at, channel)
    store.changed()


def unreact(
    store: Store, channel: Channel, message: Message, by: str, name: str, at: datetime
) -> None:
    """Take somebody's emoji off a message, and send its event."""
    message.reactions[name].remove(by)
    if not message.reactions[name]:
        del message.reactions[name]
    store.emit(_reaction("reaction_removed", store, channel, message, by, name, at), at, channel)
    store.changed()


def _reaction(
    kind: str, store: Store, channel: Channel, message: Message, by: str, name: str, at: datetime
) -> JSON:
    return {
        "type": kind,
        "user": by,
        "reaction": name,
        "item": {"type": "message", "channel": channel.id, "ts": message.ts},
        "item_user": message.user,
        "event_ts": store.stamp(channel, at),
    }


def content(args: Args, *, most: int) -> tuple[str, list[JSON]]:
    """Return the text and blocks of a message. Raises: Refusal for whatever Slack refuses."""
    try:
        blocks: Any = args.parsed("blocks") or []
    except ValueError:
        raise Refusal("invalid_blocks_format") from None
    if not isinstance(blocks, list):
        raise Refusal("invalid_blocks_format")
    text = args.text("text")
    if not text.strip() and not blocks:
        raise Refusal("no_text")
    if len(text) > most:
        raise Refusal("msg_too_long")
    errors = check_blocks(blocks, "message") if blocks else []
    if errors:
        raise complaining("invalid_blocks", errors)
    if text_length(blocks) > MOST_TEXT:
        raise Refusal("msg_blocks_too_long")
    return text, blocks


def _metadata(args: Args) -> JSON:
    try:
        metadata = args.parsed("metadata") or {}
    except ValueError:
        raise Refusal("invalid_metadata_format") from None
    if not isinstance(metadata, dict):
        raise Refusal("invalid_metadata_format")
    if not metadata:
        return {}
    kind, payload = metadata.get("event_type"), metadata.get("event_payload")
    if not isinstance(kind, str) or not kind or not isinstance(payload, dict):
        raise Refusal("invalid_metadata_format")
    if len(json.dumps(metadata, ensure_ascii=False).encode()) > MOST_METADATA:
        raise Refusal("metadata_too_large")
    return {"event_type": kind, "event_payload": payload}


def _thread(channel: Channel, thread_ts: str) -> str | None:
    if not thread_ts:
        return None
    parent = channel.messages.get(thread_ts)
    if parent is None or parent.thread_ts not in (None, parent.ts):
        raise Refusal("cannot_reply_to_message")
    return thread_ts


def _own(store: Store, channel: Channel, ts: str, refusal: str) -> Message:
    message = channel.messages.get(ts)
    if message is None or message.subtype == "tombstone":
        raise Refusal("message_not_found")
    if message.user != store.me.bot_user_id or not message.is_bot:
        raise Refusal(refusal)
    return message


def _edit_ts(at: datetime) -> str:
    return f"{int(at.timestamp())}.000000"
