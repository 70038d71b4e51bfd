"""What the emergency form asks for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from bot.vocabulary import Ground, Medical, ServiceType, Transport, Wish


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
    abuse_suspected: bool = False
