"""What a case card says of what was and of what comes next; who only visits stays no night."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime

import pytest

from bot.decide import core_centre
from bot.effects import Due, DueKind
from bot.facts import Facts
from bot.moves import AskStatus, NextStep
from bot.vocabulary import Lang, PauseReason, ServiceType
from bot.words import ask_cards, say
from bot.words.blocks import Message
from bot.words.case_cards import case_card
from sandbox.town_data import MIZUUMI
from tests.decide.builders import a_case, a_need, after, an_ask, facts_of, sentences
from tests.decide.test_cards import every_card, in_one, words_of


def the_case_card(facts: Facts, lang: Lang) -> Message:
    """Return the case's card as the owner's office sees it."""
    assert facts.case is not None
    words, office = words_of(MIZUUMI, lang), facts.case.owner_office
    return case_card(words, facts, office=office, at=after(22), key="k")


A_STEP = Due(kind=DueKind.NEED_STEP, subject="need-1", step="1.2", at=after(25))


@pytest.mark.parametrize("lang", Lang)
def test_whoever_only_visits_is_asked_for_no_night_anywhere(lang: Lang) -> None:
    need = a_need(service=ServiceType.HOME_HELP, nights=3)
    told = core_centre.core_hears(
        facts_of(need=need), a_case(core_called_at=after(20)), A_STEP, mention=(), at=after(20)
    )
    words = words_of(MIZUUMI, lang)

    shown = [in_one(message) for message in every_card(facts_of(need=need), lang)]
    said = [say(words, each) for each in sentences(told)]

    assert not [text for text in (*shown, *said) if re.search(r"\d泊|\d nights?", text)]


def test_an_office_that_would_come_instead_of_a_stay_is_asked_for_no_night() -> None:
    facts = facts_of(an_ask(service=ServiceType.HOME_HELP))
    assert facts.ask is not None

    card = ask_cards.ask_card(words_of(MIZUUMI, Lang.JA), facts, facts.ask, at=after(5), key="k")

    assert "泊" not in in_one(card)


@pytest.mark.parametrize("lang", Lang)
def test_an_office_that_stepped_back_stays_on_the_case_card_with_its_time(lang: Lang) -> None:
    gone = replace(an_ask(AskStatus.DECLINED), status=AskStatus.WITHDRAWN)
    facts = facts_of(an_ask(office="P03", round=2), past=(gone,), need=a_need(round=2))
    words = words_of(MIZUUMI, lang)

    card = the_case_card(facts, lang)

    assert (
        f"{words.ask_status(AskStatus.WITHDRAWN)}{words.asked_detail(after(5), after(5).date())}"
        in in_one(card)
    )


def test_others_of_an_earlier_round_do_not_stand_on_the_case_card_twice() -> None:
    past = (an_ask(AskStatus.RELEASED, office="P03"), an_ask(AskStatus.DECLINED))
    facts = facts_of(an_ask(office="P07", round=2), past=past, need=a_need(round=2))

    card = the_case_card(facts, Lang.JA)

    assert "依頼終了" not in in_one(card)
    assert "受入れ困難" not in in_one(card)


@pytest.mark.parametrize(
    ("proposed_at", "paused_until", "said"),
    [
        pytest.param(after(25), None, "本日22:11 次の候補に自動で依頼します", id="the earlier"),
        pytest.param(
            after(45), None, "本日22:16 基幹にあらためてお知らせします", id="the ladder's"
        ),
        pytest.param(after(25), after(30), "本日22:16 調整を再開します", id="what is paused waits"),
    ],
)
def test_the_case_card_says_what_happens_next_whichever_comes_first(
    proposed_at: datetime, paused_until: datetime | None, said: str
) -> None:
    step = NextStep.RESUME if paused_until else NextStep.CALL_AGAIN
    need = a_need(next_step=step, next_step_at=after(30), propose_at=proposed_at)
    case = a_case(paused_until=paused_until, pause_reason=PauseReason.BY_TELEPHONE)
    planned = an_ask(AskStatus.PLANNED, office="P07")

    card = the_case_card(facts_of(an_ask(), planned, need=need, case=case), Lang.JA)

    assert f"次の予定：{said}" in in_one(card)


def test_where_the_city_is_to_be_called_the_card_says_which_number() -> None:
    need = a_need(next_step=NextStep.CALL_CITY, next_step_at=after(40))
    facts = facts_of(need=need)

    text = in_one(the_case_card(facts, Lang.JA))

    assert facts.town.city is not None
    assert facts.town.city.name in text
    assert str(facts.town.telephone(facts.town.city.id)) in text


def test_a_proposal_that_an_offer_holds_is_not_what_happens_next() -> None:
    need = a_need(next_step=NextStep.OFFER_WATCH, next_step_at=after(30), propose_at=after(25))
    planned = an_ask(AskStatus.PLANNED, office="P07")

    card = the_case_card(facts_of(an_ask(AskStatus.OFFERED), planned, need=need), Lang.JA)

    assert "自動で依頼" not in in_one(card)
