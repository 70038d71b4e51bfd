"""通知の一時停止 in the stand-in, as dnd.teamInfo tells it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from sandbox.workspace import Workspace

NOON = datetime(2026, 10, 1, 3, 0, tzinfo=UTC)


def asked(workspace: Workspace, *users: str) -> dict[str, Any]:
    args = {"users": ",".join(users)}
    return workspace.call("dnd.teamInfo", args, NOON, token=workspace.bot_token).body


def test_a_pause_has_its_beginning_and_its_end() -> None:
    workspace = Workspace(team_name="練習", app_name="拠点")
    quiet, loud = (workspace.add_user(name).id for name in ("hana", "taro"))
    workspace.pause_notifications(quiet, NOON, until=NOON + timedelta(hours=8))

    told = asked(workspace, quiet, loud, "U-elsewhere")["users"]

    begun = int(NOON.timestamp())
    assert told == {
        quiet: {
            "dnd_enabled": True,
            "next_dnd_start_ts": begun,
            "next_dnd_end_ts": begun + 8 * 3600,
        },
        loud: {"dnd_enabled": False, "next_dnd_start_ts": 1, "next_dnd_end_ts": 1},
    }


@pytest.mark.parametrize("users", [[], [f"U{n}" for n in range(51)]], ids=["nobody", "too many"])
def test_between_one_and_fifty_people_are_asked_about(users: list[str]) -> None:
    workspace = Workspace(team_name="練習", app_name="拠点")

    assert asked(workspace, *users)["ok"] is False
