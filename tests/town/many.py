"""A town with fifty more offices, all prepared for R01: for what happens at the same instant."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from bot.model import Office, OfficeId, Share, Staff, Window
from bot.vocabulary import OfficeKind, ServiceType
from sandbox.mizuumi import MIZUUMI
from sandbox.town_shapes import Registrant, TownNetwork, staff, telephone, window

FIFTY: Final = tuple(f"X{number:02}" for number in range(1, 51))


def with_fifty_offices(**settings: object) -> TownNetwork:
    """Return みずうみ市 with fifty invented offices whose manager's key ends in -1."""
    network = replace(MIZUUMI.network, settings=settings)
    offices = tuple(_office(key, number) for number, key in enumerate(FIFTY))
    windows: tuple[Window, ...] = tuple(window(each, name="見本") for each in offices)
    people: tuple[Staff, ...] = tuple(
        staff(network, f"{key}-1", f"見本{key}", office=key, manager=True) for key in FIFTY
    )
    return replace(
        MIZUUMI,
        network=network,
        offices=(*MIZUUMI.offices, *offices),
        windows=(*MIZUUMI.windows, *windows),
        staff=(*MIZUUMI.staff, *people),
        registrants=tuple(_prepared(each) for each in MIZUUMI.registrants),
    )


def _office(key: str, number: int) -> Office:
    return Office(
        id=OfficeId(key),
        network=MIZUUMI.network.id,
        name=f"見本短期入所 {key}",
        kind=OfficeKind.PROVIDER,
        services=(ServiceType.SHORT_STAY_WELFARE,),
        telephone=telephone(5000 + number),
        alternate=OfficeId("K01"),
    )


def _prepared(registrant: Registrant) -> Registrant:
    """Return R01 with a copy at every one of the fifty; everybody else as they are."""
    if registrant.person.id != "R01":
        return registrant
    copies = tuple(
        Share(
            office=OfficeId(key),
            shared_on=date(2025, 12, 1),
            version=1,
            purpose="緊急時の受入れに備えた情報共有",
            order=10 + number,
        )
        for number, key in enumerate(FIFTY)
    )
    registration = registrant.registration
    return replace(
        registrant, registration=replace(registration, shares=(*registration.shares, *copies))
    )
