"""`kyoten demo`: the sample town with its page, until Ctrl-C; its state is thrown away."""

from __future__ import annotations

import asyncio
import os
import signal
import tempfile
from collections.abc import Sequence
from contextlib import AsyncExitStack, ExitStack
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

import typer
from aiohttp import web

from bot.errors import SetupError
from bot.log import set_up_logging
from sandbox.page import Page
from sandbox.page_state import Situation, Start
from sandbox.situations import PLAYS, bring_about, situations_of
from sandbox.town import S1_BEGINS, Grounds, Town
from sandbox.town_data import TOWN, TownNetwork
from sandbox.workspace import Workspace

PORT: Final = 8765
LOOK_SECONDS: Final = 5.0
LOOPBACK: Final = "127.0.0.1"

TRY: Final = {
    "matsue": """
  1. 「検証まなぶ」さん（相談支援専門員）として、「/kyoten 緊急」と入力します。登録者「見本 一郎」、
     事由「介護しているご家族などの急病・入院」、サービス「短期入所」を選び、確認して送信します。
  2. 左上で「見本よるの」さん（かりのやど）に替わり、届いたカードで［受入れ可能］を押します。
  3. 「検証まなぶ」さんに戻り、［この事業所に依頼］を押して、ご本人の意向を記録します。
  4. だれも答えないときは、［＋10分］を1回押すとスレッドに再度のご案内、2回で基幹に連絡が届きます。
  5. 職員登録は「例示 はじめ（未登録）」さんで試せます。承認のお願いは「架空ひるた」さんに届きます。
  6. ［場面を選ぶ］で、途中の場面からすぐに始められます。［通信］で、Slackとのやり取りを見られます。
""",
    "tsuruoka": """
  1. 「試問あきら」さん（相談員）として、「/kyoten 緊急」と入力します。登録者「例雲 ためし」、
     事由「介護しているご家族などの急病・入院」、サービス「短期入所」を選び、確認して送信します。
  2. 左上で短期入所「そらね」の方に替わり、届いたカードで［受け入れ可能］を押します。
  3. 「試問あきら」さんに戻り、［この事業所に依頼］を押して、ご本人の意向を記録します。
  4. だれも答えないときは、［＋10分］を1回押すとスレッドに再度のご案内、2回で基幹に連絡が届きます。
  5. 職員登録は「例文 はじめ（未登録）」さんで試せます。承認のお願いは「例示そらね」さんに届きます。
  6. ［場面を選ぶ］で、途中の場面からすぐに始められます。［通信］で、Slackとのやり取りを見られます。
""",
}
SAID: Final = """
練習用画面: {address}
{try_}
Try: be the counsellor, type /kyoten emergency, be an office, answer. Push the clock for silence.
Or choose a ready-made situation; the inspector shows what Slack and the bot said to each other.
終わるには Ctrl-C（Ctrl-C ends everything）
"""


def open_town(*, city: str, keep: str) -> None:
    """Open the town of a city and serve it until Ctrl-C. Raises: SetupError with the remedy."""
    with ExitStack() as stack:
        folder = Path(keep) if keep else Path(stack.enter_context(tempfile.TemporaryDirectory()))
        demo = Demo(_empty(folder), _network(city))
        set_up_logging()
        asyncio.run(_serve(demo, _port()))


def _network(city: str) -> TownNetwork:
    known = {town.network.profile: town for town in TOWN}
    if city not in known:
        raise SetupError(f"--city: {city!r} is not known: use {' or '.join(known)}")
    return known[city]


def _empty(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise SetupError(f"--keep: {folder} is not empty: name another folder")
    return folder


def _port() -> int:
    given = os.environ.get("KYOTEN_SANDBOX_PORT") or str(PORT)
    if not given.isdigit() or int(given) > 65535:
        raise SetupError("KYOTEN_SANDBOX_PORT: not usable: use a port from 0 to 65535")
    return int(given)


class Demo:
    """One town after another: a reset tears the old one down and builds a new one."""

    def __init__(self, folder: Path, network: TownNetwork) -> None:
        """Prepare a demo of that town, its rounds below the folder."""
        self._folder, self._network = folder, network
        self._rounds = 0
        self._stack = AsyncExitStack()
        self._turn = asyncio.Lock()  # a town is not looked at while it is taken down
        self._playing = ""
        self.town: Town

    async def open(self, at: datetime = S1_BEGINS) -> None:
        """Build the town as it is at that moment."""
        self.town = await self._stack.enter_async_context(Town(self._round(at)))

    async def close(self) -> None:
        """Take the town down."""
        await self._stack.aclose()

    async def reset(self) -> None:
        """Begin again, with the same people and an empty record."""
        async with self._turn:
            await self._begin_again()

    @property
    def situations(self) -> Sequence[Situation]:
        """List the ready-made situations."""
        return situations_of(self._network)

    @property
    def playing(self) -> str:
        """Name the situation the town is in."""
        return self._playing

    async def play(self, key: str) -> Start:
        """Begin again and bring the town into that situation; return where to begin."""
        async with self._turn:
            await self._begin_again(PLAYS[key].begins)
            start = await bring_about(key, self.town)
            self._playing = key
            return start

    async def _begin_again(self, at: datetime = S1_BEGINS) -> None:
        self._playing = ""
        await self.close()
        await self.open(at)

    async def look_ahead(self) -> None:
        """Learn when something falls due next."""
        async with self._turn:
            await self.town.look_ahead()

    @property
    def city(self) -> str:
        """Whose rules the town follows."""
        return self._network.network.profile

    @property
    def workspace(self) -> Workspace:
        """The present town's workspace."""
        return self.town.workspace

    @property
    def manifest(self) -> dict[str, Any]:
        """What the page may hint."""
        return self.town.manifest

    def now(self) -> datetime:
        """Return the town's time."""
        return self.town.now()

    def next_due(self) -> datetime | None:
        """Return when something falls due next."""
        return self.town.next_due()

    def office_of(self, user_id: str) -> str:
        """Return the office somebody works for."""
        return self.town.office_of(user_id)

    async def push(self, delta: timedelta) -> None:
        """Move the town's time forward."""
        async with self._turn:
            await self.town.push(delta)

    def _round(self, at: datetime) -> Grounds:
        """Return grounds of their own for each round, below the same folder."""
        self._rounds += 1
        folder = self._folder / f"round-{self._rounds}"
        folder.mkdir()
        database = f"sqlite:///{folder / 'kyoten.sqlite3'}"
        return Grounds(
            folder=folder, database=database, network=self._network, start=at, running=True
        )


async def _serve(demo: Demo, port: int) -> None:
    told_to_stop = asyncio.Event()
    for each in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(each, told_to_stop.set)
    await demo.open()
    page = Page(demo)
    runner = web.AppRunner(page.application(), access_log=None, shutdown_timeout=1.0)
    await runner.setup()
    try:
        await web.TCPSite(runner, LOOPBACK, port).start()
        address = f"http://{LOOPBACK}:{runner.addresses[0][1]}/"
        typer.echo(SAID.format(address=address, try_=TRY[demo.city]))
        await _until(told_to_stop, demo, page)
    except OSError as taken:
        raise SetupError(
            f"KYOTEN_SANDBOX_PORT: port {port} is in use: end the other demo or set another port"
        ) from taken
    finally:
        await runner.cleanup()
        await demo.close()


async def _until(told_to_stop: asyncio.Event, demo: Demo, page: Page) -> None:
    """Let the page's clock follow the town's until told to stop."""
    while not told_to_stop.is_set():
        await demo.look_ahead()
        page.changed()
        try:
            async with asyncio.timeout(LOOK_SECONDS):
                await told_to_stop.wait()
        except TimeoutError:
            continue
