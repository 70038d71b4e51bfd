"""`kyoten`, also `python -m bot`: the command line. Mistakes of the set-up exit with 2."""

from __future__ import annotations

import sys

import typer

from bot.cli.doctor.command import doctor
from bot.cli.manifest import manifest
from bot.cli.network import network_app
from bot.cli.profile import profile
from bot.cli.replies import replies
from bot.cli.running import run
from bot.cli.setting_up import init, migrate
from bot.errors import SetupError

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
app.command()(run)
app.command()(init)
app.command()(migrate)
app.command()(doctor)
app.command()(manifest)
app.command()(profile)
app.command()(replies)
app.add_typer(network_app, name="network")


@app.command()
def demo(
    city: str = typer.Option("matsue", help="Whose rules the sample town follows."),
    keep: str = typer.Option("", help="An empty folder in which key and database shall stay."),
) -> None:
    """Open a sample town on this machine: a page, a stand-in for Slack, the real bot."""
    from sandbox.demo import open_town  # the town is no part of the bot that serves a city

    open_town(city=city, keep=keep)


def main() -> None:
    """Run the command line; every mistake of the set-up is said, each with its remedy."""
    try:
        app()
    except KeyboardInterrupt:
        sys.exit(130)
    except SetupError as wrong:
        for mistake in wrong.mistakes:
            print(mistake, file=sys.stderr)  # noqa: T201 - a command line prints
        sys.exit(2)


if __name__ == "__main__":
    main()
