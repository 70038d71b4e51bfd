"""The glossary as enums: what kinds of office, service, ground and support there are.

Identifiers are the glossary's; the Japanese of each is in `words/`.
"""

from __future__ import annotations

from enum import StrEnum


class OfficeKind(StrEnum):
    """What an office is in the network; medical bodies are contacts and are never asked."""

    CONSULTATION = "consultation_office"
    PROVIDER = "provider"
    CORE_CENTER = "core_center"
    CITY = "city_welfare_division"
    MEDICAL = "medical"


class ServiceType(StrEnum):
    """Kinds of service, by the glossary's identifiers."""

    SHORT_STAY_WELFARE = "short_stay_welfare"
    SHORT_STAY_MEDICAL = "short_stay_medical"
    GROUP_HOME = "group_home"
    FACILITY_RESIDENCE = "facility_residence"
    HOME_HELP = "home_help"
    SEVERE_HOME_CARE = "severe_home_care"
    VISUAL_GUIDE_HELP = "visual_guide_help"
    BEHAVIOR_GUIDE_HELP = "behavior_guide_help"
    DAYTIME_CARE = "daytime_care"
    TRAINING_FUNCTIONAL = "training_functional"
    TRAINING_LIVING = "training_living"
    EMPLOYMENT_TRANSITION = "employment_transition"
    CONTINUED_WORK_A = "continued_work_a"
    CONTINUED_WORK_B = "continued_work_b"
    INDEPENDENT_LIVING_AID = "independent_living_aid"
    COMMUNITY_TRANSITION = "community_transition"
    COMMUNITY_SETTLEMENT = "community_settlement"
    PLAN_CONSULTATION = "plan_consultation"
    CHILD_PLAN_CONSULTATION = "child_plan_consultation"
    AFTER_SCHOOL = "after_school_day_service"
    HOME_NURSING = "home_nursing"


SHORT_STAY = frozenset({ServiceType.SHORT_STAY_WELFARE, ServiceType.SHORT_STAY_MEDICAL})

BEDS = (
    ServiceType.SHORT_STAY_WELFARE,
    ServiceType.SHORT_STAY_MEDICAL,
    ServiceType.GROUP_HOME,
    ServiceType.FACILITY_RESIDENCE,
)
"""Services with a bed of their own, the most fitting first."""

DAY_SITE_LODGING = (
    ServiceType.DAYTIME_CARE,
    ServiceType.CONTINUED_WORK_A,
    ServiceType.CONTINUED_WORK_B,
    ServiceType.EMPLOYMENT_TRANSITION,
    ServiceType.TRAINING_FUNCTIONAL,
    ServiceType.TRAINING_LIVING,
)
"""Day services at whose place somebody may sleep, the most fitting first.

Plan: 松江市（案）7② 宿泊設備の活用を含む対応
"""

OVERNIGHT = frozenset((*BEDS, *DAY_SITE_LODGING))
"""Where nights are asked for; every other service is a visit or goes along for some hours."""


class Ground(StrEnum):
    """Why a case may be an emergency; which of them count is the profile's."""

    CARER_UNAVAILABLE = "carer_unavailable"
    DISABILITY_TRAIT_CRISIS = "disability_trait_crisis"
    LIFELINE_OUTAGE = "lifeline_outage"
    FAMILY_CONVENIENCE = "family_convenience"
    OTHER = "other"


class Sex(StrEnum):
    """As on the form, which knows two values; blank is None."""

    MALE = "male"
    FEMALE = "female"


class Handbook(StrEnum):
    """Certificates a registrant may hold. Form: F-09"""

    PHYSICAL = "handbook_physical"
    INTELLECTUAL = "handbook_intellectual"
    MENTAL = "handbook_mental"
    SELF_SUPPORT_MEDICAL = "cert_self_support_medical"
    DESIGNATED_DISEASE = "cert_designated_disease"
    OTHER = "other"


class Support(StrEnum):
    """The closed vocabulary of support an office must be able to give; safe on any card."""

    SEIZURE_FIRST_AID = "seizure_first_aid"
    MEDICATION_MORNING_EVENING = "medication_morning_evening"
    MEDICATION = "medication"
    NO_MEDICAL_CARE = "no_medical_care"
    VENTILATOR = "ventilator"
    TRACHEOSTOMY = "tracheostomy"
    SUCTION = "suction"
    TUBE_FEEDING = "tube_feeding"
    OXYGEN = "oxygen"
    WHEELCHAIR = "wheelchair"
    TRANSFER_HELP = "transfer_help"
    VISUAL_GUIDE = "visual_guide"
    SIGN_OR_WRITING = "sign_or_writing"
    BEHAVIOR_SUPPORT = "behavior_support"


MEDICAL_CARE = frozenset(
    {
        Support.VENTILATOR,
        Support.TRACHEOSTOMY,
        Support.SUCTION,
        Support.TUBE_FEEDING,
        Support.OXYGEN,
    }
)


class Approach(StrEnum):
    """Closed vocabulary of what helps and what frightens; safe on any card."""

    PICTURE_SCHEDULE = "picture_schedule"
    SHORT_SENTENCES = "short_sentences"
    QUIET_ROOM = "quiet_room"
    FAMILIAR_STAFF = "familiar_staff"
    AVOID_LOUD_NOISE = "avoid_loud_noise"
    AVOID_TOUCH = "avoid_touch"
    AVOID_SUDDEN_CHANGE = "avoid_sudden_change"


class Transport(StrEnum):
    """How the person gets to the office."""

    FAMILY = "family"
    OFFICE = "office"
    COUNSELOR = "counselor"
    TAXI = "taxi"
    UNDECIDED = "undecided"


class Medical(StrEnum):
    """Whether the person needs a doctor first. Plan: 松江市（案）別紙2-1 医療機関へのつなぎ"""

    NONE = "none"
    CONSULT = "consult"
    AMBULANCE_NEEDED = "ambulance_needed"
    AMBULANCE_CALLED = "ambulance_called"


class Abuse(StrEnum):
    """Whether abuse is suspected, and by whom, as the law tells them apart."""

    NONE = "none"
    CARER = "carer"
    STAFF = "staff"
    EMPLOYER = "employer"


class ToldWhom(StrEnum):
    """To whom suspected abuse was reported, by role."""

    CITY_DIVISION = "city_division"
    CITY_NIGHT_DUTY = "city_night_duty"
    ABUSE_CENTER = "abuse_center"
    CHILD_CENTER = "child_center"
    POLICE = "police"


class RestrictedEnd(StrEnum):
    """Why a case of suspected abuse is over for the network."""

    CITY_LEADS = "city_leads"
    SAFE_PLACE = "safe_place"
    NO_ABUSE = "no_abuse"
    MISTAKE = "mistake"


class Lifeline(StrEnum):
    """What is cut off at home. Plan: つるおか安心ネット 緊急の判断②"""

    WATER = "water"
    ELECTRICITY = "electricity"
    GAS = "gas"
    OTHER = "other"


class Wish(StrEnum):
    """On what the person's decision rests. Plan: 松江市（案）9(1)"""

    OWN = "own"
    SUPPORTED = "supported"
    PRESUMED = "presumed"
    BEST_INTEREST = "best_interest"  # the last resort: others judged what serves the person
    UNCONFIRMED = "unconfirmed"


class DeclineReason(StrEnum):
    """Why an office cannot take somebody; severity alone is no reason in law."""

    FULL = "full"
    NIGHT_STAFF = "night_staff"
    MEDICAL_CARE = "medical_care"
    NEEDS_HOSPITAL = "needs_hospital"
    OTHER_DISABILITY = "other_disability"
    OUT_OF_AREA = "out_of_area"
    INFECTION = "infection"
    OTHER = "other"


class CancelReason(StrEnum):
    """Why a request is taken back."""

    CARER_BACK = "carer_back"
    OTHER_PLACE = "other_place"
    HOSPITAL = "hospital"
    PERSONS_WISH = "persons_wish"
    MISTAKE = "mistake"


class ArrivalMistake(StrEnum):
    """Why an arrival that was recorded is taken back."""

    NOT_YET = "not_yet"
    OTHER_CASE = "other_case"
    PRESSED = "pressed"


class Hours(StrEnum):
    """When a window is the one where an office is reached; night is the profile's."""

    ALWAYS = "always"
    DAY = "day"
    NIGHT = "night"


class AlarmPurpose(StrEnum):
    """Why somebody is called to the telephone; only the first goes to the counsellors first."""

    RELAY = "relay"
    CONSULT = "consult"
    TYPE_IN = "type_in"
    MEMO_LEFT = "memo_left"


class Health(StrEnum):
    """How the person is as far as another house must know: asked at the telephone."""

    WELL = "well"
    FEVER = "fever"
    COUGH = "cough"
    UNKNOWN = "unknown"


class CallOutcome(StrEnum):
    """What came of telephoning an asked office: one tap each."""

    NO_ANSWER = "no_answer"
    REACHED = "reached"
    CALL_BACK = "call_back"
    YES = "yes"
    CONDITION = "condition"
    NO = "no"


class MedicalBody(StrEnum):
    """Whom the medical question was put to. Plan: 松江市（案）別紙2-1 医療機関へのつなぎ"""

    AMBULANCE = "ambulance"
    USUAL_DOCTOR = "usual_doctor"
    NIGHT_CLINIC = "night_clinic"
    VISITING_NURSE = "visiting_nurse"
    ADVICE_LINE = "advice_line"
    OTHER = "other"


class PauseReason(StrEnum):
    """Why the ladder stands still for a while; the card says it with its end."""

    BY_TELEPHONE = "by_telephone"
    ASKING_THE_PERSON = "asking_the_person"
    AT_THE_HOSPITAL = "at_the_hospital"


class JoiningState(StrEnum):
    """Where a 職員登録 stands: one approval makes somebody an office's staff."""

    ASKED = "asked"
    APPROVED = "approved"
    REFUSED = "refused"


class RemarkKind(StrEnum):
    """How words came to be kept; an edit or a deletion never changes an answer."""

    WRITTEN = "written"
    SPOKEN = "spoken"  # at the telephone, written down by whoever called
    EDITED = "edited"
    DELETED = "deleted"


class Part(StrEnum):
    """Which part of what was asked an office can take on."""

    AS_ASKED = "as_asked"
    NIGHTS_ONLY = "nights_only"
    DAYS_ONLY = "days_only"
    OTHER_SERVICE = "other_service"


class Requirement(StrEnum):
    """What an office needs before it can take somebody."""

    STAFF = "staff"
    TRANSPORT = "transport"
    MEDICINE = "medicine"
    DOCTORS_LETTER = "doctors_letter"
    TEST_RESULT = "test_result"
    FAMILY = "family"
    CITY = "city"


class RegistrationState(StrEnum):
    """Where a registration stands; the order is the way it goes."""

    FOUND = "found"
    RECOMMENDED = "recommended"
    RECEIVED = "received"
    REGISTERED = "registered"
    ENDED = "ended"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class Lang(StrEnum):
    """A language the words exist in."""

    JA = "ja"
    EN = "en"


class Finding(StrEnum):
    """What the auditor may find wrong; what it may mend is in `bot/decide/auditing.py`."""

    STEP_MISSING = "step_missing"  # an open need that nothing waits for
    STEP_LATE = "step_late"
    STEP_FAILED = "step_failed"
    NOT_ONE_DECIDED = "not_one_decided"
    CARD_MISSING = "card_missing"
    CARD_BEHIND = "card_behind"
    CARD_REFUSED = "card_refused"  # its ask waits all the same
    PARCEL_OLD = "parcel_old"
    ACCEPT_FORGOTTEN = "accept_forgotten"
    DELIVERY_FAILED = "delivery_failed"  # something Slack brought was not recorded
    UNHEARD = "unheard"  # Slack refused it, and nobody was told
    CLOCK = "clock"
