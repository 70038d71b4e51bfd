"""A town on one's own machine: the stand-in, the real bot beside it, and a clock to push.

The bot is assembled as it always is; only its addresses, its key file and its clock are the
town's. It serves the demo, training, and every story test.
"""

from __future__ import annotations

import asyncio
import math
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from bot.app import Bot, assemble
from bot.cities import PROFILES
from bot.errors import SetupError
from bot.manifest import manifest
from bot.model import OfficeId, StaffId
from bot.settings import HttpSettings, Settings
from bot.slack_app import COMMANDS, EVENTS, SCOPES, SHORTCUTS
from bot.vocabulary import Lang
from bot.words import Words, words_in
from bot.words.cards import STANDING
from sandbox.clock import TownClock
from sandbox.model import Message
from sandbox.moving_in import Addresses, into_ledger, into_slack
from sandbox.resident import Resident
from sandbox.server import SlackServer
from sandbox.town_data import MIZUUMI, TownNetwork
from sandbox.troubles import Troubles
from sandbox.workspace import Workspace
from storage.cipher import create_keyring
from storage.ledger import Ledger
from storage.migrations import check_schema, upgrade

SIGNING_SECRET = "sandbox-signing-secret"
KEYS = "keys.json"
S1_BEGINS = datetime(2026, 1, 20, 12, 46, tzinfo=UTC)  # Tuesday 21:46 in Japan


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """Where a town is built: a folder for its keys, a database, and what it is like.

    `heartbeat` and `mail` are the addresses of whoever keeps watch outside of Slack.
    """

    folder: Path
    database: str
    network: TownNetwork = MIZUUMI
    start: datetime = S1_BEGINS
    running: bool = False
    lang: Lang = Lang.JA
    heartbeat: str = ""
    mail: str = ""
    http: bool = False
    """Slack posts its deliveries, instead of sending them through sockets."""


class Town:
    """Stand-in, bot and people. Use it as `async with Town(grounds) as town`."""

    def __init__(self, grounds: Grounds) -> None:
        """Prepare a town; nothing listens before it is entered."""
        self.grounds = grounds
        self.clock = TownClock(grounds.start, running=grounds.running)
        self.workspace = Workspace(
            team_name=grounds.network.network.name,
            app_name=self._words.home_title(),
            events=EVENTS,
            scopes=SCOPES,
            commands=COMMANDS,
            shortcuts=SHORTCUTS,
        )
        self.server = SlackServer(self.workspace, self.clock.wall)
        self.addresses: Addresses = into_slack(grounds.network, self.workspace)
        self._due: datetime | None = None
        self._stack = AsyncExitStack()
        self.bot: Bot

    async def __aenter__(self) -> Town:
        await self.moves_in()
        await self._start_bot()
        return self

    async def moves_in(self) -> None:
        """Get everything ready: the stand-in, the database with the town in it, the bot."""
        await self.server.start()
        self._stack.push_async_callback(self.server.stop)
        self._prepare()
        self.bot = assemble(self.settings(), self.clock)
        self._stack.push_async_callback(self._stop_bot)
        await self._move_in()

    async def __aexit__(self, *_exception: object) -> None:
        await self.leaves()

    async def leaves(self) -> None:
        """Stop the bot and the stand-in; folder and database stay."""
        await self._stack.aclose()

    def settings(self) -> Settings | HttpSettings:
        """Return the bot's settings in this town."""
        shared: dict[str, Any] = {
            "slack_bot_token": SecretStr(self.workspace.bot_token),
            "slack_api_url": self.server.base_url,
            "kyoten_database_url": self.grounds.database,
            "kyoten_key_file": self.grounds.folder / KEYS,
            "kyoten_http_port": 0,
            "kyoten_lang": self.grounds.lang,
            "kyoten_heartbeat_url": SecretStr(self.grounds.heartbeat),
            "kyoten_smtp_url": SecretStr(self.grounds.mail),
            "kyoten_alarm_mail": "watch@kyoten.example" if self.grounds.mail else "",
        }
        if self.grounds.http:
            return HttpSettings(slack_signing_secret=SecretStr(SIGNING_SECRET), **shared)
        return Settings(slack_app_token=SecretStr(self.workspace.app_token), **shared)

    @property
    def events_url(self) -> str:
        """Where Slack posts to in this town, where it does."""
        return f"http://127.0.0.1:{self.bot.health.port}/slack/events"

    async def restart_bot(self) -> None:
        """Stop the bot and start it anew on the same database, as a supervisor would."""
        await self._stop_bot()
        self.bot = assemble(self.settings(), self.clock)
        await self._start_bot()

    # -------------------------------------------------------------- time

    def now(self) -> datetime:
        """Return the town's time, aware UTC."""
        return self.clock.wall()

    def next_due(self) -> datetime | None:
        """Return when something falls due next, as of the last settling."""
        return self._due

    async def push(self, delta: timedelta) -> None:
        """Move time forward, letting each thing on the way happen at its own moment."""
        until = self.now() + delta
        await self.settles()
        while (moment := self._next_moment()) is not None and moment < until:
            self.clock.push(max(moment - self.now(), timedelta()))
            await self.settles()
        self.clock.push(max(until - self.now(), timedelta()))
        await self.settles()

    def _next_moment(self) -> datetime | None:
        moments = (self._due, self.workspace.next_moment(self.now()), self._goes_on())
        return min((each for each in moments if each is not None), default=None)

    def _goes_on(self) -> datetime | None:
        """Return when what rests on its way to Slack is tried again; never too early by a hair."""
        at = self.bot.deliver.next_at()
        if at is None:
            return None
        wait = max(0.0, at - self.clock.mono())
        return self.now() + timedelta(milliseconds=math.ceil(wait * 1000))

    async def settles(self) -> None:
        """Wait until nothing is un-acked, unsent, requested or due at this moment."""
        quiet = 0
        while quiet < 2:
            await self.server.flush()
            done = await self._bot_settles()
            busy = done or self.server.open_requests or self.workspace.due(self.now())
            quiet = 0 if busy else quiet + 1
            await asyncio.sleep(0)  # let sockets and requests have their turn
        await self.look_ahead()

    async def _bot_settles(self) -> int:
        """Let the bot do what is due or unsent now; return how much that was."""
        return await self.bot.settle()

    async def look_ahead(self) -> None:
        """Learn when something falls due next."""
        self._due = await self.bot.next_due()

    # -------------------------------------------------------------- who and where

    @property
    def troubles(self) -> Troubles:
        """What goes wrong in this town's Slack."""
        return self.workspace.troubles

    def user(self, staff: str) -> str:
        """Return the Slack user of somebody, by the sample's key."""
        return self.addresses.users[StaffId(staff)]

    def channel(self, office: str) -> str:
        """Return the channel of an office's window, by the sample's key."""
        return self.addresses.of_office(OfficeId(office))

    def person(self, staff: str) -> Resident:
        """Return somebody to act as, by the sample's key."""
        return Resident(self, self.user(staff))

    def newcomer(self, name: str, *, at: str, team: str | None = None) -> Resident:
        """Return somebody nobody knows yet, invited into an office's channel by its people.

        `team` is their own workspace, for a member of a connected one.
        """
        user = self.workspace.add_user(name, team_id=team)
        channel = self.channel(at)
        inviter = self.workspace.channel(channel).members[0]
        self.workspace.invite(inviter, channel, user.id, self.now())
        return Resident(self, user.id)

    def card(self, office: str) -> Message:
        """Return the newest card in an office's channel. Raises: LookupError without one."""
        cards = self.cards(office)
        if not cards:
            raise LookupError(f"{office} has no card")
        return cards[-1]

    def cards(self, office: str) -> list[Message]:
        """Return every card in an office's channel, oldest first; what always stands is none."""
        found = self.workspace.messages(self.channel(office))
        return [each for each in found if each.is_bot and not stands(each)]

    def standing(self, office: str) -> list[Message]:
        """Return the cards that always stand in an office's channel: one, or something is wrong."""
        return [each for each in self.workspace.messages(self.channel(office)) if stands(each)]

    def thread(self, office: str) -> list[str]:
        """Return the lines below an office's newest card, oldest first."""
        card = self.card(office)
        return [one.text for one in self.workspace.thread(self.channel(office), card.ts)[1:]]

    def messages_of(self, channel: str) -> list[Message]:
        """Return everything in a channel, each card followed by its thread."""
        found = self.workspace.messages(channel)
        return [one for root in found for one in self.workspace.thread(channel, root.ts)]

    def office_of(self, user_id: str) -> str:
        """Return the name of the office somebody works for."""
        offices = {office.id: office.name for office in self.grounds.network.offices}
        staff = {self.addresses.users.get(one.id): one for one in self.grounds.network.staff}
        return offices[staff[user_id].office] if user_id in staff else ""

    @property
    def manifest(self) -> dict[str, Any]:
        """Return the app's own manifest: from it the page hints while somebody types."""
        return manifest(self._words)

    # -------------------------------------------------------------- inside

    @property
    def _words(self) -> Words:
        network = self.grounds.network.network
        return words_in(network.lang, PROFILES[network.profile].ui_terms)

    def _prepare(self) -> None:
        keys = self.grounds.folder / KEYS
        if not keys.exists():
            create_keyring(keys)
        try:
            check_schema(self.grounds.database)
        except SetupError:
            upgrade(self.grounds.database)

    async def _move_in(self) -> None:
        """Write the town into its database; one that holds it already is left as it is."""
        at = self.now()
        team, network = self.workspace.team_id, self.grounds.network

        def unit(ledger: Ledger) -> None:
            if not ledger.roster.networks():
                into_ledger(ledger, network, self.addresses, team=team, at=at)

        await self.bot.desk.write(unit)

    async def _start_bot(self) -> None:
        await self.bot.start()
        if self.grounds.http:
            self.server.post_to(self.events_url, SIGNING_SECRET)
        await self.settles()

    async def _stop_bot(self) -> None:
        await self.bot.stop()


def stands(message: Message) -> bool:
    """True for the card that always stands in a channel."""
    return any(block.get("block_id") == STANDING for block in message.blocks)
