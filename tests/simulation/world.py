"""A small town in one thread: the stand-in, the bot of the moment, the clock, and a trace."""

from __future__ import annotations

import asyncio
import copy
import json
import logging
import math
import random
import tempfile
import zlib
from collections import defaultdict
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Final

from pydantic import SecretStr
from slack_bolt.adapter.socket_mode.async_internals import run_async_bolt_app
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.response import BoltResponse
from slack_sdk.socket_mode.request import SocketModeRequest
from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.pool import NullPool

from bot.app import Bot, wired
from bot.errors import SetupError
from bot.holidays import public_holidays
from bot.settings import Settings
from sandbox.clock import TownClock
from sandbox.model import Answer, Envelope
from sandbox.moving_in import Addresses, into_ledger, into_slack
from sandbox.town import S1_BEGINS
from sandbox.town_data import MIZUUMI, TownNetwork
from sandbox.troubles import IN_SOCKETS
from sandbox.workspace import Workspace
from storage.cipher import Cipher, create_keyring, load_keyring
from storage.engine import sqlite_module
from storage.ledger import Means
from storage.migrations import upgrade
from tests.simulation.loop import by_the_towns_clock
from tests.simulation.process import Disk, Line, Process

OFFICES: Final = ("P01", "P03", "P12", "K01")
PERSONS: Final = ("R01", "R03")
WAKES: Final = timedelta(seconds=5)
"""How often delivery looks by itself while something waits."""
ROUNDS: Final = 400


def small(town: TownNetwork) -> TownNetwork:
    """Return the part of the town that S1 needs; what is outside it nobody holds a copy of."""

    def here(registrant: Any) -> Any:
        kept = tuple(one for one in registrant.registration.shares if one.office in OFFICES)
        registration = replace(registrant.registration, shares=kept)
        return replace(registrant, registration=registration, monitoring=())

    return replace(
        town,
        offices=tuple(replace(one, alternate=None) for one in town.offices if one.id in OFFICES),
        windows=tuple(one for one in town.windows if one.office in OFFICES),
        staff=tuple(one for one in town.staff if one.office in OFFICES),
        shifts=tuple(one for one in town.shifts if one.office in OFFICES),
        registrants=tuple(here(one) for one in town.registrants if one.person.id in PERSONS),
        newcomers=(),
    )


TOWN: Final = small(MIZUUMI)


class Standing:
    """The connections that stand, as the bot asks after them; deliveries come without any."""

    standing = True


class Errors(logging.Handler):
    """Keeps what was logged as an error while the world turned."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one more."""
        self.records.append(record)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """The town on the evening before: its Slack, its database, its keys. Copied for each seed."""

    workspace: Workspace
    addresses: Addresses
    database: Any
    cipher: Cipher
    drawn_at: Mapping[tuple[str, str], list[datetime]] = field(default_factory=dict)


class World:
    """One night of one seed."""

    def __init__(self, ground: Ground, seed: int | str) -> None:
        self.seed = seed
        self.clock = TownClock(S1_BEGINS)
        self.workspace = copy.deepcopy(ground.workspace)
        self.addresses = ground.addresses
        self.database = copied(ground.database)
        self.connection = _connected(self.database)
        self.trace: list[str] = []
        self.drawn_at = defaultdict(list, copy.deepcopy(dict(ground.drawn_at)))
        self.audit: list[dict[str, Any]] = []
        self.errors = Errors()
        self.restarts = 0
        self.bot: Bot
        self.app: AsyncApp
        self.process: Process
        self._order = random.Random(f"{seed} order")
        self._ids = random.Random(f"{seed} ids")
        self._means = Means(
            cipher=ground.cipher, holidays=_holidays(), new_id=lambda: self._ids.randbytes(16).hex()
        )
        self._dispatching: set[asyncio.Task[None]] = set()

    # -------------------------------------------------------------- time

    def now(self) -> datetime:
        """Return the town's time."""
        return self.clock.wall()

    def says(self, line: str) -> None:
        """Add a line to the trace."""
        seconds = int((self.now() - S1_BEGINS).total_seconds())
        self.trace.append(f"+{seconds // 60:03}:{seconds % 60:02} {line}")

    async def passes(self, delta: timedelta, *, check: Callable[[], None] | None = None) -> None:
        """Let time pass, each thing on the way happening at its own moment."""
        until = self.now() + delta
        await self.settles()
        while self.now() < until:
            moment = min(await self._next_moment(), until)
            self.clock.push(max(moment - self.now(), timedelta()))
            await self.settles()
            if check is not None:
                check()

    async def _next_moment(self) -> datetime:
        """Return when somebody does something by themselves next."""
        now = self.now()
        moments = [self.workspace.next_moment(now), await self._due()]
        moments.append(now + self._wakes_in())
        return min(
            (each for each in moments if each is not None and each > now),
            default=now + timedelta(days=1),
        )

    async def _due(self) -> datetime | None:
        due: list[datetime] = []

        async def asked() -> int:
            found = await self.bot.next_due()
            due.extend([found] if found else [])
            return 0

        await self._works(asked())
        return due[0] if due else None

    def _wakes_in(self) -> timedelta:
        """Return when delivery wakes by itself; with nothing to send it need not."""
        waiting = "SELECT count(*) FROM outbox WHERE state IN ('pending', 'unknown') OR sweeps > 0"
        resting = self.bot.deliver.next_at()
        if resting is not None and resting > self.clock.mono():
            wait = resting - self.clock.mono()
            return timedelta(milliseconds=math.ceil(wait * 1000))
        return WAKES if self.one(waiting) else timedelta(days=1)

    # -------------------------------------------------------------- the bot's lives

    async def begins(self) -> None:
        """Start the bot, again and again until Slack lets it, as a supervisor would."""
        while True:
            self.process = Process(self._order)
            disk = Disk(self.connection, self.process)
            line: Any = Line(self._called, self.now, self.process)
            self.bot = wired(
                _settings(self.workspace),
                self.clock,
                database=disk,
                means=self._means,
                session=line,
            )
            try:
                self.app, _ = await self.bot.take_up()
            except SetupError as refused:
                self.says(f"the bot cannot start: {str(refused)[:40]}")
                self.workspace.listeners = 0
                self.clock.push(WAKES)
                self.workspace.reinstall()  # whoever sees it start in vain gives the token back
                continue
            sockets: Any = Standing()
            self.bot.sockets = sockets
            self.workspace.listeners = 2
            return

    async def dies(self, *, down: timedelta) -> None:
        """Kill the bot where it stands, and start another later on the same database."""
        if self.process.alive:
            self.process.kill("at rest")
        self.says(f"the bot dies {self.process.where}; {down.total_seconds():.0f}s down")
        await self.bury()
        self.workspace.listeners = 0
        for envelope in self.workspace.unacked:
            envelope.vanished = envelope.vanished or envelope.state == "sent"
        self.clock.push(down)
        self.workspace.tick(self.now())
        self.restarts += 1
        await self.begins()

    async def bury(self) -> None:
        """Let nothing of this life go on."""
        self.process.bury()
        mine = asyncio.all_tasks() - {asyncio.current_task()}
        for task in mine:
            task.cancel()
        await asyncio.gather(*mine, return_exceptions=True)
        self._dispatching.clear()

    # -------------------------------------------------------------- settling

    async def settles(self) -> None:
        """Wait until nothing is un-acked, unsent or due at this moment; the dead are replaced."""
        for _ in range(ROUNDS):
            self.workspace.tick(self.now())
            self._carries()
            busy = bool(self._dispatching)  # what ends while the bot works may leave it more
            busy = bool(await self._works(self.bot.settle())) or busy
            if not self.process.alive:
                await self.dies(down=timedelta(seconds=self._order.choice((0, 1, 20, 240))))
            elif not (busy or self._dispatching or self.workspace.due(self.now())):
                return
            await asyncio.sleep(0)
        raise AssertionError("the world never comes to rest")

    async def _works(self, work: Coroutine[Any, Any, int]) -> int:
        """Return what came of the bot's work, 0 when it died over it."""
        working = asyncio.create_task(work)
        dying = asyncio.create_task(self.process.died.wait())
        await asyncio.wait({working, dying}, return_when=asyncio.FIRST_COMPLETED)
        dying.cancel()
        return working.result() if working.done() else 0

    def _carries(self) -> None:
        """Hand what Slack has for the bot to it, each delivery as a task of its own."""
        if not self.workspace.listeners or not self.process.alive:
            return
        for envelope in self.workspace.take(self.now()):
            if self.workspace.troubles.strike(IN_SOCKETS, "socket"):
                envelope.vanished = True
                self.says(f"a mute socket swallows {envelope.type}")
                continue
            task = asyncio.create_task(self._dispatch(envelope))
            self._dispatching.add(task)
            task.add_done_callback(self._dispatching.discard)

    async def _dispatch(self, envelope: Envelope) -> None:
        payload = json.loads(json.dumps(envelope.payload))
        request = SocketModeRequest(
            type=envelope.type, envelope_id=envelope.id, payload=payload, retry_attempt=None
        )
        await self.process.boundary("before a listener")
        response: BoltResponse = await run_async_bolt_app(self.app, request)
        await self.process.boundary("before an ack")
        if response.status != 200:
            envelope.vanished = True
            return
        self.workspace.ack(envelope.id, _answer(response), self.now())

    def _called(self, method: str, args: Mapping[str, Any], token: str | None) -> Answer:
        answer = self.workspace.call(method, args, self.now(), token=token)
        if method in ("chat.postMessage", "chat.update"):
            place = str(args["channel"]), str(args.get("ts") or answer.body.get("ts"))
            self.drawn_at[place].append(self.now())
        told = answer.body.get("error") or answer.body.get("ts") or answer.status
        sent = zlib.crc32(json.dumps(args, ensure_ascii=False, sort_keys=True).encode())
        self.says(f"  {method} {args.get('channel', '')} {sent:08x} -> {told}")
        return answer

    # -------------------------------------------------------------- looking

    def rows(self, query: str, *given: Any) -> list[dict[str, Any]]:
        """Return what is on the disk, read beside the product."""
        cursor = self.database.execute(query, given)
        names = [each[0] for each in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def one(self, query: str, *given: Any) -> Any:
        """Return the one value a query gives."""
        row = self.database.execute(query, given).fetchone()
        return row[0] if row else None

    def user(self, staff: str) -> str:
        """Return somebody's Slack user."""
        found: Mapping[Any, str] = self.addresses.users
        return found[staff]

    def channel(self, office: str) -> str:
        """Return an office's channel."""
        place: Any = self.addresses.of_office
        return str(place(office))


def night(
    seed: int | str, acts: Callable[[World], Coroutine[Any, Any, None]], *, on: Ground | None = None
) -> World:
    """Return the world after its night, played in its own time."""
    world = World(on or ground(), seed)
    root = logging.getLogger()
    root.addHandler(world.errors)
    try:
        by_the_towns_clock(world.clock, _played(world, acts))
    except Exception as broken:
        broken.add_note(f"seed {seed}\n" + "\n".join(world.trace))
        raise
    finally:
        root.removeHandler(world.errors)
        world.connection.close()
    return world


async def _played(world: World, acts: Callable[[World], Coroutine[Any, Any, None]]) -> None:
    await world.begins()
    await acts(world)
    world.audit = world.rows("SELECT seq, at, actor, act, subject, cause FROM audit")
    await world.bury()


def ground_after(
    evening: Ground, acts: Callable[[World], Coroutine[Any, Any, None]], *, seed: str
) -> Ground:
    """Return the town as it is after what was done in it, for nights that begin there."""
    kept: list[Any] = []

    async def and_kept(world: World) -> None:
        await acts(world)
        await world.settles()
        kept.append(copied(world.database))

    world = night(seed, and_kept, on=evening)
    world.workspace.recorder.clear()
    drawn_at = dict(world.drawn_at)
    return replace(evening, workspace=world.workspace, database=kept[0], drawn_at=drawn_at)


@cache
def ground() -> Ground:
    """Return the town with its standing cards posted; made once in a process."""
    with tempfile.TemporaryDirectory() as folder:
        file, keys = Path(folder) / "town.sqlite3", Path(folder) / "keys.json"
        upgrade(f"sqlite:///{file}")
        create_keyring(keys)
        cipher = Cipher(load_keyring(keys))
        migrated = sqlite_module().connect(str(file))
        empty = copied(migrated)
        migrated.close()
    workspace = Workspace(team_name=TOWN.network.name, app_name="拠点")
    addresses = into_slack(TOWN, workspace)
    bare = Ground(workspace=workspace, addresses=addresses, database=empty, cipher=cipher)

    async def moves_in(world: World) -> None:
        team, at = world.workspace.team_id, world.now()
        await world.bot.desk.write(
            lambda ledger: into_ledger(ledger, TOWN, addresses, team=team, at=at)
        )

    return ground_after(bare, moves_in, seed="ground")


def copied(database: Any) -> Any:
    """Return a copy of a database in memory."""
    made = sqlite_module().connect(":memory:", isolation_level=None, check_same_thread=False)
    database.backup(made)
    made.execute("PRAGMA foreign_keys=ON")
    return made


def _connected(database: Any) -> Connection:
    """Return a connection of the one engine, whose compiled statements serve every seed."""
    _HANDED.append(database)
    return _engine().connect()


_HANDED: Final[list[Any]] = []


@cache
def _engine() -> Engine:
    return create_engine(
        "sqlite://",
        module=sqlite_module(),
        creator=_HANDED.pop,
        poolclass=NullPool,
        isolation_level="AUTOCOMMIT",
        hide_parameters=True,
    )


@cache
def _holidays() -> Any:
    year = S1_BEGINS.year
    return public_holidays(since=year - 1, until=year + 3)


def _settings(workspace: Workspace) -> Settings:
    return Settings(
        slack_bot_token=SecretStr(workspace.bot_token),
        slack_app_token=SecretStr(workspace.app_token),
        slack_api_url="http://127.0.0.1:0/api/",
        kyoten_database_url="sqlite:///nowhere.sqlite3",
        kyoten_key_file=Path("nowhere.json"),
        kyoten_http_port=0,
    )


def _answer(response: BoltResponse) -> Any:
    """Return what goes back in the acknowledgement, as Bolt's own adapter reads it."""
    if not response.body:
        return None
    kind = response.headers.get("content-type", [""])[0]
    if kind.startswith("application/json"):
        return json.loads(response.body)
    return {"text": response.body}
