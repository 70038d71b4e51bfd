"""Every Japanese sentence people read, one function each, in the city's own terms.

Absolute times; no 至急, no exclamation marks; one request a sentence. Times are shown in JST.
"""

from __future__ import annotations

from bot.words.ja.talk import Japanese

__all__ = ["Japanese"]
