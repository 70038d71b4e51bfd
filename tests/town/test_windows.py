"""Where an office is reached, by day, by night, beside others of its corporation; that it rings."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.clock import JST
from bot.effects import CardKind
from bot.model import Window, WindowId
from bot.vocabulary import Hours
from bot.words.actions import ACCEPT as CARD_ACCEPT
from sandbox.model import Message
from sandbox.resident import buttons_of, labels_of, text_of
from sandbox.town import Grounds, Town
from sandbox.town_data import MIZUUMI
from sandbox.troubles import Kind, Trouble
from storage import queries
from storage.ledger import Ledger
from tests.town.asking import asks, fills_in, sleeps_on
from tests.town.conftest import BOTH
from tests.town.test_s1 import ANSWERS, audited

pytestmark = pytest.mark.soak

SHARED = "p01-p03-見本会"


def _windows(window: Window) -> tuple[Window, ...]:
    """P01 is in Slack by day alone, or by night in another channel; P03 by night alone."""
    if window.office == "P03":
        by_night = replace(window, id=WindowId(f"{window.id}-night"), hours=Hours.NIGHT)
        return (replace(window, channel=None, hours=Hours.DAY), by_night)
    if window.office == "P01":
        by_night = replace(
            window, id=WindowId(f"{window.id}-night"), channel=None, hours=Hours.NIGHT
        )
        return (replace(window, hours=Hours.DAY), by_night)
    return (window,)


BY_HOURS = replace(
    MIZUUMI, windows=tuple(each for window in MIZUUMI.windows for each in _windows(window))
)
TOGETHER = replace(
    MIZUUMI,
    windows=tuple(
        replace(each, channel=SHARED) if each.office in {"P01", "P03"} else each
        for each in MIZUUMI.windows
    ),
)


@pytest.fixture
async def by_hours(
    tmp_path: Path, database: str, caplog: pytest.LogCaptureFixture
) -> AsyncIterator[Town]:
    """The town in which P01 is reached by telephone at night, and P03 in Slack at night alone."""
    caplog.set_level(logging.INFO)
    async with Town(Grounds(folder=tmp_path, database=database, network=BY_HOURS)) as town:
        yield town
        await town.settles()
        assert (town.workspace.faults, town.workspace.lost) == ([], [])
    assert [record for record in caplog.records if record.levelno >= logging.WARNING] == []


@pytest.fixture
async def together(
    tmp_path: Path, database: str, caplog: pytest.LogCaptureFixture
) -> AsyncIterator[Town]:
    """The town in which P01 and P03 are of one corporation and have one channel."""
    caplog.set_level(logging.INFO)
    async with Town(Grounds(folder=tmp_path, database=database, network=TOGETHER)) as town:
        yield town
        await town.settles()
        assert (town.workspace.faults, town.workspace.lost) == ([], [])
    assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []


async def parcels(town: Town, office: str) -> list[str]:
    """Return the states of what was to be sent for the asks of an office."""

    def unit(ledger: Ledger) -> list[str]:
        of = queries.OUTBOX
        mine = queries.CARD.c.office == office
        asked = queries.CARD.c.kind == CardKind.ASK.value
        query = of.select().join(queries.CARD, queries.CARD.c.id == of.c.card).where(mine, asked)
        return [row["state"] for row in ledger.rows(query)]

    return await town.bot.desk.read(unit)


# ------------------------------------------------------------------ by day and by night


@BOTH
async def test_an_office_reached_by_telephone_at_night_waits_and_is_sent_nothing(
    by_hours: Town,
) -> None:
    town = by_hours
    await asks(town)
    await town.push(timedelta(minutes=10))  # the reminder has nothing to write into

    assert await parcels(town, "P01") == []
    assert town.cards("P01") == []
    assert "見本短期入所 かりのやど：未回答" in text_of(town.card("P12").blocks)
    assert "お知らせいただけますか" in town.thread("P03")[-1]
    assert ("deliver", "undeliverable") not in await audited(town)


async def test_the_preview_says_who_is_to_be_telephoned_and_shows_a_card_that_is_posted(
    by_hours: Town,
) -> None:
    await fills_in(by_hours)

    shown = text_of(by_hours.person("C1").view.blocks)
    assert "お電話でのご依頼が必要です" in shown
    assert f"<@{by_hours.user('P03-1')}>" in shown  # the card is P03's: P01 gets none


async def test_a_card_posted_at_night_stays_there_when_day_breaks(by_hours: Town) -> None:
    town = by_hours
    await asks(town)
    morning = datetime(2026, 1, 21, 8, 30, tzinfo=JST)
    await sleeps_on(town, morning - town.now())

    await town.person("P03-1").presses("受入れ可能", at="P03")

    assert len(town.cards("P03")) == 1
    assert "受入れ可能" in text_of(town.card("P03").blocks)


async def test_a_card_lost_by_day_is_posted_anew_in_the_window_it_was_put_to(
    by_hours: Town,
) -> None:
    town = by_hours
    await asks(town)
    await sleeps_on(town, datetime(2026, 1, 21, 9, tzinfo=JST) - town.now())
    lost = town.card("P03").ts
    message = {"channel": town.channel("P03"), "ts": lost}
    town.workspace.call("chat.delete", message, town.now(), token=town.workspace.bot_token)

    counselor = town.person("C1")
    await counselor.presses("その他の操作", at="P12")
    await counselor.taps("依頼を取り下げる")
    await counselor.fills({"cancel_reason": "carer_back"})

    assert town.card("P03").ts != lost


async def test_by_day_the_office_is_asked_in_its_channel(by_hours: Town) -> None:
    town = by_hours
    await town.push(datetime(2026, 1, 21, 10, tzinfo=JST) - town.now())

    await asks(town, arrival_at="18:00")

    assert len(town.cards("P01")) == 1
    assert town.cards("P03") == []


# ------------------------------------------------------------------ one channel for several


def card_of(town: Town, name: str) -> Message:
    """Return the card in the shared channel whose heading names the office."""
    (found,) = (each for each in town.cards("P01") if name in text_of(each.blocks[:1]))
    return found


async def test_two_cards_in_one_channel_say_for_whom_each_is(together: Town) -> None:
    town = together
    await asks(town)

    assert len(town.cards("P01")) == 2
    for name in ("見本短期入所 かりのやど", "試験支援施設 やまびこ荘"):
        card = card_of(town, name)
        assert text_of(card.blocks[:1]).endswith(f"\n*{name}｜短期入所*")
        assert card.text.startswith(f"{name}：【緊急】受入れのお願い（短期入所")
    assert text_of(town.card("P12").blocks[:1]) == "【緊急】2026-0001"


async def test_an_office_with_a_channel_of_its_own_is_not_named_on_its_card(town: Town) -> None:
    await asks(town)

    assert text_of(town.card("P01").blocks[:1]) == "*【緊急】受入れのお願い*　2026-0001"


async def test_a_typed_answer_counts_for_its_own_threads_ask_alone(together: Town) -> None:
    town = together
    await asks(town)
    card = card_of(town, "かりのやど")

    await town.person("P01-1").types("受け入れ可能です。", at="P01", under=card)

    shown = text_of(town.card("P12").blocks)
    assert "見本短期入所 かりのやど：受入れ可能" in shown
    assert "試験支援施設 やまびこ荘：未回答" in shown


async def test_staff_of_one_office_may_not_answer_for_the_other(together: Town) -> None:
    town = together
    await asks(town)
    card = card_of(town, "やまびこ荘")

    await town.person("P01-1").presses("受入れ可能", at="P01", card=card)

    assert "決められた方だけが行えます" in town.person("P01-1").whispers[-1]
    assert "試験支援施設 やまびこ荘：未回答" in text_of(town.card("P12").blocks)


async def test_a_stranger_in_the_shared_channel_may_answer_for_any_of_its_offices(
    together: Town,
) -> None:
    town = together
    stranger = town.workspace.add_user("模擬しらない").id
    town.workspace.invite(town.user("P01-1"), town.channel("P01"), stranger, town.now())
    await asks(town)

    for card in town.cards("P01"):
        accept = next(buttons_of(card))
        town.workspace.press(
            stranger, card.channel_id, card.ts, CARD_ACCEPT, town.now(), value=accept["value"]
        )
        await town.settles()

    shown = text_of(town.card("P12").blocks)
    assert shown.count("職員登録のない方からのご回答です") == 2


@pytest.mark.parametrize("goes_on", [False, True], ids=["a no", "a yes under conditions"])
async def test_a_strangers_form_counts_as_the_button_does(town: Town, goes_on: bool) -> None:
    stranger = town.workspace.add_user("模擬しらない").id
    town.workspace.invite(town.user("P01-1"), town.channel("P01"), stranger, town.now())
    await asks(town)
    card = town.card("P01")
    decline = next(each for each in buttons_of(card) if each["text"]["text"] == "受入れ困難")
    town.workspace.press(
        stranger, card.channel_id, card.ts, "ask_decline", town.now(), value=decline["value"]
    )
    await town.settles()

    await _submits(town, stranger, reason="full", if_conditions="yes" if goes_on else "no")
    if goes_on:
        await _submits(town, stranger, part="nights_only")

    said = "条件付きで可能" if goes_on else "受入れ困難"
    shown = text_of(town.card("P12").blocks)
    assert f"見本短期入所 かりのやど：{said}（21:46）（職員登録のない方" in shown


async def _submits(town: Town, user: str, **values: str) -> None:
    """Fill the open form as somebody unregistered, and submit it."""
    (view,) = town.workspace.views(user)
    given = {name: {name: value} for name, value in {**values, "answerer": "見本"}.items()}
    town.workspace.submit(user, view.id, given, town.now())
    await town.settles()


async def test_words_beside_the_cards_prompt_each_of_them_once(together: Town) -> None:
    town = together
    night = town.person("P01-1")
    await asks(town)

    await night.types("受入れ可能です", at="P01")
    await night.types("受入れ可能です", at="P01")

    for card in town.cards("P01"):
        lines = town.workspace.thread(town.channel("P01"), card.ts)[1:]
        assert [labels_of(line) for line in lines] == [ANSWERS]
    assert len(night.whispers) == 2
    assert text_of(town.card("P12").blocks).count("：未回答") == 2


# ------------------------------------------------------------------ words and reactions beside


async def test_a_reaction_to_the_card_gets_the_buttons_and_counts_for_nothing(town: Town) -> None:
    night = town.person("P01-1")
    await asks(town)
    card = town.card("P01")

    await night.reacts("ok_hand", at="P01", to=card)
    await night.reacts("+1", at="P01", to=card)

    prompt = town.workspace.thread(town.channel("P01"), card.ts)[-1]
    assert labels_of(prompt) == ANSWERS
    assert len(town.thread("P01")) == 1  # once, however often
    assert "カードのボタンか、カードのスレッドで" in night.whispers[-1]
    assert "見本短期入所 かりのやど：未回答" in text_of(town.card("P12").blocks)


async def test_a_reaction_to_words_in_the_cards_thread_gets_the_buttons_too(town: Town) -> None:
    night = town.person("P01-1")
    await asks(town)
    card = town.card("P01")
    await night.types("アレルギーを教えてください", at="P01", under=card)
    theirs = town.workspace.thread(town.channel("P01"), card.ts)[1]

    await town.person("P01-2").reacts("+1", at="P01", to=theirs)

    prompt = town.workspace.thread(town.channel("P01"), card.ts)[-1]
    assert labels_of(prompt) == ANSWERS


async def test_reactions_elsewhere_and_the_bots_own_are_left_in_peace(town: Town) -> None:
    night = town.person("P01-1")
    await night.types("お疲れさまです", at="P01")
    greeting = town.workspace.messages(town.channel("P01"))[-1]
    await asks(town)
    card = town.card("P01")

    await night.reacts("wave", at="P01", to=greeting)
    own = {"channel": card.channel_id, "timestamp": card.ts, "name": "eyes"}
    town.workspace.call("reactions.add", own, town.now(), token=town.workspace.bot_token)
    await town.settles()

    assert town.thread("P01") == []
    assert night.whispers == []


async def test_a_reaction_after_the_end_is_left_in_peace(town: Town) -> None:
    await asks(town)
    await town.person("P01-1").presses("受入れ可能", at="P01")
    await town.person("C1").presses("この事業所に依頼", at="P12")
    before = len(town.thread("P03"))

    await town.person("P03-1").reacts("pray", at="P03", to=town.card("P03"))

    assert len(town.thread("P03")) == before


# ------------------------------------------------------------------ it rings


async def test_the_first_post_calls_who_is_on_duty_by_name(town: Town) -> None:
    await asks(town)

    shown = text_of(town.card("P03").blocks)
    assert f"当番：<@{town.user('P03-1')}>" in shown
    assert "<!channel>" not in shown


async def test_where_nobody_is_known_in_slack_the_whole_channel_is_called(
    tmp_path: Path, database: str
) -> None:
    staff = tuple(
        replace(one, member=None) if one.office == "P03" else one for one in MIZUUMI.staff
    )
    nameless = replace(MIZUUMI, staff=staff)
    async with Town(Grounds(folder=tmp_path, database=database, network=nameless)) as town:
        await asks(town)

        assert "<!channel>" in text_of(town.card("P03").blocks)
        assert "<!channel>" not in text_of(town.card("P01").blocks)


async def test_paused_notifications_are_told_to_the_owner_with_the_telephone(town: Town) -> None:
    _pauses(town, "P01-1", "P01-2", "P03-1")

    await asks(town)

    told = [line for line in town.thread("P12") if "通知を一時停止" in line]
    assert sorted(told) == [
        f"<@{town.user('C1')}> 2026-0001：{office}の当番の方は、通知を一時停止されています。"
        f"お電話をお願いいたします：{telephone}"
        for office, telephone in (
            ("見本短期入所 かりのやど", "000-0000-0101"),
            ("試験支援施設 やまびこ荘", "000-0000-0103"),
        )
    ]
    assert (await audited(town)).count(("ring", "quiet")) == 2
    assert len(town.cards("P01")) == 1


async def test_one_who_can_hear_is_enough(town: Town) -> None:
    _pauses(town, "P01-1")

    await asks(town)

    assert not any("通知を一時停止" in line for line in town.thread("P12"))


async def test_a_pause_that_is_over_or_yet_to_come_is_none(town: Town) -> None:
    now = town.now()
    later, past = now + timedelta(hours=1), now - timedelta(hours=1)
    town.workspace.pause_notifications(town.user("P03-1"), past, until=now)
    town.workspace.pause_notifications(town.user("P01-1"), later, until=later + timedelta(hours=1))

    await asks(town)

    assert not any("通知を一時停止" in line for line in town.thread("P12"))


@pytest.mark.parametrize("code", ["unknown_method", "missing_scope", "internal_error"])
async def test_a_question_slack_does_not_answer_holds_nothing_up(town: Town, code: str) -> None:
    _pauses(town, "P01-1", "P01-2", "P03-1")
    refused = Trouble(method="dnd.teamInfo", kind=Kind.FAILS_BEFORE, code=code, times=None)
    town.troubles.add(refused)

    await asks(town)
    town.troubles.calm()

    assert len(town.cards("P01")) == len(town.cards("P03")) == 1
    assert not any("通知を一時停止" in line for line in town.thread("P12"))


def _pauses(town: Town, *staff: str) -> None:
    for one in staff:
        until = town.now() + timedelta(hours=10)
        town.workspace.pause_notifications(town.user(one), town.now(), until=until)


async def test_an_office_that_offered_is_called_when_it_is_not_needed(town: Town) -> None:
    await asks(town)
    await town.person("P03-1").presses("受入れ可能", at="P03")
    await town.person("P01-1").presses("受入れ可能", at="P01")
    await town.person("C1").presses("この事業所に依頼", at="P12")

    ((office, freed),) = (
        (office, line)
        for office in ("P01", "P03")
        for line in town.thread(office)
        if "今回は他の事業所" in line
    )
    assert f"<@{town.user(f'{office}-1')}>" in freed


async def test_a_request_taken_back_calls_the_office_that_expects_somebody(town: Town) -> None:
    await asks(town)
    await town.push(timedelta(minutes=20))
    await town.person("P01-1").presses("受入れ可能", at="P01")
    await town.person("C1").presses("この事業所に依頼", at="P12")

    await town.person("K1").presses("その他の操作", at="K01")
    await town.person("K1").taps("依頼を取り下げる")
    await town.person("K1").fills({"cancel_reason": "other_place"})

    assert f"<@{town.user('P01-1')}>" in town.thread("P01")[-1]
    assert "必要がなくなりました" in town.thread("P01")[-1]
    assert (
        town.thread("P12")[-1] == f"<@{town.user('C1')}> 2026-0001：22:06に依頼を取り下げました。"
    )


async def test_work_after_an_answer_that_fails_is_logged_by_its_number(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    async def fails() -> None:
        raise LookupError("架空の障害")

    town.bot.desk.later(fails())
    await town.settles()

    (logged,) = [each for each in caplog.records if each.levelno >= logging.ERROR]
    assert logged.name == "handlers.desk"
    assert len(logged.__dict__["reference"]) == 8
    assert not town.bot.desk.under_way
    caplog.clear()  # this story is about an error; any other one still fails it
