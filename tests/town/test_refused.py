"""What Slack will never take is a fact of the case; what was taken away comes again."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.effects import CardKind, CardRef, Show
from bot.model import NetworkId, OfficeId
from bot.slack_codes import BY_METHOD
from sandbox.resident import text_of
from sandbox.town import Town
from sandbox.troubles import Kind, Trouble
from storage import queries
from storage.ledger import Ledger
from tests.town.asking import asks
from tests.town.records import audited
from tests.town.sending import POST, UPDATE, calls, meets, stored

FOR_GOOD = [
    "channel_not_found",
    "not_in_channel",
    "is_archived",
    "restricted_action",
    "restricted_action_read_only_channel",
]


def shown(town: Town) -> str:
    """Return the owner's card as it is read."""
    return text_of(town.card("P12").blocks)


async def redrawn(town: Town, office: str) -> None:
    """Let an office's request card be drawn again, as anything that changes it does."""

    def unit(ledger: Ledger) -> None:
        of = queries.CARD
        row = ledger.row(of.select().where(of.c.kind == "ask", of.c.office == office))
        assert row is not None
        ref = CardRef(kind=CardKind.ASK, subject=row["subject"], office=OfficeId(office))
        ledger.outbox.put(Show(card=ref), network=NetworkId(row["network"]))

    await town.bot.desk.write(unit)
    await town.settles()


@pytest.mark.parametrize("code", FOR_GOOD)
async def test_f08_an_office_slack_shuts_out_is_a_fact_and_the_ladder_moves(
    town: Town, code: str
) -> None:
    meets(town, Kind.FAILS_BEFORE, POST, code=code)

    await asks(town)

    assert ("deliver", "undeliverable") in await audited(town)
    assert town.cards("P01") == []
    assert any("000-0000-0101" in line for line in town.thread("P12"))  # whom to telephone
    assert len(town.cards("K01")) == 1  # the core centre is called at once


async def test_f09_a_bot_removed_after_posting_is_found_out_at_the_next_redraw(town: Town) -> None:
    await asks(town)
    town.workspace.remove_bot(town.user("P01-1"), town.channel("P01"), town.now())

    await town.person("P03-1").presses("受入れ可能", at="P03")
    await town.person("C1").presses("この事業所に依頼", at="P12")

    assert calls(town, UPDATE, at="P01")
    told = town.person("C1").letters
    assert any("000-0000-0101" in letter for letter in told)


async def test_f09_an_office_that_is_silent_and_shut_is_nobody_to_wait_for(town: Town) -> None:
    await asks(town)
    meets(town, Kind.FAILS_BEFORE, UPDATE, code="channel_not_found", times=None)

    await redrawn(town, "P01")
    assert ("deliver", "undeliverable") in await audited(town)
    assert any("000-0000-0101" in line for line in town.thread("P12"))

    await town.person("P01-1").presses("受入れ可能", at="P01")  # the card still stands there
    assert "見本短期入所 かりのやど：受入れ可能" in shown(town)


async def test_f12_a_card_somebody_deleted_is_posted_anew_and_on_record(town: Town) -> None:
    await asks(town)
    lost = town.card("P12")
    town.workspace.delete_card(town.channel("P12"), lost.ts, town.now())

    await town.person("P01-1").presses("受入れ可能", at="P01")

    assert town.card("P12").ts != lost.ts
    assert "見本短期入所 かりのやど：受入れ可能" in shown(town)
    assert (await audited(town)).count(("deliver", "lost")) == 1
    assert any("かりのやど" in line for line in town.thread("P12"))  # the line found its card


async def test_f12_what_is_taken_away_again_at_once_comes_after_ten_minutes(town: Town) -> None:
    await asks(town)
    for office in ("P01", "P03"):
        town.workspace.delete_card(town.channel("P12"), town.card("P12").ts, town.now())
        await town.person(f"{office}-1").presses("受入れ可能", at=office)
    assert town.cards("P12") == []

    await town.push(timedelta(minutes=11))

    assert len(town.cards("P12")) == 1
    assert (await audited(town)).count(("deliver", "lost")) == 2


@pytest.mark.parametrize("code", ["user_disabled", "user_not_found"])
async def test_f14_whoever_left_is_not_waited_for(town: Town, code: str) -> None:
    left = Trouble(kind=Kind.FAILS_BEFORE, method="conversations.open", code=code, times=None)
    town.troubles.add(left)
    await asks(town)
    meets(town, Kind.FAILS_BEFORE, UPDATE, at="P12", code="is_inactive", times=None)

    await town.person("P01-1").presses("受入れ可能", at="P01")

    assert ("deliver", "unheard") in await audited(town)
    assert ("deliver", "unread") in await audited(town)


async def test_a_direct_channel_of_an_earlier_app_is_opened_anew(town: Town) -> None:
    await asks(town)  # its owner has a letter by now
    own = town.workspace.dm_of(town.user("C1")).id
    opened = len(_opened(town))
    meets(town, Kind.FAILS_BEFORE, UPDATE, at="P12", code="is_inactive")
    closed = Trouble(kind=Kind.FAILS_BEFORE, method=POST, channel=own, code="channel_not_found")
    town.troubles.add(closed)

    await town.person("P01-1").presses("受入れ可能", at="P01")

    assert any("経過を届けられません" in letter for letter in town.person("C1").letters)
    assert ("deliver", "unread") not in await audited(town)
    assert len(_opened(town)) == opened + 1


def _opened(town: Town) -> list[str]:
    made = town.workspace.recorder.calls
    return [one.args for one in made if one.method == "conversations.open"]


async def test_f16_a_form_that_came_too_late_is_asked_for_again(town: Town) -> None:
    counselor = town.person("C1")
    slow = Trouble(kind=Kind.FAILS_BEFORE, method="views.open", code="expired_trigger_id")
    town.troubles.add(slow)

    await counselor.commands("緊急", at="P12")

    assert counselor.views == []
    opened = [one for one in town.workspace.recorder.calls if one.method == "views.open"]
    assert len(opened) == 1  # never tried again by us


async def test_f01_a_429_slows_one_channel_and_burns_no_attempt(town: Town) -> None:
    meets(town, Kind.THROTTLED, POST, seconds=30)
    await asks(town)
    assert town.cards("P01") == []
    assert len(town.cards("P03")) == 1

    await town.push(timedelta(seconds=29))
    assert len(calls(town, POST, at="P01")) == 1  # waited for as long as Slack said
    await town.push(timedelta(seconds=2))

    assert await stored(town, "P01") == town.card("P01").ts
    assert len(calls(town, POST, at="P01")) == 2


async def test_a_word_of_slacks_nobody_knows_is_kept_and_said_aloud(
    town: Town, caplog: Any
) -> None:
    meets(town, Kind.FAILS_BEFORE, POST, code="a_word_of_tomorrow")
    await asks(town)
    assert any(one.levelname == "CRITICAL" for one in caplog.records)
    caplog.clear()

    await town.push(timedelta(seconds=31))

    assert len(town.cards("P01")) == 1


def test_every_method_the_bot_calls_in_its_lanes_has_its_own_codes() -> None:
    methods = {"chat.postMessage", "chat.update", "chat.delete", "chat.postEphemeral"}
    searched = {"conversations.history", "conversations.replies", "conversations.open"}

    assert methods | searched <= BY_METHOD.keys()
