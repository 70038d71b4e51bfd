"""What an office says: an acceptance is an offer, a person still decides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from bot.decide import choosing, offering, siblings, steps
from bot.decide.given import (
    NO_CONDITION,
    NOTHING_MORE,
    Given,
    below,
    name_missing,
    nameless,
    on_behalf,
    remarked,
    said_by,
    said_by_staff,
    says_nothing_more,
    unverified,
)
from bot.decide.ids import NewId
from bot.decide.late import late, may_stand_by
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
from bot.facts import Actor, Facts, ask_card, ask_of, case_cards, case_of, owner_card, still_asked
from bot.model import Ask
from bot.moves import ANSWERABLE, ASK_MOVES, AskMove, AskStatus
from bot.vocabulary import Wish


def accept(facts: Facts, *, by: Actor, at: datetime) -> Decision:
    """Take a yes as an offer; a person still decides. A late yes is thanked and kept."""
    return _asks_name(facts, AskMove.ACCEPT, by) or answer(facts, AskMove.ACCEPT, by=by, at=at)


def accept_for(facts: Facts, *, given: Given, by: Actor, at: datetime, new_id: NewId) -> Decision:
    """Take a yes said at the telephone, with the name of whoever said it."""
    decision = answer(facts, AskMove.ACCEPT, by=by, at=at, given=given)
    return joined(decision, remarked(facts, given, by=by, at=at, new_id=new_id))


def hold(facts: Facts, *, by: Actor, at: datetime) -> Decision:
    """Take 確認中: the office has its extension once, its manager is called, the ladder goes on."""
    return _asks_name(facts, AskMove.HOLD, by) or answer(facts, AskMove.HOLD, by=by, at=at)


def _asks_name(facts: Facts, move: AskMove, by: Actor) -> Decision | None:
    """Return the question for 回答者名, at a login several people use; else nothing."""
    wanted = by.shared and counts(facts, move)
    return Decision(reply=Shown("answerer", ask_of(facts).id)) if wanted else None


def counts(facts: Facts, move: AskMove) -> bool:
    """True where an answer would change something: in time, or a late yes kept on standby."""
    in_time = still_asked(facts) and (ask_of(facts).status, move) in ASK_MOVES
    return in_time or (move is AskMove.ACCEPT and may_stand_by(facts))


def answer_named(
    facts: Facts, *, move: AskMove, answerer: str, by: Actor, at: datetime, new_id: NewId
) -> Decision:
    """Take 受入れ可能 or 確認中 of a shared login, with the name of whoever gave it."""
    if not answerer:
        return nameless()
    given = Given(answerer=answerer)
    kept = remarked(facts, given, by=by, at=at, new_id=new_id)
    return joined(answer(facts, move, by=by, at=at), kept)


def open_form(facts: Facts, *, page: str, by: Actor, at: datetime) -> Decision:
    """Show an answering form to whoever may answer, unless it is too late.

    The name in it is the presser's own; who is at a shared login nobody knows.
    """
    if not still_asked(facts):
        return late(facts, PAGES[page], by=by, at=at)
    return Decision(reply=Shown(page, by.staff.name if by.staff and not by.shared else ""))


PAGES: Mapping[str, AskMove] = {"condition": AskMove.CONDITION, "decline": AskMove.DECLINE}
"""What each answering form would say."""


def accept_with_conditions(
    facts: Facts, *, given: Given, by: Actor, at: datetime, new_id: NewId
) -> Decision:
    """Take a yes under conditions; it does not stop the asking."""
    condition = given.condition
    if name_missing(facts, given, by):
        return nameless()
    if condition == NO_CONDITION and not given.remark:
        return Decision(reply=FieldErrors({"since": sentence("field_condition_needed")}))
    if condition and condition.since and condition.until and condition.until <= condition.since:
        return Decision(reply=FieldErrors({"until": sentence("field_until_after_since")}))
    decision = answer(facts, AskMove.CONDITION, by=by, at=at, given=given)
    return joined(decision, remarked(facts, given, by=by, at=at, new_id=new_id))


def decline(facts: Facts, *, given: Given, by: Actor, at: datetime, new_id: NewId) -> Decision:
    """Take a no with its reason; when nobody is left, the core centre is called in at once."""
    if name_missing(facts, given, by):
        return nameless()
    decision = answer(facts, AskMove.DECLINE, by=by, at=at, given=given)
    return joined(decision, remarked(facts, given, by=by, at=at, new_id=new_id))


def answer(
    facts: Facts, move: AskMove, *, by: Actor, at: datetime, given: Given = NOTHING_MORE
) -> Decision:
    """Record an answer, tell the owner, and plan what comes next."""
    ask = ask_of(facts)
    move, given = _meant(ask, move, given, by=by)
    status = ASK_MOVES.get((ask.status, move))
    if status is None and still_asked(facts) and ask.status in ANSWERABLE:
        return _known(ask)
    if status is None or not still_asked(facts):
        return late(facts, move, by=by, at=at)
    if said_by_staff(ask, by):
        return unverified(ask, move)
    if status is ask.status and says_nothing_more(given) and not _settles_doubt(ask, by):
        return _known(ask)
    due = ask.reply_due
    if move is AskMove.HOLD and due is not None:
        due += timedelta(minutes=facts.profile.hold_extension_minutes)
    answer = said_by(ask, given, by=by, at=at)
    answered = replace(ask, status=status, answer=answer, reply_due=due, confirm_by=None)
    if _decides(facts, answered):
        return _decided(facts, answered, by=by, at=at)
    return _recorded(facts, answered, remarked=bool(given.remark), at=at)


def _meant(ask: Ask, move: AskMove, given: Given, *, by: Actor) -> tuple[AskMove, Given]:
    """Return what is said: 引き続き可能 on a card means the conditions that were given before."""
    again = move is AskMove.ACCEPT and ask.status is AskStatus.CONDITIONAL
    if not again or ask.confirm_by is None or ask.answer is None or on_behalf(ask, by):
        return move, given
    return AskMove.CONDITION, replace(given, condition=ask.answer.condition)


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
    thanks = below(answered, _thanks(facts, answered, at=at), f"thanks:{key}")
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


def _who(ask: Ask) -> Mapping[str, str]:
    answer = ask.answer
    how = {"by": "telephone"} if answer is not None and answer.entered_by else {}
    return {"verified": "yes" if answer is not None and answer.verified else "no", **how}
