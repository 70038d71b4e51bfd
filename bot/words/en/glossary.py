"""The glossary's English: the same terms as in Japanese, one for each identifier.

Services and certificates keep their Japanese in brackets: staff need it to speak with colleagues.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bot.moves import AskStatus, NeedStatus, NextStep
from bot.vocabulary import (
    Abuse,
    Approach,
    ArrivalMistake,
    CallOutcome,
    CancelReason,
    DeclineReason,
    Finding,
    Ground,
    Handbook,
    Health,
    Lifeline,
    Medical,
    MedicalBody,
    Part,
    PauseReason,
    RemarkKind,
    Requirement,
    RestrictedEnd,
    ServiceType,
    Sex,
    Support,
    ToldWhom,
    Transport,
    Wish,
)

SERVICES: Final[Mapping[ServiceType, str]] = {
    ServiceType.SHORT_STAY_WELFARE: "Short stay (短期入所)",
    ServiceType.SHORT_STAY_MEDICAL: "Short stay, medical (短期入所・医療型)",
    ServiceType.GROUP_HOME: "Group home (共同生活援助)",
    ServiceType.FACILITY_RESIDENCE: "Residential facility support (施設入所支援)",
    ServiceType.HOME_HELP: "Home help (居宅介護)",
    ServiceType.SEVERE_HOME_CARE: "Home care for severe disability (重度訪問介護)",
    ServiceType.VISUAL_GUIDE_HELP: "Guide help, visual (同行援護)",
    ServiceType.BEHAVIOR_GUIDE_HELP: "Behaviour guide help (行動援護)",
    ServiceType.DAYTIME_CARE: "Daytime life care, lodging (生活介護・宿泊)",
    ServiceType.TRAINING_FUNCTIONAL: "Training, physical function (自立訓練・機能)",
    ServiceType.TRAINING_LIVING: "Training, daily living (自立訓練・生活)",
    ServiceType.EMPLOYMENT_TRANSITION: "Transition to employment (就労移行支援)",
    ServiceType.CONTINUED_WORK_A: "Continued work, contract (就労継続支援Ａ型)",
    ServiceType.CONTINUED_WORK_B: "Continued work, no contract (就労継続支援Ｂ型)",
    ServiceType.INDEPENDENT_LIVING_AID: "Independent living aid (自立生活援助)",
    ServiceType.COMMUNITY_TRANSITION: "Transition to community (地域移行支援)",
    ServiceType.COMMUNITY_SETTLEMENT: "Staying in community, 24 h line (地域定着支援)",
    ServiceType.PLAN_CONSULTATION: "Planning consultation, adults (計画相談支援)",
    ServiceType.CHILD_PLAN_CONSULTATION: "Planning consultation, children (障害児相談支援)",
    ServiceType.AFTER_SCHOOL: "After-school day service (放課後等デイサービス)",
    ServiceType.HOME_NURSING: "Home nursing (訪問看護)",
}

GROUNDS: Final[Mapping[Ground, str]] = {
    Ground.CARER_UNAVAILABLE: "Carer suddenly ill or in hospital",
    Ground.DISABILITY_TRAIT_CRISIS: "Emergency arising from the disability",
    Ground.LIFELINE_OUTAGE: "Utilities cut off",
    Ground.FAMILY_CONVENIENCE: "The family's own plans",
    Ground.OTHER: "Another reason",
}

GROUND_CHOICES: Final[Mapping[Ground, str]] = {
    **GROUNDS,
    Ground.CARER_UNAVAILABLE: "The carer is suddenly ill, in hospital or similar",
    Ground.DISABILITY_TRAIT_CRISIS: "An emergency arising from the person's disability",
    Ground.LIFELINE_OUTAGE: "Water, electricity, gas or similar cannot be used",
    Ground.FAMILY_CONVENIENCE: "The family's own plans (ceremonies, travel or similar)",
    Ground.OTHER: "None of the above",
}

SEXES: Final[Mapping[Sex, str]] = {Sex.MALE: "Male", Sex.FEMALE: "Female"}

HANDBOOKS: Final[Mapping[Handbook, str]] = {
    Handbook.PHYSICAL: "Physical handbook (身体障害者手帳)",
    Handbook.INTELLECTUAL: "Intellectual handbook (療育手帳)",
    Handbook.MENTAL: "Mental handbook (精神障害者保健福祉手帳)",
    Handbook.SELF_SUPPORT_MEDICAL: "Self-support medical card (自立支援医療受給者証)",
    Handbook.DESIGNATED_DISEASE: "Designated-disease card (特定医療費受給者証)",
    Handbook.OTHER: "Other",
}

DISABILITIES: Final[Mapping[Handbook, str]] = {
    Handbook.PHYSICAL: "Physical",
    Handbook.INTELLECTUAL: "Intellectual",
    Handbook.MENTAL: "Mental",
}

SUPPORTS: Final[Mapping[Support, str]] = {
    Support.SEIZURE_FIRST_AID: "First aid for seizures",
    Support.MEDICATION_MORNING_EVENING: "Medication, morning and evening",
    Support.MEDICATION: "Watching over medication",
    Support.NO_MEDICAL_CARE: "No medical care needed",
    Support.VENTILATOR: "Ventilator",
    Support.TRACHEOSTOMY: "Tracheostomy care",
    Support.SUCTION: "Suctioning of phlegm",
    Support.TUBE_FEEDING: "Tube feeding",
    Support.OXYGEN: "Oxygen therapy",
    Support.WHEELCHAIR: "Wheelchair",
    Support.TRANSFER_HELP: "Help with transfers",
    Support.VISUAL_GUIDE: "Guiding by the hand",
    Support.SIGN_OR_WRITING: "Writing or sign language",
    Support.BEHAVIOR_SUPPORT: "Behaviour support",
}

APPROACHES: Final[Mapping[Approach, str]] = {
    Approach.PICTURE_SCHEDULE: "Show plans with picture cards",
    Approach.SHORT_SENTENCES: "Use few words",
    Approach.QUIET_ROOM: "Offer a quiet room",
    Approach.FAMILIAR_STAFF: "At ease with familiar staff",
    Approach.AVOID_LOUD_NOISE: "Finds loud noise hard",
    Approach.AVOID_TOUCH: "Finds being touched hard",
    Approach.AVOID_SUDDEN_CHANGE: "Finds sudden changes of plan hard",
}

MEDICAL: Final[Mapping[Medical, str]] = {
    Medical.NONE: "Not needed",
    Medical.CONSULT: "A doctor should be asked",
    Medical.AMBULANCE_NEEDED: "An ambulance (119) is needed",
    Medical.AMBULANCE_CALLED: "An ambulance (119) was called",
}

HEALTH: Final[Mapping[Health, str]] = {
    Health.WELL: "No fever",
    Health.FEVER: "Fever",
    Health.COUGH: "Cough",
    Health.UNKNOWN: "Not confirmed",
}

ABUSE: Final[Mapping[Abuse, str]] = {
    Abuse.NONE: "No",
    Abuse.CARER: "Yes, by family or another carer",
    Abuse.STAFF: "Yes, by an office's staff",
    Abuse.EMPLOYER: "Yes, by an employer",
}

TOLD_WHOM: Final[Mapping[ToldWhom, str]] = {
    ToldWhom.CITY_DIVISION: "the city's division",
    ToldWhom.CITY_NIGHT_DUTY: "the city's night duty",
    ToldWhom.ABUSE_CENTER: "the abuse prevention centre",
    ToldWhom.CHILD_CENTER: "the child centre (189)",
    ToldWhom.POLICE: "the police (110)",
}

RESTRICTED_ENDS: Final[Mapping[RestrictedEnd, str]] = {
    RestrictedEnd.CITY_LEADS: "The city has taken over",
    RestrictedEnd.SAFE_PLACE: "A safe place was found",
    RestrictedEnd.NO_ABUSE: "The city found no abuse",
    RestrictedEnd.MISTAKE: "Entered by mistake",
}

LIFELINES: Final[Mapping[Lifeline, str]] = {
    Lifeline.WATER: "Water",
    Lifeline.ELECTRICITY: "Electricity",
    Lifeline.GAS: "Gas",
    Lifeline.OTHER: "Other",
}

MEDICAL_BODIES: Final[Mapping[MedicalBody, str]] = {
    MedicalBody.AMBULANCE: "Ambulance (119)",
    MedicalBody.USUAL_DOCTOR: "The usual doctor",
    MedicalBody.NIGHT_CLINIC: "Night or holiday clinic",
    MedicalBody.VISITING_NURSE: "Visiting nurse",
    MedicalBody.ADVICE_LINE: "Telephone advice line",
    MedicalBody.OTHER: "Other",
}

TRANSPORTS: Final[Mapping[Transport, str]] = {
    Transport.FAMILY: "Brought by family or relatives",
    Transport.OFFICE: "The office is asked to bring the person",
    Transport.COUNSELOR: "Brought by the counsellor",
    Transport.TAXI: "By welfare taxi or similar",
    Transport.UNDECIDED: "Transport not decided",
}

WISHES: Final[Mapping[Wish, str]] = {
    Wish.OWN: "The person decided",
    Wish.SUPPORTED: "The person decided, with support",
    Wish.PRESUMED: "The person's will was presumed",
    Wish.BEST_INTEREST: "The person's best interest was weighed",
    Wish.UNCONFIRMED: "Not confirmed",
}

REASONS: Final[Mapping[DeclineReason, str]] = {
    DeclineReason.FULL: "No free bed",
    DeclineReason.NIGHT_STAFF: "Night staffing",
    DeclineReason.MEDICAL_CARE: "Cannot give the medical care needed",
    DeclineReason.NEEDS_HOSPITAL: "Needs a hospital or a doctor",
    DeclineReason.OTHER_DISABILITY: "Outside our main disability",
    DeclineReason.OUT_OF_AREA: "Outside our area",
    DeclineReason.INFECTION: "Infection in the house",
    DeclineReason.OTHER: "Other",
}

CANCEL_REASONS: Final[Mapping[CancelReason, str]] = {
    CancelReason.CARER_BACK: "A carer is back",
    CancelReason.OTHER_PLACE: "Another place was found",
    CancelReason.HOSPITAL: "The person is in hospital",
    CancelReason.PERSONS_WISH: "The person does not want it",
    CancelReason.MISTAKE: "It was sent by mistake",
}

ARRIVAL_MISTAKES: Final[Mapping[ArrivalMistake, str]] = {
    ArrivalMistake.NOT_YET: "The person has not arrived yet",
    ArrivalMistake.OTHER_CASE: "It was the arrival of another case",
    ArrivalMistake.PRESSED: "The button was pressed by mistake",
}

CALL_OUTCOMES: Final[Mapping[CallOutcome, str]] = {
    CallOutcome.NO_ANSWER: "No answer",
    CallOutcome.REACHED: "Reached",
    CallOutcome.CALL_BACK: "Will call back",
    CallOutcome.YES: "Yes",
    CallOutcome.CONDITION: "With conditions",
    CallOutcome.NO: "No",
}

PARTS: Final[Mapping[Part, str]] = {
    Part.AS_ASKED: "As asked",
    Part.NIGHTS_ONLY: "Nights only",
    Part.DAYS_ONLY: "Daytime only",
    Part.OTHER_SERVICE: "Another service",
}

REQUIREMENTS: Final[Mapping[Requirement, str]] = {
    Requirement.STAFF: "Extra staff",
    Requirement.TRANSPORT: "Transport",
    Requirement.MEDICINE: "Medicine and medicine notebook",
    Requirement.DOCTORS_LETTER: "A doctor's instructions",
    Requirement.TEST_RESULT: "A test result",
    Requirement.FAMILY: "A family member staying",
    Requirement.CITY: "The city's confirmation",
}

NEED_STATUSES: Final[Mapping[NeedStatus, str]] = {
    NeedStatus.ASKING: "Asking offices",
    NeedStatus.DECIDED: "Decided (waiting for arrival)",
    NeedStatus.ARRIVED: "In use",
    NeedStatus.RETURNED: "Returned home",
    NeedStatus.CANCELLED: "Cancelled",
    NeedStatus.ENDED_OTHERWISE: "Ended",
}


PAUSE_REASONS: Final[Mapping[PauseReason, str]] = {
    PauseReason.BY_TELEPHONE: "arranging by telephone",
    PauseReason.ASKING_THE_PERSON: "asking what the person or family wish",
    PauseReason.AT_THE_HOSPITAL: "at the hospital with the person",
}


REMARK_KINDS: Final[Mapping[RemarkKind, str]] = {
    RemarkKind.WRITTEN: "(message)",
    RemarkKind.SPOKEN: "(answered by telephone)",
    RemarkKind.EDITED: "(message rewritten)",
    RemarkKind.DELETED: "(message deleted)",
}

FINDINGS: Final[Mapping[Finding, str]] = {
    Finding.STEP_MISSING: "nothing was planned as the next step.",
    Finding.STEP_LATE: "a step whose time has come was not done yet.",
    Finding.STEP_FAILED: "a planned step has failed.",
    Finding.NOT_ONE_DECIDED: "the records do not agree on the office that was decided for.",
    Finding.CARD_MISSING: "there was no card for an asked office.",
    Finding.CARD_BEHIND: "a card does not show the latest state.",
    Finding.CARD_REFUSED: "a reply is awaited although the card never arrived.",
    Finding.PARCEL_OLD: "a message is still waiting to be sent.",
    Finding.ACCEPT_FORGOTTEN: "nobody decided what becomes of an office's yes.",
    Finding.DELIVERY_FAILED: "something that was done could not be recorded.",
    Finding.UNHEARD: "nobody was told of a message that did not arrive.",
    Finding.CLOCK: "the machine's clock has jumped.",
}

REPAIRS: Final[Mapping[Finding, str]] = {
    Finding.STEP_MISSING: "It was planned again.",
    Finding.CARD_MISSING: "It was made and is being sent.",
    Finding.CARD_BEHIND: "It is being redrawn.",
    Finding.CARD_REFUSED: "It is being sent again.",
}


def ask_statuses(accept: str, place: str) -> Mapping[AskStatus, str]:  # noqa: ARG001 - the city's is Japanese
    """Return what each status of an ask is called."""
    return {
        AskStatus.PLANNED: "Not asked yet",
        AskStatus.WAITING: "No reply yet",
        AskStatus.HOLDING: "Checking",
        AskStatus.OFFERED: "Can accept",
        AskStatus.CONDITIONAL: "Can accept with conditions",
        AskStatus.DECLINED: "Cannot accept",
        AskStatus.UNDELIVERABLE: "Not delivered (please telephone)",
        AskStatus.DECIDED: "Chosen",
        AskStatus.STANDBY: "On standby",
        AskStatus.RELEASED: "Request ended",
        AskStatus.LAPSED: "Expired",
        AskStatus.WITHDRAWN: "Withdrawn by the office",
    }


def next_steps(core_center: str) -> Mapping[NextStep, str]:  # noqa: ARG001 - the city's is Japanese
    """Return what each next step is."""
    return {
        NextStep.REMIND: "we remind the offices that have not replied",
        NextStep.CALL_CORE: "we ask the core consultation centre to coordinate",
        NextStep.NEXT_ON_ROTA: "we also call the core consultation centre's next person on duty",
        NextStep.CALL_CITY: "we ask you to telephone the city",
        NextStep.CALL_AGAIN: "we call the core consultation centre again",
        NextStep.RESUME: "we go on looking",
        NextStep.TELL_CITY: "we check that the city was told",
        NextStep.OFFER_WATCH: "we ask the people in charge to choose an office",
        NextStep.OFFER_CORE: "we tell the core consultation centre as well",
        NextStep.ARRIVAL_CHECK: "we check the arrival",
        NextStep.RETURN_CHECK: "we check the plan for the return home",
    }
