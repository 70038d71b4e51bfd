"""What the page's list says of what waits: what is new, what rings, and where to read it."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import Locator, Request, expect

from tests.screen import Visit, fits

ROOM = "拠点-みちしるべ 非公開"


def row(visit: Visit, name: str) -> Locator:
    """The row of the list that is heard as this, and as nothing more."""
    return visit.page.get_by_role("navigation").get_by_role("button", name=name, exact=True)


def is_read(sent: Request) -> bool:
    """True for the page's word that something was seen."""
    return '"read"' in (sent.post_data or "")


async def test_a_channel_with_news_is_marked_until_it_is_opened(desk: Visit) -> None:
    await desk.go(desk.town.misaki, desk.town.aozora)
    desk.town.post_card(desk.town.kikan)

    marked = desk.page.get_by_role("button", name="拠点-みちしるべ 非公開 未読あり")
    await marked.click()

    await expect(desk.page.get_by_role("heading", name="#拠点-みちしるべ")).to_be_visible()
    await expect(marked).to_be_hidden()


@pytest.mark.parametrize(
    ("lang", "room", "direct"),
    [
        pytest.param("ja", f"{ROOM} 未読、メンション2件", "Kyoten 未読1件", id="ja"),
        pytest.param(
            "en", "拠点-みちしるべ private unread, mentions you: 2", "Kyoten unread: 1", id="en"
        ),
    ],
)
async def test_a_number_stands_for_mentions_and_direct_messages_alone(
    desk: Visit, lang: str, room: str, direct: str
) -> None:
    town = desk.town
    await desk.go(town.misaki, town.aozora, lang=lang)
    for text in ("お知らせ", f"<@{town.misaki.id}> さん", "<!channel> お願い"):
        town.call("chat.postMessage", channel=town.kikan.id, text=text)
    town.call("chat.postMessage", channel=town.misaki.id, text="承認のお願い")

    await expect(row(desk, room).locator(".count")).to_have_text("2")
    await expect(row(desk, direct).locator(".count")).to_have_text("1")


async def test_a_post_that_mentions_nobody_makes_its_channel_bold_without_a_number(
    desk: Visit,
) -> None:
    await desk.go(desk.town.misaki, desk.town.aozora)
    desk.town.post_card(desk.town.kikan)

    marked = row(desk, f"{ROOM} 未読あり")
    await expect(marked).to_have_css("font-weight", "700")
    await expect(marked.locator(".count")).to_have_count(0)


async def test_a_reply_marks_the_thread_one_follows_and_not_its_channel(desk: Visit) -> None:
    town = desk.town
    card = town.post_card(town.kikan)
    town.workspace.say(town.misaki.id, town.kikan.id, "確認します", town.now(), thread_ts=card)
    town.workspace.mark_read(town.misaki.id, town.kikan.id)
    await desk.go(town.misaki, town.aozora)
    await expect(row(desk, ROOM)).to_be_visible()
    heading = desk.page.get_by_role("heading", name="未読のスレッド")
    await expect(heading).to_have_count(0)

    town.call("chat.postMessage", channel=town.kikan.id, thread_ts=card, text="お待ちします。")

    waiting = desk.page.get_by_role("list", name="未読のスレッド").get_by_role("button")
    await expect(waiting).to_have_accessible_name(
        "拠点-みちしるべ：【緊急】受入れのお願い（短期入所・今夜から3泊）"
        "22:06までにご回答をお願いいたします 未読の返信1件"
    )
    await expect(row(desk, ROOM)).to_be_visible()

    async with desk.page.expect_request_finished(is_read):
        await waiting.click()
    thread = desk.page.get_by_role("complementary", name="スレッド")
    await expect(thread.get_by_text("お待ちします。")).to_be_visible()
    await expect(thread.get_by_role("heading", name="スレッド")).to_be_focused()
    await expect(heading).to_have_count(0)
    await expect(row(desk, ROOM)).to_have_attribute("aria-current", "page")
    assert town.workspace.followed(town.misaki.id) == []


async def test_a_mention_in_a_thread_rings_at_the_thread(desk: Visit) -> None:
    town = desk.town
    card = town.post_card(town.kikan)
    await desk.go(town.misaki, town.aozora)
    text = f"<@{town.misaki.id}> さん、ご回答をお願いいたします。"

    town.call("chat.postMessage", channel=town.kikan.id, thread_ts=card, text=text)

    waiting = desk.page.get_by_role("list", name="未読のスレッド").get_by_role("button")
    await expect(waiting).to_have_accessible_name(re.compile("未読、メンション1件$"))
    await expect(waiting.locator(".count")).to_have_text("1")
    await expect(row(desk, f"{ROOM} 未読あり")).to_be_visible()


async def test_on_a_telephone_a_thread_over_its_channel_leaves_the_channel_unread(
    phone: Visit,
) -> None:
    town = phone.town
    card = town.post_card(town.kikan)
    town.workspace.say(town.misaki.id, town.kikan.id, "確認します", town.now(), thread_ts=card)
    town.call("chat.postMessage", channel=town.kikan.id, thread_ts=card, text="お待ちします。")
    await phone.go(town.misaki)
    await fits(phone.page)

    waiting = phone.page.get_by_role("list", name="未読のスレッド").get_by_role("button")
    async with phone.page.expect_request_finished(is_read) as seen:
        await waiting.click()
    assert f'"thread":"{card}"' in ((await seen.value).post_data or "")
    await expect(phone.page.get_by_role("textbox", name="返信を入力")).to_be_visible()
    assert town.workspace.unread(town.misaki.id, town.kikan.id).messages == 1

    await phone.page.get_by_role("button", name="会話へ戻る").click()
    await phone.page.get_by_role("button", name="一覧へ戻る").click()

    await expect(row(phone, ROOM)).to_be_visible()
    assert town.workspace.unread(town.misaki.id, town.kikan.id).messages == 0
    assert town.workspace.followed(town.misaki.id) == []
