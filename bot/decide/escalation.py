"""What happens when nobody answers: remind, call the core centre in, call again.

The steps and their minutes are the profile's; each step happens because its row fell due.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from bot.cities.profile import LadderStep
from bot.decide import steps
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
    joined,
    sentence,
)
from bot.facts import (
    Actor,
    Facts,
    ask_card,
    ask_of,
    case_cards,
    case_of,
    core_card,
    owner_card,
    owner_telephone,
)
from bot.model import Ask, Case, Need, OfficeId, StaffId
from bot.moves import ASK_MOVES, AskMove, AskStatus, NeedStatus, NextStep

SILENT = frozenset({AskStatus.WAITING, AskStatus.HOLDING})


def step_due(facts: Facts, *, at: datetime) -> Decision:
    """Do the step that fell due, and plan the one after it. A closed need has none."""
    _, need = case_of(facts)
    if need.next_step is None:
        return Decision()
    return STEPS[need.next_step](facts, at=at)


def remind(facts: Facts, *, at: datetime) -> Decision:
    """Remind each silent office in its own thread; the others are left in peace."""
    case, need = case_of(facts)
    lines = tuple(_reminder(facts, ask, need) for ask in facts.asks if ask.status in SILENT)
    done = steps.climbed(need, LadderStep.REMIND, profile=facts.profile)
    later, due = steps.climbing(done, case=case, profile=facts.profile, at=at)
    cards = tuple(Show(card=card) for card in case_cards(facts, case))
    note = Note(act="remind", subject=need.id, detail={"asks": str(len(lines))})
    return Decision(changes=(later,), effects=(*lines, *cards), due=(due,), notes=(note,))


def _reminder(facts: Facts, ask: Ask, need: Need) -> Line:
    words = sentence("please_answer", until=ask.reply_due, telephone=owner_telephone(facts))
    key = f"remind:{ask.id}:{need.round}"
    return Line(card=ask_card(ask), sentence=words, key=key, mention=facts.town.duty(ask.office))


def call_core(facts: Facts, *, at: datetime) -> Decision:
    """Bring the core centre in beside the counsellor, who stays joint owner.

    Plan: 松江市（案）7②基幹「緊急時にサービス事業所が見つからない場合など」, 別紙2-1
    """
    case, need = case_of(facts)
    called = replace(case, core_called_at=case.core_called_at or at)
    done = steps.climbed(need, LadderStep.CALL_CORE, profile=facts.profile)
    later, due = steps.climbing(done, case=called, profile=facts.profile, at=at)
    return Decision(
        changes=(called, later),
        effects=core_hears(facts, called, due, at=at),
        due=(due,),
        notes=(Note(act="call_core", subject=case.id),),
    )


def core_hears(facts: Facts, case: Case, due: Due, *, at: datetime) -> tuple[Effect, ...]:
    """Return the core centre's card and call, and the line that tells the owner."""
    shown = tuple(Show(card=card) for card in case_cards(facts, case))
    first = case.core_called_at == at
    return (*shown, *_calls(facts, case, due, at=at), _owner_line(facts, case, due, first=first))


def _calls(facts: Facts, case: Case, due: Due, *, at: datetime) -> tuple[Effect, ...]:
    card, core = core_card(facts, case), facts.town.core
    if core is None:
        return ()
    mention = _next_on_duty(facts, core.id, case, at=at)
    offered = any(ask.status is AskStatus.OFFERED for ask in facts.asks)
    key = "offer_waits" if offered else "core_needed"
    words = Sentence(key, {"number": case.number, "until": due.at})
    key = f"core:{due.subject}:{due.step}"
    line = (Line(card=card, sentence=words, key=key, mention=mention),) if card else ()
    direct = tuple(
        Direct(to=to, sentence=words, key=f"{key}:{to}", subject=case.id) for to in mention
    )
    return (*line, *direct)


def _next_on_duty(facts: Facts, core: OfficeId, case: Case, *, at: datetime) -> tuple[StaffId, ...]:
    """Return who is called now: the first on duty, later the next, then round again."""
    duty = facts.town.duty(core)
    if not duty:
        return ()
    waited = at - (case.core_called_at or at)
    turns = waited // timedelta(minutes=facts.profile.core_unclaimed_minutes)
    return (duty[turns % len(duty)],)


def _owner_line(facts: Facts, case: Case, due: Due, *, first: bool) -> Line:
    """Tell the owner that the core centre was called, and from the second call on to telephone."""
    core = facts.town.core
    words = sentence(
        "core_was_called" if first else "core_is_silent",
        office=core.name if core else "",
        telephone=core.telephone if core else None,
    )
    key = f"owner:{due.subject}:{due.step}"
    return Line(card=owner_card(case), sentence=words, key=key, mention=(case.owner,))


def call_again(facts: Facts, *, at: datetime) -> Decision:
    """Call the core centre again, or whoever took it up, and say whom to telephone."""
    case, need = case_of(facts)
    done = steps.climbed(need, LadderStep.CALL_AGAIN, profile=facts.profile)
    later, due = steps.climbing(done, case=case, profile=facts.profile, at=at)
    if case.claimed_by is None:
        effects = core_hears(facts, case, due, at=at)
    else:
        effects = (*_still_open(facts, case, due, case.claimed_by),)
    note = Note(act="call_again", subject=case.id)
    return Decision(changes=(later,), effects=effects, due=(due,), notes=(note,))


def _still_open(facts: Facts, case: Case, due: Due, claimed_by: StaffId) -> tuple[Effect, ...]:
    words = sentence("still_undecided", number=case.number)
    cards = case_cards(facts, case)
    line = Line(
        card=cards[-1],
        sentence=words,
        key=f"still:{due.subject}:{due.step}",
        mention=(claimed_by, case.owner),
    )
    return (*(Show(card=card) for card in cards), line)


def offer_undecided(facts: Facts, *, at: datetime) -> Decision:
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
    words = sentence("result_later", until=due.at)
    offering = (ask for ask in facts.asks if ask.status is AskStatus.OFFERED)
    return tuple(
        Line(card=ask_card(ask), sentence=words, key=f"later:{ask.id}:{due.step}")
        for ask in offering
    )


def offer_to_core(facts: Facts, *, at: datetime) -> Decision:
    """Tell the core centre, or whoever took it up, that an offer lies undecided; go on telling."""
    case, need = case_of(facts)
    called = replace(case, core_called_at=case.core_called_at or at)
    later_at = at + timedelta(minutes=facts.profile.repeat_minutes)
    later, due = steps.waits_for(need, NextStep.OFFER_CORE, at=later_at)
    if case.claimed_by is None:
        effects = core_hears(facts, called, due, at=at)
    else:
        effects = _still_open(facts, called, due, case.claimed_by)
    return Decision(
        changes=(called, later) if called != case else (later,),
        effects=(*effects, *_result_later(facts, due)),
        due=(due,),
        notes=(Note(act="call_core", subject=case.id),),
    )


def arrival_missing(facts: Facts, *, at: datetime) -> Decision:
    """Ask the decided office and the owner whether the person has arrived."""
    case, need = case_of(facts)
    until = at + timedelta(minutes=facts.profile.repeat_minutes)
    later, due = steps.waits_for(need, NextStep.ARRIVAL_CHECK, at=until)
    words = sentence("please_record_arrival", number=case.number)
    decided, key = facts.decided, f"arrival:{need.id}:{due.step}"
    lines = [Line(card=owner_card(case), sentence=words, key=key, mention=(case.owner,))]
    if decided is not None:
        duty = facts.town.duty(decided.office)
        card = ask_card(decided)
        lines.append(Line(card=card, sentence=words, key=f"{key}:office", mention=duty))
    note = Note(act="remind_arrival", subject=case.id)
    shown = tuple(Show(card=card) for card in case_cards(facts, case))
    return Decision(changes=(later,), effects=(*lines, *shown), due=(due,), notes=(note,))


def return_missing(facts: Facts, *, at: datetime) -> Decision:
    """Ask the owner each morning, from the planned last day on, how the stay goes on."""
    case, need = case_of(facts)
    later, due = steps.waits_for(need, NextStep.RETURN_CHECK, at=steps.return_expected(need, at=at))
    words = sentence("please_plan_return", number=case.number)
    key = f"return:{need.id}:{due.step}"
    line = Line(card=owner_card(case), sentence=words, key=key, mention=(case.owner,))
    note = Note(act="remind_return", subject=case.id)
    shown = Show(card=owner_card(case))
    return Decision(changes=(later,), effects=(line, shown), due=(due,), notes=(note,))


STEPS: Mapping[NextStep, Callable[..., Decision]] = {
    NextStep.REMIND: remind,
    NextStep.CALL_CORE: call_core,
    NextStep.CALL_AGAIN: call_again,
    NextStep.OFFER_WATCH: offer_undecided,
    NextStep.OFFER_CORE: offer_to_core,
    NextStep.ARRIVAL_CHECK: arrival_missing,
    NextStep.RETURN_CHECK: return_missing,
}


def claim(facts: Facts, *, by: Actor, at: datetime) -> Decision:
    """The core centre comes in: one of its people is named, the counsellor stays joint owner."""
    case, need = case_of(facts)
    if by.staff is None or need.status is not NeedStatus.ASKING:
        return Decision(reply=Said(sentence("nothing_to_claim")))
    if case.claimed_by is not None:
        name = facts.town.staff[case.claimed_by].name
        return Decision(reply=Said(sentence("already_claimed", name=name)))
    claimed = replace(case, claimed_by=by.staff.id, claimed_at=at)
    plan = _after_claim(facts, claimed, need, at=at)
    words = sentence("core_came_in", name=by.staff.name, office=_core_name(facts))
    line = Line(card=owner_card(case), sentence=words, key=f"claim:{case.id}:{need.round}")
    shown = tuple(Show(card=card) for card in case_cards(facts, claimed))
    note = Note(act="claim", subject=case.id)
    own = Decision(changes=(claimed,), effects=(line, *shown), notes=(note,))
    return joined(own, plan)


def _after_claim(facts: Facts, case: Case, need: Need, *, at: datetime) -> Decision:
    """An offer keeps its watch, silent offices their reminder; else the repeat time counts anew."""
    if need.next_step in {NextStep.OFFER_WATCH, NextStep.OFFER_CORE}:
        return Decision()
    if case.core_called_at is None:
        return Decision()
    done = steps.climbed(need, LadderStep.CALL_AGAIN, profile=facts.profile)
    later, due = steps.climbing(done, case=case, profile=facts.profile, at=at)
    return Decision(changes=(later,), due=(due,))


def _core_name(facts: Facts) -> str:
    return facts.town.core.name if facts.town.core else ""


def unreachable(facts: Facts, *, because: str, at: datetime) -> Decision:
    """A card that Slack refuses for good is a fact of the case: shown, and the ladder moves.

    `because` is Slack's code. An ask that was answered meanwhile keeps its answer, and once
    nobody is asked any more it changes nothing.
    """
    case, need = case_of(facts)
    ask = ask_of(facts)
    status = ASK_MOVES.get((ask.status, AskMove.FAIL))
    if status is None or need.status is not NeedStatus.ASKING or ask.round != need.round:
        return Decision()
    failed = replace(ask, status=status, fault=because)
    asks = tuple(failed if each.id == ask.id else each for each in facts.asks)
    later, due = steps.replanned(need, asks, case=case, profile=facts.profile, at=at)
    office = facts.office_of(ask)
    words = sentence("office_unreachable", office=office.name, telephone=office.telephone)
    line = Line(
        card=owner_card(case), sentence=words, key=f"unreachable:{ask.id}", mention=(case.owner,)
    )
    shown = tuple(Show(card=card) for card in case_cards(facts, case))
    note = Note(act="deliver", subject=ask.id, outcome="undeliverable", detail={"code": because})
    return Decision(changes=(failed, later), effects=(line, *shown), due=(due,), notes=(note,))


def unheard(facts: Facts, *, office: OfficeId, key: str) -> Decision:
    """A line or card that cannot reach a window is told to its people directly, whom it concerns.

    The owner hears of their own case, the core centre's duty of theirs; an asked office that was
    reached once and is no longer is told to the owner.
    """
    case, _ = case_of(facts)
    core = facts.town.core
    at_core = core is not None and core.id == office
    to = facts.town.duty(core.id)[:1] if at_core and core else (case.owner,)
    name = facts.town.offices[office].name if office in facts.town.offices else ""
    telephone = facts.town.offices[office].telephone if office in facts.town.offices else None
    words = sentence("window_closed", number=case.number, office=name, telephone=telephone)
    letters = tuple(
        Direct(to=one, sentence=words, key=f"unheard:{case.id}:{office}:{one}", subject=case.id)
        for one in to
    )
    note = Note(act="deliver", subject=case.id, outcome="unheard", detail={"office": office})
    return Decision(effects=letters, notes=(note,))
