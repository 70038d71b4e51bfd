"""The shapes of the sample town, and the few builders its two networks share.

Everybody in it is invented and meant to look invented: 架空, 見本, 例, 仮, 試 in every name.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final

from bot.model import (
    Consent,
    DutyShift,
    Member,
    Monitoring,
    MonitoringId,
    Network,
    NetworkId,
    Office,
    OfficeId,
    Person,
    PersonId,
    Registration,
    RegistrationId,
    Staff,
    StaffId,
    Window,
    WindowId,
)
from bot.vocabulary import Hours

POSTAL_CODE: Final = "〒000-0000"

ROTA_SINCE: Final = datetime(2025, 3, 31, 15, tzinfo=UTC)  # 1 April 2025, midnight in Japan
ROTA_UNTIL: Final = datetime(2030, 3, 31, 15, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Registrant:
    """One line of the ledger: the person, what the ledger says, the months of monitoring."""

    person: Person
    registration: Registration
    monitoring: tuple[Monitoring, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Newcomer:
    """Somebody invited into an office's channel whom no staff list knows; `key` is the sample's."""

    key: StaffId
    name: str
    office: OfficeId


@dataclass(frozen=True, slots=True, kw_only=True)
class TownNetwork:
    """One network of the sample town, by readable ids.

    Slack gives its own ids, so three values hold what a loader exchanges for them:
    `Window.channel` the channel's name, `Member.user` the key of the staff, `team` a name.
    `unregistered` are people the ledger does not know; a loader leaves them out.
    `newcomers` have an account and nothing else: with them 職員登録 is tried.
    """

    network: Network
    offices: tuple[Office, ...]
    windows: tuple[Window, ...]
    staff: tuple[Staff, ...]
    shifts: tuple[DutyShift, ...]
    registrants: tuple[Registrant, ...]
    unregistered: tuple[Person, ...] = ()
    newcomers: tuple[Newcomer, ...] = ()


def telephone(last: int) -> str:
    """Return a number that rings nowhere, different for every `last`."""
    return f"000-0000-{last:04}"


def window(
    office: Office, *, name: str | None, of: str = "", hours: Hours = Hours.ALWAYS
) -> Window:
    """Return the office's window: a channel of that name, or the telephone alone.

    `of` begins the name of a channel that several offices share.
    """
    channel = None if name is None else f"{of or office.id.lower()}-{name}"
    when = "" if hours is Hours.ALWAYS else f"-{hours}"
    return Window(
        id=WindowId(f"win-{office.id}{when}"),
        office=office.id,
        channel=channel,
        telephone=office.telephone,
        hours=hours,
    )


def staff(
    network: Network,
    key: str,
    name: str,
    *,
    office: str,
    in_slack: bool = True,
    counselor: bool = False,
    manager: bool = False,
    shared: bool = False,
) -> Staff:
    """Return somebody of an office, known in Slack by the key until a loader says otherwise."""
    return Staff(
        id=StaffId(key),
        network=network.id,
        office=OfficeId(office),
        member=Member(team=network.team, user=key) if in_slack else None,
        name=name,
        counselor=counselor,
        manager=manager,
        shared=shared,
    )


def round_the_clock(office: str, *keys: str) -> tuple[DutyShift, ...]:
    """Return a rota in which these staff are on call day and night, in this order."""
    return tuple(
        DutyShift(
            id=f"duty-{key}",
            office=OfficeId(office),
            staff=StaffId(key),
            since=ROTA_SINCE,
            until=ROTA_UNTIL,
            order=order,
        )
        for order, key in enumerate(keys)
    )


def own_consent(
    person: Person,
    on: date,
    *,
    proxy: str = "",
    reason: str = "",
    withdrawn: date | None = None,
) -> Consent:
    """Return the person's own consent, perhaps written for them by a proxy."""
    return Consent(
        text_version="sample-1",
        consented_on=on,
        filer_name=person.name,
        filer_kana=person.kana,
        filer_relationship="本人",
        signed_by="proxy" if proxy else "self",
        proxy_name=proxy,
        proxy_reason=reason,
        withdrawn_on=withdrawn,
    )


def guardian_consent(on: date, *, name: str, kana: str, relationship: str) -> Consent:
    """Return the consent a guardian signed for a child. Form: F-04"""
    return Consent(
        text_version="sample-1",
        consented_on=on,
        filer_name=name,
        filer_kana=kana,
        filer_relationship=relationship,
        signed_by="guardian",
    )


def registration_id(person: Person) -> RegistrationId:
    """Return the readable id of a person's registration."""
    return RegistrationId(f"reg-{person.id}")


def months(
    network: NetworkId,
    person: PersonId,
    counselor: StaffId,
    due: Iterable[tuple[int, int]],
    *,
    done: date | None = None,
) -> tuple[Monitoring, ...]:
    """Return the months due; the one `done` falls into was done that day, nothing changed."""
    return tuple(
        Monitoring(
            id=MonitoringId(f"mon-{person}-{year}-{month:02}"),
            network=network,
            person=person,
            month=date(year, month, 1),
            counselor=counselor,
            done_on=done if done and (done.year, done.month) == (year, month) else None,
            changed=False if done and (done.year, done.month) == (year, month) else None,
        )
        for year, month in due
    )
