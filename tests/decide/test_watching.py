"""What is watched until a person acts: an offer, an arrival, a return."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.effects import Decision
from bot.moves import AskStatus, NeedStatus, NextStep
from tests.decide.builders import (
    a_case,
    a_need,
    after,
    an_ask,
    changed_case,
    changed_need,
    directs,
    facts_of,
    in_japan,
    lines,
    mentioning,
    next_of,
    sentences,
    somebody,
    stepped,
    without_channel,
    without_core,
)

CORE = somebody("K1")
CALLED = a_case(core_called_at=after(20))
CLAIMED = a_case(core_called_at=after(20), claimed_by="K1", claimed_at=after(22))


def test_an_undecided_offer_is_put_to_the_owner_first() -> None:
    need = a_need(next_step=NextStep.OFFER_WATCH)
    facts = facts_of(an_ask(AskStatus.OFFERED), need=need)

    decision = stepped(facts, at=after(17))

    assert lines(decision)["please_decide"].mention == ("C1",)
    assert lines(decision)["result_later"].card.office == "P01"
    assert lines(decision)["result_later"].sentence.args == {"until": after(27)}
    assert not directs(decision)
    assert next_of(decision) == (NextStep.OFFER_CORE, after(27))


def test_then_to_the_core_centre_and_again_every_ten_minutes() -> None:
    need = a_need(next_step=NextStep.OFFER_CORE)
    facts = facts_of(an_ask(AskStatus.OFFERED), need=need)

    decision = stepped(facts, at=after(27))

    assert changed_case(decision).core_called_at == after(27)
    assert [(each.to, each.sentence.key) for each in directs(decision)] == [("K1", "offer_waits")]
    assert next_of(decision) == (NextStep.OFFER_CORE, after(37))


def test_a_core_centre_that_came_in_is_not_said_to_be_silent_over_an_offer() -> None:
    need = a_need(next_step=NextStep.OFFER_CORE)
    facts = facts_of(an_ask(AskStatus.OFFERED), need=need, case=CLAIMED)

    decision = stepped(facts, at=after(37))

    assert [each.key for each in sentences(decision.effects)] == [
        "still_undecided",
        "result_later",
    ]
    assert lines(decision)["still_undecided"].mention == ("K1", "C1")
    assert next_of(decision) == (NextStep.OFFER_CORE, after(47))


def test_a_missing_arrival_is_asked_of_the_office_and_the_owner_until_it_is_recorded() -> None:
    facts = facts_of(an_ask(AskStatus.DECIDED), need=a_need(NeedStatus.DECIDED))

    decision = stepped(facts, at=after(90))

    asked = mentioning(decision)
    assert {(each.card.office, each.mention) for each in asked} == {
        ("P12", ("C1",)),
        ("P01", ("P01-1", "P01-2")),
    }
    assert len({each.key for each in asked}) == 2
    assert next_of(decision) == (NextStep.ARRIVAL_CHECK, after(100))


def test_the_third_missing_arrival_calls_the_core_centre_and_is_asked_for_less_often_then() -> None:
    need = a_need(NeedStatus.DECIDED, missed=2)
    facts = facts_of(an_ask(AskStatus.DECIDED), need=need)

    decision = stepped(facts, at=after(110))

    called = [each for each in directs(decision) if each.sentence.key == "arrival_uncertain"]
    assert [each.to for each in called] == ["K1"]
    assert lines(decision)["arrival_uncertain"].card.office == "K01"
    assert lines(decision)["core_looks_for_them"].card.office == "P12"
    assert changed_case(decision).core_called_at == after(110)
    assert next_of(decision) == (NextStep.ARRIVAL_CHECK, after(140))


def test_the_first_two_missing_arrivals_leave_the_core_centre_in_peace() -> None:
    for missed in (0, 1):
        need = a_need(NeedStatus.DECIDED, missed=missed)
        decision = stepped(facts_of(an_ask(AskStatus.DECIDED), need=need), at=after(90))

        assert not directs(decision)
        assert changed_need(decision).missed == missed + 1


def test_whoever_came_in_is_called_over_a_missing_arrival_else_everybody_on_duty() -> None:
    need = a_need(NeedStatus.DECIDED, missed=3)
    unclaimed = stepped(facts_of(an_ask(AskStatus.DECIDED), need=need, case=CALLED), at=after(140))
    claimed = stepped(facts_of(an_ask(AskStatus.DECIDED), need=need, case=CLAIMED), at=after(140))

    assert [each.to for each in directs(unclaimed)] == ["K1", "K01-2"]
    assert [each.to for each in directs(claimed)] == ["K1"]
    assert "core_looks_for_them" not in lines(unclaimed)


def test_while_nobody_coordinates_a_missing_arrival_is_the_owners_and_the_offices() -> None:
    need = a_need(NeedStatus.DECIDED, missed=2)
    facts = facts_of(an_ask(AskStatus.DECIDED), need=need)

    decision = stepped(replace(facts, town=without_core(facts.town)), at=after(110))

    assert not directs(decision)
    assert next_of(decision) == (NextStep.ARRIVAL_CHECK, after(140))


def test_at_an_office_without_slack_the_owner_asks_for_the_arrival_by_telephone() -> None:
    facts = facts_of(an_ask(AskStatus.DECIDED), need=a_need(NeedStatus.DECIDED))

    decision = stepped(without_channel(facts, "P01"), at=after(90))

    (asked,) = mentioning(decision)
    assert (asked.card.office, asked.mention) == ("P12", ("C1",))
    assert asked.sentence.key == "please_ask_arrival"
    assert asked.sentence.args["telephone"] == "000-0000-0101"


def test_an_offering_office_without_slack_hears_from_the_owner_that_nothing_is_decided() -> None:
    need = a_need(next_step=NextStep.OFFER_WATCH)
    facts = without_channel(facts_of(an_ask(AskStatus.OFFERED), need=need), "P01")

    decision = stepped(facts, at=after(17))

    later = lines(decision)["please_tell_later"]
    assert (later.card.office, later.mention) == ("P12", ("C1",))
    assert later.sentence.args["until"] == after(27)
    assert "result_later" not in lines(decision)


def test_the_return_is_asked_for_each_morning() -> None:
    facts = facts_of(an_ask(AskStatus.DECIDED), need=a_need(NeedStatus.ARRIVED))

    decision = stepped(facts, at=in_japan(2026, 1, 23, 10))

    assert lines(decision)["please_plan_return"].mention == ("C1",)
    assert next_of(decision) == (NextStep.RETURN_CHECK, in_japan(2026, 1, 24, 10))


@pytest.mark.parametrize(
    "status", [NeedStatus.RETURNED, NeedStatus.CANCELLED, NeedStatus.ENDED_OTHERWISE], ids=str
)
def test_a_need_that_ended_waits_for_nothing(status: NeedStatus) -> None:
    assert stepped(facts_of(need=a_need(status)), at=after(90)) == Decision()
