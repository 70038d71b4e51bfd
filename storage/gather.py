"""Facts for a decision, gathered in one go. Each function is what one kind of act looks at."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.clock import JST
from bot.effects import CardKind, CardRef
from bot.facts import Actor, Asking, Facts, Rival, Town
from bot.model import (
    Ask,
    Case,
    CaseId,
    Need,
    Network,
    Person,
    PersonId,
    Registration,
    Staff,
)
from bot.moves import NeedStatus
from bot.request import UNREGISTERED
from storage import queries
from storage.ledger import Ledger

Gathering = Callable[["Gather", str], Facts]
"""Reads the facts about a subject; the subject is an opaque id, or empty."""


class Gather:
    """Reads for one unit of work, at one moment."""

    def __init__(
        self, ledger: Ledger, network: Network, *, at: datetime, by: Actor | None = None
    ) -> None:
        self._ledger = ledger
        self._by = by
        self._at = at
        self._network = network
        self.town: Town = ledger.roster.town(network, at=at)

    def nothing(self, _subject: str = "") -> Facts:
        """The network alone."""
        return Facts(town=self.town)

    def ask(self, id_: str) -> Facts:
        """An ask with its need, its case and the other asks of the round."""
        ask = self._ledger.ask(id_)
        need = self._ledger.need(ask.need) if ask else None
        if ask is None or need is None:
            return self.nothing()
        return replace(self._of_need(need), ask=ask)

    def need(self, id_: str) -> Facts:
        """A need with its case and asks."""
        need = self._ledger.need(id_)
        return self._of_need(need) if need else self.nothing()

    def case(self, id_: str) -> Facts:
        """A case, told by the first of its needs that is still open, else by its first."""
        needs = self._ledger.needs_of(CaseId(id_))
        waiting = [need for need in needs if need.next_step is not None]
        return self._of_need((waiting or list(needs))[0]) if needs else self.nothing()

    def home(self, _subject: str = "") -> Facts:
        """The open cases the actor leads or sits beside, and the requests to the own office."""
        staff = self._by.staff if self._by else None
        if staff is None:
            return self.nothing()
        core = self.town.core is not None and self.town.core.id == staff.office
        network, ledger = self._network.id, self._ledger
        cases = ledger.rows(queries.cases_led(network, staff.id, staff.office, core=core))
        asks = ledger.rows(queries.asks_at_office(network, staff.office))
        led = (self.case(row["id"]) for row in cases)
        return replace(self.nothing(), board=(*led, *(self.ask(row["id"]) for row in asks)))

    def ask_or_case(self, id_: str) -> Facts:
        """Whichever of the two the id is, with the person: for the sheet."""
        found = self.ask(id_)
        return self._with_person(found if found.case else self.case(id_))

    def need_among_rivals(self, id_: str) -> Facts:
        """A need for which others may be asked, with every case that asks anybody."""
        return self._among_rivals(self.need(id_))

    def case_among_rivals(self, id_: str) -> Facts:
        """A case to which a service may be added: the person, every case that asks anybody."""
        return self._among_rivals(self.ask_or_case(id_))

    def thread(self, id_: str) -> Facts:
        """An ask or a case in whose thread somebody wrote, with the name nobody should write."""
        found = self.ask(id_)
        facts = found if found.case else self.case(id_)
        return replace(facts, names=self._names((facts.case,)))

    def open_asks_at(self, channel: str) -> Facts:
        """The asks whose cards stand open in a channel, of several cases perhaps."""
        return Facts(town=self.town, asks=self._ledger.open_asks_at(self._network.id, channel))

    def beside(self, channel: str) -> Facts:
        """The asks whose cards stand open where somebody wrote, with the names not to write."""
        facts = self.open_asks_at(channel)
        needs = (self._ledger.need(ask.need) for ask in facts.asks)
        cases = {need.case: self._ledger.case(need.case) for need in needs if need}
        return replace(facts, names=self._names(cases.values()))

    def remarks(self, id_: str) -> Facts:
        """The case an ask is of, or a case, with everything offices wrote in it about any ask."""
        found = self.ask(id_)
        facts = found if found.case else self.case(id_)
        if facts.case is None:
            return facts
        others = (self._ledger.past_asks_of(each.need) for each in facts.others)
        past = (*facts.past, *(ask for asks in others for ask in asks))
        return replace(facts, past=past, remarks=self._ledger.remarks_of(facts.case))

    def ask_with_person(self, id_: str) -> Facts:
        """An ask with the person: for an asked office that holds a copy."""
        return self._with_person(self.ask(id_))

    def card(self, ref: CardRef) -> Facts:
        """What a card shows."""
        match ref.kind:
            case CardKind.ASK:
                return self.ask(ref.subject)
            case CardKind.CASE:
                return self.case(ref.subject)
            case CardKind.STANDING:
                return self.nothing()

    def joining(self, id_: str) -> Facts:
        """Somebody's wish to be an office's staff."""
        joining = self._ledger.joining(id_)
        if joining is None or joining.network != self._network.id:
            return self.nothing()
        return Facts(town=self.town, joining=joining)

    def own_joining(self, _subject: str = "") -> Facts:
        """The actor's own wish that nobody decided yet, if there is one."""
        member = self._by.member if self._by else None
        joining = self._ledger.open_joining_of(self._network.id, member) if member else None
        return Facts(town=self.town, joining=joining)

    def person(self, id_: str) -> Facts:
        """A registrant for whom a case may be opened."""
        person = self._ledger.registry.person(PersonId(id_)) if id_ else None
        if person is None or person.network != self._network.id:
            return self.nothing()
        return Facts(
            town=self.town,
            person=person,
            registration=self._ledger.registry.registration_of(person.id),
            open_case=self._ledger.open_case_of(person.id),
            case_number=self._ledger.next_case_number(self._network.id, self._at),
        )

    def draft(self, id_: str) -> Facts:
        """A drafted request with its registrant."""
        draft = self._ledger.draft(id_)
        if draft is None:
            return self.nothing()
        event = draft.memo.event
        siblings = self._ledger.siblings(event) if event else ()
        facts = replace(self.person(draft.memo.person), draft=draft, siblings=siblings)
        return self._rivalled(facts)

    def call_sheet(self, id_: str, *, person: str) -> Facts:
        """A call sheet, kept already or not, about whom its first page now names."""
        facts = self.registrants() if person in {"", UNREGISTERED} else self.person(person)
        return replace(facts, draft=self._ledger.draft(id_))

    def new_sheet(self, _subject: str = "") -> Facts:
        """For whom the actor may open a case, and their newest call sheet that was not sent."""
        facts = self.registrants()
        staff = self._by.staff if self._by else None
        return replace(facts, draft=self._ledger.newest_draft_of(staff.id) if staff else None)

    def unfinished(self, id_: str) -> Facts:
        """A call sheet to go on with, and for whom its writer may open a case.

        Its own person is among them, also for a writer to whom it was handed over.
        """
        draft = self._ledger.draft(id_)
        event = draft.memo.event if draft else None
        siblings = self._ledger.siblings(event) if event else ()
        facts = replace(self.registrants(), draft=draft, siblings=siblings)
        if draft is None or self._by is None or self._by.staff is None:
            return facts
        return self._with_drafted(facts) if draft.staff == self._by.staff.id else facts

    def bare_draft(self, id_: str) -> Facts:
        """A call sheet, and nobody it is about."""
        return replace(self.nothing(), draft=self._ledger.draft(id_))

    def plea(self, id_: str) -> Facts:
        """A call sheet for which an exception was asked for; the id ends with the plea's turn."""
        return self.draft(id_.partition(":")[0])

    def alarm(self, id_: str) -> Facts:
        """A call for a counsellor or the core centre, and the call sheet that goes with it."""
        found = self._ledger.alarm(id_)
        if found is None or found.network != self._network.id:
            return self.nothing()
        draft = self._ledger.draft(found.draft) if found.draft else None
        return replace(self.nothing(), alarm=found, draft=draft)

    def raised(self, draft: str) -> Facts:
        """The actor's own open calls, and the call sheet beside which one is made."""
        member = self._by.member if self._by else None
        found = self._ledger.raised_by(member, network=self._network.id) if member else ()
        return replace(self.bare_draft(draft), raised=found)

    def registrants(self, _subject: str = "") -> Facts:
        """The registrants the actor has to do with, and their names: nobody else's are opened."""
        found = self._concerning(self._by.staff) if self._by and self._by.staff else ()
        names = {each.person: self._ledger.registry.name_of(each.person) for each in found}
        registrations = {each.person: each for each in found}
        return Facts(town=self.town, registrations=registrations, names=names)

    def registrants_beside(self, id_: str) -> Facts:
        """A case, and for whom else its opener may open one: somebody of the same event."""
        listed = self.registrants()
        names, registrations = listed.names, listed.registrations
        return replace(self.case(id_), names=names, registrations=registrations)

    def monitoring(self, _subject: str = "") -> Facts:
        """Monitoring months not yet recorded, with ledger numbers and no names."""
        today = self._at.astimezone(JST).date()
        until = today + timedelta(days=max(self.town.profile.monitoring_lead_days, default=0))
        due = self._ledger.monitoring_open(self._network.id, until=until)
        people = {each.person for each in due}
        found = [self._ledger.registry.registration_of(person) for person in people]
        registrations = {each.person: each for each in found if each is not None}
        return Facts(town=self.town, monitoring=due, registrations=registrations)

    def my_monitoring(self, _subject: str = "") -> Facts:
        """The actor's own people among them, with names: for that counsellor's eyes."""
        facts = self.monitoring()
        staff = self._by.staff.id if self._by and self._by.staff else None
        mine = tuple(each for each in facts.monitoring if each.counselor == staff)
        names = {each.person: self._ledger.registry.name_of(each.person) for each in mine}
        return replace(facts, monitoring=mine, names=names)

    # -------------------------------------------------------------- inside

    def _with_drafted(self, facts: Facts) -> Facts:
        """Return the facts with the person a call sheet is about, if it names a registrant."""
        about = PersonId(facts.draft.memo.person) if facts.draft else None
        registration = self._ledger.registry.registration_of(about) if about else None
        if about is None or registration is None or registration.network != self._network.id:
            return facts
        return replace(
            facts,
            registrations={**facts.registrations, about: registration},
            names={**facts.names, about: self._ledger.registry.name_of(about)},
        )

    def _names(self, cases: Iterable[Case | None]) -> dict[PersonId, str]:
        people = {case.person for case in cases if case is not None}
        return {person: self._ledger.registry.name_of(person) for person in people}

    def _of_need(self, need: Need) -> Facts:
        case = self._ledger.case(need.case)
        if case is None or case.network != self._network.id:
            return self.nothing()
        asks = self._ledger.asks_of(need)
        ledger = self._ledger
        others = (each for each in ledger.needs_of(case.id) if each.id != need.id)
        return Facts(
            town=self.town,
            case=case,
            need=need,
            asks=asks,
            others=tuple(
                Asking(need=one, asks=ledger.asks_of(one), past=ledger.past_asks_of(one))
                for one in others
            ),
            past=self._ledger.past_asks_of(need),
            rivals=self._rivals(need, asks),
            siblings=self._ledger.siblings(case.event or case.id, besides=case.id),
            calls=self._ledger.calls_of(case.id),
            medical_contacts=self._ledger.medical_contacts_of(case),
            grants=self._ledger.grants_of(case.id),
            remarked=self._ledger.row(queries.remarks_of(case.id).limit(1)) is not None,
            registration=self._ledger.registry.registration_of(case.person),
        )

    def _rivalled(self, facts: Facts) -> Facts:
        """Return the facts with who else asks any office for the same days."""
        draft, everybody = facts.draft, tuple(self.town.offices)
        if draft is None or draft.memo.starts_on is None:
            return facts
        until = draft.memo.starts_on + timedelta(days=draft.memo.nights or 0)
        return replace(facts, rivals=self._ledger.rivals_of(everybody, until=until, besides=""))

    def _rivals(self, need: Need, asks: tuple[Ask, ...]) -> tuple[Rival, ...]:
        """Return who else asks these offices for the same days, while this need still asks."""
        if need.status is not NeedStatus.ASKING:
            return ()
        offices = [each.office for each in asks]
        until = need.starts_on + timedelta(days=need.nights)
        found = self._ledger.rivals_of(offices, until=until, besides=need.case)
        return tuple(each for each in found if each.need.overlaps(need))

    def _among_rivals(self, facts: Facts) -> Facts:
        """Return the facts with the open requests of all other cases, whichever their days."""
        if facts.case is None:
            return facts
        everybody = tuple(self.town.offices)
        found = self._ledger.rivals_of(everybody, until=date.max, besides=facts.case.id)
        return replace(facts, rivals=found)

    def _with_person(self, facts: Facts) -> Facts:
        if facts.case is None:
            return facts
        person: Person | None = self._ledger.registry.person(facts.case.person)
        return replace(facts, person=person)

    def _concerning(self, staff: Staff) -> tuple[Registration, ...]:
        """Return whose registrations somebody works with: all, their own, or copies they hold.

        The ledger's authority reads everything; a copy ends with the consent it rests on.
        """
        registry, network = self._ledger.registry, self._network.id
        if staff.counselor:
            return registry.registrations(network, counselor=staff.id)
        found = registry.registrations(network, counselor=None)
        office = self.town.offices.get(staff.office)
        if office is not None and office.kind is self.town.profile.registration_authority:
            return found
        return tuple(each for each in found if each.usable and _held(each, staff))


def _held(registration: Registration, staff: Staff) -> bool:
    return any(share.office == staff.office for share in registration.shares)
