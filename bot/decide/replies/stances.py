"""A no and a yes in one Japanese clause, and whom they are about."""

from __future__ import annotations

import re
from typing import Final

from bot.decide.replies import (
    around,
    commitments,
    company,
    conditions,
    doubts,
    referrals,
    refusals,
    vacancies,
)
from bot.decide.replies.labels import Sense

UNLIMITING: Final = (refusals.PLAIN_NO, commitments.CONTEXT, company.NEUTRAL)
"""Words before a no that leave it about us, this person and the whole."""


def refusal(text: str) -> Sense | None:
    """Read a no; about a part of what was asked it is only a limit."""
    named = refuses(text)
    found = named or refusals.BARE_NO.search(text)
    if found is None:
        return None
    before = text[: found.start()]
    topic = after_grounds(before)
    if refusals.TWO_WAYS.search(topic) or around.HEDGES.search(before):
        return Sense.DOUBT
    if around.begins_elsewhere(refusals.ALL_THE_TIME.sub("", before)):
        return Sense.LIMITS
    ours = _refuses_us(named, topic) if named else _refuses_barely(found, topic)
    return Sense.NO if ours else Sense.LIMITS


def _refuses_us(found: re.Match[str], topic: str) -> bool:
    people = refusals.OF_PEOPLE.match(found.group()) is not None
    return about_us(topic) or (people and around.of_people(topic))


def _refuses_barely(found: re.Match[str], topic: str) -> bool:
    """Say whether only adverbs stand before an "impossible" that names nothing."""
    topic = refusals.ALL_THE_TIME.sub("", topic)
    plain = refusals.PLAIN_NO.fullmatch(topic) is not None
    return plain or (
        not found.group().startswith(("でき", "かね", "しかね"))
        and around.leads_to_no(topic)
        and not around.names_a_topic(topic)
    )


def commitment(text: str) -> Sense | None:
    """Read a yes; what stands before it must be understood to the last sign."""
    found = commitments.YES_CORE.search(text)
    if found is None:
        return None
    before = _after_good_grounds(text[: found.start()])
    if found.group().startswith("預か") and commitments.THE_REQUEST.search(before):
        return Sense.UNREAD
    if commitments.TO_TALK.search(before):
        return Sense.UNREAD
    if conditions.SCOPE.search(before):
        return Sense.PARTLY
    if commitments.WAITS.search(found.group()) and _waits_for_them(before):
        return Sense.YES
    if commitments.CONTRASTED.search(before):
        return Sense.UNREAD
    free = not commitments.STRICT.match(found.group()) and around.leads_to_yes(before)
    if not commitments.CONTEXT.fullmatch(before) and not free:
        return None if company.REQUEST.search(text) else Sense.UNREAD
    if commitments.TAKES_NOTE.match(found.group()) and not commitments.FOR_STAY.search(before):
        return Sense.AGREES
    # Waiting alone may be for an answer; for somebody at an hour, it is for the person
    waits = commitments.WAITS.search(found.group())
    return Sense.DOES if waits and not commitments.FOR_PERSON.search(before) else Sense.YES


def _waits_for_them(before: str) -> bool:
    """Say whether somebody waits with the door open or something ready, and not for an answer."""
    ready = commitments.FOR_PERSON.search(before) is not None
    ready = ready and before.endswith(("で", "て", "に", "が", "、"))
    other = (
        commitments.FOR_WORD.search(before)
        or commitments.OF_OTHERS.search(before)
        or doubts.FOREIGN.search(before)
    )
    return ready and not (other or around.risky(before) or around.FRAMES.search(before))


def refuses(text: str) -> re.Match[str] | None:
    """Find the words of a refusal, whatever they are about."""
    return (
        refusals.NO_CORE.search(text)
        or vacancies.FULL.search(text)
        or vacancies.NO_ROOM.search(text)
    )


def has_stance(text: str) -> bool:
    """Say whether the words of a yes or a no are in it."""
    return bool(refusals.NO_CORE.search(text) or commitments.YES_CORE.search(text))


def tells_for_others(text: str) -> bool:
    """Say whether a clause that names somebody tells their words, their stance or their offer."""
    told = has_stance(text) or doubts.TELLS.search(text) or doubts.WORDS_OF.search(text)
    return bool(told or conditions.YESISH.search(text))


def refers_away(text: str) -> bool:
    """Say whether a whole clause asks to turn to others, which is a no."""
    if referrals.BETTER_OTHERS.match(text):
        return True
    found = referrals.REFERRAL.search(text)
    if found is None or not about_us(text[: found.start()]):
        return False
    return referrals.POLITE_END.fullmatch(text[found.end() :]) is not None


def asks_away(text: str) -> bool:
    """Say whether a question asks to turn to others."""
    found = referrals.REFERRAL.search(text)
    asks = found is not None and referrals.ASKS_SO.search(text) is not None
    return asks and found is not None and about_us(text[: found.start()])


def about_us(topic: str) -> bool:
    """Say whether what stands before a no leaves it about us, this person and the whole."""
    topic = refusals.ALL_THE_TIME.sub("", topic)
    if around.hedged(topic):
        return False
    known = any(pattern.fullmatch(topic) for pattern in UNLIMITING)
    if not known:
        return around.leads_to_no(topic)
    return not conditions.NO_SCOPE.search(topic)


def after_grounds(before: str) -> str:
    """Leave what stands between the last ground and the no: its topic."""
    grounds = [*refusals.GROUND.finditer(before)]
    return before[grounds[-1].end() :] if grounds else before


def _after_good_grounds(before: str) -> str:
    """Leave what stands between a harmless ground and the yes; another ground stays."""
    grounds = [*commitments.SINCE.finditer(before)]
    if not grounds:
        return before
    ground = before[: grounds[-1].end()]
    return before if dangerous(ground) or company.GATE.search(ground) else before[len(ground) :]


def dangerous(text: str) -> bool:
    """Say whether negative-looking words are in it, the room made for somebody apart."""
    return company.DANGER.search(text.replace("受入", "").replace("可能", "")) is not None
