"""Being willing, and having asked whoever decides: what leads up to a yes and is none."""

from __future__ import annotations

import re
from typing import Final

from bot.decide.replies.commitments import OFFICE

WILLING: Final = re.compile(
    rf"^(?:これは|もう|それなら|では|なら|今回は|ここは|結局|やはり|、)*(?:{OFFICE}(?:が|で|は))?(?:責任を?もって)?"
    r"(?:受け(?:る|して)?|受けする|受入る|引受る|引受する|預かる|泊める|やる)(?:より|ほか|しか)(?:ほか)?(?:は|に)?(?:ない|ありません)(?:でしょう|です|だろう)?$|"
    r"(?:お互い(?:様|さま)|助け合い|持ちつ持たれつ)(?:です|だ|や|でしょう)?(?:し)?$|受け(?:する|る)のが(?:当然|当たり前|筋)|断る(?:わけ|はず|理由|道理)(?:が|は|なんて|など|も)?(?:ない|ありません)|(?:受け|受入|引受|預か|断)(?:ら|り)?(?:られ|れ|でき|し)?ない(?:わけ|はず|理由|道理)(?:が|は|なんて|など|も)?(?:ない|ありません)|(?:放って|ほって|ほうって|見捨て|見過ご|"
    r"むげに|無下に)"
    r"[^、]{0,8}(?:ません|ない)(?:です)?$|(?:断(?:る|り)|(?:受け|受入|"
    r"引受)ない)(?:(?!しか|ほか|ざる|こと|かも|かどうか|しかありません)[^、]){0,10}(?:ません|"
    r"ない)(?:でしょう|です)?$"
)
"""Idioms of being willing, no promise by themselves."""
WHO_ELSE: Final = re.compile(
    r"^(?:うち|当方|当施設)[^、]*(?:なくて|なければ|ないで|なきゃ)(?:誰が|どこが)"
)
"""Asks who else would: willing."""
ASKED_AROUND: Final = re.compile(
    r"(?:聞い|確認し|相談し|調べ|問い合わせ|話し)(?:てみ)?(?:たところ|たら)[^、はがも]{0,8}"
    r"(?:問題(?:なし|ない|ありません)|ok|大丈夫|可|許可|承諾|了解)[^、]{0,6}(?:です|でした|ました|とのこと)(?:です)?$"
)
"""Asked and found that nothing stands against it."""
CONSULTED: Final = re.compile(
    r"^[^、]{0,8}(?:上の?(?:者|人)?|管理者|責任者|施設長|所長|上司|看護師?|主任|理事長?|課長|部長|本部|"
    r"リーダー|チーム|夜勤者?|現場|皆|職員|代表|サビ管)(?:さん)?(?:に|へ|と|とも|にも|の)[^、]{0,4}"
    r"(?:聞き|確認し|確認が?取れ|相談し|話し(?:合い)?|報告し|伝え|"
    r"(?:許可|ok|了解|承諾|了承)を?(?:もらい|いただき|取り|得))(?:て(?:あり|い)?)?(?:ました|た)$"
)
"""Whoever decides in the house was asked already: what comes next is the answer."""
