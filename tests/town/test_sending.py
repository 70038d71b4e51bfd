"""A message whose outcome nobody knows is one message in the end (reliability.md 3.3)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.effects import Direct, Lane, sentence
from bot.model import NetworkId, StaffId
from sandbox.resident import labels_of, text_of
from sandbox.town import Town
from sandbox.troubles import Kind, Trouble
from storage import queries
from storage.ledger import Ledger
from tests.town.asking import asks
from tests.town.conftest import BOTH
from tests.town.sending import HISTORY, POST, UPDATE, calls, criticals, meets, stored, unsent

SETTLED = timedelta(seconds=6)
"""A little longer than a message may take to land before the history is believed."""
SWEPT = timedelta(minutes=17)
"""After this both sweeps are over."""

WORDS = {
    Kind.FAILS_BEFORE: ["", "internal_error", "fatal_error", "service_unavailable"],
    Kind.FAILS_AFTER: ["", "internal_error", "fatal_error", "request_timeout"],
}
"""What Slack answers when it does not know itself; nothing stands for a 503 without JSON."""


async def one_card(town: Town, office: str = "P01") -> None:
    """Assert that one card is there, and that it is the one we know."""
    (card,) = town.cards(office)
    assert await stored(town, office) == card.ts


# ------------------------------------------------------------------ nothing lost, nothing twice


@BOTH
async def test_f03_a_card_that_never_arrived_is_posted_after_it_settled(town: Town) -> None:
    meets(town, Kind.CUT_BEFORE, POST)
    await asks(town)
    assert town.cards("P01") == []
    assert len(town.cards("P03")) == 1  # nobody waits for the other

    await town.push(SETTLED)

    await one_card(town)
    assert len(calls(town, POST, at="P01")) == 2


@BOTH
async def test_f04_f06_a_card_whose_answer_was_lost_is_found_and_not_posted_again(
    town: Town,
) -> None:
    meets(town, Kind.CUT_AFTER, POST)
    await asks(town)

    await town.push(SETTLED)

    await one_card(town)
    assert len(calls(town, POST, at="P01")) == 1  # nor did anything beneath us try again
    await town.push(SWEPT)
    await one_card(town)


@pytest.mark.parametrize(
    ("kind", "code"), [(kind, code) for kind, codes in WORDS.items() for code in codes]
)
async def test_f02_what_slack_does_not_know_itself_is_one_card(
    town: Town, kind: Kind, code: str
) -> None:
    meets(town, kind, POST, code=code)
    await asks(town)

    await town.push(SETTLED)

    await one_card(town)


@BOTH
@pytest.mark.parametrize("seconds", [3, 40, 300])
async def test_f05_a_card_that_lands_late_is_one_card_in_the_end(town: Town, seconds: int) -> None:
    meets(town, Kind.LATE, POST, seconds=seconds)
    await asks(town)
    await town.push(SETTLED)

    await town.person("P01-1").presses("受入れ可能", at="P01")  # whichever it is
    await town.push(SWEPT)

    await one_card(town)
    assert "見本短期入所 かりのやど：受入れ可能" in text_of(town.card("P12").blocks)


async def test_f07_a_card_the_history_does_not_show_yet_is_one_card_in_the_end(
    town: Town,
) -> None:
    meets(town, Kind.HIDDEN, POST, seconds=30)
    meets(town, Kind.CUT_AFTER, POST)
    await asks(town)
    await town.push(SETTLED)
    first, second = town.cards("P01")

    await town.push(SWEPT)

    await one_card(town)
    assert first.ts < second.ts
    assert town.card("P01").ts == first.ts  # the smallest, whoever looks


async def test_a_copy_that_may_not_be_deleted_says_so_and_has_no_buttons(
    town: Town, caplog: Any
) -> None:
    forbidden = Trouble(
        kind=Kind.FAILS_BEFORE, method="chat.delete", code="cant_delete_message", times=None
    )
    town.troubles.add(forbidden)
    meets(town, Kind.LATE, POST, seconds=20)
    await asks(town)
    await town.push(SETTLED)

    await town.push(SWEPT)

    card, copy = town.cards("P01")
    assert await stored(town, "P01") == card.ts
    assert labels_of(copy) == []
    assert "重ねて届いた" in copy.text
    assert copy.metadata is None


@BOTH
async def test_a_line_in_a_thread_is_looked_for_in_that_thread(town: Town) -> None:
    await asks(town)
    town.troubles.add(Trouble(kind=Kind.CUT_AFTER, method=POST, channel=town.channel("P12")))

    await town.person("P01-1").presses("受入れ可能", at="P01")
    told = town.thread("P12")
    await town.push(SETTLED)
    await town.push(SWEPT)

    assert [line for line in town.thread("P12") if line in told] == told
    assert len(told) == len(set(told))


async def test_a_card_found_again_shows_what_became_true_meanwhile(town: Town) -> None:
    meets(town, Kind.FAILS_AFTER, POST, at="P12", code="fatal_error")
    await asks(town)
    await town.person("P01-1").presses("受入れ可能", at="P01")
    assert await unsent(town) > 0

    await town.push(SETTLED)

    assert len(calls(town, POST, at="P12")) == 1
    assert "見本短期入所 かりのやど：受入れ可能" in text_of(town.card("P12").blocks)


# ------------------------------------------------------------------ the history cannot be read


async def test_f07_an_emergency_is_posted_though_the_history_stays_closed(town: Town) -> None:
    town.troubles.add(Trouble(kind=Kind.FAILS_BEFORE, method=HISTORY, times=None))
    meets(town, Kind.CUT_AFTER, POST)
    await asks(town)
    assert await stored(town, "P01") is None

    await town.push(timedelta(seconds=45))
    assert await stored(town, "P01") is not None
    assert len(town.cards("P01")) == 2

    town.troubles.calm()
    await town.push(SWEPT)
    await one_card(town)


async def test_what_is_no_emergency_waits_until_the_history_can_be_read(town: Town) -> None:
    reader = town.person("C1")
    words = sentence("duplicate_note")
    letter = Direct(to=StaffId("C1"), sentence=words, key="calm", lane=Lane.REMINDER)
    town.troubles.add(
        Trouble(kind=Kind.FAILS_BEFORE, method=HISTORY, times=None),
        Trouble(kind=Kind.CUT_AFTER, method=POST),
    )
    await town.bot.desk.write(
        lambda ledger: ledger.outbox.put(letter, network=NetworkId(town.grounds.network.network.id))
    )
    await town.settles()

    await town.push(timedelta(minutes=3))
    assert len(reader.letters) == 1
    assert await unsent(town) == 1

    town.troubles.calm()
    await town.push(timedelta(minutes=1))
    assert len(reader.letters) == 1
    assert await unsent(town) == 0


# ------------------------------------------------------------------ what else tells us


@BOTH
async def test_f19_a_pressed_card_is_known_at_once(town: Town) -> None:
    meets(town, Kind.CUT_AFTER, POST)
    await asks(town)
    assert await stored(town, "P01") is None

    await town.person("P01-1").presses("受入れ可能", at="P01")

    await one_card(town)
    await town.push(SWEPT)
    await one_card(town)
    assert len(calls(town, POST, at="P01")) == 1
    assert "受入れ可能" in text_of(town.card("P01").blocks)


@BOTH
async def test_f10_a_redraw_that_lands_late_does_not_keep_the_old_picture(town: Town) -> None:
    await asks(town)
    meets(town, Kind.LATE, UPDATE, at="P12", seconds=30)
    await town.person("P01-1").presses("受入れ可能", at="P01")
    await town.push(SETTLED)
    await town.person("P03-1").presses("受入れ可能", at="P03")
    await town.push(SWEPT)

    shown = text_of(town.card("P12").blocks)
    for office in ("見本短期入所 かりのやど", "試験支援施設 やまびこ荘"):
        assert f"{office}：受入れ可能" in shown


# ------------------------------------------------------------------ after a start


@BOTH
@pytest.mark.parametrize("kind", [Kind.CUT_BEFORE, Kind.CUT_AFTER, Kind.LATE])
async def test_f43_after_a_start_what_was_under_way_is_looked_for_first(
    town: Town, kind: Kind
) -> None:
    meets(town, kind, POST, seconds=20)
    await asks(town)

    await town.restart_bot()
    await town.push(SETTLED)
    assert await stored(town, "P01") is not None

    await town.restart_bot()  # the sweeps wait again
    await town.push(SWEPT)
    await one_card(town)


@BOTH
async def test_f44_what_another_process_holds_is_taken_over_when_it_gives_no_sign(
    town: Town,
) -> None:
    meets(town, Kind.CUT_AFTER, POST)
    await asks(town)

    def held(ledger: Ledger) -> None:
        mine = queries.OUTBOX.c.state == "unknown"
        held = {"lease": "somebody", "leased_until": town.now() + timedelta(days=1)}
        ledger.connection.execute(queries.OUTBOX.update().where(mine).values(**held))

    await town.bot.desk.write(held)
    await town.push(timedelta(seconds=14))
    assert await stored(town, "P01") is None

    await town.push(timedelta(seconds=7))
    await one_card(town)


# ------------------------------------------------------------------ Slack is not there


async def test_f13_an_outage_of_ten_minutes_loses_nothing(town: Town, caplog: Any) -> None:
    town.troubles.add(Trouble(kind=Kind.FAILS_BEFORE, method="chat.*", times=None))
    town.troubles.add(Trouble(kind=Kind.FAILS_BEFORE, method="conversations.*", times=None))
    await asks(town)
    await town.push(timedelta(minutes=10))
    assert town.cards("P01") == []

    town.troubles.calm()
    await town.push(timedelta(minutes=1))

    await one_card(town)
    assert await unsent(town) == 0
    assert criticals(caplog) == []


@BOTH
async def test_f15_a_revoked_token_stops_the_sending_and_loses_nothing(
    town: Town, caplog: Any
) -> None:
    await asks(town)
    town.workspace.revoke_token(town.now())

    await town.person("P01-1").presses("受入れ可能", at="P01")
    await town.push(timedelta(minutes=5))
    refused = [one for one in town.workspace.recorder.calls if "token_revoked" in one.answer]
    assert criticals(caplog) == ["token_revoked"]  # once, not each time
    assert len(refused) < 20  # one try at a time

    town.workspace.reinstall()
    await town.push(timedelta(seconds=40))
    assert "見本短期入所 かりのやど：受入れ可能" in text_of(town.card("P12").blocks)
    assert await unsent(town) == 0


async def test_f15_a_missing_scope_stops_that_method_alone(town: Town, caplog: Any) -> None:
    await asks(town)
    town.troubles.add(
        Trouble(kind=Kind.FAILS_BEFORE, method=UPDATE, code="missing_scope", times=None)
    )

    await town.person("P01-1").presses("受入れ可能", at="P01")
    await town.push(timedelta(minutes=2))
    assert criticals(caplog) == ["missing_scope"]
    assert any("かりのやど" in line for line in town.thread("P12"))  # lines are posted

    town.troubles.calm()
    await town.push(timedelta(seconds=40))
    assert "見本短期入所 かりのやど：受入れ可能" in text_of(town.card("P12").blocks)
