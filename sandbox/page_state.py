"""What one person sees of the town right now, as plain JSON for the page. Pure reading."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

if TYPE_CHECKING:
    from sandbox.model import JSON, Channel, Envelope, Message, Notice, User, View
    from sandbox.ringing import FollowedThread, Unread
    from sandbox.workspace import Workspace


class HasWorkspace(Protocol):
    """A town that is at least a workspace and a time."""

    @property
    def workspace(self) -> Workspace:
        """The workspace people act in; a reset may put another in its place."""

    def now(self) -> datetime:
        """The town's time, aware and UTC."""


@runtime_checkable
class KnowsOffices(Protocol):
    """A town that can say where a person works."""

    def office_of(self, user_id: str) -> str:
        """Name the person's office; empty for somebody of no office."""


@runtime_checkable
class KnowsNext(Protocol):
    """A town that can say when something will next happen by the clock."""

    def next_due(self) -> datetime | None:
        """Return that moment, or None when nothing is planned."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """A ready-made situation to play: as the page lists it, and what to try once it is there."""

    key: str
    title: str
    title_en: str = ""
    hint: str = ""
    hint_en: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """As whom a situation begins, and where: in a channel, perhaps a thread of it, or on Home."""

    person: str
    channel: str | None = None
    thread: str | None = None


@runtime_checkable
class PlaysSituations(Protocol):
    """A town with ready-made situations."""

    @property
    def situations(self) -> Sequence[Situation]:
        """List them in the order to offer them."""

    @property
    def playing(self) -> str:
        """Name the one the town is in by its key; empty when it is in none."""

    async def play(self, key: str) -> Start:
        """Bring the town into one of them; return where to begin."""


@runtime_checkable
class CanReset(Protocol):
    """A town that can begin again."""

    async def reset(self) -> None:
        """Put everything back to the first state."""


@runtime_checkable
class KnowsManifest(Protocol):
    """A town that has the app's manifest, which lists its commands and shortcuts."""

    @property
    def manifest(self) -> Mapping[str, Any]:
        """Return the manifest as Slack would be given it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What the page has open besides the lists."""

    channel: str | None = None
    thread: str | None = None
    home: bool = False


def iso(moment: datetime) -> str:
    """Write a moment the way the page reads it."""
    return moment.astimezone(UTC).isoformat()


def seen_by(town: HasWorkspace, user_id: str | None, place: Place, sent: list[Envelope]) -> JSON:
    """Return everything the page draws for one person; without `user_id` for the first one.

    A thread that is no more is drawn empty. Raises: LookupError when the person does not exist.
    """
    workspace = town.workspace
    everybody = [one for one in workspace.people() if not one.deleted]
    me = workspace.user(user_id) if user_id else next(one for one in everybody if not one.is_bot)
    return {
        "version": workspace.version,
        "now": iso(town.now()),
        "me": me.id,
        "bot": {"id": workspace.bot_user_id, "name": workspace.me.app_name},
        "people": _people(town, everybody),
        "channels": _channels(workspace, me.id),
        "threads": [_followed(one) for one in workspace.followed(me.id)],
        "views": [view_json(one) for one in workspace.views(me.id)],
        "notices": [_notice(one, n) for n, one in enumerate(workspace.notices(me.id))],
        "waiting": [place_of(one) for one in sent],
        "offers": _offers(town),
        **_features(town),
        **_opened(workspace, me.id, place),
    }


def _people(town: HasWorkspace, everybody: Iterable[User]) -> list[JSON]:
    workspace = town.workspace
    office = town.office_of if isinstance(town, KnowsOffices) else lambda _: ""
    people = [_person(one, "" if one.is_bot else office(one.id)) for one in everybody]
    if all(one["id"] != workspace.bot_user_id for one in people):
        bot = {"id": workspace.bot_user_id, "name": workspace.me.app_name, "bot": True}
        people.append({**bot, "office": "", "also": workspace.me.app_name})
    return people


def _person(one: User, office: str) -> JSON:
    name = one.real_name or one.name
    return {"id": one.id, "name": name, "also": one.name, "office": office, "bot": one.is_bot}


def _channels(workspace: Workspace, me: str) -> list[JSON]:
    rooms = [*workspace.channels_of(me), workspace.dm_of(me)]
    return [_channel(one, workspace.unread(me, one.id), workspace.bot_user_id) for one in rooms]


def _channel(one: Channel, unread: Unread, bot: str) -> JSON:
    return {
        "id": one.id,
        "name": one.name,
        "kind": "im" if one.is_im else "channel",
        "with": bot if one.is_im else None,
        "is_private": one.is_private,
        "is_archived": one.is_archived,
        "topic": one.topic.get("value", ""),
        "unread": unread.messages,
        "rings": unread.rings,
    }


def _followed(one: FollowedThread) -> JSON:
    return {
        "channel": one.channel_id,
        "ts": one.root.ts,
        "text": one.root.text,
        "unread": one.unread.messages,
        "rings": one.unread.rings,
    }


def message_json(one: Message) -> JSON:
    """Return a message as the page draws it."""
    return {
        "ts": one.ts,
        "user": one.user,
        "text": one.text,
        "blocks": one.blocks,
        "is_bot": one.is_bot,
        "thread_ts": one.thread_ts,
        "reply_count": one.reply_count,
        "edited": one.edited is not None and not one.is_bot,
        "ephemeral": one.ephemeral_to is not None,
        "files": [{name: file.get(name) for name in ("id", "name", "title")} for file in one.files],
        "reactions": [{"name": k, "users": list(v)} for k, v in one.reactions.items()],
    }


def view_json(one: View) -> JSON:
    """Return a view as the page draws it: the body as the app sent it, and what stands in it."""
    wanted = ("type", "title", "submit", "close", "blocks", "callback_id")
    body = {name: one.body.get(name) for name in wanted}
    return {**body, "id": one.id, "hash": one.hash, "state": one.state, "errors": one.errors}


def _notice(one: Notice, place: int) -> JSON:
    key = f"{place}-{iso(one.at)}"
    about = place_of(one.about) if one.about else None
    return {"key": key, "text": one.text, "at": iso(one.at), "about": about}


def place_of(delivery: Envelope) -> JSON:
    """Return where on the page somebody did what a delivery tells of: a button, form or command."""
    payload = delivery.payload
    if "command" in payload:
        return {"type": "command", "channel": delivery.channel_id, "command": payload["command"]}
    place: JSON = {"type": payload.get("type"), "view": delivery.view_id, "channel": None}
    if payload.get("type") == "block_actions":
        container, action = payload["container"], payload["actions"][0]
        on_message = f"m-{container.get('channel_id')}-{container.get('message_ts')}"
        place["surface"] = delivery.view_id or on_message
        place |= {"block": action["block_id"], "action": action["action_id"]}
    return place


def _offers(town: HasWorkspace) -> JSON:
    due = town.next_due() if isinstance(town, KnowsNext) else None
    situations = town.situations if isinstance(town, PlaysSituations) else ()
    return {
        "reset": isinstance(town, CanReset),
        "next": iso(due) if due else None,
        "situations": [asdict(one) for one in situations],
        "playing": town.playing if isinstance(town, PlaysSituations) else "",
    }


def _features(town: HasWorkspace) -> JSON:
    manifest = town.manifest if isinstance(town, KnowsManifest) else {}
    features: JSON = dict(manifest.get("features", {}))
    return {
        "commands": features.get("slash_commands", []),
        "shortcuts": features.get("shortcuts", []),
    }


def _opened(workspace: Workspace, me: str, place: Place) -> JSON:
    home = workspace.home(me) if place.home else None
    opened: JSON = {"home": view_json(home) if home else None, "channel": None, "thread": None}
    rooms = [*workspace.channels_of(me), workspace.dm_of(me)]
    room = next((one for one in rooms if one.id == place.channel), None)
    if room is None:
        return opened
    only_me = workspace.ephemerals(me, room.id)
    opened["channel"] = {
        "id": room.id,
        "topic": room.topic.get("value", ""),
        "is_archived": room.is_archived,
        "messages": [message_json(one) for one in workspace.messages(room.id)],
        "ephemerals": [message_json(one) for one in only_me if one.thread_ts is None],
    }
    if place.thread:
        opened["thread"] = _thread(workspace, room.id, place.thread, only_me)
    return opened


def _thread(workspace: Workspace, channel: str, ts: str, only_me: Iterable[Message]) -> JSON:
    found = [*workspace.thread(channel, ts), *(one for one in only_me if one.thread_ts == ts)]
    return {"channel": channel, "ts": ts, "messages": [message_json(one) for one in found]}
