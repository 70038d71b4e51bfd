"""Registrants: everything that describes them is sealed under a key of their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, RowMapping, Table, delete, insert

from bot.model import Consent, Person, PersonId, Registration, StaffId
from storage import queries, shapes
from storage.cipher import Cipher, Seal
from storage.revisions import store


class Registry:
    """Reads and writes persons and their registrations, one unit of work long."""

    def __init__(self, connection: Connection, cipher: Cipher) -> None:
        self._connection = connection
        self._cipher = cipher
        self._seals: dict[str, Seal] = {}

    def seal_of(self, person: PersonId) -> Seal:
        """Return the seal of a person. Raises: LookupError when there is no such person."""
        if person not in self._seals:
            row = self._one(queries.by_id(queries.PERSON, person))
            if row is None:
                raise LookupError(f"no person {person}")
            self._seals[person] = self._cipher.person(row["data_key"], person)
        return self._seals[person]

    def person(self, id_: PersonId) -> Person | None:
        """Return a person, everything opened."""
        row = self._one(queries.by_id(queries.PERSON, id_))
        if row is None:
            return None
        seal = self.seal_of(id_)
        return shapes.PERSON.value(
            row,
            seal=seal,
            key=id_,
            contacts=self._parts(shapes.CONTACT, queries.CONTACT, id_),
            household=self._parts(shapes.HOUSEHOLD_MEMBER, queries.HOUSEHOLD, id_),
        )

    def name_of(self, id_: PersonId) -> str:
        """Return a person's name alone; the rest stays sealed."""
        row = self._one(queries.by_id(queries.PERSON, id_))
        if row is None:
            return ""
        plain = self.seal_of(id_).open(row["name"], place=f"person|{id_}|name")
        return str(shapes.TEXT.validate_json(plain))

    def registration_of(self, person: PersonId) -> Registration | None:
        """Return a person's registration with its consent and shares."""
        row = self._one(queries.registration_of(person))
        return self._registration(row) if row else None

    def registrations(self, network: str, *, counselor: StaffId | None) -> tuple[Registration, ...]:
        """Return the registrations in one counsellor's care; None: all of the network's."""
        found = self._all(queries.registrations_of_counselor(network, counselor))
        return tuple(self._registration(row) for row in found)

    # -------------------------------------------------------------- writing

    def save_person(self, person: Person) -> None:
        """Insert a person with a fresh data key, or update the revision that was read."""
        key = self._data_key(person)
        seal = self._cipher.person(key, person.id)
        self._seals[person.id] = seal
        raised = replace(person, revision=person.revision + 1)
        columns = shapes.PERSON.columns(raised, seal=seal, row=person.id)
        store(
            self._connection,
            queries.PERSON,
            {**columns, "data_key": key},
            revision=person.revision,
        )
        self._put_parts(shapes.CONTACT, queries.CONTACT, person, person.contacts)
        self._put_parts(shapes.HOUSEHOLD_MEMBER, queries.HOUSEHOLD, person, person.household)

    def save_registration(self, registration: Registration) -> None:
        """Insert or update a registration with its consent and shares."""
        seal = self.seal_of(registration.person)
        raised = replace(registration, revision=registration.revision + 1)
        columns = shapes.REGISTRATION.columns(raised, seal=seal, row=registration.id)
        store(self._connection, queries.REGISTRATION, columns, revision=registration.revision)
        common = {"registration": registration.id, "network": registration.network}
        consents = [registration.consent] if registration.consent else []
        sealed = (shapes.CONSENT.columns(each, seal=seal, row=registration.id) for each in consents)
        self._replace(queries.CONSENT, registration, [{**common, **row} for row in sealed])
        shares = (shapes.SHARE.columns(share) for share in registration.shares)
        self._replace(queries.SHARE, registration, [{**common, **row} for row in shares])

    # -------------------------------------------------------------- inside

    def _registration(self, row: RowMapping) -> Registration:
        seal = self.seal_of(PersonId(row["person"]))
        shares = self._all(queries.shares_of(row["id"]))
        return shapes.REGISTRATION.value(
            row,
            seal=seal,
            key=row["id"],
            consent=self._consent(row["id"], seal),
            shares=tuple(shapes.SHARE.value(share) for share in shares),
        )

    def _consent(self, registration: str, seal: Seal) -> Consent | None:
        query = queries.CONSENT.select().where(queries.CONSENT.c.registration == registration)
        row = self._one(query)
        return shapes.CONSENT.value(row, seal=seal, key=registration) if row else None

    def _data_key(self, person: Person) -> bytes:
        row = self._one(queries.by_id(queries.PERSON, person.id)) if person.revision else None
        return row["data_key"] if row else self._cipher.new_person_key(person.id)

    def _parts(self, shape: shapes.Shape[Any], of: Table, person: PersonId) -> tuple[Any, ...]:
        seal = self.seal_of(person)
        return tuple(
            shape.value(row, seal=seal, key=f"{person}/{row['position']}")
            for row in self._all(queries.parts_of(of, person))
        )

    def _put_parts(
        self, shape: shapes.Shape[Any], of: Table, person: Person, parts: Sequence[Any]
    ) -> None:
        """Replace a person's contacts or household by what the form says now."""
        self._connection.execute(delete(of).where(of.c.person == person.id))
        seal = self.seal_of(person.id)
        for position, part in enumerate(parts):
            columns = shape.columns(part, seal=seal, row=f"{person.id}/{position}")
            where = {"person": person.id, "position": position, "network": person.network}
            self._connection.execute(insert(of).values({**columns, **where}))

    def _replace(
        self, of: Table, registration: Registration, rows: Sequence[Mapping[str, Any]]
    ) -> None:
        mine = of.c.registration == registration.id
        self._connection.execute(delete(of).where(mine))
        for row in rows:
            self._connection.execute(insert(of).values(dict(row)))

    def _one(self, query: queries.Rows) -> RowMapping | None:
        return self._connection.execute(query).mappings().first()

    def _all(self, query: queries.Rows) -> Sequence[RowMapping]:
        return self._connection.execute(query).mappings().all()
