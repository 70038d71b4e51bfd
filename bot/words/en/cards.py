"""What is on the cards and their buttons."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from bot.clock import JST
from bot.moves import AskStatus, NextStep
from bot.words.en import glossary
from bot.words.en.calling import CallingWords
from bot.words.en.speech import MARKS, clock, counted, day, full_day, when


class CardWords(CallingWords):
    """What is on the cards and their buttons."""

    # -------------------------------------------------------------- the ask card

    def ask_notification(self, service: str, period: str, until: str) -> str:
        return f"[Emergency] Request to accept: {service}, {period}. Please reply by {until}."

    def ask_title(self) -> str:
        return "[Emergency] Request to accept"

    def ask_heading(self, number: str) -> str:
        return f"*{self.ask_title()}* {number}"

    def period(self, starts_on: date, nights: int, today: date) -> str:
        if nights == 0:
            return f"{day(starts_on)}{' (today)' if starts_on == today else ''}"
        start = f"{day(starts_on)}{' (tonight)' if starts_on == today else ''}"
        return f"{start} to {day(starts_on + timedelta(days=nights))}, {counted(nights, 'night')}"

    def period_short(self, starts_on: date, nights: int, today: date) -> str:
        if nights == 0:
            return "today" if starts_on == today else day(starts_on)
        start = "tonight" if starts_on == today else day(starts_on)
        return f"{counted(nights, 'night')} from {start}"

    def reply_by(self, moment: datetime, today: date, past: bool) -> str:
        if past:
            return f"*We are waiting for your answer (due {when(moment, today=today)})*"
        return f"*Please reply by: {when(moment, today=today)}*"

    def state_line(self, status: str) -> str:
        return f"*Status now: {status}*"

    def ask_status(self, status: AskStatus) -> str:
        return glossary.ask_statuses(self.terms.accept, self.terms.place)[status]

    def label_ground(self) -> str:
        return "Reason"

    def label_person(self) -> str:
        return "Person"

    def label_supports(self) -> str:
        return "Support needed"

    def label_event(self) -> str:
        return "Of the same event"

    def button_sibling(self) -> str:
        return "Ask for family too"

    def label_health(self) -> str:
        return "Health"

    def health(self, found: str, asked_at: datetime | None, today: date) -> str:
        if asked_at is None:
            return found
        asked = asked_at.astimezone(JST).date()
        return f"{found} (asked {'' if asked == today else f'{day(asked)} '}{clock(asked_at)})"

    def numbered_ground(self, number: int, ground: str, since: datetime | None, today: date) -> str:
        mark = f"{MARKS[number - 1 : number]} ".lstrip()
        if since is None:
            return f"{mark}{ground}"
        began = since.astimezone(JST).date()
        return f"{mark}{ground} (from {'' if began == today else f'{day(began)} '}{clock(since)})"

    def label_approaches(self) -> str:
        return "Approach"

    def label_arrival(self) -> str:
        return "Arrival"

    def label_confirmed(self) -> str:
        return "Information last confirmed"

    def label_office(self) -> str:
        return "Your office"

    def label_enquiries(self) -> str:
        return "Enquiries"

    def age_band(self, band: int | None) -> str:
        return "Under 18" if band is None else f"{band}s"

    def disability(self, kinds: str) -> str:
        return f"{kinds} disability".strip().capitalize()

    def category(self, value: int) -> str:
        return f"Support category {value}"

    def arrival(self, moment: datetime | None, transport: str, today: date) -> str:
        if moment is None:
            return f"Hour not known{self.dot}{transport}"
        local = moment.astimezone(JST).date()
        where = "" if local == today else f"{day(local)} "
        return f"{where}around {clock(moment)}{self.dot}{transport}"

    def confirmed_on(self, value: date | None, stale: bool) -> str:
        if value is None:
            return "⚠ No confirmation on record"
        return f"{full_day(value)}{' ⚠ Some time has passed since' if stale else ''}"

    def office_prepared(self, trial_done: bool) -> str:
        held = f"Has a copy of the registration form ({self.terms.registration_form})"
        return f"{held}{self.dot}Had a trial use" if trial_done else held

    def on_duty(self, mentions: str) -> str:
        return f"On duty: {mentions}"

    def ask_foot(self) -> str:
        return (
            "You can also reply in the thread or by telephone. From the replies, the counsellor "
            "decides which office accepts the person. Please do not write names."
        )

    def ask_over(self) -> str:
        return "This request is closed for replies. Thank you."

    def decided_foot(self, hours: int) -> str:
        return (
            f"Please read [{self.button_sheet()}] beforehand. When the person has arrived, press "
            f"[{self.button_arrive()}]. You can see the registration until {hours} hours after "
            "the support ends. We record who opened it and when."
        )

    def unverified(self) -> str:
        return (
            " (This reply is from somebody not registered as staff. Please confirm by telephone.)"
        )

    # -------------------------------------------------------------- buttons

    def button_accept(self) -> str:
        return "Can accept"

    def button_decline(self) -> str:
        return "Cannot accept"

    def button_condition(self) -> str:
        return "Can accept with conditions"

    def button_hold(self) -> str:
        return "Checking"

    def button_who(self) -> str:
        return "See who it is"

    def button_remarks(self) -> str:
        return "Read in full"

    def button_answer(self) -> str:
        return "Answer"

    def button_withdraw(self) -> str:
        return "Withdraw"

    def button_return(self) -> str:
        return "Record the return home"

    def button_cancel(self) -> str:
        return "Take the request back"

    def button_menu(self) -> str:
        return "More"

    def button_ask(self) -> str:
        return "Ask"

    def button_ask_them(self) -> str:
        return "Ask these offices"

    def button_ask_others(self) -> str:
        return "Ask other offices"

    def button_pause(self) -> str:
        return "Pause"

    def button_resume(self) -> str:
        return "Go on"

    def button_still_possible(self) -> str:
        return "Still possible"

    def rivals(self, numbers: str) -> str:
        return f"Another request ({numbers}) for the same days is open with you as well."

    def siblings(self, numbers: str) -> str:
        return f"Somebody else of the same event is asked for as well ({numbers})."

    def also_asked(self, numbers: str) -> str:
        return f"(also asked for {numbers})"

    def confirm_offer_by(self, moment: datetime, today: date) -> str:
        return (
            "*Another request for these days was decided for your office. Please say by "
            f"{when(moment, today=today)} whether this one is still possible*"
        )

    def to_confirm(self, until: datetime, today: date) -> str:
        return f"(to be confirmed by {when(until, today=today)})"

    def proposal_head(self, moment: datetime | None, today: date) -> str:
        by_itself = f" (asked by itself {when(moment, today=today)})" if moment else ""
        return f"*Next candidates*{by_itself}"

    def label_paused(self) -> str:
        return "Paused"

    def paused(self, until: datetime, reason: str) -> str:
        return f"until {clock(until)} ({reason})"

    def button_add_need(self) -> str:
        return "Add a service"

    def button_later_ground(self) -> str:
        return "Add a ground"

    def change_title(self) -> str:
        return "Change the answer"

    def change_to(self, answer: str) -> str:
        return f'Your answer becomes "{answer}".'

    def change_yes(self) -> str:
        return "Change"

    def decided_state(self) -> str:
        return "Your office was chosen"

    def arrived_state(self, moment: datetime, today: date) -> str:
        return f"Arrived {when(moment, today=today)}"

    def returned_state(self, moment: datetime, today: date) -> str:
        return f"Home again {when(moment, today=today)}"

    def returned_foot(self, hours: int) -> str:
        return (
            f"Thank you. The registration can be seen until {hours} hours after the return home "
            "was recorded."
        )

    def asked_again(self) -> str:
        return "*We ask once more: the office that was decided for can no longer accept.*"

    def agreed_condition(self, condition: str) -> str:
        return f"Condition: {condition or f'see [{self.button_remarks()}]'}"

    def arrived_foot(self, hours: int) -> str:
        return (
            f"The arrival is recorded. The registration can be seen until {hours} hours after the "
            "support ends."
        )

    def answered(self, moment: datetime, name: str) -> str:
        return f"({clock(moment)}, {name})" if name else f"({clock(moment)})"

    def answered_foot(self) -> str:
        return "Until it is decided, you can change your answer by the buttons."

    def offer_foot(self) -> str:
        return (
            "It is not decided yet. You will hear the result in the thread of this card. "
            f"{self.answered_foot()}"
        )

    def case_notification_offer(self, number: str) -> str:
        return f"[Emergency] {number}: an office that can accept is waiting for the decision."

    def button_choose(self) -> str:
        return "Choose this office"

    def choose_sure(self, condition: str) -> str:
        terms = condition or f"read the reply with [{self.button_remarks()}]"
        return f"This offer has a condition.\nCondition: {terms}\nDo you choose this office so?"

    def choose_sure_as_told(self) -> str:
        return "This offer has the condition told above. Do you choose this office so?"

    def choose_yes(self) -> str:
        return "Choose"

    def button_claim(self) -> str:
        return "Start coordinating"

    def button_sheet(self) -> str:
        return "See registration"

    def button_arrive(self) -> str:
        return "Arrived"

    def button_list_monitoring(self) -> str:
        return "See who is due"

    def button_record_monitoring(self) -> str:
        return "Record monitoring"

    def button_close(self) -> str:
        return "Close"

    def button_back(self) -> str:
        return "Back"

    def button_next(self) -> str:
        return "Check before sending"

    def button_send(self) -> str:
        return "Send"

    def button_record(self) -> str:
        return "Record"

    # -------------------------------------------------------------- the case card

    def case_title(self, number: str) -> str:
        return f"[Emergency] {number}"

    def case_notification(self, number: str, status: str) -> str:
        return f"[Emergency] {number}: {status}"

    def case_notification_core(self, number: str) -> str:
        return (
            f"[Emergency] {number}: No office has been decided yet. Could you start coordinating?"
        )

    def label_state(self) -> str:
        return "Status"

    def label_owner(self) -> str:
        return "In charge"

    def label_core(self) -> str:
        return "Core centre"

    def label_asked(self) -> str:
        return "Asked"

    def label_next(self) -> str:
        return "Next"

    def label_wish(self) -> str:
        return "The person's wish"

    def asked_line(self, office: str, status: str, detail: str) -> str:
        return f"• {office}: {status}{detail}"

    def asked_detail(self, moment: datetime, today: date) -> str:
        local = moment.astimezone(JST).date()
        return f" (at {'' if local == today else f'{day(local)} '}{clock(moment)})"

    def asked_until(self, moment: datetime) -> str:
        return f" (by {clock(moment)})"

    def condition(
        self,
        since: datetime | None,
        until: datetime | None,
        part: str | None,
        needs: str,
        today: date,
    ) -> str:
        times = (
            f"from {when(since, today=today)}" if since else "",
            f"until {when(until, today=today)}" if until else "",
        )
        parts = (
            " ".join(each for each in times if each),
            part or "",
            f"needs: {needs}" if needs else "",
        )
        return ", ".join(each for each in parts if each)

    def more_offers(self, more: int) -> str:
        return f"{counted(more, 'more office')} can take the person."

    def asked_none(self) -> str:
        return "No office is prepared"

    def state_since(self, moment: datetime, today: date) -> str:
        return f" (since {when(moment, today=today)})"

    def next_step(self, step: NextStep, moment: datetime, today: date) -> str:
        return f"{when(moment, today=today)}, {glossary.next_steps(self.terms.core_center)[step]}"

    def next_proposal(self, moment: datetime, today: date) -> str:
        return f"{when(moment, today=today)}, we ask the next candidates"

    def core_called(self, moment: datetime) -> str:
        return f"Asked to coordinate at {clock(moment)}"

    def core_telephoning(self, name: str, moment: datetime) -> str:
        return f"{name} is on the telephone since {clock(moment)}"

    def button_telephoning(self) -> str:
        return "On the telephone"

    def button_situation(self) -> str:
        return "See the situation"

    def situation_title(self) -> str:
        return "The situation now"

    def core_claimed(self, name: str, moment: datetime, asking: bool) -> str:
        return f"{name}, {'coordinating since' if asking else 'came in at'} {clock(moment)}"

    def case_foot(self) -> str:
        return "This thread is the record of the case. Please do not write names."
