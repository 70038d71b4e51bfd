"""Around the opening of a case: call sheet, ways on, alarms, suspected abuse, owner, doctors."""

from __future__ import annotations

from datetime import date, datetime

from bot.vocabulary import ToldWhom
from bot.words.en import glossary
from bot.words.en.duty import DutyWords
from bot.words.en.speech import clock, when


class OpeningWords(DutyWords):
    """Around the opening of a case: call sheet, ways on, alarms, suspected abuse, owner."""

    # -------------------------------------------------------------- the call sheet

    def memo_title(self) -> str:
        return "Call sheet (1/2)"

    def details_title(self) -> str:
        return "Call sheet (2/2)"

    def button_details(self) -> str:
        return "Save and go on"

    def button_type_for(self) -> str:
        return "Ask the core centre to fill it in"

    def choice_unregistered(self) -> str:
        return "Somebody not registered"

    def field_service_tonight(self) -> str:
        return "What is wished for tonight"

    def field_later_at(self, ground: str) -> str:
        return f"When the added reason arose ({ground})"

    def field_later_past(self) -> str:
        return "This time is still to come. Please choose when the reason arose."

    def field_alone_at(self) -> str:
        return "From when the person is alone"

    def field_lines(self) -> str:
        return "What is cut off"

    def field_cannot_stay(self) -> str:
        return "Why the person cannot stay at home"

    def memo_unregistered(self) -> str:
        return "The emergency of somebody not registered"

    def memo_unregistered_why(self) -> str:
        return (
            f"For people not registered, please telephone {self._core()}. "
            "What you entered so far is kept."
        )

    def memo_first_page(self) -> str:
        return "Something on the first page is missing. Please look at it with [Back]."

    def memo_unfinished(self, since: datetime, telephone: str | None) -> str:
        call = f" To go on by telephone: {telephone}" if telephone else ""
        return (
            f"Your call sheet, begun at {clock(since)}, is not finished. Nothing was sent yet. "
            f"Please go on with it.{call}"
        )

    def memo_begun(self, since: datetime) -> str:
        return (
            f"A call sheet you began at {clock(since)} is not finished, and nothing of it was "
            f"sent. To go on with it, press [{self.button_go_on()}]."
        )

    def memo_beside(self, numbers: str) -> str:
        return f"*A request for somebody else of the same event as {numbers}.*"

    def button_go_on(self) -> str:
        return "Go on with it"

    def button_drop_memo(self) -> str:
        return "Give this call sheet up"

    def drop_memo_sure(self) -> str:
        return "What you entered is deleted, and you are not asked again."

    def drop_memo_yes(self) -> str:
        return "Give it up"

    def memo_dropped(self) -> str:
        return "The call sheet was given up. Nothing of what you entered is left."

    # -------------------------------------------------------------- ways on from a refusal

    def button_ambulance_called(self) -> str:
        return "The ambulance was called"

    def button_helpers(self) -> str:
        return "Request helpers or lodging"

    def button_add_ground(self) -> str:
        return "Add reason ①"

    def button_join_case(self) -> str:
        return "Join the open request"

    def button_consult_core(self) -> str:
        return "Ask the core centre"

    def field_override_reason(self) -> str:
        return "Why an exception is made"

    def hint_override_reason(self) -> str:
        return "It stays on record. The card says that it is an exception, and not why"

    def button_override(self) -> str:
        return "Record and go on"

    def button_ask_exception(self) -> str:
        return "Ask for an exception"

    def case_to_join(self, number: str, office: str, owner: str, telephone: str | None) -> str:
        call = f" Telephone: {telephone}" if telephone else ""
        return (
            f"Open request: {number}. Its card is in the channel of {office}. "
            f"In charge: {owner}.{call}"
        )

    def no_case_to_join(self) -> str:
        return "There is no open request. Please go on from the screen before, with [Back]."

    def gate_apart(self) -> str:
        return "Please telephone the city about this person"

    def gate_by_telephone(self) -> str:
        return f"Please telephone {self._core()} about this person"

    def label_exception(self) -> str:
        return "Exception"

    def asked_as_exception(self, by_city: bool) -> str:
        return f"Requested as an exception, by {'the city' if by_city else 'the core centre'}"

    # -------------------------------------------------------------- suspected abuse

    def apart_title(self) -> str:
        return "Record suspected abuse"

    def apart_notice(self) -> str:
        return "*What you enter here is no report to the city*"

    def apart_explained(self) -> str:
        return (
            "No card is sent to any office, and no channel shows it. Once recorded, you are asked "
            "again and again until the city was told."
        )

    def city_first(
        self, number: str, office: str | None, telephone: str | None, child: bool
    ) -> str:
        return (
            f"Recorded as {number}. What you entered is no report. "
            f"{self._city(office, telephone, child)} "
            "Once you have called, please press [Record the report]. No channel shows this case."
        )

    def city_still(
        self, number: str, office: str | None, telephone: str | None, child: bool
    ) -> str:
        return (
            f"{number}: it is not recorded yet that the city was told. "
            f"{self._city(office, telephone, child)} "
            "Once you have called, please press [Record the report]."
        )

    def _city(self, office: str | None, telephone: str | None, child: bool) -> str:
        where = f"{office or 'the city'} {telephone or ''}".strip()
        children = " For somebody under 18 please also call the child centre (189)."
        return f"Please telephone the city: {where}.{children if child else ''}"

    def abuse_heard_of(self, number: str, name: str, office: str, telephone: str | None) -> str:
        call = f" Please telephone {telephone}" if telephone else ""
        return f"{number}: {name} of {office} recorded that abuse is suspected.{call}"

    def button_tell_city(self) -> str:
        return "Record the report"

    def tell_city_title(self) -> str:
        return "Report to the city"

    def field_told_whom(self) -> str:
        return "Whom you told"

    def city_was_told(
        self, number: str, at: datetime, whom: ToldWhom, until: datetime, today: date
    ) -> str:
        return (
            f"{number}: the report to {glossary.TOLD_WHOM[whom]} at {clock(at)} is on record. "
            f"From {when(until, today=today)} on, you are asked each morning how it stands."
        )

    def restricted_morning(self, number: str) -> str:
        return (
            f"{number}: how does it stand? If the city has taken over, please press "
            "[Record the end]."
        )

    def button_end_restricted(self) -> str:
        return "Record the end"

    def end_restricted_title(self) -> str:
        return "End of the case"

    def field_end_reason(self) -> str:
        return "Why it ends"

    def field_tell_first(self) -> str:
        return "It is not recorded yet that the city was told. Please [Record the report] first."

    def restricted_over(self, number: str, office: str | None, telephone: str | None) -> str:
        where = f"{office or self.terms.city} {telephone or ''}".strip()
        return f"{number} is over already. If you are worried, please telephone the city: {where}"

    def restricted_ended(self, number: str) -> str:
        return f"{number}: the end was recorded."

    # -------------------------------------------------------------- alarms

    def help_alarm(self) -> str:
        return "passes an emergency call on to the counsellors on duty (anybody)"

    def button_emergency(self) -> str:
        return "Emergency request"

    def button_alarm(self) -> str:
        return "Pass an emergency call on"

    def alarm_title(self) -> str:
        return "Emergency call"

    def alarm_intro(self, telephone: str | None) -> str:
        call = (
            f" To telephone instead, please call {self._core()} at {telephone}."
            if telephone
            else ""
        )
        return (
            "A counsellor on duty calls back. Please tell the person's name and circumstances "
            f"on the telephone.{call}"
        )

    def field_callback(self) -> str:
        return "Telephone number to call back"

    def hint_callback(self) -> str:
        return "Not shown in any channel. Only whoever takes the call sees it"

    def field_telephone(self) -> str:
        return "Please enter the number in digits and hyphens, such as 000-0000-0000."

    def button_page(self) -> str:
        return "Pass it on"

    def alarm_raised(self, until: datetime, telephone: str | None, counselors: bool) -> str:
        told = "The counsellors" if counselors else f"The people of {self._core()}"
        call = f" If it cannot wait, please telephone {self._core()} at {telephone}"
        return (
            f"{told} on duty were told. If nobody takes the call by {clock(until)}, the "
            f"next one is told.{call if telephone else ''}"
        )

    def alarm_by_telephone(self, rows: tuple[tuple[str, str], ...]) -> str:
        where = ", ".join(f"{name} {telephone}".strip() for name, telephone in rows)
        return (
            "Nobody on duty can be told from this screen now. "
            f"Please telephone: {where or self._core()}"
        )

    def alarm_please(self, office: str, at: datetime) -> str:
        return (
            f"[Emergency] {office} passed an emergency call on at {clock(at)}. "
            "Please call them back."
        )

    def button_take_alarm(self) -> str:
        return "Take the call"

    def alarm_is_taken(self, name: str) -> str:
        return f"{name} has taken the emergency call. Thank you."

    def alarm_taken(self, name: str, office: str) -> str:
        return f"{name} of {office} calls back about the emergency you passed on."

    def alarm_not_needed(self, name: str, office: str) -> str:
        return (
            f"The call sheet of {name} of {office} was sent or given up. Nobody has to call back. "
            "Thank you."
        )

    def alarm_thanks(self) -> str:
        return "Thank you for taking the call."

    def alarm_asker(self, name: str, office: str) -> str:
        return f"{name} of {office}"

    def alarm_from(self, asker: str, at: datetime) -> str:
        return f"{clock(at)}, from {asker}"

    def alarm_no_number(self) -> str:
        return "No telephone number is known."

    def alarm_number_title(self) -> str:
        return "Call back"

    def alarm_number_notice(self) -> str:
        return "Thank you for taking the call. The number is:"

    # -------------------------------------------------------------- whose case it is

    def please_take_case(self, number: str, name: str, office: str, until: datetime) -> str:
        return (
            f"[Emergency] {number}: {name} of {office} began a request for somebody in your "
            f"charge. Please press [Take charge] by {clock(until)}. After that, {self._core()} "
            "is in charge."
        )

    def button_confirm_owner(self) -> str:
        return "Take charge"

    def owner_confirmed(self, number: str) -> str:
        return f"You are in charge of {number}. Its card shows how it stands."

    def owner_is_another(self, number: str, name: str) -> str:
        return f"{name} is in charge of {number}."

    def owner_took_case(self, number: str, name: str) -> str:
        return f"{number}: {name} has taken charge."

    def owner_is_core(self, number: str, office: str, name: str) -> str:
        return f"{number}: {name} of {office} is in charge now."

    # -------------------------------------------------------------- doctors

    def medical_last(self, moment: datetime | None) -> str:
        return f"last at {clock(moment)}" if moment else "nobody yet"

    def button_medical(self) -> str:
        return "Record a doctor's advice"

    def menu_medical(self) -> str:
        return "Record what a doctor or ambulance said. It can be added to at any time."

    def medical_title(self) -> str:
        return "Doctors asked"

    def field_medical_body(self) -> str:
        return "Who was asked"

    def field_medical_whom(self) -> str:
        return "Name of the institution or person"

    def field_medical_result(self) -> str:
        return "What came of it"

    def medical_line(self, moment: datetime, body: str, whom: str, result: str) -> str:
        head = f"{clock(moment)} {body}{f' ({whom})' if whom else ''}"
        return f"{head}\n{result}" if result else head
