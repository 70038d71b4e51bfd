"""What people see: copies, so that an old card stays what it was when somebody looked."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy

from sandbox.forms import NoSuchThing
from sandbox.methods.history import moment
from sandbox.model import Channel, Message, Notice, User, View
from sandbox.ringing import FollowedThread, Unread, follows, mentions, news
from sandbox.store import Store


class Reading(Store):
    """Questions a page or a story asks of the workspace."""

    def people(self) -> list[User]:
        """Return everybody but the bot, in the order they came."""
        return [user for user in self.users.values() if not user.is_bot]

    def channels_of(self, user_id: str) -> list[Channel]:
        """Return the channels a person is in and the public ones, direct messages left out."""
        self.user(user_id)
        return [
            channel
            for channel in self.channels.values()
            if not channel.is_im and (not channel.is_private or user_id in channel.members)
        ]

    def dm_of(self, user_id: str) -> Channel:
        """Return the direct message between a person and the bot."""
        return self.dm_with(user_id)

    def messages(self, channel_id: str) -> list[Message]:
        """Return what stands in a channel, the oldest first, replies left out."""
        found = self.channel(channel_id).messages.values()
        return [deepcopy(message) for message in found if message.is_root]

    def thread(self, channel_id: str, ts: str) -> list[Message]:
        """Return a thread, its root first."""
        found = self.channel(channel_id).messages.values()
        return [deepcopy(m) for m in found if ts in (m.ts, m.thread_ts)]

    def message(self, channel_id: str, ts: str) -> Message:
        """Return one message as it is now. Raises: NoSuchThing."""
        found = self.channel(channel_id).messages.get(ts)
        if found is None:
            raise NoSuchThing(f"there is no message {ts} in {channel_id}")
        return deepcopy(found)

    def ephemerals(self, user_id: str, channel_id: str | None = None) -> list[Message]:
        """Return what only this person sees, the oldest first."""
        return [
            deepcopy(message)
            for message in self.whispers
            if message.ephemeral_to == user_id and channel_id in (None, message.channel_id)
        ]

    def views(self, user_id: str) -> list[View]:
        """Return a person's open modals, the bottom one first."""
        return deepcopy(self.stacks.get(user_id, []))

    def view(self, view_id: str) -> View:
        """Return an open modal or a Home tab. Raises: NoSuchThing."""
        return deepcopy(self.shown_view(view_id))

    def home(self, user_id: str) -> View | None:
        """Return a person's Home tab, None while the app published nothing."""
        return deepcopy(self.homes.get(user_id))

    def notices(self, user_id: str) -> list[Notice]:
        """Return what Slack itself told a person, the oldest first."""
        return [notice for notice in self.told if notice.user_id == user_id]

    def unread(self, user_id: str, channel_id: str) -> Unread:
        """Count what others posted in a channel since the person last looked, replies left out.

        In a direct message all of it rings; in a channel one is not in, nothing waits.
        """
        channel = self.channel(channel_id)
        if user_id not in channel.members:
            return Unread()
        roots = [one for one in channel.messages.values() if one.is_root]
        return self._waiting(user_id, channel, roots, mark="")

    def followed(self, user_id: str) -> list[FollowedThread]:
        """Return the threads somebody follows with replies they have not seen, newest first."""
        inside = [one for one in self.channels.values() if user_id in one.members]
        found = [each for channel in inside for each in self._followed(user_id, channel)]
        return sorted(found, key=lambda each: moment(each.root.latest_reply or "0"), reverse=True)

    def _followed(self, user_id: str, channel: Channel) -> Iterator[FollowedThread]:
        for root in [one for one in channel.messages.values() if one.reply_count]:
            thread = [
                one for one in channel.messages.values() if root.ts in (one.ts, one.thread_ts)
            ]
            if follows(thread, user_id):
                replies = [one for one in thread if not one.is_root]
                unread = self._waiting(user_id, channel, replies, mark=root.ts)
                if unread.messages:
                    yield FollowedThread(channel_id=channel.id, root=deepcopy(root), unread=unread)

    def _waiting(
        self, user_id: str, channel: Channel, messages: list[Message], *, mark: str
    ) -> Unread:
        since = moment(channel.read_until.get((user_id, mark), "0.0"))
        later = [one for one in news(messages, user_id) if moment(one.ts) > since]
        user, groups = self.user(user_id), self.groups.values()
        rings = [one for one in later if channel.is_im or mentions(one, user, groups)]
        return Unread(messages=len(later), rings=len(rings))

    def mark_read(self, user_id: str, channel_id: str, thread_ts: str = "") -> None:
        """Note that a person has seen all posts of a channel, or all of one of its threads."""
        channel = self.channel(channel_id)
        last = max(channel.messages, key=moment, default="0.0")
        if channel.read_until.get((user_id, thread_ts)) != last:
            channel.read_until[user_id, thread_ts] = last
            self.changed()
