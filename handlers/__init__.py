"""Everything the bot listens to, in one list. Only the first match runs, so no two overlap."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

from slack_bolt.async_app import AsyncApp

from bot.effects import Way
from bot.slack_app import COMMANDS
from bot.vocabulary import CallOutcome
from bot.words import actions, answering, apart, letters, medical, pages, people, refusing
from bot.words import adding as adding_words
from bot.words import alarms as alarm_pages
from bot.words import asking as asking_words
from bot.words import memo as memo_pages
from bot.words import pleas as plea_pages
from bot.words.calling import ACCEPT_FOR_FORM, CALLS, OUTCOMES
from handlers import (
    adding,
    alarms,
    answers,
    asking,
    calling,
    cases,
    choosing,
    commands,
    emergency,
    home,
    joining,
    leave,
    memo,
    monitoring,
    pleas,
    replies,
    restricted,
    sheets,
    unmatched,
)
from handlers.desk import Desk
from handlers.journal import Listener, journaled

ACTIONS: Final[Sequence[tuple[str, Listener]]] = (
    (actions.ACCEPT, answers.on_accept),
    (actions.CONDITION, answers.on_condition),
    (actions.DECLINE, answers.on_decline),
    (actions.HOLD, answers.on_hold),
    (actions.COPY, sheets.on_copy),
    (actions.REMARKS, answers.on_remarks),
    (actions.CHOOSE, choosing.on_choose),
    (actions.WITHDRAW, choosing.on_withdraw),
    (actions.RETURN, choosing.on_return),
    (actions.CANCEL, choosing.on_cancel),
    (actions.CLAIM, choosing.on_claim),
    (actions.TELEPHONING, choosing.on_telephoning),
    (actions.SITUATION, choosing.on_situation),
    (actions.MENU, cases.on_menu),
    (medical.MEDICAL, cases.on_medical),
    (letters.CONFIRM_OWNER, cases.on_confirm_owner),
    (alarm_pages.EMERGENCY, emergency.on_button),
    (alarm_pages.RELAY, alarms.on_button),
    (alarm_pages.TAKE, alarms.on_take),
    (alarm_pages.GO_ON, memo.on_go_on),
    (actions.SIBLING, memo.on_sibling),
    (memo_pages.DROP, memo.on_drop),
    (memo_pages.TYPE_FOR, memo.on_type_for),
    (refusing.action(Way.AMBULANCE_CALLED), memo.on_way),
    (refusing.action(Way.HELPERS), memo.on_way),
    (refusing.action(Way.ADD_GROUND), memo.on_way),
    (refusing.action(Way.JOIN_CASE), memo.on_join),
    (refusing.action(Way.CONSULT_CORE), memo.on_consult),
    (refusing.action(Way.ASK_EXCEPTION), pleas.on_ask),
    (plea_pages.DECIDE, pleas.on_open),
    (apart.TELL_CITY, restricted.on_tell_city),
    (apart.END, restricted.on_end),
    (actions.SEND_PROPOSAL, asking.on_send_proposal),
    (actions.OTHERS, asking.on_others),
    (actions.PAUSE, asking.on_pause),
    (actions.RESUME, asking.on_resume),
    (actions.ADD_NEED, adding.on_service),
    (actions.ADD_GROUND, adding.on_ground),
    (CALLS, calling.on_calls),
    (OUTCOMES[CallOutcome.NO_ANSWER], calling.on_outcome),
    (OUTCOMES[CallOutcome.REACHED], calling.on_outcome),
    (OUTCOMES[CallOutcome.CALL_BACK], calling.on_outcome),
    (OUTCOMES[CallOutcome.YES], calling.on_answer),
    (OUTCOMES[CallOutcome.CONDITION], calling.on_answer),
    (OUTCOMES[CallOutcome.NO], calling.on_answer),
    (actions.LEAVE, leave.on_leave),
    (actions.TOLD, leave.on_told),
    (actions.JOIN, joining.on_join),
    (actions.JOIN_APPROVE, joining.on_approve),
    (actions.JOIN_REFUSE, joining.on_refuse),
    (actions.ARRIVE, choosing.on_arrive),
    (actions.ARRIVAL_BACK, choosing.on_arrival_back),
    (actions.SHEET, sheets.on_sheet),
    (actions.LIST_MONITORING, monitoring.on_list),
    (actions.RECORD_MONITORING, monitoring.on_record),
)

VIEWS: Final[Sequence[tuple[str, Listener]]] = (
    (memo_pages.CALL_SHEET, emergency.on_call_sheet),
    (memo_pages.DETAILS, emergency.on_details),
    (refusing.OVERRIDE_FORM, emergency.on_override),
    (memo_pages.PREVIEW, emergency.on_preview),
    (plea_pages.EXCEPTION_FORM, pleas.on_decided),
    (alarm_pages.ALARM_FORM, alarms.on_number),
    (apart.TELL_CITY_FORM, restricted.on_told),
    (apart.END_FORM, restricted.on_ended),
    (medical.MEDICAL_FORM, cases.on_contacted),
    (answering.CONDITION_FORM, answers.on_conditions),
    (answering.DECLINE_FORM, answers.on_declined),
    (ACCEPT_FOR_FORM, calling.on_accepted),
    (answering.CONDITION_FOR_FORM, calling.on_conditions),
    (answering.DECLINE_FOR_FORM, calling.on_declined),
    (answering.WITHDRAW_FORM, choosing.on_withdrawn),
    (answering.CANCEL_FORM, choosing.on_cancelled),
    (answering.ARRIVAL_BACK_FORM, choosing.on_taken_back),
    (answering.ACCEPT_NAMED, answers.on_accepted),
    (answering.HOLD_NAMED, answers.on_held),
    (answering.SHEET_NAMED, sheets.on_sheet_named),
    (answering.COPY_NAMED, sheets.on_copy_named),
    (people.JOINING_FORM, joining.on_form),
    (people.LEAVE_FORM, leave.on_form),
    (pages.WISH_FORM, choosing.on_wish),
    (asking_words.OTHERS_FORM, asking.on_these),
    (asking_words.PAUSE_FORM, asking.on_paused),
    (adding_words.SERVICE_FORM, adding.on_added),
    (adding_words.GROUND_FORM, adding.on_ground_added),
    (pages.MONITORING_FORM, monitoring.on_recorded),
)

CLOSED: Final[Sequence[tuple[str, Listener]]] = tuple(
    (form, memo.on_closed)
    for form in (
        memo_pages.CALL_SHEET,
        memo_pages.DETAILS,
        memo_pages.PREVIEW,
        refusing.OVERRIDE_FORM,
        refusing.REFUSAL,
    )
)

SHORTCUTS: Final[Sequence[tuple[str, Listener]]] = (("emergency", emergency.on_shortcut),)

EVENTS: Final[Sequence[tuple[str, Listener]]] = (
    ("message", replies.on_message),
    ("reaction_added", replies.on_reaction),
    ("app_home_opened", home.on_home),
    ("app_mention", commands.on_mention),
)


def register(app: AsyncApp, desk: Desk) -> None:
    """Register every listener, and last what catches the rest: nothing stays unanswered."""
    for command in COMMANDS:
        app.command(command)(journaled(desk, commands.on_command))
    for action, listener in ACTIONS:
        app.action(action)(journaled(desk, home.drawn_again(listener)))
    for view, listener in VIEWS:
        app.view_submission(view)(journaled(desk, home.drawn_again(listener)))
    for closed, listener in CLOSED:
        app.view_closed(closed)(journaled(desk, listener))
    for shortcut, listener in SHORTCUTS:
        app.shortcut(shortcut)(journaled(desk, listener))
    for event, listener in EVENTS:
        app.event(event)(journaled(desk, listener))
    _catch_the_rest(app, desk)


def _catch_the_rest(app: AsyncApp, desk: Desk) -> None:
    anything: Any = re.compile(".*")
    app.event(anything)(journaled(desk, unmatched.on_nothing))
    app.action(anything)(journaled(desk, unmatched.on_old_button))
    app.view_submission(anything)(journaled(desk, unmatched.on_old_form))
    app.view_closed(anything)(journaled(desk, unmatched.on_nothing))
    app.options(anything)(journaled(desk, unmatched.on_no_options))
    app.shortcut(anything)(journaled(desk, unmatched.on_nothing))
    app.command(anything)(journaled(desk, commands.on_command))
