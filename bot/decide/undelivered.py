"""What Slack refuses for good is a fact of its case, and whom it was for is told another way."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.decide import steps
from bot.effects import CardKind, CardRef, Decision, Direct, Lane, Line, Note, Show, sentence
from bot.facts import Facts, ask_of, case_cards, case_of, owner_card
from bot.model import OfficeId, StaffId
from bot.moves import ASK_MOVES, AskMove, CaseStatus, NeedStatus


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
    office, telephone = facts.office_of(ask), facts.town.telephone(ask.office)
    words = sentence(
        "office_unreachable", office=office.name, number=case.number, telephone=telephone
    )
    line = Line(
        card=owner_card(case), sentence=words, key=f"unreachable:{ask.id}", mention=(case.owner,)
    )
    shown = tuple(Show(card=card) for card in case_cards(facts, case))
    note = Note(act="deliver", subject=ask.id, outcome="undeliverable", detail={"code": because})
    return Decision(changes=(failed, later), effects=(line, *shown), due=(due,), notes=(note,))


def matters(facts: Facts, card: CardRef) -> bool:
    """True while a card whose message is gone is to be posted anew: its case is not closed."""
    if card.kind is CardKind.STANDING:
        return True
    return facts.case is not None and facts.case.status is not CaseStatus.CLOSED


def lost(card: CardRef, *, because: str) -> Decision:
    """A card that somebody took away is on record; a successor is posted. `because` is a code."""
    detail = {"code": because, "card": card.kind.value, "office": card.office}
    note = Note(act="deliver", subject=card.subject, outcome="lost", detail=detail)
    return Decision(notes=(note,))


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
    telephone = facts.town.telephone(office)
    words = sentence("window_closed", number=case.number, office=name, telephone=telephone)
    letters = tuple(
        Direct(to=one, sentence=words, key=f"unheard:{case.id}:{office}:{one}", subject=case.id)
        for one in to
    )
    note = Note(act="deliver", subject=case.id, outcome="unheard", detail={"office": office})
    return Decision(effects=letters, notes=(note,))


def unread(facts: Facts, letter: Direct, to: StaffId) -> Decision:
    """Whom no letter reaches is telephoned: the core centre hears who it is, and nothing else.

    What the letter said may concern a case that is nobody else's; it stays with the letter.
    """
    town, key = facts.town, f"unread:{to}:{letter.subject or letter.key}"
    staff, other = town.staff.get(to), at_core(facts, besides=to)
    emergency = letter.lane is Lane.EMERGENCY and letter.sentence.key != "letter_unread"
    if staff is None or other is None or not emergency:
        return Decision()
    words = sentence(
        "letter_unread",
        name=staff.name,
        office=town.offices[staff.office].name,
        telephone=town.telephone(staff.office),
    )
    note = Note(act="deliver", subject=to, outcome="unread")
    return Decision(effects=(Direct(to=other, sentence=words, key=key),), notes=(note,))


def at_core(facts: Facts, *, besides: StaffId | None) -> StaffId | None:
    """Return whose Slack rings at the core centre: on duty first, then anybody there."""
    town = facts.town
    if town.core is None:
        return None
    there = (one.id for one in town.people_of(town.core.id) if one.member is not None)
    return next((one for one in (*town.ringing(town.core.id), *there) if one != besides), None)
