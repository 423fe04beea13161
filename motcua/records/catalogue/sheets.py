"""Sheets of procedures and of step tables as an office sends them: foreseen, taken in, and the last one undone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from django.db import transaction

from motcua.records import clock
from motcua.records.catalogue import actions, queries
from motcua.records.catalogue.checking import complaints, longest_way
from motcua.records.catalogue.content import ProcedureContent
from motcua.records.catalogue.importing import Published, publish_if_new, read_contents
from motcua.records.catalogue.keeping import require_keeper
from motcua.records.catalogue.models import ProcedureVersion, VersionStatus
from motcua.records.catalogue.queries import ProcedureView
from motcua.records.catalogue.rows import read_rank
from motcua.records.catalogue.step_rows import RowError, TextRow, read_day, read_tables
from motcua.records.documents import imports
from motcua.records.documents.imports import ImportView
from motcua.records.journal.canonical import JSON
from motcua.records.people.viewer import Viewer
from motcua.rules.refusal import NotFound, Refusal

STEPS, PROCEDURES = "procedure_steps", "procedures"
"""The two kinds of sheets, as `documents.imports` tells them apart."""


@dataclass(frozen=True, kw_only=True, slots=True)
class TableReport:
    """What a sheet says of the steps of a procedure; `minutes` of `most` working minutes (None: no term known)."""

    rows: tuple[int, ...]
    minutes: int
    most: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class SheetReport:
    """What a sheet would do, or did. With errors nothing is done; `row` of an error is its row in the sheet.

    `fates` tell what becomes of each procedure without an error, by its first row.
    """

    errors: tuple[RowError, ...] = ()
    fates: tuple[ProcedureFate, ...] = ()

    @property
    def changing(self) -> int:
        """How many procedures would change, or did."""
        return sum(fate.fate is not Fate.UNCHANGED for fate in self.fates)


class Fate(StrEnum):
    """What becomes of a procedure."""

    CREATED = "created"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, kw_only=True, slots=True)
class ProcedureFate:
    """What becomes of a procedure of the sheet, from which day; `table` of a sheet of steps."""

    row: int
    code: str
    name: str
    fate: Fate
    valid_from: date
    table: TableReport | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class _Read:
    """A content from a day, its rank where one was given, and the row of the sheet that its errors belong to."""

    row: int
    content: ProcedureContent
    valid_from: date
    rank: int | None = None
    table: TableReport | None = None


_Reading = tuple[list[_Read], list[RowError]]


def foresee(viewer: Viewer, kind: str, rows: Sequence[TextRow]) -> SheetReport:
    """What a sheet of a kind would do. Raises NotAllowed."""
    require_keeper(viewer)
    read, errors = _READERS[kind](rows)
    with transaction.atomic():
        report, _ = _published(viewer, read)
        transaction.set_rollback(True)
    every = sorted((*errors, *report.errors), key=lambda error: error.row)
    return replace(report, errors=tuple(every))


@transaction.atomic
def take(viewer: Viewer, kind: str, import_id: int, rows: Sequence[TextRow]) -> SheetReport:
    """Publishes a version for each procedure that is new or says something else; all or none.

    Raises NotAllowed, Conflict where the file was taken in already, Refusal where a row cannot be taken in.
    """
    require_keeper(viewer)
    read, errors = _READERS[kind](rows)
    report, changes = _published(viewer, read)
    if errors or report.errors:
        raise Refusal("file", "Tệp có dòng lỗi nên chưa nhập gì; hãy sửa các dòng đã đánh dấu rồi gửi lại.")
    imports.finish(import_id, changes=changes, rows=len(changes))
    return report


@transaction.atomic
def undo(viewer: Viewer, kind: str, import_id: int) -> ImportView:
    """Takes back what the last sheet of a kind published, whole or not at all.

    Raises NotAllowed, Conflict where it is not the last one, or where something it published is in use or was
    changed since.
    """
    require_keeper(viewer)
    undone = imports.undo(kind, import_id, by_id=viewer.account_id)
    for change in reversed(undone.changes):
        ended = change["ended"]
        actions.withdraw(
            int(str(change["version"])),
            reopened_id=None if ended is None else int(str(ended)),
            actor_id=viewer.account_id,
            at=clock.now(),
        )
    return undone


def _published(viewer: Viewer, read: Sequence[_Read]) -> tuple[SheetReport, list[dict[str, JSON]]]:
    """Publishes what was read, within the caller's transaction: with errors the caller must keep nothing of it."""
    fates: list[ProcedureFate] = []
    changes: list[dict[str, JSON]] = []
    errors: list[RowError] = []
    for each in read:
        try:
            done = publish_if_new(
                each.content,
                valid_from=each.valid_from,
                actor_id=viewer.account_id,
                at=clock.now(),
                rank=each.rank,
            )
            fates.append(_fate(each, done))
            if done is not None:
                changes.append({"code": done.code, "version": done.version_id, "ended": done.ended_id})
        except Refusal as refusal:
            errors.append(RowError(row=each.row, field=refusal.field, message=str(refusal)))
    return SheetReport(errors=tuple(errors), fates=tuple(fates)), changes


def _fate(each: _Read, done: Published | None) -> ProcedureFate:
    fate = Fate.UNCHANGED if done is None else Fate.CREATED if done.ended_id is None else Fate.CHANGED
    return ProcedureFate(
        row=each.row,
        code=each.content.code,
        name=each.content.short_name,
        fate=fate,
        valid_from=each.valid_from,
        table=each.table,
    )


def _steps(rows: Sequence[TextRow]) -> _Reading:
    tables, errors = read_tables(rows)
    drafted = _drafted()
    read: list[_Read] = []
    for table in tables:
        try:
            before = _before(table.code, drafted, valid_from=table.valid_from)
            content = replace(_content(before), steps=table.table, decision=table.decision or before.decision)
            first = table.rows[0]
            told = TableReport(rows=table.rows, minutes=table.table.minutes, most=longest_way(before))
            wrong = [RowError(row=first, field=each.field, message=str(each)) for each in complaints(content)]
            errors += wrong
            if not wrong:
                read.append(_Read(row=first, content=content, valid_from=table.valid_from, table=told))
        except Refusal as refusal:
            errors.append(RowError(row=table.rows[0], field=refusal.field, message=str(refusal)))
    return read, errors


def _procedures(rows: Sequence[TextRow]) -> _Reading:
    cells = [{name: text for name, text in row.cells.items() if name != "valid_from"} for row in rows]
    contents, errors = read_contents(cells)
    errors = [replace(error, row=rows[error.row - 1].number) for error in errors]
    drafted = _drafted()
    read: list[_Read] = []
    for number, content in contents:
        row = rows[number - 1]
        try:
            day = read_day(row["valid_from"], field="valid_from")
            kept = _kept_parts(content, row, drafted, valid_from=day)
            read.append(_Read(row=row.number, content=kept, valid_from=day, rank=read_rank(row["rank"])))
        except Refusal as refusal:
            errors.append(RowError(row=row.number, field=refusal.field, message=str(refusal)))
    return read, errors


def _kept_parts(
    content: ProcedureContent, row: TextRow, drafted: frozenset[str], *, valid_from: date
) -> ProcedureContent:
    """The content of a row with what a sheet does not say taken from the version before."""
    try:
        before = _before(content.code, drafted, valid_from=valid_from)
    except NotFound:
        return content
    kept = replace(
        content,
        steps=before.steps,
        supplement_policy=before.supplement_policy,
        supplement_limit=before.supplement_limit,
        day_reading=before.day_reading,
    )
    return kept if row["papers"].strip() else replace(kept, papers=before.papers)


def _content(view: ProcedureView) -> ProcedureContent:
    """What a version says, without the version."""
    return ProcedureContent(**{name: getattr(view, name) for name in ProcedureContent.__slots__})


def _before(code: str, drafted: frozenset[str], *, valid_from: date) -> ProcedureView:
    """The version in force on a day. Raises NotFound, and Refusal where somebody is drafting the next one."""
    if code in drafted:
        raise Refusal(
            "code",
            "Thủ tục {code} đang có bản dự thảo; hãy ban hành hoặc bỏ bản dự thảo trước khi nhập tệp.",
            code=code,
        )
    return queries.procedure_in_force(code, valid_from)


def _drafted() -> frozenset[str]:
    rows = ProcedureVersion.objects.filter(status=VersionStatus.DRAFT)
    return frozenset(rows.values_list("procedure__code", flat=True))


_READERS: Mapping[str, Callable[[Sequence[TextRow]], _Reading]] = {STEPS: _steps, PROCEDURES: _procedures}
