"""What a whole reply is called, and what one clause of it can be."""

from __future__ import annotations

from enum import Enum, StrEnum, auto


class Label(StrEnum):
    """How a reply is understood."""

    ACCEPT = "accept"
    DECLINE = "decline"
    CONDITIONAL = "conditional"
    QUESTION = "question"
    UNCLEAR = "unclear"


class Sense(Enum):
    """What one clause of a reply does."""

    YES = auto()  # commits to what was asked
    NO = auto()  # refuses what was asked
    PARTLY = auto()  # commits to a part, later, or if something holds
    AGREES = auto()  # of course, OK, fine: counts only beside a deed
    DOES = auto()  # prepares the room: counts only beside an agreement
    ROOM = auto()  # states a vacancy, which is no stance
    COURTESY = auto()  # greetings, thanks, apologies
    LOGISTICS = auto()  # wishes and notices about the arrival, harmless after a yes
    REFERS = auto()  # points to others or to another time politely, harmless after a no
    REASON = auto()  # gives a ground nobody here understands: harmless before a no only
    IF = auto()  # a condition that says not of what: of an agreement that follows
    GATE = auto()  # names something that must come first
    ELSEWHERE = auto()  # another time or room is free: an offer only beside a no
    WISHES = auto()  # would like to, but
    LIMITS = auto()  # a no to a part, a caveat
    ASKS = auto()  # asks for facts
    DOUBTS_ASKING = auto()  # asks about the answer itself
    DOUBT = auto()  # pending, hedged, heard from others, quoted, wished
    FOREIGN = auto()  # somebody else's words or another matter; no correction makes it ours
    TAKES_BACK = auto()  # revokes what was said before
    UNREAD = auto()  # nothing we know
