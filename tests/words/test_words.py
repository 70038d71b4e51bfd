"""Both languages say everything, in the same tone; the texts agreed on stand word for word."""

from __future__ import annotations

import inspect
import re
import types
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import astuple
from datetime import UTC, date, datetime
from enum import Enum
from itertools import product
from typing import Any, Final, get_args, get_origin, get_type_hints

import pytest

from bot.cities import PROFILES
from bot.cities.profile import Terms
from bot.effects import sentence
from bot.vocabulary import Handbook, Lang
from bot.words import Words, say, words_in
from bot.words.blocks import LABEL_LIMIT, TITLE_LIMIT
from bot.words.en import English
from bot.words.en import glossary as en_terms
from bot.words.en import speech as en_speech
from bot.words.ja import Japanese
from bot.words.ja import glossary as ja_terms
from bot.words.ja import speech as ja_speech

TUESDAY = date(2026, 1, 20)
EVENING = datetime(2026, 1, 20, 13, 6, tzinfo=UTC)  # 22:06 in Japan

MATSUE = Japanese(PROFILES["matsue"].ui_terms)
TSURUOKA = Japanese(PROFILES["tsuruoka"].ui_terms)
ENGLISH = English(PROFILES["matsue"].ui_terms)

PARTS: Final = ("day", "full_day", "clock", "when")
"""What both modules offer besides their sentences."""

SUBSETS: Final = frozenset({"DISABILITIES", "REPAIRS"})
"""Tables that leave members out on purpose: certificates of illness name no disability, and what
only a person can put right has no repair."""

HEADINGS: Final = frozenset({"ask_title", "case_title", "help_title"})
"""Titles of cards and of the help; every other title stands on a modal."""

SUBMITS: Final = (
    "ask_others",
    "back",
    "choose",
    "close",
    "decline",
    "details",
    "join",
    "leave",
    "menu",
    "next",
    "override",
    "page",
    "record",
    "record_monitoring",
    "send",
)
"""Buttons that head a modal or stand at its foot: Slack allows no more there than in a title."""

JAPANESE: Final = re.compile(r"[\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")


def methods(language: type[Words]) -> Mapping[str, inspect.Signature]:
    """Return the signatures of a language's sentences."""
    found = inspect.getmembers(language, inspect.isfunction)
    return {name: inspect.signature(each) for name, each in found if not name.startswith("_")}


def signs(language: type[Words]) -> Mapping[str, type]:
    """Return what a language sets between words, and its glossary, by kind."""
    kinds = (str, types.ModuleType)
    found = {name: type(value) for name, value in inspect.getmembers(language) if name[0] != "_"}
    return {name: kind for name, kind in found.items() if kind in kinds}


def tables(module: types.ModuleType) -> Mapping[str, Mapping[Enum, str]]:
    """Return a glossary's tables, what the city's word changes among them."""
    found = {name: value for name, value in vars(module).items() if name.isupper()}
    return {**found, "ask_statuses": module.ask_statuses("accept", "place")}


METHODS: Final = tuple(methods(Japanese))


# ------------------------------------------------------------------ saying everything


def samples(kind: Any) -> list[Any]:
    """Return values of an annotation to call a sentence with; None comes last."""
    if isinstance(kind, types.UnionType):
        return [each for part in get_args(kind) for each in samples(part)]
    if get_origin(kind) is tuple:
        return [_tuple(get_args(kind))]
    if isinstance(kind, type) and issubclass(kind, Enum):
        return list(kind)
    return list(SAMPLES[kind])


SAMPLES: Final[Mapping[Any, tuple[Any, ...]]] = {
    str: ("ABC-1",),
    bool: (True, False),
    int: (0, 1, 20),
    date: (TUESDAY, date(2025, 12, 31)),
    datetime: (EVENING, datetime(2026, 1, 20, 15, 0, tzinfo=UTC)),
    types.NoneType: (None,),
}


def _tuple(parts: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return a little table of the fullest row and the emptiest, or one of those rows."""
    if parts[-1] is not Ellipsis:
        return tuple(samples(part)[0] for part in parts)
    columns = [samples(part) for part in get_args(parts[0])]
    return (tuple(each[0] for each in columns), tuple(each[-1] for each in columns))


def rendered(words: Words, name: str) -> Iterator[str]:
    """Yield all a sentence says, once for every combination of sample arguments."""
    method: Callable[..., str] = getattr(words, name)
    kinds = get_type_hints(getattr(type(words), name))
    names = inspect.signature(method).parameters
    for values in product(*(samples(kinds[each]) for each in names)):
        yield method(**dict(zip(names, values, strict=True)))


def everything(words: Words) -> Iterator[tuple[str, str]]:
    """Yield every sentence by name, in all its forms; what is set behind others is stripped."""
    for name in METHODS:
        for text in rendered(words, name):
            yield name, text.lstrip(" ") if name in APPENDED else text


APPENDED: Final = frozenset(
    {"asked_detail", "asked_until", "preview_by_telephone", "state_since", "unverified"}
)
"""What is set behind other words; in English it brings its own space."""


def own_words(text: str, terms: Terms) -> str:
    """Return the text without what it was given: arguments, services, and the city's nouns."""
    named = (*SAMPLES[str], *astuple(terms), *en_terms.SERVICES.values())
    for given in sorted(named, key=len, reverse=True):
        text = text.replace(given, "")
    return text


IN_EVERY_CITY = [
    pytest.param(lang, profile.ui_terms, id=f"{lang} in {city}")
    for lang in Lang
    for city, profile in PROFILES.items()
]

every_city = pytest.mark.parametrize(("lang", "terms"), IN_EVERY_CITY)


# ------------------------------------------------------------------ parity


def test_both_languages_have_the_same_sentences_with_the_same_arguments() -> None:
    assert methods(English) == methods(Japanese)


def test_both_languages_have_the_same_signs_between_words() -> None:
    assert signs(English) == signs(Japanese)


def test_no_sentence_stands_under_two_names_in_both_languages() -> None:
    plain = [name for name, each in methods(Japanese).items() if len(each.parameters) == 1]
    said = Counter((getattr(MATSUE, name)(), getattr(ENGLISH, name)()) for name in plain)

    assert [both for both, times in said.items() if times > 1] == []


@pytest.mark.parametrize("name", PARTS)
def test_both_languages_write_days_and_times_from_the_same_arguments(name: str) -> None:
    assert inspect.signature(getattr(en_speech, name)) == inspect.signature(
        getattr(ja_speech, name)
    )


def test_both_glossaries_have_the_same_tables() -> None:
    assert tables(en_terms).keys() == tables(ja_terms).keys()


@pytest.mark.parametrize("name", tables(ja_terms))
def test_both_glossaries_name_the_same_things_in_the_same_order(name: str) -> None:
    assert list(tables(en_terms)[name]) == list(tables(ja_terms)[name])


@pytest.mark.parametrize("name", sorted(tables(ja_terms).keys() - SUBSETS))
def test_a_glossary_leaves_nothing_unnamed(name: str) -> None:
    table = tables(ja_terms)[name]

    assert set(table) == set(type(next(iter(table))))


@pytest.mark.parametrize("name", tables(ja_terms))
@pytest.mark.parametrize("module", [ja_terms, en_terms], ids=["ja", "en"])
def test_two_things_never_share_a_name(module: types.ModuleType, name: str) -> None:
    named = list(tables(module)[name].values())

    assert len(set(named)) == len(named)
    assert all(0 < len(each) <= LABEL_LIMIT for each in named)


def test_a_language_is_chosen_by_its_code_and_says_a_sentence_by_its_name() -> None:
    english, japanese = (words_in(lang, MATSUE.terms) for lang in (Lang.EN, Lang.JA))

    assert say(english, sentence("core_came_in", name="Kari", office="Rei")) == (
        "Kari of Rei is now coordinating."
    )
    assert say(japanese, sentence("button_close")) == "閉じる"


def test_a_sentence_no_language_has_is_an_error_and_never_silence() -> None:
    with pytest.raises(AttributeError):
        say(MATSUE, sentence("no_such_sentence"))


# ------------------------------------------------------------------ tone


NEVER: Final = [
    pytest.param(r"[!！]", id="no exclamation marks"),
    pytest.param(r"至急|(?i:\burgent|\basap\b|as soon as possible)", id="nothing presses"),
    pytest.param(r"\d+分(後|以内)|\b(?i:with)?in \d+ minutes", id="times are absolute"),
    pytest.param(r"(?a:\bNone\b)", id="what is not known is said in words or left out"),
    pytest.param(r"^$|  |。。|、、|\.\.", id="nothing is empty and nothing is doubled"),
    pytest.param(r"^\s|\s$|\s\n|^[。、]", id="nothing missing leaves a gap"),
]


@every_city
@pytest.mark.parametrize("never", NEVER)
def test_no_sentence_breaks_the_tone(lang: Lang, terms: Terms, never: str) -> None:
    found = everything(words_in(lang, terms))

    assert [said for said in found if re.search(never, said[1])] == []


REQUEST: Final = r"ください|お願い(いた)?します|いただけますか|\b[Pp]lease\b|\b[Cc]ould you\b"
END: Final = r"[。\n]|(?<=[.?]) "


@every_city
def test_a_sentence_asks_one_thing_at_most(lang: Lang, terms: Terms) -> None:
    found = everything(words_in(lang, terms))
    sentences = [each for _, text in found for each in re.split(END, text)]

    assert [each for each in sentences if len(re.findall(REQUEST, each)) > 1] == []


@pytest.mark.parametrize("city", PROFILES)
def test_the_japanese_is_japanese(city: str) -> None:
    terms = PROFILES[city].ui_terms
    own = [(name, own_words(text, terms)) for name, text in everything(Japanese(terms))]

    assert [each for each in own if each[1].isascii() and re.search("[a-zA-Z]", each[1])] == []


@pytest.mark.parametrize("city", PROFILES)
def test_the_english_is_english_but_for_proper_names(city: str) -> None:
    terms = PROFILES[city].ui_terms
    own = [(name, own_words(text, terms)) for name, text in everything(English(terms))]

    assert [each for each in own if JAPANESE.search(each[1])] == []


def test_words_in_which_cities_differ_are_never_spelled_out() -> None:
    blank = Terms(
        disability="A",
        accept="B",
        place="C",
        registration_form="D",
        core_center="E",
        core_center_short="F",
        city="G",
    )
    found = everything(Japanese(blank))

    assert [each for each in found if re.search("受入|受け入れ(?!られ)|登録届", each[1])] == []


PAIRS: Final = [("(", ")"), ("[", "]"), ("（", "）"), ("［", "］"), ("「", "」"), ("【", "】")]


@every_city
@pytest.mark.parametrize(("opens", "closes"), PAIRS)
def test_whatever_opens_closes(lang: Lang, terms: Terms, opens: str, closes: str) -> None:
    found = everything(words_in(lang, terms))

    assert [each for each in found if each[1].count(opens) != each[1].count(closes)] == []


@every_city
def test_what_is_bold_ends(lang: Lang, terms: Terms) -> None:
    found = everything(words_in(lang, terms))

    assert [each for each in found if each[1].count("*") % 2] == []


# ------------------------------------------------------------------ what fits, what is named


BUTTONS: Final = [name for name in METHODS if name.startswith("button_")]
TITLES: Final = [name for name in METHODS if name.endswith("_title") and name not in HEADINGS]


@every_city
@pytest.mark.parametrize("name", BUTTONS)
def test_a_button_fits_its_label(lang: Lang, terms: Terms, name: str) -> None:
    limit = TITLE_LIMIT if name.removeprefix("button_") in SUBMITS else LABEL_LIMIT

    assert all(len(text) <= limit for text in rendered(words_in(lang, terms), name))


@every_city
@pytest.mark.parametrize("name", TITLES)
def test_a_modal_fits_its_title(lang: Lang, terms: Terms, name: str) -> None:
    assert all(len(text) <= TITLE_LIMIT for text in rendered(words_in(lang, terms), name))


@every_city
def test_a_button_named_in_a_sentence_exists(lang: Lang, terms: Terms) -> None:
    words = words_in(lang, terms)
    labels = {text for button in BUTTONS for text in rendered(words, button)}
    named = {
        label
        for _, text in everything(words)
        for label in re.findall(r"［(.+?)］|\[(?!Emergency\])(.+?)\]", text)
    }

    assert {"".join(label) for label in named} <= labels


# ------------------------------------------------------------------ the words agreed on


AGREED: Final = [
    pytest.param(
        MATSUE.ask_notification("短期入所", MATSUE.period_short(TUESDAY, 3, TUESDAY), "22:06"),
        "【緊急】受入れのお願い（短期入所・今夜から3泊）22:06までにご回答をお願いいたします",
        id="the notification of a card says what is asked and until when",
    ),
    pytest.param(
        MATSUE.ask_heading("2026-0012"),
        "*【緊急】受入れのお願い*　2026-0012",
        id="a card is headed by what it is and its number",
    ),
    pytest.param(
        MATSUE.period(TUESDAY, 3, TUESDAY),
        "1/20（火）今夜〜1/23（金）3泊",
        id="a stay is told by its days and its nights",
    ),
    pytest.param(
        MATSUE.reply_by(EVENING, TUESDAY, past=False),
        "*ご回答期限：本日22:06*",
        id="a deadline is a time of day",
    ),
    pytest.param(
        MATSUE.disability(ja_terms.DISABILITIES[Handbook.INTELLECTUAL]),
        "知的障がい",
        id="a disability is written as the city writes it",
    ),
    pytest.param(
        MATSUE.arrival(datetime(2026, 1, 20, 14, 0, tzinfo=UTC), "ご家族が送迎", date(2026, 1, 20)),
        "23:00ごろ・ご家族が送迎",
        id="an arrival is told by its time and who brings the person",
    ),
    pytest.param(
        MATSUE.confirmed_on(date(2025, 12, 10), stale=False),
        "2025/12/10",
        id="the day of the last confirmation has its year",
    ),
    pytest.param(
        MATSUE.office_prepared(trial_done=True),
        "登録届の写しあり・体験利用あり",
        id="an office is told what it already holds",
    ),
    pytest.param(
        MATSUE.ask_foot(),
        "スレッドへの返信、お電話でも承ります。ご回答をもとに相談支援専門員が受入先を決定いたします。"
        "お名前は書かないようお願いいたします。",
        id="the foot of a card says how else to answer and who decides",
    ),
    pytest.param(
        MATSUE.accept_thanks(datetime(2026, 1, 20, 13, 21, tzinfo=UTC)),
        "受入れ可能のご回答を承りました。ありがとうございます。まだ決定ではございません。"
        "22:21までに結果をご連絡いたします。",
        id="an office that can accept is thanked and told that it is no decision yet",
    ),
    pytest.param(
        MATSUE.please_choose(),
        "ありがとうございます。行き違いを防ぐため、下のボタンでお選びいただけますか。",
        id="a reply not understood is answered with the buttons",
    ),
    pytest.param(
        MATSUE.you_were_chosen(),
        "貴事業所に受入れをお願いすることとなりました。［登録情報を見る］でご確認のうえ、"
        "到着されましたら［到着］を押してください。",
        id="the decided office is told what to look at and what to press",
    ),
    pytest.param(
        MATSUE.others_chosen(night=True),
        "今回は他の事業所にお願いすることとなりました。夜分にご検討いただき、ありがとうございました。",
        id="the other offices are thanked for the late hour by night",
    ),
    pytest.param(
        MATSUE.others_chosen(night=False),
        "今回は他の事業所にお願いすることとなりました。ご検討いただき、ありがとうございました。",
        id="the other offices are thanked without the late hour by day",
    ),
    pytest.param(
        MATSUE.case_notification_core("2026-0012"),
        "【緊急】2026-0012 受入先が決まっていません。調整に入っていただけますか。",
        id="the core centre is asked to come in",
    ),
    pytest.param(
        MATSUE.gate_short_stay(),
        "今回の事由では、短期入所をご依頼いただけません",
        id="a refused short stay is headed by what cannot be asked",
    ),
    pytest.param(
        MATSUE.gate_short_stay_why(),
        "事由②（障がいの特性により生じた緊急事態）は短期入所の対象外です（拠点（案）７①ただし書き）。",
        id="a refused short stay cites its paragraph",
    ),
    pytest.param(
        MATSUE.gate_short_stay_ways().splitlines()[0],
        "ご依頼いただけるもの：行動援護などのヘルパー派遣／生活介護等での宿泊",
        id="a refused short stay says what can be asked instead",
    ),
    pytest.param(
        MATSUE.gate_ask_core("基幹「みなも」", "000-0000-0201"),
        "迷われるときは 基幹「みなも」 000-0000-0201",
        id="a refusal says whom to telephone",
    ),
    pytest.param(
        MATSUE.gate_family_plans(),
        "ご家庭のご予定による利用（通常の短期入所をご案内します）",
        id="a family's own plans are shown the ordinary way",
    ),
    pytest.param(MATSUE.button_accept(), "受入れ可能", id="an office presses that it can accept"),
    pytest.param(
        MATSUE.button_decline(), "受入れ困難", id="an office presses that it cannot accept"
    ),
    pytest.param(
        TSURUOKA.button_accept(), "受け入れ可能", id="another city spells accepting its way"
    ),
    pytest.param(MATSUE.button_choose(), "この事業所に依頼", id="the counsellor presses to decide"),
    pytest.param(MATSUE.button_claim(), "調整に入る", id="the core centre presses to come in"),
    pytest.param(MATSUE.button_sheet(), "登録情報を見る", id="the sheet is opened by its name"),
    pytest.param(MATSUE.button_arrive(), "到着", id="an arrival is one word"),
    pytest.param(MATSUE.button_list_monitoring(), "対象の方を見る", id="who is due can be seen"),
    pytest.param(
        MATSUE.button_record_monitoring(), "実施を記録", id="a visit done can be recorded"
    ),
]


@pytest.mark.parametrize(("said", "agreed"), AGREED)
def test_the_words_agreed_on_stand(said: str, agreed: str) -> None:
    assert said == agreed
