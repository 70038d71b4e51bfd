"""Ready-made situations of the sample town: what somebody wants to try, already brought about."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Final

from sandbox.page_state import Situation
from sandbox.town import Town

JOINING: Final = Situation(
    key="joining",
    title="職員登録：承認を待っています",
    title_en="Staff registration: waiting for approval",
)


async def registration_waits(town: Town) -> None:
    """Let the newcomer ask for registration: the office's manager has it as a direct message."""
    for newcomer in town.grounds.network.newcomers:
        person = town.person(newcomer.key)
        await person.presses("職員登録", at=newcomer.office)
        await person.fills({"work_name": newcomer.name.removesuffix("（未登録）")})


SITUATIONS: Final[Mapping[Situation, Callable[[Town], Awaitable[None]]]] = {
    JOINING: registration_waits,
}
