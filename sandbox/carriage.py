"""Deliveries on their way: sent, acknowledged, answered, late, and tried again.

https://docs.slack.dev/apis/events-api and https://docs.slack.dev/apis/events-api/using-socket-mode
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sandbox import modals
from sandbox.args import Args
from sandbox.elements import check_suggestions
from sandbox.model import JSON, Envelope, Outbound, Refusal, ResponseUrl, View
from sandbox.reading import Reading
from sandbox.responding import answer
from sandbox.store import as_json, aware
from sandbox.troubles import IN_DELIVERIES, Kind, Trouble

ACK_WITHIN = timedelta(seconds=3)
RETRY_AFTER = (timedelta(0), timedelta(minutes=1), timedelta(minutes=5))
TROUBLE = "We had some trouble connecting. Try again?"
COMMAND_FAILED = "{command} failed with the error “operation_timeout”"


class Carriage(Reading):
    """The line of deliveries to the app, and what its answers do."""

    @property
    def unacked(self) -> list[Envelope]:
        """Return every delivery that is queued, or sent and not acknowledged."""
        return list(self.envelopes.values())

    def due(self, at: datetime) -> list[Envelope]:
        """Return the deliveries whose attempt has come by now, and which may be acknowledged."""
        return [e for e in self.envelopes.values() if e.due_at <= at and not e.vanished]

    def next_moment(self, at: datetime) -> datetime | None:
        """Return when the stand-in itself does something next, None while nothing waits."""
        waiting = [*self.envelopes.values(), *self.overtaken]
        moments = [self._moment_of(each, at) for each in waiting]
        moments += [moment for moment, _ in self.landings]
        return min((moment for moment in moments if moment > at), default=None)

    def _moment_of(self, envelope: Envelope, at: datetime) -> datetime:
        return envelope.due_at if envelope.due_at > at else envelope.due_at + ACK_WITHIN

    def take(self, at: datetime) -> list[Envelope]:
        """Return what is to be sent now; it counts as sent from this moment."""
        found = [envelope for envelope in self.due(aware(at)) if envelope.state == "queued"]
        for envelope in found:
            envelope.state, envelope.due_at = "sent", aware(at)
        return found

    def ack(self, envelope_id: str, payload: Mapping[str, Any] | None, at: datetime) -> None:
        """Take an acknowledgement; one that comes too late, or twice, changes nothing."""
        envelope = self.envelopes.get(envelope_id)
        if envelope is None or aware(at) - envelope.due_at > ACK_WITHIN:
            return
        del self.envelopes[envelope_id]
        envelope.state, envelope.acked_at = "acked", aware(at)
        if payload:
            self._record_ack(envelope, payload, at)
        if envelope.accepts_response_payload:
            envelope.answer = dict(payload or {})
            self._apply(envelope, envelope.answer, at)
        self.changed()

    def _record_ack(self, envelope: Envelope, payload: Mapping[str, Any], at: datetime) -> None:
        kind = envelope.payload.get("type") or envelope.type
        sent = Outbound(
            method=f"ack.{kind}", args=as_json(payload), answer="{}", status=200, at=aware(at)
        )
        self.recorder.add(sent)

    def _apply(self, envelope: Envelope, payload: JSON, at: datetime) -> None:
        if envelope.type == "slash_commands":
            self._answer_command(envelope, payload, at)
        elif envelope.payload["type"] == "view_submission":
            self._answer_submission(envelope, payload, at)
        else:
            self._answer_suggestion(envelope, payload, at)

    def _answer_command(self, envelope: Envelope, payload: JSON, at: datetime) -> None:
        if not payload:
            return
        permission = ResponseUrl(
            channel_id=str(envelope.channel_id), user_id=str(envelope.user_id), made_at=at
        )
        try:
            answer(self, permission, Args(payload), at)
        except Refusal as refusal:
            self._fault(envelope, f"a command's answer: {refusal.code} {refusal.more}", at)

    def _answer_suggestion(self, envelope: Envelope, payload: JSON, at: datetime) -> None:
        errors = check_suggestions(payload)
        if errors:
            self._fault(envelope, f"a suggestion's answer: {errors}", at)
            envelope.answer = {}
        self.changed()

    def _answer_submission(self, envelope: Envelope, payload: JSON, at: datetime) -> None:
        view = self.find_view(envelope.view_id)
        if view is None:
            return
        action = payload.get("response_action")
        try:
            match action:
                case None if not payload:
                    self.drop_views(view.user_id, view)
                case "clear":
                    self.drop_views(view.user_id, None)
                case "errors":
                    self._show_errors(envelope, view, payload.get("errors"), at)
                case "update" | "push":
                    self._show_view(view, str(action), payload.get("view"), at)
                case _:
                    self._fault(envelope, f"unknown answer to a submission: {payload}", at)
        except Refusal as refusal:
            wrong = f"a view in an ack: {refusal.code} {refusal.more.get('errors', '')}"
            self._fault(envelope, wrong, at)

    def _show_errors(self, envelope: Envelope, view: View, errors: Any, at: datetime) -> None:
        inputs = {block["block_id"] for block in view.blocks if block["type"] == "input"}
        if not isinstance(errors, dict) or not errors or not set(errors) <= inputs:
            self._fault(envelope, f"errors {errors} for a view with inputs {inputs}", at)
            return
        view.errors = {block_id: str(text) for block_id, text in errors.items()}
        self.changed()

    def _show_view(self, view: View, action: str, body: Any, at: datetime) -> None:
        updating = action == "update"
        checked = modals.checked_view(self, body, "modal", replacing=view if updating else None)
        if updating:
            modals.replace_view(self, view, checked, at)
        else:
            modals.push_view(self, view.user_id, checked, at)

    def drop_views(self, user_id: str, view: View | None) -> None:
        """Close one modal of a person, or all of them; without `view`, all."""
        left = [] if view is None else [v for v in self.stacks[user_id] if v is not view]
        self.stacks[user_id] = left
        self.changed()

    def _fault(self, envelope: Envelope, wrong: str, at: datetime) -> None:
        self.faults.append(wrong)
        if envelope.user_id is not None:
            self.tell(envelope.user_id, TROUBLE, at, about=envelope)

    # -- in line -------------------------------------------------------------------------

    def depart(self, envelope: Envelope) -> None:
        """Let a new delivery set out, or meet its trouble; whom it overtakes follows it."""
        overtaken, self.overtaken = self.overtaken, []
        names, channel = _names(envelope), _channel(envelope)
        struck = self.troubles.strike(IN_DELIVERIES, *names, channel=channel)
        if struck:
            self._meets(envelope, struck[0])
        else:
            self.line_up(envelope)
        self._follow(overtaken, envelope.due_at)

    def _follow(self, overtaken: list[Envelope], at: datetime) -> None:
        for each in overtaken:
            each.due_at = at
            self.line_up(each)

    def _meets(self, envelope: Envelope, trouble: Trouble) -> None:
        later = envelope.due_at + timedelta(seconds=trouble.seconds)
        match trouble.kind:
            case Kind.LOST:
                self._swallow(envelope)
            case Kind.REORDERED if not trouble.seconds:
                self.overtaken.append(envelope)
            case Kind.REORDERED:
                envelope.due_at = later
                self.line_up(envelope)
            case _:
                self.line_up(envelope)
                self.line_up(replace(envelope, id=self._envelope_id(), due_at=later))

    def _swallow(self, envelope: Envelope) -> None:
        self.troubles.swallowed.append(envelope.payload)
        self.recorder.brought(envelope)
        envelope.state = "timed_out"
        if envelope.type != "events_api":
            self._tell_trouble(envelope, envelope.due_at)

    def line_up(self, envelope: Envelope) -> None:
        """Put an envelope in line; with no socket open, an interaction fails at once."""
        self.recorder.brought(envelope)
        if envelope.type != "events_api" and self.listeners == 0:
            envelope.state = "timed_out"
            self._tell_trouble(envelope, envelope.due_at)
        else:
            super().line_up(envelope)

    # -- late ----------------------------------------------------------------------------

    def tick(self, at: datetime) -> None:
        """Let time pass: what was not acknowledged in three seconds fails or is tried again."""
        at = aware(at)
        waited = [each for each in self.overtaken if at - each.due_at >= ACK_WITHIN]
        self.overtaken = [each for each in self.overtaken if each not in waited]
        self._follow(waited, at)
        late = self._late(at)
        while late:
            for envelope in late:
                self._give_up(envelope)
            late = self._late(at)

    def _late(self, at: datetime) -> list[Envelope]:
        # With a socket open, what is still queued leaves as soon as the loop turns: not late.
        return [
            envelope
            for envelope in self.envelopes.values()
            if at - envelope.due_at >= ACK_WITHIN
            and not (envelope.state == "queued" and self.listeners)
        ]

    def _give_up(self, envelope: Envelope) -> None:
        del self.envelopes[envelope.id]
        envelope.state = "timed_out"
        failed_at = envelope.due_at + ACK_WITHIN
        if envelope.type != "events_api":
            self._tell_trouble(envelope, failed_at)
        elif envelope.attempt < len(RETRY_AFTER):
            self.line_up(
                replace(
                    envelope,
                    id=self._envelope_id(),
                    state="queued",
                    vanished=False,
                    attempt=envelope.attempt + 1,
                    due_at=failed_at + RETRY_AFTER[envelope.attempt],
                )
            )
        else:
            self.lost.append(envelope.payload)

    def _tell_trouble(self, envelope: Envelope, at: datetime) -> None:
        text = TROUBLE
        if envelope.type == "slash_commands":
            text = COMMAND_FAILED.format(command=envelope.payload["command"])
        if envelope.user_id is not None:
            self.tell(envelope.user_id, text, at, about=envelope)


def _names(envelope: Envelope) -> tuple[str, ...]:
    """Return what a trouble may call this delivery."""
    event = envelope.payload.get("event") or envelope.payload
    return envelope.type, str(event.get("type", ""))


def _channel(envelope: Envelope) -> str | None:
    """Return where a delivery comes from, None for a form or Home."""
    event = envelope.payload.get("event") or {}
    item = event.get("item") or {}
    found = event.get("channel") or item.get("channel") or envelope.channel_id
    return str(found["id"]) if isinstance(found, dict) else found
