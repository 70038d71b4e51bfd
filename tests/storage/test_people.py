"""Wishes to join, leave for the sheet, names without words, and missing standing cards."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.exc import IntegrityError

from bot.effects import Decision, Direct, Line, Show, sentence
from bot.facts import standing_card
from bot.model import AskId, Grant, GrantId, Joining, JoiningId, Member, Remark, RemarkId
from bot.vocabulary import JoiningState
from storage import queries
from storage.ledger import Ledger
from tests.storage.builders import (
    CASE,
    NETWORK,
    NOW,
    OFFICE,
    STAFF,
    Books,
    a_staff,
    a_window,
    open_case,
    put_network,
    taken,
)

NEW = Member(team="T2", user="U-new")


def a_joining(id_: str = "join-1", **other: Any) -> Joining:
    wish = Joining(
        id=JoiningId(id_),
        network=NETWORK,
        office=OFFICE,
        member=NEW,
        name="仮名 しんじん",
        asked_at=NOW,
    )
    return replace(wish, **other)


async def test_a_wish_to_join_comes_back_and_is_open_until_it_is_decided(books: Books) -> None:
    await books.write(put_network)
    wish = a_joining()

    await books.record(Decision(changes=(wish,)))
    asked = await books.read(lambda ledger: ledger.joining(wish.id))
    open_ = await books.read(lambda ledger: ledger.open_joining_of(NETWORK, wish.member))
    decided = replace(
        wish, revision=1, state=JoiningState.REFUSED, decided_by=STAFF, decided_at=NOW
    )
    await books.record(Decision(changes=(decided,)))

    assert asked == open_ == replace(wish, revision=1)
    assert await books.read(lambda ledger: ledger.joining(wish.id)) == replace(decided, revision=2)
    assert await books.read(lambda ledger: ledger.open_joining_of(NETWORK, wish.member)) is None


async def test_somebody_has_one_open_wish_to_join_and_may_ask_again_later(books: Books) -> None:
    await books.write(put_network)
    first = a_joining()
    await books.record(Decision(changes=(first,)))

    with pytest.raises(IntegrityError):
        await books.record(Decision(changes=(a_joining("join-2"),)))
    decided = replace(first, revision=1, state=JoiningState.REFUSED)
    await books.record(Decision(changes=(decided,)))
    await books.record(Decision(changes=(a_joining("join-2"),)))

    found = await books.read(lambda ledger: ledger.open_joining_of(NETWORK, first.member))
    assert found is not None
    assert found.id == "join-2"


async def test_an_approval_makes_staff_and_decides_the_wish_in_one(books: Books) -> None:
    await books.write(put_network)
    wish, staff = a_joining(), a_staff("staff-2", member=NEW)
    await books.record(Decision(changes=(wish,)))
    approved = replace(wish, revision=1, state=JoiningState.APPROVED, decided_by=STAFF)
    letter = Direct(to=staff.id, sentence=sentence("joined", office="見本"), key="joined:join-1")

    await books.record(Decision(changes=(approved, staff), effects=(letter,)))

    actor = await books.read(
        lambda ledger: ledger.actor(wish.member, network=NETWORK, channel=None)
    )
    assert actor.staff == staff


async def test_leave_for_the_sheet_comes_back_with_whom_and_until_when(books: Books) -> None:
    await books.write(lambda ledger: open_case(ledger, OFFICE))
    given = Grant(
        id=GrantId("grant-1"),
        network=NETWORK,
        case=CASE,
        ask=AskId(f"ask-{OFFICE}"),
        member=Member(team="T2", user="U-night"),
        by=STAFF,
        at=NOW,
        until=NOW + timedelta(hours=11),
    )

    await books.record(Decision(changes=(given,)))

    assert await books.read(lambda ledger: ledger.grants_of(CASE)) == (given,)


async def test_a_name_without_words_is_kept_sealed(books: Books, engine: Engine) -> None:
    await books.write(lambda ledger: open_case(ledger, OFFICE))
    named = Remark(
        id=RemarkId("remark-1"),
        network=NETWORK,
        case=CASE,
        ask=AskId(f"ask-{OFFICE}"),
        at=NOW,
        by=Member(team="T1", user="U-shared"),
        answerer="仮名 よふけ",
        text="",
    )

    await books.record(Decision(changes=(named,)))

    case = await books.read(lambda ledger: ledger.case(CASE))
    assert case is not None
    assert await books.read(lambda ledger: ledger.remarks_of(case)) == (named,)
    with engine.connect() as connection:
        stored = connection.execute(select(queries.REMARK)).mappings().one()
    assert "仮名".encode() not in stored["answerer"]


async def test_a_channel_is_looked_for_its_standing_card_until_it_was_raised(
    books: Books,
) -> None:
    await books.write(lambda ledger: put_network(ledger, "office-2"))
    await books.write(
        lambda ledger: ledger.roster.put_window(
            a_window("office-2", channel=f"C-{OFFICE}"), network=NETWORK
        )
    )
    card = standing_card(f"C-{OFFICE}", OFFICE)

    before = await books.read(lambda ledger: places(ledger))
    await books.record(Decision(effects=(Show(card=card),)))
    after = await books.read(lambda ledger: places(ledger))

    assert before == [(f"C-{OFFICE}", OFFICE, False)]
    assert after == [(f"C-{OFFICE}", OFFICE, True)]


def places(ledger: Ledger) -> list[tuple[str, str, bool]]:
    """Return each channel, the office its standing card is for, and whether it was raised."""
    rows = ledger.rows(queries.standing_places())
    return [(row["channel"], row["office"], row["card"] is not None) for row in rows]


async def test_a_letter_and_a_mention_reach_a_member_who_is_no_staff(books: Books) -> None:
    await books.write(put_network)
    letter = Direct(to=NEW, sentence=sentence("joined", office="見本"), key="letter")
    line = Line(
        card=standing_card(f"C-{OFFICE}", OFFICE),
        sentence=sentence("leave_given", until=NOW, today=NOW.date()),
        key="line",
        mention=(NEW, STAFF),
    )
    await books.record(Decision(effects=(letter, Show(card=line.card), line)))

    parcels = await books.write(lambda ledger: taken(ledger, at=NOW, limit=9, lease="l"))
    await books.write(
        lambda ledger: [
            ledger.outbox.sent(each, channel="C1", ts="1.0", drawn=1) for each in parcels
        ]
    )
    later = await books.write(lambda ledger: taken(ledger, at=NOW, limit=9, lease="m"))

    assert letter in [each.effect for each in parcels]
    assert [each.effect for each in later] == [line]
