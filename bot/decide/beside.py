"""The services wanted beside the main one: each named once, each through the same gates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from bot.decide.gates import service_refusal
from bot.effects import Note, Refused, Sentence, sentence
from bot.facts import Facts
from bot.model import Draft
from bot.request import Request
from bot.vocabulary import OVERNIGHT, Abuse, ServiceType

SAID: Final[Mapping[str, str]] = {
    "gate_short_stay": "field_also_short_stay",
    "gate_no_carer": "field_also_no_carer",
}
"""What is said at the field of a service that a rule refuses, by the rule's title."""


def named_once(facts: Facts, draft: Draft) -> Draft:
    """Return the draft with each further service once, in the city's order, the main one not."""
    memo = draft.memo
    offered = (each for each in facts.profile.emergency_service_types if each in memo.also)
    also = tuple(each for each in offered if each is not memo.service)
    return replace(draft, memo=replace(memo, also=also))


def each_service(request: Request) -> tuple[Request, ...]:
    """Return a request for each service wanted, the main one first; no bed, no night."""
    return (request, *(_instead(request, each) for each in request.also))


def _instead(request: Request, service: ServiceType) -> Request:
    nights = request.nights if service in OVERNIGHT else 0
    return replace(request, service=service, nights=nights, also=())


def refused(facts: Facts, request: Request) -> tuple[tuple[ServiceType, Refused], ...]:
    """Return which further services may not be asked for, each with why.

    Suspected abuse asks no office, so that the rules of asking are silent.
    """
    if request.abuse is not Abuse.NONE:
        return ()
    _, *further = each_service(request)
    found = ((each.service, service_refusal(facts, each)) for each in further)
    return tuple((service, no) for service, no in found if no is not None)


def wrong(facts: Facts, request: Request) -> dict[str, Sentence]:
    """Return what is wrong at the field: every service that the first rule saying no refuses."""
    found = refused(facts, request)
    if not found:
        return {}
    rule = found[0][1].title.key
    services = tuple((service.value,) for service, no in found if no.title.key == rule)
    return {"also": sentence(SAID[rule], services=services)}


def noted(request: Request, said: Mapping[str, Sentence]) -> Note:
    """Return what goes on record of the no: which rule, and about whom."""
    detail = {"rule": said["also"].key}
    return Note(act="open_case", subject=request.person, outcome="refused", detail=detail)
