"""Arguments as the SDK sends them: in a query, a form or JSON, and all the same to us."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from sandbox.model import JSON, Refusal

T = TypeVar("T")


def complaining(code: str, errors: list[str]) -> Refusal:
    """Return a refusal that carries Slack's complaints in Slack's format."""
    messages = [f"[ERROR] {error}" for error in errors]
    return Refusal(code, errors=errors, response_metadata={"messages": messages})


class Args:
    """The arguments of one call; unknown ones are ignored, as Slack does."""

    def __init__(self, given: Mapping[str, Any]) -> None:
        """Hold what was given."""
        self._given = given

    def __contains__(self, name: str) -> bool:
        """True when the argument was given and is not null."""
        return self._given.get(name) is not None

    def text(self, name: str) -> str:
        """Return a string argument, empty when it was not given."""
        value = self._given.get(name)
        return "" if value is None else str(value)

    def need(self, name: str) -> str:
        """Return a string argument. Raises: Refusal `invalid_arguments` when it is missing."""
        if not self.text(name):
            raise complaining(
                "invalid_arguments", [f"missing required field: {name} [json-pointer:/{name}]"]
            )
        return self.text(name)

    def flag(self, name: str) -> bool:
        """Return a boolean argument; the SDK writes 1 and 0 in queries."""
        return str(self._given.get(name, "")).lower() in ("1", "true")

    def number(self, name: str, default: int) -> int:
        """Return a whole number. Raises: Refusal when it is something else."""
        if name not in self:
            return default
        try:
            return int(self._given[name])
        except (TypeError, ValueError):
            raise Refusal(f"invalid_{name}") from None

    def names(self, name: str) -> list[str]:
        """Return a list argument, comma-joined or a real list."""
        value = self._given.get(name)
        parts = value if isinstance(value, list) else self.text(name).split(",")
        return [str(part).strip() for part in parts if str(part).strip()]

    def parsed(self, name: str) -> Any:
        """Return a JSON argument, given as itself or as text. Raises: ValueError."""
        value = self._given.get(name)
        return json.loads(value) if isinstance(value, str) else value


def page(found: Sequence[T], args: Args, *, most: int = 1000) -> tuple[Sequence[T], JSON]:
    """Return one page of a list, and the `response_metadata` that leads to the next."""
    limit = min(args.number("limit", 100), most)
    start = _read_cursor(args.text("cursor"))
    if limit < 1 or start > len(found):
        raise Refusal("invalid_limit" if limit < 1 else "invalid_cursor")
    more = start + limit < len(found)
    cursor = write_cursor("offset", str(start + limit)) if more else ""
    return found[start : start + limit], {"response_metadata": {"next_cursor": cursor}}


def write_cursor(kind: str, value: str) -> str:
    """Return an opaque cursor."""
    return base64.b64encode(f"{kind}:{value}".encode()).decode()


def open_cursor(cursor: str, kind: str) -> str:
    """Return what a cursor of ours holds. Raises: Refusal `invalid_cursor`."""
    try:
        found, _, value = base64.b64decode(cursor, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        raise Refusal("invalid_cursor") from None
    if found != kind or re.fullmatch(r"[\d.]+", value) is None:
        raise Refusal("invalid_cursor")
    return value


def _read_cursor(cursor: str) -> int:
    return int(open_cursor(cursor, "offset")) if cursor else 0
