"""A no in plain words: it needs less than a yes, but no offer and no doubt may follow."""

from __future__ import annotations

import re
from typing import Final

from bot.decide.replies import (
    around,
    company,
    conditions,
    declining,
    doubts,
    outright_yes,
    referrals,
    refusals,
    turning,
)
from bot.decide.replies.clauses import Joint, Read
from bot.decide.replies.labels import Sense
from bot.decide.replies.patterns import any_of

IDLE: Final = re.compile(
    r"しかしながら|(?:優先|専念|対応)?せざるを得ず|できることなら|可能(?:なら|であれば)|"
    r"条件(?:が|に|と)(?:合わ|合い|あわ|合致し)|申し訳(?:ない|ありません)(?:の)?(?:です)?が|と言わざるを得"
)
"""Words with the sound of an if or a doubt that leave a no alone."""
LED_UP: Final = any_of(
    refusals.GROUND.pattern,
    r"により(?:まして)?|によって|(?:に|と)なり(?![はのが])|(?:が|も)あり(?!ま)|(?<=[りちみしきけえせれ])(?=今回|今夜|今日|当|うち|受|預)|"
    r"[がも][^、はがをも]{1,10}(?:し|いて|出て|出てて|って|っていて)|中で|状態で|てしま(?:って|い)|いて(?=新|満|受|お|今)",
)
"""Ends a ground of a no."""
WOULD_LIKE: Final = re.compile(
    r"(?:受け|預か|協力し|力になり|何とかし|なんとかし|助け|お?手伝いし|受入)[^、]{0,4}たい(?:です|のです|気持ち[^、]{0,8})?$"
)
OPENS: Final = re.compile(r"なら|れば|たら|次第|場合|以降|明日|明朝|来週|から(?:は|なら)")
RHETORICAL: Final = re.compile(
    r"何回目|何度目|何時だと|なんでうち|どうやって|どうして|なんで|何で|どうしろ|どうせ[いえ]|誰が|どこに|どこの"
)
FLAT_NO: Final = re.compile(
    r"(?:無理|だめ|あかん|ng|厳しい|難しい|困難|不可)(?:です|や|だ|なん|なんです)?$|満床(?:です|や|だ)?$"
)
NO_BED: Final = re.compile(
    r"(?:うち|当方|当施設|今夜|今日|現在|今|には|に|は|も|の|、)*(?:短期|短期入所|緊急用?|ショート(?:ステイ)?|宿泊用?)の"
    r"(?:枠|空き|ベッド|部屋|定員|居室)(?:が|は|も)(?:ありません|ない|埋まっています|いっぱい)(?:です)?"
)
SOON: Final = any_of(*conditions.TIMES, r"朝|あす|昼")
CLASS: Final = re.compile(
    r"(?:男性|女性|成人|大人|児童|子ども|お?子さん|障害児|車椅子|車いす|医療的ケア|吸引|重度|感染|発熱|インスリン|呼吸器|胃ろう|経管|透析)"
    r"[^、はがを]{0,10}(?:は|を)(?:当施設では?|うちでは?|当ホーム[^、はが]{0,5}では?)?$"
)
"""A kind of person: with the ground named in the same breath, this person is of it."""
BY_RULE: Final = re.compile(
    r"専用|専門|のみ|だけ|対象|看護師|エレベーター|階段|できる|体制|設備|経験|資格|指定|研修|段差"
)
CLASS_GROUND: Final = re.compile(
    r"^(?:男性|女性|成人|大人|児童|子ども|障害児|車椅子|車いす|医療的ケア|吸引|重度|強い他害|他害|行動障害|強度行動障害|発熱|インスリン|経管|透析)"
    r"(?!の?(?:入浴|介助|送迎|食事|見守|同性|着替|服薬|相談|電話))[^、はがを]{0,10}(?:は|については)(?:[^、]{0,12}(?:があるため|がないため|がなく|ため|ので|影響が大きく|専門で|専用で|対象外で|いないため|おらず|設備がなく)、?"
    r"(?:うちでの|うちでは|当施設では|当方では|今回は)?|(?:うち|当施設|当ホーム|当方)(?:の建物|の設備|の体制)?(?:では|じゃ))$"
)
"""A kind of person and, in the same breath, why the house cannot take it in."""
BROKEN: Final = re.compile(
    r"故障|停電|断水|休み|欠勤|不足|足り|感染|コロナ|インフル|工事|改修|出払|いっぱい|一杯|被災|避難|倒れ"
)
OFFERING: Final = frozenset(
    {Sense.YES, Sense.PARTLY, Sense.ELSEWHERE, Sense.IF, Sense.DOUBTS_ASKING}
)
STAYS_FULL: Final = re.compile(
    r"^(?:明日|明後日|今週|来週|今月|当面|しばらく|週末)[^、]*(?:空き|満床|満室|埋ま|いっぱい|人手|職員)[^、]*"
    r"(?:ません|ない|満床|満室|埋まって(?:い)?ます|いっぱい)(?:です|状況です|状態です|見込みです|予定です)?$"
)
"""There will be no room later either."""
TO_OTHERS: Final = re.compile(
    r"(?:さん|ところ|所|施設|事業所|センター|病院|園|荘|課|役所|救急|市)(?:さん|様)?(?:に|へ)(?:も)?(?:ご)?"
    r"(?:聞いて|相談し|相談され|あたって|当たって|問い合わせ|連絡し|頼んで|依頼し)(?:て)?(?:みて|みられて)?"
    r"(?:ください|いただけ[^、]{0,8}|もらえ[^、]{0,6}|(?:た|る)(?:ほう|方)が(?:いい|早い|確実)[^、]{0,8})$|"
    r"(?:さん|ところ|事業所|センター)(?:なら|の(?:ほう|方)が)[^、]*(?:かも[^、]{0,6}|と思います|と思う)$"
)
"""Sends people to others, guessing at most what those can do."""
ADVISES: Final = re.compile(
    r"^(?:他|別|もっと[^、]{1,8})の?[^、]{0,10}(?:探し|あたっ|当たっ|頼ん|相談し|聞い|依頼し)[^、]{0,10}"
    r"(?:ほうがいい|ほうが早い|ほうが確実|べき)[^、]{0,8}$"
)
"""Advises to turn to others, before the no."""
OF_OUR_OWN: Final = re.compile(r"系列|姉妹|本体|うちの|当法人|法人内|併設|同じ法人|隣の棟|別棟")


def says_no(reads: list[Read]) -> bool:
    """Say whether a refusal stands in plain words and nothing after it offers or doubts."""
    places = [
        place
        for place, each in enumerate(reads)
        if _refuses(each) or (place and _refuses_its_kind(reads[place - 1], each))
    ]
    if not places:
        return False
    first, last = places[0], places[-1]
    if any(outright_yes.commits(each) for each in reads):
        return False
    if first and around.about_another_matter(reads[first - 1].clause.text):
        return False
    before = all(_leads_to_no(each) for each in reads[:first])
    return (
        before and all(_leaves_a_no(each) for each in reads[first + 1 :]) and _closes(reads, last)
    )


def _closes(reads: list[Read], last: int) -> bool:
    """Say whether a no, or what follows it, does not end in a "but"."""
    ends = reads[-1].clause
    polite = reads[-1].sense is Sense.COURTESY
    open_end = ends.left_open and ends.joint is not Joint.REASON
    hanging = reads[last].clause.joint is Joint.CONTRAST and not (polite and last < len(reads) - 1)
    return not open_end and not hanging and (polite or ends.joint is not Joint.CONTRAST)


def _refuses(read: Read) -> bool:
    """Say whether a clause refuses us, now and the whole, whatever ground it names first."""
    if read.sense is Sense.NO:
        return True
    text = IDLE.sub("", read.clause.text)
    if read.clause.asked or read.sense in {Sense.FOREIGN, Sense.TAKES_BACK, Sense.YES}:
        return False
    found = refusals.NO_CORE.search(text) or NO_BED.fullmatch(text) or FLAT_NO.search(text)
    before = text[: found.start()] if found else ""
    if found is None or refusals.TWO_WAYS.search(before):
        return False
    grounds = [*LED_UP.finditer(before)]
    topic = before[grounds[-1].end() :] if grounds else before
    rest = topic + found.group()
    dated = around.HEDGES.search(before) or re.search(r"今朝|昨", before)
    free = not (dated or doubts.DOUBT.search(rest) or conditions.CONDITION.search(before))
    kind = CLASS_GROUND.match(before) is not None
    if kind and conditions.CONDITION.search(before) is None and doubts.DOUBT.search(rest) is None:
        return True
    if around.begins_elsewhere(refusals.ALL_THE_TIME.sub("", before)):
        return False
    return free and not around.FRAMES.search(before) and _of_us(topic)


def _refuses_its_kind(ground: Read, read: Read) -> bool:
    """Say whether a kind of person is refused for a rule named right before."""
    found = refusals.NO_CORE.search(read.clause.text)
    if found is None or read.sense is not Sense.LIMITS or read.clause.asked:
        return False
    same = ground.clause.sentence == read.clause.sentence and ground.clause.joint is Joint.REASON
    ruled = same and BY_RULE.search(ground.clause.text) is not None
    return ruled and CLASS.search(read.clause.text[: found.start()]) is not None


def _of_us(topic: str) -> bool:
    """Say whether what is left before a no names no part, no time and nobody else."""
    named = around.ADVERBS.sub("", topic)
    ours = all(around.OURS.search(each.group(1)) for each in around.TOPIC.finditer(named))
    narrowed = conditions.NO_SCOPE.search(topic) or around.hedged(topic)
    pointing = around.POINTS.search(topic) or doubts.FOREIGN.search(topic)
    return ours and not narrowed and not pointing


def _leads_to_no(read: Read) -> bool:
    """Say whether a clause before a no may be its ground, its regret or a wish."""
    text = read.clause.text
    if read.clause.asked:
        return RHETORICAL.search(text) is not None
    match read.sense:
        case Sense.PARTLY | Sense.IF | Sense.ELSEWHERE | Sense.LIMITS:
            offers = conditions.YESISH.search(around.NEGATED.sub("", text)) or OPENS.search(text)
            because = read.clause.joint is Joint.REASON
            return because or not offers or conditions.WOULD_HAVE.search(text) is not None
        case Sense.YES | Sense.GATE | Sense.FOREIGN | Sense.TAKES_BACK:
            return False
        case Sense.DOUBT:
            leans = (
                declining.LEANS_TO_NO.search(text) or WOULD_LIKE.search(text) or ADVISES.match(text)
            )
            return leans is not None or turning.overcome(
                text, but=read.clause.joint is Joint.CONTRAST
            )
        case _:
            return not around.FRAMES.search(text)


def _leaves_a_no(read: Read) -> bool:
    """Say whether a clause after a no neither offers anything nor doubts it."""
    text = read.clause.text
    told = turning.SIGNED.fullmatch(text) or STAYS_FULL.search(text)
    if told and not read.clause.asked:
        return True
    if TO_OTHERS.search(text) and not OF_OUR_OWN.search(text):
        return not read.clause.asked
    if read.sense in {Sense.NO, Sense.COURTESY, Sense.REFERS}:
        return not read.clause.asked or referrals.REFERRAL.search(text) is not None
    if read.sense in OFFERING or read.sense is Sense.DOUBT or read.clause.asked:
        return _refuses(read)
    if read.clause.asked:
        return False
    because = read.clause.joint is Joint.REASON
    offers = declining.OFFERS.search(text) and not because and not BROKEN.search(text)
    ground = because or declining.LACK.search(text) or declining.NEGATIVE.search(text)
    whole = turning.PREDICATE.search(text) or because
    alone = company.ON_DUTY_ALONE.match(text) is not None
    settled = around.harmless_before_no(text, given=alone) and not turning.STILL_OPEN.search(text)
    settled = settled and not company.OTHERS_REFUSED.search(text)
    settled = settled and not SOON.search(text)
    return bool(ground and whole and settled and not offers)
