"""What the town's page is looked at with: a desk's and a telephone's size, a browser there."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest
from aiohttp import web
from playwright.async_api import Browser, Page, ViewportSize

from sandbox.model import Channel, User
from sandbox.page import Page as TownPage
from sandbox.page import TownControl
from tests.page import StoppedTown

DESKTOP: Final[ViewportSize] = {"width": 1280, "height": 800}
PHONE: Final[ViewportSize] = {"width": 375, "height": 812}
SHOTS: Final = os.environ.get("KYOTEN_SHOTS")
"""A folder for pictures, for whoever wants to look."""

REFUSED = ("409", "net::ERR_FAILED")
"""What the browser itself notes when the town refuses an act, or a test cuts the line."""


@asynccontextmanager
async def served(town: TownControl) -> AsyncIterator[str]:
    """Serve a town's page on loopback, as the demo does; yield its address."""
    app = TownPage(town).application()
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    await runner.cleanup()


@dataclass
class Opened:
    """The town and the address of its page."""

    town: StoppedTown
    url: str


@dataclass
class Visit:
    """A browser's page on the town."""

    town: StoppedTown
    page: Page
    url: str

    async def go(self, who: User, room: Channel | None = None, **more: str) -> None:
        """Open the page as a person, in a channel."""
        query = {"me": who.id, **({"channel": room.id} if room else {}), **more}
        await self.page.goto(f"{self.url}/?" + "&".join(f"{k}={v}" for k, v in query.items()))


async def visit(browser: Browser, opened: Opened, size: ViewportSize) -> AsyncIterator[Visit]:
    """Look at the page; whatever the browser complains of meanwhile is a failure."""
    context = await browser.new_context(
        viewport=size,
        reduced_motion="reduce",
        locale="ja-JP",
    )
    page = await context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda line: wrong.append(line.text) if line.type == "error" else None)
    yield Visit(town=opened.town, page=page, url=opened.url)
    await context.close()
    assert [line for line in wrong if not any(told in line for told in REFUSED)] == []


async def tab_to(page: Page, action_id: str) -> None:
    """Press Tab until the focus stands on the element, at least once."""
    for _ in range(60):
        await page.keyboard.press("Tab")
        at = await page.evaluate(
            "document.activeElement.closest('[data-action-id]')?.dataset.actionId"
        )
        if at == action_id:
            return
    pytest.fail(f"Tab never reached {action_id}")


TOO_WIDE: Final = """
() => [...document.querySelectorAll('body *')].filter((node) => {
  const box = node.getBoundingClientRect();
  return box.width && (box.right > innerWidth + 1 || box.left < -1);
}).map((node) => node.outerHTML.slice(0, 120))
"""
CUT_OFF: Final = """
() => [...document.querySelectorAll('main button, [role=dialog] button, [role=dialog] label')]
  .filter(each => each.offsetParent && getComputedStyle(each).overflow !== 'visible'
    && (each.scrollWidth > each.clientWidth + 1 || each.scrollHeight > each.clientHeight + 2))
  .map(each => each.textContent.trim())
"""
"""The labels of which a part cannot be read."""


async def fits(page: Page) -> None:
    """Nothing is wider than the screen, and no label is cut off."""
    assert await page.evaluate(TOO_WIDE) == []
    assert await page.evaluate(CUT_OFF) == []


async def picture(page: Page, name: str) -> None:
    """Keep a picture, if somebody asked for them."""
    if SHOTS:
        await page.screenshot(path=str(Path(SHOTS) / f"{name.replace(' ', '-')}.png"))
