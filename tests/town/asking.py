"""How the stories ask: C1's form for R01, filled as on the night of S1."""

from __future__ import annotations

from typing import Any

from sandbox.model import Submission
from sandbox.town import Town

S1_FORM: dict[str, Any] = {
    "person": "R01",
    "caller": "叔母さま 000-0000-2014",
    "whereabouts": "ご自宅に叔母さまと、23:30まで",
    "medical": "none",
    "abuse": "no",
    "ground": "carer_unavailable",
    "service": "short_stay_welfare",
    "nights": "3",
    "arrival_at": "23:00",
    "transport": "family",
    "wish": "supported",
    "wish_note": "電話で本人に確かめた",
    "situation": "お母さまが転倒し、救急車で運ばれた",
}


async def fills_in(town: Town, *, by: str = "C1", at: str = "P12", **changed: Any) -> Submission:
    """Open the form as somebody and submit it; leaves the preview, or the refusal, open."""
    person = town.person(by)
    await person.commands("emergency", at=at)
    return await person.fills({**S1_FORM, **changed})


async def asks(town: Town, *, by: str = "C1", at: str = "P12", **changed: Any) -> None:
    """Open the form, fill it, look at the preview, send it."""
    await fills_in(town, by=by, at=at, **changed)
    await town.person(by).fills({})


async def declines(town: Town, *, by: str, at: str, reason: str = "full") -> None:
    """Press 受入れ困難 as somebody, and give the reason."""
    person = town.person(by)
    await person.presses("受入れ困難", at=at)
    await person.fills({"reason": reason})
