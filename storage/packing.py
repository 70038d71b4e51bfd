"""Effects ↔ JSON: moments stay moments, days stay days, and words that look like one stay words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import IntEnum, StrEnum
from typing import Any

from pydantic import TypeAdapter

from bot.effects import Direct, Effect, Line, Show, Whisper

AT, ON = "$at", "$on"
EFFECTS: Mapping[str, TypeAdapter[Any]] = {
    "show": TypeAdapter(Show),
    "line": TypeAdapter(Line),
    "direct": TypeAdapter(Direct),
    "whisper": TypeAdapter(Whisper),
}


def kind_of(effect: Effect) -> str:
    """Return the name under which an effect is kept."""
    return type(effect).__name__.lower()


def packed(effect: Effect) -> Any:
    """Return an effect as JSON."""
    return _packed(EFFECTS[kind_of(effect)].dump_python(effect))


def unpacked(kind: str, body: Any) -> Effect:
    """Return the effect that was packed."""
    effect: Effect = EFFECTS[kind].validate_python(_unpacked(body))
    return effect


def _packed(value: Any) -> Any:
    """Return a value as JSON that keeps moments apart from days, and both apart from words."""
    match value:
        case datetime():
            return {AT: value.isoformat()}
        case date():
            return {ON: value.isoformat()}
        case StrEnum() | IntEnum():
            return value.value
        case Mapping():
            return {name: _packed(each) for name, each in value.items()}
        case list() | tuple():
            return [_packed(each) for each in value]
        case _:
            return value


def _unpacked(value: Any) -> Any:
    """Return what was packed."""
    match value:
        case {"$at": str(moment)}:
            return datetime.fromisoformat(moment)
        case {"$on": str(day)}:
            return date.fromisoformat(day)
        case dict():
            return {name: _unpacked(each) for name, each in value.items()}
        case list():
            return [_unpacked(each) for each in value]
        case _:
            return value
