"""What an office says: an acceptance is an offer, a person still decides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.decide import choosing, naming, offering, remarks, siblings, steps
from bot.decide.ids import NewId
from bot.decide.replies import Label, read_reply
from bot.effects import (
    Decision,
    FieldErrors,
    Line,
    Note,
    Said,
    Sentence,
    Show,
    Shown,
    joined,
    sentence,
)
from bot.facts import (
    Actor,
    Facts,
    ask_card,
    ask_of,
    case_cards,
    case_of,
    owner_card,
    owner_telephone,
    still_asked,
)
from bot.model import Answer, Ask, Condition
from bot.moves import ANSWERABLE, ASK_MOVES, AskMove, AskStatus, NeedStatus
from bot.vocabulary import DeclineReason, RemarkKind, Wish


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What somebody wrote in a card's thread; `key` is unique to that message."""

    text: str
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What a form or a reply says beside the answer itself. `remark` is in somebody's own words."""

    condition: Condition | None = None
    reason: DeclineReason | None = None
    remark: str = ""
    answerer: str = ""


NOTHING_MORE = Given()
NO_CONDITION = Condition()


def accept(facts: Facts, *, by: Actor, at: datetime) -> Decision:
    """Take a yes as an offer; a person still decides. A late yes is thanked and kept."""
    return _asks_name(facts, AskMove.ACCEPT, by) or _answer(facts, AskMove.ACCEPT, by=by, at=at)


def accept_for(facts: Facts, *, given: Given, by: Actor, at: datetime, new_id: NewId) -> Decision:
    """Take a yes said at the telephone, with the name of whoever said it."""
    decision = _answer(facts, AskMove.ACCEPT, by=by, at=at, given=given)
    return joined(decision, remarked(facts, given, by=by, at=at, new_id=new_id))


def hold(facts: Facts, *, by: Actor, at: datetime) -> Decision:
    """Take 確認中: the office has its extension once, its manager is called, the ladder goes on."""
    return _asks_name(facts, AskMove.HOLD, by) or _answer(facts, AskMove.HOLD, by=by, at=at)


def _asks_name(facts: Facts, move: AskMove, by: Actor) -> Decision | None:
    """Return the question for 回答者名, at a login several people use; else nothing."""
    wanted = by.shared and _counts(facts, move)
    return Decision(reply=Shown("answerer", ask_of(facts).id)) if wanted else None


def _counts(facts: Facts, move: AskMove) -> bool:
    """True where an answer would change something: in time, or a late yes kept on standby."""
    in_time = still_asked(facts) and (ask_of(facts).status, move) in ASK_MOVES
    return in_time or (move is AskMove.ACCEPT and _may_stand_by(facts))


def answer_named(
    facts: Facts, *, move: AskMove, answerer: str, by: Actor, at: datetime, new_id: NewId
) -> Decision:
    """Take 受入れ可能 or 確認中 of a shared login, with the name of whoever gave it."""
    if not answerer:
        return _nameless()
    given = Given(answerer=answerer)
    kept = remarked(facts, given, by=by, at=at, new_id=new_id)
    return joined(_answer(facts, move, by=by, at=at), kept)


def name_missing(facts: Facts, given: Given, by: Actor) -> bool:
    """True where 回答者名 is wanted and was not given; at the telephone it need not be known."""
    return by.shared and not on_behalf(ask_of(facts), by) and not given.answerer


def _nameless() -> Decision:
    return Decision(reply=FieldErrors({"answerer": sentence("field_answerer_needed")}))


def open_form(facts: Facts, *, page: str, by: Actor, at: datetime) -> Decision:
    """Show an answering form to whoever may answer, unless it is too late.

    The name in it is the presser's own; who is at a shared login nobody knows.
    """
    if not still_asked(facts):
        return _late(facts, PAGES[page], by=by, at=at)
    return Decision(reply=Shown(page, by.staff.name if by.staff and not by.shared else ""))


PAGES: Mapping[str, AskMove] = {"condition": AskMove.CONDITION, "decline": AskMove.DECLINE}
"""What each answering form would say."""


def accept_with_conditions(
    facts: Facts, *, given: Given, by: Actor, at: datetime, new_id: NewId
) -> Decision:
    """Take a yes under conditions; it does not stop the asking."""
    condition = given.condition
    if name_missing(facts, given, by):
        return _nameless()
    if condition == NO_CONDITION and not given.remark:
        return Decision(reply=FieldErrors({"since": sentence("field_condition_needed")}))
    if condition and condition.since and condition.until and condition.until <= condition.since:
        return Decision(reply=FieldErrors({"until": sentence("field_until_after_since")}))
    decision = _answer(facts, AskMove.CONDITION, by=by, at=at, given=given)
    return joined(decision, remarked(facts, given, by=by, at=at, new_id=new_id))


def decline(facts: Facts, *, given: Given, by: Actor, at: datetime, new_id: NewId) -> Decision:
    """Take a no with its reason; when nobody is left, the core centre is called in at once."""
    if name_missing(facts, given, by):
        return _nameless()
    decision = _answer(facts, AskMove.DECLINE, by=by, at=at, given=given)
    return joined(decision, remarked(facts, given, by=by, at=at, new_id=new_id))


def reply(facts: Facts, *, typed: Typed, by: Actor, at: datetime, new_id: NewId) -> Decision:
    """Read what was typed in the thread; whenever not certain, answer with the buttons.

    Whatever was typed is kept word for word for the owner; a name in it is asked to be deleted.
    """
    given = Given(remark=typed.text)
    kept = remarked(facts, given, by=by, at=at, new_id=new_id)
    return joined(
        _understood(facts, typed, by=by, at=at),
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
    prompt = _line(ask, sentence("answer_unchanged"), f"revised:{typed.key}")
    return joined(noted, Decision(effects=(prompt,)))


def _understood(facts: Facts, typed: Typed, *, by: Actor, at: datetime) -> Decision:
    ask = ask_of(facts)
    label = read_reply(typed.text)
    withdrawing = label is Label.DECLINE and _withdrawable(facts)
    if ask.status is AskStatus.DECIDED and not withdrawing:
        return _passed_on(facts, typed, told="words_arrived", heard="words_passed_on")
    if label in MOVE_OF and by.shared and _counts(facts, MOVE_OF[label]):
        return _prompted(ask, "please_say_name", typed)
    if label in MOVE_OF:
        return _answer(facts, MOVE_OF[label], by=by, at=at, given=Given(remark=typed.text))
    if not still_asked(facts):
        closed = sentence("no_longer_waiting")
        note = Note(act="reply", subject=ask.id, outcome="late")
        return Decision(effects=(_line(ask, closed, f"late:{typed.key}"),), notes=(note,))
    if label is Label.QUESTION:
        return _passed_on(facts, typed, told="question_arrived", heard="question_passed_on")
    return _prompted(ask, "please_choose", typed)


def _prompted(ask: Ask, key: str, typed: Typed) -> Decision:
    """Answer with the buttons: what was typed counts for nothing, or lacks a name."""
    note = Note(act="reply", subject=ask.id, outcome="unclear")
    prompt = _line(ask, Sentence(key), f"prompt:{typed.key}")
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
    line = _line(ask, Sentence(heard, {"telephone": owner_telephone(facts)}), f"heard:{typed.key}")
    shown = tuple(Show(card=card) for card in case_cards(facts, case))
    note = Note(act="reply", subject=ask.id, outcome=told)
    return Decision(effects=(owner, line, *shown), notes=(note,))


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
        at=at,
        new_id=new_id,
        kind=RemarkKind.SPOKEN if spoken else kind,
    )


def _answer(
    facts: Facts, move: AskMove, *, by: Actor, at: datetime, given: Given = NOTHING_MORE
) -> Decision:
    """Record an answer, tell the owner, and plan what comes next."""
    ask = ask_of(facts)
    move, given = _meant(ask, move, given, by=by)
    status = ASK_MOVES.get((ask.status, move))
    if status is None and still_asked(facts) and ask.status in ANSWERABLE:
        return _known(ask)
    if status is None or not still_asked(facts):
        return _late(facts, move, by=by, at=at)
    if _said_by_staff(ask, by):
        return _unverified(ask, move)
    if status is ask.status and _says_nothing_more(given) and not _settles_doubt(ask, by):
        return _known(ask)
    due = ask.reply_due
    if move is AskMove.HOLD and due is not None:
        due += timedelta(minutes=facts.profile.hold_extension_minutes)
    answer = said_by(ask, given, by=by, at=at)
    answered = replace(ask, status=status, answer=answer, reply_due=due, confirm_by=None)
    if _decides(facts, answered):
        return _decided(facts, answered, by=by, at=at)
    return _recorded(facts, answered, remarked=bool(given.remark), at=at)


def _said_by_staff(ask: Ask, by: Actor) -> bool:
    """True where somebody the network does not know would change what staff said."""
    return by.staff is None and ask.answer is not None and ask.answer.verified


def _unverified(ask: Ask, move: AskMove) -> Decision:
    note = Note(act=move, subject=ask.id, outcome="unverified")
    return Decision(notes=(note,), reply=Said(sentence("answered_by_staff")))


def _meant(ask: Ask, move: AskMove, given: Given, *, by: Actor) -> tuple[AskMove, Given]:
    """Return what is said: 引き続き可能 on a card means the conditions that were given before."""
    again = move is AskMove.ACCEPT and ask.status is AskStatus.CONDITIONAL
    if not again or ask.confirm_by is None or ask.answer is None or on_behalf(ask, by):
        return move, given
    return AskMove.CONDITION, replace(given, condition=ask.answer.condition)


def on_behalf(ask: Ask, by: Actor) -> bool:
    """True when somebody of another office writes down what this one said at the telephone."""
    return by.staff is not None and by.staff.office != ask.office


def _says_nothing_more(given: Given) -> bool:
    """True when nothing is said beside the answer itself; a name alone is no other answer."""
    return replace(given, answerer="") == NOTHING_MORE


def _known(ask: Ask) -> Decision:
    """Say that this is known already; a card pressed before it was redrawn is redrawn."""
    return Decision(reply=Said(sentence("already_answered")), effects=(Show(card=ask_card(ask)),))


def _settles_doubt(ask: Ask, by: Actor) -> bool:
    """True when staff say again what somebody unknown said before, or confirm their offer."""
    unknown = ask.answer is not None and not ask.answer.verified and by.staff is not None
    return unknown or ask.confirm_by is not None


def _decides(facts: Facts, answered: Ask) -> bool:
    """True where the first verified yes decides by itself, the person's wish being on record."""
    case, _ = case_of(facts)
    first = facts.profile.decision == "first_accept" and answered.status is AskStatus.OFFERED
    known = answered.answer is not None and answered.answer.verified
    whole = case.wish is not Wish.UNCONFIRMED and not siblings.parted(facts, answered)
    return first and known and whole


def _decided(facts: Facts, answered: Ask, *, by: Actor, at: datetime) -> Decision:
    """Decide in the same transaction as the yes: of two at once, one wins.

    Whoever entered it from the telephone hears that it decided; the office sees its card.
    """
    asks = tuple(answered if each.id == answered.id else each for each in facts.asks)
    decision = choosing.decided(replace(facts, ask=answered, asks=asks), by=by, at=at)
    note = Note(act=answered.status, subject=answered.id, detail=_who(answered))
    heard = decision.reply if on_behalf(answered, by) else None
    return replace(decision, notes=(note, *decision.notes), reply=heard)


def _recorded(facts: Facts, answered: Ask, *, remarked: bool, at: datetime) -> Decision:
    case, need = case_of(facts)
    asks = tuple(answered if each.id == answered.id else each for each in facts.asks)
    later, due = steps.replanned(need, asks, case=case, profile=facts.profile, at=at)
    office = facts.office_of(answered)
    told = sentence(OWNER_HEARS[answered.status], office=office.name, number=case.number)
    key = f"answer:{answered.id}:{answered.revision + 1}"
    entered_by = answered.answer.entered_by if answered.answer else None
    ring = () if entered_by == case.owner else (case.owner,)
    owner = Line(card=owner_card(case), sentence=told, key=key, mention=ring)
    thanks = _line(answered, _thanks(facts, answered, at=at), f"thanks:{key}")
    letters = offering.letters(facts, answered, key=key, remarked=remarked, at=at)
    cards = (ask_card(answered), *case_cards(facts, case))
    shown = tuple(Show(card=card) for card in cards)
    note = Note(act=answered.status, subject=answered.id, detail=_who(answered))
    return Decision(
        changes=(answered, later),
        effects=(*shown, thanks, owner, *letters, *_managers(facts, answered)),
        due=(due,),
        notes=(note,),
    )


OWNER_HEARS: Mapping[AskStatus, str] = {
    AskStatus.OFFERED: "offer_arrived",
    AskStatus.CONDITIONAL: "condition_arrived",
    AskStatus.DECLINED: "decline_arrived",
    AskStatus.HOLDING: "hold_arrived",
}


def _thanks(facts: Facts, ask: Ask, *, at: datetime) -> Sentence:
    """Say what becomes of the answer: a result by a time, or the time the office has left.

    Conditions do not stop the asking, so their result is promised for no hour.
    """
    until = at + timedelta(minutes=facts.profile.result_promise_minutes)
    if ask.answer is not None and ask.answer.entered_by is not None:
        return _noted(ask, until=until)
    match ask.status:
        case AskStatus.DECLINED:
            return sentence("decline_thanks")
        case AskStatus.HOLDING:
            return sentence("hold_thanks", until=ask.reply_due or until)
        case AskStatus.CONDITIONAL:
            return sentence("condition_thanks")
        case _:
            return sentence("accept_thanks", until=until)


def _noted(ask: Ask, *, until: datetime) -> Sentence:
    """Show the office what was written down on its behalf, so that it can say otherwise."""
    match ask.status:
        case AskStatus.DECLINED:
            return sentence("decline_noted")
        case AskStatus.CONDITIONAL:
            return sentence("condition_noted")
        case _:
            return sentence("accept_noted", until=until)


def _managers(facts: Facts, ask: Ask) -> tuple[Line, ...]:
    """Return the call of a holding office's managers, if it has any."""
    found = tuple(one.id for one in facts.town.managers(ask.office))
    if ask.status is not AskStatus.HOLDING or not found:
        return ()
    words = sentence("manager_please")
    return (Line(card=ask_card(ask), sentence=words, key=f"manager:{ask.id}", mention=found),)


def _late(facts: Facts, move: AskMove, *, by: Actor, at: datetime) -> Decision:
    """An answer after the decision is thanked and stays on record; a yes is kept on standby."""
    if move is AskMove.ACCEPT and _may_stand_by(facts):
        return _on_standby(facts, by=by, at=at)
    ask = ask_of(facts)
    note = Note(act=move, subject=ask.id, outcome="late", detail={"status": ask.status})
    withdrawing = move is not AskMove.ACCEPT and _withdrawable(facts)
    words = sentence("please_withdraw" if withdrawing else "no_longer_waiting")
    heard = words
    if on_behalf(ask, by):
        note = replace(note, detail={**note.detail, "by": "telephone"})
        heard = sentence("please_record_withdrawal" if withdrawing else "entered_too_late")
    thanks = _line(ask, words, f"late:{ask.id}:{by.member.user}:{at.isoformat()}")
    return Decision(effects=(Show(card=ask_card(ask)), thanks), notes=(note,), reply=Said(heard))


def _may_stand_by(facts: Facts) -> bool:
    """True while the person has not arrived anywhere and this office could still be needed."""
    _, need = case_of(facts)
    ask = ask_of(facts)
    waiting = need.status is NeedStatus.DECIDED and ask.round == need.round
    return waiting and (ask.status, AskMove.LATE_YES) in ASK_MOVES


def _on_standby(facts: Facts, *, by: Actor, at: datetime) -> Decision:
    case, _ = case_of(facts)
    ask = ask_of(facts)
    if _said_by_staff(ask, by):
        return _unverified(ask, AskMove.ACCEPT)
    status = ASK_MOVES[ask.status, AskMove.LATE_YES]
    spoken = on_behalf(ask, by)
    kept = replace(ask, status=status, answer=said_by(ask, NOTHING_MORE, by=by, at=at))
    key = f"late:{ask.id}:{ask.revision + 1}"
    thanks = _line(ask, sentence("late_yes_kept"), key)
    told = sentence("late_yes_arrived", office=facts.office_of(ask).name, number=case.number)
    owner = Line(card=owner_card(case), sentence=told, key=f"{key}:owner")
    shown = tuple(Show(card=card) for card in (ask_card(ask), *case_cards(facts, case)))
    how = {"by": "telephone"} if spoken else {}
    note = Note(
        act=AskMove.ACCEPT, subject=ask.id, outcome="late", detail={"status": status, **how}
    )
    return Decision(
        changes=(kept,),
        effects=(*shown, thanks, owner),
        notes=(note,),
        reply=Said(sentence("entered_as_standby")) if spoken else None,
    )


def _withdrawable(facts: Facts) -> bool:
    """True while the decided office's card has its 辞退する: until the person has arrived."""
    _, need = case_of(facts)
    return need.status is NeedStatus.DECIDED and ask_of(facts).status is AskStatus.DECIDED


def said_by(ask: Ask, given: Given, *, by: Actor, at: datetime) -> Answer:
    """Return the answer as its presser gave it, or as somebody entered it on its behalf."""
    entered_by = by.staff.id if by.staff and on_behalf(ask, by) else None
    own = by.staff.id if by.staff and entered_by is None else None
    return Answer(
        by=None if entered_by else by.member,
        staff=own,
        at=at,
        verified=by.staff is not None,
        entered_by=entered_by,
        condition=given.condition,
        reason=given.reason,
    )


def _who(ask: Ask) -> Mapping[str, str]:
    answer = ask.answer
    how = {"by": "telephone"} if answer is not None and answer.entered_by else {}
    return {"verified": "yes" if answer is not None and answer.verified else "no", **how}


def _line(ask: Ask, words: Sentence, key: str) -> Line:
    return Line(card=ask_card(ask), sentence=words, key=key)
