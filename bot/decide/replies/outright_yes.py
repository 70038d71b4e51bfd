"""A yes in plain words, and what may be said around it without turning it."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from bot.decide.replies import around, company, doubts, own_care, stances, turning, vacancies
from bot.decide.replies.clauses import Joint, Read
from bot.decide.replies.labels import Sense

PROMISES: Final = frozenset({Sense.YES, Sense.DOES, Sense.AGREES})
BESIDE: Final = PROMISES | {Sense.ROOM, Sense.COURTESY, Sense.LOGISTICS, Sense.ASKS}
HARD: Final = re.compile(
    r"^(?:正直|本当は|かなり|ちょっと|少し|体制は|人手は|今夜は|今日は)*(?:厳しい|きつい|難しい|しんどい)(?:ところ|状況|状態)?(?:です)?$"
)
NO_CHOICE: Final = re.compile(
    r"^(?:他|よそ|行き場|お?困り|大変|急)[^、]*(?:でしょう|ですよ|です|もん)(?:ね|か)?$"
)
CARE_LACKING: Final = re.compile(
    r"(?:送迎|吸引|医療|ケア|入浴|風呂|食事|夕食|朝食|個室|看護|注射|見守|夜間|介助|リフト|車椅子|"
    r"車いす|電源|服薬|薬|付き|対応|移乗|おむつ|トイレ|段差|エレベーター|吸入|酸素|鍵)"
    r"[^、]{0,12}(?:ません|ない|なし|無理|難し|厳し|不可|できず|いらず)"
)
"""What there will not be for the person is a caveat, not a ground."""
ASKS_BACK: Final = re.compile(
    r"^(?:の|これ|それ|以上|この|その|で|と|って|本当|うち|当方|いい|よろしい|大丈夫|可能)|受入|引受|訓練|テスト|本番|間違|返事|返信|回答|ボタン|登録|"
    r"断|無理|不可|他の|別の|明日|条件|たら|れば|なら"
)
"""Asks about the answer itself."""
ASKS_ON: Final = re.compile(
    r"^(?![でとがはも]).{2,}(?:ます|です|ません|ました|でしょう|る|い)か(?:ね|な)?$|(?:どう|何時|いつ|どこ|何歳|いくつ)(?:です)?$"
)
"""A whole question, which after a yes is one about the person or the way."""
IN_TIME: Final = re.compile(
    r"^(?:まだ|今から(?:でも)?)?(?:間に合い(?:ます|そうです)|遅く(?:ない|ありません)(?:です)?)か(?:ね|な)?$"
)
"""Asks whether the yes comes in time."""
NOTHING: Final = re.compile(
    r"(?:構い|かまい|問題(?:は)?(?:あり|ござい)|心配(?:は)?(?:あり|いり|要り)|支障(?:は)?あり|すみ|申し訳(?:ござい|あり)|差支えあり|遠慮(?:は)?いり|要り|いり)ません|"
    r"(?:問題|心配|遠慮|もったい|何の心配も|申し訳|違い)(?:は|も)?な(?:い|く)|(?:無理|心配|遠慮)(?:を)?(?:なさら|し)(?:ない|ず)|慌て(?:ない|ず)|"
    r"忘れ(?:ない|ず)|忘れ物(?:の)?な(?:い|く)|足りな(?:い|ければ)もの|眠れな|寝れな|食べられないもの|できないこと"
)
"""Negatives that deny nothing of a yes."""
OF_WHOM: Final = re.compile(
    r"の(?:人|方|件|話|こと|分|依頼)(?:の(?:件|話|こと|分))?(?:です|でした|だ)$"
)
"""Says of whom or what the yes was."""
AGAINST: Final = re.compile(
    r"ません|ない|なく|なし|ず(?=に|、|$)|無理|困難|不可|難し|厳し|だめ|断(?!水|熱)|見送|拒|辞|やめ|止[めま]|控え(?!て)|延期|変更|キャンセル|"
    r"(?:お|ご)?遠慮|しかし|でも(?=、|[ぁ-ん]{0,3}(?:まだ|少))|けど$|のに$|限|減|1名(?!様)|1人(?=で|し|の)|足り|満[床室]"
)
HEDGED: Final = re.compile(
    r"かも|たぶん|多分|おそらく|と思|でしょう|だろう|はず|つもり|予定|見込|可能性|なるべく|できるだけ|できる限り|たい(?:です|と|な|$)|"
    r"わから|分から|かどうか|一応|微妙|不安|自信|冗談|笑$|ばいい|といい|ように(?!お?願|伝え|し)|のに$|として|か$"
)


def says_yes(reads: list[Read]) -> bool:
    """Say whether a yes stands in its own words among clauses that leave it one."""
    places = [place for place, each in enumerate(reads) if commits(each)]
    if (
        not places
        or reads[-1].clause.broken
        or reads[-1].clause.left_open
        or reads[-1].clause.joint is Joint.CONTRAST
    ):
        return False
    before, after = reads[: places[-1]], reads[places[-1] + 1 :]
    if any(_trails(each, then) for each, then in pairwise(after)):
        return False
    return all(map(_leads_to_yes, before)) and all(map(_leaves_a_yes, after))


def _trails(read: Read, then: Read) -> bool:
    """Say whether a sentence ends in a "but"."""
    return read.clause.joint is Joint.CONTRAST and read.clause.sentence != then.clause.sentence


def commits(read: Read) -> bool:
    closed = read.clause.joint in {Joint.NONE, Joint.REASON}
    return read.sense is Sense.YES and closed and not read.clause.asked


def _leads_to_yes(read: Read) -> bool:
    """Say whether a clause before the last yes can be left as it is."""
    text, but = read.clause.text, read.clause.joint is Joint.CONTRAST
    match read.sense:
        case sense if sense in BESIDE:
            return not around.spoils(text) or sense in PROMISES
        case Sense.NO:
            return (
                but
                and (
                    vacancies.FULL.search(text)
                    or vacancies.NO_ROOM.search(text)
                    or HARD.search(text)
                )
                is not None
            )
        case Sense.DOUBTS_ASKING:
            return NO_CHOICE.search(text) is not None
        case Sense.DOUBT | Sense.LIMITS | Sense.ELSEWHERE | Sense.GATE | Sense.IF:
            plain = (
                not turning.turns(text)
                and not CARE_LACKING.search(text)
                and not stances.has_stance(text)
            )
            return turning.overcome(text, but=but) or (plain and not doubts.TAKES_BACK.search(text))
        case Sense.TAKES_BACK | Sense.FOREIGN:
            return turning.overcome(text, but=but)
        case sense if company.OTHERS_REFUSED.search(text) or turning.is_past(read):
            return True
        case sense if sense in turning.LOOSE and not read.clause.asked:
            return not turning.turns(text) and not CARE_LACKING.search(text)
        case _:
            return False


def _leaves_a_yes(read: Read) -> bool:
    """Say whether a clause after the last yes is about arriving or about nothing that counts."""
    text = read.clause.text
    if IN_TIME.match(text):
        return True
    if read.clause.asked and read.sense is not Sense.ASKS and not ASKS_ON.search(text):
        return False
    if read.sense in BESIDE:
        allowed = company.MAY_BE.search(text) or company.CAN_WAIT.match(text)
        sorry = company.APOLOGY.search(text) and not company.LATE.search(text)
        return bool(allowed or not around.spoils(text)) and not sorry
    if turning.SIGNED.fullmatch(text) and not read.clause.asked:
        return True
    if read.clause.asked:
        return ASKS_ON.search(text) is not None and not (
            ASKS_BACK.search(text) or around.spoils(text) or turning.turns(text)
        )
    if own_care.NIGHT_CARE.match(text):
        return not stances.dangerous(text) and not doubts.DOUBT.search(text)
    kind = turning.FEELS.search(text) and not turning.OURSELVES.search(text)
    text = turning.KIND.sub("です", text) if kind else text
    whole = turning.PREDICATE.search(text) is not None
    loose = read.sense in turning.LOOSE or read.sense in {Sense.LIMITS, Sense.DOUBT, Sense.REFERS}
    return loose and whole and not turning.turns(text) and not _takes_from(text)


def _takes_from(text: str) -> bool:
    """Say whether words after a yes are negative, hedged or about something else."""
    text = NOTHING.sub("", text)
    return bool(
        OF_WHOM.search(text)
        or AGAINST.search(text)
        or HEDGED.search(text)
        or doubts.TAKES_BACK.search(text)
        or around.SPOILS.search(text)
        or around.POINTS.search(text)
    )
