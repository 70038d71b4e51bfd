"""Where one sentence ends and the next begins, whatever blanks and marks were typed."""

from __future__ import annotations

from typing import Final

ENDS_ONE: Final = (
    r"(?:[すたんかいうねよわる○×]|可能|不可|困難|無理|可|満床|満室|(?<![a-z])(?:ok|ng))"
)
TAIL: Final = r"(?:です|でし|であ|だ|と|か|で|に|な|や|っ|の|が|は)"
SPACES: Final = (
    (r"(?<=[ぁ-ゟ])[ー〜]+(?=[。、!? ]|$)", ""),
    (r"(?<=です|ます)[ー〜]+(?=[^ー〜])", "。"),
    (r"(?<=ですよ|ますよ|ですね|ますね)[ー〜]+(?=[^ー〜])", "。"),
    (r"(?:(?<=こんばんは)|(?<=こんにちは))[ \n](?=[^ \n])", "。"),
    # Blanks inside a word mean nothing, blanks after a whole sentence end it
    (rf"(?<=[ぁ-ゟ゠-ヿ一-鿿。、!?○×)])[ \n](?={TAIL})", ""),
    (r"(?<=[a-z])[.!] ?(?=[ぁ-ゟ゠-ヿ一-鿿])", "。"),
    # Spoken without a pause: a polite end that nothing of its own sentence follows
    (
        r"((?:です|ます|ません|ました|でした)(?:よ|ね|よね)?)(?=[ぁ-ゟ゠-ヿ一-鿿])"
        r"(?![がけかよねのとっしわなもらじばーぜさいやでだはる]|こと|方|旨|件|事|由|時|"
        r"際|場合|所|理由|ほど|まで|よう|せ|ん|り|みません|まない)",
        r"\1。",
    ),
    (rf"((?:{ENDS_ONE}))[ \n](?=[^ \n])", r"\1。"),
    (r"(?<=[ぁ-ゟ゠-ヿ一-鿿、。])[ \n](?=[ぁ-ゟ゠-ヿ一-鿿])", ""),
    (r"^[ \n、。]+|[ \n]+$", ""),
    (r"。{2,}", "。"),
)
