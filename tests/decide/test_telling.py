"""What became of an office's answer reaches it: in its window, or by the owner's telephone."""

from __future__ import annotations

import pytest

from bot.decide import choosing, ending, leave
from bot.decide.given import NOTHING_MORE, said_by
from bot.decide.may import Act
from bot.decide.menu import open_menu
from bot.effects import Decision, Line, Shown
from bot.moves import AskStatus, NeedStatus
from tests.decide.builders import (
    a_need,
    after,
    an_ask,
    facts_of,
    lines,
    outcomes,
    said,
    somebody,
    without_channel,
)

COUNSELOR = somebody("C1")
CORE = somebody("K1")
OFFERED = an_ask(AskStatus.OFFERED)


def at_cards_of(decision: Decision, office: str) -> list[str]:
    """Return what is said below an office's cards."""
    found = (each for each in decision.effects if isinstance(each, Line))
    return [each.sentence.key for each in found if each.card.office == office]


@pytest.mark.parametrize("by", [COUNSELOR, CORE], ids=["the owner decides", "the core decides"])
def test_the_owner_is_asked_to_tell_an_office_without_slack_that_it_was_chosen(by: object) -> None:
    facts = without_channel(facts_of(OFFERED, an_ask(office="P03")), "P01")

    decision = choosing.choose(facts, by=by, at=after(26))  # type: ignore[arg-type]

    call = lines(decision)["please_tell_chosen"]
    assert (call.card.office, call.mention) == ("P12", ("C1",))
    assert call.sentence.args["telephone"] == "000-0000-0101"
    assert at_cards_of(decision, "P01") == []
    assert said(decision) == "you_decided_please_call"


@pytest.mark.parametrize(
    ("losing", "calls"),
    [
        pytest.param(AskStatus.OFFERED, True, id="it said yes"),
        pytest.param(AskStatus.CONDITIONAL, True, id="it said yes under conditions"),
        pytest.param(AskStatus.WAITING, False, id="it never answered"),
        pytest.param(AskStatus.DECLINED, False, id="it said no"),
    ],
)
def test_an_office_without_slack_that_waits_to_hear_is_told_it_was_let_go(
    losing: AskStatus, calls: bool
) -> None:
    facts = without_channel(facts_of(OFFERED, an_ask(losing, office="P03")), "P03")

    decision = choosing.choose(facts, by=COUNSELOR, at=after(26))

    assert ("please_tell_released" in lines(decision)) is calls
    assert at_cards_of(decision, "P03") == []
    assert said(decision) == "you_decided"


@pytest.mark.parametrize("expecting", [AskStatus.DECIDED, AskStatus.STANDBY, AskStatus.RELEASED])
def test_a_request_taken_back_is_told_to_whoever_keeps_a_place_ready(expecting: AskStatus) -> None:
    answer = OFFERED.answer
    asks = (an_ask(expecting, answer=answer), an_ask(AskStatus.DECLINED, office="P03"))
    facts = without_channel(facts_of(*asks, need=a_need(NeedStatus.DECIDED)), "P01")

    decision = ending.cancel(facts, reason="家族が対応", by=COUNSELOR, at=after(40))

    expected = expecting is not AskStatus.RELEASED
    assert ("please_tell_unneeded" in lines(decision)) is expected
    assert at_cards_of(decision, "P01") == []


def test_that_an_office_without_slack_was_told_by_telephone_can_be_recorded() -> None:
    spoken = said_by(an_ask(), NOTHING_MORE, by=COUNSELOR, at=after(5))
    asked = facts_of(an_ask(AskStatus.DECIDED, answer=spoken), need=a_need(NeedStatus.DECIDED))
    facts = without_channel(asked, "P01")

    decision = leave.record_told(facts, by=COUNSELOR, at=after(30))
    rows = open_menu(facts, by=COUNSELOR, at=after(30)).reply

    assert lines(decision)["told_by_telephone"].card.office == "P12"
    assert outcomes(decision) == [("tell_by_telephone", "done")]
    assert isinstance(rows, Shown)
    acts = {each.act for each in rows.value}  # type: ignore[attr-defined]
    assert Act.TELL_BY_TELEPHONE in acts
    assert Act.GRANT_SHEET not in acts
