"""What is watched until a person acts: an offer, an arrival, a return."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from bot.decide import steps, telling
from bot.decide.calling import asked_by_telephone
from bot.decide.core_centre import (
    arrival_uncertain,
    core_hears,
    everybody_on_duty,
    first_on_duty,
    still_open,
)
from bot.decide.ids import NewId
from bot.effects import Decision, Due, Line, Note, Show, sentence
from bot.facts import Facts, ask_card, case_cards, case_of, owner_card
from bot.moves import ASK_MOVES, AskMove, AskStatus, NeedStatus, NextStep


def offer_undecided(facts: Facts, *, at: datetime, new_id: NewId) -> Decision:
    """Remind the owner that an office waits for the decision; next time the core centre hears."""
    case, need = case_of(facts)
    until = at + timedelta(minutes=facts.profile.offer_undecided_minutes)
    later, due = steps.waits_for(need, NextStep.OFFER_CORE, at=until)
    words = sentence("please_decide", number=case.number)
    line = Line(
        card=owner_card(case),
        sentence=words,
        key=f"decide:{need.id}:{due.step}",
        mention=(case.owner,),
    )
    shown = tuple(Show(card=card) for card in case_cards(facts, case))
    waiting = _result_later(facts, due)
    note = Note(act="remind_decision", subject=case.id)
    return Decision(changes=(later,), effects=(line, *waiting, *shown), due=(due,), notes=(note,))


def _result_later(facts: Facts, due: Due) -> tuple[Line, ...]:
    """Tell offering offices, whose promised time is over, when they hear next."""
    offering = (ask for ask in facts.asks if ask.status is AskStatus.OFFERED)
    return tuple(
        telling.result_later(facts, ask, until=due.at, key=f"later:{ask.id}:{due.step}")
        for ask in offering
    )


def offer_to_core(facts: Facts, *, at: datetime, new_id: NewId) -> Decision:
    """Tell the core centre, or whoever took it up, that an offer lies undecided; go on telling."""
    case, need = case_of(facts)
    called = replace(case, core_called_at=case.core_called_at or at)
    later_at = at + timedelta(minutes=facts.profile.repeat_minutes)
    later, due = steps.waits_for(need, NextStep.OFFER_CORE, at=later_at)
    if case.claimed_by is None:
        first = case.core_called_at is None
        mention = first_on_duty(facts) if first else everybody_on_duty(facts)
        effects = core_hears(facts, called, due, mention=mention, at=at)
    else:
        effects = still_open(facts, called, due, case.claimed_by, at=at)
    return Decision(
        changes=(called, later) if called != case else (later,),
        effects=(*effects, *_result_later(facts, due)),
        due=(due,),
        notes=(Note(act="call_core", subject=case.id),),
    )


MISSED_OFTEN: Final = 3
"""From so many missed arrivals on the core centre looks after it too, and less often."""


def arrival_missing(facts: Facts, *, at: datetime, new_id: NewId) -> Decision:
    """Ask the decided office and the owner whether the person has arrived.

    The third time the core centre is called in; from then on it is asked for less often.
    """
    case, need = case_of(facts)
    missed = replace(need, missed=need.missed + 1)
    often = missed.missed >= MISSED_OFTEN
    minutes = facts.profile.repeat_minutes * (MISSED_OFTEN if often else 1)
    until = at + timedelta(minutes=minutes)
    later, due = steps.waits_for(missed, NextStep.ARRIVAL_CHECK, at=until)
    key = f"arrival:{need.id}:{due.step}"
    called = replace(case, core_called_at=case.core_called_at or at) if often else case
    seen = replace(facts, case=called, need=missed)
    asked = (*_have_they_arrived(seen, key), *_next_candidates(seen, key))
    core = arrival_uncertain(seen, due, first=missed.missed == MISSED_OFTEN) if often else ()
    note = Note(act="remind_arrival", subject=case.id, detail={"times": str(missed.missed)})
    shown = tuple(Show(card=card) for card in case_cards(seen, called))
    return Decision(
        changes=(later,) if called == case else (called, later),
        effects=(*asked, *shown, *core),
        due=(due,),
        notes=(note,),
    )


def _have_they_arrived(facts: Facts, key: str) -> Iterator[Line]:
    """Yield the question to the owner, and to the decided office unless it has to be called."""
    case, _ = case_of(facts)
    decided, words = facts.decided, sentence("please_record_arrival", number=case.number)
    if decided is not None and asked_by_telephone(facts, decided):
        yield telling.ask_arrival(facts, decided, key=key)
        return
    yield Line(card=owner_card(case), sentence=words, key=key, mention=(case.owner,))
    if decided is not None:
        duty = facts.town.ringing(decided.office)
        yield Line(card=ask_card(decided), sentence=words, key=f"{key}:office", mention=duty)


def _next_candidates(facts: Facts, key: str) -> Iterator[Line]:
    """Yield what the owner may do if the person cannot come there: the offices on standby."""
    case, _ = case_of(facts)
    standby = [ask for ask in facts.asks if ask.status is AskStatus.STANDBY]
    if standby:
        rows = tuple(
            (facts.office_of(ask).name, facts.town.telephone(ask.office)) for ask in standby
        )
        words = sentence("standby_offices", number=case.number, rows=rows)
        yield Line(card=owner_card(case), sentence=words, key=f"{key}:standby")


def return_missing(facts: Facts, *, at: datetime, new_id: NewId) -> Decision:
    """Ask the owner each morning, from the planned last day on, how the stay goes on."""
    case, need = case_of(facts)
    later, due = steps.waits_for(need, NextStep.RETURN_CHECK, at=steps.return_expected(need, at=at))
    words = sentence("please_plan_return", number=case.number)
    key = f"return:{need.id}:{due.step}"
    line = Line(card=owner_card(case), sentence=words, key=key, mention=(case.owner,))
    note = Note(act="remind_return", subject=case.id)
    shown = Show(card=owner_card(case))
    return Decision(changes=(later,), effects=(line, shown), due=(due,), notes=(note,))


def offer_lapsed(facts: Facts, *, at: datetime) -> Decision:
    """Let an offer lapse that its office did not confirm after another case took it."""
    case, need = case_of(facts)
    ask = facts.ask
    if ask is None or ask.confirm_by is None or ask.confirm_by > at:
        return Decision()
    status = ASK_MOVES.get((ask.status, AskMove.LAPSE))
    if status is None or need.status is not NeedStatus.ASKING:
        return Decision()
    lapsed = replace(ask, status=status, confirm_by=None)
    asks = tuple(lapsed if each.id == ask.id else each for each in facts.asks)
    later, due = steps.replanned(need, asks, case=case, profile=facts.profile, at=at)
    office, key = facts.office_of(ask), f"{ask.id}:{ask.confirm_by.isoformat()}"
    told = sentence(
        "offer_lapsed",
        office=office.name,
        number=case.number,
        telephone=facts.town.telephone(office.id),
    )
    owner = Line(card=owner_card(case), sentence=told, key=f"lapsed:{key}", mention=(case.owner,))
    there = Line(card=ask_card(ask), sentence=sentence("your_offer_lapsed"), key=f"lapse:{key}")
    shown = (Show(card=card) for card in (ask_card(ask), *case_cards(facts, case)))
    note = Note(act="lapse", subject=ask.id)
    return Decision(
        changes=(lapsed, later), effects=(*shown, owner, there), due=(due,), notes=(note,)
    )
