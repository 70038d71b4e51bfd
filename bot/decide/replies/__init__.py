"""What a typed reply means. A wrong accept or decline is a grave error; unclear is always safe.

spelling: one way to write each thing · clauses: sentences and their parts · japanese and english:
the sense of one part, from tables of patterns · reading: from the senses to one label.
"""

from __future__ import annotations

from bot.decide.replies.labels import Label
from bot.decide.replies.reading import read_reply
from bot.decide.replies.spelling import normalise

__all__ = ["Label", "normalise", "read_reply"]
