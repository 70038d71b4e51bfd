"""Which Slack app and workspace a database belongs to: another pair is refused at the start.

A test bot with the city's data, or the city's bot with test data, would ask the wrong people; and
only the app that posted a card can change it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from bot.errors import SetupError
from bot.model import Network
from handlers.webapi import mark_of
from storage.ledger import Ledger
from storage.marks import Marks

APP: Final = "app"


def bind(ledger: Ledger, me: Mapping[str, Any], *, anew: bool, at: datetime) -> SetupError | None:
    """Keep by which app (auth.test) this workspace is served; return why it may not be this one.

    `anew`: the app was made anew, and the one before is forgotten.
    """
    marks = Marks(ledger.connection)
    wrong = foreign(me, ledger.roster.networks()) or (None if anew else replaced(me, marks))
    if wrong is None:
        for old in marks.named(_served(me)):
            marks.drop(f"{_served(me)}{old}")
        marks.put(f"{_served(me)}{mark_of(me)}", at)
    return wrong


def foreign(me: Mapping[str, Any], networks: Sequence[Network]) -> SetupError | None:
    """Return what is wrong where networks are known, and none is in the token's workspace."""
    team = str(me.get("team_id"))
    if not networks or team in {each.team for each in networks}:
        return None
    bound = ", ".join(f"{each.id} to {each.team}" for each in networks)
    return SetupError(
        f"SLACK_BOT_TOKEN: it is of the workspace {team}, to which no network is bound ({bound}): "
        "use the token of that workspace, or correct team: kyoten network apply FILE.toml"
    )


def replaced(me: Mapping[str, Any], marks: Marks) -> SetupError | None:
    """Return what is wrong where another app served the token's workspace so far."""
    kept = marks.named(_served(me))
    if not kept or mark_of(me) in kept:
        return None
    return SetupError(
        "SLACK_BOT_TOKEN: this database is served by another Slack app of that workspace: "
        "use its tokens; if the app was made anew, start once with kyoten run --new-app"
    )


def _served(me: Mapping[str, Any]) -> str:
    """Return how the marks of the apps of a workspace begin."""
    return f"{APP}:{me.get('team_id')}:"
