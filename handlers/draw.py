"""A parcel → the message it is at this moment: where, in which thread, in whose language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.cities import PROFILES
from bot.effects import CardKind, Direct, Line, Show, Whisper
from bot.errors import ChannelClosed, Throttled
from bot.facts import Facts
from bot.model import Member, Network, Staff, StaffId
from bot.words import Words, cards, letters, words_in
from bot.words.blocks import Message
from storage import queries, shapes
from storage.cards import Card
from storage.gather import Gather
from storage.ledger import Ledger
from storage.sending import Parcel


class NoWindow(ChannelClosed):
    """The office or person has no place in Slack; they are asked by telephone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A message ready to go. `ts`: it is there already; `wanted`: how far the card was drawn."""

    channel: str
    message: Message
    thread: str | None = None
    ts: str | None = None
    wanted: int = 0


def drawn(ledger: Ledger, parcel: Parcel, *, at: datetime, direct: str | None = None) -> Drawn:
    """Return the parcel's message, drawn from what is true now.

    `direct` is where the direct messages go of whoever a letter is for.
    Raises: NoWindow when there is no place to send it; Throttled when its card is not posted yet.
    """
    gather = Gather(ledger, network_of(ledger, parcel), at=at)
    match parcel.effect:
        case Show():
            return _card(ledger, gather, parcel, at)
        case Line() as line:
            return _line(ledger, gather, parcel, line)
        case Direct() as letter:
            return _letter(gather, parcel, letter, direct)
        case Whisper() as whisper:
            reader = gather.town.staff_at(whisper.to)
            words = _words(gather.town.network, reader)
            message = letters.letter(
                words, whisper.sentence, mentions="", subject="", key=parcel.id
            )
            return Drawn(channel=whisper.channel, thread=whisper.thread, message=message)


def _card(ledger: Ledger, gather: Gather, parcel: Parcel, at: datetime) -> Drawn:
    card = _current(ledger, parcel)
    facts = gather.card(card.ref)
    words = _words(gather.town.network)
    message = cards.card(words, facts, card.ref, at=at, key=card.id)
    channel = card.channel or _place(facts, card)
    return Drawn(channel=channel, ts=card.ts, message=message, wanted=card.wanted)


def _line(ledger: Ledger, gather: Gather, parcel: Parcel, line: Line) -> Drawn:
    card = _current(ledger, parcel)
    if card.channel is None or card.ts is None:
        raise Throttled("card_not_posted", retry_after=1.0)
    facts = gather.nothing()
    mentions = " ".join(filter(None, (letters.mention(facts, each) for each in line.mention)))
    message = letters.letter(
        _words(gather.town.network),
        line.sentence,
        mentions=mentions,
        subject=card.ref.subject,
        key=parcel.id,
    )
    return Drawn(channel=card.channel, thread=card.ts, message=message)


def _letter(gather: Gather, parcel: Parcel, letter: Direct, channel: str | None) -> Drawn:
    town = gather.town
    to = letter.to
    staff = town.staff_at(to) if isinstance(to, Member) else town.staff.get(to)
    if channel is None:
        raise NoWindow("no_direct_channel")
    message = letters.letter(
        _words(town.network, staff),
        letter.sentence,
        mentions="",
        subject=letter.subject,
        key=parcel.id,
    )
    return Drawn(channel=channel, message=message)


def network_of(ledger: Ledger, parcel: Parcel) -> Network:
    """Return the network a parcel belongs to. Raises: LookupError when it is gone."""
    row = ledger.row(queries.by_id(queries.NETWORK, parcel.network))
    if row is None:
        raise LookupError(f"no network {parcel.network}")
    return shapes.NETWORK.value(row)


def direct_place(ledger: Ledger, to: StaffId | Member) -> tuple[str | None, str | None]:
    """Return somebody's known direct channel and their Slack user, either may be missing.

    Only staff have theirs remembered; opening one anew finds the same channel.
    """
    if isinstance(to, Member):
        return None, to.user
    row = ledger.row(queries.by_id(queries.STAFF, to))
    return (row["dm_channel"], row["member_user"]) if row else (None, None)


def _current(ledger: Ledger, parcel: Parcel) -> Card:
    """Return the card as it is now. Raises: LookupError when the parcel has none."""
    card = ledger.outbox.card(parcel.card.id) if parcel.card else None
    if card is None:
        raise LookupError("this parcel has no card")
    return card


def _place(facts: Facts, card: Card) -> str:
    """Return where a new card is posted: an ask's in the window it was put to."""
    town, ref = facts.town, card.ref
    if ref.kind is CardKind.STANDING:
        return ref.subject
    channel = town.channel_for(facts.ask) if facts.ask else town.channel_of(ref.office)
    if channel is None:
        raise NoWindow("no_channel")
    return channel


def _words(network: Network, reader: Staff | None = None) -> Words:
    """Return the sentences for one reader, or for a channel of the network."""
    own = reader.lang if reader else None
    return words_in(own or network.lang, PROFILES[network.profile].ui_terms)
