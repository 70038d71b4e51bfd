"""What happens when nobody answers: remind, call the core centre, its next on call, the city.

The steps and their minutes are the profile's; each step happens because its row fell due.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from bot.cities.profile import LadderStep
from bot.decide import pausing, proposing, restricted, steps, watching
from bot.decide.core_centre import core_hears, everybody_on_duty, first_on_duty, still_open
from bot.decide.ids import NewId
from bot.effects import Decision, Direct, Due, Effect, Line, Note, Show, sentence
from bot.facts import (
    Facts,
    ask_card,
    case_cards,
    case_of,
    owner_card,
    owner_telephone,
)
from bot.model import Ask, Case, StaffId
from bot.moves import AskStatus, NextStep
from bot.vocabulary import OfficeKind


def step_due(facts: Facts, *, at: datetime, new_id: NewId) -> Decision:
    """Do the step that fell due, and plan the one after it. A closed need has none."""
    _, need = case_of(facts)
    if need.next_step is None:
        return Decision()
    decision = STEPS[need.next_step](facts, at=at, new_id=new_id)
    return replace(decision, effects=(*decision.effects, *_past_deadline(facts, at=at)))


def _past_deadline(facts: Facts, *, at: datetime) -> Iterator[Show]:
    """Yield the cards that still named a deadline to come when it passed."""
    waiting = (ask for ask in facts.asked if ask.status is AskStatus.WAITING)
    late = (ask for ask in waiting if ask.reply_due is not None and ask.reply_due <= at)
    yield from (Show(card=ask_card(ask)) for ask in late)


def remind(facts: Facts, *, at: datetime, new_id: NewId) -> Decision:
    """Remind each office whose card has been silent for so long, once; leave the others.

    Whoever is asked by telephone has no thread to be reminded in, and is called.
    """
    case, need = case_of(facts)
    ladder = steps.ladder_of(need, facts.profile, at=at)
    moments = {ask.id: steps.remind_at(ask, ladder) for ask in facts.asks}
    silent = [ask for ask in facts.asks if (when := moments[ask.id]) is not None and when <= at]
    reminded = {ask.id: replace(ask, reminded_at=at) for ask in silent}
    asks = tuple(reminded.get(ask.id, ask) for ask in facts.asks)
    later, due = steps.climbing(need, asks, case=case, profile=facts.profile, at=at)
    lines = tuple(_reminder(facts, ask) for ask in silent if facts.town.channel_for(ask))
    cards = tuple(Show(card=card) for card in case_cards(facts, case))
    note = Note(act="remind", subject=need.id, detail={"asks": str(len(lines))})
    return Decision(
        changes=(*reminded.values(), later),
        effects=(*lines, *cards),
        due=(due,),
        notes=(note,),
    )


def _reminder(facts: Facts, ask: Ask) -> Line:
    words = sentence("please_answer", until=ask.reply_due, telephone=owner_telephone(facts))
    duty = facts.town.ringing(ask.office)
    return Line(card=ask_card(ask), sentence=words, key=f"remind:{ask.id}", mention=duty)


def call_core(facts: Facts, *, at: datetime, new_id: NewId) -> Decision:
    """Bring the core centre in beside the counsellor, with the proposal whom to ask next.

    Plan: 松江市（案）7②基幹「緊急時にサービス事業所が見つからない場合など」, 別紙2-1
    """
    case, need = case_of(facts)
    called = replace(case, core_called_at=at)
    done = steps.climbed(need, LadderStep.CALL_CORE, profile=facts.profile, at=at)
    later, due = steps.climbing(done, facts.asks, case=called, profile=facts.profile, at=at)
    proposal = proposing.proposed(facts, later, at=at, new_id=new_id)
    return Decision(
        changes=(called, proposal.need, *proposal.asks),
        effects=_heard(facts, called, due, mention=first_on_duty(facts), at=at),
        due=(due, *proposal.due),
        notes=(Note(act="call_core", subject=case.id),),
    )


def next_on_rota(facts: Facts, *, at: datetime, new_id: NewId) -> Decision:
    """Call the core centre's next on duty: the first has not come in."""
    mention = first_on_duty(facts, turn=1)
    return _called(facts, LadderStep.NEXT_ON_ROTA, mention=mention, at=at, new_id=new_id)


def call_city(facts: Facts, *, at: datetime, new_id: NewId) -> Decision:
    """Bring the city in: its people with Slack are told, its telephone is named to the owner."""
    mention = first_on_duty(facts, turn=2)
    decision = _called(facts, LadderStep.CALL_CITY, mention=mention, at=at, new_id=new_id)
    case, _ = case_of(facts)
    return replace(
        decision, effects=(*decision.effects, *_city_hears(facts, case, decision.due[0]))
    )


def _city_hears(facts: Facts, case: Case, due: Due) -> tuple[Effect, ...]:
    city = facts.town.of_kind(OfficeKind.CITY)
    numbers = tuple((office.name, facts.town.telephone(office.id)) for office in city)
    please = sentence("city_please", number=case.number, rows=numbers)
    key = f"city:{due.subject}:{due.step}"
    line = Line(card=owner_card(case), sentence=please, key=key, mention=(case.owner,))
    on_duty = (one for office in city for one in facts.town.duty(office.id)[:1])
    telephone = owner_telephone(facts)
    words = sentence("city_needed", number=case.number, telephone=telephone)
    reached = (one for one in on_duty if facts.town.staff[one].member is not None)
    letters = (
        Direct(to=one, sentence=words, key=f"{key}:{one}", subject=case.id) for one in reached
    )
    return (line, *letters) if city else ()


def call_again(facts: Facts, *, at: datetime, new_id: NewId) -> Decision:
    """Call everybody on duty again, or whoever came in, and say whom to telephone."""
    mention = everybody_on_duty(facts)
    return _called(facts, LadderStep.CALL_AGAIN, mention=mention, at=at, new_id=new_id)


def _called(
    facts: Facts,
    step: LadderStep,
    *,
    mention: tuple[StaffId, ...],
    at: datetime,
    new_id: NewId,
) -> Decision:
    """Climb one rung; offices that could be asked by now and were not are proposed."""
    case, need = case_of(facts)
    done = replace(
        steps.climbed(need, step, profile=facts.profile, at=at), next_step=None, next_step_at=None
    )
    later, due = steps.climbing(done, facts.asks, case=case, profile=facts.profile, at=at)
    proposal = proposing.proposed(facts, later, at=at, new_id=new_id)
    return Decision(
        changes=(proposal.need, *proposal.asks),
        effects=_heard(facts, case, due, mention=mention, at=at),
        due=(due, *proposal.due),
        notes=(Note(act=step.value, subject=case.id),),
    )


def _heard(
    facts: Facts, case: Case, due: Due, *, mention: tuple[StaffId, ...], at: datetime
) -> tuple[Effect, ...]:
    """Call the core centre, or remind whoever of it came in already."""
    if case.claimed_by is None:
        return core_hears(facts, case, due, mention=mention, at=at)
    return still_open(facts, case, due, case.claimed_by, at=at)


STEPS: Mapping[NextStep, Callable[..., Decision]] = {
    NextStep.REMIND: remind,
    NextStep.CALL_CORE: call_core,
    NextStep.NEXT_ON_ROTA: next_on_rota,
    NextStep.CALL_CITY: call_city,
    NextStep.CALL_AGAIN: call_again,
    NextStep.RESUME: pausing.resume_due,
    NextStep.TELL_CITY: restricted.tell_city,
    NextStep.OFFER_WATCH: watching.offer_undecided,
    NextStep.OFFER_CORE: watching.offer_to_core,
    NextStep.ARRIVAL_CHECK: watching.arrival_missing,
    NextStep.RETURN_CHECK: watching.return_missing,
}
