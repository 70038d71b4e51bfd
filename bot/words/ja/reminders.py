"""Reminders by the clock."""

from __future__ import annotations

from datetime import date

from bot.words.ja.opening import OpeningWords
from bot.words.ja.speech import day, full_day


class ReminderWords(OpeningWords):
    """Reminders by the clock."""

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

    def monitoring_overdue_core(
        self,
        rows: tuple[tuple[str | None, date, int, date | None, int | None], ...],
    ) -> str:
        lines = "\n".join(self._overdue_line(*row) for row in rows)
        return (
            f"*モニタリングの記録がまだの方がいらっしゃいます*\n{lines}\n"
            "担当の相談支援専門員へのお声がけをお願いいたします。"
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
        return "対象の方"

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
        return "実施を記録し、登録情報を実施日の時点で確認済みとしました。"

    def monitoring_unknown(self) -> str:
        return "この記録は見つからないか、すでに記録されています。一覧を開き直してください。"
