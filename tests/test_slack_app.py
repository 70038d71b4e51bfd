"""What the Slack app asks for is what the bot listens to, and what its calls need."""

from __future__ import annotations

import pytest

from bot.slack_app import EVENTS, SCOPES, SHORTCUTS
from handlers import EVENTS as HEARD
from handlers import SHORTCUTS as LISTENED_TO
from sandbox.scopes import EVENT_SCOPES


@pytest.mark.parametrize("names", [SCOPES, EVENTS], ids=["scopes", "events"])
def test_each_is_named_once_and_in_order(names: tuple[str, ...]) -> None:
    assert list(names) == sorted(set(names))


def test_slack_is_asked_for_every_event_and_shortcut_that_is_listened_to() -> None:
    kinds = {event.partition(".")[0] for event in EVENTS}

    assert {event for event, _ in HEARD} <= kinds
    assert {shortcut for shortcut, _ in LISTENED_TO} == set(SHORTCUTS)


@pytest.mark.parametrize("event", EVENTS)
def test_every_event_comes_with_a_scope_that_is_asked_for(event: str) -> None:
    assert set(EVENT_SCOPES[event]) <= set(SCOPES)
