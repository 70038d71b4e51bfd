"""What whoever is on duty is asked: to call back, to go on with a call sheet, an exception."""

from __future__ import annotations

from datetime import datetime

from bot.words.ja.forms import FormWords
from bot.words.ja.speech import clock


class DutyWords(FormWords):
    """What whoever is on duty is asked, and what the asker hears."""

    # -------------------------------------------------------------- the core centre by telephone

    def core_please_call(self, name: str, office: str, telephone: str | None) -> str:
        asked = f"{office}の{name}さんから、緊急の依頼についてのご相談です。"
        return f"{asked}{self._take(telephone)}"

    def core_please_type(self, name: str, office: str, telephone: str | None) -> str:
        asked = f"【緊急】{office}の{name}さんから、受電メモの代行入力のお願いです。"
        return f"{asked}{self._take(telephone)}"

    def _take(self, telephone: str | None) -> str:
        number = f"：{telephone}" if telephone else "。"
        return f"［電話を引き受ける］を押してから、お電話をお願いいたします{number}"

    def core_was_asked(self, office: str | None, until: datetime, telephone: str | None) -> str:
        return (
            f"{office or self.terms.core_center}の当番の方に、お名前と事業所名をお伝えし、"
            f"折り返しをお願いしました。{self._in_turn(until, telephone)}"
        )

    def core_asked_already(self, office: str | None, until: datetime, telephone: str | None) -> str:
        return (
            f"{office or self.terms.core_center}の当番の方に、すでに折り返しをお願いしています。"
            f"{self._in_turn(until, telephone)}"
        )

    def _in_turn(self, until: datetime, telephone: str | None) -> str:
        call = f"お急ぎのときはお電話ください：{telephone}" if telephone else ""
        return (
            f"{clock(until)}までにどなたも引き受けないときは、当番の方に順にお知らせします。{call}"
        )

    def core_types(self, office: str | None, telephone: str | None) -> str:
        call = f"お急ぎのときはお電話ください：{telephone}" if telephone else ""
        return (
            f"受電メモの代行入力を、{office or self.terms.core_center}の当番の方にお願いしました。"
            "引き継ぐ方が決まりましたらお知らせします。"
            f"それまでは、ご自身でも続きを入力できます。{call}"
        )

    def core_calls_back(self, name: str, office: str) -> str:
        return f"ご相談は、{office}の{name}さんが引き受けました。折り返しお電話します。"

    def core_by_telephone(self, office: str | None, telephone: str | None) -> str:
        where = f"{office or self.terms.core_center} {telephone or ''}".strip()
        return f"この画面からはお知らせできません。お電話をお願いいたします：{where}"

    # -------------------------------------------------------------- a call sheet goes over

    def memo_left_lying(self, name: str, office: str, telephone: str | None) -> str:
        return (
            f"【緊急】{office}の{name}さんの受電メモが途中のままです。"
            f"まだ送信されていません。{self._take(telephone)}"
        )

    def memo_handed_over(self, name: str, office: str, telephone: str | None) -> str:
        call = f"お電話で確認される場合：{telephone}" if telephone else ""
        return (
            f"受電メモは、{office}の{name}さんが引き継ぎ、続きを入力します。"
            f"折り返しのお電話もいたします。{call}"
        )

    def memo_added(self, name: str) -> str:
        return (
            f"{name}さんが、引き継がれた受電メモに追記しました。"
            "［続きを入力する］で開き直すと、追記した内容が表示されます。"
        )

    def memo_is_handed(self, name: str, office: str, telephone: str | None) -> str:
        call = f"お伝えになりたいことは、お電話で承ります：{telephone}" if telephone else ""
        return f"この受電メモは、{office}の{name}さんが引き継いで入力しています。{call}"

    # -------------------------------------------------------------- an exception asked for

    def exception_asked(self, rows: tuple[tuple[str, str], ...]) -> str:
        return (
            "例外の判断をお願いしました。結果は、この拠点からのメッセージでお知らせします。"
            f"入力した内容は保存されています。{self._urgent(rows)}"
        )

    def exception_asked_already(self, at: datetime, rows: tuple[tuple[str, str], ...]) -> str:
        return f"例外の判断は、{clock(at)}にお願いしています。{self._urgent(rows)}"

    def _urgent(self, rows: tuple[tuple[str, str], ...]) -> str:
        return f"お急ぎのときはお電話ください：{self._rows(rows)}"

    def _rows(self, rows: tuple[tuple[str, str], ...]) -> str:
        where = "、".join(f"{name} {telephone}".strip() for name, telephone in rows)
        return where or self.terms.core_center

    def exception_by_telephone(self, rows: tuple[tuple[str, str], ...]) -> str:
        return (
            "いまこの画面からお知らせできる方がいません。入力した内容は保存されています。"
            f"例外の判断は、お電話でご相談ください：{self._rows(rows)}"
        )

    def exception_waits(self, since: datetime, telephone: str | None) -> str:
        call = f"お電話で進める場合：{telephone}" if telephone else ""
        return (
            f"{clock(since)}にお願いした例外の判断は、まだ届いていません。"
            f"受電メモは、まだどこにも送信されていません。{call}"
        )

    def exception_please(self, name: str, office: str) -> str:
        return (
            f"【緊急】{office}の{name}さんから、短期入所についての例外の判断のお願いです。"
            "［例外を判断］を押して、内容をご確認ください。"
        )

    def button_decide_exception(self) -> str:
        return "例外を判断"

    def exception_title(self) -> str:
        return "例外の判断"

    def exception_rule(self) -> str:
        return (
            "日常的に介護を行う方がいない場合、短期入所は原則としてご利用いただけません"
            "（拠点（案）９(2)）。例外として認めるかどうかの判断をお願いいたします。"
        )

    def exception_asker(self, name: str, office: str, telephone: str | None) -> str:
        return f"ご相談元：{office} {name}さん {telephone or ''}".strip()

    def field_exception(self) -> str:
        return "判断"

    def choice_allow(self) -> str:
        return "認める"

    def choice_refuse(self) -> str:
        return "認めない"

    def field_exception_reason(self) -> str:
        return "判断の理由"

    def hint_exception_reason(self) -> str:
        return "記録に残ります。カードやお知らせには表示されません"

    def exception_first(self) -> str:
        return "最初に記録された判断が有効となります。"

    def exception_recorded(self, allowed: bool) -> str:
        how = "例外として認める" if allowed else "例外として認めない"
        return f"「{how}」との判断を記録し、ご相談元にお知らせしました。"

    def exception_allowed(self, name: str, office: str) -> str:
        return (
            f"{office}の{name}さんの判断により、例外としてご依頼いただけることになりました。"
            "［続きを入力する］を押して、お進みください。"
        )

    def exception_refused(self, name: str, office: str, telephone: str | None) -> str:
        where = f"{office}（{telephone}）" if telephone else office
        return (
            f"例外としてのご依頼は、{office}の{name}さんの判断により、今回は認められませんでした。"
            f"ほかの方法について、{where}にお電話でご相談ください。"
        )

    def exception_decided(self, name: str, office: str) -> str:
        return f"例外の判断は、{office}の{name}さんが行いました。ありがとうございます。"

    def exception_changed(self) -> str:
        return (
            "この件は、お願いのあとに受電メモの内容が変わりました。"
            "判断が必要なときは、あらためてお知らせします。"
        )
