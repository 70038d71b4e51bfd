"""受電メモ: the call sheet, filled in two pages while somebody listens; what was typed is kept.

Every submit keeps it, also one that is refused or wrong. Whoever leaves one lying is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from bot.clock import JST
from bot.decide import beside, pleas, wishes
from bot.decide.drafts import filled, kept_with, new, not_theirs, own, typed_on, wrote
from bot.decide.gates import ask_core, fits, refusal
from bot.decide.ids import NewId
from bot.decide.may import Act, Verdict, may
from bot.decide.opening import planned
from bot.effects import (
    Decision,
    FieldErrors,
    Note,
    Refused,
    Said,
    Sentence,
    Shown,
    Way,
    joined,
    sentence,
)
from bot.facts import Actor, Facts
from bot.model import Case, Draft, PersonId, age_band
from bot.request import FIRST_PAGE, SECOND_PAGE, UNREGISTERED, Given, Memo
from bot.vocabulary import OVERNIGHT, SHORT_STAY, Abuse, Ground, Medical, ServiceType

MAX_NIGHTS: Final = 14

MENTIONED: Final = timedelta(hours=12)
"""How long an unfinished call sheet is offered to whoever opens another one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallSheet:
    """The first page: the memo so far, and for whom this person may open a case."""

    draft: str
    memo: Memo
    people: tuple[tuple[PersonId, str | None, str], ...]
    unfinished: Draft | None = None  # another one of theirs, which they may go on with instead
    beside: tuple[str, ...] = ()  # the cases of the same event, by number


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """The second page, what was prepared for such an emergency on top (F-17)."""

    draft: str
    memo: Memo
    about: tuple[str | None, str]  # the ledger number and the name, to be read back
    expected: str
    examined: bool  # the city asks what this ground rests on


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    """What the last tap would open where abuse is suspected: a case that asks nobody in Slack."""

    draft: str
    child: bool


# ------------------------------------------------------------------ the first page


def begin(facts: Facts, *, by: Actor, at: datetime, new_id: NewId) -> Decision:
    """Show an empty call sheet; the names on it are on record as seen first.

    One that was left half filled is mentioned on it.
    """
    left = facts.draft if facts.draft is not None and _recent(facts.draft, by, at) else None
    memo, people = Memo(called_at=at), _listed(facts)
    sheet = CallSheet(draft=new_id(), memo=memo, people=people, unfinished=left)
    return Decision(reply=Shown("call_sheet", sheet), notes=(_seen(facts),))


def _recent(draft: Draft, by: Actor, at: datetime) -> bool:
    """True for a draft of the actor's own that belongs to this night."""
    return wrote(draft, by) and not draft.spent and at - draft.made_at <= MENTIONED


def go_on(facts: Facts, *, by: Actor, at: datetime) -> Decision:
    """Show the call sheet again as far as it was filled."""
    draft, no = own(facts, by)
    if draft is None:
        return no
    sheet = CallSheet(
        draft=draft.id, memo=draft.memo, people=_listed(facts), beside=_numbers(facts)
    )
    return Decision(reply=Shown("call_sheet", sheet), notes=(_seen(facts),))


def begin_beside(facts: Facts, *, by: Actor, at: datetime, new_id: NewId) -> Decision:
    """Show the call sheet for somebody else of the same event, with what is known of it."""
    case = facts.case
    allowed = may(by, Act.OPEN_CASE, facts, at=at) is Verdict.ALLOWED
    if case is None or case.restricted or not allowed:
        return Decision(reply=Said(sentence("not_now")))
    memo = Memo(
        called_at=case.called_at,
        caller=case.caller,
        whereabouts=case.whereabouts,
        ground=case.ground,
        situation=case.situation,
        event=case.event or case.id,
    )
    draft = replace(new(facts, new_id(), by=by, at=at), memo=memo)
    sheet = CallSheet(draft=draft.id, memo=memo, people=_listed(facts), beside=_numbers(facts))
    note = Note(act="begin_sibling", subject=case.id)
    return kept_with(facts, draft, Shown("call_sheet", sheet), _seen(facts), note, at=at)


def _listed(facts: Facts) -> tuple[tuple[PersonId, str | None, str], ...]:
    """Return whom one may be asked for; beside a case, nobody of the same event again."""
    asked = {each.person for each in _of_the_event(facts)}
    others = (each for each in facts.registrations.values() if each.person not in asked)
    people = sorted(others, key=lambda each: (each.number or "~", each.id))
    return tuple((each.person, each.number, facts.names[each.person]) for each in people)


def _of_the_event(facts: Facts) -> tuple[Case, ...]:
    own = (facts.case,) if facts.case else ()
    return (*own, *(each.case for each in facts.siblings))


def _numbers(facts: Facts) -> tuple[str, ...]:
    return tuple(sorted(each.number for each in _of_the_event(facts)))


def _seen(facts: Facts) -> Note:
    persons = " ".join(person for person, _, _ in _listed(facts))
    subject = facts.town.network.id
    return Note(act="list_registrants", subject=subject, detail={"persons": persons})


def first_page(facts: Facts, *, draft: str, given: Given, by: Actor, at: datetime) -> Decision:
    """Keep the call sheet and go on to its second page; it begins to be asked after."""
    if facts.draft is not None and not wrote(facts.draft, by):
        no = not_theirs(facts, facts.draft, by=by)
        return joined(no, typed_on(facts, given, by=by, at=at))
    kept = filled(facts.draft or new(facts, draft, by=by, at=at), given)
    wrong = _wrong_first(kept.memo, at=at)
    if wrong:
        return kept_with(facts, kept, FieldErrors(wrong), at=at)
    if kept.memo.person == UNREGISTERED:
        return _no(facts, kept, _unregistered(facts), by=by, at=at)
    note = Note(act="fill_memo", subject=kept.id, detail={"person": kept.memo.person})
    return kept_with(facts, kept, Shown("details", _details(facts, kept)), note, at=at)


def _wrong_first(memo: Memo, *, at: datetime) -> dict[str, Sentence]:
    found = {name: sentence("field_required") for name in memo.missing(FIRST_PAGE)}
    if memo.called_at is not None and memo.called_at > at + timedelta(minutes=1):
        found["called_at"] = sentence("field_called_past")
    return found


def _unregistered(facts: Facts) -> Refused:
    title, why = sentence("memo_unregistered"), sentence("memo_unregistered_why")
    return Refused(title, (why, ask_core(facts)), (Way.CONSULT_CORE,))


def _details(facts: Facts, draft: Draft) -> Details:
    """Return the second page, its service chosen as far as it can be known."""
    registration, person = facts.registration, facts.person
    usable = registration is not None and registration.usable and person is not None
    memo = draft.memo
    return Details(
        draft=draft.id,
        memo=replace(memo, service=memo.service or _wanted(facts, memo.ground)),
        about=(registration.number if registration else None, person.name if person else ""),
        expected=person.expected_emergency_and_response if person and usable else "",
        examined=memo.ground in facts.profile.examined_grounds,
    )


def _wanted(facts: Facts, ground: Ground | None) -> ServiceType | None:
    """Return the first service the person wished for that the city's rules allow. Form: F-18"""
    wished = facts.person.wanted_services if facts.person else ()
    offered = facts.profile.emergency_service_types
    found = (each for each in wished if each in offered and fits(facts, each, ground=ground))
    return next(found, None)


# ------------------------------------------------------------------ the second page


def second_page(facts: Facts, *, given: Given, by: Actor, at: datetime, new_id: NewId) -> Decision:
    """Keep the memo, ask the gates, and show exactly which offices would get which card."""
    draft, no = own(facts, by)
    if draft is None:
        return joined(no, typed_on(facts, given, by=by, at=at))
    asked_later = {} if "later_at" in given else {"later_ground": None, "later_at": None}
    kept = beside.named_once(facts, filled(draft, {**given, **asked_later}))
    wrong = mistakes(kept.memo, given=given, at=at)
    if wrong:
        return kept_with(facts, kept, FieldErrors(wrong), at=at)
    return _judged(facts, kept, by=by, at=at, new_id=new_id)


def mistakes(memo: Memo, *, given: Given, at: datetime) -> dict[str, Sentence]:
    """Return what must be typed differently, by field of the page; empty when all is well."""
    missing = {name: sentence("field_required") for name in memo.missing(SECOND_PAGE)}
    wish = wishes.unfounded(memo.wish, memo.wish_note)
    grounds = _wrong_grounds(memo, given=given, at=at)
    return {**missing, **wrong_times(memo, at=at), **grounds, **wish}


def wrong_times(memo: Memo, *, at: datetime) -> dict[str, Sentence]:
    """Return which days and times cannot be asked for, by field."""
    found: dict[str, Sentence] = {}
    today = at.astimezone(JST).date()
    near = timedelta(days=1), timedelta(days=2)
    if memo.starts_on and not today - near[0] <= memo.starts_on <= today + near[1]:
        found["starts_on"] = sentence("field_start_near", today=today)
    if memo.nights is not None and not 0 <= memo.nights <= MAX_NIGHTS:
        found["nights"] = sentence("field_nights", most=MAX_NIGHTS)
    if memo.arrival_at is not None and memo.arrival_at < at - timedelta(hours=1):
        found["arrival_at"] = sentence("field_arrival_past")
    return found


def _wrong_grounds(memo: Memo, *, given: Given, at: datetime) -> dict[str, Sentence]:
    """Return what is missing of what the grounds rest on, where the page asks for it."""
    found: dict[str, Sentence] = {}
    if "later_at" in given and memo.later_at is None:
        found["later_at"] = sentence("field_required")
    elif memo.later_at is not None and memo.later_at > at + timedelta(minutes=1):
        found["later_at"] = sentence("field_later_past")
    if "rests_on" not in given:
        return found
    if memo.ground is Ground.LIFELINE_OUTAGE:
        needed: tuple[str, ...] = ("lines", "cannot_stay")
    else:
        needed = ("alone_at",)
    missing = (name for name in needed if not getattr(memo.rests_on, name))
    return {**found, **{name: sentence("field_required") for name in missing}}


def _judged(facts: Facts, draft: Draft, *, by: Actor, at: datetime, new_id: NewId) -> Decision:
    """Return what the gates say to a whole memo: a no with its ways, or what would be sent."""
    request = draft.memo.request()
    if request is None:
        return kept_with(facts, draft, Said(sentence("memo_first_page")), at=at)
    refused = refusal(facts, request, by=by, at=at)
    if refused is not None:
        return _no(facts, draft, refused, by=by, at=at)
    if wrong := beside.wrong(facts, request):
        return kept_with(facts, draft, FieldErrors(wrong), beside.noted(request, wrong), at=at)
    note = Note(act="preview_case", subject=request.person)
    if request.abuse is not Abuse.NONE:
        return kept_with(facts, draft, Shown("apart", _apart(facts, draft, at=at)), note, at=at)
    plan = planned(facts, request, by=by, at=at, new_id=new_id)
    return kept_with(facts, draft, Shown("preview", (draft.id, plan)), note, at=at)


def _apart(facts: Facts, draft: Draft, *, at: datetime) -> Apart:
    born = facts.person.birth_date if facts.person else None
    child = born is not None and age_band(born, at=at.astimezone(JST).date()) is None
    return Apart(draft=draft.id, child=child)


# ------------------------------------------------------------------ a no, and the ways on


def _no(facts: Facts, draft: Draft, refused: Refused, *, by: Actor, at: datetime) -> Decision:
    """Keep the memo and say no, with the ways on that are this person's; it stays on record."""
    theirs = may(by, Act.OVERRIDE_RULE, facts, at=at) is Verdict.ALLOWED
    ways = pleas.ways_for(refused.ways, theirs=theirs)
    detail = {"rule": refused.title.key}
    about = draft.memo.person if facts.registration else draft.id
    note = Note(act="open_case", subject=about, outcome="refused", detail=detail)
    reply = replace(refused, ways=ways, subject=draft.id)
    return kept_with(facts, replace(draft, refused=True), reply, note, at=at)


def way_on(facts: Facts, *, way: Way, by: Actor, at: datetime) -> Decision:
    """Show the second page again with the change made that a refusal offered."""
    draft, no = own(facts, by)
    if draft is None:
        return no
    changed = replace(draft, memo=CHANGES[way](facts, draft.memo), refused=False)
    note = Note(act="way_on", subject=draft.id, detail={"way": way.value})
    return kept_with(facts, changed, Shown("details", _details(facts, changed)), note, at=at)


def _by_helpers(facts: Facts, memo: Memo) -> Memo:
    """Return the memo with a service that is no short stay: one wished for, else the first."""
    wished = facts.person.wanted_services if facts.person else ()
    offered = facts.profile.emergency_service_types
    found = (each for each in (*wished, *offered) if each in offered and each not in SHORT_STAY)
    service = next(found, memo.service)
    nights = memo.nights if service in OVERNIGHT else 0
    return replace(memo, service=service, nights=nights)


def _with_ground(facts: Facts, memo: Memo) -> Memo:
    """Return the memo with the ground that opens a short stay, its time still to be asked."""
    opening = facts.profile.short_stay_allowed_grounds or ()
    return replace(memo, later_ground=next(iter(opening), None), later_at=None)


def _ambulance_called(_facts: Facts, memo: Memo) -> Memo:
    return replace(memo, medical=Medical.AMBULANCE_CALLED)


CHANGES: Final[Mapping[Way, Callable[[Facts, Memo], Memo]]] = {
    Way.HELPERS: _by_helpers,
    Way.ADD_GROUND: _with_ground,
    Way.AMBULANCE_CALLED: _ambulance_called,
}
"""What a way on changes in the memo; the others are acts of their own."""


def set_aside(facts: Facts, *, reason: str, by: Actor, at: datetime, new_id: NewId) -> Decision:
    """Set the rule of the daily carer aside, with its reason, and go on to the preview.

    Plan: 松江市（案）9(2)「原則、利用ができません」
    """
    draft, no = own(facts, by)
    if draft is None or by.staff is None:
        return no
    if not reason:
        return Decision(reply=FieldErrors({"override_reason": sentence("field_required")}))
    note = Note(act="override_rule", subject=draft.memo.person, detail={"rule": "gate_no_carer"})
    aside = pleas.allowed(draft, reason=reason, by=by.staff.id)
    decided = _judged(facts, aside, by=by, at=at, new_id=new_id)
    told = Decision(effects=pleas.others_hear(facts, aside), notes=(note,))
    return joined(told, decided)


def join_case(facts: Facts, *, by: Actor, at: datetime) -> Decision:
    """Say which case is open for this person, and at whose office its card is."""
    draft, no = own(facts, by)
    if draft is None:
        return no
    case = facts.open_case
    if case is None or case.restricted:
        return Decision(reply=Said(sentence("no_case_to_join")))
    office = facts.town.offices.get(case.owner_office)
    owner = facts.town.staff.get(case.owner)
    words = sentence(
        "case_to_join",
        number=case.number,
        office=office.name if office else "",
        owner=owner.name if owner else "",
        telephone=facts.town.telephone(case.owner_office),
    )
    given_up = replace(draft, spent=True)
    note = Note(act="join_case", subject=case.id)
    return Decision(changes=(given_up,), notes=(note,), reply=Said(words))
