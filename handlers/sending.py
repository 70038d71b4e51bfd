"""One parcel → one message in Slack: drawn from what is true now, found again or posted."""

from __future__ import annotations

from typing import Final

from bot.effects import Direct, Lane, Show, Whisper
from bot.errors import (
    CardLost,
    ChannelClosed,
    OutcomeUnknown,
    SlackFault,
    Throttled,
    TokenBroken,
    Unreachable,
)
from bot.model import Member, StaffId
from handlers.desk import Desk
from handlers.draw import Drawn, direct_place, drawn
from handlers.lanes import Lanes
from handlers.twins import Twins
from storage.ledger import Ledger
from storage.sending import Parcel

BLIND_SECONDS: Final = 30.0  # without a look into the history; then an emergency is posted anyway


class TakenOver(Exception):
    """Somebody else holds the lease by now: nothing more is sent."""


class Sender:
    """Makes Slack show what one parcel holds."""

    def __init__(self, desk: Desk, lanes: Lanes) -> None:
        self._desk = desk
        self._lanes = lanes
        self.twins = Twins(desk, lanes)
        self._blind_since: dict[str, float] = {}
        self._opened_anew: set[str] = set()

    async def send(self, parcel: Parcel) -> Drawn:
        """Make Slack show it, and note where; return what was drawn.

        Raises: SlackFault when that is not, or not certainly, so; TakenOver.
        """
        ready = await self._drawn(parcel)
        try:
            ts, wanted = await self._shown(parcel, ready)
        except ChannelClosed:
            if await self._opens_anew(parcel):
                raise Throttled("direct_channel_closed") from None
            raise

        def settle(ledger: Ledger) -> None:
            ledger.outbox.sent(parcel, channel=ready.channel, ts=ts, drawn=wanted)

        await self._desk.write(settle)
        self._blind_since.pop(parcel.id, None)
        self._opened_anew.discard(parcel.id)
        return ready

    async def _shown(self, parcel: Parcel, ready: Drawn) -> tuple[str | None, int]:
        """Make Slack show it: whispered, redrawn, found again, or posted.

        Returns its ts, and how far the card was drawn: what was found may be an older drawing.
        """
        if isinstance(parcel.effect, Whisper) or ready.ts is not None:
            return await self._changed(parcel, ready), ready.wanted
        if parcel.attempted and (found := await self._found(parcel, ready)):
            return found, 0
        return await self._posted(parcel, ready), ready.wanted

    async def _changed(self, parcel: Parcel, ready: Drawn) -> str | None:
        """Whisper, or redraw what stands there; return its ts."""
        await self._still_ours(parcel)
        api, message, channel = self._desk.api, ready.message, ready.channel
        if isinstance(parcel.effect, Whisper):
            user, thread = parcel.effect.to.user, ready.thread
            await self._lanes.call(
                "chat.postEphemeral",
                channel,
                lambda: api.whisper(channel, user, message, thread=thread),
                lane=parcel.lane,
            )
            return None
        ts = ready.ts or ""
        await self._lanes.call(
            "chat.update", channel, lambda: api.update(channel, ts, message), lane=parcel.lane
        )
        return ts

    async def _posted(self, parcel: Parcel, ready: Drawn) -> str:
        await self._still_ours(parcel)
        api, key = self._desk.api, key_of(parcel)
        return await self._lanes.call(
            "chat.postMessage",
            ready.channel,
            lambda: api.post(ready.channel, ready.message, key=key, thread=ready.thread),
            lane=parcel.lane,
        )

    async def _still_ours(self, parcel: Parcel) -> None:
        """Renew the lease: what follows takes less time than that. Raises: TakenOver."""
        at = self._desk.clock.wall()
        if not await self._desk.write(lambda ledger: ledger.outbox.renew(parcel, at=at)):
            raise TakenOver

    # -------------------------------------------------------------- looking before posting

    async def _found(self, parcel: Parcel, ready: Drawn) -> str | None:
        """Return the message of an earlier try whose answer never came, its twins taken away.

        Raises: OutcomeUnknown while the history cannot be read and waiting is still better.
        """
        try:
            copies = await self.twins.find(
                ready.channel,
                key_of(parcel),
                since=parcel.first_attempt_at,
                thread=ready.thread,
                lane=parcel.lane,
            )
        except (ChannelClosed, CardLost, TokenBroken, Unreachable):
            raise
        except SlackFault as fault:
            if self._blind_too_long(parcel):
                return None
            raise OutcomeUnknown(f"search: {fault.code}") from fault
        self._blind_since.pop(parcel.id, None)
        if copies[1:]:
            await self.twins.remove(ready.channel, copies[1:], network=parcel.network)
        return copies[0] if copies else None

    def _blind_too_long(self, parcel: Parcel) -> bool:
        """True when an emergency waited long enough: two messages harm less than none."""
        now = self._desk.clock.mono()
        since = self._blind_since.setdefault(parcel.id, now)
        if parcel.lane is not Lane.EMERGENCY or now - since < BLIND_SECONDS:
            return False
        del self._blind_since[parcel.id]
        return True

    # -------------------------------------------------------------- drawing

    async def _drawn(self, parcel: Parcel) -> Drawn:
        to = parcel.effect.to if isinstance(parcel.effect, Direct) else None
        direct = await self._direct_channel(to, parcel.lane) if to else None
        at = self._desk.clock.wall()
        return await self._desk.read(lambda ledger: drawn(ledger, parcel, at=at, direct=direct))

    async def _direct_channel(self, to: StaffId | Member, lane: Lane) -> str | None:
        """Return where somebody's direct messages go; opened once for staff, and remembered."""
        channel, user = await self._desk.read(lambda ledger: direct_place(ledger, to))
        if channel is not None or user is None:
            return channel
        opened = await self._lanes.call(
            "conversations.open", user, lambda: self._desk.api.direct_channel(user), lane=lane
        )
        if not isinstance(to, Member):
            await self._desk.write(lambda ledger: ledger.roster.put_dm_channel(to, opened))
        return opened

    async def _opens_anew(self, parcel: Parcel) -> bool:
        """Forget a remembered direct channel that is closed, once: the app may be a new one."""
        to = parcel.effect.to if isinstance(parcel.effect, Direct) else None
        if to is None or isinstance(to, Member) or parcel.id in self._opened_anew:
            return False
        self._opened_anew.add(parcel.id)
        await self._desk.write(lambda ledger: ledger.roster.put_dm_channel(to, None))
        return True


def key_of(parcel: Parcel) -> str:
    """Return the key a parcel's message carries: the card's, or its own."""
    return parcel.card.id if isinstance(parcel.effect, Show) and parcel.card else parcel.id
