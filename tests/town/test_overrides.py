"""The rule of the daily carer is set aside only by whom the city names, with a written reason."""

from __future__ import annotations

from sandbox.resident import text_of
from sandbox.town import Town
from tests.town.asking import fills_in
from tests.town.records import audited, cases
from tests.town.test_gates import labels_in

REASON = "ご本人が今夜ひとりで過ごせる状態ではないため"


async def test_the_core_centre_writes_down_why_and_goes_on(town: Town) -> None:
    core = town.person("K1")
    await fills_in(town, by="K1", at="K01", person="R04")
    assert core.view.body["submit"]["text"] == "理由を記録して進む"

    await core.fills({"override_reason": REASON})
    assert core.view.title == "送信前の確認"
    await core.fills({})

    (case,) = await cases(town)
    assert (case.override_by, case.override_reason) == ("K1", REASON)
    assert ("override_rule", "done") in await audited(town)
    assert ("open_case", "refused") in await audited(town)


async def test_the_card_says_that_it_is_an_exception_and_never_why(town: Town) -> None:
    core = town.person("K1")
    await fills_in(town, by="K1", at="K01", person="R04")
    await core.fills({"override_reason": REASON})
    await core.fills({})

    assert "例外：例外として依頼（基幹の判断）" in text_of(town.card("P12").blocks)
    sent = "\n".join(each.args for each in town.workspace.recorder.to_people_channels())
    assert REASON not in sent


async def test_an_exception_without_a_reason_is_none(town: Town) -> None:
    core = town.person("K1")
    await fills_in(town, by="K1", at="K01", person="R04")

    sent = await core.fills({"override_reason": "   "})

    assert sent.errors or core.view.errors
    assert await cases(town) == []


async def test_a_counsellor_is_not_offered_what_is_not_theirs(town: Town) -> None:
    counselor = town.person("C2")

    await fills_in(town, by="C2", person="R04")

    assert "短期入所は、原則としてご依頼いただけません" in text_of(counselor.view.blocks)
    assert labels_in(counselor.view) == ["ヘルパー・宿泊で依頼", "基幹に相談"]
    assert not counselor.view.body.get("submit")
