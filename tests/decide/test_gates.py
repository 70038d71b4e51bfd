"""Who may not be helped this way tonight: each no names its rule and the way on."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

import pytest

from bot.decide.gates import refusal
from bot.decide.opening import open_case
from bot.effects import Refused, Way, sentence
from bot.facts import Facts, Town
from bot.model import Draft, OfficeId, Registration
from bot.request import Request
from bot.vocabulary import SHORT_STAY, Abuse, Ground, Lang, RegistrationState, ServiceType
from bot.words import say, words_in
from sandbox.town_data import MIZUUMI, SORAIRO
from tests.decide.builders import (
    a_case,
    a_draft,
    a_request,
    a_town,
    after,
    before_opening,
    judged,
    numbered,
    outcomes,
    registrant,
    somebody,
    told,
    without_core,
)

CORE_TELEPHONES: Final = {"MZ": "000-0000-0201", "SR": "000-0000-1201"}


def facts_for(person: str, **changes: Any) -> Facts:
    """Return what is known of a registrant of either city."""
    return before_opening(person, **changes)


def judge(facts: Facts, request: Request, *, by: str = "C1") -> Refused | None:
    """Return what the gates say to somebody tonight."""
    return refusal(facts, request, by=somebody(by), at=after(0))


def refused(facts: Facts, request: Request, *, by: str = "C1") -> Refused:
    """Return the no; a yes fails the test."""
    found = judge(facts, request, by=by)
    assert found is not None
    return found


CRISIS = Ground.DISABILITY_TRAIT_CRISIS
HOME_HELP = ServiceType.HOME_HELP

REFUSALS: Final = [
    pytest.param("R10", {}, "gate_unregistered", id="a consent withdrawn counts as none"),
    pytest.param("R16", {}, "gate_unregistered", id="in Tsuruoka somebody who moved away"),
    pytest.param(
        "R14",
        {"ground": Ground.FAMILY_CONVENIENCE},
        "gate_family_plans",
        id="in Tsuruoka a family's own plans",
    ),
    pytest.param(
        "R12", {"ground": CRISIS}, "gate_other_ground", id="in Tsuruoka a crisis of the person"
    ),
    pytest.param(
        "R01",
        {"ground": Ground.LIFELINE_OUTAGE},
        "gate_other_ground",
        id="in Matsue a cut lifeline",
    ),
    pytest.param(
        "R01",
        {"ground": Ground.FAMILY_CONVENIENCE},
        "gate_other_ground",
        id="in Matsue a family's own plans, which its plan does not name",
    ),
    pytest.param("R01", {"ground": Ground.OTHER}, "gate_other_ground", id="any other ground"),
    pytest.param(
        "R05", {"ground": CRISIS}, "gate_short_stay", id="in Matsue a short stay in a crisis"
    ),
    pytest.param(
        "R05",
        {"ground": CRISIS, "service": ServiceType.SHORT_STAY_MEDICAL},
        "gate_short_stay",
        id="in Matsue a medical short stay in a crisis",
    ),
    pytest.param("R04", {}, "gate_no_carer", id="in Matsue a short stay without a daily carer"),
]


@pytest.mark.parametrize(("person", "asked", "rule"), REFUSALS)
def test_each_gate_names_its_rule_and_the_core_centres_telephone(
    person: str, asked: dict[str, Any], rule: str
) -> None:
    facts = facts_for(person)

    found = refused(facts, a_request(person, **asked))

    assert found.title.key == rule
    assert found.reasons[0].key == f"{rule}_why"
    assert found.reasons[-1].key == "gate_ask_core"
    assert found.reasons[-1].args["telephone"] == CORE_TELEPHONES[facts.town.network.id]


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize(("person", "asked", "rule"), REFUSALS)
def test_each_refusal_is_said_in_words_with_the_way_on(
    person: str, asked: dict[str, Any], rule: str, lang: Lang
) -> None:
    facts = facts_for(person)
    words = words_in(lang, facts.profile.ui_terms)

    found = refused(facts, a_request(person, **asked))

    drawn = [say(words, each) for each in (found.title, *found.reasons)]
    assert all(drawn)
    assert CORE_TELEPHONES[facts.town.network.id] in drawn[-1]


@pytest.mark.parametrize(("person", "asked", "rule"), REFUSALS)
def test_a_refusal_is_on_record_by_its_rule_and_the_form_is_kept_sealed_alone(
    person: str, asked: dict[str, Any], rule: str
) -> None:
    facts, request = facts_for(person), a_request(person, **asked)
    actor = (
        somebody("K1") if facts.town.network.id == "MZ" else somebody("K2", town=a_town(SORAIRO))
    )

    decision = judged(facts, request, by=actor, at=after(0))

    (kept,) = decision.changes
    assert isinstance(kept, Draft)
    assert not decision.effects
    assert outcomes(decision) == [("open_case", "refused")]
    assert decision.notes[0].detail == {"rule": rule}
    assert kept.memo.situation == request.situation
    assert request.situation not in told(decision)


def test_the_gates_are_asked_again_at_the_last_tap() -> None:
    withdrawn = replace(before_opening().registration, state=RegistrationState.WITHDRAWN)  # type: ignore[type-var]
    facts = before_opening(registration=withdrawn, draft=a_draft(a_request()))

    decision = open_case(facts, by=somebody("C1"), at=after(5), new_id=numbered())

    assert isinstance(decision.reply, Refused)
    assert decision.reply.title.key == "gate_unregistered"
    assert decision.reply.ways == (Way.CONSULT_CORE,)
    assert decision.reply.subject == "draft-1"
    assert [type(each) for each in decision.changes] == [Draft]


def test_a_second_request_is_shown_the_first_by_its_number() -> None:
    facts = before_opening(open_case=a_case(number="2025-0007"))

    found = refused(facts, a_request())

    assert found.title.key == "gate_open_case"
    assert found.reasons[0].args == {"number": "2025-0007"}
    assert found.reasons[-1].args["telephone"] == CORE_TELEPHONES["MZ"]


@pytest.mark.parametrize("abuse", [Abuse.NONE, Abuse.STAFF])
@pytest.mark.parametrize("by", ["P01-1", "K1", "C1", "C2"])
def test_nobody_hears_from_a_no_that_abuse_was_reported(by: str, abuse: Abuse) -> None:
    theirs = a_case(restricted=True, owner="G01-1", owner_office="G01")
    facts = before_opening(open_case=theirs)
    nobody_leads = before_opening(town=nobody_on_duty(), registration=no_counselor())

    found = refused(facts, a_request(), by=by)
    for_another_reason = refused(nobody_leads, a_request(), by=by)

    assert found.title == for_another_reason.title == sentence("gate_by_telephone")
    assert [each.key for each in found.reasons] == ["gate_ask_core"]
    assert found.ways == for_another_reason.ways == (Way.CONSULT_CORE,)
    again = refused(facts, a_request(abuse=abuse), by=by)
    assert again.title == found.title


def no_counselor() -> Registration:
    """Return R01's registration after its counsellor left."""
    return replace(registrant("R01").registration, counselor=None)


def nobody_on_duty() -> Town:
    """Return the town on a night nobody of the core centre is on duty."""
    town = a_town()
    return replace(town, on_call={}, staff={})


@pytest.mark.parametrize("by", ["C1", "G01-1"])
def test_who_leads_the_case_of_suspected_abuse_and_the_city_are_told_whom_to_telephone(
    by: str,
) -> None:
    found = refused(before_opening(open_case=a_case(restricted=True)), a_request(), by=by)

    assert found.title.key == "gate_apart"
    assert "gate_abuse_why" in [each.key for each in found.reasons]


def test_whose_consent_is_gone_is_refused_for_that_before_anything_else() -> None:
    facts = facts_for("R10", open_case=a_case())
    request = a_request("R10", ground=Ground.OTHER)

    assert refused(facts, request).title.key == "gate_unregistered"


def test_an_open_case_is_named_before_the_ground_is_judged() -> None:
    facts = before_opening(open_case=a_case())

    assert refused(facts, a_request(ground=Ground.OTHER)).title.key == "gate_open_case"


def test_the_ground_is_judged_before_the_service() -> None:
    request = a_request("R04", ground=Ground.LIFELINE_OUTAGE)

    assert refused(facts_for("R04"), request).title.key == "gate_other_ground"


def test_somebody_the_ledger_does_not_know_is_the_core_centres() -> None:
    unknown = replace(before_opening(), registration=None, person=None)

    found = refused(unknown, a_request())

    assert found.title.key == "gate_unregistered"


def test_while_the_network_is_set_up_a_refusal_still_names_the_core_centre() -> None:
    facts = before_opening(registration=None, town=without_core(a_town()))
    words = words_in(Lang.JA, facts.profile.ui_terms)

    drawn = say(words, refused(facts, a_request()).reasons[-1])

    assert facts.profile.ui_terms.core_center in drawn


# ------------------------------------------------------------------ what is no obstacle

ALLOWED: Final = [
    pytest.param("R01", {}, id="the ready case"),
    pytest.param("R06", {}, id="information two years old"),
    pytest.param("R11", {}, id="a form received and not yet registered"),
    pytest.param("R05", {"ground": CRISIS, "service": HOME_HELP}, id="a helper in a crisis"),
    pytest.param(
        "R04",
        {"ground": CRISIS, "service": ServiceType.INDEPENDENT_LIVING_AID},
        id="a visit to somebody who lives alone",
    ),
    pytest.param("R12", {}, id="in Tsuruoka a carer who fell ill"),
    pytest.param("R13", {"ground": Ground.LIFELINE_OUTAGE}, id="in Tsuruoka a cut lifeline"),
    pytest.param("R16", {"moved": False}, id="in Tsuruoka a resident"),
]


@pytest.mark.parametrize(("person", "asked"), ALLOWED)
def test_what_the_citys_plan_allows_is_not_held_up(person: str, asked: dict[str, Any]) -> None:
    facts = facts_for(person)
    if "moved" in asked:
        assert facts.registration is not None
        facts = replace(facts, registration=replace(facts.registration, resident=True))
        asked = {}

    assert judge(facts, a_request(person, **asked)) is None


def test_moving_away_is_no_obstacle_where_the_plan_does_not_ask_for_residence() -> None:
    registration = before_opening().registration
    assert registration is not None

    facts = before_opening(registration=replace(registration, resident=False))

    assert judge(facts, a_request()) is None


@pytest.mark.parametrize("state", RegistrationState)
def test_only_a_form_received_or_registered_opens_a_case(state: RegistrationState) -> None:
    registration = before_opening().registration
    assert registration is not None
    facts = before_opening(registration=replace(registration, state=state))

    allowed = judge(facts, a_request()) is None

    assert allowed is (state in {RegistrationState.RECEIVED, RegistrationState.REGISTERED})


def test_a_registration_without_consent_opens_nothing() -> None:
    registration = before_opening().registration
    assert registration is not None
    facts = before_opening(registration=replace(registration, consent=None))

    assert refused(facts, a_request()).title.key == "gate_unregistered"


@pytest.mark.parametrize("of", [MIZUUMI, SORAIRO], ids=["Matsue", "Tsuruoka"])
@pytest.mark.parametrize("ground", Ground)
@pytest.mark.parametrize("service", ServiceType)
def test_a_short_stay_in_matsue_is_for_the_carers_absence_alone(
    of: Any, ground: Ground, service: ServiceType
) -> None:
    person = "R01" if of is MIZUUMI else "R12"
    facts = facts_for(person)

    allowed = judge(facts, a_request(person, ground=ground, service=service)) is None

    counts = ground in facts.profile.emergency_grounds
    barred = of is MIZUUMI and service in SHORT_STAY and ground is not Ground.CARER_UNAVAILABLE
    assert allowed is (counts and not barred)


def test_at_night_the_core_centres_night_number_is_named() -> None:
    town = a_town()
    night = replace(town.windows[OfficeId("K01")], telephone="000-0000-9201")
    at_night = replace(town, windows={**town.windows, night.office: night})

    no = refused(facts_for("R10", town=at_night), a_request("R10"))

    assert (
        sentence("gate_ask_core", office="基幹「みなも」(見本)", telephone="000-0000-9201")
        in no.reasons
    )
