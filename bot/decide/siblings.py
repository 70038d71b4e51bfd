"""One event, several people: brothers and sisters, a couple. Each is asked for on their own.

Their cases name each other. They go to different houses only once it is on record what the
people themselves wish.
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.effects import Show
from bot.facts import Facts, ask_card, case_of, core_card, owner_card
from bot.model import Ask


def shown(facts: Facts) -> Iterator[Show]:
    """Yield the cards of the event's other cases: they name this one, and how it stands."""
    for sibling in facts.siblings:
        cards = (owner_card(sibling.case), core_card(facts, sibling.case))
        yield from (Show(card=card) for card in cards if card is not None)
        yield from (Show(card=ask_card(ask)) for ask in sibling.asks)


def parted(facts: Facts, chosen: Ask) -> bool:
    """True where this office would part somebody from the others of the same event.

    Plan: 松江市（案）9(1) 適切な意思決定支援
    """
    _, need = case_of(facts)
    apart = (each.houses and chosen.office not in each.houses for each in facts.siblings)
    return need.nights > 0 and any(apart)
