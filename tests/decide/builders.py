"""A Tuesday night in みずうみ市, as values: builders whose defaults are an honest emergency.

R01's mother was taken to hospital; C1 of P12 asks P01 and P03 at 21:46. `Books` stands for the
storage: it keeps what a decision made true, and finds what storage would refuse.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any, Final

from bot.cities import PROFILES
from bot.clock import JST, is_night
from bot.decide import answers, escalation, memo, withdrawing
from bot.decide.given import Given
from bot.decide.ids import NewId
from bot.decide.opening import outline
from bot.decide.typed import Typed, reply
from bot.effects import (
    Decision,
    Direct,
    Due,
    DueKind,
    Effect,
    Line,
    Note,
    Said,
    Sentence,
    Show,
    Whisper,
)
from bot.facts import Actor, Facts, Town
from bot.holidays import public_holidays
from bot.model import (
    Answer,
    Ask,
    AskId,
    Call,
    Case,
    CaseId,
    Condition,
    Draft,
    DraftId,
    Member,
    Need,
    NeedId,
    OfficeId,
    Remark,
    Staff,
    StaffId,
)
from bot.moves import AskStatus, NeedStatus, NextStep
from bot.request import Request
from bot.vocabulary import (
    DeclineReason,
    Ground,
    OfficeKind,
    Requirement,
    ServiceType,
    Transport,
    Wish,
)
from sandbox.town_data import MIZUUMI, SORAIRO, Registrant, TownNetwork
from tests.memos import memo_of

NIGHT: Final = datetime(2026, 1, 20, 12, 46, tzinfo=UTC)  # Tuesday, 21:46 in Japan
TONIGHT: Final = date(2026, 1, 20)
HOLIDAYS: Final = public_holidays(since=2024, until=2030)
ANSWERED: Final = frozenset({AskStatus.OFFERED, AskStatus.CONDITIONAL, AskStatus.DECLINED})


def after(minutes: float) -> datetime:
    """Return the moment so many minutes after the asking began."""
    return NIGHT + timedelta(minutes=minutes)


def in_japan(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    """Return a moment by the clock on a wall in Japan."""
    return datetime(year, month, day, hour, minute, tzinfo=JST).astimezone(UTC)


# ------------------------------------------------------------------ the town


def a_town(of: TownNetwork = MIZUUMI, *, at: datetime = NIGHT, **changes: Any) -> Town:
    """Return a sample network as it stands tonight, its rotas on call."""
    on_call: dict[OfficeId, tuple[StaffId, ...]] = {}
    for shift in sorted(of.shifts, key=lambda each: each.order):
        on_call[shift.office] = (*on_call.get(shift.office, ()), shift.staff)
    profile = PROFILES[of.network.profile]
    night = is_night(at, profile.night_hours)
    town = Town(
        network=of.network,
        profile=profile,
        offices={office.id: office for office in of.offices},
        windows={each.office: each for each in of.windows if each.serves(night=night)},
        resting=tuple(each for each in of.windows if not each.serves(night=night)),
        staff={staff.id: staff for staff in of.staff},
        on_call=on_call,
        holidays=HOLIDAYS,
    )
    return replace(town, **changes)


def without_core(town: Town) -> Town:
    """Return the town while it is being set up: nobody coordinates yet."""
    kept = {
        id_: office
        for id_, office in town.offices.items()
        if office.kind is not OfficeKind.CORE_CENTER
    }
    return replace(town, offices=kept)


def registrant(key: str) -> Registrant:
    """Return one line of either sample ledger."""
    lines = (*MIZUUMI.registrants, *SORAIRO.registrants)
    return next(each for each in lines if each.person.id == key)


def somebody(key: str, *, town: Town | None = None, channel: str | None = None) -> Actor:
    """Return a member of staff acting, in an office's channel where one is named."""
    staff = (town or a_town()).staff[StaffId(key)]
    member = staff.member or Member(team="TMIZUUMI", user=key)
    return Actor(member=member, staff=staff, channel_offices=_here(channel))


def a_stranger(*channel: str | None) -> Actor:
    """Return somebody the network does not know, in a channel of these offices."""
    member = Member(team="TMIZUUMI", user="U-STRANGER")
    return Actor(member=member, staff=None, channel_offices=_here(*channel))


def _here(*offices: str | None) -> frozenset[OfficeId]:
    return frozenset(OfficeId(office) for office in offices if office)


def first_of(town: Town, office: str) -> Staff:
    """Return the first of an office's people."""
    return next(each for each in town.staff.values() if each.office == office)


# ------------------------------------------------------------------ the emergency


def a_case(person: str = "R01", **changes: Any) -> Case:
    """Return R01's case as C1 opened it; the wish is on record."""
    line = registrant(person)
    case = Case(
        id=CaseId("case-1"),
        network=line.person.network,
        number="2025-0001",
        person=line.person.id,
        ground=Ground.CARER_UNAVAILABLE,
        owner=line.registration.counselor or StaffId("K1"),
        owner_office=line.registration.office or OfficeId("K01"),
        opened_at=NIGHT,
        called_at=after(-6),
        caller="叔母（お電話）",
        whereabouts="ご自宅の居間",
        situation="お母さまが救急車で運ばれた",
        wish=Wish.SUPPORTED,
        wish_note="電話でうかがった",
        outline=outline(line.person, line.registration, at=TONIGHT),
        revision=1,
    )
    return replace(case, **changes)


WAITING_FOR: Final = {
    NeedStatus.ASKING: (NextStep.REMIND, after(10)),
    NeedStatus.DECIDED: (NextStep.ARRIVAL_CHECK, after(60)),
    NeedStatus.ARRIVED: (NextStep.RETURN_CHECK, in_japan(2026, 1, 23, 10)),
}


def a_need(status: NeedStatus = NeedStatus.ASKING, **changes: Any) -> Need:
    """Return three nights of short stay from tonight, waiting for what its status waits for."""
    step, at = WAITING_FOR.get(status, (None, None))
    need = Need(
        id=NeedId("need-1"),
        network=MIZUUMI.network.id,
        case=CaseId("case-1"),
        service=ServiceType.SHORT_STAY_WELFARE,
        starts_on=TONIGHT,
        nights=3,
        arrival_at=after(60),
        transport=Transport.FAMILY,
        status=status,
        asked_at=NIGHT,
        decided_at=None if status is NeedStatus.ASKING else after(15),
        next_step=step,
        next_step_at=at,
        revision=1,
    )
    return replace(need, **changes)


def an_ask(status: AskStatus = AskStatus.WAITING, *, office: str = "P01", **changes: Any) -> Ask:
    """Return the need put to an office that prepared for it; answered where the status says so."""
    answered = status in ANSWERED
    ask = Ask(
        id=AskId(f"ask-{office}"),
        network=MIZUUMI.network.id,
        need=NeedId("need-1"),
        round=1,
        office=OfficeId(office),
        window=a_town().windows[OfficeId(office)].id,
        tier=1,
        position=0 if office == "P01" else 1,
        prepared=True,
        trial_done=office == "P01",
        status=status,
        asked_at=None if status is AskStatus.PLANNED else NIGHT,
        reply_due=after(20),
        answer=_an_answer(office) if answered else None,
        fault="is_archived" if status is AskStatus.UNDELIVERABLE else None,
        revision=1,
    )
    return replace(ask, **changes)


def _an_answer(office: str) -> Answer:
    staff = first_of(a_town(), office)
    return Answer(by=staff.member, staff=staff.id, at=after(5), verified=True)


def facts_of(*asks: Ask, about: str | None = None, **changes: Any) -> Facts:
    """Return what is known of R01's case; the act is about `about`'s ask, else the first."""
    found = asks or (an_ask(), an_ask(office="P03"))
    line = registrant("R01")
    mine = next((ask for ask in found if ask.office == about), found[0])
    need = changes.pop("need", None) or a_need()
    facts = Facts(
        town=a_town(),
        case=a_case(),
        asks=found,
        need=need,
        ask=mine,
        registration=line.registration,
        person=line.person,
    )
    return replace(facts, **changes)


def without_channel(facts: Facts, *offices: str) -> Facts:
    """Return the facts with these offices reached by telephone only."""
    silent = {
        OfficeId(each): replace(facts.town.windows[OfficeId(each)], channel=None)
        for each in offices
    }
    return replace(facts, town=replace(facts.town, windows={**facts.town.windows, **silent}))


def a_request(person: str = "R01", **changes: Any) -> Request:
    """Return the form as C1 filled it."""
    request = Request(
        person=person,
        called_at=after(-6),
        caller="叔母（お電話）",
        whereabouts="ご自宅の居間",
        ground=Ground.CARER_UNAVAILABLE,
        service=ServiceType.SHORT_STAY_WELFARE,
        starts_on=TONIGHT,
        nights=3,
        arrival_at=after(60),
        transport=Transport.FAMILY,
        wish=Wish.SUPPORTED,
        wish_note="電話でうかがった",
        situation="お母さまが救急車で運ばれた",
    )
    return replace(request, **changes)


def before_opening(person: str = "R01", **changes: Any) -> Facts:
    """Return what is known when somebody is about to open a case for a registrant."""
    line = registrant(person)
    of = MIZUUMI if line.person.network == MIZUUMI.network.id else SORAIRO
    facts = Facts(
        town=a_town(of),
        person=line.person,
        registration=line.registration,
        case_number="2025-0001",
    )
    return replace(facts, **changes)


def a_draft(request: Request, *, by: str = "C1") -> Draft:
    """Return a form that was previewed a minute ago and waits for the last tap."""
    return Draft(
        id=DraftId("draft-1"),
        network=MIZUUMI.network.id,
        staff=StaffId(by),
        made_at=after(-1),
        memo=memo_of(request),
    )


def page_two(request: Request) -> dict[str, Any]:
    """Return a request's second page, as the form gives it."""
    names = ("situation", "medical", "abuse", "service", "starts_on", "nights", "arrival_at")
    return {name: getattr(request, name) for name in (*names, "transport", "wish", "wish_note")}


def judged(facts: Facts, request: Request, *, by: Actor, at: datetime) -> Decision:
    """Return what the second page comes to, the first kept already."""
    facts = replace(facts, draft=a_draft(request, by=by.staff.id if by.staff else "C1"))
    given = page_two(request)
    return memo.second_page(facts, given=given, by=by, at=at, new_id=numbered())


def numbered() -> Callable[[], str]:
    """Return what gives ids that were never used: id-1, id-2 …"""
    numbers = count(1)
    return lambda: f"id-{next(numbers)}"


# ------------------------------------------------------------------ what offices do

A_NO: Final = Given(reason=DeclineReason.FULL)
A_CONDITION: Final = Given(
    condition=Condition(since=after(75), needs=(Requirement.STAFF,)), answerer="仮名さつき"
)
fresh: Final = numbered()


def declined(
    facts: Facts, *, by: Actor, at: datetime, given: Given = A_NO, new_id: NewId = fresh
) -> Decision:
    """Return what 受入れ困難 comes to, sent from its form."""
    return answers.decline(facts, given=given, by=by, at=at, new_id=new_id)


def conditioned(
    facts: Facts, *, by: Actor, at: datetime, given: Given = A_CONDITION, new_id: NewId = fresh
) -> Decision:
    """Return what 条件付きで受入れ可能 comes to, sent from its form."""
    return answers.accept_with_conditions(facts, given=given, by=by, at=at, new_id=new_id)


def typed(
    facts: Facts,
    text: str,
    *,
    by: Actor,
    at: datetime,
    key: str = "m1",
    new_id: NewId = fresh,
    written: datetime | None = None,
) -> Decision:
    """Return what a message in the card's thread comes to."""
    message = Typed(text=text, key=key, written=written)
    return reply(facts, typed=message, by=by, at=at, new_id=new_id)


def withdrawn(
    facts: Facts, *, by: Actor, at: datetime, given: Given = A_NO, new_id: NewId = fresh
) -> Decision:
    """Return what the decided office's 辞退する comes to."""
    return withdrawing.withdraw(facts, given=given, by=by, at=at, new_id=new_id)


def stepped(facts: Facts, *, at: datetime, new_id: NewId = fresh) -> Decision:
    """Return what the step comes to that the need waits for, as if it fell due."""
    return escalation.step_due(facts, at=at, new_id=new_id)


# ------------------------------------------------------------------ reading decisions


def remarks_of(decision: Decision) -> tuple[Remark, ...]:
    """Return what was kept word for word."""
    return tuple(each for each in decision.changes if isinstance(each, Remark))


def altered(decision: Decision) -> tuple[object, ...]:
    """Return what the decision changes in the case itself; words and calls change nothing there."""
    return tuple(each for each in decision.changes if not isinstance(each, Remark | Call))


def told(decision: Decision) -> str:
    """Return all that leaves the books: effects, rows, notes and the reply, as one text."""
    return repr((decision.effects, decision.due, decision.notes, decision.reply))


def said(decision: Decision) -> str:
    """Return the key of the sentence the presser hears."""
    assert isinstance(decision.reply, Said), decision.reply
    return decision.reply.sentence.key


def lines(decision: Decision) -> dict[str, Line]:
    """Return the thread lines by sentence; several of one sentence: the last."""
    return {each.sentence.key: each for each in decision.effects if isinstance(each, Line)}


def directs(decision: Decision) -> list[Direct]:
    """Return the direct messages."""
    return [each for each in decision.effects if isinstance(each, Direct)]


def redrawn(decision: Decision) -> set[tuple[str, str]]:
    """Return the cards shown anew: (subject, office)."""
    found = (each.card for each in decision.effects if isinstance(each, Show))
    return {(card.subject, card.office) for card in found}


def sentences(effects: Iterable[Effect]) -> list[Sentence]:
    """Return every sentence among the effects."""
    return [each.sentence for each in effects if isinstance(each, (Line, Direct, Whisper))]


def outcomes(decision: Decision) -> list[tuple[str, str]]:
    """Return what goes on record: (act, outcome)."""
    return [(note.act, note.outcome) for note in decision.notes]


def changed_need(decision: Decision) -> Need:
    """Return the need as it stands after the decision."""
    return next(each for each in decision.changes if isinstance(each, Need))


def changed_case(decision: Decision) -> Case:
    """Return the case as it stands after the decision."""
    return next(each for each in decision.changes if isinstance(each, Case))


def next_of(decision: Decision) -> tuple[NextStep | None, object]:
    """Return what is waited for after the decision, and until when."""
    need = changed_need(decision)
    assert decision.due[0].at == need.next_step_at
    return need.next_step, need.next_step_at


def asks_of(decision: Decision) -> tuple[Ask, ...]:
    """Return the asks as they stand after the decision."""
    return tuple(each for each in decision.changes if isinstance(each, Ask))


def answer_of(decision: Decision) -> Answer:
    """Return the one answer the decision records."""
    (ask,) = asks_of(decision)
    assert ask.answer is not None
    return ask.answer


def mentioning(decision: Decision) -> list[Line]:
    """Return the thread lines that make somebody's phone ring."""
    return [each for each in decision.effects if isinstance(each, Line) and each.mention]


def changed_asks(decision: Decision) -> dict[str, AskStatus]:
    """Return the statuses of the asks the decision changed, by office."""
    return {each.office: each.status for each in asks_of(decision)}


# ------------------------------------------------------------------ what storage would keep


class Books:
    """One case over time: keeps what decisions change, at the revision they were read."""

    def __init__(self, facts: Facts) -> None:
        assert facts.case is not None
        assert facts.need is not None
        self.town = facts.town
        self.base = facts
        self.case = facts.case
        self.need = facts.need
        self.asks = {ask.office: ask for ask in facts.asks}
        self.past: list[Ask] = []
        self.remarks: list[Remark] = []
        self.calls: list[Call] = []
        self.dues: dict[DueKind, Due] = {}
        self.steps: set[str] = set()
        self.keys: set[str] = set()
        self.effects: list[Effect] = []
        self.notes: list[Note] = []

    @staticmethod
    def opened(facts: Facts, decision: Decision) -> Books:
        """Return the books of a case that was just opened."""
        case, need = changed_case(decision), changed_need(decision)
        asks = asks_of(decision)
        books = Books(replace(facts, case=case, need=need, asks=asks))
        books.record(decision)
        return books

    @property
    def due(self) -> Due | None:
        """What the need waits for."""
        return self.dues.get(DueKind.NEED_STEP)

    def facts(self, about: str | None = None) -> Facts:
        """Return what the next decision knows."""
        return self.seen_from(self.asks[OfficeId(about)] if about else None)

    def seen_from(self, ask: Ask | None) -> Facts:
        """Return what a decision about that ask knows; the ask may be of an earlier round."""
        asks = tuple(self.asks.values())
        return replace(
            self.base,
            case=self.case,
            need=self.need,
            asks=asks,
            past=tuple(self.past),
            ask=ask,
            remarked=bool(self.remarks),
            calls=tuple(self.calls),
        )

    def record(self, decision: Decision) -> None:
        """Keep what became true, each value at the revision it was read."""
        for change in decision.changes:
            self._keep(change)
        over = [ask for ask in self.asks.values() if ask.round != self.need.round]
        self.past += over
        self.asks = {id_: ask for id_, ask in self.asks.items() if ask not in over}
        for due in decision.due:
            assert due.step not in self.steps, f"{due.step} was planned before"
            self.steps.add(due.step)
            self.dues[due.kind] = due
        for effect in decision.effects:
            if not isinstance(effect, Show):
                assert effect.key not in self.keys, f"{effect.key} would be swallowed"
                self.keys.add(effect.key)
        self.effects += decision.effects
        self.notes += decision.notes

    def _keep(self, change: object) -> None:
        match change:
            case Case():
                assert change.revision == self.case.revision
                self.case = replace(change, revision=change.revision + 1)
            case Need():
                assert change.revision == self.need.revision
                self.need = replace(change, revision=change.revision + 1)
            case Ask():
                self._keep_ask(change)
            case Remark():
                assert change.id not in {each.id for each in self.remarks}
                self.remarks.append(change)
            case Call():
                assert change.id not in {each.id for each in self.calls}
                self.calls.append(change)
            case _:
                pass

    def _keep_ask(self, change: Ask) -> None:
        """Keep an ask at the revision it was read; a new round's begins at none."""
        before = self.asks.get(change.office)
        if before is None or before.id != change.id:
            assert change.revision == 0, "a new ask begins unrevised"
            assert before is None or before.round < change.round
            assert change.id not in {each.id for each in self.past}
            self.past += [before] if before else []
        else:
            assert change.revision == before.revision
        self.asks[change.office] = replace(change, revision=change.revision + 1)


def mrkdwn_in(value: Any) -> Iterator[str]:
    """Yield what Slack would read for mentions and links."""
    match value:
        case {"type": "mrkdwn", "text": str(said)}:
            yield said
        case dict():
            for each in value.values():
                yield from mrkdwn_in(each)
        case list() | tuple():
            for each in value:
                yield from mrkdwn_in(each)
