"""F13, L5: when Slack delivers nothing, whoever asked knows it within a minute."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.words import actions
from sandbox.carriage import TROUBLE
from sandbox.resident import text_of
from sandbox.town import Grounds, Town
from storage import queries
from tests.town.asking import asks, fills_in
from tests.town.troubles import MailServer, fails, mail_server, recovers

A_MINUTE = timedelta(seconds=60)
KARINOYADO = "見本短期入所 かりのやど 000-0000-0101"


@pytest.fixture
async def mail() -> AsyncIterator[MailServer]:
    async with mail_server() as server:
        yield server


@pytest.fixture
async def watched(tmp_path: Path, sqlite_url: str, mail: MailServer) -> AsyncIterator[Town]:
    """A town in which somebody outside of Slack is written to."""
    async with Town(Grounds(folder=tmp_path, database=sqlite_url, mail=mail.url)) as town:
        yield town


def page(town: Town, by: str = "C1") -> str:
    return text_of(town.person(by).view.blocks)


async def test_whoever_sends_a_request_sees_at_once_who_is_asked_and_then_that_it_arrived(
    town: Town,
) -> None:
    await asks(town)

    assert "2026-0001：21:46現在、2か所すべてに届きました。" in page(town)
    assert f"{KARINOYADO}（届きました）" in page(town)
    assert len(town.person("C1").views) == 3
    town.workspace.close(town.person("C1").user, town.person("C1").view.id, town.now())
    assert town.person("C1").views == []


async def test_f13_with_slack_taking_nothing_the_page_itself_says_whom_to_call(
    watched: Town, mail: MailServer
) -> None:
    await fills_in(watched)
    fails(watched, "chat", "views")

    await watched.person("C1").fills({})

    assert "21:47までにこの画面に「届きました」と出ないときは、届いていません。" in page(watched)
    assert KARINOYADO in page(watched)
    assert watched.cards("P01") == []
    assert mail.letters == []


async def test_f13_mail_says_within_a_minute_that_nothing_was_sent_once(
    watched: Town, mail: MailServer
) -> None:
    await fills_in(watched)
    fails(watched, "chat", "views")
    await watched.person("C1").fills({})

    await watched.push(timedelta(seconds=50))
    await watched.push(timedelta(minutes=3))

    [letter] = mail.letters
    text = letter.get_content()
    assert letter["Subject"] == "【拠点】2026-0001 の依頼が届いていません。お電話をお願いいたします"
    assert letter["To"] == "watch@kyoten.example"
    assert "2026-0001：21:46現在、Slackの不調のため、次の事業所に依頼が届いていません。" in text
    assert f"・{KARINOYADO}" in text
    assert "見本 一郎" not in text
    assert "叔母" not in text


async def test_a_mail_server_that_refuses_is_tried_again(watched: Town, mail: MailServer) -> None:
    await fills_in(watched)
    fails(watched, "chat", "views")
    await watched.person("C1").fills({})
    mail.refuses = True
    await watched.push(timedelta(seconds=50))
    mail.refuses = False

    await watched.push(timedelta(seconds=20))

    assert len(mail.letters) == 1


async def test_f13_where_letters_still_go_the_sender_and_the_core_centre_are_written_to(
    town: Town,
) -> None:
    await fills_in(town)
    fails(town, "chat.postMessage", channel=town.channel("P01"))
    await town.person("C1").fills({})

    await town.push(timedelta(seconds=50))

    said = (
        "2026-0001：21:46現在、Slackの不調のため、次の事業所に依頼が届いていません。"
        f"お電話での依頼をお願いいたします。\n・{KARINOYADO}"
    )
    assert said in town.person("C1").letters
    assert said in town.person("K1").letters
    assert "2か所のうち1か所に届いていません。" in page(town)
    assert f"{KARINOYADO}（届いていません）" in page(town)
    recovers(town)
    await town.push(A_MINUTE)
    assert "2026-0001：届いていなかった依頼は、21:47までにすべて届きました。" in (
        town.person("C1").letters
    )
    assert "2か所すべてに届きました" in page(town)
    assert len(town.cards("P01")) == 1


async def test_what_was_not_sent_stays_known_over_a_restart_and_is_said_once(
    watched: Town, mail: MailServer
) -> None:
    await fills_in(watched)
    fails(watched, "chat", "views")
    await watched.person("C1").fills({})
    await watched.push(timedelta(seconds=50))

    await watched.restart_bot()
    await watched.push(A_MINUTE)
    recovers(watched)
    await watched.push(A_MINUTE)

    assert len(mail.letters) == 1
    letters = watched.person("C1").letters
    assert len([each for each in letters if "依頼が届いていません" in each]) == 1
    marks = await watched.bot.desk.read(lambda ledger: ledger.rows(queries.MARK.select()))
    assert {row["name"].partition(":")[0] for row in marks} <= {"app", "clock", "listened"}


async def test_f13_a_command_while_slack_opens_no_form_is_answered_with_the_numbers(
    town: Town,
) -> None:
    fails(town, "chat", "views")

    await town.person("C1").commands("緊急", at="P12")

    [said] = town.person("C1").whispers
    assert said.startswith("Slackにつながりにくいため、画面を開けませんでした。依頼は、どこにも")
    assert said.splitlines()[1] == "・基幹「みなも」(見本) 000-0000-0201"
    assert KARINOYADO in said


async def test_a_button_slack_opens_no_form_for_is_not_acknowledged_as_if_all_were_well(
    town: Town,
) -> None:
    await asks(town)
    night, tried = town.person("P01-1"), len(town.workspace.recorder.calls)
    fails(town, "chat", "views")

    card = town.card("P01")
    town.workspace.press(
        night.user, town.channel("P01"), card.ts, actions.DECLINE, town.now(), message=card
    )
    while "chat.postEphemeral" not in methods(town)[tried:]:  # noqa: ASYNC110 - the town has no event
        await asyncio.sleep(0)
    town.clock.push(timedelta(seconds=4))
    await town.settles()

    assert [each.text for each in town.workspace.told] == [TROUBLE]


def methods(town: Town) -> list[str]:
    return [each.method for each in town.workspace.recorder.calls]
