"""What is said when something went wrong beside the people: Slack, the records, the machine."""

from __future__ import annotations

from datetime import datetime

from bot.vocabulary import Finding
from bot.words.en.calling import Calls
from bot.words.en.people import PeopleWords
from bot.words.en.speech import clock


class WatchWords(PeopleWords):
    """Not sent, sent after all, and what the auditor found."""

    # -------------------------------------------------------------- whether it was delivered

    def sending_title(self) -> str:
        return "Sending the request"

    def sending(self, number: str, until: datetime) -> str:
        return (
            f"Recorded as {number}. The request is being sent to these offices. "
            f'If this page does not say "delivered" by {clock(until)}, it was not delivered: '
            "then please telephone these numbers."
        )

    def sending_done(self, number: str, offices: int, at: datetime) -> str:
        return (
            f"{number}: delivered to all offices asked ({offices}) by {clock(at)}. "
            "You can close this page."
        )

    def sending_failed(self, number: str, missing: int, offices: int, at: datetime) -> str:
        return (
            f"{number}: as of {clock(at)}, not delivered to {missing} of {offices} offices. "
            "Please telephone those offices. We keep trying to send it."
        )

    def sending_row(self, office: str, telephone: str | None, arrived: bool) -> str:
        state = "delivered" if arrived else "not delivered"
        return f"{self._number(office, telephone)} ({state})"

    def sending_by_telephone(self, office: str, telephone: str | None) -> str:
        return f"{self._number(office, telephone)} (please ask by telephone)"

    def sending_row_open(self, office: str, telephone: str | None) -> str:
        return self._number(office, telephone)

    def not_sent(self, number: str, at: datetime, calls: Calls) -> str:
        return "\n".join(
            (
                f"{number}: as of {clock(at)}, Slack has not delivered the request to these "
                "offices. Please ask them by telephone.",
                *self._listed(calls),
            )
        )

    def sent_after_all(self, number: str, at: datetime) -> str:
        return f"{number}: the requests that had not arrived were all delivered by {clock(at)}."

    def not_sent_subject(self, number: str) -> str:
        return f"Kyoten: the request of {number} was not delivered: please telephone"

    # -------------------------------------------------------------- Slack does not answer

    def slack_is_silent(self, calls: Calls) -> str:
        return "\n".join(
            (
                "Slack hardly answers, so the screen could not be opened. Nothing was sent to "
                "anybody. Please do the same once more, or go on by telephone.",
                *self._listed(calls),
            )
        )

    def numbers(self, calls: Calls) -> str:
        return "\n".join(self._listed(calls))

    def _listed(self, calls: Calls) -> tuple[str, ...]:
        return tuple(f"{self.bullet}{self._number(*each)}" for each in calls)

    # -------------------------------------------------------------- the auditor

    def audit_found(
        self,
        number: str | None,
        finding: Finding,
        mended: bool,
        office: str | None,
        telephone: str | None,
        reference: str,
    ) -> str:
        what = self.glossary.FINDINGS[Finding(finding)]
        about = f"{number}: a check of the records" if number else "A check of the records"
        mending = self.glossary.REPAIRS.get(Finding(finding))
        done = f" {mending}" if mended and mending else ""
        who = f"the office in charge ({self._number(office, telephone)})" if office else ""
        whom = who or "your administrator"
        check = f"Please telephone {whom} to see how things stand. Check number: {reference}"
        return f"{about} found that {what}{done} {check}"
