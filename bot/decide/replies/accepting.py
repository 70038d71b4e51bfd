"""Whether what stands around a yes leaves it a yes for all that was asked."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from bot.decide.replies import around, arrivals, commitments, company
from bot.decide.replies.clauses import Joint, Read
from bot.decide.replies.labels import Label, Sense

BESIDE_YES: Final = frozenset(
    {Sense.YES, Sense.AGREES, Sense.DOES, Sense.ROOM, Sense.COURTESY, Sense.LOGISTICS, Sense.ASKS}
)
COMPANY: Final = frozenset({Sense.LOGISTICS, Sense.COURTESY, Sense.DOES, Sense.ROOM})
CARRIES_ON: Final = frozenset({Sense.YES, Sense.DOES, Sense.LOGISTICS, Sense.ASKS})
PROMISING: Final = frozenset({Sense.YES, Sense.DOES, Sense.AGREES})
NOT_THERE: Final = re.compile(r"(?:ません|ない|なし|不可)(?:です)?$")
NARROWS: Final = frozenset({Sense.LIMITS, Sense.GATE, Sense.ELSEWHERE})


def label_of_yes(reads: list[Read]) -> Label:
    """A yes counts only among clauses that are all understood, and with its end."""
    last, reads = reads[-1], [each for each in _but_harmless(reads) if not _wished_otherwise(each)]
    senses = {each.sense for each in reads}
    if _wants_in_return(reads) or _has_a_caveat(reads):
        return Label.CONDITIONAL
    if senses & NARROWS and not senses & {Sense.DOUBT, Sense.NO}:
        return Label.CONDITIONAL
    spoiled = any(around.spoils(each.clause.text) for each in reads if _may_spoil(each))
    whole = not spoiled and senses <= BESIDE_YES and not _is_sorry(reads) and _is_ended(reads, last)
    return Label.ACCEPT if whole else Label.UNCLEAR


def _may_spoil(read: Read) -> bool:
    """Say whether a clause of company is more than what is allowed or may come later."""
    text = read.clause.text
    allowed = company.MAY_BE.search(text) or company.CAN_WAIT.match(text)
    allowed = allowed or company.SYMPATHY.match(text) or company.OTHERS_REFUSED.search(text)
    allowed = allowed or company.OTHERS_MAY_REST.search(text)
    return read.sense in COMPANY and not allowed


def _wished_otherwise(read: Read) -> bool:
    """Say whether somebody would rather have said something else before the yes."""
    return read.sense is Sense.WISHES and read.clause.joint is Joint.CONTRAST


def _wants_in_return(reads: list[Read]) -> bool:
    """Say whether a "yes, but" asks others to bring or to attend the person."""
    return any(
        read.sense is Sense.YES
        and read.clause.joint is Joint.CONTRAST
        and company.IN_RETURN.search(after.clause.text)
        for read, after in pairwise(reads)
    )


def _has_a_caveat(reads: list[Read]) -> bool:
    """Say whether a "yes, but" is followed by what there will not be."""
    return any(
        read.sense is Sense.YES
        and read.clause.joint is Joint.CONTRAST
        and after.sense is Sense.REASON
        and NOT_THERE.search(after.clause.text)
        for read, after in pairwise(reads)
    ) and not any(each.sense in {Sense.DOUBT, Sense.NO} for each in reads)


def _is_ended(reads: list[Read], last: Read) -> bool:
    """Say whether nothing is left hanging: no "but", no three dots, nothing half asked.

    `last` is how the reply closes, harmless or not.
    """
    halting = any(each.clause.left_open or each.clause.broken for each in (*reads, last))
    closed = last.clause.joint in {Joint.NONE, Joint.REASON}
    wondering = last.clause.asked and last.sense is not Sense.ASKS
    return closed and not halting and not wondering and not _leaves_a_but(reads)


def _but_harmless(reads: list[Read]) -> list[Read]:
    """Leave out what nobody here understands and what cannot change the yes it leads up to."""
    stances = [place for place, each in enumerate(reads) if each.sense in PROMISING]
    last = stances[-1]
    return [
        each
        for place, each in enumerate(reads)
        if not _goes_without_saying(each, late=place > last)
    ]


def _goes_without_saying(read: Read, *, late: bool) -> bool:
    """Say whether a clause in no table takes nothing from a yes: a ground, or what is arranged."""
    because = read.clause.joint is Joint.REASON or read.clause.text.endswith("し")
    because = because or (not late and read.clause.joint is Joint.CONTRAST)
    if because and read.sense in {Sense.REASON, Sense.LIMITS, Sense.ELSEWHERE}:
        return around.grounds_a_yes(read.clause.text)
    if read.sense not in {Sense.REASON, Sense.UNREAD} or read.clause.asked:
        return False
    plain = (read.sense is Sense.REASON and not late) or around.arranges(read.clause.text)
    return (
        plain
        and not around.spoils(read.clause.text)
        and around.harmless_before_yes(read.clause.text)
    )


def _is_sorry(reads: list[Read]) -> bool:
    """Say whether somebody apologises after a yes."""
    stances = [place for place, each in enumerate(reads) if each.sense in PROMISING]
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


def expects_them(reads: list[Read]) -> bool:
    """Say whether an "all right" is followed by what to bring, when to come, or asks for it."""
    willing = [
        place
        for place, each in enumerate(reads)
        if each.sense is Sense.AGREES and commitments.ALL_RIGHT.search(each.clause.text)
    ]
    return bool(willing) and any(
        arrivals.asks_of_coming(each)
        or (
            each.sense is Sense.LOGISTICS
            and company.REQUEST.search(each.clause.text)
            and company.BRINGS.match(each.clause.text)
        )
        for each in reads[willing[0] + 1 :]
    )


def readies_and_asks(reads: list[Read]) -> bool:
    """Say whether the room is got ready and nothing but the hour of the arrival is asked."""
    room = any(
        each.sense is Sense.DOES and not commitments.WAITS.match(each.clause.text) for each in reads
    )
    return room and any(map(arrivals.asks_of_coming, reads))
