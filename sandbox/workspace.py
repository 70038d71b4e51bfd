"""The strict local stand-in for Slack: one workspace, its people, and the app's Web API.

A pure core. `call` answers the app as Slack would, the people's acts queue what Slack would
deliver, and `at`, an aware moment handed in with each, is the only time it knows. HTTP and
WebSocket, in `sandbox.server`, merely wrap it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from sandbox.args import Args
from sandbox.methods import METHODS, WITH_APP_TOKEN
from sandbox.methods.files import take_bytes
from sandbox.model import JSON, Answer, Outbound, Refusal
from sandbox.pressing import Pressing
from sandbox.responding import respond
from sandbox.store import as_json, aware

Plan = Callable[[str, Mapping[str, Any]], Answer | None]


class Workspace(Pressing):
    """Everything `Store` holds, with the Web API in front of it."""

    plan: Plan | None = None

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
        """Answer one Web API call as Slack would at this moment."""
        answer = self._planned(method, args) or self._answered(method, args, aware(at), token)
        self._record(method, args, answer, at)
        return answer

    def _planned(self, method: str, args: Mapping[str, Any]) -> Answer | None:
        return self.plan(method, args) if self.plan is not None else None

    def _answered(
        self, method: str, args: Mapping[str, Any], at: datetime, token: str | None
    ) -> Answer:
        try:
            self._authorise(method, token)
            self._slow_down(method, args, at)
            return Answer(status=200, body={"ok": True, **METHODS[method](self, Args(args), at)})
        except Refusal as refusal:
            return refused(refusal)

    def _authorise(self, method: str, token: str | None) -> None:
        if method not in METHODS:
            raise Refusal("unknown_method", req_method=method)
        if not token:
            raise Refusal("not_authed")
        if token != (self.app_token if method in WITH_APP_TOKEN else self.bot_token):
            raise Refusal("invalid_auth")

    def _slow_down(self, method: str, args: Mapping[str, Any], at: datetime) -> None:
        seconds = self.limits.wait(method, args.get("channel"), at=at)
        if seconds:
            raise Refusal("ratelimited", status=429, retry_after=seconds)

    def respond(self, response_id: str, body: Mapping[str, Any], at: datetime) -> Answer:
        """Answer a post to a response_url."""
        try:
            respond(self, response_id, body, aware(at))
            answer = Answer(status=200, body={"ok": True})
        except Refusal as refusal:
            answer = refused(refusal)
        self._record("response_url", body, answer, at)
        return answer

    def upload(self, file_id: str, content: bytes, at: datetime) -> str | None:
        """Take the bytes of an announced file; return the plain answer, None if unknown."""
        text = take_bytes(self, file_id, content)
        answer = Answer(status=200 if text else 404, body={"text": text})
        sent = {"file": file_id, "content": content.decode("utf-8", "replace")}
        self._record("files.upload", sent, answer, at)
        return text

    def _record(self, method: str, args: Mapping[str, Any], answer: Answer, at: datetime) -> None:
        sent = Outbound(
            method=method,
            args=as_json(args),
            answer=as_json(answer.body),
            status=answer.status,
            at=aware(at),
        )
        self.recorder.add(sent)


def refused(refusal: Refusal) -> Answer:
    """Return the answer that carries a refusal."""
    body: JSON = {"ok": False, "error": refusal.code, **refusal.more}
    headers = {"Retry-After": str(refusal.retry_after)} if refusal.retry_after else {}
    return Answer(status=refusal.status, body=body, headers=headers)
