"""Who is registered in そらいろ市: R12 to R16.

All of them are invented; each is there to try one thing, named in a line above.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from bot.model import Certificate, Contact, HouseholdMember, NetworkId, Person, PersonId
from bot.vocabulary import Approach, Handbook, ServiceType, Sex, Support
from sandbox.town_shapes import POSTAL_CODE, telephone

SR: Final = NetworkId("SR")

# The ready case of this network: one carer, a trial done.
R12 = Person(
    id=PersonId("R12"),
    network=SR,
    name="例雲 ためし",
    kana="れいうん ためし",
    birth_date=date(1992, 7, 7),
    sex=Sex.MALE,
    postal_code=POSTAL_CODE,
    address="そらいろ市例雲町12丁目1番地の1",
    district="例雲町",
    phone_home=telephone(2121),
    phone_mobile="",
    certificates=(Certificate(kind=Handbook.INTELLECTUAL, grade="A"),),
    ltc_care_level="なし",
    main_condition="知的障害、重度（見本の十二）",
    support_category=5,
    current_services="生活介護（くもりのちはれ）週5日",
    primary_medical_provider="仮想第十二医院 内科",
    condition_and_treatment="高血圧の薬を続けている（架空）",
    medication="朝・夕に仮想錠Lを1錠ずつ、父が手渡す",
    other_notes="雷の音を聞くと机の下に入る",
    expected_emergency_and_response="父が入院したときは、体験済みのそらねに送る",
    wanted_services=(ServiceType.SHORT_STAY_WELFARE,),
    supports=(Support.MEDICATION_MORNING_EVENING, Support.NO_MEDICAL_CARE),
    approaches=(Approach.SHORT_SENTENCES, Approach.AVOID_LOUD_NOISE),
    communication="二語文で話す。質問は二択にする",
    mobility="歩行は自立。長い距離は休みながら",
    meals="普通食、量は茶わん一杯まで",
    allergies="なし",
    contacts=(
        Contact(
            name="例雲 まさる",
            relationship="父",
            address="そらいろ市例雲町12丁目1番地の1",
            telephone=telephone(2123),
            consented_on=date(2025, 4, 14),
        ),
        Contact(
            name="例雲 きよみ",
            relationship="伯母",
            address="そらいろ市例風町3丁目12番地",
            telephone=telephone(2124),
            consented_on=date(2025, 4, 14),
        ),
    ),
    household=(HouseholdMember(relationship="父", name="例雲 まさる", daily_carer=True),),
)

# Lives on electricity: a lifeline cut is her emergency.
R13 = Person(
    id=PersonId("R13"),
    network=SR,
    name="試雨 かすみ",
    kana="しう かすみ",
    birth_date=date(1988, 10, 10),
    sex=Sex.FEMALE,
    postal_code=POSTAL_CODE,
    address="そらいろ市試雨町13丁目1番地の1",
    district="試雨町",
    phone_home=telephone(2131),
    phone_mobile=telephone(2132),
    certificates=(
        Certificate(kind=Handbook.PHYSICAL, grade="1"),
        Certificate(kind=Handbook.DESIGNATED_DISEASE),
    ),
    ltc_care_level="なし",
    main_condition="神経筋疾患（見本の十三）",
    support_category=4,
    current_services="居宅介護（かぜのて）週5日",
    primary_medical_provider="仮想第十三医院 呼吸器科",
    condition_and_treatment="酸素濃縮器を一日中使い、予備のボンベは2本（架空）",
    medication="朝に仮想吸入薬Mを1回",
    other_notes="停電したら2時間以内に電源のある所へ移る",
    expected_emergency_and_response="停電のときは、母とそらねへ移り電動車いすと濃縮器を充電する",
    wanted_services=(ServiceType.SHORT_STAY_WELFARE,),
    supports=(
        Support.OXYGEN,
        Support.WHEELCHAIR,
        Support.TRANSFER_HELP,
        Support.MEDICATION,
    ),
    approaches=(Approach.FAMILIAR_STAFF,),
    communication="ことばで問題なく話せる。息が切れたら待つ",
    mobility="電動車いす。段差は板を渡す",
    meals="やわらかい物を少しずつ、日に5回",
    allergies="なし",
    contacts=(
        Contact(
            name="試雨 しのぶ",
            relationship="母",
            address="そらいろ市試雨町13丁目1番地の1",
            telephone=telephone(2133),
            consented_on=date(2025, 5, 20),
        ),
    ),
    household=(HouseholdMember(relationship="母", name="試雨 しのぶ", daily_carer=True),),
)

# A child whose family asks for its own plans, which is no emergency here.
R14 = Person(
    id=PersonId("R14"),
    network=SR,
    name="例田 ひなた",
    kana="れいだ ひなた",
    birth_date=date(2010, 3, 3),
    sex=Sex.MALE,
    postal_code=POSTAL_CODE,
    address="そらいろ市例田町14丁目1番地の1",
    district="例田町",
    phone_home=telephone(2141),
    phone_mobile="",
    ltc_care_level="なし",
    main_condition="自閉スペクトラム症（見本の十四）",
    support_category=None,
    current_services="放課後等デイサービス（架空の放課後あそびば）週3日",
    primary_medical_provider="仮想第十四医院 小児科",
    condition_and_treatment="偏食があり、体重を毎月量っている（架空）",
    medication="なし",
    other_notes="電車の図鑑があると一人で過ごせる",
    expected_emergency_and_response="父母がともに動けないときは、そらねへ。図鑑を持って行く",
    wanted_services=(ServiceType.SHORT_STAY_WELFARE,),
    supports=(Support.NO_MEDICAL_CARE,),
    approaches=(Approach.PICTURE_SCHEDULE, Approach.AVOID_SUDDEN_CHANGE),
    communication="好きな電車の話から始めるとよく話す",
    mobility="自立。駅の近くでは手をつなぐ",
    meals="白い物を好む。無理に勧めない",
    allergies="卵（架空の検査による）",
    behavior_score=8,
    contacts=(
        Contact(
            name="例田 のりこ",
            relationship="母",
            address="そらいろ市例田町14丁目1番地の1",
            telephone=telephone(2143),
            consented_on=date(2025, 6, 10),
        ),
        Contact(
            name="例田 すすむ",
            relationship="父",
            address="そらいろ市例田町14丁目1番地の1",
            telephone=telephone(2144),
            consented_on=date(2025, 6, 10),
        ),
    ),
    household=(
        HouseholdMember(relationship="父", name="例田 すすむ", daily_carer=True),
        HouseholdMember(relationship="母", name="例田 のりこ", daily_carer=True),
    ),
)

# After the parents: a mother of 88, a group home tried in good time.
R15 = Person(
    id=PersonId("R15"),
    network=SR,
    name="仮沢 みつる",
    kana="かりさわ みつる",
    birth_date=date(1965, 5, 20),
    sex=Sex.MALE,
    postal_code=POSTAL_CODE,
    address="そらいろ市仮沢町15丁目1番地の1",
    district="仮沢町",
    phone_home=telephone(2151),
    phone_mobile="",
    certificates=(Certificate(kind=Handbook.INTELLECTUAL, grade="B"),),
    ltc_care_level="なし",
    main_condition="知的障害、中度（見本の十五）",
    support_category=3,
    current_services="就労継続支援B型（くもりのちはれ）、居宅介護（かぜのて）週2日",
    primary_medical_provider="仮想第十五医院 糖尿病外来",
    condition_and_treatment="血糖が高めで、間食を控えている（架空）",
    medication="朝に仮想錠Pを1錠、声かけで飲める",
    other_notes="母のことを聞かれると落ち着かなくなる",
    expected_emergency_and_response="母が入院したときは、体験済みのほしのやへ。仕事には通い続ける",
    wanted_services=(ServiceType.GROUP_HOME, ServiceType.SHORT_STAY_WELFARE),
    supports=(Support.MEDICATION, Support.NO_MEDICAL_CARE),
    approaches=(Approach.FAMILIAR_STAFF, Approach.SHORT_SENTENCES),
    communication="日常の会話はできる。約束は紙に書く",
    mobility="自立。階段はゆっくりなら上れる",
    meals="糖尿病の食事、甘い飲みものは出さない",
    allergies="なし",
    contacts=(
        Contact(
            name="仮沢 ヨシ",
            relationship="母",
            address="そらいろ市仮沢町15丁目1番地の1",
            telephone=telephone(2153),
            consented_on=date(2025, 5, 8),
        ),
        Contact(
            name="仮沢 つとむ",
            relationship="弟",
            address="みずうみ市仮沢町1丁目15番地",
            telephone=telephone(2154),
            consented_on=date(2025, 5, 8),
        ),
    ),
    household=(HouseholdMember(relationship="母", name="仮沢 ヨシ", daily_carer=True),),
)

# Moved out of the city on 30 November 2025.
R16 = Person(
    id=PersonId("R16"),
    network=SR,
    name="試岡 うつる",
    kana="しおか うつる",
    birth_date=date(1996, 1, 31),
    sex=Sex.MALE,
    postal_code=POSTAL_CODE,
    address="とおくの市試岡町16丁目1番地の1",
    district="市外",
    phone_home="",
    phone_mobile=telephone(2162),
    certificates=(Certificate(kind=Handbook.MENTAL, grade="2"),),
    ltc_care_level="なし",
    main_condition="双極性障害（見本の十六）",
    support_category=2,
    current_services="就労継続支援B型（くもりのちはれ）転出まで",
    primary_medical_provider="仮想第十六医院 精神科",
    condition_and_treatment="季節の変わり目に眠れなくなる（架空）",
    medication="就寝前に仮想錠Qを1錠、自分で管理",
    other_notes="転出先の相談先へ引き継ぎ済み（架空）",
    expected_emergency_and_response="母が入院したときは、そらねへ。夜は電話で話を聞く",
    wanted_services=(ServiceType.SHORT_STAY_WELFARE,),
    supports=(Support.MEDICATION, Support.NO_MEDICAL_CARE),
    approaches=(Approach.QUIET_ROOM,),
    communication="調子の波がある。話が長くなったら休む",
    mobility="自立。自転車で出かける",
    meals="普通食。夜ふけのコーヒーは控える",
    allergies="なし",
    contacts=(
        Contact(
            name="試岡 やよい",
            relationship="母",
            address="とおくの市試岡町16丁目1番地の1",
            telephone=telephone(2163),
            consented_on=date(2025, 4, 28),
        ),
    ),
    household=(HouseholdMember(relationship="母", name="試岡 やよい", daily_carer=True),),
)
