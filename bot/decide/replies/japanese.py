"""The sense of one Japanese clause: the tables in their order, doubt first."""

from __future__ import annotations

import re
from typing import Final

from bot.decide.replies import commitments, company, conditions, doubts, questions, refusals
from bot.decide.replies.clauses import Clause, Joint
from bot.decide.replies.labels import Sense
from bot.decide.replies.spelling import PERSON, QUOTED, SHAKES, WONDERS


def sense_of(clause: Clause) -> Sense:
    """Say what one clause does; what is in no table is a reason nobody here understands."""
    text = clause.text
    if doubts.HANGS_ON.match(text):
        return Sense.DOUBT
    if company.SYMPATHY.match(text) and not clause.asked and not company.DANGER.search(text):
        return Sense.COURTESY
    if doubts.FOREIGN.search(text):
        return Sense.DOUBTS_ASKING if clause.asked else Sense.FOREIGN
    if doubts.TAKES_BACK.search(text):
        return Sense.DOUBTS_ASKING if clause.asked else Sense.TAKES_BACK
    marked = _marked(clause)
    if marked is not None:
        return marked
    if clause.joint is Joint.CONTRAST and doubts.OVERTAKEN.search(text):
        return Sense.TAKES_BACK
    if clause.asked:
        return _asked(text)
    if clause.joint is Joint.CONTRAST and doubts.WISHES.search(text):
        return Sense.WISHES
    return _statement(doubts.ON_SECOND_THOUGHT.sub("", text), clause)


def _marked(clause: Clause) -> Sense | None:
    """Read quotes, mentions and moods: their words are not simply ours."""
    text = clause.text
    if any(mark in text for mark in (QUOTED, PERSON, WONDERS)):
        return Sense.ASKS if clause.asked and QUOTED in text else Sense.DOUBT
    if doubts.BROKEN_QUOTE.search(text):
        return Sense.DOUBT
    if SHAKES in text:
        plain = _statement(text.replace(SHAKES, ""), clause)
        return plain if plain in {Sense.NO, Sense.COURTESY} else Sense.DOUBT
    return None


def _asked(text: str) -> Sense:
    referral = refusals.REFERRAL.search(text)
    if referral and text.endswith("か") and _about_us(text[: referral.start()]):
        return Sense.NO
    if questions.ASKS_FOR_TIME.search(text) and company.REQUEST.search(text):
        return Sense.DOUBT
    if questions.SUGGESTS.search(text):
        return Sense.REFERS
    if questions.ABOUT_THE_ANSWER.search(text):
        return Sense.DOUBTS_ASKING
    names_a_thing = company.THINGS.search(text) and not questions.TOLD.search(text)
    return Sense.ASKS if questions.ASKS_FACTS.search(text) or names_a_thing else Sense.DOUBTS_ASKING


def _statement(text: str, clause: Clause) -> Sense:
    """Read by the first table that knows; doubt stands before every stance it could spoil."""
    if doubts.ENDS_IN_DOUBT.search(text) and not refusals.WISHES_TO.search(text):
        return Sense.DOUBT
    if doubts.IF_AT_ALL.search(text) and not conditions.CONDITION.search(text):
        return Sense.DOUBT
    text = conditions.ANSWERS.sub("", conditions.SOFTENERS.sub("", text))
    return (
        _politeness(text)
        or _pointing(text)
        or _wanting_to_know(text)
        or _parting(text)
        or _double_negative(text)
        or _doubt_or_condition(text)
        or _refusal(text)
        or _commitment(text)
        or _company(text, clause)
    )


def _politeness(text: str) -> Sense | None:
    helpless = refusals.WISHES_TO.search(text) or refusals.HELPLESS.search(text)
    if helpless and _about_us(text[: helpless.start()]):
        return Sense.NO
    if company.COURTESY.match(text) and not company.CONTINUES.match(text):
        return Sense.COURTESY
    return Sense.COURTESY if company.KNOWS_THE_PERSON.match(text) else None


def _pointing(text: str) -> Sense | None:
    """Read what points elsewhere: a no unless something is missing, or a referral, which is one."""
    if conditions.UNLESS.search(text) and (_refuses(text) or refusals.BARE_NO.search(text)):
        return Sense.PARTLY
    referral = refusals.REFERRAL.search(text)
    if referral:
        return Sense.NO if _about_us(text[: referral.start()]) else Sense.UNREAD
    return None


def _wanting_to_know(text: str) -> Sense | None:
    """Read a question without its mark."""
    if not questions.ASKS_FACTS.search(text) or _has_stance(text):
        return None
    plain = questions.IF_KNOWN.sub("", text)
    return Sense.DOUBTS_ASKING if questions.ABOUT_THE_ANSWER.search(plain) else Sense.ASKS


def _parting(text: str) -> Sense | None:
    return Sense.REFERS if company.REFERS.search(text) and not _has_stance(text) else None


def _double_negative(text: str) -> Sense | None:
    """Read "cannot refuse": willing, but not in the words of a promise."""
    double = refusals.DOUBLE.search(text)
    if double is None or commitments.YES_CORE.search(text):
        return None
    if not _about_us(refusals.REFUSED.sub("", text[: double.start()])):
        return Sense.DOUBT
    return _conditioned(text) if conditions.CONDITION.search(text) else Sense.AGREES


def _doubt_or_condition(text: str) -> Sense | None:
    if doubts.DOUBT.search(text):
        return Sense.DOUBT
    return _conditioned(text) if conditions.CONDITION.search(text) else None


def _conditioned(text: str) -> Sense:
    """Read a clause with an if in it: an offer, a wish about the arrival, or nothing certain."""
    offer = commitments.YES_CORE.search(text)
    invites = offer is not None and commitments.INVITES.search(offer.group())
    if company.REQUEST.search(text) and not invites:
        return Sense.LOGISTICS if _harmless(text) else Sense.DOUBT
    if _refuses(text) or refusals.BARE_NO.search(text):
        return Sense.DOUBT
    if conditions.YESISH.search(text) or conditions.HANGS.search(text):
        return Sense.PARTLY
    return Sense.UNREAD


def _refusal(text: str) -> Sense | None:
    """Read a no; about a part of what was asked it is only a limit."""
    found = _refuses(text)
    if found:
        topic = _after_grounds(text[: found.start()])
        if refusals.TWO_WAYS.search(topic):
            return Sense.DOUBT
        ours = _about_us(topic) or (
            refusals.OF_PEOPLE.match(found.group()) and _without_topic(topic)
        )
        return Sense.NO if ours else Sense.LIMITS
    found = refusals.BARE_NO.search(text)
    if found is None:
        return None
    topic = _after_grounds(text[: found.start()])
    if refusals.TWO_WAYS.search(topic):
        return Sense.DOUBT
    return Sense.NO if refusals.PLAIN_NO.fullmatch(topic) else Sense.LIMITS


def _commitment(text: str) -> Sense | None:
    """Read a yes; what stands before it must be understood to the last sign."""
    found = commitments.YES_CORE.search(text)
    if found is None:
        return None
    before = _after_good_grounds(text[: found.start()])
    if commitments.TO_TALK.search(before):
        return Sense.UNREAD
    if conditions.SCOPE.search(before):
        return Sense.PARTLY
    if commitments.CONTRASTED.search(before):
        return Sense.UNREAD
    if not commitments.CONTEXT.fullmatch(before):
        return None if company.REQUEST.search(text) else Sense.UNREAD
    # Waiting alone may be for an answer; for somebody at an hour, it is for the person
    waits = commitments.WAITS.search(found.group())
    return Sense.DOES if waits and not commitments.FOR_PERSON.search(before) else Sense.YES


def _company(text: str, clause: Clause) -> Sense:
    """Read what stands beside a stance, the harmless first."""
    narrows = conditions.SCOPE.search(text)
    if commitments.DOES.search(text) and not narrows and not _dangerous(text):
        return Sense.DOES
    if commitments.AGREES.match(text) and not company.CONTINUES.match(text):
        return Sense.AGREES
    if commitments.ROOM.match(text) or commitments.GROUND_FOR_YES.match(text):
        return Sense.ROOM
    if company.DEMANDS.search(text):
        return Sense.GATE
    return _harmless_company(text, clause) or _limit(text)


def _harmless_company(text: str, clause: Clause) -> Sense | None:
    if company.NEUTRAL.fullmatch(text) and not company.CONTINUES.match(text):
        return None if _dangerous(text) else Sense.COURTESY
    if company.REQUEST.search(text):
        narrows = Sense.LIMITS if conditions.SCOPE.search(text) else Sense.UNREAD
        return Sense.LOGISTICS if _harmless(text) else narrows
    if company.LOGISTIC_STATEMENT.match(text) and not company.GATE.search(text):
        return Sense.LOGISTICS
    done = company.DEED.search(text) or clause.joint is Joint.REASON
    limited = conditions.SCOPE.search(text) or company.GATE.search(text)
    if (done or _on_arrival(text)) and not limited and not _dangerous(text):
        return Sense.LOGISTICS
    first = clause.sentence == 0
    names_itself = first and company.NAMES_ITSELF.match(text) and not company.DANGER.search(text)
    return Sense.COURTESY if names_itself else None


def _on_arrival(text: str) -> bool:
    """Say whether a short statement is about arriving, the room, or having understood."""
    known = company.THINGS.search(text) or company.UNDERSTOOD.search(text)
    return known is not None and company.STATES.search(text) is not None


def _limit(text: str) -> Sense:
    if not conditions.SCOPE.search(text):
        return Sense.REASON
    if conditions.OFFERS.search(text):
        return Sense.PARTLY
    return Sense.ELSEWHERE if conditions.OFFERS_ROOM.search(text) else Sense.LIMITS


def _refuses(text: str) -> re.Match[str] | None:
    return (
        refusals.NO_CORE.search(text) or refusals.FULL.search(text) or refusals.NO_ROOM.search(text)
    )


def _has_stance(text: str) -> bool:
    return bool(refusals.NO_CORE.search(text) or commitments.YES_CORE.search(text))


def _about_us(topic: str) -> bool:
    """Say whether what stands before a no leaves it about us, this person and the whole."""
    known = any(pattern.fullmatch(topic) for pattern in UNLIMITING)
    return known and not conditions.NO_SCOPE.search(topic)


def _without_topic(words: str) -> bool:
    """Say whether these words name neither a part nor somebody or something else."""
    return not refusals.NAMES_A_TOPIC.search(words) and not conditions.NO_SCOPE.search(words)


UNLIMITING: Final = (refusals.PLAIN_NO, commitments.CONTEXT, company.NEUTRAL)


def _after_grounds(before: str) -> str:
    """Leave what stands between the last ground and the no: its topic."""
    grounds = [*refusals.GROUND.finditer(before)]
    return before[grounds[-1].end() :] if grounds else before


def _after_good_grounds(before: str) -> str:
    """Leave what stands between a harmless ground and the yes; another ground stays."""
    grounds = [*commitments.SINCE.finditer(before)]
    if not grounds:
        return before
    ground = before[: grounds[-1].end()]
    return before if _dangerous(ground) or company.GATE.search(ground) else before[len(ground) :]


def _harmless(wish: str) -> bool:
    """Say whether a wish is about arriving and belongings, with nothing to come first."""
    plain = not company.GATE.search(wish) and not company.DANGER.search(wish)
    return plain and company.THINGS.search(wish) is not None


def _dangerous(text: str) -> bool:
    """Say whether negative-looking words are in it, the room made for somebody apart."""
    return company.DANGER.search(text.replace("受入", "").replace("可能", "")) is not None
