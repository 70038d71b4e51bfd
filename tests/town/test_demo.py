"""`make demo` as a newcomer meets it: the real command, the page in Chromium, S1 acted by one."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator

import aiohttp
import pytest
from playwright.async_api import Browser, Page, ViewportSize, expect

from tests.axe import complaints
from tests.screen import DESKTOP, PHONE, picture


@pytest.fixture(scope="module")
async def running() -> AsyncIterator[str]:
    """Run the demo on a free port; at the end Ctrl-C ends all of it."""
    demo = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        "demo",
        env={**os.environ, "KYOTEN_SANDBOX_PORT": "0"},
        stdout=PIPE,
        stderr=PIPE,
    )
    yield await _address(demo)
    demo.send_signal(signal.SIGINT)
    _, complaints = await demo.communicate()
    assert demo.returncode == 0
    assert b'"ERROR"' not in complaints


@pytest.fixture
async def address(running: str) -> str:
    """Put the town back to its first evening, as the page's own button does."""
    await begins_again(running)
    return running


async def begins_again(address: str) -> None:
    """Press 最初に戻す."""
    own = {"Origin": address.rstrip("/")}
    async with (
        aiohttp.ClientSession(headers=own) as session,
        session.post(f"{address}town/reset", json={}) as answer,
    ):
        assert answer.status == 200


async def _address(demo: Process) -> str:
    assert demo.stdout is not None
    async for line in demo.stdout:
        found = re.search(rb"http://127\.0\.0\.1:\d+/", line)
        if found:
            return found.group().decode()
    raise AssertionError("the demo printed no address")


class Visitor:
    """One person in front of the page, acting as whoever is chosen."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address

    async def becomes(self, name: str, *, channel: str) -> None:
        """Open the page as somebody and enter a channel."""
        state = await (await self.page.request.get(f"{self.address}town/state")).json()
        me = next(one["id"] for one in state["people"] if name in one["name"])
        mine = await (await self.page.request.get(f"{self.address}town/state?me={me}")).json()
        room = next(one["id"] for one in mine["channels"] if channel in one["name"])
        await self.page.goto(f"{self.address}?me={me}&channel={room}")

    async def chooses(self, field: str, label: str) -> None:
        """Open a select of the form and take a choice."""
        await self.page.locator(f'[data-block-id="{field}"] [role="combobox"]').click()
        await self.page.get_by_role("option", name=label, exact=True).click()

    async def presses(self, label: str) -> None:
        """Press the newest button of that label."""
        await self.page.get_by_role("button", name=label, exact=True).last.click()

    async def looks(self, name: str) -> None:
        """Let axe-core look, and keep a picture if somebody asked for them."""
        assert await complaints(self.page) == []
        await picture(self.page, name)


async def fill_in(visitor: Visitor) -> None:
    """Type the command and fill the form as on the night of S1."""
    page = visitor.page
    composer = page.get_by_role("textbox").first
    await composer.fill("/kyoten 緊急")
    await composer.press("Enter")
    await expect(page.get_by_role("dialog")).to_contain_text("どなたですか")
    await visitor.chooses("person", "0001 見本 一郎")
    await visitor.chooses("ground", "介護しているご家族などの急病・入院")
    await visitor.presses("保存して次へ")
    await expect(page.get_by_role("dialog")).to_contain_text("何が起きましたか")
    await page.locator('[data-block-id="medical"]').get_by_role("radio", name="必要なし").check()
    await page.locator('[data-block-id="abuse"]').get_by_role("radio", name="いいえ").check()
    await visitor.chooses("service", "短期入所")
    await page.locator('[data-block-id="nights"] input').fill("3")
    await visitor.looks("form")
    await visitor.presses("送信前の確認へ")


async def sends(visitor: Visitor) -> None:
    """Send what was looked at; the form says that all of it arrived, and is closed."""
    dialog = visitor.page.get_by_role("dialog")
    await visitor.presses("送信する")
    await expect(dialog).to_contain_text("2か所すべてに届きました")
    await dialog.get_by_role("button", name="閉じる").last.click()
    await expect(dialog).to_have_count(0)


@pytest.mark.parametrize(
    "size", [pytest.param(DESKTOP, id="desk"), pytest.param(PHONE, id="phone")]
)
async def test_s1_is_played_through_the_page(
    address: str, browser: Browser, size: ViewportSize
) -> None:
    page = await browser.new_page(viewport=size, locale="ja-JP")
    visitor = Visitor(page, address)

    await visitor.becomes("検証まなぶ", channel="p12")
    await fill_in(visitor)
    await expect(page.get_by_role("dialog")).to_contain_text("見本短期入所 かりのやど")
    await visitor.looks(f"preview-{size['width']}")
    await sends(visitor)

    await visitor.becomes("よるの", channel="p01")
    await expect(page.get_by_role("main")).to_contain_text("ご回答期限")
    await visitor.looks(f"card-{size['width']}")
    await visitor.presses("受入れ可能")
    await expect(page.get_by_role("main")).to_contain_text("現在の状況：受入れ可能")

    await visitor.becomes("検証まなぶ", channel="p12")
    await visitor.looks(f"offer-{size['width']}")
    await visitor.presses("この事業所に依頼")
    await visitor.looks(f"wish-{size['width']}")
    await page.get_by_role("radio", name="支援を受けてご本人が決めた").check()
    await page.get_by_role("dialog").get_by_role("button", name="この事業所に依頼").click()
    await expect(page.get_by_role("dialog")).to_contain_text("に決めました")

    await visitor.becomes("よるの", channel="p01")
    await visitor.presses("登録情報を見る")
    await expect(page.get_by_role("dialog")).to_contain_text("見本 一郎")
    await visitor.looks(f"sheet-{size['width']}")
    await page.get_by_role("dialog").get_by_role("button", name="閉じる").last.click()
    await visitor.presses("到着")
    await page.get_by_role("alertdialog").get_by_role("button", name="記録する").click()
    await expect(page.get_by_role("button", name="到着", exact=True)).to_have_count(0)

    width = await page.evaluate("document.documentElement.scrollWidth")
    assert width <= size["width"]


async def test_pushing_the_clock_calls_the_core_centre(address: str, browser: Browser) -> None:
    page = await browser.new_page(viewport=DESKTOP, locale="ja-JP")
    visitor = Visitor(page, address)
    await visitor.becomes("検証まなぶ", channel="p12")
    await fill_in(visitor)
    await sends(visitor)
    await expect(page.get_by_role("main")).to_contain_text("依頼中")

    for _ in range(2):
        await page.locator('[data-minutes="10"]').click()
    await visitor.becomes("仮称きずな", channel="k01")

    await expect(page.get_by_role("main")).to_contain_text("調整に入る")
    await visitor.looks("core")
    await visitor.presses("調整に入る")
    await expect(page.get_by_role("main")).to_contain_text("調整中")


async def test_the_town_begins_again_as_often_as_somebody_likes(address: str) -> None:
    for _ in range(6):
        await begins_again(address)


async def test_somebody_not_registered_is_there_to_try_it(address: str, browser: Browser) -> None:
    page = await browser.new_page(viewport=DESKTOP, locale="ja-JP")
    visitor = Visitor(page, address)
    await visitor.becomes("検証まなぶ", channel="p12")
    await page.get_by_role("combobox", name="操作する人").click()
    await page.get_by_role("option", name="例示 はじめ（未登録）").click()

    await visitor.becomes("例示 はじめ", channel="p01")
    await visitor.presses("職員登録")

    await expect(page.get_by_role("dialog")).to_contain_text("ほかの事業所にも表示されます")
    await visitor.looks("joining")


async def test_a_registration_that_waits_is_a_situation_to_choose(
    address: str, browser: Browser
) -> None:
    page = await browser.new_page(viewport=DESKTOP, locale="ja-JP")
    visitor = Visitor(page, address)
    await visitor.becomes("検証まなぶ", channel="p12")

    await visitor.presses("場面を選ぶ")
    await page.get_by_role("menuitem", name="職員登録：承認を待っています").click()

    await expect(page.locator(".try")).to_contain_text("架空ひるたさん（見本短期入所 かりのやど）")
    await expect(page.get_by_role("main")).to_contain_text("例示 はじめ")
    await visitor.presses("承認する")
    await expect(page.get_by_role("main")).to_contain_text("登録しました")
