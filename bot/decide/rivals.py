"""Two cases that want one office on overlapping nights: both know, and one yes is not two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.decide.calling import asked_by_telephone
from bot.effects import Decision, Due, DueKind, Line, Note, Show, joined, sentence
from bot.facts import Facts, Rival, ask_card, case_cards, owner_card
from bot.model import Ask, Need
from bot.moves import ASK_MOVES, AskMove


def shown(facts: Facts, need: Need, asks: Sequence[Ask]) -> tuple[Show, ...]:
    """Return the other cases' cards at these offices: they say now that another request is open."""
    offices = {ask.office for ask in asks}
    wanted = (rival for rival in facts.rivals if rival.need.overlaps(need))
    there = (rival for rival in wanted if rival.ask.office in offices)
    return tuple(each for rival in there for each in _cards(facts, rival))


def _cards(facts: Facts, rival: Rival) -> tuple[Show, ...]:
    cards = (ask_card(rival.ask), *case_cards(facts, rival.case))
    return tuple(Show(card=card) for card in cards)


def taken(facts: Facts, chosen: Ask, *, at: datetime) -> Decision:
    """Ask the decided office whether its other offers for those nights still stand."""
    there = [rival for rival in facts.rivals if rival.ask.office == chosen.office]
    elsewhere = [rival for rival in facts.rivals if rival.ask.office != chosen.office]
    offers = [rival for rival in there if (rival.ask.status, AskMove.LAPSE) in ASK_MOVES]
    silent = [rival for rival in there if rival not in offers]
    redrawn = (each for rival in (*silent, *elsewhere) for each in _cards(facts, rival))
    asked = (_confirmation(facts, rival, at=at) for rival in offers)
    return joined(Decision(effects=tuple(redrawn)), *asked)


def _confirmation(facts: Facts, rival: Rival, *, at: datetime) -> Decision:
    until = at + timedelta(minutes=facts.profile.offer_undecided_minutes)
    ask = replace(rival.ask, confirm_by=until)
    due = Due(kind=DueKind.OFFER_LAPSE, subject=ask.id, step=until.isoformat(), at=until)
    note = Note(act="ask_to_confirm", subject=ask.id)
    return Decision(
        changes=(ask,),
        effects=(*_cards(facts, rival), *_asked_again(facts, rival, until=until)),
        due=(due,),
        notes=(note,),
    )


def _asked_again(facts: Facts, rival: Rival, *, until: datetime) -> Iterator[Line]:
    """Yield the question at the office, and what its case's owner waits for or telephones about."""
    ask, case = rival.ask, rival.case
    spoken, key = asked_by_telephone(facts, ask), f"confirm:{ask.id}:{until.isoformat()}"
    if not spoken:
        yield Line(
            card=ask_card(ask),
            sentence=sentence("please_confirm_offer", number=case.number, until=until),
            key=key,
            mention=facts.town.ringing(ask.office),
        )
    told = sentence(
        "offer_to_confirm",
        number=case.number,
        office=facts.office_of(ask).name,
        until=until,
        by_telephone=spoken,
        telephone=facts.town.telephone(ask.office),
    )
    yield Line(card=owner_card(case), sentence=told, key=f"{key}:owner", mention=(case.owner,))
