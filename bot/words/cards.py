"""Cards, composed from what is true when they are drawn. They know no name and no free text.

Only the outline of a person is read here: bands, categories and closed vocabularies.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.clock import JST, tonight
from bot.decide.calling import call_list
from bot.decide.may import AFTERWARDS
from bot.effects import CardKind, CardRef, Sentence
from bot.facts import Facts, ask_of, case_of, each_need, owner_telephone
from bot.model import Ask, Case, Condition, Member, Need, Office, OfficeId, Outline, StaffId
from bot.moves import ANSWERABLE, ASK_MOVES, AskMove, AskStatus, NeedStatus
from bot.vocabulary import Medical, OfficeKind, Part, Wish
from bot.words import Words, calling, say
from bot.words.alarms import EMERGENCY, RELAY
from bot.words.blocks import (
    MESSAGE_LIMIT,
    Block,
    Button,
    buttons,
    clipped,
    confirm,
    escaped,
    foot,
    header,
    lines_of,
    section,
)
from bot.words.letters import OPENING_BUTTONS

ACCEPT = "ask_accept"
CONDITION = "ask_condition"
DECLINE = "ask_decline"
HOLD = "ask_hold"
COPY = "copy_open"
REMARKS = "remarks_open"
SHEET = "sheet_open"
ARRIVE = "need_arrive"
WITHDRAW = "ask_withdraw"
RETURN = "case_return"
CANCEL = "case_cancel"
CHOOSE = "ask_choose"
CLAIM = "case_claim"
MENU = "case_menu"
SEND_PROPOSAL = "proposal_send"
OTHERS = "proposal_open"
PAUSE = "case_pause"
RESUME = "case_resume"
ADD_NEED = "need_add"
ADD_GROUND = "ground_add"
LEAVE = "sheet_leave"
TOLD = "sheet_told"
JOIN = "joining_open"
JOIN_APPROVE = "joining_approve"
JOIN_REFUSE = "joining_refuse"
LIST_MONITORING = "monitoring_list"
RECORD_MONITORING = "monitoring_record"
STANDING = "standing"
"""The block of a standing card's buttons."""

EVERYBODY_HERE = "<!channel>"
"""What makes every phone in a channel ring: for offices nobody of which is known in Slack."""


@dataclass(frozen=True, slots=True)
class Message:
    """What is posted: notification text and blocks, both complete."""

    text: str
    blocks: tuple[Block, ...]


def card(words: Words, facts: Facts, ref: CardRef, *, at: datetime, key: str) -> Message:
    """Return a card as it stands now; its first block carries `key`, by which we find it again."""
    match ref.kind:
        case CardKind.ASK:
            return ask_card(words, facts, ask_of(facts), at=at, key=key)
        case CardKind.CASE:
            return case_card(words, facts, office=ref.office, at=at, key=key)
        case CardKind.STANDING:
            return standing_card(words, facts, ref, key=key)


# ------------------------------------------------------------------ the card that always stands


def standing_card(words: Words, facts: Facts, ref: CardRef, *, key: str) -> Message:
    """Return the card that stands in an office's channel for whoever comes new to it."""
    here = facts.town.at(ref.subject) or (facts.town.offices[ref.office],)
    offices = words.comma.join(escaped(office.name) for office in here)
    blocks = [
        section(f"*{words.standing_heading(offices)}*", id_=key),
        section(words.standing_body(), id_="about"),
        *buttons(_standing_buttons(words, ref.subject), id_=STANDING),
        foot(words.standing_foot(), id_="foot"),
    ]
    return Message(clipped(words.standing_heading(offices), MESSAGE_LIMIT), tuple(blocks))


def _standing_buttons(words: Words, channel: str) -> list[Button]:
    return [
        Button(words.button_join(), JOIN, channel),
        Button(words.button_alarm(), RELAY, channel),
    ]


# ------------------------------------------------------------------ the ask card


def ask_card(words: Words, facts: Facts, ask: Ask, *, at: datetime, key: str) -> Message:
    """Return the card in the asked office's channel: redrawn as the ask moves, never twice."""
    _, need = case_of(facts)
    blocks = [
        section(_ask_heading(words, facts, ask), id_=key),
        section(_ask_body(words, facts, ask, at), id_="facts"),
        *buttons(_ask_buttons(words, ask, need, at), id_="answers"),
        foot(_ask_foot(words, ask, need), id_="foot"),
    ]
    return Message(_ask_text(words, facts, ask, at), tuple(blocks))


def _ask_heading(words: Words, facts: Facts, ask: Ask) -> str:
    """Return the heading; where offices share the channel it says for which the card is."""
    case, need = case_of(facts)
    heading, office = words.ask_heading(case.number), _office_named(facts, ask)
    service = words.glossary.SERVICES[need.service]
    return f"{heading}\n*{office}{words.bar}{service}*" if office else heading


def _office_named(facts: Facts, ask: Ask) -> str:
    """Return the office's name where its channel is others' as well, else nothing."""
    shared = facts.town.shared(facts.town.channel_for(ask))
    return escaped(facts.office_of(ask).name) if shared else ""


def _ask_text(words: Words, facts: Facts, ask: Ask, at: datetime) -> str:
    """Return the notification: the request while it stands, later how it stands."""
    case, need = case_of(facts)
    office = _office_named(facts, ask)
    whose = f"{office}{words.colon}" if office else ""
    if ask.status is not AskStatus.WAITING or need.status is not NeedStatus.ASKING:
        return whose + words.case_notification(case.number, words.ask_status(ask.status))
    service = words.glossary.SERVICES[ask.service or need.service]
    period = words.period_short(need.starts_on, need.nights, tonight(at))
    until = _clock(ask.reply_due)
    return clipped(whose + words.ask_notification(service, period, until), MESSAGE_LIMIT)


def _ask_body(words: Words, facts: Facts, ask: Ask, at: datetime) -> str:
    _, need = case_of(facts)
    today = at.astimezone(JST).date()
    service = words.glossary.SERVICES[ask.service or need.service]
    head = f"{service}{words.bar}{words.period(need.starts_on, need.nights, tonight(at))}"
    return "\n".join(
        part
        for part in (
            head,
            _ask_state(words, ask, need, at),
            _rivals(words, facts, ask),
            _person_lines(words, facts, today),
            _office_lines(words, facts, ask),
        )
        if part
    )


def _rivals(words: Words, facts: Facts, ask: Ask) -> str:
    """Say on both cards that another request for these days is open at this office."""
    numbers = [each.case.number for each in facts.rivals if each.ask.office == ask.office]
    return words.rivals(words.comma.join(numbers)) if numbers else ""


def _ask_state(words: Words, ask: Ask, need: Need, at: datetime) -> str:
    today = at.astimezone(JST).date()
    if ask.confirm_by is not None:
        return words.confirm_offer_by(ask.confirm_by, today)
    if ask.status is AskStatus.WAITING and ask.reply_due and need.status is NeedStatus.ASKING:
        return words.reply_by(ask.reply_due, today, ask.reply_due <= at)
    if ask.status is AskStatus.DECIDED and need.status is NeedStatus.ARRIVED and need.arrived_at:
        return words.state_line(words.arrived_state(need.arrived_at))
    decided = ask.status is AskStatus.DECIDED and need.status is NeedStatus.DECIDED
    status = words.decided_state() if decided else words.ask_status(ask.status)
    return f"{words.state_line(status)}{_doubt(words, ask)}"


def _doubt(words: Words, ask: Ask) -> str:
    """Return how an answer came where nobody of the office's own staff pressed it."""
    if ask.answer is None:
        return ""
    spoken = f" {words.answered_by_telephone()}" if ask.answer.entered_by else ""
    return spoken if ask.answer.verified else words.unverified()


def _person_lines(words: Words, facts: Facts, today: date) -> str:
    case, need = case_of(facts)
    outline, glossary = case.outline, words.glossary
    supports = words.comma.join(glossary.SUPPORTS[each] for each in outline.supports)
    approaches = words.comma.join(glossary.APPROACHES[each] for each in outline.approaches)
    confirmed = outline.confirmed_on
    limit = timedelta(days=facts.profile.update_interval_days)
    stale = confirmed is not None and confirmed < today - limit
    arrival = words.arrival(need.arrival_at, _transport(words, need), today)
    pairs = (
        (words.label_ground(), glossary.GROUNDS[case.ground]),
        (words.label_person(), _outline(words, outline)),
        (words.label_supports(), supports),
        (words.label_approaches(), approaches),
        (words.label_arrival(), arrival),
        (words.label_confirmed(), words.confirmed_on(confirmed, stale)),
    )
    return lines_of(pairs, words.colon)


def _outline(words: Words, outline: Outline) -> str:
    glossary = words.glossary
    kinds = words.comma.join(glossary.DISABILITIES[each] for each in outline.handbooks)
    parts = (
        words.age_band(outline.age_band),
        glossary.SEXES[outline.sex] if outline.sex else "",
        words.disability(kinds) if kinds else "",
        words.category(outline.support_category) if outline.support_category else "",
    )
    return words.dot.join(part for part in parts if part)


def _transport(words: Words, need: Need) -> str:
    return str(words.glossary.TRANSPORTS[need.transport])


def _office_lines(words: Words, facts: Facts, ask: Ask) -> str:
    called = " ".join(mention(facts, each) for each in facts.town.ringing(ask.office))
    pairs = (
        (words.label_office(), words.office_prepared(ask.trial_done) if ask.prepared else ""),
        (words.label_enquiries(), _owner(facts)),
    )
    return f"{lines_of(pairs, words.colon)}\n{words.on_duty(called or EVERYBODY_HERE)}"


def _owner(facts: Facts) -> str:
    """Return who asks: office, work name and telephone of the counsellor."""
    case, _ = case_of(facts)
    office = facts.town.offices.get(case.owner_office)
    staff = facts.town.staff.get(case.owner)
    parts = (office.name if office else "", staff.name if staff else "", owner_telephone(facts))
    return escaped(" ".join(part for part in parts if part))


def _ask_buttons(words: Words, ask: Ask, need: Need, at: datetime) -> list[Button]:
    """Return the legal moves of this ask as buttons."""
    if ask.status is AskStatus.DECIDED:
        sheet = Button(words.button_sheet(), SHEET, ask.id, primary=True)
        arrive = Button(words.button_arrive(), ARRIVE, need.id)
        withdraw = Button(words.button_withdraw(), WITHDRAW, ask.id)
        if need.status is NeedStatus.DECIDED:
            return [sheet, arrive, withdraw]
        recent = need.ended_at is not None and at < need.ended_at + AFTERWARDS
        return [sheet] if need.status is NeedStatus.ARRIVED or recent else []
    if need.status is not NeedStatus.ASKING or ask.round != need.round:
        return []
    return answer_buttons(words, ask) + _copy_button(words, ask)


def _copy_button(words: Words, ask: Ask) -> list[Button]:
    """An office holding a consented copy may look who it is before it answers."""
    if not ask.prepared or ask.status not in ANSWERABLE:
        return []
    return [Button(words.button_who(), COPY, ask.id)]


def answer_buttons(words: Words, ask: Ask) -> list[Button]:
    """Return the answers that would change something now."""
    value = ask.id
    found = (
        (AskMove.ACCEPT, _accept_button(words, ask)),
        (AskMove.CONDITION, Button(words.button_condition(), CONDITION, value)),
        (AskMove.DECLINE, Button(words.button_decline(), DECLINE, value)),
        (AskMove.HOLD, Button(words.button_hold(), HOLD, value)),
    )
    return [button for move, button in found if _changes(ask, move)]


def _accept_button(words: Words, ask: Ask) -> Button:
    """A first yes counts at once; one that changes an answer asks back: taps go astray."""
    if ask.confirm_by is not None:
        return Button(words.button_still_possible(), ACCEPT, ask.id, primary=True)
    label = words.button_accept()
    if ask.answer is None or ask.status is AskStatus.HOLDING:
        return Button(label, ACCEPT, ask.id, primary=True)
    asked = confirm(
        words.change_title(),
        words.change_to(label),
        yes=words.change_yes(),
        no=words.button_back(),
    )
    return Button(label, ACCEPT, ask.id, confirm=asked)


def _changes(ask: Ask, move: AskMove) -> bool:
    """Conditions may be given anew, an offer confirmed; any other answer is not given twice."""
    status = ASK_MOVES.get((ask.status, move))
    again = move is AskMove.CONDITION or ask.confirm_by is not None
    return status is not None and (status is not ask.status or again)


def _ask_foot(words: Words, ask: Ask, need: Need) -> str:
    if ask.status is AskStatus.DECIDED:
        return _decided_foot(words, need)
    if need.status is not NeedStatus.ASKING or ask.round != need.round:
        return words.ask_over()
    return words.offer_foot() if ask.status is AskStatus.OFFERED else words.ask_foot()


def _decided_foot(words: Words, need: Need) -> str:
    match need.status:
        case NeedStatus.DECIDED:
            return words.decided_foot()
        case NeedStatus.ARRIVED:
            return words.arrived_foot()
        case _:
            return words.ask_over()


# ------------------------------------------------------------------ the case card


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
        section(_need_state(words, facts, at), id_=f"need_{need.id}"),
        section(_asked(words, facts, today), id_=f"asked_{need.id}"),
        *_offers(words, facts),
        *_proposal(words, facts, today),
        *buttons(_need_buttons(words, facts), id_=f"need_acts_{need.id}"),
    ]


def _need_state(words: Words, facts: Facts, at: datetime) -> str:
    _, need = case_of(facts)
    period = words.period(need.starts_on, need.nights, tonight(at))
    head = f"{words.glossary.SERVICES[need.service]}{words.bar}{period}"
    today = at.astimezone(JST).date()
    pairs = (
        (words.label_state(), f"*{words.glossary.NEED_STATUSES[need.status]}*"),
        (words.label_next(), _next_step(words, need, today)),
    )
    return f"{head}\n{lines_of(pairs, words.colon)}"


def _proposal(words: Words, facts: Facts, today: date) -> list[Block]:
    """Return whom to ask next, and when that happens by itself."""
    _, need = case_of(facts)
    planned = [ask for ask in facts.asks if ask.status is AskStatus.PLANNED]
    if not planned or need.status is not NeedStatus.ASKING:
        return []
    lines = [_candidate(words, facts, ask) for ask in planned]
    text = "\n".join((words.proposal_head(need.propose_at, today), *lines))
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
        (words.label_paused(), _paused(words, case, at)),
        (words.label_core(), _core_state(words, facts, case)),
        (words.label_wish(), wish),
        (words.label_medical(), _medical(words, facts)),
        (words.label_exception(), _exception(words, facts)),
        (words.label_owner(), _owner(facts)),
    )
    return f"{lines_of(pairs, words.colon)}\n{_person_lines(words, facts, today)}"


def _paused(words: Words, case: Case, at: datetime) -> str:
    if case.paused_until is None or case.pause_reason is None or case.paused_until <= at:
        return ""
    return words.paused(case.paused_until, words.glossary.PAUSE_REASONS[case.pause_reason])


def _next_step(words: Words, need: Need, today: date) -> str:
    if need.next_step is None or need.next_step_at is None:
        return ""
    return words.next_step(need.next_step, need.next_step_at, today)


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
        return words.core_claimed(escaped(staff.name) if staff else "", case.claimed_at)
    return words.core_called(case.core_called_at) if case.core_called_at else ""


def _asked(words: Words, facts: Facts, today: date) -> str:
    lines = [_asked_line(words, facts, ask, today) for ask in facts.asked]
    body = "\n".join(lines) if lines else words.asked_none()
    return f"*{words.label_asked()}*\n{body}"


def _asked_line(words: Words, facts: Facts, ask: Ask, today: date) -> str:
    office = facts.office_of(ask)
    detail = _answer_detail(words, facts, ask, today)
    _, need = case_of(facts)
    if ask.status is AskStatus.DECIDED and need.decided_at is not None:
        detail = words.asked_detail(need.decided_at)
    elif ask.status is AskStatus.WAITING and ask.reply_due is not None:
        detail = words.asked_until(ask.reply_due)
    elif ask.status is AskStatus.UNDELIVERABLE and office.telephone:
        detail = f" {office.telephone}"
    detail += calling.by_telephone(words, facts, ask)
    line = words.asked_line(escaped(office.name), words.ask_status(ask.status), detail)
    return f"{line}{_also_asked(words, facts, ask)}"


def _also_asked(words: Words, facts: Facts, ask: Ask) -> str:
    numbers = [each.case.number for each in facts.rivals if each.ask.office == ask.office]
    return f" {words.also_asked(words.comma.join(numbers))}" if numbers else ""


def _answer_detail(words: Words, facts: Facts, ask: Ask, today: date) -> str:
    """Return when it was answered, by somebody known or not, and under which conditions."""
    answer = ask.answer
    if answer is None:
        return ""
    said = words.asked_detail(answer.at) + ("" if answer.verified else words.unverified())
    reason = words.glossary.REASONS[answer.reason] if answer.reason else ""
    conditions = _condition(words, answer.condition, today) if answer.condition else ""
    entered = calling.entered_by(words, facts, ask)
    return " ".join(part for part in (said, entered, reason, conditions) if part)


def _condition(words: Words, condition: Condition, today: date) -> str:
    glossary = words.glossary
    part = "" if condition.part is Part.AS_ASKED else glossary.PARTS[condition.part]
    needs = words.comma.join(glossary.REQUIREMENTS[each] for each in condition.needs)
    return words.condition(condition.since, condition.until, part, needs, today)


def _offers(words: Words, facts: Facts) -> list[Block]:
    """Return a row for each office that offers, with the button that decides for it."""
    _, need = case_of(facts)
    if need.status is not NeedStatus.ASKING:
        return []
    offering = [ask for ask in facts.asks if ask.status in OFFERING]
    rows = [_offer(words, facts.office_of(ask), ask) for ask in offering[:MOST_OFFERS]]
    more = len(offering) - len(rows)
    return [*rows, foot(words.more_offers(more), id_=f"more_{need.id}")] if more else rows


def _offer(words: Words, office: Office, ask: Ask) -> Block:
    state = f"*{escaped(office.name)}*{words.colon}{words.ask_status(ask.status)}"
    button = Button(words.button_choose(), CHOOSE, ask.id, primary=True)
    row = section(state, id_=f"offer_{ask.id}")
    return {**row, "accessory": button.element()}


def _need_buttons(words: Words, facts: Facts) -> list[Button]:
    _, need = case_of(facts)
    match need.status:
        case NeedStatus.DECIDED:
            return [Button(words.button_arrive(), ARRIVE, need.id)]
        case NeedStatus.ARRIVED:
            return [Button(words.button_return(), RETURN, need.id, primary=True)]
        case _:
            return []


def _case_buttons(words: Words, facts: Facts, office: OfficeId, at: datetime) -> list[Button]:
    case, _ = case_of(facts)
    needs = [each.need for each in each_need(facts) if each.need is not None]
    asking = any(need.status is NeedStatus.ASKING for need in needs)
    going_on = any(need.next_step is not None for need in needs)
    core = facts.town.core
    found: list[Button] = []
    if core is not None and core.id == office and asking and case.claimed_by is None:
        found.append(Button(words.button_claim(), CLAIM, case.id, primary=True))
    if call_list(facts, at=at):
        found += _calls(words, case.id)
    if case.paused_until is not None and at < case.paused_until:
        found.append(Button(words.button_resume(), RESUME, case.id))
    if going_on:
        found.append(Button(words.button_sheet(), SHEET, case.id))
    if facts.remarked:
        found.append(Button(words.button_remarks(), REMARKS, case.id))
    if going_on:
        found.append(Button(words.button_menu(), MENU, case.id))
    return found


# ------------------------------------------------------------------ lines and letters


def letter(words: Words, sentence: Sentence, *, mentions: str, subject: str, key: str) -> Message:
    """Return a line of a thread or a direct message, with the buttons its sentence calls for."""
    text = say(words, sentence)
    body = f"{mentions} {text}".strip()
    made = LETTER_BUTTONS.get(sentence.key)
    blocks = [section(body, id_=key), *buttons(made(words, subject) if made else [], id_="acts")]
    return Message(clipped(body, MESSAGE_LIMIT), tuple(blocks))


def note(text: str) -> Message:
    """Return a message that only says something."""
    return Message(clipped(text, MESSAGE_LIMIT), (section(text, id_="note"),))


def _choices(words: Words, ask: str) -> list[Button]:
    return [
        Button(words.button_accept(), ACCEPT, ask, primary=True),
        Button(words.button_condition(), CONDITION, ask),
        Button(words.button_decline(), DECLINE, ask),
        Button(words.button_hold(), HOLD, ask),
    ]


def _confirm_offer(words: Words, ask: str) -> list[Button]:
    return [
        Button(words.button_still_possible(), ACCEPT, ask, primary=True),
        Button(words.button_decline(), DECLINE, ask),
    ]


def _remarks(words: Words, case: str) -> list[Button]:
    return [Button(words.button_remarks(), REMARKS, case)]


def _claim(words: Words, case: str) -> list[Button]:
    return [Button(words.button_claim(), CLAIM, case, primary=True)]


def _calls(words: Words, case: str) -> list[Button]:
    return [Button(words.button_calls(), calling.CALLS, case)]


def _case_sheet(words: Words, case: str) -> list[Button]:
    return [Button(words.button_sheet(), SHEET, case)]


def _approval(words: Words, joining: str) -> list[Button]:
    return [
        Button(words.button_approve(), JOIN_APPROVE, joining, primary=True),
        Button(words.button_refuse(), JOIN_REFUSE, joining),
    ]


def _join(words: Words, _subject: str) -> list[Button]:
    return [Button(words.button_join(), JOIN, "join")]


def _emergency(words: Words, _subject: str) -> list[Button]:
    return [Button(words.button_emergency(), EMERGENCY, "emergency")]


def _alarm(words: Words, _subject: str) -> list[Button]:
    return [Button(words.button_alarm(), RELAY, "alarm")]


def _monitoring(words: Words, subject: str) -> list[Button]:
    return [
        Button(words.button_list_monitoring(), LIST_MONITORING, subject),
        Button(words.button_record_monitoring(), RECORD_MONITORING, subject),
    ]


MOST_OFFERS = 12
"""So many offers have a button of their own: a message takes fifty blocks, a reader fewer."""
OFFERING = (AskStatus.OFFERED, AskStatus.CONDITIONAL)
LETTER_BUTTONS: Mapping[str, Callable[[Words, str], list[Button]]] = {
    **OPENING_BUTTONS,
    "please_choose": _choices,
    "answer_unchanged": _choices,
    "please_confirm_offer": _confirm_offer,
    "please_say_name": _choices,
    "joining_wanted": _approval,
    "join_by_button": _join,
    "emergency_by_button": _emergency,
    "alarm_by_button": _alarm,
    "core_needed": _claim,
    "offer_waits": _claim,
    "window_closed": _case_sheet,
    "please_call": _calls,
    "question_arrived": _remarks,
    "words_arrived": _remarks,
    "condition_arrived": _remarks,
    "monitoring_coming": _monitoring,
    "monitoring_overdue": _monitoring,
}


def mention(facts: Facts, who: StaffId | Member) -> str:
    """Return what makes that person's Slack ring, or nothing for somebody without Slack."""
    if isinstance(who, Member):
        return f"<@{who.user}>"
    found = facts.town.staff.get(who)
    return f"<@{found.member.user}>" if found and found.member else ""


def _clock(moment: datetime | None) -> str:
    return f"{moment.astimezone(JST):%H:%M}" if moment else ""
