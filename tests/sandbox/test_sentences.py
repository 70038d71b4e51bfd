"""The page's own sentences: the same ones in both languages, and each of them said somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from sandbox.page import STATIC

TABLE: Final = re.compile(r"^const (JA|EN) = \{\n(.*?)^\};", re.MULTILINE | re.DOTALL)
SENTENCE: Final = re.compile(r'^  (?:"([^"]+)"|(\w+)): "(.+)",$', re.MULTILINE)
ASKED: Final = re.compile(r"\bwords\(((?:[^(),]|\([^()]*\))+)")
LITERAL: Final = re.compile(r'"([\w:./]+)"')
BEGINNING: Final = re.compile(r"`([a-z]+:)\$\{")
PLACES: Final = re.compile(r"\{\w+\}")


def tables(file: str = "words.js") -> dict[str, dict[str, str]]:
    """Return each language's sentences by key."""
    found = TABLE.findall((STATIC / file).read_text(encoding="utf-8"))
    return {
        lang: {quoted or bare: said for quoted, bare, said in SENTENCE.findall(body)}
        for lang, body in found
    }


def scripts() -> Iterator[str]:
    """Yield the page's scripts, without the words and without what others wrote."""
    for path in sorted(Path(STATIC).glob("*.js")):
        if path.name not in ("words.js", "glosses.js"):
            yield path.read_text(encoding="utf-8")


def asked_for(script: str) -> set[str]:
    """Return the keys a script asks for; where it asks by a name, every literal may be meant."""
    asked = ASKED.findall(script)
    by_name = any(re.fullmatch(r"\w+", each) for each in asked)
    return set(LITERAL.findall(script if by_name else "\n".join(asked)))


def test_both_languages_have_the_same_sentences_with_the_same_places() -> None:
    both = tables()

    assert set(both) == {"JA", "EN"}
    assert len(both["JA"]) > 100
    places = {
        lang: {k: sorted(PLACES.findall(said[k])) for k in said} for lang, said in both.items()
    }
    assert places["JA"] == places["EN"]


def test_the_inspector_explains_the_same_names_in_both_languages() -> None:
    both = tables("glosses.js")

    assert set(both) == {"JA", "EN"}
    assert set(both["JA"]) == set(both["EN"]) >= {"chat.postMessage", "view_submission", "/kyoten"}


def test_every_sentence_is_said_somewhere() -> None:
    said = set().union(*(asked_for(script) for script in scripts()))
    beginnings = tuple({each for script in scripts() for each in BEGINNING.findall(script)})

    unsaid = [key for key in tables()["JA"] if key not in said and not key.startswith(beginnings)]

    assert unsaid == []


@pytest.mark.parametrize("path", sorted(STATIC.glob("*.js")), ids=lambda path: path.name)
def test_a_script_asks_for_no_sentence_that_is_missing(path: Path) -> None:
    asked = re.findall(r'\bwords\("([^"]+)"[,)]', path.read_text(encoding="utf-8"))

    assert set(asked) - set(tables()["JA"]) == set()
