"""What somebody types in the page: words, commands and corrections, none of them lost."""

from __future__ import annotations

from playwright.async_api import expect

from tests.page import FORM, FORM_BLOCKS, plain
from tests.screen import Visit


async def test_a_command_in_a_thread_or_an_unknown_one_is_explained(desk: Visit) -> None:
    ts = desk.town.post_card()
    await desk.go(desk.town.misaki, desk.town.aozora, thread=ts)
    reply = desk.page.get_by_role("textbox", name="返信を入力")
    await reply.fill("/kyoten 緊急")
    await reply.press("Enter")
    await expect(desk.page.get_by_role("alert")).to_contain_text("スレッドでは使えません")
    await expect(reply).to_have_value("/kyoten 緊急")

    composer = desk.page.get_by_role("textbox", name="#拠点-あおぞら へのメッセージ")
    await composer.fill("/kyotn")
    await composer.press("Enter")
    await expect(desk.page.get_by_role("alert")).to_contain_text(
        "/kyotn は有効なコマンドではありません"
    )
    await expect(composer).to_have_value("/kyotn")
    assert desk.town.workspace.envelopes == {}


async def test_words_stay_in_the_box_until_they_have_arrived(desk: Visit) -> None:
    work = desk.town.workspace
    await desk.go(desk.town.misaki, desk.town.aozora)
    composer = desk.page.get_by_role("textbox", name="#拠点-あおぞら へのメッセージ")
    await composer.fill("今夜は満床です")
    await desk.page.route("**/town/act", lambda route: route.abort())
    await composer.press("Enter")
    await expect(desk.page.get_by_role("alert")).to_contain_text("町との接続が切れました")
    await expect(composer).to_have_value("今夜は満床です")

    await desk.page.unroute("**/town/act")
    await composer.press("Enter")

    await expect(desk.page.get_by_role("article")).to_contain_text("今夜は満床です")
    await expect(composer).to_have_value("")
    assert [one.text for one in work.messages(desk.town.aozora.id)] == ["今夜は満床です"]


async def test_a_correction_stays_in_its_box_until_it_has_arrived(desk: Visit) -> None:
    work = desk.town.workspace
    work.say(desk.town.misaki.id, desk.town.aozora.id, "満床てす", desk.town.now())
    await desk.go(desk.town.misaki, desk.town.aozora)
    await desk.page.get_by_role("button", name="メッセージの操作").click()
    await desk.page.get_by_role("menuitem", name="編集").click()
    box = desk.page.get_by_role("textbox", name="編集")
    await box.fill("満床です")
    await desk.page.route("**/town/act", lambda route: route.abort())
    await desk.page.get_by_role("button", name="保存").click()
    await expect(desk.page.get_by_role("alert")).to_contain_text("町との接続が切れました")
    await expect(box).to_have_value("満床です")

    await desk.page.unroute("**/town/act")
    await desk.page.get_by_role("button", name="保存").click()

    await expect(box).to_have_count(0)
    assert [one.text for one in work.messages(desk.town.aozora.id)] == ["満床です"]


async def test_an_impatient_second_enter_sends_nothing_twice(desk: Visit) -> None:
    work = desk.town.workspace
    await desk.go(desk.town.misaki, desk.town.aozora)
    composer = desk.page.get_by_role("textbox", name="#拠点-あおぞら へのメッセージ")
    await composer.fill("伺います")

    await composer.evaluate(
        """(box) => ["", ""].forEach(() => box.dispatchEvent(
             new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true })))"""
    )

    await expect(composer).to_have_value("")
    assert [one.text for one in work.messages(desk.town.aozora.id)] == ["伺います"]


async def test_typing_outlives_news_and_a_form_redrawn_in_place(desk: Visit) -> None:
    work = desk.town.workspace
    await desk.go(desk.town.misaki, desk.town.aozora)
    composer = desk.page.get_by_role("textbox", name="#拠点-あおぞら へのメッセージ")
    await composer.fill("書きかけ")
    work.say(desk.town.misaki.id, desk.town.aozora.id, "別の端末から", desk.town.now())
    await expect(desk.page.get_by_role("article").get_by_text("別の端末から")).to_be_visible()
    await expect(composer).to_have_value("書きかけ")

    await composer.fill("/kyoten 緊急")
    await composer.press("Enter")
    answerer = desk.page.get_by_label("回答される方のお名前")
    await answerer.fill("青空")
    view = work.views(desk.town.misaki.id)[-1]
    changed = {**FORM, "title": plain("内容が変わりました"), "blocks": FORM_BLOCKS[1:]}
    desk.town.call("views.update", view_id=view.id, view=changed)

    await expect(desk.page.get_by_role("dialog", name="内容が変わりました")).to_be_visible()
    await expect(answerer).to_have_value("青空")
    await expect(answerer).to_be_focused()


async def test_a_word_typed_as_markup_stays_a_word(desk: Visit) -> None:
    await desk.go(desk.town.misaki, desk.town.aozora)
    composer = desk.page.get_by_role("textbox", name="#拠点-あおぞら へのメッセージ")
    await composer.fill("<img src=x onerror=alert(1)> & @Kyoten 職員登録")
    await composer.press("Enter")

    said = desk.page.get_by_role("article").locator(".text")
    await expect(said).to_have_text("<img src=x onerror=alert(1)> & @Kyoten 職員登録")
    bot = desk.town.workspace.bot_user_id
    last = desk.town.workspace.messages(desk.town.aozora.id)[-1]
    assert last.text == f"&lt;img src=x onerror=alert(1)&gt; &amp; <@{bot}> 職員登録"
