"""What Slack must show: keyed rows, so that nothing is lost and a repeat is harmless.

A card has one row, raised again whenever the truth changed; lines and letters have one row each
and are sent once. This is how rows get in; storage/sending.py is how they get out.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import RowMapping, func, insert, select, update

from bot.effects import CardKind, CardRef, Direct, Effect, Line, Show, Whisper
from bot.model import NetworkId
from storage import packing, queries
from storage.sweeps import Sweeps


class Outbox(Sweeps):
    """One unit's view of what is to be sent."""

    def put(self, effect: Effect, *, network: NetworkId) -> None:
        """Take in an effect; a card already waiting is only raised, a key already known stays.

        Nothing is kept for a card whose office is reached by telephone alone.
        """
        match effect:
            case Show(card=ref) | Line(card=ref) if not self._has_a_place(ref):
                self._without_a_card(effect, network)
            case Show(card=ref):
                card = self._wanted(ref, network)
                self._raise(f"show:{card}", effect, network, card)
            case Line(card=ref, key=key):
                self._once(key, effect, network, self._card_id(ref, network))
            case Direct(key=key) | Whisper(key=key):
                self._once(key, effect, network, None)

    def _has_a_place(self, ref: CardRef) -> bool:
        """True where a card stands already, or its window is a channel."""
        card = self.card_of(ref)
        if card is not None and card.ts is not None:
            return True
        own = self._rows(queries.window_of_ask(ref.subject)) if ref.kind is CardKind.ASK else ()
        windows = own or self._rows(queries.windows_of(ref.office))
        return any(window["channel"] for window in windows)

    def _without_a_card(self, effect: Show | Line, network: NetworkId) -> None:
        """Write to those a case's line would have called: they may have Slack, unlike their office.

        A call that also goes to them directly has this very key, so that it comes once.
        """
        if isinstance(effect, Show) or effect.card.kind is CardKind.ASK:
            return
        words, lane, subject = effect.sentence, effect.lane, effect.card.subject
        for to in effect.mention:
            key = f"{effect.key}:{to}"
            letter = Direct(to=to, sentence=words, key=key, subject=subject, lane=lane)
            self._once(key, letter, network, None)

    def _rows(self, query: queries.Rows) -> Sequence[RowMapping]:
        return self._connection.execute(query).mappings().all()

    def _card_id(self, ref: CardRef, network: NetworkId) -> str:
        found = self.card_of(ref)
        if found is not None:
            return found.id
        values = {
            "id": self._new_id(),
            "network": network,
            "kind": ref.kind.value,
            "subject": ref.subject,
            "office": ref.office,
            "wanted": 0,
            "shown": 0,
        }
        self._connection.execute(insert(queries.CARD).values(values))
        return str(values["id"])

    def _wanted(self, ref: CardRef, network: NetworkId) -> str:
        id_ = self._card_id(ref, network)
        raised = update(queries.CARD).where(queries.CARD.c.id == id_)
        self._connection.execute(raised.values(wanted=queries.CARD.c.wanted + 1))
        return id_

    def _raise(self, key: str, effect: Effect, network: NetworkId, card: str) -> None:
        """Make the card's one row pending again; one whose outcome is unknown stays unknown.

        What was settled takes the new lane; what still waits only a more urgent one.
        """
        of, lane = queries.OUTBOX, int(effect.lane)
        settled = of.c.state.in_(("sent", "parked"))
        again = {"state": "pending", "attempts": 0, "fault": None, "lane": lane}
        self._connection.execute(update(of).where(of.c.key == key, settled).values(again))
        slower = (of.c.key == key) & (of.c.lane > lane)
        self._connection.execute(update(of).where(slower).values(lane=lane))
        self._once(key, effect, network, card)

    def _once(self, key: str, effect: Effect, network: NetworkId, card: str | None) -> None:
        known = select(queries.OUTBOX.c.id).where(queries.OUTBOX.c.key == key)
        if self._connection.execute(known).first() is not None:
            return
        last = self._connection.execute(select(func.max(queries.OUTBOX.c.seq))).scalar() or 0
        values = {
            "id": self._new_id(),
            "seq": last + 1,
            "network": network,
            "key": key,
            "kind": packing.kind_of(effect),
            "card": card,
            "body": packing.packed(effect),
            "lane": int(effect.lane),
            "state": "pending",
        }
        self._connection.execute(insert(queries.OUTBOX).values(values))
