"""Lines in a thread and letters, with the buttons that a sentence calls for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from bot.effects import Sentence
from bot.facts import Facts
from bot.model import Member, StaffId
from bot.words import Words, calling, say
from bot.words.actions import (
    ACCEPT,
    CHOOSE,
    CLAIM,
    CONDITION,
    DECLINE,
    HOLD,
    JOIN,
    JOIN_APPROVE,
    JOIN_REFUSE,
    LIST_MONITORING,
    RECORD_MONITORING,
    REMARKS,
    SHEET,
    SITUATION,
    TELEPHONING,
)
from bot.words.alarms import EMERGENCY, GO_ON, RELAY, TAKE
from bot.words.apart import END, TELL_CITY
from bot.words.blocks import MESSAGE_LIMIT, Button, Message, buttons, clipped, confirm, section
from bot.words.memo import DROP, TYPE_FOR
from bot.words.pleas import DECIDE

CONFIRM_OWNER: Final = "owner_confirm"


def _memo(words: Words, draft: str) -> list[Button]:
    sure = confirm(
        words.button_drop_memo(),
        words.drop_memo_sure(),
        yes=words.drop_memo_yes(),
        no=words.button_back(),
    )
    return [
        Button(words.button_go_on(), GO_ON, draft, primary=True),
        Button(words.button_type_for(), TYPE_FOR, draft),
        Button(words.button_drop_memo(), DROP, draft, confirm=sure),
    ]


def _take(words: Words, alarm: str) -> list[Button]:
    return [Button(words.button_take_alarm(), TAKE, alarm, primary=True)]


def _go_on(words: Words, draft: str) -> list[Button]:
    return [Button(words.button_go_on(), GO_ON, draft, primary=True)]


def _go_on_or_drop(words: Words, draft: str) -> list[Button]:
    go_on, _, drop = _memo(words, draft)
    return [go_on, drop]


def _plea(words: Words, plea: str) -> list[Button]:
    return [Button(words.button_decide_exception(), DECIDE, plea, primary=True)]


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
    "exception_waits": _memo,
    "alarm_please": _take,
    "core_please_call": _take,
    "core_please_type": _take,
    "memo_left_lying": _take,
    "core_types": _go_on_or_drop,
    "exception_please": _plea,
    "exception_allowed": _go_on,
    "memo_added": _go_on,
    "exception_refused": _memo,
    "please_take_case": _owner,
    "city_first": _report,
    "city_still": _report,
    "abuse_heard_of": _told,
    "restricted_morning": _end,
}
"""By sentence; the letter's subject is what its buttons mean."""


def letter(words: Words, sentence: Sentence, *, mentions: str, subject: str, key: str) -> Message:
    """Return a line of a thread or a direct message, with the buttons its sentence calls for."""
    text = say(words, sentence)
    body = f"{mentions} {text}".strip()
    blocks = [section(body, id_=key), *buttons(_made(words, sentence, subject), id_="acts")]
    return Message(clipped(body, MESSAGE_LIMIT), tuple(blocks))


def _made(words: Words, sentence: Sentence, subject: str) -> list[Button]:
    """Return a sentence's buttons; one that knows of words brings the button to read them."""
    made = LETTER_BUTTONS.get(sentence.key)
    own = made(words, subject) if made else []
    return [*own, *_remarks(words, subject)] if sentence.args.get("remarked") else own


def _choose(words: Words, ask: str) -> list[Button]:
    return [Button(words.button_choose(), CHOOSE, ask, primary=True)]


def _choose_conditionally(words: Words, ask: str) -> list[Button]:
    """Return the button below the letter that names the condition; it asks back."""
    sure = confirm(
        words.button_choose(),
        words.choose_sure_as_told(),
        yes=words.choose_yes(),
        no=words.button_back(),
    )
    return [Button(words.button_choose(), CHOOSE, ask, primary=True, confirm=sure)]


def _choices(words: Words, ask: str) -> list[Button]:
    return [
        Button(words.button_accept(), ACCEPT, ask, primary=True),
        Button(words.button_condition(), CONDITION, ask),
        Button(words.button_decline(), DECLINE, ask),
        Button(words.button_hold(), HOLD, ask),
    ]


def _confirm_offer(words: Words, ask: str) -> list[Button]:
    return [
        Button(words.button_still_possible(), ACCEPT, ask, primary=True),
        Button(words.button_decline(), DECLINE, ask),
    ]


def _remarks(words: Words, case: str) -> list[Button]:
    return [Button(words.button_remarks(), REMARKS, case)]


def _claim(words: Words, case: str) -> list[Button]:
    return [
        Button(words.button_claim(), CLAIM, case, primary=True),
        Button(words.button_telephoning(), TELEPHONING, case),
        *_situation(words, case),
    ]


def _situation(words: Words, case: str) -> list[Button]:
    return [Button(words.button_situation(), SITUATION, case)]


def calls_button(words: Words, case: str) -> list[Button]:
    return [Button(words.button_calls(), calling.CALLS, case)]


def _case_sheet(words: Words, case: str) -> list[Button]:
    return [Button(words.button_sheet(), SHEET, case)]


def _approval(words: Words, joining: str) -> list[Button]:
    return [
        Button(words.button_approve(), JOIN_APPROVE, joining, primary=True),
        Button(words.button_refuse(), JOIN_REFUSE, joining),
    ]


def _join(words: Words, _subject: str) -> list[Button]:
    return [Button(words.button_join(), JOIN, "join")]


def _emergency(words: Words, _subject: str) -> list[Button]:
    return [Button(words.button_emergency(), EMERGENCY, "emergency")]


def _alarm(words: Words, _subject: str) -> list[Button]:
    return [Button(words.button_alarm(), RELAY, "alarm")]


def _monitoring(words: Words, subject: str) -> list[Button]:
    return [
        Button(words.button_list_monitoring(), LIST_MONITORING, subject),
        Button(words.button_record_monitoring(), RECORD_MONITORING, subject),
    ]


LETTER_BUTTONS: Mapping[str, Callable[[Words, str], list[Button]]] = {
    **OPENING_BUTTONS,
    "please_choose": _choices,
    "answer_unchanged": _choices,
    "please_confirm_offer": _confirm_offer,
    "please_say_name": _choices,
    "joining_wanted": _approval,
    "join_by_button": _join,
    "emergency_by_button": _emergency,
    "alarm_by_button": _alarm,
    "offer_to_choose": _choose,
    "condition_to_choose": _choose_conditionally,
    "core_needed": _claim,
    "offer_waits": _claim,
    "arrival_uncertain": _situation,
    "window_closed": _case_sheet,
    "please_call": calls_button,
    "question_arrived": _remarks,
    "words_arrived": _remarks,
    "condition_arrived": _remarks,
    "monitoring_coming": _monitoring,
    "monitoring_overdue": _monitoring,
}


def mention(facts: Facts, who: StaffId | Member) -> str:
    """Return what makes that person's Slack ring, or nothing for somebody without Slack."""
    if isinstance(who, Member):
        return f"<@{who.user}>"
    found = facts.town.staff.get(who)
    return f"<@{found.member.user}>" if found and found.member else ""
