"""Questions: for facts, which are harmless beside a yes, and about the answer itself."""

from __future__ import annotations

import re
from typing import Final

from bot.decide.replies.patterns import any_of

ASKS_FACTS: Final = any_of(
    r"知らせて|知らせください|教示|共有(?:して)?(?:ください|お願い)|教えて|おしえて|知りたい|"
    r"聞きたい|伺いたい|お?聞かせ|お尋ね|お?伺いします|質問|いかが|(?<!け)どう(?:なって|"
    r"すれば|したら|"
    r"です|なり|いう|やって)|どんな|どの(?:よう|く|程度|方|辺)|どこ(?!か|も|ろ)|"
    r"どなた(?!で|も|か)|誰(?!で|も|か)|"
    r"だれ(?!で|も|か)|なぜ|なんで(?!す|しょ)|(?<!お)(?<!追)いつ(?!も|で|か)|何時(?!で)|"
    r"なんじ|いくつ|何(?:名|人|歳|泊|級|"
    r"種類|を|が|か(?!と|$)|の)(?!でも)|おいくつ|どちら(?!も|でも|か)|有無|詳細を|詳しく|"
    r"(?:詳細|内容)(?:を)?ください|情報(?:を)?(?:ください|"
    r"お願い|求|提供|共有|いただ)|不明点"
)

ABOUT_THE_ANSWER: Final = any_of(
    r"^(?:どちら|どっち)(?:です|でしょう)|受入|引受|受け(?:ら|れ|て|る|ま)|預か(?:り?$|"
    r"る|ってい)|本当|ほんと|ほんま|まじ|マジ|嘘|"
    r"これで|^で$|^と|^って|いいの|いいで(?:す|しょう)|よろしい|よい|大丈夫|可能|ok|不可|無理|"
    r"断|返事|回答|返信|言って|判断|訓練|テスト|うち|こちら|他|明日|以降|条件|書い|本番|間違|"
    r"たら|れば|なら"
)

ABOUT_THE_PERSON: Final = re.compile(r"(?:方|人|さん|子|様)(?:です|でした)(?:よね|よな|か)?$")

SNEERS: Final = re.compile(
    r"^(?:どちら|どっち)(?:です|でしょう)(?:か)?$|^(?:それが|で|が)?(?:何か|"
    r"なにか)(?:問題(?:でも)?|文句(?:でも)?)?$"
)

OFFERS_HELP: Final = re.compile(
    r"(?:し|出し|行き|伺い|参り|用意し|迎えに行き|送り|届け|準備し)ましょうか$"
)
"""Asks what more could be done for the person."""

SUGGESTS: Final = re.compile(
    r"(?:に|へ|を)[^、]{1,8}(?:みては|みられては|されては|しては)(?:いかが|どう)"
)

TOLD: Final = re.compile(
    r"(?:[てで]ね|希望|個室|電話で|あり|ください|です|ます|ました|"
    r"て|お願い|助かります)$"
)
"""A wish or a statement with nothing but a question mark: who knows what is meant."""
ASKS_FOR_TIME: Final = re.compile(r"(?:待って|待ち|時間|猶予)")
IF_KNOWN: Final = re.compile(r"(?:あ|分か|わか|変わ|決ま)(?:れば|ったら|りましたら)")
"""What is wished to be told if there is something to tell; no condition of an answer."""
