"""A network on the screen: as tables to read, or as the JSON of a network file."""

from __future__ import annotations

from json import dumps

import typer

from bot.clock import JST
from bot.model import Office, Window
from bot.network_file.building import key_of, tables
from bot.standing import Standing
from bot.vocabulary import Hours


def print_json(standing: Standing) -> None:
    """Print the tables of the file that would make this network, Japanese left readable."""
    typer.echo(dumps(tables(standing), ensure_ascii=False, indent=2))


def print_network(standing: Standing) -> None:
    """Print the network, its own settings, its offices and until when duty is planned."""
    network = standing.network
    typer.echo(f"{network.id}  {network.name}  profile {network.profile}  team {network.team}")
    for name, value in network.settings.items():
        typer.echo(f"  {name} = {dumps(value, ensure_ascii=False)}")
    _print_offices(standing)


def _print_offices(standing: Standing) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table()
    for heading in ("office", "name", "kind", "window", "staff", "duty planned until"):
        table.add_column(heading, overflow="fold")
    for office in sorted(standing.offices.values(), key=lambda each: each.id):
        if office.active:
            # Text, so that a bracket in a name is never read as markup
            table.add_row(*(Text(cell) for cell in _cells(office, standing)))
    Console().print(table)


def _cells(office: Office, standing: Standing) -> tuple[str, ...]:
    staff = [each for each in standing.staff.values() if each.office == office.id and each.active]
    return (
        key_of(office.id, standing.network.id),
        office.name,
        office.kind.value,
        "\n".join(_reached(office, each) for each in standing.windows_of(office.id)),
        ", ".join(key_of(each.id, standing.network.id) for each in staff),
        _planned_until(office, standing),
    )


def _reached(office: Office, window: Window) -> str:
    telephone = window.telephone or office.telephone
    place = window.channel or f"by telephone {telephone or ''}".strip()
    return place if window.hours is Hours.ALWAYS else f"{window.hours}: {place}"


def _planned_until(office: Office, standing: Standing) -> str:
    ends = [shift.until for shift in standing.shifts if shift.office == office.id]
    return max(ends).astimezone(JST).strftime("%Y-%m-%d %H:%M") if ends else ""
