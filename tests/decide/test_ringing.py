"""Whose phone rings, whom nobody hears, and what is said beside a card."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest

from bot.decide import choosing, ending, escalation, greeting, ringing
from bot.facts import Town
from bot.model import OfficeId, StaffId, WindowId
from bot.moves import AskStatus, NeedStatus
from bot.vocabulary import Hours
from bot.words import ask_cards, words_in
from tests.decide.builders import (
    NIGHT,
    a_case,
    a_need,
    a_town,
    after,
    an_ask,
    facts_of,
    fresh,
    in_japan,
    lines,
    mentioning,
    outcomes,
    somebody,
)

P01, P05 = OfficeId("P01"), OfficeId("P05")
MORNING = in_japan(2026, 1, 21, 10)


def without_slack(town: Town, *staff: str) -> Town:
    """Return the town in which these people have no Slack."""
    gone = {StaffId(each): replace(town.staff[StaffId(each)], member=None) for each in staff}
    return replace(town, staff={**town.staff, **gone})


# ------------------------------------------------------------------ who is called


@pytest.mark.parametrize(
    ("on_call", "nameless", "called"),
    [
        pytest.param((), (), ("P01-1", "P01-2"), id="everybody, where nobody is on duty"),
        pytest.param(("P01-2",), (), ("P01-2",), id="who is on duty"),
        pytest.param(("P01-2",), ("P01-2",), ("P01-1",), id="the others, where duty has no Slack"),
        pytest.param((), ("P01-1", "P01-2"), (), id="nobody by name"),
    ],
)
def test_a_card_calls(
    on_call: tuple[str, ...], nameless: tuple[str, ...], called: tuple[str, ...]
) -> None:
    duty = {P01: tuple(map(StaffId, on_call))} if on_call else {}
    town = without_slack(a_town(on_call=duty), *nameless)

    assert town.ringing(P01) == called


def test_a_card_that_can_call_nobody_by_name_calls_the_channel() -> None:
    facts = facts_of(town=without_slack(a_town(), "P01-1", "P01-2"))
    words = words_in(facts.town.network.lang, facts.profile.ui_terms)

    drawn = ask_cards.ask_card(words, facts, an_ask(), at=NIGHT, key="k")

    assert "当番：<!channel>" in str(drawn.blocks)


def test_whom_nobody_hears_is_told_to_the_owner_with_the_number() -> None:
    decision = ringing.nobody_hears(facts_of(), at=NIGHT)

    (line,) = mentioning(decision)
    assert (line.card.office, line.mention) == ("P12", ("C1",))
    assert line.key == "quiet:ask-P01"
    assert line.sentence.args == {
        "number": "2025-0001",
        "office": "見本短期入所 かりのやど",
        "telephone": "000-0000-0101",
    }
    assert outcomes(decision) == [("ring", "quiet")]


@pytest.mark.parametrize("status", [s for s in AskStatus if s is not AskStatus.WAITING])
def test_who_answered_was_heard(status: AskStatus) -> None:
    assert ringing.nobody_hears(facts_of(an_ask(status)), at=NIGHT).effects == ()


def test_nothing_is_said_of_a_need_that_asks_no_more() -> None:
    facts = facts_of(need=a_need(NeedStatus.CANCELLED))

    assert ringing.nobody_hears(facts, at=NIGHT).effects == ()


# ------------------------------------------------------------------ whose duty changes


def test_an_office_that_offered_is_called_when_it_is_free_again_and_a_silent_one_sleeps() -> None:
    chosen = an_ask(AskStatus.OFFERED)
    for other, mention in (
        (an_ask(AskStatus.OFFERED, office="P03"), ("P03-1",)),
        (an_ask(office="P03"), ()),
    ):
        decision = choosing.choose(facts_of(chosen, other), by=somebody("C1"), at=after(9))

        assert lines(decision)["others_chosen"].mention == mention


def test_a_request_taken_back_calls_the_decided_office_and_whoever_did_not_press() -> None:
    case = a_case(core_called_at=after(5), claimed_by=StaffId("K1"), claimed_at=after(6))
    facts = facts_of(an_ask(AskStatus.DECIDED), need=a_need(NeedStatus.DECIDED), case=case)
    facts = replace(facts, asks=(replace(facts.asks[0], answer=an_ask(AskStatus.OFFERED).answer),))
    cancel = partial(ending.cancel, facts, reason="mistake", at=after(20))

    by_owner = {(each.card.office, each.mention) for each in mentioning(cancel(by=somebody("C1")))}
    by_core = {(each.card.office, each.mention) for each in mentioning(cancel(by=somebody("K1")))}

    office = ("P01", ("P01-1", "P01-2"))
    assert by_owner == {office, ("K01", ("K1",))}
    assert by_core == {office, ("P12", ("C1",))}


# ------------------------------------------------------------------ by day and by night


def test_an_ask_keeps_the_window_it_was_put_to() -> None:
    night, day = a_town(), a_town(at=MORNING)
    by_night = an_ask(office="P05")
    by_day = replace(by_night, window=day.windows[P05].id)

    assert night.windows[P05].hours is Hours.NIGHT
    for town in (night, day):
        assert town.channel_for(by_night) is None
        assert town.channel_for(by_day) == "p05-てくてく"


def test_a_window_that_was_closed_leaves_its_ask_to_the_offices_others() -> None:
    closed = replace(an_ask(office="P01"), window=WindowId("win-closed"))

    assert a_town().channel_for(closed) == "p01-かりのやど"


def test_a_case_is_shown_in_slack_though_its_office_is_called_by_telephone_at_night() -> None:
    assert a_town().channel_of(P05) == "p05-てくてく"
    assert a_town().channel_of(OfficeId("G01")) is None


def test_a_channel_is_shared_where_two_offices_have_it() -> None:
    town = a_town()

    assert town.shared("p08-p09-見本会")
    assert not town.shared("p01-かりのやど")
    assert not town.shared(None)


def test_whoever_is_asked_by_telephone_has_no_thread_to_be_reminded_in() -> None:
    facts = facts_of(an_ask(office="P05"), an_ask(office="P03"))

    decision = escalation.remind(facts, at=after(10), new_id=fresh)

    assert [each.card.office for each in mentioning(decision)] == ["P03"]
    assert decision.notes[0].detail == {"asks": "1"}


# ------------------------------------------------------------------ beside the card


def test_words_beside_open_cards_prompt_each_of_them_under_one_key() -> None:
    asks = (an_ask(), an_ask(office="P03"))
    facts = facts_of(*asks, case=None, ask=None)

    decision = greeting.answer_beside(facts, by=somebody("P01-1"), at=NIGHT)

    keys = {(each.card.subject, each.key) for each in decision.effects}  # type: ignore[union-attr]
    assert keys == {("ask-P01", "prompt:ask-P01"), ("ask-P03", "prompt:ask-P03")}
    assert decision.changes == ()


def test_a_reaction_prompts_its_own_card_alone() -> None:
    facts = facts_of(an_ask(), an_ask(office="P03"))

    decision = greeting.answer_reaction(facts, card="ask-P03", by=somebody("P03-1"), at=NIGHT)
    elsewhere = greeting.answer_reaction(facts, card="ask-P09", by=somebody("P03-1"), at=NIGHT)

    assert [each.key for each in decision.effects] == ["prompt:ask-P03"]  # type: ignore[union-attr]
    assert (elsewhere.effects, elsewhere.reply) == ((), None)
