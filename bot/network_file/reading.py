"""A network file read: every table that can be, and a mistake for every one that cannot."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Generic, TypeVar, get_args

from pydantic import ValidationError

from bot.cities import PROFILES
from bot.network_file.entries import (
    MOMENTS,
    REMEDIES,
    SECTIONS,
    Entry,
    ExceptionEntry,
    NetworkEntry,
    OfficeEntry,
    RotaEntry,
    ShiftEntry,
    StaffEntry,
)
from bot.network_file.mistakes import KEY, Mistake, Path, nearest

E = TypeVar("E", bound=Entry)

TABLES: Final = ("network", "settings")


@dataclass(frozen=True, slots=True)
class Placed(Generic[E]):
    """An entry and where in the file it stands."""

    place: Path
    entry: E


@dataclass(slots=True)
class NetworkFile:
    """What could be read. `keys` also names the entries in which something else is wrong."""

    network: NetworkEntry | None = None
    settings: Mapping[str, object] = field(default_factory=dict)
    offices: list[Placed[OfficeEntry]] = field(default_factory=list)
    staff: list[Placed[StaffEntry]] = field(default_factory=list)
    rota: list[Placed[RotaEntry]] = field(default_factory=list)
    exceptions: list[Placed[ExceptionEntry]] = field(default_factory=list)
    shifts: list[Placed[ShiftEntry]] = field(default_factory=list)
    keys: dict[str, list[tuple[str, Path]]] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)

    def known(self, section: str) -> frozenset[str]:
        """Return the keys of a section's entries."""
        return frozenset(key for key, _ in self.keys.get(section, ()))

    @property
    def whole(self) -> bool:
        """True when every office and member of staff could be read."""
        read = len(self.offices) + len(self.staff)
        return read == sum(map(len, self.keys.values()))


def parse(text: str) -> tuple[Mapping[str, object], list[Mistake]]:
    """Return what TOML makes of a text; a text that is none is one mistake."""
    try:
        return tomllib.loads(text), []
    except tomllib.TOMLDecodeError as unreadable:
        what = f"{unreadable}: correct it there; texts stand in quotes, lists in [ ]"
        return {}, [Mistake(("TOML",), what)]


def read(data: Mapping[str, object]) -> NetworkFile:
    """Return what a file's tables say, and what is wrong with them one by one."""
    file = NetworkFile()
    known = (*TABLES, *SECTIONS)
    file.mistakes += (
        Mistake((name,), f"unknown table: {nearest(name, known)}")
        for name in data
        if name not in known
    )
    _read_network(file, data)
    for section, kind in SECTIONS.items():
        _read_section(file, section, kind, data.get(section, []))
    return file


def _read_network(file: NetworkFile, data: Mapping[str, object]) -> None:
    table, settings = data.get("network"), data.get("settings", {})
    if not isinstance(table, dict):
        file.mistakes.append(Mistake(("network",), "missing: give a table [network]"))
    else:
        file.network = _entry(file, NetworkEntry, table, ("network",))
    if file.network is not None and file.network.profile not in PROFILES:
        unknown = f"unknown profile: {nearest(file.network.profile, PROFILES)}"
        file.mistakes.append(Mistake(("network", "profile"), unknown))
        file.network = None
    if isinstance(settings, dict):
        file.settings = settings
    else:
        file.mistakes.append(Mistake(("settings",), "not usable: give a table [settings]"))


def _read_section(file: NetworkFile, section: str, kind: type[Any], tables: object) -> None:
    if not isinstance(tables, list):
        wrong = f"not usable: give each its own table [[{section}]]"
        file.mistakes.append(Mistake((section,), wrong))
        return
    for index, table in enumerate(tables):
        place: Path = (section, index)
        if section in {"offices", "staff"}:
            file.keys.setdefault(section, []).append((_key(table), place))
        entry = _entry(file, kind, table, place)
        if entry is not None:
            getattr(file, section).append(Placed(place, entry))


def _key(table: object) -> str:
    found = table.get("key") if isinstance(table, dict) else None
    return found if isinstance(found, str) and KEY.fullmatch(found) else ""


def _entry(file: NetworkFile, kind: type[E], table: object, place: Path) -> E | None:
    try:
        return kind.model_validate(table)
    except ValidationError as invalid:
        file.mistakes += _mistakes(invalid, kind, place)
        return None


def _mistakes(invalid: ValidationError, kind: type[Entry], place: Path) -> Iterator[Mistake]:
    for error in invalid.errors(include_url=False):
        where = (*place, *error["loc"])
        names = [part for part in error["loc"] if isinstance(part, str)]
        match error["type"]:
            case "missing":
                yield Mistake(where, f"missing: {_remedy(kind, names)}")
            case "extra_forbidden":
                yield Mistake(where, f"unknown key: {nearest(names[-1], _known(kind, names))}")
            case "enum":
                yield Mistake(where, f"unknown: {nearest(error['input'], _words(error))}")
            case _:
                yield Mistake(where, f"not usable: {_remedy(kind, names)}")


def _remedy(kind: type[Entry], names: list[str]) -> str:
    if kind is ShiftEntry and names[-1:] in (["from"], ["until"]):
        return MOMENTS
    return REMEDIES[names[-1]] if names else "give a table of keys and values"


def _known(kind: type[Entry], names: list[str]) -> list[str]:
    """Return the keys a table may have: this one's, or those of the table within it."""
    within = kind.model_fields.get(names[0]) if len(names) > 1 else None
    inner = (each for each in get_args(within.annotation if within else None) if _is_entry(each))
    shape: type[Entry] = next(inner, kind)
    return [each.alias or name for name, each in shape.model_fields.items()]


def _is_entry(each: object) -> bool:
    return isinstance(each, type) and issubclass(each, Entry)


def _words(error: Any) -> list[str]:
    """Return the words an enum has, from pydantic's sentence: 'a', 'b' or 'c'."""
    expected = str(error["ctx"]["expected"])
    return [word.strip("' ") for word in expected.replace(" or ", ",").split(",")]
