"""The catalogue as those who keep it see it: every procedure with all its versions, drafts among them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from motcua.law.types import Level
from motcua.records.catalogue.models import Procedure, ProcedureVersion, VersionStatus
from motcua.records.catalogue.queries import words_of
from motcua.rules.refusal import NotFound

__all__ = ["Kept", "Standing", "VersionLine", "VersionStatus", "fields", "kept", "kept_procedures"]


class Standing(StrEnum):
    """Where a procedure stands on a day: it applies, will apply, has ended, or was never more than a draft."""

    IN_FORCE = "in_force"
    COMING = "coming"
    ENDED = "ended"
    DRAFT = "draft"


@dataclass(frozen=True, kw_only=True, slots=True)
class VersionLine:
    """A version in the history of its procedure; it applies from `valid_from` until before `valid_to`."""

    id: int
    number: int
    status: VersionStatus
    valid_from: date
    valid_to: date | None
    levels: frozenset[Level]
    decision: str

    def applies_on(self, on: date) -> bool:
        """Whether this version is in force on a day."""
        published = self.status in (VersionStatus.IN_FORCE, VersionStatus.CLOSED)
        return published and self.valid_from <= on and (self.valid_to is None or on < self.valid_to)


@dataclass(frozen=True, kw_only=True, slots=True)
class Kept:
    """A procedure with its versions, the latest first. `revision` counts every change of them."""

    id: int
    code: str
    name: str
    short_name: str
    field: str
    revision: int
    versions: tuple[VersionLine, ...]

    @property
    def draft(self) -> VersionLine | None:
        """The version that is being drafted."""
        return next((line for line in self.versions if line.status is VersionStatus.DRAFT), None)

    def applying(self, on: date) -> VersionLine | None:
        """The version in force on a day."""
        return next((line for line in self.versions if line.applies_on(on)), None)

    def shown(self, on: date) -> VersionLine | None:
        """The version to look at on a day: the one in force, else the latest published, else the draft."""
        published = (line for line in self.versions if line.status in (VersionStatus.IN_FORCE, VersionStatus.CLOSED))
        return self.applying(on) or next(published, None) or self.draft

    def standing(self, on: date) -> Standing:
        """Where the procedure stands on a day."""
        shown = self.shown(on)
        if shown is None or shown.status is VersionStatus.DRAFT:
            return Standing.DRAFT
        if shown.applies_on(on):
            return Standing.IN_FORCE
        return Standing.COMING if shown.valid_from > on else Standing.ENDED


def kept(code: str) -> Kept:
    """A procedure by its national code. Raises NotFound."""
    found = _with_versions(Procedure.objects.filter(code=code))
    if not found:
        raise NotFound(
            "procedure", "Danh mục không có thủ tục {code}; hãy kiểm tra mã hoặc tìm theo tên.", code=code[:20]
        )
    return found[0]


def kept_procedures(
    text: str = "",
    *,
    on: date,
    field: str = "",
    level: Level | None = None,
    standing: Standing | None = None,
) -> list[Kept]:
    """The procedures whose code or names hold every word typed, by code: of a field, of a level that receives them in
    the version shown, and standing so on a day. DRAFT gives all that have a draft, also beside a version in force.

    A procedure whose only draft was dropped, or whose only version was withdrawn, is not among them.
    """
    rows = Procedure.objects.order_by("code")
    for word in words_of(text):
        rows = rows.filter(search__contains=f" {word}")
    if field:
        rows = rows.filter(field=field)
    return [
        each
        for each in _with_versions(rows)
        if each.shown(on) is not None
        and (level is None or _received_at(each, level, on=on))
        and (standing is None or _stands(each, standing, on=on))
    ]


def fields() -> list[str]:
    """The fields of the procedures, in alphabetical order of their letters."""
    return list(Procedure.objects.order_by("field").values_list("field", flat=True).distinct())


def _received_at(each: Kept, level: Level, *, on: date) -> bool:
    shown = each.shown(on)
    return shown is not None and level in shown.levels


def _stands(each: Kept, standing: Standing, *, on: date) -> bool:
    return each.draft is not None if standing is Standing.DRAFT else each.standing(on) is standing


def _with_versions(rows: Iterable[Procedure]) -> list[Kept]:
    procedures = list(rows)
    columns = ("procedure_id", "id", "number", "status", "valid_from", "valid_to", "levels", "decision")
    versions = ProcedureVersion.objects.order_by("-number").values_list(*columns)
    if len(procedures) == 1:
        versions = versions.filter(procedure=procedures[0])
    lines: defaultdict[int, list[VersionLine]] = defaultdict(list)
    for procedure_id, version_id, number, status, valid_from, valid_to, levels, decision in versions:
        lines[procedure_id].append(
            VersionLine(
                id=version_id,
                number=number,
                status=VersionStatus(status),
                valid_from=valid_from,
                valid_to=valid_to,
                levels=frozenset(Level(level) for level in levels.split(",") if level),
                decision=decision,
            )
        )
    return [
        Kept(
            id=row.pk,
            code=row.code,
            name=row.name,
            short_name=row.short_name,
            field=row.field,
            revision=row.revision,
            versions=tuple(lines[row.pk]),
        )
        for row in procedures
    ]
