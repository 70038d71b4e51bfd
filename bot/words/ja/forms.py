"""Forms, the sheet, and what the rules forbid."""

from __future__ import annotations

from datetime import date, datetime

from bot.vocabulary import ServiceType
from bot.words.ja.lines import LineWords
from bot.words.ja.speech import clock, day


class FormWords(LineWords):
    """Forms, the sheet, and what the rules forbid."""

    # -------------------------------------------------------------- the sheet

    def sheet_title(self) -> str:
        return "登録情報"

    def sheet_notice(self, number: str) -> str:
        return (
            f"{number} の支援のためだけにお使いください。この画面を開いたことは記録されています。"
            "転記・撮影・転送はなさらないでください。"
        )

    def sheet_unavailable(self) -> str:
        return "登録情報を表示できません。担当の相談支援専門員にお電話ください。"

    def sheet_first(self) -> str:
        return "まずお読みください"

    def with_reading(self, name: str, kana: str) -> str:
        return f"{name}（{kana}）"

    def contact_line(self, name: str, relationship: str, telephone: str) -> str:
        return f"{name}（{relationship}）{telephone}"

    def label_name(self) -> str:
        return "お名前"

    def label_birth(self) -> str:
        return "生年月日"

    def label_address(self) -> str:
        return "住所"

    def label_telephone(self) -> str:
        return "電話"

    def label_certificates(self) -> str:
        return "手帳等"

    def label_care_level(self) -> str:
        return "要介護区分"

    def label_condition(self) -> str:
        return f"主な{self.terms.disability}名又は病名"

    def label_services(self) -> str:
        return "利用サービス"

    def label_doctor(self) -> str:
        return "かかりつけ医療機関"

    def label_treatment(self) -> str:
        return "病状・治療状況"

    def label_medication(self) -> str:
        return "服薬"

    def label_other(self) -> str:
        return "その他"

    def label_expected(self) -> str:
        return "想定される緊急時と対応"

    def label_communication(self) -> str:
        return "やりとりの方法"

    def label_mobility(self) -> str:
        return "移動"

    def label_meals(self) -> str:
        return "食事"

    def label_allergies(self) -> str:
        return "アレルギー"

    def label_contacts(self) -> str:
        return "緊急連絡先"

    def label_situation(self) -> str:
        return "今回の状況"

    def label_whereabouts(self) -> str:
        return "現在の居場所"

    # -------------------------------------------------------------- the emergency form

    def loading_title(self) -> str:
        return "読み込み中"

    def loading(self) -> str:
        return "読み込んでいます。このままお待ちください。"

    def emergency_intro(self, telephone: str | None) -> str:
        call = f"入力が難しいときは {self.terms.core_center_short} {telephone}" if telephone else ""
        return f"チャンネルにはお名前やご事情の文章は表示されません。{call}"

    def field_person(self) -> str:
        return "ご本人はどなたですか"

    def field_called(self) -> str:
        return "受電時刻"

    def field_caller(self) -> str:
        return "連絡してこられた方（続柄・電話番号）"

    def field_whereabouts(self) -> str:
        return "いまどこに・どなたと・何時まで"

    def field_service(self) -> str:
        return "希望するサービス"

    def field_starts_on(self) -> str:
        return "いつから"

    def field_nights_label(self) -> str:
        return "何泊"

    def hint_nights(self) -> str:
        return "ヘルパー派遣や訪問のときは 0 にしてください"

    def field_also(self) -> str:
        return "あわせて依頼するサービス"

    def hint_also(self) -> str:
        return (
            f"例：{self.terms.place}に移るまでのつなぎの見守り。同じ開始日・到着・送迎でサービスごとに依頼します。"
            "宿泊のないサービスは0泊になります。"
            f"内容を変える場合は、送信後に［{self.button_add_need()}］をお使いください"
        )

    def field_also_short_stay(self, services: tuple[tuple[ServiceType], ...]) -> str:
        return f"{self._services(services)}：{self.gate_short_stay()}。この欄から外してください。"

    def field_also_no_carer(self, services: tuple[tuple[ServiceType], ...]) -> str:
        return (
            f"{self._services(services)}：日常的に介護を行う方がいない場合、{self.gate_no_carer()}。"
            "この欄から外してください。"
        )

    def _services(self, services: tuple[tuple[ServiceType], ...]) -> str:
        return self.comma.join(self.glossary.SERVICES[each] for (each,) in services)

    def hint_health(self) -> str:
        return "事業所へのカードに、受電時刻とともに表示されます"

    def field_arrival(self) -> str:
        return "到着の予定時刻"

    def hint_arrival(self) -> str:
        return "日付をまたぐときは、翌日の時刻をそのままお選びください"

    def field_transport(self) -> str:
        return "送迎"

    def field_wish_note(self) -> str:
        return "意向の確かめ方"

    def field_situation(self) -> str:
        return "何が起きましたか"

    def hint_situation(self) -> str:
        return "チャンネルには表示されません。担当者・基幹と、決まった事業所の職員だけが見られます"

    def placeholder_choose(self) -> str:
        return "お選びください"

    def choice_person(self, number: str | None, name: str) -> str:
        return f"{number} {name}" if number else f"（登録手続き中） {name}"

    def field_start_near(self, today: date) -> str:
        return f"緊急の依頼は、昨日から明後日までに始まるものに限ります。本日は{day(today)}です。"

    def field_nights(self, most: int) -> str:
        return f"0から{most}までの数字で入力してください。"

    def field_called_past(self) -> str:
        return "受電時刻が先の時刻になっています。いまより前の時刻をお選びください。"

    def field_arrival_past(self) -> str:
        return "到着の予定時刻が過ぎています。これからの時刻をお選びください。"

    def field_too_early(self) -> str:
        return "実施月の2か月前より前の日付です。実施日をご確認ください。"

    def field_required(self) -> str:
        return "お選びいただくか、ご入力ください。"

    def field_not_future(self) -> str:
        return "先の日付は記録できません。本日までの日付をお選びください。"

    def preview_title(self) -> str:
        return "送信前の確認"

    def preview_offices(self, offices: int, others: int) -> str:
        core = self.terms.core_center
        if offices == 0 and others == 0:
            return f"準備済みの事業所がありません。送信すると、{core}に調整を依頼します。"
        if offices == 0:
            return "準備済みの事業所がありません。対応できる事業所をお選びいただけます。"
        return (
            f"準備済みの{offices}か所に印が付いています。"
            "印の付いた事業所のチャンネルへ、1枚ずつ送ります。"
        )

    def preview_by_telephone(self) -> str:
        return "お電話でのご依頼が必要です"

    def preview_no_copy(self) -> str:
        return f"{self.terms.registration_form}の写しなし"

    def choice_core(self) -> str:
        return f"事業所を選ばず、{self.terms.core_center}に調整を依頼"

    def field_nobody_chosen(self) -> str:
        return "依頼する事業所を1か所以上お選びください。"

    def preview_card(self, service: str, office: str) -> str:
        return (
            f"*送られるカード：{service}*"
            f"（{office}の例。「{self.label_office()}」の行と当番は事業所ごとに変わります）"
        )

    def opened(self, number: str) -> str:
        return (
            f"{number} として受け付けました。"
            "経過は、ご所属の事業所のチャンネルのカードでご覧いただけます。"
        )

    def already_sent(self) -> str:
        return (
            "このメモは、すでに送信されたか、取りやめられています。"
            "チャンネルにカードがない場合は、どこにも送信されていません。"
        )

    # -------------------------------------------------------------- answering with a form

    def condition_title(self) -> str:
        return f"条件付きで{self.terms.accept}可能"

    def field_condition_needed(self) -> str:
        return (
            "条件を一つ以上ご記入ください。"
            f"条件がない場合は、この画面を閉じて［{self.terms.accept}可能］でお知らせください。"
        )

    def button_arrival_back(self) -> str:
        return "到着の記録を取り消す"

    def menu_arrival_back(self) -> str:
        return "到着を誤って記録したときに、理由を記録して取り消します。到着待ちに戻ります。"

    def arrival_back_title(self) -> str:
        return "到着の記録の取り消し"

    def button_take_back(self) -> str:
        return "取り消す"

    def arrival_back_why(self) -> str:
        return "取り消す理由"

    def arrive_sure(self) -> str:
        return "ご本人が到着されたことを、いまの時刻で記録します。"

    def return_sure(self) -> str:
        return "ご帰宅を、いまの時刻で記録します。この件の支援は終了となります。"

    def cancel_title(self) -> str:
        return "依頼の取り下げ"

    def cancel_why(self) -> str:
        return "取り下げる理由"

    def withdraw_title(self) -> str:
        return f"{self.terms.accept}の辞退"

    def field_since(self) -> str:
        return "いつから受け入れられますか"

    def field_until(self) -> str:
        return "いつまで受け入れられますか"

    def field_part(self) -> str:
        return "受け入れられる内容"

    def field_needs(self) -> str:
        return "必要なこと"

    def field_remark(self) -> str:
        return "補足"

    def hint_remark(self) -> str:
        return "個人が分かることは書かないでください"

    def field_answerer(self) -> str:
        return "回答される方のお名前"

    def field_reason(self) -> str:
        return "主な理由"

    def field_if_conditions(self) -> str:
        return "条件が合えば可能ですか"

    def choice_no(self) -> str:
        return "いいえ"

    def choice_yes_conditions(self) -> str:
        return "はい（条件の入力へ）"

    def field_elsewhere(self) -> str:
        return "ほかに心当たりの事業所"

    def reason_was(self, reason: str) -> str:
        return f"{self.field_reason()}：{reason}"

    def elsewhere_was(self, office: str) -> str:
        return f"{self.field_elsewhere()}：{office}"

    def field_until_after_since(self) -> str:
        return "終わりが始まりより前になっています。始まりより後の日時をお選びください。"

    def remarks_title(self) -> str:
        return "ご返信の全文"

    def remark_line(
        self, moment: datetime, office: str, answerer: str, kind: str, text: str
    ) -> str:
        who = " ".join(each for each in (clock(moment), office, answerer, kind) if each)
        return f"{who}\n{text}"

    def remarks_earlier(self) -> str:
        return (
            "これより前のご返信は、この画面に収まらないため表示していません。"
            "各事業所のスレッドでご確認ください。"
        )

    def remarks_none(self) -> str:
        return "文章でのご返信はありません。"

    # -------------------------------------------------------------- what else may be done

    def menu_nothing(self) -> str:
        return "いまの状況でできる操作は、カードのボタンのとおりです。"

    def menu_ask_others(self) -> str:
        return "まだ依頼していない事業所を、対応できることとあわせて確認し、依頼します。"

    def menu_add_need(self) -> str:
        return "同じ方のために、別のサービス（ヘルパー派遣など）もあわせて依頼します。"

    def menu_sibling(self) -> str:
        return (
            "同じ出来事のほかの方（ごきょうだいなど）も依頼します。聞き取った内容を引き継ぎます。"
        )

    def parting_about(self, numbers: str) -> str:
        return (
            f"同じ出来事の方（{numbers}）とは、別の事業所になります。"
            "離れて過ごすことについて、ご本人のご意向を確認してください。"
        )

    def field_parting(self) -> str:
        return "離れて過ごすことについてのご本人の意思"

    def menu_add_ground(self) -> str:
        return "あとから生じた事由を記録します。その時刻から、依頼できるサービスが広がります。"

    def add_need_about(self, number: str) -> str:
        return f"*{number}* に、もう一つのサービスを追加して依頼します。"

    def add_ground_about(self) -> str:
        return "依頼を始めたあとに生じた事由を記録してください。"

    def field_ground_since(self) -> str:
        return "いつからですか"

    def menu_pause(self) -> str:
        return "再度のご案内や次の段階を、決めた時刻まで止めます。ご回答は受け付けます。"

    def others_about(self) -> str:
        return "選んだ事業所のチャンネルに、1枚ずつカードを送ります。お名前は表示されません。"

    def field_offices(self) -> str:
        return "依頼する事業所"

    def match_able(self) -> str:
        return "必要な支援に対応可"

    def match_lacks(self, supports: str) -> str:
        return f"⚠ 対応の登録なし：{supports}"

    def match_no_night(self) -> str:
        return "⚠ 夜間の対応の登録なし"

    def pause_title(self) -> str:
        return "調整の一時停止"

    def pause_about(self) -> str:
        return "一時停止のあいだも、事業所からのご回答は受け付けます。"

    def field_minutes(self) -> str:
        return "何分間"

    def hint_minutes(self, most: int) -> str:
        return f"{most}分まで"

    def field_pause_reason(self) -> str:
        return "理由"

    def menu_cancel(self) -> str:
        return "依頼が必要なくなったときに、理由を記録して取り下げます。"

    # -------------------------------------------------------------- gates

    def gate_title(self) -> str:
        return "ご依頼の前に"

    def field_medical(self) -> str:
        return "ご本人に、救急や受診が必要ですか"

    def field_abuse(self) -> str:
        return "虐待の疑いがありますか"

    def hint_abuse(self) -> str:
        return (
            "ご家族・職員・雇用主など、どなたによるものも含みます。"
            "この入力は通報の代わりになりません"
        )

    def gate_ambulance(self) -> str:
        return "まず119番に通報をお願いいたします"

    def gate_ambulance_why(self) -> str:
        return (
            "通報のあと、［119番に通報しました］を押すと、続けられます。"
            "入力した内容は保存されています。"
        )

    def gate_abuse_why(self, office: str | None, telephone: str | None) -> str:
        where = f"{office or self.terms.city} {telephone or ''}".strip()
        return (
            f"この入力は通報の代わりになりません。市の窓口にお電話ください：{where}\n"
            "今夜の居場所は、市がお電話で調整します。"
        )

    def gate_abuse_children(self) -> str:
        return "18歳未満の方のときは、児童相談所（189）にもお電話ください。"

    def gate_unregistered(self) -> str:
        return "この方は、このままではご依頼いただけません"

    def gate_unregistered_why(self) -> str:
        return (
            "有効な同意と登録が確認できません（同意の撤回・転出を含みます）。"
            f"未登録の方の緊急のご相談は、{self.terms.core_center}がお受けします。"
        )

    def gate_open_case(self) -> str:
        return "この方の依頼が進行中です"

    def gate_open_case_why(self, number: str) -> str:
        return (
            f"進行中の依頼：{number}。チャンネルのカードをご確認のうえ、"
            "ご一緒に調整をお願いいたします。"
        )

    def gate_family_plans(self) -> str:
        return "ご家庭のご予定による利用（通常の短期入所をご案内します）"

    def gate_family_plans_why(self) -> str:
        return (
            "ご家庭のご予定のときは、拠点の緊急ではなく、通常の短期入所でご案内しています。"
            "事業所にご相談ください。"
        )

    def gate_other_ground(self) -> str:
        return "この事由では、拠点の緊急としてはご依頼いただけません"

    def gate_other_ground_why(self) -> str:
        return f"計画に定めのない事由です。{self.terms.core_center}にご相談ください。"

    def gate_short_stay(self) -> str:
        return "今回の事由では、短期入所をご依頼いただけません"

    def gate_short_stay_why(self) -> str:
        return (
            f"事由②（{self.terms.disability}の特性により生じた緊急事態）は短期入所の対象外です"
            "（拠点（案）７①ただし書き）。"
        )

    def gate_short_stay_ways(self) -> str:
        return (
            "ご依頼いただけるもの：行動援護などのヘルパー派遣／生活介護等での宿泊\n"
            "介護しているご家族などのご事情もある場合は、事由①"
            "（介護しているご家族などの急病・入院）を追加してください。"
        )

    def gate_no_carer(self) -> str:
        return "短期入所は、原則としてご依頼いただけません"

    def gate_no_carer_why(self) -> str:
        return (
            "日常的に介護を行う方がいない場合、短期入所は原則としてご利用いただけません"
            f"（拠点（案）９(2)）。例外の判断は{self.terms.core_center}にご相談ください。"
        )

    def gate_ask_core(self, office: str | None, telephone: str | None) -> str:
        return f"迷われるときは {office or self.terms.core_center} {telephone or ''}".strip()
