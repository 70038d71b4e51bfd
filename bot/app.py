"""assemble(): the only wiring. Nothing is built at import."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

import aiohttp
from aiohttp.web import RouteDef
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from bot.clock import Clock
from bot.errors import OutcomeUnknown, SetupError, SlackFault, Throttled
from bot.holidays import public_holidays
from bot.log import quiet_logger, where
from bot.settings import HttpSettings, Settings, Storage
from handlers import register
from handlers.again import Again
from handlers.behind import Behind
from handlers.binding import bind
from handlers.catching_up import CatchUp
from handlers.deliver import Deliver
from handlers.desk import Desk
from handlers.guard import Guard
from handlers.health import Health
from handlers.hearing import Hearing
from handlers.heartbeat import Heartbeat
from handlers.mail import Mail
from handlers.reaching import Reaching
from handlers.receiver import MOST_BYTES, Receiver
from handlers.sockets import Sockets
from handlers.webapi import WebApi
from handlers.wire import open_session
from scheduler.auditor import Auditor
from scheduler.loops import lasting
from scheduler.tick import Tick
from scheduler.wake import Wake
from scheduler.watchman import Watchman
from storage.cipher import Cipher, load_keyring
from storage.engine import Database, SqliteDatabase, open_database
from storage.fitting import check_keys
from storage.ledger import Means
from storage.migrations import check_schema

log = logging.getLogger(__name__)

YEARS_AHEAD: Final = 3
LISTENERS_SECONDS: Final = 3.0
STOP_SECONDS: Final[Mapping[str, float]] = {
    "sockets": 3.5,
    "listeners": 2.0,
    "loops": 0.5,
    "deliveries": 0.5,
    "health": 1.0,
    "database": 1.5,
}
"""How long each part of a stop may take: a supervisor kills after ten seconds."""


@dataclass(frozen=True, slots=True)
class Bells:
    """What wakes the loops; every act rings them all, for it may be due or unsent at once."""

    deliver: asyncio.Event = field(default_factory=asyncio.Event)
    wake: asyncio.Event = field(default_factory=asyncio.Event)
    behind: asyncio.Event = field(default_factory=asyncio.Event)

    def ring(self) -> None:
        """Wake what is due and what is unsent; the lane behind looks by itself."""
        self.deliver.set()
        self.wake.set()


@dataclass(slots=True, kw_only=True)
class Bot:
    """The running bot. `start` returns when Slack said hello; `stop` finishes what is under way."""

    settings: Settings | HttpSettings
    clock: Clock
    desk: Desk
    deliver: Deliver
    tick: Tick
    wake: Wake
    bells: Bells
    session: aiohttp.ClientSession
    client: AsyncWebClient
    new_app: bool = False  # the Slack app was made anew: the database is bound to it
    auditor: Auditor = field(init=False)
    reaching: Reaching = field(init=False)
    watchman: Watchman = field(init=False)
    health: Health = field(init=False)
    hearing: Hearing = field(init=False)
    heart: Heartbeat = field(init=False)
    sockets: Sockets | None = None
    behind: Behind | None = None
    tasks: list[asyncio.Task[None]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Wire what asks the bot itself how it is."""
        settings, desk = self.settings, self.desk
        self.auditor = Auditor(desk)
        self.hearing = Hearing(self.clock)
        self.health = Health(ready=self.listening, findings=self.auditor.counts, signs=self.signs)
        mail = Mail(settings.kyoten_smtp_url.get_secret_value(), settings.alarm_mail)
        url = settings.kyoten_heartbeat_url.get_secret_value()
        self.heart = Heartbeat(url, api=desk.api, session=self.session, standing=self.listening)
        self.reaching = Reaching(desk, mail)
        self.watchman = Watchman(
            self.auditor, self.reaching, beat=self.heart.beat, nudge=desk.nudge
        )

    async def start(self) -> None:
        """Take up what lies waiting, then listen. Raises: SetupError when Slack refuses us."""
        app, behind = await self.take_up()
        await self._listen_at_port(app)
        loops = {
            "wake": self.wake.run,
            "deliver": self.deliver.run,
            "behind": behind.run,
            "watchman": self.watchman.run,
        }
        self.tasks = [
            asyncio.create_task(lasting(run, name), name=f"kyoten-{name}")
            for name, run in loops.items()
        ]
        if isinstance(self.settings, Settings):
            await self._open_sockets(app, self.settings, missed=behind.missed)

    async def take_up(self) -> tuple[AsyncApp, Behind]:
        """Learn who we are, free what an earlier process held, plan; return who hears of what.

        Raises: SetupError when Slack refuses us.
        """
        me = await self._who_am_i()
        self.desk.team = str(me["team_id"])
        await self._bind(me)
        if isinstance(self.desk.database, SqliteDatabase):
            await self.desk.write(lambda ledger: ledger.outbox.release_leases())
        await self.reaching.remember()
        await self.tick.look()  # what fell due meanwhile, emergencies first
        await self.tick.plan()
        await self.tick.redraw()
        app = bolt_app(self.client, self.desk, me)
        catch_up = CatchUp(self.desk, app, listening=self.listening)
        self.behind = Behind(Again(self.desk, app), catch_up, self.bells.behind)
        return app, self.behind

    async def stop(self) -> None:
        """Stop listening, finish the listeners under way, let go of everything in ten seconds.

        What takes longer is broken off: its outcome is unknown, and settled after the next start.
        """
        if self.sockets is not None:
            await self._within("sockets", self.sockets.close())
        await self.desk.finish(within=STOP_SECONDS["listeners"])
        for task in (*self.tasks, *self.desk.under_way):
            task.cancel()
        await self._within("loops", asyncio.gather(*self.tasks, return_exceptions=True))
        self.tasks.clear()
        await self._within("deliveries", self.deliver.close())
        await self._within("health", self.health.stop())
        await self.session.close()
        await self._within("database", asyncio.to_thread(self.desk.database.close))

    async def _within(self, part: str, ending: Awaitable[object]) -> None:
        """Await the end of one part, for as long as it may take."""
        task = asyncio.ensure_future(ending)
        done, _ = await asyncio.wait({task}, timeout=STOP_SECONDS[part])
        if not done:
            log.warning("a part of the stop took too long", extra={"part": part})
            task.cancel()
        elif task.exception() is not None:
            extra = {"part": part, "fault": where(task.exception() or Exception())}
            log.warning("a part of the stop failed", extra=extra)

    async def outlived(self, told: asyncio.Task[bool]) -> bool:
        """Wait until told to stop, or until one of the loops died, which is logged; True then."""
        done, _ = await asyncio.wait({told, *self.tasks}, return_when=asyncio.FIRST_COMPLETED)
        died = [each for each in done if each is not told]
        for each in died:
            fault = each.exception()
            extra = {"task": each.get_name(), "fault": where(fault) if fault else "ended"}
            log.critical("a loop died: start the bot again", extra=extra)
        return bool(died)

    async def settle(self) -> int:
        """Do everything that is due or unsent now; return how much that was."""
        await self.desk.finish(within=LISTENERS_SECONDS)
        await self.tick.plan()
        behind = await self.behind.look() if self.behind is not None else 0
        done = behind + await self.tick.look() + await self.deliver.drain()
        return done + await self.watchman.look()

    async def next_due(self) -> datetime | None:
        """Return the earliest moment anything is due or to be tried again (aware UTC), or None."""
        again = await self.behind.next_due() if self.behind is not None else None
        return min(filter(None, (await self.tick.next_due(), again)), default=None)

    def ring(self) -> None:
        """Make every loop look now: the clock was pushed."""
        self.bells.ring()
        self.bells.behind.set()

    def listening(self) -> bool:
        """True while a socket stands; in HTTP mode, once we are started and have a port."""
        if isinstance(self.settings, HttpSettings):
            return self.health.port != 0
        return self.sockets is not None and self.sockets.standing

    def signs(self) -> Mapping[str, str | int | None]:
        """Return how it runs and as whom, since when it posts and what it heard, no names."""
        return {
            "mode": mode_of(self.settings),
            "app": self.desk.api.mark,
            "posting_seconds": self.desk.api.posting_seconds(),
            "heard": self.hearing.messages,
            "last_delivery_seconds": self.hearing.seconds(),
            "heartbeat": self.heart.told,
        }

    async def _open_sockets(
        self, app: AsyncApp, settings: Settings, *, missed: Callable[[], None]
    ) -> None:
        token = settings.slack_app_token.get_secret_value()
        self.sockets = Sockets(app, token, clock=self.clock, hearing=self.hearing, missed=missed)
        await self.sockets.open()
        self.bells.behind.set()
        self.tasks.append(asyncio.create_task(self.sockets.watch(), name="kyoten-sockets"))

    async def _listen_at_port(self, app: AsyncApp) -> None:
        """Answer for health, and in HTTP mode take Slack's deliveries in."""
        host, port = self.settings.kyoten_http_bind, self.settings.kyoten_http_port
        beside: Sequence[RouteDef] = ()
        if isinstance(self.settings, HttpSettings):
            guard = Guard(self.settings.slack_signing_secret.get_secret_value())
            beside = Receiver(app, guard, self.clock, self.hearing).routes()
        try:
            await self.health.start(host=host, port=port, beside=beside, most_bytes=MOST_BYTES)
            log.info("listening for health", extra={"port": self.health.port})
        except OSError as taken:
            raise SetupError(
                f"KYOTEN_HTTP_PORT: {host} port {port} cannot be used: end what listens there, or "
                "set another port; 0 takes any free one"
            ) from taken

    async def _bind(self, me: Mapping[str, object]) -> None:
        """Refuse a token that does not belong to this database. Raises: SetupError."""
        at, anew = self.clock.wall(), self.new_app
        wrong = await self.desk.write(lambda ledger: bind(ledger, me, anew=anew, at=at))
        if wrong is not None:
            raise wrong

    async def _who_am_i(self) -> dict[str, object]:
        try:
            return dict(await self.desk.api.who_am_i())
        except SlackFault as fault:
            raise refusal(fault) from fault


def refusal(fault: SlackFault) -> SetupError:
    """Return why a start is refused when Slack does not say who we are."""
    if isinstance(fault, Throttled | OutcomeUnknown):
        return SetupError(
            f"SLACK_API_URL: Slack cannot be reached ({fault.code}): check the network and the "
            "address, then start again"
        )
    return SetupError(
        f"SLACK_BOT_TOKEN: Slack answered {fault.code}: install the app to your workspace again "
        "and copy its Bot User OAuth Token"
    )


def mode_of(settings: Settings | HttpSettings) -> str:
    """Return how Slack's deliveries come in."""
    return "http" if isinstance(settings, HttpSettings) else "socket"


def assemble(settings: Settings | HttpSettings, clock: Clock, *, new_app: bool = False) -> Bot:
    """Return the bot, wired and not started; call it inside the running event loop.

    `new_app` binds the database to another Slack app than before.
    Raises: SetupError when key file or database are not as they must be.
    """
    cipher = _checked(settings)
    year = clock.wall().year
    holidays = public_holidays(since=year - 1, until=year + YEARS_AHEAD)
    return wired(
        settings,
        clock,
        database=open_database(settings.kyoten_database_url),
        means=Means(cipher=cipher, holidays=holidays),
        session=open_session(),
        new_app=new_app,
    )


def wired(
    settings: Settings | HttpSettings,
    clock: Clock,
    *,
    database: Database,
    means: Means,
    session: aiohttp.ClientSession,
    new_app: bool = False,
) -> Bot:
    """Return the bot on a database, ids and a connection that are there already."""
    client = AsyncWebClient(
        token=settings.slack_bot_token.get_secret_value(),
        base_url=settings.slack_api_url,
        session=session,
        retry_handlers=[],
        logger=quiet_logger("slack_web"),
    )
    bells = Bells()
    desk = Desk(
        database=database,
        means=means,
        clock=clock,
        api=WebApi(client, clock),
        nudge=bells.ring,
        lang=settings.kyoten_lang,
    )
    tick = Tick(desk)
    return Bot(
        settings=settings,
        clock=clock,
        desk=desk,
        bells=bells,
        deliver=Deliver(desk, bells.deliver),
        tick=tick,
        wake=Wake(tick, clock, bells.wake, nudge=bells.deliver.set),
        session=session,
        client=client,
        new_app=new_app,
    )


def _checked(settings: Storage) -> Cipher:
    """Return the cipher of a machine that is ready. Raises: SetupError with every mistake."""
    mistakes: list[str] = []
    try:
        keyring = load_keyring(settings.kyoten_key_file)
    except SetupError as wrong:
        mistakes += wrong.mistakes
    try:
        check_schema(settings.kyoten_database_url)
    except SetupError as wrong:
        mistakes += wrong.mistakes
    if mistakes:
        raise SetupError(*mistakes)
    check_keys(settings.kyoten_database_url, keyring)
    return Cipher(keyring)


def bolt_app(client: AsyncWebClient, desk: Desk, me: Mapping[str, object]) -> AsyncApp:
    """Return the Bolt app with every listener. Authorised from memory: no call can lose an event.

    https://docs.slack.dev/apis/events-api: what is answered in time and with 200 is not sent again
    """
    known = AuthorizeResult(
        enterprise_id=None,
        team_id=str(me["team_id"]),
        bot_token=client.token,
        bot_id=str(me.get("bot_id") or ""),
        bot_user_id=str(me["user_id"]),
    )

    async def authorize() -> AuthorizeResult:
        return known

    app = AsyncApp(
        client=client,
        authorize=authorize,
        process_before_response=True,
        logger=quiet_logger("slack_bolt"),
    )
    register(app, desk)

    async def on_error(error: Exception) -> None:
        """Say nothing: the journal has said it, and Bolt's own line would quote the error."""
        del error

    app.error(on_error)
    return app
