"""Reads the outline of a periodic report: its sections as printed, and the tables of its annex."""

from __future__ import annotations

from motcua.law.reading import Entry
from motcua.law.types import OutlineColumn, OutlineSection, OutlineTable, ReportOutline


def report_outline(entry: Entry) -> ReportOutline:
    """An outline. Fails for two sections or two tables of one id, and for one that begins below no part."""
    parts = entry.fields(required=frozenset({"title", "subject", "sections", "tables"}))
    sections = tuple(map(_section, parts["sections"].items()))
    tables = tuple(map(_table, parts["tables"].items()))
    for name, ids in (("sections", [one.id for one in sections]), ("tables", [one.id for one in tables])):
        if len(set(ids)) < len(ids):
            parts[name].fail("hai mục có cùng mã (id); hãy đặt mã khác.")
    if not sections or sections[0].is_below:
        parts["sections"].fail("đề cương phải bắt đầu bằng một phần đánh số La Mã; hãy thêm.")
    return ReportOutline(title=parts["title"].text(), subject=parts["subject"].text(), sections=sections, tables=tables)


def _section(entry: Entry) -> OutlineSection:
    fields = entry.fields(required=frozenset({"id", "number", "title"}), optional=frozenset({"asks"}))
    return OutlineSection(
        id=fields["id"].text(),
        number=fields["number"].text(),
        title=fields["title"].text(),
        asks=fields["asks"].text() if "asks" in fields else "",
    )


def _table(entry: Entry) -> OutlineTable:
    fields = entry.fields(required=frozenset({"id", "title", "columns"}))
    return OutlineTable(
        id=fields["id"].text(),
        title=fields["title"].text(),
        columns=tuple(_column(each) for each in fields["columns"].items()),
    )


def _column(entry: Entry) -> OutlineColumn:
    fields = entry.fields(required=frozenset({"label", "field"}))
    return OutlineColumn(label=fields["label"].text(), field=fields["field"].text())
