"""The tables of a network file, one shape each; the example in `docs/` explains every key."""

from __future__ import annotations

from datetime import date, datetime, time
from enum import StrEnum
from typing import Annotated, Any, Final, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictBool,
    StringConstraints,
)

from bot.clock import JST
from bot.network_file.mistakes import KEY
from bot.vocabulary import Hours, Lang, OfficeKind, ServiceType, Support

AnyDay = TypeVar("AnyDay", bound=date)

DAY: Final = 24 * 60

REMEDIES: Final = {
    "id": "use a short name of letters, digits, - or _, such as mizuumi",
    "key": "use a short name of letters, digits, - or _, such as P01",
    "name": "use a text in quotes, on one line, of at most 80 characters",
    "profile": "name a city's profile, such as matsue",
    "team": "use the workspace's id; it begins with T",
    "language": "use ja or en",
    "kind": f"use one of {', '.join(OfficeKind)}",
    "services": "use a list of services in [ ]; docs/network.example.toml names them",
    "abilities": "use a list of abilities in [ ]; docs/network.example.toml names them",
    "telephone": 'use digits and hyphens in quotes, such as "000-0000-0101"',
    "alternate": "name the key of another office",
    "emergency": "use true or false",
    "notified_on": "use a date such as 2025-04-01",
    "window": 'use { channel = "C…", telephone = "…" } with one of them or both',
    "windows": 'use [{ hours = "day", … }, { hours = "night", … }], each as a window',
    "hours": "use day or night, or always alone",
    "shared": "use true or false",
    "channel": "use the channel's id, not its name; Slack shows it at the end of its details",
    "office": "name the key of an office",
    "user": "use the member's id in Slack; it begins with U or W",
    "counselor": "use true or false",
    "manager": "use true or false",
    "left": "use true or false",
    "days": "use a list of mon tue wed thu fri sat sun, or daily, weekdays, weekend",
    "date": "use a date such as 2026-01-01",
    "from": 'use a time of the day such as "17:15"',
    "until": 'use a time of the day such as "08:30"; one not after "from" is on the next day',
    "staff": "use a list of keys of the office's staff in [ ], first called first",
    "order": "use a whole number from 0 to 99; lower is called first",
}
MOMENTS: Final = "use a date and a time in Japan such as 2026-01-20T17:15:00"


def _shown(text: str) -> str:
    """Pass a text that can be shown on one line; marks that turn or hide writing cannot."""
    if not text.replace("\u3000", " ").isprintable():  # the wide space of Japanese names
        raise ValueError("not printable")
    return text


def _minutes(value: object) -> int:
    """Return a time of day as minutes after midnight; 24:00 is the end of the day."""
    if isinstance(value, time):
        return value.hour * 60 + value.minute
    if value == "24:00":
        return DAY
    if not isinstance(value, str):
        raise ValueError("no time")  # noqa: TRY004 - pydantic reports ValueError alone
    read = datetime.strptime(value, "%H:%M")  # noqa: DTZ007 - a time of day has no zone
    return read.hour * 60 + read.minute


def _in_japan(value: datetime) -> datetime:
    """Return a moment with its zone: without one it was written in Japan."""
    return value if value.tzinfo else value.replace(tzinfo=JST)


def _written(value: object) -> object:
    """Refuse a moment or a day made of a bare number, which pydantic would accept."""
    if not isinstance(value, str | date):
        raise ValueError("a number")  # noqa: TRY004 - pydantic reports ValueError alone
    return value


def _near(value: AnyDay) -> AnyDay:
    """Refuse a year nobody means, and that a calendar could not reckon with."""
    if not 2000 <= value.year < 2200:
        raise ValueError("far away")
    return value


Key = Annotated[str, StringConstraints(pattern=f"^{KEY.pattern}$")]
Name = Annotated[str, StringConstraints(min_length=1, max_length=80), AfterValidator(_shown)]
SlackId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
Telephone = Annotated[str, StringConstraints(pattern=r"^[+(]?[0-9][0-9() -]{1,28}$")]
Minutes = Annotated[int, BeforeValidator(_minutes)]
Moment = Annotated[
    datetime, BeforeValidator(_written), AfterValidator(_near), AfterValidator(_in_japan)
]
OneDay = Annotated[date, BeforeValidator(_written), AfterValidator(_near)]
Order = Annotated[int, Field(ge=0, le=99, strict=True)]


class Day(StrEnum):
    """The days of a week, alone and together."""

    MON = "mon"
    TUE = "tue"
    WED = "wed"
    THU = "thu"
    FRI = "fri"
    SAT = "sat"
    SUN = "sun"
    DAILY = "daily"
    WEEKDAYS = "weekdays"
    WEEKEND = "weekend"


WEEK: Final = (Day.MON, Day.TUE, Day.WED, Day.THU, Day.FRI, Day.SAT, Day.SUN)
SEVERAL: Final = {Day.DAILY: WEEK, Day.WEEKDAYS: WEEK[:5], Day.WEEKEND: WEEK[5:]}


class Entry(BaseModel):
    """A table of the file; a key it does not know is a mistake."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class NetworkEntry(Entry):
    """`[network]`"""

    id: Key
    name: Name
    profile: str
    team: SlackId
    language: Lang = Lang.JA


class WindowEntry(Entry):
    """`window` of an office: a channel, a telephone of its own, or both."""

    channel: SlackId | None = None
    telephone: Telephone | None = None
    shared: StrictBool = False  # with other offices of the corporation
    hours: Hours = Hours.ALWAYS


class OfficeEntry(Entry):
    """`[[offices]]`"""

    key: Key
    name: Name
    kind: OfficeKind
    services: tuple[ServiceType, ...] = ()
    abilities: tuple[Support, ...] = ()
    telephone: Telephone | None = None
    alternate: Key | None = None
    emergency: StrictBool | None = None  # None: as its kind suggests
    notified_on: OneDay | None = None
    window: WindowEntry | None = None
    windows: tuple[WindowEntry, ...] = ()

    @property
    def reached(self) -> tuple[WindowEntry, ...]:
        """Its windows, however they were written; one without any is reached by telephone."""
        return self.windows or (self.window or WindowEntry(),)


class StaffEntry(Entry):
    """`[[staff]]`"""

    key: Key
    office: Key
    name: Name
    user: SlackId | None = None
    team: SlackId | None = None
    counselor: StrictBool = False
    manager: StrictBool = False
    shared: StrictBool = False  # several people use this login
    left: StrictBool = False
    language: Lang | None = None


class RotaEntry(Entry):
    """`[[rota]]`: the same hours every week."""

    office: Key
    days: Annotated[tuple[Day, ...], Field(min_length=1)]
    since: Minutes = Field(alias="from")
    until: Minutes
    staff: Annotated[tuple[Key, ...], Field(min_length=1)]
    order: Order = 0

    @property
    def weekdays(self) -> frozenset[int]:
        """The days on which it begins, Monday being 0."""
        named = (SEVERAL.get(day, (day,)) for day in self.days)
        return frozenset(WEEK.index(day) for days in named for day in days)


class ExceptionEntry(Entry):
    """`[[exceptions]]`: other hours or people on one day; without hours, the day's own."""

    office: Key
    date: OneDay
    since: Minutes | None = Field(default=None, alias="from")
    until: Minutes | None = None
    staff: tuple[Key, ...]
    order: Order = 0


class ShiftEntry(Entry):
    """`[[shifts]]`: one stretch of duty, from one moment to another."""

    office: Key
    since: Moment = Field(alias="from")
    until: Moment
    staff: Annotated[tuple[Key, ...], Field(min_length=1)]
    order: Order = 0


SECTIONS: Final[dict[str, type[Any]]] = {
    "offices": OfficeEntry,
    "staff": StaffEntry,
    "rota": RotaEntry,
    "exceptions": ExceptionEntry,
    "shifts": ShiftEntry,
}
