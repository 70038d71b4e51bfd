"""How an asked office hears what became of it: in its window, or from the owner by telephone.

A line on the card of an office that has no channel would be seen by nobody, so the owner is asked
to call wherever somebody there waits to hear.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from bot.decide.calling import asked_by_telephone
from bot.effects import Line, Sentence, sentence
from bot.facts import Actor, Facts, ask_card, case_cards, case_of, owner_card
from bot.model import Ask, Case, StaffId
from bot.moves import AskStatus


def chosen(facts: Facts, ask: Ask) -> Line:
    """Return the line that tells an office that it was decided for."""
    if asked_by_telephone(facts, ask):
        return _please_call(facts, ask, "please_tell_chosen", key=f"chosen:{ask.id}")
    mention = facts.town.ringing(ask.office)
    words = sentence("you_were_chosen")
    return Line(card=ask_card(ask), sentence=words, key=f"chosen:{ask.id}", mention=mention)


def let_go(facts: Facts, ask: Ask, *, night: bool) -> Line | None:
    """Return the thanks to an office that is not needed, another one being decided for."""
    key, words = f"freed:{ask.id}", sentence("others_chosen", night=night)
    return _thanked(facts, ask, words, call="please_tell_released", key=key)


def not_needed(facts: Facts, ask: Ask) -> Line | None:
    """Return the thanks to an office once nobody needs a place any more."""
    key, words = f"unneeded:{ask.id}", sentence("no_longer_needed")
    return _thanked(facts, ask, words, call="please_tell_unneeded", key=key)


def stay_over(facts: Facts, host: Ask | None) -> Iterator[Line]:
    """Yield the thanks to the office the person stayed at; nobody telephones for that alone."""
    if host is not None and not asked_by_telephone(facts, host):
        yield Line(card=ask_card(host), sentence=sentence("stay_over"), key=f"stay_over:{host.id}")


def result_later(facts: Facts, ask: Ask, *, until: datetime, key: str) -> Line:
    """Return how an offering office hears that nothing is decided yet, and until when it will."""
    if asked_by_telephone(facts, ask):
        return _please_call(facts, ask, "please_tell_later", key=key, until=until)
    return Line(card=ask_card(ask), sentence=sentence("result_later", until=until), key=key)


def arrival_back(facts: Facts, ask: Ask, *, key: str) -> Line:
    """Return how the decided office hears that its arrival does not stand on record any more."""
    if asked_by_telephone(facts, ask):
        return ask_arrival(facts, ask, key=f"{key}:office")
    mention, words = facts.town.ringing(ask.office), sentence("your_arrival_taken_back")
    return Line(card=ask_card(ask), sentence=words, key=f"{key}:office", mention=mention)


def ask_arrival(facts: Facts, ask: Ask, *, key: str) -> Line:
    """Return the wish that the owner asks the decided office by telephone about the arrival."""
    return _please_call(facts, ask, "please_ask_arrival", key=key)


def _thanked(facts: Facts, ask: Ask, words: Sentence, *, call: str, key: str) -> Line | None:
    """Thank it; one that had answered hears that it need keep nothing ready any more."""
    waits = ask.answer is not None or ask.status is AskStatus.DECIDED
    if asked_by_telephone(facts, ask):
        return _please_call(facts, ask, call, key=key) if waits else None
    mention = facts.town.ringing(ask.office) if ask.answer is not None else ()
    return Line(card=ask_card(ask), sentence=words, key=key, mention=mention)


def _please_call(
    facts: Facts, ask: Ask, words: str, *, key: str, until: datetime | None = None
) -> Line:
    """Ask the owner to tell the office by telephone, with the number it is reached at now."""
    case, _ = case_of(facts)
    args = {
        "number": case.number,
        "office": facts.office_of(ask).name,
        "telephone": facts.town.telephone(ask.office),
    }
    said = Sentence(words, args if until is None else {**args, "until": until})
    return Line(card=owner_card(case), sentence=said, key=key, mention=(case.owner,))


def leaders(facts: Facts, words: Sentence, key: str, *, by: Actor) -> Iterator[Line]:
    """Yield the line at the core centre once it was called, and at the owner, whoever pressed.

    The owner's thread is the record of the case; their Slack rings when somebody else pressed.
    """
    case, _ = case_of(facts)
    card, owner = case_cards(facts, case)[-1], owner_card(case)
    pressed = by.staff is not None and by.staff.id == case.owner
    others = claimed_by_another(case, by=by)
    if card != owner:
        yield Line(card=card, sentence=words, key=key, mention=others)
    mine = others if card == owner else ()
    mention = mine if pressed else (case.owner,)
    yield Line(card=owner, sentence=words, key=f"{key}:owner", mention=mention)


def claimed_by_another(case: Case, *, by: Actor) -> tuple[StaffId, ...]:
    """Return whose duty at the core centre somebody else's deed has changed."""
    mine = by.staff is not None and by.staff.id == case.claimed_by
    return () if mine or case.claimed_by is None else (case.claimed_by,)
