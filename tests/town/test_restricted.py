"""Suspected abuse: no card anywhere, and no peace until the city was told."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from datetime import timedelta

import pytest

from sandbox.forms import NoSuchThing
from sandbox.resident import text_of
from sandbox.town import Town
from tests.town.asking import S1_FORM, asks, fills_in
from tests.town.conftest import BOTH
from tests.town.records import audited, cases, needs

TEN_MINUTES = timedelta(minutes=10)
FIRST = (
    "2026-0001として記録しました。この入力は通報の代わりになりません。"
    "市の窓口にお電話ください：みずうみ市 障がい者福祉課 000-0000-0301。"
    "お電話が済みましたら［市への連絡を記録］を押してください。"
    "この件は、どのチャンネルにも表示されません。"
)


async def test_the_number_is_shown_before_anything_is_recorded(town: Town) -> None:
    counselor = town.person("C1")

    await fills_in(town, abuse="carer")

    shown = text_of(counselor.view.blocks)
    assert counselor.view.title == "虐待の疑いの記録"
    assert "この入力は通報の代わりになりません" in shown
    assert "000-0000-0301" in shown
    assert "189" not in shown  # the person is grown up
    assert await cases(town) == []


@pytest.mark.parametrize("by", ["carer", "staff", "employer"])
async def test_a_suspicion_is_on_no_card_and_in_no_channel(town: Town, by: str) -> None:
    counselor = town.person("C1")

    await asks(town, abuse=by)
    await town.push(timedelta(minutes=45))

    assert every_card(town) == []
    assert counselor.letters[0] == FIRST
    assert everybody_else(town) == []
    (case,) = await cases(town)
    assert case.restricted
    assert (case.owner, case.owner_office) == ("C1", "P12")


def every_card(town: Town) -> list[str]:
    """Return what stands in any office's channel."""
    offices = [
        each.id for each in town.grounds.network.offices if each.id in town.addresses.channels
    ]
    return [card.text for office in offices for card in town.cards(office)]


def everybody_else(town: Town) -> list[str]:
    """Return what anybody but C1 was told directly."""
    others = [one.id for one in town.grounds.network.staff if one.id in town.addresses.users]
    return [text for one in others if one != "C1" for text in town.person(one).letters]


async def test_it_is_asked_again_until_the_report_is_on_record(town: Town) -> None:
    counselor = town.person("C1")
    await asks(town, abuse="carer")

    await town.push(2 * TEN_MINUTES)
    await counselor.presses("市への連絡を記録")
    await counselor.fills({"told_whom": "city_night_duty"})
    await town.push(timedelta(hours=5))

    assert [
        text.startswith("2026-0001：市への連絡の記録がまだです。") for text in counselor.letters
    ] == [
        False,
        True,
        True,
        False,
    ]
    assert counselor.letters[-1].startswith(
        "2026-0001：22:06に市役所の宿直への連絡を記録しました。"
    )
    (case,) = await cases(town)
    assert case.city_told_at is not None
    assert ("tell_city", "done") in await audited(town)


@BOTH
async def test_then_each_morning_it_is_asked_how_it_stands_until_the_end(town: Town) -> None:
    counselor = town.person("C1")
    await asks(town, abuse="carer")
    await counselor.presses("市への連絡を記録")
    await counselor.fills({"told_whom": "city_division"})

    await town.push(timedelta(hours=37))  # past two mornings
    asked = [text for text in counselor.letters if "その後の状況はいかがでしょうか" in text]
    await counselor.presses("終了を記録")
    await counselor.fills({"end_reason": "city_leads"})
    await town.push(timedelta(days=3))

    assert len(asked) == 2
    assert counselor.letters[-1] == "2026-0001：終了を記録しました。"
    (need,) = await needs(town)
    assert need.next_step is None
    await asks(town)  # the person can be asked for again
    assert len(town.cards("P01")) == 1


async def test_once_it_is_over_its_buttons_name_the_citys_number(town: Town) -> None:
    counselor = town.person("C1")
    await asks(town, abuse="carer")
    await counselor.presses("終了を記録")
    await counselor.fills({"end_reason": "mistake"})

    await counselor.presses("市への連絡を記録")

    shown = text_of(counselor.view.blocks)
    assert "2026-0001は、すでに終了しています。" in shown
    assert "000-0000-0301" in shown


async def test_before_the_city_was_told_it_can_only_end_as_a_mistake(town: Town) -> None:
    counselor = town.person("C1")
    await asks(town, abuse="carer")

    await counselor.presses("終了を記録")
    await counselor.fills({"end_reason": "no_abuse"})
    assert "先に［市への連絡を記録］" in counselor.view.errors["end_reason"]
    await counselor.fills({"end_reason": "mistake"})

    assert counselor.letters[-1] == "2026-0001：終了を記録しました。"


async def test_a_colleague_hears_of_nothing_and_may_do_nothing(town: Town) -> None:
    core = town.person("K1")
    await asks(town, abuse="staff")

    with pytest.raises(NoSuchThing):
        await core.presses("市への連絡を記録")

    await fills_in(town, by="K1", at="K01")
    shown = text_of(core.view.blocks)
    assert "この方の件は、基幹がお電話で承ります" in shown
    assert "通報" not in shown
    assert "2026-0001" not in shown


async def test_whoever_leads_it_is_told_whom_to_telephone_when_asking_again(town: Town) -> None:
    await asks(town, abuse="staff")

    await fills_in(town)

    shown = text_of(town.person("C1").view.blocks)
    assert "この方の件は、市にお電話をお願いいたします" in shown


CRAFTED = [
    *(pytest.param(each, "case", id=each) for each in ("case_menu", "case_pause", "ground_add")),
    *(pytest.param(each, "need", id=each) for each in ("proposal_open", "case_cancel")),
]


@pytest.mark.parametrize(("action", "about"), CRAFTED)
async def test_a_button_that_was_never_shown_asks_nobody_and_ends_nothing(
    town: Town, action: str, about: str
) -> None:
    await asks(town, abuse="carer")
    (case,), (need,) = await cases(town), await needs(town)

    await crafts(town, action, case.id if about == "case" else need.id)

    assert town.person("C1").view.title == "操作できません"
    assert every_card(town) == []
    assert await needs(town) == [need]


async def crafts(town: Town, action: str, subject: str) -> None:
    """Press, as C1, a button of another kind than the letter that is there shows."""
    counselor = town.person("C1")
    channel = town.workspace.dm_of(counselor.user)
    letter = list(channel.messages.values())[-1]
    blocks = deepcopy(letter.blocks)
    row = next(block for block in blocks if block["type"] == "actions")
    row["elements"][0] |= {"action_id": action, "value": subject}
    crafted = replace(letter, blocks=blocks)
    button = row["elements"][0]["text"]["text"]
    await counselor.presses(button, card=crafted)


async def test_whoever_heard_of_it_leads_it_the_core_centre_too(town: Town) -> None:
    core = town.person("K1")

    await asks(town, by="K1", at="K01", abuse="carer")

    assert core.letters == [FIRST]
    assert town.person("C1").letters == []
    await core.presses("市への連絡を記録")
    assert core.view.title == "市への連絡の記録"


async def test_what_was_written_of_it_reaches_no_letter(town: Town) -> None:
    await asks(town, abuse="carer")
    await town.push(timedelta(hours=1))

    sent = "\n".join(each.args for each in town.workspace.recorder.to_people_channels())
    assert S1_FORM["situation"] not in sent
    assert "見本 一郎" not in sent


async def test_an_ambulance_goes_before_the_report(town: Town) -> None:
    await fills_in(town, abuse="carer", medical="ambulance_needed")

    assert "まず119番に通報をお願いいたします" in text_of(town.person("C1").view.blocks)
