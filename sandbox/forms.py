"""What a person's choice in an element becomes: state, action, complaint. Pure.

https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload
"""

from __future__ import annotations

from typing import Any

from sandbox.blockkit import elements_of
from sandbox.elements import options_of
from sandbox.model import JSON

State = dict[str, dict[str, JSON]]

_INITIAL = {"value": "initial_value", "rich_text_value": "initial_value"}
FIELD = {
    "plain_text_input": "value",
    "number_input": "value",
    "email_text_input": "value",
    "url_text_input": "value",
    "static_select": "selected_option",
    "external_select": "selected_option",
    "users_select": "selected_user",
    "channels_select": "selected_channel",
    "conversations_select": "selected_conversation",
    "multi_static_select": "selected_options",
    "multi_external_select": "selected_options",
    "multi_users_select": "selected_users",
    "multi_channels_select": "selected_channels",
    "multi_conversations_select": "selected_conversations",
    "checkboxes": "selected_options",
    "radio_buttons": "selected_option",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "datetimepicker": "selected_date_time",
    "file_input": "files",
    "rich_text_input": "rich_text_value",
}
REQUIRED = "Please complete this required field."


class NoSuchThing(LookupError):
    """A person reached for something that is not there."""


class NoSuchCommand(NoSuchThing):
    """A person typed a command the app does not have; the text is the command."""


def initial_state(blocks: list[JSON]) -> State:
    """Return the state of the blocks before anybody touched them; empty fields are present."""
    state: State = {}
    for block, element in elements_of(blocks):
        if element["type"] in FIELD:
            entry = {"type": element["type"], FIELD[element["type"]]: _initial(element)}
            state.setdefault(block["block_id"], {})[element["action_id"]] = entry
    return state


def _initial(element: JSON) -> Any:
    field = FIELD[element["type"]]
    name = _INITIAL.get(field) or field.replace("selected_", "initial_")
    return element.get(name, [] if field.endswith("s") else None)


def entry(element: JSON, chosen: Any, known: list[JSON] | None = None) -> JSON:
    """Return the state entry of an element once `chosen`, in its simple form, is chosen.

    `known` are the options an external select was offered.
    Raises: NoSuchThing when the element does not offer the choice.
    """
    kind = element["type"]
    field = FIELD[kind]
    if field == "selected_option":
        value: Any = None if chosen is None else _option(element, chosen, known)
    elif field == "selected_options":
        value = [_option(element, one, known) for one in chosen or []]
    elif field.endswith("s"):
        value = list(chosen or [])
    elif field == "value":
        value = str(chosen) if chosen not in (None, "") else None
    else:
        value = _plain(kind, chosen)
    return {"type": kind, field: value}


def _plain(kind: str, chosen: Any) -> Any:
    if chosen is None or kind == "rich_text_input":
        return chosen
    return int(chosen) if kind == "datetimepicker" else str(chosen)


def _option(element: JSON, chosen: Any, known: list[JSON] | None) -> JSON:
    wanted = chosen["value"] if isinstance(chosen, dict) else chosen
    offered: list[JSON] = [*options_of(element), *(known or [])]
    for option in offered:
        if option["value"] == wanted:
            return option
    values = [option["value"] for option in offered]
    raise NoSuchThing(f"{element['action_id']} does not offer {wanted!r}, only {values}")


def action(element: JSON, block: JSON, chosen: Any, ts: str, known: list[JSON]) -> JSON:
    """Return the `actions` entry that pressing or choosing makes."""
    made = {
        "type": element["type"],
        "action_id": element["action_id"],
        "block_id": block["block_id"],
        "action_ts": ts,
    }
    for name in ("text", "value", "style", "url", "placeholder", "confirm"):
        if name in element:
            made[name] = element[name]
    if element["type"] == "overflow":
        made["selected_option"] = _option(element, chosen, None)
    elif element["type"] in FIELD:
        made |= entry(element, chosen, known)
    return made


def complaints(blocks: list[JSON], state: State) -> dict[str, str]:
    """Return what Slack itself says under each input before it lets a form be sent."""
    found: dict[str, str] = {}
    for block, element in elements_of(blocks):
        if block["type"] != "input":
            continue
        value = state[block["block_id"]][element["action_id"]].get(FIELD[element["type"]])
        wrong = _complaint(element, value, required=not block.get("optional", False))
        if wrong:
            found[block["block_id"]] = wrong
    return found


def _complaint(element: JSON, value: Any, *, required: bool) -> str | None:
    if value in (None, "", []):
        return REQUIRED if required else None
    if element["type"] == "number_input":
        return _number_complaint(element, str(value))
    if isinstance(value, str) and FIELD[element["type"]] == "value":
        least, most = element.get("min_length", 0), element.get("max_length", 3000)
        if len(value) < least:
            return f"Please lengthen this text to {least} characters or more."
        if len(value) > most:
            return f"Please shorten this text to {most} characters or less."
    most = element.get("max_selected_items")
    if isinstance(value, list) and most is not None and len(value) > most:
        return f"Please choose {most} or fewer."
    return None


def _number_complaint(element: JSON, value: str) -> str | None:
    try:
        number = float(value)
    except ValueError:
        return "Please enter a number."
    if not element["is_decimal_allowed"] and not number.is_integer():
        return "Please enter a whole number."
    if number < float(element.get("min_value", "-inf")):
        return f"Please enter a number of {element['min_value']} or more."
    if number > float(element.get("max_value", "inf")):
        return f"Please enter a number of {element['max_value']} or less."
    return None
