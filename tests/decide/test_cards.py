"""What is drawn: no card knows a person, every button does something, Slack refuses nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache, partial
from itertools import product
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.clock import JST
from bot.decide import (
    answers,
    arriving,
    choosing,
    core_centre,
    ending,
    entering,
    menu,
    opening,
    pausing,
    proposing,
    remarks,
    sheets,
    undelivered,
    withdrawing,
)
from bot.decide import calling as phoning
from bot.decide.given import Given
from bot.decide.may import Act, Verdict, may
from bot.decide.reminders import Listed
from bot.effects import Decision, Direct, Line, Refused, Show, Shown, Way, sentence
from bot.facts import Actor, Asking, Facts, Sibling, case_cards
from bot.model import (
    Answer,
    Ask,
    AskId,
    Call,
    CallId,
    CaseId,
    Condition,
    Member,
    NeedId,
    OfficeId,
    Person,
    Remark,
    RemarkId,
    StaffId,
)
from bot.moves import OPEN_NEEDS, AskStatus, NeedStatus
from bot.vocabulary import CallOutcome, DeclineReason, Ground, Lang, Part, Requirement, Wish
from bot.words import (
    Words,
    actions,
    answering,
    ask_cards,
    calling,
    cards,
    letters,
    pages,
    refusing,
    words_in,
)
from bot.words.blocks import MESSAGE_LIMIT, Message, escaped
from bot.words.case_cards import case_card
from bot.words.preview import preview
from sandbox.blockkit import MOST_TEXT, check_blocks, check_view, text_length, view_too_large
from sandbox.town_data import MIZUUMI, SORAIRO, Registrant, TownNetwork, sentinels
from tests.decide.builders import (
    NIGHT,
    TONIGHT,
    Books,
    a_case,
    a_draft,
    a_need,
    a_request,
    a_stranger,
    a_town,
    after,
    altered,
    an_ask,
    asks_of,
    before_opening,
    conditioned,
    declined,
    facts_of,
    first_of,
    in_japan,
    judged,
    mrkdwn_in,
    numbered,
    registrant,
    remarks_of,
    somebody,
    stepped,
    told,
    typed,
    withdrawn,
)

CITIES: Final = {"Matsue": MIZUUMI, "Tsuruoka": SORAIRO}
EVERYBODY: Final = [
    pytest.param(of, line, id=f"{line.person.id} in {city}")
    for city, of in CITIES.items()
    for line in of.registrants
]
COUNSELORS: Final = {"MZ": "C1", "SR": "D1"}

every_language = pytest.mark.parametrize("lang", Lang)
every_city = pytest.mark.parametrize("of", CITIES.values(), ids=CITIES.keys())


def words_of(of: TownNetwork, lang: Lang) -> Words:
    """Return a language in a city's terms."""
    return words_in(lang, a_town(of).profile.ui_terms)


def in_one(message: Message) -> str:
    """Return everything of a message that reaches Slack, notification included."""
    return json.dumps([message.text, list(message.blocks)], ensure_ascii=False)


def wrong_with(message: Message) -> list[str]:
    """Return what Slack would refuse of a message."""
    found = check_blocks(list(message.blocks), "message")
    if text_length(list(message.blocks)) > MOST_TEXT:
        found.append("msg_blocks_too_long")
    if not 0 < len(message.text) <= MESSAGE_LIMIT:
        found.append("the notification is empty or too long")
    return found


# ------------------------------------------------------------------ a whole night, drawn


Drawing = tuple[str, Message]


@cache
def a_night(person: str) -> tuple[tuple[Facts, tuple[Ask, ...], Decision], ...]:
    """Return everything that is decided in one long night, with the facts after each step.

    Facts hold the present round's asks; those of rounds that are over stand beside them.

    The first office says no, silence brings the core centre in, an unknown person says yes, the
    core centre decides after being told twice, the arrival is late, and the stay goes on.
    """
    of = MIZUUMI if registrant(person).person.network == "MZ" else SORAIRO
    line, town, new_id = registrant(person), a_town(of), numbered()
    request = a_request(person, wish=Wish.UNCONFIRMED, service=_service(line, of))
    opener = somebody(COUNSELORS[of.network.id], town=town)
    assert opener.staff is not None
    draft = replace(a_draft(request, by=opener.staff.id), network=of.network.id)
    facts = before_opening(person, draft=draft)
    if line.registration.counselor is None or not line.registration.usable:
        facts = replace(facts, registration=_usable(line, opener.staff.id, opener.staff.office))
    if line.registration.shares:
        facts = replace(facts, registration=_all_prepared(facts))
    decision = _ungated(facts, opener, new_id)
    books = Books.opened(facts, decision)
    story = [(books.facts(), tuple(books.past), decision)]

    def done(decision: Decision) -> None:
        books.record(decision)
        story.append((books.facts(), tuple(books.past), decision))

    core = first_of(town, town.core.id if town.core else "")
    at_core = Actor(member=core.member or opener.member, staff=core)
    at = NIGHT
    offices = list(books.asks)
    for office in offices[1:]:
        facts = books.facts(office)
        done(declined(facts, by=a_stranger(office), at=after(1), given=IN_WORDS, new_id=new_id))
    for _ in range(4):
        assert books.due is not None
        at = books.due.at
        done(stepped(books.facts(), at=at, new_id=new_id))
    done(core_centre.claim(books.facts(), by=at_core, at=at))
    if not offices:
        return tuple(story)
    first = offices[0]
    unknown = a_stranger(first)
    done(answers.hold(books.facts(first), by=unknown, at=at))
    for n, text in enumerate((f"大丈夫です。{FREE}", "何時ごろ到着ですか？", NAMED)):
        named = replace(books.facts(first), names={line.person.id: line.person.name})
        said = typed(
            named, text.format(line.person.name), by=unknown, at=at, key=f"m{n}", new_id=new_id
        )
        done(said)
    done(undelivered.unreachable(books.facts(first), because="is_archived", at=at))
    facts = books.facts(first)
    done(conditioned(facts, by=unknown, at=at, given=UNDER_CONDITIONS, new_id=new_id))
    done(answers.accept(books.facts(first), by=unknown, at=at))
    for _ in range(3):
        assert books.due is not None
        at = books.due.at
        done(stepped(books.facts(), at=at, new_id=new_id))
    given_wish = choosing.WishGiven(wish=Wish.SUPPORTED, note=FREE)
    done(choosing.choose_with_wish(books.facts(first), given=given_wish, by=at_core, at=at))
    done(answers.accept(books.facts(first), by=unknown, at=at))
    for n, text in enumerate((FREE, "受入れ困難です")):
        facts = books.facts(first)
        at += timedelta(minutes=1)
        done(typed(facts, text, by=unknown, at=at, key=f"late{n}", new_id=new_id))
    done(undelivered.unheard(books.facts(), office=books.case.owner_office, key="k"))
    done(stepped(books.facts(), at=at + timedelta(hours=2), new_id=new_id))
    if len(offices) > 1:
        done(arriving.arrive(books.facts(), by=opener, at=at + timedelta(hours=3)))
        done(stepped(books.facts(), at=at + timedelta(days=4), new_id=new_id))
    else:
        nurse = Actor(member=unknown.member, staff=first_of(town, first))
        at += timedelta(hours=3)
        done(withdrawn(books.facts(first), by=nurse, at=at, new_id=new_id))
        done(stepped(books.facts(), at=at + timedelta(hours=1), new_id=new_id))
    return tuple(story)


NAMED: Final = "{}さんのことですね"
FREE: Final = "架空の自由記述・隣家の犬について"
IN_WORDS: Final = Given(reason=DeclineReason.OTHER, remark=FREE, answerer=FREE)
UNDER_CONDITIONS: Final = Given(
    condition=Condition(since=after(60), part=Part.NIGHTS_ONLY, needs=tuple(Requirement)),
    remark=FREE,
    answerer=FREE,
)


def _service(line: Registrant, of: TownNetwork) -> Any:
    offices = {office.id: office for office in of.offices}
    services = [
        service
        for share in line.registration.shares
        for service in offices[share.office].services
        if offices[share.office].emergency
    ]
    return (services or [a_request().service])[0]


def _usable(line: Registrant, counselor: str, office: str) -> Any:
    """Return the registration as if nothing stood in the way: the drawing is what is looked at."""
    r01 = registrant("R01").registration
    return replace(
        line.registration,
        state=r01.state,
        consent=r01.consent,
        counselor=StaffId(counselor),
        office=OfficeId(office),
    )


def _all_prepared(facts: Facts) -> Any:
    assert facts.registration is not None
    shares = facts.registration.shares
    ordered = tuple(replace(share, order=n) for n, share in enumerate(shares))
    return replace(facts.registration, shares=ordered)


def _ungated(facts: Facts, by: Actor, new_id: Any) -> Decision:
    """Open the case whatever the gates say: a card must be silent about everybody."""
    assert facts.draft is not None
    assert facts.registration is not None
    memo = replace(facts.draft.memo, caller=FREE, whereabouts=FREE, situation=FREE, wish_note=FREE)
    allowing = replace(
        facts.profile,
        short_stay_requires_daily_carer=False,
        emergency_grounds=tuple(Ground),
        residency_required=False,
    )
    open_ = replace(
        facts,
        town=replace(facts.town, profile=allowing),
        draft=replace(facts.draft, memo=memo),
    )
    return opening.open_case(open_, by=by, at=NIGHT, new_id=new_id)


def drawn(person: str, words: Words, of: TownNetwork) -> Iterator[Drawing]:
    """Yield every message of the night as it would be posted, drawn from what was true then."""
    at = after(180)
    for facts, past, decision in a_night(person):
        for effect in decision.effects:
            match effect:
                case Show(card=ref):
                    about = next((a for a in (*facts.asks, *past) if a.id == ref.subject), None)
                    message = cards.card(words, replace(facts, ask=about), ref, at=at, key="k-1")
                    yield f"card {ref.kind} {ref.office}", message
                case Line(sentence=said, mention=who) | Direct(sentence=said, to=who):
                    people = who if isinstance(who, tuple) else (who,)
                    mentions = " ".join(letters.mention(facts, each) for each in people)
                    message = letters.letter(
                        words, said, mentions=mentions, subject="s-1", key="k-1"
                    )
                    yield said.key, message


LINES: Final = {
    "accept_thanks",
    "case_opened",
    "core_came_in",
    "core_needed",
    "core_was_called",
    "decline_arrived",
    "no_longer_waiting",
    "offer_arrived",
    "office_decided",
    "office_unreachable",
    "opened",
    "person_arrived",
    "please_answer",
    "please_choose",
    "please_plan_return",
    "please_record_arrival",
    "still_undecided",
    "you_were_chosen",
    "condition_arrived",
    "condition_thanks",
    "hold_arrived",
    "hold_thanks",
    "please_withdraw",
    "question_arrived",
    "question_passed_on",
    "result_later",
    "window_closed",
    "words_arrived",
    "words_passed_on",
}


def test_the_long_night_says_nearly_everything_there_is_to_say() -> None:
    said = {key for key, _ in drawn("R01", words_of(MIZUUMI, Lang.JA), MIZUUMI)}

    assert said >= LINES


def test_a_night_with_one_office_ends_with_its_stepping_back_and_draws_both_rounds() -> None:
    said = {key for key, _ in drawn("R04", words_of(MIZUUMI, Lang.JA), MIZUUMI)}

    assert {"office_withdrew", "core_needed", "core_is_silent"} <= said


# ------------------------------------------------------------------ nobody is on a card


def birth_dates(person: Person) -> set[str]:
    """Return a birth date in every way this bot writes a full date."""
    born = person.birth_date
    return {
        born.isoformat(),
        f"{born:%Y/%m/%d}",
        f"{born.year}/{born.month}/{born.day}",
        f"{born.year}年{born.month}月{born.day}日",
        f"{born:%Y%m%d}",
        f"{born:%d %B %Y}",
        f"{born.day} {born:%B %Y}",
    }


@every_language
@pytest.mark.parametrize(("of", "line"), EVERYBODY)
def test_no_message_of_a_whole_night_holds_anything_of_anybody(
    of: TownNetwork, line: Registrant, lang: Lang
) -> None:
    secret = sentinels(of) | birth_dates(line.person) | {FREE}

    for name, message in drawn(line.person.id, words_of(of, lang), of):
        text = in_one(message)
        assert not [each for each in secret if each in text], name


FREE_FIELDS: Final = ("caller", "whereabouts", "situation", "wish_note")


@given(
    free=st.fixed_dictionaries({name: st.text(max_size=60) for name in FREE_FIELDS}),
    ask=st.sampled_from(AskStatus),
    need=st.sampled_from(NeedStatus),
)
def test_whatever_is_typed_into_the_form_no_card_changes_by_a_letter(
    free: Mapping[str, str], ask: AskStatus, need: NeedStatus
) -> None:
    changes: dict[str, Any] = dict(free)
    plain = facts_of(an_ask(ask), need=a_need(need), case=a_case(core_called_at=after(20)))
    typed = replace(plain, case=replace(a_case(core_called_at=after(20)), **changes))

    assert list(every_card(plain, Lang.JA)) == list(every_card(typed, Lang.JA))


@given(name=st.text(max_size=40), address=st.text(max_size=40), other=st.text(max_size=40))
def test_whatever_the_ledger_says_of_a_person_no_card_changes_by_a_letter(
    name: str, address: str, other: str
) -> None:
    person = replace(
        registrant("R01").person,
        name=name,
        kana=name,
        address=address,
        phone_home=other,
        main_condition=other,
        medication=other,
        birth_date=date(1950, 1, 1),
    )

    assert list(every_card(facts_of(), Lang.EN)) == list(
        every_card(facts_of(person=person), Lang.EN)
    )


@given(st.text(min_size=1, max_size=300))
def test_what_an_office_types_is_repeated_in_no_line(text: str) -> None:
    marked = f"◆{text}◆"

    decision = typed(facts_of(), marked, by=somebody("P01-1"), at=after(5))

    assert [each.text for each in remarks_of(decision)] == [marked]
    assert repr(marked)[1:-1] not in told(decision)
    assert repr(marked)[1:-1] not in repr(altered(decision))


@given(remark=st.text(min_size=1, max_size=300), answerer=st.text(max_size=50))
def test_what_an_office_writes_in_a_form_is_repeated_in_no_line_and_on_no_card(
    remark: str, answerer: str
) -> None:
    given_words = Given(remark=f"◆{remark}◆", answerer=f"◇{answerer}◇")
    for move in (declined, conditioned):
        decision = move(facts_of(), by=somebody("P01-1"), at=after(5), given=given_words)
        seen = facts_of(*asks_of(decision), remarks=remarks_of(decision), remarked=True)
        shown = told(decision) + "".join(in_one(each) for each in every_card(seen, Lang.JA))
        assert not {"◆", "◇"} & set(shown)


def every_card(facts: Facts, lang: Lang) -> Iterator[Message]:
    """Yield the ask's card and the case's, at the owner's and at the core centre's."""
    words = words_in(lang, facts.profile.ui_terms)
    assert facts.ask is not None
    assert facts.case is not None
    yield ask_cards.ask_card(words, facts, facts.ask, at=after(30), key="k-1")
    for ref in case_cards(facts, facts.case):
        yield cards.card(words, facts, ref, at=after(30), key="k-1")


# ------------------------------------------------------------------ Slack refuses nothing


@every_language
@pytest.mark.parametrize(("of", "line"), EVERYBODY)
def test_slack_takes_every_message_of_a_whole_night(
    of: TownNetwork, line: Registrant, lang: Lang
) -> None:
    for name, message in drawn(line.person.id, words_of(of, lang), of):
        assert wrong_with(message) == [], name


@every_language
@pytest.mark.parametrize(("of", "line"), EVERYBODY)
def test_the_first_block_of_every_message_carries_the_key_it_is_found_again_by(
    of: TownNetwork, line: Registrant, lang: Lang
) -> None:
    for name, message in drawn(line.person.id, words_of(of, lang), of):
        assert message.blocks[0]["block_id"] == "k-1", name


STANDS: Final = list(product(AskStatus, NeedStatus))


@every_language
@pytest.mark.parametrize(
    ("ask", "need"), [pytest.param(a, n, id=f"an ask {a}, a need {n}") for a, n in STANDS]
)
def test_slack_takes_every_card_however_ask_and_need_stand(
    ask: AskStatus, need: NeedStatus, lang: Lang
) -> None:
    case = a_case(core_called_at=after(20))
    facts = facts_of(an_ask(ask), an_ask(office="P03"), need=a_need(need), case=case)

    for message in every_card(facts, lang):
        assert wrong_with(message) == []
        assert message.blocks[0]["block_id"] == "k-1"


HUGE: Final = 100_000


def with_names(facts: Facts, name: str) -> Facts:
    """Return the facts in a town whose offices and people all have this name, telephones no end."""
    town = facts.town
    offices = {
        id_: replace(office, name=name, telephone="0" * HUGE)
        for id_, office in town.offices.items()
    }
    staff = {id_: replace(each, name=name) for id_, each in town.staff.items()}
    return replace(facts, town=replace(town, offices=offices, staff=staff))


def test_no_name_of_an_office_or_a_person_calls_anybody() -> None:
    calling_all = "<!channel> <@U9>"
    case = a_case(core_called_at=after(20), claimed_by="K1", claimed_at=after(22))
    facts = facts_of(
        an_ask(AskStatus.OFFERED), an_ask(AskStatus.UNDELIVERABLE, office="P03"), case=case
    )
    facts = with_names(facts, calling_all)

    for message in every_card(facts, Lang.JA):
        said = "".join(mrkdwn_in(message.blocks))
        assert calling_all not in said
        assert escaped(calling_all) in said
    line = sentence("offer_arrived", office=calling_all, number="2026-0001")
    drawn = letters.letter(words_of(MIZUUMI, Lang.JA), line, mentions="", subject="s", key="k")
    assert calling_all not in "".join(mrkdwn_in(drawn.blocks))


@every_language
@pytest.mark.parametrize("letter", ["長", "<", "&", "*"])
@pytest.mark.parametrize("need", [NeedStatus.ASKING, NeedStatus.DECIDED])
def test_slack_takes_cards_of_offices_whose_names_have_no_end(
    letter: str, need: NeedStatus, lang: Lang
) -> None:
    case = a_case(core_called_at=after(20), claimed_by="K1", claimed_at=after(22))
    asks = (an_ask(AskStatus.OFFERED), an_ask(AskStatus.UNDELIVERABLE, office="P03"))
    facts = with_names(facts_of(*asks, need=a_need(need), case=case), letter * HUGE)

    for message in every_card(facts, lang):
        assert wrong_with(message) == []


@every_language
@pytest.mark.parametrize("key", ["offer_arrived", "office_decided", "core_was_called"])
def test_slack_takes_lines_about_offices_whose_names_have_no_end(key: str, lang: Lang) -> None:
    args: dict[str, dict[str, Any]] = {
        "offer_arrived": {"office": "長" * HUGE, "number": "2025-0001"},
        "office_decided": {"office": "長" * HUGE},
        "core_was_called": {"office": "長" * HUGE, "telephone": "0" * HUGE},
    }

    message = letters.letter(
        words_of(MIZUUMI, lang), sentence(key, **args[key]), mentions="<@C1>", subject="s", key="k"
    )

    assert wrong_with(message) == []


@every_language
def test_a_reminder_of_three_hundred_people_is_still_a_message(lang: Lang) -> None:
    rows = tuple((f"{n:04}", TONIGHT, n, TONIGHT, n) for n in range(300))
    said = sentence("monitoring_overdue", rows=rows, core_from=TONIGHT, today=TONIGHT)

    message = letters.letter(words_of(MIZUUMI, lang), said, mentions="", subject="s", key="k")

    assert wrong_with(message) == []


# ------------------------------------------------------------------ every button does something


def pressed(message: Message) -> Iterator[tuple[str, str]]:
    """Yield the buttons of a message: (action, value)."""
    for block in message.blocks:
        if block["type"] == "actions":
            yield from ((each["action_id"], each["value"]) for each in block["elements"])
        elif "accessory" in block:
            yield block["accessory"]["action_id"], block["accessory"]["value"]


ACTORS: Final = tuple(somebody(each, channel=None) for each in ("C1", "K1", "P01-1", "P03-1"))
RULES: Final[Mapping[str, tuple[Act, tuple[Any, ...]]]] = {
    actions.ACCEPT: (Act.ACCEPT, (answers.accept,)),
    actions.CONDITION: (
        Act.CONDITION,
        (partial(answers.open_form, page="condition"), conditioned),
    ),
    actions.DECLINE: (Act.DECLINE, (partial(answers.open_form, page="decline"), declined)),
    actions.HOLD: (Act.HOLD, (answers.hold,)),
    actions.WITHDRAW: (Act.WITHDRAW, (withdrawing.open_form, withdrawn)),
    actions.CHOOSE: (Act.CHOOSE, (choosing.choose,)),
    actions.CLAIM: (Act.CLAIM, (core_centre.claim,)),
    actions.ARRIVE: (Act.ARRIVE, (arriving.arrive,)),
    actions.RETURN: (Act.RETURN, (ending.record_return,)),
    actions.SHEET: (Act.OPEN_SHEET, (sheets.open_sheet,)),
    actions.COPY: (Act.OPEN_COPY, (sheets.open_copy,)),
    actions.REMARKS: (Act.READ_REMARKS, (remarks.read_remarks,)),
    actions.MENU: (Act.OPEN_MENU, (menu.open_menu,)),
    actions.SEND_PROPOSAL: (Act.PROPOSE, (proposing.send,)),
    actions.OTHERS: (Act.PROPOSE, (proposing.open_form,)),
    actions.RESUME: (Act.PAUSE, (pausing.resume,)),
    actions.SITUATION: (Act.READ_REMARKS, (core_centre.open_situation,)),
    calling.CALLS: (Act.CALL_OFFICES, (entering.open_list,)),
}


def does_something(facts: Facts, action: str, value: str) -> bool:
    """True when somebody may press it now, and something comes of it."""
    about = next((ask for ask in facts.asks if ask.id == value), None)
    act, rules = RULES[action]
    seen = replace(facts, ask=about)
    able = [actor for actor in ACTORS if may(actor, act, seen, at=after(30)) is Verdict.ALLOWED]
    return any(all(_comes_of(rule, seen, actor) for rule in rules) for actor in able)


def _comes_of(rule: Any, facts: Facts, actor: Actor) -> bool:
    decision = rule(facts, by=actor, at=after(30))
    return bool(altered(decision)) or isinstance(decision.reply, Shown)


CONSISTENT: Final = [
    pytest.param(
        ask,
        need,
        claimed,
        id=f"an ask {ask}, a need {need}, {who}",
    )
    for ask, need in STANDS
    for claimed, who in ((None, "unclaimed"), ("K1", "claimed"))
    if need in OPEN_NEEDS
]


@pytest.mark.parametrize(("ask", "need", "claimed"), CONSISTENT)
def test_every_button_on_every_card_is_a_legal_move_for_somebody(
    ask: AskStatus, need: NeedStatus, claimed: str | None
) -> None:
    case = a_case(core_called_at=after(20), claimed_by=claimed, claimed_at=claimed and after(22))
    asks = (an_ask(ask), an_ask(office="P03"))
    facts = facts_of(*asks, need=a_need(need), case=case, remarked=True)

    for message in every_card(facts, Lang.JA):
        for action, value in pressed(message):
            assert does_something(facts, action, value), action


@pytest.mark.parametrize(
    ("status", "labels"),
    [
        pytest.param(
            AskStatus.WAITING,
            {actions.ACCEPT, actions.CONDITION, actions.DECLINE, actions.HOLD, actions.COPY},
            id="a silent office",
        ),
        pytest.param(
            AskStatus.HOLDING,
            {actions.ACCEPT, actions.CONDITION, actions.DECLINE, actions.COPY},
            id="an office looking into it does so once",
        ),
        pytest.param(
            AskStatus.OFFERED,
            {actions.CONDITION, actions.DECLINE, actions.COPY},
            id="an office that said yes may say no",
        ),
        pytest.param(
            AskStatus.CONDITIONAL,
            {actions.ACCEPT, actions.CONDITION, actions.DECLINE, actions.COPY},
            id="conditions may be given anew",
        ),
        pytest.param(
            AskStatus.DECLINED,
            {actions.ACCEPT, actions.CONDITION},
            id="an office that said no may say yes",
        ),
        pytest.param(
            AskStatus.RELEASED,
            set(),
            id="an office let go has nothing to press",
        ),
    ],
)
def test_a_card_offers_the_answers_that_would_change_something(
    status: AskStatus, labels: set[str]
) -> None:
    facts = facts_of(an_ask(status))
    assert facts.ask is not None
    words = words_of(MIZUUMI, Lang.JA)

    card = ask_cards.ask_card(words, facts, facts.ask, at=after(5), key="k")

    assert {action for action, _ in pressed(card)} == labels


@pytest.mark.parametrize(
    ("need", "labels"),
    [
        pytest.param(
            NeedStatus.DECIDED, [actions.SHEET, actions.ARRIVE, actions.WITHDRAW], id="on the way"
        ),
        pytest.param(NeedStatus.ARRIVED, [actions.SHEET], id="during the stay"),
        pytest.param(NeedStatus.RETURNED, [], id="after the return"),
    ],
)
def test_the_decided_office_has_its_sheet_and_may_step_back_until_the_arrival(
    need: NeedStatus, labels: list[str]
) -> None:
    facts = facts_of(an_ask(AskStatus.DECIDED), need=a_need(need))
    assert facts.ask is not None

    card = ask_cards.ask_card(words_of(MIZUUMI, Lang.JA), facts, facts.ask, at=after(45), key="k")

    assert [action for action, _ in pressed(card)] == labels


@pytest.mark.parametrize("status", AskStatus, ids=str)
def test_a_card_of_an_earlier_round_has_nothing_to_press(status: AskStatus) -> None:
    if status is AskStatus.DECIDED:  # it would be withdrawn
        return
    facts = facts_of(an_ask(status), need=a_need(round=2))
    assert facts.ask is not None

    card = ask_cards.ask_card(words_of(MIZUUMI, Lang.JA), facts, facts.ask, at=after(45), key="k")

    assert list(pressed(card)) == []


@pytest.mark.parametrize("remarked", [True, False])
def test_the_full_text_is_offered_where_there_is_one(remarked: bool) -> None:
    facts = facts_of(remarked=remarked)

    _, message = every_card(facts, Lang.JA)

    assert (actions.REMARKS in {action for action, _ in pressed(message)}) is remarked


def test_an_office_without_a_copy_is_not_offered_to_look() -> None:
    facts = facts_of(an_ask(prepared=False))
    assert facts.ask is not None

    card = ask_cards.ask_card(words_of(MIZUUMI, Lang.JA), facts, facts.ask, at=after(5), key="k")

    assert actions.COPY not in {action for action, _ in pressed(card)}


@pytest.mark.parametrize(
    ("arrival", "day"),
    [
        pytest.param(in_japan(2026, 1, 20, 22, 46), "", id="today by its hour"),
        pytest.param(in_japan(2026, 1, 21, 0, 30), "1/21", id="after midnight by its day"),
        pytest.param(in_japan(2026, 1, 22, 9, 0), "1/22", id="later by its day"),
    ],
)
def test_an_arrival_shows_its_day_when_it_is_not_today(arrival: datetime, day: str) -> None:
    facts = facts_of(need=a_need(arrival_at=arrival, nights=0))
    assert facts.ask is not None
    words = words_of(MIZUUMI, Lang.JA)

    text = in_one(ask_cards.ask_card(words, facts, facts.ask, at=NIGHT, key="k"))

    (line,) = (each for each in text.split("\\n") if words.label_arrival() in each)
    assert f"{arrival.astimezone(JST):%H:%M}" in line
    assert (re.search(r"\d+/\d+", line) or [""])[0] == day


@pytest.mark.parametrize(
    ("at", "now"),
    [
        pytest.param(in_japan(2026, 1, 20, 21, 46), True, id="in the evening"),
        pytest.param(in_japan(2026, 1, 21, 0, 5), True, id="after midnight"),
        pytest.param(in_japan(2026, 1, 21, 4, 59), True, id="until five"),
        pytest.param(in_japan(2026, 1, 21, 5, 0), False, id="from five it is last night"),
        pytest.param(in_japan(2026, 1, 20, 4, 59), False, id="not yet the night before"),
    ],
)
def test_tonight_is_the_night_that_began_the_day_before_until_five(at: datetime, now: bool) -> None:
    facts = facts_of()
    assert facts.ask is not None

    message = ask_cards.ask_card(words_of(MIZUUMI, Lang.JA), facts, facts.ask, at=at, key="k")

    assert ("今夜" in in_one(message)) is now


@pytest.mark.parametrize(
    ("ask", "need"), [pytest.param(a, n, id=f"an ask {a}, a need {n}") for a, n in STANDS]
)
def test_an_ask_card_never_has_more_than_five_buttons(ask: AskStatus, need: NeedStatus) -> None:
    facts = facts_of(an_ask(ask), need=a_need(need))
    assert facts.ask is not None

    card = ask_cards.ask_card(words_of(MIZUUMI, Lang.JA), facts, facts.ask, at=after(5), key="k")

    assert len(list(pressed(card))) <= 5


def test_the_case_card_shows_who_was_asked_what_came_and_the_next_step() -> None:
    asks = (
        an_ask(AskStatus.OFFERED),
        an_ask(AskStatus.UNDELIVERABLE, office="P03"),
    )
    facts = facts_of(*asks)
    words = words_of(MIZUUMI, Lang.JA)

    (message,) = (
        cards.card(words, facts, ref, at=after(6), key="k") for ref in case_cards(facts, a_case())
    )

    text = in_one(message)
    for shown in ("見本短期入所 かりのやど", "試験支援施設 やまびこ荘", "000-0000-0103", "21:56"):
        assert shown in text


def test_an_answer_of_somebody_unknown_is_marked_on_both_cards() -> None:
    heard = answers.accept(facts_of(), by=a_stranger("P01"), at=after(7))
    asks = asks_of(heard)
    words = words_of(MIZUUMI, Lang.JA)

    facts = facts_of(*asks)

    for message in every_card(facts, Lang.JA):
        assert words.unverified() in in_one(message)


def test_an_answered_card_says_when_and_who_and_that_the_answer_may_change() -> None:
    heard = answers.accept(facts_of(), by=somebody("P01-1", channel="P01"), at=after(7))
    facts = facts_of(*asks_of(heard))
    words = words_of(MIZUUMI, Lang.JA)
    mine = next(ask for ask in facts.asks if ask.answer)

    text = in_one(ask_cards.ask_card(words, facts, mine, at=after(8), key="k"))

    assert "現在の状況：受入れ可能* （21:53 " in text
    assert words.answered_foot() in text


# ------------------------------------------------------------------ the telephone


def of_case(facts: Facts, lang: Lang = Lang.JA) -> str:
    """Return what the owner's case card says half an hour after the asking began."""
    words = words_of(MIZUUMI, lang)
    case = facts.case or a_case()
    message = case_card(words, facts, office=case.owner_office, at=after(30), key="k")
    return in_one(message)


def test_the_case_card_names_whom_to_telephone_next_before_anything_else() -> None:
    words = words_of(MIZUUMI, Lang.JA)
    message = case_card(words, facts_of(), office=OfficeId("P12"), at=after(30), key="k")

    assert message.blocks[1]["text"]["text"] == (
        "*次にお電話を：見本短期入所 かりのやど 000-0000-0101"
        "／試験支援施設 やまびこ荘 000-0000-0103*"
    )
    assert "次にお電話を" not in of_case(facts_of(an_ask(AskStatus.OFFERED)))


def test_the_line_of_an_asked_office_tells_the_last_call() -> None:
    facts = facts_of(calls=(a_call(CallOutcome.REACHED), a_call()))

    assert "かりのやど：未回答（期限22:06） 不在 22:03" in of_case(facts)


@every_language
def test_an_answer_entered_at_the_telephone_names_who_entered_it(lang: Lang) -> None:
    answer = Answer(by=None, staff=None, at=after(5), verified=True, entered_by=StaffId("K1"))
    facts = facts_of(an_ask(AskStatus.OFFERED, answer=answer), an_ask(office="P03"))
    entered = words_of(MIZUUMI, lang).entered_by("仮称きずな")

    assert entered in of_case(facts, lang)
    assert "仮称きずな" not in in_one(next(every_card(facts, lang)))  # the office's own card


def test_nothing_written_down_at_the_telephone_reaches_a_card_or_line() -> None:
    books = Books(facts_of())
    given = replace(UNDER_CONDITIONS, condition=Condition())
    decision = entering.enter(
        books.facts("P01"),
        outcome=CallOutcome.CONDITION,
        given=given,
        by=somebody("C1"),
        at=after(5),
        new_id=numbered(),
    )
    books.record(decision)

    assert [each.text for each in remarks_of(decision)] == [FREE]
    assert FREE not in repr((decision.effects, decision.due, decision.notes))
    assert not [card for card in every_card(books.facts("P01"), Lang.JA) if FREE in in_one(card)]


@every_language
def test_slack_takes_the_letter_with_every_number_there_is(lang: Lang) -> None:
    calls = tuple((f"{'長' * 200}{n}", None) for n in range(30))
    said = sentence("please_call", number="2025-0001", night=True, calls=calls)

    letter = letters.letter(words_of(MIZUUMI, lang), said, mentions="", subject="s", key="k")

    assert wrong_with(letter) == []


# ------------------------------------------------------------------ forms and pages


ELSEWHERE = (
    Sibling(case=a_case("R06", id=CaseId("case-2"), number="2025-0002"), houses=(OfficeId("P03"),)),
)


def with_long_name(facts: Facts) -> Facts:
    """Return the facts in which the first asked office has as long a name as there may be."""
    first = replace(facts.town.offices[OfficeId("P01")], name="長" * 300)
    offices = {**facts.town.offices, first.id: first}
    return replace(facts, town=replace(facts.town, offices=offices))


def the_pages(of: TownNetwork, lang: Lang) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every page there is, in a city and a language."""
    words = words_of(of, lang)
    lines = of.registrants
    yield "loading", pages.loading(words)
    yield "the wish", pages.wish_form(words, with_long_name(facts_of(siblings=ELSEWHERE)))
    yield (
        "the condition",
        answering.condition_form(words, "ask-1", number="2026-0001", answerer="仮名さつき"),
    )
    yield "the no", answering.decline_form(words, "ask-1", number="2026-0001", answerer="")
    yield "stepping back", answering.withdraw_form(words, "ask-1", number="2026-0001")
    yield from the_telephone(words)
    yield "taking back", answering.cancel_form(words, "case-1")
    case_facts = facts_of()
    yield "no words", answering.remarks(words, case_facts, [])
    many = [a_remark(n) for n in range(200)]
    yield "many words", answering.remarks(words, case_facts, many)
    listed = [
        Listed(
            monitoring=month,
            number=each.registration.number or "",
            name=each.person.name,
            due_on=TONIGHT,
        )
        for each in lines
        for month in each.monitoring
    ]
    for some in (listed, []):
        yield "monitoring", pages.monitoring_list(words, some)
        yield "recording", pages.monitoring_form(words, some, today=TONIGHT)
    for line in lines:
        yield f"the sheet of {line.person.id}", _sheet_of(words, line)


def the_telephone(words: Words) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the pages with which offices are telephoned; a list longer than a modal is cut."""
    name, many = "長" * 300, tuple(an_ask(id=AskId(f"ask-{n}")) for n in range(60))
    calls = tuple(a_call(outcome) for outcome in CallOutcome)
    some = with_names(facts_of(calls=calls, others=(ANOTHER,)), "長" * HUGE)
    for facts in (some, facts_of(*many, town=some.town)):
        found = phoning.call_list(facts, at=after(30))
        yield "the call list", calling.call_list(words, facts, found)
    yield "the yes spoken", calling.accept_form(words, "ask-1", office=name)
    condition = answering.condition_form(
        words, "ask-1", number="2026-0001", answerer=name, spoken_for=name
    )
    yield "the condition spoken", condition
    yield (
        "the no spoken",
        answering.decline_form(words, "ask-1", number="2026-0001", answerer=name, spoken_for=name),
    )
    yield (
        "stepping back, spoken",
        answering.withdraw_form(words, "ask-1", number="2026-0001", spoken_for=name),
    )


ANOTHER: Final = Asking(need=a_need(id=NeedId("need-2")), asks=(an_ask(id=AskId("ask-2")),))


def a_call(outcome: CallOutcome = CallOutcome.NO_ANSWER) -> Call:
    """Return what a call to かりのやど came to at 22:03."""
    return Call(
        id=CallId(f"call-{outcome}"),
        network=MIZUUMI.network.id,
        case=a_case().id,
        ask=an_ask().id,
        by=StaffId("C1"),
        at=after(17),
        outcome=outcome,
    )


def a_remark(n: int) -> Remark:
    """Return one of many things an office wrote, as long as a form takes."""
    return Remark(
        id=RemarkId(f"r-{n}"),
        network=MIZUUMI.network.id,
        case=a_case().id,
        ask=an_ask().id,
        at=after(n),
        by=Member(team="TMIZUUMI", user="U-1"),
        answerer="仮名さつき",
        text="長" * answering.LONGEST_REMARK,
    )


@pytest.mark.parametrize(
    "where",
    [
        pytest.param({"past": (an_ask(),)}, id="in an earlier round"),
        pytest.param({"others": (Asking(need=a_need(), asks=(an_ask(),)),)}, id="for another need"),
    ],
)
def test_a_remark_has_its_office_wherever_it_was_asked(where: dict[str, Any]) -> None:
    facts = facts_of(an_ask(office="P03", round=2), **where)

    page = answering.remarks(words_of(MIZUUMI, Lang.JA), facts, [a_remark(1)])

    assert facts.town.offices[OfficeId("P01")].name in page["blocks"][0]["text"]["text"]


@every_language
def test_more_than_fits_on_a_page_leaves_the_newest_and_says_so(lang: Lang) -> None:
    words = words_of(MIZUUMI, lang)
    many = [replace(a_remark(n), text="長" * 9000) for n in range(20)]

    page = answering.remarks(words, facts_of(), many)

    shown = [block["text"]["text"] for block in page["blocks"]]
    assert shown[0] == words.remarks_earlier()
    assert "".join(shown[1:]).count("長") % 9000 == 0
    assert not view_too_large(page)
    assert check_view(page, ("modal",)) == []


def _sheet_of(words: Words, line: Registrant) -> dict[str, Any]:
    case = a_case(line.person.id, situation=FREE, whereabouts=FREE)
    found = sheets.Sheet(
        person=line.person,
        registration=line.registration,
        case=case,
        need=a_need(NeedStatus.DECIDED),
        with_case=True,
        contacts=line.person.contacts,
    )
    return pages.sheet(words, found)


@every_language
@every_city
def test_slack_takes_every_form_and_page(of: TownNetwork, lang: Lang) -> None:
    for name, view in the_pages(of, lang):
        assert check_view(view, ("modal",)) == [], name
        assert not view_too_large(view), name


@every_language
@pytest.mark.parametrize(
    ("person", "by"),
    [pytest.param("R01", "C1", id="two offices"), pytest.param("R11", "K1", id="nobody prepared")],
)
def test_slack_takes_the_preview_which_shows_the_card_without_its_buttons(
    person: str, by: str, lang: Lang
) -> None:
    facts = before_opening(person)
    decision = judged(facts, a_request(person), by=somebody(by), at=NIGHT)
    assert isinstance(decision.reply, Shown)
    value: Any = decision.reply.value
    draft, plan = value

    view = preview(words_of(MIZUUMI, lang), facts, plan, draft=draft, at=NIGHT)

    assert check_view(view, ("modal",)) == []
    assert not any(block["type"] == "actions" for block in view["blocks"])
    assert view["private_metadata"] == draft


@every_language
def test_slack_takes_every_refusal(lang: Lang) -> None:
    words = words_of(MIZUUMI, lang)
    way_on = sentence("gate_ask_core", office="基幹「みなも」(見本)", telephone="000-0000-0201")
    titles = ("gate_unregistered", "gate_family_plans", "gate_other_ground", "gate_no_carer")
    for key in (*titles, "gate_short_stay"):
        refused = Refused(sentence(key), (sentence(f"{key}_why"), way_on), tuple(Way), "d-1")
        view = refusing.refusal(words, refused)
        assert check_view(view, ("modal",)) == [], key
        assert "000-0000-0201" in json.dumps(view, ensure_ascii=False)


@every_language
def test_a_sheet_of_answers_without_end_is_still_a_page(lang: Lang) -> None:
    line = registrant("R01")
    long = dict.fromkeys(
        ("condition_and_treatment", "medication", "other_notes", "allergies", "meals"), "長" * 5000
    )
    contacts = line.person.contacts * 200
    endless = replace(line, person=replace(line.person, contacts=contacts, **long))  # type: ignore[arg-type]

    view = _sheet_of(words_of(MIZUUMI, lang), endless)

    assert check_view(view, ("modal",)) == []
    assert not view_too_large(view)


def test_a_sheet_without_an_answer_shows_no_empty_line() -> None:
    line = registrant("R01")
    bare = replace(line.person, contacts=(), medication="", meals="", approaches=())

    view = _sheet_of(words_of(MIZUUMI, Lang.JA), replace(line, person=bare))

    assert check_view(view, ("modal",)) == []
    words = words_of(MIZUUMI, Lang.JA)
    assert words.label_medication() not in json.dumps(view, ensure_ascii=False)
