"""A login that several people use: nothing counts and nothing opens before a name is given."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import pytest

from bot.decide import answers, sheets, withdrawing
from bot.effects import Decision, FieldErrors, Shown
from bot.facts import Actor, Facts
from bot.moves import AskMove, AskStatus, NeedStatus
from tests.decide.builders import (
    A_NO,
    a_need,
    after,
    an_ask,
    changed_asks,
    conditioned,
    declined,
    facts_of,
    fresh,
    lines,
    outcomes,
    remarks_of,
    said,
    somebody,
    told,
    typed,
    withdrawn,
)

NAME: Final = "仮名 よふけ"
NIGHT_SHIFT: Final = replace(
    somebody("P01-1"),
    staff=replace(somebody("P01-1").staff, shared=True),  # type: ignore[type-var]
)
DECIDED: Final = facts_of(
    an_ask(AskStatus.DECIDED),
    an_ask(AskStatus.RELEASED, office="P03"),
    need=a_need(NeedStatus.DECIDED),
)


def named(facts: Facts, move: AskMove, name: str = NAME, *, by: Actor = NIGHT_SHIFT) -> Decision:
    return answers.answer_named(facts, move=move, answerer=name, by=by, at=after(5), new_id=fresh)


def opened(facts: Facts, name: str = NAME) -> Decision:
    return sheets.open_sheet_named(facts, answerer=name, by=NIGHT_SHIFT, at=after(30), new_id=fresh)


def asks_for_a_name(decision: Decision) -> bool:
    asked = isinstance(decision.reply, Shown) and decision.reply.page == "answerer"
    return asked and not (decision.changes or decision.effects)


def nameless(decision: Decision) -> bool:
    wrong = isinstance(decision.reply, FieldErrors) and list(decision.reply.errors) == ["answerer"]
    return wrong and not (decision.changes or decision.effects)


def test_a_button_asks_for_the_name_and_counts_for_nothing_yet() -> None:
    facts = facts_of()

    assert asks_for_a_name(answers.accept(facts, by=NIGHT_SHIFT, at=after(5)))
    assert asks_for_a_name(answers.hold(facts, by=NIGHT_SHIFT, at=after(5)))
    assert not asks_for_a_name(answers.accept(facts, by=somebody("P01-1"), at=after(5)))


@pytest.mark.parametrize(
    ("move", "status"),
    [(AskMove.ACCEPT, AskStatus.OFFERED), (AskMove.HOLD, AskStatus.HOLDING)],
)
def test_with_the_name_it_counts_and_the_name_is_kept_apart(
    move: AskMove, status: AskStatus
) -> None:
    decision = named(facts_of(), move)

    assert changed_asks(decision) == {"P01": status}
    (remark,) = remarks_of(decision)
    assert (remark.answerer, remark.text) == (NAME, "")
    assert ("name_answerer", "named") in outcomes(decision)
    assert NAME not in told(decision)


def test_without_a_name_nothing_counts() -> None:
    assert nameless(named(facts_of(), AskMove.ACCEPT, ""))
    assert nameless(declined(facts_of(), by=NIGHT_SHIFT, at=after(5), given=A_NO))
    unnamed = replace(A_NO, condition=None, reason=None)
    assert nameless(conditioned(facts_of(), by=NIGHT_SHIFT, at=after(5), given=unnamed))
    assert nameless(withdrawn(DECIDED, by=NIGHT_SHIFT, at=after(40)))
    assert nameless(opened(DECIDED, ""))


def test_the_forms_guess_no_name() -> None:
    own = answers.open_form(facts_of(), page="decline", by=somebody("P01-1"), at=after(5)).reply
    shared = answers.open_form(facts_of(), page="decline", by=NIGHT_SHIFT, at=after(5)).reply

    assert own == Shown("decline", "見本よるの")
    assert shared == Shown("decline", "")
    form = withdrawing.open_form(DECIDED, by=NIGHT_SHIFT, at=after(40)).reply
    assert form == Shown("withdraw_named", False)


@pytest.mark.parametrize("text", ["受け入れ可能です。", "受入れ困難です"])
def test_what_is_typed_is_kept_and_counts_for_nothing(text: str) -> None:
    decision = typed(facts_of(), text, by=NIGHT_SHIFT, at=after(5))

    assert changed_asks(decision) == {}
    assert list(lines(decision)) == ["please_say_name"]
    assert [each.text for each in remarks_of(decision)] == [text]


def test_a_press_that_changes_nothing_needs_no_name() -> None:
    arrived = facts_of(an_ask(AskStatus.RELEASED), need=a_need(NeedStatus.ARRIVED))

    assert said(answers.accept(arrived, by=NIGHT_SHIFT, at=after(90))) == "no_longer_waiting"
    assert said(named(arrived, AskMove.ACCEPT)) == "no_longer_waiting"


def test_a_late_yes_that_is_kept_on_standby_has_its_name_too() -> None:
    released = facts_of(an_ask(AskStatus.RELEASED), need=a_need(NeedStatus.DECIDED))

    assert asks_for_a_name(answers.accept(released, by=NIGHT_SHIFT, at=after(40)))
    decision = named(released, AskMove.ACCEPT)
    assert changed_asks(decision) == {"P01": AskStatus.STANDBY}
    assert [each.answerer for each in remarks_of(decision)] == [NAME]


def test_the_sheet_is_asked_for_by_name_and_the_opening_is_on_record_with_it() -> None:
    asked = sheets.open_sheet(DECIDED, by=NIGHT_SHIFT, at=after(30))
    decision = opened(DECIDED)

    assert asks_for_a_name(asked)
    assert asked.notes == ()
    assert isinstance(decision.reply, Shown)
    assert decision.reply.page == "sheet"
    assert set(outcomes(decision)) == {("open_sheet", "done"), ("name_answerer", "named")}
    assert [each.answerer for each in remarks_of(decision)] == [NAME]


def test_a_name_at_a_case_nobody_was_asked_in_is_noted_without_it() -> None:
    decision = opened(replace(DECIDED, asks=(), ask=None))

    assert remarks_of(decision) == ()
    assert ("name_answerer", "named") in outcomes(decision)


def test_the_copy_is_refused_to_a_name_once_it_is_too_late() -> None:
    decision = sheets.open_copy_named(
        DECIDED, answerer=NAME, by=NIGHT_SHIFT, at=after(30), new_id=fresh
    )

    assert (said(decision), decision.changes) == ("not_now", ())
