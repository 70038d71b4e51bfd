"""The sample town: its two networks, and what of its people must never be seen.

Shapes are in `town_shapes`, each network in a file of its own name.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from bot.model import Contact, Person
from sandbox.mizuumi import MIZUUMI
from sandbox.sorairo import SORAIRO
from sandbox.town_shapes import Registrant, TownNetwork

__all__ = ["MIZUUMI", "SORAIRO", "TOWN", "Registrant", "TownNetwork", "sentinels"]

TOWN: Final = (MIZUUMI, SORAIRO)

_TELLING_DIGITS: Final = 7
_TELLING_TEXT: Final = 8
"""Shorter answers (なし, 普通食) say nothing of anybody and may stand anywhere."""


def sentinels(town: TownNetwork) -> frozenset[str]:
    """Return every personal value that may stand in no channel, no log and no stored byte.

    Names and kana with and without their space, telephone numbers with and without hyphens,
    addresses, and what the form says of illness, needs, reasons and the family. Birth dates
    are left to the tests that look for them: a bare date belongs to many things.
    """
    return frozenset(_personal(town))


def _personal(town: TownNetwork) -> Iterator[str]:
    """Yield the values person by person; duplicates do no harm."""
    for person in _everybody(town):
        yield from _name(person.name)
        yield from _name(person.kana)
        yield person.address
        yield from _number(person.phone_home)
        yield from _number(person.phone_mobile)
        yield from (text for text in _texts(person) if len(text) >= _TELLING_TEXT)
        for contact in person.contacts:
            yield from _contact(contact)
        for member in person.household:
            yield from _name(member.name)
    for registrant in town.registrants:
        yield from _signed(registrant)


def _everybody(town: TownNetwork) -> Iterator[Person]:
    """Yield the registered and the unregistered."""
    yield from (registrant.person for registrant in town.registrants)
    yield from town.unregistered


def _contact(contact: Contact) -> Iterator[str]:
    """Yield what an emergency contact is known by."""
    yield from _name(contact.name)
    yield contact.address
    yield from _number(contact.telephone)


def _signed(registrant: Registrant) -> Iterator[str]:
    """Yield the reason and whoever filed or wrote the form."""
    yield registrant.registration.registration_reason
    consent = registrant.registration.consent
    if consent is not None:
        for name in (consent.filer_name, consent.filer_kana, consent.proxy_name):
            yield from _name(name)


def _name(name: str) -> Iterator[str]:
    """Yield a whole name with and without its space; a part alone is a word like any other."""
    if name:
        yield name
        yield name.replace(" ", "")


def _number(number: str) -> Iterator[str]:
    """Yield a telephone number with and without its hyphens."""
    digits = number.replace("-", "")
    if len(digits) >= _TELLING_DIGITS:
        yield number
        yield digits


def _texts(person: Person) -> tuple[str, ...]:
    """Return what the form says in words of the person's own."""
    return (
        person.main_condition,
        person.current_services,
        person.primary_medical_provider,
        person.condition_and_treatment,
        person.medication,
        person.other_notes,
        person.expected_emergency_and_response,
        person.communication,
        person.mobility,
        person.meals,
        person.allergies,
    )
