"""What stands in the ledger of a town, for stories about what nobody is shown."""

from __future__ import annotations

from bot.model import Alarm, Case, Draft, MedicalContact, Need
from sandbox.town import Town
from storage import queries
from storage.ledger import Ledger


async def audited(town: Town) -> list[tuple[str, str]]:
    """Return every (act, outcome) on record, in order."""

    def unit(ledger: Ledger) -> list[tuple[str, str]]:
        chain = queries.audit_chain(town.grounds.network.network.id)
        return [(row["act"], row["outcome"]) for row in ledger.rows(chain)]

    return await town.bot.desk.read(unit)


async def cases(town: Town) -> list[Case]:
    """Return every case, by number."""

    def unit(ledger: Ledger) -> list[Case]:
        rows = ledger.rows(queries.of_network(queries.CASE, town.grounds.network.network.id))
        found = (ledger.case(row["id"]) for row in rows)
        return sorted((each for each in found if each), key=lambda each: each.number)

    return await town.bot.desk.read(unit)


async def needs(town: Town) -> list[Need]:
    """Return the needs of every case."""
    every = await cases(town)
    return await town.bot.desk.read(
        lambda ledger: [need for each in every for need in ledger.needs_of(each.id)]
    )


async def contacts(town: Town) -> list[MedicalContact]:
    """Return the contacts with doctors and ambulances of every case."""
    every = await cases(town)
    return await town.bot.desk.read(
        lambda ledger: [one for each in every for one in ledger.medical_contacts_of(each)]
    )


async def drafts(town: Town) -> list[Draft]:
    """Return the call sheets that were not sent yet."""

    def unit(ledger: Ledger) -> list[Draft]:
        rows = ledger.rows(queries.of_network(queries.DRAFT, town.grounds.network.network.id))
        found = (ledger.draft(row["id"]) for row in rows)
        return [each for each in found if each]

    return await town.bot.desk.read(unit)


async def alarms(town: Town) -> list[Alarm]:
    """Return every call for a counsellor."""

    def unit(ledger: Ledger) -> list[Alarm]:
        rows = ledger.rows(queries.of_network(queries.ALARM, town.grounds.network.network.id))
        found = (ledger.alarm(row["id"]) for row in rows)
        return [each for each in found if each]

    return await town.bot.desk.read(unit)
