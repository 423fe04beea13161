"""What a pack holds: a place in a year, its units, procedures, invented staff and names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from motcua.law.types import Role
from motcua.records.catalogue.content import ProcedureContent
from motcua.records.places.drafts import UnitDraft


class PackError(Exception):
    """A file of a pack is not sound: `file` in the pack, `line` from 1, what is wrong and what to do."""

    def __init__(self, file: str, line: int, message: str) -> None:
        super().__init__(file, line, message)
        self.file = file
        self.line = line
        self.message = message

    def __str__(self) -> str:
        return f"{self.file}, dòng {self.line}: {self.message}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Successor:
    """`successor` carries on the work of `predecessor` (keys of units) from the day `on`, by `document`."""

    predecessor: str
    successor: str
    on: date
    document: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Edition:
    """A version of a procedure in force from a day until the next edition of its code; `rank` 1 is most common."""

    valid_from: date
    content: ProcedureContent
    rank: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class StaffMember:
    """An invented member of staff: one role in one unit, from a day on."""

    username: str
    full_name: str
    unit_key: str
    role: Role
    title: str
    valid_from: date


@dataclass(frozen=True, kw_only=True, slots=True)
class CastMember:
    """A member of staff shown on the start page: who it is, and what to try as this person."""

    username: str
    who: str
    tries: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Weighted:
    """A text and how often it is drawn, relative to the others of its list."""

    text: str
    weight: int


@dataclass(frozen=True, kw_only=True, slots=True)
class PersonalNames:
    """What stands after the family name."""

    middle: tuple[Weighted, ...]
    given: tuple[Weighted, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class NameGroup:
    """A people's way of naming, for invented applicants; `weight` relative to the other groups."""

    id: str
    weight: int
    family: tuple[Weighted, ...]
    men: PersonalNames
    women: PersonalNames


@dataclass(frozen=True, kw_only=True, slots=True)
class Pack:
    """Everything a demonstration of a place needs; `editions` in the order of their days and codes.

    `hamlets` lists, for the key of each receiving unit, places where its invented applicants live.
    """

    name: str
    units: tuple[UnitDraft, ...]
    successors: tuple[Successor, ...]
    editions: tuple[Edition, ...]
    staff: tuple[StaffMember, ...]
    cast: tuple[CastMember, ...]
    name_groups: tuple[NameGroup, ...]
    hamlets: Mapping[str, tuple[str, ...]]
