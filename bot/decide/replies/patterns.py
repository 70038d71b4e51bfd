"""How the tables of words become patterns."""

from __future__ import annotations

import re
from typing import Final

END: Final = (
    r"(?:な?(?:状態|状況|次第))?(?:です|だ|や|っす|である|なの|なのです|なんです|なんだ|"
    r"んです|のです|"
    r"んだ|んや|ですの|ますの|の|ん)?[)）]?$"
)
"""How a predicate may close once its particles are gone."""


def any_of(*patterns: str) -> re.Pattern[str]:
    """Return one pattern for any of these."""
    return re.compile("|".join(patterns))


def run(words: str) -> str:
    """Return a pattern for any of these words, the longer first.

    It is repeated possessively (`*+`, `++`): never stepping back, a long text costs no more.
    """
    alternatives = "|".join(sorted(words.split(), key=len, reverse=True))
    return f"(?:{alternatives})"
