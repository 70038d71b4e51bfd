"""Who may do what: the whole table, held against a second one written by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Final

import pytest

from bot.cities import PROFILES
from bot.decide.may import AFTERWARDS, Act, Relation, Stage, Verdict, may, permitted, relations
from bot.facts import Actor, Facts
from bot.model import (
    Alarm,
    AlarmId,
    AskId,
    CaseId,
    Grant,
    GrantId,
    Joining,
    JoiningId,
    Member,
    Need,
    OfficeId,
    Registration,
    Staff,
    StaffId,
)
from bot.moves import AskStatus, NeedStatus
from bot.vocabulary import AlarmPurpose
from sandbox.town_data import MIZUUMI
from tests.decide.builders import (
    NIGHT,
    TONIGHT,
    a_case,
    a_need,
    a_stranger,
    a_town,
    after,
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
act               counselor colleague substitute holder asked asked+copy decided core city admin manager staff unverified granted outsider
browse            x         x         x          x      x     x          x       x    x    x     x       x     x          x       x
join              x         x         x          x      x     x          x       x    x    x     x       x     x          x       x
approve_joining   .         .         .          .      .     .          .       x    .    .     x       .     .          .       .
relay_alarm       x         x         .          x      x     x          x       x    x    .     x       x     x          .       .
take_alarm        x         .         .          .      .     .          .       x    .    .     .       .     .          .       .
consult_core      x         x         .          x      x     x          x       x    x    .     x       x     .          .       .
list_registrants  x         .         .          h      .     h          .       x    .    .     .       .     .          .       .
open_case         x         .         .          h      .     h          .       x    .    .     .       .     .          .       .
give_up_memo      x         x         .          x      x     x          x       x    x    .     x       x     .          .       .
override_rule     .         .         .          .      .     .          .       m    m    .     .       .     .          .       .
confirm_owner     x         .         .          .      .     .          .       .    .    .     .       .     .          .       .
accept            .         .         .          .      x     x          x       .    .    .     .       .     x          x       .
condition         .         .         .          .      x     x          x       .    .    .     .       .     x          x       .
decline           .         .         .          .      x     x          x       .    .    .     .       .     x          x       .
hold              .         .         .          .      x     x          x       .    .    .     .       .     x          x       .
reply             .         .         .          .      x     x          x       .    .    .     .       .     x          x       .
answer_for        x         .         .          .      .     .          .       x    .    .     .       .     .          .       .
call_offices      x         .         .          .      .     .          .       x    .    .     .       .     .          .       .
choose            x         .         .          .      .     .          .       x    .    .     .       .     .          .       .
claim             .         .         .          .      .     .          .       x    .    .     .       .     .          .       .
propose           x         .         .          .      .     .          .       x    .    .     .       .     .          .       .
pause             x         .         .          .      .     .          .       x    .    .     .       .     .          .       .
add_need          x         .         .          .      .     .          .       x    .    .     .       .     .          .       .
add_ground        x         .         .          .      .     .          .       x    .    .     .       .     .          .       .
record_medical    x         .         .          .      .     .          .       x    .    .     .       .     .          .       .
tell_city         x         .         .          .      .     .          .       x    x    .     .       .     .          .       .
end_restricted    x         .         .          .      .     .          .       x    .    .     .       .     .          .       .
withdraw          x         .         .          .      .     .          x       x    .    .     .       .     .          .       .
open_sheet        x         .         .          .      .     .          x       x    .    .     .       .     .          x       .
open_copy         .         .         .          .      .     x          .       .    .    .     .       .     .          .       .
grant_sheet       x         .         .          .      .     .          .       x    .    .     .       .     .          .       .
tell_by_telephone x         .         .          .      .     .          .       x    .    .     .       .     .          .       .
read_remarks      x         .         .          .      .     .          .       x    .    .     .       .     .          .       .
open_menu         x         .         .          .      .     .          .       x    .    .     .       .     .          .       .
arrive            x         .         .          .      .     .          x       x    .    .     .       .     .          .       .
return            x         .         .          .      .     .          .       x    .    .     .       .     .          .       .
cancel            x         .         .          .      .     .          .       x    .    .     .       .     .          .       .
list_monitoring   x         .         .          .      .     .          .       x    .    .     .       .     .          .       .
record_monitoring x         .         .          .      .     .          .       x    .    .     .       .     .          .       .
"""  # noqa: E501 - a table is read across
LATER_BY_HAND: Final = """
register change_registration set_registered share acknowledge_share withdraw_consent find
break_glass confer report_stay extend_stay close_case change_rota plan_trial tell_vacancy run_drill
read_figures export read_audit configure erase
"""
"""What comes with later steps: nobody may do it yet."""

# where a right depends on how far the need has come; every other act may be done at any stage
WHEN_BY_HAND: Final = """
act          apart asking decided arrived recent over
add_need     .     x      x       x       .      .
add_ground   .     x      x       x       .      .
open_sheet   .     x      x       x       x      .
open_copy    .     x      .       .       .      .
grant_sheet  .     .      x       x       .      .
tell_by_telephone  .  .   x       x       .      .
"""
CONSENT_BY_HAND: Final = {"add_need", "open_sheet", "open_copy", "grant_sheet", "tell_by_telephone"}
"""What the person's own consent must stand for."""

HEADINGS: Final = {"asked+copy": R.ASKED_HOLDER, "core": R.CORE}
ENDED: Final = after(-60)


def cells(table: str) -> dict[tuple[str, str], str]:
    """Return a table by hand as cells."""
    heading, *rows = (line.split() for line in table.strip().splitlines())
    return {
        (row[0], name): cell
        for row in rows
        for name, cell in zip(heading[1:], row[1:], strict=True)
    }


WHO_MAY: Final = cells(BY_HAND)
WHEN: Final = cells(WHEN_BY_HAND)


def a_case_with(ask: AskStatus, need: Need | None, *, city: str, asked: str = "P01") -> Facts:
    """Return R01's case: an office is asked as the status says; P07 alone holds a copy."""
    facts = facts_of(an_ask(ask, office=asked), need=need or a_need())
    town = replace(facts.town, profile=PROFILES[city])
    line = registrant("R01").registration
    copies = tuple(share for share in line.shares if share.office == "P07")
    registration = replace(line, shares=copies)
    return replace(
        facts, town=town, registration=registration, need=need, joining=A_JOINING, alarm=AN_ALARM
    )


A_JOINING: Final = Joining(
    id=JoiningId("joining-1"),
    network=MIZUUMI.network.id,
    office=OfficeId("P05"),
    member=Member(team="TMIZUUMI", user="U-NEW"),
    name="仮名あらた",
    asked_at=NIGHT,
)
AN_ALARM: Final = Alarm(
    id=AlarmId("alarm-1"),
    network=MIZUUMI.network.id,
    office=OfficeId("P01"),
    raised_by=Member(team="TMIZUUMI", user="U-NEW"),
    raised_at=NIGHT,
    callback="000-0000-0999",
)
A_GRANT: Final = Grant(
    id=GrantId("grant-1"),
    network=MIZUUMI.network.id,
    case=CaseId("case-1"),
    ask=AskId("ask-P01"),
    member=a_stranger("P01").member,
    by=StaffId("C1"),
    at=NIGHT,
    until=after(600),
)

WHO: Final = {
    R.COUNSELOR: somebody("C1"),
    R.COLLEAGUE: somebody("C2"),
    R.HOLDER: somebody("P07-1"),
    R.ASKED: somebody("P01-1"),
    R.ASKED_HOLDER: somebody("P07-1"),
    R.DECIDED: somebody("P01-1"),
    R.CORE: somebody("K1"),
    R.CITY: somebody("G01-1"),
    R.MANAGER: somebody("P05-1"),
    R.STAFF: somebody("P08-1"),
    R.UNVERIFIED: a_stranger("P01"),
    R.GRANTED: a_stranger("P01"),
    R.OUTSIDER: a_stranger(),
}
NOBODY_YET: Final = {R.SUBSTITUTE, R.ADMIN}

STAGES: Final = {
    Stage.APART: None,
    Stage.ASKING: a_need(),
    Stage.DECIDED: a_need(NeedStatus.DECIDED),
    Stage.ARRIVED: a_need(NeedStatus.ARRIVED),
    Stage.RECENT: a_need(NeedStatus.RETURNED, ended_at=ENDED),
    Stage.OVER: a_need(NeedStatus.RETURNED, ended_at=ENDED - AFTERWARDS),
}


def facts_for(relation: Relation, city: str, need: Need | None) -> Facts:
    """Return the facts to which `WHO` stands in that relation."""
    if relation in {R.DECIDED, R.GRANTED}:
        facts = a_case_with(AskStatus.DECIDED, need, city=city)
        return replace(facts, grants=(A_GRANT,)) if relation is R.GRANTED else facts
    asked = "P07" if relation is R.ASKED_HOLDER else "P01"
    return a_case_with(AskStatus.WAITING, need, city=city, asked=asked)


def test_the_tables_by_hand_leave_nothing_out() -> None:
    columns = [HEADINGS.get(name) or Relation(name) for name in BY_HAND.split("\n")[1].split()[1:]]
    acts = {act for act, _ in WHO_MAY} | set(LATER_BY_HAND.split())

    assert columns == list(Relation)
    assert acts == {each.value for each in Act}
    assert {name for _, name in WHEN} == {each.value for each in Stage}


@pytest.mark.parametrize("relation", WHO)
def test_somebody_stands_to_the_case_as_the_table_means_it(relation: Relation) -> None:
    found = relations(WHO[relation], facts_for(relation, "matsue", a_need()), at=NIGHT)

    several = {
        R.DECIDED: {R.ASKED, R.DECIDED},
        R.ASKED_HOLDER: {R.ASKED, R.HOLDER, R.ASKED_HOLDER},
        R.GRANTED: {R.UNVERIFIED, R.GRANTED},
    }
    strangers = {R.UNVERIFIED, R.GRANTED, R.OUTSIDER}
    staff = set() if relation in strangers else {R.STAFF}
    assert found == several.get(relation, {relation}) | staff


OWN_CITY: Final = {"h": "tsuruoka", "m": "matsue"}
"""Cells that hold in one city: who opens a case, and who sets a rule aside that it has."""


def expected(act: Act, relation: Relation, city: str, stage: Stage, *, consent: bool) -> Verdict:
    """Return what the tables by hand say."""
    heading = next((name for name, is_ in HEADINGS.items() if is_ is relation), relation.value)
    cell = WHO_MAY.get((act.value, heading), ".")
    beside = {R.GRANTED: R.UNVERIFIED, R.DECIDED: R.ASKED, R.ASKED_HOLDER: R.HOLDER}
    if cell == "." and relation in beside and WHO_MAY.get((act.value, beside[relation])) == "x":
        cell = "x"  # these are something else as well
    if not (cell == "x" or OWN_CITY.get(cell) == city):
        return Verdict.NOT_YOU
    if WHEN.get((act.value, stage.value), "x") == ".":
        return Verdict.NOT_NOW
    if act.value in CONSENT_BY_HAND and not consent:
        return Verdict.NO_CONSENT
    return Verdict.ALLOWED


@pytest.mark.parametrize("city", PROFILES)
@pytest.mark.parametrize("act", Act)
def test_everybody_may_do_what_the_tables_by_hand_say_and_nothing_else(act: Act, city: str) -> None:
    for relation, actor in WHO.items():
        for stage, need in STAGES.items():
            facts = facts_for(relation, city, need)
            without = replace(facts, registration=withdrawn_consent(facts.registration))
            for each, consent in ((facts, True), (without, False)):
                found = may(actor, act, each, at=NIGHT)
                assert found is expected(act, relation, city, stage, consent=consent), (
                    relation,
                    stage,
                    consent,
                )


def withdrawn_consent(registration: Registration | None) -> Registration:
    """Return the registration after the person took the consent back."""
    assert registration is not None
    assert registration.consent is not None
    return replace(registration, consent=replace(registration.consent, withdrawn_on=TONIGHT))


@pytest.mark.parametrize("relation", sorted(NOBODY_YET))
@pytest.mark.parametrize("act", Act)
def test_what_nobody_is_yet_gives_nobody_a_right(act: Act, relation: Relation) -> None:
    anyway = act in {Act.BROWSE, Act.JOIN}

    assert (relation in permitted(act, PROFILES["matsue"])) is anyway
    assert all(
        relation not in relations(actor, facts_for(each, "matsue", a_need()), at=NIGHT)
        for each, actor in WHO.items()
    )


RESTRICTED: Final = {
    R.COUNSELOR: {R.COUNSELOR, R.STAFF},
    R.COLLEAGUE: {R.STAFF},
    R.HOLDER: {R.STAFF},
    R.ASKED: {R.STAFF},
    R.CORE: {R.STAFF},
    R.CITY: {R.CITY, R.STAFF},
}


@pytest.mark.parametrize("relation", RESTRICTED)
def test_a_case_of_suspected_abuse_is_nobodys_but_the_counsellors_and_the_citys(
    relation: Relation,
) -> None:
    facts = facts_for(relation, "matsue", a_need())
    restricted = replace(facts, case=a_case(restricted=True))

    assert relations(WHO[relation], restricted, at=NIGHT) == RESTRICTED[relation]


LEADER: Final = somebody("C2")
"""Who heard of it and leads the case, which is not the registrant's own counsellor."""

ON_RESTRICTED: Final = {"tell_city": "leader city core", "end_restricted": "leader core"} | {
    "open_sheet": "leader core"
}
"""What may be done to a case of suspected abuse, and by whom; `core` where commissioned."""

ANYHOW: Final = {
    *("browse", "join", "approve_joining", "relay_alarm", "take_alarm", "consult_core"),
    *("list_registrants", "open_case", "give_up_memo", "list_monitoring", "record_monitoring"),
    *("override_rule",),
}
"""What is not done to the case at hand."""


@pytest.mark.parametrize("commissioned", [True, False])
@pytest.mark.parametrize("act", [each for each in Act if each not in ANYHOW])
def test_a_case_of_suspected_abuse_is_reported_ended_and_read_and_nothing_else(
    act: Act, commissioned: bool
) -> None:
    facts = facts_for(R.COUNSELOR, "matsue", a_need())
    profile = replace(PROFILES["matsue"], core_is_abuse_center=commissioned)
    apart = a_case(restricted=True, owner="C2", owner_office="P12")
    facts = replace(facts, case=apart, town=replace(facts.town, profile=profile))
    everybody = {"leader": LEADER, "core": WHO[R.CORE], "city": WHO[R.CITY]} | {
        each.value: actor
        for each, actor in WHO.items()
        if each not in {R.COLLEAGUE, R.CORE, R.CITY}
    }

    able = {name for name, actor in everybody.items() if allowed(actor, act, facts)}

    meant = set(ON_RESTRICTED.get(act, "").split())
    assert able == (meant if commissioned else meant - {"core"})


def test_the_core_centre_has_to_do_with_suspected_abuse_where_the_city_commissioned_it() -> None:
    facts = facts_for(R.CORE, "matsue", a_need())
    profile = replace(PROFILES["matsue"], core_is_abuse_center=True)
    restricted = replace(
        facts, case=a_case(restricted=True), town=replace(facts.town, profile=profile)
    )

    assert R.CORE in relations(WHO[R.CORE], restricted, at=NIGHT)


@pytest.mark.parametrize(
    ("grant", "at"),
    [
        pytest.param(A_GRANT, A_GRANT.until, id="it is over at its hour"),
        pytest.param(replace(A_GRANT, ask=AskId("ask-P03")), NIGHT, id="it was another office's"),
        pytest.param(
            replace(A_GRANT, member=Member(team="T", user="U-OTHER")), NIGHT, id="somebody else's"
        ),
    ],
)
def test_leave_for_the_sheet_ends(grant: Grant, at: datetime) -> None:
    facts = replace(facts_for(R.DECIDED, "matsue", a_need(NeedStatus.DECIDED)), grants=(grant,))

    assert may(a_stranger("P01"), Act.OPEN_SHEET, facts, at=at) is Verdict.NOT_YOU


# ------------------------------------------------------------------ what somebody is


def allowed(actor: Actor, act: Act, facts: Facts) -> bool:
    """Say whether somebody may, tonight."""
    return may(actor, act, facts, at=NIGHT) is Verdict.ALLOWED


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
        assert not allowed(visitor, Act.ACCEPT, facts_of())
        assert not allowed(visitor, Act.REPLY, facts_of())


@pytest.mark.parametrize("channel", ["P03", "P12", None])
def test_a_stranger_is_heard_in_the_asked_offices_own_channel_only(channel: str | None) -> None:
    assert relations(a_stranger(channel), facts_of(), at=NIGHT) == {R.OUTSIDER}


@pytest.mark.parametrize("office", ["P01", "P03"])
def test_a_stranger_in_a_shared_channel_is_heard_for_each_of_its_offices(office: str) -> None:
    facts = facts_of(an_ask(), an_ask(office="P03"), about=office)

    assert relations(a_stranger("P01", "P03"), facts, at=NIGHT) == {R.UNVERIFIED}
    assert allowed(a_stranger("P01", "P03"), Act.ACCEPT, facts)


def test_a_shared_channel_makes_nobody_the_staff_of_the_other_office() -> None:
    staff = somebody("P03-1")
    there = replace(staff, channel_offices=frozenset({OfficeId("P01"), OfficeId("P03")}))

    assert not allowed(there, Act.ACCEPT, facts_of(an_ask(), an_ask(office="P03"), about="P01"))
    assert allowed(there, Act.ACCEPT, facts_of(an_ask(), an_ask(office="P03"), about="P03"))


def test_a_stranger_in_the_channel_sees_nobody_even_after_the_decision() -> None:
    facts = facts_of(an_ask(AskStatus.DECIDED), need=a_need(NeedStatus.DECIDED))

    assert not allowed(a_stranger("P01"), Act.OPEN_SHEET, facts)
    assert not allowed(a_stranger("P01"), Act.ARRIVE, facts)


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

    assert not allowed(somebody("P01-1"), Act.OPEN_SHEET, facts)


def test_the_decided_office_opens_the_sheet_from_the_whole_case_too() -> None:
    facts = facts_of(an_ask(office="P03"), an_ask(AskStatus.DECIDED))
    whole = replace(facts, ask=None)

    assert allowed(somebody("P01-1"), Act.OPEN_SHEET, whole)
    assert not allowed(somebody("P03-1"), Act.OPEN_SHEET, whole)


def test_rights_go_with_the_office_not_with_whoever_was_there_first() -> None:
    assert allowed(new_staff("P01"), Act.ACCEPT, facts_of())
    assert not allowed(new_staff("P08"), Act.ACCEPT, facts_of())


def test_another_counsellor_of_the_office_is_a_colleague_and_opens_no_case() -> None:
    facts = before_opening()

    assert relations(somebody("C2"), facts, at=NIGHT) == {R.COLLEAGUE, R.STAFF}
    assert not allowed(somebody("C2"), Act.OPEN_CASE, facts)


def test_a_counsellor_of_another_office_is_an_outsider_to_the_case() -> None:
    assert relations(new_staff("P08", counselor=True), facts_of(), at=NIGHT) == {R.STAFF}


def test_who_owns_the_case_leads_it_even_after_the_counsellor_changed() -> None:
    line = registrant("R01").registration
    facts = facts_of(registration=replace(line, counselor=StaffId("C2")))

    assert allowed(somebody("C1"), Act.CHOOSE, facts)
    assert allowed(somebody("C2"), Act.CHOOSE, facts)


def test_a_list_shows_a_counsellor_their_own_and_a_provider_nothing_in_matsue() -> None:
    facts = Facts(town=a_town(), registrations=R01_ALONE)

    assert allowed(somebody("C2"), Act.LIST_REGISTRANTS, facts)
    assert not allowed(somebody("P01-1"), Act.LIST_REGISTRANTS, facts)


def test_a_list_in_tsuruoka_is_for_holders_of_a_copy_too() -> None:
    town = replace(a_town(), profile=PROFILES["tsuruoka"])
    facts = Facts(town=town, registrations=R01_ALONE)

    assert allowed(somebody("P01-1"), Act.LIST_REGISTRANTS, facts)
    assert not allowed(somebody("P08-1"), Act.LIST_REGISTRANTS, facts)


HARMLESS: Final = {Act.BROWSE, Act.JOIN, Act.RELAY_ALARM, Act.CONSULT_CORE, Act.GIVE_UP_MEMO}
"""What is about nobody in particular, or about one's own call sheet alone."""


@pytest.mark.parametrize("act", [each for each in Act if each not in HARMLESS])
def test_where_nothing_is_known_an_outsider_may_nothing(act: Act) -> None:
    facts = Facts(town=a_town())

    assert not allowed(a_stranger(), act, facts)
    assert not allowed(a_stranger("P01"), act, facts)
    assert not allowed(somebody("P08-1"), act, facts)


NAMELESS: Final = {Act.LIST_REGISTRANTS, Act.OPEN_CASE, Act.LIST_MONITORING, Act.RECORD_MONITORING}


@pytest.mark.parametrize("act", [each for each in Act if each not in HARMLESS])
@pytest.mark.parametrize("who", ["C1", "K1"])
def test_an_act_about_a_case_that_is_not_there_is_denied_but_for_ones_own_lists(
    act: Act, who: str
) -> None:
    sent_already = {Act.OVERRIDE_RULE} if who == "K1" else set()  # whose call sheet is gone by now

    meant = act in NAMELESS | sent_already
    assert allowed(somebody(who), act, Facts(town=a_town())) is meant


@pytest.mark.parametrize("act", [Act.WITHDRAW, Act.OPEN_SHEET, Act.ARRIVE])
def test_an_office_that_withdrew_is_no_longer_the_decided_one(act: Act) -> None:
    facts = facts_of(an_ask(AskStatus.WITHDRAWN), an_ask(office="P03", round=2))

    assert not allowed(somebody("P01-1"), act, facts)


def test_of_two_asked_offices_only_the_one_with_a_copy_may_open_it() -> None:
    facts = facts_of()
    assert facts.registration is not None
    only = tuple(each for each in facts.registration.shares if each.office == "P01")
    held = replace(facts, registration=replace(facts.registration, shares=only))

    assert allowed(somebody("P01-1"), Act.OPEN_COPY, held)
    assert not allowed(somebody("P03-1"), Act.OPEN_COPY, replace(held, ask=held.asks[1]))
    assert not allowed(somebody("P03-1"), Act.OPEN_COPY, held)
    assert not allowed(a_stranger("P01"), Act.OPEN_COPY, held)


def test_what_offices_wrote_is_read_by_nobody_of_any_office_even_the_decided_one() -> None:
    facts = facts_of(an_ask(AskStatus.DECIDED), need=a_need(NeedStatus.DECIDED))

    for who in ("P01-1", "P03-1", "C2", "G01-1"):
        assert not allowed(somebody(who), Act.READ_REMARKS, facts)


@pytest.mark.parametrize("purpose", AlarmPurpose)
@pytest.mark.parametrize("who", ["C1", "K1", "G01-1", "P01-1"])
def test_what_is_asked_of_the_core_centre_is_taken_by_nobody_else(
    who: str, purpose: AlarmPurpose
) -> None:
    facts = Facts(town=a_town(), alarm=replace(AN_ALARM, purpose=purpose))
    able = {"C1", "K1"} if purpose is AlarmPurpose.RELAY else {"K1"}

    assert allowed(somebody(who), Act.TAKE_ALARM, facts) is (who in able)
