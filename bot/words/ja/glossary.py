"""The glossary's Japanese: one term for each identifier. Names of laws and certificates stay."""

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
    ServiceType.SHORT_STAY_WELFARE: "短期入所",
    ServiceType.SHORT_STAY_MEDICAL: "短期入所（医療型）",
    ServiceType.GROUP_HOME: "共同生活援助",
    ServiceType.FACILITY_RESIDENCE: "施設入所支援",
    ServiceType.HOME_HELP: "居宅介護",
    ServiceType.SEVERE_HOME_CARE: "重度訪問介護",
    ServiceType.VISUAL_GUIDE_HELP: "同行援護",
    ServiceType.BEHAVIOR_GUIDE_HELP: "行動援護",
    ServiceType.DAYTIME_CARE: "生活介護（宿泊設備の活用）",
    ServiceType.TRAINING_FUNCTIONAL: "自立訓練（機能）",
    ServiceType.TRAINING_LIVING: "自立訓練（生活）",
    ServiceType.EMPLOYMENT_TRANSITION: "就労移行支援",
    ServiceType.CONTINUED_WORK_A: "就労継続支援Ａ型",
    ServiceType.CONTINUED_WORK_B: "就労継続支援Ｂ型",
    ServiceType.INDEPENDENT_LIVING_AID: "自立生活援助",
    ServiceType.COMMUNITY_TRANSITION: "地域移行支援",
    ServiceType.COMMUNITY_SETTLEMENT: "地域定着支援",
    ServiceType.PLAN_CONSULTATION: "計画相談支援",
    ServiceType.CHILD_PLAN_CONSULTATION: "障害児相談支援",
    ServiceType.AFTER_SCHOOL: "放課後等デイサービス",
    ServiceType.HOME_NURSING: "訪問看護",
}

GROUNDS: Final[Mapping[Ground, str]] = {
    Ground.CARER_UNAVAILABLE: "介護者の急病・入院",
    Ground.DISABILITY_TRAIT_CRISIS: "特性により生じた緊急事態",
    Ground.LIFELINE_OUTAGE: "ライフラインの途絶",
    Ground.FAMILY_CONVENIENCE: "ご家庭のご予定",
    Ground.OTHER: "その他の事由",
}

GROUND_CHOICES: Final[Mapping[Ground, str]] = {
    **GROUNDS,
    Ground.CARER_UNAVAILABLE: "介護しているご家族などの急病・入院",
    Ground.DISABILITY_TRAIT_CRISIS: "ご本人の特性により生じた緊急事態",
    Ground.LIFELINE_OUTAGE: "水道・電気・ガスなどが使えない",
    Ground.FAMILY_CONVENIENCE: "ご家庭のご予定（冠婚葬祭・ご旅行など）",
    Ground.OTHER: "上のどれにも当てはまらない",
}

SEXES: Final[Mapping[Sex, str]] = {Sex.MALE: "男性", Sex.FEMALE: "女性"}

HANDBOOKS: Final[Mapping[Handbook, str]] = {
    Handbook.PHYSICAL: "身体障害者手帳",
    Handbook.INTELLECTUAL: "療育手帳",
    Handbook.MENTAL: "精神障害者保健福祉手帳",
    Handbook.SELF_SUPPORT_MEDICAL: "自立支援医療受給者証",
    Handbook.DESIGNATED_DISEASE: "特定医療費受給者証",
    Handbook.OTHER: "その他",
}

DISABILITIES: Final[Mapping[Handbook, str]] = {
    Handbook.PHYSICAL: "身体",
    Handbook.INTELLECTUAL: "知的",
    Handbook.MENTAL: "精神",
}

SUPPORTS: Final[Mapping[Support, str]] = {
    Support.SEIZURE_FIRST_AID: "発作時の対応",
    Support.MEDICATION_MORNING_EVENING: "服薬 朝・夕",
    Support.MEDICATION: "服薬の見守り",
    Support.NO_MEDICAL_CARE: "医療的ケアなし",
    Support.VENTILATOR: "人工呼吸器",
    Support.TRACHEOSTOMY: "気管切開の管理",
    Support.SUCTION: "喀痰吸引",
    Support.TUBE_FEEDING: "経管栄養",
    Support.OXYGEN: "酸素療法",
    Support.WHEELCHAIR: "車いす",
    Support.TRANSFER_HELP: "移乗の介助",
    Support.VISUAL_GUIDE: "移動時の手引き",
    Support.SIGN_OR_WRITING: "筆談・手話",
    Support.BEHAVIOR_SUPPORT: "行動面の支援",
}

APPROACHES: Final[Mapping[Approach, str]] = {
    Approach.PICTURE_SCHEDULE: "予定は絵カードで",
    Approach.SHORT_SENTENCES: "短い言葉で",
    Approach.QUIET_ROOM: "静かな部屋で",
    Approach.FAMILIAR_STAFF: "なじみの職員が安心",
    Approach.AVOID_LOUD_NOISE: "大きな音が苦手",
    Approach.AVOID_TOUCH: "体に触れられるのが苦手",
    Approach.AVOID_SUDDEN_CHANGE: "急な予定変更が苦手",
}

MEDICAL: Final[Mapping[Medical, str]] = {
    Medical.NONE: "必要なし",
    Medical.CONSULT: "受診・相談が必要",
    Medical.AMBULANCE_NEEDED: "119番が必要",
    Medical.AMBULANCE_CALLED: "119番に通報済み",
}

HEALTH: Final[Mapping[Health, str]] = {
    Health.WELL: "発熱なし",
    Health.FEVER: "発熱あり",
    Health.COUGH: "せきあり",
    Health.UNKNOWN: "未確認",
}

ABUSE: Final[Mapping[Abuse, str]] = {
    Abuse.NONE: "いいえ",
    Abuse.CARER: "はい（ご家族など養護者によるもの）",
    Abuse.STAFF: "はい（事業所の職員によるもの）",
    Abuse.EMPLOYER: "はい（雇用主によるもの）",
}

TOLD_WHOM: Final[Mapping[ToldWhom, str]] = {
    ToldWhom.CITY_DIVISION: "市の担当課",
    ToldWhom.CITY_NIGHT_DUTY: "市役所の宿直",
    ToldWhom.ABUSE_CENTER: "虐待防止センター",
    ToldWhom.CHILD_CENTER: "児童相談所（189）",
    ToldWhom.POLICE: "警察（110）",
}

RESTRICTED_ENDS: Final[Mapping[RestrictedEnd, str]] = {
    RestrictedEnd.CITY_LEADS: "市が対応を引き継いだ",
    RestrictedEnd.SAFE_PLACE: "ご本人の安全な居場所が決まった",
    RestrictedEnd.NO_ABUSE: "虐待ではないと市が判断した",
    RestrictedEnd.MISTAKE: "入力の誤り",
}

LIFELINES: Final[Mapping[Lifeline, str]] = {
    Lifeline.WATER: "水道",
    Lifeline.ELECTRICITY: "電気",
    Lifeline.GAS: "ガス",
    Lifeline.OTHER: "その他",
}

MEDICAL_BODIES: Final[Mapping[MedicalBody, str]] = {
    MedicalBody.AMBULANCE: "救急（119番）",
    MedicalBody.USUAL_DOCTOR: "かかりつけ医",
    MedicalBody.NIGHT_CLINIC: "夜間・休日の診療所",
    MedicalBody.VISITING_NURSE: "訪問看護",
    MedicalBody.ADVICE_LINE: "救急相談の電話",
    MedicalBody.OTHER: "その他",
}

TRANSPORTS: Final[Mapping[Transport, str]] = {
    Transport.FAMILY: "ご家族・ご親族が送迎",
    Transport.OFFICE: "事業所に送迎を依頼",
    Transport.COUNSELOR: "相談支援専門員が送迎",
    Transport.TAXI: "福祉タクシーなど",
    Transport.UNDECIDED: "送迎は未定",
}

WISHES: Final[Mapping[Wish, str]] = {
    Wish.OWN: "ご本人が決めた",
    Wish.SUPPORTED: "支援を受けてご本人が決めた",
    Wish.PRESUMED: "ご本人の意思を推定した",
    Wish.BEST_INTEREST: "ご本人の最善の利益を検討した",
    Wish.UNCONFIRMED: "未確認",
}

REASONS: Final[Mapping[DeclineReason, str]] = {
    DeclineReason.FULL: "満床",
    DeclineReason.NIGHT_STAFF: "夜間の職員体制",
    DeclineReason.MEDICAL_CARE: "必要な医療的ケアに対応できない",
    DeclineReason.NEEDS_HOSPITAL: "入院や受診が必要",
    DeclineReason.OTHER_DISABILITY: "主たる対象と異なる",
    DeclineReason.OUT_OF_AREA: "通常の実施地域外",
    DeclineReason.INFECTION: "感染症の発生",
    DeclineReason.OTHER: "その他",
}

CANCEL_REASONS: Final[Mapping[CancelReason, str]] = {
    CancelReason.CARER_BACK: "ご家族などによる介護ができるようになった",
    CancelReason.OTHER_PLACE: "ほかの滞在先が見つかった",
    CancelReason.HOSPITAL: "入院となった",
    CancelReason.PERSONS_WISH: "ご本人が望まれない",
    CancelReason.MISTAKE: "誤って依頼した",
}

ARRIVAL_MISTAKES: Final[Mapping[ArrivalMistake, str]] = {
    ArrivalMistake.NOT_YET: "まだ到着されていない",
    ArrivalMistake.OTHER_CASE: "別の件の到着だった",
    ArrivalMistake.PRESSED: "誤ってボタンを押した",
}

CALL_OUTCOMES: Final[Mapping[CallOutcome, str]] = {
    CallOutcome.NO_ANSWER: "不在",
    CallOutcome.REACHED: "電話がつながった",
    CallOutcome.CALL_BACK: "折り返し待ち",
    CallOutcome.YES: "可",
    CallOutcome.CONDITION: "条件付き",
    CallOutcome.NO: "不可",
}

PARTS: Final[Mapping[Part, str]] = {
    Part.AS_ASKED: "ご依頼どおり",
    Part.NIGHTS_ONLY: "夜間のみ",
    Part.DAYS_ONLY: "日中のみ",
    Part.OTHER_SERVICE: "別のサービス",
}

REQUIREMENTS: Final[Mapping[Requirement, str]] = {
    Requirement.STAFF: "職員の応援",
    Requirement.TRANSPORT: "送迎",
    Requirement.MEDICINE: "お薬とお薬手帳",
    Requirement.DOCTORS_LETTER: "医師の指示書",
    Requirement.TEST_RESULT: "検査結果",
    Requirement.FAMILY: "ご家族の付き添い",
    Requirement.CITY: "市の確認",
}

NEED_STATUSES: Final[Mapping[NeedStatus, str]] = {
    NeedStatus.ASKING: "依頼中",
    NeedStatus.DECIDED: "決定（到着待ち）",
    NeedStatus.ARRIVED: "利用中",
    NeedStatus.RETURNED: "ご帰宅",
    NeedStatus.CANCELLED: "取り下げ",
    NeedStatus.ENDED_OTHERWISE: "終了",
}


PAUSE_REASONS: Final[Mapping[PauseReason, str]] = {
    PauseReason.BY_TELEPHONE: "電話で調整中",
    PauseReason.ASKING_THE_PERSON: "ご本人・ご家族の意向を確認中",
    PauseReason.AT_THE_HOSPITAL: "病院に付き添い中",
}


REMARK_KINDS: Final[Mapping[RemarkKind, str]] = {
    RemarkKind.WRITTEN: "（ご返信）",
    RemarkKind.SPOKEN: "（お電話でのご回答）",
    RemarkKind.EDITED: "（投稿の書き直し）",
    RemarkKind.DELETED: "（削除された投稿）",
}

FINDINGS: Final[Mapping[Finding, str]] = {
    Finding.STEP_MISSING: "次の手順の予定が失われていました。",
    Finding.STEP_LATE: "時刻を過ぎた手順がまだ行われていないことが分かりました。",
    Finding.STEP_FAILED: "予定された手順が失敗していることが分かりました。",
    Finding.NOT_ONE_DECIDED: "決定した事業所の記録が合わないことが分かりました。",
    Finding.CARD_MISSING: "依頼のカードが作られていないことが分かりました。",
    Finding.CARD_BEHIND: "カードが最新の状況になっていないことが分かりました。",
    Finding.CARD_REFUSED: "カードが届かないまま、ご回答をお待ちしている依頼がありました。",
    Finding.PARCEL_OLD: "お知らせが送られないまま残っていることが分かりました。",
    Finding.ACCEPT_FORGOTTEN: "可能とのご回答の扱いが決まっていないことが分かりました。",
    Finding.DELIVERY_FAILED: "行われた操作を記録できていないことが分かりました。",
    Finding.UNHEARD: "届かなかったお知らせを、どなたにもお伝えできていないことが分かりました。",
    Finding.CLOCK: "機械の時計がずれたことが分かりました。",
}

REPAIRS: Final[Mapping[Finding, str]] = {
    Finding.STEP_MISSING: "予定を入れ直しました。",
    Finding.CARD_MISSING: "カードを作り、送信しています。",
    Finding.CARD_BEHIND: "描き直しを手配しました。",
    Finding.CARD_REFUSED: "もう一度送信しています。",
}


def ask_statuses(accept: str, place: str) -> Mapping[AskStatus, str]:
    """Return what each status of an ask is called, in the city's words for accepting and where."""
    return {
        AskStatus.PLANNED: "依頼前",
        AskStatus.WAITING: "未回答",
        AskStatus.HOLDING: "確認中",
        AskStatus.OFFERED: f"{accept}可能",
        AskStatus.CONDITIONAL: "条件付きで可能",
        AskStatus.DECLINED: f"{accept}困難",
        AskStatus.UNDELIVERABLE: "届いていません（お電話をお願いします）",
        AskStatus.DECIDED: f"{place}に決定",
        AskStatus.STANDBY: "次の候補",
        AskStatus.RELEASED: "依頼終了",
        AskStatus.LAPSED: "期限切れ",
        AskStatus.WITHDRAWN: "辞退",
    }


def next_steps(core_center: str) -> Mapping[NextStep, str]:
    """Return what each next step is, with the name of the city's core centre."""
    return {
        NextStep.REMIND: "未回答の事業所に再度ご案内します",
        NextStep.CALL_CORE: f"{core_center}に調整を依頼します",
        NextStep.NEXT_ON_ROTA: f"{core_center}の次の当番の方にもお知らせします",
        NextStep.CALL_CITY: "市へのお電話をお願いします",
        NextStep.CALL_AGAIN: f"{core_center}にあらためてお知らせします",
        NextStep.RESUME: "調整を再開します",
        NextStep.TELL_CITY: "市へのご連絡を確認します",
        NextStep.OFFER_WATCH: "どの事業所に決めるか、担当の方に再度お知らせします",
        NextStep.OFFER_CORE: f"{core_center}にもお知らせします",
        NextStep.ARRIVAL_CHECK: "ご到着を確認します",
        NextStep.RETURN_CHECK: "ご帰宅の予定を確認します",
    }
