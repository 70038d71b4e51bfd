"""Signs on messages: put on from the menu, counted below, and taken back."""

from __future__ import annotations

from playwright.async_api import Locator, expect

from tests.screen import Visit


async def card_of(visit: Visit) -> Locator:
    """Stand before a card; return it."""
    ts = visit.town.post_card()
    await visit.go(visit.town.misaki, visit.town.aozora)
    return visit.page.locator(f'article[data-ts="{ts}"]')


def on_card(visit: Visit) -> dict[str, list[str]]:
    """Return who put which sign on the card."""
    return visit.town.workspace.messages(visit.town.aozora.id)[0].reactions


async def test_a_sign_is_put_on_counted_and_taken_back(desk: Visit) -> None:
    card = await card_of(desk)
    me = desk.town.misaki.id
    menu = card.get_by_role("button", name="メッセージの操作")

    await menu.click()
    await desk.page.get_by_role("menuitem", name="リアクション 👍 を付ける").click()

    sign = card.get_by_role("button", name="リアクション 👍 1件")
    await expect(sign).to_have_attribute("aria-pressed", "true")
    await expect(sign).to_have_text("👍 1")
    assert on_card(desk) == {"+1": [me]}

    await sign.click()
    await expect(sign).to_have_count(0)
    await expect(menu).to_be_focused()
    assert on_card(desk) == {}


async def test_ones_own_sign_joins_those_of_others(desk: Visit) -> None:
    card = await card_of(desk)
    town = desk.town
    town.workspace.invite(town.misaki.id, town.aozora.id, town.takumi.id, town.now())
    ts = await card.get_attribute("data-ts") or ""
    town.workspace.react(town.takumi.id, town.aozora.id, ts, "bow", town.now())

    theirs = card.get_by_role("button", name="リアクション 🙇 1件")
    await expect(theirs).to_have_attribute("aria-pressed", "false")
    await theirs.click()

    both = card.get_by_role("button", name="リアクション 🙇 2件")
    await expect(both).to_have_attribute("aria-pressed", "true")
    await card.get_by_role("button", name="メッセージの操作").click()
    await desk.page.get_by_role("menuitem", name="リアクション 🙇 を取り消す").click()
    await expect(theirs).to_have_attribute("aria-pressed", "false")
    assert on_card(desk) == {"bow": [town.takumi.id]}


async def test_a_sign_is_put_on_by_keyboard_alone(desk: Visit) -> None:
    card = await card_of(desk)
    keys = desk.page.keyboard
    menu = card.get_by_role("button", name="メッセージの操作")
    await menu.focus()
    await keys.press("Enter")
    await expect(desk.page.get_by_role("menu")).to_be_visible()
    await keys.press("End")
    for _ in range(2):
        await keys.press("ArrowLeft")
    await keys.press("Enter")

    await expect(card.get_by_role("button", name="リアクション ✅ 1件")).to_be_visible()
    await expect(menu).to_be_focused()


async def test_what_only_one_person_sees_takes_no_sign(desk: Visit) -> None:
    card = await card_of(desk)
    await card.get_by_role("button", name="受入れ可能", exact=True).click()

    whispered = desk.page.locator('article[data-ephemeral="true"]')
    await expect(whispered).to_be_visible()
    await expect(whispered.get_by_role("button", name="メッセージの操作")).to_have_count(0)
