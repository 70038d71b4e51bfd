"""The page in which whoever asked sees whether it arrived, and whom to telephone if it did not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from bot.decide.reaching import Reach, Row
from bot.words import Words
from bot.words.blocks import View, escaped, in_pieces, modal, section

SENDING = "sending"


def sending(words: Words, reach: Reach) -> View:
    """Return the page that answers the sending itself: it holds, though Slack does nothing more."""
    return _page(words, reach, words.sending(reach.number, reach.until), looked=False)


def looked_after(words: Words, reach: Reach, *, at: datetime) -> View:
    """Return the page with what has become of it: everything arrived, or whom to telephone."""
    offices, missing = len(reach.by_card), len(reach.missing)
    said = (
        words.sending_failed(reach.number, missing, offices, at)
        if missing
        else words.sending_done(reach.number, offices, at)
    )
    return _page(words, reach, said, looked=True)


def _page(words: Words, reach: Reach, said: str, *, looked: bool) -> View:
    """Return a page that closes, with whatever lies below it, by one press."""
    listed = "\n".join(_lines(words, reach, looked=looked))
    pieces = (section(text, id_=f"offices_{n}") for n, text in enumerate(in_pieces(listed)))
    blocks = [section(said, id_="said"), *pieces]
    view = modal(SENDING, words.sending_title(), blocks, close=words.button_close())
    return {**view, "clear_on_close": True}


def _lines(words: Words, reach: Reach, *, looked: bool) -> Iterator[str]:
    for row in reach.rows:
        yield f"{words.bullet}{_line(words, row, looked=looked)}"


def _line(words: Words, row: Row, *, looked: bool) -> str:
    office = escaped(row.office)
    if row.arrived is None:
        return words.sending_by_telephone(office, row.telephone)
    if not looked:
        return words.sending_row_open(office, row.telephone)
    return words.sending_row(office, row.telephone, row.arrived)
