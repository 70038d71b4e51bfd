"""The elements of Block Kit and their limits, as one table. Pure.

https://docs.slack.dev/reference/block-kit/block-elements
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sandbox.shapes import (
    Check,
    Findings,
    boolean,
    by_type,
    integer,
    items,
    one_of,
    plain_text,
    shape,
    string,
    text,
    url,
)

IDENTIFIER = string(most=255, least=1)
CONFIRM = shape(
    {
        "title": plain_text(100),
        "text": text(most=300),
        "confirm": plain_text(30),
        "deny": plain_text(30),
    },
    {"style": one_of("primary", "danger")},
)
DISPATCH = shape(
    {},
    {"trigger_actions_on": items(one_of("on_enter_pressed", "on_character_entered"), most=2)},
)


def _option(label: Check) -> Check:
    return shape(
        {"text": label, "value": string(most=150, least=1)},
        {"description": label, "url": url()},
    )


MENU_OPTION = _option(plain_text(75))
BOX_OPTION = _option(text(most=75))
OPTION_GROUP = shape({"label": plain_text(75), "options": items(MENU_OPTION, most=100)})


def options_of(element: Mapping[str, Any]) -> list[Any]:
    """Return every option an element offers, groups unfolded, in order."""
    grouped = element.get("option_groups") or []
    flat = [option for group in grouped if isinstance(group, dict) for option in group["options"]]
    return [*(element.get("options") or []), *flat]


def _either_options_or_groups(element: Mapping[str, Any], at: str, findings: Findings) -> None:
    if ("options" in element) == ("option_groups" in element):
        findings.add("exactly one of options or option_groups is required", at)


def _initial_is_offered(element: Mapping[str, Any], at: str, findings: Findings) -> None:
    try:
        offered = options_of(element)
    except (KeyError, TypeError):
        return  # the options themselves were already refused
    initial = element.get("initial_option")
    if initial is not None and initial not in offered:
        findings.add("must match one of the provided options", f"{at}/initial_option")
    chosen = element.get("initial_options")
    if isinstance(chosen, list) and any(option not in offered for option in chosen):
        findings.add("must match the provided options", f"{at}/initial_options")


def _values_differ(element: Mapping[str, Any], at: str, findings: Findings) -> None:
    options = element.get("options")
    if not isinstance(options, list):
        return
    values = [option.get("value") for option in options if isinstance(option, dict)]
    if len(values) != len(set(map(str, values))):
        findings.add("option values must be unique", f"{at}/options")


def _lengths_in_order(element: Mapping[str, Any], at: str, findings: Findings) -> None:
    least, most = element.get("min_length"), element.get("max_length")
    if isinstance(least, int) and isinstance(most, int) and least > most:
        findings.add("min_length must not exceed max_length", at)
    initial = element.get("initial_value")
    if isinstance(initial, str) and isinstance(most, int) and len(initial) > most:
        findings.add(f"must be less than {most + 1} characters", f"{at}/initial_value")


def _numbers_in_order(element: Mapping[str, Any], at: str, findings: Findings) -> None:
    try:
        least, most = float(element["min_value"]), float(element["max_value"])
    except (KeyError, TypeError, ValueError):
        return
    if least > most:
        findings.add("min_value must not exceed max_value", at)


def _one_picture(element: Mapping[str, Any], at: str, findings: Findings) -> None:
    if ("image_url" in element) == ("slack_file" in element):
        findings.add("exactly one of image_url or slack_file is required", at)


def a_date(value: Any, pointer: str, findings: Findings) -> None:
    """A date that exists, as YYYY-MM-DD."""
    try:
        right = isinstance(value, str) and len(value) == 10 and bool(date.fromisoformat(value))
    except ValueError:
        right = False
    if not right:
        findings.add("must be a date of the form YYYY-MM-DD", pointer)


def _element(
    kind: str,
    required: Mapping[str, Check] | None = None,
    optional: Mapping[str, Check] | None = None,
    rules: tuple[Any, ...] = (),
) -> Check:
    common: dict[str, Check] = {"action_id": IDENTIFIER}
    if kind not in ("button", "overflow", "file_input"):
        common["focus_on_load"] = boolean
    if not kind.endswith("_input"):
        common["confirm"] = CONFIRM
    return shape(
        {"type": one_of(kind), **(required or {})}, {**common, **(optional or {})}, rules=rules
    )


_PLACEHOLDER: Mapping[str, Check] = {"placeholder": plain_text(150)}
_STATIC = {
    **_PLACEHOLDER,
    "options": items(MENU_OPTION, most=100),
    "option_groups": items(OPTION_GROUP, most=100),
}
_MANY = {"max_selected_items": integer(1, 100)}
_FILTER = shape(
    {},
    {
        "include": items(one_of("im", "mpim", "private", "public"), most=4),
        "exclude_external_shared_channels": boolean,
        "exclude_bot_users": boolean,
    },
)
_MENU_RULES = (_either_options_or_groups, _initial_is_offered)
_BOX_RULES = (_initial_is_offered, _values_differ)
_ID = string(least=1)
_IDS = items(_ID, most=1000, least=0)


def _pickers(noun: str, extra: Mapping[str, Check] | None = None) -> dict[str, Check]:
    one = {**_PLACEHOLDER, f"initial_{noun}": _ID, **(extra or {})}
    more = {key: check for key, check in (extra or {}).items() if key != "response_url_enabled"}
    many = {**_PLACEHOLDER, **_MANY, f"initial_{noun}s": _IDS, **more}
    return {
        f"{noun}s_select": _element(f"{noun}s_select", None, one),
        f"multi_{noun}s_select": _element(f"multi_{noun}s_select", None, many),
    }


IMAGE = shape(
    {"type": one_of("image"), "alt_text": string(most=2000)},
    {"image_url": url(), "slack_file": shape({}, {"id": _ID, "url": url()})},
    rules=(_one_picture,),
)

ELEMENTS: dict[str, Check] = {
    "image": IMAGE,
    "button": _element(
        "button",
        {"text": plain_text(75)},
        {
            "value": string(most=2000),
            "url": url(),
            "style": one_of("primary", "danger"),
            "accessibility_label": string(most=75),
        },
    ),
    "static_select": _element(
        "static_select", None, {**_STATIC, "initial_option": MENU_OPTION}, _MENU_RULES
    ),
    "multi_static_select": _element(
        "multi_static_select",
        None,
        {**_STATIC, **_MANY, "initial_options": items(MENU_OPTION, most=100)},
        _MENU_RULES,
    ),
    "external_select": _element(
        "external_select",
        None,
        {**_PLACEHOLDER, "initial_option": MENU_OPTION, "min_query_length": integer(0, 1000)},
    ),
    "multi_external_select": _element(
        "multi_external_select",
        None,
        {
            **_PLACEHOLDER,
            **_MANY,
            "initial_options": items(MENU_OPTION, most=100),
            "min_query_length": integer(0, 1000),
        },
    ),
    **_pickers("user"),
    **_pickers("channel", {"response_url_enabled": boolean}),
    **_pickers(
        "conversation",
        {
            "response_url_enabled": boolean,
            "default_to_current_conversation": boolean,
            "filter": _FILTER,
        },
    ),
    "overflow": _element(
        "overflow", {"options": items(MENU_OPTION, most=5)}, None, (_values_differ,)
    ),
    "checkboxes": _element(
        "checkboxes",
        {"options": items(BOX_OPTION, most=10)},
        {"initial_options": items(BOX_OPTION, most=10)},
        _BOX_RULES,
    ),
    "radio_buttons": _element(
        "radio_buttons",
        {"options": items(BOX_OPTION, most=10)},
        {"initial_option": BOX_OPTION},
        _BOX_RULES,
    ),
    "datepicker": _element("datepicker", None, {**_PLACEHOLDER, "initial_date": a_date}),
    "timepicker": _element(
        "timepicker",
        None,
        {
            **_PLACEHOLDER,
            "initial_time": string(pattern=r"([01]\d|2[0-3]):[0-5]\d"),
            "timezone": string(least=1),
        },
    ),
    "datetimepicker": _element(
        "datetimepicker", None, {"initial_date_time": integer(1_000_000_000, 9_999_999_999)}
    ),
    "plain_text_input": _element(
        "plain_text_input",
        None,
        {
            **_PLACEHOLDER,
            "initial_value": string(most=3000),
            "multiline": boolean,
            "min_length": integer(0, 3000),
            "max_length": integer(1, 3000),
            "dispatch_action_config": DISPATCH,
        },
        (_lengths_in_order,),
    ),
    "number_input": _element(
        "number_input",
        {"is_decimal_allowed": boolean},
        {
            **_PLACEHOLDER,
            "initial_value": string(),
            "min_value": string(),
            "max_value": string(),
            "dispatch_action_config": DISPATCH,
        },
        (_numbers_in_order,),
    ),
    **{
        kind: _element(
            kind,
            None,
            {**_PLACEHOLDER, "initial_value": string(), "dispatch_action_config": DISPATCH},
        )
        for kind in ("email_text_input", "url_text_input")
    },
    "file_input": _element(
        "file_input",
        None,
        {"filetypes": items(string(least=1), most=100), "max_files": integer(1, 10)},
    ),
    "rich_text_input": _element(
        "rich_text_input",
        None,
        {
            **_PLACEHOLDER,
            "initial_value": by_type({"rich_text": lambda _value, _at, _findings: None}),
            "dispatch_action_config": DISPATCH,
        },
    ),
}

_SUGGESTIONS = shape(
    {},
    {
        "options": items(MENU_OPTION, most=100, least=0),
        "option_groups": items(OPTION_GROUP, most=100, least=0),
    },
    rules=(_either_options_or_groups,),
)


def check_suggestions(answer: Mapping[str, Any]) -> list[str]:
    """Return what Slack would not take of the options an app suggests."""
    findings = Findings()
    _SUGGESTIONS(answer, "", findings)
    return findings.errors


MULTI_SELECTS = frozenset(kind for kind in ELEMENTS if kind.startswith("multi_"))
SELECTS = frozenset(
    kind for kind in ELEMENTS if kind.endswith("_select") and kind not in MULTI_SELECTS
)
_CHOICES = SELECTS | {"checkboxes", "radio_buttons", "datepicker", "timepicker"}
_TYPED = {"plain_text_input", "number_input", "email_text_input", "url_text_input"}

ACCESSORIES = _CHOICES | MULTI_SELECTS | {"button", "image", "overflow"}
ACTIONS = _CHOICES | {"button", "overflow", "datetimepicker"}
INPUTS = _CHOICES | MULTI_SELECTS | _TYPED | {"datetimepicker", "file_input", "rich_text_input"}

# Where an element may not stand although its block may. Each element page: "Available in".
NOT_IN_MESSAGES = frozenset(
    {"email_text_input", "url_text_input", "number_input", "file_input", "rich_text_input"}
)
NOT_IN_HOME = frozenset(
    {"email_text_input", "url_text_input", "number_input", "file_input", "datetimepicker"}
)
