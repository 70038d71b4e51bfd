"""Deciding from a letter and from Home; what is pressed there is answered where one looks."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sandbox.forms import NoSuchThing
from sandbox.resident import Resident, labels_of, text_of
from sandbox.town import Town
from tests.town.asking import asks
from tests.town.records import audited

TWENTY = timedelta(minutes=20)


def at_home(town: Town, person: Resident) -> str:
    """Return what stands on somebody's Home now, without opening it again."""
    view = town.workspace.home(person.user)
    assert view is not None
    return text_of(view.blocks)


async def presses_at_home(town: Town, person: Resident, label: str) -> None:
    """Press the first button of that label on the Home tab."""
    view = town.workspace.home(person.user)
    assert view is not None
    rows = [*view.blocks, *({"elements": [each.get("accessory", {})]} for each in view.blocks)]
    found = [each for row in rows for each in row.get("elements", ()) if said(each) == label]
    if not found:
        raise NoSuchThing(f"no button {label!r} is at Home")
    town.workspace.press_in_view(
        person.user, view.id, found[0]["action_id"], town.now(), value=found[0]["value"]
    )
    await town.settles()


def said(element: dict[str, Any]) -> str:
    text = element.get("text")
    return str(text["text"]) if isinstance(text, dict) else ""


async def test_an_offer_comes_as_a_letter_and_is_decided_for_in_it(town: Town) -> None:
    counselor = town.person("C1")
    await asks(town)
    await town.person("P01-1").presses("受入れ可能", at="P01")
    letter = counselor.letters[-1]

    await counselor.presses("この事業所に依頼")

    assert letter == (
        "2026-0001：見本短期入所 かりのやどから受入れ可能のご回答がありました。"
        "依頼される場合は、［この事業所に依頼］を押してください。"
    )
    assert counselor.letters[-1].startswith(
        "受入れをお願いする事業所を見本短期入所 かりのやどに決めました。"
    )
    assert "貴事業所に決まりました" in text_of(town.card("P01").blocks)


async def test_conditions_stand_in_the_letter_and_words_only_behind_its_button(town: Town) -> None:
    counselor, night = town.person("C1"), town.person("P01-1")
    await asks(town)
    await night.presses("条件付きで可能", at="P01")
    await night.fills({"needs": ["staff"], "remark": "夜勤が一人のため", "answerer": "見本よるの"})
    letter = counselor.letters[-1]

    await counselor.presses("全文を見る")

    assert "条件：職員の応援が必要" in letter
    assert "夜勤が一人のため" not in "".join(counselor.letters)
    assert "夜勤が一人のため" in text_of(counselor.view.blocks)


async def test_whoever_came_in_of_the_core_centre_gets_the_offer_too_and_decides(
    town: Town,
) -> None:
    core = town.person("K1")
    await asks(town)
    await town.push(TWENTY)
    await core.presses("調整に入る")
    heard = core.letters[-1]
    await town.person("P01-1").presses("受入れ可能", at="P01")

    await core.presses("この事業所に依頼")

    assert heard == "2026-0001：調整に入られたことを記録し、担当の方にお知らせしました。"
    assert "貴事業所に決まりました" in text_of(town.card("P01").blocks)


async def test_the_wish_is_asked_for_from_a_letter_too(town: Town) -> None:
    counselor = town.person("C1")
    await asks(town, wish="unconfirmed", wish_note="")
    await town.person("P01-1").presses("受入れ可能", at="P01")

    await counselor.presses("この事業所に依頼")
    title = counselor.view.title
    await counselor.fills({"wish": "own"})

    assert title == "この事業所に依頼"
    assert "貴事業所に決まりました" in text_of(town.card("P01").blocks)


async def test_an_old_letter_is_answered_and_decides_nothing(town: Town) -> None:
    counselor = town.person("C1")
    await asks(town)
    await town.person("P01-1").presses("受入れ可能", at="P01")
    await counselor.presses("この事業所に依頼", at="P12")

    await counselor.presses("この事業所に依頼")

    assert (
        counselor.letters[-1] == "この件の受入先は、すでに見本短期入所 かりのやどに決まっています。"
    )


async def test_the_counsellor_decides_at_home_and_sees_it_there(town: Town) -> None:
    counselor = town.person("C1")
    await asks(town, wish="unconfirmed", wish_note="")
    await town.person("P01-1").presses("受入れ可能", at="P01")
    await counselor.opens_home()
    before = at_home(town, counselor)

    await presses_at_home(town, counselor, "この事業所に依頼")
    await counselor.fills({"wish": "own"})

    assert "進行中の件" in before
    assert "見本短期入所 かりのやど*：受入れ可能" in before
    assert "決定（到着待ち）" in at_home(town, counselor)


async def test_an_arrival_is_recorded_at_home_said_in_a_letter_and_home_goes_on(
    town: Town,
) -> None:
    night = town.person("P01-1")
    await asks(town)
    await night.presses("受入れ可能", at="P01")
    await town.person("C1").presses("この事業所に依頼", at="P12")
    await night.opens_home()
    before = at_home(town, night)

    await presses_at_home(town, night, "到着")

    assert "貴事業所での受入れ" in before
    assert night.letters[-1] == "到着を記録しました。ありがとうございます。"
    assert "21:46に到着されました" in at_home(town, night)


async def test_an_office_answers_at_home_and_hears_what_its_thread_says(town: Town) -> None:
    night = town.person("P01-1")
    await asks(town)
    await night.opens_home()
    before = at_home(town, night)

    await presses_at_home(town, night, "受入れ可能")

    assert "回答をお待ちしている依頼" in before
    assert "2026-0001*｜短期入所｜1/20（火）今夜〜1/23（金）3泊" in before
    assert "まだ決定ではございません" in night.letters[-1]
    assert "受入れ可能" in text_of(town.card("P12").blocks)
    assert "現在の状況：受入れ可能" in at_home(town, night)


async def test_a_form_opened_at_home_leaves_home_true_behind_it(town: Town) -> None:
    night = town.person("P01-1")
    await asks(town)
    await night.opens_home()

    await presses_at_home(town, night, "受入れ困難")
    await night.fills({"reason": "full", "answerer": "見本よるの"})

    assert "受入れ困難（21:46） 満床" in text_of(town.card("P12").blocks)
    assert "回答をお待ちしている依頼" not in at_home(town, night)


async def test_home_and_letters_name_nobody(town: Town) -> None:
    await asks(town)
    await town.person("P01-1").presses("受入れ可能", at="P01")
    await town.push(TWENTY)
    shown = ""
    for who in ("C1", "C2", "K1", "P01-1", "P03-1"):
        await town.person(who).opens_home()
        shown += at_home(town, town.person(who)) + "".join(town.person(who).letters)

    for secret in ("見本 一郎", "叔母さま", "000-0000-2014", "ご自宅に", "転倒"):
        assert secret not in shown


async def test_the_core_centre_sees_the_situation_and_its_opening_is_on_record(
    town: Town,
) -> None:
    core = town.person("K1")
    await asks(town)
    await town.push(TWENTY)

    await core.presses("状況を見る")

    shown = text_of(core.view.blocks)
    assert "ご自宅に叔母さまと、23:30まで" in shown
    assert "お母さまが転倒し、救急車で運ばれた" in shown
    assert "見本短期入所 かりのやど：未回答" in shown
    assert ("open_situation", "done") in await audited(town)


async def test_nobody_else_sees_the_situation(town: Town) -> None:
    await asks(town)
    await town.push(TWENTY)
    night = town.person("P01-1")
    town.workspace.invite(town.user("K1"), town.channel("K01"), night.user, town.now())

    await night.presses("状況を見る", at="K01")

    assert night.view.title == "操作できません"
    assert "転倒" not in text_of(night.view.blocks)


async def test_answering_at_the_telephone_puts_the_next_call_off_once_and_is_no_claim(
    town: Town,
) -> None:
    core = town.person("K1")
    await asks(town)
    await town.push(TWENTY)
    first = text_of(town.card("K01").blocks)

    await core.presses("電話で対応中")
    noted = text_of(town.card("K01").blocks)
    await core.presses("電話で対応中")
    again = core.letters[-1]
    await town.push(timedelta(minutes=9))
    silent = list(town.person("K01-2").letters)
    await town.push(timedelta(minutes=2))

    assert "本日22:11 基幹の次の当番の方にもお知らせします" in first.replace("次の候補に", "")
    assert "基幹：仮称きずなさんが22:06から電話で対応中" in noted
    assert "仮称きずなさんが、お電話で対応しています。" in "".join(town.thread("P12"))
    assert "すでに記録されています" in again
    assert silent == []
    assert "調整に入っていただけますか" in town.person("K01-2").letters[-1]
    assert "調整に入る" in labels_of(town.card("K01"))


async def test_the_forms_of_the_menu_and_of_the_call_list_lead_back(town: Town) -> None:
    counselor = town.person("C1")
    await asks(town)
    await counselor.presses("その他の操作", at="P12")
    await counselor.taps("一時停止する")
    close = counselor.view.body["close"]["text"]
    await counselor.taps("戻る")
    menu = counselor.view.title
    await counselor.taps("依頼を取り下げる")
    town.workspace.close(counselor.user, counselor.view.id, town.now())
    await counselor.presses("電話で確認する", at="P12")
    await counselor.taps("条件付き")
    await counselor.taps("戻る")

    assert close == "閉じる"
    assert menu == "その他の操作"
    assert counselor.view.title == "電話での確認"


async def test_an_arrival_recorded_by_mistake_is_taken_back_and_watched_for_anew(
    town: Town,
) -> None:
    counselor, night = town.person("C1"), town.person("P01-1")
    await asks(town)
    await night.presses("受入れ可能", at="P01")
    await counselor.presses("この事業所に依頼", at="P12")
    await night.presses("到着", at="P01")
    arrived = text_of(town.card("P12").blocks)

    await counselor.presses("その他の操作", at="P12")
    await counselor.taps("到着の記録を取り消す")
    await counselor.fills({"mistake": "not_yet"})
    await town.push(timedelta(minutes=105))

    assert "*利用中*（本日21:46）" in arrived
    assert "到着の記録を取り消しました（まだ到着されていない）" in "".join(town.thread("P12"))
    assert "ご到着の記録がまだです" in town.thread("P01")[-1]
    assert "到着" in labels_of(town.card("P01"))


async def test_the_third_missing_arrival_brings_the_core_centre_in(town: Town) -> None:
    await asks(town)
    await town.person("P01-1").presses("受入れ可能", at="P01")
    await town.person("C1").presses("この事業所に依頼", at="P12")

    await town.push(timedelta(minutes=125))

    core = town.person("K1")
    assert core.letters[-1].startswith("【緊急】2026-0001 ご到着の確認ができていません。")
    assert "見本短期入所 かりのやど 000-0000-0101" in core.letters[-1]
    await core.presses("状況を見る")
    assert core.view.title == "いまの状況"
