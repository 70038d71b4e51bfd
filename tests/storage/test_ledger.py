"""Values in, the same values out; a decision whole or not at all; constraints that hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, get_type_hints

import pytest
from cryptography.exceptions import InvalidTag
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Table, func, insert, select, text, update
from sqlalchemy.exc import IntegrityError, StatementError

from bot.clock import JST
from bot.effects import CardKind, CardRef, Decision, Direct, DueKind, Note, Show, sentence
from bot.facts import ask_card
from bot.model import (
    Answer,
    Consent,
    Draft,
    DraftId,
    DutyShift,
    Member,
    NetworkId,
    Person,
    PersonId,
    Registration,
    StaffId,
)
from bot.moves import AskStatus, CaseStatus, NeedStatus, NextStep
from bot.request import Memo, Request
from bot.vocabulary import (
    Ground,
    Hours,
    Lang,
    OfficeKind,
    ServiceType,
    Support,
    Transport,
    Wish,
)
from storage import queries
from storage.ledger import Ledger
from tests.memos import memo_of
from tests.storage.builders import (
    CASE,
    NEED,
    NETWORK,
    NOW,
    OFFICE,
    PERSON,
    STAFF,
    TODAY,
    Books,
    a_case,
    a_closed_need,
    a_due,
    a_month,
    a_need,
    a_network,
    a_person,
    a_registration,
    a_share,
    a_staff,
    a_window,
    an_ask,
    an_office,
    open_case,
    put_network,
    put_offices,
    recorded,
    taken,
)

MANY = settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])


def stored(value: Any) -> Any:
    """The value as it is after its first writing."""
    return replace(value, revision=1)


def rows_in(connection: Connection) -> dict[str, int]:
    """How many rows each table has that a decision writes to."""
    tables = (queries.NEED, queries.ASK, queries.OUTBOX, queries.CARD, queries.DUE, queries.AUDIT)
    counts = {t.name: connection.execute(select(func.count()).select_from(t)) for t in tables}
    return {name: count.scalar_one() for name, count in counts.items()}


# ------------------------------------------------------------------ round trips: the registry


async def test_a_person_comes_back_with_every_field_of_the_form(books: Books) -> None:
    empty = [each.name for each in fields(Person) if not getattr(a_person(), each.name)]
    assert empty == ["revision"]  # the builder fills in all of F-05 to F-20

    await books.write(put_network)
    await books.record(Decision(changes=(a_person(),)))

    assert await books.read(lambda ledger: ledger.registry.person(PERSON)) == stored(a_person())
    assert await books.read(lambda ledger: ledger.registry.name_of(PERSON)) == a_person().name


async def test_a_person_of_whom_little_is_known_comes_back_as_little(books: Books) -> None:
    blank: dict[str, Any] = {
        each.name: each.default
        for each in fields(Person)
        if each.name not in {"id", "network", "name", "kana", "birth_date", "revision"}
        and each.default is not each.default_factory
    }
    unknown = a_person(
        **blank, sex=None, postal_code="", address="", phone_home="", phone_mobile=""
    )

    await books.write(put_network)
    await books.record(Decision(changes=(unknown,)))

    assert await books.read(lambda ledger: ledger.registry.person(PERSON)) == stored(unknown)


def _any(value: type[Any], **given: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Any value of a class, its optional fields included."""
    hints = get_type_hints(value)
    free = {name: st.from_type(hint) for name, hint in hints.items() if name not in given}
    return st.builds(value, **free, **given)


@given(person=_any(Person, network=st.just(NETWORK), revision=st.just(0)))
@MANY
async def test_any_person_comes_back_as_written(books: Books, person: Person) -> None:
    def unit(ledger: Ledger) -> tuple[Person, Person | None]:
        put_network(ledger)
        fresh = replace(person, id=PersonId(ledger.new_id()))
        recorded(ledger, Decision(changes=(fresh,)))
        return fresh, Ledger(ledger.connection, books.means).registry.person(fresh.id)

    written, read = await books.write(unit)

    assert read == stored(written)


PLAIN = st.text(st.characters(codec="utf-8", exclude_characters="\0"))
"""What stands in a column as it is: PostgreSQL takes no NUL there."""


@given(
    consent=st.none() | _any(Consent, text_version=PLAIN, signed_by=PLAIN),
    reason=st.text(),
    addressee=PLAIN,
    grounds=st.lists(st.sampled_from(Ground), unique=True).map(tuple),
    day=st.none() | st.dates(),
    resident=st.booleans(),
)
@MANY
async def test_any_registration_comes_back_as_written(
    books: Books,
    consent: Consent | None,
    reason: str,
    addressee: str,
    grounds: tuple[Ground, ...],
    day: date | None,
    resident: bool,
) -> None:
    def unit(ledger: Ledger) -> tuple[Registration, Registration | None]:
        put_network(ledger)
        person = a_person(ledger.new_id())
        registration = a_registration(
            person.id,
            consent=consent,
            registration_reason=reason,
            addressee=addressee,
            grounds=grounds,
            filed_on=day,
            resident=resident,
        )
        recorded(ledger, Decision(changes=(person, registration)))
        return registration, ledger.registry.registration_of(person.id)

    written, read = await books.write(unit)

    assert read == stored(written)


async def test_a_registration_comes_back_with_its_consent_and_every_share(books: Books) -> None:
    shares = (
        a_share("office-1"),
        a_share("office-2", order=2, trial_on=None),
        a_share("office-3", order=None, acknowledged_on=None),
    )
    registration = a_registration(number="R-12", shares=shares)

    await books.write(lambda ledger: put_network(ledger, "office-2", "office-3"))
    await books.record(Decision(changes=(a_person(), registration)))

    read = await books.read(lambda ledger: ledger.registry.registration_of(PERSON))
    mine = await books.read(lambda ledger: ledger.registry.registrations(NETWORK, counselor=STAFF))
    nobodys = await books.read(
        lambda ledger: ledger.registry.registrations(NETWORK, counselor=StaffId("else"))
    )
    assert read == stored(registration)
    assert mine == (stored(registration),)
    assert nobodys == ()


async def test_a_form_filled_in_again_replaces_all_it_said(books: Books) -> None:
    await books.write(put_network)
    await books.record(Decision(changes=(a_person(), a_registration(shares=(a_share(),)))))
    person = replace(stored(a_person()), name="架空 花代", contacts=(), household=())
    registration = replace(stored(a_registration()), consent=None, shares=(), number="R-1")

    await books.record(Decision(changes=(person, registration)))

    read = await books.read(lambda ledger: ledger.registry.person(PERSON))
    ruled = await books.read(lambda ledger: ledger.registry.registration_of(PERSON))
    assert read == replace(person, revision=2)
    assert ruled == replace(registration, revision=2)


async def test_who_is_not_registered_is_nobody(books: Books) -> None:
    def unit(ledger: Ledger) -> list[object]:
        nobody = PersonId("nobody")
        registry = ledger.registry
        return [registry.person(nobody), registry.registration_of(nobody), registry.name_of(nobody)]

    assert await books.read(unit) == [None, None, ""]


async def test_a_month_of_monitoring_comes_back_and_leaves_the_open_ones_when_done(
    books: Books,
) -> None:
    late, soon = a_month("late", month=date(2025, 12, 1)), a_month("soon", visit_on=TODAY)
    far = a_month("far", month=date(2026, 6, 1))
    await books.write(put_network)
    await books.record(Decision(changes=(a_person(), far, soon, late)))

    before = await books.read(lambda ledger: ledger.monitoring_open(NETWORK, until=TODAY))
    done = replace(stored(late), done_on=TODAY, changed=True)
    await books.record(Decision(changes=(done,)))
    after = await books.read(lambda ledger: ledger.monitoring_open(NETWORK, until=TODAY))

    assert before == (stored(late), stored(soon))
    assert after == (stored(soon),)


# ------------------------------------------------------------------ round trips: the emergency


async def test_a_case_its_need_and_its_asks_come_back_as_written(books: Books) -> None:
    case = a_case(core_called_at=NOW, claimed_by=STAFF, claimed_at=NOW + timedelta(seconds=1))
    need = a_need(round=2, rung=3, decided_at=NOW, arrived_at=NOW, status=NeedStatus.ARRIVED)
    answer = Answer(by=Member(team="T1", user="U1"), staff=STAFF, at=NOW, verified=True)
    ask = an_ask(round=2, status=AskStatus.CONDITIONAL, reply_due=NOW, answer=answer)
    silent = an_ask("office-2", round=2, position=1, fault="is_archived")

    await books.write(lambda ledger: put_network(ledger, "office-2"))
    await books.record(Decision(changes=(a_person(), case, need, ask, silent), due=(a_due(),)))

    def unit(ledger: Ledger) -> list[object]:
        return [
            ledger.case(CASE),
            ledger.open_case_of(PERSON),
            ledger.need(NEED),
            ledger.needs_of(CASE),
            ledger.ask(ask.id),
            ledger.asks_of(need),
        ]

    assert await books.read(unit) == [
        stored(case),
        stored(case),
        stored(need),
        (stored(need),),
        stored(ask),
        (stored(ask), stored(silent)),
    ]


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(None, id="none"),
        pytest.param(
            Answer(by=None, staff=STAFF, at=NOW.astimezone(JST), verified=False), id="by telephone"
        ),
        pytest.param(
            Answer(by=Member(team="T1", user="U9"), staff=None, at=NOW, verified=False),
            id="by somebody unknown",
        ),
    ],
)
async def test_an_answer_comes_back_as_it_was_given(books: Books, answer: Answer | None) -> None:
    ask = an_ask(status=AskStatus.OFFERED, answer=answer)

    await books.write(open_case)
    await books.record(Decision(changes=(ask,)))

    assert await books.read(lambda ledger: ledger.ask(ask.id)) == stored(ask)


async def test_only_the_asks_of_the_present_round_are_read(books: Books) -> None:
    first, second = an_ask(), an_ask(round=2, id="again")
    await books.write(open_case)
    await books.record(Decision(changes=(first, second)))

    asks = await books.read(lambda ledger: ledger.asks_of(a_need(round=2)))

    assert asks == (stored(second),)


async def test_a_moment_is_the_same_moment_whatever_zone_it_was_written_in(books: Books) -> None:
    called = datetime(2026, 1, 20, 21, 46, 0, 7, tzinfo=JST)
    await books.write(open_case)

    await books.record(Decision(changes=(replace(stored(a_case()), core_called_at=called),)))

    case = await books.read(lambda ledger: ledger.case(CASE))
    assert case is not None
    assert case.core_called_at == called
    assert case.core_called_at.tzinfo is UTC


async def test_a_moment_without_a_zone_is_refused_at_the_door(books: Books) -> None:
    await books.write(put_network)
    await books.record(Decision(changes=(a_person(),)))

    with pytest.raises(StatementError, match="without a zone"):
        await books.record(Decision(changes=(a_case(called_at=NOW.replace(tzinfo=None)),)))


async def test_a_draft_comes_back_until_it_is_spent(books: Books) -> None:
    request = Request(
        person=PERSON,
        called_at=NOW,
        caller="叔父",
        whereabouts="自宅",
        ground=Ground.OTHER,
        service=ServiceType.HOME_HELP,
        starts_on=TODAY,
        nights=0,
        arrival_at=None,
        transport=Transport.UNDECIDED,
        wish=Wish.PRESUMED,
        wish_note="",
        situation="停電で吸引器が使えない",
    )
    draft = Draft(
        id=DraftId("d1"), network=NETWORK, staff=STAFF, made_at=NOW, memo=memo_of(request)
    )
    await books.write(put_network)

    await books.record(Decision(changes=(draft,)))
    kept = await books.read(lambda ledger: ledger.draft("d1"))
    further = replace(draft, asked=1, core_told=True, refused=True, memo=Memo(person=PERSON))
    await books.record(Decision(changes=(further,)))
    gone_on = await books.read(lambda ledger: ledger.draft("d1"))
    await books.record(Decision(changes=(replace(draft, spent=True),)))
    gone = await books.read(lambda ledger: ledger.draft("d1"))

    assert kept == draft
    assert gone_on == further
    assert gone is None


# ------------------------------------------------------------------ round trips: the roster


async def test_a_network_comes_back_as_it_stands(books: Books) -> None:
    core = an_office(
        "core",
        kind=OfficeKind.CORE_CENTER,
        services=(ServiceType.PLAN_CONSULTATION, ServiceType.HOME_HELP, ServiceType.AFTER_SCHOOL),
        abilities=frozenset({Support.SUCTION, Support.OXYGEN}),
        telephone="000-0000-0009",
        emergency=False,
        notified_on=TODAY,
        alternate=OFFICE,
    )
    by_phone = a_window("core", channel=None, telephone="000-0000-0009")
    staff = a_staff("chief", office="core", member=None, counselor=True, manager=True, lang=Lang.EN)

    def put(ledger: Ledger) -> None:
        put_network(ledger)
        ledger.roster.put_office(core)
        ledger.roster.put_window(by_phone, network=NETWORK)
        ledger.roster.put_staff(staff)

    await books.write(put)
    town = await books.read(lambda ledger: ledger.roster.town(a_network(), at=NOW))

    assert town.offices == {"core": core, OFFICE: an_office()}
    assert town.windows == {"core": by_phone, OFFICE: a_window()}
    assert town.staff == {"chief": staff, STAFF: a_staff()}
    assert town.core == core
    assert await books.read(lambda ledger: ledger.network_of("T1")) == a_network()
    assert await books.read(lambda ledger: ledger.network_of("T2")) is None


async def test_an_office_changes_its_services_and_their_order(books: Books) -> None:
    services = (ServiceType.HOME_HELP, ServiceType.GROUP_HOME, ServiceType.DAYTIME_CARE)
    await books.write(put_network)
    await books.write(lambda ledger: ledger.roster.put_office(an_office(services=services)))

    changed = an_office(services=services[::-1][:2])
    await books.write(lambda ledger: ledger.roster.put_office(changed))

    town = await books.read(lambda ledger: ledger.roster.town(a_network(), at=NOW))
    assert town.offices[OFFICE] == changed


async def test_an_office_that_moves_has_its_new_window_alone(books: Books) -> None:
    moved = a_window(id="win-new", channel="C-new")
    await books.write(put_network)

    await books.write(lambda ledger: ledger.roster.put_window(moved, network=NETWORK))

    town = await books.read(lambda ledger: ledger.roster.town(a_network(), at=NOW))
    assert town.windows == {OFFICE: moved}


DAY = datetime(2026, 1, 21, 1, tzinfo=UTC)  # 10:00 in Japan


async def test_an_office_is_reached_by_day_here_and_by_night_there(books: Books) -> None:
    day = a_window(id="win-day", hours=Hours.DAY)
    night = a_window(id="win-night", channel=None, telephone="000-0000-0009", hours=Hours.NIGHT)

    def put(ledger: Ledger) -> None:
        put_network(ledger)
        ledger.roster.put_window(day, network=NETWORK)
        ledger.roster.put_window(night, network=NETWORK)

    await books.write(put)
    evening = await books.read(lambda ledger: ledger.roster.town(a_network(), at=NOW))
    morning = await books.read(lambda ledger: ledger.roster.town(a_network(), at=DAY))

    assert (evening.windows, evening.resting) == ({OFFICE: night}, (day,))
    assert (morning.windows, morning.resting) == ({OFFICE: day}, (night,))


async def test_a_window_for_always_takes_the_place_of_those_by_day_and_by_night(
    books: Books,
) -> None:
    def put(ledger: Ledger) -> None:
        put_network(ledger)
        for hours in (Hours.DAY, Hours.NIGHT):
            window = a_window(id=f"win-{hours}", hours=hours)
            ledger.roster.put_window(window, network=NETWORK)
        ledger.roster.put_window(a_window(), network=NETWORK)

    await books.write(put)
    town = await books.read(lambda ledger: ledger.roster.town(a_network(), at=NOW))

    assert (town.windows, town.resting) == ({OFFICE: a_window()}, ())


async def test_what_makes_a_night_is_the_networks_own_setting(books: Books) -> None:
    always_day = a_network(settings={"night_hours": ["23:00", "05:00"]})
    day = a_window(id="win-day", hours=Hours.DAY)

    def put(ledger: Ledger) -> None:
        put_network(ledger)
        ledger.roster.put_window(day, network=NETWORK)

    await books.write(put)
    town = await books.read(lambda ledger: ledger.roster.town(always_day, at=NOW))

    assert town.windows == {OFFICE: day}


async def test_a_shared_channel_is_the_window_of_each_of_its_offices(books: Books) -> None:
    def put(ledger: Ledger) -> None:
        put_network(ledger, "other")
        ledger.roster.put_window(a_window("other", channel=f"C-{OFFICE}"), network=NETWORK)

    await books.write(put)
    stranger = Member(team="T1", user="U-nobody")
    actor = await books.read(
        lambda ledger: ledger.actor(stranger, network=NETWORK, channel=f"C-{OFFICE}")
    )

    assert actor.channel_offices == {OFFICE, "other"}


async def test_the_cards_open_in_a_channel_are_those_that_may_be_answered(books: Books) -> None:
    statuses = {
        "waits": AskStatus.WAITING,
        "said-no": AskStatus.DECLINED,
        "released": AskStatus.RELEASED,
        "elsewhere": AskStatus.WAITING,
        "unposted": AskStatus.WAITING,
    }

    def put(ledger: Ledger) -> None:
        open_case(ledger)
        put_offices(ledger, *statuses)
        asks = tuple(an_ask(office, status=status) for office, status in statuses.items())
        cards = {office: ask_card(an_ask(office)) for office in statuses}
        shown = tuple(Show(card=card) for card in cards.values())
        recorded(ledger, Decision(changes=asks, effects=shown))
        for parcel in taken(ledger, at=NOW, limit=9, lease="l"):
            office = parcel.card.ref.office if parcel.card else ""
            channel = "C2" if office == "elsewhere" else "C1"
            if office != "unposted":
                ledger.outbox.sent(parcel, channel=channel, ts=f"1.{office}", drawn=1)

    await books.write(put)
    found = await books.read(lambda ledger: ledger.open_asks_at(NETWORK, "C1"))

    assert sorted(ask.office for ask in found) == ["said-no", "waits"]
    assert await books.read(lambda ledger: ledger.open_asks_at(NetworkId("n2"), "C1")) == ()


async def test_who_is_on_call_is_whoever_has_the_shift_first_called_first(books: Books) -> None:
    hour = timedelta(hours=1)

    def shift(id_: str, staff: str, **other: Any) -> DutyShift:
        plain = DutyShift(
            id=id_, office=OFFICE, staff=StaffId(staff), since=NOW - hour, until=NOW + hour
        )
        return replace(plain, **other)

    def put(ledger: Ledger) -> None:
        put_network(ledger)
        for name in ("a", "b", "c", "d"):
            ledger.roster.put_staff(a_staff(name))
        for each in (
            shift("2", "a", order=2),
            shift("1", "b", order=1),
            shift("over", "c", until=NOW),
            shift("later", "d", since=NOW + timedelta(seconds=1)),
        ):
            ledger.roster.put_shift(each, network=NETWORK)

    await books.write(put)
    town = await books.read(lambda ledger: ledger.roster.town(a_network(), at=NOW))

    assert town.on_call == {OFFICE: ("b", "a")}


async def test_an_actor_is_known_by_account_and_channel_and_only_in_their_own_network(
    books: Books,
) -> None:
    await books.write(put_network)
    member = Member(team="T1", user=f"U-{STAFF}")
    stranger = Member(team="T1", user="U-nobody")

    def unit(ledger: Ledger) -> list[object]:
        known = ledger.actor(member, network=NETWORK, channel=f"C-{OFFICE}")
        unknown = ledger.actor(stranger, network=NETWORK, channel="C-elsewhere")
        return [known.staff, known.channel_offices, unknown.staff, unknown.channel_offices]

    assert await books.read(unit) == [a_staff(), {OFFICE}, None, frozenset()]


async def test_where_somebodys_direct_messages_go_outlives_a_change_of_the_person(
    books: Books,
) -> None:
    await books.write(put_network)

    await books.write(lambda ledger: ledger.roster.put_dm_channel(STAFF, "D1"))
    await books.write(lambda ledger: ledger.roster.put_staff(a_staff(name="改名")))

    assert await books.read(lambda ledger: ledger.roster.dm_channel(STAFF)) == "D1"


async def test_case_numbers_follow_one_another(books: Books) -> None:
    await books.write(open_case)
    year = NOW.year
    person = a_person("second")
    case = a_case("case-2", person=person.id, number=f"{year}-0009")
    await books.record(Decision(changes=(person, case)))

    number = await books.read(lambda ledger: ledger.next_case_number(NETWORK, NOW))

    assert number == f"{year}-0010"


# ------------------------------------------------------------------ revisions

Later = Callable[[Any], Any]


@pytest.mark.parametrize(
    "value",
    [
        pytest.param(a_person(), id="person"),
        pytest.param(a_registration(), id="registration"),
        pytest.param(a_case(), id="case"),
        pytest.param(a_closed_need(), id="need"),
        pytest.param(an_ask(), id="ask"),
        pytest.param(a_month(), id="monitoring"),
    ],
)
async def test_a_value_that_moved_on_is_decided_again_from_what_is_true(
    books: Books, value: Any
) -> None:
    runs: list[int] = []
    await books.write(open_case)
    if type(value) not in {Person, type(a_case()), type(a_need())}:
        await books.record(Decision(changes=(value,)))
    stale = stored(value)
    await books.record(Decision(changes=(stale,)))

    def unit(ledger: Ledger) -> str:
        runs.append(1)
        current = stale if len(runs) == 1 else replace(stale, revision=2)
        recorded(ledger, Decision(changes=(current,), notes=(Note(act="try", subject="x"),)))
        return "done"

    assert await books.write(unit) == "done"

    audit = await books.read(lambda ledger: ledger.rows(queries.audit_chain(NETWORK)))
    assert len(runs) == 2
    assert [row["act"] for row in audit] == ["try"]


# ------------------------------------------------------------------ a decision, whole or not


def a_decision(**other: Any) -> Decision:
    """A decision with a change, effects, a due row and an audit line."""
    asked = replace(stored(a_need()), next_step=NextStep.CALL_CORE)
    card = CardRef(kind=CardKind.CASE, subject=CASE, office=OFFICE)
    words = sentence("core_was_called", office="基幹", telephone=None)
    decision = Decision(
        changes=(asked,),
        effects=(Show(card=card), Direct(to=STAFF, sentence=words, key="direct:1")),
        due=(a_due(step="1.2"),),
        notes=(Note(act="call_core", subject=CASE, detail={"asks": "3"}),),
    )
    return replace(decision, **other)


async def test_a_decision_is_written_with_all_that_follows_from_it(books: Books) -> None:
    await books.write(open_case)
    before = await books.read(lambda ledger: rows_in(ledger.connection))

    await books.record(a_decision())

    after = await books.read(lambda ledger: rows_in(ledger.connection))
    grown = {name: after[name] - before[name] for name in after}
    assert grown == {"need": 0, "ask": 0, "outbox": 2, "card": 1, "due": 1, "audit": 1}
    need = await books.read(lambda ledger: ledger.need(NEED))
    assert need == replace(a_need(), next_step=NextStep.CALL_CORE, revision=2)


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param({"due": (a_due("other", at=NOW.replace(tzinfo=None)),)}, id="the due row"),
        pytest.param(
            {"effects": (Show(card=CardRef(kind=CardKind.CASE, subject=None, office=OFFICE)),)},  # type: ignore[arg-type]
            id="an effect",
        ),
        pytest.param(
            {"notes": (Note(act="x", subject=CASE, detail=None),)},  # type: ignore[arg-type]
            id="the audit line",
        ),
        pytest.param({"changes": (stored(a_need()), an_ask("unknown"))}, id="a change"),
    ],
)
async def test_a_decision_that_cannot_be_written_whole_is_not_written(
    books: Books, broken: Mapping[str, Any]
) -> None:
    await books.write(open_case)
    before = await books.read(lambda ledger: rows_in(ledger.connection))

    with pytest.raises((StatementError, LookupError, TypeError, AttributeError)):
        await books.record(a_decision(**broken))

    assert await books.read(lambda ledger: rows_in(ledger.connection)) == before
    assert await books.read(lambda ledger: ledger.need(NEED)) == stored(a_need())


async def test_the_audit_line_says_who_when_why_and_what(books: Books) -> None:
    await books.write(open_case)

    await books.record(a_decision())

    (line,) = await books.read(lambda ledger: ledger.rows(queries.audit_chain(NETWORK)))
    said = {name: line[name] for name in ("at", "actor", "act", "subject", "outcome", "detail")}
    assert said == {
        "at": NOW,
        "actor": STAFF,
        "act": "call_core",
        "subject": CASE,
        "outcome": "done",
        "detail": {"asks": "3"},
    }
    assert (line["seq"], line["cause"], line["prev"]) == (1, "test", "")


# ------------------------------------------------------------------ what falls due


async def test_an_open_need_without_a_next_step_is_refused(books: Books) -> None:
    await books.write(put_network)

    with pytest.raises(RuntimeError, match=NEED):
        await books.record(Decision(changes=(a_person(), a_case(), a_need())))

    assert await books.read(lambda ledger: ledger.case(CASE)) is None


async def test_a_closed_need_needs_no_next_step(books: Books) -> None:
    await books.write(put_network)

    await books.record(Decision(changes=(a_person(), a_case(), a_closed_need())))

    assert await books.read(lambda ledger: ledger.need(NEED)) == stored(a_closed_need())


async def test_a_new_due_row_takes_the_place_of_the_one_that_waited(books: Books) -> None:
    await books.write(open_case)

    await books.record(Decision(due=(a_due(step="1.2", at=NOW + timedelta(hours=1)),)))
    await books.record(Decision(due=(a_due("another", step="1.2"),)))

    rows = await books.read(lambda ledger: ledger.rows(select(queries.DUE)))
    waiting = {(row["subject"], row["step"]) for row in rows if row["open"]}
    assert waiting == {(NEED, "1.2"), ("another", "1.2")}
    assert len(rows) == 3


async def test_what_is_due_comes_emergencies_first_then_the_longest_overdue(books: Books) -> None:
    minute = timedelta(minutes=1)
    await books.write(put_network)
    planned = {
        "round": a_due("round", kind=DueKind.MONITORING_ROUND, at=NOW - 9 * minute),
        "late": a_due("late", at=NOW - 2 * minute),
        "later": a_due("later", at=NOW - minute),
        "now": a_due("now", at=NOW),
        "not yet": a_due("not yet", at=NOW + timedelta(microseconds=1)),
    }
    await books.record(Decision(due=tuple(planned.values())))

    rows = await books.read(lambda ledger: ledger.rows(queries.due_now(NOW, limit=10)))
    first = await books.read(lambda ledger: ledger.connection.execute(queries.next_due()).scalar())

    assert [row["subject"] for row in rows] == ["late", "later", "now", "round"]
    assert first == NOW - 9 * minute


# ------------------------------------------------------------------ constraints


async def test_two_offices_cannot_both_be_decided_in_one_round(books: Books) -> None:
    await books.write(lambda ledger: open_case(ledger, "office-1", "office-2"))
    first, second = (
        replace(stored(an_ask(o)), status=AskStatus.DECIDED) for o in ("office-1", "office-2")
    )
    await books.record(Decision(changes=(first,)))

    with pytest.raises(IntegrityError):
        await books.record(Decision(changes=(replace(second, position=1),)))

    again = an_ask("office-2", round=2, status=AskStatus.DECIDED, id="again")
    await books.record(Decision(changes=(again,)))


async def test_a_person_has_one_open_case(books: Books) -> None:
    await books.write(open_case)

    with pytest.raises(IntegrityError):
        await books.record(Decision(changes=(a_case("case-2", number="2025-0002"),)))

    closed = replace(stored(a_case()), status=CaseStatus.AFTERCARE)
    await books.record(Decision(changes=(closed, a_case("case-2", number="2025-0002"))))


def copied(connection: Connection, of: Table, id_: str, **other: Any) -> None:
    """Insert a row that differs from another in its id alone, past everything that checks."""
    row = connection.execute(queries.by_id(of, id_)).mappings().one()
    connection.execute(insert(of).values({**row, "id": f"{id_}-copy", **other}))


@pytest.mark.parametrize(
    ("of", "id_", "other"),
    [
        pytest.param(queries.CASE, CASE, {"number": "9"}, id="two open cases of one person"),
        pytest.param(queries.CASE, CASE, {"status": "closed"}, id="two cases of one number"),
        pytest.param(
            queries.ASK, "ask-office-1", {"office": "office-2"}, id="two decided in one round"
        ),
        pytest.param(
            queries.ASK, "ask-office-1", {"status": "declined"}, id="one office asked twice"
        ),
        pytest.param(queries.WINDOW, "win-office-1", {}, id="two active windows"),
        pytest.param(queries.STAFF, STAFF, {}, id="two people with one account"),
        pytest.param(
            queries.NEED, NEED, {"next_step_at": None}, id="an open need without a next step"
        ),
        pytest.param(
            queries.NEED, NEED, {"status": "cancelled"}, id="a closed need with a next step"
        ),
        pytest.param(queries.DUE, "", {"step": "9"}, id="two due rows for one subject"),
        pytest.param(queries.DUE, "", {"open": False}, id="one step planned twice"),
    ],
)
async def test_what_must_never_be_cannot_be_written_past_the_ledger_either(
    books: Books, of: Table, id_: str, other: Mapping[str, Any]
) -> None:
    await books.write(lambda ledger: open_case(ledger, "office-1", "office-2"))
    decided = replace(stored(an_ask("office-1")), status=AskStatus.DECIDED)
    await books.record(Decision(changes=(decided,)))

    def unit(connection: Connection) -> None:
        known = id_ or connection.execute(select(of.c.id)).scalars().one()
        copied(connection, of, known, **other)

    with pytest.raises(IntegrityError):
        await books.database.write(unit)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ask SET status = 'decided'",
        "UPDATE need SET next_step_at = NULL",
        "UPDATE need SET status = 'returned'",
        "DELETE FROM person",
    ],
)
async def test_statements_typed_by_hand_meet_the_same_walls(books: Books, statement: str) -> None:
    await books.write(lambda ledger: open_case(ledger, "office-1", "office-2"))

    with pytest.raises(IntegrityError):
        await books.database.write(lambda connection: connection.execute(text(statement)))


async def test_a_person_that_no_key_opens_any_more_stays_shut(books: Books) -> None:
    await books.write(put_network)
    await books.record(Decision(changes=(a_person(), a_person("other"))))
    key = select(queries.PERSON.c.data_key).where(queries.PERSON.c.id == "other")

    def swap(connection: Connection) -> None:
        theirs = connection.execute(key).scalar()
        changed = update(queries.PERSON).where(queries.PERSON.c.id == PERSON)
        connection.execute(changed.values(data_key=theirs))

    await books.database.write(swap)

    with pytest.raises(InvalidTag):
        await books.read(lambda ledger: ledger.registry.person(PERSON))
