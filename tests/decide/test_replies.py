"""What a typed reply means: a wrong yes or no is grave, a question back is only a minute."""

from __future__ import annotations

import io
import re
import timeit
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cli.replies import label_lines
from bot.decide.replies import Label, normalise, read_reply

HERE = Path(__file__).parent
CERTAIN: Final = {Label.ACCEPT, Label.DECLINE}

Line = tuple[Label, str, str]


def lines_of(name: str) -> list[Line]:
    """Read a labelled file: label, text, why."""
    rows = (HERE / name).read_text(encoding="utf-8").split("\n")[1:]
    parts = [row.split("\t") for row in rows if row]
    return [(Label(label), text, why) for label, text, why in parts]


SAMPLE: Final = lines_of("replies-sample.tsv")
OWN: Final = lines_of("replies_own.tsv")
ALL: Final = [*SAMPLE, *OWN]

read: Final = cache(read_reply)
"""Reads a line of the corpus, once for all tests."""


def test_no_reply_is_ever_taken_for_a_yes_or_a_no_it_is_not() -> None:
    wrong = [
        (text, why) for label, text, why in ALL if read(text) in CERTAIN - {label}
    ]  # thousands of lines in one test: each is read in a millisecond

    assert wrong == []


@pytest.mark.parametrize("lines", [SAMPLE, OWN], ids=["sample", "own"])
@pytest.mark.parametrize("wanted", [each for each in Label if each is not Label.UNCLEAR])
def test_nine_of_ten_clear_replies_are_recognised(wanted: Label, lines: list[Line]) -> None:
    clear = [text for label, text, why in lines if label is wanted and "[soft]" not in why]

    recognised = [text for text in clear if read(text) is wanted]

    assert len(recognised) >= 0.9 * len(clear)


def test_what_is_unclear_is_mostly_left_unclear() -> None:
    unclear = [text for label, text, _ in ALL if label is Label.UNCLEAR]

    left = [text for text in unclear if read(text) is Label.UNCLEAR]

    assert len(left) >= 0.9 * len(unclear)


@pytest.mark.parametrize(
    "spellings",
    [
        [
            "受け入れ可能です",
            "受入れ可能です",
            "受入可能です",
            "うけいれ可能です",
            "受け容れ可能です",
        ],
        ["受け入れ可能です", "受け入れ可能でございます", "受け入れ可能であります", "受け入れ可能"],
        ["受け入れ可能です", "受け入れ　可能です", "受け入れ\n可能です", " 受け入れ可能です。\n"],
        ["受け入れできます", "受入れ出来ます", "受け入れることができます", "うけいれできます"],
        ["お引き受けします", "お引受けいたします", "お引受致します", "ひきうけます"],
        ["受入ＯＫです", "受入OKです", "受入okです", "受入オーケーです"],
        ["Can accept.", "ＣＡＮ ＡＣＣＥＰＴ", "can accept", "We can accept."],
        ["<@U0123> 受け入れ可能です", "受け入れ可能です :smile:", "*受け入れ可能です*"],
    ],
)
def test_a_yes_is_a_yes_however_it_is_spelled(spellings: list[str]) -> None:
    assert {text: read_reply(text) for text in spellings} == dict.fromkeys(spellings, Label.ACCEPT)


@pytest.mark.parametrize(
    "spellings",
    [
        ["受け入れ困難です", "受入れ困難", "受入困難です。", "受入は困難でございます"],
        ["受け入れできません", "受入出来ません", "うけいれできません", "受け入れが出来ません"],
        ["お受けいたしかねます", "お受け致しかねます", "お受けしかねます", "おうけいたしかねます"],
        ["難しいです", "むずかしいです", "難しいです。", "難しいですね"],
        ["無理です", "むりです", "ムリです", "ﾑﾘです"],
        ["Cannot accept.", "We can't accept", "we can’t accept"],
    ],
)
def test_a_no_is_a_no_however_it_is_spelled(spellings: list[str]) -> None:
    assert {text: read_reply(text) for text in spellings} == dict.fromkeys(spellings, Label.DECLINE)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("受け入れ可能です。すみません、間違えました。", Label.UNCLEAR),
        ("受け入れ可能です。すみません、間違えました。受け入れできません。", Label.DECLINE),
        ("受け入れできません。訂正します。受け入れ可能です。", Label.ACCEPT),
        ("無理です。いえ、やっぱりお受けします。", Label.ACCEPT),
        ("受け入れ可能です。やっぱり無理です。", Label.DECLINE),
        ("受け入れ可能です。受け入れ困難です。", Label.UNCLEAR),
        ("受け入れ困難です、いえ受け入れ可能です", Label.UNCLEAR),
        ("やまびこ荘の返事です。間違えました。受け入れ可能です。", Label.UNCLEAR),
    ],
)
def test_the_last_stance_wins_when_the_first_is_taken_back(text: str, label: Label) -> None:
    assert read_reply(text) is label


NEVER_CERTAIN: Final = (
    # one word more, and it is somebody else's, a part, a question or a form left blank
    "受け入れ可能な事業所を探します",
    "<@U0123> が受け入れ可能です",
    "他の事業所は受け入れ困難です",
    "P03なら受け入れ可能です",
    "鍵は預かれません",
    "送迎はできません",
    "電話を受けられません",
    "受け入れ可能・受け入れ困難",
    "受け入れ可／不可",
    "受け入れ可能です→受け入れ困難です",
    "受け入れ可能です…",
    "受け入れ可能です、",
    "受け入れ可能です。。。",
    "受け入れ困難です…",
    "受け入れ可能です。すみません。",
    "~受け入れ可能です~",
    "`受け入れ可能です`",
    ":ok_woman: 受け入れ可能です :question:",
    "受け入れ可能です🙅",
    "受け入れ可能です\N{REPLACEMENT CHARACTER}",
    "受け入れ可能ですが、夜勤は1名です",
    "受け入れ可能です。医師の指示書をご用意ください",
    "受け入れ可能です。とお伝えください",
    "受け入れできません。ではありません",
    "受け入れできません。本当かどうかはわかりません",
    "ヘルパーは出せますが、受け入れできません",
    "○",
    "可能",
    "はい",
    "OK",
    "👍",
    "",
    "。",
    "<@U0123>",
    "&gt; 受け入れ可能です",
    "We can't say we can accept",
    "cannot accept before 9",
    "not sure we can accept",
    "can accept tomorrow",
)


@pytest.mark.parametrize("text", NEVER_CERTAIN)
def test_whatever_is_not_certain_is_neither_yes_nor_no(text: str) -> None:
    assert read_reply(text) not in CERTAIN


ASKS_TOO: Final = ("？", "何", "教えて", "知らせ", "ますか")
BREAKS: Final = re.compile(r"[。、！! ]")
SPOILED: Final = {
    "a question mark": "{}？",
    "a hedge": "{}かもしれません",
    "hearsay": "{}と聞きました",
    "others say so": "{}とのことです",
    "a test": "{}（テスト）",
    "a drill": "【訓練】{}",
    "a quote": "「{}」",
    "a quoted line": "&gt; {}",
    "a retraction": "{}。取り消します",
    "somebody's answer": "先方の返事です。{}",
    "trailing off": "{}が…",
    "doubt": "{}。まだ未定です",
    "a joke": "{}。冗談です",
}
POLITE: Final = (
    "お世話になっております。{}",
    "お疲れ様です。{}。",
    "ありがとうございます。{}！",
    "{}。よろしくお願いいたします。",
    "{}。失礼いたします。",
)
SAMPLED: Final = pytest.mark.parametrize(
    "step",
    [pytest.param(7, id="each seventh"), pytest.param(1, id="all", marks=pytest.mark.soak)],
)
"""How many lines of the corpus each variation takes: `make soak` reads all of them."""


@cache
def plain_yes() -> list[str]:
    """Return the replies read as a yes; one that already asks something may ask once more."""
    return [
        text
        for label, text, _ in ALL
        if label is Label.ACCEPT
        and not text.isascii()
        and not any(each in text for each in ASKS_TOO)
        and read(text) is label
    ]


@cache
def plain_no() -> list[str]:
    """Return the replies read as a no that do not end like a question."""
    return [
        text
        for label, text, _ in ALL
        if label is Label.DECLINE
        and not text.isascii()
        and not text.rstrip("。").endswith(("？", "か", "かな", "…"))
        and read(text) is label
    ]


@SAMPLED
@pytest.mark.parametrize("around", SPOILED.values(), ids=SPOILED.keys())
@pytest.mark.parametrize("plain", [plain_yes, plain_no], ids=["yes", "no"])
def test_what_is_spoiled_is_neither_a_yes_nor_a_no(
    plain: Callable[[], list[str]], around: str, step: int
) -> None:
    # what a correction leaves standing is not spoiled by what stood before it; after a yes in a
    # sentence of its own a question is only a question
    asked = around.endswith("？")
    spoiled = [
        around.format(text.rstrip("。！!"))
        for text in plain()[::step]
        if not _corrects(text) and not (asked and BREAKS.search(text.rstrip("。！! ")))
    ]

    assert [text for text in spoiled if read_reply(text) in CERTAIN] == []


def _corrects(text: str) -> bool:
    return any(word in text for word in ("間違", "訂正", "でしたが", "と言いましたが"))


@SAMPLED
@pytest.mark.parametrize("around", POLITE)
def test_politeness_never_makes_the_unclear_certain(around: str, step: int) -> None:
    unclear = [text for label, text, _ in ALL if label is Label.UNCLEAR]
    polite = [around.format(text) for text in unclear[::step]]

    assert [text for text in polite if read_reply(text) in CERTAIN] == []


@SAMPLED
@pytest.mark.parametrize("around", POLITE)
def test_politeness_never_makes_a_yes_a_no(around: str, step: int) -> None:
    polite = [around.format(text) for text in plain_yes()[::step]]

    assert [text for text in polite if read_reply(text) is Label.DECLINE] == []


# fmt: off
WORDS: Final = (
    "受け入れ", "可能", "です", "ます", "できます", "できません", "困難", "不可", "ない", "か",
    "？", "が", "。", "、", "なら", "だけ", "お受けします", "はい", "無理", "今夜", "明日", "1泊",
    "他", "そうです", "と", "では", "ありません", "すみません", "間違えました", "どうぞ",
    "お待ちしています", "「", "」", "…", ":x:", "<@U1>", "&gt; ", "テスト", "満床", "空き",
    "あります", "確認します", "can", "accept", "we", "not", "if", " ", "\n", "ー", "！", "OK",
)
# fmt: on
CHATTER: Final = st.lists(st.sampled_from(WORDS), max_size=12).map("".join)


@given(st.text(max_size=400) | CHATTER)
def test_writing_it_plainly_twice_changes_nothing(text: str) -> None:
    once = normalise(text)

    assert normalise(once) == once


@given(st.text(max_size=10_000) | CHATTER)
def test_any_words_at_all_can_be_read(text: str) -> None:
    assert read_reply(text) in Label


@given(CHATTER)
def test_a_yes_holds_words_of_commitment_and_a_no_words_of_refusal(text: str) -> None:
    label = read_reply(text)

    if label is Label.ACCEPT:
        assert any(word in text for word in ("受け", "お待ち", "accept"))
    if label is Label.DECLINE:
        refusing = ("不可", "困難", "ません", "ない", "無理", "満床", "not")
        assert any(word in text for word in refusing)


LONG: Final = (
    "受け入れ可能です",
    "「",
    "はい",
    "で",
    "も",
    "<@",
    "(",
    "a ",
    "&amp;",
    "ー",
    "\n",
    "。",
)


@pytest.mark.parametrize("unit", LONG)
def test_a_letter_of_any_length_is_read(unit: str) -> None:
    for size in (1_990, 100_000):
        assert read_reply((unit * size)[:size]) is not Label.DECLINE


@pytest.mark.soak
@pytest.mark.parametrize("unit", LONG)
def test_ten_times_the_words_take_no_hundred_times_the_time(unit: str) -> None:
    def seconds(size: int) -> float:
        runs = timeit.repeat(lambda: read_reply((unit * size)[:size]), number=20, repeat=5)
        return min(runs)

    assert seconds(1_990) < 30 * seconds(199)


def test_the_command_line_prints_each_line_as_it_came_with_its_label() -> None:
    given_lines = "受け入れ可能です\n　受け入れできません \r\n\n何泊ですか？".encode()
    out = io.BytesIO()

    label_lines(io.BytesIO(given_lines + b"\n\xff\n"), out)

    assert out.getvalue().decode().split("\n") == [
        "accept\t受け入れ可能です",
        "decline\t　受け入れできません ",
        "unclear\t",
        "question\t何泊ですか？",
        "unclear\t\N{REPLACEMENT CHARACTER}",
        "",
    ]
