"""Sentences and their clauses, each with how it ends: asked, left open, joined to the next."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import Final

from bot.decide.replies.labels import Sense
from bot.decide.replies.spelling import OPEN


class Joint(Enum):
    """How a clause hangs on to what follows."""

    NONE = auto()
    CONTRAST = auto()  # が, けど: the weight lies on what follows
    REASON = auto()  # ので, ため: a ground
    AND = auto()  # て, し: more follows


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One part of a sentence, its joint and final particles taken off."""

    text: str
    sentence: int
    joint: Joint = Joint.NONE
    asked: bool = False
    left_open: bool = False
    broken: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """One clause understood as far as it can be."""

    clause: Clause
    sense: Sense


BREAK: Final = re.compile(rf"{OPEN}(?=[^。!?\n{OPEN}])")
"""Three dots with something after them: spoken haltingly."""
SENTENCE: Final = re.compile(rf"([^。!?\n{OPEN}]+)([。!?\n{OPEN}]*)")

# Where a sentence falls apart even without a comma
INSIDE: Final = re.compile(
    r"((?:です|ます|ません|ました|でした|せんでした)(?:が|けれども|けれど|けども|けど|ので|から)"
    r"|(?:い|る|た|だ|や|ん)(?:けれども|けれど|けども|けど)"
    r"|[るたい]んで(?![すしもはあ])|(?:です|ます)し(?=[^、てたま])|[るない]し(?=受|引|預|"
    r"連|来|大丈夫|うち|どうぞ)|につき(?=[^まし、。])|(?:[るたなう]|ない|"
    r"しい)ので(?![すあはし])|[るた]から(?!の|で|な))(?=[^、])"
)
# A part that ends thus stands alone before a comma; any other belongs to what follows
STANDS: Final = re.compile(
    r"(?:が|けれども|けれど|けども|けど|ものの|ので|ため|ために|につき|んで|さかい|"
    r"とのこと|とおり|"
    r"受入(?:ok|可能?|不可能?|困難)"
    r"|(?:打ち|書き|入力|押し|変換)(?:間違い|ミス)"
    r"|(?:です|ます|した|ない|る|い|だ|ん|しょう)から|[^ま]して|(?:ました|でした)(?:ね|よ|よね)?|(?:です|ます)か|ます|です|ません|[てし]|"
    r"せず|おらず"
    r"|ください|なく|くて|ない|なし|あり|[いあ]る|(?:無理|満床|満室|だめ|大丈夫|お互い様|お互いさま|いっぱい)[やだ]|"
    r"ありがとう|いい|ましょう|でしょう|でして|まして|"
    r"[だいするんや](?:[よねわ]|な[あぁ]?)|(?:満床|満室|不在|不足|手薄)で)$"
)
ALONE: Final = re.compile(
    r"^(?:はい|ええ|うん|いえ|いや|いいえ|あ|えっと|ok|了解|承知|もちろん|すみません|すいません|"
    r"すまんのう|すまん|ごめん|堪忍な?|勘弁な?"
    r"|ごめんなさい|申し訳ない|お疲れ様|ありがとう|おおきに|喜んで|大丈夫|残念ながら|あいにく|"
    r"生憎|no|ng|yes|あかん"
    r"|訂正|追伸|恐縮|ほな|わかった|分かった|いいよ|ええよ|よっしゃ|しゃあないな|しゃーない"
    r"|おう|よし|とんでもない|へい|あいよ|おっしゃ|なんも|ううん|○|×|満床|満室|可能|不可|受入可能|受入不可|やっぱり|やはり|了解です|"
    r"りょ|おけ|おっけ|はいはい|うんうん|ああ|まあ|いやあ|うーん|え|はーい)$"
)

JOINTS: Final = (
    (
        re.compile(
            r"(?:な?[のん]です|のだ|んだ|んや)?(?:が|けれども|けれど|けども|けど|"
            r"ものの)[よねな]*$"
        ),
        Joint.CONTRAST,
    ),
    (
        re.compile(
            r"(?:な?[のん]です|な|の)?(?:ので|ため(?:に)?|につき|(?<=[るたいすなう])んで|"
            r"もんで|さかい)$"
        ),
        Joint.REASON,
    ),
    (re.compile(r"(?<=[すたいるだん])から$|(?<=満床|満室|不在|不足|手薄)で$"), Joint.REASON),
    (re.compile(r"(?<=で)して$|(?<=ま)して$"), Joint.REASON),
)
ENDING_AND: Final = re.compile(r"(?:[てし]|せず|おらず|なく|くて|[^ま]す(?:し))$")
BARE_DESU: Final = re.compile(r"(?<![まで])(?:で|ま)$")

ASKING: Final = re.compile(
    r"(?<![とし])(?<!りょう)か(?:な|ね|しら|い|なあ)?$|[よ][ねな]$|っけ$|でしょ$|"
    r"(?<=[名年齢別態度薬等先況間歩浴泄])は$"
)
PARTICLES: Final = re.compile(
    r"(?<=[すだいるたんやkgう])(?:よ|ね|わ|な[あぁ]?|さ|(?<!おい)(?<!喜ん)(?<!頼ん)で|っ|ー|〜)+$"
)
BRACKETED: Final = re.compile(r"\(([^()]{1,60})\)")
BRACKETS: Final = re.compile(r"^[()（）【】\[\]・:\-→ ]+|[【\[・:\- ]+$")


def clauses_of(text: str) -> list[Clause]:
    """Take a normalised reply apart, in its order."""
    broken = BREAK.search(text) is not None
    return [
        replace(clause, broken=broken)
        for number, found in enumerate(SENTENCE.finditer(BREAK.sub("、", text)))
        for clause in _parts(found.group(1), found.group(2), number)
    ]


def _parts(sentence: str, marks: str, number: int) -> Iterator[Clause]:
    asked = "?" in marks or ASKING.search(sentence.rstrip("、 )")) is not None
    pieces = list(_pieces(sentence))
    for place, piece in enumerate(pieces):
        last = place == len(pieces) - 1
        bare, joint = _without_joint(piece, last=last)
        yield Clause(
            text=PARTICLES.sub("", bare),
            sentence=number,
            joint=joint,
            asked=asked if last else ASKING.search(bare) is not None,
            left_open=last and (OPEN in marks or sentence.endswith("、")),
        )


def _pieces(sentence: str) -> Iterator[str]:
    """Yield what stands alone; a fragment before a comma is put before what it belongs to."""
    held = ""
    sentence = BRACKETED.sub(r"、\1、", sentence)
    for part in INSIDE.sub(r"\1、", sentence).split("、"):
        part = part.strip()
        held += part
        whole = PARTICLES.sub("", part)
        if held and (STANDS.search(part) or ALONE.match(whole)):
            yield BRACKETS.sub("", held)
            held = ""
    if BRACKETS.sub("", held):
        yield BRACKETS.sub("", held)


def _without_joint(piece: str, *, last: bool) -> tuple[str, Joint]:
    for pattern, joint in JOINTS:
        found = pattern.search(piece)
        if found:
            bare = piece[: found.start()]
            return (bare + "す" if BARE_DESU.search(bare) else bare), joint
    if not last and ENDING_AND.search(piece):
        return piece, Joint.AND
    return piece, Joint.NONE
