"""The card of a whole case, for those who lead it: who was asked, what arrived, what comes next."""

from __future__ import annotations

from datetime import date, datetime

from bot.clock import JST, tonight
from bot.decide.calling import call_list
from bot.decide.proposing import asked_by_itself
from bot.decide.steps import telephoning
from bot.facts import Facts, case_of, each_need
from bot.model import Ask, Case, Need, OfficeId
from bot.moves import AskStatus, NeedStatus, NextStep
from bot.vocabulary import Medical, OfficeKind, Wish
from bot.words import Words, calling
from bot.words.actions import (
    CLAIM,
    MENU,
    OTHERS,
    REMARKS,
    RESUME,
    SEND_PROPOSAL,
    SHEET,
)
from bot.words.blocks import (
    Block,
    Button,
    Message,
    buttons,
    escaped,
    foot,
    header,
    lines_of,
    section,
)
from bot.words.case_lines import (
    arrive_button,
    choose_button,
    condition_of,
    owner_line,
    person_lines,
    return_button,
    rival_numbers,
)
from bot.words.letters import calls_button

MOST_OFFERS = 12
"""So many offers have a button of their own: a message takes fifty blocks, a reader fewer."""
OFFERING = (AskStatus.OFFERED, AskStatus.CONDITIONAL)


def case_card(words: Words, facts: Facts, *, office: OfficeId, at: datetime, key: str) -> Message:
    """Return the card of a whole case, for its owner's office or the core centre.

    It always shows who was asked, what arrived, what could not be delivered, and the next step.
    """
    case, need = case_of(facts)
    blocks = [
        header(_case_heading(words, facts, office), id_=key),
        *calling.next_calls(words, facts, at=at),
        *(block for each in each_need(facts) for block in _need_blocks(words, each, at)),
        section(_case_facts(words, facts, at), id_="facts"),
        *buttons(_case_buttons(words, facts, office, at), id_="acts"),
        foot(words.case_foot(), id_="foot"),
    ]
    return Message(_case_text(words, case, need, facts, office), tuple(blocks))


def _need_blocks(words: Words, facts: Facts, at: datetime) -> list[Block]:
    """Return where one need stands: its next step, who was asked, who offers, who is next."""
    _, need = case_of(facts)
    today = at.astimezone(JST).date()
    return [
        section(need_state(words, facts, at), id_=f"need_{need.id}"),
        section(asked(words, facts, today), id_=f"asked_{need.id}"),
        *_offers(words, facts, today),
        *_proposal(words, facts, at),
        *buttons(_need_buttons(words, facts), id_=f"need_acts_{need.id}"),
    ]


def need_state(words: Words, facts: Facts, at: datetime) -> str:
    """Return what one need asks for, where it stands, and what comes next."""
    _, need = case_of(facts)
    period = words.period(need.starts_on, need.nights_with(need.service), tonight(at))
    head = f"{words.glossary.SERVICES[need.service]}{words.bar}{period}"
    today = at.astimezone(JST).date()
    pairs = (
        (words.label_state(), _state(words, need, today)),
        (words.label_next(), _next_step(words, facts, at)),
    )
    return f"{head}\n{lines_of(pairs, words.colon)}"


def _state(words: Words, need: Need, today: date) -> str:
    """Return where the need stands; from the arrival on, since when."""
    since = need.ended_at or need.arrived_at
    status = f"*{words.glossary.NEED_STATUSES[need.status]}*"
    return status + (words.state_since(since, today) if since else "")


def _proposal(words: Words, facts: Facts, at: datetime) -> list[Block]:
    """Return whom to ask next, and when that happens by itself."""
    _, need = case_of(facts)
    planned = [ask for ask in facts.asks if ask.status is AskStatus.PLANNED]
    if not planned or need.status is not NeedStatus.ASKING:
        return []
    today = at.astimezone(JST).date()
    lines = [_candidate(words, facts, ask) for ask in planned]
    text = "\n".join((words.proposal_head(asked_by_itself(facts, at=at), today), *lines))
    send = Button(words.button_ask_them(), SEND_PROPOSAL, need.id, primary=True)
    other = Button(words.button_ask_others(), OTHERS, need.id)
    row = buttons([send, other], id_=f"proposal_acts_{need.id}")
    return [section(text, id_=f"proposal_{need.id}"), *row]


def _candidate(words: Words, facts: Facts, ask: Ask) -> str:
    _, need = case_of(facts)
    service = words.glossary.SERVICES[ask.service or need.service]
    held = words.office_prepared(ask.trial_done) if ask.prepared else ""
    parts = (service, held, facts.town.telephone(ask.office) or "")
    detail = words.bar.join(each for each in parts if each)
    return f"{words.bullet}{escaped(facts.office_of(ask).name)}{words.colon}{detail}"


def _case_heading(words: Words, facts: Facts, office: OfficeId) -> str:
    case, _ = case_of(facts)
    shared = facts.town.shared(facts.town.channel_of(office))
    title, name = words.case_title(case.number), facts.town.offices[office].name
    return f"{title}{words.bar}{name}" if shared else title


def _case_text(words: Words, case: Case, need: Need, facts: Facts, office: OfficeId) -> str:
    core = facts.town.core
    calling = need.status is NeedStatus.ASKING and case.claimed_by is None
    if core is not None and core.id == office and calling:
        offered = any(ask.status is AskStatus.OFFERED for ask in facts.asks)
        waiting = words.case_notification_offer if offered else words.case_notification_core
        return waiting(case.number)
    return words.case_notification(case.number, words.glossary.NEED_STATUSES[need.status])


def _case_facts(words: Words, facts: Facts, at: datetime) -> str:
    case, _ = case_of(facts)
    today = at.astimezone(JST).date()
    wish = "" if case.wish is not Wish.UNCONFIRMED else words.glossary.WISHES[case.wish]
    pairs = (
        (words.label_paused(), _paused(words, facts, at)),
        (words.label_core(), _core_state(words, facts, case)),
        (words.label_event(), words.comma.join(each.case.number for each in facts.siblings)),
        (words.label_wish(), wish),
        (words.medical_title(), _medical(words, facts)),
        (words.label_exception(), _exception(words, facts)),
        (words.label_owner(), owner_line(facts)),
    )
    return f"{lines_of(pairs, words.colon)}\n{person_lines(words, facts, today)}"


def _paused(words: Words, facts: Facts, at: datetime) -> str:
    case, _ = case_of(facts)
    if case.paused_until is None or case.pause_reason is None or case.paused_until <= at:
        return ""
    if not _asking(facts):
        return ""
    return words.paused(case.paused_until, words.glossary.PAUSE_REASONS[case.pause_reason])


def _asking(facts: Facts) -> bool:
    """True while any need of the case is asking: only then is there anything to pause."""
    every = (case_of(each)[1] for each in each_need(facts))
    return any(need.status is NeedStatus.ASKING for need in every)


def _next_step(words: Words, facts: Facts, at: datetime) -> str:
    """Return what happens next by itself: a step of the ladder, or that the proposed are asked."""
    _, need = case_of(facts)
    today, by_itself = at.astimezone(JST).date(), asked_by_itself(facts, at=at)
    if need.next_step is None or need.next_step_at is None:
        return ""
    if by_itself is not None and by_itself < need.next_step_at:
        return words.next_proposal(by_itself, today)
    said = words.next_step(need.next_step, need.next_step_at, today)
    city = facts.town.city if need.next_step is NextStep.CALL_CITY else None
    if city is None:
        return said
    reached = (escaped(city.name), facts.town.telephone(city.id) or "")
    return f"{said}{words.colon}{' '.join(each for each in reached if each)}"


def _medical(words: Words, facts: Facts) -> str:
    """Return when a doctor was asked last, where one is needed or was; never what was said."""
    case, _ = case_of(facts)
    contacts = facts.medical_contacts
    if case.medical is Medical.CONSULT or contacts:
        return words.medical_last(contacts[-1].at if contacts else None)
    return ""


def _exception(words: Words, facts: Facts) -> str:
    """Return that a rule was set aside, and by whom; the reason is nobody's who reads cards."""
    case, _ = case_of(facts)
    staff = facts.town.staff.get(case.override_by) if case.override_by else None
    office = facts.town.offices.get(staff.office) if staff else None
    return words.asked_as_exception(office.kind is OfficeKind.CITY) if office else ""


def _core_state(words: Words, facts: Facts, case: Case) -> str:
    if case.claimed_by is not None and case.claimed_at is not None:
        staff = facts.town.staff.get(case.claimed_by)
        name = escaped(staff.name) if staff else ""
        return words.core_claimed(name, case.claimed_at, _asking(facts))
    if case.answered_at is not None and telephoning(case):
        staff = facts.town.staff.get(case.answered_by) if case.answered_by else None
        return words.core_telephoning(escaped(staff.name) if staff else "", case.answered_at)
    return words.core_called(case.core_called_at) if case.core_called_at else ""


def asked(words: Words, facts: Facts, today: date) -> str:
    """Return who was asked for one need, and how each stands; who stepped back stays."""
    gone = [ask for ask in facts.past if ask.status is AskStatus.WITHDRAWN]
    lines = [_asked_line(words, facts, ask, today) for ask in (*facts.asked, *gone)]
    body = "\n".join(lines) if lines else words.asked_none()
    return f"*{words.label_asked()}*\n{body}"


def _asked_line(words: Words, facts: Facts, ask: Ask, today: date) -> str:
    office = facts.office_of(ask)
    detail = _answer_detail(words, facts, ask, today)
    _, need = case_of(facts)
    if ask.status is AskStatus.DECIDED and need.decided_at is not None:
        detail = f"{words.asked_detail(need.decided_at, today)}{_agreed(words, ask, today)}"
    elif ask.status is AskStatus.WAITING and ask.reply_due is not None:
        detail = words.asked_until(ask.reply_due)
    elif ask.status is AskStatus.UNDELIVERABLE:
        detail = f" {facts.town.telephone(office.id) or ''}".rstrip()
    detail += calling.by_telephone(words, facts, ask)
    if ask.confirm_by is not None:
        detail += f" {words.to_confirm(ask.confirm_by, today)}"
    line = words.asked_line(escaped(office.name), words.ask_status(ask.status), detail)
    return f"{line}{_also_asked(words, facts, ask)}"


def _also_asked(words: Words, facts: Facts, ask: Ask) -> str:
    numbers = rival_numbers(facts, ask)
    return f" {words.also_asked(words.comma.join(numbers))}" if numbers else ""


def _agreed(words: Words, ask: Ask, today: date) -> str:
    """Return the condition under which an office was decided for, if there was one."""
    if ask.answer is None or ask.answer.condition is None:
        return ""
    return f" {words.agreed_condition(condition_of(words, ask, today))}"


def _answer_detail(words: Words, facts: Facts, ask: Ask, today: date) -> str:
    """Return when it was answered, by somebody known or not, and under which conditions."""
    answer = ask.answer
    if answer is None:
        return ""
    said = words.asked_detail(answer.at, today)
    said += "" if answer.verified else words.unverified()
    reason = words.glossary.REASONS[answer.reason] if answer.reason else ""
    conditions = condition_of(words, ask, today)
    entered = calling.entered_by(words, facts, ask)
    return " ".join(part for part in (said, entered, reason, conditions) if part)


def _offers(words: Words, facts: Facts, today: date) -> list[Block]:
    """Return a row for each office that offers; what is too many for a card is counted."""
    _, need = case_of(facts)
    rows = offers(words, facts, today)
    more = len(rows) - MOST_OFFERS
    rest = [foot(words.more_offers(more), id_=f"more_{need.id}")] if more > 0 else []
    return [*rows[:MOST_OFFERS], *rest]


def offers(words: Words, facts: Facts, today: date) -> list[Block]:
    """Return a row for each office that offers, with the button that decides for it."""
    _, need = case_of(facts)
    if need.status is not NeedStatus.ASKING:
        return []
    return [_offer(words, facts, ask, today) for ask in facts.asks if ask.status in OFFERING]


def _offer(words: Words, facts: Facts, ask: Ask, today: date) -> Block:
    """Return an offer with its conditions, and the button."""
    detail = condition_of(words, ask, today)
    state = f"*{escaped(facts.office_of(ask).name)}*{words.colon}{words.ask_status(ask.status)}"
    row = section("\n".join(each for each in (state, detail) if each), id_=f"offer_{ask.id}")
    return {**row, "accessory": choose_button(words, ask, today).element()}


def _need_buttons(words: Words, facts: Facts) -> list[Button]:
    _, need = case_of(facts)
    match need.status:
        case NeedStatus.DECIDED:
            return [arrive_button(words, need.id)]
        case NeedStatus.ARRIVED:
            return [return_button(words, need.id)]
        case _:
            return []


def _case_buttons(words: Words, facts: Facts, office: OfficeId, at: datetime) -> list[Button]:
    case, _ = case_of(facts)
    needs = [each.need for each in each_need(facts) if each.need is not None]
    asking = _asking(facts)
    going_on = any(need.next_step is not None for need in needs)
    core = facts.town.core
    found: list[Button] = []
    if core is not None and core.id == office and asking and case.claimed_by is None:
        found.append(Button(words.button_claim(), CLAIM, case.id, primary=True))
    if call_list(facts, at=at):
        found += calls_button(words, case.id)
    if asking and case.paused_until is not None and at < case.paused_until:
        found.append(Button(words.button_resume(), RESUME, case.id))
    if going_on:
        found.append(Button(words.button_sheet(), SHEET, case.id))
    if facts.remarked:
        found.append(Button(words.button_remarks(), REMARKS, case.id))
    if going_on:
        found.append(Button(words.button_menu(), MENU, case.id))
    return found
