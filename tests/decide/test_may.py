"""Who may do what: the whole table, held against a second one written by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import pytest

from bot.cities import PROFILES
from bot.decide.may import LISTS, Act, Relation, may, relations
from bot.facts import Actor, Facts
from bot.model import Member, OfficeId, Staff, StaffId
from bot.moves import AskStatus, NeedStatus
from sandbox.town_data import MIZUUMI
from tests.decide.builders import (
    a_need,
    a_stranger,
    a_town,
    an_ask,
    before_opening,
    facts_of,
    registrant,
    somebody,
)

R = Relation

R01_ALONE: Final = {registrant("R01").person.id: registrant("R01").registration}

# x: may; h: may where the city lets the holders of a copy open a case (Tsuruoka, T-16)
BY_HAND: Final = """
act               counselor colleague holder asked asked+copy decided core city unverified outsider
browse            x         x         x      x     x          x       x    x    x          x
list_registrants  x         .         h      .     h          .       x    .    .          .
preview_case      x         .         h      .     h          .       x    .    .          .
open_case         x         .         h      .     h          .       x    .    .          .
accept            .         .         .      x     x          x       .    .    x          .
condition         .         .         .      x     x          x       .    .    x          .
decline           .         .         .      x     x          x       .    .    x          .
hold              .         .         .      x     x          x       .    .    x          .
reply             .         .         .      x     x          x       .    .    x          .
choose            x         .         .      .     .          .       x    .    .          .
claim             .         .         .      .     .          .       x    .    .          .
withdraw          .         .         .      .     .          x       .    .    .          .
open_sheet        x         .         .      .     .          x       x    .    .          .
open_copy         .         .         .      .     x          .       .    .    .          .
read_remarks      x         .         .      .     .          .       x    .    .          .
arrive            x         .         .      .     .          x       x    .    .          .
return            x         .         .      .     .          .       x    .    .          .
cancel            x         .         .      .     .          .       x    .    .          .
list_monitoring   x         .         .      .     .          .       x    .    .          .
record_monitoring x         .         .      .     .          .       x    .    .          .
"""
HEADINGS: Final = {"asked+copy": R.ASKED_HOLDER, "core": R.CORE}


def cells() -> dict[tuple[Act, Relation], str]:
    """Return the table by hand as cells."""
    heading, *rows = (line.split() for line in BY_HAND.strip().splitlines())
    columns = [HEADINGS.get(name) or Relation(name) for name in heading[1:]]
    return {
        (Act(row[0]), column): cell
        for row in rows
        for column, cell in zip(columns, row[1:], strict=True)
    }


def a_case_with(ask: AskStatus, need: NeedStatus, *, city: str, asked: str = "P01") -> Facts:
    """Return R01's case: an office is asked as the status says; P07 alone holds a copy."""
    facts = facts_of(an_ask(ask, office=asked), need=a_need(need))
    town = replace(facts.town, profile=PROFILES[city])
    line = registrant("R01").registration
    copies = tuple(share for share in line.shares if share.office == "P07")
    return replace(facts, town=town, registration=replace(line, shares=copies))


WHO: Final = {
    R.COUNSELOR: somebody("C1"),
    R.COLLEAGUE: somebody("C2"),
    R.HOLDER: somebody("P07-1"),
    R.ASKED: somebody("P01-1"),
    R.ASKED_HOLDER: somebody("P07-1"),
    R.DECIDED: somebody("P01-1"),
    R.CORE: somebody("K1"),
    R.CITY: somebody("G01-1"),
    R.UNVERIFIED: a_stranger("P01"),
    R.OUTSIDER: somebody("P08-1"),
}


def facts_for(relation: Relation, city: str) -> Facts:
    """Return the facts to which `WHO` stands in that relation."""
    if relation is R.DECIDED:
        return a_case_with(AskStatus.DECIDED, NeedStatus.DECIDED, city=city)
    asked = "P07" if relation is R.ASKED_HOLDER else "P01"
    return a_case_with(AskStatus.WAITING, NeedStatus.ASKING, city=city, asked=asked)


def test_the_table_by_hand_leaves_nothing_out() -> None:
    assert set(cells()) == {(act, relation) for act in Act for relation in Relation}


@pytest.mark.parametrize("relation", Relation)
def test_somebody_stands_to_the_case_as_the_table_means_it(relation: Relation) -> None:
    found = relations(WHO[relation], facts_for(relation, "matsue"))

    several = {
        R.DECIDED: {R.ASKED, R.DECIDED},
        R.ASKED_HOLDER: {R.ASKED, R.HOLDER, R.ASKED_HOLDER},
    }
    assert found == several.get(relation, {relation})


@pytest.mark.parametrize("city", PROFILES)
@pytest.mark.parametrize("relation", Relation)
@pytest.mark.parametrize("act", Act)
def test_everybody_may_do_what_the_table_by_hand_says_and_nothing_else(
    act: Act, relation: Relation, city: str
) -> None:
    cell = cells()[act, relation]
    expected = cell == "x" or (cell == "h" and city == "tsuruoka")

    assert may(WHO[relation], act, facts_for(relation, city)) is expected


# ------------------------------------------------------------------ what somebody is


def new_staff(office: str, *, counselor: bool = False) -> Actor:
    """Return somebody who joined an office this evening."""
    member = Member(team="TMIZUUMI", user="U-NEW")
    staff = Staff(
        id=StaffId("S-new"),
        network=MIZUUMI.network.id,
        office=OfficeId(office),
        member=member,
        name="仮名あらた",
        counselor=counselor,
    )
    return Actor(member=member, staff=staff)


def test_sitting_in_an_offices_channel_makes_nobody_its_staff() -> None:
    visitors = [somebody(each, channel="P01") for each in ("P08-1", "C2", "G01-1", "K1")]

    for visitor in visitors:
        assert not may(visitor, Act.ACCEPT, facts_of())
        assert not may(visitor, Act.REPLY, facts_of())


@pytest.mark.parametrize("channel", ["P03", "P12", None])
def test_a_stranger_is_heard_in_the_asked_offices_own_channel_only(channel: str | None) -> None:
    assert relations(a_stranger(channel), facts_of()) == {R.OUTSIDER}


def test_a_stranger_in_the_channel_sees_nobody_even_after_the_decision() -> None:
    facts = facts_of(an_ask(AskStatus.DECIDED), need=a_need(NeedStatus.DECIDED))

    assert not may(a_stranger("P01"), Act.OPEN_SHEET, facts)
    assert not may(a_stranger("P01"), Act.ARRIVE, facts)


@pytest.mark.parametrize(
    "status",
    [
        AskStatus.WAITING,
        AskStatus.OFFERED,
        AskStatus.CONDITIONAL,
        AskStatus.DECLINED,
        AskStatus.STANDBY,
        AskStatus.RELEASED,
        AskStatus.WITHDRAWN,
        AskStatus.LAPSED,
    ],
)
def test_only_the_decided_office_may_open_the_sheet(status: AskStatus) -> None:
    facts = facts_of(an_ask(status), an_ask(AskStatus.DECIDED, office="P03"))

    assert not may(somebody("P01-1"), Act.OPEN_SHEET, facts)


def test_the_decided_office_opens_the_sheet_from_the_whole_case_too() -> None:
    facts = facts_of(an_ask(office="P03"), an_ask(AskStatus.DECIDED))
    whole = replace(facts, ask=None)

    assert may(somebody("P01-1"), Act.OPEN_SHEET, whole)
    assert not may(somebody("P03-1"), Act.OPEN_SHEET, whole)


def test_rights_go_with_the_office_not_with_whoever_was_there_first() -> None:
    assert may(new_staff("P01"), Act.ACCEPT, facts_of())
    assert not may(new_staff("P08"), Act.ACCEPT, facts_of())


def test_another_counsellor_of_the_office_is_a_colleague_and_opens_no_case() -> None:
    facts = before_opening()

    assert relations(somebody("C2"), facts) == {R.COLLEAGUE}
    assert not may(somebody("C2"), Act.OPEN_CASE, facts)


def test_a_counsellor_of_another_office_is_an_outsider_to_the_case() -> None:
    assert relations(new_staff("P08", counselor=True), facts_of()) == {R.OUTSIDER}


def test_who_owns_the_case_leads_it_even_after_the_counsellor_changed() -> None:
    line = registrant("R01").registration
    facts = facts_of(registration=replace(line, counselor=StaffId("C2")))

    assert may(somebody("C1"), Act.CHOOSE, facts)
    assert may(somebody("C2"), Act.CHOOSE, facts)


def test_a_list_shows_a_counsellor_their_own_and_a_provider_nothing_in_matsue() -> None:
    facts = Facts(town=a_town(), registrations=R01_ALONE)

    assert may(somebody("C2"), Act.LIST_REGISTRANTS, facts)
    assert not may(somebody("P01-1"), Act.LIST_REGISTRANTS, facts)


def test_a_list_in_tsuruoka_is_for_holders_of_a_copy_too() -> None:
    town = replace(a_town(), profile=PROFILES["tsuruoka"])
    facts = Facts(town=town, registrations=R01_ALONE)

    assert may(somebody("P01-1"), Act.LIST_REGISTRANTS, facts)
    assert not may(somebody("P08-1"), Act.LIST_REGISTRANTS, facts)


@pytest.mark.parametrize("act", [each for each in Act if each is not Act.BROWSE])
def test_where_nothing_is_known_an_outsider_may_nothing(act: Act) -> None:
    facts = Facts(town=a_town())

    assert not may(a_stranger(), act, facts)
    assert not may(a_stranger("P01"), act, facts)
    assert not may(somebody("P08-1"), act, facts)


NAMELESS: Final = {Act.LIST_REGISTRANTS, Act.OPEN_CASE, Act.LIST_MONITORING, Act.RECORD_MONITORING}


@pytest.mark.parametrize("act", [each for each in Act if each is not Act.BROWSE])
@pytest.mark.parametrize("who", ["C1", "K1"])
def test_an_act_about_a_case_that_is_not_there_is_denied_but_for_ones_own_lists(
    act: Act, who: str
) -> None:
    assert may(somebody(who), act, Facts(town=a_town())) is (act in NAMELESS)
    assert LISTS == NAMELESS


@pytest.mark.parametrize("act", [Act.WITHDRAW, Act.OPEN_SHEET, Act.ARRIVE])
def test_an_office_that_withdrew_is_no_longer_the_decided_one(act: Act) -> None:
    facts = facts_of(an_ask(AskStatus.WITHDRAWN), an_ask(office="P03", round=2))

    assert not may(somebody("P01-1"), act, facts)


def test_of_two_asked_offices_only_the_one_with_a_copy_may_open_it() -> None:
    facts = facts_of()
    assert facts.registration is not None
    only = tuple(each for each in facts.registration.shares if each.office == "P01")
    held = replace(facts, registration=replace(facts.registration, shares=only))

    assert may(somebody("P01-1"), Act.OPEN_COPY, held)
    assert not may(somebody("P03-1"), Act.OPEN_COPY, replace(held, ask=held.asks[1]))
    assert not may(somebody("P03-1"), Act.OPEN_COPY, held)
    assert not may(a_stranger("P01"), Act.OPEN_COPY, held)


def test_what_offices_wrote_is_read_by_nobody_of_any_office_even_the_decided_one() -> None:
    facts = facts_of(an_ask(AskStatus.DECIDED), need=a_need(NeedStatus.DECIDED))

    for who in ("P01-1", "P03-1", "C2", "G01-1"):
        assert not may(somebody(who), Act.READ_REMARKS, facts)
