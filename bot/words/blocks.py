"""Block Kit parts that cannot break Slack's limits: too long is shortened, visibly.

https://docs.slack.dev/reference/block-kit: every block and action id here is explicit.
Text of people goes into `plain`, or through `escaped`; mrkdwn is built from our own sentences.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as field_of
from datetime import date, time
from typing import Any, Final

Block = dict[str, Any]
View = dict[str, Any]

TEXT_LIMIT: Final = 2900
HEADER_LIMIT: Final = 150
LABEL_LIMIT: Final = 75
TITLE_LIMIT: Final = 24
MESSAGE_LIMIT: Final = 3900
CHOICES: Final = 100
BOXES: Final = 10


def clipped(text: str, limit: int) -> str:
    """Return the text, its end replaced by an ellipsis where it would be too long."""
    return text if len(text) <= limit else text[: limit - 1] + "…"


def in_pieces(text: str, limit: int = TEXT_LIMIT) -> list[str]:
    """Return the whole text in pieces that each fit in a block, broken between lines if it can."""
    pieces, rest = [], text
    while len(rest) > limit:
        line = rest.rfind("\n", 1, limit)
        end = line if line > limit // 2 else limit
        pieces.append(rest[:end])
        rest = rest[end:].removeprefix("\n")
    return [*pieces, rest] if rest or not pieces else pieces


def escaped(text: str) -> str:
    """Return a person's words harmless in mrkdwn: no mention, no link, no channel call."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def plain(text: str, *, limit: int) -> Block:
    """Return a plain text object."""
    return {"type": "plain_text", "text": clipped(text, limit), "emoji": True}


def mrkdwn(text: str) -> Block:
    """Return a mrkdwn text object made of our own sentences and escaped words."""
    return {"type": "mrkdwn", "text": clipped(text, TEXT_LIMIT), "verbatim": True}


def header(text: str, *, id_: str) -> Block:
    """Return a heading."""
    return {"type": "header", "block_id": id_, "text": plain(text, limit=HEADER_LIMIT)}


def section(text: str, *, id_: str) -> Block:
    """Return a paragraph."""
    return {"type": "section", "block_id": id_, "text": mrkdwn(text)}


def quoted(text: str, *, id_: str) -> Block:
    """Return a paragraph of a person's own words, shown as they were typed."""
    return {"type": "section", "block_id": id_, "text": plain(text, limit=TEXT_LIMIT)}


def foot(text: str, *, id_: str) -> Block:
    """Return small print."""
    return {"type": "context", "block_id": id_, "elements": [mrkdwn(text)]}


def divider(*, id_: str) -> Block:
    """Return a line."""
    return {"type": "divider", "block_id": id_}


@dataclass(frozen=True, slots=True)
class Button:
    """A button: what it says, which act it is, and on which thing."""

    label: str
    action: str
    value: str
    primary: bool = field_of(default=False, kw_only=True)
    confirm: Block | None = field_of(default=None, kw_only=True)

    def element(self) -> Block:
        """Return the Block Kit element."""
        element = {
            "type": "button",
            "action_id": self.action,
            "value": self.value,
            "text": plain(self.label, limit=LABEL_LIMIT),
        }
        styled = {**element, "style": "primary"} if self.primary else element
        return {**styled, "confirm": self.confirm} if self.confirm else styled


def confirm(title: str, text: str, *, yes: str, no: str) -> Block:
    """Return the question a button asks before it counts."""
    return {
        "title": plain(title, limit=100),
        "text": plain(text, limit=300),
        "confirm": plain(yes, limit=30),
        "deny": plain(no, limit=30),
    }


def buttons(found: Sequence[Button], *, id_: str) -> list[Block]:
    """Return a row of buttons; no buttons, no block."""
    if not found:
        return []
    elements = [button.element() for button in found]
    return [{"type": "actions", "block_id": id_, "elements": elements}]


# ------------------------------------------------------------------ forms


def field(
    name: str, label: str, element: Block, *, hint: str | None = None, optional: bool = False
) -> Block:
    """Return an input; its block_id and action_id are the field's name."""
    block: Block = {
        "type": "input",
        "block_id": name,
        "optional": optional,
        "label": plain(label, limit=2000),
        "element": {**element, "action_id": name},
    }
    return {**block, "hint": plain(hint, limit=2000)} if hint else block


About = Mapping[str, str]
"""What stands below a choice, by its value."""

SAID_NOWHERE: Final[About] = {}


def options(choices: Iterable[tuple[str, str]], *, about: About = SAID_NOWHERE) -> list[Block]:
    """Return choices of (value, label), each with what is said about it."""
    return [option(value, label, about=about.get(value, "")) for value, label in choices]


def option(value: str, label: str, *, about: str = "") -> Block:
    """Return one choice."""
    chosen: Block = {"text": plain(label, limit=LABEL_LIMIT), "value": value}
    return {**chosen, "description": plain(about, limit=LABEL_LIMIT)} if about else chosen


def select(
    choices: Sequence[tuple[str, str]], *, placeholder: str, initial: str | None = None
) -> Block:
    """Return a static select; more than a hundred choices stand in groups of a hundred."""
    element: Block = {
        "type": "static_select",
        "placeholder": plain(placeholder, limit=LABEL_LIMIT),
        **_choices(choices),
    }
    chosen = next((option(*choice) for choice in choices if choice[0] == initial), None)
    return {**element, "initial_option": chosen} if chosen else element


def multi_select(
    choices: Sequence[tuple[str, str]],
    *,
    placeholder: str,
    initial: Sequence[tuple[str, str]] = (),
    about: About = SAID_NOWHERE,
) -> Block:
    """Return a select of which several may be chosen, at most a hundred choices."""
    element: Block = {
        "type": "multi_static_select",
        "placeholder": plain(placeholder, limit=LABEL_LIMIT),
        "options": options(choices[:CHOICES], about=about),
    }
    return {**element, "initial_options": options(initial, about=about)} if initial else element


def _choices(choices: Sequence[tuple[str, str]]) -> Block:
    if len(choices) <= CHOICES:
        return {"options": options(choices)}
    groups = [choices[start : start + CHOICES] for start in range(0, len(choices), CHOICES)]
    return {"option_groups": [_group(group) for group in groups[:CHOICES]]}


def _group(choices: Sequence[tuple[str, str]]) -> Block:
    """Return a group, labelled by its first and last choice."""
    first, last = clipped(choices[0][1], 34), clipped(choices[-1][1], 34)
    return {"label": plain(f"{first} – {last}", limit=LABEL_LIMIT), "options": options(choices)}


def radio(choices: Sequence[tuple[str, str]], *, initial: str | None = None) -> Block:
    """Return up to ten choices side by side."""
    element: Block = {"type": "radio_buttons", "options": options(choices[:BOXES])}
    chosen = next((option(*choice) for choice in choices if choice[0] == initial), None)
    return {**element, "initial_option": chosen} if chosen else element


def several(
    choices: Sequence[tuple[str, str]],
    *,
    initial: Collection[str] = (),
    about: About = SAID_NOWHERE,
) -> Block:
    """Return up to ten boxes to tick, those of `initial` ticked."""
    element: Block = {"type": "checkboxes", "options": options(choices[:BOXES], about=about)}
    ticked = options((each for each in choices[:BOXES] if each[0] in initial), about=about)
    return {**element, "initial_options": ticked} if ticked else element


def text_input(*, lines: bool = False, longest: int = 300, initial: str = "") -> Block:
    """Return a text field."""
    element: Block = {"type": "plain_text_input", "multiline": lines, "max_length": longest}
    return {**element, "initial_value": clipped(initial, longest)} if initial else element


def number_input(*, least: int, most: int, initial: int) -> Block:
    """Return a field for a whole number; Slack wants its bounds as strings."""
    return {
        "type": "number_input",
        "is_decimal_allowed": False,
        "min_value": str(least),
        "max_value": str(most),
        "initial_value": str(initial),
    }


def date_input(initial: date) -> Block:
    """Return a day, chosen from a calendar."""
    return {"type": "datepicker", "initial_date": initial.isoformat()}


def time_input(initial: time | None = None) -> Block:
    """Return a time of day in Japan."""
    element: Block = {"type": "timepicker", "timezone": "Asia/Tokyo"}
    return {**element, "initial_time": f"{initial:%H:%M}"} if initial else element


def moment_input() -> Block:
    """Return a day with a time of day; people see their own zone, we get epoch seconds."""
    return {"type": "datetimepicker"}


def modal(
    name: str,
    title: str,
    blocks: Sequence[Block],
    *,
    close: str,
    submit: str | None = None,
    subject: str = "",
    watched: bool = False,
) -> View:
    """Return a modal; `subject` is an opaque id, never anything about a person.

    Of a `watched` one we hear when it is closed.
    """
    view: View = {
        "type": "modal",
        "callback_id": name,
        "title": plain(title, limit=TITLE_LIMIT),
        "close": plain(close, limit=TITLE_LIMIT),
        "private_metadata": subject,
        "blocks": list(blocks)[:100],
    }
    if watched:
        view["notify_on_close"] = True
    return {**view, "submit": plain(submit, limit=TITLE_LIMIT)} if submit else view


def home(blocks: Sequence[Block]) -> View:
    """Return a Home tab."""
    return {"type": "home", "callback_id": "home", "blocks": list(blocks)[:100]}


def lines_of(pairs: Iterable[tuple[str, str]], colon: str) -> str:
    """Return lines of "label: value", empty values left out."""
    return "\n".join(f"{label}{colon}{value}" for label, value in pairs if value)


# ------------------------------------------------------------------ messages


@dataclass(frozen=True, slots=True)
class Message:
    """What is posted: notification text and blocks, both complete."""

    text: str
    blocks: tuple[Block, ...]


def note(text: str) -> Message:
    """Return a message that only says something."""
    return Message(clipped(text, MESSAGE_LIMIT), (section(text, id_="note"),))
