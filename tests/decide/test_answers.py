"""What offices say: a yes is an offer, a no is thanked, and nothing said is lost."""

from __future__ import annotations

import pytest

from bot.decide import answers
from bot.decide.answers import Typed
from bot.moves import ANSWERABLE, AskStatus, NeedStatus, NextStep
from tests.decide.builders import (
    a_need,
    a_stranger,
    after,
    an_ask,
    changed_asks,
    changed_need,
    facts_of,
    lines,
    outcomes,
    redrawn,
    said,
    somebody,
)

NURSE = somebody("P01-1")


def test_a_yes_is_an_offer_the_owner_hears_of_and_the_office_is_promised_a_result() -> None:
    facts = facts_of()

    decision = answers.accept(facts, by=NURSE, at=after(7))

    assert changed_asks(decision) == {"P01": AskStatus.OFFERED}
    assert changed_need(decision).status is NeedStatus.ASKING
    heard = lines(decision)
    assert heard["accept_thanks"].sentence.args["until"] == after(17)
    assert heard["accept_thanks"].card.office == "P01"
    assert heard["offer_arrived"].card.office == "P12"
    assert heard["offer_arrived"].mention == ("C1",)


def test_a_yes_stops_the_asking_and_starts_the_watch_over_the_decision() -> None:
    facts = facts_of()

    need = changed_need(answers.accept(facts, by=NURSE, at=after(7)))

    assert (need.next_step, need.next_step_at) == (NextStep.OFFER_WATCH, after(17))


def test_a_second_yes_leaves_the_watch_where_it_was() -> None:
    need = a_need(next_step=NextStep.OFFER_CORE, next_step_at=after(27))
    facts = facts_of(an_ask(), an_ask(AskStatus.OFFERED, office="P03"), need=need)

    later = changed_need(answers.accept(facts, by=NURSE, at=after(20)))

    assert (later.next_step, later.next_step_at) == (NextStep.OFFER_CORE, after(27))


def test_a_no_leaves_the_others_asked_and_the_ladder_where_it_was() -> None:
    facts = facts_of()

    decision = answers.decline(facts, by=NURSE, at=after(4))

    need = changed_need(decision)
    assert changed_asks(decision) == {"P01": AskStatus.DECLINED}
    assert (need.next_step, need.next_step_at) == (NextStep.REMIND, after(10))
    assert lines(decision)["decline_arrived"].mention == ("C1",)
    assert "decline_thanks" in lines(decision)


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(AskStatus.DECLINED, id="the other office said no before"),
        pytest.param(AskStatus.UNDELIVERABLE, id="the other office could not be reached"),
        pytest.param(AskStatus.RELEASED, id="the other office was let go"),
    ],
)
def test_the_last_no_calls_the_core_centre_in_at_once(other: AskStatus) -> None:
    facts = facts_of(an_ask(), an_ask(other, office="P03"))

    decision = answers.decline(facts, by=NURSE, at=after(4))

    need = changed_need(decision)
    assert (need.next_step, need.next_step_at) == (NextStep.CALL_CORE, after(4))
    assert decision.due[0].at == after(4)


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(AskStatus.WAITING, id="an office that is still silent"),
        pytest.param(AskStatus.HOLDING, id="an office that is looking into it"),
        pytest.param(AskStatus.CONDITIONAL, id="an office that named a condition"),
    ],
)
def test_as_long_as_somebody_could_say_yes_the_ladder_keeps_its_time(other: AskStatus) -> None:
    facts = facts_of(an_ask(), an_ask(other, office="P03"))

    need = changed_need(answers.decline(facts, by=NURSE, at=after(4)))

    assert (need.next_step, need.next_step_at) == (NextStep.REMIND, after(10))


def test_a_yes_taken_back_sends_the_need_up_the_ladder_again() -> None:
    watching = a_need(next_step=NextStep.OFFER_WATCH, next_step_at=after(25))
    facts = facts_of(an_ask(AskStatus.OFFERED), an_ask(office="P03"), need=watching)

    decision = answers.decline(facts, by=NURSE, at=after(18))

    need = changed_need(decision)
    assert changed_asks(decision) == {"P01": AskStatus.DECLINED}
    assert (need.next_step, need.next_step_at) == (NextStep.REMIND, after(18))


@pytest.mark.parametrize("status", ANSWERABLE)
def test_until_the_decision_an_office_may_answer_anew(status: AskStatus) -> None:
    facts = facts_of(an_ask(status), an_ask(office="P03"))

    yes = answers.accept(facts, by=NURSE, at=after(7))
    no = answers.decline(facts, by=NURSE, at=after(7))

    assert AskStatus.OFFERED in {status, changed_asks(yes).get("P01")}
    assert AskStatus.DECLINED in {status, changed_asks(no).get("P01")}


def test_the_same_answer_twice_changes_nothing_and_says_so() -> None:
    facts = facts_of(an_ask(AskStatus.OFFERED))

    decision = answers.accept(facts, by=NURSE, at=after(8))

    assert not decision.changes
    assert said(decision) == "already_answered"
    assert redrawn(decision) == {("ask-P01", "P01")}


@pytest.mark.parametrize("move", [answers.accept, answers.decline], ids=["a yes", "a no"])
def test_who_said_it_and_when_is_kept_with_the_answer(move: object) -> None:
    assert callable(move)

    decision = move(facts_of(), by=NURSE, at=after(7))

    answer = next(each for each in decision.changes if hasattr(each, "answer")).answer
    assert (answer.by, answer.staff, answer.at) == (NURSE.member, "P01-1", after(7))
    assert answer.verified


def test_somebody_unknown_in_the_offices_channel_is_heard_and_marked() -> None:
    decision = answers.accept(facts_of(), by=a_stranger("P01"), at=after(7))

    ask = next(each for each in decision.changes if hasattr(each, "answer"))
    assert ask.status is AskStatus.OFFERED
    assert (ask.answer.staff, ask.answer.verified) == (None, False)
    assert decision.notes[0].detail == {"verified": "no"}


def test_an_answer_the_offices_staff_repeats_is_no_longer_in_doubt() -> None:
    heard = answers.accept(facts_of(), by=a_stranger("P01"), at=after(7))
    doubtful = next(each for each in heard.changes if hasattr(each, "answer"))
    facts = facts_of(doubtful, an_ask(office="P03"))

    decision = answers.accept(facts, by=NURSE, at=after(9))

    confirmed = next(each for each in decision.changes if hasattr(each, "answer"))
    assert (confirmed.status, confirmed.answer.verified) == (AskStatus.OFFERED, True)


def test_somebody_unknown_repeating_an_answer_puts_it_in_no_doubt() -> None:
    facts = facts_of(an_ask(AskStatus.OFFERED))

    decision = answers.accept(facts, by=a_stranger("P01"), at=after(9))

    assert not decision.changes


CLOSED = [
    pytest.param(AskStatus.RELEASED, NeedStatus.DECIDED, id="another office was chosen"),
    pytest.param(AskStatus.STANDBY, NeedStatus.DECIDED, id="it was kept as the next candidate"),
    pytest.param(AskStatus.DECIDED, NeedStatus.DECIDED, id="it was chosen itself"),
    pytest.param(AskStatus.DECLINED, NeedStatus.DECIDED, id="it had said no"),
    pytest.param(AskStatus.RELEASED, NeedStatus.ARRIVED, id="the person is somewhere else already"),
    pytest.param(AskStatus.WAITING, NeedStatus.CANCELLED, id="the request was withdrawn"),
    pytest.param(AskStatus.LAPSED, NeedStatus.ASKING, id="its offer lapsed"),
]


@pytest.mark.parametrize(("status", "need"), CLOSED)
@pytest.mark.parametrize("move", [answers.accept, answers.decline], ids=["a yes", "a no"])
def test_a_late_answer_changes_nothing_is_thanked_and_stays_on_record(
    move: object, status: AskStatus, need: NeedStatus
) -> None:
    assert callable(move)
    facts = facts_of(an_ask(status), an_ask(office="P03"), need=a_need(need))

    decision = move(facts, by=NURSE, at=after(40))

    assert not decision.changes
    assert not decision.due
    assert said(decision) == "no_longer_waiting"
    assert "no_longer_waiting" in lines(decision)
    assert [outcome for _, outcome in outcomes(decision)] == ["late"]


def test_an_answer_to_an_earlier_round_is_late() -> None:
    facts = facts_of(an_ask(round=1), an_ask(office="P03", round=2), need=a_need(round=2))

    decision = answers.accept(facts, by=NURSE, at=after(40))

    assert not decision.changes
    assert said(decision) == "no_longer_waiting"


# ------------------------------------------------------------------ typed


@pytest.mark.parametrize(
    ("text", "status"),
    [
        pytest.param("受入れ可能です", AskStatus.OFFERED, id="a clear yes counts as the button"),
        pytest.param("受入れ困難です", AskStatus.DECLINED, id="a clear no counts as the button"),
    ],
)
def test_a_clear_word_in_the_thread_is_an_answer(text: str, status: AskStatus) -> None:
    decision = answers.reply(facts_of(), typed=Typed(text=text, key="m1"), by=NURSE, at=after(6))

    assert changed_asks(decision) == {"P01": status}


def test_an_unclear_word_is_answered_with_the_buttons_and_counts_for_nothing() -> None:
    typed = Typed(text="大丈夫です", key="m1")

    decision = answers.reply(facts_of(), typed=typed, by=NURSE, at=after(6))

    assert not decision.changes
    assert lines(decision)["please_choose"].key == "prompt:m1"
    assert outcomes(decision) == [("reply", "unclear")]


def test_what_was_typed_is_repeated_nowhere() -> None:
    typed = Typed(text="見本さんは無理です、080に電話して", key="m1")

    decision = answers.reply(facts_of(), typed=typed, by=NURSE, at=after(6))

    assert "見本さん" not in repr(decision)


def test_an_unclear_word_after_the_decision_is_told_that_nothing_is_awaited() -> None:
    facts = facts_of(an_ask(AskStatus.RELEASED), need=a_need(NeedStatus.DECIDED))

    decision = answers.reply(facts, typed=Typed(text="はい", key="m1"), by=NURSE, at=after(40))

    assert not decision.changes
    assert set(lines(decision)) == {"no_longer_waiting"}


def test_a_clear_word_after_the_decision_is_late() -> None:
    facts = facts_of(an_ask(AskStatus.RELEASED), need=a_need(NeedStatus.DECIDED))
    typed = Typed(text="受入れ可能です", key="m1")

    decision = answers.reply(facts, typed=typed, by=NURSE, at=after(40))

    assert not decision.changes
    assert outcomes(decision) == [("accept", "late")]
