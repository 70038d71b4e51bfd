"""What Slack must show: kept once, claimed by one, settled by whoever holds the lease."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, RowMapping, select

from bot.clock import JST
from bot.effects import (
    CardKind,
    CardRef,
    Direct,
    Effect,
    Lane,
    Line,
    Sentence,
    Show,
    Whisper,
    sentence,
)
from bot.facts import ask_card
from bot.model import Member, StaffId
from bot.vocabulary import Hours
from storage import queries
from storage.cards import Card
from storage.engine import PostgresDatabase
from storage.ledger import Ledger
from storage.sending import LEASE, Parcel, Waiting
from tests.storage.builders import (
    CASE,
    NETWORK,
    NOW,
    OFFICE,
    STAFF,
    Books,
    a_window,
    an_ask,
    open_case,
    put_network,
    taken,
)

CARD = CardRef(kind=CardKind.CASE, subject=CASE, office=OFFICE)
OTHER = replace(CARD, subject="case-2")
SHOW = Show(card=CARD)
WORDS = sentence("core_was_called", office="基幹", telephone=None)
NOBODY: frozenset[str] = frozenset()


def a_line(key: str = "line:1", **other: Any) -> Line:
    return replace(Line(card=CARD, sentence=WORDS, key=key), **other)


def a_direct(key: str = "direct:1", **other: Any) -> Direct:
    return replace(Direct(to=STAFF, sentence=WORDS, key=key), **other)


def a_whisper(key: str = "whisper:1", **other: Any) -> Whisper:
    member = Member(team="T1", user="U1")
    plain = Whisper(to=member, channel="C1", thread="1.2", sentence=WORDS, key=key)
    return replace(plain, **other)


@pytest.fixture
async def desk(books: Books) -> Books:
    """Books with a network in them."""
    await books.write(put_network)
    return books


async def put(books: Books, *effects: Effect) -> None:
    def unit(ledger: Ledger) -> None:
        for effect in effects:
            ledger.outbox.put(effect, network=NETWORK)

    await books.write(unit)


async def claim(
    books: Books,
    *,
    at: datetime = NOW,
    lease: str = "lease-1",
    resting: frozenset[str] = NOBODY,
    over: bool = False,
) -> tuple[Parcel, ...]:
    return await books.write(
        lambda ledger: taken(ledger, at=at, lease=lease, resting=resting, over=over)
    )


async def owed(books: Books) -> list[tuple[str, int]]:
    """Return what is still to be swept: its message and how often."""
    found = await books.read(lambda ledger: ledger.outbox.owed())
    return [(each.ts, each.times) for each in found]


async def waiting(books: Books) -> list[Waiting]:
    return list(await books.read(lambda ledger: ledger.outbox.waiting(limit=20, resting=NOBODY)))


async def claim_one(books: Books, **how: Any) -> Parcel:
    (parcel,) = await claim(books, **how)
    return parcel


async def sent(books: Books, parcel: Parcel, *, ts: str = "1.0", drawn: int = 1) -> bool:
    return await books.write(
        lambda ledger: ledger.outbox.sent(parcel, channel="C1", ts=ts, drawn=drawn)
    )


async def rows(books: Books) -> list[RowMapping]:
    query = select(queries.OUTBOX).order_by(queries.OUTBOX.c.seq)
    return list(await books.read(lambda ledger: ledger.rows(query)))


async def card(books: Books, ref: CardRef = CARD) -> Card:
    found = await books.read(lambda ledger: ledger.outbox.card_of(ref))
    assert found is not None
    return found


# ------------------------------------------------------------------ filling


async def test_a_card_asked_for_twice_is_one_parcel(desk: Books) -> None:
    await put(desk, SHOW, SHOW)
    await put(desk, SHOW)

    (parcel,) = await claim(desk)

    assert parcel.effect == SHOW
    assert parcel.card is not None
    assert (parcel.card.wanted, parcel.card.shown) == (3, 0)
    assert await desk.read(lambda ledger: ledger.outbox.unsent()) == 1


async def no_channel(books: Books) -> None:
    """Let the office be reached by telephone from now on."""
    window = a_window(channel=None, telephone="000-0000-0009")
    await books.write(lambda ledger: ledger.roster.put_window(window, network=NETWORK))


async def asked(books: Books, **window: Any) -> CardRef:
    """Put a need to the other office in a window of its own; return the card it would have."""

    def unit(ledger: Ledger) -> None:
        open_case(ledger, "other")
        ledger.roster.put_window(a_window("other", **window), network=NETWORK)

    await books.write(unit)
    return ask_card(an_ask("other"))


async def test_an_office_by_telephone_is_sent_nothing(books: Books) -> None:
    card = await asked(books, channel=None, telephone="000-0000-0009")

    await put(books, Show(card=card), a_line(card=card, mention=(STAFF,)))

    assert await rows(books) == []


async def test_an_ask_put_to_the_telephone_stays_there_though_the_office_has_a_channel_by_day(
    books: Books,
) -> None:
    card = await asked(books, channel=None, telephone="000-0000-0009", hours=Hours.NIGHT)
    by_day = a_window("other", id="win-day", hours=Hours.DAY)
    await books.write(lambda ledger: ledger.roster.put_window(by_day, network=NETWORK))

    await put(books, Show(card=card))

    assert await rows(books) == []


async def test_a_channel_that_took_the_place_of_the_window_has_the_card(books: Books) -> None:
    card = await asked(books)
    moved = a_window("other", id="win-new", channel="C-new")
    await books.write(lambda ledger: ledger.roster.put_window(moved, network=NETWORK))

    await put(books, Show(card=card))

    assert len(await rows(books)) == 1


async def test_a_card_that_stands_is_redrawn_though_its_window_was_closed(desk: Books) -> None:
    await put(desk, SHOW)
    await sent(desk, await claim_one(desk))
    await no_channel(desk)

    await put(desk, SHOW, a_line())

    assert [row["kind"] for row in await rows(desk)] == ["show", "line"]
    assert len(await claim(desk)) == 2


async def test_a_line_of_a_case_without_a_card_goes_to_those_it_would_have_called(
    desk: Books,
) -> None:
    await no_channel(desk)

    await put(desk, SHOW, a_line(mention=(STAFF,)), a_line("line:2"))
    await put(desk, a_direct(f"line:1:{STAFF}"))  # the same call, which they had directly anyway

    (letter,) = await claim(desk)
    assert letter.effect == a_direct(f"line:1:{STAFF}", subject=CASE)


@pytest.mark.parametrize("effect", [a_direct(), a_whisper()], ids=["direct", "whisper"])
async def test_what_has_a_key_is_sent_once(desk: Books, effect: Effect) -> None:
    await put(desk, effect, effect)
    parcel = await claim_one(desk)
    await sent(desk, parcel)

    await put(desk, effect)

    assert await claim(desk) == ()
    assert len(await rows(desk)) == 1


async def test_a_line_waits_for_its_card_and_is_sent_once(desk: Books) -> None:
    await put(desk, a_line(), SHOW, a_line())

    first = await claim_one(desk)
    assert first.effect == SHOW
    await sent(desk, first, ts="7.0")
    second = await claim_one(desk)
    await sent(desk, second, ts="7.1")
    await put(desk, a_line())

    assert second.effect == a_line()
    assert second.card is not None
    assert (second.card.channel, second.card.ts) == ("C1", "7.0")
    assert await claim(desk) == ()


async def test_a_line_of_a_card_nobody_asked_to_show_waits(desk: Books) -> None:
    await put(desk, a_line())

    assert await claim(desk) == ()
    assert (await card(desk)).wanted == 0


async def test_the_most_urgent_lane_goes_first_then_the_order_of_asking(desk: Books) -> None:
    effects = [
        a_direct("r", lane=Lane.REMINDER),
        a_direct("n1", lane=Lane.NORMAL),
        a_direct("e1"),
        a_direct("n2", lane=Lane.NORMAL),
        a_direct("e2"),
    ]
    await put(desk, *effects)

    parcels = await claim(desk)

    keys = [parcel.effect.key for parcel in parcels if isinstance(parcel.effect, Direct)]
    assert keys == ["e1", "e2", "n1", "n2", "r"]


async def test_a_card_that_became_urgent_goes_in_the_urgent_lane(desk: Books) -> None:
    calm = replace(SHOW, lane=Lane.REMINDER)
    await put(desk, calm, a_direct(lane=Lane.NORMAL))
    await put(desk, SHOW)

    parcels = await claim(desk)

    assert [type(parcel.effect) for parcel in parcels] == [Show, Direct]


async def test_an_urgent_card_is_not_slowed_down_by_a_calm_change(desk: Books) -> None:
    await put(desk, a_direct(lane=Lane.NORMAL), SHOW)
    await put(desk, replace(SHOW, lane=Lane.REMINDER))

    parcels = await claim(desk)

    assert [type(parcel.effect) for parcel in parcels] == [Show, Direct]


# ------------------------------------------------------------------ claiming


async def test_claiming_marks_unknown_and_leases_for_a_while(desk: Books) -> None:
    await put(desk, a_direct())

    parcel = await claim_one(desk)

    (row,) = await rows(desk)
    assert (row["state"], row["attempts"], row["lease"]) == ("unknown", 1, "lease-1")
    assert (row["first_attempt_at"], row["leased_until"]) == (NOW, NOW + LEASE)
    assert (parcel.attempted, parcel.first_attempt_at) == (False, NOW)
    assert await claim(desk, at=NOW + LEASE) == ()


async def test_a_lease_that_ran_out_is_taken_over_and_the_earlier_try_is_known(
    desk: Books,
) -> None:
    await put(desk, a_direct())
    await claim_one(desk)

    parcel = await claim_one(desk, at=NOW + LEASE, lease="lease-2", over=True)

    assert (parcel.attempted, parcel.first_attempt_at) == (True, NOW)


async def test_a_parcel_that_rests_is_left_alone(desk: Books) -> None:
    await put(desk, a_direct("one"), a_direct("two"))
    one, two = await rows(desk)

    parcels = await claim(desk, resting=frozenset({one["id"]}))

    assert [parcel.id for parcel in parcels] == [two["id"]]


async def test_no_more_are_claimed_than_asked_for(desk: Books) -> None:
    await put(desk, *(a_direct(str(n)) for n in range(5)))

    parcels = await desk.write(lambda ledger: taken(ledger, at=NOW, limit=3, lease="x"))

    assert len(parcels) == 3


async def test_a_process_that_starts_alone_frees_what_it_held_before(desk: Books) -> None:
    await put(desk, a_direct())
    await claim_one(desk)

    await desk.write(lambda ledger: ledger.outbox.release_leases())

    parcel = await claim_one(desk, lease="lease-2")
    assert parcel.attempted is True


async def test_two_processes_never_claim_the_same_parcel(postgres_url: str, books: Books) -> None:
    other = Books(PostgresDatabase(postgres_url), books.means)
    mine = Books(PostgresDatabase(postgres_url), books.means)
    await mine.write(put_network)
    await put(mine, *(a_direct(str(n)) for n in range(10)))

    def claiming(lease: str) -> Callable[[Connection], list[str]]:
        def unit(connection: Connection) -> list[str]:
            ledger = Ledger(connection, books.means)
            parcels = taken(ledger, limit=5 if lease == "mine" else 10, lease=lease)
            if lease == "mine":  # still uncommitted while the other process looks
                found.extend(_blocking(other, claiming("theirs")))
            return [parcel.id for parcel in parcels]

        return unit

    found: list[str] = []
    first = await mine.database.write(claiming("mine"))
    mine.database.close()
    other.database.close()

    assert len(set(first)) == len(set(found)) == 5
    assert set(first).isdisjoint(found)


def _blocking(books: Books, unit: Callable[[Connection], list[str]]) -> list[str]:
    """Run a unit of another process from inside a unit of ours."""
    assert isinstance(books.database, PostgresDatabase)
    return books.database._write(unit)  # there is no loop in a unit's thread


# ------------------------------------------------------------------ settling


async def test_what_was_sent_knows_its_message(desk: Books) -> None:
    await put(desk, SHOW)
    parcel = await claim_one(desk)

    assert await sent(desk, parcel, ts="7.0") is True

    (row,) = await rows(desk)
    shown = await card(desk)
    assert (row["state"], row["channel"], row["ts"], row["lease"]) == ("sent", "C1", "7.0", None)
    assert (shown.channel, shown.ts, shown.wanted, shown.shown) == ("C1", "7.0", 1, 1)
    assert await desk.read(lambda ledger: ledger.outbox.card_at("C1", "7.0")) == shown
    assert await desk.read(lambda ledger: ledger.outbox.card_at("C2", "7.0")) is None
    assert await desk.read(lambda ledger: ledger.outbox.unsent()) == 0


async def test_a_card_that_changed_while_it_was_sent_is_drawn_again(desk: Books) -> None:
    await put(desk, SHOW)
    parcel = await claim_one(desk)
    await put(desk, SHOW)

    await sent(desk, parcel, ts="7.0", drawn=1)

    again = await claim_one(desk)
    assert again.attempted is False  # nothing of it is on its way
    assert again.card is not None
    assert (again.card.ts, again.card.wanted, again.card.shown) == ("7.0", 2, 1)
    await sent(desk, again, ts="7.0", drawn=2)
    assert await claim(desk) == ()


async def test_a_card_drawn_after_it_changed_is_not_drawn_again(desk: Books) -> None:
    await put(desk, SHOW)
    parcel = await claim_one(desk)
    await put(desk, SHOW)

    await sent(desk, parcel, drawn=2)

    assert await claim(desk) == ()


async def test_a_card_that_was_sent_waits_again_when_the_truth_changed(desk: Books) -> None:
    await put(desk, SHOW)
    await sent(desk, await claim_one(desk), ts="7.0")

    await put(desk, SHOW)

    parcel = await claim_one(desk)
    assert (parcel.attempted, parcel.first_attempt_at) == (False, NOW)
    assert parcel.card is not None
    assert parcel.card.ts == "7.0"


async def test_what_certainly_did_not_arrive_may_be_sent_as_if_never_tried(desk: Books) -> None:
    await put(desk, a_direct())
    parcel = await claim_one(desk)

    assert await desk.write(lambda ledger: ledger.outbox.not_applied(parcel)) is True

    later = NOW + timedelta(minutes=1)
    again = await claim_one(desk, at=later)
    assert (again.attempted, again.first_attempt_at) == (False, later)


async def test_what_may_have_arrived_is_remembered_as_tried(desk: Books) -> None:
    await put(desk, SHOW)
    parcel = await claim_one(desk)

    await desk.write(lambda ledger: ledger.outbox.unknown(parcel, fault="request_timeout"))
    await put(desk, SHOW)  # a change in between does not make it forgotten

    (row,) = await rows(desk)
    assert (row["state"], row["fault"], row["lease"]) == ("unknown", "request_timeout", None)
    again = await claim_one(desk, at=NOW + timedelta(minutes=1))
    assert (again.attempted, again.first_attempt_at) == (True, NOW)


async def test_what_may_have_arrived_once_is_not_forgotten_by_a_later_refusal(
    desk: Books,
) -> None:
    await put(desk, a_direct())
    first = await claim_one(desk)
    await desk.write(lambda ledger: ledger.outbox.unknown(first, fault="request_timeout"))
    second = await claim_one(desk)

    await desk.write(lambda ledger: ledger.outbox.not_applied(second))

    third = await claim_one(desk)
    assert (third.attempted, third.first_attempt_at) == (True, NOW)


async def test_what_can_never_be_sent_is_put_aside_with_its_fault(desk: Books) -> None:
    await put(desk, a_direct())
    parcel = await claim_one(desk)

    await desk.write(lambda ledger: ledger.outbox.parked(parcel, fault="is_archived"))

    (row,) = await rows(desk)
    assert (row["state"], row["fault"], row["lease"]) == ("parked", "is_archived", None)
    assert await claim(desk, at=NOW + timedelta(days=1)) == ()
    assert await desk.read(lambda ledger: ledger.outbox.unsent()) == 0


async def test_a_card_put_aside_is_tried_again_when_the_truth_changed(desk: Books) -> None:
    await put(desk, SHOW)
    parcel = await claim_one(desk)
    await desk.write(lambda ledger: ledger.outbox.parked(parcel, fault="not_in_channel"))

    await put(desk, SHOW)

    again = await claim_one(desk)
    assert again.attempted is False
    assert (await rows(desk))[0]["fault"] is None


async def test_a_card_that_is_lost_has_a_successor_posted(desk: Books) -> None:
    await put(desk, SHOW)
    await sent(desk, await claim_one(desk), ts="7.0")
    lost = await card(desk)

    await desk.write(lambda ledger: ledger.outbox.lost(lost, at=NOW))
    await put(desk, SHOW, a_line())

    (parcel,) = await claim(desk)
    assert parcel.effect == SHOW
    assert parcel.card is not None
    assert parcel.card.ts is None
    assert await desk.read(lambda ledger: ledger.outbox.card_at("C1", "7.0")) is None


async def _taken_over(books: Books, effect: Effect) -> tuple[Parcel, Parcel]:
    """One parcel, claimed by a process that then hung, and by the one that took over."""
    await put(books, effect)
    slow = await claim_one(books, lease="slow")
    quick = await claim_one(books, at=NOW + 2 * LEASE, lease="quick", over=True)
    return slow, quick


async def test_who_lost_the_lease_changes_no_card_and_has_it_drawn_again(desk: Books) -> None:
    slow, quick = await _taken_over(desk, SHOW)
    assert await sent(desk, quick, ts="8.0") is True

    assert await sent(desk, slow, ts="7.0") is False

    (row,) = await rows(desk)
    assert (row["state"], row["ts"], row["sweeps"]) == ("pending", "8.0", 2)
    assert (await card(desk)).ts == "8.0"


@pytest.mark.parametrize("outcome", ["not_applied", "unknown", "parked"])
async def test_who_lost_the_lease_settles_nothing(desk: Books, outcome: str) -> None:
    slow, _ = await _taken_over(desk, a_direct())

    def unit(ledger: Ledger) -> bool:
        match outcome:
            case "not_applied":
                return ledger.outbox.not_applied(slow)
            case "unknown":
                return ledger.outbox.unknown(slow, fault="x")
            case _:
                return ledger.outbox.parked(slow, fault="x")

    assert await desk.write(unit) is False

    (row,) = await rows(desk)
    assert (row["state"], row["lease"], row["fault"]) == ("unknown", "quick", None)


# ------------------------------------------------------------------ looking


async def test_a_lease_is_seen_to_be_alive_whenever_its_holder_renews_it(desk: Books) -> None:
    await put(desk, SHOW)
    parcel = await claim_one(desk)
    (before,) = await waiting(desk)

    later = NOW + timedelta(seconds=3)
    await desk.write(lambda ledger: ledger.outbox.renew(parcel, at=later))

    (after,) = await waiting(desk)
    assert before.held is not None
    assert before.held != after.held
    assert (after.lease, after.tried) == ("lease-1", True)


async def test_who_saw_another_lease_than_there_is_claims_nothing(desk: Books) -> None:
    await put(desk, SHOW)
    (row,) = await waiting(desk)
    await claim_one(desk)

    parcels = await desk.write(
        lambda ledger: ledger.outbox.claim({row.id: None}, at=NOW, slack=NOW, lease="late")
    )

    assert parcels == ()


async def test_what_goes_to_a_busy_office_is_left_out(desk: Books) -> None:
    await put(desk, SHOW, a_direct())

    found = await desk.read(
        lambda ledger: ledger.outbox.waiting(limit=9, resting=NOBODY, busy=frozenset({OFFICE}))
    )

    assert [(row.kind, row.place) for row in found] == [("direct", STAFF)]


async def test_a_try_that_certainly_did_not_arrive_is_not_counted(desk: Books) -> None:
    await put(desk, a_direct())
    parcel = await claim_one(desk)
    await desk.write(lambda ledger: ledger.outbox.not_applied(parcel))

    (row,) = await rows(desk)
    assert (row["state"], row["attempts"]) == ("pending", 0)


# ------------------------------------------------------------------ twins


async def in_doubt(books: Books, effect: Effect, *, ts: str = "7.0") -> None:
    """Send something whose first try may have arrived."""
    await put(books, effect)
    first = await claim_one(books)
    await books.write(lambda ledger: ledger.outbox.unknown(first, fault="TimeoutError"))
    await sent(books, await claim_one(books), ts=ts)


async def test_what_was_sent_at_the_first_try_owes_no_sweep(desk: Books) -> None:
    await put(desk, SHOW)
    await sent(desk, await claim_one(desk))

    assert await owed(desk) == []


@pytest.mark.parametrize("effect", [SHOW, a_direct()], ids=["card", "letter"])
async def test_what_was_sent_in_doubt_owes_two_sweeps(desk: Books, effect: Effect) -> None:
    await in_doubt(desk, effect)

    (first,) = await desk.read(lambda ledger: ledger.outbox.owed())
    await desk.write(lambda ledger: ledger.outbox.swept(first, keeper="7.0"))
    assert [times for _, times in await owed(desk) if times == 2] == []

    await claim(desk, lease="again")  # a card is drawn once more
    assert first.times == 2
    assert (first.channel, first.ts, first.since) == ("C1", "7.0", NOW)


async def test_a_sweep_counted_by_another_process_is_not_counted_twice(desk: Books) -> None:
    await in_doubt(desk, a_direct())
    (first,) = await desk.read(lambda ledger: ledger.outbox.owed())

    for _ in range(2):
        await desk.write(lambda ledger: ledger.outbox.swept(first, keeper="7.0"))

    assert await owed(desk) == [("7.0", 1)]


async def test_an_earlier_twin_becomes_the_card_and_is_drawn_again(desk: Books) -> None:
    await in_doubt(desk, SHOW, ts="7.5")
    (first,) = await desk.read(lambda ledger: ledger.outbox.owed())

    await desk.write(lambda ledger: ledger.outbox.swept(first, keeper="7.0"))

    assert (await card(desk)).ts == "7.0"
    again = await claim_one(desk)
    assert again.card is not None
    assert again.card.ts == "7.0"


async def test_while_a_sweep_is_owed_the_first_try_is_remembered(desk: Books) -> None:
    await in_doubt(desk, SHOW)
    await put(desk, SHOW)

    later = NOW + timedelta(minutes=10)
    await sent(desk, await claim_one(desk, at=later), ts="7.0", drawn=2)

    (first,) = await desk.read(lambda ledger: ledger.outbox.owed())
    assert first.since == NOW


async def test_a_card_somebody_pressed_is_known_from_then_on(desk: Books) -> None:
    await put(desk, SHOW)
    parcel = await claim_one(desk)
    assert parcel.card is not None
    key = parcel.card.id
    await desk.write(lambda ledger: ledger.outbox.unknown(parcel, fault="TimeoutError"))

    await desk.write(lambda ledger: ledger.outbox.adopt(key, channel="C1", ts="7.0"))
    await desk.write(lambda ledger: ledger.outbox.adopt(key, channel="C1", ts="9.0"))

    again = await claim_one(desk)
    assert again.card is not None
    assert (again.card.channel, again.card.ts) == ("C1", "7.0")
    await sent(desk, again, ts="7.0")
    assert await owed(desk) == [("7.0", 2)]


async def test_a_letter_somebody_pressed_is_known_to_be_sent(desk: Books) -> None:
    await put(desk, a_direct())
    parcel = await claim_one(desk)
    await desk.write(lambda ledger: ledger.outbox.unknown(parcel, fault="TimeoutError"))

    await desk.write(lambda ledger: ledger.outbox.adopt(parcel.id, channel="D1", ts="7.0"))

    assert await claim(desk) == ()
    assert await owed(desk) == [("7.0", 2)]


async def test_of_two_messages_the_first_is_the_card(desk: Books) -> None:
    await put(desk, SHOW)
    parcel = await claim_one(desk)
    assert parcel.card is not None
    key = parcel.card.id
    await desk.write(lambda ledger: ledger.outbox.adopt(key, channel="C1", ts="7.0"))

    await sent(desk, parcel, ts="9.0")

    assert (await card(desk)).ts == "7.0"
    assert [row["state"] for row in await rows(desk)] == ["pending"]  # the first is drawn anew
    await sent(desk, await claim_one(desk), ts="7.0")
    assert await owed(desk) == [("7.0", 2)]


# ------------------------------------------------------------------ round trips

PLAIN: st.SearchStrategy[Any] = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**53), 2**53),
    st.text(st.characters(codec="utf-8", exclude_characters="\0")),
    st.dates(),
    st.datetimes(timezones=st.sampled_from([UTC, JST])),
)
ARGUMENT = PLAIN | st.lists(st.lists(PLAIN).map(tuple)).map(tuple)
SENTENCES = st.builds(
    Sentence, st.just("line"), st.dictionaries(st.text("abcdef", min_size=1), ARGUMENT)
)


@given(words=SENTENCES, mention=st.lists(st.sampled_from(["a", "b"])).map(tuple))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_every_effect_comes_back_with_its_arguments_and_their_types(
    desk: Books, words: Sentence, mention: tuple[StaffId, ...]
) -> None:
    effects: list[Effect] = [
        a_line(sentence=words, mention=mention, lane=Lane.NORMAL),
        a_direct(sentence=words, subject="case"),
        a_whisper(sentence=words, thread=None),
    ]

    parcels = await _there_and_back(desk, effects)

    assert [parcel.effect for parcel in parcels] == effects
    assert [_types(parcel.effect) for parcel in parcels] == [_types(each) for each in effects]


async def _there_and_back(books: Books, effects: list[Effect]) -> list[Parcel]:
    """Put the effects in, claim them again, and leave no trace."""
    found: list[Parcel] = []

    class Seen(Exception):
        """Undoes the unit."""

    def unit(ledger: Ledger) -> None:
        ledger.outbox.put(SHOW, network=NETWORK)
        (shown,) = taken(ledger, at=NOW, limit=1, lease="x")
        ledger.outbox.sent(shown, channel="C", ts="1", drawn=1)
        for effect in effects:
            ledger.outbox.put(effect, network=NETWORK)
        parcels = taken(ledger, at=NOW, limit=9, lease="y")
        order = {type(effect): n for n, effect in enumerate(effects)}
        found.extend(sorted(parcels, key=lambda parcel: order[type(parcel.effect)]))
        raise Seen

    with pytest.raises(Seen):
        await books.write(unit)
    return found


def _types(effect: Effect) -> dict[str, object]:
    """The type of every argument: True is not 1, a day is not a moment."""
    if isinstance(effect, Show):
        return {}
    return {name: _type(value) for name, value in effect.sentence.args.items()}


def _type(value: Any) -> object:
    return [_type(each) for each in value] if isinstance(value, tuple) else type(value)


async def test_a_day_stays_a_day_and_words_that_look_like_one_stay_words(desk: Books) -> None:
    words = sentence(
        "digest",
        on=date(2026, 1, 20),
        at=NOW,
        text="2026-01-20",
        number=1,
        flag=True,
        lines=(("架空事業所", date(2026, 1, 20), None), (NOW, False, 0)),
    )

    (parcel,) = await _there_and_back(desk, [a_direct(sentence=words)])

    assert isinstance(parcel.effect, Direct)
    assert parcel.effect.sentence == words
    assert _types(parcel.effect) == _types(a_direct(sentence=words))
