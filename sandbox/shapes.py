"""Small checks from which Block Kit's rules are composed. Pure.

A check looks at one value at one JSON pointer and adds what Slack would say to the findings.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Findings:
    """Slack's complaints about one payload, in the order of the payload."""

    errors: list[str] = field(default_factory=list)

    def add(self, complaint: str, pointer: str) -> None:
        """Remember a complaint in Slack's own format."""
        self.errors.append(f"{complaint} [json-pointer:{pointer}]")


Check = Callable[[Any, str, Findings], None]
Rule = Callable[[Mapping[str, Any], str, Findings], None]

_NAMES = {
    str: "a string",
    bool: "a boolean",
    int: "a number",
    list: "an array",
    dict: "an object",
}


def of_type(value: object, kind: type, pointer: str, findings: Findings) -> bool:
    """True when the value has that JSON type; otherwise the complaint is added."""
    right = isinstance(value, kind) and not (kind is int and isinstance(value, bool))
    if not right:
        findings.add(f"must provide {_NAMES[kind]}", pointer)
    return right


def string(*, most: int | None = None, least: int = 0, pattern: str | None = None) -> Check:
    """A string of a length, and of a pattern when one is given."""

    def check(value: Any, pointer: str, findings: Findings) -> None:
        if not of_type(value, str, pointer, findings):
            return
        if most is not None and len(value) > most:
            findings.add(f"must be less than {most + 1} characters", pointer)
        if len(value) < least:
            findings.add(f"must be more than {least - 1} characters", pointer)
        elif pattern is not None and re.fullmatch(pattern, value) is None:
            findings.add("does not match the expected format", pointer)

    return check


def one_of(*values: str) -> Check:
    """One of these strings."""

    def check(value: Any, pointer: str, findings: Findings) -> None:
        if value not in values:
            findings.add(f"must be one of: {', '.join(values)}", pointer)

    return check


def boolean(value: Any, pointer: str, findings: Findings) -> None:
    """True or false, nothing that merely resembles them."""
    of_type(value, bool, pointer, findings)


def integer(least: int, most: int) -> Check:
    """A whole number within bounds."""

    def check(value: Any, pointer: str, findings: Findings) -> None:
        if of_type(value, int, pointer, findings) and not least <= value <= most:
            findings.add(f"must be between {least} and {most}", pointer)

    return check


def url(*, most: int = 3000) -> Check:
    """An http or https address."""
    return string(most=most, least=1, pattern=r"https?://\S+")


def items(check: Check, *, most: int, least: int = 1) -> Check:
    """An array with a number of elements, each passing `check`."""

    def check_all(value: Any, pointer: str, findings: Findings) -> None:
        if not of_type(value, list, pointer, findings):
            return
        if len(value) > most:
            findings.add(f"no more than {most} items allowed", pointer)
        if len(value) < least:
            findings.add(f"no less than {least} items allowed", pointer)
        for index, item in enumerate(value):
            check(item, f"{pointer}/{index}", findings)

    return check_all


def shape(
    required: Mapping[str, Check],
    optional: Mapping[str, Check] | None = None,
    *,
    rules: tuple[Rule, ...] = (),
) -> Check:
    """An object with these fields and no other; `rules` look at several fields together."""
    fields = {**required, **(optional or {})}

    def check(value: Any, pointer: str, findings: Findings) -> None:
        if not of_type(value, dict, pointer, findings):
            return
        for name in required:
            if value.get(name) is None:
                findings.add(f"missing required field: {name}", pointer)
        for name, part in value.items():
            if name not in fields:
                findings.add(f"invalid additional property: {name}", pointer)
            elif part is not None:
                fields[name](part, f"{pointer}/{name}", findings)
        for rule in rules:
            rule(value, pointer, findings)

    return check


def by_type(checks: Mapping[str, Check], allowed: Collection[str] | None = None) -> Check:
    """An object whose `type` chooses its check; a type outside `allowed` is refused."""

    def check(value: Any, pointer: str, findings: Findings) -> None:
        if not of_type(value, dict, pointer, findings):
            return
        kind = value.get("type")
        if kind is None:
            findings.add("missing required field: type", pointer)
        elif not isinstance(kind, str) or kind not in (checks if allowed is None else allowed):
            findings.add(f"unsupported type: {kind}", f"{pointer}/type")
        else:
            checks[kind](value, pointer, findings)

    return check


def text(*, most: int, kinds: tuple[str, ...] = ("plain_text", "mrkdwn")) -> Check:
    """A text object of one of the kinds, 1 to `most` characters.

    https://docs.slack.dev/reference/block-kit/composition-objects/text-object
    """
    content = string(most=most, least=1)
    plain = shape({"type": one_of("plain_text"), "text": content}, {"emoji": boolean})
    mrkdwn = shape({"type": one_of("mrkdwn"), "text": content}, {"verbatim": boolean})
    return by_type({"plain_text": plain, "mrkdwn": mrkdwn}, kinds)


def plain_text(most: int) -> Check:
    """A plain_text object."""
    return text(most=most, kinds=("plain_text",))
