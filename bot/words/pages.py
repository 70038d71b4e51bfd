"""Modals, composed. Personal details appear here and nowhere else in Slack."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from bot.clock import JST
from bot.decide import siblings
from bot.decide.reminders import Listed
from bot.decide.sheets import Sheet
from bot.effects import Sentence
from bot.facts import Facts, ask_of, case_of
from bot.model import Case, Contact, Person, Registration
from bot.vocabulary import Wish
from bot.words import Words, medical, say
from bot.words.blocks import (
    Block,
    View,
    date_input,
    divider,
    escaped,
    field,
    lines_of,
    modal,
    quoted,
    radio,
    section,
    select,
    text_input,
)

WISH_FORM = "wish_form"
MONITORING_FORM = "monitoring_form"


def loading(words: Words) -> View:
    """Return what opens at once, from memory, while the rest is read."""
    blocks = [section(words.loading(), id_="loading")]
    return modal("loading", words.loading_title(), blocks, close=words.button_close())


def notice(words: Words, title: str, sentences: Sequence[str]) -> View:
    """Return a page that only says something."""
    blocks = [section(text, id_=f"line_{n}") for n, text in enumerate(sentences)]
    return modal("notice", title, blocks, close=words.button_close())


def errors(words: Words, found: Mapping[str, Sentence]) -> dict[str, str]:
    """Return what is wrong, by field."""
    return {name: say(words, sentence) for name, sentence in found.items()}


def wish_form(words: Words, facts: Facts) -> View:
    """Return the question for the person's wish, asked before the decision.

    Where others of the same event are decided for another house, it asks about that too.
    """
    case, ask = case_of(facts)[0], ask_of(facts)
    wishes = [
        (each.value, words.glossary.WISHES[each]) for each in Wish if each is not Wish.UNCONFIRMED
    ]
    blocks = [
        section(words.wish_about(case.number, escaped(facts.office_of(ask).name)), id_="about"),
        section(words.wish_explained(), id_="explained"),
        field("wish", words.label_wish(), radio(wishes, initial=_known(case.wish))),
        field(
            "wish_note",
            words.field_wish_note(),
            text_input(initial=case.wish_note, lines=True),
            optional=True,
        ),
        *_parting(words, facts, wishes),
    ]
    return modal(
        WISH_FORM,
        words.button_choose(),
        blocks,
        close=words.button_back(),
        submit=words.button_choose(),
        subject=ask.id,
    )


def _known(wish: Wish) -> Wish | None:
    return None if wish is Wish.UNCONFIRMED else wish


def _parting(words: Words, facts: Facts, wishes: list[tuple[str, str]]) -> list[Block]:
    """Return what is asked where this office parts people of one event from each other."""
    if not siblings.parted(facts, ask_of(facts)):
        return []
    numbers = words.comma.join(each.case.number for each in facts.siblings if each.houses)
    about = section(words.parting_about(numbers), id_="parting_about")
    return [about, field("parting", words.field_parting(), radio(wishes))]


# ------------------------------------------------------------------ the sheet


def sheet(words: Words, found: Sheet) -> View:
    """Return one page for whoever cares for the person tonight, what matters first, first."""
    person, case = found.person, found.case
    blocks = [
        section(words.sheet_notice(case.number), id_="notice"),
        section(f"*{words.sheet_first()}*", id_="first_label"),
        *_texts(_first(words, person), "first"),
        divider(id_="line"),
        *_texts(_identity(words, person, found.registration), "who"),
        *_texts(_care(words, person), "care"),
        *_texts([(words.label_contacts(), _contacts(words, found.contacts))], "contacts"),
        *_texts(_tonight(words, found), "case"),
    ]
    return modal("sheet", words.sheet_title(), blocks, close=words.button_close())


def _tonight(words: Words, found: Sheet) -> list[tuple[str, str]]:
    """Return this case's own facts, for those who take the person or lead the case."""
    if not found.with_case:
        return []
    case = found.case
    wish = words.glossary.WISHES[case.wish]
    return [
        (words.field_caller(), case.caller),
        (words.label_wish(), words.dot.join(each for each in (wish, case.wish_note) if each)),
        (words.label_whereabouts(), found.case.whereabouts),
        (words.label_situation(), found.case.situation),
        *_rests_on(words, case),
        (words.medical_title(), "\n".join(medical.line(words, each) for each in found.medical)),
    ]


def _rests_on(words: Words, case: Case) -> list[tuple[str, str]]:
    """Return what the ground rests on, where the city asks for it."""
    rests = case.rests_on
    alone = f"{rests.alone_at.astimezone(JST):%H:%M}" if rests.alone_at else ""
    lines = words.comma.join(words.glossary.LIFELINES[each] for each in rests.lines)
    return [
        (words.field_alone_at(), alone),
        (words.field_lines(), lines),
        (words.field_cannot_stay(), rests.cannot_stay),
    ]


def _texts(pairs: Sequence[tuple[str, str]], id_: str) -> list[Block]:
    """Return a block of plain text for each pair that has one; nothing here is mrkdwn."""
    filled = [(label, value) for label, value in pairs if value]
    return [
        quoted(f"{label}\n{value}", id_=f"{id_}_{n}") for n, (label, value) in enumerate(filled)
    ]


def _first(words: Words, person: Person) -> list[tuple[str, str]]:
    approaches = words.comma.join(words.glossary.APPROACHES[each] for each in person.approaches)
    return [
        (words.label_expected(), person.expected_emergency_and_response),
        (words.label_approaches(), approaches),
        (words.label_medication(), person.medication),
        (words.label_allergies(), person.allergies),
        (words.label_meals(), person.meals),
        (words.label_communication(), person.communication),
        (words.label_mobility(), person.mobility),
    ]


def _identity(words: Words, person: Person, registration: Registration) -> list[tuple[str, str]]:
    name = words.with_reading(person.name, person.kana)
    number = f"{registration.number or ''} {name}".strip()
    born = f"{person.birth_date:%Y/%m/%d}"
    phones = words.comma.join(each for each in (person.phone_home, person.phone_mobile) if each)
    who = lines_of(
        [
            (words.label_name(), number),
            (words.label_birth(), born),
            (words.label_address(), f"{person.postal_code} {person.address}".strip()),
            (words.label_telephone(), phones),
        ],
        words.colon,
    )
    return [(words.label_person(), who)]


def _care(words: Words, person: Person) -> list[tuple[str, str]]:
    certificates = words.comma.join(
        f"{words.glossary.HANDBOOKS[each.kind]} {each.grade}".strip()
        for each in person.certificates
    )
    category = words.category(person.support_category) if person.support_category else ""
    return [
        (words.label_condition(), person.main_condition),
        (words.label_treatment(), person.condition_and_treatment),
        (words.label_doctor(), person.primary_medical_provider),
        (words.label_certificates(), words.comma.join(p for p in (certificates, category) if p)),
        (words.label_care_level(), person.ltc_care_level),
        (words.label_services(), person.current_services),
        (words.label_other(), person.other_notes),
    ]


def _contacts(words: Words, contacts: Sequence[Contact]) -> str:
    return "\n".join(
        words.contact_line(each.name, each.relationship, each.telephone) for each in contacts
    )


# ------------------------------------------------------------------ monitoring


def monitoring_list(words: Words, listed: Sequence[Listed]) -> View:
    """Return the counsellor's own people who are due, with their names."""
    lines = [words.monitoring_line(each.number, each.name, each.due_on) for each in listed]
    text = "\n".join(lines) or words.monitoring_nobody()
    blocks = [quoted(text, id_="people")]
    return modal("monitoring", words.monitoring_title(), blocks, close=words.button_close())


def monitoring_form(words: Words, listed: Sequence[Listed], *, today: date) -> View:
    """Return the form that records one monitoring visit."""
    if not listed:
        return notice(words, words.monitoring_title(), [words.monitoring_nobody()])
    people = [
        (each.monitoring.id, words.monitoring_line(each.number, each.name, each.due_on))
        for each in listed
    ]
    changes = [
        ("no", words.monitoring_unchanged_choice()),
        ("yes", words.monitoring_changed_choice()),
    ]
    blocks = [
        field(
            "monitoring",
            words.monitoring_choose(),
            select(people, placeholder=words.placeholder_choose()),
        ),
        field("done_on", words.monitoring_done_on(), date_input(today)),
        field("changed", words.monitoring_changed(), radio(changes)),
    ]
    return modal(
        MONITORING_FORM,
        words.button_record_monitoring(),
        blocks,
        close=words.button_close(),
        submit=words.button_record(),
    )
