"""What the inspector lists: what the bot said to Slack, and what Slack brought it. Pure reading.

It keeps nothing of its own: everything is in the workspace's recorder, and gone with it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from sandbox.model import Envelope, Outbound
from sandbox.page_state import iso

if TYPE_CHECKING:
    from sandbox.model import JSON
    from sandbox.workspace import Workspace

MOST: Final = 150
"""Rows in one look; older ones are left out, and how many is said."""


def overheard(workspace: Workspace) -> JSON:
    """Return the newest rows first, without their JSON, and how many older ones there are."""
    both = workspace.recorder.both
    newest = range(len(both) - 1, max(-1, len(both) - 1 - MOST), -1)
    rows = [_row(workspace, number, both[number]) for number in newest]
    return {"rows": rows, "older": max(0, len(both) - MOST)}


def in_full(workspace: Workspace, number: int) -> JSON:
    """Return the JSON of one row. Raises: LookupError when there is no such row."""
    if not 0 <= number < len(workspace.recorder.both):
        raise LookupError(f"the inspector has no row {number}")
    one = workspace.recorder.both[number]
    if isinstance(one, Outbound):
        return {"said": _parsed(one.args), "answered": _parsed(one.answer)}
    return {"said": one.payload, "answered": one.answer or {}}


def _row(workspace: Workspace, number: int, one: Outbound | Envelope) -> JSON:
    if isinstance(one, Outbound):
        return {"id": number, "from": "bot", **_said(workspace, one)}
    return {"id": number, "from": "slack", **_brought(workspace, one)}


def _said(workspace: Workspace, sent: Outbound) -> JSON:
    args, answer = _parsed(sent.args), _parsed(sent.answer)
    return {
        "at": iso(sent.at),
        "what": sent.method,
        "to": _whereabouts(workspace, args),
        "error": _error(sent, answer),
        "state": "said",
    }


def _error(sent: Outbound, answer: Any) -> str:
    """Return why a call failed, empty when it did not."""
    if sent.status == 0:
        return "connection_cut"
    if isinstance(answer, dict) and answer.get("ok") is False:
        return str(answer.get("error", "")) or f"HTTP {sent.status}"
    return "" if sent.status == 200 else f"HTTP {sent.status}"


def _brought(workspace: Workspace, delivery: Envelope) -> JSON:
    took = delivery.acked_at - delivery.due_at if delivery.acked_at else None
    return {
        "at": iso(delivery.due_at),
        "what": kind_of(delivery),
        "to": _who_did(workspace, delivery),
        "error": "" if delivery.state != "timed_out" else "timeout",
        "state": delivery.state,
        "seconds": round(took.total_seconds(), 2) if took is not None else None,
        "attempt": delivery.attempt,
    }


def kind_of(delivery: Envelope) -> str:
    """Return Slack's word for a delivery: an event's type, an interaction's, or the command."""
    payload = delivery.payload
    if "command" in payload:
        return str(payload["command"])
    event = payload.get("event") or payload
    return str(event.get("subtype") or event.get("type", delivery.type))


def _who_did(workspace: Workspace, delivery: Envelope) -> list[str]:
    event = delivery.payload.get("event") or {}
    item = event.get("item") or {}
    channel = delivery.channel_id or event.get("channel") or item.get("channel")
    user = delivery.user_id or event.get("user") or (event.get("message") or {}).get("user")
    return _names(workspace, _id(channel), _id(user))


def _whereabouts(workspace: Workspace, args: Any) -> list[str]:
    """Return the channel and the person a call was for, by name, as far as it says."""
    if not isinstance(args, Mapping):
        return []
    trigger = workspace.triggers.get(str(args.get("trigger_id")))
    view = workspace.find_view(str(args.get("view_id"))) if args.get("view_id") else None
    user = args.get("user") or args.get("user_id") or args.get("users")
    user = user or (trigger.user_id if trigger else None) or (view.user_id if view else None)
    return _names(workspace, _id(args.get("channel") or args.get("channel_id")), _id(user))


def _id(value: Any) -> str:
    return str(value.get("id", "")) if isinstance(value, Mapping) else str(value or "")


def _names(workspace: Workspace, channel: str, user: str) -> list[str]:
    """Return a channel as #name and a person by name; a direct message is its person."""
    room = workspace.channels.get(channel)
    person = workspace.users.get(user or (room.im_user or "" if room else ""))
    if person is None:
        person = workspace.users.get(channel)  # a post may name the person as its channel
    found = [f"#{room.name}"] if room and not room.is_im else []
    return [*found, person.real_name or person.name] if person else found


def _parsed(text: str) -> Any:
    """Return JSON as a value; what is none, as it stands. Blocks in a string are opened too."""
    try:
        value = json.loads(text)
    except ValueError:
        return text
    if not isinstance(value, dict):
        return value
    return {name: _opened(each) for name, each in value.items()}


def _opened(value: Any) -> Any:
    if not isinstance(value, str) or value[:1] not in ("[", "{"):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value
