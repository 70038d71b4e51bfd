"""The Home tab: each person's own cases and requests, nobody's names, every button a legal move."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest

from bot.cities import PROFILES
from bot.decide import home
from bot.decide.home import Board, Way
from bot.effects import Shown
from bot.facts import Actor, Asking, Facts
from bot.model import Ask, AskId, CaseId, Condition, NeedId, StaffId
from bot.moves import AskStatus, NeedStatus, NextStep
from bot.vocabulary import Lang, PauseReason
from bot.words import actions, alarms, calling
from bot.words.blocks import View
from bot.words.home import home_tab
from sandbox.blockkit import check_view, view_too_large
from sandbox.town_data import MIZUUMI, sentinels
from tests.decide.builders import (
    a_case,
    a_need,
    a_stranger,
    after,
    an_ask,
    facts_of,
    somebody,
)
from tests.decide.test_cards import CITIES, does_something, words_of

OWNER, COLLEAGUE, CORE = somebody("C1"), somebody("C2"), somebody("K1")
NIGHT_CARER, ELSEWHERE = somebody("P01-1"), somebody("P07-1")
CALLED = a_case(core_called_at=after(20))
ASKING = facts_of(an_ask(), an_ask(AskStatus.OFFERED, office="P03"), ask=None)
EVERY_STAGE = [
    pytest.param(ask, need, id=f"an ask {ask}, a need {need}")
    for ask in AskStatus
    for need in (NeedStatus.ASKING, NeedStatus.DECIDED, NeedStatus.ARRIVED)
    if (ask is AskStatus.DECIDED) is (need is not NeedStatus.ASKING)
]


def seen(*board: Facts, by: Actor) -> Board:
    """Return what stands on somebody's Home, of what was gathered."""
    nobody = {"case": None, "need": None, "ask": None, "registration": None, "person": None}
    facts = replace(facts_of(**nobody), asks=(), board=board)
    decision = home.look(facts, by=by, at=after(22))
    assert isinstance(decision.reply, Shown)
    assert isinstance(decision.reply.value, Board)
    assert not decision.changes
    return decision.reply.value


def is_empty(board: Board) -> bool:
    """Say whether nothing stands there but what can be begun."""
    return (board.led, board.asked, board.expected) == ((), (), ())


def drawn(board: Board, lang: Lang = Lang.JA) -> View:
    """Return the Home tab with that on it."""
    return home_tab(words_of(MIZUUMI, lang), board, at=after(22))


def text(view: View) -> str:
    return json.dumps(view, ensure_ascii=False)


def pressed(view: View) -> Iterator[tuple[str, str]]:
    """Yield the buttons of a view: (action, value)."""
    for block in view["blocks"]:
        found = [
            *block.get("elements", ()),
            *([block["accessory"]] if "accessory" in block else ()),
        ]
        yield from ((each["action_id"], each["value"]) for each in found if "value" in each)


def labels(view: View) -> set[str]:
    return {action for action, _ in pressed(view)}


def mine(status: AskStatus, need: NeedStatus = NeedStatus.ASKING) -> Facts:
    """Return P01's request, as it is gathered for its own staff."""
    return facts_of(an_ask(status), need=a_need(need))


# ------------------------------------------------------------------ who sees what


def test_the_owner_sees_the_case_with_its_next_step_and_its_offers() -> None:
    board = seen(ASKING, by=OWNER)

    shown = text(drawn(board))

    assert "2025-0001" in shown
    assert "次の予定：本日21:56" in shown
    assert "試験支援施設 やまびこ荘*：受入れ可能" in shown
    assert {actions.CHOOSE, calling.CALLS, actions.SITUATION, actions.MENU} <= labels(drawn(board))


def test_the_conditions_of_an_offer_stand_beside_its_button() -> None:
    answer = replace(an_ask(AskStatus.OFFERED).answer, condition=Condition(since=after(75)))  # type: ignore[type-var]
    offer = an_ask(AskStatus.CONDITIONAL, answer=answer)

    shown = text(drawn(seen(facts_of(offer, ask=None), by=OWNER)))

    assert "条件付きで可能\\n本日23:01から" in shown


def test_a_colleague_sees_what_it_waits_for_and_has_nothing_to_press() -> None:
    board = seen(ASKING, by=COLLEAGUE)

    assert "2025-0001" in text(drawn(board))
    assert labels(drawn(board)) == {alarms.EMERGENCY, alarms.RELAY}


def test_the_core_centre_sees_a_case_once_it_was_called_in_to_it() -> None:
    before = seen(ASKING, by=CORE)
    after_it = seen(replace(ASKING, case=CALLED), by=CORE)

    assert is_empty(before)
    assert actions.CLAIM in labels(drawn(after_it))


def test_a_case_somebody_took_up_needs_nobody_to_come_in() -> None:
    claimed = replace(CALLED, claimed_by=StaffId("K1"), claimed_at=after(21))

    board = seen(replace(ASKING, case=claimed), by=CORE)

    assert actions.CLAIM not in labels(drawn(board))


@pytest.mark.parametrize("by", [NIGHT_CARER, ELSEWHERE, a_stranger("P01")])
def test_nobody_else_sees_a_case(by: Actor) -> None:
    assert seen(replace(ASKING, case=CALLED), by=by).led == ()


@pytest.mark.parametrize("by", [OWNER, COLLEAGUE, CORE, NIGHT_CARER])
def test_suspected_abuse_stands_on_nobodys_home(by: Actor) -> None:
    apart = replace(CALLED, restricted=True)

    assert is_empty(
        seen(replace(ASKING, case=apart), replace(mine(AskStatus.WAITING), case=apart), by=by)
    )


def test_an_asked_office_sees_its_request_with_the_cards_buttons() -> None:
    board = seen(mine(AskStatus.WAITING), by=NIGHT_CARER)

    shown = text(drawn(board))

    assert "2025-0001*｜短期入所" in shown
    assert "ご回答をお待ちしています（期限：本日22:06）" in shown
    assert labels(drawn(board)) >= {
        actions.ACCEPT,
        actions.CONDITION,
        actions.DECLINE,
        actions.HOLD,
        actions.COPY,
    }


@pytest.mark.parametrize(
    ("status", "stands"),
    [
        (AskStatus.WAITING, True),
        (AskStatus.HOLDING, True),
        (AskStatus.OFFERED, True),
        (AskStatus.CONDITIONAL, True),
        (AskStatus.UNDELIVERABLE, True),
        (AskStatus.DECLINED, False),
        (AskStatus.PLANNED, False),
        (AskStatus.RELEASED, False),
    ],
)
def test_a_request_stands_at_home_while_an_answer_counts_and_not_after_a_no(
    status: AskStatus, stands: bool
) -> None:
    assert bool(seen(mine(status), by=NIGHT_CARER).asked) is stands


def test_a_request_of_an_earlier_round_is_nobodys_any_more() -> None:
    facts = facts_of(an_ask(), need=a_need(round=2))

    assert is_empty(seen(facts, by=NIGHT_CARER))


def test_another_offices_request_is_not_shown() -> None:
    assert is_empty(seen(mine(AskStatus.WAITING), by=ELSEWHERE))


def test_the_decided_office_sees_whom_it_receives_until_the_stay_is_over() -> None:
    coming = seen(mine(AskStatus.DECIDED, NeedStatus.DECIDED), by=NIGHT_CARER)
    there = seen(mine(AskStatus.DECIDED, NeedStatus.ARRIVED), by=NIGHT_CARER)
    over = seen(mine(AskStatus.DECIDED, NeedStatus.RETURNED), by=NIGHT_CARER)

    assert labels(drawn(coming)) >= {actions.SHEET, actions.ARRIVE}
    assert actions.ARRIVE not in labels(drawn(there))
    assert actions.SHEET in labels(drawn(there))
    assert is_empty(over)


# ------------------------------------------------------------------ what can be begun there


@pytest.mark.parametrize(
    ("by", "ways"),
    [
        pytest.param(OWNER, (Way.EMERGENCY, Way.ALARM), id="a counsellor"),
        pytest.param(CORE, (Way.EMERGENCY, Way.ALARM), id="the core centre"),
        pytest.param(NIGHT_CARER, (Way.ALARM, Way.EMERGENCY), id="a night carer"),
        pytest.param(a_stranger("P01"), (Way.JOIN, Way.ALARM), id="somebody unknown"),
    ],
)
def test_what_is_for_somebody_stands_first(by: Actor, ways: tuple[Way, ...]) -> None:
    assert seen(by=by).ways == ways


def test_where_holders_of_a_copy_may_open_a_case_their_staff_find_it_first() -> None:
    town = replace(facts_of().town, profile=PROFILES["tsuruoka"])

    decision = home.look(facts_of(case=None, town=town), by=NIGHT_CARER, at=after(22))

    assert isinstance(decision.reply, Shown)
    assert isinstance(decision.reply.value, Board)
    assert decision.reply.value.ways[0] is Way.EMERGENCY


# ------------------------------------------------------------------ what is pressed there


@pytest.mark.parametrize(("ask", "need"), EVERY_STAGE)
def test_every_button_at_home_is_a_legal_move(ask: AskStatus, need: NeedStatus) -> None:
    step = {NeedStatus.ASKING: NextStep.REMIND, NeedStatus.DECIDED: NextStep.ARRIVAL_CHECK}
    waiting = a_need(need, next_step=step.get(need, NextStep.RETURN_CHECK))
    own = facts_of(an_ask(ask), an_ask(office="P03"), need=waiting, case=CALLED)
    led = replace(own, ask=None)

    for by, facts in ((OWNER, led), (CORE, led), (NIGHT_CARER, own)):
        for action, value in pressed(drawn(seen(facts, by=by))):
            if action not in {alarms.EMERGENCY, alarms.RELAY}:
                assert does_something(facts, action, value), action


# ------------------------------------------------------------------ Slack takes it


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("city", CITIES)
def test_slack_takes_an_empty_home_which_names_nobody(city: str, lang: Lang) -> None:
    view = home_tab(words_of(CITIES[city], lang), at=after(22))

    assert check_view(view, ("home",)) == []
    assert not [each for each in sentinels(CITIES[city]) if each in text(view)]


def further(case: int) -> tuple[Asking, ...]:
    """Four more needs in every other case, each decided."""
    decided = [a_need(NeedStatus.DECIDED, id=NeedId(f"more-{case}-{n}")) for n in range(4)]
    return tuple(Asking(need=need, asks=()) for need in decided) if case % 2 else ()


@pytest.mark.parametrize("lang", Lang)
def test_however_much_goes_on_slack_takes_home_and_what_is_left_off_is_counted(lang: Lang) -> None:
    def offers(case: int) -> list[Ask]:
        return [an_ask(AskStatus.OFFERED, id=AskId(f"o-{case}-{n}")) for n in range(30)]

    many = [
        replace(
            facts_of(*offers(n), need=a_need(id=NeedId(f"need-{n}")), ask=None),
            case=replace(CALLED, id=CaseId(f"case-{n}")),
            others=further(n),
        )
        for n in range(30)
    ]
    asked = [facts_of(an_ask(id=AskId(f"a-{n}"))) for n in range(30)]
    expected = [
        facts_of(an_ask(AskStatus.DECIDED, id=AskId(f"d-{n}")), need=a_need(NeedStatus.DECIDED))
        for n in range(30)
    ]
    led = seen(*many, by=OWNER)
    own = seen(*asked, *expected, by=NIGHT_CARER)
    board = Board(led=led.led, asked=own.asked, expected=own.expected)

    view = drawn(board, lang)

    ids = [each["block_id"] for each in view["blocks"]]
    assert [f"more_{name}" in ids for name in ("led", "asked", "expected")] == [True] * 3
    assert ids[-1] == "foot"  # nothing was cut off
    assert check_view(view, ("home",)) == []
    assert not view_too_large(view)
    assert not [each for each in sentinels(MIZUUMI) if each in text(view)]


def test_a_pause_is_said_at_home_with_its_end() -> None:
    paused = a_case(paused_until=after(30), pause_reason=PauseReason.BY_TELEPHONE)
    need = a_need(next_step=NextStep.RESUME, next_step_at=after(30))

    assert "次の予定：本日22:16 調整を再開します" in text(
        drawn(seen(facts_of(need=need, case=paused, ask=None), by=OWNER))
    )
