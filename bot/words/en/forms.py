"""Forms, the sheet, and what the rules forbid."""

from __future__ import annotations

from datetime import date, datetime

from bot.vocabulary import ServiceType
from bot.words.en.lines import LineWords
from bot.words.en.speech import clock, counted, day


class FormWords(LineWords):
    """Forms, the sheet, and what the rules forbid."""

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

    def emergency_intro(self, telephone: str | None) -> str:
        call = (
            f" If this is difficult to fill in, please telephone {self._core()} at {telephone}."
            if telephone
            else ""
        )
        return f"Names and descriptions are not shown in any channel.{call}"

    def field_person(self) -> str:
        return "Who needs support"

    def field_called(self) -> str:
        return "Time of the call"

    def field_caller(self) -> str:
        return "Who called (relationship, telephone)"

    def field_whereabouts(self) -> str:
        return "Where the person is, with whom, until when"

    def field_service(self) -> str:
        return "Service wanted"

    def field_starts_on(self) -> str:
        return "From"

    def field_nights_label(self) -> str:
        return "Nights"

    def hint_nights(self) -> str:
        return "For helper dispatch or visits, enter 0"

    def field_also(self) -> str:
        return "Services wanted as well"

    def hint_also(self) -> str:
        return (
            "For example somebody to watch over the person until they can move. Each is asked for "
            "separately, with the same start, arrival and transport; a service without a bed gets "
            f"0 nights. To ask for something different, use [{self.button_add_need()}] after "
            "sending"
        )

    def field_also_short_stay(self, services: tuple[tuple[ServiceType], ...]) -> str:
        return f"{self._services(services)}: {self.gate_short_stay()}. Please remove it here."

    def field_also_no_carer(self, services: tuple[tuple[ServiceType], ...]) -> str:
        return (
            f"{self._services(services)}: without somebody who cares for the person every day, "
            "short stay cannot be requested as a rule. Please remove it here."
        )

    def _services(self, services: tuple[tuple[ServiceType], ...]) -> str:
        return self.comma.join(self.glossary.SERVICES[each] for (each,) in services)

    def hint_health(self) -> str:
        return "Shown on the offices' cards together with the time of the call"

    def field_arrival(self) -> str:
        return "Expected time of arrival"

    def hint_arrival(self) -> str:
        return "After midnight, simply choose the time on the next day"

    def field_transport(self) -> str:
        return "Transport"

    def field_wish_note(self) -> str:
        return "How the wish was learned"

    def field_situation(self) -> str:
        return "What happened"

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

    def field_arrival_past(self) -> str:
        return "The time of arrival is past. Please choose a time to come."

    def field_too_early(self) -> str:
        return "The day is more than two months before the month. Please check it."

    def field_required(self) -> str:
        return "Please choose or enter something."

    def field_not_future(self) -> str:
        return "A future date cannot be recorded. Please choose today or an earlier date."

    def preview_title(self) -> str:
        return "Check before sending"

    def preview_offices(self, offices: int, others: int) -> str:
        if offices == 0 and others == 0:
            return (
                "No office is prepared. When you send this, the core consultation centre is "
                "asked to coordinate."
            )
        if offices == 0:
            return "No office is prepared. You may choose among those that are able."
        return (
            f"{counted(offices, 'prepared office')} ticked. One card each goes to the channel of "
            "every office that is ticked."
        )

    def preview_by_telephone(self) -> str:
        return "has to be asked by telephone"

    def preview_no_copy(self) -> str:
        return "no copy of the registration"

    def choice_core(self) -> str:
        return "No office: ask the core consultation centre to coordinate"

    def field_nobody_chosen(self) -> str:
        return "Please choose at least one office to ask."

    def preview_card(self, service: str, office: str) -> str:
        return (
            f"*The card that is sent: {service}* "
            f"(to {office}; the line about the office and the duty differ)"
        )

    def opened(self, number: str) -> str:
        return (
            f"Your request is {number} and is on its way to the offices. "
            "You can follow it on the card in your own office's channel."
        )

    def already_sent(self) -> str:
        return (
            "This call sheet was sent already, or given up. "
            "If there is no card in the channel, nothing was sent to anybody."
        )

    # -------------------------------------------------------------- answering with a form

    def condition_title(self) -> str:
        return "With conditions"

    def field_condition_needed(self) -> str:
        return (
            "Please fill in at least one condition. Without any, please close this form and "
            f"answer with [{self.button_accept()}]."
        )

    def button_arrival_back(self) -> str:
        return "Take the arrival back"

    def menu_arrival_back(self) -> str:
        return (
            "When an arrival was recorded by mistake: it is taken back with its reason and "
            "awaited again."
        )

    def arrival_back_title(self) -> str:
        return "Taking an arrival back"

    def button_take_back(self) -> str:
        return "Take it back"

    def arrival_back_why(self) -> str:
        return "Why it is taken back"

    def arrive_sure(self) -> str:
        return "This records that the person has arrived now."

    def return_sure(self) -> str:
        return "This records the return home now. The support in this case ends with it."

    def cancel_title(self) -> str:
        return "Take the request back"

    def cancel_why(self) -> str:
        return "Reason"

    def withdraw_title(self) -> str:
        return "Withdraw"

    def field_since(self) -> str:
        return "From when can you accept"

    def field_until(self) -> str:
        return "Until when can you accept"

    def field_part(self) -> str:
        return "What you can take on"

    def field_needs(self) -> str:
        return "What you need"

    def field_remark(self) -> str:
        return "Remarks"

    def hint_remark(self) -> str:
        return "Please write nothing by which a person can be known"

    def field_answerer(self) -> str:
        return "Name of the person answering"

    def field_reason(self) -> str:
        return "Main reason"

    def field_if_conditions(self) -> str:
        return "Would it be possible under conditions"

    def choice_no(self) -> str:
        return "No"

    def choice_yes_conditions(self) -> str:
        return "Yes (go on to the conditions)"

    def field_elsewhere(self) -> str:
        return "Another office that comes to mind"

    def reason_was(self, reason: str) -> str:
        return f"{self.field_reason()}: {reason}"

    def elsewhere_was(self, office: str) -> str:
        return f"{self.field_elsewhere()}: {office}"

    def field_until_after_since(self) -> str:
        return "The end lies before the beginning. Please choose a later moment for the end."

    def remarks_title(self) -> str:
        return "Replies in full"

    def remark_line(
        self, moment: datetime, office: str, answerer: str, kind: str, text: str
    ) -> str:
        who = " ".join(each for each in (clock(moment), office, answerer, kind) if each)
        return f"{who}\n{text}"

    def remarks_earlier(self) -> str:
        return (
            "Earlier replies do not fit on this page. "
            "Please read them in the threads of the offices."
        )

    def remarks_none(self) -> str:
        return "There is no written reply."

    # -------------------------------------------------------------- what else may be done

    def menu_nothing(self) -> str:
        return "As the case stands now, the buttons on its card are all there is to do."

    def menu_ask_others(self) -> str:
        return "Shows the offices not asked yet, with what each can do, and asks them."

    def menu_add_need(self) -> str:
        return "Asks for one more service for the same person, such as a helper's visit."

    def menu_sibling(self) -> str:
        return "Asks for somebody else of the same event too; what was heard is carried over."

    def parting_about(self, numbers: str) -> str:
        return (
            f"This is another house than that of the others of the same event ({numbers}). "
            "Please find out what the person wishes about being apart."
        )

    def field_parting(self) -> str:
        return "The person's wish about being apart"

    def menu_add_ground(self) -> str:
        return "Records a ground that came later. From then on more services may be asked for."

    def add_need_about(self, number: str) -> str:
        return f"One more service is added to *{number}* and asked for."

    def add_ground_about(self) -> str:
        return "Please record the ground that came to be after the request began."

    def field_ground_since(self) -> str:
        return "Since when"

    def menu_pause(self) -> str:
        return "Holds reminders and next steps until a time you set. Replies still count."

    def others_about(self) -> str:
        return "A card goes to each chosen office's own channel. No name is shown on it."

    def field_offices(self) -> str:
        return "Offices to ask"

    def match_able(self) -> str:
        return "can give every support needed"

    def match_lacks(self, supports: str) -> str:
        return f"⚠ not registered for: {supports}"

    def match_no_night(self) -> str:
        return "⚠ registered for nothing by night"

    def pause_title(self) -> str:
        return "Pause coordination"

    def pause_about(self) -> str:
        return "Replies from offices still count while the request is paused."

    def field_minutes(self) -> str:
        return "Minutes"

    def hint_minutes(self, most: int) -> str:
        return f"At most {most}"

    def field_pause_reason(self) -> str:
        return "Reason"

    def menu_cancel(self) -> str:
        return "Takes the request back when it is no longer needed, with the reason on record."

    # -------------------------------------------------------------- gates

    def gate_title(self) -> str:
        return "Before you ask"

    def field_medical(self) -> str:
        return "Does the person need an ambulance or a doctor"

    def field_abuse(self) -> str:
        return "Is abuse suspected"

    def hint_abuse(self) -> str:
        return "By family, staff, employer or anybody. What you enter here is no report to the city"

    def gate_ambulance(self) -> str:
        return "Please call an ambulance (119) first"

    def gate_ambulance_why(self) -> str:
        return (
            "After the call, please press [The ambulance was called] and go on. "
            "What you entered is kept."
        )

    def gate_abuse_why(self, office: str | None, telephone: str | None) -> str:
        where = f"{office or 'the city'} {telephone or ''}".strip()
        return (
            f"What you entered is no report. Please telephone the city: {where}\n"
            "The city finds a place for tonight by telephone."
        )

    def gate_abuse_children(self) -> str:
        return "For anybody under 18, please telephone the child guidance centre (189) as well."

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
            "If the carer's situation is part of it, please add reason ① (the carer is "
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
