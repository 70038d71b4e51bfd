"""The house's own rules: nothing is forgotten, nothing reads the clock, no page tells yesterday."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.moves import ASK_MOVES, CASE_MOVES, NEED_MOVES
from bot.settings import REMEDIES, Settings
from bot.words.ja import Japanese
from bot.words.letters import LETTER_BUTTONS
from handlers import ACTIONS, VIEWS
from handlers.commands import SUBCOMMANDS

HERE = Path(__file__).parent.parent
PROGRAM = [
    path
    for root in ("bot", "handlers", "storage", "scheduler", "sandbox")
    for path in sorted((HERE / root).rglob("*.py"))
    if "versions" not in path.parts
]
CLOCKS = {"bot/clock.py", "bot/log.py", "sandbox/clock.py"}
"""Where the machine's time may be read: the clock, the log's time stamp, the town's clock."""


def trees() -> Iterator[tuple[str, ast.Module]]:
    for path in PROGRAM:
        yield str(path.relative_to(HERE)), ast.parse(path.read_text())


def test_only_the_clock_reads_the_machines_time() -> None:
    clock_calls = re.compile(
        r"\b(datetime|date)\.(now|utcnow|today)\(|\btime\.(time|monotonic)\(|asyncio\.sleep\([^0]"
    )
    found = {
        str(path.relative_to(HERE)) for path in PROGRAM if clock_calls.search(path.read_text())
    }

    assert found - CLOCKS == {"sandbox/server.py"}  # real sockets' own waiting


def test_everything_is_caught_in_three_places_only() -> None:
    found = [
        name
        for name, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.ExceptHandler)
        and isinstance(node.type, ast.Name)
        and node.type.id in {"Exception", "BaseException"}
    ]

    assert sorted(found) == [
        "handlers/deliver.py",  # a parcel
        "handlers/forms.py",  # a listener's other half, after its ack
        "handlers/journal.py",  # a listener
        "scheduler/tick.py",  # a tick
        "storage/engine.py",  # a unit, handed to whoever awaits it
    ]


@pytest.mark.parametrize("name", [name.upper() for name in Settings.model_fields])
def test_every_setting_is_in_the_example_and_has_a_remedy(name: str) -> None:
    assert re.search(rf"^#? ?{name}=", (HERE / ".env.example").read_text(), re.MULTILINE)
    assert name in REMEDIES


@pytest.mark.parametrize("each", SUBCOMMANDS, ids=lambda each: each.names[0])
def test_every_subcommand_is_in_the_readme_in_both_languages(each: object) -> None:
    readme = (HERE / "README.md").read_text()

    assert all(f"`/kyoten {name}`" in readme for name in each.names)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("machine", "moves"),
    [
        pytest.param("ask", ASK_MOVES, id="an ask"),
        pytest.param("need", NEED_MOVES, id="a need"),
        pytest.param("case", CASE_MOVES, id="a case"),
    ],
)
def test_the_drawing_in_the_architecture_is_the_table(
    machine: str, moves: dict[tuple[str, str], str]
) -> None:
    page = (HERE / "ARCHITECTURE.md").read_text()
    block = re.search(rf"```mermaid\n%% {machine}\n(.*?)```", page, re.DOTALL)
    assert block is not None
    drawn = set(re.findall(r"^ *(\w+) --> (\w+): (\w+)$", block.group(1), re.MULTILINE))

    assert drawn == {(str(since), str(to), str(move)) for (since, move), to in moves.items()}


def test_nothing_is_answered_through_a_response_url() -> None:
    product = [name for name, _ in trees() if not name.startswith("sandbox/")]

    assert product
    assert [name for name in product if "response_url" in (HERE / name).read_text()] == []


def test_no_two_listeners_overlap() -> None:
    names = [name for name, _ in (*ACTIONS, *VIEWS)]

    assert len(names) == len(set(names))


def test_every_sentence_a_decision_names_exists_with_those_arguments() -> None:
    for name, tree in trees():
        for call in ast.walk(tree):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "sentence":
                keys = list(strings_in(call.args[0]))
                given = {keyword.arg for keyword in call.keywords}
                for key in keys:
                    expected = set(inspect.signature(getattr(Japanese, key)).parameters) - {"self"}
                    assert given == expected, f"{name}: sentence {key!r}"


def strings_in(node: ast.AST) -> Iterator[str]:
    """Yield every sentence a call may name; what is looked up in a table is not seen here."""
    for each in ast.walk(node):
        if isinstance(each, ast.Constant) and isinstance(each.value, str):
            yield each.value


def test_every_letter_with_buttons_is_a_sentence() -> None:
    assert [key for key in LETTER_BUTTONS if not hasattr(Japanese, key)] == []
