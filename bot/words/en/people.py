"""Staff registration, leave for the sheet, and names at a login that several people use."""

from __future__ import annotations

from datetime import date, datetime

from bot.words.en.reminders import ReminderWords
from bot.words.en.speech import clock, when


class PeopleWords(ReminderWords):
    """Staff registration, leave for the sheet, and names at a login that several people use."""

    # -------------------------------------------------------------- the card that always stands

    def standing_heading(self, offices: str) -> str:
        return f"Kyoten for {offices}"

    def standing_body(self) -> str:
        return (
            "Emergency requests arrive in this channel as cards. Their buttons work for everybody "
            "here, registered or not.\n"
            "To see a person's sheet you must be registered as staff. "
            "If you are new here, please press [Register as staff]."
        )

    def standing_foot(self) -> str:
        return "Please write no names or anything else personal in this channel."

    # -------------------------------------------------------------- joining

    def button_join(self) -> str:
        return "Register as staff"

    def button_ask_joining(self) -> str:
        return "Ask to be registered"

    def button_approve(self) -> str:
        return "Approve"

    def button_refuse(self) -> str:
        return "Decline"

    def help_join(self) -> str:
        return "Ask to be registered as staff of an office"

    def joining_about(self) -> str:
        return (
            "You will be registered as staff of an office once its manager or "
            f"{self._core()} has approved."
        )

    def field_name(self) -> str:
        return "Your name at work"

    def hint_work_name(self) -> str:
        return "Other offices see it too"

    def field_office(self) -> str:
        return "Your office"

    def field_work_name(self, most: int) -> str:
        return f"Please enter a name of 1 to {most} characters, on one line."

    def joining_received(self, office: str) -> str:
        return (
            f"Your wish to be registered as staff of {office} has been passed on. A direct message "
            "will tell you when it is approved. Until then you can answer with the cards' buttons."
        )

    def joining_known(self, office: str) -> str:
        return f"You are registered as staff of {office} already."

    def joining_waits(self, office: str) -> str:
        return f"You have asked to be registered at {office} already. It waits for approval."

    def joining_wanted(self, name: str, office: str, user: str) -> str:
        return (
            f"Somebody asks to be registered as staff.\nName: {name} (<@{user}>)\n"
            f"Office: {office}\n"
            "Please press [Approve] once you are sure who it is. "
            "If you do not know this person, please press [Decline]."
        )

    def joining_approved(self, name: str, office: str) -> str:
        return f"{name} is now registered as staff of {office}."

    def joining_declined(self, name: str) -> str:
        return f"{name} was not registered and has been told so."

    def joining_settled(self, name: str, office: str, approved: bool) -> str:
        result = "approved" if approved else "declined"
        by = f" by {office}" if office else ""
        return f"The registration of {name} has been dealt with already: {result}{by}."

    def joining_needless(self, name: str) -> str:
        return f"{name} is registered as staff already."

    def joining_office_gone(self) -> str:
        return "This office is no longer part of the network, so this cannot be approved."

    def joining_not_oneself(self) -> str:
        return "Your own registration has to be approved by somebody else."

    def joining_core_decides(self, telephone: str | None) -> str:
        call = f" Telephone: {telephone}" if telephone else ""
        return f"Staff of this office are approved by {self._core()}.{call}"

    def joined(self, office: str) -> str:
        return (
            f"You are now registered as staff of {office} and can answer for it. "
            "Thank you for your help."
        )

    def joining_refused(self, office: str, telephone: str | None) -> str:
        call = f" ({telephone})" if telephone else ""
        return (
            f"You were not registered as staff of {office} this time. If you do not know why, "
            f"please ask the office's manager or {self._core()}{call}."
        )

    def join_by_button(self) -> str:
        return "You can ask to be registered as staff with the button below."

    def alarm_by_button(self) -> str:
        return "The button below passes an emergency call on to the counsellors on duty."

    def emergency_by_button(self) -> str:
        return "An emergency request begins with the button below. Please write no names here."

    # -------------------------------------------------------------- leave for the sheet

    def button_leave(self) -> str:
        return "Let them open the sheet"

    def menu_leave(self) -> str:
        return (
            "If somebody not registered as staff answered for the chosen office, lets them open "
            "the sheet until the morning, after a telephone call."
        )

    def button_told(self) -> str:
        return "Told by telephone"

    def menu_told(self) -> str:
        return "Records that you told them by telephone what they need."

    def leave_about(self, office: str, until: datetime, today: date) -> str:
        return (
            f"Whoever answered for {office} is not registered as staff.\n"
            "Please telephone the office first. "
            f"The sheet can be opened until {when(until, today=today)}, which is recorded."
        )

    def field_called_by(self) -> str:
        return "Telephone call"

    def choice_called(self) -> str:
        return "I have made sure by telephone"

    def field_called_first(self) -> str:
        return "Please telephone the office first."

    def button_allow(self) -> str:
        return "Allow"

    def leave_given(self, until: datetime, today: date) -> str:
        return (
            "Thank you for the telephone call. "
            f"Until {when(until, today=today)} you can open the sheet with "
            "[See registration] on the card above."
        )

    def leave_noted(self, number: str, office: str, by: str, until: datetime, today: date) -> str:
        return (
            f"{number}: {by} lets whoever answered for {office} open the sheet until "
            f"{when(until, today=today)}."
        )

    def leave_recorded(self, until: datetime, today: date) -> str:
        return (
            f"The sheet can be opened until {when(until, today=today)}. "
            "The office is told in its thread."
        )

    def leave_stands(self, until: datetime, today: date) -> str:
        return f"The sheet can be opened until {when(until, today=today)} already."

    def leave_for_nobody(self) -> str:
        return "Nobody needs to be let in here now."

    def told_by_telephone(self, number: str, office: str, by: str, at: datetime) -> str:
        return f"{number}: {by} told {office} by telephone what it needs, at {clock(at)}."

    def telling_recorded(self) -> str:
        return "It is recorded that you told them by telephone."

    # -------------------------------------------------------------- a login several people use

    def answerer_title(self) -> str:
        return "Your name"

    def answerer_why(self) -> str:
        return (
            "Several people use this account, so we ask for your name. It is not shown in the "
            "channel; only those in charge of the case see it."
        )

    def field_answerer_needed(self) -> str:
        return "Please enter the name of whoever answers."

    def answerer_line(self, moment: datetime, office: str, answerer: str) -> str:
        return f"{clock(moment)} {f'{office} {answerer}'.strip()}\n(name given)"

    def please_say_name(self) -> str:
        return (
            "Thank you. Several people use this account: could you answer with the buttons below, "
            "which also ask for your name?"
        )
