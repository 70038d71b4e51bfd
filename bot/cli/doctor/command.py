"""`kyoten doctor`: what keeps the bot from its work, each finding with its remedy.

Exit status: 0 all well; 1 at least one finding, a warning too; 2 the settings cannot be read.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable
from dataclasses import asdict
from json import dumps
from pathlib import Path
from typing import Annotated, Final

import typer

from bot.app import refusal
from bot.cli.doctor import machine, routes
from bot.cli.doctor.channels import channels
from bot.cli.doctor.findings import Check, Finding, State, ok, refused
from bot.cli.doctor.running import Running, events, ours, run_here, running
from bot.cli.doctor.slack import Asking, Told, app_of, clocks, same_app, scopes
from bot.cli.doctor.sockets import line
from bot.clock import Clock, SystemClock
from bot.errors import SetupError, SlackFault
from bot.settings import HttpSettings, Settings, Storage, read_settings
from bot.standing import Standing
from handlers.webapi import mark_of
from handlers.wire import open_session

WELL: Final = 0
FINDINGS: Final = 1
UNREADABLE: Final = 2


def doctor(
    http: Annotated[
        bool, typer.Option("--http", help="Check for kyoten run --http: no socket is opened.")
    ] = False,
    json: Annotated[
        bool, typer.Option("--json", help="Print a list of check, state, subject and remedy.")
    ] = False,
) -> None:
    """Check settings, Slack, channels, clock, database, files and alarms; say each remedy.

    Exit status: 0 all well, 1 at least one finding, 2 the settings cannot be read.
    """
    logging.disable()  # whatever is wrong is said below, with its remedy
    status, found = diagnosis(HttpSettings if http else Settings)
    if json:
        _print_json(found)
    else:
        _print_lines(found)
    raise typer.Exit(status)


def diagnosis(kind: type[Settings] | type[HttpSettings]) -> tuple[int, list[Finding]]:
    """Return the exit status and every finding of this machine."""
    try:
        settings = read_settings(kind)
    except SetupError as wrong:
        return UNREADABLE, [*refused(Check.SETTINGS, wrong), *_what_can_be_read()]
    found = asyncio.run(examine(settings, SystemClock(), folder=Path.cwd()))
    return FINDINGS if any(each.amiss for each in found) else WELL, found


def _what_can_be_read() -> list[Finding]:
    """Return what is found of files and database where at least these settings are right."""
    try:
        return of_machine(read_settings(Storage), folder=Path.cwd())
    except SetupError:
        return []


async def examine(
    settings: Settings | HttpSettings, clock: Clock, *, folder: Path
) -> list[Finding]:
    """Return what every check found, in their order; `folder` is where `.env` lies."""
    found = [ok(Check.SETTINGS, "all"), *of_machine(settings, folder=folder)]
    known: list[Standing] = []
    if any(each.check is Check.SCHEMA and each.state is State.OK for each in found):
        networks, known = machine.networks(settings, at=clock.wall())
        found += networks
    async with open_session() as session:
        bot = Asking(settings, settings.slack_bot_token, session=session, clock=clock)
        try:
            me = await bot.ask("auth.test")
        except SlackFault as fault:
            found += refused(Check.BOT_TOKEN, refusal(fault))
            return [*found, *await of_routes(settings, None)]
        answering = await running(settings, session)
        here = ours(answering, settings, app=mark_of(me.body))
        found += of_bot_token(me, clock)
        if known:
            found += machine.belongs(settings, me.body, [each.network for each in known])
        found.append(run_here(answering, here, settings))
        if isinstance(settings, Settings):
            level = Asking(settings, settings.slack_app_token, session=session, clock=clock)
            found += await of_app_token(level, bot, me, here)
        found.append(events(here))
        for standing in known:
            if standing.network.team == me.body.get("team_id"):
                found += await channels(bot, standing)
    return [*found, *await of_routes(settings, here)]


def of_machine(storage: Storage, *, folder: Path) -> list[Finding]:
    """Return what is found on the machine itself."""
    return [
        *machine.zone_data(),
        *machine.key_file(storage),
        *machine.permissions(storage, folder),
        *machine.database(storage),
    ]


def of_bot_token(me: Told, clock: Clock) -> list[Finding]:
    """Return what Slack's answer to the bot token says of it and of the clock."""
    return [ok(Check.BOT_TOKEN, "SLACK_BOT_TOKEN"), *scopes(me), *clocks(me, clock)]


async def of_app_token(level: Asking, bot: Asking, me: Told, here: Running | None) -> list[Finding]:
    """Return what is found of the app-level token, its connection, and whose both tokens are."""
    opened = await line(level, here)
    if opened.app is None:
        return opened.findings
    return [*opened.findings, *same_app(await app_of(bot, me), opened.app)]


async def of_routes(settings: Settings | HttpSettings, here: Running | None) -> list[Finding]:
    """Return what is found of the ways past Slack."""
    past_slack = [each async for each in routes.mail(settings)]
    return [routes.heartbeat(settings, here), *past_slack]


def _print_json(found: Iterable[Finding]) -> None:
    """Print one list, Japanese left readable."""
    typer.echo(dumps([asdict(each) for each in found], ensure_ascii=False, indent=2))


def _print_lines(found: list[Finding]) -> None:
    """Print a line a finding, and at last how many there are to mend."""
    for each in found:
        said = f"{each.subject}: {each.remedy}" if each.remedy else each.subject
        typer.echo(f"{each.state:<9}{each.check:<13}{said}")
    amiss = sum(each.amiss for each in found)
    typer.echo(f"{amiss} to mend" if amiss else "all well")
