"""What somebody says of an ask, in a form, a reply or at the telephone, and who says it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from bot.decide import remarks
from bot.decide.ids import NewId
from bot.effects import Decision, FieldErrors, Line, Note, Said, Sentence, sentence
from bot.facts import Actor, Facts, ask_card, ask_of
from bot.model import Answer, Ask, Condition
from bot.moves import AskMove
from bot.vocabulary import DeclineReason, RemarkKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What a form or a reply says beside the answer itself. `remark` is in somebody's own words.

    `said_at` is when it was said, where it was read only later.
    """

    condition: Condition | None = None
    reason: DeclineReason | None = None
    remark: str = ""
    answerer: str = ""
    said_at: datetime | None = None


NOTHING_MORE = Given()
NO_CONDITION = Condition()


def name_missing(facts: Facts, given: Given, by: Actor) -> bool:
    """True where 回答者名 is wanted and was not given; at the telephone it need not be known."""
    return by.shared and not on_behalf(ask_of(facts), by) and not given.answerer


def nameless() -> Decision:
    """Ask for 回答者名 at its field."""
    return Decision(reply=FieldErrors({"answerer": sentence("field_answerer_needed")}))


def on_behalf(ask: Ask, by: Actor) -> bool:
    """True when somebody of another office writes down what this one said at the telephone."""
    return by.staff is not None and by.staff.office != ask.office


def says_nothing_more(given: Given) -> bool:
    """True when nothing is said beside the answer itself; a name alone is no other answer."""
    return replace(given, answerer="", said_at=None) == NOTHING_MORE


def said_by(ask: Ask, given: Given, *, by: Actor, at: datetime) -> Answer:
    """Return the answer as its presser gave it, or as somebody entered it on its behalf."""
    entered_by = by.staff.id if by.staff and on_behalf(ask, by) else None
    own = by.staff.id if by.staff and entered_by is None else None
    return Answer(
        by=None if entered_by else by.member,
        staff=own,
        at=given.said_at or at,
        verified=by.staff is not None,
        entered_by=entered_by,
        condition=given.condition,
        reason=given.reason,
    )


def remarked(
    facts: Facts,
    given: Given,
    *,
    by: Actor,
    at: datetime,
    new_id: NewId,
    kind: RemarkKind = RemarkKind.WRITTEN,
) -> Decision:
    """Keep somebody's own words, word for word; they never stand in a channel again.

    Of what was said at the telephone, the name of whoever said it is kept in any case.
    """
    spoken = on_behalf(ask_of(facts), by)
    return remarks.kept(
        facts,
        text=given.remark,
        answerer=given.answerer,
        by=by,
        at=given.said_at or at,
        new_id=new_id,
        kind=RemarkKind.SPOKEN if spoken else kind,
    )


def said_by_staff(ask: Ask, by: Actor) -> bool:
    """True where somebody the network does not know would change what staff said."""
    return by.staff is None and ask.answer is not None and ask.answer.verified


def unverified(ask: Ask, move: AskMove) -> Decision:
    """Say that staff of the office answered already; it stays on record who else spoke."""
    note = Note(act=move, subject=ask.id, outcome="unverified")
    return Decision(notes=(note,), reply=Said(sentence("answered_by_staff")))


def below(ask: Ask, words: Sentence, key: str) -> Line:
    """Return a line below the card of an ask."""
    return Line(card=ask_card(ask), sentence=words, key=key)
