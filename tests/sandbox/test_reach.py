"""Everybody can reach everything: what axe-core says of the page, and the keyboard alone."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.async_api import expect

from tests.axe import complaints
from tests.screen import Visit

HOME = {
    "type": "home",
    "blocks": [{"type": "header", "text": {"type": "plain_text", "text": "本日の予定"}}],
}


async def channel(visit: Visit) -> None:
    """Stand in a channel with a card whose button was pressed in vain."""
    visit.town.is_silent = True
    await visit.page.get_by_role("button", name="受入れ可能", exact=True).click()
    await visit.town.push_a_minute()
    await expect(visit.page.locator(".failed")).to_be_visible()


async def waiting(visit: Visit) -> None:
    """Press a button the bot has not answered yet."""
    visit.town.is_silent = True
    accept = visit.page.get_by_role("button", name="受入れ可能", exact=True)
    await accept.click()
    await expect(accept).to_have_attribute("aria-busy", "true")


async def thread(visit: Visit) -> None:
    """Open the thread of the card."""
    await visit.page.get_by_role("button", name="1件の返信").click()
    await expect(visit.page.get_by_role("textbox", name="返信を入力")).to_be_visible()


async def form(visit: Visit) -> None:
    """Open a form and send it empty, so that it complains."""
    await visit.page.get_by_role("button", name="条件付きで可能").click()
    await visit.page.get_by_role("dialog").get_by_role("button", name="回答する").click()
    await expect(visit.page.get_by_text("選択してください。")).to_be_visible()


async def choosing(visit: Visit) -> None:
    """Open the list of a select in the form."""
    await form(visit)
    await visit.page.get_by_role("combobox", name="受け入れられる内容").click()
    await expect(visit.page.get_by_role("option", name="夜間のみ")).to_be_visible()


async def home(visit: Visit) -> None:
    """Open Home."""
    if await visit.page.get_by_role("button", name="一覧へ戻る").is_visible():
        await visit.page.get_by_role("button", name="一覧へ戻る").click()
    await visit.page.get_by_role("button", name="Kyotenのホーム").click()
    await expect(visit.page.get_by_role("heading", name="本日の予定")).to_be_visible()


async def inspector(visit: Visit) -> None:
    """Open the inspector and one of its rows."""
    await visit.page.get_by_role("button", name="通信").click()
    await visit.page.locator(".overheard summary").first.click()
    await expect(visit.page.get_by_role("region", name="Slackの返答")).to_be_visible()


async def situation(visit: Visit) -> None:
    """Play a situation and open the menu of them again."""
    await visit.page.get_by_role("button", name="場面を選ぶ").click()
    await visit.page.get_by_role("menuitem", name="夜の急病").click()
    await expect(visit.page.get_by_text("試してみること")).to_be_visible()
    await visit.page.get_by_role("button", name="場面を選ぶ").click()


async def question(visit: Visit) -> None:
    """Press what asks before it does anything."""
    await visit.page.get_by_role("button", name="受入れ困難", exact=True).click()
    await expect(visit.page.get_by_role("alertdialog")).to_be_visible()


async def naming(visit: Visit) -> None:
    """Type the beginning of a name, so that suggestions are open."""
    await visit.page.get_by_role("textbox", name="#拠点-あおぞら へのメッセージ").fill("@青")
    await expect(visit.page.get_by_role("option")).to_have_count(1)


async def signs(visit: Visit) -> None:
    """Put a sign on the card and open the menu of signs again."""
    menu = visit.page.get_by_role("button", name="メッセージの操作").last
    await menu.click()
    await visit.page.get_by_role("menuitem", name="リアクション 🙏 を付ける").click()
    await expect(visit.page.get_by_role("button", name="リアクション 🙏 1件")).to_be_visible()
    await menu.click()
    await expect(visit.page.get_by_role("menu")).to_be_visible()


async def followed(visit: Visit) -> None:
    """Stand elsewhere while a thread one follows has a reply, and a channel a mention."""
    town, channel = visit.town, visit.town.kikan.id
    card = town.post_card(town.kikan)
    text = f"<@{town.misaki.id}> さん"
    town.call("chat.postMessage", channel=channel, text=text)
    town.call("chat.postMessage", channel=channel, thread_ts=card, text=text)
    await expect(visit.page.locator("nav .count")).to_have_count(2)


ON_A_TELEPHONE = [
    channel,
    form,
    signs,
    *(pytest.param(each, marks=pytest.mark.soak) for each in (thread, home, inspector, situation)),
]
STATES = [
    channel,
    waiting,
    thread,
    form,
    choosing,
    home,
    inspector,
    situation,
    question,
    naming,
    signs,
    followed,
]


async def goes(visit: Visit) -> None:
    """Stand in front of a card with one reply, and a Home with something on it."""
    town = visit.town
    ts = town.post_card()
    town.call("chat.postMessage", channel=town.aozora.id, thread_ts=ts, text="お待ちします。")
    town.call("views.publish", user_id=town.misaki.id, view=HOME)
    town.post_card(town.kikan)
    await visit.go(town.misaki, town.aozora)
    await expect(visit.page.get_by_role("button", name="1件の返信")).to_be_visible()
    await expect(visit.page.locator(".send")).to_have_count(1)


@pytest.mark.parametrize("state", STATES)
async def test_axe_finds_nothing_serious_on_a_desk(desk: Visit, state: Any) -> None:
    await goes(desk)
    await state(desk)

    assert await complaints(desk.page) == []


@pytest.mark.parametrize("state", ON_A_TELEPHONE)
async def test_axe_finds_nothing_serious_on_a_telephone(phone: Visit, state: Any) -> None:
    await goes(phone)
    await state(phone)

    assert await complaints(phone.page) == []


async def test_axe_finds_nothing_serious_in_the_list_of_a_telephone(phone: Visit) -> None:
    await phone.go(phone.town.misaki)
    await expect(phone.page.get_by_role("navigation")).to_be_visible()

    assert await complaints(phone.page) == []


async def test_axe_would_say_so_if_there_were_something(desk: Visit) -> None:
    await goes(desk)
    # beside what the page draws, which would put back whatever it finds missing
    await desk.page.evaluate("document.body.append(document.createElement('button'))")

    assert any("button-name" in one for one in await complaints(desk.page))


async def test_tab_reaches_everything_that_can_be_pressed_and_shows_where_it_is(
    desk: Visit,
) -> None:
    await goes(desk)
    await thread(desk)
    await desk.page.get_by_role("button", name="通信").focus()
    await desk.page.keyboard.press("Enter")
    await expect(desk.page.locator(".overheard summary").first).to_be_visible()
    await desk.page.evaluate("document.activeElement.blur()")
    wanted = await desk.page.evaluate(PRESSABLE)

    reached: set[str] = set()
    for _ in range(len(wanted) + 20):
        await desk.page.keyboard.press("Tab")
        name, outlined = await desk.page.evaluate(FOCUSED)
        assert outlined, f"no visible focus on {name}"
        reached.add(name)

    assert set(wanted) - reached == set()


PRESSABLE = """() => [...document.querySelectorAll('button, a[href], input, textarea, summary')]
  .filter((node) => node.getClientRects().length && node.tabIndex >= 0 && !node.disabled)
  .filter((node) => node.type !== 'radio' || node.checked)
  .map((node, n) => { node.dataset.n = n; return `${n}`; })"""
FOCUSED = """() => {
  const node = document.activeElement;
  const style = getComputedStyle(node);
  return [node.dataset.n ?? node.className, node === document.body
    || (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2)];
}"""


async def test_escape_closes_a_thread_and_the_focus_goes_back_to_its_message(desk: Visit) -> None:
    await goes(desk)
    replies = desk.page.get_by_role("button", name="1件の返信")
    await replies.focus()
    await desk.page.keyboard.press("Enter")
    await expect(desk.page.get_by_role("heading", name="スレッド")).to_be_focused()

    await desk.page.keyboard.press("Escape")

    await expect(desk.page.get_by_role("complementary", name="スレッド")).to_be_hidden()
    await expect(replies).to_be_focused()


async def test_what_is_said_in_an_open_thread_is_read_out(desk: Visit) -> None:
    await goes(desk)
    await thread(desk)
    town = desk.town
    (ts,) = [one.ts for one in town.workspace.messages(town.aozora.id)]

    town.call("chat.postMessage", channel=town.aozora.id, thread_ts=ts, text="承りました。")

    said = desk.page.get_by_role("status").filter(has_text="新しいメッセージ　Kyoten：承りました。")
    await expect(said).to_have_count(1)


async def test_on_a_telephone_the_focus_follows_what_is_in_front(phone: Visit) -> None:
    await phone.go(phone.town.misaki)
    row = phone.page.get_by_role("button", name="拠点-あおぞら 非公開")
    await row.focus()
    await phone.page.keyboard.press("Enter")
    await expect(phone.page.get_by_role("main")).to_be_focused()

    await phone.page.get_by_role("button", name="一覧へ戻る").click()

    await expect(row).to_be_focused()
