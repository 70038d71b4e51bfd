"""緊急の連絡を取り次ぐ: what the raiser reads is what was done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.decide.alarms import raise_alarm
from bot.effects import Said
from bot.facts import Facts, Town
from bot.model import Staff
from bot.vocabulary import Lang
from bot.words import say, words_in
from tests.decide.builders import a_town, after, directs, numbered, somebody


def without_slack(whose: Callable[[Staff], bool]) -> Town:
    """Return the town where Slack reaches nobody of whom that is true."""
    town = a_town()
    staff = {
        id_: replace(one, member=None) if whose(one) else one for id_, one in town.staff.items()
    }
    return replace(town, staff=staff)


COUNSELORS = without_slack(lambda one: one.counselor)
NOBODY = without_slack(lambda one: True)


@pytest.mark.parametrize(
    ("town", "told", "never"),
    [
        pytest.param(a_town(), "相談支援の当番の方にお知らせしました", "基幹の当番", id="both"),
        pytest.param(COUNSELORS, "基幹の当番の方にお知らせしました", "相談支援の当番", id="core"),
        pytest.param(NOBODY, "000-0000-0201", "お知らせしました", id="nobody"),
        pytest.param(NOBODY, "000-0000-0112", "お知らせしました", id="nobody, the other number"),
    ],
)
def test_the_raiser_reads_who_was_told_and_where_nobody_was_whom_to_telephone(
    town: Town, told: str, never: str
) -> None:
    decision = raise_alarm(
        Facts(town=town),
        callback="000-0000-9017",
        by=somebody("P01-1"),
        at=after(0),
        new_id=numbered(),
    )

    assert isinstance(decision.reply, Said)
    said = say(words_in(Lang.JA, town.profile.ui_terms), decision.reply.sentence)
    assert told in said
    assert never not in said
    others = [letter for letter in directs(decision) if letter.to != "P01-1"]
    assert bool(others) is (town is not NOBODY)
    assert decision.due, "whoever can be reached later is told then"
