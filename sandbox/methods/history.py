"""conversations.history and conversations.replies: reading messages back.

https://docs.slack.dev/reference/methods/conversations.history
"""

from __future__ import annotations

import re
from datetime import datetime

from sandbox import deliveries
from sandbox.args import Args, open_cursor, write_cursor
from sandbox.methods.reach import reachable
from sandbox.model import JSON, Message, Refusal
from sandbox.store import Store

MOST_LISTED = 999


def history(store: Store, args: Args, at: datetime) -> JSON:
    """Return one page of a channel's messages, the newest first, replies left out."""
    channel = reachable(store, args.need("channel"))
    roots = [m for m in channel.messages.values() if m.is_root and m.listed(at)]
    found = sorted(_within(roots, args), key=_moment, reverse=True)
    return _page(store, found, args, {"pin_count": 0})


def replies(store: Store, args: Args, at: datetime) -> JSON:
    """Return one page of a thread, the parent first on every page."""
    channel = reachable(store, args.need("channel"))
    named = channel.messages.get(args.need("ts"))
    parent = channel.messages.get(named.thread_ts or named.ts) if named else None
    if parent is None or not parent.listed(at):
        raise Refusal("thread_not_found")
    rest = [m for m in channel.messages.values() if m.thread_ts == parent.ts and m is not parent]
    found = sorted(_within([m for m in rest if m.listed(at)], args), key=_moment)
    return _page(store, found, args, {}, first=parent)


def _moment(message: Message) -> tuple[int, int]:
    return moment(message.ts)


def moment(ts: str) -> tuple[int, int]:
    """Return a ts as numbers that can be compared."""
    seconds, _, micros = ts.partition(".")
    return int(seconds), int((micros or "0").ljust(6, "0")[:6])


def _within(messages: list[Message], args: Args) -> list[Message]:
    for name in ("oldest", "latest"):
        if args.text(name) and re.fullmatch(r"\d+(\.\d+)?", args.text(name)) is None:
            raise Refusal(f"invalid_ts_{name}")
    oldest, latest = args.text("oldest"), args.text("latest")
    since = moment(oldest) if oldest else (-1, 0)
    until = moment(latest) if latest else (10**12, 0)
    if args.flag("inclusive"):
        return [m for m in messages if since <= _moment(m) <= until]
    return [m for m in messages if since < _moment(m) < until]


def _page(
    store: Store, found: list[Message], args: Args, more: JSON, *, first: Message | None = None
) -> JSON:
    limit = min(args.number("limit", 100), MOST_LISTED)
    if limit < 1:
        raise Refusal("invalid_limit")
    start = _start(found, args.text("cursor"))
    shown, rest = found[start : start + limit], found[start + limit :]
    listed = ([first] if first else []) + shown
    cursor = write_cursor("next_ts", rest[0].ts) if rest else ""
    metadata = "all" if args.flag("include_all_metadata") else "type"
    return {
        "messages": [deliveries.listed_message(m, store.me, metadata=metadata) for m in listed],
        "has_more": bool(rest),
        **more,
        "response_metadata": {"next_cursor": cursor},
    }


def _start(found: list[Message], cursor: str) -> int:
    if not cursor:
        return 0
    wanted = open_cursor(cursor, "next_ts")
    for index, message in enumerate(found):
        if message.ts == wanted:
            return index
    return len(found)
