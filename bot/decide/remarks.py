"""全文を見る: what offices wrote, word for word, and who spoke at a login several people use."""

from __future__ import annotations

from datetime import datetime

from bot.decide.ids import NewId
from bot.effects import Decision, Note, Show, Shown
from bot.facts import Actor, Facts, case_cards, case_of
from bot.model import Remark, RemarkId
from bot.vocabulary import RemarkKind


def read_remarks(facts: Facts, *, by: Actor, at: datetime) -> Decision:
    """Show everything offices wrote in this case, the reading recorded with it."""
    case, _ = case_of(facts)
    note = Note(act="read_remarks", subject=case.id)
    return Decision(reply=Shown("remarks", case.id), notes=(note,))


def kept(
    facts: Facts,
    *,
    text: str,
    answerer: str,
    by: Actor,
    at: datetime,
    new_id: NewId,
    kind: RemarkKind = RemarkKind.WRITTEN,
) -> Decision:
    """Keep somebody's words, or at a shared login only their name, 回答者名; sealed either way.

    Of what was said at the telephone the name is kept in any case. One given at a case nobody was
    asked in yet has nowhere to stand; that it was given has.
    """
    spoken = kind is RemarkKind.SPOKEN
    named = by.shared and bool(answerer) and not spoken
    if not text and not named and not (spoken and answerer):
        return Decision()
    case, _ = case_of(facts)
    ask = facts.ask or facts.decided or next(iter(facts.asks), None)
    note = Note(act="name_answerer", subject=ask.id if ask else case.id, outcome="named")
    notes = (note,) if named else ()
    if ask is None:
        return Decision(notes=notes)
    remark = Remark(
        id=RemarkId(new_id()),
        network=case.network,
        case=case.id,
        ask=ask.id,
        at=at,
        by=by.member,
        answerer=answerer or (by.staff.name if by.staff and not spoken else ""),
        text=text,
        kind=kind,
    )
    shown = tuple(Show(card=card) for card in case_cards(facts, case))  # 全文を見る is there now
    return Decision(changes=(remark,), effects=shown, notes=notes)
