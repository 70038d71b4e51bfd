"""Two people at the same instant: one outcome, and the other is told at once."""

from __future__ import annotations

from datetime import timedelta

from sandbox.resident import buttons_of, text_of
from sandbox.town import Town
from tests.town.asking import asks
from tests.town.conftest import ALWAYS

pytestmark = ALWAYS


def press(town: Town, who: str, label: str, *, at: str, nth: int = 0) -> None:
    """Press without waiting for anything to settle."""
    card = town.card(at)
    button = [each for each in buttons_of(card) if each["text"]["text"] == label][nth]
    town.workspace.press(
        town.user(who),
        town.channel(at),
        card.ts,
        button["action_id"],
        town.now(),
        value=button["value"],
    )


async def test_two_decisions_at_once_decide_for_one_office(town: Town) -> None:
    await asks(town)
    await town.person("P01-1").presses("受入れ可能", at="P01")
    await town.person("P03-1").presses("受入れ可能", at="P03")

    press(town, "C1", "この事業所に依頼", at="P12", nth=0)
    press(town, "C1", "この事業所に依頼", at="P12", nth=1)
    await town.settles()

    shown = text_of(town.card("P12").blocks)
    assert shown.count("：受入先に決定（") == 1
    assert shown.count("：次の候補") == 1
    assert any("すでに" in whisper for whisper in town.person("C1").whispers)


async def test_both_offices_answer_at_once_and_both_are_heard(town: Town) -> None:
    await asks(town)

    press(town, "P01-1", "受入れ可能", at="P01")
    press(town, "P03-1", "受入れ可能", at="P03")
    await town.settles()

    assert text_of(town.card("P12").blocks).count("受入れ可能（21:46）") == 2
    assert len(town.thread("P01")) == len(town.thread("P03")) == 1


async def test_a_double_click_counts_once(town: Town) -> None:
    await asks(town)

    press(town, "P01-1", "受入れ可能", at="P01")
    press(town, "P01-1", "受入れ可能", at="P01")
    await town.settles()

    assert len([line for line in town.thread("P01") if "承りました" in line]) == 1
    assert len([line for line in town.thread("P12") if "ご回答がありました" in line]) == 1


async def test_an_answer_and_the_deadline_at_the_same_instant_lose_neither(town: Town) -> None:
    await asks(town)
    town.clock.push(timedelta(minutes=10))  # the reminder falls due now, and nobody has looked

    press(town, "P01-1", "受入れ可能", at="P01")
    await town.settles()

    assert "受入れ可能（21:56）" in text_of(town.card("P12").blocks)
