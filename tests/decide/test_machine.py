"""One need, lived through in any order: offices, counsellor, core centre, clock and network.

A naive model remembers what a careful colleague would; after every step the two must agree, and
the invariants hold: one decided office a round, no open need without a next step, and no ask of
an earlier round ever answers.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from bot.decide import (
    answers,
    arriving,
    choosing,
    core_centre,
    entering,
    opening,
    pausing,
    proposing,
    undelivered,
)
from bot.decide.choosing import WishGiven
from bot.decide.given import Given
from bot.decide.pausing import Pause
from bot.effects import Decision, Due, DueKind
from bot.facts import Actor, Facts
from bot.model import OfficeId
from bot.moves import OPEN_NEEDS, AskStatus, NeedStatus, NextStep
from bot.vocabulary import ArrivalMistake, CallOutcome, PauseReason, ServiceType, Wish
from tests.decide.builders import (
    A_CONDITION,
    A_NO,
    NIGHT,
    Books,
    a_draft,
    a_request,
    a_stranger,
    altered,
    before_opening,
    conditioned,
    declined,
    numbered,
    remarks_of,
    somebody,
    stepped,
    told,
    typed,
    withdrawn,
)

OFFICES: Final = ("P01", "P03", "P07")
PREPARED: Final = ("P01", "P03")
"""P07 is proposed and asked only once the core centre comes in."""
YES, NO, SILENT, LOST = "yes", "no", "silent", "lost"
PARTLY, LOOKING = "partly", "looking"
HOPED_FOR: Final = (YES, PARTLY, LOOKING, SILENT)
SPEAKERS: Final = {
    "P01": (somebody("P01-1"), somebody("P01-2"), a_stranger("P01")),
    "P03": (somebody("P03-1"), a_stranger("P03")),
    "P07": (somebody("P07-1"), a_stranger("P07")),
}
NEED_GROUNDS = {Wish.PRESUMED, Wish.BEST_INTEREST}
LEADERS: Final = (somebody("C1"), somebody("K1"))
CORE: Final = (somebody("K1"), somebody("K01-2"))
TYPED: Final = {
    "受入れ可能です": YES,
    "受入れ困難です": NO,
    "22時以降であれば受け入れられます": PARTLY,
    "何時ごろ到着ですか？": None,
    "大丈夫です": None,
    "…": None,
}
PRESSES: Final[dict[str, Callable[..., Decision]]] = {
    YES: answers.accept,
    NO: declined,
    PARTLY: conditioned,
    LOOKING: answers.hold,
}

SPOKEN: Final = {CallOutcome.YES: YES, CallOutcome.CONDITION: PARTLY, CallOutcome.NO: NO}
SPOKEN_WORDS: Final = {
    CallOutcome.YES: Given(answerer="仮名よるこ"),
    CallOutcome.CONDITION: A_CONDITION,
    CallOutcome.NO: A_NO,
}

offices = st.sampled_from(OFFICES)


class OneNight(RuleBasedStateMachine):
    """The town of one need; `books` is what the bot keeps, the rest what we remember."""

    books: Books
    now: datetime

    @initialize(wish=st.sampled_from([Wish.OWN, Wish.UNCONFIRMED]), prepared=st.booleans())
    def somebody_calls(self, wish: Wish, prepared: bool) -> None:
        service = ServiceType.SHORT_STAY_WELFARE if prepared else ServiceType.HOME_HELP
        request = a_request(wish=wish, service=service)
        facts = before_opening(draft=a_draft(request))
        self.new_id = numbered()
        decision = opening.open_case(facts, by=LEADERS[0], at=NIGHT, new_id=self.new_id)
        self.books, self.now = Books.opened(facts, decision), NIGHT
        self.said = dict.fromkeys(PREPARED if prepared else (), SILENT)
        self.by_staff: set[str] = set()
        self.decided: str | None = None
        self.stepped_back = 0
        self.arrived = False
        self.claimed: str | None = None
        self.messages = 0
        self.before = self.revisions()

    # -------------------------------------------------------------- what people do

    @rule(office=offices, who=st.integers(0, 2), meant=st.sampled_from(list(PRESSES)))
    def an_office_presses(self, office: str, who: int, meant: str) -> None:
        if office not in self.said:
            return
        speaker = SPEAKERS[office][who % len(SPEAKERS[office])]
        decision = self.pressed(meant, self.books.facts(office), speaker)
        self.heard(office, meant, speaker, decision)

    def pressed(self, meant: str, facts: Facts, by: Actor) -> Decision:
        """Return what a button comes to; the forms' words are kept under ids of their own."""
        if meant in {NO, PARTLY}:
            return PRESSES[meant](facts, by=by, at=self.now, new_id=self.new_id)
        return PRESSES[meant](facts, by=by, at=self.now)

    @rule(office=offices, who=st.integers(0, 2), text=st.sampled_from(list(TYPED)))
    def an_office_types(self, office: str, who: int, text: str) -> None:
        if office not in self.said:
            return
        self.messages += 1
        speaker = SPEAKERS[office][who % len(SPEAKERS[office])]
        decision = self.wrote(text, self.books.facts(office), speaker)
        self.heard(office, TYPED[text], speaker, decision)

    def wrote(self, text: str, facts: Facts, by: Actor) -> Decision:
        """Return what a message in a thread comes to; it is always kept, never repeated."""
        self.messages += 1
        key = f"m{self.messages}"
        decision = typed(facts, text, by=by, at=self.now, key=key, new_id=self.new_id)
        assert [each.text for each in remarks_of(decision)] == [text]
        assert text not in told(decision)
        return decision

    @rule(office=offices, by=st.sampled_from(LEADERS), outcome=st.sampled_from(CallOutcome))
    def somebody_telephones(self, office: str, by: Actor, outcome: CallOutcome) -> None:
        if office not in self.said:
            return
        decision = self.telephoned(outcome, self.books.facts(office), by)
        if outcome in SPOKEN:
            self.heard(office, SPOKEN[outcome], by, decision)
        else:
            assert not altered(decision), "a call alone changed something"
            assert not decision.due
            assert not self.decided or not decision.changes
            self.keep(decision)

    def telephoned(self, outcome: CallOutcome, facts: Facts, by: Actor) -> Decision:
        """Return what a call comes to: noted with one tap, or entered as the office's answer."""
        if outcome not in SPOKEN:
            return entering.record_call(
                facts, outcome=outcome, by=by, at=self.now, new_id=self.new_id
            )
        given = SPOKEN_WORDS[outcome]
        return entering.enter(
            facts, outcome=outcome, given=given, by=by, at=self.now, new_id=self.new_id
        )

    def heard(self, office: str, meant: str | None, by: Actor, decision: Decision) -> None:
        """Remember an answer, unless it is late, means nothing, or staff said otherwise."""
        before = self.said[office]
        unknown = by.staff is None and office in self.by_staff
        pointless = meant == LOOKING and before != SILENT
        if self.kept_for_later(office, meant) and not unknown:
            self.said[office] = YES
            assert len(altered(decision)) == 1, "a late yes changes its own ask alone"
            assert not decision.due
        elif self.decided or meant is None or unknown or pointless:
            assert not altered(decision), "an answer that does not count changed something"
            assert not decision.due
        else:
            self.said[office] = meant
            self.by_staff |= {office} if by.staff else set()
        self.keep(decision)

    def kept_for_later(self, office: str, meant: str | None) -> bool:
        """A yes after the decision is kept while the person is still on the way."""
        waiting = self.decided is not None and self.decided != office and not self.arrived
        return waiting and meant == YES and self.said[office] not in {YES, LOST}

    @rule(
        office=offices,
        who=st.integers(0, 2),
        does=st.sampled_from([*PRESSES, *TYPED, *CallOutcome, "choose", "withdraw"]),
    )
    def somebody_uses_an_old_card(self, office: str, who: int, does: str) -> None:
        """Whatever is done upon a card of an earlier round counts for nothing."""
        speaker = SPEAKERS[office][who % len(SPEAKERS[office])]
        for old in [ask for ask in self.books.past if ask.office == office]:
            facts = self.books.seen_from(old)
            if does == "choose":
                decision = choosing.choose(facts, by=LEADERS[0], at=self.now)
            elif does == "withdraw":
                decision = withdrawn(facts, by=speaker, at=self.now, new_id=self.new_id)
            elif isinstance(does, CallOutcome):
                decision = self.telephoned(does, facts, LEADERS[0])
            elif does in TYPED:
                decision = self.wrote(does, facts, speaker)
            else:
                decision = self.pressed(does, facts, speaker)
            assert not altered(decision), "an old round's ask answered"
            assert not decision.due
            self.keep(decision)

    @rule(office=offices, who=st.integers(0, 2))
    def an_office_steps_back(self, office: str, who: int) -> None:
        if office not in self.said:
            return
        speaker = SPEAKERS[office][who % len(SPEAKERS[office])]
        facts = self.books.facts(office)
        decision = withdrawn(facts, by=speaker, at=self.now, new_id=self.new_id)
        taken = self.decided == office and not self.arrived
        assert bool(decision.changes) is taken
        if taken:
            again = [
                each for each, said in self.said.items() if each != office and said in HOPED_FOR
            ]  # a proposed office nobody asked is proposed anew, not asked
            self.said, self.by_staff = dict.fromkeys(again, SILENT), set()
            self.decided, self.claimed = None, None
            self.stepped_back += 1
        self.keep(decision)

    @rule(
        office=offices,
        by=st.sampled_from(LEADERS),
        wish=st.sampled_from([None, *Wish]),
        note=st.sampled_from(["", "以前の体験利用でのご様子から"]),
    )
    def somebody_decides(self, office: str, by: Actor, wish: Wish | None, note: str) -> None:
        if office not in self.said:
            return
        facts = self.books.facts(office)
        if wish is None:
            decision = choosing.choose(facts, by=by, at=self.now)
            known = self.books.case.wish is not Wish.UNCONFIRMED
        else:
            given = WishGiven(wish=wish, note=note)
            decision = choosing.choose_with_wish(facts, given=given, by=by, at=self.now)
            known = wish is not Wish.UNCONFIRMED and bool(note or wish not in NEED_GROUNDS)
        won = self.decided is None and self.said[office] in {YES, PARTLY} and known
        assert bool(decision.changes) is won
        self.decided = office if won else self.decided
        self.keep(decision)

    @rule(by=st.sampled_from(CORE))
    def the_core_centre_comes_in(self, by: Actor) -> None:
        decision = core_centre.claim(self.books.facts(), by=by, at=self.now)
        won = self.decided is None and self.claimed is None
        assert bool(decision.changes) is won
        assert by.staff is not None
        self.claimed = by.staff.id if won else self.claimed
        self.keep(decision)

    @rule(by=st.sampled_from(CORE))
    def the_core_centre_telephones(self, by: Actor) -> None:
        before = self.books.case.core_called_at
        decision = core_centre.acknowledge(self.books.facts(), by=by, at=self.now)
        assert not decision.changes or (self.decided is None and self.claimed is None and before)
        self.keep(decision)

    @rule(by=st.sampled_from(LEADERS))
    def somebody_asks_the_proposed_offices(self, by: Actor) -> None:
        planned = self.planned()
        decision = proposing.send(self.books.facts(), by=by, at=self.now)
        assert bool(decision.changes) is (bool(planned) and self.decided is None)
        self.keep(decision)
        self.asked(planned)

    def planned(self) -> list[str]:
        """Return who is proposed and was not asked."""
        asks = self.books.asks.values()
        return [ask.office for ask in asks if ask.status is AskStatus.PLANNED]

    def asked(self, offices: list[str]) -> None:
        """Remember that these were asked, if they were."""
        posted = {ask.office for ask in self.books.asks.values() if ask.asked}
        self.said |= dict.fromkeys((each for each in offices if each in posted), SILENT)

    @precondition(lambda self: self.decided is None)
    @rule(by=st.sampled_from(LEADERS), minutes=st.sampled_from([1, 30, 60]))
    def somebody_pauses(self, by: Actor, minutes: int) -> None:
        wanted = Pause(minutes=minutes, reason=PauseReason.BY_TELEPHONE)
        self.keep(pausing.pause(self.books.facts(), pause=wanted, by=by, at=self.now))

    @rule(by=st.sampled_from(LEADERS))
    def somebody_goes_on(self, by: Actor) -> None:
        until = self.books.case.paused_until
        held = self.decided is None and until is not None and self.now < until
        decision = pausing.resume(self.books.facts(), by=by, at=self.now)
        assert bool(decision.due) is held
        self.keep(decision)

    @rule()
    def somebody_arrives(self) -> None:
        decision = arriving.arrive(self.books.facts(), by=LEADERS[0], at=self.now)
        first = self.decided is not None and not self.arrived
        assert bool(decision.changes) is first
        self.arrived = self.arrived or first
        self.keep(decision)

    @rule(reason=st.sampled_from(ArrivalMistake))
    def the_arrival_was_a_mistake(self, reason: ArrivalMistake) -> None:
        facts = self.books.facts()
        decision = arriving.take_back(facts, reason=reason, by=LEADERS[0], at=self.now)
        assert bool(decision.changes) is self.arrived
        self.arrived = False
        self.keep(decision)

    @rule(office=offices)
    def a_card_is_refused_for_good(self, office: str) -> None:
        if office not in self.said:
            return
        facts = self.books.facts(office)
        decision = undelivered.unreachable(facts, because="is_archived", at=self.now)
        lost = self.decided is None and self.said[office] in {SILENT, LOOKING}
        assert bool(decision.changes) is lost
        self.said[office] = LOST if lost else self.said[office]
        self.keep(decision)

    # -------------------------------------------------------------- what the clock does

    @rule(minutes=st.sampled_from([1, 4, 5, 10, 25, 60, 600]))
    def time_passes(self, minutes: int) -> None:
        until = self.now + timedelta(minutes=minutes)
        for _ in range(200):
            due = min(self.books.dues.values(), key=lambda each: each.at, default=None)
            if due is None or due.at > until:
                break
            self.now = max(self.now, due.at)
            self.fall(due)
        else:
            raise AssertionError("the clock rings without end")
        self.now = until

    @precondition(lambda self: self.books.due is not None and self.books.due.at < self.now)
    @rule()
    def the_process_was_down_and_does_what_is_late(self) -> None:
        self.step()

    @rule(hours=st.integers(1, 30))
    def the_process_is_down_for_a_while(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    def fall(self, due: Due) -> None:
        """Let one due row fall: a step of the need, or the proposal nobody confirmed."""
        if due.kind is DueKind.NEED_STEP:
            self.step()
            return
        planned = self.planned()
        del self.books.dues[due.kind]
        self.keep(proposing.proposal_due(self.books.facts(), step=due.step, at=self.now))
        self.asked(planned)

    def step(self) -> None:
        """Do what is due, once, as the clock would."""
        decision = stepped(self.books.facts(), at=self.now, new_id=self.new_id)
        assert decision.due, "a step fell due and nothing follows it"
        self.keep(decision)

    def keep(self, decision: Decision) -> None:
        """Record a decision, as storage would; the next act comes a second later."""
        self.books.record(decision)
        self.now += timedelta(seconds=1)

    def revisions(self) -> dict[str, int]:
        """Return every revision and round there is."""
        books = self.books
        asks: dict[str, int] = {ask.id: ask.revision for ask in (*books.past, *books.asks.values())}
        need = {"need": books.need.revision, "round": books.need.round}
        return {"case": books.case.revision, **need, **asks}

    # -------------------------------------------------------------- what always holds

    @invariant()
    def the_asks_are_as_the_model_remembers(self) -> None:
        asked = {ask.office for ask in self.books.asks.values() if ask.asked}
        assert asked == set(self.said)
        for office, said in self.said.items():
            status = self.books.asks[OfficeId(office)].status
            assert status in self.expected(office, said)

    def expected(self, office: str, said: str) -> set[AskStatus]:
        """Return what the ask of an office must be, from what it said and who was chosen."""
        if office == self.decided:
            return {AskStatus.DECIDED}
        if self.decided is None:
            return {WHILE_ASKING[said]}
        return {AFTERWARDS[said]}

    @invariant()
    def never_are_two_offices_decided(self) -> None:
        statuses = [ask.status for ask in self.books.asks.values()]
        assert statuses.count(AskStatus.DECIDED) == (self.decided is not None)

    @invariant()
    def of_a_round_that_is_over_one_office_stepped_back_and_none_is_decided(self) -> None:
        rounds = [ask.round for ask in self.books.past if ask.status is AskStatus.WITHDRAWN]
        assert sorted(rounds) == list(range(1, self.stepped_back + 1))
        assert not [ask for ask in self.books.past if ask.status is AskStatus.DECIDED]
        assert self.books.need.round == self.stepped_back + 1
        assert all(ask.round < self.books.need.round for ask in self.books.past)
        assert {ask.round for ask in self.books.asks.values()} <= {self.books.need.round}

    @invariant()
    def an_office_that_looks_into_it_has_its_extension_once(self) -> None:
        profile = self.books.town.profile
        longest = timedelta(minutes=profile.reply_deadline_minutes + profile.hold_extension_minutes)
        for ask in self.books.asks.values():
            if ask.asked_at is not None:
                assert ask.reply_due is not None
                assert ask.reply_due <= ask.asked_at + longest

    @invariant()
    def an_answer_is_its_pressers_or_names_who_entered_it(self) -> None:
        for ask in (*self.books.past, *self.books.asks.values()):
            if ask.answer is not None:
                assert (ask.answer.by is None) is (ask.answer.entered_by is not None)
                assert ask.answer.entered_by is None or ask.answer.verified

    @invariant()
    def no_words_of_an_office_are_repeated_anywhere(self) -> None:
        said = {each.text for each in self.books.remarks if each.text}
        shown = repr((self.books.case, self.books.need, *self.books.asks.values()))
        assert not [each for each in said if each in shown]

    @invariant()
    def no_open_need_is_without_a_next_step(self) -> None:
        need, due = self.books.need, self.books.due
        assert need.status in OPEN_NEEDS
        assert need.next_step is not None
        assert due is not None
        assert (due.subject, due.at) == (need.id, need.next_step_at)

    @invariant()
    def the_need_stands_where_it_should(self) -> None:
        expected = NeedStatus.ARRIVED if self.arrived else NeedStatus.DECIDED
        assert self.books.need.status is (expected if self.decided else NeedStatus.ASKING)
        assert (self.books.need.decided_at is not None) is (self.decided is not None)
        assert self.books.case.claimed_by == self.claimed
        assert self.books.case.owner == "C1"

    @invariant()
    def with_nobody_left_the_core_centre_has_been_called_or_is_about_to_be(self) -> None:
        if self.decided or set(HOPED_FOR) & set(self.said.values()):
            return
        need = self.books.need
        called = self.books.case.core_called_at is not None
        held = need.next_step is NextStep.RESUME
        due_now = need.next_step_at is not None and need.next_step_at <= self.now
        assert called or self.claimed or due_now or held

    @invariant()
    def an_offer_is_never_left_lying_for_longer_than_the_profile_says(self) -> None:
        if self.decided is None and YES in self.said.values():
            profile = self.books.town.profile
            longest = timedelta(
                minutes=max(profile.offer_undecided_minutes, profile.repeat_minutes)
            )
            assert self.books.need.next_step_at is not None
            assert self.books.need.next_step_at <= self.now + longest

    @invariant()
    def revisions_and_rounds_never_go_back(self) -> None:
        now = self.revisions()
        assert set(self.before) <= set(now)
        assert all(now[each] >= before for each, before in self.before.items())
        self.before = now


WHILE_ASKING: Final = {
    YES: AskStatus.OFFERED,
    NO: AskStatus.DECLINED,
    SILENT: AskStatus.WAITING,
    LOST: AskStatus.UNDELIVERABLE,
    PARTLY: AskStatus.CONDITIONAL,
    LOOKING: AskStatus.HOLDING,
}
AFTERWARDS: Final = {
    YES: AskStatus.STANDBY,
    NO: AskStatus.DECLINED,
    SILENT: AskStatus.RELEASED,
    LOST: AskStatus.UNDELIVERABLE,
    PARTLY: AskStatus.RELEASED,
    LOOKING: AskStatus.RELEASED,
}

TestOneNight = OneNight.TestCase
TestOneNight.settings = settings(
    stateful_step_count=40,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
