"""Answers outside the Web API: response_url and the reply to a slash command.

https://docs.slack.dev/interactivity/handling-user-interaction
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sandbox import deliveries
from sandbox.args import Args
from sandbox.methods.chat import MOST_POSTED, bot_message, content, whisper
from sandbox.model import Channel, Message, Refusal, ResponseUrl
from sandbox.store import Store

MOST_USES = 5
LIVES = timedelta(minutes=30)


def respond(store: Store, response_id: str, body: Mapping[str, Any], at: datetime) -> None:
    """Do what a post to a response_url asks. Raises: Refusal when it is used up or refused."""
    permission = store.responses.get(response_id)
    if permission is None or at - permission.made_at > LIVES:
        raise Refusal("expired_url", status=404)
    if permission.uses >= MOST_USES:
        raise Refusal("used_url", status=404)
    answer(store, permission, Args(body), at)
    permission.uses += 1


def answer(store: Store, permission: ResponseUrl, args: Args, at: datetime) -> None:
    """Delete, replace or post, as the answer to an interaction asks."""
    channel = store.channels[permission.channel_id]
    original = _original(store, channel, permission)
    if args.flag("delete_original"):
        _delete(store, channel, original, at)
        return
    text, blocks = content(args, most=MOST_POSTED)
    if args.flag("replace_original") and original is not None:
        _replace(store, channel, original, text, blocks, at)
    elif args.text("response_type") == "in_channel":
        message = bot_message(store, channel, text, blocks, at)
        message.thread_ts = args.text("thread_ts") or None
        store.put(channel, message, at)
    else:
        thread = args.text("thread_ts") or None
        whisper(store, channel, permission.user_id, text, blocks, at, thread_ts=thread)


def _original(store: Store, channel: Channel, permission: ResponseUrl) -> Message | None:
    if permission.message_ts is None:
        return None
    for shown in store.whispers:
        if (shown.channel_id, shown.ts) == (channel.id, permission.message_ts):
            return shown
    return channel.messages.get(permission.message_ts)


def _delete(store: Store, channel: Channel, original: Message | None, at: datetime) -> None:
    if original is None:
        raise Refusal("message_not_found", status=404)
    if original.ephemeral_to is None:
        store.remove(channel, original, at)
        return
    store.whispers.remove(original)
    store.changed()


def _replace(
    store: Store,
    channel: Channel,
    original: Message,
    text: str,
    blocks: list[dict[str, Any]],
    at: datetime,
) -> None:
    before = deliveries.message(original, store.me)
    original.text, original.blocks = text, store.shown_blocks(blocks)
    if original.ephemeral_to is None:
        store.emit_changed(channel, before, original, at)
    else:
        store.changed()
