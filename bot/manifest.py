"""The manifest from which a workspace creates its own Slack app, complete.

https://docs.slack.dev/reference/app-manifest: a key Slack does not know is refused, so is a text
that is too long. Not to be said in it: the icon, the app-level token, Delayed Events.
"""

from __future__ import annotations

from typing import Any, Final

from bot.slack_app import COMMANDS, EVENTS, EVENTS_PATH, SCOPES, SHORTCUTS
from bot.words import Words

COLOUR: Final = "#1f3a5f"
NAME_LIMIT: Final = 35


def manifest(words: Words, *, name: str = "", address: str = "") -> dict[str, Any]:
    """Return the app in a language, called as its Home is if `name` is empty.

    Without an `address` (https://…) by Socket Mode; with one Slack posts everything there.
    """
    called = name or words.home_title()
    url = f"{address.rstrip('/')}{EVENTS_PATH}" if address else ""
    return {
        "_metadata": {"major_version": 2, "minor_version": 1},
        "display_information": {
            "name": called,
            "description": words.app_about(),
            "background_color": COLOUR,
        },
        "features": _features(words, called=called, url=url),
        "oauth_config": {"scopes": {"bot": list(SCOPES)}},
        "settings": {
            "event_subscriptions": {**_posted(url), "bot_events": list(EVENTS)},
            "interactivity": {"is_enabled": True, **_posted(url)},
            "org_deploy_enabled": False,
            "socket_mode_enabled": not url,
            "token_rotation_enabled": False,
        },
    }


def _features(words: Words, *, called: str, url: str) -> dict[str, Any]:
    # display_name: the reference names a-z, 0-9 and -_. alone, Slack's own samples and its schema
    # do not; people call the bot by it, so it is the name the sentences use
    return {
        "app_home": {
            "home_tab_enabled": True,
            "messages_tab_enabled": True,
            "messages_tab_read_only_enabled": False,
        },
        "bot_user": {"display_name": called, "always_online": True},
        "slash_commands": [
            {
                "command": command,
                **({"url": url} if url else {}),
                "description": words.command_about(),
                "usage_hint": words.command_hint(),
                "should_escape": False,
            }
            for command in COMMANDS
        ],
        "shortcuts": [_shortcut(words, callback) for callback in SHORTCUTS],
    }


def _shortcut(words: Words, callback: str) -> dict[str, str]:
    """Return a global shortcut. Raises: KeyError for one that no sentence names."""
    name, about = {"emergency": (words.button_emergency(), words.shortcut_about())}[callback]
    return {"name": name, "type": "global", "callback_id": callback, "description": about}


def _posted(url: str) -> dict[str, str]:
    return {"request_url": url} if url else {}
