"""Mistakes in a network file: each with its place, its line and its remedy."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

Path = tuple[str | int, ...]

KEY: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}")
HEADER: Final = re.compile(r"\s*(\[\[?)\s*([A-Za-z0-9_-]+)\s*\]")
ENTRY: Final = re.compile(r"\s*([A-Za-z0-9_-]+|\"[^\"]+\")\s*(?:\.[^=]*)?=")


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong at a place, and what to write instead; never the value itself."""

    place: Path
    text: str


def nearest(word: object, known: Iterable[str]) -> str:
    """Return the remedy for an unknown word: the one it resembles, else all there are."""
    names = list(known)
    found = get_close_matches(str(word), names, n=1)
    return f"did you mean {found[0]}?" if found else f"use one of {', '.join(names)}"


class Places:
    """Where things stand in the file, to be said with each mistake."""

    def __init__(self, text: str, data: Mapping[str, object]) -> None:
        """Look for the lines of tables and keys; what lies deeper has the line of its key."""
        self._data = data
        self._lines: dict[Path, int] = {}
        for path, line in _keys(text):
            self._lines.setdefault(path, line)

    def say(self, mistakes: Iterable[Mistake]) -> list[str]:
        """Return one line a mistake, in the file's order; the same is said once."""
        said = {(self._line(each.place), self._sentence(each)) for each in mistakes}
        return [sentence for _, sentence in sorted(said)]

    def _sentence(self, mistake: Mistake) -> str:
        line = self._line(mistake.place)
        where = f"line {line}: " if line else ""
        return f"{where}{self._label(mistake.place)}: {mistake.text}"

    def _line(self, place: Path) -> int:
        prefixes = (place[:length] for length in range(len(place), 0, -1))
        return next((self._lines[each] for each in prefixes if each in self._lines), 0)

    def _label(self, place: Path) -> str:
        label = ""
        for depth, part in enumerate(place):
            if isinstance(part, str):
                label += f".{part}" if label else part
            else:
                label += f"[{self._name(place[: depth + 1])}]"
        return label

    def _name(self, place: Path) -> str:
        """Return what to call an item: its own key where it has one, else its number from 1."""
        value: object = self._data
        for part in place:
            if isinstance(value, Mapping) and isinstance(part, str):
                value = value.get(part)
            elif isinstance(value, list) and isinstance(part, int) and part < len(value):
                value = value[part]
        key = value.get("key") if isinstance(value, Mapping) else None
        return key if isinstance(key, str) and KEY.fullmatch(key) else f"#{int(place[-1]) + 1}"


def _keys(text: str) -> Iterator[tuple[Path, int]]:
    """Yield each table and key with its line, as far as lines alone can tell."""
    table: Path = ()
    counts: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if header := HEADER.match(line):
            name = header.group(2)
            table = (name,)
            if header.group(1) == "[[":
                counts[name] = counts.get(name, -1) + 1
                yield (name,), number
                table = (name, counts[name])
            yield table, number
        elif entry := ENTRY.match(line):
            yield (*table, entry.group(1).strip('"')), number
