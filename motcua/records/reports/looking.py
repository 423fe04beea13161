"""What a report looks at, and the dossiers behind its numbers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from motcua.law.report_types import ReportForm
from motcua.law.types import Level
from motcua.records.casework import flows
from motcua.records.casework.flows import Among, Group
from motcua.records.casework.views import ListRow
from motcua.records.places import queries as places
from motcua.records.places.queries import UnitView
from motcua.rules.folding import fold
from motcua.rules.period import Period
from motcua.rules.refusal import NotFound
from motcua.rules.reporting.columns import COLUMNS
from motcua.rules.reporting.flow import Counted, Cut, Flow

LEVELS = {Level.PROVINCE: "Cấp tỉnh", Level.DISTRICT: "Cấp huyện", Level.COMMUNE: "Cấp xã"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Look:
    """A form filled for a unit and those that it covers, over a period cut at an instant."""

    form: ReportForm
    unit: UnitView
    unit_ids: frozenset[int]
    period: Period
    at: Cut

    @property
    def columns(self) -> tuple[str, ...]:
        """The ids of the columns."""
        return tuple(column.id for column in self.form.columns)

    @property
    def units(self) -> tuple[UnitView, ...]:
        """The units covered, the district's before those of communes, in the order they were registered."""
        found = (places.unit_by_id(unit_id) for unit_id in self.unit_ids)
        return tuple(sorted(found, key=lambda unit: (list(Level).index(unit.level), unit.id)))


def added_up(groups: Iterable[Group]) -> Counted:
    """How many dossiers stand at each place, of several groups together."""
    counted: dict[Flow, int] = {}
    for group in groups:
        counted[group.flow] = counted.get(group.flow, 0) + group.dossiers
    return counted


def by_name(names: Iterable[str]) -> list[str]:
    """Names in the order of a dictionary."""
    return sorted(names, key=lambda name: (fold(name), name))


def behind(look: Look, key: str, column: str, *, after: int = 0) -> tuple[tuple[ListRow, ...], int]:
    """A page of the dossiers that a cell counts, and where the next starts (0: nowhere). Raises NotFound for a row or a
    column that counts no dossiers.
    """
    if column not in COLUMNS:
        raise NotFound("column", "Cột này không đếm hồ sơ; hãy mở lại từ trang báo cáo.")
    return flows.members(look.at, _among(look, key), column, after=after)


def _among(look: Look, key: str) -> Among:
    level, slash, field = key.partition("/")
    if key == "":
        return Among(unit_ids=look.unit_ids)
    if level in set(Level):
        versions = _versions(look, level, field) if slash else None
        return Among(unit_ids=look.unit_ids, level=level, version_ids=versions)
    unit = places.unit(key)
    if unit.id not in look.unit_ids:
        raise NotFound("row", "Báo cáo này không có dòng «{key}»; hãy mở lại từ trang báo cáo.", key=key[:60])
    return Among(unit_ids=frozenset({unit.id}))


def _versions(look: Look, level: str, field: str) -> frozenset[int]:
    """The versions of procedures of a field under which dossiers of a level stand in the report."""
    told = {group.procedure_version_id for group in flows.counted(look.at, look.unit_ids) if group.level == level}
    return frozenset(version_id for version_id, name in flows.fields_of(told).items() if name == field)
