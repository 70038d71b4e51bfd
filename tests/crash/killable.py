"""A town whose bot is a process of its own, ended by SIGKILL at a call of the Web API."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from datetime import datetime
from typing import Any

from bot.app import assemble
from sandbox.child import BEGAN
from sandbox.town import Grounds, Town
from sandbox.troubles import Kind, Trouble

RESTS: float = 6.0
"""Longer than a message settles: what a dead process may have sent is looked for then."""


class KillableTown(Town):
    """The stand-in here, the bot elsewhere; who kills it, starts it again."""

    def __init__(self, grounds: Grounds) -> None:
        super().__init__(grounds)
        self.kills = 0
        self._child: Process | None = None
        self.troubles.on_strike.append(self._kill)

    async def __aenter__(self) -> KillableTown:
        await self.server.start()
        self._stack.push_async_callback(self.server.stop)
        self._prepare()
        self.bot = assemble(self.settings(), self.clock)
        await self._move_in()
        await self.bot.stop()
        self._stack.push_async_callback(self._end)
        await self.settles()
        return self

    def kill_at(self, *calls: int, after: bool) -> None:
        """Kill the bot at these calls, counted from now, before or after they had their effect."""
        kind = Kind.CUT_AFTER if after else Kind.CUT_BEFORE
        self.troubles.add(*(Trouble(kind=kind, nth=nth) for nth in calls))

    def _kill(self, _trouble: Trouble) -> None:
        if self._child is not None and self._child.returncode is None:
            os.kill(self._child.pid, signal.SIGKILL)
            self.kills += 1

    async def _bot_settles(self) -> int:
        told = await self._asked() if self._child is not None else None
        if told is None:
            await self._starts()
            return 1
        self._due = datetime.fromisoformat(told["due"]) if told["due"] else None
        return int(told["done"])

    async def look_ahead(self) -> None:
        """What falls due next was told with the last settling."""

    async def _starts(self) -> None:
        """Start the bot; one that is killed at its start is started again."""
        if self._child is not None:
            await self._child.wait()
        self._child = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "sandbox.child", env=self._environment(), stdin=PIPE, stdout=PIPE
        )
        await self._asked()

    async def _asked(self) -> dict[str, Any] | None:
        """Tell the bot the hour; return what it says when all is done, None if it died."""
        child = self._child
        if child is None or child.stdin is None or child.stdout is None:
            return None
        try:
            child.stdin.write(f"{self.clock.mono()}\n".encode())
            await child.stdin.drain()
        except ConnectionError:
            return None
        line = await child.stdout.readline()
        return json.loads(line) if line else None

    def _environment(self) -> dict[str, str]:
        return {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": os.pathsep.join(sys.path),
            BEGAN: self.grounds.start.isoformat(),
            "SLACK_BOT_TOKEN": self.workspace.bot_token,
            "SLACK_APP_TOKEN": self.workspace.app_token,
            "SLACK_API_URL": self.server.base_url,
            "KYOTEN_DATABASE_URL": self.grounds.database,
            "KYOTEN_KEY_FILE": str(self.grounds.folder / "keys.json"),
            "KYOTEN_HTTP_PORT": "0",
        }

    async def _end(self) -> None:
        if self._child is not None and self._child.stdin is not None:
            self._child.stdin.close()
            await self._child.wait()
