"""The rule of the daily carer is set aside only by whom the city names, with a written reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.model import OfficeId, StaffId
from sandbox.model import Submission
from sandbox.resident import text_of
from sandbox.town import Town
from storage.ledger import Ledger
from tests.town.asking import S1_FORM, fills_in
from tests.town.conftest import BOTH
from tests.town.records import audited, cases, drafts
from tests.town.test_alarm import forgets
from tests.town.test_gates import labels_in

pytestmark = pytest.mark.soak

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
    assert labels_in(counselor.view) == ["例外の判断を依頼", "ヘルパー・宿泊で依頼", "基幹に相談"]
    assert not counselor.view.body.get("submit")


# ------------------------------------------------------------------ asked of whom the city names


PLEASE = (
    "【緊急】相談支援みちしるべ(見本)の例題かおりさんから、短期入所についての例外の判断のお願いです。"
    "［例外を判断］を押して、内容をご確認ください。"
)
ALLOWED = (
    "基幹「みなも」(見本)の仮称きずなさんの判断により、例外としてご依頼いただけることになりました。"
    "［続きを入力する］を押して、お進みください。"
)
DECIDED = "例外の判断は、基幹「みなも」(見本)の仮称きずなさんが行いました。ありがとうございます。"


async def asks_for_an_exception(town: Town) -> None:
    """Be refused as C2, press 例外の判断を依頼, and close every form."""
    counselor = town.person("C2")
    await fills_in(town, by="C2", person="R04")
    await counselor.taps("例外の判断を依頼")


async def decides(town: Town, key: str, *, allow: bool, reason: str = REASON) -> Submission:
    """Open the letter's form as somebody and decide."""
    person = town.person(key)
    await person.presses("例外を判断")
    exception = "allow" if allow else "refuse"
    return await person.fills({"exception": exception, "exception_reason": reason})


async def works_for(town: Town, key: str, office: str, *, counselor: bool = False) -> None:
    """Let somebody work for another office from now on."""

    def unit(ledger: Ledger) -> None:
        network = town.bot.desk.network
        assert network is not None
        one = ledger.roster.town(network, at=town.now()).staff[StaffId(key)]
        moved = replace(one, office=OfficeId(office), counselor=counselor)
        ledger.roster.put_staff(moved)

    await town.bot.desk.write(unit)


async def the_city_has_slack(town: Town) -> None:
    """Let P03-1 work for the city, whose own people have no Slack in the sample."""
    await town.person("P03-1").opens_home()
    await works_for(town, "P03-1", "G01")


@BOTH
async def test_the_core_centre_allows_an_exception_and_the_counsellor_sends(town: Town) -> None:
    counselor, core = town.person("C2"), town.person("K1")
    await asks_for_an_exception(town)
    assert "例外の判断をお願いしました" in text_of(counselor.view.blocks)
    town.workspace.close(counselor.user, counselor.view.id, town.now(), everything=True)
    await town.settles()
    assert core.letters == [PLEASE]

    await decides(town, "K1", allow=True)
    assert "「例外として認める」との判断を記録し" in text_of(core.view.blocks)
    assert counselor.letters == [ALLOWED]
    await counselor.presses("続きを入力する")
    await counselor.fills({})
    await counselor.fills({})
    assert counselor.view.title == "送信前の確認"
    await counselor.fills({})

    (case,) = await cases(town)
    assert (case.override_by, case.override_reason, case.owner) == ("K1", REASON, "C2")
    assert "例外：例外として依頼（基幹の判断）" in text_of(town.card("P12").blocks)
    assert ("override_rule", "done") in await audited(town)


async def test_the_city_allows_it_too_and_the_card_says_so(town: Town) -> None:
    await the_city_has_slack(town)
    await asks_for_an_exception(town)

    await decides(town, "P03-1", allow=True)
    counselor = town.person("C2")
    await counselor.presses("続きを入力する")
    for _ in range(3):
        await counselor.fills({})

    assert "例外：例外として依頼（障がい者福祉課の判断）" in text_of(town.card("P12").blocks)


async def test_the_form_shows_the_rule_and_what_was_typed_on_record(town: Town) -> None:
    core = town.person("K1")
    await asks_for_an_exception(town)

    await core.presses("例外を判断")

    shown = text_of(core.view.blocks)
    assert "日常的に介護を行う方がいない場合" in shown
    assert "仮名 ゆり" in shown
    assert S1_FORM["situation"] in shown
    assert ("open_exception", "done") in await audited(town)


@pytest.mark.parametrize(
    "missing", [{"exception": None}, {"exception_reason": "  "}], ids=["decision", "reason"]
)
async def test_a_decision_needs_a_reason(town: Town, missing: dict[str, str | None]) -> None:
    core = town.person("K1")
    await asks_for_an_exception(town)
    await core.presses("例外を判断")

    sent = await core.fills({"exception": "allow", "exception_reason": REASON, **missing})

    assert sent.errors or core.view.errors
    (draft,) = await drafts(town)
    assert draft.plea is not None
    assert draft.plea.decided_by is None


async def test_what_is_not_allowed_says_whom_to_telephone_and_never_why(town: Town) -> None:
    counselor = town.person("C2")
    await asks_for_an_exception(town)

    await decides(town, "K1", allow=False)

    assert counselor.letters == [
        "例外としてのご依頼は、基幹「みなも」(見本)の仮称きずなさんの判断により、"
        "今回は認められませんでした。"
        "ほかの方法について、基幹「みなも」(見本)（000-0000-0201）にお電話でご相談ください。"
    ]
    sent = "\n".join(each.args for each in town.workspace.recorder.to_people_channels())
    assert REASON not in sent
    assert "仮名 ゆり" not in sent
    assert ("override_rule", "refused") in await audited(town)
    await fills_again(town)
    await counselor.taps("例外の判断を依頼")
    assert "今回は認められませんでした" in text_of(counselor.view.blocks)
    assert town.person("K1").letters == [PLEASE]


async def fills_again(town: Town) -> None:
    """Go on with the call sheet as C2, up to the refusal."""
    counselor = town.person("C2")
    await counselor.presses("続きを入力する")
    await counselor.fills({})
    await counselor.fills({})


async def test_the_first_decision_counts_and_the_second_is_told_whose_it_was(town: Town) -> None:
    other = town.person("K01-2")
    await asks_for_an_exception(town)
    await other.presses("例外を判断")

    await decides(town, "K1", allow=True)
    assert other.letters == [PLEASE, DECIDED]
    await other.fills({"exception": "refuse", "exception_reason": REASON})

    assert "仮称きずなさんが行いました" in text_of(other.view.blocks)
    (draft,) = await drafts(town)
    assert draft.memo.override_by == "K1"


async def test_after_the_request_was_sent_an_old_letter_says_so(town: Town) -> None:
    counselor, other = town.person("C2"), town.person("K01-2")
    await asks_for_an_exception(town)
    await decides(town, "K1", allow=True)
    await fills_again(town)
    await counselor.fills({})

    await other.presses("例外を判断")

    assert "すでに送信されたか" in text_of(other.view.blocks)
    assert other.letters == [PLEASE, DECIDED], "nobody reports a card that is not known"


async def test_another_persons_exception_is_none(town: Town) -> None:
    counselor, core = town.person("C2"), town.person("K1")
    await asks_for_an_exception(town)
    await core.presses("例外を判断")
    town.workspace.stacks.pop(counselor.user)
    await town.push(timedelta(minutes=3))
    await counselor.presses("続きを入力する")
    await counselor.fills({"person": "R06"})

    await core.fills({"exception": "allow", "exception_reason": REASON})

    assert "受電メモの内容が変わりました" in text_of(core.view.blocks)
    (draft,) = await drafts(town)
    assert (draft.memo.person, draft.memo.override_by) == ("R06", None)


async def test_while_nobody_decides_the_writer_is_asked_after_it(town: Town) -> None:
    counselor = town.person("C2")
    await asks_for_an_exception(town)

    await town.push(timedelta(minutes=3))

    assert counselor.letters == [
        "21:46にお願いした例外の判断は、まだ届いていません。"
        "受電メモは、まだどこにも送信されていません。お電話で進める場合：000-0000-0201"
    ]


async def test_asking_twice_writes_once(town: Town) -> None:
    counselor = town.person("C2")
    await asks_for_an_exception(town)
    town.workspace.stacks.pop(counselor.user)
    await town.push(timedelta(minutes=3))
    await fills_again(town)

    await counselor.taps("例外の判断を依頼")

    assert "例外の判断は、21:46にお願いしています" in text_of(counselor.view.blocks)
    assert town.person("K1").letters == [PLEASE]


async def test_where_nobody_who_decides_has_slack_their_numbers_are_said(town: Town) -> None:
    counselor = town.person("C2")
    for key in ("K1", "K01-2"):
        await forgets(town, key)

    await asks_for_an_exception(town)

    shown = text_of(counselor.view.blocks)
    assert "基幹「みなも」(見本) 000-0000-0201、みずうみ市 障がい者福祉課 000-0000-0301" in shown
    assert len(await drafts(town)) == 1


async def test_who_became_a_counsellor_does_not_decide_any_more(town: Town) -> None:
    former = town.person("K1")
    await asks_for_an_exception(town)
    await works_for(town, "K1", "P12", counselor=True)

    await former.presses("例外を判断")

    assert former.view.title == "操作できません"
    assert "仮名 ゆり" not in text_of(former.view.blocks)
    (draft,) = await drafts(town)
    assert draft.memo.override_by is None
