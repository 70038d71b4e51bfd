"""Each safeguard is taken out of a copy of the program, and a test must notice.

A safeguard whose absence nothing notices is not tested. Nothing in the program can be switched
off: only this copy lacks it.
"""

from __future__ import annotations

import os
import shutil
import sys
from asyncio import create_subprocess_exec
from asyncio.subprocess import DEVNULL, PIPE
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest

HERE = Path(__file__).parents[2]
COPIED: Final = ("bot", "handlers", "storage", "scheduler", "sandbox", "tests", "pyproject.toml")
LONGEST: Final = "60"
"""Seconds a test may take; one that goes round and round without its safeguard has failed."""
SOME_FAILED: Final = 1
"""pytest's own: tests ran, and not all of them passed in time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """A safeguard's text, the text without it, and the test that must fail then."""

    file: str
    old: str
    new: str
    fails: str


pytestmark = pytest.mark.soak

CONTROLS: Final = {
    "the SDK repeats nothing by itself": Control(
        file="bot/app.py",
        old="retry_handlers=[],",
        new="retry_handlers=None,",
        fails="tests/town/test_sending.py -k f04_f06",
    ),
    "what is in doubt is looked for first": Control(
        file="handlers/sending.py",
        old="if parcel.attempted and (found := await self._found(parcel, ready)):",
        new="if False and (found := await self._found(parcel, ready)):",
        fails="tests/town/test_sending.py -k f04_f06",
    ),
    "late twins are swept": Control(
        file="storage/sending.py",
        old='owed = {"sweeps": queries.SWEEPS} if parcel.attempted and ts is not None else {}',
        new="owed: dict[str, int] = {}",
        fails="tests/town/test_sending.py -k f05",
    ),
    "only the lease's holder settles a row": Control(
        file="storage/sending.py",
        old=" & (queries.OUTBOX.c.lease == parcel.lease)\n        freed",
        new="\n        freed",
        fails="tests/storage/test_outbox.py -k lease",
    ),
    "a value is changed at the revision that was read": Control(
        file="storage/revisions.py",
        old='(of.c.id == columns["id"]) & (of.c.revision == revision)',
        new='of.c.id == columns["id"]',
        fails="tests/storage/test_ledger.py tests/storage/test_race.py",
    ),
    "what was done is not done again": Control(
        file="handlers/desk.py",
        old="            if known is not None:",
        new="            if False:",
        fails="tests/town/test_inbound.py -k several_times",
    ),
    "an event is acknowledged after its commit": Control(
        file="bot/app.py",
        old="process_before_response=True,",
        new="process_before_response=False,",
        fails="tests/town/test_inbound.py -k neither_read_nor_kept",
    ),
    "what was undone is not remembered": Control(
        file="storage/roster.py",
        old="if head and not self._written:",
        new="if head:",
        fails="tests/storage/test_roster.py -k undone",
    ),
    "what another process changed is seen": Control(
        file="storage/roster.py",
        old="found = self._known.get((network, head)) if head else None",
        new="found = next(iter(self._known.values()), None)",
        fails="tests/storage/test_roster.py -k another_process",
    ),
    "what was missed is read back": Control(
        file="handlers/behind.py",
        old="await self._again.look() + await self._catch_up.look()",
        new="await self._again.look()",
        fails="tests/town/test_missed.py",
    ),
    "a forged request is turned away": Control(
        file="handlers/guard.py",
        old='if not hmac.compare_digest(f"v0={own.hexdigest()}", signature):',
        new="if not own:",
        fails="tests/town/test_http.py -k odd_headers",
    ),
    "a request is good once": Control(
        file="handlers/guard.py",
        old="        if signature in self._seen:",
        new="        if False:",
        fails="tests/town/test_http.py -k five_minutes",
    ),
    "who may not act is refused": Control(
        file="handlers/desk.py",
        old="allowed = verdict is Verdict.ALLOWED",
        new="allowed = True",
        fails="tests/town/test_s1_whole.py -k sqlite",
    ),
    "nothing due is lost while nobody looked": Control(
        file="bot/app.py",
        old="        await self.tick.look()  # what fell due meanwhile, emergencies first\n",
        new="",
        fails="tests/town/test_starting.py -k f51",
    ),
    "a lost step is found and put back": Control(
        file="scheduler/auditor.py",
        old="for each in fresh[:AT_ONCE]:",
        new="for each in fresh[:0]:",
        fails="tests/town/test_auditor.py -k next_step",
    ),
    "the heartbeat stops when something is wrong": Control(
        file="scheduler/auditor.py",
        old="        return not self.findings\n",
        new="        return True\n",
        fails="tests/town/test_auditor.py -k finding_stops",
    ),
    "whoever asked hears that nothing was sent": Control(
        file="handlers/reaching.py",
        old="            if not marks.keys() >= set(asks):",
        new="            if False:",
        fails="tests/town/test_not_sent.py",
    ),
    "a library's words are not logged": Control(
        file="bot/log.py",
        old="record.getMessage() if own else _fixed(record)",
        new="record.getMessage()",
        fails="tests/town/test_privacy.py -k logg",
    ),
    "people's words are harmless in a channel": Control(
        file="bot/words/blocks.py",
        old='text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")',
        new="text",
        fails="tests/decide/test_cards.py -k calls_anybody",
    ),
}


@pytest.mark.parametrize(
    "control", [pytest.param(each, id=name) for name, each in CONTROLS.items()]
)
async def test_without_a_safeguard_its_test_fails(control: Control, tmp_path: Path) -> None:
    for name in COPIED:
        copy = shutil.copytree if (HERE / name).is_dir() else shutil.copy
        copy(HERE / name, tmp_path / name)
    file = tmp_path / control.file
    text = file.read_text()
    assert text.count(control.old) == 1
    file.write_text(text.replace(control.old, control.new))

    own = ("-x", "-q", "-p", "no:cacheprovider", "--timeout", LONGEST)
    command = ("-m", "pytest", *own, *control.fails.split())
    process = await create_subprocess_exec(
        sys.executable,
        *command,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"},
        stdin=DEVNULL,
        stdout=PIPE,
        stderr=PIPE,
    )
    said, _ = await process.communicate()

    assert process.returncode == SOME_FAILED, said.decode()[-2000:]
