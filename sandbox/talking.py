"""What people do in channels: write, correct, react, come and go."""

from __future__ import annotations

import re
from datetime import datetime

from sandbox import deliveries, membership
from sandbox.carriage import Carriage
from sandbox.forms import NoSuchThing
from sandbox.methods import chat, conversations
from sandbox.model import JSON, Channel, Message, User, UserGroup, View
from sandbox.store import aware

_MENTION = re.compile(r"&lt;([@#!][^&<>]+)&gt;")


class Talking(Carriage):
    """People, their channels and their messages."""

    # -- set-up: silent, no events -------------------------------------------------------

    def add_user(
        self,
        name: str,
        *,
        real_name: str | None = None,
        email: str | None = None,
        is_admin: bool = False,
        is_restricted: bool = False,
        team_id: str | None = None,
    ) -> User:
        """Bring a person into the workspace; `team_id` when they belong to another one."""
        made = User(
            id=self.ids.next("U"),
            name=name,
            real_name=real_name or name,
            team_id=team_id or self.me.team_id,
            email=email,
            is_admin=is_admin,
            is_restricted=is_restricted,
        )
        self.users[made.id] = made
        self.changed()
        return made

    def add_channel(
        self,
        name: str,
        *,
        private: bool = True,
        members: tuple[str, ...] | list[str] = (),
        with_bot: bool = False,
        external: bool = False,
        at: datetime | None = None,
    ) -> Channel:
        """Bring a channel into being with its members already in it."""
        inside = [self.user(user_id).id for user_id in members]
        creator = inside[0] if inside else "USLACKBOT"
        made = conversations.new_channel(
            self, name, aware(at) if at else _LONG_AGO, creator=creator, private=private
        )
        made.members = inside + ([self.me.bot_user_id] if with_bot else [])
        made.is_ext_shared = external
        return made

    def add_usergroup(self, handle: str, name: str, users: list[str]) -> UserGroup:
        """Name several people with one handle."""
        made = UserGroup(id=self.ids.next("S"), handle=handle, name=name, users=tuple(users))
        self.groups[made.id] = made
        return made

    # -- messages ------------------------------------------------------------------------

    def say(
        self,
        user_id: str,
        channel_id: str,
        text: str,
        at: datetime,
        thread_ts: str | None = None,
    ) -> Message:
        """Write a message, in a thread when `thread_ts` names its root."""
        channel = self.open_to(user_id, channel_id)
        if thread_ts is not None and thread_ts not in channel.messages:
            raise NoSuchThing(f"there is no thread {thread_ts} in {channel_id}")
        posted = self._written(user_id, channel, text, aware(at))
        posted.thread_ts = thread_ts
        self.put(channel, posted, aware(at))
        self._mention(channel, posted, aware(at))
        return self.message(channel_id, posted.ts)

    def _written(self, user_id: str, channel: Channel, text: str, at: datetime) -> Message:
        number = self.ids.number("client_msg_id")
        return Message(
            ts=self.stamp(channel, at),
            channel_id=channel.id,
            user=user_id,
            text=escaped(text),
            blocks=deliveries.person_blocks(text, self.ids.next("b", length=5)),
            client_msg_id=f"00000000-0000-4000-8000-{number:012x}",
        )

    def _mention(self, channel: Channel, posted: Message, at: datetime) -> None:
        if f"<@{self.me.bot_user_id}" not in posted.text or channel.is_im:
            return
        event = self.event_of(posted, channel, type="app_mention")
        del event["channel_type"]
        self.emit(event, at, channel)

    def edit(self, user_id: str, channel_id: str, ts: str, text: str, at: datetime) -> Message:
        """Correct a message of one's own."""
        channel, message = self._theirs(user_id, channel_id, ts)
        before = deliveries.message(message, self.me)
        message.text = escaped(text)
        message.blocks = deliveries.person_blocks(text, message.blocks[0]["block_id"])
        message.edited = {"user": user_id, "ts": f"{int(aware(at).timestamp())}.000000"}
        self.emit_changed(channel, before, message, aware(at))
        return self.message(channel_id, ts)

    def delete(self, user_id: str, channel_id: str, ts: str, at: datetime) -> None:
        """Take away a message of one's own; an administrator may take away any."""
        channel, message = self._theirs(user_id, channel_id, ts)
        self.remove(channel, message, aware(at))

    def delete_card(self, channel_id: str, ts: str, at: datetime) -> None:
        """Take any message away, as an administrator's tool or a retention rule does."""
        channel = self.channel(channel_id)
        if ts not in channel.messages:
            raise NoSuchThing(f"there is no message {ts} in {channel_id}")
        self.remove(channel, channel.messages[ts], aware(at))

    def react(self, user_id: str, channel_id: str, ts: str, name: str, at: datetime) -> Message:
        """Add an emoji to a message."""
        channel, message = self._live(user_id, channel_id, ts)
        if user_id not in message.reactions.get(name, ()):
            chat.react(self, channel, message, user_id, name, aware(at))
        return self.message(channel_id, ts)

    def unreact(self, user_id: str, channel_id: str, ts: str, name: str, at: datetime) -> Message:
        """Take one's own emoji off a message."""
        channel, message = self._live(user_id, channel_id, ts)
        if user_id in message.reactions.get(name, ()):
            chat.unreact(self, channel, message, user_id, name, aware(at))
        return self.message(channel_id, ts)

    def pause_notifications(self, user_id: str, at: datetime, *, until: datetime) -> None:
        """Switch 通知の一時停止 on: nothing rings on this person's phone for so long."""
        self.user(user_id).paused = (aware(at), aware(until))
        self.changed()

    # -- channels ------------------------------------------------------------------------

    def join(self, user_id: str, channel_id: str, at: datetime) -> None:
        """Enter a public channel."""
        channel = self.channel(channel_id)
        if channel.is_private or channel.is_archived:
            raise NoSuchThing(f"{channel_id} cannot be entered uninvited")
        if user_id not in channel.members:
            membership.add_member(self, channel, self.user(user_id).id, aware(at))

    def leave(self, user_id: str, channel_id: str, at: datetime) -> None:
        """Leave a channel."""
        membership.drop_member(self, self.inside(user_id, channel_id), user_id, aware(at))

    def invite(self, user_id: str, channel_id: str, who: str, at: datetime) -> None:
        """Bring a person, or the bot, into a channel one is in."""
        channel = self.open_to(user_id, channel_id)
        if who not in channel.members:
            membership.add_member(self, channel, self.user(who).id, aware(at), inviter=user_id)

    def remove_from(self, user_id: str, channel_id: str, who: str, at: datetime) -> None:
        """Remove a person, or the bot, from a channel one is in."""
        channel = self.open_to(user_id, channel_id)
        self.inside(who, channel_id)
        membership.drop_member(self, channel, who, aware(at), by=user_id)

    def invite_bot(self, user_id: str, channel_id: str, at: datetime) -> None:
        """Bring the bot into a channel."""
        self.invite(user_id, channel_id, self.me.bot_user_id, at)

    def remove_bot(self, user_id: str, channel_id: str, at: datetime) -> None:
        """Remove the bot from a channel."""
        self.remove_from(user_id, channel_id, self.me.bot_user_id, at)

    def archive(self, user_id: str, channel_id: str, at: datetime) -> None:
        """Archive a channel one is in."""
        membership.close_channel(self, self.open_to(user_id, channel_id), user_id, aware(at))

    def unarchive(self, user_id: str, channel_id: str, at: datetime) -> None:
        """Bring an archived channel back."""
        membership.reopen_channel(self, self.inside(user_id, channel_id), user_id, aware(at))

    def rename(self, user_id: str, channel_id: str, name: str, at: datetime) -> None:
        """Give a channel another name."""
        channel = self.open_to(user_id, channel_id)
        membership.rename_channel(self, channel, name, user_id, aware(at))

    def open_home(self, user_id: str, at: datetime, tab: str = "home") -> View | None:
        """Look at the app's Home, or its Messages, tab; return the Home as it is now."""
        channel = self.dm_with(self.user(user_id).id, at=aware(at))
        event: JSON = {"type": "app_home_opened", "user": user_id, "channel": channel.id}
        event |= {"tab": tab, "event_ts": self.stamp(channel, aware(at))}
        shown = self.homes.get(user_id)
        if shown is not None and tab == "home":
            event["view"] = deliveries.view(shown, self.me)
        self.emit(event, aware(at))
        return self.home(user_id)

    # -- where people may act ------------------------------------------------------------

    def inside(self, user_id: str, channel_id: str) -> Channel:
        """Return a channel the person is in. Raises: NoSuchThing."""
        channel = self.channel(channel_id)
        if self.user(user_id).id not in channel.members:
            raise NoSuchThing(f"{user_id} is not in {channel_id}")
        return channel

    def open_to(self, user_id: str, channel_id: str) -> Channel:
        """Return a channel the person may write in. Raises: NoSuchThing."""
        channel = self.inside(user_id, channel_id)
        if channel.is_archived:
            raise NoSuchThing(f"{channel_id} is archived")
        return channel

    def _live(self, user_id: str, channel_id: str, ts: str) -> tuple[Channel, Message]:
        channel = self.open_to(user_id, channel_id)
        if ts not in channel.messages:
            raise NoSuchThing(f"there is no message {ts} in {channel_id}")
        return channel, channel.messages[ts]

    def _theirs(self, user_id: str, channel_id: str, ts: str) -> tuple[Channel, Message]:
        channel, message = self._live(user_id, channel_id, ts)
        if message.user != user_id and not self.user(user_id).is_admin:
            raise NoSuchThing(f"{ts} is not {user_id}'s to change")
        return channel, message


_LONG_AGO = datetime.fromisoformat("2026-01-01T00:00:00+00:00")


def escaped(text: str) -> str:
    """Return typed text as Slack stores it: & < > escaped, mentions kept.

    https://docs.slack.dev/messaging/formatting-message-text
    """
    safe = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _MENTION.sub(r"<\1>", safe)
