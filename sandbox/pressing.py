"""What people do to the app: commands, buttons, forms, shortcuts.

https://docs.slack.dev/reference/interaction-payloads
"""

from __future__ import annotations

from copy import deepcopy
from datetime import datetime
from typing import Any

from sandbox import deliveries, forms
from sandbox.blockkit import elements_of
from sandbox.forms import FIELD, NoSuchCommand, NoSuchThing, State
from sandbox.model import JSON, Channel, Envelope, Message, Submission, View
from sandbox.store import aware
from sandbox.talking import Talking

Place = tuple[JSON, JSON]


class Pressing(Talking):
    """Interactions: each puts a delivery in line and returns it."""

    def slash(
        self, user_id: str, channel_id: str, command: str, text: str, at: datetime
    ) -> Envelope:
        """Type a command in a channel or direct message.

        Raises: NoSuchCommand when it is none of the app's, NoSuchThing for outsiders.
        """
        channel = self.open_to(user_id, channel_id)
        if command not in self.commands:
            raise NoSuchCommand(command)
        self._insider(user_id)
        payload = deliveries.slash(
            self.user(user_id),
            channel,
            command,
            text,
            self.me,
            trigger_id=self.trigger(user_id, aware(at)),
            response_url=self.response_url(channel, user_id, aware(at)),
        )
        return self.queue(
            "slash_commands",
            payload,
            aware(at),
            user_id=user_id,
            channel_id=channel.id,
            accepts_response_payload=True,
        )

    def press(
        self,
        user_id: str,
        channel_id: str,
        ts: str,
        action_id: str,
        at: datetime,
        block_id: str | None = None,
        value: str | None = None,
        chosen: Any = None,
        message: Message | None = None,
    ) -> Envelope:
        """Press a button or choose something on a message as it is shown now.

        A person whose phone has not caught up presses on the old `message` they still see.
        Raises: NoSuchThing when the message shows no such element, or several.
        """
        channel = self.inside(user_id, channel_id)
        seen = message or self._seen(user_id, channel, ts)
        block, element = _only(seen.blocks, action_id, block_id, value)
        return self._press(user_id, channel, seen, block, element, chosen, aware(at))

    def _seen(self, user_id: str, channel: Channel, ts: str) -> Message:
        for message in self.whispers:
            if (message.ephemeral_to, message.channel_id, message.ts) == (user_id, channel.id, ts):
                return message
        if ts not in channel.messages:
            raise NoSuchThing(f"{user_id} sees no message {ts} in {channel.id}")
        return channel.messages[ts]

    def _press(
        self,
        user_id: str,
        channel: Channel,
        seen: Message,
        block: JSON,
        element: JSON,
        chosen: Any,
        at: datetime,
    ) -> Envelope:
        action = forms.action(element, block, chosen, self._action_ts(at), [])
        state = self.choices.setdefault((user_id, channel.id, seen.ts), {})
        _choose(state, element, block, action)
        hidden = seen.ephemeral_to is not None
        payload: JSON = {
            "type": "block_actions",
            **deliveries.who(self.user(user_id), self.me),
            "container": deliveries.message_container(seen),
            "trigger_id": self.trigger(user_id, at),
            "channel": deliveries.place(channel),
            "state": {"values": _merged(forms.initial_state(seen.blocks), state)},
            "response_url": self.response_url(
                channel, user_id, at, message_ts=seen.ts, is_ephemeral=hidden
            ),
            "actions": [action],
        }
        if not hidden:  # the message itself is not handed out again when only one person saw it
            payload["message"] = deliveries.message(seen, self.me)
        return self.queue("interactive", payload, at, user_id=user_id, channel_id=channel.id)

    def press_in_view(
        self,
        user_id: str,
        view_id: str,
        action_id: str,
        at: datetime,
        block_id: str | None = None,
        value: str | None = None,
        chosen: Any = None,
    ) -> Envelope:
        """Press or choose something in one's open modal or Home. Raises: NoSuchThing."""
        view = self._their_view(user_id, view_id)
        block, element = _only(view.blocks, action_id, block_id, value)
        if block["type"] == "input" and not block.get("dispatch_action"):
            raise NoSuchThing(f"{action_id} tells the app nothing before the form is sent")
        action = forms.action(
            element, block, chosen, self._action_ts(at), self._suggested(view_id, action_id)
        )
        _choose(view.state, element, block, action)
        payload = self._view_payload("block_actions", view, aware(at)) | {
            "container": {"type": "view", "view_id": view.id},
            "state": {"values": deepcopy(view.state)},
            "actions": [action],
        }
        return self.queue("interactive", payload, aware(at), user_id=user_id, view_id=view.id)

    def suggest(
        self, user_id: str, view_id: str, action_id: str, text: str, at: datetime
    ) -> Envelope:
        """Type into an external select; the app's options come with its ack."""
        view = self._their_view(user_id, view_id)
        block, element = _only(view.blocks, action_id, None, None)
        if len(text) < element.get("min_query_length", 3):
            raise NoSuchThing(f"{action_id} asks nothing for so short a text")
        payload = self._view_payload("block_suggestion", view, aware(at)) | {
            "container": {"type": "view", "view_id": view.id},
            "action_id": element["action_id"],
            "block_id": block["block_id"],
            "value": text,
        }
        del payload["trigger_id"]
        made = self.queue(
            "interactive",
            payload,
            aware(at),
            user_id=user_id,
            view_id=view.id,
            accepts_response_payload=True,
        )
        self.asked[view_id, action_id] = made
        return made

    def suggestions(self, envelope: Envelope) -> list[JSON]:
        """Return the options the app offered for what was typed, groups unfolded."""
        answer = envelope.answer or {}
        grouped = [o for group in answer.get("option_groups", []) for o in group["options"]]
        return [*answer.get("options", []), *grouped]

    def _suggested(self, view_id: str, action_id: str) -> list[JSON]:
        asked = self.asked.get((view_id, action_id))
        return self.suggestions(asked) if asked else []

    # -- forms ---------------------------------------------------------------------------

    def fill(self, user_id: str, view_id: str, values: dict[str, dict[str, Any]]) -> None:
        """Fill fields in, as {block_id: {action_id: simple value}}. Raises: NoSuchThing."""
        view = self._their_view(user_id, view_id)
        for block_id, fields in values.items():
            for action_id, chosen in fields.items():
                _, element = _only(view.blocks, action_id, block_id, None)
                known = self._suggested(view_id, action_id)
                view.state[block_id][action_id] = forms.entry(element, chosen, known)
        self.changed()

    def submit(
        self, user_id: str, view_id: str, values: dict[str, dict[str, Any]], at: datetime
    ) -> Submission:
        """Fill in and send the form on top; Slack's own complaints keep it from being sent."""
        view = self._their_view(user_id, view_id)
        if view is not self.stacks.get(user_id, [None])[-1] or not view.body.get("submit"):
            raise NoSuchThing(f"{view_id} cannot be sent: covered, or without a submit button")
        self.fill(user_id, view_id, values)
        view.errors = forms.complaints(view.blocks, view.state)
        if view.errors:
            self.changed()
            return Submission(errors=dict(view.errors))
        payload = {**self._view_payload("view_submission", view, aware(at)), "response_urls": []}
        made = self.queue(
            "interactive",
            payload,
            aware(at),
            user_id=user_id,
            view_id=view.id,
            accepts_response_payload=True,
        )
        return Submission(errors={}, envelope=made)

    def close(
        self, user_id: str, view_id: str, at: datetime, *, everything: bool = False
    ) -> Envelope | None:
        """Press Cancel on the form on top, or with `everything` its X, which closes them all."""
        view = self._their_view(user_id, view_id)
        cleared = everything or bool(view.body.get("clear_on_close"))
        named = self.stacks[user_id][0] if cleared else view
        payload = self._view_payload("view_closed", named, aware(at)) | {"is_cleared": cleared}
        del payload["trigger_id"]
        self.drop_views(user_id, None if cleared else view)
        if not named.body.get("notify_on_close"):
            return None
        return self.queue("interactive", payload, aware(at), user_id=user_id)

    # -- shortcuts -----------------------------------------------------------------------

    def shortcut(self, user_id: str, callback_id: str, at: datetime) -> Envelope:
        """Choose one of the app's global shortcuts.

        Raises: NoSuchThing for outsiders, and for one the app does not have.
        """
        self._insider(user_id)
        if callback_id not in self.shortcuts:
            raise NoSuchThing(f"the app has no shortcut {callback_id}")
        payload = {
            "type": "shortcut",
            **deliveries.who(self.user(user_id), self.me),
            "callback_id": callback_id,
            "action_ts": self._action_ts(at),
            "trigger_id": self.trigger(user_id, aware(at)),
        }
        return self.queue("interactive", payload, aware(at), user_id=user_id)

    # -- parts ---------------------------------------------------------------------------

    def _insider(self, user_id: str) -> None:
        # docs.slack.dev/interactivity/implementing-slash-commands: only where the app is installed
        if self.user(user_id).team_id != self.me.team_id:
            raise NoSuchThing(f"{user_id}'s own workspace has not installed the app")

    def _their_view(self, user_id: str, view_id: str) -> View:
        view = self.shown_view(view_id)
        if view.user_id != user_id:
            raise NoSuchThing(f"{view_id} is not open for {user_id}")
        return view

    def _view_payload(self, kind: str, view: View, at: datetime) -> JSON:
        return {
            "type": kind,
            **deliveries.who(self.user(view.user_id), self.me),
            "trigger_id": self.trigger(view.user_id, at),
            "view": deliveries.view(view, self.me),
        }

    def _action_ts(self, at: datetime) -> str:
        return f"{aware(at).timestamp():.0f}.{self.ids.number('action_ts'):06d}"


def _only(blocks: list[JSON], action_id: str, block_id: str | None, value: str | None) -> Place:
    shown = list(elements_of(blocks))
    found = [
        (block, element)
        for block, element in shown
        if element["action_id"] == action_id
        and block_id in (None, block["block_id"])
        and value in (None, element.get("value"))
    ]
    if len(found) == 1:
        return found[0]
    there = [(b["block_id"], e["action_id"], e.get("value")) for b, e in shown]
    raise NoSuchThing(f"{len(found)} elements are {block_id}/{action_id}/{value} among {there}")


def _choose(state: State, element: JSON, block: JSON, action: JSON) -> None:
    if element["type"] in FIELD:
        field = FIELD[element["type"]]
        entry = {"type": element["type"], field: action[field]}
        state.setdefault(block["block_id"], {})[element["action_id"]] = entry


def _merged(initial: State, chosen: State) -> State:
    for block_id, entries in chosen.items():
        if block_id in initial:
            known = {name: e for name, e in entries.items() if name in initial[block_id]}
            initial[block_id] |= known
    return initial
