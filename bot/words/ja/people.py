"""職員登録, leave for the sheet, and names at a login that several people use."""

from __future__ import annotations

from datetime import date, datetime

from bot.words.ja.reminders import ReminderWords
from bot.words.ja.speech import clock, when


class PeopleWords(ReminderWords):
    """職員登録, leave for the sheet, and names at a login that several people use."""

    # -------------------------------------------------------------- the card that always stands

    def standing_heading(self, offices: str) -> str:
        return f"拠点の窓口：{offices}"

    def standing_body(self) -> str:
        return (
            f"緊急の{self.terms.accept}のお願いは、このチャンネルにカードでお届けします。"
            "カードのボタンは、職員登録のない方もお使いいただけます。\n"
            "登録情報をご覧いただくには、職員登録が必要です。"
            "はじめてお使いになる方は［職員登録］を押してください。"
        )

    def standing_foot(self) -> str:
        return "このチャンネルには、お名前など個人が分かることを書かないようお願いいたします。"

    # -------------------------------------------------------------- joining

    def button_join(self) -> str:
        return "職員登録"

    def button_ask_joining(self) -> str:
        return "申し込む"

    def button_approve(self) -> str:
        return "承認する"

    def button_refuse(self) -> str:
        return "お断りする"

    def help_join(self) -> str:
        return "事業所の職員として登録を申し込みます"

    def joining_about(self) -> str:
        return (
            "事業所の職員として登録します。事業所の管理者、または"
            f"{self.terms.core_center_short}の承認で完了します。"
        )

    def field_name(self) -> str:
        return "お仕事でお使いのお名前"

    def hint_work_name(self) -> str:
        return "ほかの事業所にも表示されます"

    def field_office(self) -> str:
        return "ご所属の事業所"

    def field_work_name(self, most: int) -> str:
        return f"お名前を1文字以上{most}文字以内で入力してください。改行などの記号は使えません。"

    def joining_received(self, office: str) -> str:
        return (
            f"{office}の職員登録のお申し込みを承りました。"
            "承認されましたら、ダイレクトメッセージでお知らせいたします。"
            "承認をお待ちの間も、チャンネルのカードのボタンでご回答いただけます。"
        )

    def joining_known(self, office: str) -> str:
        return f"すでに{office}の職員として登録されています。"

    def joining_waits(self, office: str) -> str:
        return f"{office}の職員登録をすでにお申し込みいただいています。承認をお待ちください。"

    def joining_wanted(self, name: str, office: str, user: str) -> str:
        return (
            f"職員登録のお申し込みがありました。\nお名前：{name}（<@{user}>）\n事業所：{office}\n"
            "ご本人で間違いないことをご確認のうえ、［承認する］を押してください。"
            "お心当たりのないときは［お断りする］を押してください。"
        )

    def joining_approved(self, name: str, office: str) -> str:
        return f"{name}さんを{office}の職員として登録しました。"

    def joining_declined(self, name: str) -> str:
        return f"{name}さんの職員登録をお断りしました。ご本人にお知らせしています。"

    def joining_settled(self, name: str, office: str, approved: bool) -> str:
        result = "承認されています" if approved else "見送りとなっています"
        by = f"{office}の手続きで" if office else ""
        return f"{name}さんの職員登録は、すでに手続き済みです。{by}{result}。"

    def joining_needless(self, name: str) -> str:
        return f"{name}さんは、すでに職員として登録されています。"

    def joining_office_gone(self) -> str:
        return "この事業所は、いまは拠点に参加していないため、承認できません。"

    def joining_not_oneself(self) -> str:
        return "ご自身の職員登録は、ほかの方の承認が必要です。"

    def joining_core_decides(self, telephone: str | None) -> str:
        call = f"お問合せ：{telephone}" if telephone else ""
        return f"この事業所の職員登録は、{self.terms.core_center}が承認いたします。{call}"

    def joined(self, office: str) -> str:
        return (
            f"職員登録が完了しました。{office}の職員としてご回答いただけます。"
            "ご協力ありがとうございます。"
        )

    def joining_refused(self, office: str, telephone: str | None) -> str:
        call = f"{self.terms.core_center}（{telephone}）" if telephone else self.terms.core_center
        return (
            f"{office}の職員登録は、今回は見送りとなりました。"
            f"お心当たりのない場合は、事業所の管理者の方、または{call}にご確認ください。"
        )

    def join_by_button(self) -> str:
        return "職員登録は、下のボタンからお申し込みいただけます。"

    def alarm_by_button(self) -> str:
        return "緊急のご連絡は、下のボタンから当番の相談支援専門員に取り次ぎます。"

    def emergency_by_button(self) -> str:
        return "緊急の依頼は、下のボタンから始められます。お名前はここには書かないでください。"

    # -------------------------------------------------------------- leave for the sheet

    def button_leave(self) -> str:
        return "登録情報の閲覧を認める"

    def menu_leave(self) -> str:
        return (
            f"{self.terms.place}でご回答された方に職員登録がないとき、お電話でご確認のうえ、"
            "翌朝まで登録情報をご覧いただけるようにします。"
        )

    def button_told(self) -> str:
        return "電話で伝達済みを記録"

    def menu_told(self) -> str:
        return "必要なことをお電話でお伝えしたときに、そのことを記録します。"

    def leave_about(self, office: str, until: datetime, today: date) -> str:
        return (
            f"{office}でご回答された方は、職員登録がお済みではありません。\n"
            "お電話で職員の方とご確認のうえ、閲覧をお認めください。"
            f"閲覧できるのは{when(until, today=today)}までです。記録に残ります。"
        )

    def field_called_by(self) -> str:
        return "お電話での確認"

    def choice_called(self) -> str:
        return "電話で確認した"

    def field_called_first(self) -> str:
        return "先にお電話でのご確認をお願いいたします。"

    def button_allow(self) -> str:
        return "閲覧を認める"

    def leave_given(self, until: datetime, today: date) -> str:
        return (
            f"お電話でのご確認をありがとうございました。{when(until, today=today)}まで、"
            "上のカードの［登録情報を見る］からご覧いただけます。"
        )

    def leave_noted(self, number: str, office: str, by: str, until: datetime, today: date) -> str:
        return (
            f"{number}：{by}さんが、{office}でご回答された方に、"
            f"{when(until, today=today)}までの登録情報の閲覧を認めました。"
        )

    def leave_recorded(self, until: datetime, today: date) -> str:
        return (
            f"{when(until, today=today)}までの閲覧を認めました。"
            "事業所のスレッドでお知らせしています。"
        )

    def leave_stands(self, until: datetime, today: date) -> str:
        return f"すでに{when(until, today=today)}までの閲覧が認められています。"

    def leave_for_nobody(self) -> str:
        return "この件では、いま閲覧を認める必要のある方がいません。"

    def told_by_telephone(self, number: str, office: str, by: str, at: datetime) -> str:
        return f"{number}：{clock(at)}、{by}さんが{office}に必要なことをお電話で伝えました。"

    def telling_recorded(self) -> str:
        return "お電話でお伝えしたことを記録しました。"

    # -------------------------------------------------------------- a login several people use

    def answerer_title(self) -> str:
        return "お名前の確認"

    def answerer_why(self) -> str:
        return (
            "複数の方でお使いのアカウントのため、お名前をうかがいます。"
            "チャンネルには表示されず、担当の方だけが見られます。"
        )

    def field_answerer_needed(self) -> str:
        return "回答される方のお名前をご入力ください。"

    def answerer_line(self, moment: datetime, office: str, answerer: str) -> str:
        return f"{clock(moment)} {f'{office} {answerer}'.strip()}\n（お名前の記録）"

    def please_say_name(self) -> str:
        return (
            "ありがとうございます。複数の方でお使いのアカウントのため、"
            "下のボタンから、お名前とあわせてご回答いただけますか。"
        )
