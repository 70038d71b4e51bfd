"""Many at once: one office is decided, one delivery is done, whatever the database."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from sqlalchemy import func, select

from bot.effects import Decision, Direct, Note, sentence
from bot.moves import AskStatus, NeedStatus, NextStep
from storage import audit, queries
from storage.inbox import Inbox
from storage.ledger import Ledger
from tests.storage.builders import (
    NEED,
    NETWORK,
    NOW,
    STAFF,
    Books,
    a_due,
    a_person,
    open_case,
    recorded,
)

MANY = 50
OFFICES = tuple(f"office-{n}" for n in range(1, MANY + 1))


def choose(ledger: Ledger, office: str) -> str:
    """Decide for an office if nobody was decided yet, as a counsellor's press would."""
    need = ledger.need(NEED)
    assert need is not None
    ask = next(ask for ask in ledger.asks_of(need) if ask.office == office)
    if need.status is NeedStatus.DECIDED:
        return "late"
    decided = replace(
        need, status=NeedStatus.DECIDED, decided_at=NOW, next_step=NextStep.ARRIVAL_CHECK
    )
    decision = Decision(
        changes=(decided, replace(ask, status=AskStatus.DECIDED)),
        effects=(Direct(to=STAFF, sentence=sentence("decided"), key=f"decided:{office}"),),
        due=(a_due(step=f"{need.round}.{need.revision + 1}"),),
        notes=(Note(act="choose", subject=ask.id),),
    )
    recorded(ledger, decision)
    return "won"


def choosing(office: str) -> Callable[[Ledger], str]:
    return lambda ledger: choose(ledger, office)


async def test_fifty_decide_at_once_and_one_office_takes_the_person(books: Books) -> None:
    await books.write(lambda ledger: open_case(ledger, *OFFICES))

    said = await asyncio.gather(*(books.write(choosing(office)) for office in OFFICES))

    def whole(ledger: Ledger) -> list[object]:
        count = select(func.count())
        decided = count.where(queries.ASK.c.status == AskStatus.DECIDED.value)
        return [
            ledger.connection.execute(decided).scalar(),
            ledger.outbox.unsent(),
            len(ledger.rows(queries.open_due("need_step", [NEED]))),
            len(ledger.rows(queries.audit_chain(NETWORK))),
            audit.broken_link(ledger.connection, NETWORK),
        ]

    need = await books.read(lambda ledger: ledger.need(NEED))
    assert Counter(said) == {"won": 1, "late": MANY - 1}
    assert await books.read(whole) == [1, 1, 1, 1, None]
    assert need is not None
    assert (need.status, need.revision) == (NeedStatus.DECIDED, 2)


async def test_fifty_copies_of_one_delivery_have_one_effect(books: Books) -> None:
    await books.write(open_case)

    def deliver(ledger: Ledger) -> str:
        inbox = Inbox(ledger.connection, books.means.cipher)
        known = inbox.answer_to("Ev1")
        if known is not None:
            return str(known["text"])
        key, text = f"said:{ledger.new_id()}", ledger.new_id()
        direct = Direct(to=STAFF, sentence=sentence("thanks"), key=key)
        recorded(ledger, Decision(effects=(direct,), notes=(Note(act="say", subject=NEED),)))
        inbox.done("Ev1", kind="event", answer={"text": text}, at=NOW)
        return text

    answers = await asyncio.gather(*(books.write(deliver) for _ in range(MANY)))

    links = await books.read(lambda ledger: ledger.rows(queries.audit_chain(NETWORK)))
    assert len(set(answers)) == 1
    assert await books.read(lambda ledger: ledger.outbox.unsent()) == 1
    assert [row["act"] for row in links] == ["say"]


async def test_fifty_audit_lines_at_once_make_one_chain(books: Books) -> None:
    await books.write(open_case)
    notes = [Note(act="look", subject=f"p-{n}") for n in range(MANY)]

    await asyncio.gather(*(books.record(Decision(notes=(note,))) for note in notes))

    links = await books.read(lambda ledger: ledger.rows(queries.audit_chain(NETWORK)))
    broken = await books.read(lambda ledger: audit.broken_link(ledger.connection, NETWORK))
    assert sorted(row["subject"] for row in links) == sorted(note.subject for note in notes)
    assert broken is None


async def test_fifty_changes_of_one_person_are_all_made_or_told_to_come_again(
    books: Books,
) -> None:
    await books.write(open_case)
    stale = replace(a_person(), revision=1)

    answers = await asyncio.gather(
        *(books.record(Decision(changes=(stale,))) for _ in range(MANY)), return_exceptions=True
    )

    person = await books.read(lambda ledger: ledger.registry.person(stale.id))
    assert Counter(type(answer).__name__ for answer in answers) == {
        "NoneType": 1,
        "MovedOn": MANY - 1,
    }
    assert person == replace(stale, revision=2)
