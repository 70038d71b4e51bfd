"""What a typed reply means. A wrong accept or decline is a grave error; unclear is always safe.

Only the clearest whole sentences count; everything else is answered with the buttons.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum


class Label(StrEnum):
    """How a reply is understood."""

    ACCEPT = "accept"
    DECLINE = "decline"
    UNCLEAR = "unclear"


POLITE_END = r"(です|ます|いたします|致します)?"
ACCEPTS = re.compile(
    rf"(受け?入れ?(が|は)?(可能{POLITE_END}|できます|られます|ます|いたします)"
    r"|canaccept|wecanaccept|お?引き?受けし?(ます|いたします|できます)|お受け(します|いたします|できます))"
)
DECLINES = re.compile(
    rf"(cannotaccept|wecannotaccept|受け?入れ?(が|は)?(困難|不可|不可能|できません|られません|難しい){POLITE_END}"
    r"|お受けできません|お?引き?受けできません)"
)
NOISE = re.compile(r"<@[^>]+>|[\s。、.!！]+")
TRAILING_OFF = re.compile(r"[。、.]{2}|、$")
"""A sentence left open (…, 。。。, 、): what would have followed may turn it."""


def read_reply(text: str) -> Label:
    """Say what a reply means, by the whole of it: a word more, and a person chooses a button."""
    spoken = "".join(unicodedata.normalize("NFKC", text).split())
    if TRAILING_OFF.search(spoken):
        return Label.UNCLEAR
    plain = NOISE.sub("", spoken).casefold()
    if ACCEPTS.fullmatch(plain):
        return Label.ACCEPT
    if DECLINES.fullmatch(plain):
        return Label.DECLINE
    return Label.UNCLEAR
