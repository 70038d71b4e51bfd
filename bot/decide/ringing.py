"""A card that is posted and yet wakes nobody: whoever asks hears of it, and telephones."""

from __future__ import annotations

from datetime import datetime

from bot.effects import Decision, Line, Note, sentence
from bot.facts import Facts, ask_of, case_of, owner_card
from bot.moves import AskStatus, NeedStatus


def nobody_hears(facts: Facts, *, at: datetime) -> Decision:
    """Everybody on duty at the asked office has 通知の一時停止 on: the owner is told whom to call.

    An office that answered meanwhile heard all the same, and nothing is said.
    """
    case, need = case_of(facts)
    ask = ask_of(facts)
    if ask.status is not AskStatus.WAITING or need.status is not NeedStatus.ASKING:
        return Decision()
    words = sentence(
        "office_is_quiet",
        number=case.number,
        office=facts.office_of(ask).name,
        telephone=facts.town.telephone(ask.office),
    )
    key = f"quiet:{ask.id}"
    line = Line(card=owner_card(case), sentence=words, key=key, mention=(case.owner,))
    return Decision(effects=(line,), notes=(Note(act="ring", subject=ask.id, outcome="quiet"),))
