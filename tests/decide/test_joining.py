"""職員登録: who is asked, who may approve, and what an approval makes."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import pytest

from bot.decide import joining
from bot.decide.joining import Wished
from bot.effects import Decision, FieldErrors, Refused, Shown
from bot.facts import Actor, Facts, Town
from bot.model import Joining, JoiningId, Member, Office, OfficeId, Staff, StaffId
from bot.vocabulary import JoiningState
from tests.decide.builders import (
    NIGHT,
    a_stranger,
    a_town,
    directs,
    fresh,
    outcomes,
    said,
    somebody,
    without_core,
)

NEWCOMER: Final = a_stranger("P01")
WISHED: Final = Wished(office="P01", name="仮名 しんじん")
TOWN: Final = a_town()


def a_wish(office: str = "P01", **changes: object) -> Joining:
    wish = Joining(
        id=JoiningId("join-1"),
        network=TOWN.network.id,
        office=OfficeId(office),
        member=NEWCOMER.member,
        name="仮名 しんじん",
        asked_at=NIGHT,
        revision=1,
    )
    return replace(wish, **changes)  # type: ignore[arg-type]


def asked(town: Town = TOWN, wished: Wished = WISHED, *, by: Actor = NEWCOMER) -> Decision:
    return joining.ask(Facts(town=town), wished=wished, by=by, at=NIGHT, new_id=fresh)


def approved(wish: Joining, *, by: Actor, town: Town = TOWN) -> Decision:
    return joining.approve(Facts(town=town, joining=wish), by=by, at=NIGHT, new_id=fresh)


def refused(wish: Joining, *, by: Actor, town: Town = TOWN) -> Decision:
    return joining.refuse(Facts(town=town, joining=wish), by=by, at=NIGHT)


def without(town: Town, *keys: str) -> Town:
    """Return the town after these people have left."""
    staff = {id_: replace(one, active=id_ not in keys) for id_, one in town.staff.items()}
    return replace(town, staff=staff)


def refusal(decision: Decision) -> str:
    assert isinstance(decision.reply, Refused), decision.reply
    return decision.reply.reasons[0].key


def made(decision: Decision) -> Staff:
    return next(each for each in decision.changes if isinstance(each, Staff))


# ------------------------------------------------------------------ who is asked


@pytest.mark.parametrize(
    ("office", "gone", "to"),
    [
        pytest.param("P01", [], ["P01-2"], id="the office's manager"),
        pytest.param("P01", ["P01-2"], ["K1", "K01-2"], id="the core centre: no manager is left"),
        pytest.param("P01", ["P01-1"], ["K1", "K01-2"], id="the core centre: one person alone"),
        pytest.param("P02", [], ["K1", "K01-2"], id="the core centre: an office of one"),
        pytest.param("P02", ["P02-1"], ["K1", "K01-2"], id="the core centre: an office's first"),
        pytest.param("G01", [], ["K1", "K01-2"], id="the core centre: its manager has no Slack"),
        pytest.param("K01", [], ["K1"], id="the core centre's own manager"),
    ],
)
def test_the_right_people_are_asked(office: str, gone: list[str], to: list[str]) -> None:
    wished = Wished(office=office, name="仮名 しんじん")

    decision = asked(without(TOWN, *gone), wished)

    assert [each.to for each in directs(decision)] == to
    assert {each.sentence.key for each in directs(decision)} == {"joining_wanted"}
    assert outcomes(decision) == [("join", "done")]


def test_while_nobody_coordinates_the_wish_is_kept_and_nobody_is_asked() -> None:
    decision = asked(without_core(TOWN), Wished(office="P02", name="仮名 しんじん"))

    assert [type(each) for each in decision.changes] == [Joining]
    assert directs(decision) == []


@pytest.mark.parametrize("name", ["", "あ" * 41, "一行\n二行", "\u200b", "a\x00b"])
def test_a_name_that_cannot_be_shown_is_not_taken(name: str) -> None:
    decision = asked(wished=Wished(office="P01", name=name))

    assert isinstance(decision.reply, FieldErrors)
    assert list(decision.reply.errors) == ["work_name"]
    assert decision.changes == ()


@pytest.mark.parametrize("name", ["あ", "あ" * 40, "仮名\u3000しんじん"])
def test_a_name_as_people_write_it_is_taken(name: str) -> None:
    (wish,) = asked(wished=Wished(office="P01", name=name)).changes

    assert isinstance(wish, Joining)
    assert (wish.name, wish.state, wish.member) == (name, JoiningState.ASKED, NEWCOMER.member)


@pytest.mark.parametrize("office", ["", "nowhere", "P03"])
def test_an_office_that_is_none_here_is_not_taken(office: str) -> None:
    gone = replace(TOWN.offices[OfficeId("P03")], active=False)
    town = replace(TOWN, offices={**TOWN.offices, OfficeId("P03"): gone})

    decision = asked(town, Wished(office=office, name="仮名"))

    assert isinstance(decision.reply, FieldErrors)
    assert list(decision.reply.errors) == ["office"]


def test_who_is_staff_or_waits_already_asks_for_nothing_more() -> None:
    night = somebody("P01-1")
    waiting = Facts(town=TOWN, joining=a_wish("P03"))

    known = asked(by=night)
    waits = joining.ask(waiting, wished=WISHED, by=NEWCOMER, at=NIGHT, new_id=fresh)

    assert (said(known), known.changes) == ("joining_known", ())
    assert (said(waits), waits.changes) == ("joining_waits", ())


# ------------------------------------------------------------------ the approval


def test_an_approval_makes_staff_who_manages_nothing_and_writes_to_them() -> None:
    decision = approved(a_wish(), by=somebody("P01-2"))

    staff = made(decision)
    assert (staff.office, staff.name, staff.member) == ("P01", "仮名 しんじん", NEWCOMER.member)
    assert (staff.manager, staff.counselor, staff.shared) == (False, False, False)
    assert [(each.to, each.sentence.key) for each in directs(decision)] == [(staff.id, "joined")]
    wish = next(each for each in decision.changes if isinstance(each, Joining))
    assert (wish.state, wish.decided_by, wish.decided_at) == (
        JoiningState.APPROVED, "P01-2", NIGHT,
    )  # fmt: skip


def test_an_offices_first_manages_it() -> None:
    decision = approved(a_wish("P02"), by=somebody("K1"), town=without(TOWN, "P02-1"))

    assert made(decision).manager


@pytest.mark.parametrize("who", ["K1", "K01-2", "P01-2"])
def test_manager_and_core_centre_may_both_approve(who: str) -> None:
    assert said(approved(a_wish(), by=somebody(who))) == "joining_approved"


@pytest.mark.parametrize("office", ["P02", "P01"])
def test_a_manager_alone_in_the_office_leaves_it_to_the_core_centre(office: str) -> None:
    town, wish = without(TOWN, "P01-1"), a_wish(office)
    manager = somebody("P02-1" if office == "P02" else "P01-2")

    for decision in (
        approved(wish, by=manager, town=town),
        refused(wish, by=manager, town=town),
    ):
        assert refusal(decision) == "joining_core_decides"
        assert outcomes(decision) == [("approve_joining", "refused")]
        assert decision.changes == ()


def test_nobody_approves_oneself() -> None:
    core = somebody("K1")
    wish = a_wish(member=core.member)

    for decision in (approved(wish, by=core), refused(wish, by=core)):
        assert refusal(decision) == "joining_not_oneself"
        assert decision.changes == ()


@pytest.mark.parametrize("state", [JoiningState.APPROVED, JoiningState.REFUSED])
def test_what_is_decided_is_decided_once(state: JoiningState) -> None:
    wish = a_wish(state=state, decided_by=StaffId("K1"), decided_at=NIGHT)

    for decision in (
        approved(wish, by=somebody("P01-2")),
        refused(wish, by=somebody("P01-2")),
    ):
        assert said(decision) == "joining_settled"
        assert (decision.changes, decision.effects) == ((), ())


def test_who_became_staff_meanwhile_is_not_made_staff_twice() -> None:
    wish = a_wish(member=somebody("P03-1").member)

    decision = approved(wish, by=somebody("P01-2"))

    assert said(decision) == "joining_needless"
    assert [type(each) for each in decision.changes] == [Joining]


def test_for_an_office_that_left_nobody_is_approved() -> None:
    gone = replace(TOWN.offices[OfficeId("P01")], active=False)
    town = replace(TOWN, offices={**TOWN.offices, OfficeId("P01"): gone})

    decision = approved(a_wish(), by=somebody("P01-2"), town=town)

    assert (said(decision), decision.changes) == ("joining_office_gone", ())


def test_a_refusal_writes_to_the_member_who_is_no_staff() -> None:
    decision = refused(a_wish(), by=somebody("P01-2"))

    (letter,) = directs(decision)
    assert letter.to == Member(team="TMIZUUMI", user="U-STRANGER")
    assert outcomes(decision) == [("approve_joining", "declined")]


def test_the_form_offers_the_channels_offices_else_all_that_are_here() -> None:
    here = offered(TOWN.windows[OfficeId("P01")].channel)

    assert [each.id for each in here] == ["P01"]
    assert len(offered("D-1")) == len(offered(None)) == len(TOWN.offices)


def offered(channel: str | None) -> tuple[Office, ...]:
    decision = joining.open_form(Facts(town=TOWN), channel=channel, by=NEWCOMER, at=NIGHT)
    assert isinstance(decision.reply, Shown)
    offices: tuple[Office, ...] = decision.reply.value  # type: ignore[assignment]
    return offices
