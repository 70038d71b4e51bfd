"""F51, F49: what fell due while nobody looked is done first; a clock that jumps is said."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from sandbox.town import Town
from scheduler.auditor import Auditor
from storage.marks import Marks
from tests.clocks import Apart
from tests.town.asking import asks
from tests.town.records import audited, needs


async def test_f51_a_step_that_fell_due_while_the_bot_was_away_is_done_once_at_the_start(
    town: Town,
) -> None:
    await asks(town)
    await town.bot.stop()
    town.clock.push(timedelta(minutes=25))
    sent = len(town.workspace.recorder.calls)

    await town.restart_bot()

    assert (await needs(town))[0].rung > 0
    assert [act for act, _ in await audited(town)].count("call_core") == 1
    posts = [one for one in town.workspace.recorder.calls[sent:] if one.method.startswith("chat.")]
    standing = [n for n, one in enumerate(posts) if "standing" in one.args]
    urgent = [n for n, one in enumerate(posts) if "standing" not in one.args]
    assert urgent
    assert not standing or min(urgent) < min(standing)


async def test_f49_a_clock_that_jumps_is_found_and_its_latest_moment_is_kept(town: Town) -> None:
    clock = Apart(town.clock)
    auditor = Auditor(replace(town.bot.desk, clock=clock))
    assert await auditor.round()

    for off in (timedelta(minutes=10), timedelta(seconds=-1)):
        clock.off = off
        town.clock.push(timedelta(seconds=61))
        assert not await auditor.round()
        assert auditor.counts() == {"clock": 1}

    highest = await town.bot.desk.read(lambda ledger: Marks(ledger.connection).at("clock"))
    assert highest == town.grounds.start + timedelta(seconds=61, minutes=10)
    clock.off = timedelta()


async def test_f49_a_start_by_a_clock_that_went_back_is_found(town: Town) -> None:
    later = town.now() + timedelta(hours=1)
    await town.bot.desk.write(lambda ledger: Marks(ledger.connection).put("clock", later))

    await town.push(timedelta(seconds=61))

    assert town.bot.auditor.counts() == {"clock": 1}
    assert "機械の時計がずれたことが分かりました。" in town.person("K1").letters[-1]
    assert len([each for each in town.person("K1").letters if "時計" in each]) == 1


async def test_f49_a_step_is_not_done_twice_when_the_clock_goes_back(town: Town) -> None:
    await asks(town)
    await town.push(timedelta(minutes=21))
    clock = Apart(town.clock, timedelta(minutes=-30))
    desk = town.bot.desk
    desk.clock = clock

    await town.settles()
    await town.push(timedelta(minutes=2))
    desk.clock = town.clock
    await town.push(timedelta(minutes=1))

    assert [act for act, _ in await audited(town)].count("call_core") == 1
    assert [act for act, _ in await audited(town)].count("remind") == 1
