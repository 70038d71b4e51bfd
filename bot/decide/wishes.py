"""The person's wish: what others presumed or judged says on what it rests."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bot.effects import Sentence, sentence
from bot.vocabulary import Wish

RESTS_ON: Final[Mapping[Wish, str]] = {
    Wish.PRESUMED: "field_presumed_from",
    Wish.BEST_INTEREST: "field_best_interest",
}
"""What is asked for at the field beside a wish that is not the person's own word."""


def unfounded(wish: Wish, note: str) -> dict[str, Sentence]:
    """Return what is missing beside the wish, by field; empty when it stands.

    A judgement in somebody's best interest names the meeting, or the day and why there was none.
    Plan: 松江市（案）9(1) 適切な意思決定支援
    """
    missing = RESTS_ON.get(wish) if not note.strip() else None
    return {"wish_note": sentence(missing)} if missing else {}
