"""The page of a standing town, on a desk and on a telephone."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser

from tests.page import StoppedTown
from tests.screen import DESKTOP, PHONE, Opened, Visit, served, visit


@pytest.fixture
async def opened() -> AsyncIterator[Opened]:
    """A town with its page served on loopback."""
    town = StoppedTown()
    town.settle()
    async with served(town) as url:
        yield Opened(town=town, url=url)


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
