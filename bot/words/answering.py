"""The forms with which an office answers, and what it wrote, word for word, in a modal."""

from __future__ import annotations

from collections.abc import Sequence

from bot.facts import Facts
from bot.model import Remark
from bot.vocabulary import DeclineReason, Part, RemarkKind
from bot.words import Words
from bot.words.blocks import (
    Block,
    View,
    escaped,
    field,
    in_pieces,
    modal,
    moment_input,
    quoted,
    radio,
    section,
    select,
    several,
    text_input,
)
from bot.words.calling import spoken_by

CONDITION_FORM = "condition_form"
DECLINE_FORM = "decline_form"
CANCEL_FORM = "cancel_form"
ARRIVAL_BACK_FORM = "arrival_back_form"
WITHDRAW_FORM = "withdraw_form"
CONDITION_FOR_FORM = "condition_for_form"
DECLINE_FOR_FORM = "decline_for_form"
ACCEPT_NAMED = "accept_named"
HOLD_NAMED = "hold_named"
SHEET_NAMED = "sheet_named"
COPY_NAMED = "copy_named"
LONGEST_REMARK = 500
MOST_PIECES = 90
LONGEST_PAGE = 38_000
"""Characters: Slack takes 250 kB a view, and one of ours may be six bytes in its JSON."""


def condition_form(
    words: Words,
    ask: str,
    *,
    number: str,
    answerer: str,
    spoken_for: str = "",
    written: str = "",
) -> View:
    """Return 条件付きで受入れ可能: from when, until when, which part, what is needed.

    `number` is the case's, for two requests may stand in one channel.
    `written` stands in the field for somebody's own words.
    With `spoken_for`, an office's name, it is filled in for that office at the telephone.
    """
    glossary, choose = words.glossary, words.placeholder_choose()
    parts = [(each.value, name) for each, name in glossary.PARTS.items()]
    needs = [(each.value, name) for each, name in glossary.REQUIREMENTS.items()]
    blocks = [
        _about(words, number, spoken_for),
        field("since", words.field_since(), moment_input(), optional=True),
        field("until", words.field_until(), moment_input(), optional=True),
        field("part", words.field_part(), select(parts, placeholder=choose, initial=Part.AS_ASKED)),
        field("needs", words.field_needs(), several(needs), optional=True),
        *_words_of_their_own(words, written),
        _answerer(words, answerer, spoken_for),
    ]
    return modal(
        CONDITION_FOR_FORM if spoken_for else CONDITION_FORM,
        words.condition_title(),
        blocks,
        close=_left_by(words, spoken_for),
        submit=words.button_record() if spoken_for else words.button_answer(),
        subject=ask,
    )


def unfinished_no(words: Words, reason: DeclineReason | None, elsewhere: str) -> str:
    """Return what was filled in of a no before it became a yes under conditions."""
    why = [words.reason_was(words.glossary.REASONS[reason])] if reason else []
    where = [words.elsewhere_was(elsewhere)] if elsewhere else []
    return "\n".join([*why, *where])


def decline_form(
    words: Words, ask: str, *, number: str, answerer: str, spoken_for: str = ""
) -> View:
    """Return 受入れ困難: the main reason, whether conditions would help, another office.

    With `spoken_for`, an office's name, it is filled in for that office at the telephone.
    """
    reasons = [(each.value, name) for each, name in words.glossary.REASONS.items()]
    conditions = [("no", words.choice_no()), ("yes", words.choice_yes_conditions())]
    blocks = [
        _about(words, number, spoken_for),
        field(
            "reason",
            words.field_reason(),
            select(reasons, placeholder=words.placeholder_choose()),
        ),
        field("if_conditions", words.field_if_conditions(), radio(conditions, initial="no")),
        field("elsewhere", words.field_elsewhere(), text_input(longest=100), optional=True),
        _answerer(words, answerer, spoken_for),
    ]
    return modal(
        DECLINE_FOR_FORM if spoken_for else DECLINE_FORM,
        words.button_decline(),
        blocks,
        close=_left_by(words, spoken_for),
        submit=words.button_record() if spoken_for else words.button_answer(),
        subject=ask,
    )


def withdraw_form(
    words: Words, ask: str, *, number: str, spoken_for: str = "", shared: bool = False
) -> View:
    """Return 受入れの辞退: why the decided office cannot after all, said by it or for it.

    At a `shared` login whoever says so gives their name too.
    """
    reasons = [(each.value, name) for each, name in words.glossary.REASONS.items()]
    reason = select(reasons, placeholder=words.placeholder_choose())
    asked = field("reason", words.field_reason(), reason)
    named = [_answerer(words, "", spoken_for)] if spoken_for or shared else []
    return modal(
        WITHDRAW_FORM,
        words.withdraw_title(),
        [_about(words, number, spoken_for), asked, *named],
        close=_left_by(words, spoken_for),
        submit=words.button_record() if spoken_for else words.button_withdraw(),
        subject=ask,
    )


def name_form(words: Words, name: str, *, submit: str, subject: str) -> View:
    """Return the question for 回答者名, at a login several people use; then it is done."""
    blocks = [section(words.answerer_why(), id_="why"), _answerer(words, "", "")]
    title, close = words.answerer_title(), words.button_back()
    return modal(name, title, blocks, close=close, submit=submit, subject=subject)


def cancel_form(words: Words, need: str) -> View:
    """Return 依頼の取り下げ: the reason is one of a few, so that no name is typed."""
    reasons = [(each.value, name) for each, name in words.glossary.CANCEL_REASONS.items()]
    reason = select(reasons, placeholder=words.placeholder_choose())
    asked = field("cancel_reason", words.cancel_why(), reason)
    title, submit = words.cancel_title(), words.button_cancel()
    return _one_question(words, CANCEL_FORM, title, asked, submit=submit, subject=need)


def arrival_back_form(words: Words, need: str) -> View:
    """Return 到着の記録の取り消し: the reason is one of a few, so that no name is typed."""
    reasons = [(each.value, name) for each, name in words.glossary.ARRIVAL_MISTAKES.items()]
    reason = select(reasons, placeholder=words.placeholder_choose())
    asked = field("mistake", words.arrival_back_why(), reason)
    title, submit = words.arrival_back_title(), words.button_take_back()
    return _one_question(words, ARRIVAL_BACK_FORM, title, asked, submit=submit, subject=need)


def _one_question(
    words: Words, name: str, title: str, asked: Block, *, submit: str, subject: str
) -> View:
    return modal(name, title, [asked], close=words.button_back(), submit=submit, subject=subject)


def _words_of_their_own(words: Words, written: str) -> list[Block]:
    remark = text_input(lines=True, longest=LONGEST_REMARK, initial=written)
    return [field("remark", words.field_remark(), remark, hint=words.hint_remark(), optional=True)]


def _left_by(words: Words, spoken_for: str) -> str:
    """Return what leaves a form: to the card, or out of the list in whose place it stands."""
    return words.button_close() if spoken_for else words.button_back()


def _about(words: Words, number: str, office: str) -> Block:
    """Return which request it is, and whose answer is entered where somebody else fills it in."""
    said = words.spoken_about(escaped(office)) if office else ""
    return section(
        "\n".join(each for each in (f"*{words.case_title(number)}*", said) if each), id_="about"
    )


def _answerer(words: Words, answerer: str, spoken_for: str) -> Block:
    """Return the field for a name; at the telephone it may not have been said."""
    if spoken_for:
        return spoken_by(words, typed=answerer)
    return field("answerer", words.field_answerer(), text_input(longest=50, initial=answerer))


def remarks(words: Words, facts: Facts, found: Sequence[Remark]) -> View:
    """Return everything offices wrote in a case, oldest first, as it was typed and uncut.

    What does not fit on one page is the oldest, and the page says so.
    """
    pieces = [in_pieces(_remark(words, facts, each)) for each in found]
    fitting = _fitting(pieces)
    left_off = [] if len(fitting) == len(pieces) else [words.remarks_earlier()]
    lines = [*left_off, *(piece for each in fitting for piece in each)]
    blocks = [quoted(line, id_=f"remark_{n}") for n, line in enumerate(lines)]
    nobody = [quoted(words.remarks_none(), id_="none")]
    return modal("remarks", words.remarks_title(), blocks or nobody, close=words.button_close())


def _fitting(pieces: Sequence[Sequence[str]]) -> list[Sequence[str]]:
    """Return the newest remarks that fit on a page together, oldest first; one always does."""
    fitting: list[Sequence[str]] = []
    blocks = size = 0
    for each in reversed(pieces):
        blocks, size = blocks + len(each), size + sum(len(piece) for piece in each)
        if fitting and (blocks > MOST_PIECES or size > LONGEST_PAGE):
            break
        fitting.insert(0, each)
    return fitting


def _remark(words: Words, facts: Facts, remark: Remark) -> str:
    """Return a remark with whose it is: of the writer's own office, else of the asked one.

    What was said at the telephone was written down by somebody else; it is the asked office's,
    asked for any need of the case and in any round.
    """
    spoken = remark.kind is RemarkKind.SPOKEN
    elsewhere = (ask for other in facts.others for ask in other.asks)
    asked = {ask.id: ask.office for ask in (*facts.past, *elsewhere, *facts.asks)}
    own = {one.member: one.office for one in facts.town.staff.values() if one.active}
    office = (None if spoken else own.get(remark.by)) or asked.get(remark.ask)
    name = facts.town.offices[office].name if office else ""
    if not remark.text and not spoken:
        return words.answerer_line(remark.at, name, remark.answerer)
    kind = words.glossary.REMARK_KINDS[remark.kind]
    return words.remark_line(remark.at, name, remark.answerer, kind, remark.text)
