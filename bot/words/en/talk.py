"""Being called by name, help, Home, and what went wrong."""

from __future__ import annotations

from datetime import datetime

from bot.words.en.speech import clock
from bot.words.en.watch import WatchWords


class English(WatchWords):
    """The sentences. The city's own nouns, which are Japanese, appear only as proper names."""

    def not_permitted(self, telephone: str | None) -> str:
        call = f" at {telephone}" if telephone else ""
        return (
            "Only certain people, such as the counsellor in charge, can do this. "
            f"If you need help, please telephone {self._core()}{call}."
        )

    def may_not_open(self, telephone: str | None) -> str:
        core = self.terms.core_center
        call = f"{core} ({telephone})" if telephone else core
        return (
            "Emergency requests are made by the counsellors in charge, the core centre and others "
            f"who were named. To pass a call on to those on duty, press [{self.button_alarm()}] or "
            f'type "/kyoten alarm". You can also telephone {call}.'
        )

    def not_now(self) -> str:
        return "This cannot be done as the case stands now. Please look at the card."

    def no_consent(self, telephone: str | None) -> str:
        call = f" ({telephone})" if telephone else ""
        return (
            "The person's consent does not stand (it may have been withdrawn), so nothing can be "
            f"shown or done. If you are stuck, please call {self._core()}{call}."
        )

    def duplicate_note(self) -> str:
        return "This message came twice, so this copy is withdrawn. Please see the other one."

    def card_unknown(self, telephone: str | None) -> str:
        call = f" ({telephone})" if telephone else ""
        return (
            "This card is not in the present records, so it could not be taken. "
            f"Please tell {self._core()}{call} by telephone."
        )

    def unknown_card_pressed(self, office: str) -> str:
        where = f" in the channel of {office}" if office else ""
        return f"A card that is not in the records was pressed{where}. Please check by telephone."

    def refused_title(self) -> str:
        return "This is not possible"

    def not_set_up(self) -> str:
        return "This workspace is not set up yet. Please contact the administrator."

    def something_failed(self, reference: str) -> str:
        return (
            "This could not be recorded. Please try again. If it happens again, please go on by "
            f"telephone and tell the administrator the number {reference}."
        )

    def recorded_late(self, reference: str, at: datetime) -> str:
        return (
            f"What could not be recorded before (number {reference}) was taken at {clock(at)}. "
            "Please look at the card."
        )

    def not_shown_late(self, reference: str) -> str:
        return (
            f"What could not be recorded before (number {reference}) is not finished: it goes on "
            "in a screen that cannot be opened any more. Please do it once more."
        )

    def overtaken(self, reference: str) -> str:
        return (
            f"What could not be recorded before (number {reference}) was not done, because "
            "something else was recorded since. Please look at the card."
        )

    def deed_parked(
        self, name: str, office: str, telephone: str | None, at: datetime, reference: str
    ) -> str:
        who = f"{name} of {office}" if name else "somebody who is not registered"
        call = f" Could you ask them by telephone: {telephone}?" if telephone else ""
        return (
            f"What {who} did or wrote at {clock(at)} could not be recorded "
            f"(number {reference}).{call}"
        )

    def own_deed_parked(self, at: datetime, telephone: str | None, reference: str) -> str:
        call = f" at {telephone}" if telephone else ""
        return (
            f"What you did or wrote at {clock(at)} could not be recorded (number {reference}). "
            f"Please tell {self._core()} by telephone{call}."
        )

    def press_again(self) -> str:
        return "The screen could not be opened. Please do the same once more."

    def old_form(self) -> str:
        return "This form is out of date and was not taken. Please start again."

    def old_button(self) -> str:
        return "This button can no longer be used. Please see the latest card."

    def unknown_command(self, typed: str, nearest: str | None) -> str:
        guess = f' Did you mean "/kyoten {nearest}"?' if nearest else ""
        return f'There is no command "{typed}".{guess}'

    def help_title(self) -> str:
        return "*How to use Kyoten*"

    def help_emergency(self) -> str:
        return "Start an emergency request (counsellors, core centre)"

    def help_help(self) -> str:
        return "Show this guide"

    def help_foot(self) -> str:
        return (
            "If your office has received a request card, please press a button on it. You can "
            "also reply in its thread, and we ask with the buttons where a reply is not clear."
        )

    # -------------------------------------------------------------- the app, in Slack's own lists

    def app_about(self) -> str:
        return "Emergency requests, answers, staff registration and reminders of a community base"

    def command_about(self) -> str:
        return "Starts an emergency request, a staff registration or an emergency call"

    def command_hint(self) -> str:
        return "emergency | join | alarm | help"

    def shortcut_about(self) -> str:
        return "Opens the call sheet, to start an emergency request"

    def how_to_start(self) -> str:
        return (
            'Thank you for asking. To start an emergency request, type "/kyoten emergency" into '
            'the message box of a channel; to register as staff, "/kyoten join". In threads, write '
            f'the same words after "@" and my name. {self.help_foot()}'
        )

    def home_title(self) -> str:
        return "Kyoten"

    def home_intro(self, opens: bool) -> str:
        way = (
            'To start an emergency request, press the button below, or type "/kyoten emergency" '
            "into the message box of a channel."
            if opens
            else "To pass an emergency call on to the counsellor on duty, press the button below, "
            'or type "/kyoten alarm" into the message box of a channel.'
        )
        return f"{way} No names are shown on this screen."

    def home_led(self) -> str:
        return "Open cases"

    def home_asked(self) -> str:
        return "Requests waiting for your answer"

    def home_expected(self) -> str:
        return "People your office accepts"

    def home_more(self, more: int) -> str:
        return f"There are {more} more. Please see the cards in the channels."
