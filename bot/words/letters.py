"""The buttons under the letters that go out around the opening of a case."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from bot.words import Words
from bot.words.alarms import TAKE
from bot.words.apart import END, TELL_CITY
from bot.words.blocks import Button, confirm
from bot.words.memo import DROP, GO_ON, TYPE_FOR

CONFIRM_OWNER: Final = "owner_confirm"


def _memo(words: Words, draft: str) -> list[Button]:
    sure = confirm(
        words.button_drop_memo(),
        words.drop_memo_sure(),
        yes=words.change_yes(),
        no=words.button_back(),
    )
    return [
        Button(words.button_go_on(), GO_ON, draft, primary=True),
        Button(words.button_type_for(), TYPE_FOR, draft),
        Button(words.button_drop_memo(), DROP, draft, confirm=sure),
    ]


def _take(words: Words, alarm: str) -> list[Button]:
    return [Button(words.button_take_alarm(), TAKE, alarm, primary=True)]


def _owner(words: Words, case: str) -> list[Button]:
    return [Button(words.button_confirm_owner(), CONFIRM_OWNER, case, primary=True)]


def _report(words: Words, case: str) -> list[Button]:
    return [
        Button(words.button_tell_city(), TELL_CITY, case, primary=True),
        Button(words.button_end_restricted(), END, case),
    ]


def _told(words: Words, case: str) -> list[Button]:
    return [Button(words.button_tell_city(), TELL_CITY, case, primary=True)]


def _end(words: Words, case: str) -> list[Button]:
    return [Button(words.button_end_restricted(), END, case, primary=True)]


OPENING_BUTTONS: Final[Mapping[str, Callable[[Words, str], list[Button]]]] = {
    "memo_unfinished": _memo,
    "alarm_please": _take,
    "please_take_case": _owner,
    "city_first": _report,
    "city_still": _report,
    "abuse_heard_of": _told,
    "restricted_morning": _end,
}
"""By sentence; the letter's subject is what its buttons mean."""
