"""What a clause is worth beside its neighbours: a vacancy and the word to use it make a yes.

Alone each of them is nothing or a limit; together they are as plain as a promise.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import Final

from bot.decide.replies import arrivals, commitments, doubts, stances, turning, vacancies
from bot.decide.replies.clauses import Joint, Read
from bot.decide.replies.labels import Sense
from bot.decide.replies.patterns import any_of

DETAIL: Final = re.compile(
    r"^(?:今夜|今日|今から|今の時間|この時間|夜|お)?(?:の|は|だと|では)*お?"
    r"(?:夕食|夕飯|晩ご?飯|晩ごはん|食事|朝食|朝ご飯|お弁当|ご飯|ごはん|送迎(?:車|の車)?|迎え|車|入浴|風呂|シャワー|個室|"
    r"契約書?|同意書|診断書|受給者証|保険証|計画書|書類)(?:の)?(?:用意|準備|提供|手配)?(?:が|は|も|に|には)?"
    r"(?:もう|まだ|ちょっと|少し|今からだと|今日は|今夜は|お)*"
    r"(?:間に合(?:い|わ)|出(?:し)?(?:せ|でき)|でき|用意(?:でき|が)|あり|行け|伺え|使え|入れ|なく|な(?:い|し)|まだ|無理|済んで|終わ|終了|片付け|出払|揃|そろ|取れ|難し|厳し)"
    r"[^、]{0,12}$"
)
"""A service or a paper there will not be tonight: told before a yes, it gates nothing."""
PITIED: Final = re.compile(
    r"^[^、]*(?:待たせ|帰す|帰らせ|追い返|過ごさせ|越させ|越す|決まらない|行き先|行き場|1人|ひとり|外で|寒|不安|夜中|こんな時間|放って|放り出)[^、]*"
    r"(?:気の毒|かわいそう|可哀[想相]そう|忍びない|しのびない|しのび難い|心配|気がかり|酷|つらい|辛い|申し訳ない|放っておけ(?:ない|ません)|"
    r"わけに(?:は|も)?(?:いき|まいり|参り)(?:ません|ません)|わけに(?:は|も)?いかない)(?:です)?$"
)
"""Why the house will not leave somebody waiting."""
AS_THEY_ARE: Final = re.compile(
    r"^(?:今夜は|その|この)?(?:車椅子|車いす|パジャマ|寝巻き?|着の身着の|普段着|そのまま|この|手ぶら|身一つ|夜中|深夜|夜遅く|遅く|何も持たず)[^、]{0,12}"
    r"(?:まま(?:で)?|手ぶらで|身一つで|でも|なっても|来ても|来られても|に)(?:も)?(?:全然|全く)?(?:構いません|いい|大丈夫|結構|問題(?:ありません|ない)|ok)(?:です)?$|"
    r"^(?:手ぶら|身一つ)で(?:構いません|いい|大丈夫|結構|ok)(?:です)?$"
)
"""However they come."""
PREPARES: Final = any_of(
    r"^(?:では|さっそく|早速|すぐに?|今から|至急|これから|急いで)*(?:部屋の|受入の?|お?迎えの)?(?:準備|支度|用意)(?:を)?"
    r"(?:始め|し|進め|取り掛かり|取りかかり)(?:ます|ておきます|て(?:い)?ます)$"
)
WAITS: Final = re.compile(
    r"^(?:皆で|一同|職員一同|ここで|こちらで|うちで)?待ち?(?:して|って)?(?:い)?(?:し)?(?:ます|ています)$|^待って(?:い)?ます$"
)
ENTRUSTS: Final = re.compile(
    rf"^(?:{commitments.OFFICE}(?:に|へ|で)?|この件|今回|今夜|どうぞ|ぜひ|、|は|も|を)*任せ(?:て)?(?:いただけ|もらえ)(?:ます|ません)(?:です|でしょう)?か$"
)
"""Asks to be trusted with it: willing."""
KEPT: Final = frozenset(
    {
        Sense.LIMITS,
        Sense.REASON,
        Sense.DOUBT,
        Sense.LOGISTICS,
        Sense.UNREAD,
        Sense.NO,
        Sense.ELSEWHERE,
    }
)


def in_company(reads: list[Read]) -> list[Read]:
    """Read each clause once more, knowing what stands beside it."""
    reads = _with_offered_rooms(reads)
    stances_at = [place for place, each in enumerate(reads) if each.sense is Sense.YES]
    last = stances_at[-1] if stances_at else -1
    return [
        replace(each, sense=Sense.COURTESY) if place < last and _leads_up(each) else each
        for place, each in enumerate(reads)
    ]


def _with_offered_rooms(reads: list[Read]) -> list[Read]:
    """Join what two neighbours promise together."""
    pairs = pairwise([None, *reads])
    return [each if before is None else _after(before, each) for before, each in pairs if each]


def _after(before: Read, read: Read) -> Read:
    """Read a clause knowing the one before it."""
    text = read.clause.text
    if read.clause.asked or before.clause.asked:
        return read
    offered = before.sense is Sense.ROOM and before.clause.joint is not Joint.CONTRAST
    if offered and vacancies.USE_IT.match(text):
        return replace(read, sense=Sense.YES)
    expected = AS_THEY_ARE.match(before.clause.text) or arrivals.is_wish_about_coming(before)
    if expected and WAITS.match(text):
        return replace(read, sense=Sense.YES)
    willing = commitments.WILLING.search(before.clause.text) and before.sense is Sense.AGREES
    return replace(read, sense=Sense.DOES) if willing and PREPARES.match(text) else read


def _leads_up(read: Read) -> bool:
    """Say whether a clause before a yes tells a detail it is without, pity, or asks for trust."""
    text = read.clause.text
    if ENTRUSTS.match(text):
        return True
    if (
        read.clause.asked
        or read.sense not in KEPT
        or (stances.has_stance(text) and not DETAIL.match(text))
    ):
        return False
    told = doubts.FOREIGN.search(text) or turning.WORDS.search(text)
    without = read.clause.joint in {Joint.CONTRAST, Joint.REASON} and DETAIL.match(text)
    return not told and bool(without or PITIED.match(text))
