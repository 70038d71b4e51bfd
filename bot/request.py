"""What the emergency form asks for: a memo while it is being filled, a request once it is whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any, Final

from bot.vocabulary import Abuse, Ground, Health, Lifeline, Medical, ServiceType, Transport, Wish

Given = Mapping[str, Any]
"""What a page holds, by field of the memo: a field that is not on the page is not there."""

UNREGISTERED: Final = "unregistered"
"""Chosen as the person: somebody who stands in no ledger."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RestsOn:
    """What a ground rests on, where the city asks: from when alone, which lines, why not at home.

    Plan: つるおか安心ネット 緊急の判断①②
    """

    alone_at: datetime | None = None
    lines: tuple[Lifeline, ...] = ()
    cannot_stay: str = ""


NOTHING_ASKED: Final = RestsOn()
"""What a ground rests on where the city does not ask."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A filled emergency form. Its free text never reaches a channel."""

    person: str
    called_at: datetime
    caller: str
    whereabouts: str
    ground: Ground
    service: ServiceType
    starts_on: date
    nights: int
    arrival_at: datetime | None
    transport: Transport
    wish: Wish
    wish_note: str
    situation: str
    medical: Medical = Medical.NONE
    abuse: Abuse = Abuse.NONE
    rests_on: RestsOn = NOTHING_ASKED
    later_ground: Ground | None = None  # came to be after the first one; counts from `later_at`
    later_at: datetime | None = None
    event: str = ""  # the first case of the same event, if there is one
    override_by: str | None = None  # the staff who set the rule of the daily carer aside
    override_reason: str = ""
    also: tuple[ServiceType, ...] = ()  # wanted beside `service`, each a need of its own
    health: Health | None = None  # None: nobody asked

    @property
    def grounds(self) -> tuple[Ground, ...]:
        """Every ground that stands, the first one first."""
        later = self.later_ground if self.later_at is not None else None
        return (self.ground, later) if later else (self.ground,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Memo:
    """A call sheet as far as it is filled, right or wrong; the fields are the request's."""

    person: str = ""
    called_at: datetime | None = None
    caller: str = ""
    whereabouts: str = ""
    ground: Ground | None = None
    service: ServiceType | None = None
    starts_on: date | None = None
    nights: int | None = None
    arrival_at: datetime | None = None
    transport: Transport = Transport.UNDECIDED
    wish: Wish = Wish.UNCONFIRMED
    wish_note: str = ""
    situation: str = ""
    medical: Medical | None = None
    abuse: Abuse | None = None
    rests_on: RestsOn = NOTHING_ASKED
    later_ground: Ground | None = None
    later_at: datetime | None = None
    event: str = ""
    override_by: str | None = None
    override_reason: str = ""
    also: tuple[ServiceType, ...] = ()
    health: Health | None = None

    def missing(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """Return which of these fields hold nothing yet."""
        return tuple(name for name in names if getattr(self, name) in (None, ""))

    def request(self) -> Request | None:
        """Return the whole request, or None while something it needs is missing."""
        if self.missing((*FIRST_PAGE, *SECOND_PAGE)):
            return None
        return Request(**{each.name: getattr(self, each.name) for each in fields(Request)})


FIRST_PAGE: Final = ("person", "called_at", "ground")
"""What the call sheet cannot do without; the rest may come later."""

SECOND_PAGE: Final = ("medical", "abuse", "service", "starts_on", "nights")
"""What must be known before anything is sent."""
