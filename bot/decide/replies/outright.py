"""The second look: a stance so plain that only certain words around it can turn it.

The first look wants every clause understood. Here a yes or a no stands in plain words, and what is
said around it may be anything that does not limit it, doubt it, date it or hang a condition on it.
"""

from __future__ import annotations

import re
from typing import Final

from bot.decide.replies import around, company, conditions, outright_no, outright_yes, sending
from bot.decide.replies.clauses import Joint, Read
from bot.decide.replies.labels import Label, Sense
from bot.decide.replies.spelling import PERSON, QUOTED, WONDERS

OVER_FULL: Final = re.compile(r"(?:人数|枠|上限|定員)を?超え(?:て(?:い)?ます|ました)$")
AT_A_LOSS: Final = re.compile(
    r"^(?:ちょっと|うーん|さすがに|今回は|今日は|今夜は)+(?:ごめん(?:なさい|ね)?|すみません|すいません|申し訳(?:ない|ありません)|残念)(?:です)?$"
)
SORRY_FOR: Final = re.compile(r"見落と|忘れ|気づ|気付|返[事信]|連絡|電話|間違")
"""Sorry for something other than the no."""
REGRETS: Final = re.compile(
    r"(?:でき|出せ|行け|見られ|対応でき|動け|泊まれ)る[^、]{0,10}(?:い(?:ない|ません)|おら|足り)|"
    r"手(?:一杯|いっぱい)|満床|満室|定員|停電|断水|浸水|避難|クラスター|コロナ|インフル|ノロ|休止|閉鎖|"
    r"(?:人数|枠|上限)を?超え|ng(?:が|を)?(?:出|くら|もら|言わ)|"
    r"(?:夜勤|職員|スタッフ|人)[^、]{0,6}(?:1人|1名|足り|い(?:ない|ません)|おら)|人手|ワンオペ|人員"
)
"""A ground that leaves no way, when an apology is all that is said beside it."""
MARKS: Final = (QUOTED, PERSON, WONDERS)
"""Words that are not simply ours."""


def second_look(reads: list[Read]) -> Label | None:
    """Say yes or no when one is said outright and nothing around it turns it."""
    if not reads or _unsettled(reads):
        return None
    if outright_yes.says_yes(reads) or sending.sets_out(reads):
        return Label.ACCEPT
    return Label.DECLINE if outright_no.says_no(reads) or _regrets(reads) else None


def _unsettled(reads: list[Read]) -> bool:
    """Say whether words of others, moods or blanks are in it."""
    return any(mark in each.clause.text for each in reads for mark in MARKS)


def _regrets(reads: list[Read]) -> bool:
    """Say whether a ground that leaves no way is told with an apology and nothing else."""
    grounds = [
        each
        for each in reads
        if each.sense is not Sense.COURTESY
        and not AT_A_LOSS.match(each.clause.text)
        and not _gives_up(each)
    ]
    sorry = [
        each
        for each in reads
        if company.APOLOGY.search(each.clause.text)
        or (each.sense is Sense.WISHES and _gives_up(each))
    ]
    if reads[-1].clause.joint is Joint.CONTRAST:
        return False
    halting = any(each.clause.broken or each.clause.left_open for each in reads)
    if halting and not any(company.APOLOGY.search(each.clause.text) for each in reads):
        return False
    late = any(
        company.LATE.search(each.clause.text) or SORRY_FOR.search(each.clause.text)
        for each in reads
    )
    return (
        bool(grounds and sorry)
        and not late
        and all(_is_a_ground(each) for each in grounds)
        and any(REGRETS.search(each.clause.text) for each in grounds)
    )


def _gives_up(read: Read) -> bool:
    """Say whether a wish or a vacancy is told before a "but": what follows weighs more."""
    return read.sense in {Sense.WISHES, Sense.ROOM} and read.clause.joint is Joint.CONTRAST


def _is_a_ground(read: Read) -> bool:
    """Say whether a clause tells why not, and nothing else."""
    text, known = read.clause.text, read.sense in {Sense.REASON, Sense.LIMITS, Sense.LOGISTICS}
    known = known or (read.sense is Sense.DOUBT and OVER_FULL.search(text) is not None)
    other = around.OTHER_MATTERS.search(text) or conditions.NO_SCOPE.search(text)
    return known and not (other or read.clause.asked) and around.harmless_before_no(text)
