"""Slack's Web API with our faults for its codes. No retries here: delivery owns them all."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, Final

from slack_sdk.web.async_client import AsyncWebClient

from bot.clock import Clock
from bot.errors import OutcomeUnknown, SlackFault
from bot.slack_codes import THERE_ALREADY
from bot.words.blocks import Message, View
from handlers.wire import faults, said

log = logging.getLogger(__name__)

FORM_SECONDS: Final = 2.0  # a trigger lives three: https://docs.slack.dev/interactivity
MOST_ASKED: Final = 50
EVENT_TYPE: Final = "kyoten_msg"
SLACK_LAG: Final = timedelta(seconds=120)


def mark_of(me: Mapping[str, Any]) -> str:
    """Return by what one bot in one workspace is known again, without its ids (auth.test)."""
    whole = f"{me.get('team_id')}|{me.get('bot_id')}"
    return sha256(whole.encode()).hexdigest()[:12]


class WebApi:
    """The calls the bot makes, each a sentence. Raises: SlackFault by Slack's code."""

    def __init__(self, client: AsyncWebClient, clock: Clock) -> None:
        self._client = client
        self._clock = clock
        self._heard: tuple[datetime, float] | None = None
        self._me: frozenset[str] = frozenset()
        self._unknown: set[str] = set()
        self._posts_since: float | None = None
        self.mark = ""

    async def who_am_i(self) -> Mapping[str, Any]:
        """Return auth.test: our bot's ids and its workspace; `mark` is known from then on."""
        answer = await self._call("auth.test", {})
        mine = (answer.get("user_id"), answer.get("bot_id"))
        self._me = frozenset(str(each) for each in mine if each)
        self.mark = mark_of(answer)
        return answer

    async def post(
        self, channel: str, message: Message, *, key: str, thread: str | None = None
    ) -> str:
        """Post a message that carries `key`; return its ts."""
        args = {
            "channel": channel,
            "text": message.text,
            "blocks": list(message.blocks),
            "metadata": {"event_type": EVENT_TYPE, "event_payload": {"k": key}},
            "unfurl_links": False,
            "unfurl_media": False,
        }
        answer = await self._call(
            "chat.postMessage", {**args, "thread_ts": thread} if thread else args
        )
        if self._posts_since is None:
            self._posts_since = self._clock.mono()
        return str(answer["ts"])

    def posting_seconds(self) -> int | None:
        """Return how long ago the first message since the start was posted; None before it."""
        since = self._posts_since
        return None if since is None else round(self._clock.mono() - since)

    def slack_now(self) -> datetime:
        """Return now as Slack's own clock has it, by its last answer; ours before the first."""
        if self._heard is None:
            return self._clock.wall()
        told, mono = self._heard
        return told + timedelta(seconds=self._clock.mono() - mono)

    async def update(
        self, channel: str, ts: str, message: Message, *, forget: bool = False
    ) -> None:
        """Redraw a message, whole; one that is to be forgotten carries its key no more."""
        args = {"channel": channel, "ts": ts, "text": message.text, "blocks": list(message.blocks)}
        await self._call("chat.update", {**args, "metadata": {}} if forget else args)

    async def delete(self, channel: str, ts: str) -> None:
        """Take a message of ours away; one that is gone already is well."""
        await self._call("chat.delete", {"channel": channel, "ts": ts})

    async def whisper(
        self, channel: str, user: str, message: Message, *, thread: str | None
    ) -> None:
        """Show one person a line, best effort."""
        args = {
            "channel": channel,
            "user": user,
            "text": message.text,
            "blocks": list(message.blocks),
        }
        await self._call("chat.postEphemeral", {**args, "thread_ts": thread} if thread else args)

    async def direct_channel(self, user: str) -> str:
        """Return the direct-message channel of a person; the user's id where none can be opened."""
        answer = await self._housekeeping("conversations.open", {"users": user})
        return str(answer["channel"]["id"]) if answer else user

    async def find(
        self, channel: str, key: str, *, since: datetime, thread: str | None
    ) -> tuple[str, ...]:
        """Return the ts of every message of ours that carries `key`, the smallest first.

        `since` is in Slack's time; all pages are read. Raises: CardLost when the thread is gone.
        """
        method = "conversations.replies" if thread else "conversations.history"
        args: dict[str, Any] = {
            "channel": channel,
            "oldest": f"{(since - SLACK_LAG).timestamp():.6f}",
            "inclusive": True,
            "include_all_metadata": True,
            "limit": 200,
        }
        if thread:
            args["ts"] = thread
        found: set[str] = set()
        while True:
            answer = await self._call(method, args)
            found |= {one["ts"] for one in answer.get("messages", ()) if self._carries(one, key)}
            cursor = (answer.get("response_metadata") or {}).get("next_cursor")
            if not cursor:
                return tuple(sorted(found))
            args["cursor"] = cursor

    async def replies(self, place: tuple[str, str], *, since: datetime) -> list[dict[str, Any]]:
        """Return what stands below a message (channel, ts) since a moment, the oldest first."""
        channel, ts = place
        args: dict[str, Any] = {
            "channel": channel,
            "ts": ts,
            "oldest": f"{since.timestamp():.6f}",
            "limit": 200,
        }
        found: list[dict[str, Any]] = []
        while True:
            answer = await self._housekeeping("conversations.replies", args)
            found += [one for one in answer.get("messages", ()) if one.get("ts") != ts]
            cursor = (answer.get("response_metadata") or {}).get("next_cursor")
            if not cursor:
                return found
            args["cursor"] = cursor

    async def thread_of(self, channel: str, ts: str) -> str:
        """Return the ts under which a message stands; its own where it begins a thread or none."""
        args = {"channel": channel, "ts": ts, "limit": 1, "inclusive": True}
        answer = await self._housekeeping("conversations.replies", args)
        found: Mapping[str, Any] = next(iter(answer.get("messages", ())), {})
        return str(found.get("thread_ts") or ts)

    async def quiet(self, users: Sequence[str], *, at: datetime) -> frozenset[str]:
        """Return which of these people, fifty at most, have 通知の一時停止 on at a moment.

        https://docs.slack.dev/reference/methods/dnd.teamInfo: a pause is a time, begun or to come.
        """
        args = {"users": ",".join(users[:MOST_ASKED])}
        answer = await self._housekeeping("dnd.teamInfo", args)
        told = (answer.get("users") or {}).items()
        return frozenset(user for user, state in told if _paused(state, at.timestamp()))

    def is_me(self, user: str) -> bool:
        """True for our own bot."""
        return user in self._me

    async def open_view(self, trigger: str, view: View) -> str:
        """Open a modal while its trigger lives; return its id."""
        try:
            async with asyncio.timeout(FORM_SECONDS):
                answer = await self._call("views.open", {"trigger_id": trigger, "view": view})
        except TimeoutError as slow:
            raise OutcomeUnknown("slow_form") from slow
        return str(answer["view"]["id"])

    async def update_view(self, view_id: str, view: View) -> None:
        """Fill an open modal; one that was closed meanwhile is left alone."""
        await self._call("views.update", {"view_id": view_id, "view": view})

    async def publish_home(self, user: str, view: View) -> None:
        """Draw somebody's Home tab; a server without Home tabs is let be."""
        await self._housekeeping("views.publish", {"user_id": user, "view": view})

    def _carries(self, message: Mapping[str, Any], key: str) -> bool:
        """True for our own message with that key; anybody can copy metadata."""
        if message.get("user") not in self._me and message.get("bot_id") not in self._me:
            return False
        payload = (message.get("metadata") or {}).get("event_payload") or {}
        blocks = message.get("blocks") or [{}]
        return key in {payload.get("k"), blocks[0].get("block_id")}

    async def _housekeeping(self, method: str, args: Mapping[str, Any]) -> Mapping[str, Any]:
        """Call what one can do without; that a server does not know it is said once."""
        try:
            return await self._call(method, args)
        except SlackFault as fault:
            if fault.code != "unknown_method":
                raise
            if method not in self._unknown:
                self._unknown.add(method)
                log.warning("this server does not know a method", extra={"method": method})
            return {}

    async def _call(self, method: str, args: Mapping[str, Any]) -> Mapping[str, Any]:
        asked = self._clock.mono()
        try:
            with faults(method):
                if method.split(".", 1)[0] in {"chat", "views"}:
                    answer = await self._client.api_call(method, json=dict(args))
                else:
                    answer = await self._client.api_call(method, params=_query(args))
        except SlackFault as fault:
            if fault.code in THERE_ALREADY.get(method, ()):
                return {}
            raise
        data = answer.data
        if not isinstance(data, dict):
            raise OutcomeUnknown("not_json")
        self._heard = said(answer.headers, asked) or self._heard
        return data


def _paused(state: Mapping[str, Any], now: float) -> bool:
    since, until = state.get("next_dnd_start_ts") or 0, state.get("next_dnd_end_ts") or 0
    return bool(state.get("dnd_enabled")) and since <= now < until


def _query(args: Mapping[str, Any]) -> dict[str, Any]:
    """Return arguments as a query string carries them: booleans as 1 and 0."""
    return {name: int(value) if isinstance(value, bool) else value for name, value in args.items()}
