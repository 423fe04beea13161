"""Whether figures that came from elsewhere are still what the journal tells."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection

from motcua.records.journal import append_only, streams
from motcua.records.measures.actions import SUBJECT, told_of
from motcua.records.measures.models import External


def problems() -> Iterator[str]:
    """Every disagreement, as a sentence."""
    for change in append_only.unguarded(connection, table="measures_external"):
        yield f"Bảng measures_external không còn từ chối {change}."
    rows = {row.pk: row for row in External.objects.all()}
    for entry in streams.entries_by_subject(SUBJECT):
        row = rows.pop(entry.subject_id, None)
        if row is None:
            yield f"Số liệu ngoài số {entry.subject_id}: nhật ký có ghi nhưng bảng không còn."
        elif told_of(row) != dict(entry.data):
            yield f"Số liệu ngoài số {entry.subject_id}: nội dung khác với nhật ký."
    for pk in rows:
        yield f"Số liệu ngoài số {pk}: nhật ký không ghi."
