"""Whether entries of money are still what the journal tells, and no number of a receipt is missing."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection
from django.db.models import Count, Max

from motcua.records.journal import append_only, streams
from motcua.records.payments.actions import SUBJECT, told_of
from motcua.records.payments.models import MoneyEntry, ReceiptSeries

_ONLY_GROW = ("payments_moneyentry", "payments_cashday", "payments_bankaccount", "payments_statement")


def problems() -> Iterator[str]:
    """Every disagreement, as a sentence."""
    for table in _ONLY_GROW:
        for change in append_only.unguarded(connection, table=table):
            yield f"Bảng {table} không còn từ chối {change}."
    yield from _entries()
    yield from _receipts()


def _entries() -> Iterator[str]:
    rows = {(row.dossier_id, row.number): row for row in MoneyEntry.objects.all()}
    for entry in streams.entries_by_subject(SUBJECT):
        row = rows.pop((entry.subject_id, entry.version), None)
        name = f"Khoản tiền số {entry.version} của hồ sơ mã {entry.subject_id}"
        if row is None:
            yield f"{name}: nhật ký có ghi nhưng sổ thu không còn."
        elif (f"money.{row.kind}", told_of(row), row.at) != (entry.act, dict(entry.data), entry.occurred_at):
            yield f"{name}: nội dung khác với nhật ký."
    for dossier_id, number in rows:
        yield f"Khoản tiền số {number} của hồ sơ mã {dossier_id}: nhật ký không ghi."


def _receipts() -> Iterator[str]:
    there = {
        (row["unit_id"], row["receipt_year"]): (row["issued"], row["highest"])
        for row in MoneyEntry.objects.exclude(receipt_serial=None)
        .values("unit_id", "receipt_year")
        .annotate(issued=Count("pk"), highest=Max("receipt_serial"))
    }
    for series in ReceiptSeries.objects.all():
        issued, highest = there.pop((series.unit_id, series.year), (0, 0))
        if not issued == highest == series.last:
            yield f"Biên nhận thu tiền năm {series.year} của đơn vị số {series.unit_id}: số không liên tục."
    for unit_id, year in there:
        yield f"Biên nhận thu tiền năm {year} của đơn vị số {unit_id}: không có dãy số."
