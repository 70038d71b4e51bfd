"""The telephone: the call list, its outcomes, and answers entered on an office's behalf."""

from __future__ import annotations

from datetime import datetime

from bot.words.ja.speech import Speech, clock

Calls = tuple[tuple[str, str | None], ...]


class CallingWords(Speech):
    """What is said of telephoning offices, and of what they said at the telephone."""

    # -------------------------------------------------------------- whom to call

    def _number(self, office: str, telephone: str | None) -> str:
        return f"{office} {telephone}" if telephone else f"{office}（電話番号未登録）"

    def _call_next(self, calls: Calls) -> str:
        """Return the sentence that names whom to call next, or nothing when nobody is."""
        named = self.comma.join(self._number(*each) for each in calls)
        return f"次にお電話をお願いしたい事業所：{named}" if named else ""

    def next_calls(self, calls: Calls) -> str:
        named = self.comma.join(self._number(*each) for each in calls)
        return f"*次にお電話を：{named}*"

    def please_call(self, number: str, night: bool, calls: Calls) -> str:
        listed = "\n".join(f"{self.bullet}{self._number(*each)}" for each in calls)
        why = (
            "夜間のため、依頼先の事業所にお電話でもご確認をお願いいたします。"
            if night
            else "次の事業所には、お電話でのご依頼をお願いいたします。"
        )
        return f"{number}：{why}結果は［電話で確認する］で記録できます。\n{listed}"

    def asked_by_telephone(self) -> str:
        return "☎ お電話でのご依頼"

    def call_outcome(self, outcome: str, moment: datetime) -> str:
        return f"{outcome} {clock(moment)}"

    # -------------------------------------------------------------- the call list

    def button_calls(self) -> str:
        return "電話で確認する"

    def calls_title(self) -> str:
        return "電話での確認"

    def calls_intro(self) -> str:
        return "上から順にお電話をお願いいたします。結果のボタンを押すと記録されます。"

    def calls_more(self, number: int) -> str:
        return f"ほかに{number}か所あります。上の事業所から順にご確認をお願いいたします。"

    def callee(self, place: int, office: str, service: str, telephone: str | None) -> str:
        wanted = f"（{service}）" if service else ""
        return f"*{place}. {self._number(f'{office}{wanted}', telephone)}*"

    def last_call(self, outcome: str, moment: datetime, name: str) -> str:
        return f"最後のお電話：{self.call_outcome(outcome, moment)}（{name}）"

    def call_before(self, outcome: str, moment: datetime) -> str:
        return f"前の依頼でのお電話：{self.call_outcome(outcome, moment)}"

    def no_call_yet(self) -> str:
        return "お電話の記録はまだありません"

    def nobody_to_call(self) -> str:
        return "この件は、依頼先へのお電話が必要な段階ではありません。"

    # -------------------------------------------------------------- on an office's behalf

    def spoken_title(self) -> str:
        return "お電話でのご回答の記録"

    def spoken_about(self, office: str) -> str:
        return f"*{office}からお電話で伺った内容を記録します*"

    def spoken_answer(self, answer: str) -> str:
        return f"ご回答：{answer}"

    def field_spoken_by(self) -> str:
        return "回答された方のお名前"

    def hint_not_shown(self) -> str:
        return "チャンネルには表示されません"

    def answered_by_telephone(self, moment: datetime) -> str:
        return f"（{clock(moment)} お電話でのご回答）"

    def entered_by(self, name: str) -> str:
        return f"お電話でのご回答（入力：{name}）"

    def accept_noted(self, until: datetime) -> str:
        return (
            f"お電話でのご回答（{self.terms.accept}可能）を承りました。ありがとうございます。"
            f"まだ決定ではございません。{clock(until)}までに結果をご連絡いたします。"
            f"{self._otherwise()}"
        )

    def condition_noted(self) -> str:
        return (
            "お電話でのご回答（条件付きで可能）を承りました。ありがとうございます。"
            "まだ決定ではございません。結果は、決まりしだいこのスレッドでご連絡いたします。"
            f"{self._otherwise()}"
        )

    def decline_noted(self) -> str:
        return (
            f"お電話でのご回答（{self.terms.accept}困難）を承りました。"
            f"ご検討いただき、ありがとうございます。{self._otherwise()}"
        )

    def _otherwise(self) -> str:
        return "内容が異なるときは、カードのボタンでお知らせください。"

    def withdrawal_noted(self) -> str:
        return "お電話での辞退のご連絡を承りました。お知らせいただき、ありがとうございます。"

    # -------------------------------------------------------------- what it has to be told

    def please_tell_chosen(self, number: str, office: str, telephone: str | None) -> str:
        return (
            f"{number}：次の事業所に{self.terms.accept}をお願いすることになった旨を、"
            f"お電話でお伝えいただけますか：{self._number(office, telephone)}"
        )

    def please_tell_released(self, number: str, office: str, telephone: str | None) -> str:
        return (
            f"{number}：他の事業所にお願いすることとなった旨とお礼を、"
            f"次の事業所にお電話でお伝えいただけますか：{self._number(office, telephone)}"
        )

    def please_tell_unneeded(self, number: str, office: str, telephone: str | None) -> str:
        return (
            f"{number}：お願いの必要がなくなった旨とお礼を、"
            f"次の事業所にお電話でお伝えいただけますか：{self._number(office, telephone)}"
        )

    def please_tell_later(
        self, number: str, office: str, telephone: str | None, until: datetime
    ) -> str:
        return (
            f"{number}：まだ決定していない旨と、{clock(until)}までにあらためてご連絡する旨を、"
            f"次の事業所にお電話でお伝えいただけますか：{self._number(office, telephone)}"
        )

    def please_ask_arrival(self, number: str, office: str, telephone: str | None) -> str:
        return (
            f"{number}：ご到着の記録がまだです。到着されたか、次の事業所に"
            f"お電話でご確認いただけますか：{self._number(office, telephone)}\n"
            "到着されていましたら、上のカードの［到着］を押してください。"
        )

    def you_decided_please_call(self, office: str, telephone: str | None) -> str:
        return (
            f"{self.terms.place}として記録しました。この事業所にはSlackではお知らせが届きません。"
            f"お電話でお伝えいただけますか：{self._number(office, telephone)}"
        )

    def entered_too_late(self) -> str:
        return "この件のお願いはすでに締め切っています。お電話でのご回答は記録しました。"

    def entered_as_standby(self) -> str:
        return (
            f"この件の{self.terms.place}は、ほかの事業所に決まっています。"
            "お電話でのご回答は、次の候補として記録しました。"
        )

    def please_record_withdrawal(self) -> str:
        return (
            f"{self.terms.place}は、すでにこの事業所に決まっています。辞退のご連絡は、［その他の操作］の"
            "［辞退の連絡を受けた］で記録してください。"
        )

    def button_withdrawal_heard(self) -> str:
        return "辞退の連絡を受けた"

    def menu_withdrawal(self) -> str:
        return (
            "決まった事業所からお電話で辞退のご連絡があったときに、理由を記録します。"
            "あらためて依頼が始まります。"
        )
