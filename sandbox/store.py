"""What the workspace holds, and the few writes everything else is made of.

Performs no I/O and reads no clock: every moment is handed in.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from copy import deepcopy
from datetime import UTC, datetime
from typing import Any

from bot.slack_app import COMMANDS, SHORTCUTS
from sandbox import deliveries
from sandbox.blockkit import as_shown
from sandbox.forms import NoSuchThing, State
from sandbox.ids import Ids
from sandbox.limits import RateLimits
from sandbox.model import (
    JSON,
    Answer,
    Channel,
    Envelope,
    EnvelopeType,
    Identity,
    Message,
    Notice,
    ResponseUrl,
    Trigger,
    UploadedFile,
    User,
    UserGroup,
    View,
)
from sandbox.recorder import Recorder
from sandbox.scopes import EVENT_SCOPES, EVERY
from sandbox.troubles import Troubles

_SUBSCRIPTION = {"group": "message.groups", "channel": "message.channels", "im": "message.im"}


class Store:
    """People, channels, views and deliveries of one workspace with one app in it."""

    def __init__(
        self,
        *,
        bot_token: str = "xoxb-sandbox",
        app_token: str = "xapp-sandbox",
        team_name: str = "練習の町",
        domain: str = "renshu",
        app_name: str = "Kyoten",
        burst: int = 10,
        events: Iterable[str] = EVENT_SCOPES,
        scopes: Iterable[str] = EVERY,
        commands: Iterable[str] = COMMANDS,
        shortcuts: Iterable[str] = SHORTCUTS,
    ) -> None:
        """Found an empty workspace in which the app is installed and subscribed to `events`.

        Told is all that can be, unless `events` says less; `scopes` is what the bot was granted,
        `commands` and `shortcuts`, by callback_id, what people can call it by.
        """
        self.bot_token, self.app_token = bot_token, app_token
        self.events = frozenset(events)
        self.scopes = frozenset(scopes)
        self.commands, self.shortcuts = frozenset(commands), frozenset(shortcuts)
        self.ids = Ids()
        self.me = self._identity(team_name, domain, app_name)
        self.limits = RateLimits(burst=burst)
        self.recorder = Recorder()
        self.troubles = Troubles()
        self.most_sockets = 10
        self.revoked: dict[str, str] = {}
        self.public_url = "http://127.0.0.1:0"
        self.users: dict[str, User] = {}
        self.groups: dict[str, UserGroup] = {}
        self.channels: dict[str, Channel] = {}
        self.stacks: dict[str, list[View]] = {}
        self.homes: dict[str, View] = {}
        self.triggers: dict[str, Trigger] = {}
        self.responses: dict[str, ResponseUrl] = {}
        self.files: dict[str, UploadedFile] = {}
        self.tickets: set[str] = set()
        self.whispers: list[Message] = []
        self.choices: dict[tuple[str, str, str], State] = {}
        self.envelopes: dict[str, Envelope] = {}
        self.told: list[Notice] = []
        self.faults: list[str] = []
        self.lost: list[JSON] = []
        self.overtaken: list[Envelope] = []  # held until the next delivery went before it
        self.landings: list[tuple[datetime, Callable[[datetime], Answer]]] = []
        self.asked: dict[tuple[str, str], Envelope] = {}
        self.listeners: int | None = None  # open sockets; None while nothing serves the workspace
        self.version = 0
        self.on_change: list[Callable[[], None]] = []
        self.on_queue: list[Callable[[], None]] = []
        self._add_bot()

    def _identity(self, team_name: str, domain: str, app_name: str) -> Identity:
        return Identity(
            team_id=self.ids.next("T"),
            team_name=team_name,
            domain=domain,
            app_id=self.ids.next("A"),
            app_name=app_name,
            bot_id=self.ids.next("B"),
            bot_user_id=self.ids.next("U"),
        )

    def _add_bot(self) -> None:
        self.users[self.me.bot_user_id] = User(
            id=self.me.bot_user_id,
            name=self.me.app_name.lower(),
            real_name=self.me.app_name,
            team_id=self.me.team_id,
            is_bot=True,
        )

    # -- looking -------------------------------------------------------------------------

    def user(self, user_id: str) -> User:
        """Return the person with this id. Raises: NoSuchThing."""
        if user_id not in self.users:
            raise NoSuchThing(f"nobody here is {user_id}")
        return self.users[user_id]

    def channel(self, channel_id: str) -> Channel:
        """Return the channel or direct message with this id. Raises: NoSuchThing."""
        if channel_id not in self.channels:
            raise NoSuchThing(f"there is no channel {channel_id}")
        return self.channels[channel_id]

    def shown_view(self, view_id: str) -> View:
        """Return an open modal or a Home tab as it lives. Raises: NoSuchThing."""
        found = self.find_view(view_id)
        if found is None:
            raise NoSuchThing(f"no open view {view_id}")
        return found

    def find_view(self, view_id: str | None, external_id: str | None = None) -> View | None:
        """Return the view with this id, or with this external id, if anybody has it open."""
        shown = [*self.homes.values(), *(v for stack in self.stacks.values() for v in stack)]
        for view in shown:
            if view.id == view_id or (external_id and view.body.get("external_id") == external_id):
                return view
        return None

    # -- writing -------------------------------------------------------------------------

    def changed(self) -> None:
        """Count a visible change and tell whoever watches."""
        self.version += 1
        for tell in tuple(self.on_change):
            tell()

    def dm_with(self, user_id: str, *, at: datetime | None = None) -> Channel:
        """Return the direct message between a person and the bot, made on first use."""
        for channel in self.channels.values():
            if channel.im_user == user_id:
                return channel
        made = Channel(
            id=self.ids.next("D"),
            name="",
            creator=self.me.bot_user_id,
            created=int(at.timestamp()) if at else 0,
            im_user=user_id,
            is_private=True,
            members=[self.user(user_id).id, self.me.bot_user_id],
        )
        self.channels[made.id] = made
        return made

    def stamp(self, channel: Channel, at: datetime) -> str:
        """Return the next message ts of a channel: the moment, or just after the last one."""
        micros = int(at.timestamp()) * 1_000_000 + at.microsecond
        channel.last_micros = max(micros, channel.last_micros + 1)
        seconds, rest = divmod(channel.last_micros, 1_000_000)
        return f"{seconds}.{rest:06d}"

    def shown_blocks(self, blocks: list[JSON]) -> list[JSON]:
        """Return blocks as Slack keeps them, with every id filled in."""
        return as_shown(blocks, lambda: self.ids.next("b", length=5))

    def put(self, channel: Channel, message: Message, at: datetime) -> Message:
        """Add a message to its channel and thread, and send its event."""
        channel.messages[message.ts] = message
        if message.thread_ts is not None and message.thread_ts in channel.messages:
            self._count_reply(channel.messages[message.thread_ts], message)
        self.emit(self.event_of(message, channel), at, channel)
        self.changed()
        return message

    def event_of(self, message: Message, channel: Channel, **more: Any) -> JSON:
        """Return the event of a new message; an outsider's says where its author belongs."""
        author = self.users.get(message.user)
        if author is not None and author.team_id != self.me.team_id:
            more |= deliveries.outsider(author)
        return deliveries.message_event(message, channel, self.me, **more)

    def _count_reply(self, parent: Message, reply: Message) -> None:
        if parent is reply:
            return
        reply.parent_user = parent.user
        parent.thread_ts = parent.ts
        parent.reply_count += 1
        parent.latest_reply = reply.ts
        if reply.user not in parent.reply_users:
            parent.reply_users.append(reply.user)

    def note(self, channel: Channel, user_id: str, subtype: str, text: str, at: datetime) -> None:
        """Add one of Slack's own small messages, such as "has joined the channel"."""
        line = Message(
            ts=self.stamp(channel, at),
            channel_id=channel.id,
            user=user_id,
            text=text,
            subtype=subtype,
        )
        self.put(channel, line, at)

    def emit_changed(self, channel: Channel, before: JSON, message: Message, at: datetime) -> None:
        """Send the hidden event of an edited message."""
        event = {
            "type": "message",
            "subtype": "message_changed",
            "hidden": True,
            "message": deliveries.message(message, self.me),
            "previous_message": before,
            "channel": channel.id,
            "channel_type": channel.channel_type,
            "ts": self.stamp(channel, at),
        }
        self.emit({**event, "event_ts": event["ts"]}, at, channel)
        self.changed()

    def remove(self, channel: Channel, message: Message, at: datetime) -> None:
        """Take a message away; the root of a thread leaves a tombstone. Sends the event."""
        before = deliveries.message(message, self.me)
        if message.reply_count:
            message.subtype, message.text = "tombstone", "This message was deleted."
            message.user, message.is_bot, message.blocks = "USLACKBOT", False, []
            message.metadata, message.files = None, []
        else:
            del channel.messages[message.ts]
            self._discount_reply(channel, message)
        ts = self.stamp(channel, at)
        event = {
            "type": "message",
            "subtype": "message_deleted",
            "hidden": True,
            "deleted_ts": message.ts,
            "previous_message": before,
            "channel": channel.id,
            "channel_type": channel.channel_type,
            "ts": ts,
            "event_ts": ts,
        }
        self.emit(event, at, channel)
        self.changed()

    def _discount_reply(self, channel: Channel, gone: Message) -> None:
        parent = channel.messages.get(gone.thread_ts or "")
        if parent is None:
            return
        left = [m for m in channel.messages.values() if m.thread_ts == parent.ts and m != parent]
        parent.reply_count = len(left)
        parent.reply_users = list(dict.fromkeys(m.user for m in left))
        parent.latest_reply = left[-1].ts if left else None
        if not left:
            parent.thread_ts = None

    # -- deliveries ----------------------------------------------------------------------

    def emit(self, event: JSON, at: datetime, channel: Channel | None = None) -> None:
        """Queue an event if the app is subscribed to it and may see the channel."""
        kind = event["type"]
        if kind == "message":
            kind = _SUBSCRIPTION[event["channel_type"]]
        if kind not in self.events:
            return
        if channel is not None and self.me.bot_user_id not in channel.members:
            return
        payload = deliveries.event(
            deepcopy(event),
            self.me,
            event_id=self.ids.next("Ev"),
            at=int(at.timestamp()),
            external=channel.id if channel is not None and channel.is_ext_shared else "",
        )
        self.queue("events_api", payload, at)

    def queue(self, kind: EnvelopeType, payload: JSON, at: datetime, **more: Any) -> Envelope:
        """Put a delivery in line for the app."""
        made = Envelope(id=self._envelope_id(), type=kind, payload=payload, due_at=at, **more)
        self.depart(made)
        return made

    def depart(self, envelope: Envelope) -> None:
        """Let a new delivery set out."""
        self.line_up(envelope)

    def line_up(self, envelope: Envelope) -> None:
        """Put a ready envelope in line and wake whoever carries it."""
        self.envelopes[envelope.id] = envelope
        for wake in tuple(self.on_queue):
            wake()

    def _envelope_id(self) -> str:
        digest = hashlib.sha256(str(self.ids.number("envelope")).encode()).hexdigest()
        return "-".join((digest[:8], digest[8:12], digest[12:16], digest[16:20], digest[20:32]))

    def trigger(self, user_id: str, at: datetime) -> str:
        """Return a fresh trigger_id for a person's act."""
        number = self.ids.number("trigger")
        made = f"{number + 7_000_000_000}.{int(at.timestamp())}.{number:032x}"
        self.triggers[made] = Trigger(user_id=user_id, made_at=at)
        return made

    def response_url(self, channel: Channel, user_id: str, at: datetime, **more: Any) -> str:
        """Return a fresh response_url; `more` names the message it answers."""
        made = f"R{self.ids.number('response'):07d}"
        self.responses[made] = ResponseUrl(
            channel_id=channel.id, user_id=user_id, made_at=at, **more
        )
        return f"{self.public_url}/response/{made}"

    def new_hash(self, at: datetime) -> str:
        """Return a view hash no view had before."""
        return f"{int(at.timestamp())}.{self.ids.number('hash'):08x}"

    def tell(self, user_id: str, text: str, at: datetime, *, about: Envelope | None = None) -> None:
        """Show a person one of Slack's own notices."""
        self.told.append(Notice(user_id=user_id, text=text, at=at, about=about))
        self.changed()


def aware(at: datetime) -> datetime:
    """Return the moment in UTC. Raises: ValueError when it has no zone."""
    if at.tzinfo is None:
        raise ValueError("the stand-in only takes aware moments")
    return at.astimezone(UTC)


def as_json(value: Mapping[str, Any]) -> str:
    """Return the raw JSON text of arguments or answers, characters unescaped."""
    return json.dumps(value, ensure_ascii=False, default=str)
