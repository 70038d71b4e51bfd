"""A headless Chromium for the page's tests: the system's, driven by Playwright."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from playwright.async_api import Browser, async_playwright

ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--lang=ja",
]


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """Open the system's Chromium; without one the test fails and says the remedy."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    assert path, "no Chromium: sudo apt-get install chromium fonts-ipaexfont fontconfig"
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=ARGS)
        yield browser
        await browser.close()
