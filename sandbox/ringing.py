"""What rings for somebody and what merely waits to be read: Slack pushes far less than is said.

A post makes its channel bold. Only a mention, a direct message and a reply in a thread one
follows are pushed. https://slack.com/help/articles/360025446073 and, of threads one follows,
https://slack.com/help/articles/115000769927: one wrote in it, or was mentioned there by name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from sandbox.model import Message, User, UserGroup

CALLED: Final = re.compile(r"<([@!][^<>|]+)")
EVERYBODY: Final = frozenset({"!channel", "!here", "!everyone"})
SAID: Final = (None, "file_share", "thread_broadcast")
"""The subtypes of what somebody said: that a member came or a channel closed marks nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """How much waits for somebody in one place, and how much of it carries a number."""

    messages: int = 0
    rings: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowedThread:
    """A thread somebody follows in which something waits."""

    channel_id: str
    root: Message
    unread: Unread


def news(messages: Iterable[Message], user: str) -> list[Message]:
    """Return what others said among the messages."""
    return [one for one in messages if one.user != user and one.subtype in SAID]


def called_by(message: Message) -> set[str]:
    """Return what a message mentions, as Slack writes it: `@U…`, `!channel`, `!subteam^S…`."""
    return {name for text in _texts(message) for name in CALLED.findall(text)}


def mentions(message: Message, user: User, groups: Iterable[UserGroup]) -> bool:
    """Say whether the message calls this person, by name, by a handle or with everybody."""
    handles = {f"!subteam^{each.id}" for each in groups if user.id in each.users}
    return not called_by(message).isdisjoint({f"@{user.id}"} | handles | EVERYBODY)


def follows(thread: Iterable[Message], user: str) -> bool:
    """Say whether somebody follows a thread: they wrote in it, or were named in it."""
    return any(one.user == user or f"@{user}" in called_by(one) for one in thread)


def _texts(message: Message) -> Iterator[str]:
    # blocks are what is read where there are any; a person's hold the text unescaped
    if message.is_bot and message.blocks:
        yield from _marked(message.blocks)
    else:
        yield message.text


def _marked(part: Any) -> Iterator[str]:
    match part:
        case {"type": "mrkdwn", "text": str(text)} | {"type": "markdown", "text": str(text)}:
            yield text
        case dict():
            for each in part.values():
                yield from _marked(each)
        case list():
            for each in part:
                yield from _marked(each)
