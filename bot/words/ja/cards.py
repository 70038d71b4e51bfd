"""What is on the cards and their buttons."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from bot.clock import JST
from bot.moves import AskStatus, NextStep
from bot.words.ja import glossary
from bot.words.ja.calling import CallingWords
from bot.words.ja.speech import MARKS, clock, day, full_day, when


class CardWords(CallingWords):
    """What is on the cards and their buttons."""

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

    def reply_by(self, moment: datetime, today: date, past: bool) -> str:
        if past:
            return f"*ご回答をお待ちしています（期限：{when(moment, today=today)}）*"
        return f"*ご回答期限：{when(moment, today=today)}*"

    def state_line(self, status: str) -> str:
        return f"*現在の状況：{status}*"

    def ask_status(self, status: AskStatus) -> str:
        return glossary.ask_statuses(self.terms.accept, self.terms.place)[status]

    def label_ground(self) -> str:
        return "事由"

    def label_person(self) -> str:
        return "ご本人"

    def label_supports(self) -> str:
        return "必要な支援"

    def label_event(self) -> str:
        return "同じ出来事の依頼"

    def button_sibling(self) -> str:
        return "ご家族も依頼"

    def label_health(self) -> str:
        return "体調"

    def health(self, found: str, asked_at: datetime | None, today: date) -> str:
        if asked_at is None:
            return found
        asked = asked_at.astimezone(JST).date()
        return f"{found}（{'' if asked == today else day(asked)}{clock(asked_at)}聞き取り）"

    def numbered_ground(self, number: int, ground: str, since: datetime | None, today: date) -> str:
        mark = MARKS[number - 1 : number]
        if since is None:
            return f"{mark}{ground}"
        began = since.astimezone(JST).date()
        return f"{mark}{ground}（{'' if began == today else day(began)}{clock(since)}から）"

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

    def arrival(self, moment: datetime | None, transport: str, today: date) -> str:
        if moment is None:
            return f"時刻は未定・{transport}"
        local = moment.astimezone(JST).date()
        return f"{'' if local == today else day(local)}{clock(moment)}ごろ・{transport}"

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

    def decided_foot(self, hours: int) -> str:
        return (
            "［登録情報を見る］でご確認のうえ、到着されましたら［到着］を押してください。"
            "登録情報は、開いた方と時刻を記録したうえで、"
            f"支援の終了から{hours}時間後までご覧いただけます。"
        )

    def unverified(self) -> str:
        return "（職員登録のない方からのご回答です。お電話でご確認ください）"

    # -------------------------------------------------------------- buttons

    def button_accept(self) -> str:
        return f"{self.terms.accept}可能"

    def button_decline(self) -> str:
        return f"{self.terms.accept}困難"

    def button_condition(self) -> str:
        return "条件付きで可能"

    def button_hold(self) -> str:
        return "確認中"

    def button_who(self) -> str:
        return "どなたか確認する"

    def button_remarks(self) -> str:
        return "全文を見る"

    def button_answer(self) -> str:
        return "回答する"

    def button_withdraw(self) -> str:
        return "辞退する"

    def button_return(self) -> str:
        return "ご帰宅を記録"

    def button_cancel(self) -> str:
        return "依頼を取り下げる"

    def button_menu(self) -> str:
        return "その他の操作"

    def button_ask(self) -> str:
        return "依頼する"

    def button_ask_them(self) -> str:
        return "この候補に依頼"

    def button_ask_others(self) -> str:
        return "ほかの事業所に依頼"

    def button_pause(self) -> str:
        return "一時停止する"

    def button_resume(self) -> str:
        return "調整を再開"

    def button_still_possible(self) -> str:
        return "引き続き可能"

    def rivals(self, numbers: str) -> str:
        return f"同じ期間に別のご依頼（{numbers}）もお願いしています。"

    def siblings(self, numbers: str) -> str:
        return f"同じ出来事で、もうお一方のご依頼（{numbers}）がございます。"

    def also_asked(self, numbers: str) -> str:
        return f"（別のご依頼 {numbers} も依頼中）"

    def confirm_offer_by(self, moment: datetime, today: date) -> str:
        return (
            "*同じ期間の別のご依頼で、貴事業所に決まりました。このご依頼も引き続き可能か、"
            f"{when(moment, today=today)}までにお知らせください*"
        )

    def to_confirm(self, until: datetime, today: date) -> str:
        return f"（{when(until, today=today)}までに再確認が必要）"

    def proposal_head(self, moment: datetime | None, today: date) -> str:
        by_itself = f"（{when(moment, today=today)}に自動で依頼します）" if moment else ""
        return f"*次の候補*{by_itself}"

    def label_paused(self) -> str:
        return "一時停止中"

    def paused(self, until: datetime, reason: str) -> str:
        return f"{clock(until)}まで（{reason}）"

    def button_add_need(self) -> str:
        return "サービスを追加"

    def button_later_ground(self) -> str:
        return "事由を追加"

    def change_title(self) -> str:
        return "回答の変更"

    def change_to(self, answer: str) -> str:
        return f"ご回答を「{answer}」に変更します。"

    def change_yes(self) -> str:
        return "変更する"

    def decided_state(self) -> str:
        return "貴事業所に決まりました"

    def arrived_state(self, moment: datetime, today: date) -> str:
        return f"{when(moment, today=today)}に到着されました"

    def returned_state(self, moment: datetime, today: date) -> str:
        return f"{when(moment, today=today)}にご帰宅されました"

    def returned_foot(self, hours: int) -> str:
        return (
            "ありがとうございました。登録情報は、ご帰宅の記録から"
            f"{hours}時間後までご覧いただけます。"
        )

    def asked_again(self) -> str:
        return (
            "*再度のお願いです。いったん決まっていた事業所での"
            f"{self.terms.accept}ができなくなりました。*"
        )

    def agreed_condition(self, condition: str) -> str:
        return f"条件：{condition or f'［{self.button_remarks()}］でご確認ください'}"

    def arrived_foot(self, hours: int) -> str:
        return f"到着を記録しました。登録情報は、支援の終了から{hours}時間後までご覧いただけます。"

    def answered(self, moment: datetime, name: str) -> str:
        return f"（{clock(moment)} {name}さん）" if name else f"（{clock(moment)}）"

    def answered_foot(self) -> str:
        return f"{self.terms.place}が決まるまで、ボタンからご回答を変更いただけます。"

    def offer_foot(self) -> str:
        return (
            "まだ決定ではございません。結果は、このカードのスレッドでご連絡いたします。"
            f"{self.answered_foot()}"
        )

    def case_notification_offer(self, number: str) -> str:
        return f"【緊急】{number} {self.terms.accept}可能の事業所が、ご判断をお待ちです。"

    def button_choose(self) -> str:
        return "この事業所に依頼"

    def choose_sure(self, condition: str) -> str:
        terms = condition or f"ご返信を［{self.button_remarks()}］でご確認ください"
        return f"条件付きのご回答です。\n条件：{terms}\nこの条件で、この事業所に決めますか。"

    def choose_sure_as_told(self) -> str:
        return "条件付きのご回答です。上の条件で、この事業所に決めますか。"

    def choose_yes(self) -> str:
        return "決める"

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

    def asked_detail(self, moment: datetime, today: date) -> str:
        local = moment.astimezone(JST).date()
        return f"（{'' if local == today else day(local)}{clock(moment)}）"

    def asked_until(self, moment: datetime) -> str:
        return f"（期限{clock(moment)}）"

    def condition(
        self,
        since: datetime | None,
        until: datetime | None,
        part: str | None,
        needs: str,
        today: date,
    ) -> str:
        times = (
            f"{when(since, today=today)}から" if since else "",
            f"{when(until, today=today)}まで" if until else "",
        )
        parts = ("".join(times), part or "", f"{needs}が必要" if needs else "")
        return "・".join(each for each in parts if each)

    def more_offers(self, more: int) -> str:
        return f"ほかに{more}件の可能のご回答があります。"

    def asked_none(self) -> str:
        return "準備済みの事業所はありません"

    def state_since(self, moment: datetime, today: date) -> str:
        return f"（{when(moment, today=today)}）"

    def next_step(self, step: NextStep, moment: datetime, today: date) -> str:
        return (
            f"{when(moment, today=today)} {glossary.next_steps(self.terms.core_center_short)[step]}"
        )

    def next_proposal(self, moment: datetime, today: date) -> str:
        return f"{when(moment, today=today)} 次の候補に自動で依頼します"

    def core_called(self, moment: datetime) -> str:
        return f"{clock(moment)}に調整を依頼"

    def core_telephoning(self, name: str, moment: datetime) -> str:
        return f"{name}さんが{clock(moment)}から電話で対応中"

    def button_telephoning(self) -> str:
        return "電話で対応中"

    def button_situation(self) -> str:
        return "状況を見る"

    def situation_title(self) -> str:
        return "いまの状況"

    def core_claimed(self, name: str, moment: datetime, asking: bool) -> str:
        return f"{name}さんが{clock(moment)}から{'調整中' if asking else '調整'}"

    def case_foot(self) -> str:
        return "このスレッドが経過の記録になります。お名前は書かないようお願いいたします。"
