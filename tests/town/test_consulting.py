"""基幹に相談, 代行入力: the core centre is really called, and a call sheet goes over to it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.vocabulary import AlarmPurpose
from sandbox.model import Message
from sandbox.resident import labels_of, text_of
from sandbox.town import Grounds, Town
from sandbox.town_data import SORAIRO
from storage.ledger import Ledger
from tests.town.asking import FIRST_PAGE, S1_FORM, SECOND_PAGE, begins, fills_in
from tests.town.conftest import BOTH
from tests.town.records import alarms, audited, drafts
from tests.town.test_alarm import forgets
from tests.town.test_gates import labels_in
from tests.town.test_memo import loses_the_net

FIVE_MINUTES = timedelta(minutes=5)
CALL = "［電話を引き受ける］を押してから、お電話をお願いいたします：000-0000-0112"
CONSULT = f"相談支援みちしるべ(見本)の検証まなぶさんから、緊急の依頼についてのご相談です。{CALL}"
TYPE_IN = (
    f"【緊急】相談支援みちしるべ(見本)の検証まなぶさんから、受電メモの代行入力のお願いです。{CALL}"
)
HANDED = (
    "受電メモは、基幹「みなも」(見本)の仮称きずなさんが引き継ぎ、続きを入力します。"
    "折り返しのお電話もいたします。お電話で確認される場合：000-0000-0201"
)
ASKED = (
    "受電メモの代行入力を、基幹「みなも」(見本)の当番の方にお願いしました。"
    "引き継ぐ方が決まりましたらお知らせします。それまでは、ご自身でも続きを入力できます。"
    "お急ぎのときはお電話ください：000-0000-0201"
)
IS_HANDED = "この受電メモは、基幹「みなも」(見本)の仮称きずなさんが引き継いで入力しています。"


async def consults(town: Town) -> None:
    """Be refused as C1, and press 基幹に相談."""
    await fills_in(town, ground="lifeline_outage")
    await town.person("C1").taps("基幹に相談")


async def lets_type(town: Town) -> None:
    """Fill the first page as C1, and press 代行入力を頼む on the second, half typed."""
    counselor = town.person("C1")
    await begins(town)
    typed = {"situation": {"situation": S1_FORM["situation"]}}
    town.workspace.fill(counselor.user, counselor.view.id, typed)
    await counselor.taps("基幹に代行入力を頼む")


# ------------------------------------------------------------------ called, one after another


@BOTH
async def test_the_core_centres_duty_is_called_one_after_another_until_one_takes_it(
    town: Town,
) -> None:
    first, second = town.person("K1"), town.person("K01-2")
    await consults(town)
    assert (first.letters, second.letters) == ([CONSULT], [])

    await town.push(FIVE_MINUTES)
    assert (first.letters, second.letters) == ([CONSULT], [CONSULT])
    await town.push(FIVE_MINUTES)
    assert (first.letters, second.letters) == ([CONSULT] * 2, [CONSULT])
    await second.presses("電話を引き受ける")
    await town.push(timedelta(hours=1))

    taken = "緊急の連絡は、試作つながりさんが引き受けました。ありがとうございます。"
    assert second.letters.count(CONSULT) == 1
    assert (first.letters.count(CONSULT), first.letters[2]) == (2, taken)
    assert ("take_alarm", "done") in await audited(town)


async def test_the_asker_reads_until_when_and_hears_who_calls_back(town: Town) -> None:
    counselor, duty = town.person("C1"), town.person("K1")

    await consults(town)
    said = text_of(counselor.view.blocks)
    await duty.presses("電話を引き受ける")

    assert "21:51までにどなたも引き受けないときは、当番の方に順にお知らせします。" in said
    assert "000-0000-0201" in said
    shown = text_of(duty.view.blocks)
    assert "相談支援みちしるべ(見本) 検証まなぶさんから\n000-0000-0112" in shown
    assert labels_in(duty.view) == ["緊急の依頼"]
    assert counselor.letters == [
        "ご相談は、基幹「みなも」(見本)の仮称きずなさんが引き受けました。折り返しお電話します。"
    ]


async def test_counsellors_are_not_called_for_what_is_asked_of_the_core_centre(town: Town) -> None:
    await consults(town)
    await town.push(timedelta(hours=1))

    assert town.person("C2").letters == []


async def test_asking_twice_rings_once(town: Town) -> None:
    counselor = town.person("C1")
    await consults(town)
    await town.push(timedelta(minutes=7))

    await fills_in(town, ground="lifeline_outage")
    await counselor.taps("基幹に相談")

    shown = text_of(counselor.view.blocks)
    assert "すでに折り返しをお願いしています。21:56までに" in shown
    assert len(await alarms(town)) == 1


async def test_where_no_number_is_known_the_taker_reads_who_asks(town: Town) -> None:
    duty = town.person("K1")
    await has_no_telephone(town, "P12")
    await consults(town)
    assert duty.letters[0].endswith("［電話を引き受ける］を押してから、お電話をお願いいたします。")

    await duty.presses("電話を引き受ける")

    shown = text_of(duty.view.blocks)
    assert "相談支援みちしるべ(見本) 検証まなぶさんから\n電話番号の登録がありません。" in shown


async def has_no_telephone(town: Town, office: str) -> None:
    """Let an office's number not be known, by its window or otherwise."""
    of = next(each for each in town.grounds.network.offices if each.id == office)
    windows = [each for each in town.grounds.network.windows if each.office == office]

    def unit(ledger: Ledger) -> None:
        ledger.roster.put_office(replace(of, telephone=None))
        for each in windows:
            ledger.roster.put_window(replace(each, telephone=None), network=of.network)

    await town.bot.desk.write(unit)


async def test_where_nobody_of_the_core_centre_has_slack_the_number_is_said(town: Town) -> None:
    counselor = town.person("C1")
    for key in ("K1", "K01-2"):
        await forgets(town, key)

    await consults(town)

    assert "お電話をお願いいたします：基幹「みなも」(見本) 000-0000-0201" in text_of(
        counselor.view.blocks
    )
    assert await alarms(town) == []


async def test_two_of_the_core_centre_never_call_back(town: Town) -> None:
    first, second = town.person("K1"), town.person("K01-2")
    await consults(town)
    await town.push(FIVE_MINUTES)
    await first.presses("電話を引き受ける")

    channel = town.workspace.dm_of(second.user).id
    old = next(each for each in town.workspace.messages(channel) if each.text == CONSULT)
    await second.presses("電話を引き受ける", card=old)

    assert "仮称きずなさんが引き受けました" in text_of(second.view.blocks)
    assert "000-0000-0112" not in text_of(second.view.blocks)


# ------------------------------------------------------------------ a call sheet goes over


@BOTH
async def test_a_call_sheet_goes_over_with_all_that_was_typed(town: Town) -> None:
    duty = town.person("K1")
    await lets_type(town)
    assert duty.letters == [TYPE_IN]

    await duty.presses("電話を引き受ける")
    assert labels_in(duty.view) == ["続きを入力する"]
    await duty.taps("続きを入力する")
    first = duty.view.state
    await duty.fills({})
    second = duty.view.state
    await duty.fills(SECOND_PAGE)
    await duty.fills({})

    assert first["caller"]["caller"]["value"] == S1_FORM["caller"]
    assert first["person"]["person"]["selected_option"]["value"] == "R01"
    assert second["situation"]["situation"]["value"] == S1_FORM["situation"]
    assert len(town.cards("P01")) == 1
    assert ("hand_over_memo", "done") in await audited(town)


async def test_the_former_writer_hears_who_goes_on_and_their_form_says_so(town: Town) -> None:
    counselor, duty = town.person("C1"), town.person("K1")
    await lets_type(town)

    await duty.presses("電話を引き受ける")
    await counselor.fills(SECOND_PAGE)

    assert counselor.letters == [ASKED, HANDED]
    shown = text_of(counselor.view.blocks)
    assert IS_HANDED in shown
    assert "000-0000-0201" in shown
    (draft,) = await drafts(town)
    assert (draft.staff, draft.former) == ("K1", ("C1",))
    assert draft.memo.situation == SECOND_PAGE["situation"]  # nothing stood there yet
    assert duty.letters[-1].startswith("検証まなぶさんが、引き継がれた受電メモに追記しました。")


async def test_what_was_typed_before_the_first_page_was_sent_goes_over_too(town: Town) -> None:
    counselor, duty = town.person("C1"), town.person("K1")
    await counselor.commands("emergency", at="P12")
    typed = {"caller": {"caller": S1_FORM["caller"]}}
    town.workspace.fill(counselor.user, counselor.view.id, typed)
    await counselor.taps("基幹に代行入力を頼む")

    await duty.presses("電話を引き受ける")
    await duty.taps("続きを入力する")
    assert duty.view.state["caller"]["caller"]["value"] == S1_FORM["caller"]

    await counselor.fills(FIRST_PAGE)
    assert IS_HANDED in text_of(counselor.view.blocks)
    (draft,) = await drafts(town)
    assert draft.staff == "K1"


async def test_until_somebody_takes_the_call_the_writer_goes_on_and_nobody_nags(
    town: Town,
) -> None:
    counselor, duty = town.person("C1"), town.person("K1")
    await lets_type(town)
    await town.push(FIVE_MINUTES)
    assert counselor.letters == [ASKED]

    loses_the_net(town)
    await counselor.presses("続きを入力する")
    await counselor.fills({})
    await counselor.fills(SECOND_PAGE)
    await counselor.fills({})
    await town.push(timedelta(hours=1))

    over = (
        "相談支援みちしるべ(見本)の検証まなぶさんの受電メモは、送信されたか、取りやめられました。"
        "折り返しのお電話は不要です。ありがとうございます。"
    )
    assert [each for each in duty.letters if "受電メモ" in each] == [TYPE_IN, over]
    await duty.presses("電話を引き受ける", card=await oldest_letter(town, "K1"))
    assert over in text_of(duty.view.blocks)


async def oldest_letter(town: Town, key: str) -> Message:
    """Return the first message the bot wrote to somebody."""
    channel = town.workspace.dm_of(town.user(key)).id
    return next(each for each in town.workspace.messages(channel) if each.is_bot)


async def test_a_call_sheet_left_lying_goes_over_to_whoever_takes_the_call(town: Town) -> None:
    counselor, duty = town.person("C1"), town.person("K1")
    await begins(town)
    loses_the_net(town)
    await town.push(timedelta(minutes=12))

    await duty.presses("電話を引き受ける")
    await duty.taps("続きを入力する")

    assert duty.view.state["caller"]["caller"]["value"] == S1_FORM["caller"]
    assert counselor.letters[-1] == HANDED
    await counselor.presses("続きを入力する")
    assert IS_HANDED in text_of(counselor.view.blocks)
    assert "見本 一郎" not in text_of(counselor.view.blocks)
    await counselor.presses("このメモを取りやめる")
    assert IS_HANDED in counselor.letters[-1]
    assert len(await drafts(town)) == 1


async def test_who_took_it_over_and_leaves_it_lying_is_asked_after_it(town: Town) -> None:
    duty = town.person("K1")
    await lets_type(town)
    await duty.presses("電話を引き受ける")
    town.workspace.stacks.clear()

    await town.push(timedelta(minutes=3))

    assert duty.letters[-1].startswith("受電メモが途中です")
    channel = town.workspace.dm_of(duty.user).id
    assert "続きを入力する" in labels_of(town.workspace.messages(channel)[-1])


async def test_asking_for_it_twice_rings_once(town: Town) -> None:
    counselor = town.person("C1")
    await lets_type(town)

    await counselor.taps("基幹に代行入力を頼む")

    assert "すでに折り返しをお願いしています" in text_of(counselor.view.blocks)
    (alarm,) = await alarms(town)
    assert alarm.purpose is AlarmPurpose.TYPE_IN


async def test_under_a_letter_whose_call_sheet_is_gone_nobody_is_called(town: Town) -> None:
    counselor = town.person("C1")
    await begins(town)
    loses_the_net(town)
    await town.push(timedelta(minutes=3))
    await counselor.presses("このメモを取りやめる")

    await counselor.presses("基幹に代行入力を頼む")

    assert "すでに送信されたか" in counselor.letters[-1]
    assert await alarms(town) == []


async def test_suspected_abuse_does_not_go_over_where_the_core_centre_is_not_commissioned(
    town: Town,
) -> None:
    counselor, duty = town.person("C1"), town.person("K1")
    await fills_in(town, abuse="carer")
    town.workspace.close(counselor.user, counselor.view.id, town.now())
    await town.settles()
    await counselor.taps("基幹に代行入力を頼む")

    await duty.presses("電話を引き受ける")

    assert labels_in(duty.view) == ["緊急の依頼"]
    (draft,) = await drafts(town)
    assert draft.staff == "C1"


async def test_nothing_of_the_person_is_written_to_anybody(town: Town) -> None:
    await lets_type(town)
    await town.person("K1").presses("電話を引き受ける")
    await town.person("K1").taps("続きを入力する")

    sent = "\n".join(each.args for each in town.workspace.recorder.to_people_channels())
    assert S1_FORM["caller"] not in sent
    assert S1_FORM["situation"] not in sent
    assert "見本 一郎" not in sent


# ------------------------------------------------------------------ in the other city


@pytest.fixture
async def sorairo(tmp_path: Path, sqlite_url: str) -> AsyncIterator[Town]:
    """Build the Tsuruoka-like town, where the city keeps the ledger and copies open cases."""
    async with Town(Grounds(folder=tmp_path, database=sqlite_url, network=SORAIRO)) as town:
        yield town
        await town.settles()
        assert town.workspace.faults == []


async def test_whoever_goes_on_sees_the_person_though_the_city_keeps_the_ledger(
    sorairo: Town,
) -> None:
    town = sorairo
    core = next(each for each in SORAIRO.offices if each.kind == "core_center")
    duty = next(each for each in SORAIRO.staff if each.office == core.id and each.member)
    await begins(town, by="Q03-1", at="Q03", person="R12")
    await town.person("Q03-1").taps("基幹に代行入力を頼む")

    await town.person(duty.id).presses("電話を引き受ける")
    await town.person(duty.id).taps("続きを入力する")

    state = town.person(duty.id).view.state
    assert state["person"]["person"]["selected_option"]["value"] == "R12"
    await town.person(duty.id).fills({})
    assert town.person(duty.id).view.title == "受電メモ（2/2）"
    await town.person("Q03-1").fills({**SECOND_PAGE, "alone_at": "23:30"})
    assert "引き継いで入力しています" in text_of(town.person("Q03-1").view.blocks)
