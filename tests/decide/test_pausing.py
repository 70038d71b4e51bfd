"""A pause is bounded, said on the card, holds every asking need and ends by itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.decide import pausing
from bot.decide.pausing import Pause
from bot.effects import FieldErrors
from bot.facts import Asking
from bot.model import Need, NeedId, OfficeId
from bot.moves import NeedStatus, NextStep
from bot.vocabulary import Lang, PauseReason
from bot.words import words_in
from bot.words.case_cards import case_card
from tests.decide.builders import (
    a_case,
    a_need,
    after,
    changed_case,
    changed_need,
    facts_of,
    lines,
    outcomes,
    said,
    somebody,
    stepped,
)

COUNSELOR = somebody("C1")
HALF_AN_HOUR = Pause(minutes=30, reason=PauseReason.AT_THE_HOSPITAL)
PAUSED = a_case(paused_until=after(34), pause_reason=PauseReason.AT_THE_HOSPITAL)


def test_every_step_waits_for_the_end_and_the_owner_reads_why() -> None:
    decision = pausing.pause(facts_of(), pause=HALF_AN_HOUR, by=COUNSELOR, at=after(4))

    assert changed_case(decision).paused_until == after(34)
    need = changed_need(decision)
    assert (need.next_step, need.next_step_at) == (NextStep.RESUME, after(34))
    assert lines(decision)["case_paused"].sentence.args["reason"] == "at_the_hospital"
    assert outcomes(decision) == [("pause", "done")]


def test_every_need_of_the_case_that_still_asks_is_held() -> None:
    other = a_need(id=NeedId("need-2"))
    facts = replace(facts_of(), others=(Asking(need=other, asks=()),))

    decision = pausing.pause(facts, pause=HALF_AN_HOUR, by=COUNSELOR, at=after(4))

    needs = [each for each in decision.changes if isinstance(each, Need)]
    assert {need.next_step for need in needs} == {NextStep.RESUME}
    assert len(decision.due) == 2


@pytest.mark.parametrize("minutes", [-1, 0, 61, 6000])
def test_a_pause_has_an_end_the_profile_allows(minutes: int) -> None:
    wanted = Pause(minutes=minutes, reason=PauseReason.BY_TELEPHONE)

    decision = pausing.pause(facts_of(), pause=wanted, by=COUNSELOR, at=after(4))

    assert isinstance(decision.reply, FieldErrors)
    assert not decision.changes


def test_at_the_end_what_was_due_meanwhile_is_done_at_once() -> None:
    facts = facts_of(case=PAUSED, need=a_need(next_step=NextStep.RESUME, next_step_at=after(34)))

    decision = stepped(facts, at=after(34))

    assert changed_case(decision).paused_until is None
    need = changed_need(decision)
    assert (need.next_step, need.next_step_at) == (NextStep.REMIND, after(34))
    assert set(lines(decision)) == {"pause_over"}


def test_it_is_ended_by_hand_once() -> None:
    ended = pausing.resume(facts_of(case=PAUSED), by=COUNSELOR, at=after(10))
    again = pausing.resume(facts_of(), by=COUNSELOR, at=after(11))

    assert changed_case(ended).paused_until is None
    assert said(again) == "not_now"


@pytest.mark.parametrize("status", [NeedStatus.DECIDED, NeedStatus.ARRIVED, NeedStatus.RETURNED])
def test_there_is_nothing_to_pause_once_a_place_is_found(status: NeedStatus) -> None:
    facts = facts_of(need=a_need(status))

    assert said(pausing.open_form(facts, by=COUNSELOR, at=after(4))) == "not_now"
    assert said(pausing.pause(facts, pause=HALF_AN_HOUR, by=COUNSELOR, at=after(4))) == "not_now"


def test_a_need_that_still_asks_is_held_though_an_earlier_one_is_decided() -> None:
    still = Asking(need=a_need(id=NeedId("need-2")), asks=())
    facts = facts_of(need=a_need(NeedStatus.DECIDED), others=(still,))

    decision = pausing.pause(facts, pause=HALF_AN_HOUR, by=COUNSELOR, at=after(4))

    assert changed_case(decision).paused_until == after(34)
    assert [each.subject for each in decision.due] == ["need-2"]


@pytest.mark.parametrize("status", [NeedStatus.DECIDED, NeedStatus.CANCELLED])
def test_nothing_goes_on_again_once_nobody_is_asked_any_more(status: NeedStatus) -> None:
    facts = facts_of(need=a_need(status), case=PAUSED)

    decision = pausing.resume(facts, by=COUNSELOR, at=after(10))
    words = words_in(Lang.JA, facts.profile.ui_terms)
    message = case_card(words, facts, office=OfficeId("P12"), at=after(10), key="k")

    assert said(decision) == "not_now"
    assert "一時停止中" not in str(message.blocks)
    assert "調整を再開" not in str(message.blocks)
