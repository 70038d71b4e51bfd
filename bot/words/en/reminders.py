"""Reminders by the clock."""

from __future__ import annotations

from datetime import date

from bot.words.en.opening import OpeningWords
from bot.words.en.speech import counted, day, full_day


class ReminderWords(OpeningWords):
    """Reminders by the clock."""

    def monitoring_coming(self, people: int, until: date, unbooked: int) -> str:
        return (
            "*Monitoring*\n"
            f"Due: {people} (by {day(until)}) | Visit not yet dated: {unbooked}\n"
            "At the visit, please also check for changes in the family's situation, the services "
            "used and the medical information."
        )

    def monitoring_overdue(
        self,
        rows: tuple[tuple[str | None, date, int, date | None, int | None], ...],
        core_from: date,
        today: date,
    ) -> str:
        lines = "\n".join(self._overdue_line(*row) for row in rows)
        core = (
            f" After {day(core_from)}, we also tell the core consultation centre."
            if core_from >= today
            else ""
        )
        return (
            f"*Monitoring not yet recorded*\n{lines}\nIf it has been done, please record it.{core}"
        )

    def monitoring_overdue_core(
        self,
        rows: tuple[tuple[str | None, date, int, date | None, int | None], ...],
    ) -> str:
        lines = "\n".join(self._overdue_line(*row) for row in rows)
        return (
            f"*The monitoring of some people is not recorded yet*\n{lines}\n"
            "Please have a word with the counsellors in charge."
        )

    def _overdue_line(
        self, number: str | None, due_on: date, late: int, confirmed: date | None, age: int | None
    ) -> str:
        checked = (
            f"{full_day(confirmed)} ({counted(age or 0, 'day')} ago)" if confirmed else "no record"
        )
        return (
            f"Registration {number or '(no number)'}: due {day(due_on)}, "
            f"{counted(late, 'day')} past\n"
            f"Registration last confirmed: {checked}"
        )

    def monitoring_title(self) -> str:
        return "Monitoring"

    def monitoring_nobody(self) -> str:
        return "Nobody is due for monitoring now."

    def monitoring_line(self, number: str, name: str, due_on: date) -> str:
        return f"{number} {name} (by {day(due_on)})"

    def monitoring_choose(self) -> str:
        return "Person visited"

    def monitoring_done_on(self) -> str:
        return "Date done"

    def monitoring_changed(self) -> str:
        return (
            "Has anything changed in the family's situation, the services used or the medical "
            "information?"
        )

    def monitoring_unchanged_choice(self) -> str:
        return "No change (confirmed)"

    def monitoring_changed_choice(self) -> str:
        return "Changed (the registration will be updated later)"

    def monitoring_recorded(self, changed: bool) -> str:
        if changed:
            return (
                "The monitoring is recorded. Please update the registration with what has changed."
            )
        return "The monitoring is recorded, and the registration is marked as confirmed today."

    def monitoring_unknown(self) -> str:
        return "This record was not found or is already complete. Please open the list again."
