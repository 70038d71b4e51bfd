"""Tsuruoka (鶴岡市): the leaflet 「つるおか安心ネット」.

The leaflet is short: what it does not say is None or a sample value, never a guess in its name.
"""

from __future__ import annotations

from bot.cities.profile import SAMPLE, LadderStep, Profile, Rung, Terms
from bot.vocabulary import Ground, OfficeKind, ServiceType

_LADDER = (  # the same by day and by night until the city says otherwise
    Rung(after_minutes=10, step=LadderStep.REMIND),
    Rung(after_minutes=20, step=LadderStep.CALL_CORE),
    Rung(after_minutes=25, step=LadderStep.NEXT_ON_ROTA),
    Rung(after_minutes=30, step=LadderStep.CALL_CITY),
    Rung(after_minutes=40, step=LadderStep.CALL_AGAIN),
)

TSURUOKA = Profile(
    name="tsuruoka",
    city="鶴岡市",
    started_on="2021-04",
    registration_authority=OfficeKind.CITY,
    registration_intake=(OfficeKind.CONSULTATION,),
    form_template="application_ledger_form",
    form_author="counselor",
    required_attachments=("diagnosis", "medicine_notebook", "service_use_plan"),
    attachments_needed="any",
    eligibility=("handbook_holder", "disability_service_user", "child_day_support_user"),
    residency_required=True,
    emergency_grounds=(Ground.CARER_UNAVAILABLE, Ground.LIFELINE_OUTAGE),
    excluded_grounds=(Ground.FAMILY_CONVENIENCE,),
    examined_grounds=(Ground.CARER_UNAVAILABLE, Ground.LIFELINE_OUTAGE),
    unlisted_ground_policy="consultation_case",
    recognition_rule="ground_no_vacancy_conferral_place",
    conferral_parties=(OfficeKind.CITY, OfficeKind.CORE_CENTER),
    short_stay_allowed_grounds=None,
    short_stay_requires_daily_carer=None,
    daily_carer_override_by=(),
    emergency_service_types=(  # the leaflet adds 等 and names no more
        ServiceType.SHORT_STAY_WELFARE,
        ServiceType.SHORT_STAY_MEDICAL,
        ServiceType.GROUP_HOME,
    ),
    trial_service_types=(
        ServiceType.SHORT_STAY_WELFARE,
        ServiceType.SHORT_STAY_MEDICAL,
        ServiceType.GROUP_HOME,
    ),
    sharing_trigger="ledger_entry",
    sharer=("city_welfare_division",),
    city_relay="always",
    who_may_open_case=("counselor", "core_center", "shared_office"),
    core_is_abuse_center=None,
    unregistered_path="core_center_and_city",
    escalation_targets=(OfficeKind.CORE_CENTER, OfficeKind.CITY),
    update_procedure="as_needed",
    reports=None,
    review_body="障害者地域自立支援協議会 相談支援部会",
    functions=(
        "consultation",
        "emergency_acceptance",
        "trial_use",
        "specialist_training",
        "community_building",
    ),
    ui_terms=Terms(
        disability="障害",
        accept="受け入れ",
        place="受け入れ先",
        registration_form="登録申請書兼登録台帳",
        core_center="障害者相談支援センター（基幹型）",
        core_center_short="基幹",
        city="福祉課",
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
        "city": "鶴岡市（安心ネット）表紙「鶴岡市 地域生活支援拠点 はじめました」",
        "started_on": "鶴岡市（安心ネット）Q１「鶴岡市では令和３年４月から運用開始しました」",
        "registration_authority": "鶴岡市（安心ネット）流れ②「福祉課で登録台帳へ登録します」",
        "registration_intake": "鶴岡市（安心ネット）流れ①「担当相談支援専門員と相談」",
        "form_template": ("鶴岡市（安心ネット）流れ①「地域生活支援拠点 登録申請書 兼 登録台帳」"),
        "form_author": ("鶴岡市（安心ネット）流れ①「相談支援専門員が作成の上、福祉課へ提出」"),
        "required_attachments": (
            "鶴岡市（安心ネット）流れ①「診断書やお薬手帳、サービス等利用計画等」"
        ),
        "attachments_needed": (
            "鶴岡市（安心ネット）流れ①「本人の心身状態が分かる資料の提出をお願いしております」"
        ),
        "eligibility": (
            "鶴岡市（安心ネット）Q３「手帳所持者、障害福祉サービス利用者、障害児通所支援利用者等」"
        ),
        "residency_required": (
            "鶴岡市（安心ネット）Q３「対象者を鶴岡市内の居住者に限定しています」"
        ),
        "emergency_grounds": (
            "鶴岡市（安心ネット）緊急の判断①「介護者の急病、入院や手術等により」"
            "②「水道、電気、ガス等ライフラインが途絶え」"
        ),
        "excluded_grounds": "鶴岡市（安心ネット）緊急の判断①「家庭都合は非該当」",
        "examined_grounds": (
            "鶴岡市（安心ネット）緊急の判断①「障害のある本人が居宅に一人となる状況」"
            "②「水道、電気、ガス等ライフラインが途絶え」"
        ),
        "unlisted_ground_policy": (
            "鶴岡市（安心ネット）機能②「障害者等の状態変化等が発生した際の緊急時の受入れ」、"
            "緊急の判断「①・②のいずれかの条件を満たし」"
        ),
        "recognition_rule": (
            "鶴岡市（安心ネット）緊急の判断「①・②のいずれかの条件を満たし、③の状況になった"
            "場合とします」"
        ),
        "conferral_parties": (
            "鶴岡市（安心ネット）緊急の判断③「鶴岡市福祉課及び基幹相談支援センターとの協議を経て」"
        ),
        "short_stay_allowed_grounds": SAMPLE,
        "short_stay_requires_daily_carer": SAMPLE,
        "daily_carer_override_by": SAMPLE,
        "emergency_service_types": (
            "鶴岡市（安心ネット）緊急の判断③「短期入所事業所や共同生活援助事業所等の調整」"
        ),
        "trial_service_types": (
            "鶴岡市（安心ネット）流れ④「短期入所事業所または共同生活援助事業所にて体験利用します」"
        ),
        "sharing_trigger": (
            "鶴岡市（安心ネット）流れ②③「その後、関係する事業所と登録情報を共有します」"
        ),
        "sharer": "鶴岡市（安心ネット）流れ②③「福祉課で登録台帳へ登録します」「共有します」",
        "city_relay": "鶴岡市（安心ネット）流れ⑥「福祉課等が連絡調整を行い、緊急時対応します」",
        "who_may_open_case": (
            "鶴岡市（安心ネット）流れ⑥「相談支援事業所はじめ日中活動サービス事業所・ヘルパー等、"
            "日頃関わりのある機関に相談します」"
        ),
        "core_is_abuse_center": SAMPLE,
        "unregistered_path": SAMPLE,
        "escalation_targets": (
            "鶴岡市（安心ネット）流れ⑥「基幹相談支援事業所・短期入所事業所・福祉課等が連絡調整」"
        ),
        "update_procedure": (
            "鶴岡市（安心ネット）流れ⑤「変更があった際には適宜情報を更新していきます」"
        ),
        "reports": SAMPLE,
        "review_body": (
            "鶴岡市（安心ネット）Q２「障害者地域自立支援協議会における「相談支援部会」が窓口」"
        ),
        "functions": (
            "鶴岡市（安心ネット）Q５「「１．相談」、「２．緊急時の受け入れ・対応」、"
            "「３．体験の場・機会」、「４．専門的人材の確保・養成」、「５．地域の体制づくり」"
            "があります」"
        ),
        "ui_terms": (
            "鶴岡市（安心ネット）Q１「障害者」、Q２「福祉課」「障害者相談支援センター（基幹型）」、"
            "Q５「緊急時の受け入れ・対応」、流れ①「登録申請書 兼 登録台帳」"
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
