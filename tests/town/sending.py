"""What stories about sending look at: the calls that were made, and what stands in the outbox."""

from __future__ import annotations

import json
from typing import Any

from bot.words.cards import STANDING
from sandbox.model import Outbound
from sandbox.town import Town
from sandbox.troubles import Kind, Trouble
from storage import queries
from storage.ledger import Ledger

POST, UPDATE, HISTORY = "chat.postMessage", "chat.update", "conversations.history"


def meets(town: Town, kind: Kind, method: str, *, at: str = "P01", **how: Any) -> None:
    """Let a trouble meet the next call of a method into an office's channel."""
    town.troubles.add(Trouble(kind=kind, method=method, channel=town.channel(at), **how))


def calls(town: Town, method: str, *, at: str) -> list[Outbound]:
    """Return the calls of a method into an office's channel, in order.

    Lines, and the card that always stands, are left out.
    """
    made = [one for one in town.workspace.recorder.calls if one.method == method]
    mine = [(one, json.loads(one.args)) for one in made]
    return [
        one
        for one, args in mine
        if args.get("channel") == town.channel(at)
        and not args.get("thread_ts")
        and STANDING not in one.args
    ]


async def stored(town: Town, office: str) -> str | None:
    """Return the ts we know of the one request card at an office."""

    def unit(ledger: Ledger) -> str | None:
        of = queries.CARD
        mine = of.select().where(of.c.kind == "ask", of.c.office == office)
        row = ledger.row(mine)
        return row["ts"] if row else None

    return await town.bot.desk.read(unit)


async def unsent(town: Town) -> int:
    """Return how much is not settled."""
    return await town.bot.desk.read(lambda ledger: ledger.outbox.unsent())


def criticals(caplog: Any) -> list[str]:
    """Return what was said at the highest level, by code; forgotten then."""
    told = [one for one in caplog.records if one.levelname == "CRITICAL"]
    caplog.clear()
    return [one.code for one in told]
