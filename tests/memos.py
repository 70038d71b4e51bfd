"""The call sheet from which a request was made, for tests that begin with the request."""

from __future__ import annotations

from dataclasses import fields

from bot.request import Memo, Request


def memo_of(request: Request) -> Memo:
    """Return the memo from which a request was made."""
    return Memo(**{each.name: getattr(request, each.name) for each in fields(Memo)})
