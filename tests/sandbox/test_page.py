"""The practice page in a real browser: one person acts as everybody, by mouse and keyboard."""

from __future__ import annotations

import aiohttp
import pytest
from playwright.async_api import expect

from tests.page import EVENING, FORM, FORM_BLOCKS, button, plain
from tests.screen import PHONE, Opened, Visit, fits, tab_to


async def test_a_pressed_button_is_answered_in_the_thread_and_to_the_presser(desk: Visit) -> None:
    ts = desk.town.post_card()
    await desk.go(desk.town.misaki, desk.town.aozora)

    card = desk.page.locator(f'article[data-ts="{ts}"]')
    await card.get_by_role("button", name="受入れ可能", exact=True).click()

    await expect(desk.page.get_by_text("あなただけに表示されています")).to_be_visible()
    await card.get_by_role("button", name="1件の返信").click()
    thread = desk.page.get_by_role("complementary", name="スレッド")
    await expect(thread.get_by_text("のご回答を承りました。")).to_be_visible()
    await expect(thread.locator("strong", has_text="受入れ可能")).to_be_visible()


async def test_a_button_with_a_question_asks_before_it_is_pressed(desk: Visit) -> None:
    ts = desk.town.post_card()
    await desk.go(desk.town.misaki, desk.town.aozora)
    decline = desk.page.get_by_role("button", name="受入れ困難", exact=True)

    await decline.click()
    question = desk.page.get_by_role("alertdialog", name="回答の確認")
    await question.get_by_role("button", name="戻る").click()
    await expect(question).to_be_hidden()
    assert desk.town.workspace.thread(desk.town.aozora.id, ts)[1:] == []
    await expect(decline).to_be_focused()

    await decline.click()
    await question.get_by_role("button", name="回答する").click()
    await expect(desk.page.get_by_role("button", name="1件の返信")).to_be_visible()


async def test_a_form_says_what_is_missing_then_what_is_wrong_then_closes(desk: Visit) -> None:
    desk.town.post_card()
    await desk.go(desk.town.misaki, desk.town.aozora)
    await desk.page.get_by_role("button", name="条件付きで可能").click()
    form = desk.page.get_by_role("dialog", name="条件付きで受入れ可能")
    await expect(form.get_by_label("いつから受け入れられますか")).to_have_value("2026-01-20")

    await form.get_by_role("button", name="回答する").click()
    part = form.get_by_role("combobox", name="受け入れられる内容")
    await expect(part).to_have_accessible_description("選択してください。")
    await expect(part).to_be_focused()

    await part.click()
    await form.get_by_role("option", name="夜間のみ").click()
    await form.get_by_label("送迎").check()
    await form.get_by_label("回答される方のお名前").fill("青空")
    note = form.get_by_label("補足（任意）")
    await note.fill("太郎さんは初めて")
    await form.get_by_role("button", name="回答する").click()
    await expect(form.get_by_text("お名前が含まれているようです。")).to_be_visible()
    await expect(note).to_have_value("太郎さんは初めて")
    await expect(note).to_be_focused()

    await note.fill("初めてのご利用")
    await form.get_by_role("button", name="回答する").click()
    await expect(form).to_be_hidden()
    said = desk.page.get_by_role("article").get_by_text("条件付きの回答を承りました（夜間のみ）")
    await expect(said).to_be_visible()


async def test_a_form_over_a_form_gives_the_first_one_back_as_it_was(desk: Visit) -> None:
    work = desk.town.workspace
    ask = {"type": "actions", "block_id": "ask", "elements": [button("事業所を探す", "look")]}
    first = {**FORM, "title": plain("一枚目"), "blocks": [*FORM_BLOCKS, ask]}
    desk.town.forms["look"] = {**FORM, "title": plain("二枚目"), "blocks": FORM_BLOCKS[4:]}
    desk.town.forms["conditional"] = first
    desk.town.post_card()
    await desk.go(desk.town.misaki, desk.town.aozora)
    await desk.page.get_by_role("button", name="条件付きで可能").click()
    answerer = desk.page.get_by_label("回答される方のお名前")
    await answerer.fill("一枚目の名前")

    await desk.page.get_by_role("button", name="事業所を探す").click()
    await expect(desk.page.get_by_role("dialog", name="二枚目")).to_be_visible()
    await expect(answerer).to_have_value("")
    assert len(work.views(desk.town.misaki.id)) == 2
    await desk.page.get_by_role("button", name="前の画面へ戻る").click()

    await expect(desk.page.get_by_role("dialog", name="一枚目")).to_be_visible()
    await expect(answerer).to_have_value("一枚目の名前")
    await desk.page.get_by_role("button", name="閉じる").click()
    await expect(desk.page.get_by_role("dialog")).to_be_hidden()
    assert work.views(desk.town.misaki.id) == []


async def test_an_ask_the_app_answers_while_one_types(desk: Visit) -> None:
    element = {"type": "external_select", "action_id": "who", "min_query_length": 1}
    block = {"type": "input", "block_id": "who", "label": plain("どなたですか"), "element": element}
    desk.town.forms["conditional"] = {**FORM, "blocks": [block]}
    desk.town.post_card()
    await desk.go(desk.town.misaki, desk.town.aozora)
    await desk.page.get_by_role("button", name="条件付きで可能").click()

    who = desk.page.get_by_role("combobox", name="どなたですか")
    await who.click()
    await desk.page.get_by_role("textbox", name="絞り込む").fill("12")
    await desk.page.get_by_role("option", name="登録番号 12").click()
    await expect(who).to_have_text("登録番号 12")
    await desk.page.get_by_role("button", name="回答する").click()

    await expect(desk.page.get_by_role("dialog")).to_be_hidden()
    assert desk.town.submitted["who"]["who"]["selected_option"]["value"] == "12"


async def test_another_person_sees_another_town(desk: Visit) -> None:
    desk.town.post_card()
    await desk.go(desk.town.misaki)
    await expect(desk.page.get_by_role("button", name="拠点-あおぞら 非公開")).to_be_visible()

    await desk.page.get_by_role("combobox", name="操作する人").click()
    group = desk.page.get_by_role("group", name="相談支援みちしるべ")
    await group.get_by_role("option", name="道標 たくみ").click()

    await expect(desk.page.locator("nav [data-channel]")).to_have_count(2)
    await expect(desk.page.get_by_role("button", name="拠点-あおぞら 非公開")).to_be_hidden()


async def test_the_clock_is_pushed_and_told_in_japans_time(desk: Visit) -> None:
    await desk.go(desk.town.misaki)
    clock = desk.page.locator("time.now")
    await expect(clock).to_have_text("2026年1月20日(火) 21:46")

    await desk.page.get_by_role("button", name="次の予定まで").click()
    await expect(clock).to_have_text("2026年1月20日(火) 22:06")
    await desk.page.get_by_role("button", name="＋1日").click()
    await expect(clock).to_have_text("2026年1月21日(水) 22:06")


async def test_home_is_drawn_when_it_is_opened(desk: Visit) -> None:
    home = {"type": "home", "blocks": [{"type": "header", "text": plain("本日の予定")}]}
    desk.town.call("views.publish", user_id=desk.town.misaki.id, view=home)
    await desk.go(desk.town.misaki)

    await desk.page.get_by_role("button", name="Kyotenのホーム").click()

    await expect(desk.page.get_by_role("heading", name="本日の予定")).to_be_visible()


async def test_everything_of_the_page_itself_is_in_english_too(desk: Visit) -> None:
    await desk.go(desk.town.misaki, desk.town.aozora)
    await desk.page.get_by_role("button", name="English").click()

    await expect(desk.page).to_have_title("Practice town")
    await expect(desk.page.get_by_role("button", name="+1 hour")).to_be_visible()
    await expect(desk.page.locator("time.now")).to_have_text("Tue, 20 Jan 2026 21:46")
    await expect(desk.page.get_by_role("button", name="Situations")).to_be_visible()
    await expect(desk.page.get_by_role("combobox", name="Act as")).to_be_visible()


async def test_a_situation_is_played_and_the_town_begins_again(desk: Visit) -> None:
    await desk.go(desk.town.takumi, desk.town.kikan)
    await desk.page.get_by_role("button", name="場面を選ぶ").click()
    await desk.page.get_by_role("menuitem", name="夜の急病").click()

    hint = desk.page.get_by_role("status").filter(has_text="試してみること")
    await expect(hint).to_contain_text("カードのボタンを押してみてください。")
    await expect(desk.page.get_by_role("combobox", name="操作する人")).to_have_text("青空 みさき")
    thread = desk.page.get_by_role("complementary", name="スレッド")
    await expect(thread.get_by_text("お返事をお待ちします。")).to_be_visible()
    await expect(thread.get_by_role("heading", name="スレッド")).to_be_focused()
    await desk.page.reload()
    await expect(hint).to_be_visible()
    await hint.get_by_role("button", name="試してみることを閉じる").click()
    await expect(hint).to_have_count(0)

    await desk.page.get_by_role("button", name="最初に戻す").click()
    question = desk.page.get_by_role("alertdialog")
    await question.get_by_role("button", name="最初に戻す").click()

    await expect(desk.page.get_by_text("まだメッセージはありません。")).to_be_visible()
    assert desk.town.playing == ""


async def test_begun_again_from_a_direct_message_the_first_channel_is_shown(desk: Visit) -> None:
    await desk.go(desk.town.takumi)  # whose direct message takes the first id
    await expect(desk.page.get_by_role("navigation")).to_be_visible()
    await desk.go(desk.town.misaki)
    await desk.page.locator('nav [data-channel^="D"]').click()
    await expect(desk.page.locator('nav [aria-current][data-channel^="D"]')).to_be_visible()

    await desk.page.get_by_role("button", name="最初に戻す").click()
    question = desk.page.get_by_role("alertdialog")
    await question.get_by_role("button", name="最初に戻す").click()

    await expect(desk.page.get_by_role("heading", name="#拠点-あおぞら")).to_be_visible()
    await expect(desk.page.get_by_text("まだメッセージはありません。")).to_be_visible()


async def test_begun_again_from_a_thread_the_thread_is_closed(desk: Visit) -> None:
    ts = desk.town.post_card()
    desk.town.call(
        "chat.postMessage", channel=desk.town.aozora.id, thread_ts=ts, text="お返事をお待ちします。"
    )
    await desk.go(desk.town.misaki, desk.town.aozora, thread=ts)
    await expect(desk.page.get_by_role("textbox", name="返信を入力")).to_be_visible()

    await desk.page.get_by_role("button", name="最初に戻す").click()
    question = desk.page.get_by_role("alertdialog")
    await question.get_by_role("button", name="最初に戻す").click()

    await expect(desk.page.get_by_text("まだメッセージはありません。")).to_be_visible()
    await expect(desk.page.get_by_role("textbox", name="返信を入力")).to_have_count(0)


async def test_the_keyboard_alone_is_enough(desk: Visit) -> None:
    desk.town.post_card()
    await desk.go(desk.town.misaki, desk.town.aozora)
    keys = desk.page.keyboard
    conditional = desk.page.get_by_role("button", name="条件付きで可能")
    await expect(conditional).to_be_visible()
    await tab_to(desk.page, "conditional")
    await keys.press("Enter")

    form = desk.page.get_by_role("dialog")
    await expect(form.get_by_label("いつから受け入れられますか")).to_be_focused()
    await tab_to(desk.page, "part")
    await keys.press("ArrowDown")
    await keys.press("ArrowDown")
    await keys.press("Enter")
    await expect(form.get_by_role("combobox", name="受け入れられる内容")).to_have_text("夜間のみ")
    await tab_to(desk.page, "part")  # all the way round: the focus never leaves the form
    await tab_to(desk.page, "answerer")
    await keys.type("青空")
    await keys.press("Enter")
    said = desk.page.get_by_role("article").get_by_text("条件付きの回答を承りました（夜間のみ）")
    await expect(said).to_be_visible()
    await expect(conditional).to_be_focused()

    await keys.press("Enter")
    await expect(form).to_be_visible()
    await keys.press("Escape")
    await expect(form).to_be_hidden()
    await expect(conditional).to_be_focused()


async def test_a_telephone_shows_one_thing_at_a_time_and_nothing_sideways(phone: Visit) -> None:
    ts = phone.town.post_card()
    phone.town.call(
        "chat.postMessage",
        channel=phone.town.aozora.id,
        thread_ts=ts,
        text="お返事をお待ちします。",
    )
    await phone.go(phone.town.misaki)
    await fits(phone.page)

    await phone.page.get_by_role("button", name="拠点-あおぞら 非公開").click()
    await expect(phone.page.get_by_role("button", name="受入れ可能", exact=True)).to_be_visible()
    await expect(phone.page.get_by_role("navigation")).to_be_hidden()
    await fits(phone.page)

    await phone.page.get_by_role("button", name="1件の返信").click()
    await expect(phone.page.get_by_role("textbox", name="返信を入力")).to_be_visible()
    await expect(phone.page.get_by_role("main")).to_be_hidden()
    await fits(phone.page)

    await phone.page.get_by_role("button", name="会話へ戻る").click()
    await phone.page.get_by_role("button", name="条件付きで可能").click()
    form = phone.page.get_by_role("dialog")
    await expect(form).to_be_visible()
    box = await form.bounding_box()
    assert box is not None
    assert (box["width"], box["height"]) == (PHONE["width"], PHONE["height"])
    await fits(phone.page)

    await form.get_by_role("button", name="閉じる").click()
    await phone.page.get_by_role("button", name="一覧へ戻る").click()
    await expect(phone.page.get_by_role("navigation")).to_be_visible()


@pytest.mark.parametrize(
    ("lang", "note", "event"),
    [
        pytest.param("ja", "ここでの操作は練習です。", "次の予定まで", id="ja"),
        pytest.param("en", "Everything here is practice.", "To the next event", id="en"),
    ],
)
async def test_a_telephone_says_it_is_practice_and_shows_the_whole_clock(
    phone: Visit, lang: str, note: str, event: str
) -> None:
    await phone.go(phone.town.misaki, lang=lang)

    await expect(phone.page.get_by_text(note)).to_be_visible()
    await expect(phone.page.get_by_role("button", name=event)).to_be_in_viewport(ratio=1)
    await fits(phone.page)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        pytest.param({}, 403, id="no origin"),
        pytest.param({"Origin": "http://evil.example"}, 403, id="another site"),
        pytest.param({"Host": "evil.example"}, 403, id="another name for this machine"),
    ],
)
async def test_another_site_cannot_drive_the_town(
    opened: Opened, headers: dict[str, str], status: int
) -> None:
    async with aiohttp.ClientSession() as session:
        body = {"minutes": 5}
        answer = await session.post(f"{opened.url}/town/clock", json=body, headers=headers)

        assert answer.status == status
        assert (await answer.json())["message"].startswith("この画面は")
    assert opened.town.at == EVENING


@pytest.mark.parametrize(
    ("path", "body"),
    [
        pytest.param("clock", {"minutes": -5}, id="the clock never runs back"),
        pytest.param("clock", {"minutes": "5"}, id="minutes are a number"),
        pytest.param("clock", {"minutes": 10**20}, id="more minutes than time has"),
        pytest.param("clock", {"minutes": -(10**20)}, id="more minutes back than time has"),
        pytest.param("clock", {"to": "2026-02-30T00:00:00+09:00"}, id="a day that does not exist"),
        pytest.param("clock", {"to": "9999-12-31T23:59:59-14:00"}, id="after the last day"),
        pytest.param("clock", {"to": "0001-01-01T00:00:00+14:00"}, id="before the first day"),
        pytest.param("act", {"kind": "fly", "me": "U1"}, id="an unknown act"),
        pytest.param("act", [], id="no object"),
        pytest.param("situation", {"key": "flood"}, id="an unknown situation"),
    ],
)
async def test_what_cannot_be_read_is_refused_in_words(
    opened: Opened, path: str, body: object
) -> None:
    async with aiohttp.ClientSession(headers={"Origin": opened.url}) as session:
        answer = await session.post(f"{opened.url}/town/{path}", json=body)

        assert answer.status == 400
        assert "読み取れませんでした" in (await answer.json())["message"]


async def test_the_page_allows_itself_nothing_from_outside(opened: Opened) -> None:
    async with aiohttp.ClientSession() as session:
        index = await session.get(f"{opened.url}/")
        outside = await session.get(f"{opened.url}/static/../page.py")

        assert index.headers["Content-Security-Policy"].startswith("default-src 'self'")
        assert outside.status == 404
