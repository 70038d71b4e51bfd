"""The pages of the call sheet → fields of the memo. Times are JST; what is missing is None."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from bot.decide.candidates import Choice
from bot.request import RestsOn
from bot.vocabulary import (
    Abuse,
    Ground,
    Health,
    Lifeline,
    Medical,
    ServiceType,
    Transport,
    Wish,
)
from handlers.fields import arrival, latest_before, nearest, text, whole
from handlers.read import Body, Press

Given = dict[str, Any]


def so_far(press: Press, *, at: datetime) -> Given | None:
    """Return what an open page of the call sheet holds; None where none was open."""
    if "called_at" in press.values:
        return first_page(press, at=at)
    return second_page(press, at=at) if "situation" in press.values else None


def first_page(press: Press, *, at: datetime) -> Given:
    """Return what the first page holds; a service not chosen here leaves the other page's."""
    values = press.values
    clock, ground = values.get("called_at"), values.get("ground")
    given: Given = {
        "person": text(values, "person"),
        "called_at": latest_before(clock, at) if clock else None,
        "caller": text(values, "caller"),
        "whereabouts": text(values, "whereabouts"),
        "ground": Ground(ground) if ground else None,
    }
    service = values.get("service")
    return {**given, "service": ServiceType(service)} if service else given


def second_page(press: Press, *, at: datetime) -> Given:
    """Return what the second page holds: only the questions that stood on it."""
    values = press.values
    return {
        "situation": text(values, "situation"),
        "medical": _one(Medical, values, "medical"),
        "abuse": _one(Abuse, values, "abuse"),
        **service(press),
        "also": tuple(ServiceType(each) for each in values.get("also") or ()),
        "health": _one(Health, values, "health"),
        "wish": _one(Wish, values, "wish") or Wish.UNCONFIRMED,
        "wish_note": text(values, "wish_note"),
        **_grounds(values, at),
    }


def service(press: Press) -> Given:
    """Return which service is wanted, from when, for how long, and how to get there."""
    values = press.values
    starts_on = _day(values.get("starts_on"))
    nights = values.get("nights")
    return {
        "service": _one(ServiceType, values, "service"),
        "starts_on": starts_on,
        "nights": whole(nights) if nights is not None else None,
        "arrival_at": arrival(values.get("arrival_at"), starts_on) if starts_on else None,
        "transport": _one(Transport, values, "transport") or Transport.UNDECIDED,
    }


def chosen(press: Press) -> Choice:
    """Return which offices are chosen in the preview, by its fields; none is an empty choice."""
    asked = (name for name in press.values if name.startswith("offices_"))
    return {name: tuple(str(each) for each in press.values[name] or ()) for name in asked}


def _grounds(values: Body, at: datetime) -> Given:
    """Return what the grounds rest on, where the page asked for it."""
    found: Given = {}
    if "later_at" in values:
        clock = values["later_at"]
        found["later_at"] = latest_before(clock, at) if clock else None
    if {"alone_at", "lines", "cannot_stay"} & set(values):
        alone = values.get("alone_at")
        found["rests_on"] = RestsOn(
            alone_at=nearest(alone, at) if alone else None,
            lines=tuple(Lifeline(each) for each in values.get("lines") or ()),
            cannot_stay=text(values, "cannot_stay"),
        )
    return found


def _one(kind: Any, values: Body, name: str) -> Any:
    given = values.get(name)
    return kind(given) if given else None


def _day(given: Any) -> date | None:
    return date.fromisoformat(given) if given else None
