"""Whether what stands around a no leaves it a plain no."""

from __future__ import annotations

import re
from typing import Final

from bot.decide.replies import around, conditions, doubts
from bot.decide.replies.clauses import Joint, Read
from bot.decide.replies.labels import Label, Sense

LACK: Final = re.compile(
    r"不足|足り|限界|急変|看取り|キャパ|感染|コロナ|インフル|休み|欠勤|欠員|体調|1名|1人|いっぱい|"
    r"夜勤|職員|スタッフ|ワンオペ|出払|被災|避難|断水|"
    r"人い(?:ない|ません)|(?:人|者|手)[がも](?:い|足|回)|人員|工事|改修|停電|故障"
)
"""Grounds of a refusal that may stand in a sentence of their own."""
NEGATIVE: Final = re.compile(r"ません|ない|なく|難し|厳し|無理")
OVER_ALL: Final = re.compile(
    r"たぶん|多分|もしか|ひょっと|おそらく|恐らく|きっと|昨日|先日|前回|去年|昨年|先週|先月"
)
"""Hedges and dates the whole sentence, its no included."""
HAPPENED: Final = re.compile(
    r"(?:前回|以前|前に|去年|昨年|先日)[^、]*(?:あ(?:った|り)|起き|なった|なりま|困っ|揉め|トラブル|事故)[^、]{0,8}$"
)
"""What happened once is the ground of a no today."""
OFFERS: Final = re.compile(
    r"(?:い|おり|揃い|戻り|足り|伺い|向かい|見守り|巡回し|手伝いし|手伝い|貸しし|貸し|用意し|出し|敷き|敷け|"
    r"増え|あり|来|付け|つけ|になり|(?:寝|泊まっ|使っ|休ん)て(?:いただき|もらい|いただけ|もらえ))ます|ください|"
    r"(?:[2-9]|\d\d)(?:名|人)です"
)
"""Somebody or something there is, or will be: it may be meant as an offer."""
LEANS_TO_NO: Final = re.compile(
    r"無理|難し|厳し|困難|きつい|しんどい|自信(?:が|は)(?:ありません|ない)|[添沿応]え(?:られ|でき)?(?:ません|ない)|(?:大丈夫|ok|可能)(?:では|じゃ)"
)
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


def label_of_no(reads: list[Read]) -> Label:
    """A no counts when nothing before it doubts and nothing after it offers."""
    first = [each.sense for each in reads].index(Sense.NO)
    if _offers_after(reads[first:]):
        return Label.CONDITIONAL
    if not _only_no(reads, first):
        return Label.UNCLEAR
    ends = _without_last_courtesy(reads)[-1].clause
    if ends.joint is Joint.CONTRAST or (ends.left_open and ends.joint is not Joint.REASON):
        return Label.UNCLEAR
    return Label.DECLINE


def _offers_after(reads: list[Read]) -> bool:
    """Say whether "not that, but" is followed by what would be possible."""
    but = reads[0].clause.joint is Joint.CONTRAST
    offers = [
        each
        for each in reads[1:]
        if each.sense is Sense.LIMITS and conditions.YESISH.search(each.clause.text)
    ]
    return but and bool(offers) and not any(NEGATIVE.search(each.clause.text) for each in offers)


def _without_last_courtesy(reads: list[Read]) -> list[Read]:
    """Leave out an apology that was put after the no it belongs before."""
    polite = reads[-1].sense is Sense.COURTESY and reads[-1].clause.joint is Joint.CONTRAST
    return reads[:-1] if polite and not reads[-1].clause.left_open else reads


def _only_no(reads: list[Read], first: int) -> bool:
    """Say whether all that stands around a no are its grounds and its politeness."""
    refused = {each.clause.sentence for each in reads if each.sense is Sense.NO}
    if first and around.about_another_matter(reads[first - 1].clause.text):
        return False
    before = all(_leads_to_no(each, refused) for each in reads[:first])
    after = all(each.sense in AFTER_NO or _explains(each) for each in reads[first:])
    return before and after


def _leads_to_no(read: Read, refused: set[int]) -> bool:
    """Say whether a clause leads up to a no: what a limit leaves open might be an offer."""
    match read.sense:
        case Sense.REASON:
            known = read.clause.sentence in refused or _lacks(read)
            return known or around.harmless_before_no(read.clause.text)
        case Sense.UNREAD | Sense.IF:
            reason = read.clause.joint is Joint.REASON or read.sense is Sense.UNREAD
            return reason and around.harmless_before_no(read.clause.text, given=True)
        case Sense.LIMITS:
            negative = NEGATIVE.search(read.clause.text) is not None
            grounds = negative or read.clause.joint in {Joint.REASON, Joint.AND}
            return grounds or _lacks(read) or around.harmless_before_no(read.clause.text)
        case Sense.ELSEWHERE | Sense.PARTLY:
            return read.clause.joint is Joint.REASON
        case Sense.DOUBT if read.clause.joint is Joint.CONTRAST:
            return read.clause.sentence in refused
        case Sense.DOUBT if _only_dated(read):
            return around.harmless_before_no(read.clause.text)
        case Sense.DOUBT if read.clause.joint is Joint.REASON and read.clause.sentence in refused:
            happened = HAPPENED.search(read.clause.text) is not None
            return happened or OVER_ALL.search(read.clause.text) is None
        case Sense.DOUBT | Sense.DOUBTS_ASKING:
            leans = LEANS_TO_NO.search(read.clause.text) is not None
            return leans and not LEANS_TO_YES.search(read.clause.text)
        case _:
            return read.sense in BEFORE_NO


def _only_dated(read: Read) -> bool:
    """Say whether nothing but a "since yesterday" makes a clause a doubtful one."""
    plain = around.PAST.sub("", read.clause.text)
    return plain != read.clause.text and doubts.DOUBT.search(plain) is None


def _explains(read: Read) -> bool:
    """Say whether a clause after a no gives its ground, and offers nothing."""
    if read.clause.asked:
        return False
    if read.sense is Sense.DOUBT and _only_dated(read):
        return around.harmless_before_no(read.clause.text)
    if read.sense not in {Sense.REASON, Sense.LOGISTICS, Sense.LIMITS}:
        return False
    if OFFERS.search(read.clause.text):
        return read.clause.joint is Joint.REASON and _lacks(read)
    negative = NEGATIVE.search(read.clause.text) is not None
    grounds = read.clause.joint is Joint.REASON or _lacks(read) or negative
    return grounds and around.harmless_before_no(read.clause.text)


def _lacks(read: Read) -> bool:
    return LACK.search(read.clause.text) is not None
