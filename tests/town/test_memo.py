"""受電メモ: what was typed while the telephone rang is kept, and nobody forgets it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sandbox.forms import NoSuchThing
from sandbox.resident import labels_of, text_of
from sandbox.town import Town
from storage import queries
from tests.decide.builders import in_japan
from tests.town.asking import FIRST_PAGE, S1_FORM, SECOND_PAGE, asks, begins, fills_in, sleeps_on
from tests.town.conftest import BOTH
from tests.town.records import audited, drafts

THREE_MINUTES = timedelta(minutes=3)
FAR = in_japan(2026, 2, 1)
UNFINISHED = (
    "受電メモが途中です（21:46に開始）。まだどこにも送信されていません。"
    "続きの入力をお願いいたします。お電話で進める場合：000-0000-0201"
)


@BOTH
async def test_the_first_page_is_kept_as_soon_as_it_is_sent(town: Town) -> None:
    await begins(town)

    (draft,) = await drafts(town)
    assert draft.memo.caller == S1_FORM["caller"]
    assert draft.memo.whereabouts == S1_FORM["whereabouts"]
    assert draft.memo.medical is None
    assert town.cards("P01") == []


async def test_the_second_page_begins_with_what_was_prepared_for_such_a_night(town: Town) -> None:
    counselor = town.person("C1")

    await begins(town)

    shown = text_of(counselor.view.blocks)
    assert counselor.view.title == "受電メモ（2/2）"
    assert shown.startswith("0001 見本 一郎\n想定される緊急時と対応\n")
    assert ("fill_memo", "done") in await audited(town)


async def test_the_service_is_the_first_wish_that_the_rules_allow(town: Town) -> None:
    counselor = town.person("C1")

    await begins(town, service=None)

    chosen = counselor.view.state["service"]["service"]["selected_option"]
    assert chosen["value"] == "short_stay_welfare"


async def test_a_wish_the_rules_do_not_allow_is_not_chosen_for_anybody(town: Town) -> None:
    counselor = town.person("C1")

    await begins(town, service=None, ground="disability_trait_crisis")

    assert counselor.view.state["service"]["service"]["selected_option"] is None


async def test_what_is_wrong_is_kept_too(town: Town) -> None:
    counselor = town.person("C1")

    await fills_in(town, starts_on="2026-03-01")

    (draft,) = await drafts(town)
    assert "starts_on" in counselor.view.errors
    assert draft.memo.situation == S1_FORM["situation"]


async def test_a_call_still_to_come_is_said_at_its_field_and_kept(town: Town) -> None:
    counselor = town.person("C1")

    await begins(town, called_at="22:30")

    (draft,) = await drafts(town)
    assert "called_at" in counselor.view.errors
    assert draft.memo.caller == S1_FORM["caller"]


async def test_a_memo_left_lying_is_asked_after_and_filled_in_again_page_by_page(
    town: Town,
) -> None:
    counselor = town.person("C1")
    await fills_in(town, starts_on="2026-03-01")
    loses_the_net(town)
    await town.push(THREE_MINUTES)
    assert counselor.letters == [UNFINISHED]

    await counselor.presses("続きを入力する")
    first = counselor.view.state
    await counselor.fills({})
    second = counselor.view.state
    await counselor.fills({"starts_on": "2026-01-20"})
    await counselor.fills({})

    assert first["caller"]["caller"]["value"] == S1_FORM["caller"]
    assert first["person"]["person"]["selected_option"]["value"] == "R01"
    assert second["situation"]["situation"]["value"] == S1_FORM["situation"]
    assert second["nights"]["nights"]["value"] == "3"
    assert second["arrival_at"]["arrival_at"]["selected_time"] == "23:00"
    assert len(town.cards("P01")) == 1
    assert await drafts(town) == []


async def test_after_three_times_the_writer_is_left_alone_and_the_core_centre_is_called(
    town: Town,
) -> None:
    counselor, duty = town.person("C1"), town.person("K1")
    await begins(town)
    loses_the_net(town)

    await town.push(timedelta(hours=2))

    assert counselor.letters == [UNFINISHED] * 3
    assert set(duty.letters) == {
        "【緊急】相談支援みちしるべ(見本)の検証まなぶさんの受電メモが途中のままです。"
        "まだ送信されていません。"
        "［電話を引き受ける］を押してから、お電話をお願いいたします：000-0000-0112"
    }


async def test_a_sent_memo_asks_nobody_any_more(town: Town) -> None:
    await asks(town)

    await town.push(timedelta(minutes=9))

    assert not any("受電メモ" in text for text in town.person("C1").letters)
    assert await drafts(town) == []


async def test_a_memo_given_up_is_gone(town: Town) -> None:
    counselor = town.person("C1")
    await begins(town)
    loses_the_net(town)
    await town.push(THREE_MINUTES)

    await counselor.presses("このメモを取りやめる")
    await town.push(timedelta(hours=1))

    assert await drafts(town) == []
    unfinished, given_up = counselor.letters
    assert unfinished == UNFINISHED
    assert "取りやめました" in given_up
    await counselor.presses("続きを入力する")
    assert "すでに送信されたか" in text_of(counselor.view.blocks)


async def test_a_form_closed_after_a_no_is_given_up(town: Town) -> None:
    counselor = town.person("C1")
    await fills_in(town, ground="lifeline_outage")

    town.workspace.close(counselor.user, counselor.view.id, town.now(), everything=True)
    await town.settles()
    await town.push(timedelta(hours=1))

    assert await drafts(town) == []
    assert counselor.letters == []


async def test_a_form_closed_in_the_middle_is_asked_after(town: Town) -> None:
    counselor = town.person("C1")
    await begins(town)

    town.workspace.close(counselor.user, counselor.view.id, town.now(), everything=True)
    await town.settles()
    await town.push(THREE_MINUTES)

    assert labels_of_letters(town) == [
        "続きを入力する",
        "基幹に代行入力を頼む",
        "このメモを取りやめる",
    ]


# ------------------------------------------------------------------ another one begun


@BOTH
async def test_an_empty_call_sheet_mentions_the_one_left_unfinished_and_opens_it_in_its_place(
    town: Town,
) -> None:
    counselor = town.person("C1")
    await closes_one_half_filled(town)
    await town.push(timedelta(minutes=2))

    await counselor.commands("緊急", at="P12")
    opened = counselor.view
    assert text_of(opened.blocks).startswith("21:46に開始した受電メモが途中です。")
    assert opened.state["caller"]["caller"]["value"] is None
    await counselor.taps("続きを入力する")

    assert [each.id for each in counselor.views] == [opened.id]
    assert counselor.view.state["caller"]["caller"]["value"] == S1_FORM["caller"]
    assert counselor.view.state["called_at"]["called_at"]["selected_time"] == "21:46"
    assert "途中です" not in text_of(counselor.view.blocks)
    await counselor.fills({})
    await counselor.fills(SECOND_PAGE)
    await counselor.fills({})
    assert len(town.cards("P01")) == 1
    assert await drafts(town) == []


async def test_of_several_the_newest_is_mentioned(town: Town) -> None:
    await closes_one_half_filled(town)
    await town.push(timedelta(minutes=1))
    await closes_one_half_filled(town)

    await town.person("C1").commands("緊急", at="P12")

    assert "21:47に開始した" in text_of(town.person("C1").view.blocks)


async def test_an_unfinished_call_sheet_is_its_writers_alone(town: Town) -> None:
    await closes_one_half_filled(town)

    await town.person("K1").commands("緊急", at="K01")

    assert "途中です" not in text_of(town.person("K1").view.blocks)


async def test_what_was_sent_given_up_or_is_of_another_night_is_not_mentioned(
    town: Town,
) -> None:
    counselor = town.person("C1")
    await asks(town)
    await counselor.commands("緊急", at="P12")
    after_sending = text_of(counselor.view.blocks)
    loses_the_net(town)
    await fills_in(town, person="R03", ground="lifeline_outage")
    town.workspace.close(counselor.user, counselor.view.id, town.now(), everything=True)
    await town.settles()
    await counselor.commands("緊急", at="P12")
    after_a_no = text_of(counselor.view.blocks)
    loses_the_net(town)
    await closes_one_half_filled(town)
    await sleeps_on(town, timedelta(hours=12, minutes=1))
    await counselor.commands("緊急", at="P12")

    assert "途中です" not in after_sending + after_a_no + text_of(counselor.view.blocks)


async def closes_one_half_filled(town: Town) -> None:
    """Submit a first page, then close the form."""
    counselor = town.person("C1")
    await begins(town)
    town.workspace.close(counselor.user, counselor.view.id, town.now(), everything=True)
    await town.settles()


async def test_the_core_centre_types_for_whoever_cannot_and_the_form_stays(town: Town) -> None:
    counselor, duty = town.person("C1"), town.person("K1")
    await counselor.commands("emergency", at="P12")
    assert "000-0000-0201" in text_of(counselor.view.blocks)
    town.workspace.fill(
        counselor.user, counselor.view.id, {"caller": {"caller": S1_FORM["caller"]}}
    )

    await counselor.taps("基幹に代行入力を頼む")

    assert "折り返しをお願いしました" in text_of(counselor.view.blocks)
    assert counselor.view.state["caller"]["caller"]["value"] == S1_FORM["caller"]
    assert duty.letters == [
        "【緊急】相談支援みちしるべ(見本)の検証まなぶさんから、受電メモの代行入力のお願いです。"
        "［電話を引き受ける］を押してから、お電話をお願いいたします：000-0000-0112"
    ]
    await counselor.fills(FIRST_PAGE)
    assert counselor.view.title == "受電メモ（2/2）"


async def test_somebody_not_registered_is_shown_the_way_on(town: Town) -> None:
    counselor = town.person("C1")

    await begins(town, person="unregistered")

    shown = text_of(counselor.view.blocks)
    assert "未登録の方の緊急のご相談" in shown
    assert "000-0000-0201" in shown
    await counselor.taps("基幹に相談")
    assert len(town.person("K1").letters) == 1


async def test_the_call_sheet_opens_from_slacks_own_menu_and_from_home(town: Town) -> None:
    counselor = town.person("C1")
    town.workspace.shortcut(counselor.user, "emergency", town.now())
    await town.settles()
    assert counselor.view.title == "受電メモ（1/2）"
    loses_the_net(town)

    home = await counselor.opens_home()
    assert home is not None
    town.workspace.press_in_view(counselor.user, home.id, "emergency_open", town.now())
    await town.settles()

    assert counselor.view.title == "受電メモ（1/2）"


async def test_home_offers_it_to_everybody_and_the_press_decides(town: Town) -> None:
    night = town.person("P01-1")
    home = await night.opens_home()
    assert home is not None

    town.workspace.press_in_view(night.user, home.id, "emergency_open", town.now())
    await town.settles()

    assert night.view.title == "操作できません"


async def test_too_long_a_text_is_refused_at_its_field_and_can_be_shortened(town: Town) -> None:
    counselor = town.person("C1")
    await begins(town)

    sent = await counselor.fills({**SECOND_PAGE, "situation": "長" * 100_000})

    assert "situation" in sent.errors
    await counselor.fills({"situation": "長" * 1000})
    assert counselor.view.title == "送信前の確認"


@pytest.mark.parametrize(
    "typed",
    ["<!channel> <@U123> <https://example.invalid|ここ>", "\u202eかえる\x00\x07", "=1+1|cmd"],
    ids=["mentions", "turned and unseen", "a formula"],
)
async def test_whatever_is_pasted_harms_nobody(town: Town, typed: str) -> None:
    free = dict.fromkeys(("caller", "whereabouts", "situation", "wish_note"), typed)

    await asks(town, **free)

    sent = "\n".join(each.args for each in town.workspace.recorder.to_people_channels())
    assert typed not in sent
    assert "かえる" not in sent


async def test_what_was_typed_lies_sealed(town: Town) -> None:
    await begins(town)

    rows = await town.bot.desk.read(
        lambda ledger: ledger.rows(queries.of_network(queries.DRAFT, "MZ"))
    )

    assert S1_FORM["caller"].encode() not in rows[0]["content"]


def loses_the_net(town: Town) -> None:
    """Let every form vanish from everybody's screen without a word to the bot."""
    town.workspace.stacks.clear()


def labels_of_letters(town: Town) -> list[str]:
    """Return the buttons below C1's newest letter."""
    counselor = town.person("C1")
    channel = town.workspace.dm_of(counselor.user).id
    return labels_of(town.workspace.messages(channel)[-1])


async def test_a_memo_is_no_card_and_no_line_anywhere(town: Town) -> None:
    await begins(town)
    await town.push(THREE_MINUTES)

    assert all(town.cards(office) == [] for office in ("P12", "K01", "P01"))
    with pytest.raises(NoSuchThing):
        await town.person("C1").presses("この事業所に依頼", at="P12")


async def test_nothing_falls_due_any_more_for_a_memo_that_was_sent(town: Town) -> None:
    await asks(town)

    due = await town.bot.desk.read(lambda ledger: ledger.rows(queries.due_now(FAR, limit=100)))

    assert "memo" not in {row["kind"] for row in due}
