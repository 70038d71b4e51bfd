"""What a clause is worth beside its neighbours: a vacancy and the word to use it make a yes.

Alone each of them is nothing or a limit; together they are as plain as a promise.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import Final

from bot.decide.replies import (
    arrivals,
    commitments,
    company,
    doubts,
    stances,
    turning,
    vacancies,
    willing,
)
from bot.decide.replies.clauses import Joint, Read
from bot.decide.replies.labels import Sense
from bot.decide.replies.patterns import any_of

DETAIL: Final = re.compile(
    r"^(?:今夜|今日|今から|今の時間|この時間|夜|お)?(?:の|は|だと|では)*お?"
    r"(?:夕食|夕飯|晩ご?飯|晩ごはん|食事|朝食|朝ご飯|お弁当|ご飯|ごはん|送迎(?:車|の車)?|迎え|車|入浴|風呂|シャワー|個室|"
    r"契約書?|同意書|診断書|受給者証|保険証|計画書|書類)(?:の)?(?:用意|準備|提供|手配)?(?:が|は|も|に|には)?"
    r"(?:もう|まだ|ちょっと|少し|今からだと|今日は|今夜は|お)*"
    r"(?:明日(?:に|から)|間に合(?:い|わ)|出(?:し)?(?:せ|でき)|でき|用意(?:でき|が)|あり|行け|伺え|使え|入れ|なく|な(?:い|し)|まだ|無理|済んで|終わ|終了|片付け|出払|揃|そろ|取れ|難し|厳し)"
    r"[^、]{0,12}$"
)
"""A service or a paper there will not be tonight: told before a yes, it gates nothing."""
PITIED: Final = any_of(
    r"(?:気の毒|かわいそう|可哀[想相]|忍びない|しのびない|忍び難い|しのび難い|放って(?:は)?(?:お|置)け(?:ない|ません)|"
    r"見過ごせ(?:ない|ません)|放り出(?:せ|すわけには|すことは)[^、]{0,8}|"
    r"わけに(?:は|も)?(?:いき|まいり|参り)ません|わけに(?:は|も)?いかない|"
    r"(?:1人|ひとり)に(?:は)?(?:でき|しておけ|させられ)(?:ない|ません))(?:です)?$",
    r"^[^、]*(?:待たせ|帰す|帰らせ|追い返|過ごさせ|越させ|越す|決まらない|行き先|行き場|1人|ひとり|外で|寒|夜中|こんな時間|放り出)[^、]*"
    r"(?:心配|気がかり|酷|つらい|辛い|申し訳ない|大変|不安)(?:です)?$",
    r"^[^、]*(?:断ら|見つから|決まら|困って|受けてもらえ|行き場)[^、]*(?:そう|とか|よう|みたい|の|ん)(?:です)?$",
    r"^(?:そういうこと|他に[^、]*ない|行く(?:ところ|所|あて)がない|事情が事情|緊急|それ)(?:なら|では|でしたら)[^、]{0,3}"
    r"(?:仕方|しかた|しょうが)(?:が)?(?:ありません|ない)(?:です)?$",
)
"""Why the house will not leave somebody where they are."""
STAFFED: Final = re.compile(
    r"^(?:今夜は?|深夜になっても|夜中も|夜も|一晩中|夜通し|、)*(?:私|わたし|職員|スタッフ|夜勤者?|宿直者?|看護師?|パート|世話人|応援|もう1[人名])"
    r"(?:さん)?(?:も|が|は|を)[^、]{0,12}(?:残り|残って(?:い|くれ)?|起きて(?:い)?|入り|入って(?:い|くれ)|つき|付き|泊まり|い|おり|"
    r"確保でき|配置し|手配でき|組め|増やし)(?:ます|まし?た)?$"
)
"""Who will be there through the night."""
FED: Final = re.compile(
    r"^(?:おにぎり|パン|軽食|簡単な(?:もの|食事)|カップ麺|お茶漬け|うどん)(?:くらい|ぐらい|程度)?(?:は|なら|でしたら|を|も)?[^、]{0,8}"
    r"(?:用意|出し|お出し|あり|出せ|作れ|作り)[^、]{0,6}$"
)
EFFORT: Final = re.compile(
    r"^(?:できる限り|できるだけ|可能な限り|精一杯)の?(?:こと|支援|対応|サポート)?(?:は|を)?(?:し|させていただき|頑張り)ます$"
)
CONFIRMS: Final = re.compile(
    r"^(?:今夜|今日)(?:から)?(?:の)?(?:3泊|3日間|3晩)?です$|^3(?:泊|日間|晩)です$"
)
"""Says once more what was asked."""
PASSES_ON: Final = re.compile(
    r"^(?:市|市役所|役所|家族|本人|相談員|ケアマネ|担当|お?母|お?父|皆)[^、がは]{0,6}(?:に|へ|にも|へも)(?:は)?(?:こちらから|私から|うちから)?"
    r"(?:も)?(?:伝え|連絡し|報告し|知らせし|お知らせし)(?:て)?(?:おきます|ます|ておきます)$"
)
"""Whom the house tells of its yes."""
AS_THEY_ARE: Final = re.compile(
    r"^(?:今夜は|その|この)?(?:車椅子|車いす|パジャマ|寝巻き?|着の身着の|普段着|そのまま|この|手ぶら|身一つ|夜中|深夜|夜遅く|遅く|何も持たず)[^、]{0,12}"
    r"(?:まま(?:で)?|手ぶらで|身一つで|でも|なっても|来ても|来られても|に)(?:も)?(?:全然|全く)?(?:構いません|いい|大丈夫|結構|問題(?:ありません|ない)|ok)(?:です)?$|"
    r"^(?:手ぶら|身一つ)で(?:構いません|いい|大丈夫|結構|ok)(?:です)?$"
)
"""However they come."""
OURSELVES: Final = re.compile(r"断るわけ|受けるわけ|受けない")
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
FED_FIRST: Final = re.compile(
    r"(?:夕食|食事|夕飯|晩ご飯|ご飯|ごはん|お?風呂|入浴)[^、]*(?:済ませて|食べて|入って)[^、]*(?:ください|お願いします|助かります)$"
)
FETCHES: Final = re.compile(r"取り|届け|送って|見学|面談|相談|打ち合わせ|会議|返|答")
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
    return [each for place, each in enumerate(reads) if not (place < last and _leads_up(each))]


def _with_offered_rooms(reads: list[Read]) -> list[Read]:
    """Join what two neighbours promise together."""
    pairs = pairwise([None, *reads])
    return [each if before is None else _after(before, each) for before, each in pairs if each]


def _after(before: Read, read: Read) -> Read:
    """Read a clause knowing the one before it."""
    text = read.clause.text
    if read.clause.asked or before.clause.asked:
        return read
    offered = before.sense in {Sense.ROOM, Sense.DOES} and not WAITS.match(before.clause.text)
    offered = offered and before.clause.joint is not Joint.CONTRAST
    if offered and vacancies.USE_IT.match(text):
        return replace(read, sense=Sense.YES)
    expected = AS_THEY_ARE.match(before.clause.text) or _is_about_coming(before)
    if expected and WAITS.match(text):
        return replace(read, sense=Sense.YES)
    ready = willing.WILLING.search(before.clause.text) and before.sense is Sense.AGREES
    return replace(read, sense=Sense.DOES) if ready and PREPARES.match(text) else read


def _is_about_coming(read: Read) -> bool:
    """Say whether somebody is told how to come, or without what: only a guest is told so."""
    text = read.clause.text
    without = read.clause.joint is Joint.CONTRAST and DETAIL.match(text) is not None
    brings = (
        company.BRINGS.match(text) and company.REQUEST.search(text) and not FETCHES.search(text)
    )
    wished = read.sense is Sense.LOGISTICS and (brings or FED_FIRST.search(text))
    return without or bool(wished) or arrivals.is_wish_about_coming(read)


def _leads_up(read: Read) -> bool:
    """Say whether a clause before a yes tells a detail it is without, pity, or asks for trust."""
    text = read.clause.text
    if ENTRUSTS.match(text) or CONFIRMS.match(text):
        return True
    if (
        read.clause.asked
        or read.sense not in KEPT
        or (stances.has_stance(text) and not DETAIL.match(text))
    ):
        return False
    without = read.clause.joint in {Joint.CONTRAST, Joint.REASON} and DETAIL.match(text)
    kind = PITIED.search(text) and not OURSELVES.search(text)
    told = doubts.FOREIGN.search(text) or turning.WORDS.search(text)
    known = STAFFED.match(text) or FED.match(text) or PASSES_ON.match(text) or EFFORT.match(text)
    return bool(kind or known or (without and not told))
