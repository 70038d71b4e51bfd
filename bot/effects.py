"""What a decision may ask of the world, and Decision itself.

Effects carry a sentence's key and arguments; delivery draws them in the reader's language.
A card is never "this text" but "card K shows the truth": drawn when it is sent.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import IntEnum, StrEnum

from bot.model import (
    Alarm,
    Ask,
    Call,
    Case,
    Draft,
    Grant,
    Joining,
    MedicalContact,
    Member,
    Monitoring,
    Need,
    OfficeId,
    Person,
    Registration,
    Remark,
    Staff,
    StaffId,
)

Plain = str | int | bool | date | datetime | None
Argument = Plain | tuple[tuple[Plain, ...], ...]
"""What a sentence may be told; a tuple of tuples is a little table of its own lines."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of `words/` by name, with its arguments; holds nothing personal."""

    key: str
    args: Mapping[str, Argument] = field(default_factory=dict)


def sentence(key: str, **args: Argument) -> Sentence:
    """Return the sentence of that name with its arguments."""
    return Sentence(key, args)


# ------------------------------------------------------------------ what Slack must show


class CardKind(StrEnum):
    """The cards there are; each shows one subject to one office."""

    ASK = "ask"
    CASE = "case"
    STANDING = "standing"  # always there: what can be done in this channel


@dataclass(frozen=True, slots=True, kw_only=True)
class CardRef:
    """One card: an ask in its office's window, or a case at its owner's and the core centre's.

    A standing card's subject is the channel it stands in; `office` is one that is reached there.
    """

    kind: CardKind
    subject: str
    office: OfficeId


class Lane(IntEnum):
    """What goes first when not everything can."""

    EMERGENCY = 0
    NORMAL = 5
    REMINDER = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Show:
    """The card shows the truth: posted if it is not there, redrawn if it is."""

    card: CardRef
    lane: Lane = Lane.EMERGENCY


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line in a card's thread, once per `key`; `mention` makes somebody's phone ring."""

    card: CardRef
    sentence: Sentence
    key: str
    mention: tuple[StaffId | Member, ...] = ()
    lane: Lane = Lane.EMERGENCY


@dataclass(frozen=True, slots=True, kw_only=True)
class Direct:
    """One direct message to somebody, once per `key`; `subject` is what its buttons mean.

    Who is no staff, or not yet, is written to as the member of Slack they are.
    """

    to: StaffId | Member
    sentence: Sentence
    key: str
    subject: str = ""
    lane: Lane = Lane.EMERGENCY


@dataclass(frozen=True, slots=True, kw_only=True)
class Whisper:
    """A line only one person sees, best effort; what counts is on the card as well."""

    to: Member
    channel: str
    thread: str | None
    sentence: Sentence
    key: str
    lane: Lane = Lane.EMERGENCY


Effect = Show | Line | Direct | Whisper


# ------------------------------------------------------------------ what happens later


class DueKind(StrEnum):
    """What the scheduler may find due; each has its ruling."""

    NEED_STEP = "need_step"
    PROPOSAL = "proposal"
    OFFER_LAPSE = "offer_lapse"
    OWNER_CONFIRM = "owner_confirm"
    MEMO = "memo"
    ALARM = "alarm"
    MONITORING_ROUND = "monitoring_round"


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """Something to decide at a moment. One open row per (kind, subject): a new one replaces it."""

    kind: DueKind
    subject: str
    step: str
    at: datetime


# ------------------------------------------------------------------ what the presser sees


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence to the person who acted."""

    sentence: Sentence


class Way(StrEnum):
    """A way on from a refusal: one press, and the form is drawn again with that change made."""

    AMBULANCE_CALLED = "ambulance_called"
    HELPERS = "helpers"  # a service that is not a short stay
    ADD_GROUND = "add_ground"
    JOIN_CASE = "join_case"
    OVERRIDE = "override"  # with a written reason
    ASK_EXCEPTION = "ask_exception"  # of whom the city lets decide
    CONSULT_CORE = "consult_core"


@dataclass(frozen=True, slots=True)
class Refused:
    """A polite no: the rule in the city's words, and the ways on; `subject` is their draft."""

    title: Sentence
    reasons: tuple[Sentence, ...]
    ways: tuple[Way, ...] = ()
    subject: str = ""


@dataclass(frozen=True, slots=True)
class FieldErrors:
    """What is wrong, by field of the form."""

    errors: Mapping[str, Sentence]


@dataclass(frozen=True, slots=True)
class Shown:
    """Something drawn for this person alone; `page` names the drawing, `value` is its matter."""

    page: str
    value: object


Reply = Said | Refused | FieldErrors | Shown


# ------------------------------------------------------------------ the decision


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One line of the audit: ids and field names only, never values of a person."""

    act: str
    subject: str
    outcome: str = "done"
    detail: Mapping[str, str] = field(default_factory=dict)


Change = (
    Case
    | Need
    | Ask
    | Person
    | Registration
    | Monitoring
    | Draft
    | Remark
    | Call
    | MedicalContact
    | Grant
    | Joining
    | Alarm
    | Staff
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What becomes true, what the world is told, what must happen later, what is on record."""

    changes: tuple[Change, ...] = ()
    effects: tuple[Effect, ...] = ()
    due: tuple[Due, ...] = ()
    notes: tuple[Note, ...] = ()
    reply: Reply | None = None


def joined(*decisions: Decision) -> Decision:
    """Return all of them as one, in order; the last reply is the reply."""
    replies = [decision.reply for decision in decisions if decision.reply is not None]
    return Decision(
        changes=tuple(change for each in decisions for change in each.changes),
        effects=tuple(effect for each in decisions for effect in each.effects),
        due=tuple(due for each in decisions for due in each.due),
        notes=tuple(note for each in decisions for note in each.notes),
        reply=replies[-1] if replies else None,
    )
