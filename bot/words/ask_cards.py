"""The card in an asked office's channel: redrawn as the ask moves, never posted twice."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from bot.clock import JST, tonight
from bot.decide.may import AFTERWARDS
from bot.facts import Facts, case_of
from bot.model import Ask, Need
from bot.moves import ANSWERABLE, ASK_MOVES, AskMove, AskStatus, NeedStatus
from bot.words import Words
from bot.words.actions import ACCEPT, CONDITION, COPY, DECLINE, HOLD, SHEET, WITHDRAW
from bot.words.blocks import (
    MESSAGE_LIMIT,
    Button,
    Message,
    buttons,
    clipped,
    confirm,
    escaped,
    foot,
    lines_of,
    section,
)
from bot.words.case_lines import (
    arrive_button,
    clock_of,
    condition_of,
    owner_line,
    person_lines,
    rival_numbers,
)
from bot.words.letters import mention

ANSWERED = frozenset(
    {
        AskStatus.HOLDING,
        AskStatus.OFFERED,
        AskStatus.CONDITIONAL,
        AskStatus.DECLINED,
        AskStatus.STANDBY,
    }
)
"""Where the state of an ask is what its office said."""
CONDITIONED = frozenset({AskStatus.CONDITIONAL, AskStatus.STANDBY, AskStatus.DECIDED})
FIRST_ROUND = 1
EVERYBODY_HERE = "<!channel>"
"""What makes every phone in a channel ring: for offices nobody of which is known in Slack."""


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
        stayed = _stayed(words, ask, need, at.astimezone(JST).date())
        return whose + words.case_notification(case.number, stayed or words.ask_status(ask.status))
    wanted = ask.service or need.service
    service, nights = words.glossary.SERVICES[wanted], need.nights_with(wanted)
    period = words.period_short(need.starts_on, nights, tonight(at))
    until = clock_of(ask.reply_due)
    return clipped(whose + words.ask_notification(service, period, until), MESSAGE_LIMIT)


def _ask_body(words: Words, facts: Facts, ask: Ask, at: datetime) -> str:
    _, need = case_of(facts)
    today = at.astimezone(JST).date()
    wanted = ask.service or need.service
    period = words.period(need.starts_on, need.nights_with(wanted), tonight(at))
    head = f"{words.glossary.SERVICES[wanted]}{words.bar}{period}"
    return "\n".join(
        part
        for part in (
            head,
            words.asked_again() if _anew(ask, need) else "",
            ask_state(words, facts, ask, at),
            _condition(words, ask, today),
            _rivals(words, facts, ask),
            _siblings(words, facts),
            person_lines(words, facts, today),
            _office_lines(words, facts, ask),
        )
        if part
    )


def _anew(ask: Ask, need: Need) -> bool:
    """True where an office is asked once more, the decided one having stepped back."""
    asking = need.status is NeedStatus.ASKING and ask.round == need.round
    return asking and need.round > FIRST_ROUND and ask.status in ANSWERABLE


def _rivals(words: Words, facts: Facts, ask: Ask) -> str:
    """Say on both cards that another request for these days is open at this office."""
    numbers = rival_numbers(facts, ask)
    return words.rivals(words.comma.join(numbers)) if numbers else ""


def _siblings(words: Words, facts: Facts) -> str:
    """Say that somebody else of the same event is asked for as well, on a card of their own."""
    numbers = [each.case.number for each in facts.siblings]
    return words.siblings(words.comma.join(numbers)) if numbers else ""


def ask_state(words: Words, facts: Facts, ask: Ask, at: datetime) -> str:
    """Return where an ask stands, its deadline while it waits, in one line."""
    _, need = case_of(facts)
    today = at.astimezone(JST).date()
    if ask.confirm_by is not None:
        return words.confirm_offer_by(ask.confirm_by, today)
    if ask.status is AskStatus.WAITING and ask.reply_due and need.status is NeedStatus.ASKING:
        return words.reply_by(ask.reply_due, today, ask.reply_due <= at)
    if stayed := _stayed(words, ask, need, today):
        return words.state_line(stayed)
    decided = ask.status is AskStatus.DECIDED and need.status is NeedStatus.DECIDED
    status = words.decided_state() if decided else words.ask_status(ask.status)
    return f"{words.state_line(status)}{_answered(words, facts, ask)}"


def _stayed(words: Words, ask: Ask, need: Need, today: date) -> str:
    """Return since when the person is there, or home again; empty before, and for other offices."""
    if ask.status is not AskStatus.DECIDED:
        return ""
    if need.status is NeedStatus.ARRIVED and need.arrived_at:
        return words.arrived_state(need.arrived_at, today)
    if need.status is NeedStatus.RETURNED and need.ended_at:
        return words.returned_state(need.ended_at, today)
    return ""


def _condition(words: Words, ask: Ask, today: date) -> str:
    """Return under which condition the office offered; it holds once it is decided for."""
    if ask.status not in CONDITIONED or ask.answer is None or ask.answer.condition is None:
        return ""
    found = condition_of(words, ask, today)
    return words.agreed_condition(found) if found else ""


def _answered(words: Words, facts: Facts, ask: Ask) -> str:
    """Return when the office answered and who there, or how it came to be known."""
    answer = ask.answer
    if answer is None or ask.status not in ANSWERED:
        return ""
    if not answer.verified:
        return words.unverified()
    if answer.entered_by is not None:
        return f" {words.answered_by_telephone(answer.at)}"
    staff = facts.town.staff.get(answer.staff) if answer.staff else None
    name = escaped(staff.name) if staff and not staff.shared else ""
    return f" {words.answered(answer.at, name)}"


def _office_lines(words: Words, facts: Facts, ask: Ask) -> str:
    called = " ".join(mention(facts, each) for each in facts.town.ringing(ask.office))
    pairs = (
        (words.label_office(), words.office_prepared(ask.trial_done) if ask.prepared else ""),
        (words.label_enquiries(), owner_line(facts)),
    )
    return f"{lines_of(pairs, words.colon)}\n{words.on_duty(called or EVERYBODY_HERE)}"


def _ask_buttons(words: Words, ask: Ask, need: Need, at: datetime) -> list[Button]:
    """Return the legal moves of this ask as buttons."""
    if ask.status is AskStatus.DECIDED:
        sheet = Button(words.button_sheet(), SHEET, ask.id, primary=True)
        arrive = arrive_button(words, need.id)
        withdraw = Button(words.button_withdraw(), WITHDRAW, ask.id)
        if need.status is NeedStatus.DECIDED:
            return [sheet, arrive, withdraw]
        recent = need.ended_at is not None and at < need.ended_at + AFTERWARDS
        return [sheet] if need.status is NeedStatus.ARRIVED or recent else []
    if need.status is not NeedStatus.ASKING or ask.round != need.round:
        return []
    return answer_buttons(words, ask) + copy_button(words, ask)


def copy_button(words: Words, ask: Ask) -> list[Button]:
    """An office holding a consented copy may look who it is before it answers; not after its no."""
    if not ask.prepared or ask.status not in ANSWERABLE or ask.status is AskStatus.DECLINED:
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
    if ask.answer is None:
        return words.ask_foot()
    return words.offer_foot() if ask.status is AskStatus.OFFERED else words.answered_foot()


def _decided_foot(words: Words, need: Need) -> str:
    hours = AFTERWARDS // timedelta(hours=1)
    match need.status:
        case NeedStatus.DECIDED:
            return words.decided_foot(hours)
        case NeedStatus.ARRIVED:
            return words.arrived_foot(hours)
        case NeedStatus.RETURNED:
            return words.returned_foot(hours)
        case _:
            return words.ask_over()
