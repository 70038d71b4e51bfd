"""The sense of one Japanese clause: the tables in their order, doubt first."""

from __future__ import annotations

import re

from bot.decide.replies import (
    around,
    commitments,
    company,
    conditions,
    doubts,
    english,
    helpless,
    questions,
    referrals,
    refusals,
    stances,
    vacancies,
    willing,
)
from bot.decide.replies.clauses import Clause, Joint
from bot.decide.replies.labels import Sense
from bot.decide.replies.spelling import PERSON, QUOTED, SHAKES, WONDERS


def sense_of(clause: Clause) -> Sense:
    """Say what one clause does; what is in no table is a reason nobody here understands."""
    text = clause.text
    if text.isascii() and re.search(r"[a-z]{3}", text):
        return next(english.senses_of(text + "?" * clause.asked), Sense.UNREAD)
    if clause.joint is Joint.CONTRAST and doubts.EARLIER_QUOTED.match(text):
        return Sense.TAKES_BACK
    if clause.asked and willing.WHO_ELSE.search(text):
        return Sense.AGREES
    not_ours = _not_ours(clause) or _marked(clause)
    if not_ours is not None:
        return not_ours
    if clause.joint is Joint.CONTRAST and doubts.OVERTAKEN.search(text):
        return Sense.TAKES_BACK
    if clause.asked:
        return _asked(text)
    if clause.joint is Joint.CONTRAST and doubts.WISHES.search(text):
        return Sense.WISHES
    return _statement(doubts.ON_SECOND_THOUGHT.sub("", text), clause)


def _not_ours(clause: Clause) -> Sense | None:
    """Read what hangs on other words, pities, reports or takes back, before any stance in it."""
    text, asked = clause.text, clause.asked
    if doubts.OF_AN_EARLIER.match(text):
        return Sense.COURTESY
    if doubts.HANGS_ON.match(text):
        given_up = clause.joint is Joint.CONTRAST and text.startswith("と")
        return Sense.TAKES_BACK if given_up else Sense.DOUBT
    if company.SYMPATHY.match(text) and not asked and not company.DANGER.search(text):
        return Sense.COURTESY
    if not asked and stances.refers_away(text):
        return Sense.NO
    if company.OTHERS_REFUSED.search(text) and not asked:
        return Sense.UNREAD
    if doubts.FOREIGN.search(doubts.THEIR_HELP.sub("", conditions.OTHERS_MAY_SAY.sub("", text))):
        if not asked and not stances.tells_for_others(text):
            return Sense.UNREAD
        return Sense.DOUBTS_ASKING if asked else Sense.FOREIGN
    if doubts.TAKES_BACK.search(text):
        return Sense.DOUBTS_ASKING if asked else Sense.TAKES_BACK
    return None


def _marked(clause: Clause) -> Sense | None:
    """Read quotes, mentions and moods: their words are not simply ours."""
    text = clause.text
    if any(mark in text for mark in (QUOTED, PERSON, WONDERS)):
        return Sense.ASKS if clause.asked and QUOTED in text else Sense.DOUBT
    if doubts.BROKEN_QUOTE.search(text):
        return Sense.DOUBT
    if SHAKES in text:
        plain = _statement(text.replace(SHAKES, "").strip(), clause)
        if plain is Sense.COURTESY and _is_sorry(text) and not clause.asked:
            return Sense.NO
        known = plain in {Sense.NO, Sense.COURTESY} and not clause.asked
        return plain if known else Sense.DOUBT
    return None


def _is_sorry(text: str) -> bool:
    """Say whether somebody is sorry, and not for being late."""
    return company.APOLOGY.search(text) is not None and company.LATE.search(text) is None


def _asked(text: str) -> Sense:
    if stances.asks_away(text) or referrals.LEAVE_OUT.search(text):
        return Sense.NO
    if questions.SNEERS.match(text):
        return Sense.DOUBTS_ASKING
    if questions.OFFERS_HELP.search(text):
        return Sense.ASKS
    if questions.ASKS_FOR_TIME.search(text) and company.REQUEST.search(text):
        return Sense.DOUBT
    if questions.ABOUT_THE_PERSON.search(text) and not stances.has_stance(text):
        return Sense.ASKS
    if questions.SUGGESTS.search(text):
        return Sense.REFERS
    if questions.ABOUT_THE_ANSWER.search(text):
        return Sense.DOUBTS_ASKING
    names_a_thing = company.THINGS.search(text) and not questions.TOLD.search(text)
    return Sense.ASKS if questions.ASKS_FACTS.search(text) or names_a_thing else Sense.DOUBTS_ASKING


def _statement(text: str, clause: Clause) -> Sense:
    """Read by the first table that knows; doubt stands before every stance it could spoil."""
    whole = _whole(text) or _leading_up(text, clause)
    if whole is not None:
        return whole
    if willing.ASKED_AROUND.search(text):
        return Sense.COURTESY
    if _doubts_all(text):
        return Sense.DOUBT
    text = _plain(text, clause)
    if company.CAN_WAIT.match(text):
        return Sense.LOGISTICS
    if willing.CONSULTED.search(text):
        return Sense.COURTESY
    return (
        _politeness(text)
        or _pointing(text)
        or _wanting_to_know(text)
        or _parting(text)
        or _allowing(text)
        or _double_negative(text)
        or _doubt_or_condition(text)
        or stances.refusal(text)
        or stances.commitment(text)
        or _company(text, clause)
    )


def _whole(text: str) -> Sense | None:
    """Read a clause whose form alone says what it is worth, whatever is in it."""
    if company.ON_DUTY_ALONE.match(text):
        return Sense.REASON
    if company.SORRY_LATE.match(text):
        return Sense.COURTESY
    if helpless.NOT_SAYABLE.search(text):
        return Sense.NO
    if conditions.ONLY_THEN.search(text):
        return Sense.PARTLY
    return Sense.AGREES if helpless.NOT_IMPOSSIBLE.search(text) else None


def _leading_up(text: str, clause: Clause) -> Sense | None:
    """Read a clause before a "but" or a "so" that only leads up to the answer."""
    contrast = clause.joint is Joint.CONTRAST
    if contrast and company.TIGHT.match(text):
        return Sense.COURTESY
    if contrast and (conditions.COUNTERFACTUAL.search(text) or conditions.UNWILLING.search(text)):
        return Sense.WISHES
    if (contrast or clause.joint is Joint.REASON) and conditions.LEARNED.search(text):
        elsewhere = conditions.NOWHERE_ELSE.match(text)
        return Sense.COURTESY if elsewhere or not stances.has_stance(text) else Sense.DOUBT
    return None


def _plain(text: str, clause: Clause) -> str:
    """Leave out what changes nothing: softeners, from which hour tonight, what was looked up."""
    text = conditions.OTHERS_MAY_SAY.sub("", conditions.FROM_TONIGHT.sub("", text))
    text = conditions.ANSWERS.sub("", conditions.SOFTENERS.sub("", text))
    text = _without_concession(conditions.FOUND_OUT.sub("", text))
    text = text if stances.refuses(text) else conditions.THIS_TIME.sub("", text)
    text = conditions.ROOM_TAKEN.sub("", text)
    return refusals.LACKING.sub("ない", text) if clause.joint is Joint.AND else text


def _without_concession(text: str) -> str:
    """Drop an "even if" before a no: it makes the no wider, not narrower."""
    found = conditions.CONCESSION.match(text)
    rest = text[found.end() :] if found else ""
    return rest if stances.refuses(rest) or refusals.BARE_NO.search(rest) else text


def _doubts_all(text: str) -> bool:
    """Say whether a clause is doubted by its end or its beginning, whatever it says."""
    refuses = helpless.WISHES_TO.search(text) or refusals.WOULD_ASK.search(text)
    hedged = doubts.ENDS_IN_DOUBT.search(text) and not refuses
    wondered = doubts.IF_AT_ALL.search(text) and not conditions.CONDITION.search(text)
    return bool(hedged or wondered)


def _politeness(text: str) -> Sense | None:
    if willing.WILLING.search(text) or commitments.PLEASE.fullmatch(text):
        return Sense.AGREES
    regrets = helpless.WISHES_TO.search(text) or helpless.HELPLESS.search(text)
    topic = stances.after_grounds(text[: regrets.start()]) if regrets else ""
    if commitments.NOTED.fullmatch(text):
        return Sense.AGREES
    if regrets and (stances.about_us(topic) or around.of_people(topic)):
        return Sense.NO
    if company.HOWEVER.fullmatch(text):
        return Sense.GATE
    if company.COURTESY.match(text) and not company.CONTINUES.match(text):
        return Sense.COURTESY
    return Sense.COURTESY if company.KNOWS_THE_PERSON.match(text) else None


def _pointing(text: str) -> Sense | None:
    """Read what points elsewhere: a no unless something is missing, or a referral, which is one."""
    if conditions.UNLESS.search(text) and (stances.refuses(text) or refusals.BARE_NO.search(text)):
        return Sense.PARTLY
    referral = referrals.REFERRAL.search(text)
    if referral:
        return Sense.NO if stances.about_us(text[: referral.start()]) else Sense.UNREAD
    return None


def _wanting_to_know(text: str) -> Sense | None:
    """Read a question without its mark."""
    if not questions.ASKS_FACTS.search(text) or stances.has_stance(text):
        return None
    plain = questions.IF_KNOWN.sub("", text)
    return Sense.DOUBTS_ASKING if questions.ABOUT_THE_ANSWER.search(plain) else Sense.ASKS


def _parting(text: str) -> Sense | None:
    return Sense.REFERS if company.REFERS.search(text) and not stances.has_stance(text) else None


def _allowing(text: str) -> Sense | None:
    """Read what is offered or allowed on top of an answer: it limits nothing."""
    if company.CALL_ANY_TIME.search(text):
        return Sense.COURTESY
    if company.ANY_HOUR.match(text):
        return Sense.AGREES
    if (
        company.EXTRA.match(text)
        or company.ONLY_THAT.match(text)
        or company.TELLS_MORE.search(text)
        or company.OUR_SUPPLY.match(text)
    ):
        return Sense.LOGISTICS
    allowed = company.MAY_BE.search(text) and not conditions.CONDITION.search(text)
    return Sense.LOGISTICS if allowed and not stances.has_stance(text) else None


def _double_negative(text: str) -> Sense | None:
    """Read "cannot refuse": willing, but not in the words of a promise."""
    double = refusals.DOUBLE.search(text)
    promises = commitments.YES_CORE.search(text) or refusals.MUST_REFUSE.search(text)
    if double is None or promises:
        return None
    if conditions.CONDITION.search(text):
        return _conditioned(text)
    if not stances.about_us(refusals.REFUSED.sub("", text[: double.start()])):
        return Sense.DOUBT
    return Sense.AGREES


def _doubt_or_condition(text: str) -> Sense | None:
    if doubts.DOUBT.search(text):
        return Sense.PARTLY if _offers_if(text) else Sense.DOUBT
    if company.DEMANDS.match(text) and not conditions.CONDITION.search(text):
        return Sense.GATE
    return _conditioned(text) if conditions.CONDITION.search(text) else None


def _offers_if(text: str) -> bool:
    """Say whether doubtful words stand only in the if, and a clear offer follows it."""
    found = conditions.LAST_IF.match(text)
    if found is None or stances.refuses(text) or doubts.HABIT.search(found.group()):
        return False
    offer = text[found.end() :]
    clear = conditions.YESISH.search(offer)
    return clear is not None and not doubts.DOUBT.search(offer)


def _conditioned(text: str) -> Sense:
    """Read a clause with an if in it: an offer, a wish about the arrival, or nothing certain."""
    offer = commitments.YES_CORE.search(text)
    invites = offer is not None and commitments.INVITES.search(offer.group())
    if company.REQUEST.search(text) and not invites:
        return Sense.LOGISTICS if _harmless(text) else Sense.DOUBT
    if stances.refuses(text) or refusals.BARE_NO.search(text):
        return Sense.DOUBT
    if conditions.YESISH.search(text) or conditions.HANGS.search(text):
        return Sense.PARTLY
    return Sense.IF


def _company(text: str, clause: Clause) -> Sense:
    """Read what stands beside a stance, the harmless first."""
    narrows = conditions.SCOPE.search(text)
    if commitments.DOES.search(text) and not narrows and not stances.dangerous(text):
        return Sense.DOES
    if commitments.AGREES.match(text) and not company.CONTINUES.match(text):
        return Sense.AGREES
    if vacancies.ROOM.match(text) or (vacancies.GROUND_FOR_YES.match(text) and not narrows):
        return Sense.ROOM
    if company.DEMANDS.search(text):
        return Sense.GATE
    return _harmless_company(text, clause) or _limit(text)


def _harmless_company(text: str, clause: Clause) -> Sense | None:
    if company.NEUTRAL.fullmatch(text) and not company.CONTINUES.match(text):
        return None if stances.dangerous(text) else Sense.COURTESY
    if company.OTHERS_MAY_REST.search(text):
        return Sense.COURTESY
    if _does_itself(text):
        return Sense.LOGISTICS
    if company.REQUEST.search(text):
        return _request(text)
    if company.LOGISTIC_STATEMENT.match(text) and not company.GATE.search(text):
        return Sense.LOGISTICS
    done = company.DEED.search(text) or clause.joint is Joint.REASON
    limited = conditions.SCOPE.search(text) or company.GATE.search(text)
    if (done or _on_arrival(text)) and not limited and not stances.dangerous(text):
        return Sense.LOGISTICS
    first = clause.sentence == 0
    names_itself = first and company.NAMES_ITSELF.match(text) and not company.DANGER.search(text)
    return Sense.COURTESY if names_itself else None


def _does_itself(text: str) -> bool:
    """Say whether the office tells what it will do, with nothing still to be decided."""
    open_still = company.NOT_YET.search(text) or company.DANGER.search(text)
    limited = around.TAKES_FROM_IT.search(text)
    return company.OWN_DEED.match(text) is not None and not (open_still or limited)


def _request(text: str) -> Sense:
    """Read a wish: about the arrival, about what must come first, or nothing certain."""
    if company.COMES_FIRST.search(text):
        return Sense.GATE
    if _harmless(text):
        return Sense.LOGISTICS
    return Sense.LIMITS if conditions.SCOPE.search(text) else Sense.UNREAD


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


def _harmless(wish: str) -> bool:
    """Say whether a wish is about arriving and belongings, with nothing to come first."""
    wish = wish.replace("忘れないで", "")
    plain = not company.GATE.search(wish) and not company.DANGER.search(wish)
    return plain and company.THINGS.search(wish) is not None
