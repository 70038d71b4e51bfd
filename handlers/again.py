"""What failed is tried again, by the listeners it was meant for; then it is given up, and told.

Nobody waits any more: no form can be opened, no answer seen. The deed is done, or refused as it
would have been, and whoever did it hears of it by a letter. One delivery never stops another.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from bot.decide.taken_in import Late, given_up, said_late, told_late
from bot.effects import Decision
from bot.errors import SlackSilent, TriggerExpired, Unreadable
from bot.facts import Actor
from bot.log import where
from bot.model import Network
from handlers import read
from handlers.desk import Desk
from handlers.journal import TRIAL, Trial
from handlers.read import Body
from storage import queries
from storage.gather import Gather
from storage.inbox import Failed, Inbox
from storage.ledger import Ledger

log = logging.getLogger(__name__)

AT_ONCE: Final = 20
HANDLED: Final = 200


async def handed_in(app: AsyncApp, body: Body, *, trial: Trial | None = None) -> BoltResponse:
    """Give a body to the listeners as Slack's delivery does; return what they answer."""
    context = {TRIAL: trial} if trial is not None else {}
    request = AsyncBoltRequest(mode="socket_mode", body=dict(body), context=context)
    response: BoltResponse = await app.async_dispatch(request)
    return response


class Again:
    """Tries failed deliveries again at their times. Two processes may: only one counts a try."""

    def __init__(self, desk: Desk, app: AsyncApp) -> None:
        self._desk, self._app = desk, app

    async def look(self) -> int:
        """Try everything whose time has come; return how many deliveries that were."""
        at = self._desk.clock.wall()
        keys = await self._desk.read(lambda ledger: self._inbox(ledger).to_try(at, limit=AT_ONCE))
        for key in keys:
            await self._look_at(key)
        return len(keys)

    async def next_due(self) -> datetime | None:
        """Return when the next try is due (aware UTC), or None."""
        return await self._desk.read(lambda ledger: self._inbox(ledger).next_try())

    async def _look_at(self, key: str) -> None:
        failed = await self._desk.write(lambda ledger: self._inbox(ledger).claim(key))
        if failed is not None:
            await self._try(failed)

    async def _try(self, failed: Failed) -> None:
        if failed.spent or failed.body is None:
            await self._park(failed)
        elif await self._desk.read(lambda ledger: self._overtaken(ledger, failed)):
            await self._end(failed, Late.OVERTAKEN)
        else:
            await self._hand_in(failed, failed.body)
        self._desk.nudge()

    async def _hand_in(self, failed: Failed, body: Body) -> None:
        """Let the listeners do it; what they raise tells what became of it."""
        trial = Trial()
        answer = await handed_in(self._app, body, trial=trial)
        match trial.fault:
            case None if answer.status != HANDLED:
                await self._failed_again(failed, LookupError(f"nobody listened: {answer.status}"))
            case None:
                await self._end(failed, _came(answer))
            case TriggerExpired() | SlackSilent():
                await self._end(failed, Late.NOT_SHOWN)
            case Unreadable() as unreadable:
                await self._end(failed, unreadable)
            case Exception() as fault:
                await self._failed_again(failed, fault)

    async def _failed_again(self, failed: Failed, fault: Exception) -> None:
        extra = {"reference": failed.reference, "fault": where(fault), "try": failed.attempts + 1}
        log.warning("a delivery failed again", extra=extra)
        if failed.is_last:
            await self._park(failed)

    async def _end(self, failed: Failed, came: Late | Unreadable) -> None:
        """Mark it done, and tell whoever did it, as far as somebody looks for an answer."""

        def unit(ledger: Ledger) -> None:
            at = self._desk.clock.wall()
            self._inbox(ledger).settled(failed.key, at=at)
            network, by = self._who(ledger, failed)
            if network is None or by is None or _is_event(failed):
                return
            if isinstance(came, Unreadable):
                decision = said_late(came.sentence, reference=failed.reference, by=by)
            else:
                decision = told_late(came, reference=failed.reference, by=by, at=at)
            self._record(ledger, decision, network, failed, at)

        await self._desk.write(unit)

    async def _park(self, failed: Failed) -> None:
        """Give it up: the core centre hears of it, and who did it, each with the number."""

        def unit(ledger: Ledger) -> None:
            at = self._desk.clock.wall()
            if not self._inbox(ledger).parked(failed.key):
                return
            network, by = self._who(ledger, failed)
            if network is None:
                return
            facts = Gather(ledger, network, at=at).nothing()
            decision = given_up(facts, reference=failed.reference, by=by, done_at=failed.at)
            self._record(ledger, decision, network, failed, at)

        await self._desk.write(unit)
        log.error("a delivery was given up", extra={"reference": failed.reference})

    def _record(
        self, ledger: Ledger, decision: Decision, network: Network, failed: Failed, at: datetime
    ) -> None:
        ledger.record(decision, network=network.id, at=at, actor="clock", cause=failed.key)

    def _who(self, ledger: Ledger, failed: Failed) -> tuple[Network | None, Actor | None]:
        """Return our network and who acted, judged now; locked, for what is recorded next."""
        network = ledger.network_of(self._desk.team)
        known = read.acted(failed.body or {}, team=self._desk.team)
        if network is None:
            return None, None
        ledger.lock(network.id)
        if known is None:
            return network, None
        return network, ledger.actor(known[0], network=network.id, channel=None)

    def _overtaken(self, ledger: Ledger, failed: Failed) -> bool:
        """True where somebody did something with the same thing since: theirs was the last word.

        Of typed words the rule itself knows whether a later answer stands.
        """
        network = ledger.network_of(self._desk.team)
        known = read.acted(failed.body or {}, team=self._desk.team)
        if network is None or known is None or not known[1]:
            return False
        return ledger.row(queries.deeds_since(network.id, known[1], failed.at)) is not None

    def _inbox(self, ledger: Ledger) -> Inbox:
        return Inbox(ledger.connection, self._desk.means.cipher)


def _is_event(failed: Failed) -> bool:
    """True for what was not done with a button or form: its answer stands in the thread."""
    return failed.body is not None and "event" in failed.body


def _came(answer: BoltResponse) -> Late:
    """Return whether anything more had to be seen: a form that goes on, or its mistakes."""
    try:
        body: Any = json.loads(answer.body or "{}")
    except ValueError:
        return Late.RECORDED
    action = body.get("response_action") if isinstance(body, Mapping) else None
    return Late.RECORDED if action in {None, "clear"} else Late.NOT_SHOWN
