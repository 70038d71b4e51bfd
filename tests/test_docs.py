"""What the pages name exists, and what exists is named: commands, settings, links, situations."""

from __future__ import annotations

import re
import shlex
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
import typer

from bot.__main__ import app
from bot.network_file.checks import check
from bot.network_file.reading import read
from bot.settings import HttpSettings, Settings
from sandbox.demo import Demo
from sandbox.town_data import TOWN

HERE: Final = Path(__file__).parent.parent
READMES: Final = [HERE / "README.md", HERE / "README.ja.md"]
MANUAL: Final = [*READMES, *sorted((HERE / "docs").glob("*.md"))]
PAGES: Final = [*sorted(HERE.glob("*.md")), *sorted((HERE / "docs").rglob("*.md"))]

CODE: Final = re.compile(r"^```\w*\n(.*?)^```|`([^`\n]+)`", re.DOTALL | re.MULTILINE)
LINK: Final = re.compile(r"\]\(([^)\s]+)\)")
PROGRAM: Final = re.compile(r"(?:(?<![/\w.-])|\.venv/bin/)kyoten +(?=[a-z-])([^#|>`]*)")
"""The program, not `/kyoten`, which is typed in Slack."""
MAKE: Final = re.compile(r"(?<![\w/])make(?: +([a-z][a-z-]*))?(?=$|[\s`])", re.MULTILINE)
SETTING: Final = re.compile(r"\b(?:KYOTEN|SLACK)_[A-Z][A-Z_]*\b")
ENDS: Final = {";", "&&", "…"}

COMMAND: Final[Any] = typer.main.get_command(app)
SETTINGS: Final = {name.upper() for name in Settings.model_fields | HttpSettings.model_fields}


def name_of(page: Path) -> str:
    return str(page.relative_to(HERE))


def code(page: Path) -> list[str]:
    """Return every stretch of code of a page, in blocks and within lines."""
    return [block or span for block, span in CODE.findall(page.read_text())]


def commands(of: Any = COMMAND, *before: str) -> Iterator[tuple[str, ...]]:
    """Yield every command there is, by its words."""
    for name, command in of.commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, *before, name)
        else:
            yield (*before, name)


def typed(page: Path) -> Iterator[list[str]]:
    """Yield what a page tells somebody to type after `kyoten`."""
    for stretch in code(page):
        for line in stretch.splitlines():
            for rest in PROGRAM.findall(line):
                yield shlex.split(rest)


def wrong(words: list[str]) -> str | None:
    """Return what the command line does not know of this, if anything."""
    command = COMMAND
    options = {option for each in command.params for option in each.opts}
    for word in words:
        if word in ENDS:
            break
        if word.startswith("-"):
            if word.partition("=")[0] not in options | {"--help"}:
                return word
        elif hasattr(command, "commands"):
            if word not in command.commands:
                return word
            command = command.commands[word]
            options |= {option for each in command.params for option in each.opts}
    return None


@pytest.mark.parametrize("page", MANUAL, ids=name_of)
def test_every_command_and_option_that_is_named_exists(page: Path) -> None:
    assert [words for words in typed(page) if wrong(words)] == []


@pytest.mark.parametrize(
    ("words", "unknown"),
    [
        ("network apply city.toml --dry-run", None),
        ("run --http", None),
        ("run --https", "--https"),
        ("network remove", "remove"),
        ("physician", "physician"),
        ("init --dry-run", "--dry-run"),
    ],
)
def test_a_command_that_does_not_exist_is_noticed(words: str, unknown: str | None) -> None:
    assert wrong(words.split()) == unknown


@pytest.mark.parametrize("words", list(commands()), ids=" ".join)
def test_every_command_is_in_the_readme(words: tuple[str, ...]) -> None:
    named = [tuple(each[: len(words)]) for each in typed(HERE / "README.md")]

    assert words in named


def test_every_setting_that_is_named_exists() -> None:
    elsewhere = re.findall(r'environ\.get\("(\w+)"\)', (HERE / "sandbox/demo.py").read_text())
    known = SETTINGS | set(elsewhere)

    for page in [*MANUAL, HERE / ".env.example"]:
        assert set(SETTING.findall(page.read_text())) - known == set(), name_of(page)


@pytest.mark.parametrize("name", sorted(SETTINGS))
def test_every_setting_is_explained_in_the_readme(name: str) -> None:
    assert any(name in stretch for stretch in code(HERE / "README.md"))


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_linked_file_and_picture_exists(page: Path) -> None:
    text = CODE.sub("", page.read_text())
    for link in LINK.findall(text):
        path, _, heading = link.partition("#")
        if "://" in link:
            continue
        found = (page.parent / path).resolve() if path else page
        assert found.exists(), link
        if heading:
            assert heading in {slug(line) for line in headings(found)}, link


def headings(page: Path) -> list[str]:
    return re.findall(r"^#+ +(.+)$", page.read_text(), re.MULTILINE)


def slug(heading: str) -> str:
    """Return a heading as a link names it."""
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


@pytest.mark.parametrize("page", [*MANUAL, HERE / "CONTRIBUTING.md"], ids=name_of)
def test_every_make_target_that_is_named_exists(page: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (HERE / "Makefile").read_text(), re.MULTILINE))
    named = {name for stretch in code(page) for name in MAKE.findall(stretch) if name}

    assert named - targets == set()


@pytest.mark.parametrize("page", READMES, ids=name_of)
def test_the_situations_to_try_are_on_the_practice_page(page: Path, tmp_path: Path) -> None:
    named = re.findall(r"^- \*\*(.+?：.+?)\*\*", page.read_text(), re.MULTILINE)
    offered = {each.title for each in Demo(tmp_path, TOWN[0]).situations}

    assert len(named) == 3
    assert set(named) <= offered


@pytest.mark.parametrize("page", READMES, ids=name_of)
def test_the_people_to_become_live_in_the_sample_town(page: Path) -> None:
    town = TOWN[0]
    people = {each.name for each in town.staff} | {each.name for each in town.newcomers}

    for name in ("見本よるの", "検証まなぶ", "仮称きずな", "架空ひるた"):
        assert name in page.read_text()
        assert name in people


def test_every_network_in_the_manual_is_without_a_mistake() -> None:
    found = [
        block
        for page in MANUAL
        for block in re.findall(r"^```toml\n(.*?)^```", page.read_text(), re.DOTALL | re.MULTILINE)
    ]

    assert found
    for block in found:
        assert check(read(tomllib.loads(block))) == []


def test_the_readme_stays_short() -> None:
    assert len((HERE / "README.md").read_text().splitlines()) <= 150
