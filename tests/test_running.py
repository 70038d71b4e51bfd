"""`kyoten run` as a supervisor meets it: settings, health, a second start, and its end."""

from __future__ import annotations

import asyncio
import json
import os
import re
import shutil
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web

from sandbox.server import SlackServer
from sandbox.workspace import Workspace


@pytest.fixture
async def slack() -> AsyncIterator[SlackServer]:
    server = SlackServer(Workspace(), lambda: datetime.now(UTC))
    await server.start()
    yield server
    await server.stop()


@pytest.fixture(scope="module")
async def initialised(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which `kyoten init` was run, to be copied."""
    folder = tmp_path_factory.mktemp("initialised")
    status, complaints = await ended(settings(folder, "http://127.0.0.1:9/api/"), "init")
    assert (status, complaints) == (0, "")
    return folder


@pytest.fixture
def env(tmp_path: Path, slack: SlackServer) -> dict[str, str]:
    """Settings that are right, in an empty folder."""
    return settings(tmp_path, slack.base_url)


@pytest.fixture
def prepared(env: dict[str, str], tmp_path: Path, initialised: Path) -> dict[str, str]:
    """Settings that are right, in a folder in which `kyoten init` was run."""
    shutil.copytree(initialised, tmp_path, dirs_exist_ok=True)
    return env


def settings(folder: Path, slack: str) -> dict[str, str]:
    """Return settings that are right."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "SLACK_BOT_TOKEN": "xoxb-sandbox",
        "SLACK_APP_TOKEN": "xapp-sandbox",
        "SLACK_API_URL": slack,
        "KYOTEN_DATABASE_URL": f"sqlite:///{folder / 'kyoten.sqlite3'}",
        "KYOTEN_KEY_FILE": str(folder / "keys" / "keys.json"),
        "KYOTEN_HTTP_PORT": "0",
    }


async def started(env: Mapping[str, str], *command: str) -> Process:
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", *command, env=env, stdout=PIPE, stderr=PIPE
    )


async def ended(env: Mapping[str, str], *command: str) -> tuple[int | None, str]:
    """Run a command to its end; return its status and what it complained of."""
    process = await started(env, *command)
    _, complaints = await process.communicate()
    return process.returncode, complaints.decode()


async def port_of(process: Process) -> int:
    """Return where health is answered, once the bot says that it is ready."""
    assert process.stderr is not None
    async for line in process.stderr:
        found = re.search(rb'"health_port": (\d+)', line)
        if found:
            return int(found.group(1))
    raise AssertionError("the bot never became ready")


async def test_it_serves_and_ends_cleanly_when_told_to(prepared: dict[str, str]) -> None:
    bot = await started(prepared, "run")
    port = await port_of(bot)

    async with aiohttp.ClientSession() as session:
        health = await session.get(f"http://127.0.0.1:{port}/healthz")
        ready = await session.get(f"http://127.0.0.1:{port}/readyz")
    second = await ended(prepared, "run")
    bot.send_signal(signal.SIGTERM)

    assert await bot.wait() == 0
    assert (health.status, ready.status) == (200, 200)
    assert second[0] == 2
    assert "in use by another process: stop it, or use PostgreSQL" in second[1]


async def test_over_http_it_needs_the_signing_secret_and_no_app_level_token(
    prepared: dict[str, str],
) -> None:
    del prepared["SLACK_APP_TOKEN"]
    refused = await ended(prepared, "run", "--http")
    bot = await started({**prepared, "SLACK_SIGNING_SECRET": "s3cret"}, "run", "--http")
    port = await port_of(bot)

    async with aiohttp.ClientSession() as session:
        ready = await session.get(f"http://127.0.0.1:{port}/readyz")
        forged = await session.post(f"http://127.0.0.1:{port}/slack/events", json={"type": "x"})
    bot.send_signal(signal.SIGTERM)

    assert await bot.wait() == 0
    assert (refused[0], ready.status, forged.status) == (2, 200, 401)
    assert "SLACK_SIGNING_SECRET: missing: set the Signing Secret" in refused[1]


@pytest.mark.parametrize(
    ("wrong", "remedies"),
    [
        pytest.param(
            {"SLACK_BOT_TOKEN": "xoxp-1", "SLACK_APP_TOKEN": "", "KYOTEN_LANG": "fr"},
            ["SLACK_BOT_TOKEN: not usable", "SLACK_APP_TOKEN: missing", "KYOTEN_LANG: not usable"],
            id="every mistake is said at once",
        ),
        pytest.param(
            {"SLACK_API_URL": "http://slack.example/api/", "KYOTEN_HTTP_PORT": "70000"},
            ["SLACK_API_URL: not usable", "KYOTEN_HTTP_PORT: not usable"],
            id="a token never travels in the clear",
        ),
        pytest.param(
            {"KYOTEN_DATABASE_URL": "mysql://x/y"},
            ["KYOTEN_DATABASE_URL: not usable"],
            id="an unknown database",
        ),
        pytest.param(
            {"KYOTEN_SMTP_URL": "smtp://mail.example:70000"},
            ["KYOTEN_SMTP_URL: not usable"],
            id="a port no server has",
        ),
    ],
)
async def test_wrong_settings_are_refused_with_their_remedy(
    env: dict[str, str], wrong: dict[str, str], remedies: list[str]
) -> None:
    status, complaints = await ended({**env, **wrong}, "run")

    assert status == 2
    assert all(remedy in complaints for remedy in remedies)
    assert len(complaints.strip().splitlines()) == len(remedies)


@pytest.mark.parametrize(
    ("wrong", "remedy"),
    [
        pytest.param(
            {"SLACK_BOT_TOKEN": "xoxb-wrong"}, "SLACK_BOT_TOKEN: Slack answered", id="the bot token"
        ),
        pytest.param(
            {"SLACK_APP_TOKEN": "xapp-wrong"}, "SLACK_APP_TOKEN: Slack answered", id="the app token"
        ),
        pytest.param(
            {"SLACK_API_URL": "http://127.0.0.1:9/api/"},
            "SLACK_API_URL: Slack cannot be reached",
            id="nobody there",
        ),
    ],
)
async def test_what_slack_refuses_is_said_with_the_setting_to_mend(
    prepared: dict[str, str], wrong: dict[str, str], remedy: str
) -> None:

    status, complaints = await ended({**prepared, **wrong}, "run")

    assert status == 2
    assert remedy in complaints


async def test_a_start_before_init_says_what_to_do(env: dict[str, str]) -> None:
    status, complaints = await ended(env, "run")

    assert status == 2
    assert "run kyoten init" in complaints
    assert "run kyoten migrate" in complaints


async def test_init_leaves_an_existing_key_alone(prepared: dict[str, str]) -> None:
    key = Path(prepared["KYOTEN_KEY_FILE"])
    before = key.read_text()

    await ended(prepared, "init")

    assert key.read_text() == before
    assert key.stat().st_mode & 0o777 == 0o600


async def test_a_profile_is_one_json_object(env: dict[str, str]) -> None:
    process = await started(env, "profile", "matsue", "--json")
    printed, _ = await process.communicate()

    profile = json.loads(printed)
    assert profile["city_relay"] == "undecided"
    assert profile["sources"]["reminder_minutes"] == "sample"


@pytest.fixture
async def silent_slack() -> AsyncIterator[str]:
    """A server that opens a socket and never says hello; yields its API's address."""
    app = web.Application()

    async def answer(request: web.Request) -> web.Response:
        socket = str(request.url.with_scheme("ws").with_path("/link"))
        me = {"user_id": "UBOT", "bot_id": "BBOT", "team_id": "TEAM"}
        return web.json_response({"ok": True, "url": socket, **me})

    async def link(request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        async for _ in socket:
            pass
        return socket

    app.add_routes([web.post("/api/{method}", answer), web.get("/link", link)])
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}/api/"
    await runner.cleanup()


async def test_a_start_that_slack_does_not_answer_can_still_be_stopped(
    prepared: dict[str, str], silent_slack: str
) -> None:
    bot = await started({**prepared, "SLACK_API_URL": silent_slack, "KYOTEN_HTTP_PORT": "0"}, "run")
    assert bot.stderr is not None
    assert b"listening for health" in await bot.stderr.readline()

    bot.send_signal(signal.SIGTERM)

    assert await bot.wait() == 0
