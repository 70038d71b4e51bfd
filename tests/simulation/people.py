"""Who does what in a seed's night, and what goes wrong meanwhile."""

from __future__ import annotations

import random
from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import cache
from typing import Any, Final

from bot.words import actions
from sandbox.blockkit import elements_of
from sandbox.elements import options_of
from sandbox.forms import FIELD, NoSuchThing
from sandbox.model import JSON, Envelope, Message, View
from sandbox.resident import buttons_of
from sandbox.troubles import Kind, Trouble
from tests.simulation.invariants import Invariants
from tests.simulation.world import OFFICES, TOWN, Ground, World, ground, ground_after, night
from tests.town.asking import S1_FORM

PEOPLE: Final = tuple(one.id for one in TOWN.staff if one.member is not None)
PLACES: Final = (*OFFICES, "C1", "K1")
"""Where somebody may look: a channel, or a person's own messages."""
REPLIES: Final = (
    "受入れ可能です",
    "満床のため難しいです",
    "確認して折り返します",
    "本人に会ってから決めたいです",
    "お疲れさまです",
    "男性なら可能です",
)
POST: Final = "chat.postMessage"
METHODS: Final = (POST, POST, POST, "chat.update", "chat.update", "conversations.*", "views.*", "*")
CALLS: Final = (
    Kind.THROTTLED,
    Kind.FAILS_BEFORE,
    Kind.FAILS_AFTER,
    Kind.CUT_BEFORE,
    Kind.CUT_AFTER,
    Kind.CUT_AFTER,
    Kind.LATE,
    Kind.LATE,
    Kind.LATE,
    Kind.HIDDEN,
)
CODES: Final = ("", "", "internal_error", "fatal_error", "service_unavailable", "request_timeout")
ON_THE_WAY: Final = (Kind.DUPLICATED, Kind.REORDERED, Kind.LOST, Kind.MUTE)
ORDINARY: Final = {actions.ACCEPT, actions.DECLINE, actions.CONDITION, actions.HOLD}
LEADING: Final = (
    ("P12", "C1", actions.CHOOSE),
    ("P12", "C2", actions.CHOOSE),
    ("P12", "C1", actions.CHOOSE),
    ("P12", "C1", actions.CHOOSE),
    ("K01", "K1", actions.CHOOSE),
    ("K01", "K1", actions.CLAIM),
    ("P01", "P01-1", actions.ARRIVE),
    ("P03", "P03-1", actions.ARRIVE),
    ("P01", "P01-2", actions.WITHDRAW),
    ("P12", "C1", actions.RETURN),
    ("P12", "C1", actions.CANCEL),
)
A_BREATH: Final = timedelta(seconds=1)
ENDS: Final = timedelta(seconds=90)
SWEPT: Final = timedelta(minutes=17)

Act = Callable[[], Awaitable[None]]


class Night:
    """One seed's people and troubles."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.slack = world.workspace
        self.chance = random.Random(f"{world.seed} acts")
        self.truth = Invariants(world)
        self.seen: list[tuple[str, Message]] = []
        self.acts: tuple[tuple[int, Act], ...] = (
            (8, self.answers),
            (7, self.leads),
            (3, self.presses),
            (2, self.fills),
            (2, self.writes),
            (1, self.reacts),
            (1, self.twice),
            (1, self.presses_what_was),
            (1, self.opens_a_case),
            (2, self.waits),
            (5, self.goes_wrong),
            (4, self.is_killed),
            (1, self.is_broken),
        )

    async def played(self) -> None:
        """Play the whole night; afterwards everything must be true again."""
        for _ in range(self.chance.randrange(4)):
            await self.goes_wrong()
        if not self.world.one('SELECT 1 FROM "case"'):
            await self.opens_a_case()
        weights, acts = zip(*self.acts, strict=True)
        for _ in range(self.chance.randint(2, 4)):
            self.world.clock.push(A_BREATH)
            await self.chance.choices(acts, weights)[0]()
            if self.chance.random() < 0.8:
                await self.world.settles()
                self.truth.hold()
        await self.ends()

    async def ends(self) -> None:
        """Let all troubles end, and look whether the world heals in its time."""
        self.world.says("all troubles end")
        self.slack.troubles.calm()
        self.world.process.fuse = None
        await self.world.passes(ENDS, check=self.truth.hold)
        if self.world.one("SELECT 1 FROM outbox WHERE sweeps > 0"):
            self.truth.healed()
            await self.world.passes(SWEPT, check=self.truth.hold)
        self.truth.at_the_end()

    # -------------------------------------------------------------- people

    async def opens_a_case(self) -> None:
        """Call as a counsellor or the core centre, and go on as far as the forms allow."""
        who, at = self.chance.choice((("C1", "P12"), ("C1", "P12"), ("K1", "K01")))
        self.says(f"{who} calls")
        user, channel = self.world.user(who), self.world.channel(at)
        self.does(lambda: self.slack.slash(user, channel, "/kyoten", "緊急", self.now()))
        for _ in range(3):
            await self.world.settles()
            self.submits(user)

    async def answers(self) -> None:
        """Press one of the four answers on an office's newest card, and fill what it opens."""
        office = self.chance.choice(("P01", "P03"))
        who = self.chance.choice([each for each in PEOPLE if self._belongs(each, office)])
        wanted = self.chance.choice((ORDINARY, {actions.ACCEPT}))
        self.press(who, self.world.channel(office), wanted)
        await self._goes_on(who)

    async def leads(self) -> None:
        """Do what comes next in the case: decide, take over, see somebody arrive, or give up."""
        for office, who, wanted in self.chance.sample(LEADING, len(LEADING)):
            if self.press(who, self.world.channel(office), {wanted}) is not None:
                await self._goes_on(who)
                return
        await self.answers()

    async def _goes_on(self, who: str) -> None:
        """Fill the form a press opened, mostly."""
        if self.chance.random() < 0.7:
            await self.world.settles()
            self.submits(self.world.user(who))

    async def presses(self) -> None:
        """Press any button anybody sees."""
        place = self.chance.choice(PLACES)
        who = place if place in PEOPLE else self.chance.choice(PEOPLE)
        self.press(who, self._channel(place), None)

    async def twice(self) -> None:
        """Press a button twice in one moment."""
        office = self.chance.choice(("P01", "P03"))
        who = self.chance.choice([each for each in PEOPLE if each.startswith(office)])
        made = self.press(who, self.world.channel(office), ORDINARY)
        if made is not None:
            self.says("and once more, the same")
            self.slack.queue(made.type, made.payload, self.now(), user_id=made.user_id)

    async def presses_what_was(self) -> None:
        """Press a button on a card as it looked earlier."""
        if not self.seen:
            return
        who, card = self.chance.choice(self.seen)
        shown = list(buttons_of(card))
        button = self.chance.choice(shown)
        self.says(f"{who} presses {button['action_id']} on an old card")
        self.does(
            lambda: self.slack.press(
                self.world.user(who),
                card.channel_id,
                card.ts,
                button["action_id"],
                self.now(),
                value=button.get("value"),
                message=card,
            )
        )

    async def fills(self) -> None:
        """Fill and send, press in, or close whichever form somebody has open."""
        open_ = [each for each in PEOPLE if self.slack.views(self.world.user(each))]
        if not open_:
            return
        who = self.chance.choice(open_)
        user, chance = self.world.user(who), self.chance.random()
        view = self.slack.views(user)[-1]
        inside = [each for _, each in elements_of(view.blocks) if each["type"] == "button"]
        if inside and chance < 0.5:
            button = self.chance.choice(inside)
            self.says(f"{who} taps {button['action_id']}")
            value = button.get("value")
            act = button["action_id"]
            self.does(lambda: self.slack.press_in_view(user, view.id, act, self.now(), value=value))
        elif chance < 0.9:
            self.submits(user)
        else:
            self.says(f"{who} closes a form")
            self.does(lambda: self.slack.close(user, view.id, self.now()))

    async def writes(self) -> None:
        """Write below a card or beside it."""
        office = self.chance.choice(OFFICES)
        who = self.chance.choice([each for each in PEOPLE if self._belongs(each, office)])
        cards = self._cards(self.world.channel(office))
        under = self.chance.choice(cards).ts if cards and self.chance.random() < 0.8 else None
        text = self.chance.choice(REPLIES)
        self.says(f"{who} writes {text}")
        user, channel = self.world.user(who), self.world.channel(office)
        self.does(lambda: self.slack.say(user, channel, text, self.now(), thread_ts=under))

    async def reacts(self) -> None:
        """Add an emoji to a card."""
        office = self.chance.choice(("P01", "P03"))
        cards = self._cards(self.world.channel(office))
        if cards:
            who = next(each for each in PEOPLE if self._belongs(each, office))
            self.says(f"{who} reacts")
            user, channel = self.world.user(who), self.world.channel(office)
            self.does(lambda: self.slack.react(user, channel, cards[-1].ts, "ok", self.now()))

    # -------------------------------------------------------------- the night itself

    async def waits(self) -> None:
        """Let time pass."""
        seconds = self.chance.choice((1, 4, 8, 20, 60, 300, 900))
        self.says(f"{seconds} seconds pass")
        await self.world.passes(timedelta(seconds=seconds), check=self.truth.hold)

    async def goes_wrong(self) -> None:
        """Let a call or a delivery go wrong soon."""
        if self.chance.random() < 0.2:
            kind = self.chance.choice(ON_THE_WAY)
            name = "socket" if kind is Kind.MUTE else self.chance.choice(("*", "message"))
            trouble = Trouble(kind=kind, method=name, nth=self.chance.randint(1, 4))
        else:
            kind = self.chance.choice(CALLS)
            method = POST if kind is Kind.HIDDEN else self.chance.choice(METHODS)
            trouble = Trouble(
                kind=kind,
                method=method,
                nth=self.chance.randint(1, 8),
                times=self.chance.randint(1, 4),
                seconds=self.chance.choice((3, 8, 20, 40)),
                code=self.chance.choice(CODES),
            )
        self.says(f"will go wrong: {trouble.kind} {trouble.method} {trouble.nth}+{trouble.times}")
        self.slack.troubles.add(trouble)

    async def is_killed(self) -> None:
        """Let the bot die some boundaries from here."""
        self.world.process.fuse = self.chance.randrange(30)
        self.says(f"the bot will die in {self.world.process.fuse} boundaries")

    async def is_broken(self) -> None:
        """Let an administrator do what nobody expected."""
        office = self.chance.choice(("P01", "P03", "P12"))
        channel = self.world.channel(office)
        user = self.slack.channel(channel).members[0]
        what = self.chance.randrange(4)
        if what == 0:
            self.says(f"{office} is archived")
            self.does(lambda: self.slack.archive(user, channel, self.now()))
        elif what == 1:
            self.says(f"the bot is removed from {office}")
            self.does(lambda: self.slack.remove_bot(user, channel, self.now()))
        elif what == 2 and self._cards(channel):
            self.says(f"{office}'s card is deleted")
            card = self._cards(channel)[-1]
            self.does(lambda: self.slack.delete_card(channel, card.ts, self.now()))
        elif what == 3:
            self.says("the token is revoked, and given back")
            self.slack.revoke_token(self.now())
            await self.world.settles()
            self.truth.revoked = True
            self.slack.reinstall()

    # -------------------------------------------------------------- parts

    def now(self) -> Any:
        """Return the town's time."""
        return self.world.now()

    def says(self, line: str) -> None:
        """Write it into the trace."""
        self.world.says(line)

    def does(self, act: Callable[[], Any]) -> Any:
        """Do it, if it can be done; a person who reaches for what is gone shrugs."""
        try:
            return act()
        except NoSuchThing:
            self.says("  in vain")
            return None

    def press(self, who: str, channel: str, wanted: set[str] | None) -> Envelope | None:
        """Press a button that is shown in a channel, one of the wanted ones if they are named."""
        found = [
            (message, button)
            for message in self._cards(channel)
            for button in buttons_of(message)
            if wanted is None or button["action_id"] in wanted
        ]
        if not found:
            return None
        message, button = self.chance.choice(found[-12:])
        act, value = button["action_id"], button.get("value")
        self.says(f"{who} presses {act} {value} in {channel}")
        if wanted is not None and self.chance.random() < 0.3:
            self.seen.append((who, message))
        user = self.world.user(who)
        made: Envelope | None = self.does(
            lambda: self.slack.press(user, channel, message.ts, act, self.now(), value=value)
        )
        if made is not None:
            self.truth.pressed(who, act, str(value), made)
        return made

    def submits(self, user: str) -> None:
        """Fill the form on top and send it."""
        views = self.slack.views(user)
        if not views or not views[-1].body.get("submit"):
            return
        view = views[-1]
        self.says(f"{view.callback_id} is sent")
        self.does(lambda: self.slack.submit(user, view.id, self._filled(view), self.now()))

    def _filled(self, view: View) -> dict[str, dict[str, Any]]:
        values: dict[str, dict[str, Any]] = {}
        for block, element in elements_of(view.blocks):
            if block["type"] != "input":
                continue
            name, act = block["block_id"], element["action_id"]
            value = self._value(name, element, view.state[name][act])
            if value is not None:
                values.setdefault(name, {})[act] = value
        return values

    def _value(self, name: str, element: JSON, stands: JSON) -> Any:
        """Return what is filled in: as on the night of S1 mostly, else what stands or anything."""
        offered = [each["value"] for each in options_of(element)]
        field = FIELD[element["type"]]
        if name in S1_FORM and self.chance.random() < 0.97:
            value = S1_FORM[name]
            if field != "selected_option" or value in offered:
                return value
        if stands.get(field) and self.chance.random() < 0.7:
            return None
        if field == "selected_option":
            return self.chance.choice(offered) if offered else None
        if field == "selected_options":
            return self.chance.sample(offered, min(1, len(offered)))
        plain = {"selected_time": "23:00", "selected_date": "2026-01-21", "value": "架空の答え"}
        return "2" if element["type"] == "number_input" else plain.get(field)

    def _cards(self, channel: str) -> list[Message]:
        """Return the messages of the bot that have buttons."""
        return [
            each
            for each in self.slack.messages(channel)
            if each.is_bot and any(True for _ in buttons_of(each))
        ]

    def _channel(self, place: str) -> str:
        if place in OFFICES:
            return self.world.channel(place)
        return self.slack.dm_of(self.world.user(place)).id

    def _belongs(self, staff: str, office: str) -> bool:
        return any(one.id == staff and one.office == office for one in TOWN.staff)


async def by_chance(world: World) -> None:
    """Play the night the seed makes."""
    await Night(world).played()


def night_of(seed: int) -> World:
    """Return the world after a seed's night; one in five opens its case itself."""
    return night(seed, by_chance, on=ground() if seed % 5 == 0 else asked())


@cache
def asked() -> Ground:
    """Return the town in which P01 and P03 have just been asked. Raises: LookupError."""

    async def opens(world: World) -> None:
        await Night(world).opens_a_case()
        await world.settles()
        if not world.one("SELECT count(*) = 2 FROM card WHERE kind = 'ask' AND ts IS NOT NULL"):
            raise LookupError("nobody was asked")

    return ground_after(ground(), opens, seed="asked-1")
