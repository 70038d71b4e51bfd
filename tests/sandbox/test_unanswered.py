"""What the bot does not answer in three seconds is shown where the real tool shows it."""

from __future__ import annotations

from playwright.async_api import expect

from tests.screen import Visit

TRIANGLE = "接続に問題が発生しました。少し待ってから、もう一度お試しください。"


async def test_a_button_pressed_in_vain_has_a_triangle_until_it_is_pressed_again(
    desk: Visit,
) -> None:
    ts = desk.town.post_card()
    await desk.go(desk.town.misaki, desk.town.aozora)
    card = desk.page.locator(f'article[data-ts="{ts}"]')
    accept = card.get_by_role("button", name="受入れ可能", exact=True)
    desk.town.is_silent = True
    await accept.click()
    await expect(accept).to_have_attribute("aria-busy", "true")

    await desk.page.get_by_role("button", name="＋1分").click()

    await expect(card.get_by_role("img", name=TRIANGLE)).to_have_count(1)
    await expect(desk.page.get_by_role("status").filter(has_text=TRIANGLE)).to_have_count(1)
    await expect(desk.page.get_by_role("alert")).to_be_empty()
    desk.town.is_silent = False
    await accept.click()
    await expect(card.get_by_role("button", name="1件の返信")).to_be_visible()
    await expect(card.get_by_role("img", name=TRIANGLE)).to_have_count(0)


async def test_a_command_in_vain_says_operation_timeout_to_its_author_alone(desk: Visit) -> None:
    await desk.go(desk.town.misaki, desk.town.kikan)
    desk.town.is_silent = True
    composer = desk.page.get_by_role("textbox", name="#拠点-みちしるべ へのメッセージ")
    await composer.fill("/kyoten 緊急")
    await composer.press("Enter")
    await desk.page.get_by_role("button", name="＋1分").click()

    line = desk.page.get_by_role("article").filter(has_text="Slackbot")
    await expect(line).to_contain_text("/kyoten はエラー「operation_timeout」により失敗しました。")
    await expect(line).to_contain_text("あなただけに表示されています")
    await desk.go(desk.town.takumi, desk.town.kikan)
    await expect(desk.page.get_by_text("まだメッセージはありません。")).to_be_visible()


async def test_a_form_in_vain_stays_open_with_what_was_typed(desk: Visit) -> None:
    desk.town.post_card()
    await desk.go(desk.town.misaki, desk.town.aozora, lang="en")
    await desk.page.get_by_role("button", name="条件付きで可能").click()
    form = desk.page.get_by_role("dialog", name="条件付きで受入れ可能")
    await form.get_by_role("combobox", name="受け入れられる内容").click()
    await form.get_by_role("option", name="夜間のみ").click()
    answerer = form.get_by_label("回答される方のお名前")
    await answerer.fill("青空")
    desk.town.is_silent = True
    await form.get_by_role("button", name="回答する").click()
    await expect(form.get_by_role("status")).to_have_text("Working")

    await desk.town.push_a_minute()

    trouble = form.get_by_text("We had some trouble connecting. Try again?")
    await expect(trouble).to_be_visible()
    await expect(answerer).to_have_value("青空")
    desk.town.is_silent = False
    await form.get_by_role("button", name="回答する").click()
    await expect(form).to_be_hidden()
