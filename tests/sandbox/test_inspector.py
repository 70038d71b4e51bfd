"""The inspector: what the bot said to Slack and what Slack brought it, as the page lists them."""

from __future__ import annotations

import aiohttp
from playwright.async_api import Locator, expect

from sandbox.page_inspector import MOST
from tests.screen import Opened, Visit, fits


def drawer(visit: Visit) -> Locator:
    """Return the drawer, open or not."""
    return visit.page.get_by_role("complementary", name="Slackとの通信")


async def opens(visit: Visit) -> Locator:
    """Press 通信 and return the rows, the newest first."""
    await visit.page.get_by_role("button", name="通信").click()
    return drawer(visit).get_by_role("listitem")


async def test_a_press_and_what_came_of_it_are_listed_the_newest_first(desk: Visit) -> None:
    desk.town.post_card()
    await desk.go(desk.town.misaki, desk.town.aozora)
    rows = await opens(desk)
    await desk.page.get_by_role("button", name="受入れ可能", exact=True).click()

    await expect(rows.filter(has_text="chat.postEphemeral")).to_contain_text("一人だけに見せる")
    pressed = rows.filter(has_text="block_actions")
    await expect(pressed).to_contain_text("#拠点-あおぞら　青空 みさき")
    await expect(pressed).to_contain_text("0.00秒で応答")
    everything = await rows.all_inner_texts()
    first = next(n for n, text in enumerate(everything) if "chat.postEphemeral" in text)
    assert first < next(n for n, text in enumerate(everything) if "block_actions" in text)


async def test_a_row_opens_to_what_was_said_and_answered(desk: Visit) -> None:
    desk.town.post_card()
    await desk.go(desk.town.misaki, desk.town.aozora)
    rows = await opens(desk)
    posted = rows.filter(has_text="chat.postMessage")

    await posted.locator("summary").click()

    await expect(posted.get_by_role("region", name="送った内容")).to_contain_text(
        '"action_id": "accept"'
    )
    await expect(posted.get_by_role("region", name="Slackの返答")).to_contain_text('"ok": true')


async def test_what_was_refused_or_not_answered_is_found_by_itself(desk: Visit) -> None:
    town = desk.town
    town.post_card()
    await desk.go(town.misaki, town.aozora)
    town.workspace.call(
        "chat.postMessage", {"channel": "C0NOWHERE", "text": "?"}, town.now(), token="xoxb-sandbox"
    )
    town.is_silent = True
    await desk.page.get_by_role("button", name="受入れ可能", exact=True).click()
    await desk.page.get_by_role("button", name="＋1分").click()
    rows = await opens(desk)

    await drawer(desk).get_by_role("radio", name="不調のみ").check()

    await expect(rows).to_have_count(2)
    await expect(rows.first).to_contain_text("3秒以内に応答なし")
    await expect(rows.last).to_contain_text("エラー：channel_not_found")


async def test_it_follows_what_happens_and_forgets_it_when_the_town_begins_again(
    desk: Visit,
) -> None:
    await desk.go(desk.town.misaki, desk.town.aozora)
    rows = await opens(desk)
    await expect(drawer(desk)).to_contain_text("当てはまる通信はありません。")
    desk.town.post_card()
    await expect(rows.filter(has_text="chat.postMessage")).to_have_count(1)

    await desk.page.get_by_role("button", name="最初に戻す").click()
    question = desk.page.get_by_role("alertdialog")
    await question.get_by_role("button", name="最初に戻す").click()

    await expect(drawer(desk)).to_contain_text("当てはまる通信はありません。")
    kept = await desk.page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]")
    assert kept == [0, 0, ""]


async def test_escape_closes_it_and_the_focus_goes_back(desk: Visit) -> None:
    desk.town.post_card()
    await desk.go(desk.town.misaki, desk.town.aozora)
    opener = desk.page.get_by_role("button", name="通信")
    await opener.focus()
    await desk.page.keyboard.press("Enter")
    await expect(drawer(desk).get_by_role("heading", name="Slackとの通信")).to_be_focused()

    for _ in range(4):  # close, the filter, the list, its first row
        await desk.page.keyboard.press("Tab")
    await desk.page.keyboard.press("Enter")
    await expect(drawer(desk).get_by_role("region", name="Slackの返答")).to_be_visible()
    await desk.page.keyboard.press("Escape")

    await expect(drawer(desk)).to_be_hidden()
    await expect(opener).to_be_focused()


async def test_on_a_telephone_it_lies_over_the_conversation(phone: Visit) -> None:
    phone.town.post_card()
    await phone.go(phone.town.misaki, phone.town.aozora, lang="en")
    await phone.page.get_by_role("button", name="Inspector").click()

    await expect(phone.page.get_by_role("main")).to_be_hidden()
    await fits(phone.page)
    await phone.page.get_by_role("button", name="Close the inspector").click()
    await expect(phone.page.get_by_role("main")).to_be_visible()


async def test_only_the_newest_rows_are_sent_and_an_older_one_can_be_asked_for(
    opened: Opened,
) -> None:
    town = opened.town
    for _ in range(MOST + 3):
        town.call("auth.test")
    async with aiohttp.ClientSession() as session:
        listed = await (await session.get(f"{opened.url}/town/inspector")).json()
        oldest = await (await session.get(f"{opened.url}/town/inspector/0")).json()
        missing = await session.get(f"{opened.url}/town/inspector/999999")

    assert (len(listed["rows"]), listed["older"]) == (MOST, 3)
    assert oldest["answered"]["ok"] is True
    assert missing.status == 409
