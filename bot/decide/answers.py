"""What an office says: an acceptance is an offer, a person still decides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.decide import steps
from bot.decide.replies import Label, read_reply
from bot.effects import Decision, Line, Note, Said, Sentence, Show, sentence
from bot.facts import Actor, Facts, ask_card, ask_of, case_cards, case_of, owner_card
from bot.model import Answer, Ask
from bot.moves import ASK_MOVES, AskMove, AskStatus, NeedStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What somebody wrote in a card's thread; `key` is unique to that message."""

    text: str
    key: str


def accept(facts: Facts, *, by: Actor, at: datetime) -> Decision:
    """Take a yes as an offer; a person still decides. A late yes is thanked and kept."""
    return _answer(facts, AskMove.ACCEPT, by=by, at=at)


def decline(facts: Facts, *, by: Actor, at: datetime) -> Decision:
    """Take a no; when nobody is left, the core centre is called in at once."""
    return _answer(facts, AskMove.DECLINE, by=by, at=at)


def reply(facts: Facts, *, typed: Typed, by: Actor, at: datetime) -> Decision:
    """Read what was typed in the thread; whenever not certain, answer with the buttons."""
    ask = ask_of(facts)
    label = read_reply(typed.text)
    if label in MOVE_OF:
        return _answer(facts, MOVE_OF[label], by=by, at=at)
    if not _open(facts):
        return Decision(effects=(_line(ask, sentence("no_longer_waiting"), typed.key),))
    note = Note(act="reply", subject=ask.id, outcome="unclear")
    prompt = _line(ask, sentence("please_choose"), f"prompt:{typed.key}")
    return Decision(effects=(prompt,), notes=(note,))


MOVE_OF: Mapping[Label, AskMove] = {Label.ACCEPT: AskMove.ACCEPT, Label.DECLINE: AskMove.DECLINE}


def _answer(facts: Facts, move: AskMove, *, by: Actor, at: datetime) -> Decision:
    """Record an answer, tell the owner, and plan what comes next."""
    ask = ask_of(facts)
    status = ASK_MOVES.get((ask.status, move))
    if status is None or not _open(facts):
        return _late(facts, move, by=by, at=at)
    if status is ask.status and not _settles_doubt(ask, by):
        return Decision(
            reply=Said(sentence("already_answered")), effects=(Show(card=ask_card(ask)),)
        )
    return _recorded(facts, replace(ask, status=status, answer=_said_by(by, at)), at=at)


def _settles_doubt(ask: Ask, by: Actor) -> bool:
    """True when the office's own staff say again what somebody unknown said before."""
    return ask.answer is not None and not ask.answer.verified and by.staff is not None


def _recorded(facts: Facts, answered: Ask, *, at: datetime) -> Decision:
    case, need = case_of(facts)
    asks = tuple(answered if each.id == answered.id else each for each in facts.asks)
    later, due = steps.replanned(need, asks, case=case, profile=facts.profile, at=at)
    office = facts.office_of(answered)
    told = sentence(OWNER_HEARS[answered.status], office=office.name, number=case.number)
    key = f"answer:{answered.id}:{answered.revision + 1}"
    owner = Line(card=owner_card(case), sentence=told, key=key, mention=(case.owner,))
    thanks = _line(answered, _thanks(facts, answered, at=at), f"thanks:{key}")
    cards = (ask_card(answered), *case_cards(facts, case))
    shown = tuple(Show(card=card) for card in cards)
    note = Note(act=answered.status, subject=answered.id, detail=_who(answered))
    return Decision(
        changes=(answered, later), effects=(*shown, thanks, owner), due=(due,), notes=(note,)
    )


OWNER_HEARS: Mapping[AskStatus, str] = {
    AskStatus.OFFERED: "offer_arrived",
    AskStatus.DECLINED: "decline_arrived",
}


def _thanks(facts: Facts, ask: Ask, *, at: datetime) -> Sentence:
    if ask.status is AskStatus.DECLINED:
        return sentence("decline_thanks")
    until = at + timedelta(minutes=facts.profile.result_promise_minutes)
    return sentence("accept_thanks", until=until)


def _late(facts: Facts, move: AskMove, *, by: Actor, at: datetime) -> Decision:
    """An answer after the decision changes nothing, is thanked and stays on record."""
    ask = ask_of(facts)
    note = Note(act=move, subject=ask.id, outcome="late", detail={"status": ask.status})
    words = sentence("no_longer_waiting")
    thanks = _line(ask, words, f"late:{ask.id}:{by.member.user}:{at.isoformat()}")
    return Decision(effects=(Show(card=ask_card(ask)), thanks), notes=(note,), reply=Said(words))


def _open(facts: Facts) -> bool:
    """True while the need still asks and this ask belongs to its present round."""
    _, need = case_of(facts)
    return need.status is NeedStatus.ASKING and ask_of(facts).round == need.round


def _said_by(by: Actor, at: datetime) -> Answer:
    staff = by.staff.id if by.staff else None
    return Answer(by=by.member, staff=staff, at=at, verified=by.staff is not None)


def _who(ask: Ask) -> Mapping[str, str]:
    verified = ask.answer is not None and ask.answer.verified
    return {"verified": "yes" if verified else "no"}


def _line(ask: Ask, words: Sentence, key: str) -> Line:
    return Line(card=ask_card(ask), sentence=words, key=key)
