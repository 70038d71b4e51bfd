"""From the senses of the clauses to one label: the last stance wins, and doubt beats it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from bot.decide.replies import company, doubts, english, japanese
from bot.decide.replies.clauses import Clause, Joint, clauses_of
from bot.decide.replies.labels import Label, Sense
from bot.decide.replies.spelling import OPEN, QUOTED, normalise

LONGEST: Final = 2000
"""A longer text is a letter or an accident; a person reads it."""

JAPANESE: Final = re.compile(r"[ぁ-ゟ゠-ヿ一-鿿○×△]")
BESIDE_YES: Final = frozenset(
    {Sense.YES, Sense.AGREES, Sense.DOES, Sense.ROOM, Sense.COURTESY, Sense.LOGISTICS, Sense.ASKS}
)
CARRIES_ON: Final = frozenset({Sense.YES, Sense.DOES, Sense.LOGISTICS, Sense.ASKS})
LACK: Final = re.compile(
    r"不足|足り|感染|コロナ|インフル|休み|欠勤|欠員|体調|1名|1人|いっぱい|夜勤|職員|スタッフ|"
    r"人員|工事|改修|停電|故障"
)
"""Grounds of a refusal that may stand in a sentence of their own."""
NEGATIVE: Final = re.compile(r"ません|ない|なく|難し|厳し|無理")
LEANS_TO_NO: Final = re.compile(r"無理|難し|厳し|困難|きつい|しんどい")
LEANS_TO_YES: Final = re.compile(
    r"可能|られ|大丈夫|ok|でき(?!ま?せん|ない)|いけ|ない|ません|可(?!能)|[「❝]"
)
BEFORE_NO: Final = frozenset(
    {
        Sense.NO,
        Sense.LIMITS,
        Sense.COURTESY,
        Sense.REASON,
        Sense.ROOM,
        Sense.AGREES,
        Sense.REFERS,
        Sense.WISHES,
        Sense.LOGISTICS,
    }
)
AFTER_NO: Final = frozenset({Sense.NO, Sense.COURTESY, Sense.REFERS})


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """One clause understood as far as it can be."""

    clause: Clause
    sense: Sense


def read_reply(text: str) -> Label:
    """Say what a reply means; whatever is not understood to the end is unclear."""
    if len(text.strip()) > LONGEST:
        return Label.UNCLEAR
    written = normalise(text.strip())
    if not written:
        return Label.UNCLEAR
    reads = _read_japanese(written) if JAPANESE.search(written) else _read_english(written)
    foreign = any(each.sense is Sense.FOREIGN for each in reads)
    if foreign or doubts.PRETENDS.search(written):
        return _question_or_unclear(reads)
    return _label(_since_correction(reads))


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
    if Sense.PARTLY in senses:
        return _partly(reads, senses)
    agrees = Sense.AGREES in senses or Sense.ROOM in senses
    if Sense.YES in senses or (agrees and Sense.DOES in senses):
        return _yes(reads, senses)
    if Sense.NO in senses:
        return _no(reads, senses)
    if {Sense.ASKS, Sense.DOUBTS_ASKING} & set(senses) and Sense.LIMITS not in senses:
        return Label.QUESTION
    return Label.UNCLEAR


def _partly(reads: list[Read], senses: list[Sense]) -> Label:
    """A conditional offer stands unless doubt or a plain no comes after it."""
    last = max(place for place, sense in enumerate(senses) if sense is Sense.PARTLY)
    after = set(senses[last + 1 :])
    return Label.UNCLEAR if after & {Sense.DOUBT, Sense.NO} else Label.CONDITIONAL


def _yes(reads: list[Read], senses: list[Sense]) -> Label:
    """A yes counts only among clauses that are all understood, and with its end."""
    if set(senses) & {Sense.LIMITS, Sense.GATE, Sense.ELSEWHERE} and not set(senses) & {
        Sense.DOUBT,
        Sense.NO,
    }:
        return Label.CONDITIONAL
    ends = reads[-1].clause
    if _is_sorry(reads) or _leaves_a_but(reads):
        return Label.UNCLEAR
    if not set(senses) <= BESIDE_YES or ends.joint is not Joint.NONE:
        return Label.UNCLEAR
    return (
        Label.UNCLEAR
        if any(each.clause.left_open or each.clause.broken for each in reads)
        else Label.ACCEPT
    )


def _is_sorry(reads: list[Read]) -> bool:
    """Say whether somebody apologises after a yes."""
    stances = [place for place, each in enumerate(reads) if each.sense in {Sense.YES, Sense.DOES}]
    after = reads[stances[-1] + 1 :]
    return any(
        each.sense is Sense.COURTESY and company.APOLOGY.search(each.clause.text)
        for each in after
        if not company.LATE.search(each.clause.text)
    )


def _leaves_a_but(reads: list[Read]) -> bool:
    """Say whether a yes ends in a "but" that nothing about the arrival follows."""
    following = [*reads[1:], None]
    return any(
        read.sense is Sense.YES
        and read.clause.joint is Joint.CONTRAST
        and (after is None or after.sense not in CARRIES_ON)
        for read, after in zip(reads, following, strict=True)
    )


def _no(reads: list[Read], senses: list[Sense]) -> Label:
    """A no counts when nothing before it doubts and nothing after it offers."""
    first = senses.index(Sense.NO)
    if not _only_no(reads, first):
        return Label.UNCLEAR
    ends = reads[-1].clause
    if ends.joint is Joint.CONTRAST or (ends.left_open and ends.joint is not Joint.REASON):
        return Label.UNCLEAR
    return Label.DECLINE


def _only_no(reads: list[Read], first: int) -> bool:
    """Say whether all that stands around a no are its grounds and its politeness."""
    refused = {each.clause.sentence for each in reads if each.sense is Sense.NO}
    before = all(_leads_to_no(each, refused) for each in reads[:first])
    after = all(each.sense in AFTER_NO or _explains(each) for each in reads[first:])
    return before and after


def _leads_to_no(read: Read, refused: set[int]) -> bool:
    """Say whether a clause leads up to a no: what a limit leaves open might be an offer."""
    match read.sense:
        case Sense.REASON:
            return read.clause.sentence in refused or _lacks(read)
        case Sense.LIMITS:
            negative = NEGATIVE.search(read.clause.text) is not None
            return negative or _lacks(read) or read.clause.joint in {Joint.REASON, Joint.AND}
        case Sense.DOUBT | Sense.DOUBTS_ASKING:
            leans = LEANS_TO_NO.search(read.clause.text) is not None
            return leans and not LEANS_TO_YES.search(read.clause.text)
        case _:
            return read.sense in BEFORE_NO


def _explains(read: Read) -> bool:
    known = read.sense in {Sense.REASON, Sense.LOGISTICS}
    return known and (read.clause.joint is Joint.REASON or _lacks(read))


def _lacks(read: Read) -> bool:
    return LACK.search(read.clause.text) is not None
