"""Who is registered in みずうみ市, by what they need: R01 to R05.

All of them are invented; each is there to try one thing, named in a line above.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from bot.model import Certificate, Contact, HouseholdMember, NetworkId, Person, PersonId
from bot.vocabulary import Approach, Handbook, ServiceType, Sex, Support
from sandbox.town_shapes import POSTAL_CODE, telephone

MZ: Final = NetworkId("MZ")

# The ready case: prepared, tried, shared; the person of the worked night.
R01 = Person(
    id=PersonId("R01"),
    network=MZ,
    name="見本 一郎",
    kana="みほん いちろう",
    birth_date=date(1994, 6, 11),
    sex=Sex.MALE,
    postal_code=POSTAL_CODE,
    address="みずうみ市見本町1丁目1番地の1 架空荘101",
    district="見本町",
    phone_home=telephone(2011),
    phone_mobile=telephone(2012),
    certificates=(Certificate(kind=Handbook.INTELLECTUAL, grade="A"),),
    ltc_care_level="なし",
    main_condition="知的障がい、てんかん（見本の一）",
    support_category=5,
    current_services="生活介護（例示デイ ぽっかぽか）週5日",
    primary_medical_provider="架空第一クリニック 神経内科",
    condition_and_treatment="発作は年に1回ほど、5分以上続くときは救急車（架空）",
    medication="朝・夕に架空錠Aを1錠ずつ、居間の青い箱",
    other_notes="初めての場所では玄関で立ち止まるので、待てば入る",
    expected_emergency_and_response="母が倒れたときは叔母が付き添い、かりのやどへ送る",
    wanted_services=(ServiceType.SHORT_STAY_WELFARE,),
    supports=(
        Support.SEIZURE_FIRST_AID,
        Support.MEDICATION_MORNING_EVENING,
        Support.NO_MEDICAL_CARE,
    ),
    approaches=(Approach.PICTURE_SCHEDULE, Approach.AVOID_LOUD_NOISE),
    communication="短い文なら分かる。返事は絵カードを指さす",
    mobility="歩行は自立。階段は手すりを持って下りる",
    meals="普通食、麺は短く切る。箸よりスプーン",
    allergies="そば（架空の検査による）",
    contacts=(
        Contact(
            name="見本 和子",
            relationship="母",
            address="みずうみ市見本町1丁目1番地の1 架空荘101",
            telephone=telephone(2013),
            consented_on=date(2025, 6, 2),
        ),
        Contact(
            name="見本 たかえ",
            relationship="叔母",
            address="みずうみ市例文町9丁目9番地の1",
            telephone=telephone(2014),
            consented_on=date(2025, 6, 2),
        ),
    ),
    household=(HouseholdMember(relationship="母", name="見本 和子", daily_carer=True),),
)

# A child whose father files; medical care by night.
R02 = Person(
    id=PersonId("R02"),
    network=MZ,
    name="架空 さくら",
    kana="かくう さくら",
    birth_date=date(2017, 4, 2),
    sex=Sex.FEMALE,
    postal_code=POSTAL_CODE,
    address="みずうみ市例文町2丁目2番地の2",
    district="例文町",
    phone_home=telephone(2021),
    phone_mobile="",
    certificates=(
        Certificate(kind=Handbook.PHYSICAL, grade="1"),
        Certificate(kind=Handbook.INTELLECTUAL, grade="A"),
    ),
    ltc_care_level="なし",
    main_condition="重症心身障がい（見本の二）",
    support_category=None,
    current_services="短期入所 医療型（架空療育病院 そらまめ病棟）月2回",
    primary_medical_provider="架空療育病院 小児科外来",
    condition_and_treatment="気管切開、夜間は人工呼吸器、胃ろう（架空）",
    medication="1日3回、胃ろうから架空シロップを注入",
    other_notes="呼吸器の予備電池は玄関の赤いかばん",
    expected_emergency_and_response="父母がともに動けないときは、そらまめ病棟へ電話し主治医の書面を渡す",
    wanted_services=(ServiceType.SHORT_STAY_MEDICAL,),
    supports=(
        Support.VENTILATOR,
        Support.TRACHEOSTOMY,
        Support.SUCTION,
        Support.TUBE_FEEDING,
        Support.TRANSFER_HELP,
    ),
    approaches=(Approach.FAMILIAR_STAFF,),
    communication="目の動きとまばたきで答える。はいは2回",
    mobility="全介助。寝台型の車いすで移動する",
    meals="胃ろうのみ、架空栄養剤を1日4回",
    allergies="なし",
    contacts=(
        Contact(
            name="架空 いわお",
            relationship="父",
            address="みずうみ市例文町2丁目2番地の2",
            telephone=telephone(2023),
            consented_on=date(2025, 5, 12),
        ),
        Contact(
            name="架空 はなえ",
            relationship="母",
            address="みずうみ市例文町2丁目2番地の2",
            telephone=telephone(2024),
            consented_on=date(2025, 5, 12),
        ),
    ),
    household=(
        HouseholdMember(relationship="父", name="架空 いわお", daily_carer=True),
        HouseholdMember(relationship="母", name="架空 はなえ", daily_carer=True),
    ),
)

# Also under long-term care; the carer is an old sister.
R03 = Person(
    id=PersonId("R03"),
    network=MZ,
    name="模擬 健",
    kana="もぎ けん",
    birth_date=date(1958, 11, 30),
    sex=Sex.MALE,
    postal_code=POSTAL_CODE,
    address="みずうみ市模擬町3丁目3番地の3",
    district="模擬町",
    phone_home=telephone(2031),
    phone_mobile="",
    certificates=(Certificate(kind=Handbook.PHYSICAL, grade="2"),),
    ltc_care_level="要介護3",
    main_condition="脳性まひ（見本の三）",
    support_category=4,
    current_services="居宅介護（見本ヘルパー てくてく）週6日",
    primary_medical_provider="架空第三クリニック 整形外科",
    condition_and_treatment="首と肩の緊張が強く、月1回の通院（架空）",
    medication="夜に架空錠Cを1錠、痛むときの貼り薬",
    other_notes="介護保険の担当は架空ケアマネ事業所",
    expected_emergency_and_response="姉が入院したときは、かりのやどへ。昼はてくてくの訪問を続ける",
    wanted_services=(ServiceType.SHORT_STAY_WELFARE, ServiceType.HOME_HELP),
    supports=(
        Support.WHEELCHAIR,
        Support.TRANSFER_HELP,
        Support.MEDICATION,
        Support.NO_MEDICAL_CARE,
    ),
    approaches=(Approach.FAMILIAR_STAFF,),
    communication="ことばはゆっくり、急かさず最後まで聞く",
    mobility="車いす。移乗は二人で抱える",
    meals="刻み食、飲みものにとろみを付ける",
    allergies="なし",
    contacts=(
        Contact(
            name="模擬 千代",
            relationship="姉",
            address="みずうみ市模擬町3丁目3番地の3",
            telephone=telephone(2033),
            consented_on=date(2025, 4, 21),
        ),
    ),
    household=(HouseholdMember(relationship="姉", name="模擬 千代", daily_carer=True),),
)

# Lives alone: nobody cares daily, so no short stay; visits instead.
R04 = Person(
    id=PersonId("R04"),
    network=MZ,
    name="仮名 ゆり",
    kana="かめい ゆり",
    birth_date=date(1985, 1, 19),
    sex=Sex.FEMALE,
    postal_code=POSTAL_CODE,
    address="みずうみ市仮名町4丁目4番地の4 例示ハイツ404",
    district="仮名町",
    phone_home="",
    phone_mobile=telephone(2042),
    certificates=(
        Certificate(kind=Handbook.MENTAL, grade="2"),
        Certificate(kind=Handbook.SELF_SUPPORT_MEDICAL),
    ),
    ltc_care_level="なし",
    main_condition="統合失調症（見本の四）",
    support_category=2,
    current_services="自立生活援助（試し生活サポート となり）月4回",
    primary_medical_provider="架空こころの病院 見本外来",
    condition_and_treatment="眠れない日が3日続くと不安が強くなる（架空）",
    medication="就寝前に架空錠Dを2錠、自分で管理",
    other_notes="夜の電話は10分までと本人と決めている",
    expected_emergency_and_response="夜に混乱したときは、となりの職員が電話し、必要なら訪問する",
    wanted_services=(ServiceType.INDEPENDENT_LIVING_AID,),
    supports=(Support.MEDICATION, Support.NO_MEDICAL_CARE),
    approaches=(Approach.QUIET_ROOM, Approach.FAMILIAR_STAFF),
    communication="電話より文字のほうが伝えやすい日がある",
    mobility="自立。夜の外出は一人でしない",
    meals="一人で作れるが、不調の日は宅配の弁当",
    allergies="なし",
    contacts=(
        Contact(
            name="仮名 すみれ",
            relationship="妹",
            address="そらいろ市仮名町8丁目8番地の8",
            telephone=telephone(2043),
            consented_on=date(2025, 5, 26),
        ),
    ),
)

# The ground is the crisis itself: a short stay is barred, lodging and helpers are not.
R05 = Person(
    id=PersonId("R05"),
    network=MZ,
    name="例示 みなと",
    kana="れいじ みなと",
    birth_date=date(2003, 8, 8),
    sex=Sex.MALE,
    postal_code=POSTAL_CODE,
    address="みずうみ市例示町5丁目5番地の5",
    district="例示町",
    phone_home=telephone(2051),
    phone_mobile="",
    certificates=(Certificate(kind=Handbook.INTELLECTUAL, grade="A"),),
    ltc_care_level="なし",
    main_condition="自閉スペクトラム症、知的障がい（見本の五）",
    support_category=6,
    current_services="行動援護（見本ヘルパー てくてく）、生活介護（試験支援施設 やまびこ荘）週5日",
    primary_medical_provider="架空第五クリニック 発達外来",
    condition_and_treatment="予定が急に変わると頭を打つことがある（架空）",
    medication="朝・夕に架空錠Eを1錠ずつ、ゼリーに混ぜる",
    other_notes="耳当てと青いタオルを必ず持って行く",
    expected_emergency_and_response="家で落ち着けないときは、てくてくが来て外へ。難しければやまびこ荘に泊まる",
    wanted_services=(ServiceType.BEHAVIOR_GUIDE_HELP, ServiceType.DAYTIME_CARE),
    supports=(
        Support.BEHAVIOR_SUPPORT,
        Support.MEDICATION_MORNING_EVENING,
        Support.NO_MEDICAL_CARE,
    ),
    approaches=(
        Approach.PICTURE_SCHEDULE,
        Approach.QUIET_ROOM,
        Approach.AVOID_TOUCH,
        Approach.AVOID_SUDDEN_CHANGE,
    ),
    communication="ことばは出ない。写真の予定表を見せて待つ",
    mobility="自立。道路へ飛び出すことがあり、手の届く距離で歩く",
    meals="白いご飯と揚げ物だけ。ほかの物は置かない",
    allergies="なし",
    behavior_score=18,
    contacts=(
        Contact(
            name="例示 こうじ",
            relationship="父",
            address="みずうみ市例示町5丁目5番地の5",
            telephone=telephone(2053),
            consented_on=date(2025, 6, 9),
        ),
        Contact(
            name="例示 まどか",
            relationship="母",
            address="みずうみ市例示町5丁目5番地の5",
            telephone=telephone(2054),
            consented_on=date(2025, 6, 9),
        ),
    ),
    household=(
        HouseholdMember(relationship="父", name="例示 こうじ", daily_carer=True),
        HouseholdMember(relationship="母", name="例示 まどか", daily_carer=True),
    ),
)
