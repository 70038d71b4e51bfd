"""Every fault the design knows has a test that brings it about, or a later step it belongs to."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest

HERE = Path(__file__).parents[1]
ROW: Final = re.compile(r"^\| (F\d\d) \| (.+?) \| (.+) \|$", re.MULTILINE)
TEST: Final = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")
LATER: Final = re.compile(r"^later: step [4-9], ")
ROWS: Final = ROW.findall((HERE / "docs" / "faults.md").read_text())


def test_no_fault_is_left_out() -> None:
    assert [fault for fault, _, _ in ROWS] == [f"F{number:02}" for number in range(1, 76)]


@pytest.mark.parametrize("shown", [pytest.param(shown, id=fault) for fault, _, shown in ROWS])
def test_each_has_tests_that_exist_or_a_later_step(shown: str) -> None:
    named = TEST.findall(shown)

    assert named or LATER.match(shown)
    for file, test in named:
        text = (HERE / file).read_text()
        assert re.search(rf"^(?:async )?def {test}\(", text, re.MULTILINE), f"{file}::{test}"
