"""What happens in a ready-made situation, told by the people of whichever city it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bot.cities import PROFILES
from bot.clock import JST
from sandbox.page_state import Start
from sandbox.resident import Resident
from sandbox.town import Town
from sandbox.troubles import Kind, Trouble


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Who plays in a city, by the sample's keys: staff, the offices they work at, the people.

    `other_counselor` asks for `other_person`; in a small city that is the same counsellor.
    """

    counselor: str
    counsels_at: str
    person: str
    other_counselor: str
    other_person: str
    carer: str
    office: str
    core: str
    core_at: str
    manager: str


CASTS: Final = {
    "matsue": Cast(
        counselor="C1",
        counsels_at="P12",
        person="R01",
        other_counselor="C2",
        other_person="R06",
        carer="P01-1",
        office="P01",
        core="K1",
        core_at="K01",
        manager="P01-2",
    ),
    "tsuruoka": Cast(
        counselor="D1",
        counsels_at="Q05",
        person="R12",
        other_counselor="D1",
        other_person="R13",
        carer="Q01-2",
        office="Q01",
        core="K2",
        core_at="K02",
        manager="Q01-1",
    ),
}
_CALLED: Final = {
    "caller": "ご家族 000-0000-2014",
    "whereabouts": "ご自宅にご家族と、23:30まで",
    "ground": "carer_unavailable",
    "service": "short_stay_welfare",
}
_NEEDED: Final = {
    "situation": "介護されているご家族が転倒し、救急車で運ばれた",
    "medical": "none",
    "abuse": "none",
    "service": "short_stay_welfare",
    "nights": "3",
    "arrival_at": "23:00",
    "transport": "family",
    "wish": "supported",
    "wish_note": "電話でご本人に確かめた",
}
TYPED: Final = "今夜は夜勤1名のため難しいです。明朝9時からなら可能です"


class Scene:
    """One town at its beginning, and what its cast does there."""

    def __init__(self, town: Town) -> None:
        """Play in that town."""
        profile = PROFILES[town.grounds.network.network.profile]
        self.town = town
        self.cast = CASTS[profile.name]
        self._can = f"{profile.ui_terms.accept}可能"

    # -------------------------------------------------------------- acting

    async def asks(self, *, by: str = "", person: str = "") -> None:
        """Send the evening's request, or another one."""
        cast = self.cast
        asking = self.town.person(by or cast.counselor)
        await asking.commands("emergency", at=cast.counsels_at)
        await asking.fills({**_CALLED, "person": person or cast.person})
        await asking.fills({**_NEEDED, **self._alone(asking)})
        await asking.fills({})
        await self.closes_forms()

    def _alone(self, asking: Resident) -> dict[str, str]:
        """Return from when the person is alone, where the city's form asks."""
        asked = {block["block_id"] for block in asking.view.blocks}
        return {"alone_at": "23:30"} if "alone_at" in asked else {}

    async def closes_forms(self) -> None:
        """Let everybody close what they have open: what a form said when all was done."""
        work = self.town.workspace
        for person in work.people():
            for view in work.views(person.id)[-1:]:
                work.close(person.id, view.id, self.town.now(), everything=True)
        await self.town.settles()

    async def asks_for_two(self) -> None:
        """Send two requests that want the same office for the same nights."""
        await self.asks()
        await self.town.push(timedelta(minutes=1))
        await self.asks(by=self.cast.other_counselor, person=self.cast.other_person)

    async def types(self) -> None:
        """Let the carer answer in words of their own."""
        office = self.cast.office
        carer = self.town.person(self.cast.carer)
        await carer.types(TYPED, at=office, under=self.town.card(office))

    async def offers_conditionally(self) -> None:
        """Let the carer offer from the next morning on."""
        carer = self.town.person(self.cast.carer)
        await carer.presses("条件付きで可能", at=self.cast.office)
        await carer.fills({"since": int(self._tomorrow(9).timestamp()), "needs": ["medicine"]})

    def _tomorrow(self, hour: int) -> datetime:
        tomorrow = self.town.now().astimezone(JST) + timedelta(days=1)
        return tomorrow.replace(hour=hour, minute=0, second=0, microsecond=0)

    async def is_decided(self) -> None:
        """Let the carer offer and the counsellor decide for them."""
        cast = self.cast
        await self.town.person(cast.carer).presses(self._can, at=cast.office)
        await self.town.person(cast.counselor).presses("この事業所に依頼", at=cast.counsels_at)

    async def steps_back(self) -> None:
        """Let the decided office say that it cannot after all."""
        carer = self.town.person(self.cast.carer)
        await carer.presses("辞退する", at=self.cast.office)
        await carer.fills({"reason": "infection"})

    async def wants_registration(self) -> None:
        """Let the newcomer ask for registration: the manager has it as a direct message."""
        for newcomer in self.town.grounds.network.newcomers:
            person = self.town.person(newcomer.key)
            await person.presses("職員登録", at=newcomer.office)
            await person.fills({"work_name": newcomer.name.removesuffix("（未登録）")})

    async def sleeps_until_ten(self) -> None:
        """Let the night pass until ten in the morning."""
        await self.town.push(self._tomorrow(10) - self.town.now())

    def shuts_out(self) -> None:
        """Let the office's people remove the bot from their channel."""
        town, cast = self.town, self.cast
        town.workspace.remove_bot(town.user(cast.carer), town.channel(cast.office), town.now())

    def loses_a_press(self) -> None:
        """Let the next press of a button on a card never reach the bot."""
        self.town.troubles.add(Trouble(kind=Kind.LOST, method="block_actions"))

    # -------------------------------------------------------------- where it begins

    def with_counselor(self, *, thread: bool = False) -> Start:
        """Begin as the counsellor, in front of the case's card or in its thread."""
        cast = self.cast
        return self._in(cast.counselor, cast.counsels_at, thread=thread)

    def with_carer(self) -> Start:
        """Begin as the night carer, in front of the request's card."""
        return self._in(self.cast.carer, self.cast.office)

    def with_core(self) -> Start:
        """Begin as whoever is on call at the core centre."""
        return self._in(self.cast.core, self.cast.core_at)

    def in_letters(self, who: str) -> Start:
        """Begin in somebody's direct messages from the bot."""
        user = self.town.user(who)
        return Start(person=user, channel=self.town.workspace.dm_of(user).id)

    def _in(self, who: str, office: str, *, thread: bool = False) -> Start:
        card = self.town.card(office).ts if thread else None
        return Start(person=self.town.user(who), channel=self.town.channel(office), thread=card)
