"""What the page cannot draw it says, in one line, rather than show nothing."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.async_api import Locator, expect

from sandbox.blockkit import BLOCKS
from sandbox.elements import ELEMENTS
from sandbox.page import STATIC
from tests.page import FORM, plain
from tests.screen import Visit

NOT_SHOWN = "この部品は練習用画面では表示できません："


async def form_with(visit: Visit, *elements: dict[str, Any]) -> Locator:
    """Open a form of these elements, each in an optional input of its own."""
    blocks = [
        {
            "type": "input",
            "block_id": each["type"],
            "optional": True,
            "label": plain(each["type"]),
            "element": each,
        }
        for each in elements
    ]
    visit.town.forms["conditional"] = {**FORM, "blocks": blocks}
    visit.town.post_card()
    await visit.go(visit.town.misaki, visit.town.aozora)
    await visit.page.get_by_role("button", name="条件付きで可能").click()
    return visit.page.get_by_role("dialog")


async def test_a_form_says_which_of_its_elements_the_page_cannot_show(desk: Visit) -> None:
    form = await form_with(
        desk,
        {"type": "file_input", "action_id": "file"},
        {"type": "rich_text_input", "action_id": "text"},
        {"type": "plain_text_input", "action_id": "note"},
    )

    await expect(form.get_by_text(f"{NOT_SHOWN}file_input")).to_be_visible()
    await expect(form.get_by_text(f"{NOT_SHOWN}rich_text_input")).to_be_visible()
    await form.get_by_label("plain_text_input（任意）").fill("満床です")
    await form.get_by_role("button", name="回答する").click()

    await expect(form).to_be_hidden()
    sent = desk.town.submitted
    assert sent["plain_text_input"]["note"]["value"] == "満床です"
    assert sent["file_input"]["file"] == {"type": "file_input", "files": []}


async def test_a_message_that_carries_a_file_names_it_until_it_is_deleted(desk: Visit) -> None:
    town = desk.town
    asked = town.call("files.getUploadURLExternal", filename="yotei.csv", length=3)
    town.workspace.upload(asked["file_id"], b"a,b", town.now())
    town.call(
        "files.completeUploadExternal",
        files=[{"id": asked["file_id"], "title": "予定表"}],
        channel_id=town.aozora.id,
    )

    await desk.go(town.misaki, town.aozora)

    carried = desk.page.get_by_role("article")
    await expect(carried.get_by_text("📎 予定表")).to_be_visible()
    town.call("files.delete", file=asked["file_id"])
    await expect(carried.get_by_text("📎 ファイルは削除されました。")).to_be_visible()


async def test_a_piece_of_text_the_page_does_not_know_is_said_too(desk: Visit) -> None:
    pieces = [{"type": "text", "text": "色は"}, {"type": "color", "value": "#ff0000"}]
    section = {"type": "rich_text_section", "elements": pieces}
    blocks = [{"type": "rich_text", "block_id": "colour", "elements": [section]}]
    desk.town.call("chat.postMessage", channel=desk.town.aozora.id, text="色", blocks=blocks)

    await desk.go(desk.town.misaki, desk.town.aozora)

    said = desk.page.get_by_role("article").locator(".rich")
    await expect(said).to_have_text(f"色は{NOT_SHOWN}color")


@pytest.mark.parametrize(
    ("script", "table", "accepted", "said"),
    [
        pytest.param("blocks.js", "BLOCKS", BLOCKS, set(), id="blocks"),
        pytest.param(
            "elements.js", "ELEMENTS", ELEMENTS, {"file_input", "rich_text_input"}, id="elements"
        ),
    ],
)
def test_what_is_accepted_is_drawn_or_known_not_to_be(
    script: str, table: str, accepted: dict[str, Any], said: set[str]
) -> None:
    text = (STATIC / script).read_text(encoding="utf-8")
    found = re.search(rf"const {table} = {{\n(.*?)\n}};", text, re.DOTALL)
    assert found is not None
    drawn = set(re.findall(r"\b(\w+): [A-Z(]", found.group(1)))

    assert set(accepted) - drawn == said
    assert drawn - set(accepted) == set()
