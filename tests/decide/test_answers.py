"""What offices say: a yes is an offer, a no is thanked, and nothing said is lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from bot.decide import answers
from bot.decide.given import Given
from bot.effects import Decision, FieldErrors, Shown
from bot.facts import Actor, Facts
from bot.model import Ask, Condition, PersonId
from bot.moves import ANSWERABLE, ASK_MOVES, AskMove, AskStatus, NeedStatus, NextStep
from bot.vocabulary import DeclineReason, Part, Requirement, Wish
from tests.decide.builders import (
    A_CONDITION,
    a_case,
    a_need,
    a_stranger,
    after,
    altered,
    an_ask,
    answer_of,
    asks_of,
    changed_asks,
    changed_need,
    conditioned,
    declined,
    facts_of,
    lines,
    mentioning,
    outcomes,
    redrawn,
    remarks_of,
    said,
    somebody,
    told,
    typed,
)

NURSE = somebody("P01-1")
CONDITION = "22時以降であれば受け入れられます"
QUESTION = "何時ごろ到着ですか？"


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

    decision = declined(facts, by=NURSE, at=after(4))

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

    decision = declined(facts, by=NURSE, at=after(4))

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

    need = changed_need(declined(facts, by=NURSE, at=after(4)))

    silent = other is not AskStatus.CONDITIONAL
    expected = (NextStep.REMIND, after(10)) if silent else (NextStep.CALL_CORE, after(20))
    assert (need.next_step, need.next_step_at) == expected


def test_a_yes_taken_back_sends_the_need_up_the_ladder_again() -> None:
    watching = a_need(next_step=NextStep.OFFER_WATCH, next_step_at=after(25))
    facts = facts_of(an_ask(AskStatus.OFFERED), an_ask(office="P03"), need=watching)

    decision = declined(facts, by=NURSE, at=after(18))

    need = changed_need(decision)
    assert changed_asks(decision) == {"P01": AskStatus.DECLINED}
    assert (need.next_step, need.next_step_at) == (NextStep.REMIND, after(18))


@pytest.mark.parametrize("status", ANSWERABLE)
def test_until_the_decision_an_office_may_answer_anew(status: AskStatus) -> None:
    facts = facts_of(an_ask(status), an_ask(office="P03"))

    yes = answers.accept(facts, by=NURSE, at=after(7))
    no = declined(facts, by=NURSE, at=after(7))

    assert AskStatus.OFFERED in {status, changed_asks(yes).get("P01")}
    assert AskStatus.DECLINED in {status, changed_asks(no).get("P01")}


def test_the_same_answer_twice_changes_nothing_and_says_so() -> None:
    facts = facts_of(an_ask(AskStatus.OFFERED))

    decision = answers.accept(facts, by=NURSE, at=after(8))

    assert not decision.changes
    assert said(decision) == "already_answered"
    assert redrawn(decision) == {("ask-P01", "P01")}


@pytest.mark.parametrize(
    "move",
    [answers.accept, declined, conditioned, answers.hold],
    ids=["a yes", "a no", "a condition", "time to look into it"],
)
def test_who_said_it_and_when_is_kept_with_the_answer(move: Callable[..., Decision]) -> None:
    decision = move(facts_of(), by=NURSE, at=after(7))

    answer = answer_of(decision)
    assert (answer.by, answer.staff, answer.at) == (NURSE.member, "P01-1", after(7))
    assert answer.verified


def test_somebody_unknown_in_the_offices_channel_is_heard_and_marked() -> None:
    decision = answers.accept(facts_of(), by=a_stranger("P01"), at=after(7))

    assert changed_asks(decision) == {"P01": AskStatus.OFFERED}
    assert (answer_of(decision).staff, answer_of(decision).verified) == (None, False)
    assert decision.notes[0].detail == {"verified": "no"}


def test_an_answer_the_offices_staff_repeats_is_no_longer_in_doubt() -> None:
    heard = answers.accept(facts_of(), by=a_stranger("P01"), at=after(7))
    facts = facts_of(*asks_of(heard), an_ask(office="P03"))

    decision = answers.accept(facts, by=NURSE, at=after(9))

    assert changed_asks(decision) == {"P01": AskStatus.OFFERED}
    assert answer_of(decision).verified


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
]


KEPT = [(AskStatus.RELEASED, NeedStatus.DECIDED), (AskStatus.DECLINED, NeedStatus.DECIDED)]


@pytest.mark.parametrize(("status", "need"), KEPT)
def test_a_late_yes_is_kept_as_the_next_candidate_and_thanked(
    status: AskStatus, need: NeedStatus
) -> None:
    facts = facts_of(an_ask(status), an_ask(office="P03"), need=a_need(need))

    decision = answers.accept(facts, by=NURSE, at=after(40))

    assert changed_asks(decision) == {"P01": AskStatus.STANDBY}
    assert set(lines(decision)) == {"late_yes_kept", "late_yes_arrived"}
    assert outcomes(decision) == [("accept", "late")]
    assert not decision.due


@pytest.mark.parametrize(("status", "need"), KEPT)
def test_a_late_yes_of_somebody_unknown_does_not_overrule_what_staff_said(
    status: AskStatus, need: NeedStatus
) -> None:
    said_by_staff = an_ask(AskStatus.DECLINED).answer
    asks = (an_ask(status, answer=said_by_staff), an_ask(office="P03"))
    facts = facts_of(*asks, need=a_need(need))

    pressed = answers.accept(facts, by=a_stranger("P01"), at=after(40))
    written = typed(facts, "受入れ可能です", by=a_stranger("P01"), at=after(40))

    for decision in (pressed, written):
        assert not asks_of(decision)
        assert said(decision) == "answered_by_staff"
        assert ("accept", "unverified") in outcomes(decision)


def test_a_late_yes_of_somebody_unknown_is_kept_where_nobody_had_answered() -> None:
    facts = facts_of(an_ask(AskStatus.RELEASED), need=a_need(NeedStatus.DECIDED))

    decision = answers.accept(facts, by=a_stranger("P01"), at=after(40))

    assert changed_asks(decision) == {"P01": AskStatus.STANDBY}


@pytest.mark.parametrize(("status", "need"), CLOSED)
@pytest.mark.parametrize(
    "move",
    [answers.accept, declined, conditioned, answers.hold],
    ids=["a yes", "a no", "a condition", "time to look into it"],
)
def test_a_late_answer_changes_nothing_is_thanked_and_stays_on_record(
    move: Callable[..., Decision], status: AskStatus, need: NeedStatus
) -> None:
    facts = facts_of(an_ask(status), an_ask(office="P03"), need=a_need(need))

    decision = move(facts, by=NURSE, at=after(40))

    if move is answers.accept and (status, need) in KEPT:
        return  # a yes that could still be needed is kept, as told above
    chosen = status is AskStatus.DECIDED and move is not answers.accept
    heard = "please_withdraw" if chosen else "no_longer_waiting"
    assert not decision.changes
    assert not decision.due
    assert said(decision) == heard
    assert set(lines(decision)) == {heard}
    assert [outcome for _, outcome in outcomes(decision)] == ["late"]


def test_an_answer_to_an_earlier_round_is_late() -> None:
    facts = facts_of(an_ask(round=1), an_ask(office="P03", round=2), need=a_need(round=2))

    decision = answers.accept(facts, by=NURSE, at=after(40))

    assert not decision.changes
    assert said(decision) == "no_longer_waiting"


# ------------------------------------------------------------------ a no from its form


@pytest.mark.parametrize("reason", DeclineReason)
def test_the_reason_of_a_no_stays_with_the_answer(reason: DeclineReason) -> None:
    decision = declined(facts_of(), by=NURSE, at=after(7), given=Given(reason=reason))

    assert answer_of(decision).reason is reason
    assert changed_asks(decision) == {"P01": AskStatus.DECLINED}


def test_a_no_given_with_another_reason_replaces_the_first_and_the_owner_hears() -> None:
    first = declined(facts_of(), by=NURSE, at=after(4))
    facts = facts_of(*asks_of(first), an_ask(office="P03"))

    again = declined(facts, by=NURSE, at=after(6), given=Given(reason=DeclineReason.INFECTION))

    assert answer_of(again).reason is DeclineReason.INFECTION
    assert "decline_arrived" in lines(again)


# ------------------------------------------------------------------ conditions


@pytest.mark.parametrize(
    ("since", "until", "wrong"),
    [
        pytest.param(None, None, False, id="no hours at all"),
        pytest.param(after(75), None, False, id="from ten"),
        pytest.param(None, after(600), False, id="until the morning"),
        pytest.param(after(75), after(600), False, id="from ten until the morning"),
        pytest.param(after(75), after(76), False, id="for a minute"),
        pytest.param(after(75), after(75), True, id="until the moment it begins"),
        pytest.param(after(600), after(75), True, id="until before it begins"),
    ],
)
def test_a_condition_ends_after_it_begins(
    since: datetime | None, until: datetime | None, wrong: bool
) -> None:
    given = Given(condition=Condition(since=since, until=until), remark="増員できます")

    decision = conditioned(facts_of(), by=NURSE, at=after(7), given=given)

    if wrong:
        assert isinstance(decision.reply, FieldErrors)
        assert {key: each.key for key, each in decision.reply.errors.items()} == {
            "until": "field_until_after_since"
        }
        assert (decision.changes, decision.effects, decision.notes) == ((), (), ())
    else:
        assert answer_of(_of_case(decision)).condition == given.condition


def _of_case(decision: Decision) -> Decision:
    """Return the decision without the words that were kept."""
    return replace(decision, changes=asks_of(decision))


def test_a_condition_that_says_nothing_is_asked_for_at_its_field() -> None:
    decision = conditioned(facts_of(), by=NURSE, at=after(7), given=Given(condition=Condition()))

    assert isinstance(decision.reply, FieldErrors)
    assert {name: each.key for name, each in decision.reply.errors.items()} == {
        "since": "field_condition_needed"
    }
    assert not decision.changes


def test_words_of_ones_own_alone_are_a_condition() -> None:
    given = Given(condition=Condition(), remark="夜勤が一人のため")

    decision = conditioned(facts_of(), by=NURSE, at=after(7), given=given)

    assert changed_asks(decision) == {"P01": AskStatus.CONDITIONAL}


@pytest.mark.parametrize("part", Part)
@pytest.mark.parametrize("needs", [(), (Requirement.STAFF,), tuple(Requirement)], ids=len)
def test_part_and_needs_are_kept_as_the_form_gave_them(
    part: Part, needs: tuple[Requirement, ...]
) -> None:
    condition = Condition(part=part, needs=needs)
    given = Given(condition=condition, remark="夜勤が一人のため")

    decision = conditioned(facts_of(), by=NURSE, at=after(7), given=given)

    assert answer_of(decision).condition == condition


def test_a_conditional_yes_is_told_to_the_owner_and_does_not_stop_the_asking() -> None:
    decision = conditioned(facts_of(), by=NURSE, at=after(7))

    need = changed_need(decision)
    assert changed_asks(decision) == {"P01": AskStatus.CONDITIONAL}
    assert (need.status, need.next_step, need.next_step_at) == (
        NeedStatus.ASKING,
        NextStep.REMIND,
        after(10),
    )
    assert lines(decision)["condition_arrived"].mention == ("C1",)
    assert lines(decision)["condition_thanks"].sentence.args == {}


def test_an_offer_turned_into_a_conditional_one_is_asked_for_further() -> None:
    watching = a_need(next_step=NextStep.OFFER_WATCH, next_step_at=after(25))
    facts = facts_of(an_ask(AskStatus.OFFERED), an_ask(office="P03"), need=watching)

    need = changed_need(conditioned(facts, by=NURSE, at=after(8)))

    assert (need.next_step, need.next_step_at) == (NextStep.REMIND, after(10))


def test_conditions_may_be_given_anew_and_the_newest_stand() -> None:
    first = conditioned(facts_of(), by=NURSE, at=after(4))
    facts = facts_of(*asks_of(first), an_ask(office="P03"))
    newer = Condition(part=Part.NIGHTS_ONLY)

    again = conditioned(facts, by=NURSE, at=after(6), given=Given(condition=newer))

    assert answer_of(again).condition == newer
    assert changed_asks(again) == {"P01": AskStatus.CONDITIONAL}


@pytest.mark.parametrize(
    "given", [A_CONDITION, Given(condition=Condition()), Given(reason=DeclineReason.FULL)], ids=str
)
def test_what_was_said_beside_an_answer_before_goes_when_the_answer_does(given: Given) -> None:
    first = conditioned(facts_of(), by=NURSE, at=after(4), given=given)
    facts = facts_of(*asks_of(first), an_ask(office="P03"))

    answer = answer_of(answers.accept(facts, by=NURSE, at=after(6)))

    assert (answer.condition, answer.reason) == (None, None)


@pytest.mark.parametrize("page", ["condition", "decline"])
@pytest.mark.parametrize(
    ("by", "name"),
    [
        pytest.param(NURSE, NURSE.staff.name if NURSE.staff else "", id="staff by their name"),
        pytest.param(a_stranger("P01"), "", id="somebody unknown without one"),
    ],
)
def test_a_form_opens_while_the_office_may_answer(page: str, by: Actor, name: str) -> None:
    decision = answers.open_form(facts_of(), page=page, by=by, at=after(7))

    assert decision == Decision(reply=Shown(page, name))


@pytest.mark.parametrize("page", ["condition", "decline"])
@pytest.mark.parametrize(
    ("status", "need", "heard"),
    [
        pytest.param(
            AskStatus.RELEASED, NeedStatus.DECIDED, "no_longer_waiting", id="another was chosen"
        ),
        pytest.param(
            AskStatus.DECIDED, NeedStatus.DECIDED, "please_withdraw", id="it was chosen itself"
        ),
        pytest.param(
            AskStatus.DECIDED, NeedStatus.ARRIVED, "no_longer_waiting", id="the person is there"
        ),
        pytest.param(
            AskStatus.WAITING, NeedStatus.CANCELLED, "no_longer_waiting", id="it was called off"
        ),
    ],
)
def test_a_form_does_not_open_when_it_is_too_late(
    page: str, status: AskStatus, need: NeedStatus, heard: str
) -> None:
    facts = facts_of(an_ask(status), an_ask(office="P03"), need=a_need(need))

    decision = answers.open_form(facts, page=page, by=NURSE, at=after(40))

    assert said(decision) == heard
    assert outcomes(decision) == [(page, "late")]
    assert not decision.changes


# ------------------------------------------------------------------ looking into it


def test_an_office_looking_into_it_has_its_extension_and_its_manager_is_called() -> None:
    decision = answers.hold(facts_of(), by=NURSE, at=after(7))

    (ask,) = asks_of(decision)
    assert (ask.status, ask.reply_due) == (AskStatus.HOLDING, after(30))
    assert lines(decision)["hold_thanks"].sentence.args["until"] == after(30)
    assert lines(decision)["hold_arrived"].mention == ("C1",)
    assert lines(decision)["manager_please"].mention == ("P01-2",)
    assert lines(decision)["manager_please"].card.office == "P01"


@pytest.mark.parametrize("gone", [{"active": False}, {"member": None}], ids=["left", "no Slack"])
def test_a_manager_who_left_or_has_no_slack_is_not_called(gone: dict[str, Any]) -> None:
    facts = facts_of()
    staff = {
        id_: replace(one, **gone) if one.manager else one for id_, one in facts.town.staff.items()
    }

    decision = answers.hold(
        replace(facts, town=replace(facts.town, staff=staff)), by=NURSE, at=after(7)
    )

    assert "manager_please" not in lines(decision)


def test_while_an_office_looks_into_it_the_ladder_goes_on() -> None:
    need = changed_need(answers.hold(facts_of(), by=NURSE, at=after(7)))

    assert (need.next_step, need.next_step_at) == (NextStep.REMIND, after(10))


def test_an_office_without_a_manager_has_its_extension_all_the_same() -> None:
    facts = facts_of()
    staff = {id_: replace(one, manager=False) for id_, one in facts.town.staff.items()}

    decision = answers.hold(
        replace(facts, town=replace(facts.town, staff=staff)), by=NURSE, at=after(7)
    )

    assert changed_asks(decision) == {"P01": AskStatus.HOLDING}
    assert "manager_please" not in lines(decision)
    assert [each.card.office for each in mentioning(decision)] == ["P12"]


@pytest.mark.parametrize("by", [NURSE, a_stranger("P01")], ids=["staff", "somebody unknown"])
def test_the_extension_is_given_once_and_the_second_press_is_told_so(by: Actor) -> None:
    first = answers.hold(facts_of(), by=by, at=after(7))
    facts = facts_of(*asks_of(first), an_ask(office="P03"))

    again = answers.hold(facts, by=NURSE, at=after(9))

    assert not again.changes
    assert not again.due
    assert said(again) == "already_answered"
    assert redrawn(again) == {("ask-P01", "P01")}


@pytest.mark.parametrize("status", [each for each in ANSWERABLE if each is not AskStatus.WAITING])
def test_whoever_answered_has_nothing_left_to_look_into_and_is_not_sent_away(
    status: AskStatus,
) -> None:
    decision = answers.hold(facts_of(an_ask(status)), by=NURSE, at=after(9))

    assert (ASK_MOVES.get((status, AskMove.HOLD)), decision.changes) == (None, ())
    assert said(decision) == "already_answered"


@pytest.mark.parametrize(
    ("move", "status"),
    [
        pytest.param(answers.accept, AskStatus.OFFERED, id="with a yes"),
        pytest.param(declined, AskStatus.DECLINED, id="with a no"),
        pytest.param(conditioned, AskStatus.CONDITIONAL, id="with a condition"),
    ],
)
def test_looking_into_it_ends_with_an_answer(
    move: Callable[..., Decision], status: AskStatus
) -> None:
    held = answers.hold(facts_of(), by=NURSE, at=after(7))
    facts = facts_of(*asks_of(held), an_ask(office="P03"))

    decision = move(facts, by=NURSE, at=after(12))

    assert changed_asks(decision) == {"P01": status}
    assert asks_of(decision)[0].reply_due == after(30)


# ------------------------------------------------------------------ staff and somebody unknown

ANSWERS = [
    pytest.param(answers.accept, id="a yes"),
    pytest.param(declined, id="a no"),
    pytest.param(conditioned, id="a condition"),
]


@pytest.mark.parametrize("move", ANSWERS)
@pytest.mark.parametrize(
    "status", [AskStatus.HOLDING, AskStatus.OFFERED, AskStatus.CONDITIONAL, AskStatus.DECLINED]
)
def test_somebody_unknown_never_replaces_what_the_offices_staff_said(
    move: Callable[..., Decision], status: AskStatus
) -> None:
    by_staff = an_ask(AskStatus.OFFERED).answer
    facts = facts_of(an_ask(status, answer=by_staff), an_ask(office="P03"))

    decision = move(facts, by=a_stranger("P01"), at=after(9))

    assert not altered(decision)
    assert not decision.due
    assert said(decision) == "answered_by_staff"
    assert outcomes(decision)[0][1] == "unverified"


@pytest.mark.parametrize("move", ANSWERS)
@pytest.mark.parametrize("by", [NURSE, a_stranger("P01")], ids=["staff", "somebody unknown"])
def test_what_somebody_unknown_said_anybody_of_the_office_may_replace(
    move: Callable[..., Decision], by: Actor
) -> None:
    held = answers.hold(facts_of(), by=a_stranger("P01"), at=after(6))
    facts = facts_of(*asks_of(held), an_ask(office="P03"))

    decision = move(facts, by=by, at=after(9))

    assert set(changed_asks(decision)) == {"P01"}
    assert answer_of(decision).verified is (by is NURSE)


def test_what_somebody_unknown_types_after_the_staffs_answer_is_kept_but_does_not_count() -> None:
    facts = facts_of(an_ask(AskStatus.OFFERED), an_ask(office="P03"))

    decision = typed(facts, "受入れ困難です", by=a_stranger("P01"), at=after(9))

    assert not altered(decision)
    assert [each.text for each in remarks_of(decision)] == ["受入れ困難です"]
    assert said(decision) == "answered_by_staff"


# ------------------------------------------------------------------ typed


@pytest.mark.parametrize(
    ("text", "status"),
    [
        pytest.param("受入れ可能です", AskStatus.OFFERED, id="a clear yes counts as the button"),
        pytest.param("受入れ困難です", AskStatus.DECLINED, id="a clear no counts as the button"),
        pytest.param(CONDITION, AskStatus.CONDITIONAL, id="a clear condition does too"),
    ],
)
def test_a_clear_word_in_the_thread_is_an_answer(text: str, status: AskStatus) -> None:
    decision = typed(facts_of(), text, by=NURSE, at=after(6))

    assert changed_asks(decision) == {"P01": status}


def test_words_that_are_read_late_carry_the_time_they_were_written() -> None:
    decision = typed(facts_of(), CONDITION, by=NURSE, at=after(30), written=after(6))
    just_now = typed(facts_of(), CONDITION, by=NURSE, at=after(30))

    assert answer_of(decision).at == after(6)
    assert [each.at for each in remarks_of(decision)] == [after(6)]
    assert decision.due == just_now.due  # what comes next is planned from now


def test_two_clocks_that_differ_a_little_make_no_word_late() -> None:
    decision = typed(facts_of(), "受入れ可能です", by=NURSE, at=after(6), written=after(4.5))

    assert answer_of(decision).at == after(6)


@pytest.mark.parametrize(
    ("written", "status"),
    [
        pytest.param(3, {}, id="the answer was given after them"),
        pytest.param(8, {"P01": AskStatus.DECLINED}, id="they were written after the answer"),
    ],
)
def test_words_read_late_never_undo_an_answer_given_after_them(
    written: int, status: dict[str, AskStatus]
) -> None:
    offered = an_ask(AskStatus.OFFERED)
    assert offered.answer
    facts = facts_of(replace(offered, answer=replace(offered.answer, at=after(5))))

    decision = typed(facts, "受入れ困難です", by=NURSE, at=after(30), written=after(written))

    assert changed_asks(decision) == status
    assert [each.text for each in remarks_of(decision)] == ["受入れ困難です"]


def test_a_typed_condition_is_read_in_full_by_the_owner_and_goes_on_being_asked_for() -> None:
    decision = typed(facts_of(), CONDITION, by=NURSE, at=after(6))

    need = changed_need(decision)
    assert asks_of(decision)[0].answer
    assert [each.text for each in remarks_of(decision)] == [CONDITION]
    assert lines(decision)["condition_arrived"].mention == ("C1",)
    assert need.next_step is NextStep.REMIND


def test_an_unclear_word_is_answered_with_the_buttons_and_counts_for_nothing() -> None:
    decision = typed(facts_of(), "大丈夫です", by=NURSE, at=after(6))

    assert not altered(decision)
    assert not decision.due
    assert lines(decision)["please_choose"].key == "prompt:m1"
    assert outcomes(decision) == [("reply", "unclear")]


def test_a_question_is_passed_on_to_the_owner_and_answers_nothing() -> None:
    decision = typed(facts_of(), QUESTION, by=NURSE, at=after(6))

    assert not altered(decision)
    assert not decision.due
    assert lines(decision)["question_arrived"].mention == ("C1",)
    assert lines(decision)["question_arrived"].card.office == "P12"
    assert lines(decision)["question_passed_on"].card.office == "P01"
    assert lines(decision)["question_passed_on"].sentence.args == {"telephone": "000-0000-0112"}
    assert outcomes(decision) == [("reply", "question_arrived")]
    assert ("case-1", "P12") in redrawn(decision)


EVERY_KIND = ["受入れ可能です", "受入れ困難です", "大丈夫です"]


@pytest.mark.parametrize("need", NeedStatus, ids=str)
@pytest.mark.parametrize("status", AskStatus, ids=str)
@pytest.mark.parametrize("by", [NURSE, a_stranger("P01")], ids=["staff", "somebody unknown"])
def test_whatever_is_typed_whenever_is_kept_word_for_word_and_repeated_nowhere(
    by: Actor, status: AskStatus, need: NeedStatus
) -> None:
    facts = facts_of(an_ask(status), an_ask(office="P03"), need=a_need(need))

    for text in (*EVERY_KIND, CONDITION, QUESTION):
        decision = typed(facts, text, by=by, at=after(6))
        (remark,) = remarks_of(decision)
        assert (remark.text, remark.by, remark.at) == (text, by.member, after(6))
        assert (remark.case, remark.ask, remark.network) == ("case-1", "ask-P01", "MZ")
        assert remark.answerer == (by.staff.name if by.staff else "")
        assert text not in told(decision)


@pytest.mark.parametrize("move", [declined, conditioned], ids=["a no", "a condition"])
def test_words_in_a_form_are_kept_with_who_answered_and_repeated_nowhere(
    move: Callable[..., Decision],
) -> None:
    given = Given(remark="夜勤が一人です", answerer="仮名さつき")

    decision = move(facts_of(), by=NURSE, at=after(7), given=given)

    (remark,) = remarks_of(decision)
    assert (remark.text, remark.answerer) == ("夜勤が一人です", "仮名さつき")
    assert "夜勤が一人です" not in told(decision)
    assert "夜勤が一人です" not in repr(altered(decision))


@pytest.mark.parametrize("move", [declined, conditioned], ids=["a no", "a condition"])
def test_a_form_without_words_keeps_none(move: Callable[..., Decision]) -> None:
    assert remarks_of(move(facts_of(), by=NURSE, at=after(7))) == ()


def test_a_late_no_changes_nothing_but_its_words_are_kept() -> None:
    facts = facts_of(an_ask(AskStatus.RELEASED), need=a_need(NeedStatus.DECIDED))

    decision = declined(facts, by=NURSE, at=after(40), given=Given(remark="満床でした"))

    assert not altered(decision)
    assert [each.text for each in remarks_of(decision)] == ["満床でした"]


def test_what_was_typed_is_repeated_nowhere() -> None:
    decision = typed(facts_of(), "見本さんは無理です、080に電話して", by=NURSE, at=after(6))

    assert "見本さん" not in told(decision)
    assert "見本さん" not in repr(altered(decision))


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        pytest.param("見本 一郎さんですね", True, id="the name as the ledger has it"),
        pytest.param("見本\u3000一郎さんですね", True, id="with a wide space"),
        pytest.param("見本一郎さんですね", True, id="without a space"),
        pytest.param("見本さんですね", False, id="half a name is no name"),
        pytest.param("承知しました", False, id="no name at all"),
    ],
)
def test_a_name_in_the_thread_is_asked_to_be_deleted(text: str, asked: bool) -> None:
    facts = facts_of(names={PersonId("R01"): "見本 一郎", PersonId("R99"): ""})

    decision = typed(facts, text, by=NURSE, at=after(6))

    assert (decision.reply is not None) is asked
    assert (("reply", "named") in outcomes(decision)) is asked
    assert "一郎" not in told(decision)
    if asked:
        assert said(decision) == "name_please_delete"


def test_an_unclear_word_after_the_decision_is_told_that_nothing_is_awaited() -> None:
    facts = facts_of(an_ask(AskStatus.RELEASED), need=a_need(NeedStatus.DECIDED))

    decision = typed(facts, "はい", by=NURSE, at=after(40))

    assert not altered(decision)
    assert set(lines(decision)) == {"no_longer_waiting"}
    assert outcomes(decision) == [("reply", "late")]


def test_a_clear_word_after_the_decision_is_late() -> None:
    facts = facts_of(an_ask(AskStatus.RELEASED), need=a_need(NeedStatus.DECIDED))

    decision = typed(facts, "受入れ可能です", by=NURSE, at=after(40))

    assert changed_asks(decision) == {"P01": AskStatus.STANDBY}
    assert outcomes(decision) == [("accept", "late")]


@pytest.mark.parametrize("text", ["受入れ可能です", CONDITION, QUESTION, "大丈夫です"])
@pytest.mark.parametrize(
    "need", [NeedStatus.DECIDED, NeedStatus.ARRIVED, NeedStatus.RETURNED], ids=str
)
def test_whatever_the_decided_office_types_but_a_no_is_passed_on_to_the_owner(
    text: str, need: NeedStatus
) -> None:
    facts = facts_of(an_ask(AskStatus.DECIDED), need=a_need(need))

    decision = typed(facts, text, by=NURSE, at=after(40))

    assert not altered(decision)
    assert set(lines(decision)) == {"words_arrived", "words_passed_on"}
    assert lines(decision)["words_arrived"].mention == ("C1",)
    assert lines(decision)["words_arrived"].card.office == "P12"


@pytest.mark.parametrize(
    ("need", "heard"),
    [
        pytest.param(NeedStatus.DECIDED, {"please_withdraw"}, id="by its button, on the way"),
        pytest.param(NeedStatus.ARRIVED, {"words_arrived", "words_passed_on"}, id="by its owner"),
    ],
)
def test_a_typed_no_of_the_decided_office_is_pointed_to_where_it_can_be_heard(
    need: NeedStatus, heard: set[str]
) -> None:
    facts = facts_of(an_ask(AskStatus.DECIDED), need=a_need(need))

    decision = typed(facts, "受入れ困難です", by=NURSE, at=after(40))

    assert not altered(decision)
    assert set(lines(decision)) == heard


# ------------------------------------------------------------------ where the first yes decides


def first_accept(*asks: Ask, **changes: Any) -> Facts:
    """Return the facts in a network whose first verified yes decides."""
    facts = facts_of(*asks, **changes)
    profile = replace(facts.profile, decision="first_accept")
    return replace(facts, town=replace(facts.town, profile=profile))


def test_where_the_profile_says_so_the_first_yes_decides_and_the_others_are_let_go() -> None:
    decision = answers.accept(first_accept(), by=NURSE, at=after(9))

    assert changed_asks(decision) == {"P01": AskStatus.DECIDED, "P03": AskStatus.RELEASED}
    assert changed_need(decision).status is NeedStatus.DECIDED
    assert outcomes(decision) == [("offered", "done"), ("choose", "done")]
    assert lines(decision)["office_decided"].mention == ("C1",)
    assert decision.reply is None


@pytest.mark.parametrize(
    ("facts", "by"),
    [
        pytest.param(
            first_accept(case=a_case(wish=Wish.UNCONFIRMED)), NURSE, id="the wish is not known"
        ),
        pytest.param(first_accept(), a_stranger("P01"), id="nobody knows who said it"),
    ],
)
def test_even_there_a_person_decides_where_something_is_not_known(facts: Facts, by: Actor) -> None:
    decision = answers.accept(facts, by=by, at=after(9))

    assert changed_asks(decision) == {"P01": AskStatus.OFFERED}
    assert changed_need(decision).next_step is NextStep.OFFER_WATCH


def test_even_there_a_condition_decides_nothing() -> None:
    decision = conditioned(first_accept(), by=NURSE, at=after(9))

    assert changed_asks(decision) == {"P01": AskStatus.CONDITIONAL}
