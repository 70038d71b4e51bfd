"""The page of a standing town, on a desk and on a telephone."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from playwright.async_api import Browser

from sandbox.page import Page
from tests.page import StoppedTown
from tests.screen import DESKTOP, PHONE, Opened, Visit, visit


@pytest.fixture
async def opened() -> AsyncIterator[Opened]:
    """A town with its page served on loopback."""
    town = StoppedTown()
    town.settle()
    runner = web.AppRunner(Page(town).application())
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0][:2]
    yield Opened(town=town, url=f"http://{host}:{port}")
    await runner.cleanup()


@pytest.fixture
async def desk(browser: Browser, opened: Opened) -> AsyncIterator[Visit]:
    """The page on a desk."""
    async for seen in visit(browser, opened, DESKTOP):
        yield seen


@pytest.fixture
async def phone(browser: Browser, opened: Opened) -> AsyncIterator[Visit]:
    """The page on a telephone."""
    async for seen in visit(browser, opened, PHONE):
        yield seen
