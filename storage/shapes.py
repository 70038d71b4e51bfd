"""How each value lies in its table: which fields are sealed, which are kept in rows apart.

One rule for all: a field is a column of the same name. Sealed fields are JSON under the person's
key, with table, row and column bound in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, fields
from enum import StrEnum
from typing import Any, Generic, TypeVar, get_type_hints

from pydantic import TypeAdapter
from sqlalchemy import JSON, Table
from sqlmodel import SQLModel

from bot import model
from storage import tables
from storage.cipher import Seal

V = TypeVar("V")

TEXT: TypeAdapter[str] = TypeAdapter(str)


class Shape(Generic[V]):
    """One value type and its table."""

    def __init__(
        self,
        value: type[V],
        row: type[SQLModel],
        *,
        sealed: tuple[str, ...] = (),
        apart: tuple[str, ...] = (),
    ) -> None:
        self.table: Table = row.__table__  # type: ignore[attr-defined]
        self.sealed, self.apart = frozenset(sealed), frozenset(apart)
        own = [each for each in fields(value) if each.name not in self.apart]  # type: ignore[arg-type]
        self._names = [each.name for each in own]
        self._defaulted = {each.name for each in own if each.default is not MISSING}
        hints = get_type_hints(value)
        self._adapters = {name: TypeAdapter[Any](hints[name]) for name in self._names}
        self._whole: TypeAdapter[V] = TypeAdapter(value)

    def columns(self, value: V, *, seal: Seal | None = None, row: str = "") -> dict[str, Any]:
        """Return what to store; `row` is the row's key, bound into everything sealed."""
        return {name: self._column(name, getattr(value, name), seal, row) for name in self._names}

    def value(
        self, row: Mapping[Any, Any], *, seal: Seal | None = None, key: str = "", **apart: Any
    ) -> V:
        """Return the value a row holds, with what is kept apart handed in.

        A column younger than its row holds nothing: the field's own default stands.
        """
        held = [n for n in self._names if row[n] is not None or n not in self._defaulted]
        opened = {name: self._opened(name, row[name], seal, key) for name in held}
        return self._whole.validate_python({**opened, **apart})

    def _column(self, name: str, value: Any, seal: Seal | None, row: str) -> Any:
        adapter = self._adapters[name]
        if name in self.sealed and seal is not None:
            return seal.seal(adapter.dump_json(value), place=self._place(name, row))
        if isinstance(self.table.c[name].type, JSON):
            return adapter.dump_python(value, mode="json")
        return value.value if isinstance(value, StrEnum) else value

    def _opened(self, name: str, stored: Any, seal: Seal | None, row: str) -> Any:
        if name not in self.sealed or seal is None:
            return stored
        plain = seal.open(stored, place=self._place(name, row))
        return self._adapters[name].validate_json(plain)

    def _place(self, name: str, row: str) -> str:
        return f"{self.table.name}|{row}|{name}"


def _all_but(value: type[Any], *plain: str) -> tuple[str, ...]:
    return tuple(each.name for each in fields(value) if each.name not in plain)


NETWORK = Shape(model.Network, tables.NetworkRow)
OFFICE = Shape(model.Office, tables.OfficeRow, apart=("services", "abilities"))
WINDOW = Shape(model.Window, tables.WindowRow)
STAFF = Shape(model.Staff, tables.StaffRow, apart=("member",))
DUTY_SHIFT = Shape(model.DutyShift, tables.DutyShiftRow)
PERSON = Shape(
    model.Person,
    tables.PersonRow,
    sealed=_all_but(model.Person, "id", "network", "revision"),
    apart=("contacts", "household"),
)
CONTACT = Shape(model.Contact, tables.ContactRow, sealed=_all_but(model.Contact, "consented_on"))
HOUSEHOLD_MEMBER = Shape(
    model.HouseholdMember, tables.HouseholdMemberRow, sealed=_all_but(model.HouseholdMember)
)
REGISTRATION = Shape(
    model.Registration,
    tables.RegistrationRow,
    sealed=("registration_reason",),
    apart=("consent", "shares"),
)
CONSENT = Shape(
    model.Consent,
    tables.ConsentRow,
    sealed=("filer_name", "filer_kana", "filer_relationship", "proxy_name", "proxy_reason"),
)
SHARE = Shape(model.Share, tables.ShareRow)
MONITORING = Shape(model.Monitoring, tables.MonitoringRow)
CASE = Shape(
    model.Case,
    tables.CaseRow,
    sealed=(
        "caller",
        "whereabouts",
        "situation",
        "wish_note",
        "outline",
        "override_reason",
        "rests_on",
    ),
)
NEED = Shape(model.Need, tables.NeedRow)
ASK = Shape(model.Ask, tables.AskRow)
REMARK = Shape(model.Remark, tables.RemarkRow, sealed=("answerer", "text"))
CALL = Shape(model.Call, tables.CallRow)
MEDICAL_CONTACT = Shape(model.MedicalContact, tables.MedicalContactRow, sealed=("whom", "result"))
JOINING = Shape(model.Joining, tables.JoiningRow, apart=("member",))
GRANT = Shape(model.Grant, tables.GrantRow, apart=("member",))
ALARM = Shape(model.Alarm, tables.AlarmRow, sealed=("callback",))
