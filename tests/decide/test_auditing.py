"""What the auditor found is mended where only one thing can be meant, and always told."""

from __future__ import annotations

import pytest

from bot.decide import auditing
from bot.effects import Decision, DueKind, Show
from bot.facts import Facts, ask_card
from bot.moves import NeedStatus
from bot.vocabulary import Finding
from tests.decide.builders import (
    a_case,
    a_need,
    a_town,
    after,
    an_ask,
    directs,
    facts_of,
    without_core,
)


def found(finding: Finding, facts: Facts) -> Decision:
    return auditing.found(
        facts, finding, card=ask_card(facts.asks[0]), reference="ab12", at=after(30)
    )


def test_a_lost_step_is_planned_at_its_own_moment_or_at_once() -> None:
    facts = facts_of(an_ask(), need=a_need(next_step_at=after(10)))

    [due] = found(Finding.STEP_MISSING, facts).due

    assert (due.kind, due.subject, due.at) == (DueKind.NEED_STEP, a_need().id, after(30))


def test_a_lost_step_that_is_still_to_come_stays_to_come() -> None:
    facts = facts_of(an_ask(), need=a_need(next_step_at=after(40)))

    assert found(Finding.STEP_MISSING, facts).due[0].at == after(40)


@pytest.mark.parametrize("finding", sorted(auditing.RAISED))
def test_a_card_is_raised_again(finding: Finding) -> None:
    decision = found(finding, facts_of(an_ask()))

    assert Show(card=ask_card(an_ask())) in decision.effects
    assert decision.notes[0].outcome == "repaired"


@pytest.mark.parametrize("finding", sorted(set(Finding) - auditing.RAISED - {Finding.STEP_MISSING}))
def test_nothing_else_is_decided_by_a_machine(finding: Finding) -> None:
    need = a_need(status=NeedStatus.DECIDED)
    decision = found(finding, facts_of(an_ask(), need=need))

    assert not decision.changes
    assert not decision.due
    assert [type(each).__name__ for each in decision.effects] == ["Direct"]
    assert decision.notes[0].outcome == "found"


@pytest.mark.parametrize("finding", sorted(Finding))
def test_the_core_centres_duty_hears_of_everything_with_whom_to_call(finding: Finding) -> None:
    [letter] = directs(found(finding, facts_of(an_ask())))

    assert letter.to == "K1"
    assert letter.sentence.args["number"] == a_case().number
    assert letter.sentence.args["telephone"]
    assert letter.sentence.args["reference"] == "ab12"


def test_of_suspected_abuse_the_city_hears_and_the_core_centre_does_not() -> None:
    facts = facts_of(an_ask(), case=a_case(restricted=True))

    told = [letter.to for letter in directs(found(Finding.STEP_LATE, facts))]

    assert told
    assert not {"K1", "K2"} & set(told)


def test_without_a_core_centre_the_owner_hears() -> None:
    facts = facts_of(an_ask(), town=without_core(a_town()))

    assert [letter.to for letter in directs(found(Finding.CARD_MISSING, facts))] == ["C1"]


def test_the_letter_comes_once_an_hour_and_case() -> None:
    facts = facts_of(an_ask())
    keys = {
        directs(auditing.found(facts, Finding.STEP_LATE, card=None, reference=str(n), at=after(n)))[
            0
        ].key
        for n in (0, 1, 13)
    }

    assert len(keys) == 1
