"""職員登録: somebody of an office becomes known as its staff, once one other person approves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from bot.decide.ids import NewId
from bot.effects import (
    Decision,
    Direct,
    FieldErrors,
    Note,
    Refused,
    Said,
    Sentence,
    Shown,
    sentence,
)
from bot.facts import Actor, Facts
from bot.model import Joining, JoiningId, Member, Office, OfficeId, Staff, StaffId
from bot.standing import JOINED
from bot.vocabulary import JoiningState

LONGEST_NAME: Final = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Wished:
    """What the form says: the work name, and the office whose staff somebody is."""

    office: str
    name: str


def open_form(facts: Facts, *, channel: str | None, by: Actor, at: datetime) -> Decision:
    """Show the form with the channel's offices, or with all of them where none is meant."""
    if (known := _needless(facts, by)) is not None:
        return known
    here = facts.town.at(channel)
    everywhere = (each for each in facts.town.offices.values() if each.active)
    offered = here or tuple(sorted(everywhere, key=lambda each: each.id))
    return Decision(reply=Shown("joining", offered))


def ask(facts: Facts, *, wished: Wished, by: Actor, at: datetime, new_id: NewId) -> Decision:
    """Keep the wish and ask whoever may approve it; one open wish a person."""
    if (known := _needless(facts, by)) is not None:
        return known
    office = facts.town.offices.get(OfficeId(wished.office))
    wrong = _mistakes(office, wished)
    if wrong or office is None:
        return Decision(reply=FieldErrors(wrong))
    joining = Joining(
        id=JoiningId(new_id()),
        network=facts.town.network.id,
        office=office.id,
        member=by.member,
        name=wished.name,
        asked_at=at,
    )
    note = Note(act="join", subject=joining.id, detail={"office": office.id})
    return Decision(
        changes=(joining,),
        effects=tuple(_letters(facts, joining, office)),
        notes=(note,),
        reply=Said(sentence("joining_received", office=office.name)),
    )


def _needless(facts: Facts, by: Actor) -> Decision | None:
    """Return what somebody hears who is staff already, or waits for an approval."""
    offices = facts.town.offices
    if by.staff is not None:
        key, office = "joining_known", offices[by.staff.office]
    elif facts.joining is not None:
        key, office = "joining_waits", offices[facts.joining.office]
    else:
        return None
    note = Note(act="join", subject=office.id, outcome=key)
    return Decision(notes=(note,), reply=Said(Sentence(key, {"office": office.name})))


def _mistakes(office: Office | None, wished: Wished) -> dict[str, Sentence]:
    wrong: dict[str, Sentence] = {}
    if office is None or not office.active:
        wrong["office"] = sentence("field_required")
    # the wide space of Japanese names is no printable sign, and no mistake
    printable = wished.name.replace("\u3000", " ").isprintable()
    if not wished.name or len(wished.name) > LONGEST_NAME or not printable:
        wrong["work_name"] = sentence("field_work_name", most=LONGEST_NAME)
    return wrong


def _letters(facts: Facts, joining: Joining, office: Office) -> Iterator[Direct]:
    user = joining.member.user
    words = sentence("joining_wanted", name=joining.name, office=office.name, user=user)
    for to in approvers(facts, joining):
        key = f"joining:{joining.id}:{to}"
        yield Direct(to=to, sentence=words, key=key, subject=joining.id)


def approvers(facts: Facts, joining: Joining) -> tuple[StaffId, ...]:
    """Return who is asked: the office's managers, or the core centre where it has to be that."""
    town = facts.town
    if not only_core_approves(facts, joining):
        return tuple(one.id for one in town.managers(joining.office))
    return town.ringing(town.core.id) if town.core else ()


def only_core_approves(facts: Facts, joining: Joining) -> bool:
    """True for an office of one person, and where no manager has Slack."""
    alone = len(facts.town.people_of(joining.office)) <= 1
    return alone or not facts.town.managers(joining.office)


# ------------------------------------------------------------------ the approval


def approve(facts: Facts, *, by: Actor, at: datetime, new_id: NewId) -> Decision:
    """Make somebody an office's staff; an office's first becomes its manager."""
    joining = _joining(facts)
    if (no := _not_decidable(facts, joining, by)) is not None:
        return no
    office = facts.town.offices[joining.office]
    if not office.active:
        return Decision(reply=Said(sentence("joining_office_gone")))
    if _is_staff(facts, joining.member):  # the network file knew them meanwhile
        over = _decided(joining, JoiningState.REFUSED, by=by, at=at)
        words = sentence("joining_needless", name=joining.name)
        return Decision(changes=(over,), reply=Said(words), notes=(_note(over, "needless"),))
    staff = Staff(
        id=StaffId(f"{JOINED}{new_id()}"),
        network=joining.network,
        office=office.id,
        member=joining.member,
        name=joining.name,
        manager=not facts.town.people_of(office.id),
    )
    told = Direct(
        to=staff.id,
        sentence=sentence("joined", office=office.name),
        key=f"joined:{joining.id}",
    )
    return Decision(
        changes=(_decided(joining, JoiningState.APPROVED, by=by, at=at), staff),
        effects=(told,),
        notes=(_note(joining, "done", staff=staff.id),),
        reply=Said(sentence("joining_approved", name=joining.name, office=office.name)),
    )


def refuse(facts: Facts, *, by: Actor, at: datetime) -> Decision:
    """Say no politely; who was refused may ask again."""
    joining = _joining(facts)
    if (no := _not_decidable(facts, joining, by)) is not None:
        return no
    office = facts.town.offices[joining.office].name
    telephone = facts.town.core_telephone
    told = Direct(
        to=joining.member,
        sentence=sentence("joining_refused", office=office, telephone=telephone),
        key=f"refused:{joining.id}",
    )
    return Decision(
        changes=(_decided(joining, JoiningState.REFUSED, by=by, at=at),),
        effects=(told,),
        notes=(_note(joining, "declined"),),
        reply=Said(sentence("joining_declined", name=joining.name)),
    )


def _joining(facts: Facts) -> Joining:
    """Return the wish the act is about. Raises: LookupError when there is none."""
    if facts.joining is None:
        raise LookupError("these facts hold no joining")
    return facts.joining


def _not_decidable(facts: Facts, joining: Joining, by: Actor) -> Decision | None:
    """Return the no of a wish that was decided, is one's own, or is the core centre's to decide."""
    if joining.state is not JoiningState.ASKED:
        return _settled(facts, joining)
    core = facts.town.core
    if by.member == joining.member:
        return _refused(joining, sentence("joining_not_oneself"), because="oneself")
    of_core = by.staff is not None and core is not None and by.staff.office == core.id
    if only_core_approves(facts, joining) and not of_core:
        words = sentence("joining_core_decides", telephone=facts.town.core_telephone)
        return _refused(joining, words, because="core_decides")
    return None


def _settled(facts: Facts, joining: Joining) -> Decision:
    """Say that it was decided, and by which office: one press is enough."""
    decided_by = facts.town.staff.get(joining.decided_by) if joining.decided_by else None
    office = facts.town.offices[decided_by.office].name if decided_by else ""
    approved = joining.state is JoiningState.APPROVED
    words = sentence("joining_settled", name=joining.name, office=office, approved=approved)
    return Decision(reply=Said(words))


def _refused(joining: Joining, words: Sentence, *, because: str) -> Decision:
    note = _note(joining, "refused", because=because)
    return Decision(reply=Refused(sentence("refused_title"), (words,)), notes=(note,))


def _note(joining: Joining, outcome: str, **detail: str) -> Note:
    return Note(act="approve_joining", subject=joining.id, outcome=outcome, detail=detail)


def _decided(joining: Joining, state: JoiningState, *, by: Actor, at: datetime) -> Joining:
    who = by.staff.id if by.staff else None
    return replace(joining, state=state, decided_by=who, decided_at=at)


def _is_staff(facts: Facts, member: Member) -> bool:
    return any(one.active and one.member == member for one in facts.town.staff.values())
