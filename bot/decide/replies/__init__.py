"""What a typed reply means. A wrong accept or decline is a grave error; unclear is always safe.

speech, phrases, corrections, writing, spacing, spelling: one way to write each thing · clauses:
sentences and their parts · japanese, english: the sense of one part, from tables of patterns
(commitments, willing, refusals, helpless, vacancies, …) · stances, around: a yes or a no and the
free words before it · neighbours: what a part is worth beside the next · reading, accepting,
declining: from the senses to one label · outright and its yes, no and English: the second look,
when the first is not sure · turning, own_care, arrivals, sending: what takes from a stance there,
and what does not.
"""

from __future__ import annotations

from bot.decide.replies.labels import Label
from bot.decide.replies.reading import read_reply
from bot.decide.replies.spelling import normalise

__all__ = ["Label", "normalise", "read_reply"]
