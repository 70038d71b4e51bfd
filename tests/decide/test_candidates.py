"""Whom a need is put to: the prepared offices unless somebody chose, and never anybody else."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.decide import opening
from bot.effects import Decision, FieldErrors, Refused, Shown
from bot.facts import Facts
from bot.model import Need, OfficeId, WindowId
from bot.moves import AskStatus, NextStep
from bot.vocabulary import Ground, Lang, ServiceType
from bot.words import words_in
from bot.words.preview import preview
from sandbox.blockkit import check_view, view_too_large
from sandbox.town_data import MIZUUMI
from tests.decide.builders import (
    NIGHT,
    a_draft,
    a_request,
    a_town,
    after,
    asks_of,
    before_opening,
    changed_need,
    directs,
    judged,
    lines,
    numbered,
    outcomes,
    somebody,
)

COUNSELOR = somebody("C1")
SHORT_STAY = "offices_short_stay_welfare"


def sent(chosen: dict[str, tuple[str, ...]], person: str = "R01", **asked: Any) -> Decision:
    """Return what the last tap comes to with these offices ticked."""
    facts = before_opening(person, draft=a_draft(a_request(person, **asked)))
    return opening.open_case(facts, chosen=chosen, by=COUNSELOR, at=after(0), new_id=numbered())


def asked(decision: Decision) -> list[tuple[str, int]]:
    """Return who is asked, each with its tier."""
    return [(ask.office, ask.tier) for ask in asks_of(decision)]


def plan_of(facts: Facts, **asked: Any) -> Any:
    """Return what the preview would send."""
    decision = judged(facts, a_request(**asked), by=COUNSELOR, at=after(0))
    assert isinstance(decision.reply, Shown)
    value: Any = decision.reply.value
    return value[1]


def test_beside_the_prepared_offices_the_able_ones_may_be_ticked() -> None:
    (wanted,) = plan_of(before_opening()).wanted

    assert [(ask.office, ask.tier) for ask in wanted.asks] == [("P01", 1), ("P03", 1)]
    assert [(ask.office, ask.tier, ask.service) for ask in wanted.others] == [
        ("P07", 2, ServiceType.DAYTIME_CARE)
    ]


@pytest.mark.parametrize(
    ("chosen", "offices"),
    [
        pytest.param({}, [("P01", 1), ("P03", 1)], id="nothing was asked"),
        pytest.param({SHORT_STAY: ("P03",)}, [("P03", 1)], id="one of two"),
        pytest.param({SHORT_STAY: ("P07", "P01")}, [("P01", 1), ("P07", 2)], id="an able one"),
        pytest.param({SHORT_STAY: ("P07",)}, [("P07", 2)], id="an able one alone"),
        pytest.param({SHORT_STAY: ("P01", "P02")}, [("P01", 1)], id="one that was not offered"),
        pytest.param({SHORT_STAY: ("P01", "core")}, [("P01", 1)], id="no way round the offices"),
        pytest.param({"offices_home_help": ()}, [("P01", 1), ("P03", 1)], id="another service"),
    ],
)
def test_exactly_the_offered_offices_that_are_ticked_are_asked(
    chosen: dict[str, tuple[str, ...]], offices: list[tuple[str, int]]
) -> None:
    decision = sent(chosen)

    assert asked(decision) == offices
    assert {ask.status for ask in asks_of(decision)} == {AskStatus.WAITING}
    assert {ask.reply_due for ask in asks_of(decision)} == {after(20)}
    assert lines(decision)["case_opened"].sentence.args == {"offices": len(offices)}


@pytest.mark.parametrize("ticked", [(), ("P02", "P99"), ("core",)])
def test_where_offices_were_offered_somebody_has_to_be_asked(ticked: tuple[str, ...]) -> None:
    decision = sent({SHORT_STAY: ticked})

    assert isinstance(decision.reply, FieldErrors)
    assert {name: each.key for name, each in decision.reply.errors.items()} == {
        SHORT_STAY: "field_nobody_chosen"
    }
    assert (decision.changes, decision.effects, decision.due) == ((), (), ())


def helpers(ticked: tuple[str, ...]) -> Decision:
    """Return what comes of asking for a helper for R04, for whom no helper is prepared."""
    chosen = {"offices_home_help": ticked}
    return sent(chosen, "R04", service=ServiceType.HOME_HELP, nights=0)


@pytest.mark.parametrize(
    ("ticked", "offices", "step"),
    [
        pytest.param(("core",), [], NextStep.CALL_CORE, id="the core centre finds one"),
        pytest.param(("P05",), [("P05", 2)], NextStep.REMIND, id="an able office after all"),
        pytest.param(("core", "P05"), [("P05", 2)], NextStep.REMIND, id="offices go before"),
    ],
)
def test_where_nobody_is_prepared_the_core_centre_stands_for_nobody(
    ticked: tuple[str, ...], offices: list[tuple[str, int]], step: NextStep
) -> None:
    decision = helpers(ticked)

    assert asked(decision) == offices
    assert changed_need(decision).next_step is step


def test_where_nobody_is_prepared_nobody_at_all_is_no_choice() -> None:
    decision = helpers(())

    assert isinstance(decision.reply, FieldErrors)


def test_where_nobody_could_be_asked_there_is_nothing_to_choose() -> None:
    town = a_town()
    office = replace(town.offices[OfficeId("P01")], services=())
    nobody = replace(town, offices={each: office for each in town.offices})
    facts = before_opening(town=nobody, draft=a_draft(a_request()))

    decision = opening.open_case(
        facts, chosen={SHORT_STAY: ()}, by=COUNSELOR, at=after(0), new_id=numbered()
    )

    assert asks_of(decision) == ()
    assert changed_need(decision).next_step is NextStep.CALL_CORE


def test_no_short_stay_is_offered_on_a_ground_that_opens_none() -> None:
    line = before_opening("R05")

    plan = plan_of(
        line,
        person="R05",
        ground=Ground.DISABILITY_TRAIT_CRISIS,
        service=ServiceType.DAYTIME_CARE,
    )

    offered = {ask.service for ask in plan.wanted[0].others}
    assert not offered & {ServiceType.SHORT_STAY_WELFARE, ServiceType.SHORT_STAY_MEDICAL}


# ------------------------------------------------------------------ several services


HELPERS: dict[str, Any] = {
    "person": "R05",
    "ground": Ground.DISABILITY_TRAIT_CRISIS,
    "service": ServiceType.BEHAVIOR_GUIDE_HELP,
    "nights": 2,
    "also": (ServiceType.HOME_HELP, ServiceType.DAYTIME_CARE),
}
"""R05 is not to be alone until a day site takes them in, for two nights."""


def opened_for(**changed: Any) -> Decision:
    """Return what comes of asking for three services at once."""
    facts = before_opening("R05", draft=a_draft(a_request(**{**HELPERS, **changed})))
    return opening.open_case(facts, by=COUNSELOR, at=after(0), new_id=numbered())


def test_each_service_is_a_need_of_its_own_with_the_same_start() -> None:
    decision = opened_for()

    needs = [each for each in decision.changes if isinstance(each, Need)]
    assert [(each.service, each.nights) for each in needs] == [
        (ServiceType.BEHAVIOR_GUIDE_HELP, 2),
        (ServiceType.HOME_HELP, 0),
        (ServiceType.DAYTIME_CARE, 2),
    ]
    assert len({(e.starts_on, e.arrival_at, e.transport, e.case) for e in needs}) == 1
    assert [each.id for each in needs] == sorted(each.id for each in needs)


def test_every_need_has_its_asks_and_the_moment_of_its_next_step() -> None:
    decision = opened_for()

    needs = {each.id for each in decision.changes if isinstance(each, Need)}
    assert {due.subject for due in decision.due if due.kind == "need_step"} == needs
    assert {ask.need for ask in asks_of(decision)} <= needs
    assert {ask.office for ask in asks_of(decision)} == {"P05", "P03"}
    letters = [each for each in directs(decision) if each.sentence.key == "please_call"]
    assert len(letters) == 1  # with every number


def test_offices_are_chosen_for_each_service_apart() -> None:
    facts = before_opening("R05", draft=a_draft(a_request(**HELPERS)))
    chosen = {"offices_daytime_care": ("P03",), "offices_home_help": ()}

    decision = opening.open_case(facts, chosen=chosen, by=COUNSELOR, at=after(0), new_id=numbered())

    assert isinstance(decision.reply, FieldErrors)
    assert set(decision.reply.errors) == {"offices_home_help"}


def test_a_further_service_the_rules_refuse_is_said_at_its_field_and_kept() -> None:
    also = (ServiceType.SHORT_STAY_WELFARE, ServiceType.HOME_HELP)
    facts = replace(before_opening("R05"))

    decision = judged_with_also(facts, also)

    assert isinstance(decision.reply, FieldErrors)
    said = decision.reply.errors["also"]
    assert (said.key, said.args) == (
        "field_also_short_stay",
        {"services": (("short_stay_welfare",),)},
    )
    assert ("open_case", "refused") in outcomes(decision)
    text = words_in(Lang.JA, a_town().profile.ui_terms).field_also_short_stay(
        ((ServiceType.SHORT_STAY_WELFARE,),)
    )
    assert text.startswith("短期入所：今回の事由では、短期入所をご依頼いただけません")


def judged_with_also(facts: Facts, also: tuple[ServiceType, ...]) -> Decision:
    """Return what the second page comes to with further services ticked."""
    request = a_request(**{**HELPERS, "also": also})
    return judged(facts, request, by=COUNSELOR, at=after(0))


def test_a_further_service_refused_meanwhile_is_refused_at_the_last_tap() -> None:
    decision = opened_for(also=(ServiceType.SHORT_STAY_WELFARE,))

    assert isinstance(decision.reply, Refused)
    assert asks_of(decision) == ()


@pytest.mark.parametrize(
    "also",
    [
        pytest.param((ServiceType.BEHAVIOR_GUIDE_HELP,), id="the main one again"),
        pytest.param((ServiceType.GROUP_HOME,), id="none of the city's"),
    ],
)
def test_what_is_no_further_service_is_not_asked_for(also: tuple[ServiceType, ...]) -> None:
    decision = judged_with_also(before_opening("R05"), also)

    assert isinstance(decision.reply, Shown)
    value: Any = decision.reply.value
    assert len(value[1].wanted) == 1


# ------------------------------------------------------------------ the page


@pytest.mark.parametrize("lang", Lang)
def test_slack_takes_a_preview_of_every_service_at_once(lang: Lang) -> None:
    words = words_in(lang, a_town().profile.ui_terms)
    facts = before_opening("R05")
    every = tuple(
        each
        for each in facts.profile.emergency_service_types
        if each not in {ServiceType.SHORT_STAY_WELFARE, ServiceType.SHORT_STAY_MEDICAL}
    )
    plan = plan_of(facts, **{**HELPERS, "also": every})

    view = preview(words, facts, plan, draft="d-1", at=NIGHT)

    assert check_view(view, ("modal",)) == []
    assert not view_too_large(view)


@pytest.mark.parametrize("offices", [9, 10, 11, 300])
def test_slack_takes_a_preview_of_any_number_of_offices_with_names_of_any_length(
    offices: int,
) -> None:
    town = a_town()
    first = town.offices[OfficeId("P01")]
    many = {
        OfficeId(f"X{n:03}"): replace(first, id=OfficeId(f"X{n:03}"), name="長" * 200)
        for n in range(offices)
    }
    windows = {
        each: replace(town.windows[OfficeId("P01")], id=WindowId(f"w-{each}"), office=each)
        for each in many
    }
    grown = replace(
        town,
        offices={**town.offices, **many},
        windows={**town.windows, **windows},
    )
    facts = before_opening(town=grown)

    view = preview(
        words_in(Lang.JA, grown.profile.ui_terms), facts, plan_of(facts), draft="d", at=NIGHT
    )

    assert MIZUUMI.network.id == grown.network.id
    assert check_view(view, ("modal",)) == []
    assert not view_too_large(view)
