"""The stand-in refuses of blocks and views what Slack refuses, in Slack's words."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.blockkit import as_shown, check_blocks, check_view, elements_of, view_too_large
from sandbox.forms import NoSuchThing, complaints, entry, initial_state

JSON = dict[str, Any]


def plain(text: str = "文") -> JSON:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str = "文") -> JSON:
    return {"type": "mrkdwn", "text": text}


def section(**more: Any) -> JSON:
    return {"type": "section", "text": mrkdwn(), **more}


def option(value: str = "a", text: str = "あ") -> JSON:
    return {"text": plain(text), "value": value}


def select(**more: Any) -> JSON:
    return {"type": "static_select", "action_id": "s", "options": [option()], **more}


def button(**more: Any) -> JSON:
    return {"type": "button", "action_id": "b", "text": plain(), **more}


def actions(*elements: JSON, **more: Any) -> JSON:
    return {"type": "actions", "elements": list(elements), **more}


def asks(element: JSON, **more: Any) -> JSON:
    return {"type": "input", "label": plain(), "element": element, **more}


def typed(**more: Any) -> JSON:
    return {"type": "plain_text_input", "action_id": "t", **more}


def modal(*blocks: JSON, **more: Any) -> JSON:
    return {"type": "modal", "title": plain(), "blocks": list(blocks) or [section()], **more}


GOOD = [
    pytest.param(section(), id="a section"),
    pytest.param({"type": "section", "fields": [mrkdwn()] * 10}, id="ten fields"),
    pytest.param({"type": "header", "text": plain("あ" * 150)}, id="a header of 150"),
    pytest.param({"type": "divider"}, id="a divider"),
    pytest.param({"type": "context", "elements": [mrkdwn()]}, id="a context"),
    pytest.param(actions(*[button(action_id=str(n)) for n in range(25)]), id="25 buttons"),
    pytest.param(section(accessory=select()), id="a select beside text"),
    pytest.param(asks(typed(multiline=True, max_length=10)), id="an input in a message"),
    pytest.param(section(accessory=select(initial_option=option())), id="an offered initial"),
    pytest.param(section(text=mrkdwn("あ" * 3000)), id="3000 characters"),
    pytest.param(
        {"type": "image", "alt_text": "図", "image_url": "https://example.org/a.png"}, id="an image"
    ),
]

BAD = [
    pytest.param(
        section(text=mrkdwn("あ" * 3001)),
        "must be less than 3001 characters [json-pointer:/blocks/0/text/text]",
        id="too long a text",
    ),
    pytest.param(
        section(text=mrkdwn("")),
        "must be more than 0 characters [json-pointer:/blocks/0/text/text]",
        id="an empty text",
    ),
    pytest.param(
        section(text="文"),
        "must provide an object [json-pointer:/blocks/0/text]",
        id="a bare string where a text object belongs",
    ),
    pytest.param(
        {"type": "header", "text": mrkdwn()},
        "unsupported type: mrkdwn [json-pointer:/blocks/0/text/type]",
        id="mrkdwn in a header",
    ),
    pytest.param(
        {"type": "section"},
        "either text or fields is required [json-pointer:/blocks/0]",
        id="a section of nothing",
    ),
    pytest.param(
        {"type": "section", "fields": []},
        "no less than 1 items allowed [json-pointer:/blocks/0/fields]",
        id="no fields",
    ),
    pytest.param(
        actions(*[button(action_id=str(n)) for n in range(26)]),
        "no more than 25 items allowed [json-pointer:/blocks/0/elements]",
        id="26 buttons",
    ),
    pytest.param(
        actions(typed()),
        "unsupported type: plain_text_input [json-pointer:/blocks/0/elements/0/type]",
        id="typing in an actions block",
    ),
    pytest.param(
        section(accessory={"type": "datetimepicker", "action_id": "d"}),
        "unsupported type: datetimepicker [json-pointer:/blocks/0/accessory/type]",
        id="a datetimepicker as accessory",
    ),
    pytest.param(
        {"type": "carousel"},
        "unsupported type: carousel [json-pointer:/blocks/0/type]",
        id="an unknown block",
    ),
    pytest.param(
        section(color="red"),
        "invalid additional property: color [json-pointer:/blocks/0]",
        id="an unknown property",
    ),
    pytest.param(
        actions({"type": "button", "action_id": "b"}),
        "missing required field: text [json-pointer:/blocks/0/elements/0]",
        id="a button without text",
    ),
    pytest.param(
        actions(button(text=plain("あ" * 76))),
        "must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]",
        id="a long button",
    ),
    pytest.param(
        actions(button(style="green")),
        "must be one of: primary, danger [json-pointer:/blocks/0/elements/0/style]",
        id="a green button",
    ),
    pytest.param(
        actions(button(url="ftp://example.org")),
        "does not match the expected format [json-pointer:/blocks/0/elements/0/url]",
        id="an address that is not http",
    ),
    pytest.param(
        actions(button(), button()),
        "action_id already exists: b [json-pointer:/blocks/0]",
        id="the same action twice in a block",
    ),
    pytest.param(
        actions(select(initial_option=option("z"))),
        "must match one of the provided options [json-pointer:/blocks/0/elements/0/initial_option]",
        id="an initial option not offered",
    ),
    pytest.param(
        actions(select(option_groups=[{"label": plain(), "options": [option()]}])),
        "exactly one of options or option_groups is required [json-pointer:/blocks/0/elements/0]",
        id="options and groups together",
    ),
    pytest.param(
        actions(select(options=[option(str(n)) for n in range(101)])),
        "no more than 100 items allowed [json-pointer:/blocks/0/elements/0/options]",
        id="101 options",
    ),
    pytest.param(
        asks({"type": "number_input", "action_id": "n", "is_decimal_allowed": False}),
        "unsupported type: number_input [json-pointer:/blocks/0/element/type]",
        id="a number in a message",
    ),
    pytest.param(
        actions({"type": "datepicker", "action_id": "d", "initial_date": "2026-02-30"}),
        "must be a date of the form YYYY-MM-DD [json-pointer:/blocks/0/elements/0/initial_date]",
        id="the thirtieth of February",
    ),
]


@pytest.mark.parametrize("block", GOOD)
def test_what_slack_takes_is_taken(block: JSON) -> None:
    assert check_blocks([block], "message") == []


@pytest.mark.parametrize(("block", "complaint"), BAD)
def test_what_slack_refuses_is_refused_in_its_words(block: JSON, complaint: str) -> None:
    assert check_blocks([block], "message") == [complaint]


def test_a_message_holds_fifty_blocks_and_a_modal_a_hundred() -> None:
    assert check_blocks([section()] * 50, "message") == []
    assert check_blocks([section()] * 51, "message") == [
        "no more than 50 items allowed [json-pointer:/blocks]"
    ]
    assert check_blocks([section()] * 100, "modal") == []


def test_a_block_id_is_used_once_in_a_message() -> None:
    assert check_blocks([section(block_id="a"), section(block_id="a")], "message") == [
        "block_id already exists: a [json-pointer:/blocks/1/block_id]"
    ]


@pytest.mark.parametrize("surface", ["modal", "home"])
@pytest.mark.parametrize("kind", ["markdown", "table"])
def test_some_blocks_are_for_messages_only(surface: Any, kind: str) -> None:
    assert check_blocks([{"type": kind}], surface) == [
        f"unsupported type: {kind} [json-pointer:/blocks/0/type]"
    ]


VIEWS = [
    pytest.param(modal(), [], id="a modal that only shows"),
    pytest.param(modal(asks(typed()), submit=plain()), [], id="a form"),
    pytest.param(
        modal(asks(typed())),
        ["missing required field: submit [json-pointer:/view]"],
        id="a form without submit",
    ),
    pytest.param(
        {"type": "modal", "blocks": [section()]},
        ["missing required field: title [json-pointer:/view]"],
        id="a modal without title",
    ),
    pytest.param(
        modal(title=plain("あ" * 25)),
        ["must be less than 25 characters [json-pointer:/view/title/text]"],
        id="a long title",
    ),
    pytest.param(
        modal(private_metadata="x" * 3001),
        ["must be less than 3001 characters [json-pointer:/view/private_metadata]"],
        id="too much private metadata",
    ),
    pytest.param(
        {"type": "home", "blocks": [section()], "title": plain()},
        ["invalid additional property: title [json-pointer:/view]"],
        id="a title on Home",
    ),
    pytest.param(
        modal(asks(typed(focus_on_load=True)), asks(typed(focus_on_load=True)), submit=plain()),
        ["only one element may be focused on load [json-pointer:/view/blocks/1/element]"],
        id="two focused fields",
    ),
    pytest.param("文", ["must provide an object [json-pointer:/view]"], id="not an object"),
]


@pytest.mark.parametrize(("view", "complaints"), VIEWS)
def test_views_are_checked_with_pointers_below_the_view(view: Any, complaints: list[str]) -> None:
    assert check_view(view, ("modal", "home")) == complaints


_WORDS = st.sampled_from(
    ["type", "section", "actions", "text", "elements", "options", "plain_text", "static_select"]
)
_ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3) | _WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_WORDS, inner, max_size=4),
)


@given(_ANYTHING)
def test_no_payload_makes_the_checker_itself_stumble(payload: Any) -> None:
    assert isinstance(check_view({"type": "modal", "blocks": [payload]}, ("modal",)), list)


def test_a_view_over_250_kilobytes_is_too_large() -> None:
    assert not view_too_large(modal())
    assert view_too_large(modal(*[section(text=mrkdwn("あ" * 3000))] * 30))


def test_missing_ids_are_made_up_and_given_ones_kept() -> None:
    sent = [actions({"type": "button", "text": plain()}, block_id="mine")]
    shown = as_shown(sent, lambda: "made")

    ((block, element),) = elements_of(shown)
    assert (block["block_id"], element["action_id"]) == ("mine", "made")
    assert "action_id" not in sent[0]["elements"][0]


def test_initial_values_are_state_and_empty_fields_are_null() -> None:
    blocks = as_shown(
        [
            asks(typed(), block_id="name"),
            asks(select(initial_option=option()), block_id="kind"),
            asks({"type": "checkboxes", "action_id": "c", "options": [option()]}, block_id="also"),
            asks(
                {"type": "datepicker", "action_id": "d", "initial_date": "2026-10-01"},
                block_id="on",
            ),
        ],
        lambda: "made",
    )

    state = initial_state(blocks)

    assert state["name"]["t"] == {"type": "plain_text_input", "value": None}
    assert state["kind"]["s"]["selected_option"]["value"] == "a"
    assert state["also"]["c"] == {"type": "checkboxes", "selected_options": []}
    assert state["on"]["d"] == {"type": "datepicker", "selected_date": "2026-10-01"}


ENTRIES = [
    pytest.param(select(), "a", ("selected_option", "a"), id="a select"),
    pytest.param({"type": "users_select"}, "U1", ("selected_user", "U1"), id="a person"),
    pytest.param({"type": "timepicker"}, "09:30", ("selected_time", "09:30"), id="a time"),
    pytest.param(
        {"type": "datetimepicker"}, 1790000000, ("selected_date_time", 1790000000), id="a moment"
    ),
    pytest.param(
        {"type": "multi_users_select"}, ["U1"], ("selected_users", ["U1"]), id="several people"
    ),
    pytest.param(typed(), "", ("value", None), id="nothing typed"),
]


@pytest.mark.parametrize(("element", "chosen", "expected"), ENTRIES)
def test_simple_choices_become_slacks_state(element: JSON, chosen: Any, expected: Any) -> None:
    made = entry(element, chosen)

    field, value = expected
    found = made[field]["value"] if field == "selected_option" else made[field]
    assert found == value


def test_an_option_that_is_not_offered_cannot_be_chosen() -> None:
    with pytest.raises(NoSuchThing, match="does not offer 'z'"):
        entry(select(), "z")


COMPLAINTS = [
    pytest.param(typed(), None, False, "Please complete this required field.", id="left empty"),
    pytest.param(typed(), None, True, None, id="left empty although it may be"),
    pytest.param(typed(max_length=3), "abcd", False, "3 characters or less", id="too long"),
    pytest.param(typed(min_length=3), "ab", False, "3 characters or more", id="too short"),
    pytest.param(
        {"type": "number_input", "action_id": "n", "is_decimal_allowed": False},
        "1.5",
        False,
        "whole number",
        id="half a person",
    ),
]


@pytest.mark.parametrize(("element", "value", "optional", "complaint"), COMPLAINTS)
def test_slack_itself_keeps_a_wrong_form_from_being_sent(
    element: JSON, value: Any, optional: bool, complaint: str | None
) -> None:
    blocks = [asks(element, block_id="b", optional=optional)]
    state = {"b": {element["action_id"]: entry(element, value)}}

    found = complaints(blocks, state).get("b")

    assert found is None if complaint is None else complaint in str(found)
