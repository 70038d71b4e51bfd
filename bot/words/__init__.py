"""The words people read: a sentence is a function, and both languages have the same ones."""

from __future__ import annotations

from typing import Any

from bot.cities.profile import Terms
from bot.effects import Sentence
from bot.vocabulary import Lang
from bot.words.blocks import escaped
from bot.words.en import English
from bot.words.ja import Japanese

Words = Japanese | English


def words_in(lang: Lang, terms: Terms) -> Words:
    """Return the sentences of a language, in a city's terms."""
    return English(terms) if lang is Lang.EN else Japanese(terms)


def say(words: Words, sentence: Sentence) -> str:
    """Return the sentence, drawn. Raises: AttributeError for a key no language has."""
    drawn: Any = getattr(words, sentence.key)
    args = {name: _harmless(value) for name, value in sentence.args.items()}
    return str(drawn(**args))


def _harmless(value: Any) -> Any:
    """Return an argument that calls no channel and makes no link, whatever an office is called."""
    if isinstance(value, tuple):
        return tuple(_harmless(each) for each in value)
    return escaped(value) if isinstance(value, str) else value
