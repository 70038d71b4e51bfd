"""What one city decided: a frozen value per setting, and where each is written.

A rule no setting expresses gets a new setting here first, and every city states its value.
Code never asks which city it is in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import timedelta
from enum import Enum, StrEnum
from typing import Final, Literal

from bot.vocabulary import Ground, OfficeKind, ServiceType

SAMPLE: Final = "sample"
"""The source of a value that stands in no plan: invented, for the city to decide."""

UNDECIDED: Final = "undecided"
"""The value of a setting the city itself says is not decided yet; the bot says so too."""


class LadderStep(StrEnum):
    """What happens when nobody has been found yet, in the order of the ladder."""

    REMIND = "remind"  # the silent offices
    CALL_CORE = "call_core"  # the core centre comes in; this is entering tier 2
    NEXT_ON_ROTA = "next_on_rota"  # the core centre's next on call, while nobody has come in
    CALL_CITY = "call_city"
    CALL_AGAIN = "call_again"  # repeats, and the owner is told whom to telephone


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """A step of the ladder, so many minutes after the asking began; a reminder, after the card."""

    after_minutes: int
    step: LadderStep


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The nouns in which the cities differ, term by term; names of laws are never among them."""

    disability: str
    accept: str
    place: str
    registration_form: str
    core_center: str
    core_center_short: str
    city: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """Every setting in which networks differ. Sources: one entry a field, paragraph or SAMPLE."""

    name: str
    city: str
    started_on: str | None
    registration_authority: OfficeKind
    registration_intake: tuple[OfficeKind, ...]
    form_template: Literal["registration_form", "application_ledger_form"]
    form_author: Literal["filer", "counselor"]
    required_attachments: tuple[str, ...]
    attachments_needed: Literal["all", "any"]
    eligibility: tuple[str, ...]
    residency_required: bool
    emergency_grounds: tuple[Ground, ...]
    excluded_grounds: tuple[Ground, ...]
    examined_grounds: tuple[Ground, ...]  # the form asks what they rest on
    unlisted_ground_policy: Literal["refer_to_core_center", "consultation_case"]
    recognition_rule: Literal["ground", "ground_no_vacancy_conferral_place"]
    conferral_parties: tuple[OfficeKind, ...]
    short_stay_allowed_grounds: tuple[Ground, ...] | None  # None: not restricted
    short_stay_requires_daily_carer: bool | None  # None: not stated
    daily_carer_override_by: tuple[OfficeKind, ...]  # who may set that rule aside, with a reason
    emergency_service_types: tuple[ServiceType, ...]
    trial_service_types: tuple[ServiceType, ...]
    sharing_trigger: Literal["submission", "ledger_entry"]
    sharer: tuple[str, ...]
    city_relay: Literal["yes", "no", "always", "undecided"]
    who_may_open_case: tuple[Literal["counselor", "core_center", "shared_office"], ...]
    core_is_abuse_center: (
        bool | None
    )  # commissioned by the city for suspected abuse; None: not stated
    # Nothing reads the next two yet: the path for the unregistered is still to come, and until then
    # the ladder's steps say whom silence is brought to.
    unregistered_path: Literal["core_center", "core_center_and_city"]
    escalation_targets: tuple[OfficeKind, ...]
    update_procedure: Literal["change_notice", "as_needed"]
    reports: tuple[str, ...] | None  # None: not stated
    review_body: str
    functions: tuple[str, ...]
    ui_terms: Terms
    decision: Literal["person_decides", "first_accept"]
    reply_deadline_minutes: int
    reminder_minutes: int
    escalation_minutes: int
    owner_handover_minutes: int
    offer_undecided_minutes: int
    result_promise_minutes: int
    hold_extension_minutes: int
    core_unclaimed_minutes: int
    proposal_minutes: int  # until the core centre's proposal is posted by itself
    alarm_minutes: int  # until the next one is paged
    memo_minutes: int  # until an unfinished call sheet is asked after
    arrival_grace_minutes: int
    ladder: tuple[Rung, ...]  # by day
    night_ladder: tuple[Rung, ...]
    repeat_minutes: int
    longest_pause_minutes: int
    sheet_grant_until: str  # JST, the next time the clock shows it
    on_call_hours: tuple[str, str]  # JST, from and until
    night_hours: tuple[str, str]
    working_hours: tuple[str, str]
    update_interval_days: int
    retention_years: int
    monitoring_lead_days: tuple[int, ...]
    monitoring_repeat_days: int
    monitoring_core_after_days: int
    trial_validity_days: int
    interim_report_at: str
    report_due_days: int  # working days after the end
    sources: Mapping[str, str]

    @property
    def reply_deadline(self) -> timedelta:
        """How long an office has to answer before the asking widens."""
        return timedelta(minutes=self.reply_deadline_minutes)


def plain(profile: Profile) -> dict[str, object]:
    """Return every field as a plain JSON value, in the order of the class, `sources` last.

    Enums become their string, tuples lists, values of their own (Terms, Rung) objects.
    """
    return {field.name: _plain(getattr(profile, field.name)) for field in fields(profile)}


def _plain(value: object) -> object:
    """Turn one value, and what it holds, into what JSON knows."""
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): _plain(held) for key, held in value.items()}
    if isinstance(value, tuple):
        return [_plain(held) for held in value]
    return value
