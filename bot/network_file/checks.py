"""What only the whole file can show: that its parts do not go together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from bot.cities import PROFILES
from bot.cities.adjusting import SETTINGS, Unfit, adjustable, adjusted, typed, unsound
from bot.cities.profile import Profile
from bot.network_file.entries import (
    ExceptionEntry,
    OfficeEntry,
    RotaEntry,
    ShiftEntry,
    StaffEntry,
    WindowEntry,
)
from bot.network_file.mistakes import Mistake, Path, nearest
from bot.network_file.reading import NetworkFile, Placed
from bot.network_file.rota import exceptional
from bot.vocabulary import Hours, OfficeKind

Duty = Placed[RotaEntry] | Placed[ExceptionEntry] | Placed[ShiftEntry]


def check(file: NetworkFile) -> list[Mistake]:
    """Return every mistake of a file: those of its tables, then those between them."""
    return [
        *file.mistakes,
        *_twice(file),
        *_settings(file),
        *_offices(file),
        *_core(file),
        *_staff(file),
        *_duty(file),
        *_exceptions(file),
    ]


# ------------------------------------------------------------------ one thing, one place


def _twice(file: NetworkFile) -> Iterator[Mistake]:
    for keys in file.keys.values():
        yield from _repeated(((key, (*place, "key")) for key, place in keys), "this key")
    yield from _channels(file)
    yield from _repeated(_members(file), "this member")


def _repeated(found: Iterable[tuple[str, Path]], what: str) -> Iterator[Mistake]:
    first: dict[str, Path] = {}
    for value, place in found:
        if value and value in first:
            section, index = first[value][0], first[value][1]
            number = int(index) + 1
            yield Mistake(place, f"{what} is taken by {section}[#{number}]: give each its own")
        first.setdefault(value, place)


def _channels(file: NetworkFile) -> Iterator[Mistake]:
    """A channel is one office's, unless each that has it says that it is shared."""
    windows = [
        (each, place, window) for each in file.offices for place, window in _windows_of(each)
    ]
    for each, place, window in windows:
        others = [
            (other, theirs)
            for other, _, theirs in windows
            if window.channel and theirs.channel == window.channel and other is not each
        ]
        alone = [other for other, theirs in others if not (window.shared and theirs.shared)]
        if alone and alone[0].place < each.place:
            number = int(alone[0].place[1]) + 1
            taken = f"this channel is taken by offices[#{number}]: give each its own, or shared = "
            yield Mistake(place, f"{taken}true at both where they are of one corporation")
        if window.shared and not others and file.whole:
            yield Mistake(
                (*place, "shared"), "nobody shares this channel: leave it out, or name it elsewhere"
            )


def _windows_of(each: Placed[OfficeEntry]) -> Iterator[tuple[Path, WindowEntry]]:
    entry = each.entry
    if not entry.windows:
        yield (*each.place, "window"), entry.window or WindowEntry()
    for number, window in enumerate(entry.windows):
        yield (*each.place, "windows", number), window


def _members(file: NetworkFile) -> Iterator[tuple[str, Path]]:
    own = file.network.team if file.network else ""
    for each in file.staff:
        if each.entry.user is not None:
            yield f"{each.entry.team or own} {each.entry.user}", (*each.place, "user")


# ------------------------------------------------------------------ settings


def _settings(file: NetworkFile) -> Iterator[Mistake]:
    if file.network is None:
        return
    profile = PROFILES[file.network.profile]
    wrong = {name: list(_setting(file, profile, name)) for name in file.settings}
    for mistakes in wrong.values():
        yield from mistakes
    sound = {name: value for name, value in file.settings.items() if not wrong[name]}
    for name, why in unsound(adjusted(profile, sound)):
        yield Mistake(("settings", name), f"does not go with the others: {why}")


def _setting(file: NetworkFile, profile: Profile, name: str) -> Iterator[Mistake]:
    place: Path = ("settings", name)
    if name not in SETTINGS:
        yield Mistake(place, f"unknown setting: {nearest(name, SETTINGS)}")
    elif not adjustable(profile, name):
        source = profile.sources[name]
        yield Mistake(place, f"the city's written rule, {source}: leave this line out")
    else:
        try:
            typed(name, file.settings[name])
        except Unfit as unfit:
            yield Mistake(place, f"not usable: {unfit}")


# ------------------------------------------------------------------ offices and staff


def _offices(file: NetworkFile) -> Iterator[Mistake]:
    counselled = {each.entry.office for each in file.staff if each.entry.counselor}
    for each in file.offices:
        yield from _alternate(file, each)
        entry = each.entry
        yield from _windows(each)
        if entry.emergency and entry.kind is OfficeKind.MEDICAL:
            never = "a medical body is never asked: leave emergency out"
            yield Mistake((*each.place, "emergency"), never)
        consulting = entry.kind is OfficeKind.CONSULTATION
        if consulting and entry.key not in counselled and file.whole:
            yield Mistake(
                each.place, "no counsellor: give one of its staff counselor = true, or add one"
            )
        if consulting and entry.alternate is None:
            yield Mistake(each.place, "no alternate: name the office that acts when all are away")


def _windows(each: Placed[OfficeEntry]) -> Iterator[Mistake]:
    """An office is reached at every hour, and at every hour by one window."""
    entry = each.entry
    place: Path = (*each.place, "windows")
    if entry.window is not None and entry.windows:
        yield Mistake(place, "window and windows: keep one of them")
    if entry.window is not None and entry.window.hours is not Hours.ALWAYS:
        hours: Path = (*each.place, "window", "hours")
        yield Mistake(hours, "a window for some hours: use windows, one for day, one for night")
    elif entry.windows:
        yield from _hours([window.hours for window in entry.windows], place)
    for where, window in _windows_of(each):
        if not (entry.telephone or window.telephone or window.channel):
            lone = where if entry.windows else each.place
            yield Mistake(lone, "nobody can reach it: give a telephone or a window")


def _hours(said: list[Hours], place: Path) -> Iterator[Mistake]:
    for hours in dict.fromkeys(said):
        if said.count(hours) > 1:
            yield Mistake(place, f"two windows for {hours}: keep one of them")
    found = set(said)
    if Hours.ALWAYS in found and len(found) > 1:
        yield Mistake(place, "one for always beside others: give one for day and one for night")
    elif Hours.ALWAYS not in found and len(found) == 1:
        (missing,) = {Hours.DAY, Hours.NIGHT} - found
        yield Mistake(place, f"no window by {missing}: add one, with a channel or a telephone")


def _alternate(file: NetworkFile, each: Placed[OfficeEntry]) -> Iterator[Mistake]:
    place, other = (*each.place, "alternate"), each.entry.alternate
    if other == each.entry.key:
        yield Mistake(place, "an office cannot stand in for itself: name another")
    elif other is not None:
        yield from _unknown(file, "offices", other, place)


def _core(file: NetworkFile) -> Iterator[Mistake]:
    found = [each for each in file.offices if each.entry.kind is OfficeKind.CORE_CENTER]
    if not found and file.whole:
        kind = OfficeKind.CORE_CENTER
        yield Mistake(("offices",), f'no core centre: give one office kind = "{kind}"')
    for each in found[1:]:
        yield Mistake((*each.place, "kind"), "a second core centre: there is one only")


def _staff(file: NetworkFile) -> Iterator[Mistake]:
    for each in file.staff:
        yield from _unknown(file, "offices", each.entry.office, (*each.place, "office"))


def _unknown(file: NetworkFile, section: str, key: str, place: Path) -> Iterator[Mistake]:
    known = file.known(section) - {""}
    if key not in known:
        noun = "office" if section == "offices" else "staff"
        remedy = nearest(key, sorted(known)) if known else f"add it to [[{section}]]"
        yield Mistake(place, f"unknown {noun} {key}: {remedy}")


# ------------------------------------------------------------------ duty


def _duty(file: NetworkFile) -> Iterator[Mistake]:
    where = {each.entry.key: each for each in file.staff}
    found: list[Duty] = [*file.rota, *file.exceptions, *file.shifts]
    for each in found:
        yield from _unknown(file, "offices", each.entry.office, (*each.place, "office"))
        for key in dict.fromkeys(each.entry.staff):
            yield from _on_call(file, each.place, each.entry, key, where.get(key))
        if len(set(each.entry.staff)) < len(each.entry.staff):
            yield Mistake((*each.place, "staff"), "somebody is named twice: name each once")
    for shift in file.shifts:
        if shift.entry.until <= shift.entry.since:
            yield Mistake((*shift.place, "until"), "not after from: give a later moment")


def _on_call(
    file: NetworkFile,
    place: Path,
    entry: RotaEntry | ExceptionEntry | ShiftEntry,
    key: str,
    staff: Placed[StaffEntry] | None,
) -> Iterator[Mistake]:
    yield from _unknown(file, "staff", key, (*place, "staff"))
    if staff is not None and staff.entry.office != entry.office:
        elsewhere = f"{key} belongs to office {staff.entry.office}: name staff of this one"
        yield Mistake((*place, "staff"), elsewhere)


def _exceptions(file: NetworkFile) -> Iterator[Mistake]:
    for each in file.exceptions:
        if (each.entry.since is None) != (each.entry.until is None):
            yield Mistake(each.place, "half a time: give both from and until, or neither")
    for office in sorted({each.entry.office for each in file.exceptions}):
        found = exceptional(file, office)
        for none in (each for each in found if not each.stretches):
            yield Mistake(none.place, "no weekly duty begins on that day: give from and until")
        spans = sorted(
            (one.since, one.until, each.place) for each in found for one in each.stretches
        )
        for (_, until, first), (since, _, second) in pairwise(spans):
            if since < until and first != second:
                other = f"{first[0]}[#{int(first[1]) + 1}]"
                yield Mistake(second, f"overlaps with {other}: keep one of them, or part the hours")
