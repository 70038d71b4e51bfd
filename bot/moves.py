"""The three state machines, each one table of legal steps.

ARCHITECTURE.md draws them, and a test holds the drawing against these tables.
*Escalated, claimed, paused, recognised* are derived or time stamps, never states.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class AskStatus(StrEnum):
    """One need put to one office."""

    PLANNED = "planned"
    WAITING = "waiting"
    HOLDING = "holding"
    OFFERED = "offered"
    CONDITIONAL = "conditional"
    DECLINED = "declined"
    UNDELIVERABLE = "undeliverable"
    DECIDED = "decided"
    STANDBY = "standby"
    RELEASED = "released"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"


class AskMove(StrEnum):
    """What may happen to an ask."""

    POST = "post"
    ACCEPT = "accept"
    CONDITION = "condition"
    DECLINE = "decline"
    HOLD = "hold"
    FAIL = "fail"
    CHOOSE = "choose"
    KEEP = "keep"
    LATE_YES = "late_yes"
    PLAN = "plan"
    RELEASE = "release"
    LAPSE = "lapse"
    WITHDRAW = "withdraw"


def _answers() -> dict[tuple[AskStatus, AskMove], AskStatus]:
    """Until the decision an office may answer, and answer anew, from every open status."""
    results = {
        AskMove.ACCEPT: AskStatus.OFFERED,
        AskMove.CONDITION: AskStatus.CONDITIONAL,
        AskMove.DECLINE: AskStatus.DECLINED,
    }
    return {(status, move): result for status in ANSWERABLE for move, result in results.items()}


ANSWERABLE = (
    AskStatus.WAITING,
    AskStatus.HOLDING,
    AskStatus.OFFERED,
    AskStatus.CONDITIONAL,
    AskStatus.DECLINED,
    AskStatus.UNDELIVERABLE,
    AskStatus.LAPSED,
)

ASK_MOVES: Mapping[tuple[AskStatus, AskMove], AskStatus] = {
    (AskStatus.PLANNED, AskMove.POST): AskStatus.WAITING,
    (AskStatus.RELEASED, AskMove.PLAN): AskStatus.PLANNED,
    **_answers(),
    (AskStatus.WAITING, AskMove.HOLD): AskStatus.HOLDING,
    (AskStatus.WAITING, AskMove.FAIL): AskStatus.UNDELIVERABLE,
    (AskStatus.HOLDING, AskMove.FAIL): AskStatus.UNDELIVERABLE,
    (AskStatus.OFFERED, AskMove.CHOOSE): AskStatus.DECIDED,
    (AskStatus.CONDITIONAL, AskMove.CHOOSE): AskStatus.DECIDED,
    (AskStatus.STANDBY, AskMove.CHOOSE): AskStatus.DECIDED,
    (AskStatus.OFFERED, AskMove.KEEP): AskStatus.STANDBY,
    (AskStatus.RELEASED, AskMove.LATE_YES): AskStatus.STANDBY,
    (AskStatus.DECLINED, AskMove.LATE_YES): AskStatus.STANDBY,
    (AskStatus.PLANNED, AskMove.RELEASE): AskStatus.RELEASED,
    (AskStatus.WAITING, AskMove.RELEASE): AskStatus.RELEASED,
    (AskStatus.HOLDING, AskMove.RELEASE): AskStatus.RELEASED,
    (AskStatus.OFFERED, AskMove.RELEASE): AskStatus.RELEASED,
    (AskStatus.CONDITIONAL, AskMove.RELEASE): AskStatus.RELEASED,
    (AskStatus.STANDBY, AskMove.RELEASE): AskStatus.RELEASED,
    (AskStatus.OFFERED, AskMove.LAPSE): AskStatus.LAPSED,
    (AskStatus.CONDITIONAL, AskMove.LAPSE): AskStatus.LAPSED,
    (AskStatus.DECIDED, AskMove.WITHDRAW): AskStatus.WITHDRAWN,
}


class NeedStatus(StrEnum):
    """One service wanted for one person in one case."""

    ASKING = "asking"
    DECIDED = "decided"
    ARRIVED = "arrived"
    RETURNED = "returned"
    CANCELLED = "cancelled"
    ENDED_OTHERWISE = "ended_otherwise"


class NeedMove(StrEnum):
    """What may happen to a need."""

    DECIDE = "decide"
    REOPEN = "reopen"
    ARRIVE = "arrive"
    TAKE_BACK = "take_back"
    RETURN = "return"
    CANCEL = "cancel"
    END = "end"


NEED_MOVES: Mapping[tuple[NeedStatus, NeedMove], NeedStatus] = {
    (NeedStatus.ASKING, NeedMove.DECIDE): NeedStatus.DECIDED,
    (NeedStatus.ASKING, NeedMove.CANCEL): NeedStatus.CANCELLED,
    (NeedStatus.ASKING, NeedMove.END): NeedStatus.ENDED_OTHERWISE,
    (NeedStatus.DECIDED, NeedMove.REOPEN): NeedStatus.ASKING,
    (NeedStatus.DECIDED, NeedMove.ARRIVE): NeedStatus.ARRIVED,
    (NeedStatus.DECIDED, NeedMove.CANCEL): NeedStatus.CANCELLED,
    (NeedStatus.ARRIVED, NeedMove.TAKE_BACK): NeedStatus.DECIDED,
    (NeedStatus.ARRIVED, NeedMove.RETURN): NeedStatus.RETURNED,
    (NeedStatus.ARRIVED, NeedMove.END): NeedStatus.ENDED_OTHERWISE,
}

OPEN_NEEDS = frozenset({NeedStatus.ASKING, NeedStatus.DECIDED, NeedStatus.ARRIVED})


class NextStep(StrEnum):
    """What an open need waits for; the card shows it with its time."""

    REMIND = "remind"
    CALL_CORE = "call_core"
    NEXT_ON_ROTA = "next_on_rota"
    CALL_CITY = "call_city"
    CALL_AGAIN = "call_again"
    RESUME = "resume"
    TELL_CITY = "tell_city"
    OFFER_WATCH = "offer_watch"
    OFFER_CORE = "offer_core"
    ARRIVAL_CHECK = "arrival_check"
    RETURN_CHECK = "return_check"


class CaseStatus(StrEnum):
    """One event for one person, from the first call to the last report."""

    OPEN = "open"
    AFTERCARE = "aftercare"
    CLOSED = "closed"


class CaseMove(StrEnum):
    """What may happen to a case."""

    SETTLE = "settle"
    CLOSE = "close"


CASE_MOVES: Mapping[tuple[CaseStatus, CaseMove], CaseStatus] = {
    (CaseStatus.OPEN, CaseMove.SETTLE): CaseStatus.AFTERCARE,
    (CaseStatus.AFTERCARE, CaseMove.CLOSE): CaseStatus.CLOSED,
}
