"""モニタリング: the counsellor's message before a month's due day, and the overdue one after it."""

from __future__ import annotations

from datetime import datetime

from bot.clock import JST
from sandbox.resident import text_of
from sandbox.town import Town
from tests.town.conftest import BOTH


def japan(month: int, day: int, hour: int) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=JST)


async def until(town: Town, moment: datetime) -> None:
    """Let the days pass, everything on the way happening at its own moment."""
    await town.push(moment - town.now())


async def test_the_counsellor_is_told_two_weeks_before(town: Town) -> None:
    await until(town, japan(2, 13, 10))

    assert town.person("C1").letters == [
        "*モニタリングのご案内*\n実施月の方：3名（最も早い期限2/27（金））｜面談日が未定の方：3名\n"
        "面談の際、ご家族の状況・利用サービス・医療情報にお変わりがないか、"
        "あわせてご確認をお願いいたします。"
    ]


async def test_overdue_people_are_named_by_ledger_number_only(town: Town) -> None:
    await until(town, japan(3, 6, 10))

    letter = town.person("C1").letters[-1]
    assert letter.startswith("*モニタリングの記録がまだの方がいらっしゃいます*")
    assert "登録番号0001：期限2/27（金）・7日経過" in letter
    assert "3/13（金）を過ぎますと、基幹相談支援センターにもお知らせいたします。" in letter
    assert "見本" not in letter


@BOTH
async def test_a_recorded_visit_ends_the_reminders(town: Town) -> None:
    counselor = town.person("C1")
    await until(town, japan(2, 13, 10))

    await counselor.presses("実施を記録")
    await counselor.fills({"monitoring": "mon-R01-2026-02", "changed": "no"})
    await until(town, japan(3, 6, 10))

    assert "登録番号0001" not in counselor.letters[-1]
    assert "登録番号0005" in counselor.letters[-1]


async def test_the_list_shows_names_only_in_a_modal(town: Town) -> None:
    counselor = town.person("C1")
    await until(town, japan(2, 13, 10))

    await counselor.presses("対象の方を見る")

    assert "0001 見本 一郎（期限2/27（金））" in text_of(counselor.view.blocks)
    assert not any("見本" in letter for letter in counselor.letters)


async def test_weekends_and_holidays_are_left_in_peace(town: Town) -> None:
    await until(town, japan(2, 12, 20))
    before = town.person("C1").letters

    await until(town, japan(2, 13, 8))

    assert before == town.person("C1").letters == []  # 2/11 is a holiday, 8:00 too early


async def test_the_core_centre_hears_of_what_is_two_weeks_overdue(town: Town) -> None:
    await until(town, japan(3, 13, 10))

    letter = town.person("K1").letters[-1]
    assert "登録番号0001：期限2/27（金）・14日経過" in letter
    assert "お声がけをお願いいたします" in letter


async def test_a_restart_repeats_no_reminder(town: Town) -> None:
    await until(town, japan(2, 13, 10))

    await town.restart_bot()

    assert len(town.person("C1").letters) == 1
