"""From the senses of the clauses to one label: the last stance wins, and doubt beats it."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from bot.decide.replies import (
    accepting,
    declining,
    doubts,
    english,
    english_outright,
    japanese,
    neighbours,
    outright,
    own_care,
    sending,
)
from bot.decide.replies.clauses import Clause, Joint, Read, clauses_of
from bot.decide.replies.labels import Label, Sense
from bot.decide.replies.spelling import OPEN, QUOTED, normalise

LONGEST: Final = 2000
"""A longer text is a letter or an accident; a person reads it."""

LIMIT: Final = re.compile(
    r"^(?:ただし|但し)?(?:今夜|[12]泊|1晩|夜|昼間?)(?:だけ|のみ|限り|まで)?(?:ね|です)?$"
)
JAPANESE: Final = re.compile(r"[ぁ-ゟ゠-ヿ一-鿿○×△]")
MID_LINE_QUOTE: Final = re.compile(r"[。、 \n]>[ \t]")
"""Whose words follow cannot be told: a quote begins a line."""
ENGLISH_SENTENCE: Final = re.compile(r"[a-z']+(?:[ ,]+[a-z']+){2}")
"""An English sentence among Japanese ones; the tables of neither language read both."""


def read_reply(text: str) -> Label:
    """Say what a reply means; whatever is not understood to the end is unclear."""
    if len(text.strip()) > LONGEST:
        return Label.UNCLEAR
    written = normalise(text.strip())
    if not written or MID_LINE_QUOTE.search(written):
        return Label.UNCLEAR
    japanese_too = JAPANESE.search(written) is not None
    reads = _read_japanese(written) if japanese_too else _read_english(written)
    mixed = japanese_too and ENGLISH_SENTENCE.search(written)
    foreign = mixed or any(each.sense is Sense.FOREIGN for each in reads)
    if foreign or doubts.PRETENDS.search(written):
        return _question_or_unclear(reads)
    standing = own_care.with_own_care(neighbours.in_company(_since_correction(reads)))
    return _label_in_japanese(standing) if japanese_too else _label_in_english(standing, written)


def _label_in_japanese(reads: list[Read]) -> Label:
    """Label what is understood; where that is nothing, look a second time for a plain stance."""
    label = _label(reads)
    if label is not Label.DECLINE and sending.sets_out(reads):
        return Label.ACCEPT
    again = outright.second_look(reads) if label is Label.UNCLEAR else None
    return again or label


def _label_in_english(reads: list[Read], written: str) -> Label:
    """Do the same in English, where a plain yes may also end in a question about the arrival."""
    label = _label(reads)
    quoted = OPEN in written or QUOTED in written
    again = None if quoted else english_outright.second_look(written)
    weighs = label is Label.UNCLEAR or (label is Label.QUESTION and again is Label.ACCEPT)
    return (again if weighs else None) or label


def _read_japanese(written: str) -> list[Read]:
    return [Read(clause=each, sense=japanese.sense_of(each)) for each in clauses_of(written)]


def _read_english(written: str) -> list[Read]:
    if OPEN in written or QUOTED in written:
        return []
    return [
        Read(clause=Clause(text="", sentence=number), sense=sense)
        for number, sense in enumerate(english.senses_of(written))
    ]


def _question_or_unclear(reads: list[Read]) -> Label:
    asked = [each for each in reads if each.sense in {Sense.ASKS, Sense.DOUBTS_ASKING}]
    return Label.QUESTION if asked and all(each.clause.asked for each in reads) else Label.UNCLEAR


def _since_correction(reads: list[Read]) -> list[Read]:
    """Drop what was said before it was taken back; a bare retraction leaves nothing."""
    start = 0
    for place, each in enumerate(reads):
        if each.sense is Sense.TAKES_BACK:
            start = place + 1
        elif doubts.ON_SECOND_THOUGHT.match(each.clause.text):
            start = place
    return reads[start:]


def _label(reads: list[Read]) -> Label:
    senses = [each.sense for each in reads]
    if Sense.NO in senses and senses[-1] is Sense.ELSEWHERE:
        return Label.CONDITIONAL
    if Sense.IF in senses and _agrees_after(senses):
        return Label.UNCLEAR if Sense.DOUBT in senses else Label.CONDITIONAL
    if Sense.PARTLY in senses and not _grounds_only(reads):
        return _partly(reads, senses)
    if _agrees_within_a_limit(reads):
        return Label.CONDITIONAL
    agrees = Sense.AGREES in senses or Sense.ROOM in senses or senses.count(Sense.DOES) > 1
    does = Sense.DOES in senses and (agrees or accepting.readies_and_asks(reads))
    if Sense.YES in senses or does or (agrees and accepting.expects_them(reads)):
        return accepting.label_of_yes(reads)
    if _agrees_but(reads):
        return Label.CONDITIONAL
    if Sense.NO in senses:
        return declining.label_of_no(reads)
    if {Sense.ASKS, Sense.DOUBTS_ASKING} & set(senses) and Sense.LIMITS not in senses:
        return Label.QUESTION
    return Label.UNCLEAR


def _agrees_but(reads: list[Read]) -> bool:
    """Say whether an "all right, but" is followed by what it is limited to."""
    return any(
        read.sense is Sense.AGREES
        and read.clause.joint is Joint.CONTRAST
        and after.sense in {Sense.LIMITS, Sense.GATE, Sense.PARTLY, Sense.IF}
        for read, after in pairwise(reads)
    )


def _grounds_only(reads: list[Read]) -> bool:
    """Say whether what would be possible is told only as the ground of a no after it."""
    partly = [place for place, each in enumerate(reads) if each.sense is Sense.PARTLY]
    return all(
        reads[place].clause.joint is Joint.REASON
        and place + 1 < len(reads)
        and reads[place + 1].sense is Sense.NO
        for place in partly
    )


def _agrees_within_a_limit(reads: list[Read]) -> bool:
    """Say whether an "all right" is followed by nothing but what it is limited to."""
    return any(
        read.sense is Sense.AGREES and LIMIT.match(after.clause.text)
        for read, after in pairwise(reads)
    )


def _agrees_after(senses: list[Sense]) -> bool:
    """Say whether something willing follows a condition, or a commitment precedes it."""
    after = set(senses[senses.index(Sense.IF) :])
    return bool(after & {Sense.AGREES, Sense.YES, Sense.DOES, Sense.ROOM}) or Sense.YES in senses


def _partly(reads: list[Read], senses: list[Sense]) -> Label:
    """A conditional offer stands unless doubt or a plain no comes after it."""
    last = max(place for place, sense in enumerate(senses) if sense is Sense.PARTLY)
    after = reads[last + 1 :]
    spoiled = any(each.sense is Sense.DOUBT or _says_no_outright(each) for each in after)
    return Label.UNCLEAR if spoiled else Label.CONDITIONAL


def _says_no_outright(read: Read) -> bool:
    """Say whether a no names no topic it might be contrasting with an offer."""
    return read.sense is Sense.NO and "は" not in read.clause.text
