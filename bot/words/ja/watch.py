"""What is said when something went wrong beside the people: Slack, the records, the machine."""

from __future__ import annotations

from datetime import datetime

from bot.vocabulary import Finding
from bot.words.ja.calling import Calls
from bot.words.ja.people import PeopleWords
from bot.words.ja.speech import clock


class WatchWords(PeopleWords):
    """Not sent, sent after all, and what the auditor found."""

    # -------------------------------------------------------------- whether it was delivered

    def sending_title(self) -> str:
        return "依頼の送信"

    def sending(self, number: str, until: datetime) -> str:
        return (
            f"{number} として受け付け、次の事業所へ送信しています。"
            f"{clock(until)}までにこの画面に「届きました」と出ないときは、届いていません。"
            "その場合は、次の番号へお電話をお願いいたします。"
        )

    def sending_done(self, number: str, offices: int, at: datetime) -> str:
        return (
            f"{number}：{clock(at)}現在、{offices}か所すべてに届きました。"
            "この画面は閉じていただけます。"
        )

    def sending_failed(self, number: str, missing: int, offices: int, at: datetime) -> str:
        return (
            f"{number}：{clock(at)}現在、{offices}か所のうち{missing}か所に届いていません。"
            "届いていない事業所へ、お電話での依頼をお願いいたします。送信は引き続き試みます。"
        )

    def sending_row(self, office: str, telephone: str | None, arrived: bool) -> str:
        state = "届きました" if arrived else "届いていません"
        return f"{self._number(office, telephone)}（{state}）"

    def sending_by_telephone(self, office: str, telephone: str | None) -> str:
        return f"{self._number(office, telephone)}（お電話での依頼をお願いいたします）"

    def sending_row_open(self, office: str, telephone: str | None) -> str:
        return self._number(office, telephone)

    def not_sent(self, number: str, at: datetime, calls: Calls) -> str:
        return "\n".join(
            (
                f"{number}：{clock(at)}現在、Slackの不調のため、次の事業所に依頼が届いていません。"
                "お電話での依頼をお願いいたします。",
                *self._listed(calls),
            )
        )

    def sent_after_all(self, number: str, at: datetime) -> str:
        return f"{number}：届いていなかった依頼は、{clock(at)}までにすべて届きました。"

    def not_sent_subject(self, number: str) -> str:
        return f"【拠点】{number} の依頼が届いていません。お電話をお願いいたします"

    # -------------------------------------------------------------- Slack does not answer

    def slack_is_silent(self, calls: Calls) -> str:
        return "\n".join(
            (
                "Slackにつながりにくいため、画面を開けませんでした。"
                "依頼は、どこにも送信されていません。もう一度お試しいただくか、"
                "お電話で進めてください。",
                *self._listed(calls),
            )
        )

    def numbers(self, calls: Calls) -> str:
        return "\n".join(self._listed(calls))

    def _listed(self, calls: Calls) -> tuple[str, ...]:
        return tuple(f"{self.bullet}{self._number(*each)}" for each in calls)

    # -------------------------------------------------------------- the auditor

    def audit_found(
        self,
        number: str | None,
        finding: Finding,
        mended: bool,
        office: str | None,
        telephone: str | None,
        reference: str,
    ) -> str:
        what = self.glossary.FINDINGS[Finding(finding)]
        found = f"{number}：記録の点検で、{what}" if number else f"記録の点検で、{what}"
        done = self.glossary.REPAIRS.get(Finding(finding), "") if mended else ""
        who = f"担当の事業所（{self._number(office, telephone)}）に" if office else "管理者の方に"
        check = f"状況は、{who}お電話でご確認ください。点検番号：{reference}"
        return f"{found}{done}{check}"
