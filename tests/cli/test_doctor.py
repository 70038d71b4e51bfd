"""`kyoten doctor`: all well in a town, and each finding provoked through the real stand-in."""

from __future__ import annotations

import asyncio
import inspect
import json
import os
import sys
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from pydantic import SecretStr
from sqlalchemy import text

from bot.cli.doctor.command import examine
from bot.cli.doctor.findings import Check, Finding, State
from bot.cli.doctor.machine import sqlite_library, zone_data
from bot.cli.doctor.slack import same_app
from bot.model import Member, OfficeId, StaffId
from bot.settings import HttpSettings, Settings
from bot.slack_app import SCOPES
from handlers.health import Health
from handlers.webapi import mark_of
from sandbox.server import SlackServer
from sandbox.town import Grounds, Town
from sandbox.troubles import Kind, Trouble
from sandbox.workspace import Workspace
from storage.cipher import create_keyring
from storage.engine import make_engine
from tests.clocks import Apart
from tests.town.troubles import MailServer, Watch, mail_server, watch

NOWHERE = "http://127.0.0.1:9"
SECRET = "geheim-0815"
A_MINUTE = timedelta(seconds=61)


@dataclass
class Scene:
    """A town whose bot is not running, with everybody outside of Slack, and what doctor is told."""

    town: Town
    settings: Settings | HttpSettings
    clock: Apart
    folder: Path
    watch: Watch
    mail: MailServer
    stack: AsyncExitStack

    def sets(self, **changed: Any) -> None:
        self.settings = self.settings.model_copy(update=changed)

    @property
    def workspace(self) -> Workspace:
        return self.town.workspace

    @property
    def file(self) -> Path:
        return self.folder / "kyoten.sqlite3"

    async def network(self, **changed: Any) -> None:
        """Change the network as it stands."""
        network = self.town.grounds.network.network
        changed = {"team": self.workspace.team_id, **changed}
        await self.town.bot.desk.write(
            lambda ledger: ledger.roster.put_network(replace(network, **changed))
        )

    async def finds(self) -> list[Finding]:
        return await examine(self.settings, self.clock, folder=self.folder)


@pytest.fixture
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the key file lies: apart from the database."""
    return tmp_path_factory.mktemp("keys")


@pytest.fixture
async def scene(tmp_path: Path, sqlite_file: Path, keys: Path) -> AsyncIterator[Scene]:
    sqlite_file.chmod(0o600)
    async with AsyncExitStack() as stack:
        mail = await stack.enter_async_context(mail_server())
        heard = await stack.enter_async_context(watch())
        grounds = Grounds(
            folder=keys,
            database=f"sqlite:///{sqlite_file}",
            heartbeat=f"{heard.url}?{SECRET}",
            mail=mail.url,
        )
        town = Town(grounds)
        await town.moves_in()
        stack.push_async_callback(town.leaves)
        yield Scene(
            town=town,
            settings=town.settings(),
            clock=Apart(town.clock),
            folder=tmp_path,
            watch=heard,
            mail=mail,
            stack=stack,
        )


def amiss(found: list[Finding]) -> list[tuple[Check, State]]:
    return [(each.check, each.state) for each in found if each.amiss]


def leaks(scene: Scene, said: str) -> list[str]:
    """Return what doctor must never say and said: tokens, people, secret addresses."""
    people = [one.name for one in scene.town.grounds.network.staff]
    secrets = [scene.workspace.bot_token, scene.workspace.app_token, SECRET, scene.watch.url]
    return [each for each in (*people, *secrets, "ticket-") if each in said]


async def test_all_is_well_in_a_town(scene: Scene) -> None:
    found = await scene.finds()

    assert amiss(found) == []
    assert {each.check for each in found} == set(Check)
    channels = [each for each in found if each.check is Check.CHANNEL]
    assert len(channels) == len({each.subject for each in channels}) > 5
    assert leaks(scene, str(found)) == []
    assert (scene.watch.heard, scene.mail.letters) == (0, [])


async def test_over_http_no_socket_is_opened_and_no_app_level_token_needed(scene: Scene) -> None:
    shared = scene.settings.model_dump(exclude={"slack_app_token", "slack_signing_secret"})
    scene.settings = HttpSettings(slack_signing_secret=SecretStr("s3cret"), **shared)

    found = await scene.finds()

    assert amiss(found) == []
    assert set(Check) - {each.check for each in found} == {
        Check.APP_TOKEN,
        Check.SOCKET,
        Check.APP,
    }


async def test_where_the_bot_runs_it_is_asked_and_no_socket_takes_its_deliveries(
    scene: Scene,
) -> None:
    await runs_here(scene)
    tickets = set(scene.workspace.tickets)
    heard = scene.watch.heard

    found = await scene.finds()

    assert {each.state for each in found} == {State.OK}
    assert scene.watch.heard == heard  # a ping of doctor's would hide that a bot is dead
    assert [each.subject for each in found if each.check is Check.SOCKET] == [
        "of the bot that runs here"
    ]
    assert len(scene.workspace.tickets - tickets) == 1  # asked for, never used


async def test_events_are_seen_to_come_while_the_bot_runs(scene: Scene) -> None:
    def said(found: list[Finding]) -> list[tuple[State, str]]:
        return [(each.state, each.subject) for each in found if each.check is Check.EVENTS]

    before = said(await scene.finds())
    await scene.town.bot.start()
    scene.sets(kyoten_http_port=scene.town.bot.health.port)
    began = said(await scene.finds())
    await scene.town.settles()  # the standing cards are posted, and Slack tells of each
    after = said(await scene.finds())

    assert before == [(State.UNSEEN, "seen while the bot runs: start it, then ask again")]
    assert began[0][0] is not State.FAILED
    cards = len({one.channel for one in scene.town.grounds.network.windows if one.channel})
    assert after == [(State.OK, f"{cards} messages heard since the start")]


# ------------------------------------------------------------------ each finding provoked


def lacks_a_scope(scene: Scene) -> None:
    scene.workspace.scopes = frozenset(SCOPES) - {"dnd:read"}


def token_is_revoked(scene: Scene) -> None:
    scene.workspace.revoke_token(scene.town.now())


def another_bot_token(scene: Scene) -> None:
    scene.sets(slack_bot_token=SecretStr("xoxb-wrong"))


def another_app_token(scene: Scene) -> None:
    scene.sets(slack_app_token=SecretStr("xapp-wrong"))


def nobody_is_slack(scene: Scene) -> None:
    scene.sets(slack_api_url=f"{NOWHERE}/api/")


def too_many_sockets(scene: Scene) -> None:
    scene.workspace.most_sockets = 0


def no_socket_opens(scene: Scene) -> None:
    scene.workspace.public_url = NOWHERE


async def socket_mode_is_off(scene: Scene) -> None:
    goodbye = {"type": "disconnect", "reason": "link_disabled"}
    scene.workspace.public_url = await scene.stack.enter_async_context(saying(goodbye))


async def slack_ends_the_connection(scene: Scene) -> None:
    goodbye = {"type": "disconnect", "reason": "refresh_requested"}
    scene.workspace.public_url = await scene.stack.enter_async_context(saying(goodbye))


async def a_socket_of_another_app(scene: Scene) -> None:
    other = Workspace()
    other.me = replace(other.me, app_id="A0OTHER")
    other.tickets = scene.workspace.tickets
    server = SlackServer(other, scene.town.now)
    await server.start()
    scene.stack.push_async_callback(server.stop)
    scene.workspace.public_url = other.public_url


async def another_bot_is_connected(scene: Scene) -> None:
    await scene.town.bot.start()  # elsewhere, as far as doctor can see: its port is not known


async def runs_here(scene: Scene) -> None:
    await scene.town.bot.start()
    scene.sets(kyoten_http_port=scene.town.bot.health.port)
    await scene.town.settles()


async def no_event_is_told(scene: Scene) -> None:
    scene.workspace.events = frozenset()
    await runs_here(scene)
    await scene.town.push(A_MINUTE)


async def no_message_is_told_though_home_and_letters_are(scene: Scene) -> None:
    scene.workspace.events = frozenset({"app_home_opened", "message.im"})
    await runs_here(scene)
    scene.workspace.open_home(scene.town.user("P01-1"), scene.town.now())
    await scene.town.push(A_MINUTE)


async def the_bot_here_has_no_connection(scene: Scene) -> None:
    me = await scene.town.bot.desk.api.who_am_i()
    await answers_here(scene, app=mark_of(me))


async def another_bot_answers_here(scene: Scene) -> None:
    await answers_here(scene, app="of another app")


async def the_bot_here_takes_what_is_posted(scene: Scene) -> None:
    me = await scene.town.bot.desk.api.who_am_i()
    await answers_here(scene, app=mark_of(me), mode="http")


async def answers_here(scene: Scene, **told: str) -> None:
    """Let some bot without a connection answer on our port."""
    signs: dict[str, str | int | None] = {"posting_seconds": None, "heard": 0, "heartbeat": "ok"}
    health = Health(ready=lambda: False, signs=lambda: {**signs, "mode": "socket", **told})
    await health.start(host="127.0.0.1", port=0)
    scene.stack.push_async_callback(health.stop)
    scene.sets(kyoten_http_port=health.port)


def the_clock_is_late(scene: Scene) -> None:
    scene.clock.off = -timedelta(seconds=62)


async def bound_to_another_workspace(scene: Scene) -> None:
    await scene.network(team="T0OTHER")


async def served_by_another_app(scene: Scene) -> None:
    await scene.town.bot.start()
    await scene.town.bot.stop()
    scene.workspace.me = replace(scene.workspace.me, bot_id="B0ANEW")


async def a_profile_nobody_knows(scene: Scene) -> None:
    await scene.network(profile="atlantis")


def no_network(scene: Scene) -> None:
    statement(scene, "PRAGMA foreign_keys=OFF", "DELETE FROM network")


def the_channel_is_archived(scene: Scene) -> None:
    scene.workspace.channel(scene.town.channel("P01")).is_archived = True


def the_bot_is_out_of_a_private_channel(scene: Scene) -> None:
    scene.workspace.channel(scene.town.channel("P01")).members.remove(scene.workspace.bot_user_id)


def the_bot_is_out_of_a_public_channel(scene: Scene) -> None:
    the_bot_is_out_of_a_private_channel(scene)
    scene.workspace.channel(scene.town.channel("P01")).is_private = False


def shared_with_nobody_we_know(scene: Scene) -> None:
    scene.workspace.channel(scene.town.channel("P01")).is_ext_shared = True


async def staff_of_another_workspace(scene: Scene) -> None:
    known = next(one for one in scene.town.grounds.network.staff if one.office == OfficeId("P01"))
    guest = replace(known, id=StaffId("guest"), member=Member(team="T0GUEST", user="U0GUEST"))
    await scene.town.bot.desk.write(lambda ledger: ledger.roster.put_staff(guest))


def channels_are_not_listed(scene: Scene) -> None:
    fails(scene, "users.conversations")


def one_channel_is_not_shown(scene: Scene) -> None:
    the_bot_is_out_of_a_private_channel(scene)
    fails(scene, "conversations.info")


def fails(scene: Scene, method: str) -> None:
    trouble = Trouble(kind=Kind.FAILS_BEFORE, method=method, code="fatal_error", times=None)
    scene.workspace.troubles.add(trouble)


def no_key_file(scene: Scene) -> None:
    scene.settings.kyoten_key_file.unlink()


def the_key_file_is_open(scene: Scene) -> None:
    scene.settings.kyoten_key_file.chmod(0o640)


def the_keys_lie_with_the_database(scene: Scene) -> None:
    beside = scene.folder / "keys.json"
    scene.settings.kyoten_key_file.rename(beside)
    scene.sets(kyoten_key_file=beside)


def other_keys(scene: Scene) -> None:
    scene.settings.kyoten_key_file.unlink()
    create_keyring(scene.settings.kyoten_key_file)


def a_key_that_was_left_behind(scene: Scene) -> None:
    file = scene.settings.kyoten_key_file
    file.write_text(file.read_text().replace("k1", "k2"))


def the_key_file_is_a_folder(scene: Scene) -> None:
    scene.settings.kyoten_key_file.unlink()
    scene.settings.kyoten_key_file.mkdir()


def the_log_of_the_database_is_open(scene: Scene) -> None:
    Path(f"{scene.file}-wal").chmod(0o644)


def the_database_is_something_else(scene: Scene) -> None:
    letter = scene.folder / "letter.txt"
    letter.write_text("This is no database, however long one looks at it." * 9)
    letter.chmod(0o600)
    scene.sets(kyoten_database_url=f"sqlite:///{letter}")


def its_tables_are_broken(scene: Scene) -> None:
    statement(scene, "ALTER TABLE window RENAME TO windows")


def the_database_is_open(scene: Scene) -> None:
    scene.file.chmod(0o644)


def the_tokens_are_open(scene: Scene) -> None:
    (scene.folder / ".env").touch(mode=0o644)


def no_database(scene: Scene) -> None:
    scene.sets(kyoten_database_url=f"sqlite:///{scene.folder / 'nothing.sqlite3'}")


def no_server(scene: Scene) -> None:
    scene.sets(kyoten_database_url=f"postgresql://someone:{SECRET}@127.0.0.1:9/kyoten")


def another_schema(scene: Scene) -> None:
    statement(scene, "UPDATE alembic_version SET version_num = '0001'")


def statement(scene: Scene, *statements: str) -> None:
    engine = make_engine(scene.settings.kyoten_database_url)
    with engine.begin() as connection:
        for each in statements:
            connection.execute(text(each))
    engine.dispose()


def no_watch(scene: Scene) -> None:
    scene.sets(kyoten_heartbeat_url=SecretStr(""))


async def the_watch_knows_us_no_more(scene: Scene) -> None:
    scene.watch.status = 404
    await runs_here(scene)


async def the_watch_is_not_there(scene: Scene) -> None:
    scene.watch.status = 0
    await runs_here(scene)


def no_mail(scene: Scene) -> None:
    scene.sets(kyoten_smtp_url=SecretStr(""))


def nobody_to_write_to(scene: Scene) -> None:
    scene.sets(kyoten_alarm_mail="")


def the_mail_server_lets_nobody_in(scene: Scene) -> None:
    port = scene.mail.url.rpartition(":")[2]
    scene.sets(kyoten_smtp_url=SecretStr(f"smtp://someone:{SECRET}@127.0.0.1:{port}"))


def the_mail_server_is_not_there(scene: Scene) -> None:
    scene.sets(kyoten_smtp_url=SecretStr("smtp://127.0.0.1:9"))


@asynccontextmanager
async def saying(frame: dict[str, str]) -> AsyncIterator[str]:
    """Serve sockets that say one thing; yield the address."""

    async def link(request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json(frame)
        await socket.close()
        return socket

    app = web.Application()
    app.add_routes([web.get("/link", link)])
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    await runner.cleanup()


FAILED, WARNING = State.FAILED, State.WARNING
Provoked = Callable[[Scene], Awaitable[None] | None]


@pytest.mark.parametrize(
    ("provoke", "check", "state", "remedy"),
    [
        pytest.param(each[0], *each[1:], id=each[0].__name__)
        for each in (
            (lacks_a_scope, Check.SCOPES, FAILED, "then install the app again"),
            (another_bot_token, Check.BOT_TOKEN, FAILED, "copy its Bot User OAuth Token"),
            (token_is_revoked, Check.BOT_TOKEN, FAILED, "Slack answered token_revoked: install"),
            (nobody_is_slack, Check.BOT_TOKEN, FAILED, "Slack cannot be reached"),
            (another_app_token, Check.APP_TOKEN, FAILED, "with connections:write"),
            (too_many_sockets, Check.SOCKET, FAILED, "end the other bots with this token"),
            (no_socket_opens, Check.SOCKET, FAILED, "web sockets may leave this network"),
            (socket_mode_is_off, Check.SOCKET, FAILED, "switch it on in the app's settings"),
            (another_bot_is_connected, Check.SOCKET, WARNING, "give each bot an app of its own"),
            (the_bot_here_has_no_connection, Check.SOCKET, FAILED, "see its log"),
            (slack_ends_the_connection, Check.SOCKET, FAILED, "run doctor again"),
            (no_event_is_told, Check.EVENTS, FAILED, "paste the manifest"),
            (
                no_message_is_told_though_home_and_letters_are,
                Check.EVENTS,
                FAILED,
                "paste the manifest",
            ),
            (another_bot_answers_here, Check.RUNNING, FAILED, "another bot answers there"),
            (the_bot_here_takes_what_is_posted, Check.RUNNING, FAILED, "of --http start"),
            (a_socket_of_another_app, Check.APP, FAILED, "copy both from one app's settings"),
            (the_clock_is_late, Check.CLOCK, FAILED, "timedatectl set-ntp true"),
            (bound_to_another_workspace, Check.WORKSPACE, FAILED, "correct team: kyoten network"),
            (served_by_another_app, Check.WORKSPACE, FAILED, "kyoten run --new-app"),
            (a_profile_nobody_knows, Check.NETWORK, FAILED, "has no profile atlantis"),
            (no_network, Check.NETWORK, FAILED, "kyoten network apply FILE.toml"),
            (the_channel_is_archived, Check.CHANNEL, FAILED, "archived: unarchive it"),
            (the_bot_is_out_of_a_private_channel, Check.CHANNEL, FAILED, "/invite the bot there"),
            (the_bot_is_out_of_a_public_channel, Check.CHANNEL, FAILED, "the bot is not in it"),
            (shared_with_nobody_we_know, Check.CHANNEL, WARNING, "end the sharing"),
            (staff_of_another_workspace, Check.CHANNEL, FAILED, "staff of T0GUEST cannot see it"),
            (channels_are_not_listed, Check.CHANNEL, FAILED, "Slack answered fatal_error"),
            (one_channel_is_not_shown, Check.CHANNEL, FAILED, "Slack answered fatal_error"),
            (no_key_file, Check.KEY_FILE, FAILED, "put its copy back"),
            (the_key_file_is_open, Check.KEY_FILE, FAILED, "chmod 600"),
            (the_key_file_is_a_folder, Check.KEY_FILE, FAILED, "put its copy back"),
            (the_keys_lie_with_the_database, Check.KEY_FILE, WARNING, "move it elsewhere"),
            (other_keys, Check.KEYS, FAILED, "put back the copy of the keys"),
            (a_key_that_was_left_behind, Check.KEYS, FAILED, "it lacks the key 'k1'"),
            (the_log_of_the_database_is_open, Check.PERMISSIONS, FAILED, "chmod 600"),
            (the_database_is_something_else, Check.DATABASE, FAILED, "names a database"),
            (its_tables_are_broken, Check.NETWORK, FAILED, "its tables cannot be read"),
            (the_database_is_open, Check.PERMISSIONS, FAILED, "chmod 600"),
            (the_tokens_are_open, Check.PERMISSIONS, FAILED, ".env"),
            (no_database, Check.DATABASE, FAILED, "run kyoten init"),
            (no_server, Check.DATABASE, FAILED, "or its server runs"),
            (another_schema, Check.SCHEMA, FAILED, "run kyoten migrate"),
            (no_watch, Check.HEARTBEAT, WARNING, "nobody outside notices"),
            (the_watch_knows_us_no_more, Check.HEARTBEAT, FAILED, "last ping met 404"),
            (the_watch_is_not_there, Check.HEARTBEAT, FAILED, "met ServerDisconnectedError"),
            (no_mail, Check.MAIL, WARNING, "the duty is told by nobody"),
            (nobody_to_write_to, Check.MAIL, WARNING, "nobody is written to"),
            (the_mail_server_lets_nobody_in, Check.MAIL, FAILED, "user and password"),
            (the_mail_server_is_not_there, Check.MAIL, FAILED, "check host, port"),
        )
    ],
)
async def test_each_finding_comes_alone_with_its_remedy_and_tells_no_secret(
    scene: Scene, provoke: Provoked, check: Check, state: State, remedy: str
) -> None:
    awaited = provoke(scene)
    if inspect.isawaitable(awaited):
        await awaited

    found = await scene.finds()

    assert amiss(found) == [(check, state)]
    assert all(remedy in each.remedy for each in found if each.amiss)
    assert all("\n" not in each.remedy for each in found)
    assert leaks(scene, str(found)) == []


async def test_no_missing_database_is_made_by_looking_for_it(scene: Scene) -> None:
    no_database(scene)

    await scene.finds()

    assert not (scene.folder / "nothing.sqlite3").exists()


@pytest.mark.parametrize(
    ("version", "state"),
    [
        pytest.param((3, 40, 1), FAILED, id="that of an old system"),
        pytest.param((3, 51, 2), FAILED, id="the last that could corrupt a file"),
        pytest.param((3, 50, 7), State.OK, id="an older line, mended"),
        pytest.param((3, 49, 9), FAILED, id="an older line, never mended"),
        pytest.param((3, 51, 3), State.OK, id="the first that cannot"),
        pytest.param((3, 53, 4), State.OK, id="a later one"),
    ],
)
def test_an_old_sqlite_is_found(version: tuple[int, ...], state: State) -> None:
    (found,) = sqlite_library(version)

    assert found.state is state


@pytest.mark.parametrize("name", ["Asia/Nowhere", "UTC", "../etc/passwd"])
def test_a_machine_that_does_not_know_japans_zone_is_found(name: str) -> None:
    (found,) = zone_data(name)

    assert found.state is FAILED
    assert "tzdata" in found.remedy


def test_tokens_of_which_slack_does_not_say_whose_they_are_are_to_be_compared() -> None:
    (found,) = same_app("A1", "")

    assert found.state is WARNING


# ------------------------------------------------------------------ the command


@pytest.fixture
async def command(
    tmp_path: Path, sqlite_file: Path, keys: Path
) -> AsyncIterator[tuple[Scene, dict[str, str]]]:
    """A town in the machine's own time, and the environment a shell would have."""
    sqlite_file.chmod(0o600)
    async with AsyncExitStack() as stack:
        mail = await stack.enter_async_context(mail_server())
        heard = await stack.enter_async_context(watch())
        url = f"sqlite:///{sqlite_file}"
        now = datetime.now(UTC)
        town = Town(Grounds(folder=keys, database=url, start=now, running=True))
        await town.moves_in()
        stack.push_async_callback(town.leaves)
        scene = Scene(town, town.settings(), Apart(town.clock), tmp_path, heard, mail, stack)
        yield scene, environment(scene)


def environment(scene: Scene) -> dict[str, str]:
    """Return the settings of a machine on which all is well."""
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": os.environ.get("PYTHONPATH", ""),
        "HOME": str(scene.folder),
        "SLACK_BOT_TOKEN": scene.workspace.bot_token,
        "SLACK_APP_TOKEN": scene.workspace.app_token,
        "SLACK_API_URL": scene.town.server.base_url,
        "KYOTEN_DATABASE_URL": scene.town.grounds.database,
        "KYOTEN_KEY_FILE": str(scene.settings.kyoten_key_file),
        "KYOTEN_HTTP_PORT": "0",
        "KYOTEN_HEARTBEAT_URL": f"{scene.watch.url}?{SECRET}",
        "KYOTEN_SMTP_URL": scene.mail.url,
        "KYOTEN_ALARM_MAIL": "watch@kyoten.example",
    }


async def run(env: dict[str, str], *options: str) -> tuple[int | None, str, str]:
    """Run the command in its HOME; return its status and what it printed."""
    words = (sys.executable, "-m", "bot", "doctor", *options)
    process = await asyncio.create_subprocess_exec(
        *words, env=env, cwd=env["HOME"], stdout=PIPE, stderr=PIPE
    )
    said, complaints = await process.communicate()
    return process.returncode, said.decode(), complaints.decode()


async def test_the_command_ends_with_0_when_all_is_well_and_prints_no_secret(
    command: tuple[Scene, dict[str, str]],
) -> None:
    scene, env = command

    status, said, complaints = await run(env)

    assert (status, complaints) == (0, "")
    assert said.splitlines()[-1] == "all well"
    assert f"ok       workspace    {scene.workspace.team_id}" in said
    assert leaks(scene, said) == []


async def test_a_warning_is_a_finding_and_ends_with_1(
    command: tuple[Scene, dict[str, str]],
) -> None:
    scene, env = command

    status, said, _ = await run({**env, "KYOTEN_HEARTBEAT_URL": "", "SLACK_BOT_TOKEN": "xoxb-1"})

    assert status == 1
    assert "warning  heartbeat    KYOTEN_HEARTBEAT_URL: unset: " in said
    assert "failed   bot_token    SLACK_BOT_TOKEN: Slack answered invalid_auth: " in said
    assert said.splitlines()[-1] == "2 to mend"
    assert leaks(scene, said) == []


async def test_settings_that_cannot_be_read_are_said_at_once_and_end_with_2(
    command: tuple[Scene, dict[str, str]],
) -> None:
    scene, env = command
    wrong = {"SLACK_BOT_TOKEN": "xoxp-0815", "SLACK_APP_TOKEN": "", "KYOTEN_LANG": "fr"}
    scene.settings.kyoten_key_file.chmod(0o644)

    status, said, complaints = await run({**env, **wrong}, "--json")

    told = json.loads(said)
    assert (status, complaints) == (2, "")
    assert [each["subject"] for each in told if each["check"] == "settings"] == [
        "SLACK_BOT_TOKEN",
        "KYOTEN_LANG",
        "SLACK_APP_TOKEN",
    ]
    assert [each["check"] for each in told if each["state"] == "failed"][-1] == "key_file"
    assert "xoxp-0815" not in said


async def test_json_is_one_list_of_check_state_subject_and_remedy(
    command: tuple[Scene, dict[str, str]],
) -> None:
    scene, env = command
    scene.workspace.channel(scene.town.channel("P01")).is_archived = True

    status, said, _ = await run(env, "--json")

    told = json.loads(said)
    assert status == 1
    assert {tuple(each) for each in told} == {("check", "state", "subject", "remedy")}
    assert [each for each in told if each["state"] not in ("ok", "unseen")] == [
        {
            "check": "channel",
            "state": "failed",
            "subject": f"{scene.town.channel('P01')} 見本短期入所 かりのやど",
            "remedy": "archived: unarchive it, or name another one: kyoten network apply FILE.toml",
        }
    ]
    assert leaks(scene, said) == []
