"""What is added to an open case: a further service, or a ground that came to be later.

An earlier refusal stays on record; a ground opens its gate from its own time on.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from bot.decide import calling, candidates
from bot.decide.candidates import Wanted
from bot.decide.gates import service_refusal
from bot.decide.ids import NewId
from bot.decide.memo import wrong_times
from bot.decide.opening import need_of
from bot.effects import (
    Decision,
    FieldErrors,
    Line,
    Note,
    Refused,
    Said,
    Show,
    Shown,
    joined,
    sentence,
)
from bot.facts import (
    Actor,
    Asking,
    Facts,
    ask_card,
    case_cards,
    case_of,
    each_need,
    owner_card,
)
from bot.model import Ask, Case, LaterGround, Need, NeedId
from bot.request import Memo, Request
from bot.vocabulary import Abuse, Ground, Medical

SERVICE_FIELDS = ("service", "starts_on", "nights")


def open_service_form(facts: Facts, *, by: Actor, at: datetime) -> Decision:
    """Show the questions about one more service."""
    case, _ = case_of(facts)
    return Decision(reply=Shown("add", case.id))


def add_need(facts: Facts, *, wanted: Memo, by: Actor, at: datetime, new_id: NewId) -> Decision:
    """Ask for one more service of the open case, through the same gates and the same asking.

    Plan: 松江市（案）7①「短期入所の利用は①の人に限ります」: a later ground counts from its time
    """
    case, _ = case_of(facts)
    missing = {name: sentence("field_required") for name in wanted.missing(SERVICE_FIELDS)}
    wrong = {**missing, **wrong_times(wanted, at=at)}
    request = _as_request(case, wanted)
    if wrong or request is None:
        return Decision(reply=FieldErrors(wrong))
    refused = _refused(facts, case, request)
    if refused is not None:
        rule = {"rule": refused.title.key}
        note = Note(act="add_need", subject=case.id, outcome="refused", detail=rule)
        return Decision(reply=refused, notes=(note,))
    need = need_of(case, request, at=at, id_=NeedId(new_id()))
    return _added(facts, need, at=at, new_id=new_id)


def _as_request(case: Case, wanted: Memo) -> Request | None:
    """Return what is wanted as a request like the case's first, or None while it is not whole."""
    memo = replace(
        wanted,
        person=case.person,
        called_at=case.called_at,
        ground=case.grounds[0],
        medical=Medical.NONE,
        abuse=Abuse.NONE,
        override_by=case.override_by,
        override_reason=case.override_reason,
    )
    return memo.request()


def _refused(facts: Facts, case: Case, request: Request) -> Refused | None:
    """Return what the rules say, judged on whichever ground of the case allows it."""
    found = [service_refusal(facts, replace(request, ground=on)) for on in case.grounds]
    return None if None in found else found[0]


def _added(facts: Facts, need: Need, *, at: datetime, new_id: NewId) -> Decision:
    case, present = case_of(facts)
    asks = candidates.first_asks(facts, need, at=at, new_id=new_id)
    asking, put = candidates.put(facts, case, Wanted(need=need, asks=asks), at=at)
    others = (Asking(need=present, asks=facts.asks), *facts.others)
    begun = replace(facts, need=asking.need, asks=asks, others=others, past=())
    words = sentence(
        "need_added",
        number=case.number,
        service=need.service,
        offices=len(asks),
        core_in=case.core_called_at is not None or case.claimed_by is not None,
    )
    line = Line(
        card=owner_card(case), sentence=words, key=f"added:{need.id}", mention=(case.owner,)
    )
    cards = tuple(Show(card=card) for card in case_cards(facts, case))
    told = Decision(
        effects=(*cards, line, *calling.letters(begun, at=at)),
        notes=(Note(act="add_need", subject=need.id, detail={"service": need.service}),),
        reply=Shown("added", case.number),
    )
    return joined(put, told)


# ------------------------------------------------------------------ a ground that came later


def possible_grounds(facts: Facts) -> tuple[Ground, ...]:
    """Return the city's grounds that this case does not rest on yet."""
    case, _ = case_of(facts)
    return tuple(each for each in facts.profile.emergency_grounds if each not in case.grounds)


def open_ground_form(facts: Facts, *, by: Actor, at: datetime) -> Decision:
    """Show the grounds that may be added, and ask since when."""
    case, _ = case_of(facts)
    if not possible_grounds(facts):
        return Decision(reply=Said(sentence("not_now")))
    return Decision(reply=Shown("ground", case.id))


def add_ground(
    facts: Facts, *, ground: Ground, since: datetime, by: Actor, at: datetime
) -> Decision:
    """Record a ground that came to be after the case was opened; it counts from its time on."""
    case, _ = case_of(facts)
    if ground not in possible_grounds(facts) or by.staff is None:
        return Decision(reply=FieldErrors({"ground": sentence("field_ground_known")}))
    if since > at + timedelta(minutes=1):
        return Decision(reply=FieldErrors({"later_at": sentence("field_later_past")}))
    later = LaterGround(ground=ground, at=since, by=by.staff.id)
    grown = replace(case, later_grounds=(*case.later_grounds, later))
    words = sentence("ground_added", number=case.number, ground=ground, at=since)
    key = f"ground:{case.id}:{ground}"
    line = Line(card=owner_card(case), sentence=words, key=key, mention=(case.owner,))
    asked = (ask_card(ask) for each in each_need(facts) for ask in _open_asks(each))
    shown = tuple(Show(card=card) for card in (*asked, *case_cards(facts, case)))
    note = Note(act="add_ground", subject=case.id, detail={"ground": ground})
    return Decision(changes=(grown,), effects=(*shown, line), notes=(note,))


def _open_asks(facts: Facts) -> tuple[Ask, ...]:
    """Return the asks whose cards say why the need is an emergency, while it is not over."""
    _, need = case_of(facts)
    return facts.asked if need.next_step is not None else ()
