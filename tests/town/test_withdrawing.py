"""The decided office cannot after all: the need reopens, everybody hears, nothing is lost."""

from __future__ import annotations

from sandbox.resident import labels_of, text_of
from sandbox.town import Town
from tests.town.asking import asks


async def decided(town: Town) -> None:
    """Both offices offer, かりのやど is decided for, やまびこ荘 stands by."""
    await asks(town)
    await town.person("P01-1").presses("受入れ可能", at="P01")
    await town.person("P03-1").presses("受入れ可能", at="P03")
    await town.person("C1").presses("この事業所に依頼", at="P12")


async def withdraws(town: Town) -> None:
    await town.person("P01-1").presses("辞退する", at="P01")
    await town.person("P01-1").fills({"reason": "infection"})


async def test_the_need_reopens_in_a_new_round_and_the_standby_office_is_asked_again(
    town: Town,
) -> None:
    await decided(town)

    await withdraws(town)

    assert len(town.cards("P03")) == 2
    assert "受入れ可能" in labels_of(town.card("P03"))
    assert "再度のお願いです" in text_of(town.card("P03").blocks)
    assert len(town.cards("P01")) == 1
    assert labels_of(town.card("P01")) == []
    assert "依頼中" in text_of(town.card("P12").blocks)


async def test_owner_and_core_centre_hear_of_it_at_once(town: Town) -> None:
    await decided(town)

    await withdraws(town)

    assert any("かりのやどが受入れできなくなりました" in line for line in town.thread("P12"))
    assert "調整に入っていただけますか" in town.card("K01").text
    assert town.person("K1").letters


async def test_the_card_of_the_round_before_answers_no_more(town: Town) -> None:
    await decided(town)
    old = town.card("P03")
    await withdraws(town)

    await town.person("P03-1").presses("受入れ可能", at="P03")
    await town.person("C1").presses("この事業所に依頼", at="P12")

    assert labels_of(town.cards("P03")[0]) == []
    assert old.ts == town.cards("P03")[0].ts
    assert labels_of(town.card("P03")) == ["登録情報を見る", "到着", "辞退する"]


async def test_after_the_arrival_there_is_nothing_to_withdraw_from(town: Town) -> None:
    night = town.person("P01-1")
    await decided(town)
    old = town.card("P01")
    await night.presses("到着", at="P01")

    await night.presses("辞退する", at="P01", card=old)

    assert "いま辞退の手続きは必要ありません" in text_of(night.view.blocks)


async def test_a_decided_office_that_types_no_is_shown_the_way(town: Town) -> None:
    night = town.person("P01-1")
    await decided(town)

    await night.types("受入れ困難です", at="P01", under=town.card("P01"))

    assert "［辞退する］を押してください" in town.thread("P01")[-1]


async def test_the_withdrawn_office_no_longer_opens_the_sheet(town: Town) -> None:
    night = town.person("P01-1")
    await decided(town)
    old = town.card("P01")
    await withdraws(town)

    await night.presses("登録情報を見る", at="P01", card=old)

    assert night.view.title == "操作できません"


async def test_what_was_written_before_the_need_reopened_is_read_with_its_office(
    town: Town,
) -> None:
    helper = town.newcomer("応援の職員（架空）", at="P01")
    await asks(town)
    await helper.types("エレベーターはありますか", at="P01", under=town.card("P01"))
    await town.person("P01-1").presses("受入れ可能", at="P01")
    await town.person("P03-1").presses("受入れ可能", at="P03")
    await town.person("C1").presses("この事業所に依頼", at="P12")
    await withdraws(town)

    await town.person("C1").presses("全文を見る", at="P12")

    written = text_of(town.person("C1").view.blocks[:1])
    assert "エレベーターはありますか" in written
    assert "かりのやど" in written
