"""What Slack refuses of blocks and views: pure functions from a payload to complaints.

https://docs.slack.dev/reference/block-kit/blocks and https://docs.slack.dev/reference/views
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from typing import Any

from sandbox.elements import (
    ACCESSORIES,
    ACTIONS,
    ELEMENTS,
    IDENTIFIER,
    IMAGE,
    INPUTS,
    NOT_IN_HOME,
    NOT_IN_MESSAGES,
)
from sandbox.model import JSON, Surface
from sandbox.shapes import (
    Check,
    Findings,
    boolean,
    by_type,
    items,
    of_type,
    one_of,
    plain_text,
    shape,
    string,
    text,
    url,
)

MOST_BLOCKS: dict[Surface, int] = {"message": 50, "modal": 100, "home": 100}
MOST_TEXT = 13_200  # undocumented: github.com/slackapi/bolt-js/issues/2509
MOST_MARKDOWN = 12_000
MOST_VIEW_BYTES = 250_000
INTERACTIVE = frozenset(ELEMENTS) - {"image"}


def _block(
    kind: str,
    required: Mapping[str, Check] | None = None,
    optional: Mapping[str, Check] | None = None,
    rules: tuple[Any, ...] = (),
) -> Check:
    return shape(
        {"type": one_of(kind), **(required or {})},
        {"block_id": IDENTIFIER, **(optional or {})},
        rules=rules,
    )


def _text_or_fields(block: Mapping[str, Any], at: str, findings: Findings) -> None:
    if block.get("text") is None and block.get("fields") is None:
        findings.add("either text or fields is required", at)


def _no_dispatch_of_files(block: Mapping[str, Any], at: str, findings: Findings) -> None:
    element = block.get("element")
    if not isinstance(element, dict) or element.get("type") != "file_input":
        return
    if block.get("dispatch_action"):
        findings.add("dispatch_action is not allowed with file_input", f"{at}/dispatch_action")


def _one_picture(block: Mapping[str, Any], at: str, findings: Findings) -> None:
    if ("image_url" in block) == ("slack_file" in block):
        findings.add("exactly one of image_url or slack_file is required", at)


def _anything(_value: Any, _pointer: str, _findings: Findings) -> None:
    """Accept: what is inside is not modelled."""


_RICH_PARTS = {
    "rich_text_section",
    "rich_text_list",
    "rich_text_preformatted",
    "rich_text_quote",
}
_RICH_TEXT = _block(
    "rich_text",
    {
        "elements": items(
            shape(
                {"type": one_of(*sorted(_RICH_PARTS)), "elements": items(_anything, most=3000)},
                dict.fromkeys(("style", "indent", "offset", "border"), _anything),
            ),
            most=1000,
        )
    },
)
_CELL = by_type(
    {
        "raw_text": shape({"type": one_of("raw_text"), "text": string(least=1)}),
        "rich_text": _RICH_TEXT,
    }
)

BLOCKS: dict[str, Check] = {
    "section": _block(
        "section",
        None,
        {
            "text": text(most=3000),
            "fields": items(text(most=2000), most=10),
            "accessory": by_type(ELEMENTS, ACCESSORIES),
            "expand": boolean,
        },
        (_text_or_fields,),
    ),
    "header": _block("header", {"text": plain_text(150)}),
    "divider": _block("divider"),
    "context": _block(
        "context",
        {
            "elements": items(
                by_type(
                    {"image": IMAGE, "plain_text": plain_text(3000), "mrkdwn": text(most=3000)}
                ),
                most=10,
            )
        },
    ),
    "actions": _block("actions", {"elements": items(by_type(ELEMENTS, ACTIONS), most=25)}),
    "input": _block(
        "input",
        {"label": plain_text(2000), "element": by_type(ELEMENTS, INPUTS)},
        {"hint": plain_text(2000), "optional": boolean, "dispatch_action": boolean},
        (_no_dispatch_of_files,),
    ),
    "image": _block(
        "image",
        {"alt_text": string(most=2000)},
        {"title": plain_text(2000), "image_url": url(), "slack_file": _anything},
        (_one_picture,),
    ),
    "markdown": _block("markdown", {"text": string(most=MOST_MARKDOWN, least=1)}),
    "table": _block(
        "table",
        {"rows": items(items(_CELL, most=20), most=100)},
        {"column_settings": items(_anything, most=20)},
    ),
    "rich_text": _RICH_TEXT,
}

# Each block page, "Available in surfaces". Newer blocks we do not know are refused everywhere.
ON_SURFACE: dict[Surface, frozenset[str]] = {
    "message": frozenset(BLOCKS),
    "modal": frozenset(BLOCKS) - {"markdown", "table"},
    "home": frozenset(BLOCKS) - {"markdown", "table"},
}
_OFF_SURFACE: dict[Surface, frozenset[str]] = {
    "message": NOT_IN_MESSAGES,
    "modal": frozenset(),
    "home": NOT_IN_HOME,
}


def elements_of(blocks: list[JSON]) -> Iterator[tuple[JSON, JSON]]:
    """Yield each interactive element with the block it stands in, from top to bottom."""
    for block, element, _ in _places(blocks, ""):
        if element.get("type") in INTERACTIVE:
            yield block, element


def _places(blocks: list[JSON], pointer: str) -> Iterator[tuple[JSON, JSON, str]]:
    for index, block in enumerate(blocks):
        if not isinstance(block, dict):
            continue
        for name in ("accessory", "element"):
            if isinstance(block.get(name), dict):
                yield block, block[name], f"{pointer}/{index}/{name}"
        elements = block.get("elements") if block.get("type") == "actions" else None
        for place, element in enumerate(elements if isinstance(elements, list) else ()):
            if isinstance(element, dict):
                yield block, element, f"{pointer}/{index}/elements/{place}"


def check_blocks(blocks: list[Any], surface: Surface, pointer: str = "/blocks") -> list[str]:
    """Return what Slack would complain of in these blocks on this surface; empty when nothing."""
    findings = Findings()
    items(by_type(BLOCKS, ON_SURFACE[surface]), most=MOST_BLOCKS[surface])(
        blocks, pointer, findings
    )
    if findings.errors:
        return findings.errors
    for rule in (_block_ids_differ, _action_ids_differ, _one_focus, _few_tables):
        rule(blocks, pointer, findings)
    _elements_on_surface(blocks, surface, pointer, findings)
    return findings.errors


def _block_ids_differ(blocks: list[JSON], pointer: str, findings: Findings) -> None:
    seen: set[str] = set()
    for index, block in enumerate(blocks):
        given = block.get("block_id")
        if given in seen:
            findings.add(f"block_id already exists: {given}", f"{pointer}/{index}/block_id")
        if given is not None:
            seen.add(given)


def _action_ids_differ(blocks: list[JSON], pointer: str, findings: Findings) -> None:
    for index, block in enumerate(blocks):
        given = [element.get("action_id") for _, element in elements_of([block])]
        counted = Counter(name for name in given if name is not None)
        for name in (name for name, times in counted.items() if times > 1):
            findings.add(f"action_id already exists: {name}", f"{pointer}/{index}")


def _one_focus(blocks: list[JSON], pointer: str, findings: Findings) -> None:
    focused = [at for _, element, at in _places(blocks, pointer) if element.get("focus_on_load")]
    for extra in focused[1:]:
        findings.add("only one element may be focused on load", extra)


def _few_tables(blocks: list[JSON], pointer: str, findings: Findings) -> None:
    if sum(block["type"] == "table" for block in blocks) > 1:
        findings.add("only one table allowed", pointer)
    if sum(len(b["text"]) for b in blocks if b["type"] == "markdown") > MOST_MARKDOWN:
        findings.add(f"must be less than {MOST_MARKDOWN + 1} characters", pointer)


def _elements_on_surface(
    blocks: list[JSON], surface: Surface, pointer: str, findings: Findings
) -> None:
    for _, element, at in _places(blocks, pointer):
        if element["type"] in _OFF_SURFACE[surface]:
            findings.add(f"unsupported type: {element['type']}", f"{at}/type")


def text_length(blocks: list[JSON]) -> int:
    """Count the characters of all text in the blocks."""

    def count(part: Any) -> int:
        if isinstance(part, list):
            return sum(map(count, part))
        if not isinstance(part, dict):
            return 0
        own = part.get("text")
        return (len(own) if isinstance(own, str) else 0) + sum(map(count, part.values()))

    return count(blocks)


_VIEW_COMMON: dict[str, Check] = {
    "private_metadata": string(most=3000),
    "callback_id": string(most=255),
    "external_id": string(most=255),
}
_MODAL = shape(
    {"type": one_of("modal"), "title": plain_text(24), "blocks": _anything},
    {
        **_VIEW_COMMON,
        "submit": plain_text(24),
        "close": plain_text(24),
        **dict.fromkeys(("clear_on_close", "notify_on_close", "submit_disabled"), boolean),
    },
)
_HOME = shape({"type": one_of("home"), "blocks": _anything}, _VIEW_COMMON)


def check_view(view: Any, kinds: tuple[Surface, ...], pointer: str = "/view") -> list[str]:
    """Return what Slack would complain of in this view; `kinds` are the types allowed here."""
    findings = Findings()
    by_type({"modal": _MODAL, "home": _HOME}, kinds)(view, pointer, findings)
    if not isinstance(view, dict) or view.get("type") not in kinds or "blocks" not in view:
        return findings.errors
    if not of_type(view["blocks"], list, f"{pointer}/blocks", findings):
        return findings.errors
    findings.errors += check_blocks(view["blocks"], view["type"], f"{pointer}/blocks")
    if view["type"] == "modal" and "submit" not in view and _has_input(view["blocks"]):
        findings.add("missing required field: submit", pointer)
    return findings.errors


def _has_input(blocks: list[Any]) -> bool:
    return any(isinstance(block, dict) and block.get("type") == "input" for block in blocks)


def view_too_large(view: JSON) -> bool:
    """True when the view's JSON is over Slack's 250 kB."""
    return len(json.dumps(view, ensure_ascii=False).encode()) > MOST_VIEW_BYTES


def as_shown(blocks: list[JSON], name: Callable[[], str]) -> list[JSON]:
    """Return the blocks as Slack stores them: missing ids made up, text defaults filled in."""
    shown = deepcopy(blocks)
    for block in shown:
        block.setdefault("block_id", name())
        _fill_text(block)
    for _, element in elements_of(shown):
        element.setdefault("action_id", name())
    return shown


def _fill_text(part: Any) -> None:
    if isinstance(part, list):
        for item in part:
            _fill_text(item)
    elif isinstance(part, dict):
        if part.get("type") == "plain_text":
            part.setdefault("emoji", True)
        elif part.get("type") == "mrkdwn":
            part.setdefault("verbatim", False)
        for item in part.values():
            _fill_text(item)
