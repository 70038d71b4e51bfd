"""What Slack takes as an app's manifest, as strictly as its reference says it.

https://docs.slack.dev/reference/app-manifest and the schema for 2.x at
https://github.com/slackapi/manifest-schema: at every level an unknown key is a mistake.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

Rule = Callable[[str, Any], Iterator[str]]


def text(*, most: int, least: int = 1, like: str = "(?s).*") -> Rule:
    """A string of so many characters that looks like that."""

    def rule(where: str, value: Any) -> Iterator[str]:
        if not isinstance(value, str):
            yield f"{where}: no string"
        elif not least <= len(value) <= most:
            yield f"{where}: {len(value)} characters, {least} to {most} may be"
        elif not re.fullmatch(like, value):
            yield f"{where}: {value!r} looks wrong"

    return rule


def flag(where: str, value: Any) -> Iterator[str]:
    """True or false."""
    if not isinstance(value, bool):
        yield f"{where}: neither true nor false"


def number(where: str, value: Any) -> Iterator[str]:
    """A whole number."""
    if not isinstance(value, int) or isinstance(value, bool):
        yield f"{where}: no whole number"


def rows(of: Rule, *, most: int, least: int = 0, once: bool = True) -> Rule:
    """A list of so many; each is there once."""

    def rule(where: str, value: Any) -> Iterator[str]:
        if not isinstance(value, list):
            yield f"{where}: no list"
            return
        if not least <= len(value) <= most:
            yield f"{where}: {len(value)} entries, {least} to {most} may be"
        if once and any(value.count(each) > 1 for each in value):
            yield f"{where}: one of them is there twice"
        for n, each in enumerate(value):
            yield from of(f"{where}[{n}]", each)

    return rule


@dataclass(frozen=True)
class Keys:
    """An object with these keys and no others; the needed ones are there."""

    known: Mapping[str, Rule]
    needed: frozenset[str] = frozenset()

    def __call__(self, where: str, value: Any) -> Iterator[str]:
        if not isinstance(value, dict):
            yield f"{where}: no object"
            return
        yield from (f"{where}.{key}: missing" for key in sorted(self.needed - value.keys()))
        for key, each in value.items():
            if key in self.known:
                yield from self.known[key](f"{where}.{key}", each)
            else:
                yield f"{where}.{key}: unknown to Slack"


URL: Final = r"https://[^\s/?#]+(/[^\s?#]*)?"
COLOUR: Final = r"#[0-9a-fA-F]{3}([0-9a-fA-F]{3})?"

COMMAND: Final = Keys(
    {
        "command": text(least=2, most=32, like=r"/[a-z0-9_-]+"),
        "url": text(most=3000, like=URL),
        "description": text(most=2000),
        "usage_hint": text(most=1000),
        "should_escape": flag,
    },
    frozenset({"command", "description"}),
)
SHORTCUT: Final = Keys(
    {
        "name": text(most=24),
        "type": text(most=7, like="message|global"),
        "callback_id": text(most=255),
        "description": text(most=150),
    },
    frozenset({"name", "type", "callback_id", "description"}),
)
FEATURES: Final = Keys(
    {
        "app_home": Keys(
            {
                "home_tab_enabled": flag,
                "messages_tab_enabled": flag,
                "messages_tab_read_only_enabled": flag,
            }
        ),
        "bot_user": Keys(
            {"display_name": text(most=80), "always_online": flag}, frozenset({"display_name"})
        ),
        "slash_commands": rows(COMMAND, least=1, most=5),  # the schema says 50, the text 5
        "shortcuts": rows(SHORTCUT, least=1, most=5),  # the schema says 10, the text 5
    }
)
SETTINGS: Final = Keys(
    {
        "event_subscriptions": Keys(
            {
                "request_url": text(most=3500, like=URL),
                "bot_events": rows(text(most=50), most=100),
            }
        ),
        "interactivity": Keys(
            {
                "is_enabled": flag,
                "request_url": text(most=3500, like=URL),
                "message_menu_options_url": text(most=3500, like=URL),
            },
            frozenset({"is_enabled"}),
        ),
        "org_deploy_enabled": flag,
        "socket_mode_enabled": flag,
        "token_rotation_enabled": flag,
    }
)
MANIFEST: Final = Keys(
    {
        "_metadata": Keys({"major_version": number, "minor_version": number}),
        "display_information": Keys(
            {
                "name": text(most=35),
                "description": text(most=140),
                "long_description": text(least=175, most=4000),
                "background_color": text(most=7, like=COLOUR),
            },
            frozenset({"name"}),
        ),
        "features": FEATURES,
        "oauth_config": Keys(
            {
                "scopes": Keys({"bot": rows(text(most=50), most=255)}),
                "redirect_urls": rows(text(most=2500, like=URL), most=1000),
            }
        ),
        "settings": SETTINGS,
    },
    frozenset({"display_information"}),
)


def mistakes(manifest: Mapping[str, Any]) -> list[str]:
    """Return everything Slack would refuse, and what would leave the app deaf."""
    shape = list(MANIFEST("manifest", manifest))
    return shape or [*_deaf(manifest), *_addresses(manifest)]


def _deaf(manifest: Mapping[str, Any]) -> Iterator[str]:
    """Yield what is allowed, and of no use to us."""
    features, settings = manifest["features"], manifest["settings"]
    if not settings["interactivity"]["is_enabled"]:
        yield "settings.interactivity: no button, form or shortcut would arrive"
    home = features["app_home"]
    if not home["home_tab_enabled"]:
        yield "features.app_home: no Home"
    if not home["messages_tab_enabled"] or home["messages_tab_read_only_enabled"]:
        yield "features.app_home: nobody could write to the bot"
    if settings["org_deploy_enabled"] or settings["token_rotation_enabled"]:
        yield "settings: one workspace, one lasting token"


def _addresses(manifest: Mapping[str, Any]) -> Iterator[str]:
    """Yield an address too many in Socket Mode, or one that is missing without it."""
    settings = manifest["settings"]
    places: dict[str, Mapping[str, Any]] = {
        "settings.event_subscriptions.request_url": settings["event_subscriptions"],
        "settings.interactivity.request_url": settings["interactivity"],
    }
    for command in manifest["features"]["slash_commands"]:
        places[f"features.slash_commands {command['command']} url"] = command
    for name, held in places.items():
        there = name.rpartition(" ")[2].rpartition(".")[2] in held
        if there and settings["socket_mode_enabled"]:
            yield f"{name}: Socket Mode has no address"
        if not there and not settings["socket_mode_enabled"]:
            yield f"{name}: missing, and there is no socket"
