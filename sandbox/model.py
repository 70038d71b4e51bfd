"""What a Slack workspace holds: people, channels, messages, views, deliveries.

Things that live and change in Slack are mutable here; what is handed out as a
record of something that happened is frozen. Performs no I/O.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

JSON = dict[str, Any]

Surface = Literal["message", "modal", "home"]


class Refusal(Exception):
    """A Web API method said no; `code` is Slack's own word for why."""

    def __init__(
        self, code: str, *, status: int = 200, retry_after: int = 0, **more: object
    ) -> None:
        """Remember the code, and the further fields of the answer."""
        super().__init__(code)
        self.code = code
        self.status = status
        self.retry_after = retry_after
        self.more = more


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the Web API answered: HTTP status, JSON body, extra headers.

    `text` replaces the body where a server in front of Slack answered; `cut` means that the
    connection ends without any answer.
    """

    status: int
    body: JSON
    headers: dict[str, str] = field(default_factory=dict)
    text: str | None = None
    cut: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who the workspace and its one app are."""

    team_id: str
    team_name: str
    domain: str
    app_id: str
    app_name: str
    bot_id: str
    bot_user_id: str
    token: str = "verification-token"


@dataclass(slots=True, kw_only=True)
class User:
    """A person, or the app's bot user."""

    id: str
    name: str
    real_name: str
    team_id: str
    tz: str = "Asia/Tokyo"
    tz_offset: int = 32400
    email: str | None = None
    is_bot: bool = False
    is_admin: bool = False
    is_restricted: bool = False
    deleted: bool = False
    updated: int = 0
    paused: tuple[datetime, datetime] | None = None  # notifications, from when until when


@dataclass(slots=True, kw_only=True)
class Message:
    """One message of a channel, or one only a single person sees."""

    ts: str
    channel_id: str
    user: str
    text: str
    blocks: list[JSON] = field(default_factory=list)
    is_bot: bool = False
    subtype: str | None = None
    thread_ts: str | None = None
    parent_user: str | None = None
    metadata: JSON | None = None
    client_msg_id: str | None = None
    edited: JSON | None = None
    reactions: dict[str, list[str]] = field(default_factory=dict)
    files: list[JSON] = field(default_factory=list)
    reply_count: int = 0
    reply_users: list[str] = field(default_factory=list)
    latest_reply: str | None = None
    ephemeral_to: str | None = None
    broadcast: bool = False
    hidden_until: datetime | None = None  # history and replies do not list it before

    def listed(self, at: datetime) -> bool:
        """True when history shows the message by now."""
        return self.hidden_until is None or self.hidden_until <= at

    @property
    def is_root(self) -> bool:
        """True when the message stands in the channel itself, not only in a thread."""
        return self.thread_ts is None or self.thread_ts == self.ts or self.broadcast


@dataclass(slots=True, kw_only=True)
class Channel:
    """A public or private channel, or a direct message with the bot (`im_user` set)."""

    id: str
    name: str
    creator: str
    created: int
    is_private: bool = False
    im_user: str | None = None
    is_archived: bool = False
    is_ext_shared: bool = False
    topic: JSON = field(default_factory=dict)
    purpose: JSON = field(default_factory=dict)
    previous_names: list[str] = field(default_factory=list)
    members: list[str] = field(default_factory=list)
    messages: dict[str, Message] = field(default_factory=dict)
    last_micros: int = 0
    read_until: dict[tuple[str, str], str] = field(default_factory=dict)
    """The last ts a person has seen, of the posts (under "") and of each thread by its root."""

    @property
    def is_im(self) -> bool:
        """True for a direct message."""
        return self.im_user is not None

    @property
    def channel_type(self) -> str:
        """The word events use for this kind of conversation."""
        if self.is_im:
            return "im"
        return "group" if self.is_private else "channel"


@dataclass(slots=True, kw_only=True)
class View:
    """A modal in a person's stack, or a person's Home tab."""

    id: str
    user_id: str
    body: JSON
    hash: str
    root_view_id: str
    previous_view_id: str | None = None
    state: dict[str, dict[str, JSON]] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def blocks(self) -> list[JSON]:
        """The blocks the person sees."""
        return list(self.body["blocks"])

    @property
    def title(self) -> str:
        """The title of a modal; empty for Home."""
        return str(self.body.get("title", {}).get("text", ""))

    @property
    def callback_id(self) -> str:
        """The app's name for this kind of view; empty when it gave none."""
        return str(self.body.get("callback_id", ""))


@dataclass(slots=True, kw_only=True)
class Trigger:
    """A permission to open one view, for three seconds and once."""

    user_id: str
    made_at: datetime
    used: bool = False


@dataclass(slots=True, kw_only=True)
class ResponseUrl:
    """A permission to answer an interaction five times within thirty minutes."""

    channel_id: str
    user_id: str
    made_at: datetime
    message_ts: str | None = None
    thread_ts: str | None = None
    is_ephemeral: bool = True
    uses: int = 0


@dataclass(slots=True, kw_only=True)
class UploadedFile:
    """A file on its way into the workspace, or in it."""

    id: str
    name: str
    length: int
    title: str
    created: int
    content: bytes | None = None
    completed: bool = False
    deleted: bool = False
    shares: dict[str, list[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class UserGroup:
    """A handle that stands for several people."""

    id: str
    handle: str
    name: str
    users: tuple[str, ...]


EnvelopeType = Literal["events_api", "interactive", "slash_commands"]
EnvelopeState = Literal["queued", "sent", "acked", "timed_out"]


@dataclass(slots=True, kw_only=True)
class Envelope:
    """One delivery to the app; `due_at` is the moment of its current attempt."""

    id: str
    type: EnvelopeType
    payload: JSON
    due_at: datetime
    user_id: str | None = None
    channel_id: str | None = None
    view_id: str | None = None
    accepts_response_payload: bool = False
    state: EnvelopeState = "queued"
    attempt: int = 0
    answer: JSON | None = None
    acked_at: datetime | None = None
    vanished: bool = False  # on its way to nobody: no acknowledgement can come

    @property
    def frame(self) -> JSON:
        """The Socket Mode frame that carries this delivery."""
        frame: JSON = {
            "envelope_id": self.id,
            "type": self.type,
            "payload": self.payload,
            "accepts_response_payload": self.accepts_response_payload,
        }
        if self.type == "events_api":
            frame["retry_attempt"] = self.attempt
            frame["retry_reason"] = "timeout" if self.attempt else ""
        return frame


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something Slack itself told one person, perhaps about a delivery that failed."""

    user_id: str
    text: str
    at: datetime
    about: Envelope | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """What came of pressing Submit: complaints shown at once, or a delivery on its way."""

    errors: dict[str, str]
    envelope: Envelope | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outbound:
    """One thing the app sent out: arguments and answer as raw JSON text."""

    method: str
    args: str
    answer: str
    status: int
    at: datetime
