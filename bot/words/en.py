"""Every English sentence people read: the same functions as in Japanese, with the same arguments.

Calm and short; absolute times, shown in JST; no exclamation marks; one request a sentence.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.cities.profile import Terms
from bot.clock import JST
from bot.moves import AskStatus, NextStep
from bot.words import en_terms

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day(value: date) -> str:
    """Return a day as Tue 20 Jan."""
    return f"{WEEKDAYS[value.weekday()]} {value.day} {MONTHS[value.month - 1]}"


def full_day(value: date) -> str:
    """Return a day with its year."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def clock(moment: datetime) -> str:
    """Return the time of day in Japan."""
    return f"{moment.astimezone(JST):%H:%M}"


def when(moment: datetime, *, today: date) -> str:
    """Return a moment, its day left to "today" where it is today."""
    local = moment.astimezone(JST)
    return f"{'today' if local.date() == today else day(local.date())} {clock(moment)}"


def counted(number: int, noun: str) -> str:
    """Return so many of a thing: 1 night, 3 nights."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


@dataclass(frozen=True, slots=True)
class English:
    """The sentences. The city's own nouns, which are Japanese, appear only as proper names."""

    terms: Terms
    glossary = en_terms
    colon = ": "
    comma = " / "
    dot = " · "
    bar = " | "
    bullet = "• "

    def _core(self) -> str:
        """Return the core centre with the name by which colleagues know it."""
        return f"the core consultation centre ({self.terms.core_center})"

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

    def reply_by(self, moment: datetime, today: date) -> str:
        return f"*Please reply by: {when(moment, today=today)}*"

    def state_line(self, status: str) -> str:
        return f"*Status now: {status}*"

    def ask_status(self, status: AskStatus) -> str:
        return en_terms.ask_statuses(self.terms.accept)[status]

    def label_ground(self) -> str:
        return "Reason"

    def label_person(self) -> str:
        return "Person"

    def label_supports(self) -> str:
        return "Support needed"

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

    def arrival(self, moment: datetime | None, transport: str) -> str:
        return f"Around {clock(moment)}{self.dot}{transport}" if moment else transport

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

    def decided_foot(self) -> str:
        return (
            f"Please read [{self.button_sheet()}] beforehand. When the person has arrived, press "
            f"[{self.button_arrive()}]. You can see the registration until the person's support "
            "ends. We record who opened it and when."
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

    def button_choose(self) -> str:
        return "Choose this office"

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

    # -------------------------------------------------------------- lines in a thread

    def accept_thanks(self, until: datetime) -> str:
        return (
            "We have your reply that you can accept. Thank you. This is not yet a decision. "
            f"We will tell you the result by {clock(until)}."
        )

    def decline_thanks(self) -> str:
        return "We have your reply. Thank you for considering the request."

    def please_choose(self) -> str:
        return "Thank you. To avoid a misunderstanding, could you choose with the buttons below?"

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

    def decline_arrived(self, office: str, number: str) -> str:
        return f"{number}: {office} replied that it cannot accept."

    def office_unreachable(self, office: str, telephone: str | None) -> str:
        call = (
            f"Please telephone {telephone}." if telephone else "Please reach them in another way."
        )
        return f"The card could not be delivered to the channel of {office}. {call}"

    def core_was_called(self, office: str, telephone: str | None) -> str:
        call = f" If it cannot wait, please telephone {telephone}." if telephone else ""
        return (
            "No office has been decided yet, so we have asked "
            f"{office or 'the core consultation centre'} to coordinate. "
            f"You stay in charge together with them.{call}"
        )

    def core_is_silent(self, office: str, telephone: str | None) -> str:
        call = f"Please telephone {telephone}." if telephone else "Please telephone them."
        return f"{office or 'The core consultation centre'} has not answered yet. {call}"

    def core_came_in(self, name: str, office: str) -> str:
        return f"{name}{f' of {office}' if office else ''} is now coordinating."

    def please_decide(self, number: str) -> str:
        return (
            f"{number}: An office that can accept is waiting for your decision. Please choose "
            f"with [{self.button_choose()}] on the card above."
        )

    def still_undecided(self, number: str) -> str:
        return f"{number}: No office has been decided yet. Please check the situation."

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

    def office_decided(self, office: str) -> str:
        return f"{office} has been chosen to accept the person."

    # -------------------------------------------------------------- the core centre

    def core_needed(self, number: str, until: datetime) -> str:
        return (
            f"[Emergency] {number}: No office has been decided yet. Could you start coordinating? "
            f"If there is no response by {clock(until)}, we will notify again."
        )

    def nothing_to_claim(self) -> str:
        return "This case no longer needs coordination. Thank you."

    def already_claimed(self, name: str) -> str:
        return f"{name} is already coordinating."

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

    def asked_detail(self, moment: datetime) -> str:
        return f" (at {clock(moment)})"

    def asked_until(self, moment: datetime) -> str:
        return f" (by {clock(moment)})"

    def asked_none(self) -> str:
        return "No office is prepared"

    def next_step(self, step: NextStep, moment: datetime, today: date) -> str:
        return f"{when(moment, today=today)}, {en_terms.next_steps(self.terms.core_center)[step]}"

    def core_called(self, moment: datetime) -> str:
        return f"Asked to coordinate at {clock(moment)}"

    def core_claimed(self, name: str, moment: datetime) -> str:
        return f"{name}, coordinating since {clock(moment)}"

    def case_foot(self) -> str:
        return "This thread is the record of the case. Please do not write names."

    # -------------------------------------------------------------- deciding, arriving

    def already_decided(self, office: str) -> str:
        if not office:
            return "This case is no longer waiting for a decision."
        return f"{office} has already been chosen for this case."

    def office_not_offering(self, office: str) -> str:
        return f"{office} is not offering to accept at the moment."

    def you_decided(self, office: str) -> str:
        return f"You have chosen {office}. We are telling the office and the people in charge."

    def wish_title(self) -> str:
        return "The person's wish"

    def wish_explained(self) -> str:
        return (
            "Before choosing the office, please record the person's wish and how you learned it. "
            "In principle, the decision follows the person's own will."
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

    # -------------------------------------------------------------- the sheet

    def sheet_title(self) -> str:
        return "Registration"

    def sheet_notice(self, number: str) -> str:
        return (
            f"Please use this only for the support of {number}. We have recorded that you opened "
            "it. Please do not copy, photograph or forward it."
        )

    def sheet_unavailable(self) -> str:
        return "The registration cannot be shown. Please telephone the counsellor in charge."

    def sheet_closed(self) -> str:
        return (
            "The registration cannot be shown: the support has ended, or the consent was withdrawn."
        )

    def sheet_first(self) -> str:
        return "Please read this first"

    def with_reading(self, name: str, kana: str) -> str:
        return f"{name} ({kana})"

    def contact_line(self, name: str, relationship: str, telephone: str) -> str:
        return f"{name} ({relationship}) {telephone}"

    def label_name(self) -> str:
        return "Name"

    def label_birth(self) -> str:
        return "Date of birth"

    def label_address(self) -> str:
        return "Address"

    def label_telephone(self) -> str:
        return "Telephone"

    def label_certificates(self) -> str:
        return "Handbooks and certificates"

    def label_care_level(self) -> str:
        return "Long-term-care level"

    def label_condition(self) -> str:
        return "Main disability or illness"

    def label_services(self) -> str:
        return "Services used"

    def label_doctor(self) -> str:
        return "Usual doctor or hospital"

    def label_treatment(self) -> str:
        return "Illness and treatment"

    def label_medication(self) -> str:
        return "Medication"

    def label_other(self) -> str:
        return "Other"

    def label_expected(self) -> str:
        return "Expected emergencies and what to do"

    def label_communication(self) -> str:
        return "Communication"

    def label_mobility(self) -> str:
        return "Moving about"

    def label_meals(self) -> str:
        return "Meals"

    def label_allergies(self) -> str:
        return "Allergies"

    def label_contacts(self) -> str:
        return "Emergency contacts"

    def label_situation(self) -> str:
        return "What happened this time"

    def label_whereabouts(self) -> str:
        return "Where the person is now"

    # -------------------------------------------------------------- the emergency form

    def loading_title(self) -> str:
        return "Loading"

    def loading(self) -> str:
        return "This is loading. Please keep it open."

    def emergency_title(self) -> str:
        return "Emergency request"

    def emergency_intro(self, telephone: str | None) -> str:
        call = (
            f" If this is difficult to fill in, please telephone {self._core()} at {telephone}."
            if telephone
            else ""
        )
        return f"Names and descriptions are not shown in any channel.{call}"

    def nobody_listed(self) -> str:
        return (
            "There is no registrant in your charge. For the emergency of somebody not registered, "
            f"please telephone {self._core()}."
        )

    def field_person(self) -> str:
        return "Who needs support"

    def field_called(self) -> str:
        return "Time of the call"

    def field_caller(self) -> str:
        return "Who called (relationship, telephone)"

    def field_whereabouts(self) -> str:
        return "Where the person is, with whom, until when"

    def field_ground(self) -> str:
        return "Reason"

    def field_service(self) -> str:
        return "Service wanted"

    def field_starts_on(self) -> str:
        return "From"

    def field_nights_label(self) -> str:
        return "Nights"

    def hint_nights(self) -> str:
        return "For helper dispatch or visits, enter 0"

    def field_arrival(self) -> str:
        return "Expected time of arrival"

    def hint_arrival(self) -> str:
        return "After midnight, simply choose the time on the next day"

    def field_transport(self) -> str:
        return "Transport"

    def field_wish(self) -> str:
        return "The person's wish"

    def field_wish_note(self) -> str:
        return "How the wish was learned (optional)"

    def field_situation(self) -> str:
        return "What happened (optional)"

    def hint_situation(self) -> str:
        return (
            "Not shown in any channel. Only the people in charge and the chosen office can see it"
        )

    def placeholder_choose(self) -> str:
        return "Please choose"

    def choice_person(self, number: str | None, name: str) -> str:
        return f"{number} {name}" if number else f"(registration in progress) {name}"

    def field_start_near(self, today: date) -> str:
        return (
            "An emergency request has to start between yesterday and the day after tomorrow. "
            f"Today is {day(today)}."
        )

    def field_nights(self, most: int) -> str:
        return f"Please enter a number from 0 to {most}."

    def field_called_past(self) -> str:
        return "The time of the call is in the future. Please choose an earlier time."

    def field_required(self) -> str:
        return "Please choose or enter something."

    def field_not_future(self) -> str:
        return "A future date cannot be recorded. Please choose today or an earlier date."

    def preview_title(self) -> str:
        return "Check before sending"

    def preview_offices(self, offices: int) -> str:
        if offices == 0:
            return (
                "*No office is prepared. When you send this, the core consultation centre is "
                "asked to coordinate.*"
            )
        return f"*One card each goes to the channel of {counted(offices, 'office')}.*"

    def preview_by_telephone(self) -> str:
        return " (has to be asked by telephone)"

    def preview_card(self) -> str:
        return "*The card that is sent*"

    def opened_title(self) -> str:
        return "Sent"

    def opened(self, number: str) -> str:
        return (
            f"Your request is {number} and is on its way to the offices. "
            "You can follow it on the card in your own office's channel."
        )

    def already_sent(self) -> str:
        return "This request has already been sent. Please check the card in the channel."

    # -------------------------------------------------------------- gates

    def gate_title(self) -> str:
        return "Before you ask"

    def gate_unregistered(self) -> str:
        return "A request for this person is not possible as things stand"

    def gate_unregistered_why(self) -> str:
        return (
            "We could not find a valid consent and registration (the consent may have been "
            "withdrawn, or the person may have moved away). For the emergency of somebody not "
            f"registered, please telephone {self._core()}."
        )

    def gate_open_case(self) -> str:
        return "A request for this person is in progress"

    def gate_open_case_why(self, number: str) -> str:
        return (
            f"Request in progress: {number}. Please see the card in the channel and coordinate "
            "together."
        )

    def gate_family_plans(self) -> str:
        return "Use for the family's own plans (an ordinary short stay is the way)"

    def gate_family_plans_why(self) -> str:
        return (
            "The family's own plans do not count as an emergency here. "
            "Please ask an office for an ordinary short stay."
        )

    def gate_other_ground(self) -> str:
        return "An emergency request is not possible for this reason"

    def gate_other_ground_why(self) -> str:
        return f"The city's plan does not name this reason. Please consult {self._core()}."

    def gate_short_stay(self) -> str:
        return "A short stay cannot be requested for this reason"

    def gate_short_stay_why(self) -> str:
        return (
            "Reason ② (an emergency arising from the disability) does not allow a short stay "
            "(plan draft, 7 ①, proviso)."
        )

    def gate_short_stay_ways(self) -> str:
        return (
            "You can request: helper dispatch such as behaviour guide help / lodging at a day "
            "site\n"
            "If the carer's situation is part of it, please request with reason ① (the carer is "
            "suddenly ill, in hospital or similar)."
        )

    def gate_no_carer(self) -> str:
        return "In principle, a short stay cannot be requested"

    def gate_no_carer_why(self) -> str:
        return (
            "Where nobody gives care daily, a short stay is in principle not available "
            f"(plan draft, 9 (2)). For an exception, please consult {self._core()}."
        )

    def gate_ask_core(self, office: str | None, telephone: str | None) -> str:
        return f"If in doubt: {office or self._core()} {telephone or ''}".strip()

    # -------------------------------------------------------------- monitoring

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

    # -------------------------------------------------------------- everything else

    def not_permitted(self) -> str:
        return (
            "Only the people in charge of this case can do this. "
            f"If you need help, please telephone {self._core()}."
        )

    def refused_title(self) -> str:
        return "This is not possible"

    def not_set_up(self) -> str:
        return "This workspace is not set up yet. Please contact the administrator."

    def something_failed(self, reference: str) -> str:
        return (
            "This could not be recorded. Please try again. If it happens again, please go on by "
            f"telephone and tell the administrator the number {reference}."
        )

    def press_again(self) -> str:
        return "The screen could not be opened. Please do the same once more."

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

    def how_to_start(self) -> str:
        return (
            'Thank you for asking. To start an emergency request, type "/kyoten emergency" into '
            f"the message box of a channel. {self.help_foot()}"
        )

    def home_title(self) -> str:
        return "Kyoten"

    def home_intro(self) -> str:
        return (
            'To start an emergency request, type "/kyoten emergency" into the message box of a '
            "channel. No names are shown on this screen."
        )
