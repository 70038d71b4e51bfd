"""F75: a token that does not belong to the database is refused before anything is sent."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.app import assemble
from bot.errors import SetupError
from sandbox.town import Town
from tests.town.asking import asks


async def starts_again(town: Town, *, new_app: bool = False) -> None:
    """Stop the bot and start it on the same database, in whatever the workspace is by now."""
    await town.bot.stop()
    town.bot = assemble(town.settings(), town.clock, new_app=new_app)
    await town.bot.start()
    await town.settles()


async def test_f75_a_token_of_another_workspace_is_refused_before_anything_is_sent(
    town: Town,
) -> None:
    await asks(town)
    network = replace(town.grounds.network.network, team="T0ANOTHER")
    await town.bot.desk.write(lambda ledger: ledger.roster.put_network(network))
    sent = len(town.workspace.recorder.calls)

    with pytest.raises(SetupError, match="no network is bound") as refused:
        await starts_again(town)

    assert town.workspace.team_id in str(refused.value)
    assert [one.method for one in town.workspace.recorder.calls[sent:]] == ["auth.test"]


async def test_f75_another_app_of_the_same_workspace_is_refused_until_it_is_said_to_be_new(
    town: Town,
) -> None:
    town.workspace.me = replace(town.workspace.me, bot_id="B0ANEW")

    with pytest.raises(SetupError, match="another Slack app"):
        await starts_again(town)
    await town.bot.stop()

    town.bot = assemble(town.settings(), town.clock, new_app=True)
    await town.bot.start()
    await starts_again(town)
    assert town.bot.listening()
