"""What is typed after /kyoten: the same word in every script, and the slips that come near one."""

from __future__ import annotations

import pytest

from handlers.commands import nearest, subcommand


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        pytest.param("緊急", "emergency", id="as it is written"),
        pytest.param("きんきゅう", "emergency", id="in hiragana"),
        pytest.param("キンキュウ", "emergency", id="in katakana"),
        pytest.param("ｷﾝｷｭｳ", "emergency", id="in half-width katakana"),
        pytest.param("kinkyuu", "emergency", id="in Latin letters, not converted"),
        pytest.param("Ｅｍｅｒｇｅｎｃｙ", "emergency", id="in full-width letters"),
        pytest.param("「緊急」", "emergency", id="with the brackets of the help"),
        pytest.param("緊急。", "emergency", id="with a full stop"),
        pytest.param("とりつぎ", "alarm", id="an alarm in hiragana"),
        pytest.param("トリツギ", "alarm", id="an alarm in katakana"),
        pytest.param("ﾄﾘﾂｷﾞ", "alarm", id="an alarm in half-width katakana"),
        pytest.param("しょくいんとうろく", "join", id="joining in hiragana"),
        pytest.param("ｼｮｸｲﾝﾄｳﾛｸ", "join", id="joining in half-width katakana"),
        pytest.param("つかいかた", "help", id="how to, in hiragana"),
        pytest.param("へるぷ", "help", id="help in hiragana"),
        pytest.param("ﾍﾙﾌﾟ", "help", id="help in half-width katakana"),
        pytest.param("HELP", "help", id="help in capitals"),
    ],
)
def test_a_word_is_the_same_word_in_every_script(typed: str, name: str) -> None:
    found = subcommand(typed)

    assert found is not None
    assert found.names[0] == name


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        pytest.param("emergancy", "emergency", id="a letter wrong"),
        pytest.param("emrgency", "emergency", id="a letter left out"),
        pytest.param("緊急時", "緊急", id="one character more"),
        pytest.param("緊急依頼", "緊急", id="a longer word"),
        pytest.param("緊きゅう", "緊急", id="half converted"),
        pytest.param("きんきゆう", "緊急", id="a large yu"),
        pytest.param("きんきゅ", "緊急", id="the last sound left out"),
        pytest.param("ｷﾝｷｭｰ", "緊急", id="drawn out"),
        pytest.param("kinkyo", "緊急", id="a slip in Latin letters"),
        pytest.param("取次", "取り次ぎ", id="written short"),
        pytest.param("取次ぎ", "取り次ぎ", id="another way to write it"),
        pytest.param("とりづぎ", "取り次ぎ", id="a voiced sound"),
        pytest.param("とりつき", "取り次ぎ", id="an unvoiced sound"),
        pytest.param("登録", "職員登録", id="half the word"),
        pytest.param("しょくいん", "職員登録", id="half the word in hiragana"),
        pytest.param("しよくいんとうろく", "職員登録", id="a large yo"),
        pytest.param("使いかた", "使い方", id="the rest in hiragana"),
        pytest.param("つかい方", "使い方", id="the beginning in hiragana"),
        pytest.param("へるぶ", "使い方", id="a slip in help"),
        pytest.param("jion", "join", id="letters changed places"),
    ],
)
def test_a_slip_gets_the_word_it_comes_nearest_to(typed: str, near: str) -> None:
    assert subcommand(typed) is None
    assert nearest(typed) == near


@pytest.mark.parametrize("typed", ["かくにん", "確認", "カクニン", "〒", "？？", "weather"])
def test_what_is_near_to_nothing_gets_no_guess(typed: str) -> None:
    assert subcommand(typed) is None
    assert nearest(typed) is None
