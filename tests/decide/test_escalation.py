"""When nobody answers: remind, call the core centre, its next, the city; never fall silent."""

from __future__ import annotations

import pytest

from bot.decide import escalation
from bot.moves import AskStatus, NextStep
from tests.decide.builders import (
    a_case,
    a_need,
    a_town,
    after,
    an_ask,
    changed_case,
    directs,
    facts_of,
    lines,
    mentioning,
    next_of,
    redrawn,
    somebody,
    stepped,
    without_core,
)

CORE = somebody("K1")
CALLED = a_case(core_called_at=after(20))
CLAIMED = a_case(core_called_at=after(20), claimed_by="K1", claimed_at=after(22))


# ------------------------------------------------------------------ remind


def test_only_silent_offices_are_reminded_each_by_mention_in_its_own_thread() -> None:
    facts = facts_of(an_ask(), an_ask(AskStatus.DECLINED, office="P03"))

    decision = stepped(facts, at=after(10))

    reminded = mentioning(decision)
    assert [each.card.office for each in reminded] == ["P01"]
    assert reminded[0].mention == ("P01-1", "P01-2")
    assert next_of(decision) == (NextStep.CALL_CORE, after(20))


def test_a_reminder_names_the_hour_and_the_telephone() -> None:
    decision = stepped(facts_of(), at=after(10))

    told = lines(decision)["please_answer"].sentence.args
    assert told == {"until": after(20), "telephone": "000-0000-0112"}


def test_after_twenty_minutes_the_core_centre_is_called_in_and_the_owner_told() -> None:
    need = a_need(next_step=NextStep.CALL_CORE, rung=1)

    heard = (an_ask(AskStatus.CONDITIONAL), an_ask(AskStatus.DECLINED, office="P03"))

    decision = stepped(facts_of(*heard, need=need), at=after(20))

    assert changed_case(decision).core_called_at == after(20)
    assert [each.to for each in directs(decision)] == ["K1"]
    assert lines(decision)["core_needed"].card.office == "K01"
    assert lines(decision)["core_was_called"].mention == ("C1",)
    assert lines(decision)["core_was_called"].sentence.args["telephone"] == "000-0000-0201"
    assert ("case-1", "K01") in redrawn(decision)
    assert next_of(decision) == (NextStep.NEXT_ON_ROTA, after(25))


@pytest.mark.parametrize(
    ("step", "rung", "minute", "called", "then"),
    [
        pytest.param(
            NextStep.NEXT_ON_ROTA, 1, 25, ["K01-2"], (NextStep.CALL_CITY, 30), id="the next one"
        ),
        pytest.param(NextStep.CALL_CITY, 2, 30, ["K1"], (NextStep.CALL_AGAIN, 40), id="the city"),
        pytest.param(
            NextStep.CALL_AGAIN, 3, 40, ["K1", "K01-2"], (NextStep.CALL_AGAIN, 50), id="everybody"
        ),
        pytest.param(
            NextStep.CALL_AGAIN, 4, 50, ["K1", "K01-2"], (NextStep.CALL_AGAIN, 60), id="without end"
        ),
    ],
)
def test_unclaimed_the_ladder_goes_on_and_the_owner_is_told_to_telephone(
    step: NextStep, rung: int, minute: int, called: list[str], then: tuple[NextStep, int]
) -> None:
    need = a_need(next_step=step, next_step_at=after(minute), rung=rung)
    answered = (an_ask(AskStatus.CONDITIONAL), an_ask(AskStatus.DECLINED, office="P03"))

    decision = stepped(facts_of(*answered, need=need, case=CALLED), at=after(minute))

    assert [each.to for each in directs(decision)] == called
    assert lines(decision)["core_needed"].mention == tuple(called)
    assert lines(decision)["core_is_silent"].sentence.args["telephone"] == "000-0000-0201"
    assert lines(decision)["core_is_silent"].mention == ("C1",)
    assert next_of(decision) == (then[0], after(then[1]))


def test_the_city_has_no_slack_at_night_so_the_owner_is_told_its_number() -> None:
    need = a_need(next_step=NextStep.CALL_CITY, rung=2)

    told = lines(stepped(facts_of(need=need, case=CALLED), at=after(30)))["city_please"]

    assert told.mention == ("C1",)
    assert told.sentence.args["rows"] == (("みずうみ市 障がい者福祉課", "000-0000-0301"),)


def test_the_call_says_how_the_offices_stand_and_whom_to_telephone() -> None:
    need = a_need(next_step=NextStep.CALL_CORE)
    asks = (an_ask(), an_ask(AskStatus.CONDITIONAL, office="P03"))

    words = lines(stepped(facts_of(*asks, need=need), at=after(20)))["core_needed"].sentence

    assert words.args["counts"] == (("waiting", 1), ("conditional", 1))
    assert (words.args["owner"], words.args["telephone"]) == ("検証まなぶ", "000-0000-0112")


def test_whoever_took_it_up_is_reminded_instead_of_the_rota() -> None:
    need = a_need(next_step=NextStep.CALL_AGAIN, rung=4)
    heard = (an_ask(AskStatus.CONDITIONAL), an_ask(AskStatus.DECLINED, office="P03"))

    decision = stepped(facts_of(*heard, need=need, case=CLAIMED), at=after(35))

    assert not directs(decision)
    assert set(lines(decision)) == {"still_undecided"}
    assert lines(decision)["still_undecided"].mention == ("K1", "C1")
    assert next_of(decision) == (NextStep.CALL_AGAIN, after(45))


@pytest.mark.parametrize("step", [NextStep.CALL_CORE, NextStep.CALL_AGAIN, NextStep.OFFER_CORE])
def test_a_network_without_a_core_centre_yet_still_calls_its_counsellor(step: NextStep) -> None:
    facts = facts_of(need=a_need(next_step=step), town=without_core(a_town()))

    decision = stepped(facts, at=after(20))

    mentioned = {each.mention for each in lines(decision).values()}
    assert mentioned == {("C1",)}
    assert decision.due


def test_a_case_the_core_centre_owns_calls_its_duty_directly() -> None:
    need = a_need(next_step=NextStep.CALL_CORE, rung=1)
    owned = a_case(owner="K1", owner_office="K01")

    decision = stepped(facts_of(need=need, case=owned), at=after(20))

    assert [each.to for each in directs(decision)] == ["K1"]
    assert {each.card.office for each in lines(decision).values()} == {"K01"}


def test_every_next_step_there_is_has_its_ruling() -> None:
    assert set(escalation.STEPS) == set(NextStep)
