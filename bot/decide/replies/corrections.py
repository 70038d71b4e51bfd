"""What was quoted, wrong or said of somebody else before the answer, and the answer after it."""

from __future__ import annotations

from typing import Final

EARLIER: Final = r"(?:先ほど|さっき|先程|さきほど|前|上)の"
SORRY: Final = (
    r"(?:すみません|すいません|ごめん(?:なさい)?|申し訳(?:ありません|"
    r"ございません)|失礼しました|訂正(?:です|します)?)?[、。!: ]*"
)
ANSWER: Final = (
    r"(?:(?:お)?受け(?:入れ)?|引き受け|預かり)?(?:は|が)?"
    r"(?:可能?|不可能?|できます|できません|られます|られません|します|ます|ok|ng|○|×|無理|大丈夫|困難|満床)"
    r"(?:です)?"
)
"""An answer as somebody quotes it."""
LATELY: Final = r"(?:(?:先ほど|さっき|先程|さきほど|前|上)の?)"
GIVEN: Final = rf"[「『]?{ANSWER}[」』]?"
NEW: Final = r"[「『]?(可能?|不可能?|○|×|ok|ng)[」』]?"
WRONG: Final = r"(?:間違い|まちがい|誤り|ミス|誤送信|打ち間違い|書き間違い|押し間違い)"
ANOTHER: Final = (
    r"(?:(?:別|他)の?(?:件|スレッド|スレ|方|人|依頼|ケース|話)|(?:昨日|"
    r"昨夜|先日|先週|前回)の(?:件|方|人|話|依頼|分))"
)
WROTE: Final = (
    r"と(?:は)?(?:書い|返し|送っ|返信し|返事し|投稿し|言っ|お?答えし|答え|回答し|お?伝えし)た"
    r"(?:の|もの|返信|返事|回答)?"
)
ENDS: Final = r"(?=[。、! \n]|$)"

CORRECTIONS: Final = (
    # A message that was wrong, or another's, is taken back; what comes next is the answer
    (
        rf"{EARLIER}(?:[「『][^」』\n]{{1,30}}[」』]|返信|返事|回答|投稿|メッセージ)?"
        rf"(?:は|が)?{WRONG}で(?:す|した)?(?!は)[、。]?(?=[^\s])",
        "間違えました。",
    ),
    (
        rf"(?:^|(?<=[。!\n]))(?:{EARLIER})?(?:[「『][^」』\n]{{1,30}}[」』]|{ANSWER}|返信|返事|回答)?(?:{WROTE})?(?:は|、)"
        rf"(?:{ANOTHER}|他の件|誤送信|{WRONG})(?:へ|宛|あて)?(?:の)?(?:返信|返事|回答|こと|もの|話)?"
        r"(?:(?:です|でした)(?:が|けど|ので)?[、。]|で、)(?:今日(?:の(?:件|方|分|依頼))?は、?)?(?=[^\s])",
        "間違えました。",
    ),
    # One answer put in the place of another
    (
        rf"^(?:間違えました。)?{SORRY}(?:{LATELY}?{GIVEN}(?:は|が|を|から|"
        rf"→)、?(?:{WRONG}(?:です|でした|で)[。、]? ?)?"
        rf"(?:正しくは|正解は|→)?、?)?{NEW}(?:に|へ)(?:訂正|変更|修正)(?:し|いたし|致し|させていただき)"
        rf"(?:ます|ました){ENDS}",
        r"間違えました。受入\1です",
    ),
    (
        rf"^{SORRY}{LATELY}?{GIVEN}(?:と(?:書き|返し|送り|言い|答え)ましたが|(?:は|"
        rf"が){WRONG}(?:です|でした|で))[、。] ?"
        rf"(?:正しくは|正解は)?{NEW}(?:の{WRONG})?(?:です|でした){ENDS}",
        r"間違えました。受入\1です",
    ),
    # A quoted request whose line break was lost: the answer stands after it
    (
        r"(?m)^[ \t]*>(?![ \t]*>)[^\n。→>]{0,60}(?:でしょうか|ますか|ませんか|ですか|"
        r"ください|願います|お願いします)[?？。]?[ 　]+(?:→ ?)?(?=[^\s>→])",
        "",
    ),
)
