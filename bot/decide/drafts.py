"""What becomes of a call sheet that was not sent: kept, asked after, handed over, given up.

A draft is its present writer's alone.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from bot.decide import paging
from bot.decide.ids import NewId
from bot.effects import (
    Decision,
    Direct,
    Due,
    DueKind,
    Note,
    Refused,
    Reply,
    Said,
    Sentence,
    joined,
    sentence,
)
from bot.facts import Actor, Facts
from bot.model import Draft, DraftId, Staff
from bot.request import Given, Memo
from bot.vocabulary import Abuse, AlarmPurpose

NOTHING: Final = (None, "", ())
"""What a field of the call sheet holds while nobody filled it in."""

ASKED_BEFORE_CORE: Final = 3
"""How often the writer is asked to go on before the core centre hears of it."""


DECIDED_UPON: Final = ("person", "ground", "service", "also", "starts_on", "nights")
"""What whoever allows an exception has seen; with another of these it has to be asked anew."""


def new(facts: Facts, draft: str, *, by: Actor, at: datetime) -> Draft:
    """Return an empty call sheet of the actor's. Raises: LookupError for who is no staff."""
    if by.staff is None:
        raise LookupError("only a member of staff writes a call sheet")
    network = facts.town.network.id
    return Draft(id=DraftId(draft), network=network, staff=by.staff.id, made_at=at, memo=Memo())


def filled(draft: Draft, given: Given) -> Draft:
    """Return the draft with what the page holds; an exception for something else is none."""
    memo, plea = replace(draft.memo, **given), draft.plea
    if any(getattr(memo, name) != getattr(draft.memo, name) for name in DECIDED_UPON):
        memo, plea = replace(memo, override_by=None, override_reason=""), None
    return replace(draft, memo=memo, plea=plea, refused=False)


def closed(facts: Facts, *, by: Actor, at: datetime) -> Decision:
    """A form closed after a no is given up; one closed in the middle is asked after."""
    draft, _ = own(facts, by)
    if draft is None or not draft.refused or _waited_for(draft):
        return Decision()
    note = Note(act="drop_memo", subject=draft.id)
    return Decision(changes=(replace(draft, spent=True),), notes=(note,))


def _waited_for(draft: Draft) -> bool:
    """True while somebody was asked to decide about it or to go on with it."""
    return draft.core_told or (draft.plea is not None and draft.plea.decided_by is None)


def drop(facts: Facts, *, by: Actor, at: datetime) -> Decision:
    """Give the memo up: what was typed is gone, and nobody is asked any more."""
    draft, no = own(facts, by)
    if draft is None:
        return no
    note = Note(act="drop_memo", subject=draft.id)
    reply = Said(sentence("memo_dropped"))
    return Decision(changes=(replace(draft, spent=True),), notes=(note,), reply=reply)


# ------------------------------------------------------------------ asked after


def left_lying(facts: Facts, *, at: datetime, new_id: NewId) -> Decision:
    """Ask the writer to go on; after three times the core centre is called, once.

    Where nobody there has Slack, the writer is the only one to ask.
    """
    draft = facts.draft
    if draft is None or draft.core_told:
        return Decision()
    if draft.asked >= ASKED_BEFORE_CORE and paging.at_turn(facts, AlarmPurpose.MEMO_LEFT, 0):
        return _core_called(facts, draft, at=at, new_id=new_id)
    asked = replace(draft, asked=draft.asked + 1)
    words = _still(facts, draft)
    key = f"memo:{draft.id}:{_turn(draft)}"
    letter = Direct(to=draft.staff, sentence=words, key=key, subject=draft.id)
    note = Note(act="ask_after_memo", subject=draft.id)
    return joined(later(facts, asked, at=at), Decision(effects=(letter,), notes=(note,)))


def _still(facts: Facts, draft: Draft) -> Sentence:
    """Return what the writer is asked: to go on, or to telephone while nobody decides."""
    telephone = facts.town.core_telephone
    if draft.plea is not None and draft.plea.decided_by is None:
        return sentence("exception_waits", since=draft.plea.at, telephone=telephone)
    return sentence("memo_unfinished", since=draft.made_at, telephone=telephone)


def _core_called(facts: Facts, draft: Draft, *, at: datetime, new_id: NewId) -> Decision:
    """Call the core centre's duty; whoever takes the call goes on with the sheet."""
    told = Decision(changes=(replace(draft, core_told=True),))
    writer, purpose = facts.town.staff.get(draft.staff), AlarmPurpose.MEMO_LEFT
    if writer is None:
        return told
    alarm = paging.for_core(facts, writer, purpose=purpose, draft=draft, at=at, new_id=new_id)
    return joined(told, paging.begun(facts, alarm, act="memo_left_lying", at=at))


def later(facts: Facts, draft: Draft, *, at: datetime) -> Decision:
    """Keep the draft as it is, and ask after it when the profile's time has passed."""
    kept = replace(draft, saved=draft.saved + 1)
    moment = at + timedelta(minutes=facts.profile.memo_minutes)
    due = Due(kind=DueKind.MEMO, subject=draft.id, step=_turn(kept), at=moment)
    return Decision(changes=(kept,), due=(due,))


def _turn(draft: Draft) -> str:
    """Return which keeping this is; a sheet begun again from a form of one that was sent is new."""
    return f"{draft.saved}.{int(draft.made_at.timestamp())}"


def kept_with(facts: Facts, draft: Draft, reply: Reply, *notes: Note, at: datetime) -> Decision:
    """Keep the draft and answer; it is asked after from now on."""
    return joined(later(facts, draft, at=at), Decision(notes=notes, reply=reply))


# ------------------------------------------------------------------ whose it is


def own(facts: Facts, by: Actor) -> tuple[Draft | None, Decision]:
    """Return the actor's own draft, or the no that is said instead."""
    draft = facts.draft
    if draft is None or draft.spent:
        return None, Decision(reply=Said(sentence("already_sent")))
    if not wrote(draft, by):
        return None, not_theirs(facts, draft, by=by)
    return draft, Decision()


def wrote(draft: Draft, by: Actor) -> bool:
    """True for whose draft it is."""
    return by.staff is not None and draft.staff == by.staff.id


def handed_over(facts: Facts, *, key: str, by: Actor, at: datetime) -> Decision:
    """The call sheet is the actor's from now on; who wrote it hears who goes on with it.

    One that is theirs already or may not go over stays its writer's, who is asked after it again.
    """
    draft = facts.draft
    if draft is None or by.staff is None:
        return Decision()
    if wrote(draft, by) or not may_go_over(facts, draft):
        return later(facts, replace(draft, asked=0, core_told=False), at=at)
    before = dict.fromkeys((*draft.former, draft.staff))
    former = tuple(each for each in before if each != by.staff.id)
    theirs = replace(draft, staff=by.staff.id, former=former, asked=0, core_told=False)
    words = _who_has_it(facts, by.staff, "memo_handed_over")
    letter = Direct(to=draft.staff, sentence=words, key=f"memo_handed:{key}")
    detail = {"from": draft.staff, "to": by.staff.id}
    note = Note(act="hand_over_memo", subject=draft.id, detail=detail)
    kept = later(facts, replace(theirs, refused=False), at=at)
    return joined(kept, Decision(effects=(letter,), notes=(note,)))


def typed_on(facts: Facts, given: Given, *, by: Actor, at: datetime) -> Decision:
    """Keep what a former writer goes on typing where the sheet says nothing; who has it hears.

    Suspected abuse goes over with a sheet only as `may_go_over` says, so none is added later.
    """
    draft, staff = facts.draft, by.staff
    if draft is None or draft.spent or staff is None or staff.id not in draft.former:
        return Decision()
    if given.get("abuse") not in {None, Abuse.NONE}:
        return Decision()
    memo = draft.memo
    new_there = (name for name in given if getattr(memo, name) in NOTHING)
    more = {name: given[name] for name in new_there if given[name] not in NOTHING}
    if not more or wrote(draft, by):
        return Decision()
    kept = later(facts, replace(draft, memo=replace(memo, **more)), at=at)
    words = sentence("memo_added", name=staff.name)
    key = f"memo_added:{draft.id}:{draft.saved}"
    letter = Direct(to=draft.staff, sentence=words, key=key, subject=draft.id)
    return joined(kept, Decision(effects=(letter,)))


def may_go_over(facts: Facts, draft: Draft) -> bool:
    """True for what the core centre may go on with: of suspected abuse only where commissioned."""
    apart = draft.memo.abuse not in {None, Abuse.NONE}
    return not apart or bool(facts.profile.core_is_abuse_center)


def not_theirs(facts: Facts, draft: Draft, *, by: Actor) -> Decision:
    """Say no to somebody else, on record; who wrote it before hears who has it now."""
    note = Note(act="open_case", subject=draft.id, outcome="refused")
    has_it = handed_to(facts, by.staff)
    if has_it is not None:
        return Decision(reply=Said(has_it), notes=(note,))
    words = sentence("not_permitted", telephone=facts.town.core_telephone)
    no = Refused(sentence("refused_title"), (words,))
    return Decision(reply=no, notes=(note,))


def handed_to(facts: Facts, staff: Staff | None) -> Sentence | None:
    """Return who goes on with a call sheet that this person wrote before; None to all others."""
    draft = facts.draft
    if draft is None or staff is None or staff.id not in draft.former:
        return None
    has_it = facts.town.staff.get(draft.staff)
    return _who_has_it(facts, has_it, "memo_is_handed") if has_it else None


def _who_has_it(facts: Facts, staff: Staff, key: str) -> Sentence:
    office = facts.town.offices.get(staff.office)
    of, telephone = office.name if office else "", facts.town.core_telephone
    return sentence(key, name=staff.name, office=of, telephone=telephone)
