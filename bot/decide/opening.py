"""Opening a case: its needs, who is asked first, what they are told, and what comes after."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from bot.clock import JST
from bot.decide import beside, calling, candidates, owners, pleas, restricted, siblings
from bot.decide.candidates import Choice, Wanted
from bot.decide.drafts import own
from bot.decide.gates import leader, refusal
from bot.decide.ids import NewId
from bot.decide.may import Act, Verdict, may
from bot.decide.medical import called_ambulance
from bot.decide.reaching import reach
from bot.effects import (
    Decision,
    Direct,
    FieldErrors,
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
from bot.facts import Actor, Asking, Facts, case_of, owner_card
from bot.model import (
    Ask,
    Case,
    CaseId,
    Draft,
    LaterGround,
    Need,
    NeedId,
    Outline,
    Person,
    Registration,
    StaffId,
    age_band,
)
from bot.request import Request
from bot.vocabulary import Abuse, Handbook


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A case as it would be sent: what the preview shows and the last tap makes true."""

    case: Case
    wanted: tuple[Wanted, ...]  # one for each need, the main one first
    by: StaffId

    @property
    def asks(self) -> tuple[Ask, ...]:
        """Everything that would be asked, need by need."""
        return tuple(ask for each in self.wanted for ask in each.asks)


AS_PREPARED: Final[Choice] = {}
"""Nobody chose: the prepared offices are asked."""


def open_case(
    facts: Facts, *, by: Actor, at: datetime, new_id: NewId, chosen: Choice = AS_PREPARED
) -> Decision:
    """Ask the chosen offices, all at once, each in its own window; the ladder begins.

    The gates are asked again: minutes may have passed since the preview.
    """
    draft, no = own(facts, by)
    if draft is None:
        return no
    request = draft.memo.request()
    if request is None:
        return Decision(reply=Said(sentence("memo_first_page")))
    refused = _refusal(facts, request, by=by, at=at)
    if refused is not None:
        theirs = may(by, Act.OVERRIDE_RULE, facts, at=at) is Verdict.ALLOWED
        return _refused(refused, draft, request, theirs=theirs)
    plan = planned(facts, request, by=by, at=at, new_id=new_id)
    spent = Decision(changes=(replace(draft, spent=True),))
    if request.abuse is not Abuse.NONE:
        need = plan.wanted[0].need
        return joined(restricted.opened(facts, plan.case, need, by=by, at=at), spent)
    wanted = tuple(each.chosen(chosen) for each in plan.wanted)
    nobody = {each.field: sentence("field_nobody_chosen") for each in wanted if each.forgotten}
    if nobody:
        return Decision(reply=FieldErrors(nobody))
    return joined(_opened(facts, replace(plan, wanted=wanted), at=at, new_id=new_id), spent)


def _refusal(facts: Facts, request: Request, *, by: Actor, at: datetime) -> Refused | None:
    """Return the first no to the case, or to one of the services wanted beside the main one."""
    further = (no for _, no in beside.refused(facts, request))
    return refusal(facts, request, by=by, at=at) or next(further, None)


def _opened(facts: Facts, plan: Plan, *, at: datetime, new_id: NewId) -> Decision:
    case, confirming = owners.to_confirm(facts, plan.case, by=plan.by, at=at)
    medical = called_ambulance(case, by=plan.by, new_id=new_id)
    put = [candidates.put(facts, case, each, at=at) for each in plan.wanted]
    begun = _begun(facts, case, tuple(asking for asking, _ in put))
    made = Decision(changes=(case, *medical), notes=_notes(plan))
    told = Decision(
        effects=(*_told(plan), *siblings.shown(facts), *calling.letters(begun, at=at)),
        reply=_shown(begun, at=at),
    )
    return joined(made, *(decision for _, decision in put), told, confirming)


def _shown(facts: Facts, *, at: datetime) -> Shown:
    """Show who is asked and by when it arrives; where nobody is asked in Slack, only the number."""
    case, _ = case_of(facts)
    begun = reach(facts, posted=(), at=at)
    return Shown("sending", begun) if begun.by_card else Shown("opened", case.number)


def _notes(plan: Plan) -> tuple[Note, ...]:
    """Return what goes on record: the case, and each service wanted beside the main one."""
    further = (each.need for each in plan.wanted[1:])
    added = (Note(act="add_need", subject=n.id, detail={"service": n.service}) for n in further)
    return (Note(act="open_case", subject=plan.case.id), *added)


def _begun(facts: Facts, case: Case, every: tuple[Asking, ...]) -> Facts:
    """Return the facts of the case as it begins, told by its main need."""
    main, *others = every
    return replace(facts, case=case, need=main.need, asks=main.asks, others=tuple(others))


def _refused(refused: Refused, draft: Draft, request: Request, *, theirs: bool) -> Decision:
    """Say no at the last tap, with the ways on; an exception begins at the form."""
    rule = {"rule": refused.title.key}
    note = Note(act="open_case", subject=request.person, outcome="refused", detail=rule)
    found = pleas.ways_for(refused.ways, theirs=theirs)
    ways = tuple(way for way in found if way is not Way.OVERRIDE)
    reply = replace(refused, ways=ways, subject=draft.id)
    return Decision(changes=(replace(draft, refused=True),), reply=reply, notes=(note,))


def _told(plan: Plan) -> tuple[Show, Line, Direct]:
    """Show the owner the case, and tell whoever sent it, in a message that stays."""
    card, case = owner_card(plan.case), plan.case
    opened = Line(
        card=card,
        sentence=sentence("case_opened", offices=len({ask.office for ask in plan.asks})),
        key=f"opened:{case.id}",
        mention=(case.owner,),
    )
    words = sentence("opened", number=case.number)
    return Show(card=card), opened, Direct(to=plan.by, sentence=words, key=f"sent:{case.id}")


def planned(facts: Facts, request: Request, *, by: Actor, at: datetime, new_id: NewId) -> Plan:
    """Return the case, its needs and tier 1's asks, as the request makes them.

    Raises: LookupError when the facts hold no registration; the gates refuse that before.
    """
    if facts.registration is None or facts.person is None or by.staff is None:
        raise LookupError("a case needs a registrant and a member of staff")
    case = _case(facts, facts.registration, facts.person, request, at=at, id_=new_id)
    case = _on_grounds(case, request, by=by.staff.id)
    wanted = tuple(
        candidates.wanted(facts, case, need, at=at, new_id=new_id)
        for need in _needs(case, request, at=at, new_id=new_id)
    )
    return Plan(case=case, wanted=wanted, by=by.staff.id)


def _needs(case: Case, request: Request, *, at: datetime, new_id: NewId) -> tuple[Need, ...]:
    """Return a need for each service wanted, the main one first.

    Asked at one moment, they stand in the order of their ids ever after.
    """
    every = beside.each_service(request)
    ids = sorted(new_id() for _ in every)
    return tuple(
        need_of(case, each, at=at, id_=NeedId(id_)) for each, id_ in zip(every, ids, strict=True)
    )


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
        event=CaseId(request.event) if request.event else None,
        wish=request.wish,
        wish_note=request.wish_note,
        health=request.health,
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
