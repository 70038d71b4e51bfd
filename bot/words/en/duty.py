"""What whoever is on duty is asked: to call back, to go on with a call sheet, an exception."""

from __future__ import annotations

from datetime import datetime

from bot.words.en.forms import FormWords
from bot.words.en.speech import clock


class DutyWords(FormWords):
    """What whoever is on duty is asked, and what the asker hears."""

    # -------------------------------------------------------------- the core centre by telephone

    def core_please_call(self, name: str, office: str, telephone: str | None) -> str:
        asked = f"{name} of {office} would like to talk about an emergency request."
        return f"{asked} {self._take(telephone)}"

    def core_please_type(self, name: str, office: str, telephone: str | None) -> str:
        asked = f"[Emergency] {name} of {office} asks you to fill in a call sheet for them."
        return f"{asked} {self._take(telephone)}"

    def _take(self, telephone: str | None) -> str:
        number = f": {telephone}" if telephone else "."
        return f"Please press [Take the call], then telephone{number}"

    def core_was_asked(self, office: str | None, until: datetime, telephone: str | None) -> str:
        return (
            f"Whoever is on duty at {office or self._core()} was told your name and office, and "
            f"asked to call back. {self._in_turn(until, telephone)}"
        )

    def core_asked_already(self, office: str | None, until: datetime, telephone: str | None) -> str:
        return (
            f"Whoever is on duty at {office or self._core()} was asked already to call back. "
            f"{self._in_turn(until, telephone)}"
        )

    def _in_turn(self, until: datetime, telephone: str | None) -> str:
        call = f" If it cannot wait, please telephone {telephone}" if telephone else ""
        return (
            f"If nobody takes the call by {clock(until)}, the people on duty are told one after "
            f"another.{call}"
        )

    def core_types(self, office: str | None, telephone: str | None) -> str:
        call = f" If it cannot wait, please telephone {telephone}" if telephone else ""
        return (
            f"Whoever is on duty at {office or self._core()} was asked to fill in your call sheet. "
            "You are told once somebody takes it over. Until then you can go on with it "
            f"yourself.{call}"
        )

    def core_calls_back(self, name: str, office: str) -> str:
        return f"{name} of {office} has taken your call and calls you back."

    def core_by_telephone(self, office: str | None, telephone: str | None) -> str:
        where = f"{office or self._core()} {telephone or ''}".strip()
        return f"They cannot be told from this screen. Please telephone: {where}"

    # -------------------------------------------------------------- a call sheet goes over

    def memo_left_lying(self, name: str, office: str, telephone: str | None) -> str:
        return (
            f"[Emergency] {name} of {office} left a call sheet unfinished. "
            f"Nothing was sent yet. {self._take(telephone)}"
        )

    def memo_handed_over(self, name: str, office: str, telephone: str | None) -> str:
        call = f" To ask about it: {telephone}" if telephone else ""
        return f"{name} of {office} goes on with your call sheet and calls you back.{call}"

    def memo_added(self, name: str) -> str:
        return (
            f"{name} added something to the call sheet you took over. "
            "Open it again with [Go on with it] to see it."
        )

    def memo_is_handed(self, name: str, office: str, telephone: str | None) -> str:
        call = f" If there is something to tell them: {telephone}" if telephone else ""
        return f"{name} of {office} has taken this call sheet over and goes on with it.{call}"

    # -------------------------------------------------------------- an exception asked for

    def exception_asked(self, rows: tuple[tuple[str, str], ...]) -> str:
        return (
            "An exception was asked for. You get a letter once it is decided. What you entered is "
            f"kept. {self._urgent(rows)}"
        )

    def exception_asked_already(self, at: datetime, rows: tuple[tuple[str, str], ...]) -> str:
        return f"An exception was asked for at {clock(at)}. {self._urgent(rows)}"

    def _urgent(self, rows: tuple[tuple[str, str], ...]) -> str:
        return f"If it cannot wait, please telephone {self._rows(rows)}"

    def _rows(self, rows: tuple[tuple[str, str], ...]) -> str:
        where = ", ".join(f"{name} {telephone}".strip() for name, telephone in rows)
        return where or self._core()

    def exception_by_telephone(self, rows: tuple[tuple[str, str], ...]) -> str:
        return (
            "Nobody can be told from this screen now. What you entered is kept. "
            f"Please ask for the exception by telephone: {self._rows(rows)}"
        )

    def exception_waits(self, since: datetime, telephone: str | None) -> str:
        call = f" To go on by telephone: {telephone}" if telephone else ""
        return (
            f"The exception you asked for at {clock(since)} was not decided yet. "
            f"Nothing of your call sheet was sent yet.{call}"
        )

    def exception_please(self, name: str, office: str) -> str:
        return (
            f"[Emergency] {name} of {office} asks for an exception, for a short stay. "
            "Please press [Decide on it] and look at it."
        )

    def button_decide_exception(self) -> str:
        return "Decide on it"

    def exception_title(self) -> str:
        return "An exception"

    def exception_rule(self) -> str:
        return (
            "Where nobody gives care daily, a short stay is in principle not available "
            "(plan draft, 9 (2)). Please decide whether an exception is made."
        )

    def exception_asker(self, name: str, office: str, telephone: str | None) -> str:
        return f"Asked by: {name} of {office} {telephone or ''}".strip()

    def field_exception(self) -> str:
        return "Decision"

    def choice_allow(self) -> str:
        return "Allow it"

    def choice_refuse(self) -> str:
        return "Do not allow it"

    def field_exception_reason(self) -> str:
        return "Why it is decided so"

    def hint_exception_reason(self) -> str:
        return "It stays on record. No card and no letter shows it"

    def exception_first(self) -> str:
        return "The decision recorded first counts."

    def exception_recorded(self, allowed: bool) -> str:
        how = "allowed" if allowed else "not allowed"
        return f"It is on record that the exception is {how}. Whoever asked was told."

    def exception_allowed(self, name: str, office: str) -> str:
        return (
            f"{name} of {office} allowed the exception. Please press [Go on with it] to send your "
            "request."
        )

    def exception_refused(self, name: str, office: str, telephone: str | None) -> str:
        where = f"{office} at {telephone}" if telephone else office
        return (
            f"{name} of {office} did not allow the exception this time. "
            f"For other ways, please telephone {where}."
        )

    def exception_decided(self, name: str, office: str) -> str:
        return f"{name} of {office} has decided on the exception. Thank you."

    def exception_changed(self) -> str:
        return (
            "The call sheet was changed after the exception was asked for. If a decision is "
            "needed, you are told anew."
        )
