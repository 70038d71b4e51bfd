"""One way to write each thing: width, Slack's mark-up, script and politeness levelled out."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from bot.decide.replies.corrections import CORRECTIONS
from bot.decide.replies.phrases import PHRASES
from bot.decide.replies.spacing import SPACES
from bot.decide.replies.speech import HALF_TYPED, IN_KANA, REGIONS, SLIPS, TALK
from bot.decide.replies.writing import WRITING

QUOTED: Final = "❝"
"""Stands where somebody's words were quoted: whose they are is not known."""
PERSON: Final = "＠"
"""Stands where somebody was mentioned inside a sentence."""
SHAKES: Final = "✋"
"""Stands for an emoji that refuses."""
WONDERS: Final = "☁"
"""Stands for an emoji that doubts or jokes."""
OPEN: Final = "⋯"
"""Stands for a sentence left open, as with three dots."""

PASSES: Final = 12
"""A text that still changes after so many passes was made to; it is read as empty."""

REFUSING_CODES: Final = re.compile(
    r"no_good|^x$|-1|thumbsdown|no_entry|cross|ng|bow_?no|"
    r"negative"
)
DOUBTING_CODES: Final = re.compile(
    r"think|question|shrug|joy|rofl|laugh|sweat|grimac|confus|zany|upside|interrobang|wink"
)
REFUSING_EMOJI: Final = "🙅❌✖✗✘🚫👎🆖⛔"
DOUBTING_EMOJI: Final = "\N{REPLACEMENT CHARACTER}🤔🤷😂🤣😅🙃😜😬💭"

ENTITIES: Final = ((r"&(?:amp;)*gt;", ">"), (r"&(?:amp;)*lt;", "<"), (r"&(?:amp;)+", "&"))

SLACK: Final = (
    # Struck-out words are unsaid, code is an example
    (r"~[^~\n]{1,300}~", QUOTED),
    (r"```[^`]{0,2000}```|`[^`\n]{1,300}`", QUOTED),
    # A mention in front only calls somebody; elsewhere it may be who the sentence is about
    (
        r"(?m)^[ \t]*(?:<[@!#][^>\n]{1,80}>[ \t]*(?:(?:さん|様|"
        r"さま)[、,]?)?[ \t]*)+(?![がはもをの])",
        "",
    ),
    (r"<[@!#][^>\n]{1,80}>", PERSON),
    (r"<(?:https?|mailto):[^>\n]{1,300}>", ""),
    (r"[①-⑳]", "。"),
    *CORRECTIONS,
    # Quoted lines are somebody else's, also when typed full-width
    (r"(?m)^[ \t]*>.*$", ""),
    # Bold and italics carry no meaning
    (r"[*_](?=[^\s*_])|(?<=[^\s*_])[*_]", ""),
)

STANCE: Final = (
    r"受|引受|預か|可能|困難|不可|無理|難し|厳し|断|できま|できな|大丈夫|ok|ng|満床|満室|空き|"
    r"いい|はい|です|ます|ません|まし|ください|待|来|越し|見送|他|one|we |no|accept|take"
)

MARKS: Final = (
    (r"[〇◯⭕⚪◎]", "○"),
    (r"[✕☓╳]", "×"),
    (r"[~～]", "〜"),
    (r"[❓⁇]", "?"),
    (r"[❗‼]", "!"),
    (r"[“”„〝〟]", '"'),
    (r"[’‘]", "'"),
    (r"[，､]", "、"),
    (r"[．｡]", "。"),
    (r"(?<=[ぁ-ゟ゠-ヿ一-鿿]),", "、"),
    (r"(?<=[ぁ-ゟ゠-ヿ一-鿿)])\.(?!\.)", "。"),
    (r"(?:\.{2,}|・{2,}|。[。 ]*。|、[、 ]*、|[⋯…‥]+)[。、. ]*", OPEN),
    (r"[\u2014\u2015\u2500-]{2,}", OPEN),
    (rf"{OPEN}(?:[ \t]*{OPEN})+", OPEN),
    (r"!+(?=\?)|(?<=\?)[!?]+", ""),
    (r"!{2,}", "!"),
    (r"! +\?", "?"),
    (r"[\t\r\f\v ]+", " "),
    (r" ?\n[ \n]*", "\n"),
)

Rule = tuple[re.Pattern[str], str]


def _compiled(rules: tuple[tuple[str, str], ...]) -> tuple[Rule, ...]:
    return tuple((re.compile(pattern), to) for pattern, to in rules)


BEFORE: Final = _compiled(ENTITIES + SLACK)
AFTER: Final = _compiled(
    MARKS + SLIPS + HALF_TYPED + IN_KANA + TALK + REGIONS + PHRASES + WRITING + SPACES
)
CODE: Final = re.compile(r":([a-z0-9_+'-]{1,60}):(?::skin-tone-\d:)?")
QUOTES: Final = re.compile(r'[「『]([^「」『』]{0,200})[」』]|"([^"]{1,200})"')
HAS_STANCE: Final = re.compile(STANCE)


def normalise(text: str) -> str:
    """Write a reply in the one way the patterns know; doing it twice changes nothing."""
    for _ in range(PASSES):
        written = _once(text)
        if written == text:
            return written
        text = written
    return ""


def _once(text: str) -> str:
    text = _swap(text.replace("～", "〜"), BEFORE)
    text = _in_hiragana(unicodedata.normalize("NFKC", text).casefold())
    text = CODE.sub(_code, text)
    text = "".join(map(_sign, text)) if not text.isascii() else text
    text = _swap(text, AFTER)
    return QUOTES.sub(_quotation, text)


def _in_hiragana(text: str) -> str:
    """Write what was typed in katakana throughout as the patterns know it."""
    if OTHER_SCRIPT.search(text) or len(KATAKANA.findall(text)) < 5:
        return text
    return KATAKANA.sub(lambda sign: chr(ord(sign.group()) - 0x60), text)


KATAKANA: Final = re.compile(r"[ァ-ヶ]")
OTHER_SCRIPT: Final = re.compile(r"[ぁ-ゟ一-鿿]")


def _swap(text: str, rules: tuple[Rule, ...]) -> str:
    for pattern, to in rules:
        text = pattern.sub(to, text)
    return text


def _code(found: re.Match[str]) -> str:
    name = found.group(1)
    if name.isdigit():
        return found.group()  # a time of day such as 19:30:00
    if REFUSING_CODES.search(name):
        return SHAKES
    return WONDERS if DOUBTING_CODES.search(name) else " "


def _sign(sign: str) -> str:
    """Keep what can be read; an emoji is a mood or nothing."""
    if sign < "\u2000":
        return sign if sign >= " " or sign in "\n\t" else " "
    if sign in REFUSING_EMOJI:
        return SHAKES
    if sign in DOUBTING_EMOJI:
        return WONDERS
    if sign in KEPT:
        return sign
    kind = unicodedata.category(sign)
    if kind in {"So", "Sk"}:
        return " "  # people set an emoji where a full stop could stand
    return "" if kind in {"Cf", "Mn", "Cs", "Cn", "Co"} else sign


KEPT: Final = frozenset(f"{QUOTED}{PERSON}{SHAKES}{WONDERS}{OPEN}○◎×△〇◯⭕⚪✕❓❗→⇒←〜")


def _quotation(found: re.Match[str]) -> str:
    """Drop the marks around a name; hide quoted words that could be an answer."""
    inside = found.group(1) if found.group(1) is not None else found.group(2)
    everything = found.group() == found.string.strip()
    return QUOTED if everything or HAS_STANCE.search(inside) else inside
