"""A yes by going: somebody sets out to the person, and says when or asks where to."""

from __future__ import annotations

import re
from typing import Final

from bot.decide.replies import around, company, conditions, doubts
from bot.decide.replies.clauses import Joint, Read
from bot.decide.replies.labels import Sense

GOES: Final = re.compile(
    r"^(?:はい|では|了解です|今から|これから|すぐに?|ただちに|急いで)*"
    r"(?:(?:私|担当|うち|ヘルパー|職員|スタッフ|支援員)(?:[12](?:名|人))?(?:が|を|で)?)?(?:今から|これから|すぐに?)?"
    r"(?:(?:ご?自宅|お?宅|そちら)(?:に|へ))?(?:今から|すぐに?)?(?:伺い|向かい|参り|訪問し|行き|向かわせ|出動し|駆けつけ)ます$"
)
SENDS: Final = re.compile(
    r"^(?:はい|依頼の?|ヘルパーの?|ヘルパー)*派遣(?:を|は|が|も)?"
    r"(?:でき(?:ます|る)|可能?|ok|対応し(?:ます|ています)|します|受けします)(?:です)?$"
)
FETCHES: Final = re.compile(
    r"^(?:はい|では|今から|これから|すぐに?)*(?:車で|職員が|私が|こちらから|うちから|当方から)*迎えに(?:行き|伺い|参り|上がり|向かい)ます$|"
    r"^(?:こちら|うち|当方|当施設|施設)(?:から|で|の)車を出します$"
)
THERE_SOON: Final = re.compile(
    r"^到着は(?:1[7-9]|2[0-3])時(?:半|\d{1,2}分)?(?:頃|ごろ)?(?:です|になります)$|^待って(?:い)?てください$|^住所は(?:聞いて|分かって|わかって|把握して|存じて)い?ます$|^\d{1,2}分(?:ほど|くらい)?(?:で着きますので)?(?:待って|お?待ち)[^、]{0,6}ください$|^住所(?:を)?ください$|"
    r"^(?:だいたい|約|あと)?\d{1,2}分(?:ほど|くらい|ぐらい|後|以内|弱)?(?:で|に|くらいで|ほどで)?(?:は)?"
    r"(?:着き|到着し|伺い|伺え|行け|着け|向かい)ます$|^着いたら(?:また)?(?:連絡|電話)します$"
)
DETAILS: Final = re.compile(
    r"^[一-鿿ァ-ヶー]{1,5}が(?:伺い|行き|向かい|参り|入り)ます$|"
    r"^(?:担当|訪問者|男性職員|女性職員|職員|行くの|伺うの|ヘルパー)(?:者)?(?:は|が)[^、とが]{1,8}(?:です|ます)$|"
    r"^(?:1[7-9]|2[0-3])時(?:半|\d{1,2}分)?(?:頃|ごろ)?に[^、]{0,8}(?:訪問し|伺い|着き|向かい|行き)ます$|"
    r"^3日(?:間)?とも[^、]{0,14}(?:組めました|手配できました|入ります|伺います|確保できました|決まりました)$|"
    r"^(?:住所|場所|鍵)[^、]{0,12}(?:教え|確認させ|送|知らせ)[^、]{0,8}$"
)
WHERE: Final = re.compile(
    r"^(?:どちら|どこ|何時|どの[^、]{1,6})(?:に|へ|まで)?(?:迎えに)?(?:伺え|行け|向かえ|参れ)ばいいですか$|^(?:自宅の?|本人の?)?ご?(?:住所|場所|玄関|目印|支度|準備|荷物)[^、]{0,14}(?:ください|お願いします|助かります|ますか|送って|教えて)$"
)
BESIDE: Final = frozenset({Sense.AGREES, Sense.COURTESY, Sense.LOGISTICS, Sense.ASKS, Sense.DOES})
"""What may stand around a going."""


def sets_out(reads: list[Read]) -> bool:
    """Say whether going is all that is told, with the hour, the name or the way."""
    texts = [each.clause.text for each in reads]
    if not reads or reads[-1].clause.joint is Joint.CONTRAST:
        return False
    if any(each.clause.left_open for each in reads):
        return False
    goes = any(GOES.match(each) or FETCHES.match(each) for each in texts) and any(
        map(THERE_SOON.match, texts)
    )
    sends = any(map(SENDS.match, texts)) and any(map(DETAILS.match, texts))
    fetches = any(FETCHES.match(each) or GOES.match(each) for each in texts) and any(
        map(WHERE.match, texts)
    )
    return (goes or sends or fetches) and all(map(_belongs, reads))


def _belongs(read: Read) -> bool:
    text = read.clause.text
    if WHERE.match(text):
        return True
    if read.clause.asked:
        return read.sense is Sense.ASKS and not around.spoils(text)
    if any(each.match(text) for each in (GOES, SENDS, FETCHES, THERE_SOON, DETAILS, WHERE)):
        return True
    later = conditions.SCOPE.search(text) or doubts.DOUBT.search(text) or around.spoils(text)
    return read.sense in BESIDE and not later and not company.GATE.search(text)
