"""Lines in a thread, messages, and what a press is answered with."""

from __future__ import annotations

from datetime import date, datetime

from bot.moves import AskStatus
from bot.vocabulary import ArrivalMistake, Ground, Part, PauseReason, Requirement, ServiceType
from bot.words.ja.calling import Calls
from bot.words.ja.cards import CardWords
from bot.words.ja.speech import clock


class LineWords(CardWords):
    """Lines in a thread, messages, and what a press is answered with."""

    # -------------------------------------------------------------- lines in a thread

    def accept_thanks(self, until: datetime) -> str:
        return (
            f"{self.terms.accept}可能のご回答を承りました。ありがとうございます。"
            f"まだ決定ではございません。{clock(until)}までに結果をご連絡いたします。"
        )

    def decline_thanks(self) -> str:
        return (
            f"{self.terms.accept}困難のご回答を承りました。ご検討いただき、ありがとうございます。"
        )

    def please_choose(self) -> str:
        return "ありがとうございます。行き違いを防ぐため、下のボタンでお選びいただけますか。"

    def answer_unchanged(self) -> str:
        return (
            "投稿の変更を記録しました。先のご回答はそのままです。"
            "変更される場合は、下のボタンでお選びください。"
        )

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

    def condition_thanks(self) -> str:
        return (
            "条件付きのご回答を承りました。ありがとうございます。まだ決定ではございません。"
            "結果は、決まりしだいこのスレッドでご連絡いたします。"
        )

    def hold_thanks(self, until: datetime) -> str:
        return f"確認中と承りました。{clock(until)}までにご回答をお願いいたします。"

    def manager_please(self) -> str:
        return "ただいま確認中です。ご判断をお願いできますか。"

    def question_passed_on(self, telephone: str | None) -> str:
        contact = f"お急ぎのときはお電話ください：{telephone}" if telephone else ""
        return f"ご質問を担当の相談支援専門員に伝えました。{contact}"

    def words_passed_on(self, telephone: str | None) -> str:
        contact = f"お急ぎのときはお電話ください：{telephone}" if telephone else ""
        return f"ご返信を担当の相談支援専門員に伝えました。{contact}"

    def answered_by_staff(self) -> str:
        return "この事業所の職員の方から、すでにご回答をいただいています。"

    def name_please_delete(self) -> str:
        return (
            "お名前が書かれているようです。恐れ入りますが、投稿の削除をお願いいたします。"
            "内容は記録しましたので、削除されても差し支えありません。"
        )

    def condition_arrived(self, office: str, number: str) -> str:
        return f"{number}：{office}から条件付きで可能とのご回答がありました。"

    def question_arrived(self, office: str, number: str) -> str:
        return f"{number}：{office}からご質問がありました。［全文を見る］でご確認ください。"

    def words_arrived(self, office: str, number: str) -> str:
        return f"{number}：{office}からご返信がありました。［全文を見る］でご確認ください。"

    def hold_arrived(self, office: str, number: str) -> str:
        return f"{number}：{office}は確認中です。"

    def office_withdrew(self, office: str, number: str, telephone: str | None) -> str:
        call = f"（同事業所のお電話：{telephone}）" if telephone else ""
        return (
            f"{number}：{office}が{self.terms.accept}できなくなりました。"
            f"あらためて調整をお願いいたします。{call}"
        )

    def nothing_to_withdraw(self) -> str:
        return "この件では、いま辞退の手続きは必要ありません。"

    def please_withdraw(self) -> str:
        return (
            f"{self.terms.accept}ができなくなった場合は、カードの［辞退する］を押してください。"
            "担当の者にすぐお知らせします。"
        )

    def person_returned(self, number: str, at: datetime) -> str:
        return f"{number}：{clock(at)}にご帰宅を記録しました。"

    def stay_over(self) -> str:
        return (
            "ご帰宅を記録いたしました。"
            f"{self.terms.accept}にご協力いただき、ありがとうございました。"
        )

    def request_cancelled(self, number: str, at: datetime) -> str:
        return f"{number}：{clock(at)}に依頼を取り下げました。"

    def no_longer_needed(self) -> str:
        return "今回のお願いは必要がなくなりました。ご検討いただき、ありがとうございました。"

    def result_later(self, until: datetime) -> str:
        return (
            "お待たせしております。まだ決定しておりません。"
            f"{clock(until)}までにあらためてご連絡いたします。"
        )

    def please_use_card(self) -> str:
        return (
            "ありがとうございます。行き違いを防ぐため、ご回答はカードのボタンか、"
            "カードのスレッドでお願いいたします。"
        )

    def offer_waits(self, number: str, until: datetime) -> str:
        return (
            f"【緊急】{number} {self.terms.accept}可能の事業所が、ご判断をお待ちです。"
            f"調整に入っていただけますか。{clock(until)}までに応答がない場合は、"
            "あらためてお知らせいたします。"
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
            "この事業所に決める場合は、上のカードの［この事業所に依頼］を押してください。"
        )

    def offer_to_choose(self, number: str, office: str, remarked: bool) -> str:
        return (
            f"{number}：{office}から{self.terms.accept}可能のご回答がありました。"
            f"{self._choose_below()}{self._words_below(remarked)}"
        )

    def condition_to_choose(
        self,
        number: str,
        office: str,
        since: datetime | None,
        until: datetime | None,
        part: Part | None,
        needs: tuple[tuple[Requirement], ...],
        today: date,
        remarked: bool,
    ) -> str:
        glossary = self.glossary
        wanted = self.comma.join(glossary.REQUIREMENTS[each] for (each,) in needs)
        named = glossary.PARTS[part] if part else None
        condition = self.condition(since, until, named, wanted, today)
        return "\n".join(
            (
                f"{number}：{office}から条件付きで可能とのご回答がありました。",
                *([f"条件：{condition}"] if condition else ()),
                f"{self._choose_below()}{self._words_below(remarked)}",
            )
        )

    def _choose_below(self) -> str:
        return f"依頼される場合は、［{self.button_choose()}］を押してください。"

    def _words_below(self, remarked: bool) -> str:
        return f"ご返信は［{self.button_remarks()}］でお読みいただけます。" if remarked else ""

    def decline_arrived(self, office: str, number: str) -> str:
        return f"{number}：{office}から{self.terms.accept}困難のご回答がありました。"

    def office_unreachable(self, office: str, number: str, telephone: str | None) -> str:
        call = (
            f"お電話をお願いいたします：{telephone}" if telephone else "別の方法でご連絡ください。"
        )
        return f"{number}：{office}のチャンネルにカードを届けられませんでした。{call}"

    def office_is_quiet(self, office: str, number: str, telephone: str | None) -> str:
        call = (
            f"お電話をお願いいたします：{telephone}" if telephone else "別の方法でご連絡ください。"
        )
        return f"{number}：{office}の当番の方は、通知を一時停止されています。{call}"

    def letter_unread(self, name: str, office: str, telephone: str | None) -> str:
        call = f"お電話：{telephone}" if telephone else ""
        return (
            f"{office}の{name}さんに、緊急のお知らせをお届けできませんでした。"
            f"お電話でお声がけいただけますか。{call}"
        )

    def window_closed(self, office: str, number: str, telephone: str | None) -> str:
        call = f"お電話をお願いいたします：{telephone}" if telephone else ""
        return f"{number}：{office}のチャンネルに経過を届けられません。{call}"

    def core_was_called(
        self, office: str, telephone: str | None, service: ServiceType | None = None
    ) -> str:
        call = f"お急ぎの場合はお電話ください：{telephone}" if telephone else ""
        what = f"{self.glossary.SERVICES[service]}の依頼先" if service else self.terms.place
        return (
            f"{what}がまだ決まっていないため、{office or self.terms.core_center}に"
            f"調整を依頼しました。ご担当の方も、引き続きご一緒に調整をお願いいたします。{call}"
        )

    def core_is_silent(self, office: str, telephone: str | None, calls: Calls) -> str:
        call = (
            f"お電話をお願いいたします：{telephone}" if telephone else "お電話をお願いいたします。"
        )
        silent = f"{office or self.terms.core_center}から、まだ応答がありません。{call}"
        return "\n".join(each for each in (silent, self._call_next(calls)) if each)

    def core_came_in(self, name: str, office: str) -> str:
        return f"{office or self.terms.core_center}の{name}さんが調整に入りました。"

    def you_came_in(self, number: str) -> str:
        return f"{number}：調整に入られたことを記録し、担当の方にお知らせしました。"

    def core_telephones(self, number: str, name: str, office: str) -> str:
        return (
            f"{number}：{office or self.terms.core_center}の{name}さんが、お電話で対応しています。"
        )

    def telephoning_noted(self, number: str) -> str:
        return (
            f"{number}：電話で対応中と記録し、担当の方にお知らせしました。"
            "引き続き調整される場合は、［調整に入る］を押してください。"
        )

    def already_telephoning(self, number: str) -> str:
        return f"{number}：電話で対応中と、すでに記録されています。"

    def please_decide(self, number: str) -> str:
        return (
            f"{number}：{self.terms.accept}可能の事業所が、ご判断をお待ちです。"
            "上のカードの［この事業所に依頼］でお選びください。"
        )

    def still_undecided(self, number: str, calls: Calls) -> str:
        undecided = f"{number}：{self.terms.place}がまだ決まっていません。状況をご確認ください。"
        return "\n".join(each for each in (undecided, self._call_next(calls)) if each)

    def please_record_arrival(self, number: str) -> str:
        return f"{number}：ご到着の記録がまだです。到着されましたら［到着］を押してください。"

    def please_plan_return(self, number: str) -> str:
        return f"{number}：ご帰宅の予定をご確認ください。延長される場合は事業所とご相談ください。"

    def person_arrived(self, number: str, at: datetime) -> str:
        return f"{number}：{clock(at)}に到着されました。"

    def arrival_taken_back(self, number: str, reason: ArrivalMistake, at: datetime) -> str:
        why = self.glossary.ARRIVAL_MISTAKES[reason]
        return f"{number}：{clock(at)}に到着の記録を取り消しました（{why}）。到着待ちに戻ります。"

    def your_arrival_taken_back(self) -> str:
        return (
            "担当の者が到着の記録を取り消しました。"
            "到着されましたら、カードの［到着］を押してください。"
        )

    def arrival_uncertain(
        self,
        number: str,
        office: str,
        office_telephone: str | None,
        owner: str,
        telephone: str | None,
    ) -> str:
        return (
            f"【緊急】{number} ご到着の確認ができていません。確認に加わっていただけますか。\n"
            f"依頼先：{self._number(office, office_telephone)}\n"
            f"担当：{' '.join(each for each in (owner, telephone) if each)}"
        )

    def core_looks_for_them(self, office: str, telephone: str | None) -> str:
        call = f"お急ぎの場合はお電話ください：{telephone}" if telephone else ""
        return f"ご到着の確認ができていないため、{office}にも確認を依頼しました。{call}"

    def office_decided(self, office: str) -> str:
        return f"{self.terms.accept}をお願いする事業所が{office}に決まりました。"

    # -------------------------------------------------------------- the core centre

    def core_needed(
        self,
        number: str,
        service: ServiceType,
        starts_on: date,
        nights: int,
        tonight: date,
        counts: tuple[tuple[AskStatus, int], ...],
        owner: str,
        telephone: str | None,
        until: datetime,
    ) -> str:
        asked = "・".join(f"{self.ask_status(each)}{many}" for each, many in counts)
        total = sum(many for _, many in counts)
        period = self.period_short(starts_on, nights, tonight)
        return (
            f"【緊急】{number} {self.terms.place}が決まっていません。調整に入っていただけますか。\n"
            f"{self.glossary.SERVICES[service]}・{period}｜"
            f"{f'依頼{total}件：{asked}' if total else '依頼先なし'}\n"
            f"担当：{' '.join(each for each in (owner, telephone) if each)}\n"
            f"{clock(until)}までに応答がない場合は、次の当番の方などにもお知らせいたします。"
        )

    def city_please(self, number: str, rows: tuple[tuple[str, str | None], ...]) -> str:
        numbers = "／".join(f"{office} {telephone or ''}".strip() for office, telephone in rows)
        return (
            f"{number}：{self.terms.core_center}からの応答がありません。"
            f"市へのお電話をお願いいたします：{numbers}"
        )

    def city_needed(self, number: str, telephone: str | None) -> str:
        call = f"担当へのお電話をお願いいたします：{telephone}" if telephone else ""
        return f"【緊急】{number} {self.terms.place}が決まっていません。{call}"

    def need_added(self, number: str, service: ServiceType, offices: int, core_in: bool) -> str:
        name = self.glossary.SERVICES[service]
        if offices == 0 and core_in:
            return (
                f"{number}：{name}を追加しました。準備済みの事業所がありません。"
                f"{self.terms.core_center}にはすでに調整を依頼しています。"
            )
        if offices == 0:
            return (
                f"{number}：{name}を追加しました。準備済みの事業所がないため、"
                f"{self.terms.core_center}に調整を依頼します。"
            )
        return f"{number}：{name}を追加し、{offices}か所の事業所にお願いしました。"

    def ground_added(self, number: str, ground: Ground, at: datetime) -> str:
        name = self.glossary.GROUNDS[ground]
        return f"{number}：事由に「{name}」を追加しました（{clock(at)}から）。"

    def field_ground_known(self) -> str:
        return "この事由はすでに記録されています。ほかの事由をお選びください。"

    def asked_others(self) -> str:
        return "ほかの事業所にも依頼しました。"

    def others_asked(self, number: str, rows: tuple[tuple[str], ...]) -> str:
        names = "、".join(name for (name,) in rows)
        return f"{number}：{names}にも{self.terms.accept}をお願いしました。"

    def nobody_to_propose(self) -> str:
        return (
            f"ほかにお願いできる事業所が見つかりません。{self.terms.core_center}にご相談ください。"
        )

    def case_paused(self, number: str, until: datetime, reason: PauseReason) -> str:
        why = self.glossary.PAUSE_REASONS[reason]
        return f"{number}：調整を{clock(until)}まで一時停止しました（{why}）。"

    def pause_over(self, number: str) -> str:
        return f"{number}：調整を再開しました。"

    def field_pause_minutes(self, most: int) -> str:
        return f"1から{most}までの数字で入力してください。"

    def late_yes_kept(self) -> str:
        return (
            "ご回答をありがとうございます。今回は他の事業所に決まりましたが、"
            "次の候補として記録いたしました。"
        )

    def late_yes_arrived(self, office: str, number: str) -> str:
        return (
            f"{number}：{office}から{self.terms.accept}可能のご回答があり、次の候補に加えました。"
        )

    def standby_offices(self, number: str, rows: tuple[tuple[str, str | None], ...]) -> str:
        names = "／".join(f"{office} {telephone or ''}".strip() for office, telephone in rows)
        return f"{number}：到着が難しいときの次の候補は{names}です。"

    def please_confirm_offer(self, number: str, until: datetime) -> str:
        return (
            "同じ期間の別のご依頼で、貴事業所にお願いすることとなりました。"
            f"{number}の{self.terms.accept}も引き続き可能でしょうか。"
            f"{clock(until)}までにご回答をお願いいたします。"
        )

    def offer_to_confirm(
        self, number: str, office: str, until: datetime, by_telephone: bool, telephone: str | None
    ) -> str:
        taken = (
            f"{number}：{office}は別のご依頼を受けることになりました。"
            f"{self.terms.accept}が引き続き可能か、{clock(until)}までの確認が必要です。"
        )
        if by_telephone:
            return f"{taken}お電話でのご確認をお願いいたします：{self._number(office, telephone)}"
        return f"{taken}事業所にお尋ねしています。"

    def office_must_confirm(self, office: str) -> str:
        return (
            f"{office}は別のご依頼を受けたため、{self.terms.accept}が引き続き可能か確認しています。"
        )

    def offer_lapsed(self, office: str, number: str, telephone: str | None) -> str:
        call = f"お電話：{telephone}" if telephone else ""
        return (
            f"{number}：{office}は別のご依頼を受け、{self.terms.accept}可能の確認が"
            f"とれませんでした。{call}"
        )

    def your_offer_lapsed(self) -> str:
        return (
            "ご確認の期限を過ぎたため、先のご回答はいったん取り消しとなりました。"
            "可能な場合は、あらためてカードのボタンでお知らせください。"
        )

    def nothing_to_claim(self) -> str:
        return "この件は、すでに調整の必要がなくなっています。ありがとうございます。"

    def already_claimed(self, name: str) -> str:
        return f"{name}さんがすでに調整に入っています。"

    # -------------------------------------------------------------- deciding, arriving

    def already_decided(self, office: str) -> str:
        if not office:
            return f"この件は、いまは{self.terms.place}の決定を待っていません。"
        return f"この件の{self.terms.place}は、すでに{office}に決まっています。"

    def office_not_offering(self, office: str) -> str:
        return f"{office}からは、いま{self.terms.accept}可能のご回答をいただいていません。"

    def you_decided(self, office: str) -> str:
        return (
            f"{self.terms.accept}をお願いする事業所を{office}に決めました。"
            "事業所とご担当の方にお知らせしています。"
        )

    def wish_about(self, number: str, office: str) -> str:
        return f"*{number}：{self.terms.place}を{office}に決めます*"

    def wish_explained(self) -> str:
        return (
            "決める前に、ご本人の意向と、その確かめ方を記録してください。"
            "決定は原則としてご本人の意思に基づきます。確認できないときは"
            "「ご本人の意思を推定した」を選び、根拠をご記入ください。"
        )

    def field_presumed_from(self) -> str:
        return "何から推定したかをご記入ください。例：以前の体験利用でのご様子"

    def field_best_interest(self) -> str:
        return "意思決定支援会議の日付か、開けなかった日付と理由をご記入ください"

    def wish_needed(self) -> str:
        return (
            "ご本人の意向をお選びください。確認できない場合は"
            "「ご本人の意思を推定した」を選び、根拠をご記入ください。"
        )

    def arrival_known(self) -> str:
        return "この件の到着は記録できない状態です。カードの最新の状況をご確認ください。"

    def arrival_recorded(self) -> str:
        return "到着を記録しました。ありがとうございます。"
