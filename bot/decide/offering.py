"""An offer reaches who decides directly too: one press there, and the office is decided for."""

from __future__ import annotations

from datetime import datetime

from bot.clock import JST
from bot.effects import Direct, Sentence, sentence
from bot.facts import Facts, case_of
from bot.model import Ask, Condition, StaffId
from bot.moves import AskStatus
from bot.vocabulary import Part


def letters(
    facts: Facts, answered: Ask, *, key: str, remarked: bool, at: datetime
) -> tuple[Direct, ...]:
    """Return the offer as a letter to the owner and to whoever of the core centre came in.

    Conditions stand in it as far as they are structure; words are read with 全文を見る. Who
    entered the answer, and who has no Slack, gets none.
    """
    words = _offer(facts, answered, remarked=remarked, at=at)
    if words is None:
        return ()
    return tuple(
        Direct(to=to, sentence=words, key=f"{key}:{to}", subject=answered.id)
        for to in _deciding(facts, answered)
    )


def _deciding(facts: Facts, answered: Ask) -> tuple[StaffId, ...]:
    case, _ = case_of(facts)
    leading = dict.fromkeys(each for each in (case.owner, case.claimed_by) if each)
    entered_by = answered.answer.entered_by if answered.answer else None
    staff = facts.town.staff
    reached = {each for each in leading if each in staff and staff[each].member is not None}
    return tuple(each for each in leading if each in reached and each != entered_by)


def _offer(facts: Facts, answered: Ask, *, remarked: bool, at: datetime) -> Sentence | None:
    case, _ = case_of(facts)
    office = facts.office_of(answered).name
    match answered.status:
        case AskStatus.OFFERED:
            return sentence("offer_to_choose", number=case.number, office=office, remarked=remarked)
        case AskStatus.CONDITIONAL:
            given = answered.answer.condition if answered.answer else None
            condition = given or Condition()
            return sentence(
                "condition_to_choose",
                number=case.number,
                office=office,
                since=condition.since,
                until=condition.until,
                part=None if condition.part is Part.AS_ASKED else condition.part.value,
                needs=tuple((each.value,) for each in condition.needs),
                today=at.astimezone(JST).date(),
                remarked=remarked,
            )
        case _:
            return None
