"""What the Slack app must be allowed and told: the manifest asks for it, doctor looks for it.

https://docs.slack.dev/reference/scopes and https://docs.slack.dev/reference/events
"""

from __future__ import annotations

from typing import Final

SCOPES: Final = (
    "app_mentions:read",  # app_mention: inside a thread no command can be typed
    "channels:history",  # typed answers, and our own card looked for, in a public channel
    "channels:read",  # whether a window's public channel is there and the bot in it
    "chat:write",  # cards, lines, letters; never chat:write.public: an office invites the bot
    "commands",  # /kyoten and the shortcut
    "dnd:read",  # whether all on duty have paused notifications, which the owner is told
    "groups:history",  # typed answers, and our own card looked for, in a private channel
    "groups:read",  # whether a window's private channel is there and the bot in it
    "im:history",  # what is written to the bot, and our own letter looked for
    "im:write",  # the first letter to a person opens the direct message
    "reactions:read",  # reaction_added: a sign on a card is answered with its buttons
    "users:read",  # bots.info: whether both tokens are of one app
)
"""Bot scopes. One more later means that each workspace installs the app anew."""

APP_SCOPES: Final = ("connections:write",)
"""The app-level token's: opening sockets. Made in the app's settings; no manifest can name it."""

EVENTS: Final = (
    "app_home_opened",  # Home is drawn
    "app_mention",  # @拠点 in a thread
    "message.channels",  # typed answers below cards; edits and deletions come as subtypes
    "message.groups",
    "message.im",
    "reaction_added",  # a sign on a card is answered with its buttons
)
"""Bot events, the listened ones only; the scope each needs is above."""

COMMANDS: Final = ("/kyoten",)
"""One command for everything: its first word chooses."""

SHORTCUTS: Final = ("emergency",)
"""Global shortcuts by callback_id: the call sheet, from anywhere in Slack."""

EVENTS_PATH: Final = "/slack/events"
"""Where Slack posts everything to, below the address of `kyoten run --http`."""
