"""The core centre called, ruled on: who is paged when, and whose the call sheet is then."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.decide import alarms, consulting, drafts, memo, paging
from bot.decide.alarms import CallBack
from bot.effects import Decision, Said, Shown
from bot.facts import Facts, Raised, Town
from bot.model import Alarm, AlarmId, Draft, StaffId
from bot.vocabulary import Abuse, AlarmPurpose
from sandbox.town_data import MIZUUMI, SORAIRO, TownNetwork
from tests.decide.builders import (
    a_draft,
    a_request,
    a_town,
    after,
    before_opening,
    directs,
    numbered,
    outcomes,
    said,
    somebody,
    without_core,
)

COUNSELOR, CORE = somebody("C1"), somebody("K1")
OF_THE_CORE = [each for each in AlarmPurpose if each is not AlarmPurpose.RELAY]


def an_alarm(purpose: AlarmPurpose, *, step: int = 0, draft: Draft | None = None) -> Alarm:
    """Return a call of the core centre for C1."""
    staff = COUNSELOR.staff
    assert staff is not None
    facts = Facts(town=a_town())
    alarm = paging.for_core(
        facts, staff, purpose=purpose, draft=draft, at=after(0), new_id=numbered()
    )
    return replace(alarm, step=step)


def called(facts: Facts, *, by: str = "C1") -> Decision:
    """Return what 基幹に相談 comes to."""
    actor = somebody(by, town=facts.town)
    return consulting.consult(facts, by=actor, at=after(0), new_id=numbered())


def taken(facts: Facts, *, by: str = "K1") -> Decision:
    """Return what taking the call comes to."""
    return alarms.take(facts, by=somebody(by), at=after(2))


def changed(decision: Decision) -> Draft:
    """Return the call sheet as it is kept."""
    return next(each for each in decision.changes if isinstance(each, Draft))


@pytest.mark.parametrize("purpose", OF_THE_CORE)
def test_the_first_on_duty_is_called_first_and_after_the_last_again(purpose: AlarmPurpose) -> None:
    facts = Facts(town=a_town())

    turns = [paging.at_turn(facts, purpose, turn) for turn in range(4)]

    assert turns == [("K1",), ("K01-2",), ("K1",), ("K01-2",)]


@pytest.mark.parametrize("of", [MIZUUMI, SORAIRO], ids=["Matsue", "Tsuruoka"])
def test_in_either_city_the_core_centres_duty_is_called_and_no_counsellor(of: TownNetwork) -> None:
    town = a_town(of)
    core = town.core
    assert core is not None
    who = "C1" if of is MIZUUMI else "D1"

    decision = called(Facts(town=town), by=who)

    (letter,) = directs(decision)
    assert letter.to == town.ringing(core.id)[0]
    assert decision.due[0].at == after(town.profile.alarm_minutes)
    (alarm,) = [each for each in decision.changes if isinstance(each, Alarm)]
    assert alarm.callback == town.telephone(alarm.office)


def no_slack(town: Town) -> Town:
    """Return the town where Slack reaches nobody."""
    return replace(town, staff={k: replace(v, member=None) for k, v in town.staff.items()})


@pytest.mark.parametrize("town", [no_slack(a_town()), without_core(a_town())])
def test_where_nobody_can_be_called_only_the_number_is_said(town: Town) -> None:
    decision = called(Facts(town=town))

    assert said(decision) == "core_by_telephone"
    assert not decision.changes
    assert not decision.effects


def test_who_is_off_duty_is_called_where_nobody_on_duty_has_slack() -> None:
    town = a_town()
    core = town.core
    assert core is not None
    staff = {k: replace(v, member=None) if k == "K1" else v for k, v in town.staff.items()}
    only = replace(town, staff=staff, on_call={**town.on_call, core.id: (CORE.staff.id,)})  # type: ignore[union-attr]

    assert [each.to for each in directs(called(Facts(town=only)))] == ["K01-2"]


@pytest.mark.parametrize(
    ("open_", "again"),
    [
        pytest.param(AlarmPurpose.CONSULT, True, id="the same"),
        pytest.param(AlarmPurpose.TYPE_IN, False, id="another wish"),
    ],
)
def test_the_same_is_asked_once(open_: AlarmPurpose, again: bool) -> None:
    raised = Raised(alarm=an_alarm(open_, step=1), until=after(5))

    decision = called(Facts(town=a_town(), raised=(raised,)))

    assert (said(decision) == "core_asked_already") is again
    assert bool(directs(decision)) is not again


def test_one_call_sheet_is_handed_over_once_by_whichever_way_it_was_asked() -> None:
    draft = a_draft(a_request())
    alarm = an_alarm(AlarmPurpose.MEMO_LEFT, step=1, draft=draft)
    facts = before_opening(draft=draft, raised=(Raised(alarm=alarm, until=after(5)),))

    decision = consulting.type_for(
        facts, draft=draft.id, given=None, by=COUNSELOR, at=after(1), new_id=numbered()
    )

    assert said(decision) == "core_asked_already"
    assert not directs(decision)


def test_a_form_of_a_sheet_that_was_sent_begins_another_that_is_asked_after() -> None:
    first, again = (
        consulting.type_for(
            before_opening(),
            draft="D",
            given={"caller": "架空の方"},
            by=COUNSELOR,
            at=at,
            new_id=numbered(),
        )
        for at in (after(1), after(2))
    )

    steps = [
        each.step for decision in (first, again) for each in decision.due if each.subject == "D"
    ]
    assert len(set(steps)) == 2  # one due row each: the earlier one is closed and stays


def test_nobody_hands_over_what_is_somebody_elses() -> None:
    draft = a_draft(a_request(), by="C2")

    decision = consulting.type_for(
        before_opening(draft=draft),
        draft=draft.id,
        given={"caller": "別の方"},
        by=COUNSELOR,
        at=after(1),
        new_id=numbered(),
    )

    assert outcomes(decision) == [("open_case", "refused")]
    assert not decision.changes


def test_taking_the_call_makes_the_call_sheet_the_takers() -> None:
    draft = a_draft(a_request())
    alarm = an_alarm(AlarmPurpose.TYPE_IN, step=2, draft=draft)

    decision = taken(before_opening(draft=draft, alarm=alarm))

    assert (changed(decision).staff, changed(decision).former) == ("K1", ("C1",))
    letters = {each.to: each.sentence.key for each in directs(decision)}
    assert letters == {"C1": "memo_handed_over", "K01-2": "alarm_is_taken"}
    assert isinstance(decision.reply, Shown)
    assert isinstance(decision.reply.value, CallBack)
    assert decision.reply.value.draft == draft.id


@pytest.mark.parametrize("commissioned", [True, False, None])
def test_suspected_abuse_goes_over_only_where_the_core_centre_is_commissioned(
    commissioned: bool | None,
) -> None:
    draft = a_draft(a_request(abuse=Abuse.CARER))
    town = a_town()
    profile = replace(town.profile, core_is_abuse_center=commissioned)
    alarm = an_alarm(AlarmPurpose.MEMO_LEFT, step=1, draft=draft)
    facts = before_opening(draft=draft, alarm=alarm, town=replace(town, profile=profile))

    decision = taken(facts)

    assert (changed(decision).staff == "K1") is bool(commissioned)
    assert isinstance(decision.reply, Shown)
    assert isinstance(decision.reply.value, CallBack)
    assert bool(decision.reply.value.draft) is bool(commissioned)


def test_the_former_writer_hears_who_has_it_and_nobody_else_does() -> None:
    given = replace(a_draft(a_request(), by="K1"), former=(somebody("C1").staff.id,))  # type: ignore[union-attr]
    facts = before_opening(draft=given)

    former = drafts.drop(facts, by=COUNSELOR, at=after(3))
    stranger = drafts.drop(facts, by=somebody("C2"), at=after(3))

    assert isinstance(former.reply, Said)
    assert former.reply.sentence.key == "memo_is_handed"
    assert outcomes(former) == outcomes(stranger) == [("open_case", "refused")]
    assert "K1" not in str(stranger.reply)
    assert not former.changes
    assert not stranger.changes


def test_a_call_sheet_that_comes_back_is_its_writers_again() -> None:
    given = replace(a_draft(a_request(), by="C1"), former=(CORE.staff.id,))  # type: ignore[union-attr]
    alarm = an_alarm(AlarmPurpose.TYPE_IN, step=1, draft=given)

    decision = taken(before_opening(draft=given, alarm=alarm))

    assert (changed(decision).staff, changed(decision).former) == ("K1", ("C1",))


@pytest.mark.parametrize("purpose", [AlarmPurpose.TYPE_IN, AlarmPurpose.MEMO_LEFT])
def test_a_call_sheet_that_is_gone_calls_nobody_any_more(purpose: AlarmPurpose) -> None:
    alarm = an_alarm(purpose, step=2, draft=a_draft(a_request()))

    decision = paging.page_next(Facts(town=a_town(), alarm=alarm), at=after(10))

    assert {each.to: each.sentence.key for each in directs(decision)} == {
        "K1": "alarm_not_needed",
        "K01-2": "alarm_not_needed",
    }
    assert not decision.due
    over = next(each for each in decision.changes if isinstance(each, Alarm))
    assert said(taken(Facts(town=a_town(), alarm=over))) == "alarm_not_needed"


def test_who_took_the_call_sees_the_number_again() -> None:
    draft = a_draft(a_request(), by="K1")
    alarm = an_alarm(AlarmPurpose.TYPE_IN, step=1, draft=draft)
    mine = replace(alarm, id=AlarmId("a-1"), taken_by=draft.staff, taken_at=after(1))

    decision = taken(before_opening(draft=draft, alarm=mine))

    assert not decision.changes
    assert isinstance(decision.reply, Shown)
    assert isinstance(decision.reply.value, CallBack)
    assert decision.reply.value.draft == draft.id


def test_the_dutys_own_call_sheet_left_lying_is_asked_after_again() -> None:
    draft = replace(a_draft(a_request(), by="K1"), asked=3, core_told=True)
    alarm = replace(an_alarm(AlarmPurpose.MEMO_LEFT, draft=draft), step=1, raised_by=CORE.member)

    decision = taken(Facts(town=a_town(), alarm=alarm, draft=draft))

    again = changed(decision)
    assert (again.staff, again.asked, again.core_told) == ("K1", 0, False)
    assert [due.subject for due in decision.due] == [draft.id]
    assert directs(decision) == []


def test_asked_after_twice_in_a_row_no_letter_is_taken_for_the_one_before() -> None:
    first = drafts.left_lying(
        before_opening(draft=a_draft(a_request())), at=after(3), new_id=numbered()
    )
    over = replace(changed(first), staff=a_draft(a_request(), by="K1").staff, asked=0)

    second = drafts.left_lying(before_opening(draft=over), at=after(6), new_id=numbered())

    keys = [each.key for each in (*directs(first), *directs(second))]
    assert len(set(keys)) == len(keys) == 2


def test_a_call_about_a_sheet_that_was_sent_meanwhile_is_taken_by_nobody() -> None:
    alarm = an_alarm(AlarmPurpose.TYPE_IN, draft=a_draft(a_request()))

    decision = taken(Facts(town=a_town(), alarm=alarm))

    assert said(decision) == "alarm_not_needed"
    assert [each.taken_by for each in decision.changes if isinstance(each, Alarm)] == [None]


def test_what_a_former_writer_goes_on_typing_is_kept_where_nothing_stands_yet() -> None:
    over = replace(a_draft(replace(a_request(), situation=""), by="K1"), former=(StaffId("C1"),))
    typed = {"situation": "お母さまは入院になった", "caller": "叔父（お電話）"}

    decision = memo.second_page(
        before_opening(draft=over), given=typed, by=COUNSELOR, at=after(4), new_id=numbered()
    )

    kept = changed(decision).memo
    assert (kept.situation, kept.caller) == ("お母さまは入院になった", over.memo.caller)
    assert said(decision) == "memo_is_handed"
    assert [(each.to, each.sentence.key) for each in directs(decision)] == [("K1", "memo_added")]


def test_suspected_abuse_is_not_added_to_a_sheet_that_went_over() -> None:
    over = replace(a_draft(replace(a_request(), situation=""), by="K1"), former=(StaffId("C1"),))
    typed = {"situation": "お母さまは入院になった", "abuse": Abuse.CARER}

    decision = memo.second_page(
        before_opening(draft=over), given=typed, by=COUNSELOR, at=after(4), new_id=numbered()
    )

    assert said(decision) == "memo_is_handed"
    assert (decision.changes, directs(decision)) == ((), [])
