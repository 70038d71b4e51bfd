"""How the stories ask: C1's form for R01, filled as on the night of S1."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sandbox.model import Submission
from sandbox.town import Town

FIRST_PAGE: dict[str, Any] = {
    "person": "R01",
    "caller": "叔母さま 000-0000-2014",
    "whereabouts": "ご自宅に叔母さまと、23:30まで",
    "ground": "carer_unavailable",
    "service": "short_stay_welfare",
}
SECOND_PAGE: dict[str, Any] = {
    "situation": "お母さまが転倒し、救急車で運ばれた",
    "medical": "none",
    "abuse": "none",
    "service": "short_stay_welfare",
    "nights": "3",
    "arrival_at": "23:00",
    "transport": "family",
    "wish": "supported",
    "wish_note": "電話で本人に確かめた",
}
S1_FORM: dict[str, Any] = {**FIRST_PAGE, **SECOND_PAGE}
"""The two pages as they are filled on the night of S1."""

ONLY_FIRST = (FIRST_PAGE.keys() | {"called_at"}) - {"service"}


async def begins(town: Town, *, by: str = "C1", at: str = "P12", **changed: Any) -> Submission:
    """Open the call sheet as somebody and submit its first page; the second is open then."""
    person = town.person(by)
    await person.commands("emergency", at=at)
    own = {name: value for name, value in changed.items() if name in {*FIRST_PAGE, "called_at"}}
    return await person.fills({**FIRST_PAGE, **own})


async def fills_in(town: Town, *, by: str = "C1", at: str = "P12", **changed: Any) -> Submission:
    """Fill both pages; leaves the preview, or the refusal, open."""
    await begins(town, by=by, at=at, **changed)
    other = {name: value for name, value in changed.items() if name not in ONLY_FIRST}
    return await town.person(by).fills({**SECOND_PAGE, **other})


async def asks(town: Town, *, by: str = "C1", at: str = "P12", **changed: Any) -> None:
    """Open the form, fill it, look at the preview, send it."""
    await fills_in(town, by=by, at=at, **changed)
    await town.person(by).fills({})


async def declines(town: Town, *, by: str, at: str, reason: str = "full") -> None:
    """Press 受入れ困難 as somebody, and give the reason."""
    person = town.person(by)
    await person.presses("受入れ困難", at=at)
    await person.fills({"reason": reason})


async def sleeps_on(town: Town, delta: timedelta) -> None:
    """Let time pass at once: what fell due on the way is done late, as after an outage."""
    town.clock.push(delta)
    await town.settles()
