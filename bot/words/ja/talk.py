"""Being called by name, help, Home, and what went wrong."""

from __future__ import annotations

from datetime import datetime

from bot.words.ja.speech import clock
from bot.words.ja.watch import WatchWords


class Japanese(WatchWords):
    """The sentences, in one city's terms. Arguments hold nothing of a person, modals apart."""

    def not_permitted(self, telephone: str | None) -> str:
        call = f"{self.terms.core_center}（{telephone}）" if telephone else self.terms.core_center
        return (
            "この操作は、担当の相談支援専門員など、決められた方だけが行えます。"
            f"お困りのときは{call}にお電話ください。"
        )

    def may_not_open(self, telephone: str | None) -> str:
        call = f"{self.terms.core_center}（{telephone}）" if telephone else self.terms.core_center
        return (
            f"緊急の依頼は、担当の相談支援専門員と{self.terms.core_center_short}など、"
            "決められた方が行います。"
            f"緊急のご連絡を受けられたときは、［{self.button_alarm()}］か「/kyoten 取り次ぎ」で"
            f"当番の方にお知らせください。{call}へのお電話でも承ります。"
        )

    def not_now(self) -> str:
        return "この件は、いまの状況ではこの操作ができません。カードの最新の状況をご確認ください。"

    def no_consent(self, telephone: str | None) -> str:
        call = f"{self.terms.core_center}（{telephone}）" if telephone else self.terms.core_center
        return (
            "ご本人の有効な同意が確認できないため（同意の撤回を含みます）、表示も操作もできません。"
            f"お困りのときは{call}にお電話ください。"
        )

    def duplicate_note(self) -> str:
        return "同じお知らせが重ねて届いたため、こちらは取り消しました。もう一方をご覧ください。"

    def card_unknown(self, telephone: str | None) -> str:
        call = f"{self.terms.core_center}（{telephone}）" if telephone else self.terms.core_center
        return (
            "このカードは現在の記録に見つからないため、受け付けられませんでした。"
            f"お手数ですが、{call}にお電話でお知らせください。"
        )

    def unknown_card_pressed(self, office: str) -> str:
        where = f"{office}のチャンネルで、" if office else ""
        return f"{where}記録にないカードのボタンが押されました。お電話での確認をお願いいたします。"

    def refused_title(self) -> str:
        return "操作できません"

    def not_set_up(self) -> str:
        return "このワークスペースは、まだ設定されていません。管理者の方にご連絡ください。"

    def something_failed(self, reference: str) -> str:
        return (
            "うまく記録できませんでした。もう一度お試しください。続くときはお電話で進めていただき、"
            f"管理者の方に番号 {reference} をお伝えください。"
        )

    def recorded_late(self, reference: str, at: datetime) -> str:
        return (
            f"先ほど記録できなかった操作（番号 {reference}）は、{clock(at)}に改めて受け付けました。"
            "カードの最新の状況をご確認ください。"
        )

    def not_shown_late(self, reference: str) -> str:
        return (
            f"先ほど記録できなかった操作（番号 {reference}）は、続きの画面をお出しできないため、"
            "まだ終わっておりません。お手数ですが、もう一度操作をお願いいたします。"
        )

    def overtaken(self, reference: str) -> str:
        return (
            f"先ほど記録できなかった操作（番号 {reference}）は、その後に別の操作が記録されたため、"
            "行っておりません。カードの最新の状況をご確認ください。"
        )

    def deed_parked(
        self, name: str, office: str, telephone: str | None, at: datetime, reference: str
    ) -> str:
        who = f"{office}の{name}さん" if name else "登録のない方"
        call = f"お電話で内容をご確認いただけますか：{telephone}" if telephone else ""
        return (
            f"{who}の{clock(at)}の操作または投稿を記録できませんでした（番号 {reference}）。{call}"
        )

    def own_deed_parked(self, at: datetime, telephone: str | None, reference: str) -> str:
        call = f"{self.terms.core_center}（{telephone}）" if telephone else self.terms.core_center
        return (
            f"{clock(at)}の操作または投稿を記録できませんでした（番号 {reference}）。"
            f"恐れ入りますが、{call}にお電話でお知らせください。"
        )

    def press_again(self) -> str:
        return "画面を開けませんでした。もう一度、同じ操作をお願いいたします。"

    def old_form(self) -> str:
        return (
            "この画面は古いため、受け付けられませんでした。"
            "もう一度はじめから操作をお願いいたします。"
        )

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

    # -------------------------------------------------------------- the app, in Slack's own lists

    def app_about(self) -> str:
        return "地域生活支援拠点の緊急の依頼・ご回答・職員登録・モニタリングのご案内"

    def command_about(self) -> str:
        return "緊急の依頼、職員登録、緊急の連絡の取り次ぎを始めます"

    def command_hint(self) -> str:
        return "緊急 | 職員登録 | 取り次ぎ | 使い方"

    def shortcut_about(self) -> str:
        return "受電メモを開き、緊急の依頼を始めます"

    def how_to_start(self) -> str:
        return (
            "ご連絡ありがとうございます。緊急の依頼は、チャンネルの入力欄に"
            "「/kyoten 緊急」と入力すると始められます。職員登録は「/kyoten 職員登録」です。"
            f"スレッドでは「@拠点 緊急」「@拠点 職員登録」と書いてください。{self.help_foot()}"
        )

    def home_title(self) -> str:
        return "拠点"

    def home_intro(self, opens: bool) -> str:
        way = (
            "緊急の依頼は、下のボタンか、チャンネルの入力欄の「/kyoten 緊急」で始められます。"
            if opens
            else "緊急のご連絡を受けられたときは、下のボタンか、チャンネルの入力欄の"
            "「/kyoten 取り次ぎ」で、相談支援の当番の方に取り次げます。"
        )
        return f"{way}この画面にお名前は表示されません。"

    def home_led(self) -> str:
        return "進行中の件"

    def home_asked(self) -> str:
        return "回答をお待ちしている依頼"

    def home_expected(self) -> str:
        return f"貴事業所での{self.terms.accept}"

    def home_more(self, more: int) -> str:
        return f"ほかに{more}件あります。チャンネルのカードをご覧ください。"
