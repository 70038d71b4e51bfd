"""The acts the page may ask for, by name: JSON in, one act of one person in the workspace."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import datetime

    from sandbox.model import JSON, Envelope
    from sandbox.workspace import Workspace


class Unreadable(ValueError):
    """What the page sent lacks or misspells a part; the text names it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What came of an act: complaints by block, and the delivery to the app if there was one."""

    errors: dict[str, str] = field(default_factory=dict)
    envelope: Envelope | None = None
    awaited: bool = False


Act = Callable[["Workspace", str, "JSON", "datetime"], Done]


def _text(body: JSON, name: str) -> str:
    value = body.get(name)
    if not isinstance(value, str) or not value:
        raise Unreadable(name)
    return value


def _maybe(body: JSON, name: str) -> str | None:
    value = body.get(name)
    if value is not None and not isinstance(value, str):
        raise Unreadable(name)
    return value


def _values(body: JSON) -> dict[str, dict[str, Any]]:
    values = body.get("values")
    if not isinstance(values, dict) or not all(isinstance(one, dict) for one in values.values()):
        raise Unreadable("values")
    return values


def _slash(workspace: Workspace, me: str, body: JSON, at: datetime) -> Done:
    words = _maybe(body, "text") or ""
    sent = workspace.slash(me, _text(body, "channel"), _text(body, "command"), words, at)
    return Done(envelope=sent)


def _press(workspace: Workspace, me: str, body: JSON, at: datetime) -> Done:
    sent = workspace.press(
        me,
        _text(body, "channel"),
        _text(body, "ts"),
        _text(body, "action_id"),
        at,
        block_id=_maybe(body, "block_id"),
        value=_maybe(body, "value"),
        chosen=body.get("chosen"),
    )
    return Done(envelope=sent)


def _press_in_view(workspace: Workspace, me: str, body: JSON, at: datetime) -> Done:
    view = _text(body, "view")
    workspace.fill(me, view, _values(body))
    sent = workspace.press_in_view(
        me,
        view,
        _text(body, "action_id"),
        at,
        block_id=_maybe(body, "block_id"),
        value=_maybe(body, "value"),
        chosen=body.get("chosen"),
    )
    return Done(envelope=sent)


def _submit(workspace: Workspace, me: str, body: JSON, at: datetime) -> Done:
    submission = workspace.submit(me, _text(body, "view"), _values(body), at)
    return Done(errors=submission.errors, envelope=submission.envelope)


def _close(workspace: Workspace, me: str, body: JSON, at: datetime) -> Done:
    everything = body.get("everything") is True
    return Done(envelope=workspace.close(me, _text(body, "view"), at, everything=everything))


def _suggest(workspace: Workspace, me: str, body: JSON, at: datetime) -> Done:
    words = _maybe(body, "text") or ""
    sent = workspace.suggest(me, _text(body, "view"), _text(body, "action_id"), words, at)
    return Done(envelope=sent, awaited=True)


def _say(workspace: Workspace, me: str, body: JSON, at: datetime) -> Done:
    thread = _maybe(body, "thread")
    workspace.say(me, _text(body, "channel"), _text(body, "text"), at, thread_ts=thread)
    return Done()


def _edit(workspace: Workspace, me: str, body: JSON, at: datetime) -> Done:
    workspace.edit(me, _text(body, "channel"), _text(body, "ts"), _text(body, "text"), at)
    return Done()


def _delete(workspace: Workspace, me: str, body: JSON, at: datetime) -> Done:
    workspace.delete(me, _text(body, "channel"), _text(body, "ts"), at)
    return Done()


def _react(workspace: Workspace, me: str, body: JSON, at: datetime) -> Done:
    workspace.react(me, _text(body, "channel"), _text(body, "ts"), _text(body, "name"), at)
    return Done()


def _unreact(workspace: Workspace, me: str, body: JSON, at: datetime) -> Done:
    workspace.unreact(me, _text(body, "channel"), _text(body, "ts"), _text(body, "name"), at)
    return Done()


def _home(workspace: Workspace, me: str, body: JSON, at: datetime) -> Done:
    workspace.open_home(me, at, tab=_maybe(body, "tab") or "home")
    return Done()


def _shortcut(workspace: Workspace, me: str, body: JSON, at: datetime) -> Done:
    return Done(envelope=workspace.shortcut(me, _text(body, "callback_id"), at))


def _read(workspace: Workspace, me: str, body: JSON, _at: datetime) -> Done:
    workspace.mark_read(me, _text(body, "channel"), _maybe(body, "thread") or "")
    return Done()


ACTS: Mapping[str, Act] = {
    "slash": _slash,
    "press": _press,
    "press_in_view": _press_in_view,
    "submit": _submit,
    "close": _close,
    "suggest": _suggest,
    "say": _say,
    "edit": _edit,
    "delete": _delete,
    "react": _react,
    "unreact": _unreact,
    "home": _home,
    "shortcut": _shortcut,
    "read": _read,
}
