"""`kyoten profile NAME`: what a city decided, and where each setting is written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

import typer

from bot.cities import PROFILES
from bot.cities.profile import SAMPLE, UNDECIDED, plain

LEGEND = f"{SAMPLE}: in no plan, invented, for the city to decide."


def profile(
    name: Annotated[str, typer.Argument(help=f"One of: {', '.join(PROFILES)}.")] = "",
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead.")] = False,
) -> None:
    """Show every setting of a city's profile with its source."""
    chosen = PROFILES.get(name)
    if chosen is None:
        known = ", ".join(PROFILES)
        asked = f"No profile is called {name!r}. " if name else ""
        typer.echo(f"{asked}Name one of the cities: {known}.", err=True)
        raise typer.Exit(2)
    settings = plain(chosen)
    if json:
        _print_json(settings)
    else:
        _print_table(settings, chosen.sources)


def _print_json(settings: dict[str, object]) -> None:
    """Print the settings as one JSON object, Japanese left readable."""
    from json import dumps

    typer.echo(dumps(settings, ensure_ascii=False, indent=2))


def _print_table(settings: dict[str, object], sources: Mapping[str, str]) -> None:
    """Print a row per setting: its name, its value in words, its source."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(title=f"{settings['name']} {settings['city']}", caption=LEGEND)
    table.add_column("setting", no_wrap=True)
    table.add_column("value", overflow="fold")
    table.add_column("source", overflow="fold")
    for setting, value in settings.items():
        if setting not in {"name", "sources"}:
            # Text, so that a bracket in a value is never read as markup
            table.add_row(setting, Text(in_words(value)), Text(sources[setting]))
    Console().print(table)


def in_words(value: object) -> str:
    """Say a plain value for a reader: nothing, yes and no, lists and objects on a line each."""
    match value:
        case None:
            return "not stated"
        case True:
            return "yes"
        case False:
            return "no"
        case []:
            return "none"
        case list():
            return "\n".join(in_words(held) for held in value)
        case dict():
            return "\n".join(f"{key} {in_words(held)}" for key, held in value.items())
        case str() if value == UNDECIDED:
            return "undecided (the city says so)"
        case _:
            return str(value)
