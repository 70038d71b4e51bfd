"""What may stand around a stance although no table knows it: words that cannot change it.

The tables of courtesy and logistics end somewhere; people's words do not. Free words pass here
only when nothing in them limits, doubts, dates, reports or names another matter.
"""

from __future__ import annotations

import re
from typing import Final

from bot.decide.replies import company, conditions, doubts, refusals
from bot.decide.replies.patterns import any_of

POINTS: Final = re.compile(
    r"[それこあ]れ[はをがも]|[そこあ]んな|[そこあ]の(?!方|人|依頼|件|たび|度|ケース|日程|条件|状況|状態|人数|体制|お?部屋|時間(?:から|に)|3泊|規模)|そういう"
)
"""Points at something said before, which need not be the person."""
FRAMES: Final = any_of(
    # Says whose or what kind of words come next
    r"言葉|文[面章例言]|書[いきくけこ]|返[事答信]|回答|内容|例|以下|次の|上記|本文|コメント|原稿|"
    r"案(?!内)|手本|意味|発言|メッセージ|コピー|控え|記録|マニュアル|画面|表示|ボタン|入力|"
    r"頼み|尋ね|聞[いきくけ]|訊|当たって|見つか(?:れ|った?ら)|別|他|よそ|以前|前回|昨|先月|"
    r"去年|いつも|普段|通常|来[週月年]|先週|昔|例年|あの時|当時|さっきの|先ほどの返"
)
OTHER_MATTERS: Final = any_of(
    r"電話|書類|荷物|鍵|カギ|薬|相談|見学|面談|予約|問い合わせ|資料|ペット|犬|猫|伝言|苦情|研修|"
    r"実習|ボランティア|寄付|検査|説明|指導|監査|取材|お金|現金|通帳|印鑑|情報|体験|注射|"
    r"診察|講習|"
    r"後見|車(?!い|椅)|保証人|身元|責任を|役員|係を|役を|提案|要求|意見|批判|理由|謝罪|"
    r"金額|申し出|支払|報告|申込|申し込み|クレーム|アンケート|調査|メール|ファックス|fax|"
    r"送迎|入浴|食事|物品|条件|"
    r"車(?:両)?の|変更|延長|キャンセル|断り|辞退|取材|面会|問診|契約書|保険証|手帳|指示|命令"
)
"""What is also taken, kept or done, and is not the person."""

OURS: Final = re.compile(
    r"(?:^|方|人|様|さん|本人|者|件|依頼|要請|ケース|話|日|泊|間|晩|夜|当方|うち|私|わたし|"
    r"ホーム|(?:^|当|の)施設|(?:^|当|この)事業所|[当弊]所|当園|ショート(?:ステイ)?|入所|"
    r"居室|個室|静養室|客間|和室|部屋|ベッド|床|職員|"
    r"スタッフ|面倒|お?世話|"
    r"身柄|皆|体制|利用|期間|今|現在|現時点|今夜|今日|今回|こちら|当院|全力|責任|受入|"
    r"引受|預かり|人手|人員|状況|状態|"
    r"申し訳|とて|ここ)(?:に|で|と|から|では|にて|として|だけで|のほう|さんで|より)?$"
)
"""Whoever a topic may be about while the stance stays about us, this person and the whole."""
ADVERBS: Final = re.compile(
    r"(?:夜勤|宿直|職員|スタッフ|支援員|人|体制)(?:者)?を(?:1[名人]|[2二3三][名人]に)?(?:して|増やして|厚くして|増員して|追加して|手配して|配置して|組み直して|調整して)|(?:枠|静養室|客間|和室|仏間|予備室|空室|制度|リフト)を使って|(?:静養室|客間|和室|仏間|予備室|空室)に(?:簡易)?(?:ベッド|布団)を(?:入れ|敷い|用意し|出し|運び)て|とても|どうも|どうしても|もちろん|ながら|はい|まずは|ともに|もう|ぜひとも|少しでも|"
    r"はちょっと|こちらこそ|どうにも|なにも|そもそも|あまりにも|何も|誰も|どなたも|"
    r"まったくもって|"
    r"残念|もし?くは|いやはや|心苦しい|がんばって|頑張って|ひとまず|いっしょに|一緒に|できず|はや"
)
TOPIC: Final = re.compile(r"([^、をがはも]*)[をがはも]")
ENDS_OPEN: Final = re.compile(
    r"(?:^|[にてでくとらりず、]|責任もって|正式|よう|から|より|(?<=[合行思整揃])い|泊|間|晩|件|"
    r"依頼|要請|ケース|ショート(?:ステイ)?|短期入所|(?<=[たのる])(?:方|人))$"
)
"""How free words must close so that the verb after them has no object among them."""

HEDGES: Final = re.compile(
    r"ほぼ|ほとんど|だいたい|たいてい|やや|わりと|そろそろ|まもなく|もうすぐ|いつも|"
    r"たまに|よく|ときどき|"
    r"時々|じきに|いずれ|すぐに?|ぼちぼち|若干|半ば|仮に|ふつう|どこも|誰も|隣|となり|"
    r"皆(?!様)|みんな"
)
"""Not quite, not now or not only we."""
SOMEBODY: Final = re.compile(
    r"(?:者|職員|スタッフ|人|方|様|さん|師|員|担当|部|市|弟|妹|"
    r"兄|姉|父|母|子|私)[がも]"
)
"""Who cannot is not the office."""
MANNER: Final = re.compile(r"(?:誠|本当|非常|急|特|既|絶対|状況|状態|都合|理由|関係|方針|事情)$")
"""Names no place but how or why."""
PLACES: Final = re.compile(r"([一-鿿々ァ-ヶー]+)(?:で|に(?!つ|関)|にて)(?!き|す)")
WAYS: Final = re.compile(
    r"枠|扱い|対応|(?:会議|話し合い|協議|判断|方針|体制|階|全力|総出|緊急|急|責任|形|笑顔|時|頃|分|特別|本当|誠|安全|"
    r"無事|正式|確実|至急|"
    r"優先|喜|皆|全員|一同|専門|万全|心|隣|棟|協力|温|静|丁寧|柔軟|早|夜|晩|的|事情|次第)$"
)
"""How or where in the house."""
NOT_THE_PERSON: Final = re.compile(
    r"(?:職員|スタッフ|学生|者|員)を|(?:人|方|様|"
    r"員の方)が|そちらは|そっちは"
)
HEAD: Final = re.compile(r"[^、はがをもに]{1,10}[はが](?!い)")
KIN: Final = re.compile(r"[弟妹兄姉父母子市県]|誰か")
AT_THINGS: Final = re.compile(r"([^、]*[一-鿿ァ-ヶー])(?:に|で|へ|と)(?:は|も)?$")
ADVERBIAL: Final = re.compile(r"[ぁ-んー](?<![のなへるたい])$")
"""Before a no nearly any adverb will do."""


def leads_to_yes(words: str) -> bool:
    """Say whether free words before the verb of a yes leave it a yes for all that was asked."""
    topics = _rest(words)
    closed = topics is not None and ENDS_OPEN.search(topics) is not None
    ours = _happens_here(words) and not begins_elsewhere(words) and not NOT_THE_PERSON.search(words)
    return closed and ours and not risky(words) and not conditions.SCOPE.search(words)


def _happens_here(words: str) -> bool:
    """Say whether every place or way named with a particle is ours."""
    named = [each.group(1) for each in PLACES.finditer(words)]
    return all(OURS.search(each) or WAYS.search(each) for each in named)


def leads_to_no(words: str) -> bool:
    """Say whether free words before the verb of a no leave it about us and the whole."""
    topics = _rest(words)
    closed = topics is not None and (ENDS_OPEN.search(topics) or ADVERBIAL.search(topics))
    place = AT_THINGS.search(words)
    elsewhere = place and not (OURS.search(place.group(1)) or MANNER.search(place.group(1)))
    return bool(closed) and not elsewhere and not conditions.NO_SCOPE.search(words)


def begins_elsewhere(words: str) -> bool:
    """Say whether a sentence is announced as one about a part, somebody or something else."""
    head = HEAD.match(words)
    announced = head.group() if head else ""
    if announced.endswith("が") and refusals.GROUND.search(words, len(announced)):
        return False  # who or what gives the ground of a no
    other = OTHER_MATTERS.search(announced) or POINTS.search(announced) or KIN.search(announced)
    return bool(other) or conditions.NO_SCOPE.search(announced) is not None


def about_another_matter(text: str) -> bool:
    """Say whether a ground begins with what the no after it is about, and it is not the person."""
    head = HEAD.match(text)
    named = head is not None and head.group().endswith("は")
    return named and OTHER_MATTERS.search(head.group() if head else "") is not None


def names_a_topic(words: str) -> bool:
    """Say whether anything is named in front of a particle."""
    return TOPIC.search(ADVERBS.sub("", words)) is not None


def hedged(words: str) -> bool:
    """Say whether words before a no weaken it or give it to somebody or something else."""
    return bool(HEDGES.search(words) or SOMEBODY.search(words) or OTHER_MATTERS.search(words))


def of_people(words: str) -> bool:
    """Say whether words before "cannot take in" name no part, no time and no other matter."""
    other = OTHER_MATTERS.search(words) or FRAMES.search(words) or doubts.FOREIGN.search(words)
    limited = conditions.CONDITION.search(words) or conditions.NO_SCOPE.search(words)
    return not (other or limited or POINTS.search(words) or hedged(words))


def _rest(words: str) -> str | None:
    """Leave what is no topic of ours; nothing at all if somebody else or an if is in it."""
    plain = ADVERBS.sub("", words)
    foreign = OTHER_MATTERS.search(plain) or FRAMES.search(plain) or doubts.FOREIGN.search(plain)
    if foreign or conditions.CONDITION.search(plain) or POINTS.search(plain):
        return None
    about_us = all(OURS.search(each.group(1)) for each in TOPIC.finditer(plain))
    return TOPIC.sub("", plain) if about_us else None


NO_RISK: Final = re.compile(
    r"(?:職員|夜勤者?|スタッフ|ヘルパー|人)を?(?:もう)?1(?:名|人)(?=増|追加|呼|配置|付け|つけ|手配)|"
    r"受入|可能|迷わず|惜しまず|遠慮なく|迷うことなく"
)


def risky(words: str) -> bool:
    """Say whether words hold anything negative, costly, conditional or preliminary."""
    plain = NO_RISK.sub("", words)
    return bool(company.DANGER.search(plain) or company.GATE.search(plain))


NEGATED: Final = re.compile(
    r"(?:でき|行け|出せ|見られ|動け|泊まれ|受けられ)る(?:職員|人|者|スタッフ|ヘルパー|看護師|部屋|ベッド|体制|状況|状態)[^、]{0,4}(?:いない|いません|おらず|いらず|ない|ありません|足り[^、]{0,4})|[ぁ-ん一-鿿]{1,4}(?:ません|ない|まへん|へん|ず(?=に|、|$))(?:でした)?"
)
PAST: Final = re.compile(r"(?:昨日|昨晩|昨夜|先週|先日|今朝|夕方)(?:から|より)|過去に")
"""Dates since when something has been so, or a thing that happened once."""


def harmless_before_no(text: str, *, given: bool = False) -> bool:
    """Say whether a whole clause nobody here understands may stand before a no."""
    text = PAST.sub("", text)
    return not (
        FRAMES.search(text)
        or doubts.FOREIGN.search(text)
        or conditions.YESISH.search(NEGATED.sub("", text))
        or (not given and conditions.CONDITION.search(text))
    )


ARRANGED: Final = any_of(
    r"部屋|居室|個室|静養室|\d{2,}号|室を|室が|ベッド|布団|シーツ|寝床|夜勤|当直|宿直|日勤|担当|"
    r"職員|スタッフ|看護師|世話人|ヘルパー|シフト|調整|体制|人員|鍵|カギ|かぎ|玄関|入口|裏口|通用口|"
    r"門|呼び鈴|食事|夕食|夕飯|朝食|ご飯|着替え|パジャマ|荷物|薬|保険証|駐車|車(?:で|を|は|も)|"
    r"到着|準備|用意|手配|支度|押さえ|確保|敷[いき]|空け|開け|あけ|待って|待ちし|引き?継|伝え|"
    r"申し送|共有|段取り|登録|記録|様子|顔なじみ|なじみ|慣れ|呼び|呼んで|支援手順|契約書"
)
"""What a house gets ready, or knows of the person, once it takes somebody in."""


SPOILS: Final = any_of(
    # Something went wrong in the house
    r"熱を|発熱|倒れ|埋まりま|埋まって|先約|崩れ|コロナ|インフル|ノロ|感染|反対|説得|断ら|欠勤|休み(?!くだ)|休んで|"
    r"休む|辞め|故障|壊れ|停電|断水|使えな|怒|嫌が|来られな|来ませ|(?<!緊)急用|急に|陽性|抗議|渋|祈り|祈っ|祈る|祈ります|アパート|民宿|約束|毎食|毎日|介助に|に来てください|書類|届け|今夜で|帰って|帰りま|水漏れ|水浸し|おらん|誰も|半日|各自|布団代|怪我|けが|揉め|騒",
    # Others are to do or to pay it
    r"そちら(?:で|に|から|の)|市[でにか]|役所|訪看|訪問看護|家族[^、]{0,6}(?:が|に|で|の方)[^、]*"
    r"(?:担当|対応|ください|お願い)|手当|部屋代|代は|費用|料金|負担|有料|"
    r"(?:職員|スタッフ|ヘルパー|夜勤者?|人員|看護師|応援)[^、]{0,12}(?:お願い|ください|いただけ|"
    r"願い|同行|派遣)|同行|付き?添",
    # Later, or not for all the nights
    r"朝(?!食|ご?はん|ご飯)|あす|明日|翌|明け方|昼|夕方|(?<!\d)\d{1,2}日(?!間とも|分)|"
    r"(?<!\d)(?:[0-9]|1[0-6])時|後日|次第|時点で|のは|今[夜晩日]の?分|[12]日間|[12]泊|"
    r"ひと晩|ふた晩|一晩|二晩|あと(?:の)?\d|初日|最終日|日目|[月火水木金土]曜|週",
    # Elsewhere, or not settled
    r"ホテル|旅館|隣|北区|南区|他の|別の|ほかの|系列|姉妹|みどり|寮です|か見|見に|取ってい|取りに|つくよう|"
    r"交渉|待ち(?!し|申)|お呼び|呼びます|空くの|空いた|もらえるよう|取れたら|取れ次第|借り",
)
"""What shows that a house is not, or not yet, or not wholly ready."""


def spoils(words: str) -> bool:
    """Say whether a clause beside a yes takes from it, however harmless its subject."""
    return SPOILS.search(words) is not None


def arranges(words: str) -> bool:
    """Say whether a clause tells of the house being got ready."""
    return ARRANGED.search(words) is not None


TAKES_FROM_IT: Final = any_of(*conditions.TIMES, r"のみ|だけ|ぐらい|くらい")
"""Limits even in a because."""


ROOM_MADE: Final = re.compile(
    r"(?:先ほど|さっき|急遽)?1(?:名|人)(?:様)?(?=が?(?:退所|退院|キャンセル|帰))"
)
"""Somebody else goes: no limit to how many are taken in."""


def grounds_a_yes(text: str) -> bool:
    """Say whether a because before a yes states a fact that takes nothing from it."""
    text = NO_RISK.sub("", ROOM_MADE.sub("", text))
    foreign = FRAMES.search(text) or doubts.FOREIGN.search(text)
    return not (TAKES_FROM_IT.search(text) or foreign or company.DANGER.search(text))


def harmless_before_yes(text: str) -> bool:
    """Say whether a whole clause nobody here understands may stand before a yes."""
    return not (
        risky(text)
        or FRAMES.search(text)
        or doubts.FOREIGN.search(text)
        or conditions.CONDITION.search(text)
    )
