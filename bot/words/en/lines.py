"""Lines in a thread, messages, and what a press is answered with."""

from __future__ import annotations

from datetime import date, datetime

from bot.moves import AskStatus
from bot.vocabulary import ArrivalMistake, Ground, Part, PauseReason, Requirement, ServiceType
from bot.words.en.calling import Calls
from bot.words.en.cards import CardWords
from bot.words.en.speech import clock, counted


class LineWords(CardWords):
    """Lines in a thread, messages, and what a press is answered with."""

    # -------------------------------------------------------------- lines in a thread

    def accept_thanks(self, until: datetime) -> str:
        return (
            "We have your reply that you can accept. Thank you. This is not yet a decision. "
            f"We will tell you the result by {clock(until)}."
        )

    def decline_thanks(self) -> str:
        return "We have your reply that you cannot accept. Thank you for considering the request."

    def please_choose(self) -> str:
        return "Thank you. To avoid a misunderstanding, could you choose with the buttons below?"

    def answer_unchanged(self) -> str:
        return (
            "The change of your message is on record. Your earlier reply stands. "
            "To change it, please choose below."
        )

    def already_answered(self) -> str:
        return "We already have the same reply from you. Thank you."

    def no_longer_waiting(self) -> str:
        return (
            "Thank you for your reply. This request is already closed. Your reply is on record, "
            "and the person in charge will look at it."
        )

    def please_answer(self, until: datetime, telephone: str | None) -> str:
        contact = f" You can also telephone {telephone}." if telephone else ""
        return (
            "We are waiting for your reply to this request. Could you answer with the buttons on "
            f"the card above by {clock(until)}?{contact}"
        )

    def condition_thanks(self) -> str:
        return (
            "Thank you. We have received your offer with conditions. It is not decided yet. "
            "You will hear the result in this thread as soon as it is decided."
        )

    def hold_thanks(self, until: datetime) -> str:
        return f"Thank you, you are checking. Please answer by {clock(until)}."

    def manager_please(self) -> str:
        return "Your colleagues are checking. Please decide whether you can accept."

    def question_passed_on(self, telephone: str | None) -> str:
        contact = f" If it cannot wait, the telephone number is {telephone}." if telephone else ""
        return f"Your question was passed on to the counsellor in charge.{contact}"

    def words_passed_on(self, telephone: str | None) -> str:
        contact = f" If it cannot wait, the telephone number is {telephone}." if telephone else ""
        return f"Your reply was passed on to the counsellor in charge.{contact}"

    def answered_by_staff(self) -> str:
        return "The staff of this office have answered already."

    def name_please_delete(self) -> str:
        return (
            "There seems to be a name in your message. Please delete the message. "
            "What you wrote is on record, so nothing is lost by it."
        )

    def condition_arrived(self, office: str, number: str) -> str:
        return f"{number}: {office} can accept with conditions."

    def question_arrived(self, office: str, number: str) -> str:
        return f"{number}: {office} has a question. It can be read with [{self.button_remarks()}]."

    def words_arrived(self, office: str, number: str) -> str:
        return f"{number}: {office} has replied. It can be read with [{self.button_remarks()}]."

    def hold_arrived(self, office: str, number: str) -> str:
        return f"{number}: {office} is checking."

    def office_withdrew(self, office: str, number: str, telephone: str | None) -> str:
        call = f" (Telephone of that office: {telephone}.)" if telephone else ""
        return f"{number}: {office} can no longer accept. Please coordinate anew.{call}"

    def nothing_to_withdraw(self) -> str:
        return "There is nothing to withdraw from in this case."

    def please_withdraw(self) -> str:
        return (
            f"If you can no longer accept, please press [{self.button_withdraw()}] on the card. "
            "The people in charge hear of it at once."
        )

    def person_returned(self, number: str, at: datetime) -> str:
        return f"{number}: the return home was recorded at {clock(at)}."

    def stay_over(self) -> str:
        return "The return home is on record. Thank you for taking the person in."

    def request_cancelled(self, number: str, at: datetime) -> str:
        return f"{number}: the request was taken back at {clock(at)}."

    def no_longer_needed(self) -> str:
        return "This request is no longer needed. Thank you for considering it."

    def result_later(self, until: datetime) -> str:
        return (
            "Thank you for waiting. It is not decided yet. "
            f"You will hear from us again by {clock(until)}."
        )

    def please_use_card(self) -> str:
        return "Thank you. Please answer with the card's buttons, or in the thread of the card."

    def offer_waits(self, number: str, until: datetime) -> str:
        return (
            f"[Emergency] {number}: an office that can accept is waiting for the decision. "
            f"Could you start coordinating? Without an answer by {clock(until)} we notify again."
        )

    def you_were_chosen(self) -> str:
        return (
            "Your office has been chosen to accept the person. Please read "
            f"[{self.button_sheet()}] beforehand. When the person has arrived, press "
            f"[{self.button_arrive()}]."
        )

    def others_chosen(self, night: bool) -> str:
        hour = " at this late hour" if night else ""
        return (
            "This time another office will accept the person. "
            f"Thank you for considering the request{hour}."
        )

    def case_opened(self, offices: int) -> str:
        if offices == 0:
            return (
                "We have your request. No office is prepared for this person, so we are asking "
                "the core consultation centre to coordinate."
            )
        return f"We have your request and asked {counted(offices, 'office')} to accept."

    def offer_arrived(self, office: str, number: str) -> str:
        return (
            f"{number}: {office} replied that it can accept. To choose it, press "
            f"[{self.button_choose()}] on the card above."
        )

    def offer_to_choose(self, number: str, office: str, remarked: bool) -> str:
        return (
            f"{number}: {office} replied that it can accept. "
            f"{self._choose_below()}{self._words_below(remarked)}"
        )

    def condition_to_choose(
        self,
        number: str,
        office: str,
        since: datetime | None,
        until: datetime | None,
        part: Part | None,
        needs: tuple[tuple[Requirement], ...],
        today: date,
        remarked: bool,
    ) -> str:
        glossary = self.glossary
        wanted = self.comma.join(glossary.REQUIREMENTS[each] for (each,) in needs)
        named = glossary.PARTS[part] if part else None
        condition = self.condition(since, until, named, wanted, today)
        return "\n".join(
            (
                f"{number}: {office} replied that it can accept with conditions.",
                *([f"Conditions: {condition}"] if condition else ()),
                f"{self._choose_below()}{self._words_below(remarked)}",
            )
        )

    def _choose_below(self) -> str:
        return f"To choose it, press [{self.button_choose()}]."

    def _words_below(self, remarked: bool) -> str:
        return f" What it wrote can be read with [{self.button_remarks()}]." if remarked else ""

    def decline_arrived(self, office: str, number: str) -> str:
        return f"{number}: {office} replied that it cannot accept."

    def office_unreachable(self, office: str, number: str, telephone: str | None) -> str:
        call = (
            f"Please telephone {telephone}." if telephone else "Please reach them in another way."
        )
        return f"{number}: the card could not be delivered to the channel of {office}. {call}"

    def office_is_quiet(self, office: str, number: str, telephone: str | None) -> str:
        call = (
            f"Please telephone {telephone}." if telephone else "Please reach them in another way."
        )
        return f"{number}: everybody on duty at {office} has paused notifications. {call}"

    def letter_unread(self, name: str, office: str, telephone: str | None) -> str:
        call = f" Telephone: {telephone}" if telephone else ""
        return (
            f"A message about an emergency could not be delivered to {name} of {office}. "
            f"Could you telephone them?{call}"
        )

    def window_closed(self, office: str, number: str, telephone: str | None) -> str:
        call = f" Please telephone {telephone}." if telephone else ""
        return f"{number}: the channel of {office} cannot be reached.{call}"

    def core_was_called(
        self, office: str, telephone: str | None, service: ServiceType | None = None
    ) -> str:
        what = f" for {self.glossary.SERVICES[service]}" if service else ""
        call = f" If it cannot wait, please telephone {telephone}." if telephone else ""
        return (
            f"No office has been decided yet{what}, so we have asked "
            f"{office or 'the core consultation centre'} to coordinate. "
            f"You stay in charge together with them.{call}"
        )

    def core_is_silent(self, office: str, telephone: str | None, calls: Calls) -> str:
        call = f"Please telephone {telephone}." if telephone else "Please telephone them."
        silent = f"{office or 'The core consultation centre'} has not answered yet. {call}"
        return "\n".join(each for each in (silent, self._call_next(calls)) if each)

    def core_came_in(self, name: str, office: str) -> str:
        return f"{name}{f' of {office}' if office else ''} is now coordinating."

    def you_came_in(self, number: str) -> str:
        return f"{number}: you are coordinating now, and the people in charge know."

    def core_telephones(self, number: str, name: str, office: str) -> str:
        return f"{number}: {name}{f' of {office}' if office else ''} is on the telephone about it."

    def telephoning_noted(self, number: str) -> str:
        return (
            f"{number}: it is on record that you telephone, and the people in charge know. "
            f"To go on coordinating, please press [{self.button_claim()}]."
        )

    def already_telephoning(self, number: str) -> str:
        return f"{number}: it is on record already that somebody telephones."

    def please_decide(self, number: str) -> str:
        return (
            f"{number}: An office that can accept is waiting for your decision. Please choose "
            f"with [{self.button_choose()}] on the card above."
        )

    def still_undecided(self, number: str, calls: Calls) -> str:
        undecided = f"{number}: No office has been decided yet. Please check the situation."
        return "\n".join(each for each in (undecided, self._call_next(calls)) if each)

    def please_record_arrival(self, number: str) -> str:
        return (
            f"{number}: The arrival is not recorded yet. When the person has arrived, press "
            f"[{self.button_arrive()}]."
        )

    def please_plan_return(self, number: str) -> str:
        return (
            f"{number}: Please check the plan for the return home. For a longer stay, please talk "
            "with the office."
        )

    def person_arrived(self, number: str, at: datetime) -> str:
        return f"{number}: The person arrived at {clock(at)}."

    def arrival_taken_back(self, number: str, reason: ArrivalMistake, at: datetime) -> str:
        why = self.glossary.ARRIVAL_MISTAKES[reason]
        return (
            f"{number}: the record of the arrival was taken back at {clock(at)} ({why}). "
            "The arrival is awaited again."
        )

    def your_arrival_taken_back(self) -> str:
        return (
            "The people in charge took back the record of the arrival. When the person has "
            f"arrived, please press [{self.button_arrive()}] on the card."
        )

    def arrival_uncertain(
        self,
        number: str,
        office: str,
        office_telephone: str | None,
        owner: str,
        telephone: str | None,
    ) -> str:
        return (
            f"[Emergency] {number}: the arrival could not be confirmed. Could you help to find "
            f"out?\nDecided office: {self._number(office, office_telephone)}\n"
            f"In charge: {' '.join(each for each in (owner, telephone) if each)}"
        )

    def core_looks_for_them(self, office: str, telephone: str | None) -> str:
        call = f" If it cannot wait, please telephone {telephone}." if telephone else ""
        return (
            f"The arrival could not be confirmed, so {office} was asked to find out as well.{call}"
        )

    def office_decided(self, office: str) -> str:
        return f"{office} has been chosen to accept the person."

    # -------------------------------------------------------------- the core centre

    def core_needed(
        self,
        number: str,
        service: ServiceType,
        starts_on: date,
        nights: int,
        tonight: date,
        counts: tuple[tuple[AskStatus, int], ...],
        owner: str,
        telephone: str | None,
        until: datetime,
    ) -> str:
        asked = ", ".join(f"{self.ask_status(each)} {many}" for each, many in counts)
        total = counted(sum(many for _, many in counts), "request")
        period = self.period_short(starts_on, nights, tonight)
        return (
            f"[Emergency] {number}: no office is decided yet. Could you come in?\n"
            f"{self.glossary.SERVICES[service]}, {period} | {total}"
            f"{': ' if asked else ''}{asked}\n"
            f"In charge: {' '.join(each for each in (owner, telephone) if each)}\n"
            f"Without a response by {clock(until)}, the next person on duty is told as well."
        )

    def city_please(self, number: str, rows: tuple[tuple[str, str | None], ...]) -> str:
        numbers = " / ".join(f"{office} {telephone or ''}".strip() for office, telephone in rows)
        return f"{number}: {self._core()} does not respond. Please telephone the city: {numbers}"

    def city_needed(self, number: str, telephone: str | None) -> str:
        call = f" Please call the person in charge: {telephone}" if telephone else ""
        return f"[Emergency] {number}: no office is decided yet.{call}"

    def need_added(self, number: str, service: ServiceType, offices: int, core_in: bool) -> str:
        name = self.glossary.SERVICES[service]
        if offices == 0 and core_in:
            return (
                f"{number}: {name} added. No office is prepared for it; "
                f"{self._core()} was asked to coordinate already."
            )
        if offices == 0:
            return (
                f"{number}: {name} added. No office is prepared for it, so "
                f"{self._core()} is asked to coordinate."
            )
        return f"{number}: {name} added, {counted(offices, 'office')} asked."

    def ground_added(self, number: str, ground: Ground, at: datetime) -> str:
        return f"{number}: ground added from {clock(at)}: {self.glossary.GROUNDS[ground]}."

    def field_ground_known(self) -> str:
        return "This ground is on record already. Please choose another one."

    def asked_others(self) -> str:
        return "Other offices have been asked as well."

    def others_asked(self, number: str, rows: tuple[tuple[str], ...]) -> str:
        names = ", ".join(name for (name,) in rows)
        return f"{number}: {names} asked as well."

    def nobody_to_propose(self) -> str:
        return f"No other office could be found to ask. Please turn to {self._core()}."

    def case_paused(self, number: str, until: datetime, reason: PauseReason) -> str:
        why = self.glossary.PAUSE_REASONS[reason]
        return f"{number}: paused until {clock(until)} ({why})."

    def pause_over(self, number: str) -> str:
        return f"{number}: going on."

    def field_pause_minutes(self, most: int) -> str:
        return f"Please enter a number from 1 to {most}."

    def late_yes_kept(self) -> str:
        return (
            "Thank you. Another office has been chosen this time; your office is noted as the next "
            "candidate."
        )

    def late_yes_arrived(self, office: str, number: str) -> str:
        return f"{number}: {office} can accept as well and is noted as a next candidate."

    def standby_offices(self, number: str, rows: tuple[tuple[str, str | None], ...]) -> str:
        names = " / ".join(f"{office} {telephone or ''}".strip() for office, telephone in rows)
        return f"{number}: if the person cannot come there, the next candidates are {names}."

    def please_confirm_offer(self, number: str, until: datetime) -> str:
        return (
            "Your office was decided for in another request for the same days. "
            f"Can you still accept {number}? Please answer by {clock(until)}."
        )

    def offer_to_confirm(
        self, number: str, office: str, until: datetime, by_telephone: bool, telephone: str | None
    ) -> str:
        taken = (
            f"{number}: {office} takes another request. Whether its offer still stands must be "
            f"confirmed by {clock(until)}."
        )
        if by_telephone:
            return f"{taken} Please ask it by telephone: {self._number(office, telephone)}"
        return f"{taken} The office is being asked."

    def office_must_confirm(self, office: str) -> str:
        return f"{office} took another request and is being asked whether its offer still stands."

    def offer_lapsed(self, office: str, number: str, telephone: str | None) -> str:
        call = f" Telephone: {telephone}" if telephone else ""
        return (
            f"{number}: {office} took another request and did not confirm its offer in time.{call}"
        )

    def your_offer_lapsed(self) -> str:
        return (
            "The time to confirm is over, so your earlier answer no longer counts. "
            "If you can accept, please say so again with the card's buttons."
        )

    def nothing_to_claim(self) -> str:
        return "This case no longer needs coordination. Thank you."

    def already_claimed(self, name: str) -> str:
        return f"{name} is already coordinating."

    # -------------------------------------------------------------- deciding, arriving

    def already_decided(self, office: str) -> str:
        if not office:
            return "This case is no longer waiting for a decision."
        return f"{office} has already been chosen for this case."

    def office_not_offering(self, office: str) -> str:
        return f"{office} is not offering to accept at the moment."

    def you_decided(self, office: str) -> str:
        return f"You have chosen {office}. We are telling the office and the people in charge."

    def wish_about(self, number: str, office: str) -> str:
        return f"*{number}: choosing {office}*"

    def wish_explained(self) -> str:
        return (
            "Before choosing the office, please record the person's wish and how you learned it. "
            "In principle, the decision follows the person's own will. If it cannot be confirmed, "
            "choose that it was presumed, and write from what."
        )

    def field_presumed_from(self) -> str:
        return "Please write from what it was presumed, such as how a trial stay went"

    def field_best_interest(self) -> str:
        return (
            "Please write the day of the decision-support meeting, or the day and why none was held"
        )

    def wish_needed(self) -> str:
        return (
            "Please choose what is known of the person's wish. If it could not be confirmed, "
            "please write from what you presumed it."
        )

    def arrival_known(self) -> str:
        return "An arrival cannot be recorded here now. Please see the latest status on the card."

    def arrival_recorded(self) -> str:
        return "The arrival has been recorded. Thank you."
