"""Leave for the sheet: what somebody not registered as staff may see after a telephone call.

Whoever answered for the decided office may be unknown to the network. The one who decides then
either lets them open this case's sheet for a night, or tells them by telephone what they need.
"""

from __future__ import annotations

from datetime import date, datetime

from bot.clock import JST
from bot.decide.calendar import next_at
from bot.decide.calling import asked_by_telephone
from bot.decide.ids import NewId
from bot.effects import (
    Decision,
    FieldErrors,
    Line,
    Note,
    Said,
    Show,
    Shown,
    sentence,
)
from bot.facts import Actor, Facts, ask_card, case_of, owner_card
from bot.model import Ask, Grant, GrantId, Member
from bot.moves import AskStatus


def unknown_answerer(ask: Ask | None) -> Member | None:
    """Return who answered for the decided office, where the network does not know them."""
    if ask is None or ask.status is not AskStatus.DECIDED or ask.answer is None:
        return None
    return None if ask.answer.verified else ask.answer.by


def told_by_telephone(facts: Facts) -> bool:
    """True where the decided office cannot read the sheet: nobody known answered, or no Slack."""
    ask = facts.decided
    if ask is None:
        return False
    return unknown_answerer(ask) is not None or asked_by_telephone(facts, ask)


def open_form(facts: Facts, *, by: Actor, at: datetime) -> Decision:
    """Show the form that asks for the telephone call and says until when leave would be given."""
    nobody = _nobody_to_tell(facts, at=at)
    return nobody or Decision(reply=Shown("leave", next_at(at, facts.profile.sheet_grant_until)))


def grant(facts: Facts, *, called: bool, by: Actor, at: datetime, new_id: NewId) -> Decision:
    """Let whoever answered open this case's sheet until the profile's hour.

    Plan: 松江市（案）9(3) 緊急時等におけるサービス提供を行うための関係機関による情報共有
    """
    member = unknown_answerer(facts.decided)
    nobody = _nobody_to_tell(facts, at=at)
    if nobody is not None or member is None or by.staff is None:
        return nobody or Decision(reply=Said(sentence("leave_for_nobody")))
    if not called:
        return Decision(reply=FieldErrors({"called": sentence("field_called_first")}))
    case, _ = case_of(facts)
    given = Grant(
        id=GrantId(new_id()),
        network=case.network,
        case=case.id,
        ask=_decided(facts).id,
        member=member,
        by=by.staff.id,
        at=at,
        until=next_at(at, facts.profile.sheet_grant_until),
    )
    return _granted(facts, given)


def _granted(facts: Facts, given: Grant) -> Decision:
    case, _ = case_of(facts)
    ask = _decided(facts)
    may_open = Line(
        card=ask_card(ask),
        sentence=sentence("leave_given", until=given.until, today=_day(given.at)),
        key=f"leave:{given.id}",
        mention=(given.member,),
    )
    noted = Line(
        card=owner_card(case),
        sentence=sentence(
            "leave_noted",
            number=case.number,
            office=facts.office_of(ask).name,
            by=facts.town.staff[given.by].name,
            until=given.until,
            today=_day(given.at),
        ),
        key=f"leave:{given.id}:owner",
    )
    detail = {"ask": ask.id, "member": given.member.user, "until": given.until.isoformat()}
    return Decision(
        changes=(given,),
        effects=(Show(card=ask_card(ask)), may_open, noted),
        notes=(Note(act="grant_sheet", subject=case.id, detail=detail),),
        reply=Said(sentence("leave_recorded", until=given.until, today=_day(given.at))),
    )


def record_told(facts: Facts, *, by: Actor, at: datetime) -> Decision:
    """Record 電話で伝達済み: what was needed was told by telephone; the sheet stays closed."""
    if not told_by_telephone(facts) or by.staff is None:
        return Decision(reply=Said(sentence("leave_for_nobody")))
    case, _ = case_of(facts)
    ask = _decided(facts)
    office = facts.office_of(ask).name
    noted = Line(
        card=owner_card(case),
        sentence=sentence(
            "told_by_telephone", number=case.number, office=office, by=by.staff.name, at=at
        ),
        key=f"told:{ask.id}:{at.isoformat()}",
    )
    note = Note(act="tell_by_telephone", subject=case.id, detail={"ask": ask.id})
    return Decision(effects=(noted,), notes=(note,), reply=Said(sentence("telling_recorded")))


def _nobody_to_tell(facts: Facts, *, at: datetime) -> Decision | None:
    """Return what is said where nobody needs leave: all are known, or it was given already."""
    member = unknown_answerer(facts.decided)
    if member is None:
        return Decision(reply=Said(sentence("leave_for_nobody")))
    ask = _decided(facts)
    mine = [each for each in facts.grants if (each.member, each.ask) == (member, ask.id)]
    standing = [each for each in mine if each.at <= at < each.until]
    if not standing:
        return None
    return Decision(reply=Said(sentence("leave_stands", until=standing[-1].until, today=_day(at))))


def _day(at: datetime) -> date:
    """Return the day it is in Japan: "until nine" alone would not say of which day."""
    return at.astimezone(JST).date()


def _decided(facts: Facts) -> Ask:
    """Return the decided office's ask. Raises: LookupError when no office is decided for."""
    if facts.decided is None:
        raise LookupError("no office is decided for")
    return facts.decided
