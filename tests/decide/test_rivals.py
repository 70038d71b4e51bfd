"""One yes is not two: what an office decided for elsewhere is asked again, and what lapses."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Final

import pytest

from bot.decide import answers, choosing, ending, watching
from bot.effects import Decision, Line
from bot.facts import Actor, Facts, Rival
from bot.model import Ask, AskId, CaseId, NeedId
from bot.moves import AskStatus
from tests.decide.builders import (
    A_CONDITION,
    a_case,
    a_need,
    after,
    an_ask,
    answer_of,
    asks_of,
    changed_asks,
    declined,
    facts_of,
    lines,
    somebody,
    without_channel,
)

COUNSELOR: Final = somebody("C1")
NURSE: Final = somebody("P01-1")
OTHER: Final = a_case("R06", id=CaseId("case-2"), number="2025-0002")


def asked_elsewhere(status: AskStatus) -> Facts:
    """Return R01's case with P01's yes, which R06's case asked for the same nights as well."""
    ask = an_ask(status, id=AskId("ask-rival"), need=NeedId("need-2"))
    need = a_need(id=NeedId("need-2"), case=CaseId("case-2"))
    rival = Rival(case=OTHER, need=need, ask=ask, asks=(ask,))
    return facts_of(an_ask(AskStatus.OFFERED), rivals=(rival,))


def chosen(facts: Facts) -> Decision:
    return choosing.choose(facts, by=COUNSELOR, at=after(26))


def rival_of(decision: Decision) -> Ask | None:
    """Return the other case's ask as it stands after the decision, if it was changed."""
    return next((ask for ask in asks_of(decision) if ask.id == "ask-rival"), None)


@pytest.mark.parametrize(
    ("status", "asked"),
    [
        pytest.param(AskStatus.OFFERED, True, id="a yes"),
        pytest.param(AskStatus.CONDITIONAL, True, id="a yes under conditions"),
        pytest.param(AskStatus.WAITING, False, id="silence binds nobody"),
        pytest.param(AskStatus.HOLDING, False, id="nor does 確認中"),
    ],
)
def test_what_an_office_offered_elsewhere_must_be_confirmed(status: AskStatus, asked: bool) -> None:
    decision = chosen(asked_elsewhere(status))

    ask = rival_of(decision)
    assert (ask is not None) is asked
    assert ask is None or ask.confirm_by == after(36)
    assert ("please_confirm_offer" in lines(decision)) is asked


@pytest.mark.parametrize("spoken", [False, True], ids=["in its window", "by telephone"])
def test_the_other_cases_owner_hears_what_is_waited_for(spoken: bool) -> None:
    facts = asked_elsewhere(AskStatus.OFFERED)

    decision = chosen(without_channel(facts, "P01") if spoken else facts)

    told = lines(decision)["offer_to_confirm"]
    assert (told.card.subject, told.card.office) == ("case-2", OTHER.owner_office)
    assert told.mention == (OTHER.owner,)
    assert told.sentence.args["by_telephone"] is spoken
    assert told.sentence.args["telephone"] == "000-0000-0101"
    assert ("please_confirm_offer" in lines(decision)) is not spoken


def must_confirm(status: AskStatus, *, by: datetime, **changes: object) -> Facts:
    """Return R01's case with a yes of P01 that has to be said again."""
    ask = an_ask(status, confirm_by=by)
    answer = replace(ask.answer, condition=A_CONDITION.condition) if ask.answer else None
    return facts_of(replace(ask, answer=answer, **changes), an_ask(office="P03"))  # type: ignore[arg-type]


@pytest.mark.parametrize("status", [AskStatus.OFFERED, AskStatus.CONDITIONAL], ids=str)
def test_what_is_not_confirmed_lapses_and_each_time_it_is_said(status: AskStatus) -> None:
    once, twice = (
        watching.offer_lapsed(must_confirm(status, by=after(until)), at=after(until))
        for until in (36, 80)
    )

    assert changed_asks(once) == changed_asks(twice) == {"P01": AskStatus.LAPSED}
    first, second = (
        {each.key for each in decision.effects if isinstance(each, Line)}
        for decision in (once, twice)
    )
    assert len(first) == len(second) == 2
    assert not first & second


def test_a_condition_confirmed_with_one_press_stays_the_same_condition() -> None:
    facts = must_confirm(AskStatus.CONDITIONAL, by=after(36))

    decision = answers.accept(facts, by=NURSE, at=after(30))

    (ask,) = asks_of(decision)
    assert (ask.status, ask.confirm_by) == (AskStatus.CONDITIONAL, None)
    assert answer_of(decision).condition == A_CONDITION.condition


def test_a_condition_that_nobody_questions_becomes_a_full_yes_as_before() -> None:
    facts = replace(must_confirm(AskStatus.CONDITIONAL, by=after(36), confirm_by=None))

    assert changed_asks(answers.accept(facts, by=NURSE, at=after(30))) == {"P01": AskStatus.OFFERED}


def _let_go(facts: Facts, by: Actor) -> Decision:
    return choosing.choose(replace(facts, ask=facts.asks[1]), by=by, at=after(30))


def _ended(facts: Facts, by: Actor) -> Decision:
    return ending.cancel(facts, reason="家族が対応", by=by, at=after(30))


@pytest.mark.parametrize("over", [_let_go, _ended], ids=["another is chosen", "taken back"])
@pytest.mark.parametrize("status", [AskStatus.OFFERED, AskStatus.CONDITIONAL], ids=str)
def test_nobody_is_asked_to_confirm_what_is_over(status: AskStatus, over: object) -> None:
    mine = an_ask(status, confirm_by=after(36))
    facts = facts_of(mine, an_ask(AskStatus.OFFERED, office="P03"))

    decision = over(facts, COUNSELOR)  # type: ignore[operator]

    freed = next(ask for ask in asks_of(decision) if ask.office == "P01")
    assert freed.status in {AskStatus.STANDBY, AskStatus.RELEASED}
    assert freed.confirm_by is None


def test_an_offer_taken_back_is_not_asked_for_again() -> None:
    facts = must_confirm(AskStatus.OFFERED, by=after(36))

    (ask,) = asks_of(declined(facts, by=NURSE, at=after(30)))

    assert (ask.status, ask.confirm_by) == (AskStatus.DECLINED, None)
