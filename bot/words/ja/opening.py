"""Around the opening of a case: call sheet, ways on, alarms, suspected abuse, owner, doctors."""

from __future__ import annotations

from datetime import date, datetime

from bot.vocabulary import ToldWhom
from bot.words.ja import glossary
from bot.words.ja.duty import DutyWords
from bot.words.ja.speech import clock, when


class OpeningWords(DutyWords):
    """Around the opening of a case: call sheet, ways on, alarms, suspected abuse, owner."""

    # -------------------------------------------------------------- the call sheet

    def memo_title(self) -> str:
        return "受電メモ（1/2）"

    def details_title(self) -> str:
        return "受電メモ（2/2）"

    def button_details(self) -> str:
        return "保存して次へ"

    def button_type_for(self) -> str:
        return f"{self.terms.core_center_short}に代行入力を頼む"

    def choice_unregistered(self) -> str:
        return "未登録の方"

    def field_service_tonight(self) -> str:
        return "今夜の希望"

    def field_later_at(self, ground: str) -> str:
        return f"追加する事由（{ground}）が生じた時刻"

    def field_later_past(self) -> str:
        return "先の時刻になっています。事由が生じた時刻をお選びください。"

    def field_alone_at(self) -> str:
        return "ご本人がひとりになる時刻"

    def field_lines(self) -> str:
        return "使えないもの"

    def field_cannot_stay(self) -> str:
        return "ご自宅で過ごせない理由"

    def memo_unregistered(self) -> str:
        return "未登録の方の緊急のご相談"

    def memo_unregistered_why(self) -> str:
        return (
            f"登録のない方は、{self.terms.core_center}がお受けします。お電話をお願いいたします。"
            "ここまでに入力した内容は保存されています。"
        )

    def memo_first_page(self) -> str:
        return "1ページ目に入力されていない項目があります。［戻る］で1ページ目をご確認ください。"

    def memo_unfinished(self, since: datetime, telephone: str | None) -> str:
        call = f"お電話で進める場合：{telephone}" if telephone else ""
        return (
            f"受電メモが途中です（{clock(since)}に開始）。まだどこにも送信されていません。"
            f"続きの入力をお願いいたします。{call}"
        )

    def memo_begun(self, since: datetime) -> str:
        return (
            f"{clock(since)}に開始した受電メモが途中です。まだどこにも送信されていません。"
            f"続きは［{self.button_go_on()}］からご入力ください。"
        )

    def memo_beside(self, numbers: str) -> str:
        return f"*{numbers} と同じ出来事の、もうお一方のご依頼です。*"

    def button_go_on(self) -> str:
        return "続きを入力する"

    def button_drop_memo(self) -> str:
        return "このメモを取りやめる"

    def drop_memo_sure(self) -> str:
        return "入力した内容を消し、以後のお知らせを止めます。"

    def drop_memo_yes(self) -> str:
        return "取りやめる"

    def memo_dropped(self) -> str:
        return "受電メモを取りやめました。入力した内容は残っていません。"

    # -------------------------------------------------------------- ways on from a refusal

    def button_ambulance_called(self) -> str:
        return "119番に通報しました"

    def button_helpers(self) -> str:
        return "ヘルパー・宿泊で依頼"

    def button_add_ground(self) -> str:
        return "事由①を追加"

    def button_join_case(self) -> str:
        return "進行中の依頼に加わる"

    def button_consult_core(self) -> str:
        return f"{self.terms.core_center_short}に相談"

    def field_override_reason(self) -> str:
        return "例外とする理由"

    def hint_override_reason(self) -> str:
        return "記録に残ります。カードには「例外として依頼」とだけ表示され、理由は表示されません"

    def button_override(self) -> str:
        return "理由を記録して進む"

    def button_ask_exception(self) -> str:
        return "例外の判断を依頼"

    def case_to_join(self, number: str, office: str, owner: str, telephone: str | None) -> str:
        call = f"お電話：{telephone}" if telephone else ""
        return (
            f"進行中の依頼：{number}。カードは{office}のチャンネルにあります。"
            f"担当：{owner}さん。{call}"
        )

    def no_case_to_join(self) -> str:
        return "進行中の依頼はありません。［戻る］で前の画面からお進みください。"

    def gate_apart(self) -> str:
        return "この方の件は、市にお電話をお願いいたします"

    def gate_by_telephone(self) -> str:
        return f"この方の件は、{self.terms.core_center_short}がお電話で承ります"

    def label_exception(self) -> str:
        return "例外"

    def asked_as_exception(self, by_city: bool) -> str:
        by = self.terms.city if by_city else self.terms.core_center_short
        return f"例外として依頼（{by}の判断）"

    # -------------------------------------------------------------- suspected abuse

    def apart_title(self) -> str:
        return "虐待の疑いの記録"

    def apart_notice(self) -> str:
        return "*この入力は通報の代わりになりません*"

    def apart_explained(self) -> str:
        return (
            "事業所へのカードは送られず、どのチャンネルにも表示されません。"
            "記録すると、市への連絡がまだのあいだ、あなたに繰り返しお知らせします。"
        )

    def city_first(
        self, number: str, office: str | None, telephone: str | None, child: bool
    ) -> str:
        return (
            f"{number}として記録しました。この入力は通報の代わりになりません。"
            f"{self._city(office, telephone, child)}"
            "お電話が済みましたら［市への連絡を記録］を押してください。"
            "この件は、どのチャンネルにも表示されません。"
        )

    def city_still(
        self, number: str, office: str | None, telephone: str | None, child: bool
    ) -> str:
        return (
            f"{number}：市への連絡の記録がまだです。{self._city(office, telephone, child)}"
            "お電話が済みましたら［市への連絡を記録］を押してください。"
        )

    def _city(self, office: str | None, telephone: str | None, child: bool) -> str:
        where = f"{office or self.terms.city} {telephone or ''}".strip()
        children = "18歳未満の方のため、児童相談所（189）にもお電話ください。" if child else ""
        return f"市の窓口にお電話ください：{where}。{children}"

    def abuse_heard_of(self, number: str, name: str, office: str, telephone: str | None) -> str:
        call = f"お電話をお願いいたします：{telephone}" if telephone else ""
        return f"{number}：{office}の{name}さんから、虐待の疑いについての記録がありました。{call}"

    def button_tell_city(self) -> str:
        return "市への連絡を記録"

    def tell_city_title(self) -> str:
        return "市への連絡の記録"

    def field_told_whom(self) -> str:
        return "どちらに連絡しましたか"

    def city_was_told(
        self, number: str, at: datetime, whom: ToldWhom, until: datetime, today: date
    ) -> str:
        return (
            f"{number}：{clock(at)}に{glossary.TOLD_WHOM[whom]}への連絡を記録しました。"
            f"{when(until, today=today)}から毎朝、その後の状況をお尋ねします。"
        )

    def restricted_morning(self, number: str) -> str:
        return (
            f"{number}：その後の状況はいかがでしょうか。"
            "市の対応に引き継がれましたら［終了を記録］を押してください。"
        )

    def button_end_restricted(self) -> str:
        return "終了を記録"

    def end_restricted_title(self) -> str:
        return "終了の記録"

    def field_end_reason(self) -> str:
        return "終了の理由"

    def field_tell_first(self) -> str:
        return "市への連絡の記録がまだです。先に［市への連絡を記録］をお願いいたします。"

    def restricted_over(self, number: str, office: str | None, telephone: str | None) -> str:
        where = f"{office or self.terms.city} {telephone or ''}".strip()
        return (
            f"{number}は、すでに終了しています。"
            f"ご心配なことがありましたら、市の窓口にお電話ください：{where}"
        )

    def restricted_ended(self, number: str) -> str:
        return f"{number}：終了を記録しました。"

    # -------------------------------------------------------------- alarms

    def help_alarm(self) -> str:
        return "緊急の連絡を、相談支援の当番の方に取り次ぎます（どなたでも）"

    def button_emergency(self) -> str:
        return "緊急の依頼"

    def button_alarm(self) -> str:
        return "緊急の連絡を取り次ぐ"

    def alarm_title(self) -> str:
        return "緊急の連絡の取り次ぎ"

    def alarm_intro(self, telephone: str | None) -> str:
        core = self.terms.core_center_short
        call = f"お電話で進める場合は {core} {telephone}" if telephone else ""
        return (
            "相談支援の当番の方から折り返しお電話します。"
            f"ご本人のお名前やご事情は、お電話でお伝えください。{call}"
        )

    def field_callback(self) -> str:
        return "折り返し先の電話番号"

    def hint_callback(self) -> str:
        return "チャンネルには表示されません。電話を引き受けた方だけが見られます"

    def field_telephone(self) -> str:
        return "電話番号を、数字とハイフンで入力してください。例：000-0000-0000"

    def button_page(self) -> str:
        return "取り次ぐ"

    def alarm_raised(self, until: datetime, telephone: str | None, counselors: bool) -> str:
        duty = "相談支援" if counselors else self.terms.core_center_short
        call = f"お急ぎのときは{self.terms.core_center_short}にお電話ください：{telephone}"
        return (
            f"{duty}の当番の方にお知らせしました。"
            f"{clock(until)}までにどなたも引き受けないときは、次の方にお知らせします。"
            f"{call if telephone else ''}"
        )

    def alarm_by_telephone(self, rows: tuple[tuple[str, str], ...]) -> str:
        where = "、".join(f"{name} {telephone}".strip() for name, telephone in rows)
        return (
            "いまこの画面からお知らせできる当番の方がいません。"
            f"お電話をお願いいたします：{where or self.terms.core_center}"
        )

    def alarm_please(self, office: str, at: datetime) -> str:
        return (
            f"【緊急】{office}から{clock(at)}に連絡の取り次ぎがありました。"
            "折り返しのお電話をお願いいたします。"
        )

    def button_take_alarm(self) -> str:
        return "電話を引き受ける"

    def alarm_is_taken(self, name: str) -> str:
        return f"緊急の連絡は、{name}さんが引き受けました。ありがとうございます。"

    def alarm_taken(self, name: str, office: str) -> str:
        return f"取り次いでいただいた緊急の連絡は、{office}の{name}さんが折り返しお電話します。"

    def alarm_not_needed(self, name: str, office: str) -> str:
        return (
            f"{office}の{name}さんの受電メモは、送信されたか、取りやめられました。"
            "折り返しのお電話は不要です。ありがとうございます。"
        )

    def alarm_thanks(self) -> str:
        return "お電話を引き受けていただき、ありがとうございます。"

    def alarm_asker(self, name: str, office: str) -> str:
        return f"{office} {name}さん"

    def alarm_from(self, asker: str, at: datetime) -> str:
        return f"{clock(at)} {asker}から"

    def alarm_no_number(self) -> str:
        return "電話番号の登録がありません。"

    def alarm_number_title(self) -> str:
        return "折り返しのお電話"

    def alarm_number_notice(self) -> str:
        return "お電話を引き受けていただき、ありがとうございます。折り返し先："

    # -------------------------------------------------------------- whose case it is

    def please_take_case(self, number: str, name: str, office: str, until: datetime) -> str:
        return (
            f"【緊急】{number}：{office}の{name}さんが、ご担当の方の依頼を始めました。"
            f"{clock(until)}までに［担当を引き受ける］を押してください。"
            f"応答がない場合は、{self.terms.core_center}が担当します。"
        )

    def button_confirm_owner(self) -> str:
        return "担当を引き受ける"

    def owner_confirmed(self, number: str) -> str:
        return f"{number}の担当を引き受けました。カードで経過をご覧いただけます。"

    def owner_is_another(self, number: str, name: str) -> str:
        return f"{number}は、{name}さんが担当しています。"

    def owner_took_case(self, number: str, name: str) -> str:
        return f"{number}：{name}さんが担当を引き受けました。"

    def owner_is_core(self, number: str, office: str, name: str) -> str:
        return f"{number}：担当が{office}の{name}さんに移りました。"

    # -------------------------------------------------------------- doctors

    def medical_last(self, moment: datetime | None) -> str:
        return f"{clock(moment)}" if moment else "なし"

    def button_medical(self) -> str:
        return "受診・相談を記録する"

    def menu_medical(self) -> str:
        return "医療機関などへの相談や受診の結果を記録します。いつでも追加できます。"

    def medical_title(self) -> str:
        return "受診・相談の記録"

    def field_medical_body(self) -> str:
        return "どちらに"

    def field_medical_whom(self) -> str:
        return "機関の名称・担当の方"

    def field_medical_result(self) -> str:
        return "結果"

    def medical_line(self, moment: datetime, body: str, whom: str, result: str) -> str:
        head = f"{clock(moment)} {body}{f'（{whom}）' if whom else ''}"
        return f"{head}\n{result}" if result else head
