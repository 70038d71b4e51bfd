"""Every English sentence people read: the same functions as in Japanese, with the same arguments.

Calm and short; absolute times, shown in JST; no exclamation marks; one request a sentence.
"""

from __future__ import annotations

from bot.words.en.talk import English

__all__ = ["English"]
