"""The care a house will give on its own: told after its yes it takes nothing from it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from bot.decide.replies import around, arrivals, doubts, stances, turning
from bot.decide.replies.clauses import Read
from bot.decide.replies.labels import Sense

NIGHT_CARE: Final = re.compile(
    r"^夜間(?:の)?(?:通用口|玄関|入口|出入口|裏口|インターホン)[^、]{0,14}(?:ます|です|ください)$|"
    r"^(?:夜間|夜中|夜|深夜|夜勤)(?:の|も|は|に)?[^、]{0,16}"
    r"(?:対応|見守り|見守って|巡回|付き添|ついて|待機|担当|吸引|いて)[^、]{0,6}(?:ます|ました)$"
)
"""The house's own care through the night, told after its yes."""
OWN_CARE: Final = re.compile(
    r"(?:通院|送迎|受診|服薬|起床|朝食|入浴|日中)[^、]*(?:こちら|うち|当方|職員|看護師)(?:で|が)[^、]{1,12}ます$|"
    r"(?:場合|とき|時|たら|れば)(?:は|に|には)?、?[^、]{0,6}(?:こちら|うち|当方|職員|看護師)(?:で|が|から|の)[^、]{0,10}"
    r"(?:対応|受診|連絡|用意|貸し|お知らせ|知らせ|手配|ケア)[^、]{0,6}ます$"
)
"""What the house itself will see to, by day or if something happens."""
SENDS_AWAY: Final = re.compile(
    r"断|返し|帰|中止|ません|ない|系列|姉妹|別|他|デイ|のみ|だけ|有料|料金|費用|かも|たら[^、]*たら"
)
CARED: Final = frozenset({Sense.PARTLY, Sense.LIMITS, Sense.IF, Sense.DOUBT, Sense.LOGISTICS})


def with_own_care(reads: list[Read]) -> list[Read]:
    """Read the house's own care, told after its yes, as a deed and not as a part of the yes.

    How and when to come is left out beside anything willing: it takes nothing from it.
    """
    willing = any(each.sense in {Sense.YES, Sense.AGREES, Sense.DOES} for each in reads)
    if willing:
        reads = [each for each in reads if not arrivals.is_wish_about_coming(each)]
    stances = [place for place, each in enumerate(reads) if each.sense is Sense.YES]
    return [
        replace(each, sense=Sense.LOGISTICS)
        if stances and _cares(each, after=place > stances[0])
        else replace(each, sense=Sense.UNREAD)
        if stances and place < stances[-1] and _is_over(each)
        else each
        for place, each in enumerate(reads)
    ]


def _is_over(read: Read) -> bool:
    """Say whether a limit is told in the past: it limits no yes that comes after it."""
    limits = read.sense in {Sense.PARTLY, Sense.LIMITS, Sense.ELSEWHERE, Sense.IF}
    text = read.clause.text
    return (
        limits
        and turning.PAST.search(text) is not None
        and not (turning.WORDS.search(text) or turning.GATES.search(text))
    )


def _cares(read: Read, *, after: bool) -> bool:
    """Say whether a clause tells what the house itself will see to."""
    text = read.clause.text
    if after and OWN_CARE.search(text) and not SENDS_AWAY.search(text) and read.sense in CARED:
        return not read.clause.asked
    cares = (
        after and read.sense in {Sense.PARTLY, Sense.LIMITS} and NIGHT_CARE.match(text) is not None
    )
    return cares and not (
        stances.dangerous(text) or doubts.DOUBT.search(text) or around.spoils(text)
    )
