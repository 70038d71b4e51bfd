"""Every Japanese sentence people read, one function each, in the city's own terms.

Absolute times; no 至急, no exclamation marks; one request a sentence. Times are shown in JST.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.cities.profile import Terms
from bot.clock import JST
from bot.moves import AskStatus, NextStep
from bot.words import ja_terms

WEEKDAYS = "月火水木金土日"


def day(value: date) -> str:
    """Return a day as 1/20（火）."""
    return f"{value.month}/{value.day}（{WEEKDAYS[value.weekday()]}）"


def full_day(value: date) -> str:
    """Return a day with its year."""
    return f"{value.year}/{value.month}/{value.day}"


def clock(moment: datetime) -> str:
    """Return the time of day in Japan."""
    return f"{moment.astimezone(JST):%H:%M}"


def when(moment: datetime, *, today: date) -> str:
    """Return a moment, its day left to 本日 where it is today."""
    local = moment.astimezone(JST)
    return (
        f"本日{clock(moment)}" if local.date() == today else f"{day(local.date())}{clock(moment)}"
    )


@dataclass(frozen=True, slots=True)
class Japanese:
    """The sentences, in one city's terms. Arguments hold nothing of a person, modals apart."""

    terms: Terms
    glossary = ja_terms
    colon = "："
    comma = "／"
    dot = "・"
    bar = "｜"
    bullet = "・"

    # -------------------------------------------------------------- the ask card

    def ask_notification(self, service: str, period: str, until: str) -> str:
        return (
            f"【緊急】{self.terms.accept}のお願い（{service}・{period}）{until}までにご回答を"
            "お願いいたします"
        )

    def ask_title(self) -> str:
        return f"【緊急】{self.terms.accept}のお願い"

    def ask_heading(self, number: str) -> str:
        return f"*{self.ask_title()}*　{number}"

    def period(self, starts_on: date, nights: int, today: date) -> str:
        if nights == 0:
            return f"{day(starts_on)}{'本日' if starts_on == today else ''}"
        start = f"{day(starts_on)}{'今夜' if starts_on == today else ''}"
        return f"{start}〜{day(starts_on + timedelta(days=nights))}{nights}泊"

    def period_short(self, starts_on: date, nights: int, today: date) -> str:
        if nights == 0:
            return "本日" if starts_on == today else day(starts_on)
        return f"{'今夜' if starts_on == today else day(starts_on)}から{nights}泊"

    def reply_by(self, moment: datetime, today: date) -> str:
        return f"*ご回答期限：{when(moment, today=today)}*"

    def state_line(self, status: str) -> str:
        return f"*現在の状況：{status}*"

    def ask_status(self, status: AskStatus) -> str:
        return ja_terms.ask_statuses(self.terms.accept)[status]

    def label_ground(self) -> str:
        return "事由"

    def label_person(self) -> str:
        return "ご本人"

    def label_supports(self) -> str:
        return "必要な支援"

    def label_approaches(self) -> str:
        return "関わり方"

    def label_arrival(self) -> str:
        return "到着"

    def label_confirmed(self) -> str:
        return "情報の最終確認"

    def label_office(self) -> str:
        return "貴事業所"

    def label_enquiries(self) -> str:
        return "お問合せ"

    def age_band(self, band: int | None) -> str:
        return "18歳未満" if band is None else f"{band}代"

    def disability(self, kinds: str) -> str:
        return f"{kinds}{self.terms.disability}"

    def category(self, value: int) -> str:
        return f"区分{value}"

    def arrival(self, moment: datetime | None, transport: str) -> str:
        return f"{clock(moment)}ごろ・{transport}" if moment else transport

    def confirmed_on(self, value: date | None, stale: bool) -> str:
        if value is None:
            return "⚠ 確認日の記録がありません"
        return f"{full_day(value)}{' ⚠ 最終確認から日数が経っています' if stale else ''}"

    def office_prepared(self, trial_done: bool) -> str:
        held = f"{self.terms.registration_form}の写しあり"
        return f"{held}・体験利用あり" if trial_done else held

    def on_duty(self, mentions: str) -> str:
        return f"当番：{mentions}"

    def ask_foot(self) -> str:
        return (
            "スレッドへの返信、お電話でも承ります。ご回答をもとに相談支援専門員が"
            f"{self.terms.place}を決定いたします。お名前は書かないようお願いいたします。"
        )

    def ask_over(self) -> str:
        return "このお願いへのご回答は締め切りました。ありがとうございました。"

    def decided_foot(self) -> str:
        return (
            "［登録情報を見る］でご確認のうえ、到着されましたら［到着］を押してください。"
            "登録情報は、開いた方と時刻を記録したうえで、ご本人の支援が終わるまでご覧いただけます。"
        )

    def unverified(self) -> str:
        return "（職員登録のない方からのご回答です。お電話でご確認ください）"

    # -------------------------------------------------------------- buttons

    def button_accept(self) -> str:
        return f"{self.terms.accept}可能"

    def button_decline(self) -> str:
        return f"{self.terms.accept}困難"

    def button_choose(self) -> str:
        return "この事業所に依頼"

    def button_claim(self) -> str:
        return "調整に入る"

    def button_sheet(self) -> str:
        return "登録情報を見る"

    def button_arrive(self) -> str:
        return "到着"

    def button_list_monitoring(self) -> str:
        return "対象の方を見る"

    def button_record_monitoring(self) -> str:
        return "実施を記録"

    def button_close(self) -> str:
        return "閉じる"

    def button_back(self) -> str:
        return "戻る"

    def button_next(self) -> str:
        return "送信前の確認へ"

    def button_send(self) -> str:
        return "送信する"

    def button_record(self) -> str:
        return "記録する"

    # -------------------------------------------------------------- lines in a thread

    def accept_thanks(self, until: datetime) -> str:
        return (
            f"{self.terms.accept}可能のご回答を承りました。ありがとうございます。"
            f"まだ決定ではございません。{clock(until)}までに結果をご連絡いたします。"
        )

    def decline_thanks(self) -> str:
        return "ご回答を承りました。ご検討いただき、ありがとうございます。"

    def please_choose(self) -> str:
        return "ありがとうございます。行き違いを防ぐため、下のボタンでお選びいただけますか。"

    def already_answered(self) -> str:
        return "同じご回答をすでに承っています。ありがとうございます。"

    def no_longer_waiting(self) -> str:
        return (
            "ご回答をありがとうございます。今回のお願いはすでに締め切っております。"
            "ご回答は記録し、担当の者が確認いたします。"
        )

    def please_answer(self, until: datetime, telephone: str | None) -> str:
        contact = f"お電話（{telephone}）でも承ります。" if telephone else ""
        return (
            f"{self.terms.accept}のご回答をお待ちしています。{clock(until)}までに、"
            f"上のカードのボタンでお知らせいただけますか。{contact}"
        )

    def you_were_chosen(self) -> str:
        return (
            f"貴事業所に{self.terms.accept}をお願いすることとなりました。［登録情報を見る］で"
            "ご確認のうえ、到着されましたら［到着］を押してください。"
        )

    def others_chosen(self, night: bool) -> str:
        thanks = "夜分にご検討いただき" if night else "ご検討いただき"
        return f"今回は他の事業所にお願いすることとなりました。{thanks}、ありがとうございました。"

    def case_opened(self, offices: int) -> str:
        if offices == 0:
            return (
                "受け付けました。準備済みの事業所がないため、"
                f"{self.terms.core_center}に調整を依頼します。"
            )
        return f"受け付けました。{offices}か所の事業所に{self.terms.accept}をお願いしました。"

    def offer_arrived(self, office: str, number: str) -> str:
        return (
            f"{number}：{office}から{self.terms.accept}可能のご回答がありました。"
            "依頼される場合は、上のカードの［この事業所に依頼］を押してください。"
        )

    def decline_arrived(self, office: str, number: str) -> str:
        return f"{number}：{office}から{self.terms.accept}困難のご回答がありました。"

    def office_unreachable(self, office: str, telephone: str | None) -> str:
        call = (
            f"お電話をお願いいたします：{telephone}" if telephone else "別の方法でご連絡ください。"
        )
        return f"{office}のチャンネルにカードを届けられませんでした。{call}"

    def core_was_called(self, office: str, telephone: str | None) -> str:
        call = f"お急ぎの場合はお電話ください：{telephone}" if telephone else ""
        return (
            f"{self.terms.place}がまだ決まっていないため、{office or self.terms.core_center}に"
            f"調整を依頼しました。ご担当の方も、引き続きご一緒に調整をお願いいたします。{call}"
        )

    def core_is_silent(self, office: str, telephone: str | None) -> str:
        call = (
            f"お電話をお願いいたします：{telephone}" if telephone else "お電話をお願いいたします。"
        )
        return f"{office or self.terms.core_center}から、まだ応答がありません。{call}"

    def core_came_in(self, name: str, office: str) -> str:
        return f"{office or self.terms.core_center}の{name}さんが調整に入りました。"

    def please_decide(self, number: str) -> str:
        return (
            f"{number}：{self.terms.accept}可能の事業所が、ご判断をお待ちです。"
            "上のカードの［この事業所に依頼］でお選びください。"
        )

    def still_undecided(self, number: str) -> str:
        return f"{number}：{self.terms.place}がまだ決まっていません。状況をご確認ください。"

    def please_record_arrival(self, number: str) -> str:
        return f"{number}：ご到着の記録がまだです。到着されましたら［到着］を押してください。"

    def please_plan_return(self, number: str) -> str:
        return f"{number}：ご帰宅の予定をご確認ください。延長される場合は事業所とご相談ください。"

    def person_arrived(self, number: str, at: datetime) -> str:
        return f"{number}：{clock(at)}に到着されました。"

    def office_decided(self, office: str) -> str:
        return f"{office}に{self.terms.accept}をお願いすることになりました。"

    # -------------------------------------------------------------- the core centre

    def core_needed(self, number: str, until: datetime) -> str:
        return (
            f"【緊急】{number} {self.terms.place}が決まっていません。"
            f"調整に入っていただけますか。{clock(until)}までに応答がない場合は、"
            "あらためてお知らせいたします。"
        )

    def nothing_to_claim(self) -> str:
        return "この件は、すでに調整の必要がなくなっています。ありがとうございます。"

    def already_claimed(self, name: str) -> str:
        return f"{name}さんがすでに調整に入っています。"

    # -------------------------------------------------------------- the case card

    def case_title(self, number: str) -> str:
        return f"【緊急】{number}"

    def case_notification(self, number: str, status: str) -> str:
        return f"【緊急】{number}：{status}"

    def case_notification_core(self, number: str) -> str:
        return (
            f"【緊急】{number} {self.terms.place}が決まっていません。調整に入っていただけますか。"
        )

    def label_state(self) -> str:
        return "状況"

    def label_owner(self) -> str:
        return "担当"

    def label_core(self) -> str:
        return self.terms.core_center_short

    def label_asked(self) -> str:
        return "依頼先"

    def label_next(self) -> str:
        return "次の予定"

    def label_wish(self) -> str:
        return "ご本人の意向"

    def asked_line(self, office: str, status: str, detail: str) -> str:
        return f"・{office}：{status}{detail}"

    def asked_detail(self, moment: datetime) -> str:
        return f"（{clock(moment)}）"

    def asked_until(self, moment: datetime) -> str:
        return f"（期限{clock(moment)}）"

    def asked_none(self) -> str:
        return "準備済みの事業所はありません"

    def next_step(self, step: NextStep, moment: datetime, today: date) -> str:
        return (
            f"{when(moment, today=today)} {ja_terms.next_steps(self.terms.core_center_short)[step]}"
        )

    def core_called(self, moment: datetime) -> str:
        return f"{clock(moment)}に調整を依頼"

    def core_claimed(self, name: str, moment: datetime) -> str:
        return f"{name}さんが{clock(moment)}から調整中"

    def case_foot(self) -> str:
        return "このスレッドが経過の記録になります。お名前は書かないようお願いいたします。"

    # -------------------------------------------------------------- deciding, arriving

    def already_decided(self, office: str) -> str:
        if not office:
            return "この件は、すでに依頼先の決定を待っていません。"
        return f"この件は、すでに{office}にお願いしています。"

    def office_not_offering(self, office: str) -> str:
        return f"{office}からは、いま{self.terms.accept}可能のご回答をいただいていません。"

    def you_decided(self, office: str) -> str:
        return f"{office}に依頼しました。事業所とご担当の方にお知らせしています。"

    def wish_title(self) -> str:
        return "ご本人の意向"

    def wish_explained(self) -> str:
        return (
            "依頼の前に、ご本人の意向と、その確かめ方を記録してください。"
            "決定は原則としてご本人の意思に基づきます。"
        )

    def wish_needed(self) -> str:
        return (
            "ご本人の意向をお選びください。確認できない場合は"
            "「ご本人の意思を推定した」を選び、根拠をご記入ください。"
        )

    def arrival_known(self) -> str:
        return "この件の到着は記録できない状態です。カードの最新の状況をご確認ください。"

    def arrival_recorded(self) -> str:
        return "到着を記録しました。ありがとうございます。"

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

    def sheet_closed(self) -> str:
        return "この件の支援は終了したか、同意が撤回されているため、登録情報は表示できません。"

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

    def emergency_title(self) -> str:
        return "緊急の依頼"

    def emergency_intro(self, telephone: str | None) -> str:
        call = f"入力が難しいときは {self.terms.core_center_short} {telephone}" if telephone else ""
        return f"チャンネルにはお名前やご事情の文章は表示されません。{call}"

    def nobody_listed(self) -> str:
        return (
            "ご担当の登録者がいません。登録されていない方の緊急のご相談は、"
            f"{self.terms.core_center}にお電話ください。"
        )

    def field_person(self) -> str:
        return "どなたですか"

    def field_called(self) -> str:
        return "受電時刻"

    def field_caller(self) -> str:
        return "連絡してこられた方（続柄・電話番号）"

    def field_whereabouts(self) -> str:
        return "いまどこに・どなたと・何時まで"

    def field_ground(self) -> str:
        return "事由"

    def field_service(self) -> str:
        return "希望するサービス"

    def field_starts_on(self) -> str:
        return "いつから"

    def field_nights_label(self) -> str:
        return "何泊"

    def hint_nights(self) -> str:
        return "ヘルパー派遣や訪問のときは 0 にしてください"

    def field_arrival(self) -> str:
        return "到着の予定時刻"

    def hint_arrival(self) -> str:
        return "日付をまたぐときは、翌日の時刻をそのままお選びください"

    def field_transport(self) -> str:
        return "送迎"

    def field_wish(self) -> str:
        return "ご本人の意向"

    def field_wish_note(self) -> str:
        return "意向の確かめ方（任意）"

    def field_situation(self) -> str:
        return "何が起きましたか（任意）"

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

    def field_required(self) -> str:
        return "お選びいただくか、ご入力ください。"

    def field_not_future(self) -> str:
        return "先の日付は記録できません。本日までの日付をお選びください。"

    def preview_title(self) -> str:
        return "送信前の確認"

    def preview_offices(self, offices: int) -> str:
        return (
            f"*次の{offices}か所に、事業所ごとのチャンネルへ1枚ずつ送ります。*"
            if offices
            else "*準備済みの事業所がありません。送信すると、"
            f"{self.terms.core_center}に調整を依頼します。*"
        )

    def preview_by_telephone(self) -> str:
        return "（お電話でのご依頼が必要です）"

    def preview_card(self) -> str:
        return "*送られるカード*"

    def opened_title(self) -> str:
        return "送信しました"

    def opened(self, number: str) -> str:
        return (
            f"{number} として受け付けました。"
            "経過は、ご所属の事業所のチャンネルのカードでご覧いただけます。"
        )

    def already_sent(self) -> str:
        return "この依頼はすでに送信されています。チャンネルのカードをご確認ください。"

    # -------------------------------------------------------------- gates

    def gate_title(self) -> str:
        return "ご依頼の前に"

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
            "（介護しているご家族などの急病・入院）でご依頼ください。"
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

    # -------------------------------------------------------------- monitoring

    def monitoring_coming(self, people: int, until: date, unbooked: int) -> str:
        return (
            "*モニタリングのご案内*\n"
            f"実施月の方：{people}名（最も早い期限{day(until)}）｜面談日が未定の方：{unbooked}名\n"
            "面談の際、ご家族の状況・利用サービス・医療情報にお変わりがないか、"
            "あわせてご確認をお願いいたします。"
        )

    def monitoring_overdue(
        self,
        rows: tuple[tuple[str | None, date, int, date | None, int | None], ...],
        core_from: date,
        today: date,
    ) -> str:
        lines = "\n".join(self._overdue_line(*row) for row in rows)
        core = (
            f"{day(core_from)}を過ぎますと、{self.terms.core_center}にもお知らせいたします。"
            if core_from >= today
            else ""
        )
        return (
            f"*モニタリングの記録がまだの方がいらっしゃいます*\n{lines}\n"
            f"実施済みでしたら、ご記録をお願いいたします。{core}"
        )

    def _overdue_line(
        self, number: str | None, due_on: date, late: int, confirmed: date | None, age: int | None
    ) -> str:
        checked = f"{full_day(confirmed)}（{age}日前）" if confirmed else "記録なし"
        return (
            f"登録番号{number or '（なし）'}：期限{day(due_on)}・{late}日経過\n"
            f"登録情報の最終確認：{checked}"
        )

    def monitoring_title(self) -> str:
        return "モニタリング"

    def monitoring_nobody(self) -> str:
        return "いま実施月に当たる方はいません。"

    def monitoring_line(self, number: str, name: str, due_on: date) -> str:
        return f"{number} {name}（期限{day(due_on)}）"

    def monitoring_choose(self) -> str:
        return "実施した方"

    def monitoring_done_on(self) -> str:
        return "実施日"

    def monitoring_changed(self) -> str:
        return "ご家族の状況・利用サービス・医療情報に変わりはありましたか"

    def monitoring_unchanged_choice(self) -> str:
        return "変わりなし（確認済み）"

    def monitoring_changed_choice(self) -> str:
        return "変わりあり（あとで登録情報を更新する）"

    def monitoring_recorded(self, changed: bool) -> str:
        if changed:
            return "実施を記録しました。変わった内容は、登録情報の更新をお願いいたします。"
        return "実施を記録し、登録情報を本日時点で確認済みとしました。"

    def monitoring_unknown(self) -> str:
        return "この記録は見つからないか、すでに記録されています。一覧を開き直してください。"

    # -------------------------------------------------------------- everything else

    def not_permitted(self) -> str:
        return (
            "この操作は、この件を担当する方だけが行えます。"
            f"お困りのときは{self.terms.core_center}にお電話ください。"
        )

    def refused_title(self) -> str:
        return "操作できません"

    def not_set_up(self) -> str:
        return "このワークスペースは、まだ設定されていません。管理者の方にご連絡ください。"

    def something_failed(self, reference: str) -> str:
        return (
            "うまく記録できませんでした。もう一度お試しください。続くときはお電話で進めていただき、"
            f"管理者の方に番号 {reference} をお伝えください。"
        )

    def press_again(self) -> str:
        return "画面を開けませんでした。もう一度、同じ操作をお願いいたします。"

    def old_button(self) -> str:
        return "このボタンは今は使えません。最新のカードをご覧ください。"

    def unknown_command(self, typed: str, nearest: str | None) -> str:
        guess = f"「/kyoten {nearest}」でしょうか。" if nearest else ""
        return f"「{typed}」という操作はありません。{guess}"

    def help_title(self) -> str:
        return "*拠点の使い方*"

    def help_emergency(self) -> str:
        return f"緊急の依頼を始めます（相談支援専門員・{self.terms.core_center_short}）"

    def help_help(self) -> str:
        return "この案内を表示します"

    def help_foot(self) -> str:
        return (
            "依頼のカードが届いた事業所の方は、カードのボタンを押すか、"
            f"カードのスレッドに「{self.terms.accept}可能」「{self.terms.accept}困難」と"
            "返信してください。"
        )

    def how_to_start(self) -> str:
        return (
            "ご連絡ありがとうございます。緊急の依頼は、チャンネルの入力欄に"
            f"「/kyoten 緊急」と入力すると始められます。{self.help_foot()}"
        )

    def home_title(self) -> str:
        return "拠点"

    def home_intro(self) -> str:
        return (
            "緊急の依頼は、チャンネルの入力欄に「/kyoten 緊急」と入力すると始められます。"
            "この画面にお名前は表示されません。"
        )
