"""What turns a stance, wherever in a reply it stands: ifs, parts, doubts, words of others."""

from __future__ import annotations

import re
from typing import Final

from bot.decide.replies import company, conditions, doubts
from bot.decide.replies.clauses import Read
from bot.decide.replies.labels import Sense
from bot.decide.replies.patterns import any_of

GIVEN_UP: Final = re.compile(
    r"(?:かと|と|って)(?:思い|思って|言い|言って|書き|申し|迷い|考え|考えて|言いかけ|諦めかけ)"
    r"[^、]{0,6}(?:ました|た)(?:の)?$|(?:つもり|予定)(?:でした|だった|やった)(?:の|ん)?$|"
    r"(?:と|って)(?:聞い|思っ|お思い|心配)[^、]{0,6}(?:かもしれません|でしょう)$"
)
"""Thought or said before a "but"."""
KIND: Final = re.compile(
    r"(?:でしょう|だろう|やろう|と思います|かと思います|と存じます)(?:ね|し|から|が)?$"
)
"""A guess at how the household feels, as long as it is not about ourselves."""
FEELS: Final = re.compile(r"不安|心配|大変|困|辛|つら|疲れ|心細|眠れ|急な")
OURSELVES: Final = re.compile(r"うち|当|職員|スタッフ|夜勤|部屋|ベッド|体制|人手|私|管理者|長")
DONE: Final = re.compile(
    r"(?:確認|相談|検討|協議|調整|報告|共有|承認|許可)(?:が|は|を|も)?(?:し|済み|でき|取れ|つき|終わり|得|もらい|出)(?:まし)?(?:た|です)"
)
"""What was still open is not any more."""
PAST: Final = re.compile(
    r"(?:でし|まし|って(?:い)?|[いえきけしちっりん])た(?:ところ)?(?:の|ん)?(?:です)?$"
)
LONG_AGO: Final = re.compile(
    r"(?:以前|前回|前々回|去年|昨年|先日|先週|先月|昨日|昔|もともと)(?:も|は|に|から)?"
)
STILL_OPEN: Final = re.compile(
    r"(?:確認|検討|協議|相談|調整|打診|会議|問い合わせ|照会)(?:中|し(?:て(?!あ)|ま)|する|待ち)|折り返|保留|"
    r"待って(?:ください|もら|いただ|ほし|て$)|お?時間を|未定|決ま(?:って|ら)|たぶん|多分|おそらく|きっと|かも|はず|つもり|予定|一応|仮|"
    r"基本|原則|普段|通常|本来|まだ(?!まだ)|いちおう|それから|決裁|最終的|決め(?!ました|た|てい)|内緒|考え(?:ます|させ|て)|判断(?!です|しました|でした|に至)|努め|どうし(?:ま|よ)"
)
PARTS_OF: Final = any_of(
    *conditions.TIMES,
    r"あす|日目|ひと晩|ふた晩|一晩(?!中)|夜間|デイ|一時|日帰り|体験|見守り(?!ます)|通い|居宅|ロビー|ソファ|廊下|相部屋|"
    r"のみ|(?<!いた)だけ|ぐらい|くらい|程度|代わり|系列|姉妹|本体|併設|近隣|別の|他の(?:部屋|建物|棟|階)|"
    r"(?:職員|スタッフ|家族)(?:さん|様)?(?:と|も)一緒|泊まる形|も泊ま|訪看|[2二]人部屋|分けて",
)
"""A part of what was asked, another service, or another place."""
GATES: Final = any_of(
    r"指示書|診断書|同意書|必須|必要(?!な(?:もの|物))|条件|付き添|付添|同伴|同席|応援(?:を|が)|紹介状|負担|有料|実費|費用|料金|"
    r"手当|先に|事前|ただし|但し|(?:そちら|市|区|家族)[^、]{0,4}(?:で|から|に|が)[^、]*(?:用意|手配|出し|お願い|派遣|対応|連れ)"
)
"""Something that others must bring, pay or do."""
WORDS: Final = any_of(
    r"返[事答信]|回答|文[面章例]|下書|コピ|伝言|曰く|いわく|と(?:言|聞|伺|の話|のこと)|って(?:言|聞|話)|"
    r"そうです|らしい|ようです|みたい|内容|原稿|見本|メモ|画面|ボタン|入力|表示|マニュアル|メッセージ|コメント|テンプレ|以上、|確認でした"
)
"""Words about words: whose answer comes next is not known."""
PREDICATE: Final = re.compile(
    r"(?:です|ます|ました|でした|ください|ましょう|ません|[うくすつぬむるぐぶたいだ]|完備|済み?|中)$"
)
"""A clause that is whole; a fragment may be the end of anything."""
SIGNED: Final = re.compile(
    r"(?:[一-鿿ァ-ヶーぁ-ん]{1,10}(?:荘|園|苑|寮|ホーム|センター|事業所|の家|"
    r"ショート))[ 、・]?(?:夜勤|担当|当直|管理者)?(?:の)?[一-鿿ァ-ヶー]{0,5}"
    r"|(?:担当|夜勤|文責|当直|管理者|施設長)[:・ ][一-鿿ァ-ヶー]{1,5}"
)
"""A signature."""
LOOSE: Final = frozenset({Sense.REASON, Sense.UNREAD, Sense.WISHES})


def is_past(read: Read) -> bool:
    """Say whether a clause only tells what was, with nothing pending or told by others in it."""
    text = read.clause.text
    told = (
        WORDS.search(text) or doubts.WORDS_OF.search(text) or STILL_OPEN.search(DONE.sub("", text))
    )
    over = PAST.search(text) is not None and read.sense in LOOSE and not read.clause.asked
    return over and not (told or GATES.search(text) or doubts.HANGS_ON.match(text))


def overcome(text: str, *, but: bool) -> bool:
    """Say whether a doubt is only what others said or what was thought before."""
    plain = company.OTHERS_REFUSED.sub("", text)
    plain = GIVEN_UP.sub("", plain) if but else plain
    plain = LONG_AGO.sub("", plain)
    if not (OURSELVES.search(plain) or conditions.YESISH.search(plain)):
        plain = KIND.sub("", plain)
    if plain == text or doubts.DOUBT.search(plain):
        return False
    return not turns(plain)


def turns(text: str) -> bool:
    """Say whether words limit, date, condition, doubt or quote what comes after them."""
    if doubts.HANGS_ON.match(text):
        return True
    text = DONE.sub("", text)
    return bool(
        conditions.CONDITION.search(text)
        or PARTS_OF.search(text)
        or STILL_OPEN.search(text)
        or GATES.search(text)
        or WORDS.search(text)
        or doubts.WORDS_OF.search(text)
    )
