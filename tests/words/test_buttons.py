"""A button that does one thing is called one thing, on cards, letters and in forms alike."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import bot.words

TWO_NAMES: Final = {"ACCEPT": {"button_accept", "button_still_possible"}}
"""An offer is confirmed by the act that made it, once a rival was decided: another question."""


def labels() -> Iterator[tuple[str, str]]:
    """Yield act and label of every button whose label is said where the button is made."""
    for path in sorted(Path(bot.words.__path__[0]).glob("*.py")):
        for each in ast.walk(ast.parse(path.read_text())):
            match each:
                case ast.Call(
                    func=ast.Name(id="Button"),
                    args=[
                        ast.Call(func=ast.Attribute(attr=label)),
                        ast.Name(id=act) | ast.Attribute(attr=act),
                        *_,
                    ],
                ):
                    yield act, label


def test_buttons_that_do_one_thing_have_one_label() -> None:
    found: dict[str, set[str]] = defaultdict(set)
    for act, label in labels():
        found[act].add(label)

    assert len(found) > 20
    assert {act: names for act, names in found.items() if len(names) > 1} == TWO_NAMES
