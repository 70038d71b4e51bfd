"""Opening a case: who is asked first, what they are told, and what happens if nobody answers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.clock import JST
from bot.decide import calling, rivals, steps
from bot.decide.gates import refusal
from bot.decide.ids import NewId
from bot.effects import (
    Decision,
    Direct,
    Effect,
    FieldErrors,
    Line,
    Note,
    Refused,
    Said,
    Sentence,
    Show,
    Shown,
    sentence,
)
from bot.facts import Actor, Facts, ask_card, owner_card
from bot.model import (
    Ask,
    AskId,
    Case,
    CaseId,
    Draft,
    DraftId,
    Need,
    NeedId,
    Office,
    OfficeId,
    Outline,
    Person,
    Registration,
    Share,
    StaffId,
    age_band,
)
from bot.moves import AskStatus
from bot.request import Request
from bot.vocabulary import Handbook, ServiceType


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A case as it would be sent: what the preview shows and the last tap makes true."""

    case: Case
    need: Need
    asks: tuple[Ask, ...]
    by: StaffId


def list_registrants(facts: Facts, *, by: Actor, at: datetime) -> Decision:
    """Show for whom this person may open a case; the names are on record as seen first."""
    people = sorted(facts.registrations.values(), key=lambda each: (each.number or "~", each.id))
    listed = tuple((each.person, each.number, facts.names[each.person]) for each in people)
    note = Note(
        act="list_registrants",
        subject=facts.town.network.id,
        detail={"persons": " ".join(each.person for each in people)},
    )
    return Decision(reply=Shown("registrants", listed), notes=(note,))


def preview(facts: Facts, *, request: Request, by: Actor, at: datetime, new_id: NewId) -> Decision:
    """Show exactly which offices get exactly which card; nothing is sent yet."""
    wrong = mistakes(request, at=at)
    if wrong:
        return Decision(reply=FieldErrors(wrong))
    refused = refusal(facts, request)
    if refused is not None:
        return _refused(refused, request.person)
    plan = planned(facts, request, by=by, at=at, new_id=new_id)
    draft = Draft(
        id=DraftId(new_id()),
        network=plan.case.network,
        staff=plan.by,
        made_at=at,
        request=request,
    )
    note = Note(act="preview_case", subject=request.person)
    return Decision(changes=(draft,), reply=Shown("preview", (draft.id, plan)), notes=(note,))


def open_case(facts: Facts, *, by: Actor, at: datetime, new_id: NewId) -> Decision:
    """Ask the prepared offices, all at once, each in its own window; the ladder begins.

    The gates are asked again: minutes may have passed since the preview.
    """
    draft = facts.draft
    if draft is None or draft.spent:
        return Decision(reply=Said(sentence("already_sent")))
    if by.staff is None or draft.staff != by.staff.id:
        note = Note(act="open_case", subject=draft.id, outcome="refused")
        refusing = Refused(sentence("refused_title"), (sentence("not_permitted", telephone=None),))
        return Decision(reply=refusing, notes=(note,))
    refused = refusal(facts, draft.request)
    if refused is not None:
        return _refused(refused, draft.request.person)
    plan = planned(facts, draft.request, by=by, at=at, new_id=new_id)
    asking, due = steps.replanned(
        plan.need, plan.asks, case=plan.case, profile=facts.profile, at=at
    )
    begun = replace(facts, case=plan.case, need=asking, asks=plan.asks)
    told = (_received(plan), *calling.letters(begun, at=at))
    return Decision(
        changes=(plan.case, asking, *plan.asks, replace(draft, spent=True)),
        effects=(*_asked(plan), *rivals.shown(facts, plan.asks), *told),
        due=(due,),
        notes=(Note(act="open_case", subject=plan.case.id),),
        reply=Shown("opened", plan.case.number),
    )


def _refused(refused: Refused, person: str) -> Decision:
    rule = {"rule": refused.title.key}
    note = Note(act="open_case", subject=person, outcome="refused", detail=rule)
    return Decision(reply=refused, notes=(note,))


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


MAX_NIGHTS = 14


def mistakes(request: Request, *, at: datetime) -> dict[str, Sentence]:
    """Return what must be typed differently, by field; empty when all is well."""
    today = at.astimezone(JST).date()
    found: dict[str, Sentence] = {}
    if not today - timedelta(days=1) <= request.starts_on <= today + timedelta(days=2):
        found["starts_on"] = sentence("field_start_near", today=today)
    if not 0 <= request.nights <= MAX_NIGHTS:
        found["nights"] = sentence("field_nights", most=MAX_NIGHTS)
    if request.arrival_at is not None and request.arrival_at < at - timedelta(hours=1):
        found["arrival_at"] = sentence("field_arrival_past")
    if request.called_at > at + timedelta(minutes=1):
        found["called_at"] = sentence("field_called_past")
    return found


def planned(facts: Facts, request: Request, *, by: Actor, at: datetime, new_id: NewId) -> Plan:
    """Return the case, its need and tier 1's asks, as the request makes them.

    Raises: LookupError when the facts hold no registration; the gates refuse that before.
    """
    if facts.registration is None or facts.person is None or by.staff is None:
        raise LookupError("a case needs a registrant and a member of staff")
    case = _case(facts, facts.registration, facts.person, request, at=at, id_=new_id)
    need = Need(
        id=NeedId(new_id()),
        network=case.network,
        case=case.id,
        service=request.service,
        starts_on=request.starts_on,
        nights=request.nights,
        arrival_at=request.arrival_at,
        transport=request.transport,
        asked_at=at,
    )
    shares = prepared(facts, facts.registration, request.service)
    asks = tuple(
        _ask(facts, share, need, position=position, at=at, id_=new_id)
        for position, share in enumerate(shares)
    )
    return Plan(case=case, need=need, asks=asks, by=by.staff.id)


def _case(
    facts: Facts,
    registration: Registration,
    person: Person,
    request: Request,
    *,
    at: datetime,
    id_: NewId,
) -> Case:
    owner, office = _owner(facts, registration)
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


def _owner(facts: Facts, registration: Registration) -> tuple[StaffId, OfficeId]:
    """Return the counsellor, to whom every case belongs; without one, the core centre's duty.

    Plan: 松江市（案）5※ 相談支援事業所による主体的な対応; 7① 基幹による調整
    """
    counselor = facts.town.staff.get(registration.counselor) if registration.counselor else None
    if counselor is not None and counselor.active:
        return counselor.id, counselor.office
    core = facts.town.core
    if core is None or not facts.town.duty(core.id):
        raise LookupError("neither a counsellor nor a core centre could own this case")
    return facts.town.duty(core.id)[0], core.id


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
