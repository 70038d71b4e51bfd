"""Two cases that want one office for the same nights: both know, and one yes is not two."""

from __future__ import annotations

from datetime import timedelta

from sandbox.resident import labels_of, text_of
from sandbox.town import Town
from tests.town.asking import asks
from tests.town.conftest import BOTH

pytestmark = BOTH


async def both_asked(town: Town) -> None:
    """Ask P01 for R01 first, and a minute later for R06, another counsellor's person."""
    await asks(town)
    await town.push(timedelta(minutes=1))
    await asks(town, by="C2", person="R06")


async def test_both_cards_say_that_another_request_is_open_there(town: Town) -> None:
    await both_asked(town)

    first, second = (text_of(card.blocks) for card in town.cards("P01"))
    assert "同じ期間に別のご依頼（2026-0002）もお願いしています。" in first
    assert "同じ期間に別のご依頼（2026-0001）もお願いしています。" in second
    assert "別のご依頼 2026-0002 も依頼中" in text_of(town.cards("P12")[0].blocks)


async def test_a_request_that_is_taken_back_stands_on_the_others_cards_no_more(town: Town) -> None:
    await both_asked(town)
    counselor = town.person("C2")
    await counselor.presses("その他の操作", at="P12", card=town.cards("P12")[1])
    await counselor.taps("依頼を取り下げる")
    await counselor.fills({"cancel_reason": "carer_back"})

    assert "2026-0002" not in text_of(town.cards("P01")[0].blocks)
    assert "2026-0002" not in text_of(town.cards("P12")[0].blocks)


async def test_once_one_is_decided_the_other_offer_must_be_confirmed(town: Town) -> None:
    await both_asked(town)
    night = town.person("P01-1")
    first, second = town.cards("P01")
    await night.presses("受入れ可能", at="P01", card=first)
    await night.presses("受入れ可能", at="P01", card=second)

    await town.person("C1").presses("この事業所に依頼", at="P12", card=town.cards("P12")[0])
    asked, waiting = town.cards("P01")[1], text_of(town.cards("P12")[1].blocks)
    await town.person("C2").presses("この事業所に依頼", at="P12", card=town.cards("P12")[1])
    too_early = town.person("C2").whispers[-1]
    await night.presses("引き続き可能", at="P01", card=asked)
    await town.person("C2").presses("この事業所に依頼", at="P12", card=town.cards("P12")[1])

    assert "引き続き可能" in labels_of(asked)
    assert "21:57までに再確認が必要" in waiting
    assert any("引き続き可能か、21:57までの確認が必要です" in line for line in lines_below(town, 1))
    assert "引き続き可能か確認しています" in too_early
    assert "決定（到着待ち）" in text_of(town.cards("P12")[1].blocks)


async def test_an_offer_that_is_not_confirmed_lapses_and_its_case_goes_on(town: Town) -> None:
    await both_asked(town)
    night = town.person("P01-1")
    first, second = town.cards("P01")
    await night.presses("受入れ可能", at="P01", card=first)
    await night.presses("受入れ可能", at="P01", card=second)
    await town.person("C1").presses("この事業所に依頼", at="P12", card=town.cards("P12")[0])

    await town.push(timedelta(minutes=10))

    assert "期限切れ" in text_of(town.cards("P12")[1].blocks)
    assert any("確認がとれませんでした" in line for line in lines_below(town, 1))
    assert len(town.cards("K01")) == 1  # nobody is left for the second case


def lines_below(town: Town, nth: int) -> list[str]:
    """Return the thread under one of the counsellors' case cards."""
    card = town.cards("P12")[nth]
    return [each.text for each in town.workspace.thread(town.channel("P12"), card.ts)]
