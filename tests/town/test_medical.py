"""Doctors: when one is needed the asking goes on, and what was said is read by leaders alone."""

from __future__ import annotations

from datetime import timedelta

from sandbox.resident import text_of
from sandbox.town import Town
from tests.decide.builders import in_japan
from tests.town.asking import asks
from tests.town.conftest import BOTH
from tests.town.records import audited, contacts

RESULT = "水分をとらせて様子を見るよう言われた"


async def records(town: Town) -> None:
    """Record as C1 that the night clinic was asked."""
    counselor = town.person("C1")
    await counselor.presses("その他の操作", at="P12")
    await counselor.taps("受診・相談を記録する")
    await counselor.fills({"body": "night_clinic", "whom": "見本夜間診療所", "result": RESULT})


@BOTH
async def test_a_doctor_needed_stands_on_the_card_while_offices_are_asked(town: Town) -> None:
    await asks(town, medical="consult")

    assert len(town.cards("P01")) == 1
    assert "受診・相談の記録：なし" in text_of(town.card("P12").blocks)


async def test_each_contact_is_kept_and_the_card_says_when_and_not_what(town: Town) -> None:
    await asks(town, medical="consult")
    await town.push(timedelta(minutes=4))

    await records(town)

    assert "受診・相談の記録：21:50" in text_of(town.card("P12").blocks)
    (contact,) = await contacts(town)
    assert contact.result == RESULT
    sent = "\n".join(each.args for each in town.workspace.recorder.to_people_channels())
    assert RESULT not in sent
    assert "見本夜間診療所" not in sent
    assert ("record_medical", "done") in await audited(town)


async def test_an_ambulance_called_is_the_first_entry(town: Town) -> None:
    await asks(town, medical="ambulance_called", called_at="21:40")

    (contact,) = await contacts(town)
    assert contact.at == in_japan(2026, 1, 20, 21, 40)
    assert "受診・相談の記録：21:40" in text_of(town.card("P12").blocks)


async def test_whoever_leads_reads_them_before_adding_one(town: Town) -> None:
    counselor = town.person("C1")
    await asks(town, medical="consult")
    await records(town)

    await counselor.presses("その他の操作", at="P12")
    await counselor.taps("受診・相談を記録する")

    assert f"夜間・休日の診療所（見本夜間診療所）\n{RESULT}" in text_of(counselor.view.blocks)
    assert ("read_medical", "done") in await audited(town)


async def test_the_decided_office_reads_them_on_the_sheet(town: Town) -> None:
    night = town.person("P01-1")
    await asks(town, medical="consult")
    await records(town)
    await night.presses("受入れ可能", at="P01")
    await town.person("C1").presses("この事業所に依頼", at="P12")

    await night.presses("登録情報を見る", at="P01")

    assert RESULT in text_of(night.view.blocks)


async def test_what_is_not_needed_is_on_no_card(town: Town) -> None:
    await asks(town)

    assert "受診・相談" not in text_of(town.card("P12").blocks)
    await records(town)
    assert "受診・相談の記録：21:46" in text_of(town.card("P12").blocks)
