"""An exception asked for, ruled on: who is asked, who decides, and what is decided only once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.decide import drafts, memo, opening, pleas
from bot.effects import Decision, FieldErrors, Refused, Said, Way
from bot.facts import Facts
from bot.model import Draft, Plea, StaffId
from bot.vocabulary import Abuse, OfficeKind
from tests.decide.builders import (
    a_draft,
    a_request,
    a_town,
    after,
    before_opening,
    directs,
    judged,
    numbered,
    outcomes,
    said,
    somebody,
)

WRITER = somebody("C2")
ASKED = Plea(turn=1, at=after(0), asked=(StaffId("K1"), StaffId("K01-2")))


def with_plea(plea: Plea | None = ASKED, **changed: object) -> Facts:
    """Return C2's call sheet for R04, an exception asked for."""
    draft = replace(a_draft(a_request("R04", **changed), by="C2"), plea=plea)
    return before_opening("R04", draft=draft)


def kept(decision: Decision) -> Draft:
    """Return the call sheet as it is kept."""
    return next(each for each in decision.changes if isinstance(each, Draft))


def decided(facts: Facts, *, allow: bool = True, by: str = "K1", reason: str = "理由") -> Decision:
    """Return what a decision comes to."""
    actor = somebody(by)
    return pleas.decide(facts, turn=1, allow=allow, reason=reason, by=actor, at=after(3))


def ways_of(decision: Decision) -> tuple[Way, ...]:
    """Return the ways on that a no offers."""
    assert isinstance(decision.reply, Refused)
    return decision.reply.ways


@pytest.mark.parametrize(
    ("kinds", "by", "way"),
    [
        pytest.param((OfficeKind.CORE_CENTER, OfficeKind.CITY), "C2", Way.ASK_EXCEPTION, id="asks"),
        pytest.param((OfficeKind.CORE_CENTER, OfficeKind.CITY), "K1", Way.OVERRIDE, id="decides"),
        pytest.param((OfficeKind.CITY,), "K1", Way.ASK_EXCEPTION, id="only the city decides"),
        pytest.param((), "C2", None, id="a city without exceptions"),
    ],
)
def test_who_may_not_make_an_exception_may_ask_for_one(
    kinds: tuple[OfficeKind, ...], by: str, way: Way | None
) -> None:
    town = a_town()
    town = replace(town, profile=replace(town.profile, daily_carer_override_by=kinds))
    facts = before_opening("R04", town=town)

    decision = judged(facts, a_request("R04"), by=somebody(by), at=after(0))

    found = set(ways_of(decision)) & {Way.OVERRIDE, Way.ASK_EXCEPTION}
    assert found == ({way} if way else set())


def test_at_the_last_tap_an_exception_can_be_asked_for_and_not_made() -> None:
    for by, way in (("C2", {Way.ASK_EXCEPTION}), ("K1", set())):
        facts = before_opening("R04", draft=a_draft(a_request("R04"), by=by))
        decision = opening.open_case(facts, by=somebody(by), at=after(1), new_id=numbered())

        assert set(ways_of(decision)) & {Way.OVERRIDE, Way.ASK_EXCEPTION} == way


@pytest.mark.parametrize(
    ("kinds", "asked"),
    [
        ((OfficeKind.CORE_CENTER, OfficeKind.CITY), ["K1", "K01-2", "G01-1"]),
        ((OfficeKind.CITY,), ["G01-1"]),
    ],
)
def test_everybody_whom_the_profile_lets_decide_is_asked(
    kinds: tuple[OfficeKind, ...], asked: list[str]
) -> None:
    town = a_town()
    city = replace(town.staff[StaffId("G01-1")], member=WRITER.member)
    profile = replace(town.profile, daily_carer_override_by=kinds)
    town = replace(town, staff={**town.staff, city.id: city}, profile=profile)

    decision = pleas.ask(replace(with_plea(None), town=town), by=WRITER, at=after(0))

    assert [each.to for each in directs(decision)] == asked
    assert said(decision) == "exception_asked"
    assert not kept(decision).refused, "whoever closes the form waits, and has not given up"
    assert decision.due


def test_the_reason_is_kept_and_stands_in_no_letter_and_no_note() -> None:
    for allow in (True, False):
        decision = decided(with_plea(), allow=allow, reason="架空の理由")

        plea = kept(decision).plea
        assert plea is not None
        assert (plea.decided_by, plea.allowed, plea.reason) == ("K1", allow, "架空の理由")
        assert "架空の理由" not in str((decision.effects, decision.notes, decision.reply))


def test_what_is_allowed_opens_the_gate_and_what_is_not_does_not() -> None:
    for allow in (True, False):
        draft = kept(decided(with_plea(), allow=allow))
        facts = before_opening("R04", draft=draft)
        decision = opening.open_case(facts, by=WRITER, at=after(4), new_id=numbered())

        assert isinstance(decision.reply, Refused) is not allow


def test_a_decision_needs_its_reason() -> None:
    decision = decided(with_plea(), reason="")

    assert isinstance(decision.reply, FieldErrors)
    assert set(decision.reply.errors) == {"exception_reason"}
    assert not decision.changes


@pytest.mark.parametrize("rule", [decided, lambda facts: shown(facts)], ids=["decides", "opens"])
@pytest.mark.parametrize(
    ("facts", "words"),
    [
        pytest.param(
            with_plea(replace(ASKED, decided_by=StaffId("K01-2"), allowed=False)),
            "exception_decided",
            id="decided by another",
        ),
        pytest.param(with_plea(replace(ASKED, turn=2)), "exception_changed", id="asked anew"),
        pytest.param(with_plea(None), "exception_changed", id="another person now"),
        pytest.param(with_plea(abuse=Abuse.CARER), "exception_changed", id="suspected abuse"),
        pytest.param(before_opening("R04"), "already_sent", id="sent or given up"),
    ],
)
def test_what_is_over_is_neither_shown_nor_decided(
    facts: Facts, words: str, rule: Callable[[Facts], Decision]
) -> None:
    decision = rule(facts)

    assert said(decision) == words
    assert not decision.changes
    assert not decision.effects


def shown(facts: Facts) -> Decision:
    """Return what opening the letter's form comes to."""
    return pleas.show(facts, turn=1, by=somebody("K1"), at=after(3))


def test_the_form_is_on_record_by_the_person_it_shows() -> None:
    decision = shown(with_plea())

    assert outcomes(decision) == [("open_exception", "done")]
    assert decision.notes[0].subject == "R04"


def test_who_goes_on_themselves_decides_what_was_asked() -> None:
    facts = with_plea()
    assert facts.draft is not None
    facts = replace(facts, draft=replace(facts.draft, staff=StaffId("K1")))

    decision = memo.set_aside(
        facts, reason="理由", by=somebody("K1"), at=after(3), new_id=numbered()
    )

    assert [each.to for each in directs(decision)] == ["K01-2"]
    plea = kept(decision).plea
    assert plea is not None
    assert plea.decided_by == "K1"


def test_somebody_elses_call_sheet_is_not_asked_about() -> None:
    decision = pleas.ask(with_plea(None), by=somebody("C1"), at=after(0))

    assert outcomes(decision) == [("open_case", "refused")]
    assert not isinstance(decision.reply, Said)
    assert not directs(decision)


@pytest.mark.parametrize(
    ("given", "stands"), [({"nights": 14}, False), ({"caller": "叔父（お電話）"}, True)]
)
def test_an_exception_is_for_what_its_decider_saw(
    given: dict[str, object], *, stands: bool
) -> None:
    allowed = kept(decided(with_plea()))

    later = drafts.filled(allowed, given)

    assert bool(later.memo.override_by) is stands
    assert (later.plea is not None) is stands
