"""Whom to telephone next, what a call comes to, and answers entered on an office's behalf."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from bot.decide import answers, calling, choosing, entering, menu
from bot.decide.calling import Callee
from bot.decide.given import Given
from bot.decide.may import Act
from bot.effects import Decision, FieldErrors, Said, Shown
from bot.facts import Asking, Facts
from bot.model import Ask, AskId, Call, CallId, Condition, NeedId, OfficeId, StaffId
from bot.moves import AskStatus, NeedStatus, NextStep
from bot.vocabulary import CallOutcome, DeclineReason, Part, RemarkKind, ServiceType
from tests.decide.builders import (
    NIGHT,
    Books,
    a_case,
    a_need,
    a_stranger,
    a_town,
    after,
    altered,
    an_ask,
    answer_of,
    changed_asks,
    changed_case,
    changed_need,
    conditioned,
    declined,
    directs,
    facts_of,
    in_japan,
    lines,
    numbered,
    outcomes,
    redrawn,
    remarks_of,
    somebody,
    told,
    withdrawn,
    without_channel,
)

C1, K1, NURSE = somebody("C1"), somebody("K1"), somebody("P01-1")
SPOKEN = Given(answerer="仮名よるこ")


def a_call(
    office: str = "P01",
    outcome: CallOutcome = CallOutcome.NO_ANSWER,
    *,
    at: datetime = NIGHT,
    by: str = "C1",
) -> Call:
    """Return a call to an asked office."""
    return Call(
        id=CallId(f"call-{office}-{at:%H%M%S}"),
        network=a_case().network,
        case=a_case().id,
        ask=an_ask(office=office).id,
        by=StaffId(by),
        at=at,
        outcome=outcome,
    )


def called_next(facts: Facts, *, at: datetime = NIGHT) -> list[str]:
    """Return the offices to call, next one first."""
    return [each.ask.office for each in calling.next_calls(facts, at=at)]


def calls_of(decision: Decision) -> list[CallOutcome]:
    """Return the outcomes the decision keeps."""
    return [each.outcome for each in decision.changes if isinstance(each, Call)]


def noted(
    facts: Facts,
    outcome: CallOutcome = CallOutcome.NO_ANSWER,
    *,
    by: str = "C1",
    at: datetime = NIGHT,
) -> Decision:
    """Return what a tap on an outcome comes to."""
    actor = somebody(by)
    return entering.record_call(facts, outcome=outcome, by=actor, at=at, new_id=numbered())


def entered(
    facts: Facts,
    outcome: CallOutcome = CallOutcome.YES,
    *,
    by: str = "C1",
    given: Given = SPOKEN,
    at: datetime = NIGHT,
) -> Decision:
    """Return what an answer said at the telephone comes to."""
    actor = somebody(by)
    return entering.enter(facts, outcome=outcome, given=given, by=actor, at=at, new_id=numbered())


# ------------------------------------------------------------------ whom to call next


def test_who_cannot_be_reached_in_slack_is_called_first() -> None:
    lost = an_ask(AskStatus.UNDELIVERABLE, office="P07")
    facts = without_channel(facts_of(an_ask(), an_ask(office="P03"), lost), "P03")

    assert called_next(facts) == ["P03", "P07", "P01"]


def test_then_whose_time_is_over_then_the_silent_then_who_looks_into_it() -> None:
    looking = an_ask(AskStatus.HOLDING, reply_due=after(30))
    silent = an_ask(office="P03", reply_due=after(40))
    late = an_ask(office="P07")

    assert called_next(facts_of(looking, silent, late), at=after(21)) == ["P07", "P03", "P01"]


@pytest.mark.parametrize(
    "status",
    [AskStatus.DECLINED, AskStatus.CONDITIONAL, AskStatus.LAPSED, AskStatus.RELEASED],
)
def test_who_answered_or_is_no_longer_asked_is_not_called(status: AskStatus) -> None:
    assert called_next(facts_of(an_ask(status), an_ask(office="P03"))) == ["P03"]


def test_where_one_offers_nobody_is_called_next_but_the_list_still_has_them() -> None:
    facts = facts_of(an_ask(AskStatus.OFFERED), an_ask(office="P03"))

    assert called_next(facts) == []
    assert [each.ask.office for each in calling.call_list(facts, at=NIGHT)] == ["P03", "P01"]


def test_who_was_called_last_is_called_again_after_the_others() -> None:
    facts = without_channel(facts_of(), "P01")

    assert called_next(facts) == ["P01", "P03"]
    assert called_next(replace(facts, calls=(a_call(at=after(1)),))) == ["P03", "P01"]


@pytest.mark.parametrize("outcome", [CallOutcome.REACHED, CallOutcome.CALL_BACK])
def test_who_was_spoken_to_is_left_in_peace_until_its_time_is_over(outcome: CallOutcome) -> None:
    asks = (an_ask(), an_ask(office="P03", reply_due=after(40)))
    facts = facts_of(*asks, calls=(a_call(outcome=outcome, at=after(1)),))

    assert called_next(facts, at=after(2)) == ["P03", "P01"]
    assert called_next(facts, at=after(21)) == ["P01", "P03"]


def test_every_need_of_the_case_that_still_asks_is_on_the_list() -> None:
    helper = a_need(id=NeedId("need-2"), service=ServiceType.HOME_HELP)
    decided = a_need(NeedStatus.DECIDED, id=NeedId("need-3"))
    other = an_ask(office="P07", id=AskId("ask-2"), need=helper.id)
    over = an_ask(AskStatus.WAITING, office="P06", id=AskId("ask-3"), need=decided.id)
    others = (Asking(need=helper, asks=(other,)), Asking(need=decided, asks=(over,)))

    assert called_next(facts_of(an_ask(), others=others)) == ["P01", "P07"]


def test_an_office_that_is_only_proposed_is_not_called() -> None:
    assert called_next(facts_of(an_ask(AskStatus.PLANNED), an_ask(office="P03"))) == ["P03"]


def test_a_card_names_three_numbers_and_no_office_twice() -> None:
    many = tuple(an_ask(office=each) for each in ("P01", "P02", "P03", "P04", "P06"))
    again = replace(an_ask(), id=AskId("ask-again"))

    found = calling.numbers(facts_of(an_ask(), again, *many[1:]), at=NIGHT)

    assert [telephone for _, telephone in found] == [
        "000-0000-0101",
        "000-0000-0102",
        "000-0000-0103",
    ]


def test_the_duty_telephone_of_the_window_serving_now_is_called() -> None:
    town = a_town()
    window = replace(town.windows[OfficeId("P01")], telephone="000-0000-0999")
    facts = facts_of(town=replace(town, windows={**town.windows, window.office: window}))

    assert calling.numbers(facts, at=NIGHT)[0][1] == "000-0000-0999"


# ------------------------------------------------------------------ the owner's letter


DAYTIME = in_japan(2026, 1, 20, 11)


def test_by_night_the_owner_gets_every_number_once_for_each_asking() -> None:
    (letter,) = calling.letters(facts_of(), at=NIGHT)
    (again,) = calling.letters(
        facts_of(an_ask(round=2), need=a_need(round=2)),
        at=NIGHT,
    )

    assert (letter.to, letter.subject) == ("C1", "case-1")
    assert letter.sentence.args["night"] is True
    assert letter.sentence.args["calls"] == (
        ("見本短期入所 かりのやど", "000-0000-0101"),
        ("試験支援施設 やまびこ荘", "000-0000-0103"),
    )
    assert letter.key != again.key


def test_by_day_only_the_offices_without_a_channel_are_in_it() -> None:
    (letter,) = calling.letters(without_channel(facts_of(), "P03"), at=DAYTIME)

    assert letter.sentence.args["calls"] == (("試験支援施設 やまびこ荘", "000-0000-0103"),)
    assert calling.letters(facts_of(), at=DAYTIME) == ()


def test_with_nobody_asked_there_is_no_letter() -> None:
    assert calling.letters(replace(facts_of(), asks=()), at=NIGHT) == ()


# ------------------------------------------------------------------ what a call comes to


def test_a_call_is_kept_drawn_on_the_cards_and_shown_in_the_list() -> None:
    decision = noted(facts_of())

    (call,) = decision.changes
    assert isinstance(call, Call)
    assert (call.ask, call.by, call.at, call.outcome) == (
        "ask-P01",
        "C1",
        NIGHT,
        CallOutcome.NO_ANSWER,
    )
    assert redrawn(decision) == {("case-1", "P12")}
    assert listed(decision)["P01"].last == call
    assert outcomes(decision) == [("call", "done")]


def listed(decision: Decision) -> dict[str, Callee]:
    """Return the list the presser sees, by office."""
    assert isinstance(decision.reply, Shown), decision.reply
    found: Any = decision.reply.value
    return {each.ask.office: each for each in found}


@pytest.mark.parametrize(
    ("before", "counts"),
    [
        pytest.param(a_call(at=after(-0.5)), False, id="the same outcome by the same person"),
        pytest.param(a_call(at=after(-1)), True, id="unless it is a minute ago"),
        pytest.param(a_call(at=after(-0.5), by="K1"), True, id="or somebody else called"),
        pytest.param(a_call("P03", at=after(-0.5)), True, id="or another office was called"),
        pytest.param(
            a_call(outcome=CallOutcome.REACHED, at=after(-0.5)), True, id="or it came to another"
        ),
    ],
)
def test_an_outcome_pressed_twice_is_one_call(before: Call, counts: bool) -> None:
    decision = noted(facts_of(calls=(before,)))

    assert bool(decision.changes) is counts
    assert "P01" in listed(decision)


def test_once_nobody_is_sought_nothing_is_noted_and_the_list_says_so() -> None:
    facts = facts_of(an_ask(AskStatus.DECIDED), need=a_need(NeedStatus.DECIDED))

    for decision in (
        noted(facts),
        entering.open_list(facts, by=C1, at=NIGHT),
        entering.open_answer(facts, outcome=CallOutcome.YES, by=C1, at=NIGHT),
    ):
        assert decision.changes == ()
        assert isinstance(decision.reply, Said)
        assert decision.reply.sentence.key == "nobody_to_call"


def test_an_outcome_for_the_round_before_shows_the_list_of_the_new_one() -> None:
    old, new = an_ask(id=AskId("ask-old")), an_ask(round=2)
    facts = facts_of(new, need=a_need(round=2), calls=(a_call(),))

    decision = noted(replace(facts, ask=old))

    assert decision.changes == ()
    assert set(listed(decision)) == {"P01"}


# ------------------------------------------------------------------ answers on its behalf


def test_a_yes_at_the_telephone_is_an_offer_by_nobody_but_the_office() -> None:
    decision = entered(facts_of())

    answer = answer_of(decision)
    assert changed_asks(decision) == {"P01": AskStatus.OFFERED}
    assert (answer.by, answer.staff, answer.entered_by) == (None, None, "C1")
    assert answer.verified
    assert changed_need(decision).next_step is NextStep.OFFER_WATCH
    assert calls_of(decision) == [CallOutcome.YES]
    assert listed(decision)["P01"].ask.status is AskStatus.OFFERED


def test_who_said_it_is_kept_sealed_and_stands_nowhere_else() -> None:
    decision = entered(facts_of())

    (remark,) = remarks_of(decision)
    assert (remark.answerer, remark.text) == ("仮名よるこ", "")
    assert (remark.by, remark.kind) == (C1.member, RemarkKind.SPOKEN)
    assert "仮名よるこ" not in told(replace(decision, reply=None))


def test_a_yes_without_a_name_is_taken_all_the_same() -> None:
    decision = entered(facts_of(), given=Given())

    assert changed_asks(decision) == {"P01": AskStatus.OFFERED}
    assert remarks_of(decision) == ()


def test_it_is_on_record_that_it_came_by_telephone() -> None:
    notes = {note.act: note.detail for note in entered(facts_of()).notes}

    assert notes == {
        "offered": {"verified": "yes", "by": "telephone"},
        "call": {"outcome": "yes"},
    }


def test_conditions_and_a_no_are_recorded_like_those_of_a_form() -> None:
    some = Given(condition=Condition(part=Part.NIGHTS_ONLY))
    no = Given(reason=DeclineReason.FULL)

    assert changed_asks(entered(facts_of(), CallOutcome.CONDITION, given=some)) == {
        "P01": AskStatus.CONDITIONAL
    }
    assert changed_asks(entered(facts_of(), CallOutcome.NO, given=no)) == {
        "P01": AskStatus.DECLINED
    }


def test_a_condition_that_cannot_be_is_shown_at_its_field_and_no_call_is_kept() -> None:
    backwards = Given(condition=Condition(since=after(60), until=after(30)))

    decision = entered(facts_of(), CallOutcome.CONDITION, given=backwards)

    assert isinstance(decision.reply, FieldErrors)
    assert decision.changes == ()


NIGHTS_ONLY = Condition(part=Part.NIGHTS_ONLY)


def test_the_office_is_shown_what_was_noted_on_its_behalf() -> None:
    no = Given(reason=DeclineReason.FULL)

    assert lines(entered(facts_of()))["accept_noted"].card.office == "P01"
    assert "decline_noted" in lines(entered(facts_of(), CallOutcome.NO, given=no))
    assert "condition_noted" in lines(
        entered(facts_of(), CallOutcome.CONDITION, given=Given(condition=NIGHTS_ONLY))
    )


def test_the_owner_is_called_unless_it_was_the_owner_who_telephoned() -> None:
    assert lines(entered(facts_of()))["offer_arrived"].mention == ()
    assert lines(entered(facts_of(), by="K1"))["offer_arrived"].mention == ("C1",)


def test_the_same_yes_again_is_known_already() -> None:
    books = Books(facts_of())
    books.record(entered(books.facts("P01")))

    again = entered(books.facts("P01"), at=after(1))

    assert altered(again) == ()
    assert calls_of(again) == []


def test_a_call_settles_what_somebody_unknown_had_answered() -> None:
    books = Books(facts_of())
    books.record(answers.accept(books.facts("P01"), by=a_stranger("P01"), at=NIGHT))

    settled = answer_of(entered(books.facts("P01"), at=after(1)))

    assert (settled.verified, settled.entered_by) == (True, "C1")


def test_the_last_word_counts_whether_pressed_or_spoken() -> None:
    books = Books(facts_of())
    books.record(answers.accept(books.facts("P01"), by=NURSE, at=NIGHT))
    books.record(
        entered(
            books.facts("P01"),
            CallOutcome.NO,
            given=Given(reason=DeclineReason.FULL),
            at=after(1),
        )
    )
    spoken = books.asks[OfficeId("P01")]
    books.record(conditioned(books.facts("P01"), by=NURSE, at=after(2)))
    pressed = books.asks[OfficeId("P01")]

    assert spoken.status is AskStatus.DECLINED
    assert pressed.status is AskStatus.CONDITIONAL
    assert pressed.answer is not None
    assert (pressed.answer.entered_by, pressed.answer.staff) == (None, "P01-1")


def test_an_answer_entered_after_the_decision_is_late_and_changes_nothing() -> None:
    books = Books(facts_of())
    books.record(answers.accept(books.facts("P03"), by=somebody("P03-1"), at=NIGHT))
    books.record(choosing.choose(books.facts("P03"), by=C1, at=after(1)))

    no = Given(reason=DeclineReason.FULL)
    late = entered(books.facts("P01"), CallOutcome.NO, given=no, at=after(2))

    assert altered(late) == ()
    assert isinstance(late.reply, Said)
    assert late.reply.sentence.key == "entered_too_late"
    assert ("decline", "late") in outcomes(late)
    assert late.notes[0].detail["by"] == "telephone"


def test_a_late_yes_at_the_telephone_stands_by_like_a_pressed_one() -> None:
    books = Books(facts_of())
    books.record(answers.accept(books.facts("P03"), by=somebody("P03-1"), at=NIGHT))
    books.record(choosing.choose(books.facts("P03"), by=C1, at=after(1)))

    late = entered(books.facts("P01"), at=after(2))

    assert changed_asks(late) == {"P01": AskStatus.STANDBY}
    assert answer_of(late).entered_by == "C1"
    assert late.notes[0].detail == {"status": "standby", "by": "telephone"}
    assert isinstance(late.reply, Said)
    assert late.reply.sentence.key == "entered_as_standby"


def test_where_the_first_yes_decides_a_spoken_one_does_too_and_that_is_said() -> None:
    town = a_town()
    first = replace(town, profile=replace(town.profile, decision="first_accept"))

    decision = entered(facts_of(town=first))

    assert changed_need(decision).status is NeedStatus.DECIDED
    assert isinstance(decision.reply, Said)
    assert decision.reply.sentence.key == "you_decided"


def test_where_nothing_in_slack_reaches_it_whoever_entered_the_yes_is_asked_to_call() -> None:
    town = a_town()
    first = replace(town, profile=replace(town.profile, decision="first_accept"))

    decision = entered(without_channel(facts_of(town=first), "P01"))

    assert isinstance(decision.reply, Said)
    assert decision.reply.sentence.key == "you_decided_please_call"
    assert lines(decision)["please_tell_chosen"].mention == ("C1",)


def test_a_no_entered_for_the_decided_office_shows_the_way_to_record_it() -> None:
    facts = facts_of(an_ask(AskStatus.DECIDED), need=a_need(NeedStatus.DECIDED))

    decision = entered(facts, CallOutcome.NO, given=Given(reason=DeclineReason.FULL))

    assert isinstance(decision.reply, Said)
    assert decision.reply.sentence.key == "please_record_withdrawal"


def test_when_the_last_one_says_no_at_the_telephone_the_core_centre_is_due_at_once() -> None:
    books = Books(facts_of())
    books.record(declined(books.facts("P03"), by=somebody("P03-1"), at=NIGHT))

    decision = entered(
        books.facts("P01"), CallOutcome.NO, given=Given(reason=DeclineReason.FULL), at=after(1)
    )

    need = changed_need(decision)
    assert (need.next_step, need.next_step_at) == (NextStep.CALL_CORE, after(1))


# ------------------------------------------------------------------ stepping back by telephone


def a_decision(*others: Ask) -> Facts:
    """Return P01 decided for, the person not there yet."""
    return facts_of(an_ask(AskStatus.DECIDED), *others, need=a_need(NeedStatus.DECIDED))


def test_who_leads_the_case_records_that_the_office_stepped_back() -> None:
    given = Given(reason=DeclineReason.INFECTION, answerer="仮名よるこ")

    decision = withdrawn(a_decision(), by=K1, at=after(20), given=given, new_id=numbered())

    gone = next(each for each in decision.changes if isinstance(each, Ask))
    assert gone.status is AskStatus.WITHDRAWN
    assert gone.answer is not None
    assert (gone.answer.by, gone.answer.entered_by) == (None, "K1")
    assert [each.answerer for each in remarks_of(decision)] == ["仮名よるこ"]
    assert lines(decision)["withdrawal_noted"].card.office == "P01"
    assert decision.notes[0].detail == {"reason": "infection", "by": "telephone"}


def test_an_office_that_steps_back_itself_is_told_nothing_of_a_telephone() -> None:
    decision = withdrawn(a_decision(), by=NURSE, at=after(20), new_id=numbered())

    assert "withdrawal_noted" not in lines(decision)
    assert decision.notes[0].detail == {"reason": "full"}


def test_the_new_round_has_its_own_numbers_to_call() -> None:
    facts = a_decision(an_ask(AskStatus.STANDBY, office="P03"))

    decision = withdrawn(facts, by=NURSE, at=after(20), new_id=numbered())

    (letter,) = (each for each in directs(decision) if each.sentence.key == "please_call")
    assert letter.sentence.args["calls"] == (("試験支援施設 やまびこ荘", "000-0000-0103"),)
    assert changed_case(decision).core_called_at == after(20)


@pytest.mark.parametrize(
    ("facts", "offered"),
    [
        pytest.param(a_decision(), True, id="while an office is decided for"),
        pytest.param(facts_of(), False, id="not while it is asked"),
        pytest.param(
            facts_of(an_ask(AskStatus.DECIDED), need=a_need(NeedStatus.ARRIVED)),
            False,
            id="nor after the arrival",
        ),
    ],
)
def test_the_menu_has_the_withdrawal(facts: Facts, offered: bool) -> None:
    reply = menu.open_menu(facts, by=C1, at=after(20)).reply

    assert isinstance(reply, Shown)
    rows: Any = reply.value
    assert [each.ask for each in rows if each.act is Act.WITHDRAW] == ["ask-P01"] * offered
