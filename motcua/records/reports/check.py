"""Whether reports are still what the journal tells, and whether pinned figures can be counted again from what was known
when they were pinned.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator

from django.db import connection

from motcua.law.report_types import ReportForm
from motcua.records.catalogue import actions as catalogue
from motcua.records.documents import queries as documents
from motcua.records.journal import append_only, streams
from motcua.records.places import actions as units
from motcua.records.places import queries as places
from motcua.records.reports import making
from motcua.records.reports.actions import SERIES
from motcua.records.reports.content import SUBJECT, Act, Signed, period_of, told_of
from motcua.records.reports.models import ReportAct
from motcua.rules.reporting.columns import COLUMNS
from motcua.rules.reporting.table import BrokenReport, Cell, Share, Table

_LISTED = (catalogue.SUBJECT, units.SUBJECT)
"""What forms without dossiers are read from."""

_ONLY_GROW = ("reports_report", "reports_reportact")


def problems() -> Iterator[str]:
    """Every disagreement, as a sentence."""
    for table in _ONLY_GROW:
        for change in append_only.unguarded(connection, table=table):
            yield f"Bảng {table} không còn từ chối {change}."
    yield from _acts()
    numbers: set[str] = set()
    for act in ReportAct.objects.filter(act=Act.SIGN).select_related("report").order_by("report_id"):
        signed = Signed.from_json(json.loads(act.content))
        numbers.add(f"{act.report_id}:{signed.number}")
        if not _counted_again(act, signed):
            yield f"Báo cáo {signed.number} (mã {act.report_id}): số đã chốt không đếm lại được từ dữ liệu lúc chốt."
    for letter in documents.letters_of_kind(SERIES):
        in_words = "narrative" in letter.content  # those are looked for among the reports in words
        if not in_words and f"{letter.content.get('report')}:{letter.number}" not in numbers:
            yield f"Văn bản {letter.number} của đơn vị số {letter.unit_id}: không có báo cáo nào mang số này."


def _acts() -> Iterator[str]:
    rows = {(act.report_id, act.number): act for act in ReportAct.objects.select_related("report")}
    for entry in streams.entries_by_subject(SUBJECT):
        act = rows.pop((entry.subject_id, entry.version), None)
        name = f"Báo cáo mã {entry.subject_id}, việc thứ {entry.version}"
        if act is None:
            yield f"{name}: nhật ký có ghi nhưng không còn."
            continue
        said = {**told_of(act.report), "digest": hashlib.sha256(act.content.encode()).hexdigest()}
        agrees = all(entry.data.get(field) == value for field, value in said.items()) and act.digest == said["digest"]
        if not agrees or (f"{SUBJECT}.{act.act}", act.by_id, act.at) != (entry.act, entry.actor_id, entry.occurred_at):
            yield f"{name}: nội dung khác với nhật ký."
    for report_id, number in rows:
        yield f"Báo cáo mã {report_id}, việc thứ {number}: nhật ký không ghi."


def _counted_again(act: ReportAct, signed: Signed) -> bool:
    """Whether what was counted from dossiers is the same again, and what was read of the catalogue as well, unless a
    procedure or a unit was changed since.
    """
    row = act.report
    form, unit = making.form(row.form, on=row.last), places.unit_by_id(row.unit_id)
    try:
        again = making.remade(form, unit, signed.unit_ids, period_of(row), signed.as_of).table
    except BrokenReport:
        return False
    if form.rows in making.RECOUNTED:
        return _from_dossiers(form, again) == _from_dossiers(form, signed.table)
    same = [line.cells for line in again.rows] == [line.cells for line in signed.table.rows]
    return same or any(entry.recorded_at > act.at for kind in _LISTED for entry in streams.entries_by_subject(kind))


def _from_dossiers(form: ReportForm, table: Table) -> dict[str, tuple[Cell, ...]]:
    """By the key of a row, the cells that count dossiers; names of units may change, which changes no figure."""
    places_of = [place for place, column in enumerate(form.columns) if column.id in {*COLUMNS, "days_late"}]
    return {
        row.key: tuple(row.cells[place] for place in places_of if not isinstance(row.cells[place], Share))
        for row in table.rows
    }
