"""One way to write each thing: width, Slack's mark-up, script and politeness levelled out."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from bot.decide.replies.phrases import PHRASES
from bot.decide.replies.spacing import SPACES
from bot.decide.replies.speech import REGIONS, SLIPS, TALK

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
    # Quoted lines are somebody else's, also when typed full-width
    (r"(?m)^[ \t]*>.*$", ""),
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
    # A message that was wrong is taken back; what comes next is the answer
    (
        r"(?:先ほど|さっき|先程|さきほど|前)の(?:[「『][^」』\n]{1,30}[」』]|返信|返事|回答|投稿|メッセージ)?"
        r"(?:は|が)?(?:間違い|誤り|ミス|誤送信)で(?:す|した)?(?!は)[、。]?(?=[^\s])",
        "間違えました。",
    ),
    # Bold and italics carry no meaning
    (r"[*_](?=[^\s*_])|(?<=[^\s*_])[*_]", ""),
)

STANCE: Final = (
    r"受|引受|預か|可能|困難|不可|無理|難し|厳し|断|できま|できな|大丈夫|ok|ng|満床|満室|空き|"
    r"いい|はい|です|ます|ません|まし|ください|待|来|越し|見送|他|one|we |no|accept|take"
)

MARKS: Final = (
    (r"[〇◯⭕⚪]", "○"),
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

# Each thing in the way the patterns write it; order matters, longer before shorter.
WRITING: Final = (
    (r"間違い(?:なく|ありません)|まちがいなく", "必ず"),
    (r"(?:受け?|うけ)(?:入|容|人(?=れ)|い(?=れ))れ*|ウケイレ", "受入"),
    (r"(?:引き?|ひき)(?:受け?|うけ)", "引受"),
    (r"うけ(?=ます|ませ|られ|れ|る|でき|し|いた|ら)", "受け"),
    (r"預り|あずかり", "預かり"),
    (r"あずか", "預か"),
    (r"出来", "でき"),
    (r"ふかのう", "不可能"),
    (r"(?<=受入)(?:は|が)?ふか(?!く|い)", "不可"),
    (r"(?<![しかさら])かのう", "可能"),
    (r"こんなん(?=です|で|だ|に|$|。|、)", "困難"),
    (r"むずかし|むつかし|難かし|ムズカシ(?!イ)", "難し"),
    (r"(?<![ねけさ])むり(?!や?り)|ムリ", "無理"),
    (r"ムズカシイ", "難しい"),
    (r"きびし|キビシ", "厳し"),
    (r"(?<=お)ことわり|ことわ(?=り|ら|る|れ)", "断"),
    (r"みおく", "見送"),
    (r"まんしょう", "満床"),
    (r"まんしつ", "満室"),
    (r"ダメ|駄目", "だめ"),
    (r"おさえ(?=ました|ます|て)", "押さえ"),
    (r"3泊(?:では|じゃ)なく(?:て)?、?(?=[12]泊)", ""),
    (r"(?:バツ|ばつ)(?=です|で[。、お]|[。、!]|$)", "×"),
    (r"条件(?:など|等)?は?(?:特に)?(?:あり|ござい)ません。?", ""),
    (r"(?:お?役に立てる|お?力になれる)(?:の)?(?:なら|であれば|でしたら)、?", ""),
    (r"カノウ(?![ァ-ヶー])", "可能"),
    (r"フカ(?:ノウ)?(?![ァ-ヶー])", "不可"),
    (r"(?:×|不可能?|困難|無理)(?:では|じゃ)なく(?:て)?、?(?=○|可|受入)", ""),
    (r"(?:○|可能?)(?:では|じゃ)なく(?:て)?、?(?=×|不可|困難|無理)", ""),
    (r"(?<=ない)じゃ(?:ない|ありません)(?:です)?か", ""),
    (
        r"(?:可能か不可能か|できるかできないか|可か不可か)(?:で|と)(?:言えば|いうと|言うと|いえば)、?",
        "",
    ),
    (r"(?:^|(?<=[。、 ]))[1-9][.)、．:]?(?=受入|送迎|夕食|食事|部屋)", ""),
    (r"あした(?=から|は|の|に|も|なら|で|以|まで|[ 、]|$)", "明日"),
    (r"はー+い", "はい"),
    (
        r"(?:条件(?:など|は|等)?(?:特に)?なしで|無条件で)、?"
        r"(?=(?:受入|受け|引受|預か)り?(?:ます|可能|します|れます))",
        "",
    ),
    (r"1(?:晩|泊|日)でも3(?:晩|泊|日)でも", "3泊"),
    (r"受入可能な(?=ベッド|部屋|居室|空き|人数|定員)", ""),
    (r"兼ね(?=ます|る)", "かね"),
    (r"3泊どころか、?(?=1泊)", ""),
    (r"(?:受入)?(?:可能?|○|ok)→(?=(?:受入)?(?:不可|×|困難|無理))", ""),
    (r"(?:受入)?(?:不可能?|×|困難|無理)→(?=(?:受入)?(?:可|○|ok))", ""),
    (r"この方(?:なら(?:ば)?|でしたら|であれば)、?", ""),
    (r"\buke(?:ire)?masu\b|\buketemasu\b", "受入ます"),
    (r"\bmuri ?desu\b", "無理です"),
    (r"デス(?![ァ-ヶー])", "です"),
    (r"マス(?![ァ-ヶーク])", "ます"),
    (r"マセン(?![ァ-ヶー])", "ません"),
    (r"クダサイ", "ください"),
    (r"ス(?:ミ|イ)(?=ません)", "すみ"),
    (r"だいじょ[うー]?ぶ", "大丈夫"),
    (r"(?<![ぁ-ん])へや(?=[がをはもあ]|$)", "部屋"),
    (r"お?くすり(?=[はをもと])", "薬"),
    (r"ほけんしょう", "保険証"),
    (r"(?:派遣|ヘルパー(?:派遣)?|訪問|ショート|短期入所)の(?:ご|お)?(?=依頼)", ""),
    (r"(?:ご|お)?(?:依頼|指名)の(?=ヘルパー派遣|派遣|訪問)", "依頼"),
    (r"あき(?=が?(?:ない|なし|ありま|ござ))", "空き"),
    (r"かくにん", "確認"),
    (r"(?<=お)まち(?=し)", "待ち"),
    (r"頂(?!戴|点|上|け(?!る|ま|れ))", "いただ"),
    (r"(?<![一合])致", "いた"),
    (r"下さ", "くださ"),
    (r"有(?=り|る|れ|難)", "あ"),
    (r"無(?=い|し|く|か|け)", "な"),
    (r"宜し", "よろし"),
    (r"良い", "いい"),
    (r"良け", "よけ"),
    (r"居(?=ま|り|る)", "い"),
    (r"迄", "まで"),
    (r"為(?=、|に|受|$)", "ため"),
    (r"(?<!申し)訳", "わけ"),
    (r"(?<=[いるた])事(?![業務情故前由])", "こと"),
    (r"(3泊|3日間|3晩)(?:でしたら|であれば|なら(?:ば)?)", r"\1"),
    (
        r"(?:(?:今夜|明日|明後日|[月火水木金土日]曜日?)(?:、|と|から|まで)?)+の(?=3(?:泊|"
        r"日間|晩))",
        "",
    ),
    (r"くださって(?=結構|いい|大丈夫|ok|構)", "いただいて"),
    (
        r"(?:相談|協議|検討|調整|話し合い)(?:し|して|の上|のうえ|した結果|の結果)、?"
        r"(?=[^。、]{0,20}こと(?:に|と)(?:なり|いたし|し|決め|決まり)ました)",
        "",
    ),
    (r"かねて(?:い|お)ります|かねる(?=次第|状況|状態)", "かねます"),
    (r"御座", "ござ"),
    (r"御(?=[一-鿿])", "ご"),
    (r"当たって|当って", "あたって"),
    (r"(?:ほか|よそ)(?=を|の|に|へ|で)", "他"),
    (r"さがし", "探し"),
    (r"一(?=泊|床|晩|名|人|日|つ|室)", "1"),
    (r"二(?=泊|床|晩|名|人|日)", "2"),
    (r"三(?=泊|床|晩|名|人|日)", "3"),
    (r"(?:^|(?<=[、。]))いま(?=[、新はも])", "今"),
    (r"やまやま", "山々"),
    (r"(?<=ます)とも(?=[。!]|$)", ""),
    (r"^(?:あのう?|えっと|ええと|えーと|えー|あー)、?(?=うち|当|受|今|お|す|ちょ)", ""),
    (r"何の(?=問題|心配|支障)", ""),
    (r"今晩|こんや|こんばん(?!は)", "今夜"),
    (r"本日|きょう|ほんじつ", "今日"),
    (r"オッケー|オーケー|おっけー?|おk|o\.k\.?", "ok"),
    (r"りょ(?:うかい|ーかい)", "了解"),
    (r"ノーグッド|エヌジー", "ng"),
    (r"差し?支え", "差支え"),
    # Politeness, down to one level
    (r"(?:ありがとう|おはよう|有難う)ござい(?:ます|ました)", "ありがとう"),
    (r"でござい(?=ま)", "であり"),
    (r"でありま(?:す|して)", "です"),
    (r"ござい(?=ま)", "あり"),
    (r"(?:さ|(?<!承)ら)せて(?:いただ|もら)(?:きます|います)(?!か)", "します"),
    (r"[さら]せていただくこと(?=に|と)", "すること"),
    (r"させてもらう(?=[わよで。!]|$)", "します"),
    (r"(?:させて|らせて)(?:いただ|もら)(?:きました|いました)", "しました"),
    (r"(?:させて|らせて)(?:いただいて|もらって)", "して"),
    (r"いたし(?=ま|か)", "し"),
    (r"いたして", "して"),
    (r"申し上げ(?=ま)|もうしあげ(?=ま)", "し"),
    (r"ており(?!ま)", "ていて"),
    (r"てお(?=り|ら)", "てい"),
    (r"てい(?:り|ら)(?=ま)", "てい"),
    (r"(?<![くが])おり(?=ません)", "い"),
    (r"(?<![くが])お(?=ません)", "い"),
    (r"(?<=[者員人フー]が)おり(?=ません)", "い"),
    (r"(?<=も)おり(?=ません)", "い"),
    (r"[さら]せていただきた(?:く(?:存じます|思います)|い(?:と(?:思い|存じ)ます|です))", "します"),
    (r"申し上げたく(?:存じます|思います)", "します"),
    (r"承らせていただ(?:きます|けます)", "承ります"),
    (r"くださいますよう(?:に)?お?願いします", "ください"),
    (r"(?<=今回は)お(?=見送)", ""),
    (r"(?<=[が、は])あいて(?=る|ます|い)|^あいて(?=る|ます|い)", "空いて"),
    (r"くださいま(?:せ|し)", "ください"),
    (
        r"(?:お|ご)(?=引受|受入|受け|預か|断|待ち|越し|部屋|迎え|連れ|任せ|薬|食事|連絡|電話|"
        r"返事|依頼)",
        "",
    ),
    (
        r"(?:お|ご)(?=相談|検討|紹介|本人|家族|利用|案内|準備|用意|持参|安心|心配|理解|了承|"
        r"容赦|希望)",
        "",
    ),
    (
        r"(?:お|ご)(?=要望|期待|対応|提案|協力|要請|提供|指定|名前|気をつけ|泊ま|宿泊|入所|意向|"
        r"遠慮|辞退|一緒|時間|着替え|持ち|布団|世話(?!に|様|さま)|入れ|伝え|休み|力添え|引き取)",
        "",
    ),
    # Kansai's endings
    (r"や(?:ねん|で|わ|な)(?=[。、!]|$)", "や"),
    # "It is possible to take" is "can take"
    (r"(?:る|する)?こと(?:が|は)?(?=でき(?:ます|る)|可能(?!性)|できま|難し|困難)", ""),
    (r"(?<![そこあ])の(?:ほう|方|件|ほうは)(?=は|が|も|、)", ""),
    (r"(?<=受入)に(?:関し|つき|つい)(?:て|まして)(?:は)?", "は"),
)

Rule = tuple[re.Pattern[str], str]


def _compiled(rules: tuple[tuple[str, str], ...]) -> tuple[Rule, ...]:
    return tuple((re.compile(pattern), to) for pattern, to in rules)


BEFORE: Final = _compiled(ENTITIES + SLACK)
AFTER: Final = _compiled(MARKS + SLIPS + TALK + REGIONS + PHRASES + WRITING + SPACES)
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


KEPT: Final = frozenset(f"{QUOTED}{PERSON}{SHAKES}{WONDERS}{OPEN}○×△〇◯⭕⚪✕❓❗→⇒←〜")


def _quotation(found: re.Match[str]) -> str:
    """Drop the marks around a name; hide quoted words that could be an answer."""
    inside = found.group(1) if found.group(1) is not None else found.group(2)
    everything = found.group() == found.string.strip()
    return QUOTED if everything or HAS_STANCE.search(inside) else inside
