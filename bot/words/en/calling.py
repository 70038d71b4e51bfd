"""The telephone: the call list, its outcomes, and answers entered on an office's behalf."""

from __future__ import annotations

from datetime import datetime

from bot.words.en.speech import Speech, clock

Calls = tuple[tuple[str, str | None], ...]


class CallingWords(Speech):
    """What is said of telephoning offices, and of what they said at the telephone."""

    # -------------------------------------------------------------- whom to call

    def _number(self, office: str, telephone: str | None) -> str:
        return f"{office} {telephone}" if telephone else f"{office} (no number on record)"

    def _call_next(self, calls: Calls) -> str:
        """Return the sentence that names whom to call next, or nothing when nobody is."""
        named = self.comma.join(self._number(*each) for each in calls)
        return f"Offices to telephone next: {named}" if named else ""

    def next_calls(self, calls: Calls) -> str:
        named = self.comma.join(self._number(*each) for each in calls)
        return f"*Telephone next: {named}*"

    def please_call(self, number: str, night: bool, calls: Calls) -> str:
        listed = "\n".join(f"{self.bullet}{self._number(*each)}" for each in calls)
        why = (
            "It is night, so please telephone the asked offices as well."
            if night
            else "Please put the request to these offices by telephone."
        )
        return f"{number}: {why} Each result can be recorded with [Telephone].\n{listed}"

    def asked_by_telephone(self) -> str:
        return "☎ Asked by telephone"

    def call_outcome(self, outcome: str, moment: datetime) -> str:
        return f"{outcome} {clock(moment)}"

    # -------------------------------------------------------------- the call list

    def button_calls(self) -> str:
        return "Telephone"

    def calls_title(self) -> str:
        return "By telephone"

    def calls_intro(self) -> str:
        return "Please telephone from the top. A tap on a result records it."

    def calls_more(self, number: int) -> str:
        return f"There are {number} more. Please begin with the offices above."

    def callee(self, place: int, office: str, service: str, telephone: str | None) -> str:
        wanted = f" ({service})" if service else ""
        return f"*{place}. {self._number(f'{office}{wanted}', telephone)}*"

    def last_call(self, outcome: str, moment: datetime, name: str) -> str:
        return f"Last call: {self.call_outcome(outcome, moment)} ({name})"

    def call_before(self, outcome: str, moment: datetime) -> str:
        return f"Called for the request before: {self.call_outcome(outcome, moment)}"

    def no_call_yet(self) -> str:
        return "No call on record yet"

    def nobody_to_call(self) -> str:
        return "No office needs to be telephoned for this case now."

    # -------------------------------------------------------------- on an office's behalf

    def spoken_title(self) -> str:
        return "Record a spoken answer"

    def spoken_about(self, office: str) -> str:
        return f"*Recording what {office} said by telephone*"

    def spoken_answer(self, answer: str) -> str:
        return f"Answer: {answer}"

    def field_spoken_by(self) -> str:
        return "Name of the person who answered"

    def hint_not_shown(self) -> str:
        return "Not shown in any channel"

    def answered_by_telephone(self, moment: datetime) -> str:
        return f"({clock(moment)}, answered by telephone)"

    def entered_by(self, name: str) -> str:
        return f"Answered by telephone (entered by {name})"

    def accept_noted(self, until: datetime) -> str:
        return (
            "We noted your answer by telephone: you can accept. Thank you. It is not decided yet. "
            f"You will hear the result by {clock(until)}. {self._otherwise()}"
        )

    def condition_noted(self) -> str:
        return (
            "We noted your answer by telephone: you can accept with conditions. Thank you. It is "
            "not decided yet. You will hear the result in this thread as soon as it is decided. "
            f"{self._otherwise()}"
        )

    def decline_noted(self) -> str:
        return (
            "We noted your answer by telephone: you cannot accept. Thank you for considering the "
            f"request. {self._otherwise()}"
        )

    def _otherwise(self) -> str:
        return "If this is not what you said, please answer with the buttons on the card."

    def withdrawal_noted(self) -> str:
        return "We noted by telephone that you can no longer accept. Thank you for telling us."

    # -------------------------------------------------------------- what it has to be told

    def please_tell_chosen(self, number: str, office: str, telephone: str | None) -> str:
        return (
            f"{number}: please telephone this office and tell it that it was chosen to accept the "
            f"person: {self._number(office, telephone)}"
        )

    def please_tell_released(self, number: str, office: str, telephone: str | None) -> str:
        return (
            f"{number}: please telephone this office, thank it, and tell it that another office "
            f"was chosen: {self._number(office, telephone)}"
        )

    def please_tell_unneeded(self, number: str, office: str, telephone: str | None) -> str:
        return (
            f"{number}: please telephone this office, thank it, and tell it that the request is "
            f"no longer needed: {self._number(office, telephone)}"
        )

    def please_tell_later(
        self, number: str, office: str, telephone: str | None, until: datetime
    ) -> str:
        return (
            f"{number}: please telephone this office and tell it that nothing is decided yet and "
            f"that it hears again by {clock(until)}: {self._number(office, telephone)}"
        )

    def please_ask_arrival(self, number: str, office: str, telephone: str | None) -> str:
        return (
            f"{number}: the arrival is not recorded yet. Please telephone this office and ask: "
            f"{self._number(office, telephone)}\n"
            "If the person has arrived, please press [Arrived] on the card above."
        )

    def you_decided_please_call(self, office: str, telephone: str | None) -> str:
        return (
            "Your choice is recorded. Nothing in Slack reaches this office. "
            f"Please tell it by telephone: {self._number(office, telephone)}"
        )

    def entered_too_late(self) -> str:
        return "This request is already closed. The answer by telephone is on record."

    def entered_as_standby(self) -> str:
        return "Another office has been chosen. The answer by telephone is on record as a standby."

    def please_record_withdrawal(self) -> str:
        return (
            "This office has already been chosen. If it can no longer accept, please record it "
            "under [More], [It can no longer accept]."
        )

    def button_withdrawal_heard(self) -> str:
        return "It can no longer accept"

    def menu_withdrawal(self) -> str:
        return (
            "When the decided office says by telephone that it can no longer accept: the reason "
            "is recorded and the asking begins anew."
        )
