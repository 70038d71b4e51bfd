"""The auditor sees by itself what was damaged, mends what it may, tells once; else it is silent."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from sqlalchemy import delete, select, update

from bot.effects import DueKind
from sandbox.town import Grounds, Town
from storage import queries
from storage.inbox import Inbox
from storage.ledger import Ledger
from tests.town.asking import asks
from tests.town.conftest import BOTH
from tests.town.records import audited, needs
from tests.town.troubles import Watch, fails, recovers, watch

A_MINUTE = timedelta(seconds=61)
DUE, ASK, NEED = queries.DUE, queries.ASK, queries.NEED
CARD, OUTBOX = queries.CARD, queries.OUTBOX


async def damages(town: Town, *statements: Any) -> None:
    """Change what is stored behind everybody's back, as a mistake of ours or a bad disk would."""

    def unit(ledger: Ledger) -> None:
        for statement in statements:
            ledger.connection.execute(statement)

    await town.bot.desk.write(unit)


def found(town: Town) -> dict[str, int]:
    return town.bot.auditor.counts()


def to_core(town: Town) -> list[str]:
    return [each for each in town.person("K1").letters if "点検番号" in each]


@BOTH
async def test_a_whole_evening_gives_the_auditor_nothing_to_find(town: Town) -> None:
    await asks(town)
    for _ in range(25):
        await town.push(A_MINUTE)
        assert found(town) == {}
    await town.person("P01-1").presses("受入れ可能", at="P01")
    await town.person("C1").presses("この事業所に依頼", at="P12")
    await town.push(timedelta(hours=3))

    assert found(town) == {}
    assert to_core(town) == []


@BOTH
async def test_a_need_whose_next_step_was_lost_has_it_again_within_a_minute(town: Town) -> None:
    await asks(town)
    await damages(town, delete(DUE).where(DUE.c.kind == DueKind.NEED_STEP.value))

    await town.push(A_MINUTE)

    [said] = to_core(town)
    assert said.startswith(
        "2026-0001：記録の点検で、次の手順の予定が失われていました。予定を入れ直しました。"
        "状況は、担当の事業所（"
    )
    assert ("audit", "repaired") in await audited(town)
    await town.push(timedelta(minutes=25))
    assert (await needs(town))[0].rung > 0  # the core centre was called all the same
    assert found(town) == {}


async def test_a_card_that_was_never_made_is_made_and_sent(town: Town) -> None:
    fails(town, "chat.postMessage", channel=town.channel("P01"))
    await asks(town)
    mine = CARD.c.subject.in_(select(ASK.c.id).where(ASK.c.office == "P01"))
    cards = select(CARD.c.id).where(CARD.c.kind == "ask", mine)
    await damages(
        town,
        delete(OUTBOX).where(OUTBOX.c.card.in_(cards)),
        delete(CARD).where(CARD.c.kind == "ask", mine),
    )
    recovers(town)

    await town.push(A_MINUTE)

    assert len(town.cards("P01")) == 1
    assert "依頼のカードが作られていないことが分かりました。" in to_core(town)[0]


async def test_a_card_left_behind_the_truth_is_drawn_again(town: Town) -> None:
    await asks(town)
    behind = update(CARD).where(CARD.c.kind == "ask").values(wanted=CARD.c.wanted + 1)
    await damages(town, behind)

    for _ in range(4):
        await town.push(A_MINUTE)

    assert ("audit", "repaired") in await audited(town)
    assert found(town) == {}


@pytest.mark.parametrize(
    ("finding", "damage"),
    [
        pytest.param(
            "not_one_decided", update(ASK).where(ASK.c.office == "P01").values(status="decided")
        ),
        pytest.param(
            "step_failed", update(DUE).where(DUE.c.kind == "need_step").values(fault="ab12")
        ),
        pytest.param(
            "card_refused",
            (
                update(CARD).where(CARD.c.kind == "ask").values(ts=None),
                update(OUTBOX).where(OUTBOX.c.key.like("show:%")).values(state="parked"),
            ),
        ),
    ],
)
async def test_what_a_machine_must_not_decide_is_told_and_left(
    town: Town, finding: str, damage: Any
) -> None:
    await asks(town)
    await damages(town, *(damage if isinstance(damage, tuple) else (damage,)))

    await town.push(A_MINUTE)
    await town.push(A_MINUTE)

    assert ("audit", "repaired" if finding == "card_refused" else "found") in await audited(town)
    told = len(to_core(town))
    await town.push(A_MINUTE)
    await town.push(A_MINUTE)
    assert len(to_core(town)) == told  # not again each minute


async def test_a_yes_that_nobody_accounts_for_is_found(town: Town) -> None:
    await asks(town)
    await town.person("P01-1").presses("受入れ可能", at="P01")
    await town.person("P03-1").presses("受入れ可能", at="P03")
    await town.person("C1").presses("この事業所に依頼", at="P12")
    await damages(town, update(ASK).where(ASK.c.status == "standby").values(status="offered"))

    await town.push(A_MINUTE)

    assert found(town) == {"accept_forgotten": 1}
    assert "可能とのご回答の扱いが決まっていないことが分かりました。" in to_core(town)[0]


async def test_a_delivery_that_failed_for_minutes_is_found(town: Town) -> None:
    cipher, at = town.bot.desk.means.cipher, town.now()
    await town.bot.desk.write(
        lambda ledger: Inbox(ledger.connection, cipher).failed(
            "command:x",
            kind="command",
            payload={"command": "/kyoten", "text": "help"},
            fault="KeyError ab12",
            at=at,
        )
    )
    for _ in range(4):
        await town.push(A_MINUTE)

    assert found(town) == {"delivery_failed": 1}
    assert "行われた操作を記録できていないことが分かりました。" in to_core(town)[0]


async def test_health_counts_what_was_found_and_names_nobody(town: Town) -> None:
    await asks(town)
    await damages(town, update(ASK).where(ASK.c.office == "P01").values(status="decided"))
    await town.push(A_MINUTE)

    async with aiohttp.ClientSession() as session:
        health = await session.get(f"http://127.0.0.1:{town.bot.health.port}/healthz")
        said = await health.json()

    assert said["findings"] == {"not_one_decided": 1}
    counted = {"posting_seconds", "heard", "last_delivery_seconds"}
    assert said.keys() == {"status", "ready", "findings", "mode", "app", "heartbeat", *counted}
    assert {type(said[each]) for each in counted} == {int}
    assert not {town.workspace.team_id, town.workspace.bot_id} & {*map(str, said.values())}


# ------------------------------------------------------------------ the heartbeat


@pytest.fixture
async def outside() -> AsyncIterator[Watch]:
    async with watch() as found:
        yield found


@pytest.fixture
async def watched(tmp_path: Path, sqlite_url: str, outside: Watch) -> AsyncIterator[Town]:
    async with Town(Grounds(folder=tmp_path, database=sqlite_url, heartbeat=outside.url)) as town:
        yield town


async def test_while_all_is_well_the_watch_outside_hears_once_a_minute(
    watched: Town, outside: Watch
) -> None:
    await asks(watched)
    before = outside.heard

    for _ in range(5):
        await watched.push(A_MINUTE)

    assert outside.heard == before + 5


async def test_f13_with_slack_away_in_every_way_the_heartbeat_stops_and_comes_back(
    watched: Town, outside: Watch
) -> None:
    await asks(watched)
    fails(watched, "chat", "views", "auth", "conversations", "apps")
    before = outside.heard
    for _ in range(3):
        await watched.push(A_MINUTE)
    assert outside.heard == before

    recovers(watched)
    await watched.push(A_MINUTE)

    assert outside.heard == before + 1


async def test_a_finding_stops_the_heartbeat(watched: Town, outside: Watch) -> None:
    await asks(watched)
    await damages(watched, update(ASK).where(ASK.c.office == "P01").values(status="decided"))
    before = outside.heard

    await watched.push(A_MINUTE)

    assert outside.heard == before


async def test_a_watch_that_refuses_disturbs_nobody(
    watched: Town, outside: Watch, caplog: pytest.LogCaptureFixture
) -> None:
    outside.status = 500

    await watched.push(A_MINUTE)

    assert "the heartbeat was refused" in [record.message for record in caplog.records]
    assert outside.url not in caplog.text
