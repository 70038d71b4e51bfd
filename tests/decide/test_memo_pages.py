"""The pages of the call sheet and the small forms: Slack takes them, and nothing breaks out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

import pytest

from bot.decide.alarms import CallBack
from bot.decide.memo import Apart, CallSheet, Details
from bot.decide.pleas import ToDecide
from bot.effects import Refused, Way, sentence
from bot.facts import Facts
from bot.model import MedicalContact, MedicalContactId, StaffId
from bot.request import Memo, RestsOn
from bot.vocabulary import Ground, Lang, Lifeline, MedicalBody
from bot.words import Words, refusing, words_in
from bot.words import alarms as alarm_words
from bot.words import apart as apart_words
from bot.words import medical as medical_words
from bot.words import memo as memo_words
from bot.words import pleas as plea_words
from handlers.fields import text
from sandbox.blockkit import check_view, view_too_large
from sandbox.town_data import MIZUUMI, SORAIRO, TownNetwork
from tests.decide.builders import (
    NIGHT,
    a_case,
    a_draft,
    a_request,
    a_town,
    before_opening,
    mrkdwn_in,
)
from tests.memos import memo_of

HOSTILE: Final = (
    "<!channel> <@U1> <https://example.invalid|ここ> =HYPERLINK(1) \u202e逆\u202c \x07\x00"
)
"""What somebody may paste: mentions, a link, a formula, a turned line, signs nobody sees."""

every_language = pytest.mark.parametrize("lang", Lang)
every_city = pytest.mark.parametrize("of", [MIZUUMI, SORAIRO], ids=["Matsue", "Tsuruoka"])


def words_of(of: TownNetwork, lang: Lang) -> Words:
    """Return a language in a city's terms."""
    return words_in(lang, a_town(of).profile.ui_terms)


FILLED: Final = replace(
    memo_of(a_request()),
    caller=HOSTILE,
    nights=-1,
    situation="長" * 100_000,
    later_ground=Ground.CARER_UNAVAILABLE,
    rests_on=RestsOn(alone_at=NIGHT, lines=tuple(Lifeline), cannot_stay="長" * 100_000),
)
"""A memo with every field filled, some of them as nobody may."""


def memo_pages(words: Words, of: TownNetwork) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the pages of the call sheet: empty, full, and with all a ground may call for."""
    facts = Facts(town=a_town(of))
    alone = Facts(town=a_town(of, offices={}))
    people = tuple(
        (each.person.id, each.registration.number, each.person.name) for each in of.registrants
    )
    for name, memo in {"empty": Memo(), "full": FILLED}.items():
        for some, where in (((), facts), (people, facts), (people, alone)):
            sheet = CallSheet(draft="d-1", memo=memo, people=some, beside=("2026-0001",))
            yield f"the call sheet, {name}", memo_words.call_sheet(words, where, sheet, at=NIGHT)
        for ground in Ground:
            page = Details(
                draft="d-1",
                memo=replace(memo, ground=ground),
                about=("0001", "見本 一郎"),
                expected="長" * 5000,
                examined=True,
            )
            yield f"the details, {name}", memo_words.details(words, facts, page, at=NIGHT)
    for child in (True, False):
        yield "abuse", memo_words.apart(words, facts, Apart(draft="d-1", child=child))


def small_pages(words: Words) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the forms of one question, and what they are answered with."""
    yield "an alarm", alarm_words.alarm_form(words, Facts(town=a_town()))
    yield "a number", alarm_words.number(words, CallBack(callback="0" * 30, raised_at=NIGHT))
    asker = CallBack(callback="", raised_at=NIGHT, name=HOSTILE, office=HOSTILE, draft="draft-1")
    yield "no number, who asks, their call sheet", alarm_words.number(words, asker)
    yield "the city told", apart_words.tell_city_form(words, "case-1")
    yield "the end of it", apart_words.end_form(words, "case-1")
    contact = MedicalContact(
        id=MedicalContactId("m-1"),
        network=MIZUUMI.network.id,
        case=a_case().id,
        by=StaffId("C1"),
        at=NIGHT,
        body=MedicalBody.OTHER,
        whom="長" * 100_000,
        result=HOSTILE,
    )
    yield "doctors", medical_words.medical_form(words, "case-1", [contact] * 200)
    every_way = Refused(
        sentence("gate_no_carer"), (sentence("gate_no_carer_why"),), tuple(Way), "d"
    )
    yield "a no with every way on", refusing.refusal(words, every_way)
    typed = replace(a_draft(a_request("R04")), memo=FILLED)
    for draft in (typed, replace(typed, memo=Memo())):
        plea = ToDecide(draft=draft, turn=1)
        yield "an exception", plea_words.form(words, before_opening("R04"), plea)


@every_language
@every_city
def test_slack_takes_every_page(of: TownNetwork, lang: Lang) -> None:
    words = words_of(of, lang)

    for name, view in (*memo_pages(words, of), *small_pages(words)):
        assert check_view(view, ("modal",)) == [], name
        assert not view_too_large(view), name


@every_language
def test_what_people_typed_is_plain_text_everywhere(lang: Lang) -> None:
    words = words_of(MIZUUMI, lang)

    for name, view in (*memo_pages(words, MIZUUMI), *small_pages(words)):
        for said in mrkdwn_in(view["blocks"]):
            assert "<!" not in said, name
            assert "<@" not in said, name


def test_signs_nobody_sees_are_left_out_of_whatever_is_typed() -> None:
    typed = text({"situation": f" {HOSTILE}\n二行目 "}, "situation")

    assert typed.endswith("=HYPERLINK(1) 逆 \n二行目")
    assert not {"\u202e", "\u202c", "\x07", "\x00"} & set(typed)


def test_a_form_carries_its_draft_and_nothing_of_anybody_in_what_slack_keeps() -> None:
    words = words_of(MIZUUMI, Lang.JA)

    for name, view in memo_pages(words, MIZUUMI):
        assert view["private_metadata"] == "d-1", name
        outside = {key: value for key, value in view.items() if key != "blocks"}
        assert "見本" not in json.dumps(outside, ensure_ascii=False), name
