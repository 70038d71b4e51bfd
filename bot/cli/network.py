"""`kyoten network apply FILE` and `kyoten network show`: who and where, from one TOML file."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated, Final, TypeVar

import typer
from sqlalchemy import Connection

from bot.cli.network_shown import print_json, print_network
from bot.clock import SystemClock
from bot.errors import SetupError
from bot.model import Network, NetworkId, Office, Staff
from bot.network_file.building import key_of, wanted
from bot.network_file.checks import check
from bot.network_file.mistakes import Mistake, Places
from bot.network_file.reading import NetworkFile, parse, read
from bot.network_file.telling import told
from bot.settings import Storage, read_settings
from bot.standing import Change, How, Standing, difference
from storage.cipher import Cipher, load_keyring
from storage.engine import make_engine, open_database
from storage.ledger import Ledger, Means
from storage.migrations import check_schema
from storage.rewriting import left_behind, open_work, rewrite

T = TypeVar("T")

OPERATOR: Final = "operator"
"""Who acts at a shell, in the audit."""

network_app = typer.Typer(no_args_is_help=True, help="Offices, windows, staff and duty.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What a file would change of the network as it stands, and how to say it."""

    network: NetworkId
    changes: tuple[Change, ...]
    lines: list[str]


@network_app.command()
def apply(
    file: Annotated[Path, typer.Argument(help="Like docs/network.example.toml.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would change.")] = False,
) -> None:
    """Make the network what a file says: all of it or nothing, after showing what changes."""
    apply_file(read_settings(Storage), file, at=SystemClock().wall(), dry_run=dry_run)


@network_app.command()
def show(
    network: Annotated[str, typer.Option(help="Its id, where there are several.")] = "",
    json: Annotated[bool, typer.Option("--json", help="Print the tables of a file.")] = False,
) -> None:
    """Show the network as it stands; as JSON it says what a file would."""
    at = SystemClock().wall()
    storage = read_settings(Storage)
    standing = looking(storage, lambda ledger: standing_of(ledger, network, at=at))
    if json:
        print_json(standing)
    else:
        print_network(standing)


def apply_file(storage: Storage, path: Path, *, at: datetime, dry_run: bool) -> None:
    """Show what a file changes and apply it. Raises: SetupError with every mistake."""
    file, places = read_whole(path)
    shown = looking(storage, lambda ledger: proposal(ledger, file, places, at=at))
    for line in shown.lines or ["nothing to change"]:
        typer.echo(line)
    if dry_run:
        typer.echo("dry run: nothing was written")
    elif shown.changes:
        writing(storage, lambda ledger: write(ledger, shown, file, places, at=at))
        typer.echo("applied")


def read_whole(path: Path) -> tuple[NetworkFile, Places]:
    """Return a file without a mistake. Raises: SetupError with all there are."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as missing:
        raise SetupError(f"{path}: cannot be read: name a network file") from missing
    except UnicodeDecodeError as coded:
        raise SetupError(f"{path}: is no UTF-8 text: save it as UTF-8") from coded
    data, unreadable = parse(text)
    places = Places(text, data)
    refuse(places.say(unreadable))
    file = read(data)
    refuse(places.say(check(file)))
    return file, places


def refuse(mistakes: Iterable[str]) -> None:
    """Pass when there is no mistake. Raises: SetupError with all of them."""
    found = tuple(mistakes)
    if found:
        raise SetupError(*found)


def proposal(ledger: Ledger, file: NetworkFile, places: Places, *, at: datetime) -> Proposal:
    """Return what a file changes now. Raises: SetupError when that may not be."""
    id_ = file.network.id if file.network else ""
    known = {each.id: each for each in ledger.roster.networks()}
    present = known.get(NetworkId(id_))
    now = ledger.roster.standing(present, at=at) if present else None
    goal = wanted(file, now, at=at)
    changes = difference(now, goal)
    others = [each for each in known.values() if each.id != id_]
    refuse(places.say([*taken(goal.network, others), *unfinished(ledger, changes, goal)]))
    lines = [*told(changes, now, goal), *forsaken(ledger, changes, goal.network.id)]
    return Proposal(network=goal.network.id, changes=changes, lines=lines)


def taken(network: Network, others: Iterable[Network]) -> Iterator[Mistake]:
    """Yield a mistake when another network is bound to the same workspace."""
    for other in others:
        if other.team == network.team:
            what = f"network {other.id} is bound to this workspace: name another, or keep its id"
            yield Mistake(("network", "team"), what)


def unfinished(ledger: Ledger, changes: Iterable[Change], goal: Standing) -> Iterator[Mistake]:
    """Yield a mistake for each office that is missing while a case still needs it."""
    for change in changes:
        if change.how is How.RETIRED and isinstance(change.part, Office):
            key, cases = key_of(change.part.id, goal.network.id), open_work(ledger, change.part.id)
            if cases:
                what = f"office {key} is missing, and case {', '.join(cases)} needs it"
                yield Mistake(("offices",), f"{what}: close the case first, or leave the office in")


def forsaken(ledger: Ledger, changes: Iterable[Change], network: NetworkId) -> Iterator[str]:
    """Yield a warning for everybody who goes and leaves people or cases without a counsellor."""
    for change in changes:
        if change.how is How.RETIRED and isinstance(change.part, Staff):
            left = left_behind(ledger, change.part)
            if left:
                yield f"warning  staff {key_of(change.part.id, network)} leaves {', '.join(left)}"


def write(
    ledger: Ledger, shown: Proposal, file: NetworkFile, places: Places, *, at: datetime
) -> None:
    """Write exactly what was shown. Raises: SetupError when it is something else by now."""
    found = proposal(ledger, file, places, at=at)
    if found.changes != shown.changes:
        raise SetupError("the network has changed meanwhile, nothing was written: apply again")
    rewrite(ledger, found.changes, network=found.network, at=at, actor=OPERATOR)


def standing_of(ledger: Ledger, id_: str, *, at: datetime) -> Standing:
    """Return the network of that id, or the only one. Raises: SetupError."""
    known = ledger.roster.networks()
    if not known:
        raise SetupError("there is no network yet: kyoten network apply FILE.toml")
    found = [each for each in known if each.id == id_] if id_ else known
    if len(found) != 1:
        names = ", ".join(each.id for each in known)
        raise SetupError(f"--network: name one of the networks of this database: {names}")
    return ledger.roster.standing(found[0], at=at)


# ------------------------------------------------------------------ the database


def looking(storage: Storage, unit: Callable[[Ledger], T]) -> T:
    """Return what a unit reads; a bot that runs on the same file does not mind."""
    check_schema(storage.kyoten_database_url)
    means = _means(storage)
    engine = make_engine(storage.kyoten_database_url)
    try:
        with engine.connect() as connection:
            return unit(Ledger(connection, means))
    finally:
        engine.dispose()


def writing(storage: Storage, unit: Callable[[Ledger], T]) -> T:
    """Run a unit of work. Raises: SetupError while a bot holds the same SQLite file."""
    means = _means(storage)
    database = open_database(storage.kyoten_database_url)

    def whole(connection: Connection) -> T:
        ledger = Ledger(connection, means)
        value = unit(ledger)
        ledger.finish()
        return value

    try:
        return asyncio.run(database.write(whole))
    finally:
        database.close()


def _means(storage: Storage) -> Means:
    return Means(cipher=Cipher(load_keyring(storage.kyoten_key_file)))
