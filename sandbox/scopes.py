"""Which scopes a method or an event needs; what an installation was not granted is refused.

https://docs.slack.dev/reference/methods: each page lists its scopes, of which one is enough; what
is read of a conversation needs that of its own kind.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sandbox.model import Channel

KINDS: Final[Mapping[str, str]] = {
    "public_channel": "channels",
    "private_channel": "groups",
    "im": "im",
    "mpim": "mpim",
}
"""The types of a conversation, and how the scopes about each begin."""

MANAGING: Final = ("channels:manage", "groups:write", "im:write", "mpim:write")
READING: Final = tuple(f"{kind}:read" for kind in KINDS.values())
HISTORY: Final = tuple(f"{kind}:history" for kind in KINDS.values())

ACCEPTED: Final[Mapping[str, tuple[str, ...]]] = {
    "bots.info": ("users:read",),
    "chat.delete": ("chat:write",),
    "chat.postEphemeral": ("chat:write",),
    "chat.postMessage": ("chat:write",),
    "chat.update": ("chat:write",),
    "conversations.archive": MANAGING,
    "conversations.create": MANAGING,
    "conversations.history": HISTORY,
    "conversations.info": READING,
    "conversations.invite": MANAGING,
    "conversations.join": ("channels:join",),
    "conversations.kick": MANAGING,
    "conversations.leave": MANAGING,
    "conversations.list": READING,
    "conversations.members": READING,
    "conversations.open": MANAGING,
    "conversations.rename": MANAGING,
    "conversations.replies": HISTORY,
    "conversations.setPurpose": MANAGING,
    "conversations.setTopic": MANAGING,
    "conversations.unarchive": MANAGING,
    "dnd.teamInfo": ("dnd:read",),
    "files.completeUploadExternal": ("files:write",),
    "files.delete": ("files:write",),
    "files.getUploadURLExternal": ("files:write",),
    "files.info": ("files:read",),
    "reactions.add": ("reactions:write",),
    "team.info": ("team:read",),
    "usergroups.list": ("usergroups:read",),
    "users.conversations": READING,
    "users.info": ("users:read",),
    "users.list": ("users:read",),
}
"""Methods that need a scope, and any that will do; the others, such as auth.test, need none."""

EVENT_SCOPES: Final[Mapping[str, tuple[str, ...]]] = {
    "app_home_opened": (),
    "app_mention": ("app_mentions:read",),
    "app_uninstalled": (),
    "channel_archive": ("channels:read",),
    "channel_deleted": ("channels:read",),
    "channel_id_changed": ("channels:read", "groups:read"),
    "channel_left": ("channels:read",),
    "channel_rename": ("channels:read",),
    "channel_shared": ("channels:read", "groups:read"),
    "channel_unarchive": ("channels:read",),
    "channel_unshared": ("channels:read", "groups:read"),
    "group_archive": ("groups:read",),
    "group_deleted": ("groups:read",),
    "group_left": ("groups:read",),
    "group_rename": ("groups:read",),
    "group_unarchive": ("groups:read",),
    "member_joined_channel": ("channels:read", "groups:read"),
    "member_left_channel": ("channels:read", "groups:read"),
    "message.channels": ("channels:history",),
    "message.groups": ("groups:history",),
    "message.im": ("im:history",),
    "reaction_added": ("reactions:read",),
    "reaction_removed": ("reactions:read",),
    "team_join": ("users:read",),
    "tokens_revoked": (),
}
"""What an event is only sent with; https://docs.slack.dev/reference/events."""

EVERY: Final = frozenset(
    scope
    for accepted in (*ACCEPTED.values(), *EVENT_SCOPES.values(), ("commands",))
    for scope in accepted
)
"""Whatever anything here needs: an installation that was granted all of it."""


def needed(method: str, channel: Channel | None) -> tuple[str, ...]:
    """Return the scopes of which one is needed for this call; empty where none is."""
    accepted = ACCEPTED.get(method, ())
    if channel is None or accepted not in (READING, HISTORY):
        return accepted
    kind = "im" if channel.is_im else "groups" if channel.is_private else "channels"
    return tuple(scope for scope in accepted if scope.startswith(f"{kind}:"))
