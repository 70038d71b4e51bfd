"""Slack takes the manifest, and it asks for what the bot listens to and calls, no more."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from itertools import product
from pathlib import Path
from typing import Any, Final

import pytest
from typer.testing import CliRunner

from bot.__main__ import app
from bot.cities import PROFILES
from bot.errors import SetupError
from bot.manifest import manifest
from bot.slack_app import COMMANDS, SCOPES
from bot.slack_app import EVENTS as ASKED_FOR
from bot.vocabulary import Lang
from bot.words import words_in
from handlers import EVENTS, SHORTCUTS
from handlers.commands import SUBCOMMANDS
from sandbox.scopes import EVENT_SCOPES
from sandbox.town import Grounds, Town
from tests.manifest_rules import mistakes

HERE: Final = Path(__file__).parent.parent
TERMS: Final = PROFILES["matsue"].ui_terms
SOCKET: Final = manifest(words_in(Lang.JA, TERMS))
HTTP: Final = manifest(words_in(Lang.EN, TERMS), address="https://kyoten.example/bot")

READING: Final = frozenset({"channels:history", "groups:history", "im:history"})
SEEING: Final = frozenset({"channels:read", "groups:read"})
METHOD_SCOPES: Final = {
    "apps.connections.open": frozenset[str](),  # the app-level token's own
    "auth.test": frozenset[str](),
    "bots.info": frozenset({"users:read"}),
    "chat.delete": frozenset({"chat:write"}),
    "chat.postEphemeral": frozenset({"chat:write"}),
    "chat.postMessage": frozenset({"chat:write"}),
    "chat.update": frozenset({"chat:write"}),
    "conversations.history": READING,
    "conversations.info": SEEING,
    "conversations.open": frozenset({"im:write"}),
    "conversations.replies": READING,
    "dnd.teamInfo": frozenset({"dnd:read"}),
    "users.conversations": SEEING,
    "views.open": frozenset[str](),
    "views.publish": frozenset[str](),
    "views.update": frozenset[str](),
}
"""https://docs.slack.dev/reference/methods: each method's page, "Scopes", for where we call it."""

METHOD: Final = re.compile(
    r"(apps|auth|bots|chat|conversations|dnd|files|reactions|team|usergroups|users|views)"
    r"\.[a-z][a-zA-Z.]+"
)
TABLES: Final = {"bot/slack_codes.py", "handlers/pacer.py"}
"""They list methods, and call none."""


def methods_called() -> Iterator[str]:
    """Yield every method the program names where it calls one."""
    for root in ("bot", "handlers", "scheduler"):
        for path in (HERE / root).rglob("*.py"):
            if str(path.relative_to(HERE)) not in TABLES:
                for node in ast.walk(ast.parse(path.read_text())):
                    if isinstance(node, ast.Constant) and isinstance(node.value, str):
                        yield from filter(METHOD.fullmatch, [node.value])


# ------------------------------------------------------------------ Slack takes it


@pytest.mark.parametrize(
    ("lang", "address", "profile"),
    list(product(Lang, ("", "https://kyoten.example"), PROFILES)),
)
def test_slack_takes_the_manifest(lang: Lang, address: str, profile: str) -> None:
    made = manifest(words_in(lang, PROFILES[profile].ui_terms), address=address)

    assert mistakes(json.loads(json.dumps(made))) == []
    assert made["settings"]["socket_mode_enabled"] is not bool(address)


def test_over_http_everything_is_posted_to_the_one_address() -> None:
    events, buttons = (HTTP["settings"][key] for key in ("event_subscriptions", "interactivity"))

    posted = {events["request_url"], buttons["request_url"]}
    posted |= {each["url"] for each in HTTP["features"]["slash_commands"]}

    assert posted == {"https://kyoten.example/bot/slack/events"}


def _set(*path: str, to: Any) -> Callable[[dict[str, Any]], None]:
    def change(made: dict[str, Any]) -> None:
        for key in path[:-1]:
            made = made[key]
        made[path[-1]] = to

    return change


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (_set("icon", to="x"), "manifest.icon: unknown"),
        (_set("settings", "delayed_events", to=True), "delayed_events: unknown"),
        (_set("display_information", to={}), "display_information.name: missing"),
        (_set("display_information", "name", to="拠" * 36), "36 characters"),
        (_set("display_information", "description", to="あ" * 141), "141 characters"),
        (_set("display_information", "long_description", to="short"), "5 characters"),
        (_set("display_information", "background_color", to="#1f3a5"), "looks wrong"),
        (_set("features", "bot_user", to={}), "display_name: missing"),
        (_set("features", "slash_commands", to=[]), "0 entries"),
        (_set("features", "shortcuts", to=[{"name": "あ" * 25}]), "25 characters"),
        (_set("oauth_config", "scopes", "bot", to=["commands"] * 2), "twice"),
        (_set("settings", "interactivity", to={}), "is_enabled: missing"),
        (_set("settings", "interactivity", "is_enabled", to=False), "no button"),
        (_set("settings", "org_deploy_enabled", to=True), "one workspace"),
        (_set("settings", "token_rotation_enabled", to="no"), "neither true nor false"),
        (_set("settings", "socket_mode_enabled", to=False), "there is no socket"),
        (
            _set("settings", "interactivity", "request_url", to="https://kyoten.example/"),
            "Socket Mode has no address",
        ),
        (_set("settings", "interactivity", "request_url", to="http://kyoten.example"), "wrong"),
        (_set("features", "app_home", "messages_tab_read_only_enabled", to=True), "nobody could"),
    ],
)
def test_what_slack_refuses_is_refused_here(
    change: Callable[[dict[str, Any]], None], what: str
) -> None:
    made = deepcopy(SOCKET)
    change(made)

    assert any(what in each for each in mistakes(made)), mistakes(made)


# ------------------------------------------------------------------ and asks for no more


def test_slack_sends_every_event_that_is_listened_to_and_no_other() -> None:
    sent = SOCKET["settings"]["event_subscriptions"]["bot_events"]

    assert {event.partition(".")[0] for event in sent} == {event for event, _ in EVENTS}


def test_slack_offers_every_command_and_shortcut_that_is_listened_to_and_no_other() -> None:
    features = SOCKET["features"]

    assert [each["command"] for each in features["slash_commands"]] == list(COMMANDS)
    assert [each["callback_id"] for each in features["shortcuts"]] == [
        name for name, _ in SHORTCUTS
    ]
    assert {each["type"] for each in features["shortcuts"]} == {"global"}


@pytest.mark.parametrize("lang", Lang)
def test_the_hint_after_the_command_is_what_can_be_typed(lang: Lang) -> None:
    (command,) = manifest(words_in(lang, TERMS))["features"]["slash_commands"]

    place = 0 if lang is Lang.EN else 1
    assert command["usage_hint"].split(" | ") == [each.names[place] for each in SUBCOMMANDS]


@pytest.mark.parametrize("names", [SCOPES, ASKED_FOR], ids=["scopes", "events"])
def test_each_is_named_once_and_in_order(names: tuple[str, ...]) -> None:
    assert list(names) == sorted(set(names))


def test_each_scope_is_needed_by_an_event_a_command_or_a_call() -> None:
    events = SOCKET["settings"]["event_subscriptions"]["bot_events"]
    needed = {"commands"}.union(*(EVENT_SCOPES[each] for each in events))
    for method in methods_called():
        needed |= METHOD_SCOPES[method]

    assert set(SOCKET["oauth_config"]["scopes"]["bot"]) == needed
    assert set(SCOPES) == needed


# ------------------------------------------------------------------ as it is printed and used


def test_the_practice_page_hints_what_the_manifest_says(tmp_path: Path) -> None:
    town = Town(Grounds(folder=tmp_path, database=f"sqlite:///{tmp_path / 'k.sqlite3'}"))

    assert town.manifest == SOCKET
    assert town.workspace.events == set(SOCKET["settings"]["event_subscriptions"]["bot_events"])
    assert town.workspace.app_name == SOCKET["features"]["bot_user"]["display_name"]


@pytest.mark.parametrize(
    ("typed", "made"),
    [
        pytest.param([], SOCKET, id="Socket Mode in Japanese"),
        pytest.param(
            ["--http", "--url", "https://kyoten.example/bot/", "--lang", "en"], HTTP, id="HTTP"
        ),
        pytest.param(
            ["--http", "--url", "https://kyoten.example/bot/slack/events", "--lang", "en"],
            HTTP,
            id="with the path already there",
        ),
        pytest.param(
            ["--name", " 見本市の拠点 "],
            manifest(words_in(Lang.JA, TERMS), name="見本市の拠点"),
            id="another name",
        ),
    ],
)
def test_it_is_printed_to_be_pasted(typed: list[str], made: dict[str, Any]) -> None:
    ran = CliRunner().invoke(app, ["manifest", *typed])

    assert ran.exit_code == 0
    assert json.loads(ran.stdout) == made
    assert "https://api.slack.com/apps" in ran.stderr


@pytest.mark.parametrize(
    ("typed", "remedies"),
    [
        (["--http"], ["--http: add --url"]),
        (["--url", "https://kyoten.example"], ["--url: add --http"]),
        (["--http", "--url", "http://kyoten.example"], ["--url: use https://"]),
        (["--http", "--url", "https://"], ["--url: use https://"]),
        (["--http", "--url", "https://kyoten.example/?a=b"], ["--url: use https://"]),
        (["--http", "--url", "https://a:b@kyoten.example"], ["--url: use https://"]),
        (["--http", "--url", "https://kyoten.example:x"], ["--url: use https://"]),
        (["--http", "--name", "拠" * 36], ["--name: Slack takes one line of 35", "--http: add"]),
    ],
)
def test_what_makes_no_app_is_said_with_its_remedy(typed: list[str], remedies: list[str]) -> None:
    ran = CliRunner().invoke(app, ["manifest", *typed])

    assert isinstance(ran.exception, SetupError)
    assert ran.stdout == ""
    for said, remedy in zip(ran.exception.mistakes, remedies, strict=True):
        assert said.startswith(remedy)
