"""What was filled in, form by form → our types, or what is missing at its field."""

from __future__ import annotations

import unicodedata
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final

from bot.clock import JST
from bot.decide.choosing import WishGiven
from bot.decide.given import Given
from bot.decide.joining import Wished
from bot.decide.medical import Contacted
from bot.decide.pausing import Pause
from bot.decide.reminders import MonitoringDone
from bot.effects import Sentence, sentence
from bot.model import Condition, MonitoringId
from bot.vocabulary import (
    ArrivalMistake,
    CallOutcome,
    CancelReason,
    DeclineReason,
    MedicalBody,
    Part,
    PauseReason,
    Requirement,
    RestrictedEnd,
    ToldWhom,
    Wish,
)
from handlers.read import Body, Press

MORNING: Final = time(6)


def condition(press: Press) -> Given:
    """Return an acceptance under conditions as the form gave it."""
    values = press.values
    return Given(
        condition=Condition(
            since=_moment(values.get("since")),
            until=_moment(values.get("until")),
            part=Part(values.get("part") or Part.AS_ASKED),
            needs=tuple(Requirement(each) for each in values.get("needs") or ()),
        ),
        remark=text(values, "remark"),
        answerer=text(values, "answerer"),
    )


def decline(press: Press) -> Given | dict[str, Sentence]:
    """Return a no with its reason, or what is missing, by field."""
    if wrong := missing(press, "reason"):
        return wrong
    return Given(
        reason=DeclineReason(press.values["reason"]),
        remark=text(press.values, "elsewhere"),
        answerer=text(press.values, "answerer"),
    )


def unfinished_no(press: Press) -> Given:
    """Return what was filled in of a no that became a yes under conditions; all may be empty."""
    given = decline(press)
    return Given(remark=text(press.values, "elsewhere")) if isinstance(given, dict) else given


def answerer(press: Press) -> str:
    """Return the name of whoever said it, as far as the form was told."""
    return text(press.values, "answerer")


def call_outcome(body: Body) -> CallOutcome:
    """Return what came of a telephone call: each outcome has its own button."""
    return CallOutcome(body["actions"][0]["action_id"].removeprefix("call_"))


def wished(press: Press) -> Wished:
    """Return whose staff somebody wishes to be, under which work name."""
    return Wished(office=text(press.values, "office"), name=text(press.values, "work_name"))


def cancel_reason(press: Press) -> str | dict[str, Sentence]:
    """Return why a request is taken back, or what is missing: there is no end without a reason."""
    return missing(press, "cancel_reason") or CancelReason(press.values["cancel_reason"]).value


def arrival_mistake(press: Press) -> ArrivalMistake | dict[str, Sentence]:
    """Return why a recorded arrival is taken back, or what is missing."""
    return missing(press, "mistake") or ArrivalMistake(press.values["mistake"])


def pause(press: Press) -> Pause | dict[str, Sentence]:
    """Return for how long and why the asking waits, or what is missing, by field."""
    if wrong := missing(press, "reason"):
        return wrong
    minutes = whole(press.values.get("minutes"))
    return Pause(minutes=minutes, reason=PauseReason(press.values["reason"]))


def contacted(press: Press) -> Contacted | dict[str, Sentence]:
    """Return one contact with a doctor or ambulance, or what is missing, by field."""
    if wrong := missing(press, "body", "result"):
        return wrong
    return Contacted(
        body=MedicalBody(press.values["body"]),
        whom=text(press.values, "whom"),
        result=text(press.values, "result"),
    )


def told_whom(press: Press) -> ToldWhom | dict[str, Sentence]:
    """Return to whom suspected abuse was reported, or what is missing."""
    return missing(press, "told_whom") or ToldWhom(press.values["told_whom"])


def end_reason(press: Press) -> RestrictedEnd | dict[str, Sentence]:
    """Return why a restricted case is over, or what is missing."""
    return missing(press, "end_reason") or RestrictedEnd(press.values["end_reason"])


def wish(press: Press) -> WishGiven:
    """Return the person's wish as given at the decision."""
    given = Wish(press.values.get("wish") or Wish.UNCONFIRMED)
    parting = Wish(press.values.get("parting") or Wish.UNCONFIRMED)
    return WishGiven(wish=given, note=text(press.values, "wish_note"), parting=parting)


def monitoring_done(press: Press) -> MonitoringDone | dict[str, Sentence]:
    """Return the recorded monitoring visit, or what is missing, by field."""
    values = press.values
    if wrong := missing(press, "monitoring", "done_on", "changed"):
        return wrong
    return MonitoringDone(
        monitoring=MonitoringId(values["monitoring"]),
        done_on=date.fromisoformat(values["done_on"]),
        changed=values["changed"] == "yes",
    )


def _moment(epoch: Any) -> datetime | None:
    return datetime.fromtimestamp(int(epoch), UTC) if epoch else None


def text(values: Body, name: str) -> str:
    """Return what was typed, without signs nobody sees: they can turn a line round, or hide one."""
    typed = str(values.get(name) or "")
    return "".join(each for each in typed if each == "\n" or not _unseen(each)).strip()


def _unseen(sign: str) -> bool:
    """True for control signs and for what changes the direction of writing."""
    return unicodedata.category(sign) == "Cc" or sign in TURNING


TURNING: Final = frozenset(
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
"""Marks that change the direction of writing."""


def whole(value: Any) -> int:
    """Return a whole number of either width, or -1 for what is none: the rule says what to type."""
    typed = unicodedata.normalize("NFKC", str(value)).strip()
    return int(typed) if typed.isascii() and typed.isdigit() else -1


def nearest(clock: str, at: datetime) -> datetime:
    """Return the moment nearest to now at which the clock shows this, a little past or to come."""
    today = datetime.combine(at.astimezone(JST).date(), time.fromisoformat(clock), JST)
    days = (today + timedelta(days=each) for each in (-1, 0, 1))
    return min(days, key=lambda each: abs(each - at))


def missing(press: Press, *names: str) -> dict[str, Sentence]:
    """Return which of these fields hold nothing, each with what to do."""
    blank = (name for name in names if not str(press.values.get(name) or "").strip())
    return {name: sentence("field_required") for name in blank}


def latest_before(clock: str, at: datetime) -> datetime:
    """Return the last time the clock showed this: a call at 23:50 noted at 00:10 was yesterday.

    Times up to an hour ahead stay today, so that the rule can say what is wrong with them.
    """
    today = datetime.combine(at.astimezone(JST).date(), time.fromisoformat(clock), JST)
    return today if today <= at + timedelta(hours=1) else today - timedelta(days=1)


def arrival(clock: str | None, night: date) -> datetime | None:
    """Return a time in the night that begins on a day: before six it is the morning after."""
    if not clock:
        return None
    moment = datetime.combine(night, time.fromisoformat(clock), JST)
    return moment if moment.time() >= MORNING else moment + timedelta(days=1)
