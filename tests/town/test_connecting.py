"""docs/connect.md as somebody follows it: an empty workspace, its commands, the first card."""

from __future__ import annotations

import re
import sys
from asyncio.subprocess import PIPE, create_subprocess_exec
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import pytest

from bot.cli.doctor.command import examine
from bot.cli.doctor.findings import Check, State
from sandbox.resident import Resident
from sandbox.town import KEYS, Grounds, Town
from sandbox.town_data import MIZUUMI
from tests.clocks import Apart

PAGE: Final = Path(__file__).parent.parent.parent / "docs" / "connect.md"
CHANNELS: Final = {"C0MIHONK01": "k01-基幹", "C0MIHONC01": "c01-相談", "C0MIHONP01": "p01-短期入所"}
EMPTY: Final = replace(
    MIZUUMI,
    offices=(),
    windows=(),
    staff=(),
    shifts=(),
    registrants=(),
    unregistered=(),
    newcomers=(),
)


@dataclass(frozen=True)
class Connected:
    """The workspace after the last step: the town, its one person, the channels by their name."""

    town: Town
    me: Resident
    channels: dict[str, str]
    said: str

    async def types(self, text: str, *, at: str) -> None:
        """Type a command in a channel."""
        town = self.town
        town.workspace.slash(self.me.user, self.channels[at], "/kyoten", text, town.now())
        await town.settles()


async def kyoten(grounds: Grounds, *words: str) -> str:
    """Run a command of the page; return what it says."""
    env = {
        "KYOTEN_DATABASE_URL": grounds.database,
        "KYOTEN_KEY_FILE": str(grounds.folder / KEYS),
        "HOME": str(grounds.folder),
    }
    process = await create_subprocess_exec(
        sys.executable, "-m", "bot", *words, env=env, stdout=PIPE, stderr=PIPE
    )
    said, complaints = await process.communicate()
    assert (process.returncode, complaints.decode()) == (0, "")
    return said.decode()


@pytest.fixture(scope="module")
async def connected(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Connected]:
    """Follow the page up to `kyoten run`, once: what is tried then does not meet."""
    folder = tmp_path_factory.mktemp("connected")
    database = f"sqlite:///{tmp_path_factory.mktemp('data') / 'kyoten.sqlite3'}"
    grounds = Grounds(folder=folder, database=database, network=EMPTY)
    town = Town(grounds)
    workspace = town.workspace
    me = workspace.add_user("情報 はじめ").id
    ids = {"T0MIHON000": workspace.team_id, "U0MIHON112": me}
    for example, name in CHANNELS.items():
        ids[example] = workspace.add_channel(name, members=[me]).id
        workspace.invite_bot(me, ids[example], town.now())
    (network,) = re.findall(r"^```toml\n(.*?)^```", PAGE.read_text(), re.DOTALL | re.MULTILINE)
    for example, real in ids.items():
        assert example in network
        network = network.replace(example, real)
    file = folder / "city.toml"
    file.write_text(network)
    await kyoten(grounds, "init")
    await kyoten(grounds, "network", "apply", str(file), "--dry-run")
    said = await kyoten(grounds, "network", "apply", str(file))
    async with town:
        await town.settles()
        channels = {name: ids[example] for example, name in CHANNELS.items()}
        yield Connected(town, Resident(town, me), channels, said)


async def test_the_first_card_stands_in_each_of_the_three_channels(connected: Connected) -> None:
    assert connected.said.endswith("applied\n")
    for channel in connected.channels.values():
        (card,) = [one for one in connected.town.workspace.messages(channel) if one.is_bot]
        assert card.text.startswith("拠点の窓口：")
        assert "職員登録" in str(card.blocks)


async def test_the_doctor_finds_nothing_but_what_a_later_step_sets(connected: Connected) -> None:
    town = connected.town
    port = {"kyoten_http_port": town.bot.health.port}
    settings = town.settings().model_copy(update=port)

    found = await examine(settings, Apart(town.clock), folder=town.grounds.folder)

    assert [(each.check, each.state) for each in found if each.state is not State.OK] == [
        (Check.HEARTBEAT, State.WARNING),
        (Check.MAIL, State.WARNING),
    ]


async def test_help_is_seen_by_whoever_asks(connected: Connected) -> None:
    await connected.types("使い方", at="c01-相談")

    assert "拠点の使い方" in connected.me.whispers[-1]


async def test_an_emergency_call_is_passed_on_to_the_only_person_there(
    connected: Connected,
) -> None:
    await connected.types("取り次ぎ", at="c01-相談")
    await connected.me.fills({"callback": "000-0000-9999"})

    assert any("折り返しのお電話をお願いいたします" in each for each in connected.me.letters)
    await connected.me.presses("電話を引き受ける")
    assert "000-0000-9999" in str(connected.me.view.blocks)


async def test_the_call_sheet_offers_the_unregistered_alone(connected: Connected) -> None:
    await connected.types("緊急", at="c01-相談")

    (person,) = [each for each in connected.me.view.blocks if each["block_id"] == "person"]
    names = [each["text"]["text"] for each in person["element"]["options"]]
    assert names == ["未登録の方"]
