"""A unit as described before it is registered, and what may be changed of it afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models.enums import TextChoices

from motcua.law.types import Level


class UnitKind(TextChoices):
    """What a unit is."""

    COMMITTEE = "committee", "Ủy ban nhân dân"
    DEPARTMENT = "department", "Phòng chuyên môn"
    DESK = "desk", "Bộ phận một cửa"


@dataclass(frozen=True, kw_only=True, slots=True)
class UnitDraft:
    """A unit to register. `parent_key` is empty at the top; a unit that `receives` needs an `agency_id`."""

    key: str
    kind: UnitKind
    level: Level
    name: str
    short_name: str
    valid_from: date
    valid_to: date | None = None
    parent_key: str = ""
    government_code: str = ""
    agency_id: str = ""
    receives: bool = False
    address: str = ""
    phone: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class UnitChange:
    """What may be changed of a unit that is registered: nothing that a dossier or a date rests on."""

    short_name: str
    address: str
    phone: str
    receives: bool
