"""Units as they stood on a date."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from motcua.law.types import Level
from motcua.records import plain
from motcua.records.places.drafts import UnitKind
from motcua.records.places.models import Succession, Unit
from motcua.rules.refusal import NotFound


@dataclass(frozen=True, kw_only=True, slots=True)
class UnitView:
    """A unit as read: it exists from `valid_from` until before `valid_to` (None: still exists).

    `agency_id` is empty where the unit issues no dossier codes; `government_code` identifies nothing.
    """

    id: int
    key: str
    kind: UnitKind
    level: Level
    name: str
    short_name: str
    parent_id: int | None
    government_code: str
    agency_id: str
    receives: bool
    address: str
    phone: str
    valid_from: date
    valid_to: date | None
    note: str
    version: int

    def exists_on(self, on: date) -> bool:
        """Whether the unit exists on a day."""
        return self.valid_from <= on and (self.valid_to is None or on < self.valid_to)


_COLUMNS = tuple(field.name for field in fields(UnitView))
_NAMES = ", ".join(_COLUMNS)
_ON = (
    f"SELECT {_NAMES} FROM places_unit"  # noqa: S608  (names of the code)
    " WHERE valid_from <= %s AND (valid_to IS NULL OR valid_to > %s) ORDER BY id"
)
_TREE = (
    "SELECT parent_id, id, kind FROM places_unit"
    " WHERE parent_id IS NOT NULL AND valid_from <= %s AND (valid_to IS NULL OR valid_to > %s) ORDER BY id"
)


def unit(key: str) -> UnitView:
    """The unit of a key such as "tra_cu.ham_tan", whenever it exists. Raises NotFound."""
    found = _read("key", key)
    if found is None:
        raise NotFound(
            "unit", "Không có đơn vị «{key}»; hãy kiểm tra lại mã đơn vị, ví dụ tra_cu.ham_tan.", key=key[:60]
        )
    return found


def unit_by_id(unit_id: int) -> UnitView:
    """The unit of an id, whenever it exists. Raises NotFound."""
    found = _read("id", unit_id)
    if found is None:
        raise NotFound("unit", "Không có đơn vị số {unit_id}; hãy tải lại trang rồi chọn lại đơn vị.", unit_id=unit_id)
    return found


def units_on(on: date, *, level: Level | None = None, receiving: bool | None = None) -> list[UnitView]:
    """The units that exist on a day, in the order they were registered; all levels, receiving or not, unless told."""
    day = on.isoformat()
    return [
        unit
        for unit in map(_typed, plain.lasting(_ON, (day, day)))
        if level in (None, unit.level) and receiving in (None, unit.receives)
    ]


def contact_on(on: date) -> str:
    """Where to ask the highest unit of a day: its name with phone or address; empty where neither is recorded."""
    highest = next((unit for unit in units_on(on) if unit.parent_id is None), None)
    where = (highest.phone or highest.address) if highest else ""
    return f"{highest.name}, {where}" if highest and where else ""


def tree_on(on: date) -> dict[int, list[tuple[int, UnitKind]]]:
    """The units right below each unit on a day, with their kinds; asked for at every request of a chair."""
    day = on.isoformat()
    below: defaultdict[int, list[tuple[int, UnitKind]]] = defaultdict(list)
    for parent, child, kind in plain.lasting(_TREE, (day, day)):
        below[parent].append((child, UnitKind(kind)))
    return dict(below)


def descendants_of(unit_id: int, on: date) -> frozenset[int]:
    """Ids of the units below a unit on a day, at any depth; the unit itself is not among them."""
    below: defaultdict[int | None, list[int]] = defaultdict(list)
    for child, parent in existing(on).values_list("id", "parent_id"):
        below[parent].append(child)
    return frozenset(_reachable(unit_id, below))


def successors_of(unit_id: int, on: date) -> list[UnitView]:
    """Who carries on the work of a unit on a day, through every reorganisation until then; none while it exists."""
    heirs: defaultdict[int | None, list[int]] = defaultdict(list)
    for predecessor, successor in Succession.objects.filter(on__lte=on).values_list("predecessor_id", "successor_id"):
        heirs[predecessor].append(successor)
    return [view(row) for row in existing(on).filter(pk__in=_reachable(unit_id, heirs)).order_by("id")]


def agency_root(unit_id: int) -> int:
    """Id of the committee a unit belongs to: a department and a desk act for it, a committee for itself.

    Raises NotFound.
    """
    own: int | None = unit_id
    while own is not None:
        row = plain.lasting_row("SELECT kind, parent_id FROM places_unit WHERE id = %s", (own,))
        if row is None:
            break
        if row[0] == UnitKind.COMMITTEE or row[1] is None:
            return own
        own = row[1]
    raise NotFound("unit", "Không có đơn vị số {unit_id}; hãy tải lại trang rồi chọn lại đơn vị.", unit_id=unit_id)


def units_by_agency(on: date) -> dict[int, list[UnitView]]:
    """The units that exist on a day by the id of the committee they belong to, each in the order registered."""
    units = {unit.id: unit for unit in units_on(on)}
    agencies: dict[int, list[UnitView]] = {}
    for unit in units.values():
        root = unit
        while root.kind is not UnitKind.COMMITTEE and root.parent_id in units:
            root = units[root.parent_id]
        agencies.setdefault(root.id, []).append(unit)
    return agencies


def existing(on: date) -> QuerySet[Unit]:
    """Rows of the units that exist on a day."""
    return Unit.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on), valid_from__lte=on)


def view(row: Unit) -> UnitView:
    """A row as others see it."""
    return UnitView(
        id=row.pk,
        key=row.key,
        kind=UnitKind(row.kind),
        level=Level(row.level),
        name=row.name,
        short_name=row.short_name,
        parent_id=row.parent_id,
        government_code=row.government_code,
        agency_id=row.agency_id,
        receives=row.receives,
        address=row.address,
        phone=row.phone,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        note=row.note,
        version=row.version,
    )


def _read(column: str, value: str | int) -> UnitView | None:
    """One plain statement: a unit is asked for at every acceptance."""
    row = plain.lasting_row(f"SELECT {_NAMES} FROM places_unit WHERE {column} = %s", (value,))  # noqa: S608  (names of the code)
    return None if row is None else _typed(row)


def _typed(row: Sequence[Any]) -> UnitView:
    told = dict(zip(_COLUMNS, row, strict=True))
    kind, level, receives = UnitKind(told["kind"]), Level(told["level"]), bool(told["receives"])
    return UnitView(**{**told, "kind": kind, "level": level, "receives": receives})


def _reachable(start: int, following: Mapping[int | None, Iterable[int]]) -> set[int]:
    reached: set[int] = set()
    waiting = [start]
    while waiting:
        for unit_id in following.get(waiting.pop(), ()):
            if unit_id not in reached:
                reached.add(unit_id)
                waiting.append(unit_id)
    return reached
