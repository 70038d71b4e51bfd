"""Opening a case: who is asked first, what they are told, and what happens if nobody answers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.clock import JST
from bot.decide import calling, owners, pleas, restricted, rivals, steps
from bot.decide.drafts import own
from bot.decide.gates import leader, refusal
from bot.decide.ids import NewId
from bot.decide.may import Act, Verdict, may
from bot.decide.medical import called_ambulance
from bot.effects import (
    Decision,
    Direct,
    Effect,
    Line,
    Note,
    Refused,
    Said,
    Show,
    Shown,
    Way,
    joined,
    sentence,
)
from bot.facts import Actor, Facts, ask_card, owner_card
from bot.model import (
    Ask,
    AskId,
    Case,
    CaseId,
    Draft,
    LaterGround,
    Need,
    NeedId,
    Office,
    Outline,
    Person,
    Registration,
    Share,
    StaffId,
    age_band,
)
from bot.moves import AskStatus
from bot.request import Request
from bot.vocabulary import Abuse, Handbook, ServiceType


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A case as it would be sent: what the preview shows and the last tap makes true."""

    case: Case
    need: Need
    asks: tuple[Ask, ...]
    by: StaffId


def open_case(facts: Facts, *, by: Actor, at: datetime, new_id: NewId) -> Decision:
    """Ask the prepared offices, all at once, each in its own window; the ladder begins.

    The gates are asked again: minutes may have passed since the preview.
    """
    draft, no = own(facts, by)
    if draft is None:
        return no
    request = draft.memo.request()
    if request is None:
        return Decision(reply=Said(sentence("memo_first_page")))
    refused = refusal(facts, request, by=by, at=at)
    if refused is not None:
        theirs = may(by, Act.OVERRIDE_RULE, facts, at=at) is Verdict.ALLOWED
        return _refused(refused, draft, request, theirs=theirs)
    plan = planned(facts, request, by=by, at=at, new_id=new_id)
    spent = Decision(changes=(replace(draft, spent=True),))
    if request.abuse is not Abuse.NONE:
        return joined(restricted.opened(facts, plan.case, plan.need, by=by, at=at), spent)
    return joined(_opened(facts, plan, at=at, new_id=new_id), spent)


def _opened(facts: Facts, plan: Plan, *, at: datetime, new_id: NewId) -> Decision:
    case, confirming = owners.to_confirm(facts, plan.case, by=plan.by, at=at)
    asking, due = steps.replanned(plan.need, plan.asks, case=case, profile=facts.profile, at=at)
    medical = called_ambulance(case, by=plan.by, new_id=new_id)
    begun = replace(facts, case=case, need=asking, asks=plan.asks)
    told = (_received(plan), *calling.letters(begun, at=at))
    own = Decision(
        changes=(case, asking, *plan.asks, *medical),
        effects=(*_asked(plan), *rivals.shown(facts, plan.need, plan.asks), *told),
        due=(due,),
        notes=(Note(act="open_case", subject=case.id),),
        reply=Shown("opened", case.number),
    )
    return joined(own, confirming)


def _refused(refused: Refused, draft: Draft, request: Request, *, theirs: bool) -> Decision:
    """Say no at the last tap, with the ways on; an exception begins at the form."""
    rule = {"rule": refused.title.key}
    note = Note(act="open_case", subject=request.person, outcome="refused", detail=rule)
    found = pleas.ways_for(refused.ways, theirs=theirs)
    ways = tuple(way for way in found if way is not Way.OVERRIDE)
    reply = replace(refused, ways=ways, subject=draft.id)
    return Decision(changes=(replace(draft, refused=True),), reply=reply, notes=(note,))


def _asked(plan: Plan) -> tuple[Effect, ...]:
    cards = (*(ask_card(ask) for ask in plan.asks), owner_card(plan.case))
    opened = Line(
        card=owner_card(plan.case),
        sentence=sentence("case_opened", offices=len(plan.asks)),
        key=f"opened:{plan.case.id}",
        mention=(plan.case.owner,),
    )
    return (*(Show(card=card) for card in cards), opened)


def _received(plan: Plan) -> Direct:
    """Tell whoever sent it, in a message that stays, that it was sent."""
    words = sentence("opened", number=plan.case.number)
    return Direct(to=plan.by, sentence=words, key=f"sent:{plan.case.id}")


def planned(facts: Facts, request: Request, *, by: Actor, at: datetime, new_id: NewId) -> Plan:
    """Return the case, its need and tier 1's asks, as the request makes them.

    Raises: LookupError when the facts hold no registration; the gates refuse that before.
    """
    if facts.registration is None or facts.person is None or by.staff is None:
        raise LookupError("a case needs a registrant and a member of staff")
    case = _case(facts, facts.registration, facts.person, request, at=at, id_=new_id)
    case = _on_grounds(case, request, by=by.staff.id)
    need = need_of(case, request, at=at, id_=NeedId(new_id()))
    asks = first_asks(facts, need, at=at, new_id=new_id)
    return Plan(case=case, need=need, asks=asks, by=by.staff.id)


def need_of(case: Case, request: Request, *, at: datetime, id_: NeedId) -> Need:
    """Return what a request asks for, asked from now on."""
    return Need(
        id=id_,
        network=case.network,
        case=case.id,
        service=request.service,
        starts_on=request.starts_on,
        nights=request.nights,
        arrival_at=request.arrival_at,
        transport=request.transport,
        asked_at=at,
    )


def first_asks(facts: Facts, need: Need, *, at: datetime, new_id: NewId) -> tuple[Ask, ...]:
    """Return tier 1: the prepared offices, all at once. Raises: LookupError unregistered."""
    if facts.registration is None:
        raise LookupError("only a registrant has prepared offices")
    shares = prepared(facts, facts.registration, need.service)
    return tuple(
        _ask(facts, share, need, position=position, at=at, id_=new_id)
        for position, share in enumerate(shares)
    )


def _case(
    facts: Facts,
    registration: Registration,
    person: Person,
    request: Request,
    *,
    at: datetime,
    id_: NewId,
) -> Case:
    found = leader(facts, registration)
    if found is None:
        raise LookupError("neither a counsellor nor a core centre could own this case")
    owner, office = found
    return Case(
        id=CaseId(id_()),
        network=facts.town.network.id,
        number=facts.case_number,
        person=person.id,
        ground=request.ground,
        owner=owner,
        owner_office=office,
        opened_at=at,
        called_at=request.called_at,
        caller=request.caller,
        whereabouts=request.whereabouts,
        situation=request.situation,
        wish=request.wish,
        wish_note=request.wish_note,
        outline=outline(person, registration, at=at.astimezone(JST).date()),
    )


def _on_grounds(case: Case, request: Request, *, by: StaffId) -> Case:
    """Return the case with what it rests on beside its first ground, exceptions among it."""
    later, at = request.later_ground, request.later_at
    came = (LaterGround(ground=later, at=at, by=by),) if later and at else ()
    overridden = StaffId(request.override_by) if request.override_by else None
    return replace(
        case,
        medical=request.medical,
        rests_on=request.rests_on,
        later_grounds=came,
        override_by=overridden,
        override_reason=request.override_reason,
    )


def prepared(facts: Facts, registration: Registration, service: ServiceType) -> tuple[Share, ...]:
    """Return the shares of the offices prepared for this service, in the registrant's order."""
    able = (share for share in registration.shares if share.order is not None)
    fitting = (share for share in able if _fits(facts.town.offices.get(share.office), service))
    return tuple(sorted(fitting, key=lambda share: share.order or 0))


def _fits(office: Office | None, service: ServiceType) -> bool:
    return office is not None and office.emergency and service in office.services


def _ask(facts: Facts, share: Share, need: Need, *, position: int, at: datetime, id_: NewId) -> Ask:
    return Ask(
        id=AskId(id_()),
        network=need.network,
        need=need.id,
        round=need.round,
        office=share.office,
        window=facts.town.windows[share.office].id,
        tier=1,
        position=position,
        prepared=True,
        trial_done=share.trial_on is not None,
        status=AskStatus.WAITING,
        asked_at=at,
        reply_due=at + facts.profile.reply_deadline,
    )


def outline(person: Person, registration: Registration, *, at: date) -> Outline:
    """Return all that a card may say of this person. `at` is the day in Japan."""
    kinds = tuple(certificate.kind for certificate in person.certificates)
    return Outline(
        age_band=age_band(person.birth_date, at=at),
        sex=person.sex,
        handbooks=tuple(kind for kind in kinds if kind in CARD_HANDBOOKS),
        support_category=person.support_category,
        supports=person.supports,
        approaches=person.approaches,
        confirmed_on=registration.confirmed_on,
    )


CARD_HANDBOOKS = frozenset({Handbook.PHYSICAL, Handbook.INTELLECTUAL, Handbook.MENTAL})
