"""The strict local stand-in for Slack: one workspace, its people, and the app's Web API.

A pure core. `call` answers the app as Slack would, the people's acts queue what Slack would
deliver, and `at`, an aware moment handed in with each, is the only time it knows. HTTP and
WebSocket, in `sandbox.server`, merely wrap it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final

from sandbox.args import Args
from sandbox.methods import APP_METHODS, METHODS, Method
from sandbox.methods.files import take_bytes
from sandbox.model import JSON, Answer, Outbound, Refusal
from sandbox.pressing import Pressing
from sandbox.responding import respond
from sandbox.scopes import ACCEPTED, needed
from sandbox.store import as_json, aware
from sandbox.troubles import IN_CALLS, Kind, Trouble

Effect = Callable[[datetime], Answer]

CUT: Final = Answer(status=0, body={}, cut=True)
APP_LEVEL: Final = frozenset({"connections:write"})
PROXY: Final = "<html><body><h1>503 Service Unavailable</h1></body></html>"


class Workspace(Pressing):
    """Everything `Store` holds, with the Web API in front of it."""

    @property
    def team_id(self) -> str:
        """The workspace's id."""
        return self.me.team_id

    @property
    def app_id(self) -> str:
        """The app's id."""
        return self.me.app_id

    @property
    def app_name(self) -> str:
        """The app's name, as people see it."""
        return self.me.app_name

    @property
    def bot_id(self) -> str:
        """The bot's `B…` id."""
        return self.me.bot_id

    @property
    def bot_user_id(self) -> str:
        """The bot's `U…` id."""
        return self.me.bot_user_id

    def call(
        self, method: str, args: Mapping[str, Any], at: datetime, *, token: str | None
    ) -> Answer:
        """Answer one Web API call as Slack would at this moment, unless a trouble meets it."""
        at = aware(at)
        return self._through(method, args, at, lambda at: self._answered(method, args, at, token))

    def _through(
        self, method: str, args: Mapping[str, Any], at: datetime, effect: Effect
    ) -> Answer:
        self._land(at)
        met = self.troubles.strike(IN_CALLS, method, channel=args.get("channel"))
        hidden = max((each.seconds for each in met if each.kind is Kind.HIDDEN), default=0.0)
        trouble = next((each for each in met if each.kind is not Kind.HIDDEN), None)
        answer = self._met(trouble, at, lambda at: self._hidden(effect(at), at, hidden))
        self._record(method, args, answer, at)
        return answer

    def _met(self, trouble: Trouble | None, at: datetime, effect: Effect) -> Answer:
        if trouble is None:
            return effect(at)
        match trouble.kind:
            case Kind.THROTTLED:
                wait = max(1, math.ceil(trouble.seconds))
                return refused(Refusal("ratelimited", status=429, retry_after=wait))
            case Kind.FAILS_AFTER | Kind.CUT_AFTER:
                effect(at)
            case Kind.LATE:
                self.landings.append((at + timedelta(seconds=trouble.seconds), effect))
            case _:
                pass
        return _failing(trouble) if trouble.kind in _FAILING else CUT

    def _hidden(self, answer: Answer, at: datetime, seconds: float) -> Answer:
        channel = self.channels.get(str(answer.body.get("channel")))
        message = channel.messages.get(str(answer.body.get("ts"))) if channel else None
        if message is not None and seconds:
            message.hidden_until = at + timedelta(seconds=seconds)
        return answer

    def _land(self, at: datetime) -> None:
        """Let happen what was to happen late, each at its own moment."""
        due = sorted((each for each in self.landings if each[0] <= at), key=lambda each: each[0])
        self.landings = [each for each in self.landings if each[0] > at]
        for moment, effect in due:
            effect(moment)

    def tick(self, at: datetime) -> None:
        """Let time pass: what lands late lands, what was not acknowledged is tried again."""
        self._land(aware(at))
        super().tick(at)

    def revoke_token(self, at: datetime) -> None:
        """Take the app's tokens away: each later call is answered so, until `reinstall`.

        https://docs.slack.dev/reference/events/tokens_revoked; open sockets stay open.
        """
        self.revoked = {self.bot_token: "token_revoked", self.app_token: "invalid_auth"}
        tokens = {"oauth": [], "bot": [self.bot_user_id]}
        self.emit({"type": "tokens_revoked", "tokens": tokens}, aware(at))

    def reinstall(self) -> None:
        """Give the app its tokens back."""
        self.revoked = {}

    def _answered(
        self, method: str, args: Mapping[str, Any], at: datetime, token: str | None
    ) -> Answer:
        try:
            answer = self._authorise(method, token)
        except Refusal as refusal:
            return refused(refusal)
        granted = APP_LEVEL if token == self.app_token else self.scopes
        found = self._allowed(method, args, at, granted, answer)
        return replace(found, headers=found.headers | _scopes(method, granted))

    def _allowed(
        self,
        method: str,
        args: Mapping[str, Any],
        at: datetime,
        granted: frozenset[str],
        answer: Method,
    ) -> Answer:
        try:
            self._within(method, args, granted)
            self._slow_down(method, args, at)
            return Answer(status=200, body={"ok": True, **answer(self, Args(args), at)})
        except Refusal as refusal:
            return refused(refusal)

    def _authorise(self, method: str, token: str | None) -> Method:
        """Return what answers this method to whoever has this token. Raises: Refusal."""
        if method not in METHODS and method not in APP_METHODS:
            raise Refusal("unknown_method", req_method=method)
        if not token:
            raise Refusal("not_authed")
        mine = {self.bot_token: METHODS, self.app_token: APP_METHODS}.get(token, {})
        if method not in mine:
            raise Refusal("invalid_auth")
        if token in self.revoked:
            raise Refusal(self.revoked[token])
        return mine[method]

    def _within(self, method: str, args: Mapping[str, Any], granted: frozenset[str]) -> None:
        """Pass where the token was granted what the call needs. Raises: Refusal.

        https://docs.slack.dev/authentication/installing-with-oauth: needed and provided are named.
        """
        channel = self.channels.get(str(args.get("channel")))
        asked = needed(method, channel)
        if asked and granted.isdisjoint(asked):
            raise Refusal("missing_scope", needed=asked[0], provided=",".join(sorted(granted)))

    def _slow_down(self, method: str, args: Mapping[str, Any], at: datetime) -> None:
        seconds = self.limits.wait(method, args.get("channel"), at=at)
        if seconds:
            raise Refusal("ratelimited", status=429, retry_after=seconds)

    def respond(self, response_id: str, body: Mapping[str, Any], at: datetime) -> Answer:
        """Answer a post to a response_url."""

        def effect(at: datetime) -> Answer:
            try:
                respond(self, response_id, body, at)
                return Answer(status=200, body={"ok": True})
            except Refusal as refusal:
                return refused(refusal)

        return self._through("response_url", body, aware(at), effect)

    def upload(self, file_id: str, content: bytes, at: datetime) -> Answer:
        """Take the bytes of an announced file; the answer is plain text, 404 if unknown."""
        sent = {"file": file_id, "content": content.decode("utf-8", "replace")}

        def effect(_at: datetime) -> Answer:
            text = take_bytes(self, file_id, content)
            return Answer(status=200 if text else 404, body={}, text=text or "not found")

        return self._through("files.upload", sent, aware(at), effect)

    def _record(self, method: str, args: Mapping[str, Any], answer: Answer, at: datetime) -> None:
        sent = Outbound(
            method=method,
            args=as_json(args),
            answer=as_json(answer.body) if answer.text is None else answer.text,
            status=answer.status,
            at=aware(at),
        )
        self.recorder.add(sent)


def refused(refusal: Refusal) -> Answer:
    """Return the answer that carries a refusal."""
    body: JSON = {"ok": False, "error": refusal.code, **refusal.more}
    headers = {"Retry-After": str(refusal.retry_after)} if refusal.retry_after else {}
    return Answer(status=refusal.status, body=body, headers=headers)


def _scopes(method: str, granted: frozenset[str]) -> dict[str, str]:
    """Return the headers that name what a token may, and what the method accepts."""
    accepted = ACCEPTED.get(method, ())
    named = {"x-oauth-scopes": ",".join(sorted(granted))}
    return named | ({"x-accepted-oauth-scopes": ",".join(accepted)} if accepted else {})


_FAILING: Final = frozenset({Kind.FAILS_BEFORE, Kind.FAILS_AFTER})


def _failing(trouble: Trouble) -> Answer:
    """Return an error: Slack's own by its code, else what a server in front of it says."""
    if trouble.code:
        return refused(Refusal(trouble.code))
    return Answer(status=503, body={}, text=PROXY)
