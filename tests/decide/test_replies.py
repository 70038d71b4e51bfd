"""What a typed reply means: a wrong yes or no is grave, a question back is only a minute."""

from __future__ import annotations

from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.decide.replies import Label, read_reply

CLEAR_YES: Final = (
    "受け入れ可能です",
    "受入れ可能",
    "受入可能です",
    "受け入れ可能です。",
    "受入れ可能です！",
    "　受け入れ可能です　",
    "受け入れ\n可能です",
    "受け入れできます",
    "受け入れられます。",
    "受け入れいたします",
    "受入れます。",
    "受け入れが可能です",
    "お受けします",
    "お受けできます。",
    "お引き受けします",
    "引き受けます",
    "お引受けいたします",
    "お引き受けできます",
    "<@U0123> 受け入れ可能です",
    "Can accept.",
    "We can accept.",
    "ＣＡＮ ＡＣＣＥＰＴ",
)

CLEAR_NO: Final = (
    "受け入れ困難です",
    "受入れ困難",
    "受入困難です。",
    "受け入れ不可",
    "受け入れ不可です",
    "受け入れは不可能です",
    "受け入れできません",
    "受け入れは難しいです",
    "受け入れられません。",
    "お受けできません",
    "お引き受けできません",
    "<@U0123> 受入れ困難です",
    "Cannot accept.",
    "We cannot accept",
)

NEVER_CERTAIN: Final = (
    # the lines everybody knows to be traps
    "大丈夫です",
    "了解です",
    "はい",
    "いいです",
    "確認して折り返します",
    "受け入れ可能ですか？",
    "受け入れ可能とは言えません",
    "受け入れ可能でしたらご連絡します",
    "明日なら受け入れ可能です",
    "受け入れ可能だそうです",
    "（テスト）受け入れ可能です",
    "「受け入れ可能です」って誰の返信ですか？",
    "受け入れ不可の場合は何時までに返信すればよいですか？",
    "無理ではないです",
    "先ほどの回答は取り消します",
    "👍",
    "受け入れ可能から不可に変更",
    # a question, whatever its mark
    "受け入れ可能でしょうか",
    "受け入れ可能？",
    "受け入れ可能ですか",
    "受け入れ困難ですか",
    "受け入れ可能です？",
    "受け入れできますか。",
    "Can we accept?",
    "can accept?",
    # a condition, a part, a later day
    "受け入れ可能ですが、夜勤は1名です",
    "1泊だけなら受け入れ可能です",
    "22時以降であれば受け入れられます",
    "女性であれば受け入れ可能です",
    "受け入れ可能（1泊のみ）",
    "体験でしたらお受けできます",
    "医師の指示書があれば受け入れます",
    "条件付きで受け入れ可能です",
    "日中のみ受け入れ可能",
    # hearsay, quotation, a drill
    "受け入れ可能と聞いています",
    "管理者は受け入れ可能と申しております",
    "&gt; 受け入れ可能です",
    "~受け入れ可能です~",
    "【訓練】受け入れ可能です",
    "自動返信：受け入れ可能です",
    # the past, the wish, the hedge
    "受け入れ可能でした",
    "受け入れ可能だと思います",
    "受け入れ可能かもしれません",
    "たぶん受け入れ可能です",
    "受け入れたいです",
    "なるべく受け入れます",
    "受け入れ可能か確認します",
    "受け入れ可能人数を超えています",
    # negations of either
    "受け入れ可能ではありません",
    "受け入れ可能ではない",
    "受け入れ困難ではありません",
    "受け入れ不可ではないです",
    "お受けできないことはありません",
    "受け入れられないわけではない",
    "受け入れかねます",
    # a stance given up, or two at once
    "受け入れ可能です。すみません、間違えました",
    "受け入れ可能\n受け入れ困難",
    "受け入れ困難です、いえ受け入れ可能です",
    "受け入れ困難を撤回します",
    "受け入れ可能です→受け入れ困難です",
    # somebody else's office, somebody else's words
    "P03なら受け入れ可能です",
    "受け入れ可能な事業所を探します",
    "<@U0123> が受け入れ可能です",
    "他の事業所は受け入れ困難です",
    # trailing off: the sentence is not at its end
    "受け入れ可能です…",
    "受け入れ可能です・・・",
    "受け入れ可能です。。。",
    "受け入れ可能です...",
    "受け入れ可能です、",
    "受け入れ可能です、、、",
    "受け入れ可能です‥",
    "受け入れ困難です…",
    "受け入れ困難です。 。 。",
    # marks and moods
    "○",
    "×",
    "△",
    ":+1:",
    ":ok_woman: 受け入れ可能です :question:",
    "OKです",
    "ok",
    "承知しました。",
    "空床あり",
    "。",
    "",
    "   ",
    "<@U0123>",
    "可能",
    "不可",
    "困難",
    "できます",
    "できません",
    "can accept tomorrow",
    "We can't say we can accept",
    "cannot accept before 9",
    "not sure we can accept",
)


@pytest.mark.parametrize("text", CLEAR_YES)
def test_a_clear_yes_is_an_acceptance(text: str) -> None:
    assert read_reply(text) is Label.ACCEPT


@pytest.mark.parametrize("text", CLEAR_NO)
def test_a_clear_no_is_a_decline(text: str) -> None:
    assert read_reply(text) is Label.DECLINE


@pytest.mark.parametrize("text", NEVER_CERTAIN)
def test_whatever_is_not_certain_is_answered_with_the_buttons(text: str) -> None:
    assert read_reply(text) is Label.UNCLEAR


TAILS: Final = (
    "か",
    "か？",
    "が",
    "けど",
    "でしたら",
    "かもしれません",
    "とは言えません",
    "だそうです",
    "ではありません",
    "と聞いています",
    "？",
    "…",
)


@pytest.mark.parametrize("tail", TAILS)
@pytest.mark.parametrize(
    "text", ["受け入れ可能です", "受入れ可能", "受け入れできます", "受け入れ困難"]
)
def test_one_more_word_at_the_end_and_nothing_is_certain(text: str, tail: str) -> None:
    assert read_reply(text + tail) is Label.UNCLEAR


@given(before=st.text(max_size=20), after=st.text(max_size=20))
def test_a_yes_among_other_words_is_never_a_no(before: str, after: str) -> None:
    assert read_reply(f"{before}受け入れ可能です{after}") is not Label.DECLINE


@given(st.text(max_size=200))
def test_any_words_at_all_can_be_read(text: str) -> None:
    assert read_reply(text) in Label


@given(st.text(alphabet="あいうえおかなにぬのまみむ可不能困難受入れけ、。！ \n", max_size=12))
def test_only_words_that_hold_a_stance_are_taken_for_one(text: str) -> None:
    label = read_reply(text)

    if label is Label.ACCEPT:
        assert not any(word in text for word in ("不可", "困難", "な", "か"))
    if label is Label.DECLINE:
        assert "不" in text or "困難" in text
