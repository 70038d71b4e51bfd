"""files.*: the three steps of an upload, and what became of it.

https://docs.slack.dev/messaging/working-with-files
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sandbox import deliveries
from sandbox.args import Args
from sandbox.methods.chat import bot_message
from sandbox.methods.reach import writable
from sandbox.model import JSON, Channel, Refusal, UploadedFile
from sandbox.store import Store


def get_upload_url(store: Store, args: Args, at: datetime) -> JSON:
    """Announce a file and say where its bytes go."""
    name, length = args.need("filename"), args.number("length", 0)
    if length < 1:
        raise Refusal("invalid_arguments")
    made = UploadedFile(
        id=store.ids.next("F"), name=name, length=length, title=name, created=int(at.timestamp())
    )
    store.files[made.id] = made
    return {"upload_url": f"{store.public_url}/upload/{made.id}", "file_id": made.id}


def take_bytes(store: Store, file_id: str, content: bytes) -> str | None:
    """Keep the bytes of an announced file; return the plain answer, None for an unknown one."""
    waiting = store.files.get(file_id)
    if waiting is None or waiting.completed:
        return None
    waiting.content = content
    return f"OK - {len(content)}"


def complete_upload(store: Store, args: Args, at: datetime) -> JSON:
    """Finish uploads and share them. The answer never names the message: Slack shares later."""
    wanted = _wanted(args)
    found = [_uploaded(store, item["id"]) for item in wanted]
    channel = writable(store, args.need("channel_id"), at) if "channel_id" in args else None
    for item, file in zip(wanted, found, strict=True):
        file.completed, file.title = True, item.get("title") or file.name
    if channel is not None:
        _share(store, channel, found, args, at)
    return {"files": [{**deliveries.file(file, store.me), "shares": {}} for file in found]}


def _wanted(args: Args) -> list[dict[str, Any]]:
    try:
        wanted = args.parsed("files")
    except ValueError:
        wanted = None
    if not isinstance(wanted, list) or not all(isinstance(i, dict) and "id" in i for i in wanted):
        raise Refusal("invalid_arguments")
    return wanted


def _uploaded(store: Store, file_id: str) -> UploadedFile:
    file = store.files.get(file_id)
    if file is None or file.content is None or file.completed:
        raise Refusal("file_not_found")
    if len(file.content) != file.length:
        raise Refusal("file_update_failed")
    return file


def _share(
    store: Store, channel: Channel, files: list[UploadedFile], args: Args, at: datetime
) -> None:
    message = bot_message(store, channel, args.text("initial_comment"), [], at)
    message.subtype = "file_share"
    message.thread_ts = args.text("thread_ts") or None
    message.files = [deliveries.file(file, store.me) for file in files]
    for file in files:
        file.shares.setdefault(channel.id, []).append(message.ts)
    store.put(channel, message, at)


def info(store: Store, args: Args, at: datetime) -> JSON:
    """Return a file, and where it was shared."""
    file = _there(store, args)
    shares: dict[str, JSON] = {}
    for channel_id, stamps in file.shares.items():
        kind = "private" if store.channels[channel_id].is_private else "public"
        shares.setdefault(kind, {})[channel_id] = [{"ts": ts} for ts in stamps]
    return {"file": {**deliveries.file(file, store.me), "shares": shares}}


def _there(store: Store, args: Args) -> UploadedFile:
    file = store.files.get(args.need("file"))
    if file is None or not file.completed:
        raise Refusal("file_not_found")
    if file.deleted:
        raise Refusal("file_deleted")
    return file


def delete(store: Store, args: Args, at: datetime) -> JSON:
    """Delete a file everywhere it was shared."""
    file = _there(store, args)
    file.deleted, file.content = True, None
    for channel_id, stamps in file.shares.items():
        for ts in stamps:
            message = store.channels[channel_id].messages.get(ts)
            if message is not None:
                message.files = [{"id": file.id, "mode": "tombstone"}]
    store.changed()
    return {}
