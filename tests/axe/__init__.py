"""What axe-core, the accessibility checker beside this file, finds serious on a page."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from playwright.async_api import Page

_AXE: Final = Path(__file__).parent / "axe.min.js"
_FORBIDDEN: Final = {"serious", "critical"}


async def complaints(page: Page) -> list[str]:
    """Return what is serious or critical on the page as it stands, each with where it is."""
    # evaluated, not added as a tag: the page lets nothing but its own files run
    await page.evaluate(_AXE.read_text(encoding="utf-8") + ";0")
    found: list[dict[str, Any]] = await page.evaluate("axe.run().then((done) => done.violations)")
    return [
        f"{one['id']}: {one['help']}: {[node['html'][:160] for node in one['nodes'][:3]]}"
        for one in found
        if one["impact"] in _FORBIDDEN
    ]
