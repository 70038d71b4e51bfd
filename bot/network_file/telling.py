"""The difference as a short list: what is added, changed and retired."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import groupby

from bot.cities import PROFILES
from bot.cities.profile import Profile, plain
from bot.model import Network, NetworkId, Window
from bot.network_file.building import key_of
from bot.standing import Change, How, Part, Rota, Standing
from bot.vocabulary import Hours

Row = tuple[str, str, str]


def told(changes: Iterable[Change], now: Standing | None, wanted: Standing) -> list[str]:
    """Return a line for each kind of thing added or retired, and for each thing changed."""
    network = wanted.network.id
    rows = sorted((_row(each, network) for each in changes), key=_kind)
    lines = [
        line
        for (how, what), found in groupby(rows, key=_kind)
        for line in _lines(how, what, [key for _, _, key in found])
    ]
    return [*lines, *_settings(now, wanted)]


def _kind(row: Row) -> tuple[str, str]:
    how, what, _ = row
    return how, what


def _row(change: Change, network: NetworkId) -> Row:
    part = change.part
    key = _key(part, network)
    if isinstance(part, Rota):
        key += f": {len(part.added)} added, {len(part.removed)} taken back"
    elif change.how is How.CHANGED:
        key += f": {', '.join(change.fields)}"
    return change.how.value, type(part).__name__.lower(), key


def _key(part: Part, network: NetworkId) -> str:
    if isinstance(part, Window) and part.hours is not Hours.ALWAYS:
        return f"{key_of(part.office, network)} by {part.hours}"
    if isinstance(part, Rota | Window):
        return key_of(part.office, network)
    return key_of(part.id, network)


def _lines(how: str, what: str, keys: list[str]) -> Iterator[str]:
    if how == How.CHANGED:
        yield from (f"{how:<8} {what} {key}" for key in keys)
    else:
        several = f"{len(keys)} × " if len(keys) > 1 else ""
        yield f"{how:<8} {several}{what} {', '.join(keys)}"


def _settings(now: Standing | None, wanted: Standing) -> Iterator[str]:
    """Yield each setting whose value becomes another, with both values."""
    before = now.network if now else None
    old, new = dict(before.settings) if before else {}, dict(wanted.network.settings)
    for name in dict.fromkeys((*old, *new)):
        was, becomes = _value(name, before, wanted), _value(name, wanted.network)
        if was != becomes:
            yield f"setting  {name}: {was} → {becomes}"


def _value(name: str, network: Network | None, instead: Standing | None = None) -> str:
    """Return a network's value, or the city's where it has none of its own."""
    own = dict(network.settings) if network else {}
    of = network or (instead.network if instead else None)
    city: Profile | None = PROFILES.get(of.profile) if of else None
    value = own.get(name, plain(city).get(name) if city else None)
    return json.dumps(value, ensure_ascii=False)
