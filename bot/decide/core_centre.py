"""The core centre beside the counsellor: how it is called, and how it comes in."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.cities.profile import LadderStep
from bot.clock import tonight
from bot.decide import calling, steps
from bot.effects import (
    Decision,
    Direct,
    Due,
    Effect,
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
    case_cards,
    case_of,
    core_card,
    each_need,
    owner_card,
    owner_telephone,
)
from bot.model import Ask, Case, StaffId
from bot.moves import AskStatus, NeedStatus, NextStep


def core_hears(
    facts: Facts, case: Case, due: Due, *, mention: tuple[StaffId, ...], at: datetime
) -> tuple[Effect, ...]:
    """Return the core centre's card and call, and the line that tells the owner."""
    shown = tuple(Show(card=card) for card in case_cards(facts, case))
    calls = _calls(facts, case, due, mention=mention, at=at)
    return (*shown, *calls, _owner_line(facts, case, due, at=at))


def first_on_duty(facts: Facts, *, turn: int = 0) -> tuple[StaffId, ...]:
    """Return who of the core centre is called: the first on duty, or the one after so many."""
    core = facts.town.core
    duty = facts.town.duty(core.id) if core else ()
    return (duty[turn % len(duty)],) if duty else ()


def everybody_on_duty(facts: Facts) -> tuple[StaffId, ...]:
    """Return everybody on duty at the core centre."""
    core = facts.town.core
    return facts.town.duty(core.id) if core else ()


def _calls(
    facts: Facts, case: Case, due: Due, *, mention: tuple[StaffId, ...], at: datetime
) -> tuple[Effect, ...]:
    words = _please_come_in(facts, case, due, at=at)
    return _sent(facts, case, words, key=f"core:{due.subject}:{due.step}", to=mention)


def _sent(
    facts: Facts, case: Case, words: Sentence, *, key: str, to: tuple[StaffId, ...]
) -> tuple[Effect, ...]:
    """Return a call in the core centre's thread, and to each of these directly."""
    card = core_card(facts, case)
    line = (Line(card=card, sentence=words, key=key, mention=to),) if card else ()
    letters = (Direct(to=one, sentence=words, key=f"{key}:{one}", subject=case.id) for one in to)
    return (*line, *letters)


def _owner_name(facts: Facts, case: Case) -> str:
    owner = facts.town.staff.get(case.owner)
    return owner.name if owner else ""


def _please_come_in(facts: Facts, case: Case, due: Due, *, at: datetime) -> Sentence:
    """Return the whole situation in a few lines, so that nobody has to open anything first."""
    _, need = case_of(facts)
    if any(ask.status is AskStatus.OFFERED for ask in facts.asks):
        return sentence("offer_waits", number=case.number, until=due.at)
    return sentence(
        "core_needed",
        number=case.number,
        service=need.service.value,
        starts_on=need.starts_on,
        nights=need.nights_with(need.service),
        tonight=tonight(at),
        counts=_counts(facts.asks),
        owner=_owner_name(facts, case),
        telephone=owner_telephone(facts),
        until=due.at,
    )


def _counts(asks: tuple[Ask, ...]) -> tuple[tuple[str, int], ...]:
    """Return how many offices stand how, in the order of the statuses."""
    asked = [ask.status for ask in asks if ask.asked]
    return tuple((each.value, asked.count(each)) for each in AskStatus if each in asked)


def _owner_line(facts: Facts, case: Case, due: Due, *, at: datetime) -> Line:
    """Tell the owner that the core centre was called, and from the second call on to telephone.

    Then the numbers to call next are named as well: the core centre's and the offices'.
    """
    core = facts.town.core
    office, telephone = core.name if core else "", facts.town.core_telephone
    if case.core_called_at == at:
        _, need = case_of(facts)
        service = need.service.value if facts.others else None  # of several, which one
        args = {"office": office, "telephone": telephone, "service": service}
        words = Sentence("core_was_called", args)
    elif steps.telephoning(case):
        calls = calling.numbers(facts, at=at)
        words = sentence("still_undecided", number=case.number, calls=calls)
    else:
        calls = calling.numbers(facts, at=at)
        words = sentence("core_is_silent", office=office, telephone=telephone, calls=calls)
    key = f"owner:{due.subject}:{due.step}"
    return Line(card=owner_card(case), sentence=words, key=key, mention=(case.owner,))


def still_open(
    facts: Facts, case: Case, due: Due, claimed_by: StaffId, *, at: datetime
) -> tuple[Effect, ...]:
    """Return the line that reminds whoever came in that nobody is decided yet, and whom to call."""
    calls = calling.numbers(facts, at=at)
    words = sentence("still_undecided", number=case.number, calls=calls)
    cards = case_cards(facts, case)
    line = Line(
        card=cards[-1],
        sentence=words,
        key=f"still:{due.subject}:{due.step}",
        mention=(claimed_by, case.owner),
    )
    return (*(Show(card=card) for card in cards), line)


def arrival_uncertain(facts: Facts, due: Due, *, first: bool) -> tuple[Effect, ...]:
    """Return the call to the core centre over a missing arrival, and that the owner hears of it.

    Whoever came in is called; else the first on duty, and everybody from the second time on.
    """
    case, _ = case_of(facts)
    core, decided = facts.town.core, facts.decided
    on_duty = first_on_duty(facts) if first else everybody_on_duty(facts)
    mention = (case.claimed_by,) if case.claimed_by else on_duty
    if core is None or decided is None:
        return ()
    words = sentence(
        "arrival_uncertain",
        number=case.number,
        office=facts.office_of(decided).name,
        office_telephone=facts.town.telephone(decided.office),
        owner=_owner_name(facts, case),
        telephone=owner_telephone(facts),
    )
    calls = _sent(facts, case, words, key=f"arrival_core:{due.subject}:{due.step}", to=mention)
    told = sentence("core_looks_for_them", office=core.name, telephone=facts.town.core_telephone)
    key = f"arrival_told:{due.subject}:{due.step}"
    return (*calls, Line(card=owner_card(case), sentence=told, key=key)) if first else calls


def claim(facts: Facts, *, by: Actor, at: datetime) -> Decision:
    """The core centre comes in: one of its people is named, the counsellor stays joint owner.

    Plan: 松江市（案）別紙2-1, 別紙４「受入先確保が困難な場合、確保のための支援を実施します」
    """
    case, _ = case_of(facts)
    asking = [each for each in each_need(facts) if _asks(each)]
    if by.staff is None or not asking:
        return Decision(reply=Said(sentence("nothing_to_claim")))
    if case.claimed_by is not None:
        name = facts.town.staff[case.claimed_by].name
        return Decision(reply=Said(sentence("already_claimed", name=name)))
    claimed = replace(case, claimed_by=by.staff.id, claimed_at=at)
    office = facts.town.core.name if facts.town.core else ""
    words = sentence("core_came_in", name=by.staff.name, office=office)
    line = Line(card=owner_card(case), sentence=words, key=f"claim:{case.id}:{case.revision}")
    shown = tuple(Show(card=card) for card in case_cards(facts, claimed))
    note = Note(act="claim", subject=case.id)
    reply = Said(sentence("you_came_in", number=case.number))
    own = Decision(changes=(claimed,), effects=(line, *shown), notes=(note,), reply=reply)
    return joined(own, *(_after_claim(each, claimed, at=at) for each in asking))


def acknowledge(facts: Facts, *, by: Actor, at: datetime) -> Decision:
    """Take 電話で対応中: the next call waits once, the owner hears who telephones; no claim yet."""
    case, _ = case_of(facts)
    asking = [each for each in each_need(facts) if _asks(each)]
    if (settled := _settled(facts, called=bool(asking))) is not None or by.staff is None:
        return settled or Decision(reply=Said(sentence("nothing_to_claim")))
    answered = replace(case, answered_by=by.staff.id, answered_at=at)
    office = facts.town.core.name if facts.town.core else ""
    words = sentence("core_telephones", number=case.number, name=by.staff.name, office=office)
    key = f"telephones:{case.id}:{case.revision}"
    line = Line(card=owner_card(case), sentence=words, key=key, mention=(case.owner,))
    shown = tuple(Show(card=card) for card in case_cards(facts, answered))
    note = Note(act="acknowledge", subject=case.id)
    reply = Said(sentence("telephoning_noted", number=case.number))
    own = Decision(changes=(answered,), effects=(line, *shown), notes=(note,), reply=reply)
    return joined(own, *(_put_off(each, answered, at=at) for each in asking))


def _settled(facts: Facts, *, called: bool) -> Decision | None:
    """Return what somebody hears whose answer to the call would change nothing."""
    case, _ = case_of(facts)
    if not called or case.core_called_at is None:
        return Decision(reply=Said(sentence("nothing_to_claim")))
    if case.claimed_by is not None:
        name = facts.town.staff[case.claimed_by].name
        return Decision(reply=Said(sentence("already_claimed", name=name)))
    if steps.telephoning(case):
        return Decision(reply=Said(sentence("already_telephoning", number=case.number)))
    return None


def _put_off(facts: Facts, case: Case, *, at: datetime) -> Decision:
    _, need = case_of(facts)
    later, due = steps.put_off(need, facts.asks, case=case, profile=facts.profile, at=at)
    return Decision(changes=(later,), due=(due,))


def open_situation(facts: Facts, *, by: Actor, at: datetime) -> Decision:
    """Show what is known of the night, in the counsellor's own words too; on record first."""
    case, _ = case_of(facts)
    note = Note(act="open_situation", subject=case.id)
    return Decision(reply=Shown("situation", case.id), notes=(note,))


def _asks(facts: Facts) -> bool:
    _, need = case_of(facts)
    return need.status is NeedStatus.ASKING


def _after_claim(facts: Facts, case: Case, *, at: datetime) -> Decision:
    """An offer keeps its watch, silent offices their reminder; else the repeat time counts anew."""
    _, need = case_of(facts)
    if need.next_step in {NextStep.OFFER_WATCH, NextStep.OFFER_CORE}:
        return Decision()
    if not steps.core_called(need, case):
        return Decision()
    done = steps.climbed(need, LadderStep.CALL_AGAIN, profile=facts.profile, at=at)
    anew = replace(done, next_step=None)
    later, due = steps.climbing(anew, facts.asks, case=case, profile=facts.profile, at=at)
    return Decision(changes=(later,), due=(due,))
