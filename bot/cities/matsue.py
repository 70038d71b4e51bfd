"""Matsue (松江市): its plan for the base, still a draft 「松江市地域生活支援拠点（案）」.

The body comes first, the annexes (別紙) add to it; where they differ the comment says so.
"""

from __future__ import annotations

from bot.cities.profile import SAMPLE, UNDECIDED, LadderStep, Profile, Rung, Terms
from bot.vocabulary import Ground, OfficeKind, ServiceType

_LADDER = (  # the same by day and by night until the city says otherwise
    Rung(after_minutes=10, step=LadderStep.REMIND),
    Rung(after_minutes=20, step=LadderStep.CALL_CORE),
    Rung(after_minutes=25, step=LadderStep.NEXT_ON_ROTA),
    Rung(after_minutes=30, step=LadderStep.CALL_CITY),
    Rung(after_minutes=40, step=LadderStep.CALL_AGAIN),
)

MATSUE = Profile(
    name="matsue",
    city="松江市",
    started_on=None,
    registration_authority=OfficeKind.CORE_CENTER,
    registration_intake=(OfficeKind.CONSULTATION, OfficeKind.CORE_CENTER),
    form_template="registration_form",
    form_author="filer",
    required_attachments=("service_use_plan",),  # of those who use services; others have none
    attachments_needed="all",
    eligibility=("expected_carer_unavailable", "expected_disability_trait_crisis"),
    residency_required=False,
    emergency_grounds=(Ground.CARER_UNAVAILABLE, Ground.DISABILITY_TRAIT_CRISIS),
    excluded_grounds=(),
    examined_grounds=(),
    unlisted_ground_policy="refer_to_core_center",
    recognition_rule="ground",
    conferral_parties=(),
    short_stay_allowed_grounds=(Ground.CARER_UNAVAILABLE,),
    short_stay_requires_daily_carer=True,
    daily_carer_override_by=(OfficeKind.CORE_CENTER, OfficeKind.CITY),
    emergency_service_types=(
        ServiceType.SHORT_STAY_WELFARE,
        ServiceType.SHORT_STAY_MEDICAL,
        ServiceType.HOME_HELP,
        ServiceType.SEVERE_HOME_CARE,
        ServiceType.VISUAL_GUIDE_HELP,
        ServiceType.BEHAVIOR_GUIDE_HELP,
        ServiceType.DAYTIME_CARE,
        ServiceType.CONTINUED_WORK_A,
        ServiceType.CONTINUED_WORK_B,
        ServiceType.EMPLOYMENT_TRANSITION,
        ServiceType.INDEPENDENT_LIVING_AID,
        ServiceType.TRAINING_FUNCTIONAL,  # in 別紙2 only
        ServiceType.TRAINING_LIVING,  # in 別紙2 only
        ServiceType.COMMUNITY_SETTLEMENT,  # in 別紙1 only
    ),
    trial_service_types=(
        ServiceType.SHORT_STAY_WELFARE,
        ServiceType.SHORT_STAY_MEDICAL,
        ServiceType.DAYTIME_CARE,
        ServiceType.TRAINING_FUNCTIONAL,
        ServiceType.TRAINING_LIVING,
        ServiceType.EMPLOYMENT_TRANSITION,
        ServiceType.CONTINUED_WORK_A,
        ServiceType.CONTINUED_WORK_B,
        ServiceType.GROUP_HOME,
        ServiceType.FACILITY_RESIDENCE,
    ),
    sharing_trigger="submission",
    sharer=("counselor", "core_center"),
    city_relay=UNDECIDED,
    who_may_open_case=("counselor", "core_center"),
    core_is_abuse_center=None,
    unregistered_path="core_center",
    escalation_targets=(OfficeKind.CORE_CENTER,),
    update_procedure="change_notice",
    reports=("interim_report", "final_report"),
    review_body="地域移行・定着・包括ケア連携会議",
    functions=(  # 別紙1 also shows 地域の体制づくり, without a number; the body counts four
        "consultation",
        "emergency_acceptance",
        "trial_use",
        "specialist_training",
    ),
    ui_terms=Terms(
        disability="障がい",
        accept="受入れ",
        place="受入先",
        registration_form="登録届",
        core_center="基幹相談支援センター",
        core_center_short="基幹",
        city="障がい者福祉課",
    ),
    decision="person_decides",
    reply_deadline_minutes=20,
    reminder_minutes=10,
    escalation_minutes=20,
    owner_handover_minutes=10,
    offer_undecided_minutes=10,
    result_promise_minutes=10,
    hold_extension_minutes=10,
    core_unclaimed_minutes=5,
    proposal_minutes=5,
    alarm_minutes=5,
    memo_minutes=3,
    arrival_grace_minutes=30,
    ladder=_LADDER,
    night_ladder=_LADDER,
    repeat_minutes=10,
    longest_pause_minutes=60,
    sheet_grant_until="09:00",
    on_call_hours=("17:15", "08:30"),
    night_hours=("18:00", "08:30"),
    working_hours=("08:30", "17:15"),
    update_interval_days=180,
    retention_years=5,
    monitoring_lead_days=(14, 3, 0),
    monitoring_repeat_days=7,
    monitoring_core_after_days=14,
    trial_validity_days=365,
    interim_report_at="17:00",
    report_due_days=3,
    sources={
        "city": "松江市（案）表題「松江市地域生活支援拠点（案）」",
        "started_on": SAMPLE,
        "registration_authority": (
            "松江市（案）７②「登録届等を基幹相談支援センター絆に提出し情報共有します。（絆は登録）」"
        ),
        "registration_intake": (
            "松江市（案）７①「緊急時利用登録届をもらい受けます」、絆は「上記（１）、（２）と同じ」"
        ),
        "form_template": "松江市（案）別紙３「緊急時利用登録届【案】」",
        "form_author": "松江市（案）別紙３「登録者本人名を自署してください」",
        "required_attachments": "松江市（案）別紙2-1「登録届、サービス等利用計画」",
        "attachments_needed": "松江市（案）別紙2-1「登録届、サービス計画 送付」",
        "eligibility": "松江市（案）７①「次の状況が現実的に見込まれる人」",
        "residency_required": SAMPLE,
        "emergency_grounds": (
            "松江市（案）７①「介護を行う人が疾病やその他やむを得ない理由により」"
            "「障がいの特性により生じた緊急事態など」"
        ),
        "excluded_grounds": SAMPLE,
        "examined_grounds": SAMPLE,
        "unlisted_ground_policy": SAMPLE,
        "recognition_rule": (
            "松江市（案）７②「緊急時の状況を踏まえ、想定した緊急時に対応したサービスが利用できる"
            "よう調整します」"
        ),
        "conferral_parties": SAMPLE,
        "short_stay_allowed_grounds": "松江市（案）７①「短期入所の利用は①の人に限ります」",
        "short_stay_requires_daily_carer": (
            "松江市（案）９（２）「「家族等日常的に本人の介護を行っている人がいない人」の場合は、"
            "原則、利用ができません」"
        ),
        "daily_carer_override_by": SAMPLE,  # the plan says 原則, not who decides the exception
        "emergency_service_types": (
            "松江市（案）７②「短期入所」「居宅介護」ほかの欄、別紙2-1「自立訓練（機能・生活）」、"
            "別紙1「地域定着支援」"
        ),
        "trial_service_types": (
            "松江市（案）別紙４「体験的なサービスを提供します」"
            "「短期入所について、体験的な利用、見学を調整します」"
        ),
        "sharing_trigger": (
            "松江市（案）７②「緊急時に利用が見込まれるサービス事業所にも登録届等の写しを渡し」"
        ),
        "sharer": (
            "松江市（案）７②「登録届等の写しを渡し」、絆は別紙2-2「登録届等送付 緊急的状況の説明」"
        ),
        "city_relay": "松江市（案）別紙2-1「市を介するか調整中」",
        "who_may_open_case": (
            "松江市（案）別紙４「受入調整を実施します」"
            "「受入先確保が困難な場合、確保のための支援を実施します」"
        ),
        "core_is_abuse_center": SAMPLE,
        "unregistered_path": (
            "松江市（案）７②「元々サービス利用がない人による緊急的相談に対応した、サービス、"
            "相談支援専門員等の調整を行います」"
        ),
        "escalation_targets": (
            "松江市（案）７②「相談支援専門員のバックアップを行います。"
            "（緊急時にサービス事業所が見つからない場合など）」"
        ),
        "update_procedure": (
            "松江市（案）別紙４「情報更新時は当事者から変更届を受領し、適宜共有します」"
        ),
        "reports": "松江市（案）別紙2-1「随時報告・事後報告」",
        "review_body": (
            "松江市（案）８「下部会議である「地域移行・定着・包括ケア連携会議」にて行う」"
        ),
        "functions": (
            "松江市（案）２（３）「「相談」、「緊急時の受け入れ・対応」、「体験の機会・場」、"
            "「専門的人材の確保・養成等」の機能に大きく分類されます」"
        ),
        "ui_terms": (
            "松江市（案）１「障がい者」、４「緊急時の受入れ・対応」、別紙1「受入先」"
            "「市障がい者福祉課」、別紙2-1「基幹相談支援センター」、別紙３「登録届」"
        ),
        "decision": SAMPLE,
        "reply_deadline_minutes": SAMPLE,
        "reminder_minutes": SAMPLE,
        "escalation_minutes": SAMPLE,
        "owner_handover_minutes": SAMPLE,
        "offer_undecided_minutes": SAMPLE,
        "result_promise_minutes": SAMPLE,
        "hold_extension_minutes": SAMPLE,
        "core_unclaimed_minutes": SAMPLE,
        "proposal_minutes": SAMPLE,
        "alarm_minutes": SAMPLE,
        "memo_minutes": SAMPLE,
        "arrival_grace_minutes": SAMPLE,
        "ladder": SAMPLE,
        "night_ladder": SAMPLE,
        "repeat_minutes": SAMPLE,
        "longest_pause_minutes": SAMPLE,
        "sheet_grant_until": SAMPLE,
        "on_call_hours": SAMPLE,
        "night_hours": SAMPLE,
        "working_hours": SAMPLE,
        "update_interval_days": SAMPLE,
        "retention_years": SAMPLE,
        "monitoring_lead_days": SAMPLE,
        "monitoring_repeat_days": SAMPLE,
        "monitoring_core_after_days": SAMPLE,
        "trial_validity_days": SAMPLE,
        "interim_report_at": SAMPLE,
        "report_due_days": SAMPLE,
    },
)
