"""The ladder beyond the prepared offices: whom to ask next, the rota, the city, a pause."""

from __future__ import annotations

from datetime import timedelta

from sandbox.resident import labels_of, text_of
from sandbox.town import Town
from tests.town.asking import asks, declines

FIVE, TEN = timedelta(minutes=5), timedelta(minutes=10)


async def test_the_core_centre_gets_a_proposal_of_offices_that_can_help_and_no_others(
    town: Town,
) -> None:
    await asks(town)

    await town.push(2 * TEN)

    proposal = text_of(town.card("K01").blocks)
    assert "次の候補*（本日22:11に自動で依頼します）" in proposal
    assert "例示デイ ぽっかぽか：生活介護（宿泊設備の活用）｜登録届の写しあり" in proposal
    assert "そらまめ病棟" not in proposal  # for people in medical care
    assert "ひだまり館" not in proposal  # for trials only
    assert "この候補に依頼" in labels_of(town.card("K01"))
    assert town.cards("P07") == []


async def test_a_card_whose_deadline_passed_says_that_the_answer_is_still_awaited(
    town: Town,
) -> None:
    await asks(town)

    await town.push(2 * TEN)

    assert "ご回答をお待ちしています（期限：本日22:06）" in text_of(town.card("P01").blocks)


async def test_nobody_confirming_it_the_proposal_is_posted_after_five_minutes(town: Town) -> None:
    await asks(town)

    await town.push(2 * TEN + FIVE)

    card = text_of(town.card("P07").blocks)
    assert "生活介護（宿泊設備の活用）｜1/20（火）今夜〜1/23（金）3泊" in card
    assert "ご回答期限：本日22:31" in card
    assert "見本 一郎" not in card
    assert "例示デイ ぽっかぽか：未回答（期限22:31）" in text_of(town.card("P12").blocks)


async def test_the_core_centre_may_send_it_at_once(town: Town) -> None:
    await asks(town)
    await town.push(2 * TEN)

    await town.person("K1").presses("この候補に依頼", at="K01")
    await town.push(FIVE)

    assert len(town.cards("P07")) == 1
    assert "ご回答期限：本日22:26" in text_of(town.card("P07").blocks)


async def test_a_later_card_has_its_own_reminder(town: Town) -> None:
    await asks(town)
    await town.push(2 * TEN + FIVE)

    await town.push(TEN)

    assert "22:31までに、上のカードのボタンでお知らせいただけますか。" in town.thread("P07")[-1]
    assert len([line for line in town.thread("P01") if "お待ちしています" in line]) == 1


async def test_a_full_offer_holds_the_proposal(town: Town) -> None:
    await asks(town)
    await town.push(2 * TEN)

    await town.person("P01-1").presses("受入れ可能", at="P01")
    await town.push(FIVE)

    assert town.cards("P07") == []
    assert "自動で依頼します" not in text_of(town.card("P12").blocks)


async def test_once_the_offer_is_taken_back_the_proposal_goes_out_by_itself(town: Town) -> None:
    await asks(town)
    await town.push(2 * TEN)
    night = town.person("P01-1")
    await night.presses("受入れ可能", at="P01")
    await town.push(FIVE + FIVE)

    await night.presses("受入れ困難", at="P01")
    await night.fills({"reason": "infection"})
    announced = text_of(town.card("P12").blocks)
    await town.push(FIVE)

    assert "自動で依頼します" in announced
    assert len(town.cards("P07")) == 1


async def test_others_are_asked_at_any_time_with_what_speaks_for_and_against_each(
    town: Town,
) -> None:
    counselor = town.person("C1")
    await asks(town)

    await counselor.presses("その他の操作", at="P12")
    await counselor.taps("ほかの事業所に依頼")
    shown = text_of(counselor.view.blocks)
    await counselor.fills({"offices": ["P07"]})

    assert "*例示デイ ぽっかぽか*｜生活介護（宿泊設備の活用）" in shown
    assert "登録届の写しあり・必要な支援に対応可" in shown
    assert "⚠ 夜間の対応の登録なし" in shown  # P08 has no night
    assert "やまびこ荘" not in shown  # asked already
    assert len(town.cards("P07")) == 1
    assert "例示デイ ぽっかぽかにも受入れをお願いしました。" in town.thread("P12")[-1]


async def test_to_ask_nobody_is_said_at_the_field(town: Town) -> None:
    counselor = town.person("C1")
    await asks(town)
    await counselor.presses("その他の操作", at="P12")
    await counselor.taps("ほかの事業所に依頼")

    await counselor.fills({"offices": []})

    assert set(counselor.view.errors) == {"offices"}
    assert town.cards("P07") == []


async def test_when_the_next_wave_says_no_too_the_next_on_the_rota_is_called_at_once(
    town: Town,
) -> None:
    await asks(town)
    await declines(town, by="P01-1", at="P01")
    await declines(town, by="P03-1", at="P03")
    await town.person("K1").presses("この候補に依頼", at="K01")

    await declines(town, by="P07-1", at="P07")

    assert f"<@{town.user('K01-2')}>" in town.thread("K01")[-1]


async def test_a_pause_is_said_on_the_card_holds_every_step_and_ends_by_itself(town: Town) -> None:
    counselor = town.person("C1")
    await asks(town)
    await counselor.presses("その他の操作", at="P12")
    await counselor.taps("一時停止する")

    await counselor.fills({"minutes": "30", "reason": "at_the_hospital"})
    paused = text_of(town.card("P12").blocks)
    await town.push(timedelta(minutes=29))
    silent = town.thread("P01")
    await town.push(timedelta(minutes=2))

    assert "一時停止中：22:16まで（病院に付き添い中）" in paused
    assert "次の予定：本日22:16 調整を再開します" in paused
    assert silent == []
    assert town.cards("K01") != []
    assert any("調整を再開しました" in line for line in town.thread("P12"))


async def test_an_answer_counts_while_the_case_is_paused(town: Town) -> None:
    counselor = town.person("C1")
    await asks(town)
    await counselor.presses("その他の操作", at="P12")
    await counselor.taps("一時停止する")
    await counselor.fills({"minutes": "30", "reason": "by_telephone"})

    await town.person("P01-1").presses("受入れ可能", at="P01")

    assert "この事業所に依頼" in labels_of(town.card("P12"))


async def test_a_pause_is_ended_by_hand_and_longer_than_the_profile_is_refused(town: Town) -> None:
    counselor = town.person("C1")
    await asks(town)
    await counselor.presses("その他の操作", at="P12")
    await counselor.taps("一時停止する")

    await counselor.fills({"minutes": "61", "reason": "by_telephone"})
    refused = counselor.view.errors
    await counselor.fills({"minutes": "60", "reason": "by_telephone"})
    await counselor.presses("調整を再開", at="P12")
    await town.push(2 * TEN)

    assert set(refused) == {"minutes"}
    assert len(town.cards("K01")) == 1


async def test_a_provider_may_neither_pause_nor_ask_others(town: Town) -> None:
    await asks(town)
    await town.push(2 * TEN)
    night = town.person("P01-1")
    town.workspace.invite(town.user("C1"), town.channel("P12"), night.user, town.now())

    await night.presses("その他の操作", at="P12")

    assert night.view.title == "操作できません"


async def test_where_the_person_does_not_arrive_the_next_candidate_is_named(town: Town) -> None:
    await asks(town)
    await town.person("P01-1").presses("受入れ可能", at="P01")
    await town.person("P03-1").presses("受入れ可能", at="P03")
    await town.person("C1").presses("この事業所に依頼", at="P12")

    await town.push(timedelta(minutes=105))

    assert any("次の候補は" in line and "000-0000-01" in line for line in town.thread("P12"))
