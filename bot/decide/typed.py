"""What is typed in a card's thread: read by rules, kept word for word, repeated nowhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.decide import answers, naming
from bot.decide.given import Given, below, remarked
from bot.decide.ids import NewId
from bot.decide.late import withdrawable
from bot.decide.replies import Label, read_reply
from bot.effects import Decision, Line, Note, Sentence, Show, joined, sentence
from bot.facts import (
    Actor,
    Facts,
    ask_of,
    case_cards,
    case_of,
    owner_card,
    owner_telephone,
    still_asked,
)
from bot.model import Ask, Condition
from bot.moves import AskMove, AskStatus
from bot.vocabulary import RemarkKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What somebody wrote in a card's thread; `key` is unique to that message.

    `written` is when, by Slack's clock.
    """

    text: str
    key: str
    written: datetime | None = None


READ_LATE = timedelta(minutes=2)
"""Words older than this were missed at their time; two clocks do not differ so much."""


def reply(facts: Facts, *, typed: Typed, by: Actor, at: datetime, new_id: NewId) -> Decision:
    """Read what was typed in the thread; whenever not certain, answer with the buttons.

    Whatever was typed is kept word for word for the owner; a name in it is asked to be deleted.
    """
    given = Given(remark=typed.text, said_at=_missed(typed, at))
    kept = remarked(facts, given, by=by, at=at, new_id=new_id)
    return joined(
        _understood(facts, typed, given, by=by, at=at),
        kept,
        naming.please_delete(facts, text=typed.text, by=by, at=at),
    )


def revise(
    facts: Facts, *, typed: Typed, kind: RemarkKind, by: Actor, at: datetime, new_id: NewId
) -> Decision:
    """Keep a correction or a deletion on record; an answer that was given stands.

    Whoever answered and corrects it now is shown where an answer is changed.
    """
    ask = ask_of(facts)
    kept = remarked(facts, Given(remark=typed.text), by=by, at=at, new_id=new_id, kind=kind)
    note = Note(act="revise", subject=ask.id, outcome=kind)
    noted = joined(kept, Decision(notes=(note,)))
    answered = ask.answer is not None and ask.answer.by == by.member
    if not still_asked(facts) or not (answered or kind is RemarkKind.EDITED):
        return noted
    prompt = below(ask, sentence("answer_unchanged"), f"revised:{typed.key}")
    return joined(noted, Decision(effects=(prompt,)))


def _missed(typed: Typed, at: datetime) -> datetime | None:
    """Return when words were written that are read only now; None for those just written."""
    late = typed.written is not None and at - typed.written > READ_LATE
    return typed.written if late else None


def _overtaken(ask: Ask, given: Given) -> bool:
    """True for words read late where an answer was given after them: the last one counts."""
    answer = ask.answer
    return given.said_at is not None and answer is not None and given.said_at < answer.at


def _understood(facts: Facts, typed: Typed, given: Given, *, by: Actor, at: datetime) -> Decision:
    ask = ask_of(facts)
    label = read_reply(typed.text)
    withdrawing = label is Label.DECLINE and withdrawable(facts)
    decided = ask.status is AskStatus.DECIDED and not withdrawing
    if decided or _overtaken(ask, given):
        return _passed_on(facts, typed, told="words_arrived", heard="words_passed_on")
    if label in MOVE_OF and by.shared and answers.counts(facts, MOVE_OF[label]):
        return _prompted(ask, "please_say_name", typed)
    if label in MOVE_OF:
        said = _under_conditions(ask, given) if label is Label.CONDITIONAL else given
        return answers.answer(facts, MOVE_OF[label], by=by, at=at, given=said)
    if not still_asked(facts):
        closed = sentence("no_longer_waiting")
        note = Note(act="reply", subject=ask.id, outcome="late")
        return Decision(effects=(below(ask, closed, f"late:{typed.key}"),), notes=(note,))
    if label is Label.QUESTION:
        return _passed_on(facts, typed, told="question_arrived", heard="question_passed_on")
    return _prompted(ask, "please_choose", typed)


def _under_conditions(ask: Ask, given: Given) -> Given:
    """Return what is said with the conditions of the form, or as conditions that were only written.

    Those chosen before in the form stay; what was written besides is read in full.
    """
    chosen = ask.answer.condition if ask.answer else None
    return replace(given, condition=chosen or Condition())


def _prompted(ask: Ask, key: str, typed: Typed) -> Decision:
    """Answer with the buttons: what was typed counts for nothing, or lacks a name."""
    note = Note(act="reply", subject=ask.id, outcome="unclear")
    prompt = below(ask, Sentence(key), f"prompt:{typed.key}")
    return Decision(effects=(prompt,), notes=(note,))


MOVE_OF: Mapping[Label, AskMove] = {
    Label.ACCEPT: AskMove.ACCEPT,
    Label.DECLINE: AskMove.DECLINE,
    Label.CONDITIONAL: AskMove.CONDITION,
}


def _passed_on(facts: Facts, typed: Typed, *, told: str, heard: str) -> Decision:
    """Pass words on to the owner, who reads them in full; the office hears that they arrived."""
    case, _ = case_of(facts)
    ask = ask_of(facts)
    arrived = Sentence(told, {"office": facts.office_of(ask).name, "number": case.number})
    key = f"words:{typed.key}"
    owner = Line(card=owner_card(case), sentence=arrived, key=key, mention=(case.owner,))
    line = below(ask, Sentence(heard, {"telephone": owner_telephone(facts)}), f"heard:{typed.key}")
    shown = tuple(Show(card=card) for card in case_cards(facts, case))
    note = Note(act="reply", subject=ask.id, outcome=told)
    return Decision(effects=(owner, line, *shown), notes=(note,))
