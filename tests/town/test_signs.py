"""A sign put on a card in front of the practice page: the real bot answers it there."""

from __future__ import annotations

from playwright.async_api import Browser, Page, expect

from sandbox.town import Town
from tests.screen import PHONE, served
from tests.town.asking import asks


async def puts(page: Page, town: Town, sign: str) -> None:
    """Put a sign on the office's card, from its menu."""
    card = page.locator(f'.main article[data-ts="{town.card("P01").ts}"]')
    await card.get_by_role("button", name="メッセージの操作").click()
    await page.get_by_role("menuitem", name=f"リアクション {sign} を付ける").click()
    await expect(card.get_by_role("button", name=f"リアクション {sign} 1件")).to_be_visible()


async def test_a_sign_on_an_open_card_is_answered_with_its_buttons(
    town: Town, browser: Browser
) -> None:
    await asks(town)
    async with served(town) as url:
        page = await browser.new_page(viewport=PHONE, locale="ja-JP")
        await page.goto(f"{url}/?me={town.user('P01-1')}&channel={town.channel('P01')}")
        await puts(page, town, "👍")
        await town.settles()

        await page.get_by_role("button", name="1件の返信").click()
        thread = page.get_by_role("complementary", name="スレッド")
        await expect(thread.get_by_text("カードのボタンか、カードのスレッドで")).to_be_visible()
        card = town.card("P01").ts
        prompt = thread.locator(f'article:not([data-ephemeral], [data-ts="{card}"])')
        await expect(prompt.get_by_role("button", name="受入れ可能", exact=True)).to_be_visible()
        await page.close()
    assert "見本短期入所 かりのやど：未回答" in str(town.card("P12").blocks)
