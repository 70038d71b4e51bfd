"""The decision: one office a need, by a person, on the person's wish; then the arrival."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from bot.decide import arriving, choosing
from bot.decide.choosing import WishGiven
from bot.effects import FieldErrors, Line, Shown
from bot.model import Ask
from bot.moves import AskStatus, NeedStatus, NextStep
from bot.vocabulary import Wish
from tests.decide.builders import (
    a_case,
    a_need,
    after,
    an_ask,
    changed_asks,
    changed_case,
    changed_need,
    facts_of,
    in_japan,
    lines,
    outcomes,
    redrawn,
    said,
    somebody,
)

COUNSELOR = somebody("C1")
CORE = somebody("K1")
OFFERED = an_ask(AskStatus.OFFERED)


def test_the_chosen_office_is_decided_and_told_first() -> None:
    facts = facts_of(OFFERED, an_ask(office="P03"))

    decision = choosing.choose(facts, by=COUNSELOR, at=after(26))

    assert changed_asks(decision)["P01"] is AskStatus.DECIDED
    assert changed_need(decision).status is NeedStatus.DECIDED
    assert changed_need(decision).decided_at == after(26)
    assert lines(decision)["you_were_chosen"].card.office == "P01"
    assert lines(decision)["you_were_chosen"].mention
    assert said(decision) == "you_decided"


@pytest.mark.parametrize(
    ("losing", "becomes"),
    [
        pytest.param(AskStatus.WAITING, AskStatus.RELEASED, id="a silent office is let go"),
        pytest.param(AskStatus.HOLDING, AskStatus.RELEASED, id="one looking into it is let go"),
        pytest.param(AskStatus.OFFERED, AskStatus.STANDBY, id="another yes is kept in reserve"),
        pytest.param(AskStatus.CONDITIONAL, AskStatus.RELEASED, id="a condition is let go"),
        pytest.param(AskStatus.DECLINED, None, id="a no stays a no"),
        pytest.param(AskStatus.UNDELIVERABLE, None, id="one never reached hears nothing"),
    ],
)
def test_every_other_office_learns_that_it_is_no_longer_asked(
    losing: AskStatus, becomes: AskStatus | None
) -> None:
    facts = facts_of(OFFERED, an_ask(losing, office="P03"))

    decision = choosing.choose(facts, by=COUNSELOR, at=after(26))

    assert changed_asks(decision).get("P03") is becomes
    assert ("others_chosen" in lines(decision)) is (becomes is not None)
    assert ("ask-P03", "P03") in redrawn(decision)


@pytest.mark.parametrize(
    ("at", "night"),
    [
        pytest.param(in_japan(2026, 1, 20, 22, 12), True, id="at night for the late hour"),
        pytest.param(in_japan(2026, 1, 21, 11, 0), False, id="by day for their trouble"),
    ],
)
def test_released_offices_are_thanked(at: datetime, night: bool) -> None:
    facts = facts_of(OFFERED, an_ask(office="P03"))

    decision = choosing.choose(facts, by=COUNSELOR, at=at)

    assert lines(decision)["others_chosen"].sentence.args["night"] is night


def test_after_the_decision_the_arrival_is_watched_with_its_grace() -> None:
    facts = facts_of(OFFERED, need=a_need(arrival_at=after(60)))

    decision = choosing.choose(facts, by=COUNSELOR, at=after(26))

    need = changed_need(decision)
    assert (need.next_step, need.next_step_at) == (NextStep.ARRIVAL_CHECK, after(90))
    assert decision.due[0].at == after(90)


@pytest.mark.parametrize(
    "arrival",
    [
        pytest.param(None, id="no time was given"),
        pytest.param(after(5), id="the time given is past"),
    ],
)
def test_where_no_arrival_lies_ahead_it_is_looked_for_after_the_grace(
    arrival: datetime | None,
) -> None:
    facts = facts_of(OFFERED, need=a_need(arrival_at=arrival))

    need = changed_need(choosing.choose(facts, by=COUNSELOR, at=after(26)))

    assert need.next_step_at == after(56)


def test_the_owners_decision_is_told_at_the_core_centre_and_stands_in_the_owners_thread() -> None:
    facts = facts_of(OFFERED, case=a_case(core_called_at=after(20)))

    decision = choosing.choose(facts, by=COUNSELOR, at=after(26))

    told = [each for each in decision.effects if isinstance(each, Line)]
    decided = [each for each in told if each.sentence.key == "office_decided"]
    assert [(each.card.office, each.mention) for each in decided] == [("K01", ()), ("P12", ())]
    assert {("case-1", "P12"), ("case-1", "K01")} <= redrawn(decision)


def test_the_owner_is_called_when_the_core_centre_decides() -> None:
    facts = facts_of(OFFERED, case=a_case(core_called_at=after(20)))

    decision = choosing.choose(facts, by=CORE, at=after(26))

    assert lines(decision)["office_decided"].card.office == "P12"
    assert lines(decision)["office_decided"].mention == ("C1",)


# ------------------------------------------------------------------ the wish


def test_without_the_persons_wish_on_record_it_is_asked_first() -> None:
    facts = facts_of(OFFERED, case=a_case(wish=Wish.UNCONFIRMED))

    decision = choosing.choose(facts, by=COUNSELOR, at=after(26))

    assert decision.reply == Shown("wish", "ask-P01")
    assert not decision.changes


def test_the_wish_is_recorded_with_the_decision() -> None:
    facts = facts_of(OFFERED, case=a_case(wish=Wish.UNCONFIRMED))
    given = WishGiven(wish=Wish.PRESUMED, note="以前の体験を楽しまれた")

    decision = choosing.choose_with_wish(facts, given=given, by=COUNSELOR, at=after(26))

    case = changed_case(decision)
    assert (case.wish, case.wish_note) == (Wish.PRESUMED, "以前の体験を楽しまれた")
    assert changed_asks(decision) == {"P01": AskStatus.DECIDED}
    assert "以前の体験" not in repr((decision.effects, decision.notes))


@pytest.mark.parametrize(
    ("wish", "said"),
    [(Wish.PRESUMED, "field_presumed_from"), (Wish.BEST_INTEREST, "field_best_interest")],
)
def test_what_others_presumed_or_judged_says_on_what_it_rests(wish: Wish, said: str) -> None:
    facts = facts_of(OFFERED, case=a_case(wish=Wish.UNCONFIRMED))

    bare = choosing.choose_with_wish(facts, given=WishGiven(wish=wish), by=COUNSELOR, at=after(26))
    founded = choosing.choose_with_wish(
        facts, given=WishGiven(wish=wish, note="1月19日の会議"), by=COUNSELOR, at=after(26)
    )

    assert not bare.changes
    assert isinstance(bare.reply, FieldErrors)
    assert bare.reply.errors["wish_note"].key == said
    assert changed_asks(founded) == {"P01": AskStatus.DECIDED}


def test_an_unconfirmed_wish_is_no_ground_for_a_decision() -> None:
    facts = facts_of(OFFERED, case=a_case(wish=Wish.UNCONFIRMED))
    given = WishGiven(wish=Wish.UNCONFIRMED)

    decision = choosing.choose_with_wish(facts, given=given, by=COUNSELOR, at=after(26))

    assert not decision.changes
    assert isinstance(decision.reply, FieldErrors)
    assert decision.reply.errors["wish"].key == "wish_needed"


# ------------------------------------------------------------------ too late, not offering


@pytest.mark.parametrize(
    "need",
    [NeedStatus.DECIDED, NeedStatus.ARRIVED, NeedStatus.RETURNED],
)
def test_the_second_to_press_is_told_who_was_chosen_and_changes_nothing(need: NeedStatus) -> None:
    asks = (an_ask(AskStatus.STANDBY), an_ask(AskStatus.DECIDED, office="P03"))
    facts = facts_of(*asks, need=a_need(need))

    for decision in (
        choosing.choose(facts, by=COUNSELOR, at=after(30)),
        choosing.choose_with_wish(
            facts, given=WishGiven(wish=Wish.OWN), by=COUNSELOR, at=after(30)
        ),
    ):
        assert said(decision) == "already_decided"
        assert not decision.changes
        assert not decision.due


@pytest.mark.parametrize(
    "status",
    [
        AskStatus.PLANNED,
        AskStatus.WAITING,
        AskStatus.HOLDING,
        AskStatus.DECLINED,
        AskStatus.UNDELIVERABLE,
        AskStatus.RELEASED,
        AskStatus.LAPSED,
        AskStatus.WITHDRAWN,
    ],
)
def test_an_office_that_does_not_offer_cannot_be_chosen(status: AskStatus) -> None:
    facts = facts_of(an_ask(status), an_ask(office="P03"))

    decision = choosing.choose(facts, by=COUNSELOR, at=after(30))

    assert said(decision) == "office_not_offering"
    assert not decision.changes


def test_an_offer_of_an_earlier_round_cannot_be_chosen() -> None:
    facts = facts_of(OFFERED, need=a_need(round=2))

    decision = choosing.choose(facts, by=COUNSELOR, at=after(30))

    assert said(decision) == "office_not_offering"
    assert not decision.changes


# ------------------------------------------------------------------ arrival


def test_the_arrival_is_recorded_and_the_return_is_waited_for() -> None:
    facts = facts_of(an_ask(AskStatus.DECIDED), need=a_need(NeedStatus.DECIDED))

    decision = arriving.arrive(facts, by=somebody("P01-1"), at=after(64))

    need = changed_need(decision)
    assert (need.status, need.arrived_at) == (NeedStatus.ARRIVED, after(64))
    assert (need.next_step, need.next_step_at) == (
        NextStep.RETURN_CHECK,
        in_japan(2026, 1, 23, 10),
    )
    assert lines(decision)["person_arrived"].mention == ("C1",)
    assert outcomes(decision) == [("arrive", "done")]


@pytest.mark.parametrize(
    "status", [each for each in NeedStatus if each is not NeedStatus.DECIDED], ids=str
)
def test_an_arrival_is_recorded_only_once_and_only_after_the_decision(status: NeedStatus) -> None:
    facts = facts_of(an_ask(AskStatus.DECIDED), need=a_need(status))

    decision = arriving.arrive(facts, by=somebody("P01-1"), at=after(64))

    assert said(decision) == "arrival_known"
    assert not decision.changes


def test_nobody_is_chosen_twice_even_where_the_core_centre_presses_at_the_same_moment() -> None:
    facts = facts_of(OFFERED, an_ask(AskStatus.OFFERED, office="P03"))
    first = choosing.choose(facts, by=COUNSELOR, at=after(26))
    asks = tuple(each for each in first.changes if isinstance(each, Ask))
    then = replace(facts, asks=asks, ask=asks[1], need=changed_need(first))

    second = choosing.choose(then, by=CORE, at=after(26))

    assert said(second) == "already_decided"
    assert not second.changes
